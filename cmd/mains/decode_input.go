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

	"github.com/mains-energy/mains/gbcs/firmware"
	"github.com/mains-energy/mains/gbcs/gbt"
	"github.com/mains-energy/mains/gbcs/utrn"
)

// input is one argument of decode, or one file of a directory that it names.
type input struct {
	name string // file name; empty for a message on the command line
	read func() ([]byte, error)
}

// findInputs are the inputs that arguments name.
func findInputs(env environment, args []string) (inputs []input, err error) {
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case arg == "-":
			inputs = append(inputs, input{"", func() ([]byte, error) {
				return readAtMost(env.in, "standard input")
			}})
		case err != nil:
			inputs = append(inputs, input{"", func() ([]byte, error) { return []byte(arg), nil }})
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
		return nil, errors.New("no file is in there")
	}
	return inputs, nil
}

func fileInput(path string) input {
	return input{path, func() ([]byte, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return readAtMost(f, path)
	}}
}

// maxInput is more than any message, document or firmware image.
const maxInput = 64 << 20

func readAtMost(r io.Reader, name string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err == nil && len(b) > maxInput {
		err = fmt.Errorf("%s has more than %d octets", name, maxInput)
	}
	return b, err
}

// item is something in an input that decode can show.
type item struct {
	name string
	show func(d *decoder) error
}

// items guesses what an input holds.
func (in input) items() ([]item, error) {
	content, err := in.read()
	if err != nil {
		return nil, err
	}
	text := strings.TrimSpace(string(content))
	switch {
	case bytes.HasPrefix(content, otaFile):
		return []item{{in.name, func(d *decoder) error { return d.firmware(content) }}}, nil
	case strings.HasPrefix(text, "<"):
		return in.documents([]byte(text))
	}
	if token, err := utrn.Parse(text); err == nil {
		return []item{{in.name, func(d *decoder) error { return d.utrn(token) }}}, nil
	}
	if isMessage(content) {
		return in.messages([][]byte{content}, nil)
	}
	if raw, ok := octetsOf(text); ok {
		return in.messages([][]byte{raw}, nil)
	}
	var all [][]byte
	for number, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		raw, ok := octetsOf(line)
		if !ok {
			return nil, in.unknown(text, number)
		}
		all = append(all, raw)
	}
	if len(all) == 0 {
		return nil, errors.New("there is nothing in it")
	}
	return in.messages(all, nil)
}

// unknown says that an input is nothing that decode knows.
func (in input) unknown(text string, line int) error {
	if in.name == "" {
		return fmt.Errorf("%.40q is no file, no hexadecimal and no base64", text)
	}
	return fmt.Errorf("%s, line %d: no hexadecimal and no base64", in.name, line+1)
}

// octetsOf reads hexadecimal, with or without white space, or base64.
func octetsOf(text string) ([]byte, bool) {
	compact := strings.Join(strings.Fields(text), "")
	compact = strings.TrimPrefix(strings.TrimPrefix(compact, "0x"), "0X")
	if raw, err := hex.DecodeString(compact); err == nil && len(raw) > 0 {
		return raw, true
	}
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
	return nil, inputs[0].unknown(string(text), 0)
}

// isMessage reports whether b begins as a GBCS message, or a block of one, does.
func isMessage(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xDD, 0}) || bytes.HasPrefix(b, []byte{0xDF, 9}) || gbt.IsBlock(b)
}

// messages are the items of messages, of which blocks are put together.
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
			name = fmt.Sprintf("%s message %d", name, i+1)
		}
		items = append(items, item{strings.TrimSpace(name), func(d *decoder) error {
			return d.message(strings.TrimSpace(name), raw)
		}})
	}
	if len(blocks) > 0 {
		items = append(items, item{in.name, func(d *decoder) error { return d.blocks(in.name, blocks) }})
	}
	return items, nil
}

// documents are the messages in a DUIS or other XML document: what stands in an element as
// base64 or hexadecimal and begins as a message does.
func (in input) documents(text []byte) ([]item, error) {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	var all [][]byte
	var names []string
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
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if raw, ok := octetsOf(string(token)); ok && isMessage(raw) && len(path) > 0 {
				all, names = append(all, raw), append(names, path[len(path)-1])
			}
		}
	}
	if len(all) == 0 {
		return nil, errors.New("no element of the document holds a GBCS message")
	}
	return in.messages(all, names)
}

// blocks puts blocks together, and decodes the message that they make.
func (d *decoder) blocks(name string, all [][]byte) error {
	var r gbt.Reassembler
	for _, raw := range all {
		block, err := gbt.Parse(raw)
		if err != nil {
			return err
		}
		if !d.command.JSON {
			fmt.Fprintf(d.env.out, "block %d of counter %d: %d octets, window %d, last %v\n", block.Number,
				block.Counter, len(block.Data), block.Window, block.Last)
		}
		if err := r.Add(block); err != nil {
			return err
		}
	}
	if !r.Complete() {
		return fmt.Errorf("blocks %v are missing", r.Missing())
	}
	return d.message(name, r.Message())
}

// utrn explains a UTRN, as mains utrn check does without keys.
func (d *decoder) utrn(t utrn.Token) error {
	if d.command.JSON {
		return writeJSON(d.env.out, map[string]any{"utrn": t.String(), "amount": t.Amount().String()})
	}
	fmt.Fprintf(d.env.out, "UTRN %s: %s, UTRN counter ends in %d; mains utrn check says more\n",
		t, t.Amount(), t.CounterBits())
	return nil
}

// otaFile begins every firmware image. GBCS 11.2.
var otaFile = []byte{0x1E, 0xF1, 0xEE, 0x0B}

// firmware explains a firmware image. Nothing in it says whether it is for a Communications
// Hub, whose images have an octet more behind what is hashed: both hashes are shown.
func (d *decoder) firmware(content []byte) error {
	image, err := firmware.Parse(content, firmware.Format{})
	format := firmware.Format{CommunicationsHub: true}
	if err != nil {
		format.Untagged = true
		untagged, err2 := firmware.Parse(content, firmware.Format{Untagged: true})
		if err2 != nil {
			return err
		}
		image = untagged
	}
	hash := image.ManufacturerImageHash()
	lines := [][2]string{
		{"manufacturer_code", fmt.Sprintf("%04X", image.ManufacturerCode)},
		{"image_type", fmt.Sprintf("%04X", image.ImageType)},
		{"firmware_version", fmt.Sprintf("%X", image.Version())},
		{"manufacturer_image", fmt.Sprintf("%d octets", len(image.ManufacturerImage))},
		{"manufacturer_image_hash", fmt.Sprintf("%X", hash)},
	}
	if hub, err := firmware.Parse(content, format); err == nil {
		hash := hub.ManufacturerImageHash()
		lines = append(lines, [2]string{"hash_if_for_communications_hub", fmt.Sprintf("%X", hash)})
	}
	if d.command.JSON {
		object := map[string]string{}
		for _, line := range lines {
			object[line[0]] = line[1]
		}
		return writeJSON(d.env.out, object)
	}
	fmt.Fprintf(d.env.out, "firmware image of %d octets\n", len(content))
	for _, line := range lines {
		fmt.Fprintf(d.env.out, "  %-31s %s\n", strings.ReplaceAll(line[0], "_", " "), line[1])
	}
	return nil
}
