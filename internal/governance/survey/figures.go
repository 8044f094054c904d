package survey

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// figures are results of a survey: as a table, and the numbers among them as bars.
func figures(all []record.Finding) []page.Block {
	table := page.Table{Caption: "Figures", RowHeads: true, Columns: []page.Column{{Title: "Asked"},
		{Title: "Result"}, {Title: "Compared with"}, {Title: "Year"}}}
	for _, f := range all {
		row := []page.Words{page.Say(f.Metric), page.Say(f.Value), {desk.NotKnown}, {desk.NotKnown}}
		if f.Comparison != "" {
			row[2] = page.Say(f.Comparison)
		}
		if f.Year != 0 {
			row[3] = page.Say(strconv.Itoa(f.Year))
		}
		table.Rows = append(table.Rows, row)
	}
	if len(all) == 0 {
		return []page.Block{page.Para{Words: page.Words{page.T("Its figures are "), desk.NotKnown,
			page.T(" here.")}}}
	}
	var blocks []page.Block
	for i, unit := range units(all) {
		blocks = append(blocks, page.Figure{Caption: "Results in " + unit.name, Text: unit.words(),
			SVG: unit.draw("results-" + strconv.Itoa(i+1))})
	}
	return append(blocks, table)
}

// number is a number at the beginning of a text, and its unit: 87%, 4.2 of 5, 1,250 people. What
// goes on with more digits, as 1,25 does, is none.
var number = regexp.MustCompile(`^((?:\d{1,3}(?:,\d{3}){1,2}|\d{1,9})(?:\.\d{1,6})?)` +
	`(?:[^\d,.%/]|[,.](?:\D|$)|%|/|$)`)

// ofWhat is what a number is measured in.
var ofWhat = regexp.MustCompile(`^\s*(%|of \d{1,9}|/ ?\d{1,9})?`)

// bar is a result as a bar, and what it is compared with as a mark.
type bar struct {
	metric, value string
	is, was       float64
	compared      string // empty: with nothing that is a number of the same unit
}

// unit are bars that are measured alike.
type unit struct {
	name string
	full float64 // as long as there is room for
	bars []bar
}

// units are the results that are numbers, by what they are measured in, in the order of the first
// of each.
func units(results []record.Finding) (all []*unit) {
	byName := map[string]*unit{}
	for _, f := range results {
		is, name, full, ok := measured(f.Value)
		if !ok {
			continue
		}
		u := byName[name]
		if u == nil {
			u = &unit{name: name, full: full}
			byName[name] = u
			all = append(all, u)
		}
		b := bar{metric: f.Metric, value: f.Value, is: is}
		if f.Year != 0 {
			b.metric += ", " + strconv.Itoa(f.Year)
		}
		if was, other, _, ok := measured(f.Comparison); ok && other == name {
			b.was, b.compared = was, f.Comparison
		}
		u.full = max(u.full, b.is, b.was)
		u.bars = append(u.bars, b)
	}
	return all
}

// measured is the number that a text begins with, what it is measured in, and how much there can
// be, where that is known.
func measured(text string) (value float64, name string, full float64, ok bool) {
	m := number.FindStringSubmatch(text)
	if m == nil {
		return 0, "", 0, false
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
	if err != nil {
		return 0, "", 0, false
	}
	switch unit := ofWhat.FindStringSubmatch(text[len(m[1]):])[1]; {
	case unit == "%":
		return value, "per cent", 100, true
	case unit != "":
		most := strings.TrimLeft(unit, "of/ ")
		full, err = strconv.ParseFloat(most, 64)
		return value, "points of " + most, full, err == nil
	}
	return value, "numbers", 0, true
}

// The measures of the picture, in pixels at its natural size.
const (
	barRoom   = 460 // of the longest bar
	barHeight = 18
	barRow    = 56
	barMargin = 14
	barValue  = 120 // room beside the bar
	barName   = 76  // letters of what was asked; the words have all
	barFigure = 15  // and of the value
)

// draw draws bars below each other, each under what was asked; a line across a bar is what it is
// compared with. All ids begin with id.
func (u *unit) draw(id string) string {
	width, height := barRoom+barValue+2*barMargin, len(u.bars)*barRow+barMargin
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="plan" role="img"`+
		` aria-labelledby="%s-title %s-desc" width="%d" height="%d" viewBox="0 0 %d %d"`+
		` fill="none" stroke="currentColor">`, id, id, width, height, width, height)
	fmt.Fprintf(&b, `<title id="%s-title">%s</title><desc id="%s-desc">%s</desc>`, id,
		"Results in "+html.EscapeString(u.name), id, html.EscapeString(u.words()))
	for i, each := range u.bars {
		y := i*barRow + barMargin
		text(&b, "label", barMargin, y+barMargin, cut(each.metric, barName))
		y += barMargin + 8
		long := u.long(each.is)
		fmt.Fprintf(&b, `<g class="node-current"><rect x="%d" y="%d" width="%d" height="%d"/></g>`,
			barMargin, y, long, barHeight)
		if each.compared != "" {
			fmt.Fprintf(&b, `<g class="edge"><title>%s</title><path d="M%d %dV%d"/></g>`,
				html.EscapeString("Compared with "+each.compared), barMargin+u.long(each.was), y-4,
				y+barHeight+4)
		}
		text(&b, "label-soft", barMargin+max(long, u.long(each.was))+8, y+barMargin,
			cut(each.value, barFigure))
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// long is how long the bar of a number is.
func (u *unit) long(value float64) int {
	if u.full <= 0 {
		return 0
	}
	return int(value / u.full * barRoom)
}

// words say what the picture shows.
func (u *unit) words() string {
	var all []string
	for _, b := range u.bars {
		line := b.metric + ": " + b.value
		if b.compared != "" {
			line += ", compared with " + b.compared
		}
		all = append(all, line+".")
	}
	return strings.Join(all, " ")
}

func text(b *strings.Builder, class string, x, y int, words string) {
	fmt.Fprintf(b, `<text class="%s" x="%d" y="%d" fill="currentColor" stroke="none">%s</text>`,
		class, x, y, html.EscapeString(words))
}

// cut is the beginning of a text.
func cut(text string, letters int) string {
	if runes := []rune(text); len(runes) > letters {
		return string(runes[:letters-1]) + "…"
	}
	return text
}
