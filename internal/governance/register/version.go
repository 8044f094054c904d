package register

import (
	"fmt"

	"github.com/mains-energy/mains/internal/governance/policy"
)

// version is what was so from soFrom until soUntil, as known from knownFrom until knownUntil.
type version struct {
	kind, id              string
	knownFrom, knownUntil int64
	soFrom, soUntil       int64
	event                 int64
	label, body           string
	keys                  []Key
}

// cut is what a change from an instant on leaves of what was known before.
type cut struct {
	label string    // of the version at the instant
	body  string    // of it
	rest  []version // what still holds, before the instant
}

// cut ends the being known of all versions that hold at from or later, and returns what of
// them still holds.
func (t *Tx) cut(kind, id string, from int64) (c cut, err error) {
	rows, err := t.tx.QueryContext(t.ctx, `SELECT known_from, so_from, so_until, event, label, body
		FROM register_version WHERE kind = $1 AND id = $2 AND known_until = $3 AND so_until > $4
		ORDER BY so_from`, kind, id, int64(forever), from)
	if err != nil {
		return c, fmt.Errorf("register: %w", err)
	}
	var old []version
	for rows.Next() {
		v := version{kind: kind, id: id, knownUntil: forever}
		if err := rows.Scan(&v.knownFrom, &v.soFrom, &v.soUntil, &v.event, &v.label,
			&v.body); err != nil {
			return c, err
		}
		old = append(old, v)
	}
	if err := rows.Err(); err != nil {
		return c, err
	}
	for _, v := range old {
		if v.soFrom <= from {
			c.label, c.body = v.label, v.body
		}
		if v.soFrom < from {
			rest := v
			rest.soUntil, rest.knownFrom = from, t.known()
			rec, err := t.r.decode(kind, v.body)
			if err != nil {
				return c, err
			}
			rest.keys = rec.Keys()
			c.rest = append(c.rest, rest)
		}
		if err := t.close(v); err != nil {
			return c, err
		}
	}
	if c.label == "" && len(old) > 0 { // all that was known is of a later time
		c.label = old[0].label
	}
	return c, nil
}

// close ends the being known of a version; one of this very act never was.
func (t *Tx) close(v version) error {
	for _, table := range []string{"register_version", "register_key"} {
		query := `UPDATE ` + table + ` SET known_until = $5
			WHERE kind = $1 AND id = $2 AND known_from = $3 AND so_from = $4`
		args := []any{v.kind, v.id, v.knownFrom, v.soFrom, t.known()}
		if v.knownFrom == t.known() {
			query = `DELETE FROM ` + table + `
				WHERE kind = $1 AND id = $2 AND known_from = $3 AND so_from = $4`
			args = args[:4]
		}
		if err := t.exec(query, args...); err != nil {
			return err
		}
	}
	return nil
}

// insert writes a version that is known from this act on, and its keys.
func (t *Tx) insert(v version) error {
	mark := string(policy.ParseLabel(v.label).Mark)
	if err := t.exec(`INSERT INTO register_version
		(kind, id, known_from, so_from, known_until, so_until, event, mark, label, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		v.kind, v.id, v.knownFrom, v.soFrom, v.knownUntil, v.soUntil, v.event, mark, v.label,
		v.body); err != nil {
		return err
	}
	seen := map[Key]bool{}
	for _, k := range append([]Key{{"id", v.id}}, v.keys...) {
		if seen[k] {
			continue
		}
		seen[k] = true
		if err := t.exec(`INSERT INTO register_key
			(kind, name, value, id, known_from, so_from, known_until, so_until, mark, label)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			v.kind, k.Name, []byte(k.Value), v.id, v.knownFrom, v.soFrom, v.knownUntil, v.soUntil, mark,
			v.label); err != nil {
			return err
		}
	}
	return nil
}
