package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// The namespaces of the forms. RSS 0.91 to 2.0 has none.
const (
	nsAtom = "http://www.w3.org/2005/Atom"
	nsRSS1 = "http://purl.org/rss/1.0/"
	nsRDF  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsDC   = "http://purl.org/dc/elements/1.1/"
)

// walk is a feed of XML while it is read.
type walk struct {
	decoder *xml.Decoder
	depth   int
	entries []Entry
	entry   *Entry // the one that is read; nil: none
	within  int    // the depth of its element
	text    strings.Builder
	keep    bool // the text of the element that is read is wanted
}

// parseXML reads Atom and RSS. Entities that the document declares are not known, and are
// refused where they are used; no document type is read.
func parseXML(body []byte) ([]Entry, error) {
	w := walk{decoder: xml.NewDecoder(bytes.NewReader(body))}
	w.decoder.CharsetReader = charset.NewReaderLabel
	w.decoder.Entity = xml.HTMLEntity
	for root := true; len(w.entries) < mostEntries; {
		token, err := w.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrForm, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if root && !isFeed(t.Name) {
				return nil, fmt.Errorf("%w: the XML begins with the element %.40q", ErrForm, t.Name.Local)
			}
			root = false
			if err := w.start(t); err != nil {
				return nil, err
			}
		case xml.EndElement:
			w.end(t.Name)
		case xml.CharData:
			if w.keep && w.text.Len() < 4*mostText {
				w.text.Write(t)
			}
		}
	}
	return w.entries, nil
}

// isFeed reports whether an element is that of a feed.
func isFeed(name xml.Name) bool {
	return name.Space == nsAtom && name.Local == "feed" || name.Space == "" && name.Local == "rss" ||
		name.Space == nsRDF && name.Local == "RDF"
}

// start reads the beginning of an element.
func (w *walk) start(t xml.StartElement) error {
	if w.depth++; w.depth > mostDepth {
		return fmt.Errorf("%w: its elements lie more than %d within each other", ErrForm, mostDepth)
	}
	name := t.Name
	item := name.Space == nsAtom && name.Local == "entry" ||
		(name.Space == "" || name.Space == nsRSS1) && name.Local == "item"
	switch {
	case item && w.entry == nil:
		w.entry, w.within = &Entry{ID: attribute(t, nsRDF, "about")}, w.depth
		return nil
	case w.entry == nil:
		return nil
	case w.depth == w.within+1:
		w.text.Reset()
		w.keep = true
		if name.Space == nsAtom && name.Local == "link" {
			rel := attribute(t, "", "rel")
			if w.entry.Link == "" && (rel == "" || rel == "alternate") {
				w.entry.Link = attribute(t, "", "href")
			}
		}
	default:
		w.text.WriteByte(' ') // markup in a text parts words
	}
	return nil
}

// attribute is the value of an attribute; empty where there is none.
func attribute(t xml.StartElement, space, name string) string {
	for _, a := range t.Attr {
		if a.Name.Space == space && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// end reads the end of an element.
func (w *walk) end(name xml.Name) {
	w.depth--
	switch {
	case w.entry == nil:
	case w.depth == w.within-1:
		w.entries = append(w.entries, *w.entry)
		w.entry, w.keep = nil, false
	case w.depth == w.within:
		w.keep = false
		w.said(name, strings.TrimSpace(w.text.String()))
	}
}

// said notes what an element of an entry says.
func (w *walk) said(name xml.Name, text string) {
	e := w.entry
	set := func(at *string) {
		if *at == "" {
			*at = text
		}
	}
	switch {
	case name.Space == nsDC && name.Local == "date":
		e.Published = instant(text)
	case name.Space != "" && name.Space != nsAtom && name.Space != nsRSS1:
	case name.Local == "id", name.Local == "guid":
		e.ID = text
	case name.Local == "title":
		set(&e.Title)
	case name.Local == "link" && name.Space != nsAtom:
		set(&e.Link)
	case name.Local == "summary", name.Local == "description", name.Local == "content":
		set(&e.Summary)
	case name.Local == "published", name.Local == "pubDate",
		name.Local == "updated" && e.Published.IsZero():
		e.Published = instant(text)
	}
}
