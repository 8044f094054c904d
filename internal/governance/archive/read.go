package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/mains-energy/mains/internal/chained"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo"
)

// Summary is what a file says of itself.
type Summary struct {
	Head
	Count
	Signer string `json:"signer"` // the fingerprint of the key that signed it
}

// SignedBy refuses an archive that another key has signed than the one with a fingerprint; empty:
// any may have.
func (s Summary) SignedBy(signer string) error { return chained.SignedBy(s.Signer, signer) }

// mostFaults is how many faults are looked for.
const mostFaults = 20

// Check reads an archive, and says what it holds and what is wrong with it: nothing, where no
// octet differs from what the signer wrote. Who the signer is, is for the caller to compare.
func Check(r io.Reader) (s Summary, faults []*chained.Fault, err error) {
	in := reader{in: chained.NewReader(r)}
	records := map[register.Hit]bool{}
	for len(faults) < mostFaults {
		l, err := in.line()
		var fault *chained.Fault
		switch {
		case errors.Is(err, io.EOF):
			s.Head, s.Lines, s.Records = in.head, in.in.Lines()-1, len(records)
			s.Signer = chained.Fingerprint(in.in.Key())
			return s, faults, nil
		case errors.As(err, &fault):
			if faults = append(faults, fault); in.over {
				return s, faults, nil
			}
		case err != nil:
			return s, faults, err
		case l.Object != nil:
			s.Objects++
		case l.Change != nil:
			s.Changes++
			records[register.Hit{Kind: l.Change.Kind, ID: l.Change.ID}] = true
		}
	}
	return s, faults, nil
}

// reader reads the lines in their order: the head, objects, people, changes.
type reader struct {
	in    *chained.Reader
	head  Head
	place int      // of the line before, by [line.place]
	over  bool     // there is a fault after which nothing more can be read
	ahead *line    // read, and not taken yet
	known []person // to be entered with the first change
}

// line is the next line; io.EOF after the last. What is wrong is a [*chained.Fault].
func (r *reader) line() (*line, error) {
	text, err := r.in.Next()
	var fault *chained.Fault
	if errors.As(err, &fault) {
		fault.Text += about(text)
		r.over = text == nil
	}
	if err != nil {
		return nil, err
	}
	l, err := parse(text)
	if err == nil {
		err = r.follows(l)
	}
	if err != nil {
		return nil, &chained.Fault{Line: r.in.Lines(), Offset: r.in.Offset(), Text: err.Error()}
	}
	return l, nil
}

// about says what a line tells of, as far as it can be read.
func about(text []byte) string {
	var l line
	if json.Unmarshal(text, &l) != nil || l.Change == nil {
		return ""
	}
	said := fmt.Sprintf(" (it tells of %s %s: %s)", l.Change.Kind, l.Change.ID, l.Change.Verb)
	if strings.ContainsFunc(said, unicode.IsControl) {
		return ""
	}
	return said
}

// parse reads a line, which is one thing and nothing beside it.
func parse(text []byte) (*line, error) {
	var l line
	if err := strictly(text, &l); err != nil {
		return nil, fmt.Errorf("cannot be read: %w", err)
	}
	said := 0
	for _, is := range []bool{l.Archive != nil, l.Object != nil, l.Person != nil, l.Change != nil} {
		if is {
			said++
		}
	}
	if said != 1 {
		return nil, fmt.Errorf("says %d things: want one of archive, object, person, change", said)
	}
	return &l, nil
}

// strictly reads JSON that has nothing unknown in it, and nothing behind it.
func strictly(text []byte, into any) error {
	strict := json.NewDecoder(bytes.NewReader(text))
	strict.DisallowUnknownFields()
	if err := strict.Decode(into); err != nil {
		return err
	}
	if _, err := strict.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	return nil
}

// The places of lines in an archive.
const (
	atHead = iota + 1
	atObjects
	atPeople
	atChanges
)

// place is where a line belongs.
func (l *line) place() int {
	switch {
	case l.Archive != nil:
		return atHead
	case l.Object != nil:
		return atObjects
	case l.Person != nil:
		return atPeople
	}
	return atChanges
}

