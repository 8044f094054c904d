package consultation

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// industryAddress is the list of consultations that others run [S].
const industryAddress page.Address = "/open-industry-consultations"

// What became of a suggestion.
const (
	suggested = "suggested"
	listed    = "listed"
	declined  = "declined"
)

// industry is the page of the consultations that others run, those open first.
func (s subject) industry(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	view := &page.View{
		Title: "Open industry consultations", Crumbs: append([]page.Link{desk.Home()},
			page.Link{Text: "Consultations", To: page.At("consultations")}),
		Lead: "Run by others and listed for information: respond where each says. Anybody can " +
			"suggest one; the helpdesk looks at it before it is listed.",
		List: &page.List{Title: "Open industry consultations", Columns: columns, Dated: true},
	}
	list := parts(ask.Query.Get(byState), v.Moment().So, record.Elsewhere, where(ask.Query))
	shown, err := fill(v, view, industryAddress, ask.Query, within(list, ask.Query.Get(byClosing),
		calendar.DateOf(v.Moment().So)))
	if err != nil {
		return nil, err
	}
	var sources, documents []choice
	for _, c := range shown {
		sources = append(sources, choice{c.Source, c.Source, ""})
		documents = append(documents, choice{c.Document, c.Document, ""})
	}
	view.Blocks = append(view.Blocks, page.Details{Summary: "Show only some", Blocks: []page.Block{
		filter(industryAddress, ask.Query, byType, "Type", types(true)),
		filter(industryAddress, ask.Query, byOwner, "Run by", distinct(sources)),
		filter(industryAddress, ask.Query, byClosing, "Closing", closings()),
		addressed(industryAddress, ask.Query),
		filter(industryAddress, ask.Query, byDocument, "Document", distinct(documents)),
	}})
	view.Actions = []page.Link{{Text: "Suggest a consultation", To: industryAddress + "/suggest"}}
	if v.Reader().Staff {
		view.Actions = append(view.Actions,
			page.Link{Text: "Suggestions that wait", To: page.At("suggestions")},
			page.Link{Text: "Feeds of others", To: page.At("industry-feeds")})
	}
	return view, nil
}

// distinct are choices without those that say nothing, each once and in order.
func distinct(choices []choice) []choice {
	choices = slices.DeleteFunc(choices, func(c choice) bool { return c.code == "" })
	slices.SortFunc(choices, func(a, b choice) int {
		if a.code < b.code {
			return -1
		}
		return 1
	})
	return slices.CompactFunc(choices, func(a, b choice) bool { return a.code == b.code })
}

// suggestForm lets anybody suggest a consultation.
func (s subject) suggestForm(*page.Ask) (*page.Form, error) {
	return &page.Form{
		Title:  "Suggest a consultation",
		Crumbs: []page.Link{desk.Home(), {Text: "Open industry consultations", To: industryAddress}},
		Lead:   "The helpdesk looks at it and lists it, or tells you why not.",
		Fields: []page.Field{
			{Name: "title", Label: "Title", Control: page.Line},
			{Name: "source", Label: "Who runs it", Control: page.Line, Limit: 200},
			{Name: "type", Label: "Type", Control: page.Select, Options: options(types(true))},
			{Name: "link", Label: "Address of its page", Control: page.Line, Limit: 500,
				Hint: "Beginning with https:// or http://"},
			{Name: closesField, Label: "Closes on", Control: page.Day, Optional: true},
			{Name: "audience", Label: "Who should respond", Control: page.Checks, Optional: true,
				Options: options(audienceChoices())},
			{Name: "document", Label: "Document that it is about", Control: page.Line, Optional: true,
				Limit: 200},
			{Name: "from", Label: "Your e-mail address", Control: page.Email, Complete: "email",
				Hint: "Only the helpdesk sees it, to answer you"},
		},
		Submit: "Suggest it",
	}, nil
}

// submitSuggestForm keeps a suggestion.
func (s subject) submitSuggestForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	var faults page.Faults
	link, err := desk.LinkIn(in, "link")
	faults = append(faults, faultsOf(err)...)
	closes, err := desk.DayOf(in, closesField)
	if err == nil {
		err = notOver(closes, ask.Moment.So, closesField)
	}
	faults = append(faults, faultsOf(err)...)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	err = s.Act(ask, register.Act{Verb: "suggest a consultation"}, func(tx *register.Tx) error {
		g := &record.Suggestion{Title: in.Text("title"), Source: in.Text("source"),
			Type: in.Text("type"), Link: link, ClosesOn: closes, Audience: in.All("audience"),
			Document: in.Text("document"), From: register.NewSecret(in.Text("from")), Status: suggested}
		if g.ID, err = tx.NewID("suggestion"); err != nil {
			return err
		}
		if err := tx.Put(g); err != nil {
			return err
		}
		return record.Leave(tx, record.Notice{Event: "consultation_suggested", To: []string{"helpdesk"},
			Why: "A consultation was suggested: " + g.Title, Due: tx.Now()})
	})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: industryAddress, Notice: "Thank you. The helpdesk looks at it."}, nil
}

