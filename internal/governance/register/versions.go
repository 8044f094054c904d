package register

import (
	"database/sql"
	"fmt"
	"time"
)

// Spell is what a record is, was or will be from an instant until another.
type Spell[T Record] struct {
	From   time.Time // the zero time: always
	Until  time.Time // the zero time: without an end
	Record T
}

// Spells are what a record is at one time and another, as it is known at the moment, the
// first first, as far as the reader may see it. Between two of them it may have ended for a while.
func Spells[T Record](v *View, id string) (spells []Spell[T], err error) {
	kind, err := kindOf[T](v)
	if err != nil {
		return nil, err
	}
	if !isText(id) {
		return nil, fmt.Errorf("%w: %s %q", ErrNotFound, kind, id)
	}
	a := args{kind, id, v.at.Known.UnixMicro()}
	query := `SELECT s.so_from, s.so_until, s.body FROM register_version s
		WHERE s.kind = $1 AND s.id = $2 AND s.known_from <= $3 AND s.known_until > $3` +
		a.may(v.reader, "s") + a.today(v, "s") + ` ORDER BY s.so_from`
	var all []version
	if err := each(v.ctx, v.q, func(rows *sql.Rows) error {
		var s version
		err := rows.Scan(&s.soFrom, &s.soUntil, &s.body)
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
		spell := Spell[T]{From: sinceTime(s.soFrom), Record: rec.(T)}
		if s.soUntil != forever {
			spell.Until = sinceTime(s.soUntil)
		}
		spells = append(spells, spell)
	}
	return spells, nil
}
