package register

import (
	"database/sql"
	"encoding/base64"
	"fmt"
	"strings"
)

// Query asks for the records that have a key, in the order of its values, and then of ids.
// A record with several values of the key is there for each.
type Query struct {
	Key   string   // its name; empty: id
	Is    string   // the value, where it is one
	From  string   // or the first value
	To    string   // and the one after the last; empty: no end
	Among []string // or several values; none: all
	Where []Key    // what they also have: a filter, so what is few is better the Key
	Not   []Key    // and have not
	Desc  bool     // the last first
	Limit int      // 0: all
	After string   // the Next of the page before
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
	var a args
	text, err := q.text(v, kind, &a)
	if err != nil {
		return 0, err
	}
	return n, each(v.ctx, v.q, func(rows *sql.Rows) error { return rows.Scan(&n) },
		`SELECT COUNT(*) `+text, a...)
}

// text is FROM and WHERE of a query.
func (q Query) text(v *View, kind string, a *args) (string, error) {
	name := q.Key
	if name == "" {
		name = "id"
	}
	text := `FROM register_key k WHERE k.kind = ` + a.add(kind) + ` AND k.name = ` + a.add(name)
	if q.Is != "" {
		text += a.has("k", q.Is)
	}
	if q.From != "" {
		text += ` AND k.place >= ` + a.add([]byte(q.From))
	}
	if q.To != "" {
		text += ` AND k.place < ` + a.add([]byte(q.To))
	}
	if len(q.Among) > 0 {
		text += ` AND (1 = 0`
		for _, value := range q.Among {
			text += ` OR 1 = 1` + a.has("k", value)
		}
		text += `)`
	}
	if q.After != "" {
		after, err := base64.RawURLEncoding.DecodeString(q.After)
		if err != nil {
			return "", fmt.Errorf("%w: no such page", ErrNotFound)
		}
		order := ">"
		if q.Desc {
			order = "<"
		}
		text += ` AND k.place ` + order + ` ` + a.add(after)
	}
	known, so := a.add(v.at.Known.UnixMicro()), a.add(v.at.So.UnixMicro())
	text += ` AND k.known_from <= ` + known + ` AND k.known_until > ` + known +
		` AND k.so_from <= ` + so + ` AND k.so_until > ` + so
	text += a.may(v.reader, "k") + a.today(v, "k")
	filter := func(not string, keys []Key) {
		for _, key := range keys {
			text += ` AND ` + not + `EXISTS (SELECT 1 FROM register_key f WHERE f.kind = k.kind
				AND f.id = k.id AND f.known_from = k.known_from AND f.so_from = k.so_from
				AND f.name = ` + a.add(key.Name) + a.has("f", key.Value) + `)`
		}
	}
	filter("", q.Where)
	filter("NOT ", q.Not)
	return text, nil
}

// has is the condition that a key of a table has a value: places are the value, an octet 0,
// and an id.
func (a *args) has(table, value string) string {
	return ` AND ` + table + `.place >= ` + a.add([]byte(value+"\x00")) +
		` AND ` + table + `.place < ` + a.add([]byte(value+"\x01"))
}

// find reads what a query asks for, and where the next page begins.
func (v *View) find(kind string, q Query) (found []Record, next string, err error) {
	var a args
	text, err := q.text(v, kind, &a)
	if err != nil {
		return nil, "", err
	}
	query := `SELECT k.place, (SELECT body FROM register_version b
		WHERE b.kind = k.kind AND b.id = k.id AND b.known_from = k.known_from
		AND b.so_from = k.so_from) ` + text + ` ORDER BY k.place`
	if q.Desc {
		query += ` DESC`
	}
	if q.Limit > 0 {
		query += ` LIMIT ` + a.add(int64(q.Limit)+1)
	}
	var secretive []Record
	var last []byte
	err = each(v.ctx, v.q, func(rows *sql.Rows) error {
		if q.Limit > 0 && len(found) == q.Limit { // one more: so there is a next page
			next = base64.RawURLEncoding.EncodeToString(last)
			return nil
		}
		var body string
		if err := rows.Scan(&last, &body); err != nil {
			return err
		}
		rec, err := v.r.decode(kind, body)
		if strings.Contains(body, sealMark) {
			secretive = append(secretive, rec)
		}
		found = append(found, rec)
		return err
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

// IDs lists the first ids of a kind.
func (v *View) IDs(kind string, limit int) (ids []string, err error) {
	found, _, err := v.find(kind, Query{Limit: limit})
	for _, rec := range found {
		_, id := rec.Named()
		ids = append(ids, id)
	}
	return ids, err
}
