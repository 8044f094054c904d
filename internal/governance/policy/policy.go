// Package policy decides who may see what of the register. It is the only place that does:
// pages, lists, counts, search, feeds, files and journals ask [Reader.May], or put
// [Reader.Marks] and [Reader.Labels] into their query, and know nothing that it hides.
//
// A record carries a [Label]: a mark, and for most marks whose it is. What a mark means is
// one row of the table in marks.go. A right is judged by the rights of today, also where
// the register is read as at an earlier day.
package policy

import (
	"slices"
	"strings"
)

// Label is the mark of a record, and within what it holds.
type Label struct {
	Mark  Mark
	Scope string // a body, Party, person or record, as the mark says; empty for White, Green, Staff
}

// String is the label as the register stores it: "white", "amber:ssc".
func (l Label) String() string {
	if l.Scope == "" {
		return string(l.Mark)
	}
	return string(l.Mark) + ":" + l.Scope
}

// ParseLabel reads what [Label.String] wrote.
func ParseLabel(text string) Label {
	mark, scope, _ := strings.Cut(text, ":")
	return Label{Mark(mark), scope}
}

// Rights are the facts about a person that the policy judges by, as they are today.
// The zero value is the public.
type Rights struct {
	Person    string
	Staff     bool     // works for the code administrator
	Authority bool     // acts for the Authority
	Observer  bool     // the department, the DCC, the User CIO: scheme stakeholders
	Panel     bool     // holds a seat on the Panel
	Parties   []string // on whose behalf they act
	Bodies    []string // where they hold a seat or are an alternate
	Grants    []string // RED records that name them
}

// Reader is somebody with rights, ready to be asked. It never changes.
type Reader struct {
	Rights
	marks  []string   // all records with these marks
	labels []string   // and those with these labels
	parts  [][]string // the labels, those of a mark together
	system bool
}

// NewReader applies the table of marks to rights.
func NewReader(rights Rights) *Reader {
	rights.Parties = slices.Clone(rights.Parties)
	rights.Bodies = slices.Clone(rights.Bodies)
	rights.Grants = slices.Clone(rights.Grants)
	r := &Reader{Rights: rights}
	for _, rule := range marks {
		if rule.all(&r.Rights) {
			r.marks = append(r.marks, string(rule.mark))
			continue
		}
		first := len(r.labels)
		for _, scope := range rule.some(&r.Rights) {
			if scope != "" { // what is nobody's is not shown to those without a name
				r.labels = append(r.labels, Label{rule.mark, scope}.String())
			}
		}
		if len(r.labels) > first {
			r.parts = append(r.parts, r.labels[first:])
		}
	}
	return r
}

// Public is whoever has not signed in.
func Public() *Reader { return NewReader(Rights{}) }

// System sees everything: rules that count and check, never an answer to a person.
func System() *Reader {
	r := &Reader{system: true}
	for _, rule := range marks {
		r.marks = append(r.marks, string(rule.mark))
	}
	return r
}

// May reports whether the reader may know of a record with this label.
func (r *Reader) May(l Label) bool {
	return slices.Contains(r.marks, string(l.Mark)) || slices.Contains(r.labels, l.String())
}

// Marks are the marks of which the reader may see every record. The slice is the reader's.
func (r *Reader) Marks() []string { return r.marks }

// Labels are the labels beyond [Reader.Marks] that the reader may see. The slice is the
// reader's.
func (r *Reader) Labels() []string { return r.labels }

// LabelsByMark are [Reader.Labels], those of a mark together. They are the reader's.
func (r *Reader) LabelsByMark() [][]string { return r.parts }

// Numbers reports whether the reader may be told what counts records that the policy hides
// from others, such as the number of an event in the whole journal.
func (r *Reader) Numbers() bool { return r.Staff || r.system }

// Acts reports whether the reader acts for the Party.
func (r *Reader) Acts(party string) bool { return slices.Contains(r.Parties, party) }

// Sits reports whether the reader sits on the body.
func (r *Reader) Sits(body string) bool { return slices.Contains(r.Bodies, body) }

// MarshalText is [Label.String].
func (l Label) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText is [ParseLabel].
func (l *Label) UnmarshalText(text []byte) error {
	*l = ParseLabel(string(text))
	return nil
}
