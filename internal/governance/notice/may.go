package notice

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/letter"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/mail"
)

// A message may wait for long until a server takes it. Before it goes it is looked at again: it is
// withheld where its reader may not see any more what it tells of, or chose not to be told. It is
// withheld whole, and what it told is untold: what of it is still theirs is in their next digest.

// tells is what a message tells of, and to whom.
type tells struct {
	Reader  string         `json:"reader"`
	Topics  []string       `json:"topics"`
	Records []register.Hit `json:"records"`           // which its reader could see
	Changes []window       `json:"changes,omitempty"` // that it tells of, or had nothing to say of
}

// window is the changes of a topic that are known after an instant, up to another.
type window struct {
	Topic string `json:"topic"`
	Since int64  `json:"since"`
	Until int64  `json:"until"`
}

// windows are the changes of topics since instants of their own, up to now.
func (r *round) windows(since map[string]int64) (all []window) {
	for topic, at := range since {
		all = append(all, window{topic, at, r.now.UnixMicro()})
	}
	return r.recent(all)
}

// recent is what of some changes is not so old that nobody is told of it any more.
func (r *round) recent(all []window) (rest []window) {
	from := r.now.Add(-stale).UnixMicro() - 1 // windows begin after an instant
	for _, w := range all {
		if w.Until > from {
			rest = append(rest, window{w.Topic, max(w.Since, from), w.Until})
		}
	}
	return rest
}

// has reports whether a change of a topic that is known from an instant is in one of several.
func has(all []window, topic string, at int64) bool {
	return slices.ContainsFunc(all, func(w window) bool {
		return w.Topic == topic && w.Since < at && at <= w.Until
	})
}

// telling keeps with a message what it tells of, by some topics: the records that its letter leads
// to, and others, as far as the reader of the view sees them.
func (r *round) telling(
	v *register.View, m *post.Message, l *letter.Letter, t tells,
) error {
	for _, to := range l.Links() {
		if hit, ok := record.At(string(to)); ok {
			t.Records = append(t.Records, hit)
		}
	}
	seen, err := v.Some(t.Records)
	if err != nil {
		return err
	}
	t.Records = t.Records[:0]
	for hit := range seen {
		t.Records = append(t.Records, hit)
	}
	slices.Sort(t.Topics)
	t.Topics = slices.Compact(t.Topics)
	text, err := json.Marshal(t)
	m.Tells = string(text)
	return err
}

// tellingLines is what lines tell of, to a reader.
func tellingLines(by *reader, all []*line, changes []window) tells {
	t := tells{Reader: by.id, Changes: changes}
	for _, l := range all {
		t.Topics = append(t.Topics, l.topics...)
		t.Records = append(append(t.Records, l.of), l.parts...)
	}
	return t
}

// May says why a message of this package may not go any more; nil: it may. See
// [post.Handlers.May].
func (d *Dispatcher) May(ctx context.Context, m *post.Copy, text string) (*post.Stop, error) {
	var t tells
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return nil, err
	}
	r, err := d.round(ctx)
	if err != nil {
		return nil, err
	}
	why, err := r.withholds(m, t)
	if err != nil || why == "" {
		return nil, err
	}
	return &post.Stop{Why: why, Also: func(tx *sql.Tx) error { return untell(ctx, tx, m.Key, t) }}, nil
}

// withholds says why a message may not go; empty: it may.
func (r *round) withholds(m *post.Copy, t tells) (why string, err error) {
	by, err := r.reached(t.Reader)
	if err != nil {
		return "", err
	}
	if by == nil {
		return "nothing is sent to its reader any more", nil
	}
	if _, address, err := mail.ParseAddress(by.address); err == nil &&
		!strings.EqualFold(address, m.Address) {
		return "its reader has another address now", nil
	}
	for _, id := range t.Topics {
		if topic, known := r.topic(id); known && by.how(topic) == record.Never {
			return "its reader chose not to be told of " + topic.Title + " any more", nil
		}
	}
	v, err := r.seen(by)
	if err != nil {
		return "", err
	}
	seen, err := v.Some(t.Records)
	if err != nil {
		return "", err
	}
	hidden := slices.DeleteFunc(slices.Clone(t.Records), func(hit register.Hit) bool {
		return seen[hit]
	})
	there, err := r.all.Some(hidden) // what is no more, nobody may see, and it hides nothing
	if err != nil || len(there) == 0 {
		return "", err
	}
	return "its reader may not see any more what it tells of", nil
}

// reached is a reader by their id; nil where nothing reaches them any more.
func (r *round) reached(id string) (*reader, error) {
	sub, err := register.Get[*record.Subscription](r.all, id)
	if err != nil && !errors.Is(err, register.ErrNotFound) {
		return nil, err
	}
	who := personOf(id)
	if who == "" {
		return ofAddress(sub), nil
	}
	person, err := register.Get[*record.Person](r.all, who)
	if errors.Is(err, register.ErrNotFound) {
		return nil, nil
	}
	return ofRegister(person, sub), err
}

// untell undoes the marks of a message that does not go. It may be written twice.
func untell(ctx context.Context, tx *sql.Tx, key string, t tells) error {
	if _, err := tx.ExecContext(ctx, `UPDATE notice_line SET message = '' WHERE reader = $1
		AND message = $2`, t.Reader, key); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM notice_deadline WHERE reader = $1
		AND message = $2`, t.Reader, key); err != nil {
		return err
	}
	for _, w := range t.Changes {
		if _, err := tx.ExecContext(ctx, `INSERT INTO notice_owed (reader, topic, since, until)
			VALUES ($1, $2, $3, $4) ON CONFLICT (reader, topic, since) DO NOTHING`,
			t.Reader, w.Topic, w.Since, w.Until); err != nil {
			return err
		}
	}
	return nil
}

// owed are the changes that a reader was not told of because a message was withheld.
func (d *Dispatcher) owed(ctx context.Context, reader string) (all []window, err error) {
	rows, err := d.config.DB.QueryContext(ctx, `SELECT topic, since, until FROM notice_owed
		WHERE reader = $1 ORDER BY topic, since`, reader)
	if err != nil {
		return nil, err
	}
	defer rows.Close() // its error is that of rows.Err
	for rows.Next() {
		var w window
		if err := rows.Scan(&w.Topic, &w.Since, &w.Until); err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	return all, rows.Err()
}

// markPaid notes that changes are owed no more.
func markPaid(reader string, w window) mark {
	return func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM notice_owed WHERE reader = $1 AND topic = $2
			AND since = $3`, reader, w.Topic, w.Since)
		return err
	}
}
