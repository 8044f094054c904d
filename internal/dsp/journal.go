package dsp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/store"
)

// state is where a request stands. docs/states.md draws the machine.
type state string

const (
	transformed state = "transformed" // its Pre-Command is with the User
	waiting     state = "waiting"     // for its date
	sending     state = "sending"     // acknowledged, its answer is awaited
	local       state = "local"       // returned for local delivery
	responded   state = "responded"   // the Device's answer is with deliver
	timedOut    state = "timed out"   // E20 or E21 is with deliver
	withdrawn   state = "withdrawn"   // not allowed any more when its date came
	cancelled   state = "cancelled"   // by its User before its date came
)

// series keeps the counters of top-ups, which are multiples of 2^32, apart.
type series string

const (
	requests series = "request"
	topUps   series = "top-up"
)

// entry is one request in the journal.
type entry struct {
	id            duis.RequestID
	written       string // the RequestID as the User wrote it
	reference     string
	variant       string
	useCase       string
	hub           eui.ID
	region        string
	state         state
	answerTo      eui.ID
	answerCounter uint64
	document      []byte
	command       []byte
	attempts      int
	reached       bool
	received      time.Time
	due           time.Time
}

// journal is the requests in SQL.
type journal struct{ db *store.DB }

const entryColumns = `written, reference, variant, use_case, hub, region, state, answer_to,
	answer_counter, document, command, attempts, reached, received, due`

func scanEntry(row interface{ Scan(...any) error }) (entry, error) {
	var e entry
	var hub, answerTo, counter string
	var received, due int64
	var reached int
	err := row.Scan(&e.written, &e.reference, &e.variant, &e.useCase, &hub, &e.region, &e.state,
		&answerTo, &counter, &e.document, &e.command, &e.attempts, &reached, &received, &due)
	if err != nil {
		return entry{}, err
	}
	if e.id, err = duis.ParseRequestID(e.written); err != nil {
		return entry{}, err
	}
	if e.hub, err = eui.Parse(hub); err != nil {
		return entry{}, err
	}
	if e.answerTo, err = eui.Parse(answerTo); err != nil {
		return entry{}, err
	}
	if e.answerCounter, err = strconv.ParseUint(counter, 10, 64); err != nil {
		return entry{}, err
	}
	e.reached = reached != 0
	e.received, e.due = store.Time(received), store.Time(due)
	return e, nil
}

// digits writes a counter so that it sorts as a number.
func digits(counter uint64) string { return fmt.Sprintf("%020d", counter) }

