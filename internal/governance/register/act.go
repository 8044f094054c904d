package register

import (
	"context"
	"database/sql"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
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
	act    Act
	tx     *sql.Tx
	chain  *chain
	broken error // of a change that was done in part
}

// Act does something to the register, all of it or nothing, and returns the instant from
// which it is known. do reads as one who sees everything: who may do it is for do to check.
// It may be called alone with others in one commit, so it waits for nothing and calls no
// Act. Facts dated up to that instant are in before do begins. Refused with
// [ErrClockBehind] where the clock was set back.
func (r *Register) Act(ctx context.Context, act Act, do func(*Tx) error) (time.Time, error) {
	if err := act.check(); err != nil {
		return time.Time{}, err
	}
	var begun, known int64
	var c *chain
	done := false
	err := r.db.Write(ctx, func(tx *sql.Tx) (err error) {
		if c, err = readChain(ctx, tx); err != nil {
			return err
		}
		if begun, err = r.begin(c.known); err != nil {
			return err
		}
		known = begun
		for c.due <= known {
			if err := r.settle(ctx, tx, c); err != nil {
				return err
			}
			known = max(known, c.known+1)
		}
		err = r.do(ctx, tx, c, known, act, do)
		done = err == nil
		return err
	})
	if err != nil && done { // the commit failed; after a lost connection it may yet be there
		if c, of := readChain(context.WithoutCancel(ctx), r.db); of == nil {
			r.end(begun, 0, true, c)
			return time.Time{}, err
		}
	}
	if begun != 0 {
		r.end(begun, known, err == nil, c)
	}
	if err != nil {
		return time.Time{}, err
	}
	return store.Time(known), nil
}

// Import is an act of facts that count as known from an instant of their own. Only an empty
// register takes it.
func (r *Register) Import(
	ctx context.Context, known time.Time, act Act, do func(*Tx) error,
) error {
	if err := act.check(); err != nil {
		return err
	}
	if !known.After(time.Unix(0, 0)) {
		return fmt.Errorf("register: import: known from %s: want a time after 1970", known)
	}
	var c *chain
	err := r.db.Write(ctx, func(tx *sql.Tx) (err error) {
		if c, err = readChain(ctx, tx); err != nil {
			return err
		}
		if c.seq > 0 {
			return ErrNotEmpty
		}
		return r.do(ctx, tx, c, store.Micros(known), act, do)
	})
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stands(c)
	return nil
}

// do runs one act in a transaction.
func (r *Register) do(
	ctx context.Context, tx *sql.Tx, c *chain, known int64, act Act, do func(*Tx) error,
) error {
	at := store.Time(known)
	t := &Tx{
		View: &View{r: r, q: tx, ctx: ctx, reader: policy.System(), at: Moment{So: at, Known: at}},
		act:  act, tx: tx, chain: c,
	}
	if err := do(t); err != nil {
		return err
	}
	return t.broken // where do went on after it, the act does not stand
}

// Now is the instant from which the act is known.
func (t *Tx) Now() time.Time { return t.at.Known }

// Act is who does what.
func (t *Tx) Act() Act { return t.act }

// alphabet of ids: letters and digits that are not taken for each other.
var alphabet = base32.NewEncoding("abcdefghjkmnpqrstuvwxyz234567890").WithPadding(base32.NoPadding)

// NewID is an id that tells nothing, by which nothing can be counted: prefix-7k2mf3qa. No
// record has it or had it.
func (t *Tx) NewID(prefix string) (id string, err error) {
	err = t.fresh(make([]byte, 5), func(raw []byte) (string, args) {
		id = prefix + "-" + alphabet.EncodeToString(raw)
		return t.r.taken, append(args{id}, t.r.names...)
	})
	return id, err
}

// tries is how many random names in a row may be taken: by chance one in a million is.
const tries = 1000

// fresh fills raw at random, until the query that taken makes of it counts none.
func (t *Tx) fresh(raw []byte, taken func([]byte) (query string, args args)) error {
	for range tries {
		if _, err := io.ReadFull(t.r.random, raw); err != nil {
			return fmt.Errorf("register: random octets: %w", err)
		}
		var n int
		query, args := taken(raw)
		if err := t.tx.QueryRowContext(t.ctx, query, args...).Scan(&n); err != nil {
			return fmt.Errorf("register: %w", err)
		}
		if n == 0 {
			return nil
		}
	}
	return fmt.Errorf("register: %d random names in a row are taken: is the random source one?", tries)
}

// Put says that the record is as it is given, from the instant of the act on.
func (t *Tx) Put(rec Record) error { return t.PutFrom(rec, t.at.Known) }

// PutFrom says that the record is, was or will be as it is given from an instant on; the
// zero time is always. What was said about a later time no longer holds. The record is kept
// as its JSON reads: what JSON leaves out is not kept.
func (t *Tx) PutFrom(rec Record, from time.Time) error {
	c, err := t.change(rec)
	if err != nil {
		kind, id := rec.Named()
		return fmt.Errorf("register: %s %s: %w", kind, id, err)
	}
	c.from = since(from)
	return t.apply(c)
}

// End says that the record is no more from an instant on.
func (t *Tx) End(kind, id string, from time.Time) error {
	return t.apply(change{kind: kind, id: id, from: since(from)})
}

// Unchanged refuses with a [Conflict] where the record is no longer what version names. The
// empty version names that there is no such record.
func (t *Tx) Unchanged(kind, id, version string) error {
	now := ""
	row, err := t.named(kind, id)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err == nil {
		now = row.meta().Version
	}
	if now == version {
		return nil
	}
	latest, gone := t.latest(kind, id)
	if errors.Is(gone, sql.ErrNoRows) {
		return err // there never was one
	}
	if gone != nil {
		return fmt.Errorf("register: %w", gone)
	}
	return &Conflict{kind, id, latest}
}

// exec runs one statement of a change. Where it fails the act cannot stand.
func (t *Tx) exec(query string, args ...any) error {
	if _, err := t.tx.ExecContext(t.ctx, query, args...); err != nil {
		t.broken = fmt.Errorf("register: %w", err)
		return t.broken
	}
	return nil
}
