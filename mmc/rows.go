package mmc

import (
	"cmp"
	"fmt"
	"reflect"

	"github.com/mains-energy/mains/xmldoc"
)

// Row is an element or an attribute of a document, for people.
type Row struct {
	// Name is that of the element, with its number in brackets where several of the name stand
	// beside each other; of an attribute it is preceded by @.
	Name string
	Text string // the value as in XML, true of an element without content; empty around others
	Unit string // of the value; empty for none
	Rows []Row  // the attributes and the elements inside, in the order of the document
}

// Rows are the Header and the Body of a document with all values, but for the logs that
// [Document.Tables] has.
func (d *Document) Rows() []Row {
	v := reflect.ValueOf(d).Elem()
	return elementRows(nil, schema.Plan(v.Type()), v)
}

// rowOf is one occurrence of a part.
func rowOf(p *xmldoc.Particle, v reflect.Value) Row {
	row := Row{Name: p.Name, Unit: p.Unit}
	switch {
	case p.Simple != nil:
		row.Text = string(schema.AppendText(nil, p.Simple, v))
		return row
	case p.Kind == xmldoc.PresenceKind:
		row.Text = "true"
		return row
	}
	for _, a := range p.Inner.Attrs {
		row.Rows = partRows(row.Rows, a, v)
	}
	for i := range row.Rows {
		row.Rows[i].Name = "@" + row.Rows[i].Name
	}
	if value := p.Inner.Value; value != nil {
		inside := rowOf(value, v.Field(value.Field))
		row.Text, row.Unit = inside.Text, cmp.Or(inside.Unit, row.Unit)
		return row
	}
	row.Rows = elementRows(row.Rows, p.Inner, v)
	numberRows(row.Rows)
	return row
}

// elementRows appends the elements inside a structure, a set or a choice.
func elementRows(rows []Row, c *xmldoc.Content, v reflect.Value) []Row {
	if v.Kind() != reflect.Interface {
		for _, p := range c.Parts {
			rows = partRows(rows, p, v)
		}
		return rows
	}
	for _, p := range c.Parts {
		if !v.IsNil() && p.GoType == v.Elem().Type() {
			rows = append(rows, rowOf(p, reflect.Indirect(v.Elem())))
		}
	}
	return rows
}

// partRows appends what v holds of a part.
func partRows(rows []Row, p *xmldoc.Particle, v reflect.Value) []Row {
	switch {
	case p.Key != "":
		if inside := v.MapIndex(reflect.ValueOf(p.Key)); inside.IsValid() {
			rows = append(rows, rowOf(p, inside))
		}
		return rows
	case p.Field == xmldoc.Whole:
		return occurrence(rows, p, v)
	}
	field := v.Field(p.Field)
	switch {
	case p.Absent && field.IsZero():
	case isLog(p):
	case p.Max > 1:
		for i := range field.Len() {
			rows = occurrence(rows, p, field.Index(i))
		}
	default:
		rows = occurrence(rows, p, reflect.Indirect(field))
	}
	return rows
}

// occurrence appends one occurrence of a part, or what is in it where it is no element.
func occurrence(rows []Row, p *xmldoc.Particle, v reflect.Value) []Row {
	if p.Name == "" {
		return elementRows(rows, p.Inner, v)
	}
	return append(rows, rowOf(p, v))
}

// numberRows numbers the rows of a name that stand beside each other.
func numberRows(rows []Row) {
	count := map[string]int{}
	for i := range rows {
		count[rows[i].Name]++
	}
	next := map[string]int{}
	for i, row := range rows {
		if count[row.Name] > 1 {
			next[row.Name]++
			rows[i].Name = fmt.Sprintf("%s[%d]", row.Name, next[row.Name])
		}
	}
}
