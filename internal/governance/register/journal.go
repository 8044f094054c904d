package register

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
)

// Event is a change of one record: who, when, why, before and after.
type Event struct {
	Act
	Seq      int64 // in the whole journal; 0 for readers who may not know how many there are
	Known    time.Time
	Kind, ID string
	From     time.Time // since when it is so; zero: always
	Before   string    // the body before, as JSON; empty: there was none that the reader may see
	After    string    // the body from From on; empty: it ended
	Erased   string    // why its secrets were erased, and nothing else changed; empty: they were not

	label string // of After, or where it ended of Before; empty: nobody may see the event
	was   string // of Before
	due   string // the fact that is dated From: then the event changes nothing
	hash  []byte
}

// Label says who may see the event.
func (e *Event) Label() policy.Label { return policy.ParseLabel(e.label) }

// chain is the hash of an event that follows one with the hash previous: SHA-256 over
// previous, the numbers and the texts, each text after its length.
func (e *Event) chain(previous []byte) []byte {
	h := sha256.New()
	h.Write(previous)
	number := func(n int64) {
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], uint64(n))
		h.Write(b[:])
	}
	number(e.Seq)
	number(store.Micros(e.Known))
	number(since(e.From))
	for _, s := range []string{
		e.Who, e.Behalf, e.Verb, e.Reason, e.Kind, e.ID, e.label, e.was, e.Before, e.After,
		e.Erased, e.due,
	} {
		number(int64(len(s)))
		h.Write([]byte(s))
	}
	return h.Sum(nil)
}

// chain is the end of the journal.
type chain struct {
	seq   int64   // of the last event; 0: there is none
	known int64   // when it is known from
	hash  []byte  // of it
	due   int64   // when the next dated fact is known from
	turns []int64 // since when it is so what this act has said of a time to come
}

// readChain reads the end of the journal. Each dated fact is told of by an event.
func readChain(ctx context.Context, q querier) (*chain, error) {
	c := &chain{due: forever}
	err := q.QueryRowContext(ctx, `SELECT seq, known, hash,
		(SELECT COALESCE(MIN(known), 9223372036854775807) FROM register_due)
		FROM register_event ORDER BY seq DESC LIMIT 1`).Scan(&c.seq, &c.known, &c.hash, &c.due)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("register: %w", err)
	}
	return c, nil
}

// journal adds an event to the chain.
func (t *Tx) journal(e *Event) error {
	c := t.chain
	e.Seq = c.seq + 1
	e.hash = e.chain(c.hash)
	c.seq, c.known, c.hash = e.Seq, store.Micros(e.Known), e.hash
	if e.due == "" && since(e.From) > c.known {
		c.turns = append(c.turns, since(e.From))
	}
	return t.exec(`INSERT INTO register_event (seq, known, actor, behalf, verb, reason, kind, id,
		so_from, mark, label, was, before, after, erased, due, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		e.Seq, c.known, e.Who, e.Behalf, e.Verb, e.Reason, e.Kind, e.ID,
		since(e.From), string(e.Label().Mark), e.label, e.was, e.Before, e.After, e.Erased, e.due,
		e.hash)
}

const eventColumns = `e.seq, e.known, e.actor, e.behalf, e.verb, e.reason, e.kind, e.id,
	e.so_from, e.label, e.was, e.before, e.after, e.erased, e.due, e.hash`

// readEvent reads the columns of an event.
func readEvent(row interface{ Scan(...any) error }) (e Event, err error) {
	var known, from int64
	err = row.Scan(&e.Seq, &known, &e.Who, &e.Behalf, &e.Verb, &e.Reason, &e.Kind, &e.ID,
		&from, &e.label, &e.was, &e.Before, &e.After, &e.Erased, &e.due, &e.hash)
	e.Known, e.From = store.Time(known), sinceTime(from)
	return e, err
}

// History lists what has happened to a record up to the moment's being known, the first
// first, as far as the reader may see it.
func (v *View) History(kind, id string) ([]Event, error) {
	if !isText(kind) || !isText(id) {
		return nil, nil // of no record
	}
	a := args{kind, id, v.at.Known.UnixMicro()}
	return v.events(`WHERE e.kind = $1 AND e.id = $2 AND e.known <= $3`, "e.seq", a)
}

// Changes lists what has become known after an instant up to the moment, the latest first.
// Limit bounds how many; 0 is all.
func (v *View) Changes(after time.Time, limit int) ([]Event, error) {
	a := args{store.Micros(after), v.at.Known.UnixMicro()}
	order := "e.known DESC, e.seq DESC"
	if limit > 0 {
		order += " LIMIT " + a.add(int64(limit))
	}
	return v.events(`WHERE e.known > $1 AND e.known <= $2`, order, a)
}

// events reads the events that the reader may see: by their label, and by that of the record
// today.
func (v *View) events(where, order string, a args) (events []Event, err error) {
	where += a.may(v.reader, "e") + a.today(v, "e")
	err = each(v.ctx, v.q, func(rows *sql.Rows) error {
		e, err := readEvent(rows)
		if !v.reader.May(policy.ParseLabel(e.was)) {
			e.Before = ""
		}
		if !v.reader.Numbers() {
			e.Seq = 0
		}
		events = append(events, e)
		return err
	}, `SELECT `+eventColumns+` FROM register_event e `+where+` ORDER BY `+order, a...)
	return events, err
}

// latest is the last event of a record; sql.ErrNoRows where there is none.
func (v *View) latest(kind, id string) (Event, error) {
	if !isText(kind) || !isText(id) {
		return Event{}, sql.ErrNoRows
	}
	return readEvent(v.q.QueryRowContext(v.ctx, `SELECT `+eventColumns+` FROM register_event e
		WHERE e.kind = $1 AND e.id = $2 AND e.known <= $3 AND e.label <> ''
		ORDER BY e.seq DESC LIMIT 1`, kind, id, v.at.Known.UnixMicro()))
}
