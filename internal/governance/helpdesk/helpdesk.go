// Package helpdesk is how people ask the administrator, and are answered: when somebody is there,
// tickets with their clock, questions and answers for everybody, and feedback.
//
// A ticket is made by a form ([Routes]) or by mail ([Receive]). Its state machine is [TicketLife];
// its clock runs in the hours of the helpdesk, stands still while it waits for whoever asked, and
// shows how it was counted. What people write is kept in Secrets. Whoever is not in the register
// opens the page of their ticket by a link with a token.
package helpdesk

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// subject is the helpdesk on a desk.
type subject struct{ *desk.Desk }

// Routes are the addresses of the helpdesk.
func Routes(d *desk.Desk) []page.Route {
	s := subject{d}
	return slices.Concat(helpdesks().Routes(d), s.frontRoutes(), s.askRoutes(), s.ticketRoutes(),
		s.linkRoutes(), s.questionRoutes(), s.feedbackRoutes(), s.statisticsRoutes())
}

// helpdeskAddress is the front door.
const helpdeskAddress page.Address = "/helpdesk"

// visitor is who acts where nobody has signed in: the journal says no more of them.
const visitor = "a visitor"

// by are the roles that take steps.
const (
	byStaff = "code administrator"
	byAsker = "whoever asked"
)

// categories are what questions are about, in words.
var categories = shelf.Options(
	"accession", "Becoming a Party", "user_entry", "User entry", "modifications", "Modifications",
	"security", "Security", "smki", "SMKI", "credit", "Credit Cover and charges",
	"contacts", "Contact details", "website", "This site", "other", "Something else")

// topics are what feedback is about, in words.
var topics = shelf.Options(
	"newsletter", "Newsletter", "website", "This site", "code", "The text of the Code",
	"modifications", "Modifications", "meetings", "Meetings and papers", "events", "Events",
	"helpdesk", "Helpdesk", "other", "Something else")

// dispositions are what becomes of feedback, in words.
var dispositions = shelf.Options(
	"done", "Done", "planned", "It is to be done", "considered", "Considered", "not_done", "Not done")

// labelOf is an option in words; the value where there is none.
func labelOf[T ~string](options []page.Option, value T) string {
	for _, o := range options {
		if o.Value == string(value) {
			return o.Label
		}
	}
	return desk.Upper(desk.Plain(string(value)))
}

// crumbs lead from the home page to the helpdesk, and further.
func crumbs(more ...page.Link) []page.Link {
	return append([]page.Link{desk.Home(), {Text: "Helpdesk", To: helpdeskAddress}}, more...)
}

// acting does something in the name of whoever asks, or of a visitor.
func (s subject) acting(ask *page.Ask, verb string, do func(*register.Tx) error) error {
	who := ask.Who
	if who == "" {
		who = visitor
	}
	_, err := s.Register.Act(ask.Context, register.Act{Who: who, Verb: verb}, do)
	return desk.Refusal(err)
}

// secretOf is a text as it was typed, kept apart; nothing where it is empty.
func secretOf(text string) (s register.Secret) {
	if text != "" {
		s = register.NewSecret(text)
	}
	return s
}

// said is what a secret says, or that it was removed.
func said(s register.Secret) string {
	if _, why, erased := s.Erased(); erased {
		return "Removed: " + why
	}
	return s.Text()
}

// ticketDoing is a deed with a ticket.
type ticketDoing = desk.Doing[*record.Ticket]
