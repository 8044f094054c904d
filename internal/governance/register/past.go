package register

import (
	"database/sql"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// Past is how much of the history of a record a reader may see: how many events, and when
// the first and the last of them are known from.
type Past struct {
	Events      int
	First, Last time.Time
}

// Past sums up what [View.History] lists.
func (v *View) Past(kind, id string) (p Past, err error) {
	if !isText(kind) || !isText(id) {
		return p, nil
	}
	a := args{kind, id, v.at.Known.UnixMicro()}
	query := `SELECT COUNT(*), COALESCE(MIN(e.known), 0), COALESCE(MAX(e.known), 0)
		FROM register_event e WHERE e.kind = $1 AND e.id = $2 AND e.known <= $3` +
		a.may(v.reader, "e") + a.today(v, "e")
	return p, each(v.ctx, v.q, func(rows *sql.Rows) error {
		var first, last int64
		err := rows.Scan(&p.Events, &first, &last)
		if p.Events > 0 {
			p.First, p.Last = time.UnixMicro(first).UTC(), time.UnixMicro(last).UTC()
		}
		return err
	}, query, a...)
}

// Changed is the Last of the [Past] of several records, of those that have one, with a query
// for all of them.
func (v *View) Changed(names []Hit) (map[Hit]time.Time, error) {
	last := map[Hit]time.Time{}
	for some := range slices.Chunk(names, together) {
		a := args{v.at.Known.UnixMicro()}
		byKind := map[string][]string{}
		for _, n := range some {
			if isText(n.Kind) && isText(n.ID) {
				byKind[n.Kind] = append(byKind[n.Kind], a.add(n.ID))
			}
		}
		var wanted []string
		for _, kind := range slices.Sorted(maps.Keys(byKind)) {
			wanted = append(wanted,
				`e.kind = `+a.add(kind)+` AND e.id IN (`+strings.Join(byKind[kind], ", ")+`)`)
		}
		if len(wanted) == 0 {
			continue
		}
		query := `SELECT e.kind, e.id, MAX(e.known) FROM register_event e WHERE e.known <= $1 AND (` +
			strings.Join(wanted, " OR ") + `)` + a.may(v.reader, "e") + a.today(v, "e") +
			` GROUP BY e.kind, e.id`
		if err := each(v.ctx, v.q, func(rows *sql.Rows) error {
			var name Hit
			var known int64
			err := rows.Scan(&name.Kind, &name.ID, &known)
			last[name] = time.UnixMicro(known).UTC()
			return err
		}, query, a...); err != nil {
			return nil, err
		}
	}
	return last, nil
}

// HistoryFrom is a part of what [View.History] lists: so many events, of which the first is
// the one of that number, counted from 0. No limit is all the rest.
func (v *View) HistoryFrom(kind, id string, first, limit int) ([]Event, error) {
	if !isText(kind) || !isText(id) {
		return nil, nil
	}
	if limit <= 0 {
		limit = math.MaxInt32
	}
	a := args{kind, id, v.at.Known.UnixMicro()}
	order := "e.seq LIMIT " + a.add(int64(limit)) + " OFFSET " + a.add(int64(max(first, 0)))
	return v.events(`WHERE e.kind = $1 AND e.id = $2 AND e.known <= $3`, order, a)
}
