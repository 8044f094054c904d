package register

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
)

// version is what was so from soFrom until soUntil, as known from knownFrom until knownUntil.
type version struct {
	kind, id              string
	knownFrom, knownUntil int64
	soFrom, soUntil       int64
	event                 int64
	label, body           string
}

// change is what an act says of a record from an instant on.
type change struct {
	kind, id string
	from     int64
	// of what it then is; empty where it ends
	body string
	// of what it then is; where it ends, of the event that says so, unless it is that of before
	label   string
	secrets []newSecret
	keys    []Key
	words   map[string]int64
}

// change reads what a record says, and refuses what cannot be kept. What counts is what the
// body says: the record as it is read again.
func (t *Tx) change(rec Record) (c change, err error) {
	c.kind, c.id = rec.Named()
	if _, declared := t.r.kinds[c.kind]; !declared {
		return c, fmt.Errorf("the kind is not declared")
	}
	if err := checkID(c.id); err != nil {
		return c, err
	}
	if c.body, c.secrets, err = t.seal(c.kind, c.id, rec); err != nil {
		return c, err
	}
	if len(c.body) > maxBody {
		return c, fmt.Errorf("its body has %d octets: at most %d", len(c.body), maxBody)
	}
	again, err := t.r.decode(c.kind, c.body)
	if err != nil {
		return c, err
	}
	if kind, id := again.Named(); kind != c.kind || id != c.id {
		return c, fmt.Errorf("its JSON names %s %q: its name is to be in it", kind, id)
	}
	if err := checkLabel(again.Label()); err != nil {
		return c, err
	}
	c.label = again.Label().String()
	if c.keys, err = keysOf(again); err != nil {
		return c, err
	}
	c.words, err = wordsOf(again)
	return c, err
}

// apply writes the event and the versions of one change.
func (t *Tx) apply(c change) error {
	b, err := t.cut(c.kind, c.id, c.from)
	if err != nil {
		return err
	}
	e := Event{
		Known: t.at.Known, Act: t.act, Kind: c.kind, ID: c.id, From: sinceTime(c.from),
		Before: b.at.body, After: c.body, label: c.label, was: b.at.label,
	}
	if c.body == "" {
		if len(b.old) == 0 {
			return fmt.Errorf("%w: %s %s: nothing to end", ErrNotFound, c.kind, c.id)
		}
		if e.label = cmp.Or(c.label, b.at.label); e.label == "" { // all that was known is of a later time
			e.label = b.old[0].label
		}
	}
	if err := t.journal(&e); err != nil {
		return err
	}
	for _, v := range b.old {
		if err := t.close(v); err != nil {
			return err
		}
	}
	for _, p := range b.rest {
		if err := t.insert(p.version, p.keys); err != nil {
			return err
		}
	}
	if c.body != "" {
		v := version{
			kind: c.kind, id: c.id, knownFrom: t.known(), knownUntil: forever, soFrom: c.from,
			soUntil: forever, event: e.Seq, label: c.label, body: c.body,
		}
		if err := t.insert(v, c.keys); err != nil {
			return err
		}
	}
	for _, s := range c.secrets {
		if err := t.keep(c.kind, c.id, s); err != nil {
			return err
		}
	}
	if err := t.head(c, e.label, len(b.rest) == 0); err != nil {
		return err
	}
	return t.rewrite(c)
}

// cut is what a change from an instant on leaves of what was known before.
type cut struct {
	at   version   // what held at the instant
	old  []version // what held at the instant or later
	rest []piece   // what still holds of that: before the instant
}

// piece is a version with its keys.
type piece struct {
	version
	keys []Key
}

// cut reads all versions that hold at from or later, and what of them still holds.
func (t *Tx) cut(kind, id string, from int64) (c cut, err error) {
	err = each(t.ctx, t.tx, func(rows *sql.Rows) error {
		v := version{kind: kind, id: id, knownUntil: forever}
		if err := rows.Scan(&v.knownFrom, &v.soFrom, &v.soUntil, &v.event, &v.label,
			&v.body); err != nil {
			return err
		}
		c.old = append(c.old, v)
		if v.soFrom <= from {
			c.at = v
		}
		if v.soFrom >= from {
			return nil
		}
		rec, err := t.r.decode(kind, v.body)
		if err != nil {
			return fmt.Errorf("register: %s %s: %w", kind, id, err)
		}
		keys, err := keysOf(rec)
		if err != nil {
			return fmt.Errorf("register: %s %s: as it was: %w", kind, id, err)
		}
		v.soUntil, v.knownFrom = from, t.known()
		c.rest = append(c.rest, piece{v, keys})
		return nil
	}, `SELECT known_from, so_from, so_until, event, label, body FROM register_version
		WHERE kind = $1 AND id = $2 AND known_until = 9223372036854775807 AND so_until > $3
		ORDER BY so_from`, kind, id, from)
	return c, err
}

