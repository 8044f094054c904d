package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/mmc"
)

// asMMC decodes all that one input holds as documents of the Message Mapping Catalogue.
func (d *decoder) asMMC(in input) error {
	content, err := in.read()
	if err != nil {
		return d.none(in.name, err)
	}
	in.read = func() ([]byte, error) { return content, nil }
	text := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\uFEFF")))
	if r, err := duis.ParseResponse(text); err == nil {
		return d.shown(in.name, func() (*mmc.Document, error) { return d.parser.Response(r) })
	}
	items, err := in.items()
	if err != nil {
		return d.none(in.name, err)
	}
	d.many = d.many || len(items) > 1
	for _, item := range items {
		if item.message == nil {
			err = d.none(item.name, mmc.ErrNoMessage)
		} else {
			err = d.shown(item.name, func() (*mmc.Document, error) { return d.parser.Parse(item.message) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// shown writes a document in the form that is asked for.
func (d *decoder) shown(name string, parse func() (*mmc.Document, error)) error {
	doc, err := parse()
	switch {
	case errors.Is(err, mmc.ErrNoMessage) && d.many:
		return nil // a Command among answers
	case err != nil:
		return d.none(name, err)
	}
	d.messages++
	if doc.Encrypted() {
		fmt.Fprintf(d.env.err, "mains: %s is encrypted for %s: %s\n", cmp.Or(name, "the message"),
			doc.Reader(), adviceKeys)
	}
	switch {
	case d.command.CSV:
		return d.tables(name, doc)
	case d.command.Chart:
		d.heading(name)
		return d.charts(name, doc)
	}
	return writeMMC(d.out, doc, d.command.JSON)
}

// writeMMC writes a document as XML or JSON for people to read.
func writeMMC(w io.Writer, doc *mmc.Document, asJSON bool) error {
	text := indented(doc.Append(nil))
	if asJSON {
		var out bytes.Buffer
		if err := json.Indent(&out, doc.AppendJSON(nil), "", "  "); err != nil {
			return err
		}
		text = append(out.Bytes(), '\n')
	}
	_, err := w.Write(text)
	return err
}

// errNoLog says that there is nothing to make a table or a picture of.
var errNoLog = errors.New("the message holds no log: want one of SRV 4.4, 4.6, 4.8, 4.10, 4.14, " +
	"4.17, 6.13 or a billing alert, and the keys where it is encrypted")

// tables writes the logs of a document as CSV.
func (d *decoder) tables(name string, doc *mmc.Document) error {
	n, err := d.csv.Write(doc)
	if err == nil && n == 0 {
		return d.none(name, errNoLog)
	}
	return err
}

// charts draws the logs of a document.
func (d *decoder) charts(name string, doc *mmc.Document) error {
	all := doc.Tables()
	if len(all) == 0 {
		return d.none(name, errNoLog)
	}
	for i := range all {
		drawLog(d.out, d.paint, &all[i])
	}
	return nil
}

// indented is a document with an element a line, as deep as it is nested.
func indented(doc []byte) []byte {
	var out bytes.Buffer
	depth := 0
	for len(doc) > 0 {
		end := bytes.IndexByte(doc, '>') + 1
		tag := doc[:end]
		next := bytes.IndexByte(doc[end:], '<')
		text := []byte(nil)
		if next >= 0 {
			text = doc[end : end+next]
		}
		closes := bytes.HasPrefix(tag, []byte("</"))
		if closes {
			depth--
		}
		if out.Len() == 0 || out.Bytes()[out.Len()-1] == '\n' {
			out.WriteString(strings.Repeat("  ", depth))
		}
		out.Write(tag)
		out.Write(text)
		opens := !closes && tag[1] != '?' && !bytes.HasSuffix(tag, []byte("/>"))
		if opens {
			depth++
		}
		if len(text) == 0 && !(opens && bytes.HasPrefix(doc[end:], []byte("</"))) {
			out.WriteByte('\n')
		}
		doc = doc[end+len(text):]
	}
	return out.Bytes()
}
