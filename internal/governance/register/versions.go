package register

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Spell is what a record is, was or will be from an instant on.
type Spell[T Record] struct {
	From   time.Time // the zero time: always
	Record T
}

// Spells are what a record is at one time and another, as it is known at the moment, the
// first first, as far as the reader may see it. Each lasts until the next begins.
func Spells[T Record](v *View, id string) (spells []Spell[T], err error) {
	kind, err := kindOf[T](v)
	if err != nil {
		return nil, err
	}
	if !isText(id) {
		return nil, fmt.Errorf("%w: %s %q", ErrNotFound, kind, id)
	}
	a := args{kind, id, store.Micros(v.at.Known)}
	query := `SELECT s.so_from, s.body FROM register_version s WHERE s.kind = $1 AND s.id = $2
		AND s.known_from <= $3 AND s.known_until > $3` + a.may(v.reader, "s") + a.today(v, "s") +
		` ORDER BY s.so_from`
	type stored struct {
		from int64
		body string
	}
	var all []stored
	if err := each(v.ctx, v.q, func(rows *sql.Rows) error {
		var s stored
		err := rows.Scan(&s.from, &s.body)
		all = append(all, s)
		return err
	}, query, a...); err != nil {
		return nil, err
	}
	for _, s := range all {
		rec, err := v.read(kind, s.body)
		if err != nil {
			return nil, err
		}
		spells = append(spells, Spell[T]{store.Time(s.from), rec.(T)})
	}
	return spells, nil
}
