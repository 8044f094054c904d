package contact

import (
	"errors"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

type change = *record.ContactChange

// details are what a Party is asked about its entry.
func details() []desk.Bound[change] {
	bound := []desk.Bound[change]{
		desk.BoundText(page.Field{Name: "organisation", Label: "Organisation", Control: page.Line,
			Complete: "organization"}, func(c change) *string { return &c.Organisation }),
		participants(), fuels(), user(),
	}
	bound = append(bound, reached("main", "Main contact", false,
		func(c change) *record.Reached { return &c.Main })...)
	bound = append(bound, reached("other", "Alternative contact", true,
		func(c change) *record.Reached { return &c.Other })...)
	return append(bound, desk.Bound[change]{
		Fields: func(_ *register.View, c change) ([]page.Field, error) {
			f := page.Field{Name: "opt-in", Label: "Opt-in", Control: page.Checks, Optional: true,
				Hint: "Without it nothing is sent to the code administrator, and nobody finds this. It " +
					"can be withdrawn at any time.",
				Options: shelf.Options(yes, "We agree that SEC Parties who say what for, and that it is a "+
					"permitted use, are shown these details")}
			if c.OptIn {
				f.Values = []string{yes}
			}
			return []page.Field{f}, nil
		},
		Set: func(c change, in page.Input) error { c.OptIn = in.Text("opt-in") == yes; return nil },
	})
}

// participants asks for whom in the market an entry is: small letters are taken for capitals.
func participants() desk.Bound[change] {
	const name = "participants"
	b := shelf.Lines(name, "Market participant IDs",
		func(c change) *[]string { return &c.Participants })
	set := b.Set
	b.Set = func(c change, in page.Input) error {
		if err := set(c, in); err != nil {
			return err
		}
		for i, id := range c.Participants {
			c.Participants[i] = strings.ToUpper(id)
			if !record.IsParticipant(c.Participants[i]) {
				return page.Faults{{Field: name, Text: "Market participant IDs: " + id + " is none: want " +
					"three or four letters or digits"}}
			}
		}
		return nil
	}
	return b
}

// fuels asks for which fuels an entry is.
func fuels() desk.Bound[change] {
	return desk.Bound[change]{
		Fields: func(_ *register.View, c change) ([]page.Field, error) {
			f := page.Field{Name: "fuels", Label: "Fuels", Control: page.Checks, Optional: true,
				Options: shelf.Options(string(record.Electricity), "Electricity", string(record.Gas), "Gas")}
			for _, fuel := range c.Fuels {
				f.Values = append(f.Values, string(fuel))
			}
			return []page.Field{f}, nil
		},
		Set: func(c change, in page.Input) error {
			c.Fuels = nil
			for _, fuel := range in.All("fuels") {
				c.Fuels = append(c.Fuels, record.Fuel(fuel))
			}
			return nil
		},
	}
}

// user asks a supplier whether it is a DCC User, where its User Roles do not say it.
func user() desk.Bound[change] {
	f := page.Field{Name: "dcc-user", Label: "Are you a DCC User?", Control: page.Choice,
		Hint:    "No User Role of yours is recorded here yet.",
		Options: shelf.Options(yes, "Yes", no, "No"), Optional: true}
	bound := desk.BoundText(f, func(c change) *string { return &c.DCCUser })
	fields := bound.Fields
	bound.Fields = func(v *register.View, c change) ([]page.Field, error) {
		p, err := register.Get[*record.Party](v, c.Party)
		if errors.Is(err, register.ErrNotFound) || err == nil && (!supplies(p) || userOf(p) != "") {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return fields(v, c)
	}
	return bound
}

// reached asks how somebody is reached.
func reached(
	name, whom string, optional bool, at func(change) *record.Reached,
) []desk.Bound[change] {
	ask := func(
		part, label, hint string, control page.Control, left bool,
		of func(*record.Reached) *register.Secret,
	) desk.Bound[change] {
		f := page.Field{Name: name + "-" + part, Label: label, Hint: hint, Control: control,
			Optional: optional || left, Group: whom}
		return desk.Bound[change]{
			Fields: func(_ *register.View, c change) ([]page.Field, error) {
				f := f
				if text := of(at(c)).Text(); text != "" {
					f.Values = []string{text}
				}
				return []page.Field{f}, nil
			},
			Set: func(c change, in page.Input) error {
				*of(at(c)) = register.NewSecret(strings.ReplaceAll(in.Text(f.Name), "\r\n", "\n"))
				return nil
			},
		}
	}
	return []desk.Bound[change]{
		ask("name", "Team or name", "Better a team: people change", page.Line, false,
			func(r *record.Reached) *register.Secret { return &r.Name }),
		ask("phone", "Telephone", "", page.Phone, false,
			func(r *record.Reached) *register.Secret { return &r.Phone }),
		ask("email", "E-mail", "", page.Email, false,
			func(r *record.Reached) *register.Secret { return &r.Email }),
		ask("hours", "Hours", "Such as: Monday to Friday, 8am to 6pm", page.Line, true,
			func(r *record.Reached) *register.Secret { return &r.Hours }),
		ask("out-of-hours", "Telephone out of hours", "", page.Phone, true,
			func(r *record.Reached) *register.Secret { return &r.OutOfHours }),
	}
}

// shownReached is how somebody is reached, for who may see it.
func shownReached(title string, r *record.Reached) page.Block {
	rows := page.Summary{}
	for _, each := range []struct {
		term string
		of   register.Secret
	}{
		{"Team or name", r.Name}, {"Telephone", r.Phone}, {"E-mail", r.Email}, {"Hours", r.Hours},
		{"Telephone out of hours", r.OutOfHours},
	} {
		if text := each.of.Text(); text != "" {
			rows.Rows = append(rows.Rows, page.Fact(each.term, page.T(text)))
		}
	}
	if len(rows.Rows) == 0 {
		return page.Section{Title: title, Blocks: []page.Block{page.Items{Empty: "None is given."}}}
	}
	return page.Section{Title: title, Blocks: []page.Block{rows}}
}

// compare is a table of what stands and what is to stand in its place; nil stands: nothing does.
func compare(v *register.View, stands, then change) (page.Block, error) {
	table := page.Table{Caption: "What stands, and what is to stand", RowHeads: true,
		Columns: []page.Column{{Title: ""}, {Title: "Stands now"}, {Title: "Is to stand"}}}
	was := map[string][]page.Words{}
	var err error
	if stands != nil {
		if was, err = said(v, stands); err != nil {
			return nil, err
		}
	}
	is, err := said(v, then)
	if err != nil {
		return nil, err
	}
	for _, term := range terms {
		before, after := line(was[term]), line(is[term])
		if len(before)+len(after) == 0 {
			continue
		}
		for _, cell := range []*page.Words{&before, &after} {
			if len(*cell) == 0 {
				*cell = page.Words{page.Missing("nothing")}
			}
		}
		if desk.Text(before) != desk.Text(after) {
			after = append(after, page.T(" "), page.Tag{Text: "Changed", Tone: page.Wait})
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(term), before, after})
	}
	return table, nil
}

// terms are the rows of the comparison.
var terms = []string{"Organisation", "Market participant IDs", "Fuels",
	"Says that it is a DCC User", "Main contact", "Alternative contact"}

// said is what details say, by term.
func said(v *register.View, c change) (map[string][]page.Words, error) {
	rows, err := desk.Facts(v, c, "entry", "party", "state", "opt_in")
	all := map[string][]page.Words{}
	for _, r := range rows {
		all[r.Term] = r.Values
	}
	return all, err
}

// line is several lines in one.
func line(lines []page.Words) (words page.Words) {
	for i, each := range lines {
		if i > 0 {
			words = append(words, page.T("; "))
		}
		words = append(words, each...)
	}
	return words
}