// number is 1 for true, as both engines keep it.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// insert adds an entry whose RequestID no entry has.
func (j journal) insert(ctx context.Context, tx *sql.Tx, e entry) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO request (id, originator, target, `+entryColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		e.id.String(), e.id.Originator.String(), e.id.Target.String(), e.written, e.reference,
		e.variant, e.useCase, e.hub.String(), e.region, e.state, e.answerTo.String(),
		digits(e.answerCounter), notNil(e.document), notNil(e.command), e.attempts,
		number(e.reached), store.Micros(e.received), store.Micros(e.due))
	return err
}

// send moves a request from one of the states before sending to sending, with its
// Command, and reports whether it was in that state.
func (j journal) send(ctx context.Context, tx *sql.Tx, e entry, from state) (bool, error) {
	return changed(tx.ExecContext(ctx, `UPDATE request SET state = $1, use_case = $2,
		answer_to = $3, answer_counter = $4, command = $5, document = $6, attempts = $7,
		reached = 1, received = $8, due = $9 WHERE id = $10 AND state = $11`,
		e.state, e.useCase, e.answerTo.String(), digits(e.answerCounter), notNil(e.command),
		[]byte{}, e.attempts, store.Micros(e.received), store.Micros(e.due), e.id.String(), from))
}

// count accepts a counter that is larger than any before it in its series, and
// reports whether it was.
func (j journal) count(ctx context.Context, tx *sql.Tx, id duis.RequestID, s series) (bool, error) {
	return changed(tx.ExecContext(ctx, `INSERT INTO last_counter (originator, target, series, counter)
		VALUES ($1, $2, $3, $4) ON CONFLICT (originator, target, series)
		DO UPDATE SET counter = excluded.counter WHERE last_counter.counter < excluded.counter`,
		id.Originator.String(), id.Target.String(), string(s), digits(id.Counter)))
}

// last is the largest counter accepted in a series, 0 where there is none.
func (j journal) last(ctx context.Context, id duis.RequestID, s series) (uint64, error) {
	var counter string
	err := j.db.QueryRowContext(ctx, `SELECT counter FROM last_counter
		WHERE originator = $1 AND target = $2 AND series = $3`,
		id.Originator.String(), id.Target.String(), string(s)).Scan(&counter)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return strconv.ParseUint(counter, 10, 64)
}

// stateOf is the state of a request, empty where the journal does not have it.
func (j journal) stateOf(ctx context.Context, id duis.RequestID) (state, error) {
	var s state
	err := j.db.QueryRowContext(ctx, `SELECT state FROM request WHERE id = $1`, id.String()).Scan(&s)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return s, err
}

// answeredBy finds the request that a Device's answer belongs to.
func (j journal) answeredBy(
	ctx context.Context, device, recipient eui.ID, counter uint64,
) (entry, error) {
	return scanEntry(j.db.QueryRowContext(ctx, `SELECT `+entryColumns+` FROM request
		WHERE target = $1 AND answer_to = $2 AND answer_counter = $3`,
		device.String(), recipient.String(), digits(counter)))
}

// due lists up to limit requests in a state whose time has come, the earliest
// first.
func (j journal) due(ctx context.Context, s state, now time.Time, limit int) ([]entry, error) {
	rows, err := j.db.QueryContext(ctx, `SELECT `+entryColumns+` FROM request
		WHERE state = $1 AND due <= $2 ORDER BY due LIMIT $3`, s, store.Micros(now), limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var entries []entry
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, rows.Err()
}

// leave moves a request out of one of the states from, and reports whether it
// was in one.
func (j journal) leave(
	ctx context.Context, tx *sql.Tx, id duis.RequestID, to state, from ...state,
) (bool, error) {
	for _, s := range from {
		moved, err := changed(tx.ExecContext(ctx, `UPDATE request SET state = $1, document = $2
			WHERE id = $3 AND state = $4`, to, []byte{}, id.String(), s))
		if moved || err != nil {
			return moved, err
		}
	}
	return false, nil
}

// attempt records that a Command is handed over once more.
func (j journal) attempt(ctx context.Context, e entry) error {
	return j.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE request SET attempts = $1, reached = 1, due = $2
			WHERE id = $3 AND state = $4`, e.attempts, store.Micros(e.due), e.id.String(), sending)
		return err
	})
}

// unreached records that the last hand-over did not get to the hub.
func (j journal) unreached(ctx context.Context, id string) error {
	return j.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE request SET reached = 0
			WHERE id = $1 AND state = $2`, id, sending)
		return err
	})
}

// reopen makes everything open due at once: what was in flight when the process
// ended is carried again.
func (g *Gateway) reopen(ctx context.Context) error {
	now := store.Micros(g.Clock.Now())
	err := g.DB.Write(ctx, func(tx *sql.Tx) error {
		// The last hand-over is made once more, under the identifier that it had.
		_, err := tx.ExecContext(ctx, `UPDATE request SET due = $1, attempts = attempts - 1
			WHERE state = $2 AND due > $1 AND attempts > 0`, now, sending)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE delivery SET due = $1
			WHERE state = $2 AND due > $1 AND attempts = 0`, now, undelivered)
		return err
	})
	if err != nil {
		return fmt.Errorf("dsp: reopen the journal: %w", err)
	}
	return nil
}

// reserveCounters takes counterBlock counters from at least from.
func reserveCounters(ctx context.Context, db *store.DB, from uint64) (uint64, error) {
	const broker = "broker"
	var first uint64
	err := db.Write(ctx, func(tx *sql.Tx) error {
		first = from
		var text string
		err := tx.QueryRowContext(ctx, `SELECT counter FROM last_counter
			WHERE originator = $1 AND target = $1 AND series = $1`, broker).Scan(&text)
		if err == nil {
			reserved, err := strconv.ParseUint(text, 10, 64)
			if err != nil {
				return err
			}
			first = max(first, reserved)
		} else if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO last_counter (originator, target, series, counter)
			VALUES ($1, $1, $1, $2) ON CONFLICT (originator, target, series)
			DO UPDATE SET counter = excluded.counter`, broker, digits(first+counterBlock))
		return err
	})
	return first, err
}

func changed(result sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// notNil is b, or an empty slice: the columns take no NULL.
func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
