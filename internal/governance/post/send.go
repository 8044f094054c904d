package post

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/store"
)

// What is done where a server does not take a message, ours [D]: it is tried again after these
// waits and then after the last of them over and over, until it has waited for giveUp. RFC 5321,
// 4.5.4.1 asks for half an hour at the beginning, and four to five days in all.
var waits = [...]time.Duration{
	time.Minute, 5 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour,
}

const giveUp = 5 * 24 * time.Hour

// keptDays is for how many Working Days a message is kept to be sent, where there is nothing to
// send with, ours [D]: when a server comes, what was queued on the Working Day so many before or
// later is sent. Older news would come as if it were new, and its deadlines be over.
const keptDays = 2

const (
	// perRound is how many messages are read at once.
	perRound = 50
	// longestWait is after how long the clock is looked at again, which may have been set.
	longestWait = time.Hour
)

// Run sends what waits, when it is due by the clock of the system, until ctx ends. It begins with
// what was kept while there was nothing to send with: what is older than two Working Days is
// [Unsent] for good, the rest waits.
func (o *Office) Run(ctx context.Context) error {
	for {
		next, err := o.settle(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		timer := o.config.Clock.NewTimer(next)
		select {
		case <-timer.C:
		case <-o.wake:
			timer.Stop()
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
	}
}

// Settle sends now what is due.
func (o *Office) Settle(ctx context.Context) error {
	_, err := o.settle(ctx)
	return err
}

// settle sends what is due, and tells how long it is until more is.
func (o *Office) settle(ctx context.Context) (time.Duration, error) {
	if o.config.Send == nil {
		return longestWait, nil
	}
	o.sending.Lock()
	defer o.sending.Unlock()
	defer func() { _ = o.config.Send.Close() }() // what it took is noted
	if err := o.sortKept(ctx); err != nil {
		return 0, err
	}
	for {
		if rest := o.rest.Sub(o.config.Clock.Now()); rest > 0 && rest <= waits[0] {
			return rest, nil
		}
		due, err := o.due(ctx)
		if err != nil {
			return 0, err
		}
		if len(due) == 0 {
			return o.untilNext(ctx)
		}
		if err := o.round(ctx, due); err != nil {
			return 0, err
		}
	}
}

// sortKept decides, once there is something to send with, what becomes of what was kept before: it
// waits, in its order, unless it is too old or is from another sender than messages are now.
func (o *Office) sortKept(ctx context.Context) error {
	if o.sorted {
		return nil
	}
	now := o.config.Clock.Now()
	wait, err := o.keptSince(ctx, firstKept(now))
	if err == nil {
		err = o.config.DB.Write(ctx, func(tx *sql.Tx) error {
			for _, key := range wait {
				if _, err := tx.ExecContext(ctx, `UPDATE post_message SET next = queued, changed = $1,
					state = 'waiting' WHERE key = $2 AND state = 'kept'`, store.Micros(now), key); err != nil {
					return err
				}
			}
			_, err := tx.ExecContext(ctx, `UPDATE post_message SET next = $1, changed = $1,
				state = 'unsent' WHERE state = 'kept'`, store.Micros(now))
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("post: what was kept: %w", err)
	}
	o.sorted = true
	return nil
}

// keptSince are the keys of what was kept since an instant, has an address, and is from whom
// messages are from now.
func (o *Office) keptSince(ctx context.Context, since time.Time) (keys []string, err error) {
	_, from, err := mail.ParseAddress(o.config.From)
	if err != nil {
		return nil, err
	}
	rows, err := o.config.DB.QueryContext(ctx, `SELECT key, raw FROM post_message
		WHERE state = 'kept' AND queued >= $1 AND address <> ''`, store.Micros(since))
	if err != nil {
		return nil, err
	}
	defer rows.Close() // its error is that of rows.Err
	for rows.Next() {
		var key string
		var raw []byte
		if err := rows.Scan(&key, &raw); err != nil {
			return nil, err
		}
		if strings.EqualFold(mail.Parse(mail.Envelope{Raw: raw}).From, from) {
			keys = append(keys, key)
		}
	}
	return keys, rows.Err()
}

// firstKept is from when on what was kept is sent: the start of a day. Beyond the years of the
// calendar every day counts.
func firstKept(now time.Time) time.Time {
	today := calendar.DateOf(now)
	w, err := calendar.Default().Add(today, -keptDays)
	if err != nil {
		w.To = today.AddDays(-keptDays)
	}
	return w.To.At(0, 0)
}

// round sends messages, until the server cannot be asked: then it is left in peace for a while.
func (o *Office) round(ctx context.Context, due []row) error {
	for i := range due {
		asked, err := o.send(ctx, &due[i])
		if err != nil {
			return err
		}
		if !asked {
			o.rest = o.config.Clock.Now().Add(waits[0])
			return nil
		}
	}
	return nil
}

// due reads what is to be sent now, the oldest first.
func (o *Office) due(ctx context.Context) (all []row, err error) {
	rows, err := o.config.DB.QueryContext(ctx, `SELECT `+columns+`, raw, token, bounce, tells
		FROM post_message WHERE state = 'waiting' AND next <= $1 ORDER BY next, queued, key LIMIT $2`,
		store.Micros(o.config.Clock.Now()), perRound)
	if err != nil {
		return nil, fmt.Errorf("post: what is due: %w", err)
	}
	defer rows.Close() // its error is that of rows.Err
	for rows.Next() {
		var r row
		if err := r.scan(rows, &r.Raw, &r.token, &r.bounce, &r.tells); err != nil {
			return nil, fmt.Errorf("post: what is due: %w", err)
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// untilNext is how long it is until something is due.
func (o *Office) untilNext(ctx context.Context) (time.Duration, error) {
	var next sql.NullInt64
	err := o.config.DB.QueryRowContext(ctx,
		`SELECT MIN(next) FROM post_message WHERE state = 'waiting'`).Scan(&next)
	if err != nil {
		return 0, fmt.Errorf("post: what is next: %w", err)
	}
	if !next.Valid {
		return longestWait, nil
	}
	return min(store.Time(next.Int64).Sub(o.config.Clock.Now()), longestWait), nil
}

// send hands one message over, and notes what became of it; asked is false where the server
// could not be asked. Its error is one of the database or of the end of ctx.
func (o *Office) send(ctx context.Context, r *row) (asked bool, err error) {
	if may, err := o.may(ctx, r); !may || err != nil {
		return true, err
	}
	answer, fault := o.config.Send.Send(ctx,
		mail.Envelope{From: o.returnPath(r), To: r.Address, Raw: r.Raw})
	if fault != nil && ctx.Err() != nil {
		return false, ctx.Err() // it is tried again at the next start
	}
	var refusal *mail.Refusal
	asked = fault == nil || errors.As(fault, &refusal)
	now := o.config.Clock.Now()
	r.Attempts++
	r.Changed, r.State, r.Answer = now, Sent, answer
	if fault != nil {
		r.State, r.Answer = Failed, reason(fault)
		if (refusal == nil || !refusal.Permanent()) && now.Sub(r.Queued) < giveUp {
			r.State, r.Next = Waiting, now.Add(waits[min(r.Attempts, len(waits))-1])
		}
		o.config.Log.WarnContext(ctx, "mail not taken", "message", r.MessageID,
			"state", string(r.State), "attempts", r.Attempts, "error", r.Answer)
	}
	// Before it is noted: where that fails, or the end comes between the two, it is told of again.
	if refusal != nil && refusal.AtName && refusal.Permanent() {
		if err := o.refused(ctx, r, refusal); err != nil {
			o.config.Log.ErrorContext(ctx, "bounce not taken", "message", r.MessageID, "error", err)
			r.State, r.Next = Waiting, now.Add(waits[0])
		}
	}
	return asked, o.note(ctx, r, nil)
}

// may reports whether a message may go now. Where it may not, or that cannot be found out, it is
// noted what becomes of it.
func (o *Office) may(ctx context.Context, r *row) (bool, error) {
	if o.handlers.May == nil || r.tells == "" {
		return true, nil
	}
	stop, fault := o.handlers.May(ctx, &r.Copy, r.tells)
	if fault == nil && stop == nil {
		return true, nil
	}
	if ctx.Err() != nil {
		return false, ctx.Err() // it is asked again at the next start
	}
	r.Changed = o.config.Clock.Now()
	if fault == nil {
		r.State, r.Answer = Withheld, stop.Why
		return false, o.note(ctx, r, stop.Also)
	}
	r.Next = r.Changed.Add(waits[0])
	if r.Changed.Sub(r.Queued) >= giveUp {
		r.State, r.Answer = Failed, "it could not be found out whether it might go: the log says why"
	}
	o.config.Log.ErrorContext(ctx, "mail not looked at", "message", r.MessageID, "error", fault)
	return false, o.note(ctx, r, nil)
}

// reason is what is kept of an error: what the server said, or why it could not be asked.
func reason(err error) string {
	const most = 500 // octets
	text := strings.ToValidUTF8(strings.TrimPrefix(err.Error(), "mail: "), "")
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}

// note writes down what became of a message, unless it has gone or come back meanwhile, and
// something else with it. It is written after the end of ctx too: what was taken goes once.
func (o *Office) note(ctx context.Context, r *row, also func(*sql.Tx) error) error {
	ctx = context.WithoutCancel(ctx)
	err := o.config.DB.Write(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `UPDATE post_message
			SET state = $2, next = $3, changed = $4, attempts = $5, answer = $6
			WHERE key = $1 AND state = 'waiting'`,
			r.Key, string(r.State), store.Micros(r.Next), store.Micros(r.Changed), r.Attempts, r.Answer)
		if err != nil || also == nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return also(tx)
	})
	if err != nil {
		return fmt.Errorf("post: note of %s: %w", r.Key, err)
	}
	return nil
}

// refused tells of an address that the server refused for good: that is a bounce at once.
func (o *Office) refused(ctx context.Context, r *row, refusal *mail.Refusal) error {
	if o.handlers.Bounced == nil || r.bounce == "" {
		return nil
	}
	return o.handlers.Bounced(ctx, r.bounce, r.Address, true, refusal.Text)
}

// returnPath is where a message comes back to that cannot be delivered: an address of its own,
// or whoever it is from.
func (o *Office) returnPath(r *row) string {
	if o.config.Bounces {
		return bounces + r.token + "@" + o.domain
	}
	return o.address
}

// bounces is how the addresses begin that what cannot be delivered comes back to.
const bounces = "bounces+"
