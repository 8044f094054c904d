package notice

import (
	"context"
	"database/sql"
	"errors"
	"regexp"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
)

// When messages that come back for now count as one that comes back for good [D]: so many, within
// so long.
const (
	mostBounces  = 5
	bouncesCount = 30 * 24 * time.Hour
)

// Bounced takes it that a message of this package came back: token is [post.Message].Bounce. After
// one that came back for good, or several, nothing more is sent to the address until somebody says
// that it works again.
func (d *Dispatcher) Bounced(
	ctx context.Context, token, address string, permanent bool, why string,
) error {
	if !permanent {
		many, err := d.bouncedOften(ctx, token)
		if err != nil || !many {
			return err
		}
	}
	return d.mute(ctx, token, address, why)
}

// bouncedOften counts one more, and reports whether it is enough.
func (d *Dispatcher) bouncedOften(ctx context.Context, id string) (often bool, err error) {
	now := d.config.Desk.Register.Now()
	err = d.config.DB.Write(ctx, func(tx *sql.Tx) error {
		var count, since int64
		err := tx.QueryRowContext(ctx, `SELECT count, since FROM notice_bounce WHERE reader = $1`,
			id).Scan(&count, &since)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if count == 0 || now.Sub(store.Time(since)) > bouncesCount {
			count, since = 0, store.Micros(now)
		}
		often = count+1 >= mostBounces
		_, err = tx.ExecContext(ctx, `INSERT INTO notice_bounce (reader, count, since)
			VALUES ($1, $2, $3) ON CONFLICT (reader) DO UPDATE SET count = excluded.count,
			since = excluded.since`, id, count+1, since)
		return err
	})
	return often, err
}

// forgetBounces begins to count anew.
func (d *Dispatcher) forgetBounces(ctx context.Context, id string) error {
	return d.config.DB.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM notice_bounce WHERE reader = $1`, id)
		return err
	})
}

// mute sends nothing more to a reader, where the address is still theirs.
func (d *Dispatcher) mute(ctx context.Context, id, address, why string) error {
	_, err := d.config.Desk.Register.Act(ctx, register.Act{Who: register.ByClock,
		Verb: "note that messages come back"}, func(tx *register.Tx) error {
		sub, theirs := (*record.Subscription)(nil), ""
		var err error
		if who := personOf(id); who != "" {
			person, err := register.Get[*record.Person](tx.View, who)
			if err != nil {
				return err
			}
			theirs = person.Email.Text()
			if sub, _, err = d.mine(tx.View, who); err != nil {
				return err
			}
		} else if sub, err = register.Get[*record.Subscription](tx.View, id); err != nil {
			return err
		} else {
			theirs = sub.Address.Text()
		}
		if address != "" && !strings.EqualFold(theirs, address) ||
			sub.State == record.SubscriptionEnded || sub.State == record.SubscriptionBounced {
			return errUnchanged
		}
		sub.State = record.SubscriptionBounced
		sub.Why = plainReason(why)
		return tx.Put(sub)
	})
	if errors.Is(err, register.ErrNotFound) || errors.Is(err, errUnchanged) {
		return nil // a message of no subscription, or to an address that is no more
	}
	return err
}

// errUnchanged: there is nothing to change.
var errUnchanged = errors.New("unchanged")

// status is how servers say what is wrong (RFC 3463).
var status = regexp.MustCompile(`\b[45]\.[0-9]{1,3}\.[0-9]{1,3}\b`)

// plainReason is what a server said, without its words: they may name somebody, and a journal
// keeps them.
func plainReason(why string) string {
	if code := status.FindString(why); code != "" {
		return "its server said " + code + "."
	}
	return "its server did not take them."
}
