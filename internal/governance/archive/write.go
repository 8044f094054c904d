package archive

import (
	"context"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/chained"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo"
)

// Source is what an archive is made of.
type Source struct {
	View *register.View // of the reader whom it is for, at now
	Repo *repo.Repo
	For  string // what the reader is called in it
	Key  ed25519.PrivateKey
	// Progress, where it is set, is told of lines written.
	Progress func(done int)
}

// Count says what a file holds.
type Count struct {
	Lines   int `json:"lines"`
	Changes int `json:"changes"`
	Records int `json:"records"`
	Objects int `json:"objects"`
}

// Write writes an archive to w. The view is read three times: what becomes known meanwhile is not
// in it.
func Write(ctx context.Context, w io.Writer, from Source) (Count, error) {
	s := &survey{Source: from, records: map[register.Hit]bool{}, commits: map[string]bool{},
		people: map[string]bool{}}
	if err := s.look(); err != nil {
		return Count{}, err
	}
	out := &writer{survey: s, to: chained.NewWriter(w, from.Key)}
	if err := out.write(ctx); err != nil {
		return Count{}, err
	}
	out.count.Records = len(s.records)
	return out.count, out.to.Close()
}

// survey is what is to be known before the first line is written.
type survey struct {
	Source
	records map[register.Hit]bool // that the archive has
	commits map[string]bool       // that they name
	people  map[string]bool       // whom they name
	hidden  map[string]string     // of those, whom the reader may not know: for whom they work
}

// look goes through all that there is to tell.
func (s *survey) look() error {
	if err := s.View.Whole(func(t register.Told) error {
		s.records[register.Hit{Kind: t.Kind, ID: t.ID}] = true
		s.people[t.Who] = true
		switch rec := t.Record.(type) {
		case *record.LegalText:
			s.name(rec.Base, rec.Commit)
		case *record.CodeText:
			s.name(rec.Base, rec.Commit, rec.Original)
			for _, c := range rec.Corrections {
				s.name(c.Commit)
			}
		}
		if t.Record != nil {
			desk.Rename([]register.Record{t.Record}, func(kinds, id string) string {
				if slices.Contains(strings.Fields(kinds), "person") {
					s.people[id] = true
				}
				return id
			})
		}
		return nil
	}); err != nil {
		return err
	}
	return s.strangers()
}

func (s *survey) name(commits ...string) {
	for _, c := range commits {
		if c != "" {
			s.commits[c] = true
		}
	}
}

// strangers finds out who of the people named the reader may not know.
func (s *survey) strangers() error {
	var ids []string
	for id := range s.people {
		if !s.records[register.Hit{Kind: "person", ID: id}] {
			ids = append(ids, id)
		}
	}
	found, err := desk.Several(s.View.As(policy.System()), "person", ids...)
	s.hidden = map[string]string{}
	for id, p := range found {
		s.hidden[id] = p.(*record.Person).WorksFor
	}
	return err
}

// alphabet of the ids of strangers.
var alphabet = base32.StdEncoding.WithPadding(base32.NoPadding)

// stranger is what somebody is called whom the reader may not know: always the same in archives
// that one key signs.
func (s *survey) stranger(id string) string {
	m := hmac.New(sha256.New, s.Key.Seed())
	m.Write([]byte("person " + id))
	return "person-" + strings.ToLower(alphabet.EncodeToString(m.Sum(nil)[:10]))
}

// called is what an id is in the archive; empty where the reader may not know of the record.
func (s *survey) called(kinds, id string) string {
	for kind := range strings.FieldsSeq(kinds) {
		if s.records[register.Hit{Kind: kind, ID: id}] {
			return id
		}
	}
	if _, hidden := s.hidden[id]; hidden && slices.Contains(strings.Fields(kinds), "person") {
		return s.stranger(id)
	}
	return ""
}

// writer writes the lines.
type writer struct {
	*survey
	to    *chained.Writer
	count Count
}

func (w *writer) write(ctx context.Context) error {
	known := w.View.Moment().Known
	if err := w.line(line{Archive: &Head{version, w.For, known.UTC()}}); err != nil {
		return err
	}
	commits := slices.Sorted(maps.Keys(w.commits))
	if err := w.Repo.Copy(ctx, commits, func(o repo.Object) error {
		w.count.Objects++
		return w.line(line{Object: &object{o.Kind, o.Content}})
	}); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(w.hidden)) {
		works := w.called("party organisation", w.hidden[id])
		if err := w.line(line{Person: &person{w.stranger(id), works}}); err != nil {
			return err
		}
	}
	return w.View.Whole(w.change)
}

// change writes a change.
func (w *writer) change(t register.Told) error {
	c := of(t)
	if _, hidden := w.hidden[t.Who]; hidden {
		c.Who = w.stranger(t.Who)
	}
	if t.Behalf != "" {
		c.Behalf = w.called("party body organisation", t.Behalf)
	}
	if t.Record != nil {
		rec := desk.Rename([]register.Record{t.Record}, w.called)[0]
		var err error
		if c.Record, err = json.Marshal(rec); err != nil {
			return fmt.Errorf("archive: %s %s: %w", t.Kind, t.ID, err)
		}
	}
	w.count.Changes++
	return w.line(line{Change: c})
}

func (w *writer) line(l line) error {
	w.count.Lines++
	if w.Progress != nil {
		w.Progress(w.count.Lines)
	}
	return w.to.Line(l)
}
