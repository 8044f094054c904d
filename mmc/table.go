package mmc

import (
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/mains-energy/mains/xmldoc"
)

// Table is a log in a document: the entries of a repeated element that has a time.
type Table struct {
	Name string // of the element of the service, and the path of the repeated element in it
	// Columns are the paths of the values in an entry, the time first. A value that is
	// repeated in each entry has a column for each, with its number in brackets.
	Columns []string
	Units   []string   // of the columns, in the same order; empty where there is none
	Numbers []bool     // whether the values of a column are numbers
	Rows    [][]string // as in XML; empty where an entry has no such value
}

// Tables are the logs in a document, in its order; none of an answer that holds no log.
func (d *Document) Tables() []Table {
	inside := d.inside()
	if inside == nil {
		return nil
	}
	v := reflect.ValueOf(inside).Elem()
	name := inside.(interface{ Element() string }).Element()
	return tablesIn(nil, name, schema.Plan(v.Type()), v)
}

// inside is the pointer to the values of the answer or the alert, nil where there are none.
func (d *Document) inside() any {
	var inside any
	switch body := d.Body.(type) {
	case *ResponseMessage:
		inside = body.SMETSData
	case *DeviceAlertMessage:
		if body.DeviceAlertContent != nil {
			inside = body.DeviceAlertContent.Payload
		}
	}
	if inside == nil || reflect.ValueOf(inside).IsNil() {
		return nil
	}
	return inside
}

// tablesIn appends the logs in a structure.
func tablesIn(tables []Table, path string, c *xmldoc.Content, v reflect.Value) []Table {
	for _, p := range c.Parts {
		if p.Name == "" && p.Field == xmldoc.Whole {
			tables = tablesIn(tables, path, p.Inner, v)
			continue
		}
		if p.Inner == nil || p.Key != "" || v.Kind() != reflect.Struct {
			continue
		}
		field := v.Field(p.Field)
		switch {
		case isLog(p):
			if entries := entriesOf(field); entries.Len() > 0 {
				tables = append(tables, tableOf(path+"/"+p.Name, p.Inner, entries))
			}
		case field.Kind() == reflect.Slice:
			for i := range field.Len() {
				tables = tablesIn(tables, fmt.Sprintf("%s/%s[%d]", path, p.Name, i+1), p.Inner, field.Index(i))
			}
		case field.Kind() == reflect.Pointer && !field.IsNil():
			tables = tablesIn(tables, path+"/"+p.Name, p.Inner, field.Elem())
		case field.Kind() == reflect.Struct:
			tables = tablesIn(tables, path+"/"+p.Name, p.Inner, field)
		}
	}
	return tables
}

// isLog reports whether a part is the entries of a log, or the one entry of an alert.
func isLog(p *xmldoc.Particle) bool {
	several := p.Max > 1 || strings.HasSuffix(p.Name, "Entry")
	return several && p.Inner != nil && isEntry(p.Inner)
}

// entriesOf are the entries of a log as a list.
func entriesOf(field reflect.Value) reflect.Value {
	if field.Kind() == reflect.Slice {
		return field
	}
	list := reflect.MakeSlice(reflect.SliceOf(field.Type().Elem()), 0, 1)
	if field.IsNil() {
		return list
	}
	return reflect.Append(list, field.Elem())
}

// isEntry reports whether an element is an entry of a log: it has a time of its own.
func isEntry(c *xmldoc.Content) bool {
	return slices.ContainsFunc(c.Parts, func(p *xmldoc.Particle) bool { return isTime(p) })
}

// HoldsLogs reports whether the answer or alert is one that has logs, also where they are empty
// or were refused.
func (d *Document) HoldsLogs() bool {
	inside := d.inside()
	return inside != nil && hasEntries(planOf(inside))
}

// planOf is the content model of the struct that of points at.
func planOf(of any) *xmldoc.Content { return schema.Plan(reflect.TypeOf(of).Elem()) }

// hasEntries reports whether there are entries of logs somewhere in an element.
func hasEntries(c *xmldoc.Content) bool {
	return slices.ContainsFunc(c.Parts, func(p *xmldoc.Particle) bool {
		return isLog(p) || p.Inner != nil && p.Key == "" && hasEntries(p.Inner)
	})
}

// isNumber reports whether the values of a part are numbers.
func isNumber(p *xmldoc.Particle) bool {
	simple := p.Simple
	if simple == nil && p.Inner != nil && p.Inner.Value != nil {
		simple = p.Inner.Value.Simple
	}
	return simple != nil && (simple.Base == xmldoc.BaseDecimal || simple.Base.Integer())
}

