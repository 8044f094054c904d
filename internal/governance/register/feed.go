package register

import (
	"database/sql"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
)

// Place is how far somebody has come who follows what changes: all turns before it, and that of
// its record, they have. The zero value is before everything.
type Place struct {
	At time.Time
	Of Hit
	// Since is set while they are on their way through what had changed: what they hold was right
	// at this instant. Zero: it is at the place.
	Since time.Time
}

// Then is the place after turns that [View.Turns] has listed from here, at most limit of them.
func (p Place) Then(turns []Turn, limit int) Place {
	next := Place{At: p.At, Of: p.Of}
	if len(turns) > 0 {
		last := turns[len(turns)-1]
		next.At, next.Of = last.At, last.Of
	}
	if len(turns) == limit {
		next.Since = p.since()
	}
	return next
}

// since is when what they hold was right.
func (p Place) since() time.Time {
	if p.Since.IsZero() {
		return p.At
	}
	return p.Since
}

// Turn is that a record is another from an instant on: something became known of it that is so
// already, or what was known of a time to come is so now.
type Turn struct {
	At time.Time
	Of Hit
	// Flips says that since the place that was asked for the reader may have lost or gained sight
	// of the record. Then other records, which name it, read otherwise.
	Flips bool
}

// turned is the query for all turns from $1 until $2: of each event that is so at once, and of
// each that was said of a time to come and still held when that came.
const turned = `SELECT e.kind, e.id, e.known AS turn FROM register_event e
	WHERE e.known >= $1 AND e.known <= $2 AND e.so_from <= e.known AND e.label <> ''
	UNION ALL SELECT e.kind, e.id, e.so_from FROM register_event e
	WHERE e.so_from >= $1 AND e.so_from <= $2 AND e.so_from > e.known AND e.due = ''
	AND e.label <> '' AND NOT EXISTS (SELECT 1 FROM register_event n WHERE n.kind = e.kind
		AND n.id = e.id AND n.seq > e.seq AND n.known <= e.so_from AND n.so_from <= e.so_from
		AND n.label <> '' AND n.erased = '')`

// Turns lists the latest turn of each record that has had one after a place, until the moment of
// the view, which is of now: in the order of instants, and of kinds and ids within each; limit
// bounds how many. It tells of records that the reader may see at the moment, and of those that
// they could have seen since what they hold was right, by the rights that they have: so of what
// a copy may hold, and of nothing else. A record's turns before its latest are not told: so
// a page that has as many turns as limit is not all, and what is held is right where all was
// told. An act can have many turns at one instant.
func (v *View) Turns(after Place, limit int) (turns []Turn, err error) {
	from := store.Micros(after.At)
	a := args{from, v.at.Known.UnixMicro()}
	kind, id := a.add(after.Of.Kind), a.add(after.Of.ID)
	since, under := a.add(store.Micros(after.since())), "1 = 0"
	if !after.Since.IsZero() {
		under = "1 = 1" // way: what they hold is of before the place
	}
	later := `(t.kind > ` + kind + ` OR t.kind = ` + kind + ` AND t.id > ` + id + `)`
	query := `SELECT t.kind, t.id, t.turn FROM (SELECT x.kind, x.id, MAX(x.turn) AS turn
			FROM (` + turned + `) x GROUP BY x.kind, x.id) t
		WHERE (t.turn > $1 OR ` + later + `) AND EXISTS (SELECT 1 FROM register_version w
			WHERE w.kind = t.kind AND w.id = t.id AND w.known_from <= $2 AND w.so_from <= $2
			AND w.known_from < w.so_until AND w.so_from < w.known_until
			AND (w.known_until > ` + since + ` AND w.so_until > ` + since + `
				OR w.known_until >= ` + since + ` AND w.so_until >= ` + since + `
				AND (` + under + ` OR ` + later + `))` + a.may(v.reader, "w") + `)
		ORDER BY t.turn, t.kind, t.id LIMIT ` + a.add(int64(limit))
	if err := each(v.ctx, v.q, func(rows *sql.Rows) error {
		var t Turn
		var at int64
		err := rows.Scan(&t.Of.Kind, &t.Of.ID, &at)
		t.At = store.Time(at)
		turns = append(turns, t)
		return err
	}, query, a...); err != nil {
		return nil, err
	}
	return turns, v.flips(turns, store.Micros(after.since()))
}

// flips notes which records the reader has lost or gained sight of.
func (v *View) flips(turns []Turn, from int64) error {
	for some := range slices.Chunk(turns, together) {
		a := args{from}
		byKind := map[string][]string{}
		at := map[Hit]int{}
		for i, t := range some {
			byKind[t.Of.Kind] = append(byKind[t.Of.Kind], a.add(t.Of.ID))
			at[t.Of] = i
		}
		var of []string
		for _, kind := range slices.Sorted(maps.Keys(byKind)) {
			of = append(of,
				`e.kind = `+a.add(kind)+` AND e.id IN (`+strings.Join(byKind[kind], ", ")+`)`)
		}
		if err := each(v.ctx, v.q, func(rows *sql.Rows) error {
			var name Hit
			var was, label, after string
			err := rows.Scan(&name.Kind, &name.ID, &was, &label, &after)
			if after == "" || !v.reader.May(policy.ParseLabel(was)) ||
				!v.reader.May(policy.ParseLabel(label)) {
				some[at[name]].Flips = true
			}
			return err
		}, `SELECT e.kind, e.id, e.was, e.label, substr(e.after, 1, 1) FROM register_event e
			WHERE (e.known >= $1 OR e.so_from >= $1) AND e.label <> '' AND (`+
			strings.Join(of, " OR ")+`)`, a...); err != nil {
			return err
		}
	}
	return nil
}

// Newest is a place that a copy may follow from that is made of what is so at the moment, which
// is of now: all that the reader may see has its last turn before it. It says nothing of what
// they may not see.
func (v *View) Newest() (Place, error) {
	events, err := v.Changes(time.Time{}, 1)
	if err != nil || len(events) == 0 {
		return Place{}, err
	}
	return Place{At: events[0].Known.Add(time.Microsecond)}, nil
}
