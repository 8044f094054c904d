package register

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
)

// Moment is the pair of dates of a view: what was so at one instant, as it was known at
// another. Both count to the microsecond, rounded down.
type Moment struct{ So, Known time.Time }

// View is the register as one reader may see it at one moment.
type View struct {
	r      *Register
	q      querier
	ctx    context.Context
	reader *policy.Reader
	at     Moment
}

// View is the register for a reader at a moment. What it gives stays so where the moment is
// not after [Register.Now].
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

// At is the same register for the same reader, of what is so at another instant.
func (v *View) At(so time.Time) *View {
	other := *v
	other.at.So = so
	return &other
}

// today is when the labels of records are judged at: the moment, where it is of now, so that
// what is so then is judged as it is; otherwise now, whatever the moment.
func (v *View) today() int64 {
	so := v.at.So.UnixMicro()
	last, today := v.r.state()
	_, acts := v.q.(*sql.Tx) // at an instant that is not yet
	if acts || last <= so && so <= today && today-so <= slack.Microseconds() {
		return so
	}
	return today
}

// Meta is what the register knows about a version.
type Meta struct {
	Version string    // for a form to hand back: see [Tx.Unchanged]
	Known   time.Time // when what it says became known
}

// args collects the arguments of a query.
type args []any

// add appends an argument and returns its placeholder.
func (a *args) add(value any) string {
	*a = append(*a, value)
	return "$" + strconv.Itoa(len(*a))
}

// fewLabels is how many labels of a mark stand in a query one by one. Somebody may have
// thousands: then all of them are one text, so that queries stay short and alike.
const fewLabels = 20

// may is the condition that the reader may see the row of a table with mark and label.
func (a *args) may(reader *policy.Reader, table string) string {
	var any []string
	in := func(column string, values []string) {
		if len(values) == 0 {
			return
		}
		list := make([]string, len(values))
		for i, v := range values {
			list[i] = a.add(v)
		}
		any = append(any, table+"."+column+" IN ("+strings.Join(list, ", ")+")")
	}
	in("mark", reader.Marks())
	for _, labels := range reader.LabelsByMark() {
		if len(labels) <= fewLabels {
			in("label", labels)
			continue
		}
		// No label has a line break: see checkLabel.
		all, end := a.add("\n"+strings.Join(labels, "\n")+"\n"), a.add("\n")
		mark := string(policy.ParseLabel(labels[0]).Mark)
		any = append(any, "("+table+".mark = "+a.add(mark)+" AND replace("+all+", "+end+" || "+
			table+".label || "+end+", '') <> "+all+")")
	}
	if len(any) == 0 {
		return " AND 1 = 0"
	}
	return " AND (" + strings.Join(any, " OR ") + ")"
}

// today is the condition that the reader may see, by its label of today, the record that a
// row of a table is of.
func (a *args) today(v *View, table string) string {
	return fmt.Sprintf(` AND EXISTS (SELECT 1 FROM register_head h WHERE h.kind = %[1]s.kind
		AND h.id = %[1]s.id AND h.so_from <= %[2]s AND h.so_until > %[2]s`, table, a.add(v.today())) +
		a.may(v.reader, "h") + ")"
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
func Get[T Record](v *View, id string) (rec T, err error) {
	kind, err := kindOf[T](v)
	if err != nil {
		return rec, err
	}
	found, err := v.Record(kind, id)
	if err != nil {
		return rec, err
	}
	return found.(T), nil
}

// GetMeta is the record with an id, and which version it is.
func GetMeta[T Record](v *View, id string) (rec T, meta Meta, err error) {
	kind, err := kindOf[T](v)
	if err != nil {
		return rec, meta, err
	}
	row, err := v.named(kind, id)
	if err != nil {
		return rec, meta, err
	}
	found, err := v.read(kind, row.body)
	if err != nil {
		return rec, meta, err
	}
	return found.(T), row.meta(), nil
}

// Record is the record of a kind and an id, where the kind is not known beforehand.
func (v *View) Record(kind, id string) (Record, error) {
	row, err := v.stored(kind, id)
	if err != nil {
		return nil, err
	}
	return v.read(kind, row.body)
}

// read reads a body as a record, with its secrets.
func (v *View) read(kind, body string) (Record, error) {
	rec, err := v.r.decode(kind, body)
	if err != nil {
		return nil, fmt.Errorf("register: %w", err)
	}
	if !strings.Contains(body, sealMark) {
		return rec, nil
	}
	return rec, v.open([]Record{rec})
}

// held is the version of a record that holds at a moment.
type held struct {
	body   string
	soFrom int64
	// Asked for by named alone:
	made   int64 // when what it says became known
	latest int64 // when the last change of the record is known from, which may be of another time
}

// meta is what names the version: a form is refused whatever has happened since.
func (h held) meta() Meta {
	return Meta{
		Version: strconv.FormatInt(h.latest, 36) + "." + strconv.FormatInt(h.soFrom, 36),
		Known:   store.Time(h.made),
	}
}

// stored is the version of a record that holds at the moment.
func (v *View) stored(kind, id string) (held, error) { return v.held(kind, id, `0, 0`) }

// named is that version with what names it.
func (v *View) named(kind, id string) (held, error) {
	return v.held(kind, id, `(SELECT e.known FROM register_event e WHERE e.seq = v.event),
		(SELECT e.known FROM register_event e WHERE e.kind = $1 AND e.id = $2 AND e.known <= $4
			AND e.label <> '' ORDER BY e.seq DESC LIMIT 1)`)
}

// held reads the version that holds at the moment: one at most. The order leads to it at
// once in the common case.
func (v *View) held(kind, id, columns string) (found held, err error) {
	if !isText(kind) || !isText(id) {
		return found, fmt.Errorf("%w: %q %q", ErrNotFound, kind, id)
	}
	a := args{kind, id, v.today(), v.at.Known.UnixMicro(), v.at.So.UnixMicro()}
	may := a.may(v.reader, "v") + a.may(v.reader, "h")
	err = v.q.QueryRowContext(v.ctx, `SELECT v.so_from, v.body, `+columns+`
		FROM register_version v JOIN register_head h ON h.kind = v.kind AND h.id = v.id
		WHERE v.kind = $1 AND v.id = $2 AND h.so_from <= $3 AND h.so_until > $3
		AND v.known_from <= $4 AND v.known_until > $4 AND v.so_from <= $5 AND v.so_until > $5`+may+`
		ORDER BY v.known_from DESC, v.so_from DESC LIMIT 1`, a...,
	).Scan(&found.soFrom, &found.body, &found.made, &found.latest)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return held{}, fmt.Errorf("%w: %s %s", ErrNotFound, kind, id)
	case err != nil:
		return found, fmt.Errorf("register: %s %s: %w", kind, id, err)
	}
	return found, nil
}

// decode reads a body.
func (r *Register) decode(kind, body string) (Record, error) {
	k, declared := r.kinds[kind]
	if !declared {
		return nil, fmt.Errorf("kind %q is not declared", kind)
	}
	rec := k.New()
	if err := json.Unmarshal([]byte(body), rec); err != nil {
		return nil, fmt.Errorf("the body of a %s cannot be read: %w", kind, err)
	}
	return rec, nil
}
