package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

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

// mostFaults is how many faults are looked for.
const mostFaults = 20

// Check reads an archive, and says what it holds and what is wrong with it: nothing, where no
// octet differs from what the signer wrote. Who the signer is, is for the caller to compare.
func Check(r io.Reader) (s Summary, faults []*chained.Fault, err error) {
	in := chained.NewReader(r)
	records := map[register.Hit]bool{}
	for len(faults) < mostFaults {
		text, err := in.Next()
		var fault *chained.Fault
		switch {
		case errors.Is(err, io.EOF):
			s.Signer, s.Lines, s.Records = chained.Fingerprint(in.Key()), in.Lines()-1, len(records)
			return s, faults, nil
		case errors.As(err, &fault):
			if fault.Text += about(text); text == nil {
				return s, append(faults, fault), nil
			}
			faults = append(faults, fault)
			continue
		case err != nil:
			return s, faults, err
		}
		if err := s.add(text, in.Lines(), records); err != nil {
			faults = append(faults, &chained.Fault{Line: in.Lines(), Text: err.Error()})
		}
	}
	return s, faults, nil
}

// about says what a line tells of, as far as it can be read.
func about(text []byte) string {
	var l line
	if json.Unmarshal(text, &l) != nil || l.Change == nil {
		return ""
	}
	return fmt.Sprintf(" (it tells of %s %s: %s)", l.Change.Kind, l.Change.ID, l.Change.Verb)
}

// add counts a line.
func (s *Summary) add(text []byte, number int, records map[register.Hit]bool) error {
	l, err := parse(text, number)
	switch {
	case err != nil:
		return err
	case l.Archive != nil:
		s.Head = *l.Archive
	case l.Object != nil:
		s.Objects++
	case l.Change != nil:
		s.Changes++
		records[register.Hit{Kind: l.Change.Kind, ID: l.Change.ID}] = true
	}
	return nil
}

// parse reads a line; the first, number 1, is the head.
func parse(text []byte, number int) (l line, err error) {
	strict := json.NewDecoder(bytes.NewReader(text))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&l); err != nil {
		return l, fmt.Errorf("cannot be read: %w", err)
	}
	switch {
	case (number == 1) != (l.Archive != nil):
		return l, errors.New("is not where it belongs: an archive begins with what it is, once")
	case l.Archive != nil && l.Archive.Version != version:
		return l, fmt.Errorf("is of version %d: this program reads %d; take a newer one",
			l.Archive.Version, version)
	}
	return l, nil
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
		strict := json.NewDecoder(bytes.NewReader(c.Record))
		strict.DisallowUnknownFields()
		if err := strict.Decode(rec); err != nil {
			return nil, fmt.Errorf("archive: %s %s: %w", c.Kind, c.ID, err)
		}
		return rec, nil
	}
	return nil, fmt.Errorf("archive: %s %s: there is no such kind of record: "+
		"take a newer version of this program", c.Kind, c.ID)
}

// Is reports whether a file begins as an archive does.
func Is(begin []byte) bool {
	const digits = 64
	return len(begin) > digits && bytes.HasPrefix(begin[digits:], []byte(` {"archive":`))
}

// Target is what an archive is restored into: both are empty.
type Target struct {
	Register *register.Register
	Repo     *repo.Repo
	Now      time.Time // by its clock: an archive of a later time is refused
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

// reader reads the lines in their order: objects, people, changes.
type reader struct {
	in    *chained.Reader
	ahead *line    // read, and not taken yet
	known []person // to be entered with the first change
}

// next is the next line but the head; ok is false after the last.
func (r *reader) next() (l *line, ok bool, err error) {
	if r.ahead != nil {
		l, r.ahead = r.ahead, nil
		return l, true, nil
	}
	for {
		text, err := r.in.Next()
		if errors.Is(err, io.EOF) {
			return nil, false, nil
		}
		if err != nil {
			return nil, false, err
		}
		each, err := parse(text, r.in.Lines())
		if err != nil {
			return nil, false, fmt.Errorf("archive: line %d %w", r.in.Lines(), err)
		}
		if each.Archive == nil {
			return &each, true, nil
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
	for ; err == nil && ok && l.Change == nil; l, ok, err = r.next() {
		if l.Person == nil {
			return t, false, errors.New("archive: objects stand before all changes")
		}
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
