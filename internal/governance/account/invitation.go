package account

import (
	"context"
	"database/sql"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Invitation lets a person in once who has no other way to sign in yet.
type Invitation struct {
	ID     string // the digest of its token, hexadecimal
	Person string
	Until  time.Time
}

// Invite enters an invitation in the place of the one that its person had.
func (a *Accounts) Invite(ctx context.Context, i Invitation) error {
	return a.write(ctx, `INSERT INTO account_invitation (person, id, until) VALUES ($1, $2, $3)
		ON CONFLICT (person) DO UPDATE SET id = excluded.id, until = excluded.until`,
		i.Person, i.ID, store.Micros(i.Until))
}

// Invited finds whom an invitation is for and forgets it, so that it lets nobody in twice; ok
// is false where there is none, or it is too late.
func (a *Accounts) Invited(
	ctx context.Context, id string, now time.Time,
) (person string, ok bool, err error) {
	err = a.db.Write(ctx, func(tx *sql.Tx) error {
		var until int64
		ok, err = found(tx.QueryRowContext(ctx, `SELECT person, until FROM account_invitation
			WHERE id = $1`, id).Scan(&person, &until))
		if !ok || err != nil {
			return err
		}
		ok = now.Before(store.Time(until))
		_, err = tx.ExecContext(ctx, `DELETE FROM account_invitation WHERE id = $1`, id)
		return err
	})
	if err != nil || !ok {
		return "", false, err
	}
	return person, true, nil
}
