package notice

import (
	"context"
	"database/sql"
)

// Forget deletes what was noted of a person: what they were told of, and when. Whoever is told
// things yet is a stranger from then on, who may be told of a deadline again.
func (d *Dispatcher) Forget(ctx context.Context, person string) error {
	return d.config.DB.Write(ctx, func(tx *sql.Tx) error {
		for _, statement := range []string{
			`DELETE FROM notice_line WHERE reader = $1`,
			`DELETE FROM notice_deadline WHERE reader = $1`,
			`DELETE FROM notice_bounce WHERE reader = $1`,
			`DELETE FROM notice_owed WHERE reader = $1`,
			`DELETE FROM notice_reader WHERE id = $1`,
		} {
			if _, err := tx.ExecContext(ctx, statement, OfPerson(person)); err != nil {
				return err
			}
		}
		return nil
	})
}
