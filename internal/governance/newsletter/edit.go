package newsletter

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// staff is the view of somebody who works for the administrator; all others are refused.
func (n newsletters) staff(ask *page.Ask) (*register.View, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	v, err := n.View(ask)
	if err == nil && !v.Reader().Staff {
		err = page.ErrForbidden
	}
	return v, err
}

// take is the step that an event means for an edition, or why there is none.
func take(v *register.View, e *record.Edition, event string) (process.Step, error) {
	state, err := stateOf(v, e)
	if err != nil {
		return process.Step{}, err
	}
	step, err := Machine().Take(string(state), event)
	if err == nil {
		return step, nil
	}
	var possible []string
	for _, s := range Machine().Next(string(state)) {
		if !s.Timed {
			possible = append(possible, strings.ToLower(s.Label))
		}
	}
	text := "This edition is: " + strings.ToLower(tag(state).Text) + ". "
	if len(possible) == 0 {
		return step, page.Faults{{Text: text + "It never changes."}}
	}
	return step, page.Faults{{Text: text + "Possible: " + strings.Join(possible, ", ") + "."}}
}

// formFor begins a form about an edition. A step that is not possible is said on it.
func (n newsletters) formFor(
	ask *page.Ask, event string,
) (form *page.Form, v *register.View, e *record.Edition, err error) {
	if v, err = n.staff(ask); err != nil {
		return nil, nil, nil, err
	}
	e, meta, err := register.GetMeta[*record.Edition](v, ask.Path["id"])
	if err != nil {
		return nil, nil, nil, desk.Refusal(err)
	}
	step, err := take(v, e, event)
	form = &page.Form{Title: step.Label, Kicker: e.Heading(), Version: meta.Version,
		Submit: step.Label, Crumbs: append(desk.Crumbs("edition"), desk.Link(e))}
	var refused page.Faults
	if errors.As(err, &refused) {
		form.Title, form.Submit = "Not possible now", "Try all the same"
		form.Before = []page.Block{page.Notice{Tone: page.Alert, Title: "Not now",
			Words: page.Say(refused.Error())}}
		err = nil
	}
	return form, v, e, err
}

// do takes a step of an edition in one act, which change completes.
func (n newsletters) do(
	ask *page.Ask, in page.Input, event, reason string,
	change func(*register.Tx, *record.Edition) error,
) error {
	if ask.Who == "" {
		return page.ErrSignIn
	}
	verb := map[string]string{collect: "collect the items", edit: "edit an item",
		submit: "put it up for review", sendBack: "send it back", approve: "approve it",
		publish: "publish it"}[event]
	act := register.Act{Behalf: administrator, Verb: verb, Reason: reason}
	return n.Act(ask, act, func(tx *register.Tx) error {
		rights, err := desk.Rights(tx.View, ask.Who)
		if err != nil {
			return err
		}
		if !rights.Staff {
			return page.ErrForbidden
		}
		e, err := register.Get[*record.Edition](tx.View, ask.Path["id"])
		if err != nil {
			return err
		}
		step, err := take(tx.View, e, event)
		if err != nil {
			return err
		}
		if err := tx.Unchanged("edition", e.ID, in.Version); err != nil {
			return err
		}
		e.State = record.EditionState(step.To)
		if err := change(tx, e); err != nil {
			return err
		}
		return tx.Put(e)
	})
}

// done leads back to an edition.
func done(ask *page.Ask, notice string, err error) (*page.Done, error) {
	if err != nil {
		return nil, err
	}
	return &page.Done{To: page.At("newsletters", ask.Path["id"]), Notice: notice}, nil
}