// suggestion is the page of one, for the administrator.
func (s subject) suggestion(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	g, err := register.Get[*record.Suggestion](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rows, err := desk.Facts(v, g)
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: g.Heading(), Crumbs: desk.Crumbs("suggestion"), Data: g,
		Blocks: []page.Block{page.Summary{Rows: rows}}}
	if g.Status == suggested {
		before, err := tellAlike(v, g)
		if err != nil {
			return nil, err
		}
		view.Blocks = append(before, view.Blocks...)
		view.Actions = []page.Link{{Text: "Decide", To: page.At("suggestions", g.ID, "decide")}}
	}
	return view, desk.Dated(v, g, view)
}

// decideForm lists what was suggested, or says why not.
func (s subject) decideForm(ask *page.Ask) (*page.Form, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	if a, err := actorOf(v.As(policy.System()), ask.Who); err != nil {
		return nil, err
	} else if err := a.owner(); err != nil {
		return nil, err
	}
	g, meta, err := register.GetMeta[*record.Suggestion](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rows, err := desk.Facts(v, g)
	if err != nil {
		return nil, err
	}
	before, err := tellAlike(v, g)
	closes := desk.DayField(closesField, "Closes on", g.ClosesOn)
	closes.Optional = true
	return &page.Form{Title: "List this consultation?", Kicker: g.Heading(),
		Crumbs: append(desk.Crumbs("suggestion"), desk.Link(g)), Version: meta.Version,
		Before: append(before, page.Summary{Rows: rows}), Submit: "Save", Fields: []page.Field{
			{Name: "decision", Label: "Decision", Control: page.Choice, Values: []string{listed},
				Options: []page.Option{{Value: listed, Label: "List it"},
					{Value: declined, Label: "Decline", Hint: "Say why"}}},
			closes,
			{Name: "reason", Label: "Reason", Control: page.Area, Rows: 3, Limit: 1000, Optional: true},
		}}, err
}

// submitDecideForm lists a suggestion or declines it.
func (s subject) submitDecideForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	id, decision := ask.Path["id"], in.Text("decision")
	err := s.Act(ask, register.Act{Verb: "decide on a suggestion", Reason: in.Text("reason")},
		func(tx *register.Tx) error {
			a, err := actorOf(tx.View, ask.Who)
			if err == nil {
				err = a.owner()
			}
			if err == nil {
				err = tx.Unchanged("suggestion", id, in.Version)
			}
			if err != nil {
				return err
			}
			g, err := register.Get[*record.Suggestion](tx.View, id)
			switch {
			case err != nil:
				return err
			case g.Status != suggested:
				return page.Faults{{Text: "It is decided already: " + g.Status + "."}}
			case decision == declined && in.Text("reason") == "":
				return page.Faults{{Field: "reason", Text: "Say why it is declined"}}
			}
			if g.ClosesOn, err = desk.DayOf(in, closesField); err != nil {
				return err
			}
			if decision == listed {
				if err := notOver(g.ClosesOn, tx.Now(), closesField); err != nil {
					return err
				}
			}
			return settle(tx, g, decision, in.Text("reason"))
		})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: page.At("suggestions", id), Notice: "Saved."}, nil
}

// enlist makes an entry of the list of a suggestion.
func enlist(tx *register.Tx, g *record.Suggestion) (id string, err error) {
	c := &record.Consultation{Title: g.Title, Type: g.Type, Source: g.Source, Link: g.Link,
		ClosesOn: g.ClosesOn, Audience: g.Audience,
		Document: g.Document, Summary: g.Summary, Elsewhere: true}
	if !g.ClosesOn.IsZero() {
		c.ClosesAt = calendar.CloseOfDay(g.ClosesOn)
	}
	if c.ID, err = tx.NewID("consultation"); err != nil {
		return "", err
	}
	c.Basis, c.BasisOf = record.Public, map[string]record.Basis{"closes_at": record.Assumed}
	return c.ID, tx.Put(c)
}
