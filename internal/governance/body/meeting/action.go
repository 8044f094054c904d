package meeting

import (
	"net/url"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// actionData is an action as programs read it.
type actionData struct {
	ID       string                `json:"id"`
	Title    string                `json:"title"`
	Body     string                `json:"body" ref:"body"`
	Mark     record.Classification `json:"classification"`
	DueOn    calendar.Date         `json:"due_on"`
	State    string                `json:"state"`
	Overdue  bool                  `json:"overdue,omitempty"`
	Progress string                `json:"progress,omitempty"`
	DoneOn   calendar.Date         `json:"done_on,omitzero"`
}

func newActionData(a *record.Action, on calendar.Date) actionData {
	return actionData{a.ID, a.Title, a.Body, a.Classification, a.DueOn, a.State, overdue(a, on),
		a.Progress, a.DoneOn}
}

// overdue reports whether an action should have been done before a day.
func overdue(a *record.Action, on calendar.Date) bool {
	return a.State == record.ActionOpen && a.DueOn.Before(on)
}

// actionTag is how an action stands.
func actionTag(a *record.Action, on calendar.Date) page.Tag {
	switch {
	case overdue(a, on):
		return page.Tag{Text: "Overdue", Tone: page.Alert}
	case a.State == record.ActionDone:
		return page.Tag{Text: "Done", Tone: page.Good}
	case a.State == record.ActionDropped:
		return page.Tag{Text: "Dropped", Tone: page.Stop}
	}
	return page.Tag{Text: "Open", Tone: page.Wait}
}

// actionItems are actions as a list.
func actionItems(actions []*record.Action, on calendar.Date) page.Items {
	items := page.Items{Empty: "There is no action here."}
	for _, a := range actions {
		tag := actionTag(a, on)
		items.Items = append(items.Items, page.Item{Tag: &tag, Head: page.Words{desk.Link(a)},
			Body: []page.Words{{page.T("Due on "), desk.On(a.DueOn)}}})
	}
	return items
}

// OpenActions are the open actions of a body that the reader may see, the most urgent first.
func OpenActions(v *register.View, of *record.Body) (page.Block, error) {
	found, err := register.Find[*record.Action](v, register.Query{
		Key: record.OpenOf(of.ID), Limit: few})
	if err != nil || len(found.Records) == 0 {
		return nil, err
	}
	all := page.Nav{Label: "All actions", Links: []page.Link{{
		Text: "All actions of the " + of.Heading(),
		To:   page.Address("/actions").With(url.Values{"body": {of.ID}})}}}
	return committee.Section("Open actions", actionItems(found.Records, committee.Today(v)), all), nil
}

// actionList is the list of actions that the reader may see: of a body, or their own.
func (b subject) actionList(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	query := register.Query{Key: "due", Limit: desk.PageSize, After: ask.Query.Get("after")}
	show := ask.Query.Get("show")
	if show != "all" {
		query.Where = append(query.Where, register.Key{Name: "state", Value: record.ActionOpen})
	}
	if of := ask.Query.Get("body"); of != "" {
		query.Where = append(query.Where, register.Key{Name: "body", Value: of})
	}
	if show == "mine" {
		if v.Reader().Person == "" {
			return nil, page.ErrSignIn
		}
		query.Where = append(query.Where, register.Key{Name: "holder", Value: v.Reader().Person})
	}
	found, err := register.Find[*record.Action](v, query)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	list := &page.List{Title: "Actions", Dated: true, Columns: []string{"id", "body", "title", "due",
		"state", "overdue"}}
	rows := make([]actionData, 0, len(found.Records))
	for _, a := range found.Records {
		row := newActionData(a, committee.Today(v))
		rows = append(rows, row)
		late := ""
		if row.Overdue {
			late = "yes"
		}
		list.Entries = append(list.Entries, page.Entry{ID: "action-" + a.ID, Title: a.Title,
			To: desk.AddressOf(a), Day: a.DueOn.String(),
			Cells: []string{a.ID, a.Body, a.Title, a.DueOn.String(), a.State, late}})
	}
	to := func(show string) page.Address {
		values := url.Values{}
		for name, value := range map[string]string{"body": ask.Query.Get("body"), "show": show} {
			if value != "" {
				values.Set(name, value)
			}
		}
		return page.Address("/actions").With(values)
	}
	view := &page.View{Title: "Actions", Crumbs: []page.Link{desk.Home()}, List: list,
		Data: map[string]any{"actions": rows},
		Blocks: []page.Block{
			page.Nav{Label: "Which", Links: []page.Link{{Text: "Open", To: to("")},
				{Text: "Yours", To: to("mine")}, {Text: "All", To: to("all")}}},
			actionItems(found.Records, committee.Today(v))}}
	desk.Paged(view, "/actions", ask.Query, found.Next)
	return view, nil
}

// action is the page of an action.
func (b subject) action(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	a, err := register.Get[*record.Action](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rows, err := desk.Facts(v, a, "state")
	if err != nil {
		return nil, err
	}
	holder, err := b.Name(v, a.Holder)
	if err != nil {
		return nil, err
	}
	tag := actionTag(a, committee.Today(v))
	view := &page.View{
		Title: a.Heading(), Kicker: "Action", Tag: &tag, Data: newActionData(a, committee.Today(v)),
		Crumbs: append(desk.Crumbs("action"), page.Link{Text: "Body", To: page.At("bodies", a.Body)}),
		Blocks: []page.Block{page.Summary{
			Rows: append([]page.Row{page.Fact("Held by", page.T(holder))}, rows...)}},
	}
	view.Actions = b.actions.Offers(v, a)
	return view, desk.Dated(v, a, view)
}

// progress lets the holder of an action say how it goes.
func progress() desk.Deed[*record.Action] {
	return desk.Deed[*record.Action]{
		Name: "progress", Label: "Say how it goes",
		May: func(r *policy.Reader, a *record.Action) bool {
			return a.State == record.ActionOpen && (r.Staff || r.Person != "" && r.Person == a.Holder)
		},
		Fields: func(v *register.View, _ *record.Action) ([]page.Field, error) {
			state := page.Field{Name: "state", Label: "Where does it stand?", Control: page.Choice,
				Options: []page.Option{{Value: record.ActionOpen, Label: "Still open"},
					{Value: record.ActionDone, Label: "Done"}}}
			if v.Reader().Staff {
				state.Options = append(state.Options, page.Option{Value: record.ActionDropped,
					Label: "Dropped", Hint: "The body does not ask for it any more"})
			}
			return []page.Field{state, {Name: "progress", Label: "What was done", Control: page.Area,
				Rows: 4, Limit: 2000, Absent: "Enter what was done, or why not"}}, nil
		},
		Do: func(x *desk.Doing[*record.Action]) error {
			x.Record.State, x.Record.Progress = x.In.Text("state"), x.In.Text("progress")
			if x.Record.State == record.ActionDone {
				x.Record.DoneOn = calendar.DateOf(x.Tx.Now())
			}
			return nil
		},
	}
}
