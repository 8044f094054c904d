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
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/mmc"
	"github.com/mains-energy/mains/xmldoc"
)

// asMMC decodes all that one input holds as documents of the Message Mapping Catalogue.
func (d *decoder) asMMC(in input) error {
	content, err := in.read()
	if err != nil {
		return d.none(in.name, err)
	}
	in.read = func() ([]byte, error) { return content, nil }
	text := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\uFEFF")))
	r, notResponse := duis.ParseResponse(text)
	if notResponse == nil {
		return d.shown(in.name, r.DeviceMessage(), func() (*mmc.Document, error) {
			return d.parser.Response(r)
		})
	}
	items, err := in.items()
	if err != nil {
		var fault *xmldoc.Fault
		if errors.As(notResponse, &fault) && fault.Path != "" {
			err = fmt.Errorf("%w; it is no Service Response: %w", err, fault)
		}
		return d.none(in.name, err)
	}
	d.many = d.many || len(items) > 1
	for _, item := range items {
		if item.message == nil {
			err = d.none(item.name, mmc.ErrNoMessage)
		} else {
			err = d.shown(item.name, item.message, func() (*mmc.Document, error) {
				return d.parser.Parse(item.message)
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// catalogued reports whether values are shown as the Message Mapping Catalogue has them.
func (c *decodeCommand) catalogued() bool { return c.MMC || c.CSV || c.Chart }

// checkSRV checks the Service Reference Variant that was named.
func (c *decodeCommand) checkSRV() error {
	switch {
	case c.SRV == "":
		return nil
	case !c.catalogued():
		return usageError{errors.New("--srv goes with --mmc, --csv or --chart")}
	case mmc.ElementOf(c.SRV) == "":
		return usageError{fmt.Errorf("--srv %s: the Message Mapping Catalogue has no answer to it",
			c.SRV)}
	}
	return nil
}

// shown writes a document in the form that is asked for. raw is the message that it is made of,
// nil where there is none.
func (d *decoder) shown(name string, raw []byte, parse func() (*mmc.Document, error)) error {
	doc, err := parse()
	switch {
	case errors.Is(err, mmc.ErrNoMessage) && d.many:
		return nil // a Command among answers
	case err != nil:
		return d.none(name, err)
	}
	d.messages++
	d.warn(name, raw, doc)
	if d.command.MMC {
		return d.writeMMC(doc)
	}
	if !doc.HoldsLogs() {
		d.logless++
		return nil
	}
	d.logs++
	if d.command.CSV {
		_, err := d.csv.Write(doc)
		return err
	}
	all := doc.Tables()
	if len(all) > 0 {
		d.heading(name)
	}
	for i := range all {
		drawLog(d.out, d.paint, &all[i])
	}
	return nil
}

// warn says on standard error what is wrong with a message, or missing in its document.
func (d *decoder) warn(name string, raw []byte, doc *mmc.Document) {
	say := func(format string, values ...any) {
		d.clear()
		what := fmt.Sprintf(format, values...)
		fmt.Fprintf(d.env.err, "mains: %s %s\n", cmp.Or(name, "the message"), what)
	}
	if m, err := gbcs.Parse(raw); err == nil {
		o := observed{raw: raw, message: m, checks: usecase.Check(m, d.keys)}
		if o.failed() {
			d.wrong++
			say("is not valid: %s", strings.Join(o.faults(), "; "))
		}
		if doc.Encrypted() {
			o.read(d)
			say("is encrypted for %s: %s", doc.Reader(), d.howToOpen(&o))
		}
	}
	if doc.Omitted > 0 {
		say("has %d entries for which the Message Mapping Catalogue has no room: they are left out",
			doc.Omitted)
	}
	switch {
	case d.command.MMC || !doc.HoldsLogs() || len(doc.Tables()) > 0:
	case answered(doc):
		say("has a log without entries")
	default:
		say("has no log: the Device refused to read it")
	}
}

// howToOpen says what is needed to decrypt a message.
func (d *decoder) howToOpen(o *observed) string {
	if d.command.Keys == "" || o.missing() == nil {
		return adviceKeys
	}
	return o.missing().Error()
}

// answered reports whether a document is an alert, or an answer that is a success.
func answered(doc *mmc.Document) bool {
	answer, ok := doc.Body.(*mmc.ResponseMessage)
	if !ok {
		return true
	}
	success := mmc.Success(answer.SMETSData)
	return success == nil || *success
}

// writeMMC writes a document: as JSON in one line where there are many.
func (d *decoder) writeMMC(doc *mmc.Document) error {
	if d.command.JSON && d.many {
		_, err := d.out.Write(append(doc.AppendJSON(nil), '\n'))
		return err
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
