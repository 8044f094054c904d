package account

import (
	"context"
	"database/sql"
	"encoding/hex"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Passkey is a public key that a person signs in with.
type Passkey struct {
	ID         []byte // the authenticator's name for it
	Person     string
	Name       string // the person's name for it
	Credential []byte // public key and counters, in the notation of the caller
	Made       time.Time
	Used       time.Time // zero: never
}

// Handle is what the passkeys of a person know them by: fresh, where they have none yet.
func (a *Accounts) Handle(ctx context.Context, person string, fresh []byte) ([]byte, error) {
	var text string
	err := a.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO account_handle (person, handle)
			VALUES ($1, $2) ON CONFLICT (person) DO NOTHING`, person, hex.EncodeToString(fresh))
		if err != nil {
			return err
		}
		return tx.QueryRowContext(ctx,
			`SELECT handle FROM account_handle WHERE person = $1`, person).Scan(&text)
	})
	if err != nil {
		return nil, err
	}
	return hex.DecodeString(text)
}

// Handled finds whom a handle is of; ok is false where it is nobody's.
func (a *Accounts) Handled(ctx context.Context, handle []byte) (person string, ok bool, err error) {
	ok, err = found(a.db.QueryRowContext(ctx, `SELECT person FROM account_handle
		WHERE handle = $1`, hex.EncodeToString(handle)).Scan(&person))
	return person, ok, err
}

// AddPasskey enters a passkey; added is false where it is known already, of whomever.
func (a *Accounts) AddPasskey(ctx context.Context, p Passkey) (added bool, err error) {
	err = a.db.Write(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `INSERT INTO account_passkey
			(id, person, name, credential, made, used) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (id) DO NOTHING`, hex.EncodeToString(p.ID), p.Person, p.Name,
			p.Credential, store.Micros(p.Made), store.Micros(p.Used))
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		added = n == 1
		return err
	})
	return added && err == nil, err
}

// Passkeys lists those of a person, the oldest first.
func (a *Accounts) Passkeys(ctx context.Context, person string) (all []Passkey, err error) {
	rows, err := a.db.QueryContext(ctx, `SELECT id, name, credential, made, used
		FROM account_passkey WHERE person = $1 ORDER BY made, id`, person)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		p := Passkey{Person: person}
		var id string
		var made, used int64
		if err := rows.Scan(&id, &p.Name, &p.Credential, &made, &used); err != nil {
			return nil, err
		}
		if p.ID, err = hex.DecodeString(id); err != nil {
			return nil, err
		}
		p.Made, p.Used = store.Time(made), store.Time(used)
		all = append(all, p)
	}
	return all, rows.Err()
}

// UsedPasskey notes a use, with the counters as they are now.
func (a *Accounts) UsedPasskey(
	ctx context.Context, id, credential []byte, at time.Time,
) error {
	return a.write(ctx, `UPDATE account_passkey SET credential = $2, used = $3 WHERE id = $1`,
		hex.EncodeToString(id), credential, store.Micros(at))
}

// RemovePasskey deletes a passkey of a person; one of somebody else stays.
func (a *Accounts) RemovePasskey(ctx context.Context, person string, id []byte) error {
	return a.write(ctx, `DELETE FROM account_passkey WHERE id = $1 AND person = $2`,
		hex.EncodeToString(id), person)
}
