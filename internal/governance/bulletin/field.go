package bulletin

import (
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// audiences are the groups that something can be for.
var audiences = []page.Option{
	{Value: "sec_parties", Label: "SEC Parties"},
	{Value: "supplier_parties", Label: "Supplier Parties"},
	{Value: "network_parties", Label: "Network Parties"},
	{Value: "electricity_network_parties", Label: "Electricity Network Parties"},
	{Value: "device_manufacturers", Label: "Device manufacturers"},
}

// title asks what something is called.
func title[T any](at func(T) *string) desk.Bound[T] {
	return desk.BoundText(page.Field{Name: "title", Label: "Title", Control: page.Line}, at)
}

// line asks for a line that may be left empty.
func line[T any](name, label, hint string, at func(T) *string) desk.Bound[T] {
	return desk.BoundText(page.Field{Name: name, Label: label, Hint: hint, Control: page.Line,
		Optional: true}, at)
}

// area asks for text that may be left empty.
func area[T any](name, label, hint string, at func(T) *string) desk.Bound[T] {
	return desk.BoundText(page.Field{Name: name, Label: label, Hint: hint, Control: page.Area,
		Optional: true}, at)
}

// lines asks for several, one a line.
func lines[T any](name, label string, at func(T) *[]string) desk.Bound[T] {
	return desk.BoundLines(page.Field{Name: name, Label: label, Hint: "One on each line",
		Control: page.Area, Optional: true}, at)
}

// groups asks for whom something is.
func groups[T any](name, label string, at func(T) *[]string) desk.Bound[T] {
	return desk.BoundLines(page.Field{Name: name, Label: label, Control: page.Checks, Optional: true,
		Options: audiences}, at)
}

// contacts asks whom to turn to.
func contacts[T any](name, label string, at func(T) *[]string) desk.Bound[T] {
	return desk.BoundRefs(page.Field{Name: name, Label: label, Optional: true}, "contact",
		register.Query{}, at)
}

// owners asks whose something is.
func owners[T any](name, label string, at func(T) *[]string) desk.Bound[T] {
	return desk.BoundRefs(page.Field{Name: name, Label: label, Optional: true}, "organisation body",
		register.Query{}, at)
}

// options are values with their labels, in turns.
func options(pairs ...string) (list []page.Option) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, page.Option{Value: pairs[i], Label: pairs[i+1]})
	}
	return list
}
