package register

import (
	"database/sql"
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Query asks for the records that have a key, in the order of its values, and then of ids.
// A record with several values of the key is there for each.
type Query struct {
	Key   string   // its name; empty: id
	Keys  []string // or several names: no record has a value with two of them
	Is    string   // the value, where it is one
	From  string   // or the first value
	To    string   // and the one after the last; empty: no end
	Among []string // or several values; none: all
	Where []Key    // what they also have: a filter, so what is few is better the Key
	Not   []Key    // what they have not
	Desc  bool     // the last first
	Limit int      // 0: all
	After string   // the Next of the page before
}

// byID are the names of the key that every record has.
var byID = []string{"id"}

// names are those of the keys that are asked for.
func (q Query) names() []string {
	switch {
	case len(q.Keys) > 0:
		return q.Keys
	case q.Key != "":
		return []string{q.Key}
	}
	return byID
}

// Page is part of what was asked for.
type Page[T Record] struct {
	Records []T
	Next    string // asks for the rest; empty: there is none
}

// Find lists records.
func Find[T Record](v *View, q Query) (page Page[T], err error) {
	kind, err := kindOf[T](v)
	if err != nil {
		return page, err
	}
	found, next, err := v.find(kind, q)
	if err != nil {
		return page, err
	}
	for _, rec := range found {
		page.Records = append(page.Records, rec.(T))
	}
	page.Next = next
	return page, nil
}

// All lists records without an end: for what is few by its nature.
func All[T Record](v *View, q Query) ([]T, error) {
	page, err := Find[T](v, q)
	return page.Records, err
}

// Count counts what [Find] would list without its limit.
func Count[T Record](v *View, q Query) (n int, err error) {
	kind, err := kindOf[T](v)
	if err != nil {
		return 0, err
	}
	q.Limit, q.After = 0, ""
	if sees, err := v.sees(kind, q); err != nil || !sees {
		return 0, err
	}
	var a args
	rows, err := q.rows(v, kind, &a)
	if err != nil {
		return 0, err
	}
	return n, each(v.ctx, v.q, func(rows *sql.Rows) error { return rows.Scan(&n) },
		`SELECT COUNT(*) FROM (`+rows+`) x`, a...)
}

// near is how long before the last change a moment may be for its rows to be sought among
// those of now: what has changed since is few.
const near = time.Minute

// rows is the query for the keys that are asked for, in no order. They hold at the moment
// where neither what is known nor what is so has begun later or ended by then. Near now it
// is asked for in three parts, each with an index of its own: what is known and is so
// without an end; what is known to end; and what was known and is not any more. Otherwise
// all that ever had the key is looked at.
func (q Query) rows(v *View, kind string, a *args) (string, error) {
	where := ` WHERE k.kind = ` + a.add(kind)
	for i, name := range q.names() {
		where += []string{` AND k.name IN (`, `, `}[min(i, 1)] + a.add(name)
	}
	where += `)`
	place, err := q.place(a)
	if err != nil {
		return "", err
	}
	known, so := v.at.Known.UnixMicro(), v.at.So.UnixMicro()
	atKnown, atSo := a.add(known), a.add(so)
	where += place + ` AND k.known_from <= ` + atKnown + ` AND k.so_from <= ` + atSo +
		a.may(v.reader, "k") + q.filters(a)
	columns := `SELECT k.place, k.id, k.known_from, k.so_from FROM `
	keys, within := q.spans(a)
	last, _ := v.r.state()
	if min(known, so) < last-near.Microseconds() {
		return columns + keys + where + within + a.today(v, "k") +
			` AND k.known_until > ` + atKnown + ` AND k.so_until > ` + atSo, nil
	}
	judged := "" // the label of what is so today is that of today
	if so != v.today() {
		judged = a.today(v, "k")
	}
	ofVersion := `register_version d CROSS JOIN register_key k` + where + ` AND d.kind = k.kind
		AND d.id = k.id AND d.known_from = k.known_from AND d.so_from = k.so_from`
	open := columns + keys + where + within + judged + ` AND k.known_until = 9223372036854775807
		AND k.so_until = 9223372036854775807`
	if q.Limit > 0 { // of the many no more than the page has: not every engine sees that itself
		open = `SELECT * FROM (` + open + q.order(a, "k") + `) o`
	}
	return open + ` UNION ALL ` + columns + ofVersion + judged + `
		AND d.known_until = 9223372036854775807 AND d.so_until < 9223372036854775807
		AND d.so_until > ` + atSo + ` UNION ALL ` +
		columns + ofVersion + a.today(v, "k") + ` AND d.known_until < 9223372036854775807
		AND d.known_until > ` + atKnown + ` AND d.so_until > ` + atSo, nil
}

// place is the condition on where a key stands in the order of its values.
func (q Query) place(a *args) (text string, err error) {
	if q.Is != "" {
		text += ` AND ` + a.has("k", q.Is)
	}
	if q.From != "" {
		text += ` AND k.place >= ` + a.add([]byte(q.From))
	}
	if q.To != "" {
		text += ` AND k.place < ` + a.add([]byte(q.To))
	}
	if len(q.Among) > 0 {
		text += ` AND ` + q.among(a)
	}
	if q.After == "" {
		return text, nil
	}
	after, err := base64.RawURLEncoding.DecodeString(q.After)
	if err != nil {
		return "", fmt.Errorf("%w: no such page", ErrNotFound)
	}
	order := ">"
	if q.Desc {
		order = "<"
	}
	return text + ` AND k.place ` + order + ` ` + a.add(after), nil
}

// among is the condition that a key has one of several values. An id is all of its place.
func (q Query) among(a *args) string {
	if slices.Equal(q.names(), byID) {
		places := make([]string, len(q.Among))
		for i, id := range q.Among {
			places[i] = a.add(place(id, id))
		}
		return `k.place IN (` + strings.Join(places, ", ") + `)`
	}
	values := make([]string, len(q.Among))
	for i, value := range q.Among {
		values[i] = a.has("k", value)
	}
	return anyOf(values)
}

// manySpans is how many values of Among are looked for each by itself: more would be more than
// engines take as parts of one query.
const manySpans = 400

// spans are the keys to look at, and where: with Among, for each of its values by itself.
func (q Query) spans(a *args) (from, within string) {
	n := len(q.Among)
	if n < 2 || n > manySpans || slices.Equal(q.names(), byID) {
		return `register_key k`, ""
	}
	values := slices.Sorted(slices.Values(q.Among))
	from = `(SELECT place AS lo, place AS hi FROM register_key WHERE kind = ''` // of their type
	for _, value := range slices.Compact(values) {
		from += ` UNION ALL SELECT ` + a.add([]byte(value+"\x00")) + `, ` + a.add([]byte(value+"\x01"))
	}
	return from + `) q CROSS JOIN register_key k`, ` AND k.place >= q.lo AND k.place < q.hi`
}

// anyOf is that one of several conditions holds: in halves, for engines bound how deep a
// condition may go.
func anyOf(conditions []string) string {
	if len(conditions) == 1 {
		return conditions[0]
	}
	half := len(conditions) / 2
	return "(" + anyOf(conditions[:half]) + " OR " + anyOf(conditions[half:]) + ")"
}

// filters are the conditions on the other keys of a version.
func (q Query) filters(a *args) (text string) {
	filter := func(not string, keys ...Key) {
		values := make([]string, len(keys))
		for i, key := range keys {
			values[i] = a.has("f", key.Value)
		}
		text += ` AND ` + not + `EXISTS (SELECT 1 FROM register_key f WHERE f.kind = k.kind
			AND f.id = k.id AND f.known_from = k.known_from AND f.so_from = k.so_from
			AND f.name = ` + a.add(keys[0].Name) + ` AND ` + anyOf(values) + `)`
	}
	for _, key := range q.Where {
		filter("", key)
	}
	byName := map[string][]Key{} // not one and not the other: none of them
	for _, key := range q.Not {
		byName[key.Name] = append(byName[key.Name], key)
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		filter("NOT ", byName[name]...)
	}
	return text
}

// has is the condition that a key of a table has a value: places are the value, an octet 0,
// and an id.
func (a *args) has(table, value string) string {
	return table + `.place >= ` + a.add([]byte(value+"\x00")) +
		` AND ` + table + `.place < ` + a.add([]byte(value+"\x01"))
}

// order is the order of what is found, and how much of it: one more than is asked for, so
// that it is seen whether there is a next page.
func (q Query) order(a *args, table string) string {
	text := ` ORDER BY ` + table + `.place`
	if q.Desc {
		text += ` DESC`
	}
	if q.Limit > 0 {
		text += ` LIMIT ` + a.add(int64(q.Limit)+1)
	}
	return text
}

// find reads what a query asks for, and where the next page begins.
func (v *View) find(kind string, q Query) (found []Record, next string, err error) {
	if sees, err := v.sees(kind, q); err != nil || !sees {
		return nil, "", err
	}
	var a args
	rows, err := q.rows(v, kind, &a)
	if err != nil {
		return nil, "", err
	}
	page := `SELECT * FROM (` + rows + `) r` + q.order(&a, "r") // before any body is read
	query := `SELECT x.place, (SELECT body FROM register_version b
		WHERE b.kind = ` + a.add(kind) + ` AND b.id = x.id AND b.known_from = x.known_from
		AND b.so_from = x.so_from) FROM (` + page + `) x` + q.order(&a, "x")
	var secretive []Record
	var last []byte
	err = each(v.ctx, v.q, func(rows *sql.Rows) error {
		if q.Limit > 0 && len(found) == q.Limit { // one more
			next = base64.RawURLEncoding.EncodeToString(last)
			return nil
		}
		var body string
		if err := rows.Scan(&last, &body); err != nil {
			return err
		}
		rec, err := v.r.decode(kind, body)
		if err != nil {
			return fmt.Errorf("register: %w", err)
		}
		if strings.Contains(body, sealMark) {
			secretive = append(secretive, rec)
		}
		found = append(found, rec)
		return nil
	}, query, a...)
	if err != nil {
		return nil, "", err
	}
	return found, next, v.open(secretive)
}

// Records lists records of a kind that is not known beforehand.
func (v *View) Records(kind string, q Query) (records []Record, next string, err error) {
	return v.find(kind, q)
}

// IDs lists the ids of what a query asks for, without what they are of; its After is not
// given for the next page.
func (v *View) IDs(kind string, q Query) (ids []string, err error) {
	sees, err := v.sees(kind, q)
	if err != nil || !sees {
		return nil, err
	}
	var a args
	rows, err := q.rows(v, kind, &a)
	if err != nil {
		return nil, err
	}
	return ids, each(v.ctx, v.q, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		if q.Limit <= 0 || len(ids) < q.Limit {
			ids = append(ids, id)
		}
		return err
	}, `SELECT x.id FROM (`+rows+`) x`+q.order(&a, "x"), a...)
}

// sees reports whether the reader may see any record of a kind, where all of it is asked for:
// else nothing would be found by looking at everything.
func (v *View) sees(kind string, q Query) (some bool, err error) {
	if q.Is+q.From+q.To != "" || len(q.Among) > 0 {
		return true, nil // looks at less
	}
	a := args{kind}
	return some, each(v.ctx, v.q, func(*sql.Rows) error { some = true; return nil },
		`SELECT 1 FROM register_head h WHERE h.kind = $1`+a.may(v.reader, "h")+` LIMIT 1`, a...)
}
