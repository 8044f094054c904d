package notice

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/store"
)

// The names in notice_state.
const (
	stateCursor = "cursor"
	stateDigest = "digest"
)

// state reads a value; empty: there is none.
func (d *Dispatcher) state(ctx context.Context, name string) (value string, err error) {
	err = d.config.DB.QueryRowContext(ctx, `SELECT value FROM notice_state WHERE name = $1`,
		name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

// cursor is the instant up to which was told; the zero time: nothing was.
func (d *Dispatcher) cursor(ctx context.Context) (time.Time, error) {
	text, err := d.state(ctx, stateCursor)
	if err != nil || text == "" {
		return time.Time{}, err
	}
	micros, err := strconv.ParseInt(text, 10, 64)
	return store.Time(micros), err
}

// mark is a note of what was told, written together with the message that tells of it. It may be
// written twice.
type mark func(ctx context.Context, tx *sql.Tx) error

func markState(name, value string) mark {
	return func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO notice_state (name, value) VALUES ($1, $2)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
		return err
	}
}

// progress is how far a reader was told.
type progress struct {
	day, week string
	since     map[string]int64 // by topic
}

func markProgress(id string, p progress) mark {
	return func(ctx context.Context, tx *sql.Tx) error {
		since, err := json.Marshal(p.since)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO notice_reader (id, day, week, since)
			VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE SET day = excluded.day,
			week = excluded.week, since = excluded.since`, id, p.day, p.week, string(since))
		return err
	}
}

// progress reads how far all readers were told.
func (d *Dispatcher) progress(ctx context.Context) (map[string]progress, error) {
	rows, err := d.config.DB.QueryContext(ctx, `SELECT id, day, week, since FROM notice_reader`)
	if err != nil {
		return nil, err
	}
	defer rows.Close() // its error is that of rows.Err
	all := map[string]progress{}
	for rows.Next() {
		var id, since string
		var p progress
		if err := rows.Scan(&id, &p.day, &p.week, &since); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(since), &p.since); err != nil {
			return nil, fmt.Errorf("what %s was told: %w", id, err)
		}
		all[id] = p
	}
	return all, rows.Err()
}

// told is a notice for a reader.
type told struct{ notice, reader, topic, why, message string }

// Messages that are none.
const (
	untold = ""
	letGo  = "-" // it came to be not theirs, or they chose not to be told
)

func markLine(t told) mark {
	return func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO notice_line (notice, reader, topic, why, message)
			VALUES ($1, $2, $3, $4, $5) ON CONFLICT (notice, reader) DO UPDATE
			SET message = excluded.message WHERE notice_line.message = ''`,
			t.notice, t.reader, t.topic, t.why, t.message)
		return err
	}
}

func markDone(notice string, at time.Time, fault string) mark {
	return func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO notice_done (notice, at, fault)
			VALUES ($1, $2, $3) ON CONFLICT (notice) DO NOTHING`, notice, store.Micros(at), fault)
		return err
	}
}

func markDeadline(reader, item, message string) mark {
	return func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO notice_deadline (reader, item, message)
			VALUES ($1, $2, $3) ON CONFLICT (reader, item) DO NOTHING`, reader, item, message)
		return err
	}
}

// lines are the notices that meet a condition, for whom each is.
func (d *Dispatcher) lines(
	ctx context.Context, where string, args ...any,
) (all []told, err error) {
	rows, err := d.config.DB.QueryContext(ctx, `SELECT notice, reader, topic, why, message
		FROM notice_line WHERE `+where+` ORDER BY reader, notice`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close() // its error is that of rows.Err
	for rows.Next() {
		var t told
		if err := rows.Scan(&t.notice, &t.reader, &t.topic, &t.why, &t.message); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}

// done reports whether the recipients of a notice were found, and what was wrong with them.
func (d *Dispatcher) done(ctx context.Context, notice string) (is bool, fault string, err error) {
	err = d.config.DB.QueryRowContext(ctx, `SELECT fault FROM notice_done WHERE notice = $1`,
		notice).Scan(&fault)
	if errors.Is(err, sql.ErrNoRows) {
		return false, "", nil
	}
	return err == nil, fault, err
}

// deadlines are those that a reader was told of.
func (d *Dispatcher) deadlines(ctx context.Context, reader string) (map[string]bool, error) {
	rows, err := d.config.DB.QueryContext(ctx,
		`SELECT item FROM notice_deadline WHERE reader = $1`, reader)
	if err != nil {
		return nil, err
	}
	defer rows.Close() // its error is that of rows.Err
	told := map[string]bool{}
	for rows.Next() {
		var item string
		if err := rows.Scan(&item); err != nil {
			return nil, err
		}
		told[item] = true
	}
	return told, rows.Err()
}

// batch is how many messages are queued in one transaction.
const batch = 50

// sending is messages with the marks that stand with them.
type sending struct {
	d        *Dispatcher
	ctx      context.Context
	messages []post.Message
	marks    []mark
}

// add takes messages and their marks: they go together.
func (s *sending) add(messages []post.Message, marks []mark) error {
	s.messages, s.marks = append(s.messages, messages...), append(s.marks, marks...)
	if len(s.messages) < batch && len(s.marks) < 20*batch {
		return nil
	}
	return s.flush()
}

// flush queues what was added.
func (s *sending) flush() error {
	if len(s.messages)+len(s.marks) == 0 {
		return nil
	}
	marks := s.marks
	err := s.d.config.Post.QueueWith(s.ctx, func(tx *sql.Tx) error {
		for _, m := range marks {
			if err := m(s.ctx, tx); err != nil {
				return fmt.Errorf("notice: %w", err)
			}
		}
		return nil
	}, s.messages...)
	s.messages, s.marks = nil, nil
	return err
}

// monday is the first day of the week that a day lies in.
func monday(d calendar.Date) calendar.Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }
