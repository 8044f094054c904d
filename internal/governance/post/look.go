package post

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/store"
)

// Query says which messages to list, and how many.
type Query struct {
	Person  string // to whom; empty: to anyone
	Address string // alike
	State   State  // empty: any
	Given   bool   // only what is given: see [State.Given]
	Limit   int    // at most; 0: 100
	Offset  int    // how many are passed over
}

const usualLimit = 100

// where is a query as SQL, from the first argument on.
func (q Query) where() (clause string, args []any) {
	var all []string
	for _, c := range []struct{ column, value string }{
		{"person", q.Person}, {"address", strings.ToLower(q.Address)}, {"state", string(q.State)},
	} {
		if c.value != "" {
			args = append(args, c.value)
			all = append(all, fmt.Sprintf("%s = $%d", c.column, len(args)))
		}
	}
	if q.Given {
		for _, s := range notGiven {
			args = append(args, string(s))
			all = append(all, fmt.Sprintf("state <> $%d", len(args)))
		}
	}
	if len(all) == 0 {
		return "", nil
	}
	return " WHERE " + strings.Join(all, " AND "), args
}

// columns of a copy but for its words.
const columns = `key, address, person, topic, subject, message_id, state, queued, changed, next,
	attempts, answer`

// List lists messages, the latest first, without [Copy.Raw].
func (o *Office) List(ctx context.Context, q Query) (all []Copy, err error) {
	where, args := q.where()
	if q.Limit <= 0 {
		q.Limit = usualLimit
	}
	args = append(args, q.Limit, q.Offset)
	rows, err := o.config.DB.QueryContext(ctx, `SELECT `+columns+` FROM post_message`+where+
		fmt.Sprintf(` ORDER BY queued DESC, key LIMIT $%d OFFSET $%d`, len(args)-1, len(args)), args...)
	if err != nil {
		return nil, fmt.Errorf("post: list: %w", err)
	}
	defer rows.Close() // its error is that of rows.Err
	for rows.Next() {
		var c Copy
		if err := c.scan(rows); err != nil {
			return nil, fmt.Errorf("post: list: %w", err)
		}
		all = append(all, c)
	}
	return all, rows.Err()
}

// Count counts messages.
func (o *Office) Count(ctx context.Context, q Query) (n int, err error) {
	where, args := q.where()
	err = o.config.DB.QueryRowContext(ctx, `SELECT COUNT(*) FROM post_message`+where, args...).Scan(&n)
	return n, err
}

// Get is one message with all its octets; [ErrNotFound] where there is none.
func (o *Office) Get(ctx context.Context, key string) (c Copy, err error) {
	err = c.scan(o.config.DB.QueryRowContext(ctx,
		`SELECT `+columns+`, raw FROM post_message WHERE key = $1`, key), &c.Raw)
	if errors.Is(err, sql.ErrNoRows) {
		return c, ErrNotFound
	}
	return c, err
}

func (c *Copy) scan(row interface{ Scan(...any) error }, more ...any) error {
	var queued, changed, next int64
	err := row.Scan(append([]any{&c.Key, &c.Address, &c.Person, &c.Topic, &c.Subject, &c.MessageID,
		&c.State, &queued, &changed, &next, &c.Attempts, &c.Answer}, more...)...)
	c.Queued, c.Changed, c.Next = store.Time(queued), store.Time(changed), store.Time(next)
	return err
}

// Erase removes the words of all messages to a person, and those to an address, and that they
// were theirs; what waits is not sent. That messages were sent stays, so that none is sent again.
// Either may be empty, not both.
func (o *Office) Erase(ctx context.Context, person, address string) error {
	if person == "" && address == "" {
		return errors.New("post: erase nobody: name the person or the address")
	}
	return o.erase(ctx, `person = $2 AND person <> '' OR address = $3 AND address <> ''`,
		person, strings.ToLower(address))
}

// EraseAbout is [Office.Erase] for the messages that had a token as Message.Bounce. Where the
// address that they went to is given, they are found faster; empty: it is not known any more.
func (o *Office) EraseAbout(ctx context.Context, address, token string) error {
	switch {
	case token == "":
		return errors.New("post: erase what is about nothing: give the token")
	case address == "":
		return o.erase(ctx, `bounce = $2`, token)
	}
	return o.erase(ctx, `address = $2 AND bounce = $3`, strings.ToLower(address), token)
}

// EraseKeys is [Office.Erase] for the messages whose keys begin so, up to a hyphen.
func (o *Office) EraseKeys(ctx context.Context, beginning string) error {
	if beginning == "" {
		return errors.New("post: erase what has no key: say how the keys begin")
	}
	return o.erase(ctx, `substr(key, 1, $2) = $3`, len(beginning)+1, beginning+"-")
}

// erase erases messages that a condition finds, whose arguments begin with $2.
func (o *Office) erase(ctx context.Context, which string, args ...any) error {
	err := o.config.DB.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE post_message SET
				state = CASE state WHEN 'waiting' THEN 'failed' ELSE state END,
				address = '', person = '', subject = '', bounce = '', tells = '', raw = $1, answer = ''
			WHERE `+which, append([]any{[]byte{}}, args...)...)
		return err
	})
	if err != nil {
		return fmt.Errorf("post: erase: %w", err)
	}
	return nil
}
