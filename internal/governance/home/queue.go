package home

import (
	"strconv"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/due"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// waiting is a part of the administrator's work: which records wait, and for what.
type waiting struct {
	Title string     `json:"title"`
	Items []due.Need `json:"waiting"`
}

// parts are what the administrator's work is made of.
var parts = []struct {
	title string
	find  func(*register.View) ([]due.Need, error)
}{
	{"Consultations that have closed and are not collated", closed},
	{"Answers that wait for what becomes of them", undisposed},
	{"Votes to count", uncounted},
	{"Actions that are overdue", overdue},
	{"Suggestions to look at", suggested},
	{"Questions to the helpdesk", unanswered},
	{"Details of operational contacts to verify", unverified},
	{"Agencies to tell to delete consents", untold},
}

// queue is the work queue of the administrator.
func (h home) queue(ask *page.Ask) (*page.View, error) {
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	switch {
	case ask.Who == "":
		return nil, page.ErrSignIn
	case !v.Reader().Staff:
		return nil, page.ErrForbidden
	}
	view := &page.View{Title: "Work queue", Crumbs: []page.Link{desk.Home()}}
	var data []waiting
	for _, p := range parts {
		found, err := p.find(v)
		if err != nil {
			return nil, err
		}
		data = append(data, waiting{p.title, found})
		block := needing(found)
		block.Empty = "None."
		view.Blocks = append(view.Blocks, page.Section{Title: p.title, Blocks: []page.Block{block}})
	}
	view.Data = map[string]any{"queue": data}
	return view, nil
}

func closed(v *register.View) (all []due.Need, err error) {
	const days = 365 // older ones were left on purpose
	from := calendar.DateOf(v.Moment().So).AddDays(-days)
	found, err := register.Find[*record.Consultation](v, register.Query{Key: "closes",
		From: instantOf(from), To: register.InstantKey(v.Moment().So), Limit: desk.PageSize,
		Where: []register.Key{{Name: "place", Value: "here"}},
		Not: []register.Key{{Name: "stage", Value: string(record.StageSummarised)},
			{Name: "stage", Value: string(record.StageConcluded)},
			{Name: "stage", Value: string(record.StageWithdrawn)}}})
	for _, c := range found.Records {
		all = append(all, due.Need{What: c.Title, To: desk.AddressOf(c), By: c.ClosesOn, Why: "Closed"})
	}
	return all, err
}

func undisposed(v *register.View) (all []due.Need, err error) {
	found, err := register.Find[*record.Answer](v, register.Query{Key: "waits", Limit: desk.PageSize})
	seen := map[string]bool{}
	for _, a := range found.Records {
		if seen[a.Consultation] {
			continue
		}
		seen[a.Consultation] = true
		c, ok, err := desk.Find(v, "consultation", a.Consultation)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, due.Need{What: c.Heading(), To: desk.AddressOf(c),
				Why: "Comments without an answer"})
		}
	}
	return all, err
}

func uncounted(v *register.View) (all []due.Need, err error) {
	found, err := register.Find[*record.ChangeVote](v,
		register.Query{Key: "state", Is: "open", Limit: desk.PageSize})
	for _, vote := range found.Records {
		if !vote.ClosesAt.After(v.Moment().So) {
			all = append(all, due.Need{What: vote.Heading() + ": " + vote.Modification,
				To: desk.Address("modification", vote.Modification), At: vote.ClosesAt,
				By: calendar.DateOf(vote.ClosesAt), Why: "The vote has closed"})
		}
	}
	return all, err
}

func overdue(v *register.View) (all []due.Need, err error) {
	found, err := register.Find[*record.Action](v, register.Query{Key: "due",
		To: calendar.DateOf(v.Moment().So).String(), Limit: desk.PageSize,
		Where: []register.Key{{Name: "state", Value: record.ActionOpen}}})
	for _, a := range found.Records {
		all = append(all, due.Need{What: a.Title, To: desk.AddressOf(a), By: a.DueOn, Late: true,
			Why: "Remind whoever holds it"})
	}
	return all, err
}

func suggested(v *register.View) (all []due.Need, err error) {
	found, err := register.Find[*record.Suggestion](v,
		register.Query{Key: "status", Is: "suggested", Limit: desk.PageSize})
	for _, s := range found.Records {
		all = append(all, due.Need{What: s.Title, To: desk.AddressOf(s), By: s.ClosesOn,
			Why: "List it or decline it"})
	}
	return all, err
}

func unanswered(v *register.View) (all []due.Need, err error) {
	found, err := register.Find[*record.Ticket](v, register.Query{Key: "due", Limit: desk.PageSize})
	for _, t := range found.Records {
		all = append(all, due.Need{What: t.Heading(), To: desk.AddressOf(t), At: t.Due,
			By: calendar.DateOf(t.Due), Late: t.Due.Before(v.Moment().So), Why: "By then it is due"})
	}
	return all, err
}

func unverified(v *register.View) (all []due.Need, err error) {
	found, err := register.Find[*record.ContactChange](v, register.Query{Key: "state",
		Is: string(record.ContactWaiting), Limit: desk.PageSize})
	for _, c := range found.Records {
		all = append(all, due.Need{What: c.Heading(), To: desk.AddressOf(c),
			Why: "Others see them once they are verified"})
	}
	return all, err
}

func untold(v *register.View) (all []due.Need, err error) {
	found, err := register.Find[*record.SurveyHandover](v, register.Query{Key: "at", Desc: true,
		Limit: desk.PageSize})
	if err != nil {
		return nil, err
	}
	var given []string
	for _, h := range found.Records {
		given = append(given, h.Given...)
	}
	consents, err := desk.Several(v, "survey_consent", given...)
	for _, h := range found.Records {
		n := 0
		for _, id := range h.Given {
			if c, is := consents[id].(*record.SurveyConsent); is && h.Owes(c) {
				n++
			}
		}
		if n > 0 {
			all = append(all, due.Need{What: h.Heading(), To: desk.AddressOf(h),
				Why: "Withdrawn or ended since it was told: " + strconv.Itoa(n)})
		}
	}
	return all, err
}