// close ends the being known of a version; one of this very act never was.
func (t *Tx) close(v version) error {
	for _, table := range []string{"register_version", "register_key"} {
		query := `UPDATE ` + table + ` SET known_until = $5
			WHERE kind = $1 AND id = $2 AND known_from = $3 AND so_from = $4`
		args := []any{v.kind, v.id, v.knownFrom, v.soFrom, t.known()}
		if v.knownFrom == t.known() {
			query = `DELETE FROM ` + table + `
				WHERE kind = $1 AND id = $2 AND known_from = $3 AND so_from = $4`
			args = args[:4]
		}
		if err := t.exec(query, args...); err != nil {
			return err
		}
	}
	return nil
}

// insert writes a version that is known from this act on, and its keys.
func (t *Tx) insert(v version, keys []Key) error {
	mark := string(policy.ParseLabel(v.label).Mark)
	if err := t.exec(`INSERT INTO register_version
		(kind, id, known_from, so_from, known_until, so_until, event, mark, label, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		v.kind, v.id, v.knownFrom, v.soFrom, v.knownUntil, v.soUntil, v.event, mark, v.label,
		v.body); err != nil {
		return err
	}
	return insertRows(t, `INSERT INTO register_key
		(kind, name, place, id, known_from, so_from, known_until, so_until, mark, label)`,
		keys, func(k Key) []any {
			return []any{v.kind, k.Name, place(k.Value, v.id), v.id, v.knownFrom, v.soFrom,
				v.knownUntil, v.soUntil, mark, v.label}
		})
}

// place is where a record stands in the order of a key: by the value, then by the id. As no
// value has an octet 0, places sort as values do.
func place(value, id string) []byte { return []byte(value + "\x00" + id) }

// many is how many rows one statement inserts at most: enough to share the cost of a
// statement, and few enough for every engine's number of arguments.
const many = 32

// insertRows inserts a row for each item; insert ends before VALUES. A statement inserts a
// power of two of them, so that there are few texts of statements.
func insertRows[T any](t *Tx, insert string, items []T, row func(T) []any) error {
	for n := many; len(items) > 0; {
		for n > len(items) {
			n /= 2
		}
		var values args
		var list []string
		for _, item := range items[:n] {
			columns := row(item)
			list = append(list, "("+places(len(values)+1, len(columns))+")")
			values = append(values, columns...)
		}
		if err := t.exec(insert+" VALUES "+strings.Join(list, ", "), values...); err != nil {
			return err
		}
		items = items[n:]
	}
	return nil
}

// span is what is said of a stretch of time.
type span struct {
	from, until int64
	what        string
}

// before is what is left of spans, which are in order, before an instant.
func before(spans []span, from int64) (left []span) {
	for _, s := range spans {
		if s.from < from {
			s.until = min(s.until, from)
			left = append(left, s)
		}
	}
	return left
}

// labelled is what the labels of a record are once a change from an instant on has a label.
// They are without gaps and from always on: a record that has ended is judged by what it was,
// and one that has not begun by what it will be. begins is that nothing is so before from.
func labelled(spans []span, from int64, label string, begins, ends bool) []span {
	spans = before(spans, from)
	last := len(spans) - 1
	switch {
	case last < 0 || begins:
		return []span{{always, forever, label}}
	case ends || spans[last].what == label:
		spans[last].until = forever
		return spans
	}
	return append(spans, span{from, forever, label})
}

// head notes which labels the record has, as known now; fresh is that it was not so just
// before.
func (t *Tx) head(c change, label string, fresh bool) error {
	old, err := t.heads(c.kind, c.id)
	if err != nil {
		return err
	}
	begins := fresh
	if fresh && len(old) > 0 {
		var n int
		if err := t.tx.QueryRowContext(t.ctx, `SELECT COUNT(*) FROM register_version
			WHERE kind = $1 AND id = $2 AND known_until = 9223372036854775807 AND so_from < $3`,
			c.kind, c.id, c.from).Scan(&n); err != nil {
			return fmt.Errorf("register: %w", err)
		}
		begins = n == 0
	}
	spans := labelled(old, c.from, label, begins, c.body == "")
	if slices.Equal(old, spans) {
		return nil
	}
	if err := t.exec(`DELETE FROM register_head WHERE kind = $1 AND id = $2`,
		c.kind, c.id); err != nil {
		return err
	}
	return insertRows(t, `INSERT INTO register_head (kind, id, so_from, so_until, mark, label)`,
		spans, func(s span) []any {
			mark := string(policy.ParseLabel(s.what).Mark)
			return []any{c.kind, c.id, s.from, s.until, mark, s.what}
		})
}

// heads are the labels of a record.
func (v *View) heads(kind, id string) (spans []span, err error) {
	err = each(v.ctx, v.q, func(rows *sql.Rows) error {
		var s span
		err := rows.Scan(&s.from, &s.until, &s.what)
		spans = append(spans, s)
		return err
	}, `SELECT so_from, so_until, label FROM register_head WHERE kind = $1 AND id = $2
		ORDER BY so_from`, kind, id)
	return spans, err
}

// known is when the act is known from.
func (t *Tx) known() int64 { return store.Micros(t.at.Known) }
