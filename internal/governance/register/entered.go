package register

import (
	"database/sql"
	"slices"
)

// Entered sorts ids of records of a kind by when each was first entered; what was imported
// at once is in the order of its files. An id that never was there is left out. Ask it only
// about records that the reader was shown: it hides nothing.
func (v *View) Entered(kind string, ids ...string) (sorted []string, err error) {
	if len(ids) < 2 {
		return slices.Clone(ids), nil
	}
	a := args{kind}
	for _, id := range ids {
		if isText(id) {
			a.add(id)
		}
	}
	if len(a) == 1 {
		return nil, nil
	}
	return sorted, each(v.ctx, v.q, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		sorted = append(sorted, id)
		return err
	}, `SELECT id FROM register_event WHERE kind = $1 AND id IN (`+places(2, len(a)-1)+
		`) GROUP BY id ORDER BY MIN(seq)`, a...)
}
