package account

import (
	"context"
	"database/sql"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Session is a browser that is known again.
type Session struct {
	ID     string    // the digest of its token, hexadecimal
	Person string    // who has signed in; empty: nobody
	Made   time.Time // when it began, or when its person signed in
	Seen   time.Time // when it was last used, to about a minute
	Notice string    // what its next page says once
}

// Session finds a session; ok is false where there is none. Whether it is too old is for the
// caller to say.
func (a *Accounts) Session(ctx context.Context, id string) (s Session, ok bool, err error) {
	var made, seen int64
	s.ID = id
	ok, err = found(a.db.QueryRowContext(ctx, `SELECT person, made, seen, notice
		FROM account_session WHERE id = $1`, id).Scan(&s.Person, &made, &seen, &s.Notice))
	s.Made, s.Seen = store.Time(made), store.Time(seen)
	return s, ok, err
}

// Begin enters a session in the place of another, which ends: whoever knew the token of old
// knows nothing of the new one. An empty old is none.
func (a *Accounts) Begin(ctx context.Context, s Session, old string) error {
	return a.db.Write(ctx, func(tx *sql.Tx) error {
		if err := end(ctx, tx, `id = $1`, old); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO account_session
			(id, person, made, seen, notice) VALUES ($1, $2, $3, $4, $5)`,
			s.ID, s.Person, store.Micros(s.Made), store.Micros(s.Seen), s.Notice)
		return err
	})
}

// Seen notes that a session was used.
func (a *Accounts) Seen(ctx context.Context, id string, at time.Time) error {
	return a.write(ctx, `UPDATE account_session SET seen = $2 WHERE id = $1`, id, store.Micros(at))
}

// Note leaves a notice for the next page of a session.
func (a *Accounts) Note(ctx context.Context, id, notice string) error {
	return a.write(ctx, `UPDATE account_session SET notice = $2 WHERE id = $1`, id, notice)
}

// Noted takes the notice of a session: of two who ask at once, one is told.
func (a *Accounts) Noted(ctx context.Context, id string) (notice string, err error) {
	err = a.db.Write(ctx, func(tx *sql.Tx) error {
		ok, err := found(tx.QueryRowContext(ctx,
			`SELECT notice FROM account_session WHERE id = $1`, id).Scan(&notice))
		if !ok || err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE account_session SET notice = '' WHERE id = $1`, id)
		return err
	})
	return notice, err
}

// End ends a session.
func (a *Accounts) End(ctx context.Context, id string) error {
	return a.db.Write(ctx, func(tx *sql.Tx) error { return end(ctx, tx, `id = $1`, id) })
}

// EndOthers ends all sessions of a person but one.
func (a *Accounts) EndOthers(ctx context.Context, person, but string) error {
	return a.db.Write(ctx, func(tx *sql.Tx) error {
		return end(ctx, tx, `person = $1 AND id <> $2`, person, but)
	})
}

// Sweep deletes the sessions that were made, or last seen, before these instants, and the
// ceremonies and invitations that are over by now.
func (a *Accounts) Sweep(ctx context.Context, made, seen, now time.Time) error {
	return a.db.Write(ctx, func(tx *sql.Tx) error {
		if err := end(ctx, tx, `made < $1 OR seen < $2`,
			store.Micros(made), store.Micros(seen)); err != nil {
			return err
		}
		for _, statement := range []string{
			`DELETE FROM account_ceremony WHERE until <= $1`,
			`DELETE FROM account_invitation WHERE until <= $1`,
		} {
			if _, err := tx.ExecContext(ctx, statement, store.Micros(now)); err != nil {
				return err
			}
		}
		return nil
	})
}

// end deletes sessions with the ceremonies that they began.
func end(ctx context.Context, tx *sql.Tx, which string, args ...any) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM account_ceremony WHERE session IN
		(SELECT id FROM account_session WHERE `+which+`)`, args...)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM account_session WHERE `+which, args...)
	return err
}
