package account

import (
	"context"
	"database/sql"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Ceremony is a sign-in or a registration under way.
type Ceremony struct {
	ID      string // the digest of what the answer brings back, hexadecimal
	Session string // the session that asked
	Data    []byte // what the answer is checked with
	Until   time.Time
}

// Expect notes what was asked.
func (a *Accounts) Expect(ctx context.Context, c Ceremony) error {
	return a.write(ctx, `INSERT INTO account_ceremony (id, session, data, until)
		VALUES ($1, $2, $3, $4)`, c.ID, c.Session, c.Data, store.Micros(c.Until))
}

// Take finds what was asked and forgets it, so that no answer counts twice; ok is false where
// nothing was asked, another session asked, or it is too late. A stranger's answer does not
// use up what was asked.
func (a *Accounts) Take(
	ctx context.Context, id, session string, now time.Time,
) (c Ceremony, ok bool, err error) {
	err = a.db.Write(ctx, func(tx *sql.Tx) error {
		var until int64
		c = Ceremony{ID: id, Session: session}
		ok, err = found(tx.QueryRowContext(ctx, `SELECT data, until FROM account_ceremony
			WHERE id = $1 AND session = $2`, id, session).Scan(&c.Data, &until))
		if !ok || err != nil {
			return err
		}
		c.Until = store.Time(until)
		ok = now.Before(c.Until)
		_, err = tx.ExecContext(ctx, `DELETE FROM account_ceremony WHERE id = $1`, id)
		return err
	})
	return c, ok && err == nil, err
}
