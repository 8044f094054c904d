package register

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Dated is a fact that counts as known from an instant to come: what a record is from then
// on differs from what it is at that time in the fields of Set.
type Dated struct {
	Act  Act
	Kind string
	ID   string
	Set  map[string]any // fields of the body by their JSON names
}

// Later keeps a fact until the clock is there; [Register.Run] then puts it into the record.
func (t *Tx) Later(known time.Time, fact Dated) error {
	text, err := json.Marshal(fact)
	if err != nil {
		return fmt.Errorf("register: %w", err)
	}
	t.dated = true
	return t.exec(`INSERT INTO register_due (known, seq, act)
		SELECT $1, COALESCE(MAX(seq), 0) + 1, $2 FROM register_due WHERE known = $1`,
		store.Micros(known), string(text))
}

// readDue notes when the next dated fact is known from.
func (r *Register) readDue(ctx context.Context) error {
	var due int64
	if err := r.db.QueryRowContext(ctx,
		`SELECT COALESCE(MIN(known), $1) FROM register_due`, int64(forever)).Scan(&due); err != nil {
		return fmt.Errorf("register: %w", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.due = due
	return nil
}

// Settle puts all dated facts into the register whose instant the clock has reached.
func (r *Register) Settle(ctx context.Context) error {
	for {
		r.mu.Lock()
		due := r.due
		r.mu.Unlock()
		if due > r.clock.Now().UnixMicro() {
			return nil
		}
		last := due
		if err := r.db.Write(ctx, func(tx *sql.Tx) (err error) {
			last, err = r.settle(ctx, tx, due)
			return err
		}); err != nil {
			return fmt.Errorf("register: %w", err)
		}
		r.mu.Lock()
		r.last = max(r.last, last)
		r.mu.Unlock()
		if err := r.readDue(ctx); err != nil {
			return err
		}
	}
}

// settle puts in the facts of one instant. They are known from that instant, or from just
// after the last change where that is later: the clock was then ahead of us. It returns the
// last instant it took.
func (r *Register) settle(ctx context.Context, tx *sql.Tx, due int64) (int64, error) {
	facts, err := dated(ctx, tx, due)
	if err != nil {
		return due, err
	}
	r.mu.Lock()
	known := max(due, r.last+1)
	r.mu.Unlock()
	for _, fact := range facts {
		err := r.do(ctx, tx, known, fact.Act, func(t *Tx) error { return t.amend(fact) })
		if err != nil && !errors.Is(err, ErrNotFound) { // of a record that is no more: let go
			return due, err
		}
		known++
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM register_due WHERE known = $1`, due)
	return known - 1, err
}

// dated reads the facts of one instant.
func dated(ctx context.Context, tx *sql.Tx, due int64) (facts []Dated, err error) {
	rows, err := tx.QueryContext(ctx,
		`SELECT act FROM register_due WHERE known = $1 ORDER BY seq`, due)
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		var fact Dated
		if err := json.Unmarshal([]byte(text), &fact); err != nil {
			return nil, err
		}
		facts = append(facts, fact)
	}
	return facts, rows.Err()
}

// amend sets fields of a record.
func (t *Tx) amend(fact Dated) error {
	rec, err := t.record(fact.Kind, fact.ID)
	if err != nil {
		return err
	}
	set, err := json.Marshal(fact.Set)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(set, rec); err != nil {
		return fmt.Errorf("register: %s %s: %w", fact.Kind, fact.ID, err)
	}
	return t.Put(rec)
}

// longestWait is how long Run waits at most before it looks again: a bound for timers, no
// more.
const longestWait = 24 * time.Hour

// Run keeps dated facts until ctx ends.
func (r *Register) Run(ctx context.Context) error {
	for {
		if err := r.Settle(ctx); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		r.mu.Lock()
		due := r.due
		r.mu.Unlock()
		wait := min(store.Time(due).Sub(r.clock.Now()), longestWait)
		timer := r.clock.NewTimer(wait)
		select {
		case <-timer.C:
		case <-r.wake:
			timer.Stop()
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
	}
}