// follows refuses a line that does not belong after those that were read.
func (r *reader) follows(l *line) error {
	before := r.place
	r.place = max(before, l.place())
	switch first := r.in.Lines() == 1; {
	case first != (l.Archive != nil), l.place() < before:
		return errors.New("is not where it belongs: an archive begins with what it is, once; then come " +
			"objects, then people, then changes")
	case first && l.Archive.Version != version:
		return fmt.Errorf("is of version %d: this program reads %d; take a newer one",
			l.Archive.Version, version)
	case first && (l.Archive.Known.IsZero() || strings.ContainsFunc(l.Archive.For, unicode.IsControl)):
		return errors.New("does not say in a line of text whom the archive is for, and of when it is")
	case first:
		r.head = *l.Archive
	case l.Change != nil && l.Change.Known.After(r.head.Known) && !r.head.Known.IsZero():
		return fmt.Errorf("was known from %s, and the archive is of %s",
			l.Change.Known.Format(time.RFC3339), r.head.Known.Format(time.RFC3339))
	}
	return nil
}

// record is the record of a change; nil where there is none.
func (c *change) record() (register.Record, error) {
	if c.Record == nil {
		return nil, nil
	}
	for _, list := range record.Lists() {
		if list.Kind != c.Kind {
			continue
		}
		rec := list.New()
		if err := strictly(c.Record, rec); err != nil {
			return nil, fmt.Errorf("archive: %s %s: %w", c.Kind, c.ID, err)
		}
		if _, id := rec.Named(); id != c.ID {
			return nil, fmt.Errorf("archive: %s %s: its record is called %q", c.Kind, c.ID, id)
		}
		return rec, nil
	}
	return nil, fmt.Errorf("archive: %s %s: there is no such kind of record: "+
		"take a newer version of this program", c.Kind, c.ID)
}

// Is reports whether a file begins as an archive does.
func Is(begin []byte) bool { return chained.Begins(begin, `{"archive":`) }

// Target is what an archive is restored into: both are empty.
type Target struct {
	Register *register.Register
	Repo     *repo.Repo
	Now      time.Time // by its clock: an archive of a later time is refused
	Signer   string    // the fingerprint of the key that is to have signed it; empty: any
}

// Restore checks an archive, and makes a register of it: all of it or nothing. An archive with
// faults is refused with the first.
func Restore(ctx context.Context, from io.ReadSeeker, into Target) (Summary, error) {
	s, faults, err := Check(from)
	if err != nil {
		return s, err
	}
	if len(faults) > 0 {
		return s, faults[0]
	}
	if err := s.SignedBy(into.Signer); err != nil {
		return s, err
	}
	if !into.Register.Last().IsZero() {
		return s, register.ErrNotEmpty
	}
	if into.Now.Before(s.Known) {
		return s, fmt.Errorf("the archive is of %s, and the clock shows %s: move the clock on past that",
			s.Known.Format(time.RFC3339), into.Now.Format(time.RFC3339))
	}
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return s, err
	}
	lines := &reader{in: chained.NewReader(from)}
	if err := into.Repo.Paste(ctx, lines.object); err != nil {
		return s, err
	}
	return s, into.Register.Restore(ctx, lines.change)
}

// next is the next line but the head; ok is false after the last.
func (r *reader) next() (l *line, ok bool, err error) {
	if r.ahead != nil {
		l, r.ahead = r.ahead, nil
		return l, true, nil
	}
	for {
		l, err := r.line()
		if errors.Is(err, io.EOF) {
			return nil, false, nil
		}
		if err != nil {
			return nil, false, err
		}
		if l.Archive == nil {
			return l, true, nil
		}
	}
}

// object is the next line where it is an object.
func (r *reader) object() (o repo.Object, more bool, err error) {
	l, ok, err := r.next()
	if err != nil || !ok {
		return o, false, err
	}
	if l.Object == nil {
		r.ahead = l
		return o, false, nil
	}
	return repo.Object{Kind: l.Object.Kind, Content: l.Object.Content}, true, nil
}

// change is the next change; the people who are not named come before the first.
func (r *reader) change() (t register.Told, more bool, err error) {
	l, ok, err := r.next()
	for ; err == nil && ok && l.Person != nil; l, ok, err = r.next() {
		r.known = append(r.known, *l.Person)
	}
	if err != nil || !ok {
		return t, false, err
	}
	if n := len(r.known); n > 0 {
		r.ahead = l
		p := r.known[n-1]
		r.known = r.known[:n-1]
		return stub(p, l.Change), true, nil
	}
	t, err = l.Change.told()
	return t, true, err
}

// stub is a person of whom no more is known than for whom they work. Only the administrator is
// told of them.
func stub(p person, first *change) register.Told {
	return register.Told{
		Act:   register.Act{Who: register.ByClock, Verb: "take a register from an archive"},
		Known: first.Known, Kind: "person", ID: p.ID,
		Record: &record.Person{WorksFor: p.WorksFor, Role: "unknown", Head: record.Head{ID: p.ID,
			Visible: policy.Label{Mark: policy.Staff}}},
	}
}
