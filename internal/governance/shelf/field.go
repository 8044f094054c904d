package shelf

import (
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Audiences are the groups that something can be for.
var Audiences = []page.Option{
	{Value: "sec_parties", Label: "SEC Parties"},
	{Value: "supplier_parties", Label: "Supplier Parties"},
	{Value: "network_parties", Label: "Network Parties"},
	{Value: "electricity_network_parties", Label: "Electricity Network Parties"},
	{Value: "device_manufacturers", Label: "Device manufacturers"},
}

// Title asks what something is called.
func Title[T any](at func(T) *string) desk.Bound[T] {
	return desk.BoundText(page.Field{Name: "title", Label: "Title", Control: page.Line}, at)
}

// Line asks for a line that may be left empty.
func Line[T any](name, label, hint string, at func(T) *string) desk.Bound[T] {
	return desk.BoundText(page.Field{Name: name, Label: label, Hint: hint, Control: page.Line,
		Optional: true}, at)
}

// Area asks for text that may be left empty.
func Area[T any](name, label, hint string, at func(T) *string) desk.Bound[T] {
	return desk.BoundText(page.Field{Name: name, Label: label, Hint: hint, Control: page.Area,
		Optional: true}, at)
}

// Lines asks for several, one a line.
func Lines[T any](name, label string, at func(T) *[]string) desk.Bound[T] {
	return desk.BoundLines(page.Field{Name: name, Label: label, Hint: "One on each line",
		Control: page.Area, Optional: true}, at)
}

// Groups asks for whom something is.
func Groups[T any](name, label string, at func(T) *[]string) desk.Bound[T] {
	return desk.BoundLines(page.Field{Name: name, Label: label, Control: page.Checks, Optional: true,
		Options: Audiences}, at)
}

// Contacts asks whom to turn to.
func Contacts[T any](name, label string, at func(T) *[]string) desk.Bound[T] {
	return desk.BoundRefs(page.Field{Name: name, Label: label, Optional: true}, "contact",
		register.Query{}, at)
}

// Owners asks whose something is.
func Owners[T any](name, label string, at func(T) *[]string) desk.Bound[T] {
	return desk.BoundRefs(page.Field{Name: name, Label: label, Optional: true}, "organisation body",
		register.Query{}, at)
}

// Options are values with their labels, in turns.
func Options(pairs ...string) (list []page.Option) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, page.Option{Value: pairs[i], Label: pairs[i+1]})
	}
	return list
}
