package register

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
)

// Moment is the pair of dates of a view: what was so at one instant, as it was known at
// another.
type Moment struct{ So, Known time.Time }

// View is the register as one reader may see it at one moment.
type View struct {
	r      *Register
	q      querier
	ctx    context.Context
	reader *policy.Reader
	at     Moment
}

// View is the register for a reader at a moment.
func (r *Register) View(ctx context.Context, reader *policy.Reader, at Moment) *View {
	return &View{r: r, q: r.db, ctx: ctx, reader: reader, at: at}
}

// Reader is who looks.
func (v *View) Reader() *policy.Reader { return v.reader }

// Moment is when it looks at.
func (v *View) Moment() Moment { return v.at }

// Context is that of the question.
func (v *View) Context() context.Context { return v.ctx }

// As is the same moment for another reader: rules that count what the reader may not see.
func (v *View) As(reader *policy.Reader) *View {
	other := *v
	other.reader = reader
	return &other
}

// Meta is what the register knows about a version.
type Meta struct {
	Version string    // for a form to hand back: see [Tx.Unchanged]
	Known   time.Time // when it became known
}

// args collects the arguments of a query.
type args []any

// add appends an argument and returns its placeholder.
func (a *args) add(value any) string {
	*a = append(*a, value)
	return "$" + strconv.Itoa(len(*a))
}

// may is the condition that the reader may see the row of a table with mark and label.
func (a *args) may(reader *policy.Reader, table string) string {
	in := func(column string, values []string) string {
		list := make([]string, len(values))
		for i, v := range values {
			list[i] = a.add(v)
		}
		return table + "." + column + " IN (" + strings.Join(list, ", ") + ")"
	}
	marks, labels := reader.Marks(), reader.Labels()
	if len(labels) == 0 {
		return " AND " + in("mark", marks)
	}
	return " AND (" + in("mark", marks) + " OR " + in("label", labels) + ")"
}

// holds is the condition that a row of a table holds at the moment.
func (a *args) holds(at Moment, table string) string {
	known, so := a.add(store.Micros(at.Known)), a.add(store.Micros(at.So))
	return fmt.Sprintf(" AND %[1]s.known_from <= %[2]s AND %[1]s.known_until > %[2]s"+
		" AND %[1]s.so_from <= %[3]s AND %[1]s.so_until > %[3]s", table, known, so)
}

// kindOf is the kind of a type of record.
func kindOf[T Record](v *View) (string, error) {
	kind, declared := v.r.types[reflect.TypeFor[T]()]
	if !declared {
		return "", fmt.Errorf("register: %s is no declared kind", reflect.TypeFor[T]())
	}
	return kind, nil
}

// Get is the record with an id; [ErrNotFound] where there is none that the reader may know
// of.
func Get[T Record](v *View, id string) (T, error) {
	rec, _, err := GetMeta[T](v, id)
	return rec, err
}

// GetMeta is the record with an id, and which version it is.
func GetMeta[T Record](v *View, id string) (rec T, meta Meta, err error) {
	kind, err := kindOf[T](v)
	if err != nil {
		return rec, meta, err
	}
	row, err := v.one(kind, id)
	if err != nil {
		return rec, meta, err
	}
	return row.rec.(T), row.meta(), nil
}

// Record is the record of a kind and an id, where the kind is not known beforehand.
func (v *View) Record(kind, id string) (Record, error) { return v.record(kind, id) }

func (v *View) record(kind, id string) (Record, error) {
	row, err := v.one(kind, id)
	return row.rec, err
}

func (v *View) meta(kind, id string) (Meta, error) {
	row, err := v.one(kind, id)
	return row.meta(), err
}

// row is a version as it is read.
type row struct {
	value []byte // of the key that it was found by
	id    string
	known int64
	rec   Record
}

func (r row) meta() Meta {
	return Meta{Version: strconv.FormatInt(r.known, 36), Known: store.Time(r.known)}
}

func (v *View) one(kind, id string) (row, error) {
	rows, _, err := v.find(kind, Query{Key: "id", Is: id, Limit: 1})
	if err != nil {
		return row{}, err
	}
	if len(rows) == 0 {
		return row{}, fmt.Errorf("%w: %s %s", ErrNotFound, kind, id)
	}
	return rows[0], nil
}

// Query asks for the records that have a key, in the order of its values.
type Query struct {
	Key   string // its name; empty: id
	Is    string // the value, where it is one
	From  string // or the first value
	To    string // and the one after the last; empty: no end
	Where []Key  // what they also have
	Not   []Key  // and have not
	Desc  bool   // the last first
	Limit int    // 0: all
	After string // the Next of the page before
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
	rows, next, err := v.find(kind, q)
	if err != nil {
		return page, err
	}
	for _, r := range rows {
		page.Records = append(page.Records, r.rec.(T))
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
	rows, err := v.q.QueryContext(v.ctx, `SELECT COUNT(*) `+text, a...)
	if err != nil {
		return 0, fmt.Errorf("register: %w", err)
	}
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			return 0, err
		}
	}
	return n, rows.Err()
}

