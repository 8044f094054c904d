package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
)

// hook is where a person wants to be told of changes.
type hook struct {
	id      string
	person  string
	target  string
	topics  []string
	secret  string // base64
	made    time.Time
	place   register.Place
	stopped time.Time // zero: it goes on
	why     string
}

// delivery is one message to a hook.
type delivery struct {
	id    string
	hook  string
	made  time.Time
	of    register.Hit // without kind: it is a test
	known time.Time
	gone  bool
	tries int
	due   time.Time // zero: it is not sent any more
	state string
	tried time.Time
	said  string // what the last try came to
}

// The states of a delivery.
const (
	waiting = "waiting"
	taken   = "taken"
	givenUp = "given_up"
	dropped = "dropped"
)

// What there may be of webhooks. All of it is ours [D].
const (
	mostHooks   = 10                  // of a person
	mostWaiting = 5000                // deliveries of a webhook, before more are looked for
	keptFor     = 30 * 24 * time.Hour // deliveries that are over
	sweepEvery  = time.Hour           // how often those are deleted that were kept long enough
)

// waits are the pauses after each try that failed. After the last of them the webhook is
// stopped. They are ours [D].
func waits() []time.Duration {
	return []time.Duration{5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour,
		5 * time.Hour, 10 * time.Hour, 14 * time.Hour, 20 * time.Hour}
}

const hookColumns = `id, person, target, topics, secret, made, at, of_kind, of_id, since,
	stopped, why`

// hooks are those that a condition finds.
func (h *Hub) hooks(ctx context.Context, where string, args ...any) (all []hook, err error) {
	err = h.rows(ctx, func(rows *sql.Rows) error {
		var k hook
		var topics string
		var made, at, since, stopped int64
		err := rows.Scan(&k.id, &k.person, &k.target, &topics, &k.secret, &made, &at,
			&k.place.Of.Kind, &k.place.Of.ID, &since, &stopped, &k.why)
		k.topics, k.made = strings.Fields(topics), store.Time(made)
		k.place.At, k.place.Since = store.Time(at), store.Time(since)
		k.stopped = store.Time(stopped)
		all = append(all, k)
		return err
	}, `SELECT `+hookColumns+` FROM data_hook WHERE `+where+` ORDER BY made, id`, args...)
	return all, err
}

const deliveryColumns = `id, hook, made, kind, record, known, gone, tries, due, state, tried,
	answer`

// inOrder is the order in which deliveries are sent: that of the turns that they tell of.
const inOrder = `made, known, kind, record, id`

// deliveries are those that a condition and an order find.
func (h *Hub) deliveries(
	ctx context.Context, where string, args ...any,
) (all []delivery, err error) {
	err = h.rows(ctx, func(rows *sql.Rows) error {
		var d delivery
		var made, known, gone, due, tried int64
		err := rows.Scan(&d.id, &d.hook, &made, &d.of.Kind, &d.of.ID, &known, &gone, &d.tries, &due,
			&d.state, &tried, &d.said)
		d.made, d.known, d.gone = store.Time(made), store.Time(known), gone == 1
		d.due, d.tried = store.Time(due), store.Time(tried)
		all = append(all, d)
		return err
	}, `SELECT `+deliveryColumns+` FROM data_delivery WHERE `+where, args...)
	return all, err
}

// rows calls fn for every row that a query finds.
func (h *Hub) rows(
	ctx context.Context, fn func(*sql.Rows) error, query string, args ...any,
) error {
	rows, err := h.db.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("data: %w", err)
	}
	defer rows.Close() // its error is that of rows.Err
	for rows.Next() {
		if err := fn(rows); err != nil {
			return fmt.Errorf("data: %w", err)
		}
	}
	return rows.Err()
}

// change runs one statement.
func (h *Hub) change(ctx context.Context, statement string, args ...any) error {
	return h.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, statement, args...)
		return err
	})
}

// errMany: somebody has as many webhooks as they can have.
var errMany = errors.New("data: too many webhooks")

// addHook enters a webhook.
func (h *Hub) addHook(ctx context.Context, k hook) error {
	return h.db.Write(ctx, func(tx *sql.Tx) error {
		var n int
		err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM data_hook WHERE person = $1`,
			k.person).Scan(&n)
		if err == nil && n >= mostHooks {
			err = errMany
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO data_hook (`+hookColumns+`)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, '')`, k.id, k.person, k.target,
			strings.Join(k.topics, " "), k.secret, store.Micros(k.made), store.Micros(k.place.At),
			k.place.Of.Kind, k.place.Of.ID)
		return err
	})
}

// removeHook deletes a webhook with its deliveries.
func (h *Hub) removeHook(ctx context.Context, id string) error {
	return h.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM data_delivery WHERE hook = $1`, id)
		if err == nil {
			_, err = tx.ExecContext(ctx, `DELETE FROM data_hook WHERE id = $1`, id)
		}
		return err
	})
}

// enter enters deliveries.
func enter(ctx context.Context, tx *sql.Tx, all []delivery) error {
	for _, d := range all {
		gone := 0
		if d.gone {
			gone = 1
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO data_delivery (`+deliveryColumns+`)
			VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, 0, '')`, d.id, d.hook, store.Micros(d.made),
			d.of.Kind, d.of.ID, store.Micros(d.known), gone, store.Micros(d.due), waiting); err != nil {
			return err
		}
	}
	return nil
}

// kindsOf are the kinds of record that belong to topics.
func kindsOf(topics []string) map[string]bool {
	kinds := map[string]bool{}
	for _, t := range record.Topics() {
		for _, id := range topics {
			if t.ID == id {
				for _, kind := range t.Kinds {
					kinds[kind] = true
				}
			}
		}
	}
	return kinds
}
