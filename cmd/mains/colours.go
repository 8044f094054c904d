package main

import (
	"strings"

	"github.com/mains-energy/mains/gbcs/usecase"
)

// colours paint what is printed on a terminal; without colours they leave it as it is.
type colours struct{ on bool }

func palette(on bool) colours { return colours{on} }

func (c colours) paint(code, text string) string {
	if !c.on || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (c colours) bold(text string) string  { return c.paint("1", text) }
func (c colours) dim(text string) string   { return c.paint("2", text) }
func (c colours) red(text string) string   { return c.paint("31", text) }
func (c colours) green(text string) string { return c.paint("32", text) }

// verdict is red where something does not hold, green where it does.
func (c colours) verdict(text string) string {
	switch {
	case strings.HasPrefix(text, "NOT "):
		return c.red(text)
	case text == "valid" || text == "the same":
		return c.green(text)
	}
	return c.paint("33", text)
}

// name is bold for a part that is made of others, dim for what is fixed.
func (c colours) name(text string, l usecase.Line) string {
	switch {
	case l.Fixed:
		return c.dim(text)
	case l.Value == nil:
		return c.bold(text)
	}
	return text
}