// beginForm asks for a new edition.
func (n newsletters) beginForm(ask *page.Ask) (*page.Form, error) {
	v, err := n.staff(ask)
	if err != nil {
		return nil, err
	}
	return &page.Form{
		Title: "Begin an edition", Crumbs: desk.Crumbs("edition"), Submit: "Begin the edition",
		Fields: []page.Field{
			{Name: "month", Label: "Month", Control: page.Line, Limit: 7, Hint: "For example, 2022-02",
				Values: []string{string(monthOf(today(v)))}},
			{Name: "headline", Label: "Headline of the welcome", Control: page.Line, Limit: 200},
			{Name: "text", Label: "Text of the welcome", Control: page.Area, Limit: 4000, Optional: true},
		},
	}, nil
}

// begin makes an edition.
func (n newsletters) begin(ask *page.Ask, in page.Input) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	var month record.Month
	if err := month.UnmarshalText([]byte(in.Text("month"))); err != nil || month == "" {
		return nil, page.Faults{{Field: "month", Text: "Enter a month, such as 2022-02"}}
	}
	id := "edition-" + string(month)
	err := n.Act(ask, register.Act{Behalf: administrator, Verb: "begin an edition"},
		func(tx *register.Tx) error {
			rights, err := desk.Rights(tx.View, ask.Who)
			if err == nil && !rights.Staff {
				err = page.ErrForbidden
			}
			if err != nil {
				return err
			}
			of, err := register.All[*record.Edition](tx.View,
				register.Query{Key: "month", Is: string(month)})
			if err != nil {
				return err
			}
			if len(of) > 0 {
				return page.Faults{{Field: "month", Text: "There is an edition of " + month.Long() +
					" already: enter another month"}}
			}
			before, err := latest(tx.View, month)
			if err != nil {
				return err
			}
			e := begun(before, month)
			e.ID, e.State = id, record.EditionCollecting
			e.Welcome = &record.Welcome{Headline: in.Text("headline"), Summary: in.Text("text")}
			return tx.Put(e)
		})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: page.At("newsletters", id), Notice: "The edition has begun."}, nil
}

// steps are the forms that ask for no more than a reason.
var steps = map[string]struct{ lead, notice string }{
	submit: {"Somebody else of the administrator then reads it, and approves it or sends it back.",
		"It is up for review."},
	approve:  {"It can then be published as it is.", "It is approved."},
	sendBack: {"It can then be edited again.", "It was sent back."},
}

// stepForm asks whether to take a step.
func (n newsletters) stepForm(event string) func(*page.Ask) (*page.Form, error) {
	return func(ask *page.Ask) (*page.Form, error) {
		form, _, _, err := n.formFor(ask, event)
		if err != nil {
			return nil, err
		}
		form.Lead = steps[event].lead
		if event == sendBack {
			form.Fields = []page.Field{{Name: "reason", Label: "Why it goes back", Control: page.Area,
				Limit: 2000}}
		}
		return form, nil
	}
}

// step takes one of steps.
func (n newsletters) step(event string) func(*page.Ask, page.Input) (*page.Done, error) {
	return func(ask *page.Ask, in page.Input) (*page.Done, error) {
		reason := in.Text("reason")
		if event == sendBack && reason == "" {
			return nil, page.Faults{{Field: "reason", Text: "Enter a reason"}}
		}
		err := n.do(ask, in, event, reason, func(tx *register.Tx, e *record.Edition) error {
			switch event {
			case submit:
				e.SubmittedBy = ask.Who
			case approve:
				if e.SubmittedBy == ask.Who {
					return page.Faults{{Text: "You put this edition up for review: somebody else of the " +
						"administrator approves it."}}
				}
			}
			return nil
		})
		return done(ask, steps[event].notice, err)
	}
}

