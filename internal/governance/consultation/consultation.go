// Package consultation is how the Code asks: consultations from plan to outcome, the responses
// of Parties, and what is published of them.
//
// The life of a consultation is [Machine]. That it is open or closed is never stored: it
// follows from its dates and the instant that one looks at, so a page as at a moment, a list
// and the transaction that takes a response agree to the microsecond. What is published
// follows from what each answer allows; figures are made in collate.go, and nowhere else.
package consultation

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// subject is the pages and forms of consultations.
type subject struct{ *desk.Desk }

// Routes are the addresses of consultations.
func Routes(d *desk.Desk) []page.Route {
	s := subject{d}
	one := d.Examples("consultation")
	view := func(below string, view func(*page.Ask) (*page.View, error)) page.Route {
		return page.Route{Pattern: "/consultations/{id}" + below, View: view, Examples: one}
	}
	form := func(
		below string, form func(*page.Ask) (*page.Form, error),
		submit func(*page.Ask, page.Input) (*page.Done, error),
	) page.Route {
		return page.Route{Pattern: "/consultations/{id}/" + below, Form: form, Submit: submit,
			Examples: one}
	}
	return append(industryFeeds().Routes(d), []page.Route{
		{Pattern: "/consultations", View: s.list},
		{Pattern: "/consultations/new", Form: s.prepareForm, Submit: s.submitPrepareForm},
		view("", s.show),
		view("/responses", s.responsesView),
		view("/collation", s.collationView),
		view("/outcome", s.outcomeView),
		{Pattern: "/responses", View: s.sentView},
		{Pattern: "/responses/{id}", View: s.responseView, Examples: d.Examples("response")},
		{Pattern: "/answers/{id}", View: s.answerView, Examples: d.Examples("answer")},

		// For people of a Party.
		form("respond", s.draftForm, s.submitDraftForm),
		form("respond/check", s.checkForm, s.submitCheckForm),
		form("assign", s.assignForm, s.submitAssignForm),
		form("no-response", s.noResponseForm, s.submitNoResponseForm),
		form("discard-draft", s.discardForm, s.submitDiscardForm),
		form("withdraw-response", s.withdrawForm, s.submitWithdrawForm),
		{Pattern: "/consultations/{id}/response", View: s.receiptView},
		{Pattern: "/consultations/{id}/response/copy", View: s.copyView},

		// For the code administrator.
		form("edit", s.editForm, s.submitEditForm),
		form("open", s.openForm, s.submitOpenForm),
		form("extend", s.extendForm, s.submitExtendForm),
		form("withdraw", s.withdrawConsultationForm, s.submitWithdrawConsultationForm),
		form("enter", s.enterForm, s.submitEnterForm),
		form("accept-late", s.lateForm, s.submitLateForm),
		form("collate", s.collateForm, s.submitCollateForm),
		form("publish", s.publishForm, s.submitPublishForm),
		form("conclude", s.concludeForm, s.submitConcludeForm),
		{Pattern: "/consultations/{id}/answers/{answer}/dispose", Form: s.disposeForm,
			Submit: s.submitDisposeForm},

		// Consultations of others.
		{Pattern: string(industryAddress), View: s.industry},
		{Pattern: string(industryAddress) + "/suggest", Form: s.suggestForm, Submit: s.submitSuggestForm},
		{Pattern: "/suggestions", View: s.suggestions},
		{Pattern: "/suggestions/decide", Form: s.decideAllForm, Submit: s.submitDecideAllForm},
		{Pattern: "/suggestions/{id}", View: s.suggestion, Examples: d.Examples("suggestion")},
		{Pattern: "/suggestions/{id}/decide", Form: s.decideForm, Submit: s.submitDecideForm,
			Examples: d.Examples("suggestion")},
	}...)
}

// get is a consultation as a reader may see it.
func get(v *register.View, id string) (*record.Consultation, error) {
	c, err := register.Get[*record.Consultation](v, id)
	return c, desk.Refusal(err)
}

// at is the address of a page below that of a consultation.
func at(c *record.Consultation, below ...string) page.Address {
	return page.At(append([]string{"consultations", c.ID}, below...)...)
}

// crumbs lead to a page below that of a consultation.
func crumbs(c *record.Consultation) []page.Link {
	return append(desk.Crumbs("consultation"), desk.Link(c))
}

// plural is a number of things: 1 day, 2 days.
func plural(n int, thing string) string {
	if n == 1 || n == -1 {
		return fmt.Sprintf("%d %s", n, thing)
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// when is an instant as pages write it; only its day where the time is our convention.
func when(c *record.Consultation, field string, t time.Time) page.When {
	if c.Assumed(field) {
		return desk.On(calendar.DateOf(t))
	}
	return desk.At(t)
}
