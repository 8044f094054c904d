package estate

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/store"
)

// errStale: another process wrote the row of a Device since it was read.
var errStale = errors.New("estate: a Device changed meanwhile")

// kept is a state as it stands in its row. version is 0 where there is no row.
type kept struct {
	state   *state
	version int64
}

func readState(ctx context.Context, db *store.DB, id eui.ID) (kept, error) {
	var k kept
	var b []byte
	err := db.QueryRowContext(ctx, `SELECT version, state FROM home_device WHERE eui = $1`,
		id.String()).Scan(&k.version, &b)
	if errors.Is(err, sql.ErrNoRows) {
		return kept{state: new(state)}, nil
	}
	if err != nil {
		return kept{}, fmt.Errorf("read %s: %w", id, err)
	}
	k.state, err = decodeState(b)
	return k, err
}

// readStates are the states of all Devices that have a row.
func readStates(ctx context.Context, db *store.DB) (map[eui.ID]*state, error) {
	rows, err := db.QueryContext(ctx, `SELECT eui, state FROM home_device`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make(map[eui.ID]*state)
	for rows.Next() {
		var text string
		var b []byte
		if err := rows.Scan(&text, &b); err != nil {
			return nil, err
		}
		id, err := eui.Parse(text)
		if err != nil {
			return nil, err
		}
		if out[id], err = decodeState(b); err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
	}
	return out, rows.Err()
}

// mailboxes are the numbers of messages that wait, by Device.
func mailboxes(ctx context.Context, db *store.DB) (map[string]int, error) {
	rows, err := db.QueryContext(ctx, `SELECT device, count(*) FROM home_mailbox GROUP BY device`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make(map[string]int)
	for rows.Next() {
		var device string
		var n int
		if err := rows.Scan(&device, &n); err != nil {
			return nil, err
		}
		out[device] = n
	}
	return out, rows.Err()
}

// writeState replaces version of the row of a Device by the next one.
func writeState(ctx context.Context, tx *sql.Tx, id eui.ID, version int64, b []byte) error {
	query := `UPDATE home_device SET version = $2 + 1, state = $3 WHERE eui = $1 AND version = $2`
	if version == 0 {
		query = `INSERT INTO home_device (eui, version, state) VALUES ($1, $2 + 1, $3)
			ON CONFLICT (eui) DO NOTHING`
	}
	return oneRow(tx.ExecContext(ctx, query, id.String(), version, b))
}

// oneRow is errStale unless a statement changed one row.
func oneRow(r sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err == nil && n != 1 {
		err = errStale
	}
	return err
}

// uplink is a message, or an event of the Hub's, on its way to the WAN.
type uplink struct {
	id     string
	hub    eui.ID
	device eui.ID
	event  string    // empty: a message
	due    time.Time // not before; zero: at once
	octets []byte
}

func writeUplink(ctx context.Context, tx *sql.Tx, u uplink) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO home_uplink
		(id, hub, device, event, position, due, message) VALUES ($1, $2, $3, $4,
		(SELECT coalesce(max(position), 0) + 1 FROM home_uplink WHERE hub = $2), $5, $6)`,
		u.id, u.hub.String(), u.device.String(), u.event, store.Micros(u.due), u.octets)
	return err
}

// readUplinks are the messages that may leave at now, oldest first of each Hub.
func readUplinks(ctx context.Context, db *store.DB, now time.Time, limit int) ([]uplink, error) {
	rows, err := db.QueryContext(ctx, `SELECT id, hub, device, event, message
		FROM home_uplink u WHERE due <= $1 AND (event <> '' OR NOT EXISTS
			(SELECT 1 FROM home_dark d WHERE d.hub = u.hub))
		ORDER BY position, id LIMIT $2`, store.Micros(now), limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []uplink
	for rows.Next() {
		var u uplink
		var hub, device string
		if err := rows.Scan(&u.id, &hub, &device, &u.event, &u.octets); err != nil {
			return nil, err
		}
		if u.hub, err = eui.Parse(hub); err != nil {
			return nil, err
		}
		if u.device, err = eui.Parse(device); err != nil {
			return nil, err
		}
		out = append(out, u)
	}
	return out, rows.Err()
}

func forgetUplinks(ctx context.Context, db *store.DB, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	return db.Write(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, `DELETE FROM home_uplink WHERE id = $1`, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// letter is a message that waits in a Hub for a Device that is asleep.
type letter struct {
	device eui.ID
	digest string
	octets []byte
}

func letterOf(device eui.ID, message []byte) letter {
	sum := sha256.Sum256(message)
	return letter{device, hex.EncodeToString(sum[:]), message}
}

// writeLetter keeps l until due. What waits already is not kept again.
func writeLetter(ctx context.Context, tx *sql.Tx, hub eui.ID, l letter, due time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO home_mailbox
		(hub, device, digest, position, due, message) VALUES ($1, $2, $3,
		(SELECT coalesce(max(position), 0) + 1 FROM home_mailbox WHERE device = $2), $4, $5)
		ON CONFLICT (device, digest) DO NOTHING`,
		hub.String(), l.device.String(), l.digest, store.Micros(due), l.octets)
	return err
}

// forgetLetter is part of what a Device does with l, so l must still be there.
func forgetLetter(ctx context.Context, tx *sql.Tx, l letter) error {
	return oneRow(tx.ExecContext(ctx,
		`DELETE FROM home_mailbox WHERE device = $1 AND digest = $2`, l.device.String(), l.digest))
}

// oldestLetter is what a Device would fetch next.
func oldestLetter(ctx context.Context, db *store.DB, device eui.ID) (letter, bool, error) {
	l := letter{device: device}
	err := db.QueryRowContext(ctx, `SELECT digest, message FROM home_mailbox
		WHERE device = $1 ORDER BY position, digest LIMIT 1`, device.String()).
		Scan(&l.digest, &l.octets)
	if errors.Is(err, sql.ErrNoRows) {
		return letter{}, false, nil
	}
	return l, err == nil, err
}

// awake are Devices with mail that wake at now or before, while their Hub has power, and
// those whose date makes no sense because the clock has been set back.
func awake(ctx context.Context, db *store.DB, now time.Time, limit int) ([]eui.ID, error) {
	rows, err := db.QueryContext(ctx, `SELECT DISTINCT device FROM home_mailbox m
		WHERE (due <= $1 OR due > $2) AND NOT EXISTS
			(SELECT 1 FROM home_dark d WHERE d.hub = m.hub)
		ORDER BY device LIMIT $3`,
		store.Micros(now), store.Micros(now.Add(wakePeriod)), limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []eui.ID
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		id, err := eui.Parse(text)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

// nextDue is the first instant after now at which something is to be done.
func nextDue(ctx context.Context, db *store.DB, now time.Time) (time.Time, bool, error) {
	var due sql.NullInt64
	err := db.QueryRowContext(ctx, `SELECT min(due) FROM (
		SELECT min(due) AS due FROM home_uplink WHERE due > $1 UNION ALL
		SELECT min(due) AS due FROM home_mailbox m WHERE due > $1 AND NOT EXISTS
			(SELECT 1 FROM home_dark d WHERE d.hub = m.hub)) AS both_queues`,
		store.Micros(now)).Scan(&due)
	return store.Time(due.Int64), due.Valid, err
}
