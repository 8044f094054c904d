package register

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// together is how many records one query reads by their names.
const together = 200

// Several are the records of these names that there are at the moment and that the reader
// may see: what [View.Record] gives, with a query for all of them.
func (v *View) Several(names []Hit) (map[Hit]Record, error) {
	found := map[Hit]Record{}
	var secretive []Record
	if err := v.several(names, "s.body", func(name Hit, body string) error {
		rec, err := v.r.decode(name.Kind, body)
		if err != nil {
			return fmt.Errorf("register: %w", err)
		}
		if strings.Contains(body, sealMark) {
			secretive = append(secretive, rec)
		}
		found[name] = rec
		return nil
	}); err != nil {
		return nil, err
	}
	return found, v.open(secretive)
}

// Some are those of the names that [View.Several] would find a record for, without reading it.
func (v *View) Some(names []Hit) (map[Hit]bool, error) {
	found := map[Hit]bool{}
	return found, v.several(names, "''", func(name Hit, _ string) error {
		found[name] = true
		return nil
	})
}

// Version names a version of a record among those of its kind and id. What it says never changes.
type Version struct{ known, so int64 }

// Standing are the versions of the records that [View.Several] would give, without reading them.
// It is empty within an act: what is read there may not come to stand.
func (v *View) Standing(names []Hit) (map[Hit]Version, error) {
	found := map[Hit]Version{}
	if _, acting := v.q.(*sql.Tx); acting {
		return found, nil
	}
	return found, v.several(names, "s.known_from || ' ' || s.so_from",
		func(name Hit, of string) error {
			var is Version
			_, err := fmt.Sscan(of, &is.known, &is.so)
			found[name] = is
			return err
		})
}

// several reads a column of the versions of records.
func (v *View) several(names []Hit, column string, fn func(name Hit, body string) error) error {
	for some := range slices.Chunk(sorted(names), together) {
		if err := v.chunk(some, column, fn); err != nil {
			return err
		}
	}
	return nil
}

// sorted are names, each once, without those that no record can have.
func sorted(names []Hit) (wanted []Hit) {
	byKind := map[string]map[string]bool{}
	for _, n := range names {
		if !isText(n.Kind) || !isText(n.ID) {
			continue // of no record
		}
		if byKind[n.Kind] == nil {
			byKind[n.Kind] = map[string]bool{}
		}
		byKind[n.Kind][n.ID] = true
	}
	for _, kind := range slices.Sorted(maps.Keys(byKind)) {
		for _, id := range slices.Sorted(maps.Keys(byKind[kind])) {
			wanted = append(wanted, Hit{kind, id})
		}
	}
	return wanted
}

// chunk reads a column of records, whose names are sorted, with one query.
func (v *View) chunk(names []Hit, column string, fn func(name Hit, body string) error) error {
	var a args
	query := `SELECT s.kind, s.id, ` + column + ` FROM register_version s WHERE (`
	for i, n := range names {
		switch {
		case i == 0:
			query += `s.kind = ` + a.add(n.Kind) + ` AND s.id IN (`
		case names[i-1].Kind != n.Kind:
			query += `) OR s.kind = ` + a.add(n.Kind) + ` AND s.id IN (`
		default:
			query += `, `
		}
		query += a.add(n.ID)
	}
	known, so := a.add(v.at.Known.UnixMicro()), a.add(v.at.So.UnixMicro())
	query += `)) AND s.known_from <= ` + known + ` AND s.known_until > ` + known +
		` AND s.so_from <= ` + so + ` AND s.so_until > ` + so + a.may(v.reader, "s") + a.today(v, "s")
	return each(v.ctx, v.q, func(rows *sql.Rows) error {
		var name Hit
		var body string
		if err := rows.Scan(&name.Kind, &name.ID, &body); err != nil {
			return err
		}
		return fn(name, body)
	}, query, a...)
}
