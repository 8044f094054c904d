package newsletter

import (
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The fields of the forms.
const (
	monthField    = "month"
	headlineField = "headline"
	textField     = "text"
	placeField    = "place"
	outField      = "out"
	stands        = "stands" // publish although the records have changed
)

func digits(n int) string { return strconv.Itoa(n) }

// begins is how an edition begins.
func begins(d *desk.Desk) *desk.Adding[*record.Edition] {
	return &desk.Adding[*record.Edition]{
		Desk: d, Kind: "edition", Label: "Begin an edition", May: desk.Staff,
		New: func(id string) *record.Edition { return &record.Edition{Head: record.Head{ID: id}} },
		Fields: func(v *register.View, _ *record.Edition) ([]page.Field, error) {
			return []page.Field{
				{Name: monthField, Label: "Month", Control: page.Line, Limit: 7,
					Hint: "For example, 2022-02", Values: []string{string(monthOf(today(v)))}},
				{Name: headlineField, Label: "Headline of the welcome", Control: page.Line, Limit: 200},
				{Name: textField, Label: "Text of the welcome", Control: page.Area, Limit: 4000,
					Optional: true},
			}, nil
		},
		Do: func(x *desk.Doing[*record.Edition]) error {
			var month record.Month
			if month.UnmarshalText([]byte(x.In.Text(monthField))) != nil || month == "" {
				return page.Faults{{Field: monthField, Text: "Enter a month, such as 2022-02"}}
			}
			of, err := register.All[*record.Edition](x.Tx.View,
				register.Query{Key: "month", Is: string(month)})
			if err != nil {
				return err
			}
			if len(of) > 0 {
				return page.Faults{{Field: monthField, Text: "There is an edition of " + month.Long() +
					" already: enter another month"}}
			}
			before, err := latest(x.Tx.View, month)
			if err != nil {
				return err
			}
			x.Record = begun(before, month)
			x.Record.ID, x.Record.State = "edition-"+string(month), record.EditionCollecting
			x.Record.Welcome = &record.Welcome{Headline: x.In.Text(headlineField),
				Summary: x.In.Text(textField)}
			return nil
		},
	}
}

// steps are what the administrator can do with an edition.
func steps(d *desk.Desk) *desk.Deeds[*record.Edition] {
	m, may := Machine(), desk.StaffOf[*record.Edition]
	collecting := desk.Take(m, collect, may)
	collecting.Do = collectItems
	reviewing := desk.Take(m, submit, may)
	reviewing.Lead = "Somebody else of the administrator then reads it, and approves it or sends " +
		"it back."
	reviewing.Do = func(x *desk.Doing[*record.Edition]) error {
		x.Record.SubmittedBy = x.Reader.Person
		return nil
	}
	approving := desk.Take(m, approve, may)
	approving.Do = func(x *desk.Doing[*record.Edition]) error {
		if x.Record.SubmittedBy == x.Reader.Person {
			return page.Faults{{Text: "You put this edition up for review: somebody else of the " +
				"administrator approves it."}}
		}
		return nil
	}
	publishing := desk.Take(m, publish, may)
	publishing.Danger = true
	publishing.Lead = "From then on everyone can read it, and it never changes. It goes out by mail " +
		"at once."
	publishing.Fields, publishing.Do = publishFields, publishItems
	return &desk.Deeds[*record.Edition]{
		Desk: d, Kind: "edition", Machine: m,
		State: func(e *record.Edition) string { return string(shown(e)) },
		Now: func(v *register.View, e *record.Edition) (string, error) {
			state, err := stateOf(v, e)
			return string(state), err
		},
		Enter: func(e *record.Edition, state string) { e.State = record.EditionState(state) },
		Deeds: []desk.Deed[*record.Edition]{collecting, reviewing, approving, publishing,
			desk.Take(m, sendBack, may), proof()},
	}
}

// edits are what the administrator can do with an item of an edition.
func edits(d *desk.Desk) *desk.Deeds[*record.EditionItem] {
	return &desk.Deeds[*record.EditionItem]{
		Desk: d, Kind: "edition_item",
		Deeds: []desk.Deed[*record.EditionItem]{{
			Name: edit, Label: "Edit the item", May: desk.StaffOf[*record.EditionItem],
			Lead: "Dates and contacts stand as they are in the register, below the text.",
			Fields: func(_ *register.View, i *record.EditionItem) ([]page.Field, error) {
				out := page.Field{Name: outField, Label: "Leave it out", Control: page.Checks, Optional: true,
					Options: []page.Option{{Value: "yes", Label: "This item is not in the edition"}}}
				if i.LeftOut {
					out.Values = []string{"yes"}
				}
				return []page.Field{
					{Name: headlineField, Label: "Headline", Control: page.Line, Limit: 200,
						Values: []string{i.Headline}},
					{Name: textField, Label: "Text", Control: page.Area, Limit: 4000, Optional: true,
						Values: []string{i.Body}, Hint: "Paragraphs are parted by empty lines."},
					{Name: placeField, Label: "Place in the edition", Control: page.Number,
						Values: []string{digits(i.Place)},
						Hint:   "The items of a section stand in the order of these numbers."},
					out,
				}, nil
			},
			Hindrance: notDraft, Do: editItem,
		}},
	}
}

// notDraft says why an item cannot be edited; empty where it can.
func notDraft(v *register.View, i *record.EditionItem) (string, error) {
	e, err := register.Get[*record.Edition](v, i.Edition)
	if err != nil {
		return "", err
	}
	if _, err := Machine().Take(string(shown(e)), edit); err != nil {
		return "This is not possible now: the edition is in the state “" + tag(shown(e)).Text +
			"”.", nil
	}
	return "", nil
}

// editItem changes how an item reads, for everyone and for Parties alike.
func editItem(x *desk.Doing[*record.EditionItem]) error {
	place, err := strconv.Atoi(x.In.Text(placeField))
	if err != nil || place < 1 || place > 9999 {
		return page.Faults{{Field: placeField, Text: "Enter a whole number from 1 to 9999"}}
	}
	all, err := register.All[*record.EditionItem](x.Tx.View,
		register.Query{Key: "edition", Is: x.Record.Edition})
	if err != nil {
		return err
	}
	for _, i := range append(all, x.Record) {
		if i.Key != x.Record.Key {
			continue
		}
		i.Headline, i.Body, i.Place = x.In.Text(headlineField), x.In.Text(textField), place
		i.LeftOut, i.Edited = len(x.In.All(outField)) > 0, true
		if i.ID != x.Record.ID {
			if err := x.Tx.Put(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// publishFields ask whether to publish where the records have changed since.
func publishFields(v *register.View, e *record.Edition) ([]page.Field, error) {
	changes, err := differences(v.As(policy.System()), e)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	return []page.Field{{Name: stands, Control: page.Checks, Optional: true,
		Label: "Changed in the register since the items were collected",
		Hint: strings.Join(changes, "; ") + ". To bring it in, send the edition back, collect again " +
			"and have it approved.",
		Options: []page.Option{{Value: "yes",
			Label: "Publish it as it was approved, all the same"}}}}, nil
}
