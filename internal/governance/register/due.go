package register

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Dated is a fact that counts as known from an instant to come: what a record is from then
// on differs from what it is at that time in the fields of Set.
type Dated struct {
	Act  Act
	Kind string
	ID   string
	// Set are fields of the body by their JSON names; nil is the zero value. A new Secret is
	// given as its text.
	Set map[string]any
}

// fact is a Dated as it is kept: values as they were written.
type fact struct {
	Act  Act
	Kind string
	ID   string
	Set  map[string]json.RawMessage
}

// Later keeps a fact until the clock is there; then it is put into the record, by
// [Register.Run] or before the next act. known is later than the act. An event that nobody
// may see tells of it in the journal. Where the record is no more at that time, it is let go.
func (t *Tx) Later(known time.Time, dated Dated) error {
	where := fmt.Sprintf("register: %s %s: a fact of %s", dated.Kind, dated.ID,
		known.Format(time.RFC3339Nano))
	if store.Micros(known) <= t.known() {
		return fmt.Errorf("%s is not to come: the act is of %s", where, t.Now().Format(time.RFC3339Nano))
	}
	if err := errors.Join(dated.Act.check(), checkID(dated.ID)); err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	kept, secrets, err := t.fact(dated)
	if err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	if len(text) > maxBody {
		return fmt.Errorf("%s has %d octets: at most %d", where, len(text), maxBody)
	}
	for _, s := range secrets {
		if err := t.keep(dated.Kind, dated.ID, s); err != nil {
			return err
		}
	}
	if err := t.fits(kept); err != nil {
		t.broken = fmt.Errorf("%s: %w", where, err)
		return t.broken
	}
	e := Event{Known: t.at.Known, Act: t.act, Kind: dated.Kind, ID: dated.ID,
		From: store.Time(store.Micros(known)), due: string(text)}
	if err := t.journal(&e); err != nil {
		return err
	}
	t.chain.due = min(t.chain.due, store.Micros(known))
	return t.exec(`INSERT INTO register_due (known, seq, act) VALUES ($1, $2, $3)`,
		store.Micros(known), e.Seq, string(text))
}

// fits refuses a fact that could not be put into its record as it is today: at its date it
// would hold up everything that comes after.
func (t *Tx) fits(f fact) error {
	row, err := t.stored(f.Kind, f.ID)
	if errors.Is(err, ErrNotFound) {
		return nil // it may come to be
	}
	if err != nil {
		return err
	}
	rec, err := t.amended(row.body, f)
	if err != nil {
		return err
	}
	_, err = t.change(rec)
	return err
}

// amended is the record of a body with the fields of a fact.
func (t *Tx) amended(body string, f fact) (Record, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal([]byte(body), &fields); err != nil {
		return nil, err
	}
	for name, value := range f.Set {
		for old := range fields { // JSON does not mind the case of a name
			if strings.EqualFold(old, name) {
				delete(fields, old)
			}
		}
		fields[name] = value
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return nil, err
	}
	rec, err := t.r.decode(f.Kind, string(text))
	if err != nil {
		return nil, err
	}
	if kind, id := rec.Named(); kind != f.Kind || id != f.ID {
		return nil, fmt.Errorf("its fields name another record, %s %q", kind, id)
	}
	return rec, nil
}

// fact reads the fields of a dated fact as a record would, with its secrets apart.
func (t *Tx) fact(d Dated) (f fact, secrets []newSecret, err error) {
	f = fact{Act: d.Act, Kind: d.Kind, ID: d.ID, Set: map[string]json.RawMessage{}}
	k, declared := t.r.kinds[d.Kind]
	if !declared {
		return f, nil, errors.New("the kind is not declared")
	}
	text, err := json.Marshal(d.Set)
	if err != nil {
		return f, nil, err
	}
	rec := k.New()
	strict := json.NewDecoder(strings.NewReader(string(text)))
	strict.DisallowUnknownFields()
	if err := strict.Decode(rec); err != nil {
		return f, nil, err
	}
	if err := json.Unmarshal(text, &f.Set); err != nil {
		return f, nil, err
	}
	sealed, secrets, err := t.seal(d.Kind, d.ID, rec)
	if err != nil || len(secrets) == 0 {
		return f, nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal([]byte(sealed), &fields); err != nil {
		return f, nil, err
	}
	for name := range f.Set {
		if value, there := fields[name]; there {
			f.Set[name] = value
		}
	}
	return f, secrets, nil
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
		var c *chain
		if err := r.db.Write(ctx, func(tx *sql.Tx) (err error) {
			if c, err = readChain(ctx, tx); err != nil || c.due > due {
				return err
			}
			return r.settle(ctx, tx, c)
		}); err != nil {
			return fmt.Errorf("register: settle: %w", err)
		}
		r.mu.Lock()
		r.stands(c)
		r.mu.Unlock()
	}
}

// settle puts in the facts of the next instant. They are all known from that instant.
func (r *Register) settle(ctx context.Context, tx *sql.Tx, c *chain) error {
	due := c.due
	var texts []string
	if err := each(ctx, tx, func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		texts = append(texts, text)
		return err
	}, `SELECT act FROM register_due WHERE known = $1 ORDER BY seq`, due); err != nil {
		return err
	}
	for _, text := range texts {
		var f fact
		if err := json.Unmarshal([]byte(text), &f); err != nil {
			return fmt.Errorf("register: a fact of %s: %w", store.Time(due), err)
		}
		err := r.do(ctx, tx, c, due, f.Act, func(t *Tx) error { return t.amend(f, text) })
		if err != nil {
			return fmt.Errorf("register: %s %s: a fact of %s: %w", f.Kind, f.ID, store.Time(due), err)
		}
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM register_due WHERE known = $1`, due); err != nil {
		return fmt.Errorf("register: %w", err)
	}
	next, err := readChain(ctx, tx)
	if err != nil {
		return err
	}
	next.turns = c.turns
	*c = *next
	return nil
}

// amend sets fields of a record.
func (t *Tx) amend(f fact, text string) error {
	row, err := t.stored(f.Kind, f.ID)
	if errors.Is(err, ErrNotFound) { // let go: the journal says so by naming it again
		return t.journal(&Event{Known: t.at.Known, Act: f.Act, Kind: f.Kind, ID: f.ID,
			From: t.at.Known, due: text})
	}
	if err != nil {
		return err
	}
	rec, err := t.amended(row.body, f)
	if err != nil {
		return err
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
