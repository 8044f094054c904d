package consultation

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// mostAtOnce is how many suggestions are decided on with one press [D].
const mostAtOnce = 20

// waiting are the suggestions that wait, the first [mostAtOnce].
func waiting(v *register.View) ([]*record.Suggestion, error) {
	found, err := register.Find[*record.Suggestion](v,
		register.Query{Key: "status", Is: suggested, Limit: mostAtOnce})
	return found.Records, err
}

// decideAllForm decides on all that wait: each is listed, declined, or left for later.
func (s subject) decideAllForm(ask *page.Ask) (*page.Form, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	if a, err := actorOf(v.As(policy.System()), ask.Who); err != nil {
		return nil, err
	} else if err := a.owner(); err != nil {
		return nil, err
	}
	all, err := waiting(v)
	form := &page.Form{Title: "Decide on what was suggested", Crumbs: desk.Crumbs("suggestion"),
		Lead:   "Who suggested one themselves is told what was decided: decline it on its own page.",
		Submit: "Save all"}
	if len(all) == 0 {
		form.Lead, form.Shut = "No suggestion waits.", true
	}
	for _, g := range all {
		hint, err := hintOf(v, g)
		if err != nil {
			return nil, err
		}
		choice := page.Field{Name: "decide-" + g.ID, Label: "Decision", Control: page.Choice,
			Group: g.Title + ", by " + g.Source, Values: []string{later}, Hint: hint,
			Options: []page.Option{{Value: listed, Label: "List it"}}}
		if g.Feed != "" {
			choice.Options = append(choice.Options, page.Option{Value: declined, Label: "Decline it"})
		}
		choice.Options = append(choice.Options, page.Option{Value: later, Label: "Leave it for later"})
		closes := desk.DayField("closes-"+g.ID, "Closes on", g.ClosesOn)
		closes.Optional, closes.Group = true, choice.Group
		form.Fields = append(form.Fields, choice, closes)
	}
	return form, err
}

// hintOf is the address of a suggestion, with the others that have it.
func hintOf(v *register.View, g *record.Suggestion) (string, error) {
	others, err := alike(v, g)
	hint := g.Link
	for i, words := range others {
		if i == 0 {
			hint += " – it may be there already, since these have the same address: "
		} else {
			hint += "; "
		}
		hint += desk.Text(words)
	}
	return hint, err
}

// later leaves a suggestion as it is.
const later = "later"

// submitDecideAllForm does what was chosen for each that still waits.
func (s subject) submitDecideAllForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	err := s.Act(ask, register.Act{Verb: "decide on suggestions"}, func(tx *register.Tx) error {
		a, err := actorOf(tx.View, ask.Who)
		if err == nil {
			err = a.owner()
		}
		if err != nil {
			return err
		}
		all, err := waiting(tx.View)
		if err != nil {
			return err
		}
		for _, g := range all {
			closes, err := desk.DayOf(in, "closes-"+g.ID)
			if err != nil {
				return err
			}
			decision := in.Text("decide-" + g.ID)
			if decision != listed && (decision != declined || g.Feed == "") {
				continue
			}
			g.ClosesOn = closes
			if decision == listed {
				if err := notOver(closes, tx.Now(), "closes-"+g.ID); err != nil {
					return err
				}
			}
			if err := settle(tx, g, decision, ""); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: page.At("suggestions"), Notice: "Saved."}, nil
}

// settle lists a suggestion or declines it, and tells whoever made it.
func settle(tx *register.Tx, g *record.Suggestion, decision, reason string) (err error) {
	g.Status, g.Reason = decision, reason
	why := "A consultation that you suggested was listed: " + g.Title
	if decision == listed {
		if g.ListedAs, err = enlist(tx, g); err != nil {
			return err
		}
	} else {
		why = "A consultation that you suggested was not listed: " + g.Title
	}
	if err := tx.Put(g); err != nil || g.From.Text() == "" {
		return err
	}
	return record.Leave(tx, record.Notice{Event: "suggestion_" + decision, Topic: "requests",
		Why: why, Text: reason, Due: tx.Now(),
		Address: register.NewSecret(g.From.Text())})
}

// suggestions is the list of suggestions, those that wait first.
func (s subject) suggestions(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: "Suggested consultations", Crumbs: []page.Link{desk.Home()},
		Lead: "What readers suggest for the list of open industry consultations, and what was found " +
			"in feeds.",
		List: &page.List{Title: "Suggested consultations",
			Columns: []string{"id", "title", "source", "status", "closes_on"}}}
	data := []*record.Suggestion{}
	for _, part := range []struct{ status, title, empty string }{
		{suggested, "To be decided", "None that you can see."},
		{listed, "Listed", "None that you can see."}, {declined, "Declined", "None that you can see."},
	} {
		found, err := register.Find[*record.Suggestion](v, register.Query{Key: "status",
			Is: part.status, Limit: desk.PageSize})
		if err != nil {
			return nil, err
		}
		items := page.Items{Empty: part.empty}
		for _, g := range found.Records {
			data = append(data, g)
			items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(g)},
				Body: []page.Words{page.Say(g.Source)}})
			view.List.Entries = append(view.List.Entries, page.Entry{ID: g.ID, Title: g.Title,
				To: desk.AddressOf(g), Cells: []string{g.ID, g.Title, g.Source, g.Status,
					g.ClosesOn.String()}})
		}
		view.Blocks = append(view.Blocks, page.Section{Title: part.title, Blocks: []page.Block{items}})
	}
	if v.Reader().Staff {
		view.Actions = []page.Link{
			{Text: "Decide on all that wait", To: page.At("suggestions", "decide")},
			{Text: "Feeds of others", To: page.At("industry-feeds")}}
	}
	view.Data = map[string]any{"suggestions": data}
	return view, nil
}

// The filter by closing date, as the query has it, and how many days each takes in. [D]
const byClosing = "closing"

var closingWithin = []struct {
	choice
	days int
}{
	{choice{"week", "within a week", ""}, 7},
	{choice{"month", "within 30 days", ""}, 30},
	{choice{"quarter", "within 90 days", ""}, 90},
}

// within are the parts of a list by when they close: what closes within the days that are asked
// for, and all where none are.
func within(list []part, asked string, today calendar.Date) []part {
	for _, w := range closingWithin {
		if w.code != asked {
			continue
		}
		var kept []part
		for _, p := range list {
			if p.title == dated {
				p.query.To = register.InstantKey(today.AddDays(w.days + 1).Start())
				p.empty = "None closes " + w.label + "."
				kept = append(kept, p)
			}
		}
		if len(kept) > 0 {
			return kept
		}
	}
	return list
}

func closings() (choices []choice) {
	for _, w := range closingWithin {
		choices = append(choices, w.choice)
	}
	return choices
}
