// Package file reads registers written as files: YAML with one list for each kind of record,
// as docs/register.md describes. Every fault of a file is found, with its line, before
// anything is taken from it.
package file

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Fault is something wrong with a file.
type Fault struct {
	File string
	Line int
	Path string // consultations[2].closes_on
	Text string // what is wrong and what to do
}

func (f Fault) Error() string {
	where := f.File
	if f.Line > 0 {
		where = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	if f.Path != "" {
		where += ": " + f.Path
	}
	return where + ": " + f.Text
}

// Faults are all faults of what was read.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, each := range f {
		lines[i] = each.Error()
	}
	return strings.Join(lines, "\n")
}

// entry is a record with where it stands.
type entry struct {
	file   string
	node   ast.Node
	path   string
	record record.Titled // nil: it is a fact that is known only later
	broken bool          // it could not be read whole
}

// where says where it stands.
func (e entry) where() string { return fmt.Sprintf("%s:%d: %s", e.file, lineOf(e.node), e.path) }

// later is a fact that is known only later.
type later struct {
	entry
	ID        string                  `json:"id"`
	Ref       string                  `json:"ref"`
	Field     string                  `json:"field"`
	Value     string                  `json:"value"`
	KnownFrom string                  `json:"known_from"`
	Basis     record.Basis            `json:"basis,omitempty"`
	BasisOf   map[string]record.Basis `json:"basis_of,omitempty"`
	Note      string                  `json:"note,omitempty"`

	known time.Time
}

// Register is one or more files that have been read together and hold together.
type Register struct {
	KnownAt time.Time // from when the facts count as known
	Title   string    // of the source
	entries []entry
	later   []later
	byID    map[string]entry
	asked   map[string][]string // by consultation: the ids of the records that it is on
}

// Source is a file to read.
type Source struct {
	Name string
	Text []byte
}

// Read reads files that make one register. An error of type [Faults] has everything that is
// wrong with them.
func Read(sources ...Source) (*Register, error) {
	r := &Register{}
	var faults Faults
	if len(sources) == 0 {
		return nil, Faults{{Text: "there is no file to read"}}
	}
	for _, s := range sources {
		reader := &reader{file: s.Name, register: r}
		reader.read(s.Text)
		faults = append(faults, reader.faults...)
	}
	faults = append(faults, r.check()...)
	if len(faults) == 0 && r.KnownAt.IsZero() {
		faults = append(faults, Fault{File: sources[0].Name, Text: "known_at is missing: say from when " +
			"these facts count as known, such as known_at: '2022-01-20T00:00:00+00:00'"})
	}
	if len(faults) > 0 {
		slices.SortStableFunc(faults, func(a, b Fault) int {
			return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, strings.Compare(a.Path, b.Path))
		})
		return nil, faults
	}
	return r, nil
}

// Counts says how many records of each list there are, in the order of the lists.
func (r *Register) Counts() (counts []Count) {
	for _, l := range record.Lists() {
		n := 0
		for _, e := range r.entries {
			if kind, _ := e.record.Named(); kind == l.Kind {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, Count{l.Name, n})
		}
	}
	if len(r.later) > 0 {
		counts = append(counts, Count{laterList, len(r.later)})
	}
	return counts
}

// Count is how many records a list has.
type Count struct {
	List    string `json:"list"`
	Records int    `json:"records"`
}

// Import puts the records into an empty register.
func (r *Register) Import(
	ctx context.Context, into *register.Register, act register.Act, more ...register.Record,
) error {
	return into.Import(ctx, r.KnownAt, act, func(tx *register.Tx) error {
		for _, e := range r.entries {
			if err := tx.PutFrom(e.record, since(e.record)); err != nil {
				return fmt.Errorf("%s: %w", e.where(), err)
			}
		}
		for _, rec := range more {
			if err := tx.PutFrom(rec, time.Time{}); err != nil {
				return err
			}
		}
		for _, l := range r.later {
			fact := register.Dated{
				Act: register.Act{Who: register.ByClock, Verb: "become known", Reason: l.Note},
				ID:  l.Ref, Set: map[string]any{l.Field: l.Value},
			}
			fact.Kind, _ = r.byID[l.Ref].record.Named()
			if err := tx.Later(l.known, fact); err != nil {
				return fmt.Errorf("%s: %w", l.where(), err)
			}
		}
		return nil
	})
}

// since is when a record began to be so; the zero time is always.
func since(rec record.Titled) time.Time {
	if dated, ok := rec.(interface{ Since() time.Time }); ok {
		return dated.Since()
	}
	return time.Time{}
}
