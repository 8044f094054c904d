package post

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/store"
)

// Queue takes messages to be sent, all or none; they are durable when it returns. A key that was
// queued before is passed over. A message that cannot be written is refused: its address or its
// subject says why.
func (o *Office) Queue(ctx context.Context, messages ...Message) error {
	return o.QueueWith(ctx, nil, messages...)
}

// QueueWith is [Office.Queue] with something else that is written in the same transaction, such
// as a note of who was told: both stand, or neither. As all writes it may be done twice.
func (o *Office) QueueWith(
	ctx context.Context, also func(*sql.Tx) error, messages ...Message,
) error {
	now := o.config.Clock.Now()
	rows := make([]row, len(messages))
	for i := range messages {
		var err error
		if rows[i], err = o.row(&messages[i], now); err != nil {
			return err
		}
	}
	err := o.config.DB.Write(ctx, func(tx *sql.Tx) error {
		for _, r := range rows {
			if err := r.insert(ctx, tx); err != nil {
				return err
			}
		}
		if also == nil {
			return nil
		}
		return also(tx)
	})
	if err != nil {
		return fmt.Errorf("post: queue: %w", err)
	}
	select {
	case o.wake <- struct{}{}:
	default: // it is awake already
	}
	return nil
}

// row is a message as it is kept.
type row struct {
	Copy
	token, bounce, tells string
}

// row writes a message.
func (o *Office) row(m *Message, now time.Time) (row, error) {
	if m.Key == "" {
		return row{}, errors.New("post: a message has no key: give it one that is the same whenever " +
			"it is queued again")
	}
	fail := func(err error) (row, error) {
		return row{}, fmt.Errorf("post: message %s: %w", m.Key, err)
	}
	_, address, err := mail.ParseAddress(m.To)
	if err != nil {
		return fail(err)
	}
	var random [12]byte
	if _, err := io.ReadFull(o.config.Random, random[:]); err != nil {
		return fail(err)
	}
	token := hex.EncodeToString(random[:])
	own, err := mail.NewID(token, o.config.From)
	if err != nil {
		return fail(err)
	}
	out := mail.Message{From: o.config.From, To: m.To, ReplyTo: m.ReplyTo, Subject: m.Subject,
		Text: m.Text, HTML: m.HTML, Date: now, ID: cmp.Or(m.MessageID, own), InReplyTo: m.InReplyTo,
		References: m.References, Unsubscribe: m.Unsubscribe, Written: m.Written, Attach: m.Attach}
	if m.Topic != "" {
		out.ListID = "<" + m.Topic + "." + o.config.List + ">"
	}
	raw, err := out.Compose()
	if err != nil {
		return fail(err)
	}
	state := Waiting
	if o.config.Send == nil {
		state = Kept
	}
	return row{token: token, bounce: m.Bounce, tells: m.Tells, Copy: Copy{Key: m.Key,
		Address: strings.ToLower(address), Person: m.Person, Topic: m.Topic, Subject: m.Subject,
		MessageID: out.ID, State: state, Queued: now, Changed: now, Next: now, Raw: raw}}, nil
}

func (r row) insert(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO post_message (key, address, person, topic, subject,
			message_id, token, bounce, tells, raw, state, queued, next, changed, attempts, answer)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, '')
		ON CONFLICT (key) DO NOTHING`,
		r.Key, r.Address, r.Person, r.Topic, r.Subject, r.MessageID, r.token, r.bounce, r.tells, r.Raw,
		string(r.State), store.Micros(r.Queued), store.Micros(r.Next), store.Micros(r.Changed))
	return err
}
