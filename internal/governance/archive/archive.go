// Package archive is the Code as one file that can be held: all of the register that a reader
// may see, with its history and the text of the Code, signed, and chained line by line, so that
// any altered octet is found without a network ([chained]).
//
// [Write] makes a file, [Check] reads one and says whether it is whole, and [Restore] makes an
// empty register of it, which then answers that reader as the first did.
//
// The lines are JSON objects with one field each, which says what they are:
//
//	{"archive": …}   first: who it is for, and as known when
//	{"object": …}    an object of git: kind, and content in base64
//	{"person": …}    somebody whose name the reader may not know: for whom they work
//	{"change": …}    a change of a record: when it became known, who, why, and what it then is
//
// People whom the reader may not know have other ids in it than in the register.
package archive

import (
	"encoding/json"
	"time"

	"github.com/mains-energy/mains/internal/governance/register"
)

// version is that of the lines. A file of a later one is refused.
const version = 1

// Head is the first line.
type Head struct {
	Version int       `json:"version"`
	For     string    `json:"for"`   // whose rights it was made with: everyone, or a person
	Known   time.Time `json:"known"` // everything in it was known by then
}

// line is any of them: one field is set.
type line struct {
	Archive *Head   `json:"archive,omitempty"`
	Object  *object `json:"object,omitempty"`
	Person  *person `json:"person,omitempty"`
	Change  *change `json:"change,omitempty"`
}

// object is an object of git.
type object struct {
	Kind    string `json:"kind"`
	Content []byte `json:"content"`
}

// person is somebody whose name is not told.
type person struct {
	ID       string `json:"id"`
	WorksFor string `json:"works_for,omitempty"`
}

// change is a change of a record. Without Record and Hidden and Erased it ended.
type change struct {
	Known  time.Time       `json:"known"`
	Who    string          `json:"who"`
	Behalf string          `json:"on_behalf_of,omitempty"`
	Verb   string          `json:"what"`
	Reason string          `json:"reason,omitempty"`
	Kind   string          `json:"kind"`
	ID     string          `json:"id"`
	From   time.Time       `json:"from,omitzero"` // since when it is so; zero: always
	Record json.RawMessage `json:"record,omitempty"`
	Hidden bool            `json:"hidden,omitempty"` // from then on it may not be seen
	Erased string          `json:"erased,omitempty"` // why its texts were erased
	Texts  []text          `json:"texts,omitempty"`
}

// text is a text of a record, which its hash stands for there; without salt it was erased.
type text struct {
	Token string `json:"secret"`
	Hash  string `json:"hash"`
	Salt  []byte `json:"salt,omitempty"`
	Text  string `json:"text,omitempty"`
}

// of makes a line of what the register tells, but for the record.
func of(t register.Told) *change {
	c := &change{Known: t.Known, Who: t.Who, Behalf: t.Behalf, Verb: t.Verb, Reason: t.Reason,
		Kind: t.Kind, ID: t.ID, From: t.From, Hidden: t.Hidden, Erased: t.Erased}
	for _, each := range t.Texts {
		c.Texts = append(c.Texts, text(each))
	}
	return c
}

// told is what the register is told by a line.
func (c *change) told() (register.Told, error) {
	t := register.Told{
		Act:   register.Act{Who: c.Who, Behalf: c.Behalf, Verb: c.Verb, Reason: c.Reason},
		Known: c.Known, Kind: c.Kind, ID: c.ID, From: c.From, Hidden: c.Hidden, Erased: c.Erased}
	for _, each := range c.Texts {
		t.Texts = append(t.Texts, register.Text(each))
	}
	var err error
	t.Record, err = c.record()
	return t, err
}
