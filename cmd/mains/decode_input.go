package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/mains-energy/mains/gbcs/gbt"
	"github.com/mains-energy/mains/gbcs/utrn"
)

// input is one argument of decode, or one file of a directory that it names.
type input struct {
	// name is that of a file; empty for octets on the command line and standard input,
	// unless there are others, from which it tells them.
	name  string
	given bool // on the command line itself
	read  func() ([]byte, error)
}

// findInputs are the inputs that arguments name.
func findInputs(env environment, args []string) (inputs []input, err error) {
	for i, arg := range args {
		number := ""
		if len(args) > 1 {
			number = fmt.Sprintf("argument %d", i+1)
		}
		info, err := os.Stat(arg)
		switch {
		case arg == "-":
			inputs = append(inputs, input{number, false, func() ([]byte, error) {
				return readAtMost(env.in, "standard input")
			}})
		case err != nil:
			inputs = append(inputs, input{number, true, func() ([]byte, error) {
				return []byte(arg), nil
			}})
		case info.IsDir():
			err := filepath.WalkDir(arg, func(path string, entry fs.DirEntry, err error) error {
				if err == nil && entry.Type().IsRegular() {
					inputs = append(inputs, fileInput(path))
				}
				return err
			})
			if err != nil {
				return nil, err
			}
		default:
			inputs = append(inputs, fileInput(arg))
		}
	}
	if len(inputs) == 0 {
		return nil, fmt.Errorf("%s: no file is in there", strings.Join(args, ", "))
	}
	return inputs, nil
}

// rejoined puts together what a shell has taken apart: octets or digits with spaces
// between them.
func rejoined(args []string) []string {
	for i, arg := range args {
		if _, err := os.Stat(arg); err == nil || arg == "-" {
			return args
		}
		digits := hexDigits(arg)
		raw, err := hex.DecodeString(digits + strings.Repeat("0", len(digits)%2))
		if err != nil || i > 0 && isMessage(raw) {
			return args
		}
	}
	return []string{strings.Join(args, " ")}
}

func fileInput(path string) input {
	return input{path, false, func() ([]byte, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, pathless(err)
		}
		defer f.Close()
		return readAtMost(f, "it")
	}}
}

// pathless is the cause of an error that names a path, which others name.
func pathless(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}

// maxInput is more than any message, document or firmware image.
const maxInput = 64 << 20

func readAtMost(r io.Reader, name string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err == nil && len(b) > maxInput {
		err = fmt.Errorf("%s has more than %d octets", name, maxInput)
	}
	return b, pathless(err)
}

// item is something in an input that decode can show.
type item struct {
	name    string
	show    func(d *decoder) error
	message []byte // where it is a GBCS message
}

var errNothing = errors.New("there is nothing in it")

// items guesses what an input holds.
func (in input) items() ([]item, error) {
	content, err := in.read()
	if err != nil {
		return nil, err
	}
	text := strings.TrimSpace(strings.TrimPrefix(string(content), "\uFEFF"))
	switch {
	case text == "":
		return nil, errNothing
	case bytes.HasPrefix(content, otaFile):
		return in.image(content), nil
	case isMessage(content):
		return in.messages([][]byte{content}, nil)
	case strings.HasPrefix(text, "<"):
		return in.documents([]byte(text))
	case len(text) <= maxUTRN && isUTRN(text):
		token, err := utrn.Parse(ungrouped(text))
		if err != nil {
			return nil, err
		}
		show := func(d *decoder) error { return d.utrn(in.name, token) }
		return []item{{name: in.name, show: show}}, nil
	}
	if all, ok := messageLines(text); ok {
		return in.messages(all, nil)
	}
	raw, ok := octetsOf(text)
	switch {
	case !ok:
		return nil, in.unknown(text)
	case bytes.HasPrefix(raw, otaFile):
		return in.image(raw), nil
	case !isMessage(raw):
		return nil, in.noMessage(text, raw)
	}
	return in.messages([][]byte{raw}, nil)
}

func (in input) image(content []byte) []item {
	show := func(d *decoder) error { return d.firmware(in.name, content) }
	return []item{{name: in.name, show: show}}
}

// maxUTRN is more octets than twenty digits have, however they are grouped.
const maxUTRN = 100

// ungrouped is digits without what stands between groups of them.
func ungrouped(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "-", " ")), "")
}

// isUTRN reports whether text is twenty digits, which no GBCS message is.
func isUTRN(text string) bool {
	digits := ungrouped(text)
	return len(digits) == utrn.Digits && strings.Trim(digits, "0123456789") == ""
}

// messageLines are messages of which each stands on a line of its own; there are several.
func messageLines(text string) (all [][]byte, ok bool) {
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		raw, ok := octetsOf(line)
		if !ok || !isMessage(raw) {
			return nil, false
		}
		all = append(all, raw)
	}
	return all, len(all) > 1
}

