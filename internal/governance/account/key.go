package account

import (
	"context"
	"database/sql"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Key is a secret by which a program reads in the name of a person.
type Key struct {
	ID     string // the digest of the secret, hexadecimal
	Person string
	Name   string // the person's name for it
	Use    string // what it is good for, in the words of the caller
	Made   time.Time
	Until  time.Time // zero: it does not expire
	Used   time.Time // the beginning of the day, UTC; zero: never
}

// mostKeys is how many keys a person has at most: ours [D].
const mostKeys = 20

// AddKey enters a key; added is false where its person has as many as they can have.
func (a *Accounts) AddKey(ctx context.Context, k Key) (added bool, err error) {
	err = a.db.Write(ctx, func(tx *sql.Tx) error {
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM account_key WHERE person = $1`,
			k.Person).Scan(&n); err != nil || n >= mostKeys {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO account_key (id, person, name, use, made, until, used)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`, k.ID, k.Person, k.Name, k.Use, store.Micros(k.Made),
			store.Micros(k.Until), store.Micros(k.Used))
		added = err == nil
		return err
	})
	return added, err
}

const keyColumns = `id, person, name, use, made, until, used`

func readKey(row interface{ Scan(...any) error }) (k Key, err error) {
	var made, until, used int64
	err = row.Scan(&k.ID, &k.Person, &k.Name, &k.Use, &made, &until, &used)
	k.Made, k.Until, k.Used = store.Time(made), store.Time(until), store.Time(used)
	return k, err
}

// Key finds a key; ok is false where there is none. Whether it has expired is for the caller to
// say.
func (a *Accounts) Key(ctx context.Context, id string) (k Key, ok bool, err error) {
	k, err = readKey(a.db.QueryRowContext(ctx,
		`SELECT `+keyColumns+` FROM account_key WHERE id = $1`, id))
	ok, err = found(err)
	return k, ok, err
}

// Keys lists the keys of a person, the first made first.
func (a *Accounts) Keys(ctx context.Context, person string) (all []Key, err error) {
	rows, err := a.db.QueryContext(ctx, `SELECT `+keyColumns+` FROM account_key
		WHERE person = $1 ORDER BY made, id`, person)
	if err != nil {
		return nil, err
	}
	defer rows.Close() // its error is that of rows.Err
	for rows.Next() {
		k, err := readKey(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, rows.Err()
}

// UsedKey notes on which day a key was used last.
func (a *Accounts) UsedKey(ctx context.Context, id string, day time.Time) error {
	return a.write(ctx, `UPDATE account_key SET used = $2 WHERE id = $1`, id, store.Micros(day))
}

// RemoveKey deletes a key of a person.
func (a *Accounts) RemoveKey(ctx context.Context, person, id string) error {
	return a.write(ctx, `DELETE FROM account_key WHERE person = $1 AND id = $2`, person, id)
}
