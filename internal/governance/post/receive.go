package post

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/store"
)

// arrivalsKept is for how long a message that is handed over again is known: longer than servers
// try again (RFC 5321, 4.5.4.1).
const arrivalsKept = 14 * 24 * time.Hour

// Listen takes mail from a listener until ctx ends. With a certificate STARTTLS is offered.
func (o *Office) Listen(ctx context.Context, from net.Listener, secure *tls.Config) error {
	return mail.Listening{Domain: o.domain, TLS: secure, Known: o.known, Take: o.Take,
		Log: o.config.Log}.Serve(ctx, from)
}

// known tells whether mail to an address is taken.
func (o *Office) known(address string) bool {
	if _, bounce := o.token(address); bounce {
		return true
	}
	local, domain, _ := strings.Cut(address, "@")
	local, _, _ = strings.Cut(local, "+") // what follows says which ticket it is about
	plain := local + "@" + domain
	return o.handlers.Ticket != nil && (strings.EqualFold(plain, o.address) ||
		strings.EqualFold(plain, o.config.Helpdesk))
}

// token is what an address that messages come back to says; ok is false for another.
func (o *Office) token(address string) (token string, ok bool) {
	local, domain, _ := strings.Cut(strings.ToLower(address), "@")
	token, ok = strings.CutPrefix(local, bounces)
	if !ok || !o.config.Bounces || domain != strings.ToLower(o.domain) {
		return "", false
	}
	return token, true
}

// Take takes a message that came: once, however often it is handed over. It is noted when it is
// taken; whoever takes it knows it by its octets where the end comes between the two. What programs
// sent by themselves is looked at for deliveries that failed, and else left alone, so that no two
// programs answer each other; so is what we sent ourselves. The rest goes to the helpdesk if it
// is to it, or to whom messages are from.
func (o *Office) Take(ctx context.Context, in *mail.Incoming) error {
	arrival := sha256.Sum256(append([]byte(in.Recipient+"\n"), in.Digest[:]...))
	var n int
	if err := o.config.DB.QueryRowContext(ctx, `SELECT COUNT(*) FROM post_arrival WHERE digest = $1`,
		arrival[:]).Scan(&n); err != nil || n > 0 {
		return err
	}
	own, err := o.own(ctx, in.ID)
	if err != nil {
		return err
	}
	what := "left alone"
	switch token, bounce := o.token(in.Recipient); {
	case own:
		what = "ours"
	case len(in.Failures) > 0:
		what = "a bounce"
		err = o.returned(ctx, token, in)
	case bounce || in.Automatic != "":
	case o.handlers.Ticket != nil:
		what = "for the helpdesk"
		err = o.handlers.Ticket(ctx, in)
	}
	if err != nil {
		return fmt.Errorf("post: %s: %w", what, err)
	}
	o.config.Log.InfoContext(ctx, "mail came", "message", in.ID, "taken", what,
		"automatic", in.Automatic)
	now := o.config.Clock.Now()
	return o.config.DB.Write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO post_arrival (digest, at) VALUES ($1, $2)
			ON CONFLICT (digest) DO NOTHING`, arrival[:], store.Micros(now)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM post_arrival WHERE at < $1`,
			store.Micros(now.Add(-arrivalsKept)))
		return err
	})
}

// own tells whether a message is one that we sent.
func (o *Office) own(ctx context.Context, id string) (bool, error) {
	if id == "" {
		return false, nil
	}
	var n int
	err := o.config.DB.QueryRowContext(ctx,
		`SELECT COUNT(*) FROM post_message WHERE message_id = $1`, id).Scan(&n)
	return n > 0, err
}

// returned takes a report that one of our messages was not delivered: by the address that it
// came back to, or by the Message-ID that it names. One about another message is left alone, for
// anybody can write it.
func (o *Office) returned(ctx context.Context, token string, in *mail.Incoming) error {
	var key, address, bounce string
	err := o.config.DB.QueryRowContext(ctx, `SELECT key, address, bounce FROM post_message
		WHERE token = $1 OR $1 = '' AND message_id = $2 AND message_id <> ''`, token, in.Original).
		Scan(&key, &address, &bounce)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	failure := in.Failures[0]
	now := o.config.Clock.Now()
	if err := o.config.DB.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE post_message SET state = 'bounced', changed = $2,
			answer = $3 WHERE key = $1 AND raw <> $4`, key, store.Micros(now), failure.Why, []byte{})
		return err
	}); err != nil {
		return err
	}
	if o.handlers.Bounced == nil || bounce == "" {
		return nil
	}
	return o.handlers.Bounced(ctx, bounce, address, failure.Permanent, failure.Why)
}
