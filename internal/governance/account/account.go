// Package account keeps what sign-in needs: sessions, passkeys, whom an identity provider
// means, who is invited, and the ceremonies under way.
//
// All of it is personal and none of it is in a journal, so [Accounts.Erase] leaves nothing of
// a person behind. The package knows no HTTP and no cryptography: it is given identifiers that
// are already digests, and wall time as an argument, since nobody stays signed in because the
// clock of the system stands still.
package account

import (
	"context"
	"database/sql"
	"errors"

	"github.com/mains-energy/mains/internal/store"
)

// Accounts is the tables of sign-in. Its methods may be called from several goroutines.
type Accounts struct{ db *store.DB }

// New is the accounts of a database.
func New(db *store.DB) *Accounts { return &Accounts{db} }

// Erase deletes all that is kept of a person: they are signed out everywhere and cannot sign
// in by what was known of them, and no program of theirs reads or is told anything.
func (a *Accounts) Erase(ctx context.Context, person string) error {
	if person == "" {
		return errors.New("account: erase nobody: name the person")
	}
	return a.db.Write(ctx, func(tx *sql.Tx) error {
		for _, statement := range []string{
			`DELETE FROM account_ceremony WHERE session IN
				(SELECT id FROM account_session WHERE person = $1)`,
			`DELETE FROM account_session WHERE person = $1`,
			`DELETE FROM account_passkey WHERE person = $1`,
			`DELETE FROM account_handle WHERE person = $1`,
			`DELETE FROM account_binding WHERE person = $1`,
			`DELETE FROM account_invitation WHERE person = $1`,
			`DELETE FROM account_key WHERE person = $1`,
			`DELETE FROM data_delivery WHERE hook IN (SELECT id FROM data_hook WHERE person = $1)`,
			`DELETE FROM data_hook WHERE person = $1`,
		} {
			if _, err := tx.ExecContext(ctx, statement, person); err != nil {
				return err
			}
		}
		return nil
	})
}

// write runs one statement.
func (a *Accounts) write(ctx context.Context, statement string, args ...any) error {
	return a.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, statement, args...)
		return err
	})
}

// found makes of "no such row" that there is none.
func found(err error) (bool, error) {
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}
