package register

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/store"
)

// Fault is something that the verifier found.
type Fault struct {
	Where string // "event 17", "modification DP197"
	What  string
}

func (f Fault) String() string { return f.Where + ": " + f.What }

// Verify reads the whole register and compares: each event with the chain of hashes; each
// version, key, label and word with what the events say; each secret with its hash and with
// what was erased; and each dated fact with the event that tells of it. It returns every
// difference; progress is told of records done, and may be nil. Acts may go on meanwhile.
//
// Whoever can write the database can also write all of it anew, or cut off its end: against
// that only a copy of the last hash, kept elsewhere, helps.
func (r *Register) Verify(
	ctx context.Context, progress func(done, total int),
) (faults []Fault, err error) {
	v := &verifier{r: r, ctx: ctx, seen: map[recordName]bool{}}
	if err := v.chain(); err != nil {
		return nil, err
	}
	for i, name := range v.records {
		if err := v.settled(name); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(i+1, len(v.records))
		}
	}
	if err := errors.Join(v.strays(), v.dues()); err != nil {
		return nil, err
	}
	return v.faults, nil
}

type recordName struct{ kind, id string }

func (n recordName) String() string { return n.kind + " " + n.id }

type verifier struct {
	r       *Register
	ctx     context.Context
	records []recordName // that the journal names
	seen    map[recordName]bool
	faults  []Fault
}

func (v *verifier) fault(where, what string, args ...any) {
	v.faults = append(v.faults, Fault{where, fmt.Sprintf(what, args...)})
}

// each runs fn for every row of a query.
func (v *verifier) each(fn func(*sql.Rows) error, query string, args ...any) error {
	if err := each(v.ctx, v.r.db, fn, query, args...); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	return nil
}

// chain checks the hashes, and notes which records there are.
func (v *verifier) chain() error {
	var last Event
	return v.each(func(rows *sql.Rows) error {
		e, mark, err := markedEvent(rows)
		if err != nil {
			return err
		}
		where := fmt.Sprintf("event %d", e.Seq)
		if e.Seq != last.Seq+1 {
			v.fault(where, "follows event %d: some are missing", last.Seq)
		}
		if e.Known.Before(last.Known) {
			v.fault(where, "is known from before event %d", last.Seq)
		}
		if !bytes.Equal(e.hash, e.chain(last.hash)) {
			v.fault(where, "does not fit its hash: it, or one before it, was altered")
		}
		if mark != string(e.Label().Mark) {
			v.fault(where, "has mark %s beside label %s", mark, e.label)
		}
		last = e
		if name := (recordName{e.Kind, e.ID}); !v.seen[name] {
			v.seen[name] = true
			v.records = append(v.records, name)
		}
		return nil
	}, `SELECT `+eventColumns+`, e.mark FROM register_event e ORDER BY e.seq`)
}

// markedEvent reads the columns of an event and its mark.
func markedEvent(rows *sql.Rows) (e Event, mark string, err error) {
	e, err = readEvent(scanWith{rows, &mark})
	return e, mark, err
}

// scanWith scans one column more than it is asked for.
type scanWith struct {
	rows *sql.Rows
	last any
}

func (s scanWith) Scan(into ...any) error { return s.rows.Scan(append(into, s.last)...) }

// attempts bounds how often a record is compared anew because it was changed meanwhile.
const attempts = 100

// settled compares a record while nobody changes it: every change of what is kept of a
// record adds an event of it in the same commit.
func (v *verifier) settled(name recordName) error {
	for range attempts {
		found := len(v.faults)
		first, err := v.last(name)
		if err != nil {
			return err
		}
		if err := v.record(name); err != nil {
			return err
		}
		if len(v.faults) == found {
			return nil
		}
		last, err := v.last(name)
		if err != nil || first == last {
			return err
		}
		v.faults = v.faults[:found]
	}
	return fmt.Errorf("register: verify: %s is changed all the time: try again later", name)
}

// last is the last event of a record.
func (v *verifier) last(name recordName) (seq int64, err error) {
	err = v.r.db.QueryRowContext(v.ctx, `SELECT COALESCE(MAX(seq), 0) FROM register_event
		WHERE kind = $1 AND id = $2`, name.kind, name.id).Scan(&seq)
	if err != nil {
		return 0, fmt.Errorf("register: verify: %w", err)
	}
	return seq, nil
}

// strays finds rows of records that the journal does not know.
func (v *verifier) strays() error {
	// Of what became known after the chain was read, the journal is asked again.
	stray := func(table string, name recordName) error {
		if v.seen[name] {
			return nil
		}
		seq, err := v.last(name)
		if err == nil && seq == 0 {
			v.fault(name.String(), "stands in %s, and no event tells of it", table)
		}
		return err
	}
	for _, table := range []string{
		"register_version", "register_key", "register_head", "register_secret",
	} {
		var names []recordName
		if err := v.each(func(rows *sql.Rows) error {
			var name recordName
			err := rows.Scan(&name.kind, &name.id)
			names = append(names, name)
			return err
		}, `SELECT DISTINCT kind, id FROM `+table); err != nil {
			return err
		}
		for _, name := range names {
			if err := stray(table, name); err != nil {
				return err
			}
		}
	}
	var names []recordName
	if err := v.each(func(rows *sql.Rows) error {
		var place []byte
		err := rows.Scan(&place)
		kind, id, _ := strings.Cut(string(place), "\x00")
		names = append(names, recordName{kind, id})
		return err
	}, `SELECT DISTINCT place FROM register_word`); err != nil {
		return err
	}
	for _, name := range names {
		if err := stray("register_word", name); err != nil {
			return err
		}
	}
	return nil
}

// dues compares the facts that are to come with the events that tell of them. Those of an
// instant are put in before anything is known from it.
func (v *verifier) dues() error {
	const toCome = `(SELECT COALESCE(MAX(known), 0) FROM register_event)`
	err := v.each(func(rows *sql.Rows) error {
		var known, seq int64
		err := rows.Scan(&known, &seq)
		v.fault(fmt.Sprintf("event %d", seq), "waits for %s otherwise than the event tells",
			store.Time(known).Format(timeFormat))
		return err
	}, `SELECT d.known, d.seq FROM register_due d WHERE d.known <= `+toCome+` OR NOT EXISTS
		(SELECT 1 FROM register_event e WHERE e.seq = d.seq AND e.so_from = d.known
		AND e.due = d.act)`)
	if err != nil {
		return err
	}
	return v.each(func(rows *sql.Rows) error {
		var known, seq int64
		err := rows.Scan(&known, &seq)
		v.fault(fmt.Sprintf("event %d", seq), "tells of a fact of %s that does not wait for it",
			store.Time(known).Format(timeFormat))
		return err
	}, `SELECT e.so_from, e.seq FROM register_event e WHERE e.due <> '' AND e.so_from > `+toCome+`
		AND NOT EXISTS (SELECT 1 FROM register_due d WHERE d.seq = e.seq AND d.known = e.so_from
		AND d.act = e.due)`)
}

const timeFormat = "2006-01-02T15:04:05.000000Z"
