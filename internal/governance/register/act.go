package register

import (
	"context"
	"database/sql"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
)

// Act says who changes the register, for whom and why.
type Act struct {
	Who    string // the person; ByClock for what happens by itself
	Behalf string // the Party or body that they act for
	Verb   string // what they do, as people say it: "submit a response"
	Reason string
}

// ByClock acts where nobody does: a date is reached.
const ByClock = "clock"

// Tx is one act as it is being done. It reads what is known so far, its own changes too.
type Tx struct {
	*View
	act  Act
	tx   *sql.Tx
	seq  int64
	hash []byte
	// before the first change the end of the chain is not read
	chained bool
	dated   bool // facts with a date to come were added
}

// Act does something to the register, all of it or nothing, and returns the instant from
// which it is known. do reads as one who sees everything: who may do it is for do to check.
// It may be called alone with others in one commit, so it waits for nothing and calls no
// Act. Refused with [ErrClockBehind] where the clock was set back.
func (r *Register) Act(ctx context.Context, act Act, do func(*Tx) error) (time.Time, error) {
	var known int64
	var dated bool
	err := r.db.Write(ctx, func(tx *sql.Tx) (err error) {
		if known, err = r.begin(); err != nil {
			return err
		}
		return r.do(ctx, tx, known, act, func(t *Tx) error {
			defer func() { dated = t.dated }()
			return do(t)
		})
	})
	if known != 0 {
		r.end(known, err == nil)
	}
	if err == nil && dated {
		err = r.readDue(ctx)
		select {
		case r.wake <- struct{}{}:
		default: // it is awake already
		}
	}
	return store.Time(known), err
}

// Import is an act of facts that count as known from an instant of their own. Only an empty
// register takes it.
func (r *Register) Import(
	ctx context.Context, known time.Time, act Act, do func(*Tx) error,
) error {
	err := r.db.Write(ctx, func(tx *sql.Tx) error {
		var events int
		if err := tx.QueryRowContext(ctx,
			`SELECT COUNT(*) FROM register_event`).Scan(&events); err != nil {
			return err
		}
		if events > 0 {
			return ErrNotEmpty
		}
		return r.do(ctx, tx, store.Micros(known), act, do)
	})
	if err != nil {
		return err
	}
	r.mu.Lock()
	r.last = max(r.last, store.Micros(known))
	r.mu.Unlock()
	return r.readDue(ctx)
}

// do runs one act in a transaction.
func (r *Register) do(
	ctx context.Context, tx *sql.Tx, known int64, act Act, do func(*Tx) error,
) error {
	at := store.Time(known)
	return do(&Tx{
		View: &View{r: r, q: tx, ctx: ctx, reader: policy.System(), at: Moment{So: at, Known: at}},
		act:  act, tx: tx,
	})
}

// Now is the instant from which the act is known.
func (t *Tx) Now() time.Time { return t.at.Known }

// Act is who does what.
func (t *Tx) Act() Act { return t.act }

// alphabet of ids: letters and digits that are not taken for each other.
var alphabet = base32.NewEncoding("abcdefghjkmnpqrstuvwxyz234567890").WithPadding(base32.NoPadding)

// NewID is an id that tells nothing, by which nothing can be counted: prefix-7k2mf3qa.
func (t *Tx) NewID(prefix string) (string, error) {
	raw, err := t.r.random5()
	return prefix + "-" + alphabet.EncodeToString(raw), err
}

func (r *Register) random5() ([]byte, error) {
	raw := make([]byte, 5)
	_, err := io.ReadFull(r.random, raw)
	return raw, err
}

// Put says that the record is as it is given, from the instant of the act on.
func (t *Tx) Put(rec Record) error { return t.PutFrom(rec, t.at.Known) }

// PutFrom says that the record is, was or will be as it is given from an instant on; the
// zero time is always. What was said about a later time no longer holds.
func (t *Tx) PutFrom(rec Record, from time.Time) error {
	kind, id := rec.Named()
	if _, declared := t.r.kinds[kind]; !declared {
		return fmt.Errorf("register: kind %q is not declared", kind)
	}
	if id == "" || strings.ContainsAny(id, "/\x00") {
		return fmt.Errorf("register: %s: %q is no id", kind, id)
	}
	if !rec.Label().Mark.Valid() {
		return fmt.Errorf("register: %s %s: no mark %q", kind, id, rec.Label())
	}
	body, err := t.seal(rec)
	if err != nil {
		return err
	}
	return t.change(rec, kind, id, body, store.Micros(from))
}

// End says that the record is no more from an instant on.
func (t *Tx) End(kind, id string, from time.Time) error {
	return t.change(nil, kind, id, "", store.Micros(from))
}

// Unchanged refuses with a [Conflict] where the record is no longer what version names.
func (t *Tx) Unchanged(kind, id, version string) error {
	meta, err := t.meta(kind, id)
	if err != nil {
		return err
	}
	if meta.Version == version {
		return nil
	}
	events, err := t.History(kind, id)
	if err != nil {
		return err
	}
	if len(events) == 0 {
		return errors.New("register: a record without events")
	}
	return &Conflict{kind, id, events[len(events)-1]}
}

// change writes the versions and the event of one change; body is empty where it ends.
func (t *Tx) change(rec Record, kind, id, body string, from int64) error {
	before, err := t.cut(kind, id, from)
	if err != nil {
		return err
	}
	e := Event{
		Known: t.at.Known, Act: t.act, Kind: kind, ID: id, From: store.Time(from),
		Before: before.body, After: body, label: before.label,
	}
	if rec != nil {
		e.label = rec.Label().String()
	}
	if e.label == "" {
		return fmt.Errorf("%w: %s %s", ErrNotFound, kind, id)
	}
	if err := t.journal(&e); err != nil {
		return err
	}
	for _, p := range before.rest {
		if err := t.insert(p); err != nil {
			return err
		}
	}
	if rec == nil {
		return t.unword(kind, id)
	}
	v := version{
		kind: kind, id: id, knownFrom: t.known(), knownUntil: forever, soFrom: from,
		soUntil: forever, event: e.Seq, label: e.label, body: body, keys: rec.Keys(),
	}
	if err := t.insert(v); err != nil {
		return err
	}
	return t.head(rec, kind, id, e.label)
}

func (t *Tx) known() int64 { return store.Micros(t.at.Known) }

// head notes the label of today and the words of a record.
func (t *Tx) head(rec Record, kind, id, label string) error {
	mark := string(policy.ParseLabel(label).Mark)
	if err := t.exec(`INSERT INTO register_head (kind, id, mark, label) VALUES ($1, $2, $3, $4)
		ON CONFLICT (kind, id) DO UPDATE SET mark = excluded.mark, label = excluded.label`,
		kind, id, mark, label); err != nil {
		return err
	}
	if err := t.unword(kind, id); err != nil {
		return err
	}
	for word, weight := range weights(rec.Words()) {
		if err := t.exec(`INSERT INTO register_word (word, kind, id, weight, mark, label)
			VALUES ($1, $2, $3, $4, $5, $6)`, []byte(word), kind, id, weight, mark, label); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) unword(kind, id string) error {
	return t.exec(`DELETE FROM register_word WHERE kind = $1 AND id = $2`, kind, id)
}

func (t *Tx) exec(query string, args ...any) error {
	if _, err := t.tx.ExecContext(t.ctx, query, args...); err != nil {
		return fmt.Errorf("register: %w", err)
	}
	return nil
}