// isTime reports whether a part is the time of an entry.
func isTime(p *xmldoc.Particle) bool {
	return strings.EqualFold(p.Name, "Timestamp") || p.Name == "BoostStart"
}

// tableOf is a log whose entries are the elements of a list.
func tableOf(name string, c *xmldoc.Content, list reflect.Value) Table {
	t := Table{Name: name}
	index := map[string]int{}
	for i := range list.Len() {
		var row []string
		cells(c, list.Index(i), "", func(column string, of *xmldoc.Particle, text string) {
			at, known := index[column]
			if !known {
				at = len(t.Columns)
				index[column] = at
				t.Columns, t.Units = append(t.Columns, column), append(t.Units, of.Unit)
				t.Numbers = append(t.Numbers, isNumber(of))
			}
			for len(row) <= at {
				row = append(row, "")
			}
			row[at] = text
		})
		t.Rows = append(t.Rows, row)
	}
	for i := range t.Rows {
		for len(t.Rows[i]) < len(t.Columns) {
			t.Rows[i] = append(t.Rows[i], "")
		}
	}
	return t
}

// eachCell is given a value of an entry: its column, what declares it, and its text in XML.
type eachCell func(column string, of *xmldoc.Particle, text string)

// cells gives each the values in an entry, the time first.
func cells(c *xmldoc.Content, v reflect.Value, path string, each eachCell) {
	for _, times := range [...]bool{true, false} {
		for _, p := range c.Parts {
			if isTime(p) == times {
				cellsOf(p, v, path, each)
			}
		}
	}
}

// cellsOf gives each the values of one part of an entry.
func cellsOf(p *xmldoc.Particle, v reflect.Value, path string, each eachCell) {
	if p.Name == "" && p.Field == xmldoc.Whole {
		for _, inside := range p.Inner.Parts {
			cellsOf(inside, v, path, each)
		}
		return
	}
	if v.Kind() != reflect.Struct {
		return
	}
	field := v.Field(p.Field)
	switch {
	case field.Kind() == reflect.Pointer && field.IsNil():
	case field.Kind() == reflect.Pointer:
		cell(p, field.Elem(), path+p.Name, each)
	case p.Max > 1:
		for i := range field.Len() {
			cell(p, field.Index(i), fmt.Sprintf("%s%s[%d]", path, p.Name, i+1), each)
		}
	case !p.Absent || !field.IsZero():
		cell(p, field, path+p.Name, each)
	}
}

// cell gives each one value, or those in it.
func cell(p *xmldoc.Particle, v reflect.Value, path string, each eachCell) {
	switch {
	case p.Simple != nil:
		each(path, p, string(schema.AppendText(nil, p.Simple, v)))
	case p.Kind == xmldoc.PresenceKind:
		each(path, p, "true")
	case p.Inner == nil:
	case p.Inner.Value != nil:
		inside := p.Inner.Value
		each(path, p, string(schema.AppendText(nil, inside.Simple, v.Field(inside.Field))))
	default:
		cells(p.Inner, v, path+"/", each)
	}
}

// CSV writes logs as comma-separated values: for each table a line with the names of its
// columns, then its rows. A table like the one before goes on with it, so that a log that
// came in several answers makes one table; others stand behind an empty line. Create one with
// [NewCSV].
type CSV struct {
	w    *csv.Writer
	last string // name and columns of the table before
}

// NewCSV writes to w.
func NewCSV(w io.Writer) *CSV { return &CSV{w: csv.NewWriter(w)} }

// Write writes the logs of a document, and reports how many there were. The columns are led by
// the Device that has the log and the log.
func (c *CSV) Write(d *Document) (tables int, err error) {
	all := d.Tables()
	for i := range all {
		if err := c.table(d.Header.BusinessOriginatorID.String(), &all[i]); err != nil {
			return i, err
		}
	}
	c.w.Flush()
	return len(all), c.w.Error()
}

func (c *CSV) table(device string, t *Table) error {
	head := append([]string{"BusinessOriginatorID", "Log"}, t.Columns...)
	if kind := t.Name + "\n" + strings.Join(t.Columns, "\n"); kind != c.last {
		if c.last != "" {
			if err := c.w.Write(nil); err != nil {
				return err
			}
		}
		c.last = kind
		if err := c.w.Write(head); err != nil {
			return err
		}
	}
	record := make([]string, 0, len(head))
	for _, row := range t.Rows {
		record = append(append(record[:0], device, t.Name), row...)
		if err := c.w.Write(record); err != nil {
			return err
		}
	}
	return nil
}