// text is FROM and WHERE of a query.
func (q Query) text(v *View, kind string, a *args) (string, error) {
	name := q.Key
	if name == "" {
		name = "id"
	}
	text := `FROM register_key k
		JOIN register_head h ON h.kind = k.kind AND h.id = k.id
		WHERE k.kind = ` + a.add(kind) + ` AND k.name = ` + a.add(name)
	if q.Is != "" {
		text += ` AND k.value = ` + a.add([]byte(q.Is))
	}
	if q.From != "" {
		text += ` AND k.value >= ` + a.add([]byte(q.From))
	}
	if q.To != "" {
		text += ` AND k.value < ` + a.add([]byte(q.To))
	}
	if q.After != "" {
		raw, err := base64.RawURLEncoding.DecodeString(q.After)
		value, id, found := cutLast(string(raw))
		if err != nil || !found {
			return "", fmt.Errorf("%w: no such page", ErrNotFound)
		}
		order := ">"
		if q.Desc {
			order = "<"
		}
		at := a.add([]byte(value))
		text += ` AND (k.value ` + order + ` ` + at + ` OR k.value = ` + at +
			` AND k.id ` + order + ` ` + a.add(id) + `)`
	}
	text += a.holds(v.at, "k") + a.may(v.reader, "k") + a.may(v.reader, "h")
	has := func(key Key) string {
		return `EXISTS (SELECT 1 FROM register_key f WHERE f.kind = k.kind
			AND f.id = k.id AND f.known_from = k.known_from AND f.so_from = k.so_from
			AND f.name = ` + a.add(key.Name) + ` AND f.value = ` + a.add([]byte(key.Value)) + `)`
	}
	for _, key := range q.Where {
		text += ` AND ` + has(key)
	}
	for _, key := range q.Not {
		text += ` AND NOT ` + has(key)
	}
	return text, nil
}

// cutLast parts the value of a key from the id after it.
func cutLast(cursor string) (value, id string, found bool) {
	i := strings.LastIndexByte(cursor, 0)
	if i < 0 {
		return "", "", false
	}
	return cursor[:i], cursor[i+1:], true
}

// find reads what a query asks for, and where the next page begins.
func (v *View) find(kind string, q Query) (found []row, next string, err error) {
	var a args
	text, err := q.text(v, kind, &a)
	if err != nil {
		return nil, "", err
	}
	order := ""
	if q.Desc {
		order = " DESC"
	}
	query := `SELECT k.value, k.id, k.known_from, (SELECT body FROM register_version b
		WHERE b.kind = k.kind AND b.id = k.id AND b.known_from = k.known_from
		AND b.so_from = k.so_from) ` + text + ` ORDER BY k.value` + order + `, k.id` + order
	if q.Limit > 0 {
		query += ` LIMIT ` + a.add(int64(q.Limit)+1)
	}
	rows, err := v.q.QueryContext(v.ctx, query, a...)
	if err != nil {
		return nil, "", fmt.Errorf("register: %w", err)
	}
	var secretive []Record
	for rows.Next() {
		var r row
		var body string
		if err := rows.Scan(&r.value, &r.id, &r.known, &body); err != nil {
			return nil, "", err
		}
		if r.rec, err = v.r.decode(kind, body); err != nil {
			return nil, "", err
		}
		if strings.Contains(body, sealMark) {
			secretive = append(secretive, r.rec)
		}
		found = append(found, r)
	}
	if err := rows.Err(); err != nil {
		return nil, "", err
	}
	if q.Limit > 0 && len(found) > q.Limit {
		found = found[:q.Limit]
		last := found[q.Limit-1]
		next = base64.RawURLEncoding.EncodeToString([]byte(string(last.value) + "\x00" + last.id))
	}
	return found, next, v.open(secretive)
}

// decode reads a body.
func (r *Register) decode(kind, body string) (Record, error) {
	k, declared := r.kinds[kind]
	if !declared {
		return nil, fmt.Errorf("register: kind %q is not declared", kind)
	}
	rec := k.New()
	if err := json.Unmarshal([]byte(body), rec); err != nil {
		return nil, fmt.Errorf("register: %s: %w", kind, err)
	}
	return rec, nil
}

// Records lists records of a kind that is not known beforehand.
func (v *View) Records(kind string, q Query) (records []Record, next string, err error) {
	rows, next, err := v.find(kind, q)
	for _, r := range rows {
		records = append(records, r.rec)
	}
	return records, next, err
}

// IDs lists the first ids of a kind.
func (v *View) IDs(kind string, limit int) (ids []string, err error) {
	rows, _, err := v.find(kind, Query{Limit: limit})
	for _, r := range rows {
		ids = append(ids, r.id)
	}
	return ids, err
}
