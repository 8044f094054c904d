package wording_test

import (
	"maps"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// text is the model of a text of the Code: the words of each place. A place is the slug of a
// document, a space and the number of a clause; without a number it is the document, and the words
// are its title.
type text map[string]string

// change is the words of a place before and after; empty: it is not there.
type change struct{ was, is string }

// changes are what is different between two texts, by place.
func changes(before, after text) map[string]change {
	all := map[string]change{}
	for place, was := range before {
		if is := after[place]; is != was {
			all[place] = change{was, is}
		}
	}
	for place, is := range after {
		if before[place] == "" {
			all[place] = change{"", is}
		}
	}
	return all
}

// whole is the place that another is a part of; empty: it is a document.
func whole(place string) string {
	slug, number, _ := strings.Cut(place, " ")
	if number == "" {
		return ""
	}
	return slug + " " + legal.Parent(number)
}

// within says whether a place is another or a part of it.
func within(place, of string) bool {
	for ; place != ""; place = whole(place) {
		if place == of {
			return true
		}
	}
	return false
}

// document is the place of the document that a place is in.
func document(place string) string {
	slug, _, _ := strings.Cut(place, " ")
	return slug + " "
}

// part is the places of a text in a document, by the place of that.
func (t text) part(doc string) text {
	part := text{}
	for place, words := range t {
		if document(place) == doc {
			part[place] = words
		}
	}
	return part
}

// apply makes changes to a text, or says at which places that cannot be.
func (t text) apply(all map[string]change) (text, []string) {
	is, clashes := maps.Clone(t), []string{}
	byDocument := map[string]map[string]change{}
	for place, c := range all {
		doc := document(place)
		if byDocument[doc] == nil {
			byDocument[doc] = map[string]change{}
		}
		byDocument[doc][place] = c
	}
	for doc, some := range byDocument {
		part, at := t.part(doc).applyPart(doc, some)
		clashes = append(clashes, at...)
		maps.DeleteFunc(is, func(place, _ string) bool { return document(place) == doc })
		maps.Copy(is, part)
	}
	if len(clashes) > 0 {
		slices.Sort(clashes)
		return t, clashes
	}
	return is, nil
}

// applyPart makes the changes of one document. Where one ends it and it was changed otherwise, the
// document as a whole is in conflict.
func (t text) applyPart(doc string, all map[string]change) (is text, clashes []string) {
	begins, ends := all[doc].was == "" && all[doc].is != "", all[doc].was != "" && all[doc].is == ""
	was := text{}
	for place, c := range all {
		was[place] = c.was
	}
	switch {
	case len(t) == 0 && ends || ends && maps.Equal(t, was):
		return nil, nil
	case ends, len(t) == 0 && !begins:
		return nil, []string{doc}
	}
	is = maps.Clone(t)
	for place, c := range all {
		switch t[place] {
		case c.is:
		case c.was:
			if is[place] = c.is; c.is == "" {
				delete(is, place)
			}
		default:
			clashes = append(clashes, place)
		}
	}
	if len(clashes) > 0 {
		return nil, clashes
	}
	for place := range is {
		if up := whole(place); up != "" && is[up] == "" {
			clashes = append(clashes, place)
		}
	}
	return is, clashes
}

// slugs are the documents of a text.
func (t text) slugs() (all []string) {
	for place := range t {
		if slug, number, _ := strings.Cut(place, " "); number == "" {
			all = append(all, slug)
		}
	}
	slices.Sort(all)
	return all
}

// doc is a document of a text; nil: there is none. Numbers have one digit after the dot, and
// sort as letters do.
func (t text) doc(slug string) *legal.Document {
	title, is := t[slug+" "]
	if !is {
		return nil
	}
	d := &legal.Document{Name: strings.ToUpper(slug[:1]) + strings.ReplaceAll(slug[1:], "-", " "),
		Title: title, Kind: legal.Section}
	for _, place := range slices.Sorted(maps.Keys(t)) {
		of, number, _ := strings.Cut(place, " ")
		if of != slug || number == "" {
			continue
		}
		c := legal.Clause{Number: number, Text: t[place]}
		if !strings.Contains(number, ".") {
			c.Heading = "Part " + number
		}
		if _, term, ok := strings.Cut(number, "["); ok {
			c.Term = strings.TrimSuffix(term, "]")
		}
		d.Clauses = append(d.Clauses, c)
	}
	return d
}

// of is a document as the model has it.
func of(d *legal.Document) text {
	t := text{d.Slug() + " ": d.Title}
	for _, c := range d.Clauses {
		t[d.Slug()+" "+c.Number] = c.Text
	}
	return t
}

// places are those of changes that records name: not the heads of documents.
func places(all map[string]change) (names []string) {
	for _, place := range slices.Sorted(maps.Keys(all)) {
		if place != document(place) {
			names = append(names, place)
		}
	}
	return names
}
