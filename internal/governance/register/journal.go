package register

import (
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
	Seq      int64 // in the whole journal: the administrator's alone
	Known    time.Time
	Kind, ID string
	From     time.Time // since when it is so
	Before   string    // the body before, as JSON; empty: there was none
	After    string    // the body from From on; empty: it ended

	label string
	hash  []byte
}

// Label says who may see the event.
func (e *Event) Label() policy.Label { return policy.ParseLabel(e.label) }

// chain is the hash of an event that follows one with the hash previous: SHA-256 over
// previous and the fields in the order of the table, each after its length.
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
	number(store.Micros(e.From))
	for _, s := range []string{
		e.Who, e.Behalf, e.Verb, e.Reason, e.Kind, e.ID, e.label, e.Before, e.After,
	} {
		number(int64(len(s)))
		h.Write([]byte(s))
	}
	return h.Sum(nil)
}

// journal adds an event to the chain.
func (t *Tx) journal(e *Event) error {
	if !t.chained {
		err := t.tx.QueryRowContext(t.ctx, `SELECT seq, hash FROM register_event
			ORDER BY seq DESC LIMIT 1`).Scan(&t.seq, &t.hash)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("register: %w", err)
		}
		t.chained = true
	}
	e.Seq = t.seq + 1
	e.hash = e.chain(t.hash)
	t.seq, t.hash = e.Seq, e.hash
	return t.exec(`INSERT INTO register_event
		(seq, known, actor, behalf, verb, reason, kind, id, so_from, label, before, after, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		e.Seq, store.Micros(e.Known), e.Who, e.Behalf, e.Verb, e.Reason, e.Kind, e.ID,
		store.Micros(e.From), e.label, e.Before, e.After, e.hash)
}

const eventColumns = `e.seq, e.known, e.actor, e.behalf, e.verb, e.reason, e.kind, e.id,
	e.so_from, e.label, e.before, e.after, e.hash`

// History lists what has happened to a record up to the moment's being known, the first
// first, as far as the reader may see it.
func (v *View) History(kind, id string) ([]Event, error) {
	a := args{kind, id, store.Micros(v.at.Known)}
	return v.events(`SELECT `+eventColumns+` FROM register_event e
		JOIN register_head h ON h.kind = e.kind AND h.id = e.id
		WHERE e.kind = $1 AND e.id = $2 AND e.known <= $3`+
		a.may(v.reader, "h")+` ORDER BY e.seq`, a)
}

// Changes lists what has become known after an instant up to the moment, the latest first.
func (v *View) Changes(after time.Time, limit int) ([]Event, error) {
	a := args{store.Micros(after), store.Micros(v.at.Known)}
	may := a.may(v.reader, "h")
	return v.events(`SELECT `+eventColumns+` FROM register_event e
		JOIN register_head h ON h.kind = e.kind AND h.id = e.id
		WHERE e.known > $1 AND e.known <= $2`+may+
		` ORDER BY e.seq DESC LIMIT `+a.add(int64(limit)), a)
}

// events reads events and drops those of labels that the reader may not see: the query has
// asked for the label of today.
func (v *View) events(query string, a args) (events []Event, err error) {
	rows, err := v.q.QueryContext(v.ctx, query, a...)
	if err != nil {
		return nil, fmt.Errorf("register: %w", err)
	}
	for rows.Next() {
		e, err := scanEvent(rows)
		if err != nil {
			return nil, err
		}
		if v.reader.May(e.Label()) {
			events = append(events, e)
		}
	}
	return events, rows.Err()
}

func scanEvent(rows *sql.Rows) (e Event, err error) {
	var known, from int64
	err = rows.Scan(&e.Seq, &known, &e.Who, &e.Behalf, &e.Verb, &e.Reason, &e.Kind, &e.ID,
		&from, &e.label, &e.Before, &e.After, &e.hash)
	e.Known, e.From = store.Time(known), store.Time(from)
	return e, err
}