// unknown says that an input is nothing that decode knows.
func (in input) unknown(text string) error {
	digits := hexDigits(text)
	_, err := hex.DecodeString(digits)
	switch {
	case errors.Is(err, hex.ErrLength):
		return fmt.Errorf("%d hexadecimal digits, an odd number", len(digits))
	case in.given:
		return fmt.Errorf("%.40q is no file, no hexadecimal and no base64", text)
	case !utf8.ValidString(text):
		return errors.New("neither text nor a GBCS message, which begins with DF09 or DD")
	}
	number := 0
	for line := range strings.Lines(text) {
		number++
		if _, ok := octetsOf(line); !ok && strings.TrimSpace(line) != "" {
			break
		}
	}
	return fmt.Errorf("line %d: no hexadecimal and no base64", number)
}

// noMessage says that octets are none of a message.
func (in input) noMessage(text string, raw []byte) error {
	if _, err := hex.DecodeString(hexDigits(text)); err != nil && in.given {
		return fmt.Errorf("%.40q is no file, and as base64 no GBCS message", text)
	}
	return fmt.Errorf("no GBCS message: it begins with %X, want DF09 or DD", raw[:min(2, len(raw))])
}

// hexDigits are what may be hexadecimal digits without what stands between octets: white
// space, colons, commas, hyphens and 0x.
func hexDigits(text string) string {
	between := func(r rune) bool { return strings.ContainsRune(" \t\r\n:,;-", r) }
	words := strings.FieldsFunc(text, between)
	for i, word := range words {
		words[i] = strings.TrimPrefix(strings.TrimPrefix(word, "0x"), "0X")
	}
	return strings.Join(words, "")
}

// octetsOf reads hexadecimal, as [hexDigits] has it, or base64.
func octetsOf(text string) ([]byte, bool) {
	if raw, err := hex.DecodeString(hexDigits(text)); err == nil && len(raw) > 0 {
		return raw, true
	}
	compact := strings.Join(strings.Fields(text), "")
	if raw, err := base64.StdEncoding.DecodeString(compact); err == nil && len(raw) > 0 {
		return raw, true
	}
	if raw, err := base64.RawStdEncoding.DecodeString(compact); err == nil && isMessage(raw) {
		return raw, true
	}
	return nil, false
}

// octetsInput reads octets: of a file or standard input, in hexadecimal or base64, or the
// argument itself as such.
func octetsInput(env environment, arg string) ([]byte, error) {
	inputs, err := findInputs(env, []string{arg})
	if err != nil {
		return nil, err
	}
	if len(inputs) > 1 {
		return nil, fmt.Errorf("%s is a directory: want a file", arg)
	}
	text, err := inputs[0].read()
	if err != nil {
		return nil, err
	}
	if raw, ok := octetsOf(string(text)); ok {
		return raw, nil
	}
	return nil, inputs[0].unknown(string(text))
}

// isMessage reports whether b begins as a GBCS message, or a block of one, does.
func isMessage(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xDD, 0}) || bytes.HasPrefix(b, []byte{0xDF, 9}) || gbt.IsBlock(b)
}

// messages are the items of messages, of which blocks are put together. Names say where in
// the input each stands; without names they are numbered.
func (in input) messages(all [][]byte, names []string) (items []item, err error) {
	var blocks [][]byte
	for i, raw := range all {
		if gbt.IsBlock(raw) {
			blocks = append(blocks, raw)
			continue
		}
		name := in.name
		if names != nil {
			name += " " + names[i]
		} else if len(all) > 1 {
			name += " message"
		}
		if len(all) > 1 {
			name = fmt.Sprintf("%s %d", name, i+1)
		}
		name = strings.TrimSpace(name)
		items = append(items, item{
			name: name, message: raw, show: func(d *decoder) error { return d.message(name, raw) },
		})
	}
	return append(items, in.transfers(blocks)...), nil
}

// documents are the messages in a DUIS or other XML document: what is the text of an
// element or the value of an attribute, in base64 or hexadecimal, and begins as a message
// does.
func (in input) documents(text []byte) ([]item, error) {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	var all [][]byte
	var names []string
	add := func(name, text string) {
		if raw, ok := octetsOf(text); ok && isMessage(raw) {
			all, names = append(all, raw), append(names, name)
		}
	}
	var path []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("XML: %w", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name.Local)
			for _, attribute := range token.Attr {
				add(token.Name.Local+" "+attribute.Name.Local, attribute.Value)
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if len(path) > 0 {
				add(path[len(path)-1], string(token))
			}
		}
	}
	if len(all) == 0 {
		return nil, errors.New("no element of the document holds a GBCS message")
	}
	return in.messages(all, names)
}