// items is the page of the items of an edition that was collected, for the administrator.
func (n newsletters) items(ask *page.Ask) (*page.View, error) {
	v, err := n.staff(ask)
	if err != nil {
		return nil, err
	}
	e, err := register.Get[*record.Edition](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	kept, err := itemsOf(v, e.ID)
	if err != nil {
		return nil, err
	}
	list := page.Items{Ordered: true, Empty: "Nothing was collected yet."}
	for _, i := range kept {
		row := page.Item{Head: page.Words{page.Link{Text: i.Headline, To: itemAddress(i)}},
			Body: []page.Words{page.Say(titleOf(e, i.Section) + ", place " + strconv.Itoa(i.Place))}}
		switch {
		case i.LeftOut:
			row.Tag = &page.Tag{Text: "Left out", Tone: page.Stop}
		case i.Edited:
			row.Tag = &page.Tag{Text: "Edited", Tone: page.Wait}
		}
		list.Items = append(list.Items, row)
	}
	view := &page.View{Title: "Items", Kicker: e.Heading(), Tag: tag(shown(e)),
		Crumbs: append(desk.Crumbs("edition"), desk.Link(e)),
		Data:   map[string]any{"items": kept}, Blocks: []page.Block{list}}
	view.Actions = actions(e, shown(e))
	return view, nil
}

func itemAddress(i *record.EditionItem) page.Address {
	return page.At("newsletters", i.Edition, "items", i.ID)
}

// titleOf is the title of a section.
func titleOf(e *record.Edition, section string) string {
	for _, s := range e.Sections {
		if s.ID == section {
			return s.Title
		}
	}
	return section
}

// itemForm asks how an item is to read.
func (n newsletters) itemForm(ask *page.Ask) (*page.Form, error) {
	form, v, e, err := n.formFor(ask, edit)
	if err != nil {
		return nil, err
	}
	i, err := register.Get[*record.EditionItem](v, ask.Path["item"])
	if err != nil || i.Edition != e.ID {
		return nil, page.ErrNotFound
	}
	left := []string{}
	if i.LeftOut {
		left = []string{"yes"}
	}
	form.Title, form.Submit = i.Headline, "Save"
	issue := Item{i.Key, i.Headline, i.Body, i.Entries}
	form.After = []page.Block{page.Section{Title: "Facts, which stand as they are in the register",
		Blocks: issue.block().Blocks}}
	form.Fields = []page.Field{
		{Name: "headline", Label: "Headline", Control: page.Line, Limit: 200,
			Values: []string{i.Headline}},
		{Name: "text", Label: "Text", Control: page.Area, Limit: 4000, Optional: true,
			Values: []string{i.Body},
			Hint:   "Paragraphs are parted by empty lines. Dates and contacts follow by themselves."},
		{Name: "place", Label: "Place in the edition", Control: page.Number, Values: []string{
			strconv.Itoa(i.Place)}, Hint: "Items of a section stand in the order of these numbers"},
		{Name: "out", Label: "Leave it out", Control: page.Checks, Optional: true, Values: left,
			Options: []page.Option{{Value: "yes", Label: "This item is not in the edition"}}},
	}
	return form, nil
}

// editItem changes how an item reads, for everyone and for Parties alike.
func (n newsletters) editItem(ask *page.Ask, in page.Input) (*page.Done, error) {
	place, err := strconv.Atoi(in.Text("place"))
	if err != nil || place < 1 || place > 9999 {
		return nil, page.Faults{{Field: "place", Text: "Enter a whole number from 1 to 9999"}}
	}
	err = n.do(ask, in, edit, "", func(tx *register.Tx, e *record.Edition) error {
		one, err := register.Get[*record.EditionItem](tx.View, ask.Path["item"])
		if err != nil {
			return err
		}
		all, err := register.All[*record.EditionItem](tx.View, register.Query{Key: "edition", Is: e.ID})
		if err != nil {
			return err
		}
		if one.Edition != e.ID {
			return page.ErrNotFound
		}
		for _, i := range all {
			if i.Key != one.Key {
				continue
			}
			i.Headline, i.Body, i.Place = in.Text("headline"), in.Text("text"), place
			i.LeftOut, i.Edited = len(in.All("out")) > 0, true
			if err := tx.Put(i); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: page.At("newsletters", ask.Path["id"], "items"),
		Notice: "The item is saved."}, nil
}

// counted is a number of things.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// unsent is who may see an item until its edition is sent.
var unsent = policy.Label{Mark: policy.Staff}
