// Package body is the committees and groups of the Code: who sits on them, when they meet,
// what they are given to read, what they decide and what they ask of whom.
//
// What holds for a body (seats, quorum, votes, mark, numbering) is one row of the table in
// rules.go. The lives of a meeting and of an election are the machines in machine.go. A
// stage of a meeting that shows in papers alone is not stored: it is reached for a reader
// who may see one of them, so that no page tells of papers that a reader may not know of.
//
// Every reading of an AMBER or RED paper is noted. Pages write nothing, so the page of such a
// paper does not say what is in it: whoever wants to read presses a button, the press is a
// [record.Reading], and the page of the reading shows the text to this person for a while
// (readingLength). What is served again is no new reading; after the while it takes another
// press.
package body

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// bodies is the subject.
type bodies struct {
	*desk.Desk
	deeds
}

// Routes are the addresses of bodies, seats, meetings, papers, decisions, actions and
// elections.
func Routes(d *desk.Desk) []page.Route {
	b := bodies{d, newDeeds(d)}
	return slices.Concat(b.pages(), b.ofBodies(), b.ofMeetings(), b.ofPapers(), b.ofDecisions(),
		b.ofSeats(), b.deeds.meetings.Routes(), b.deeds.papers.Routes(), b.deeds.ballots.Routes(),
		b.deeds.actions.Routes(), b.deeds.nominations.Routes())
}

// pages are what can be read.
func (b bodies) pages() []page.Route {
	return []page.Route{
		{Pattern: "/bodies", View: b.list},
		{Pattern: "/bodies/{id}", View: b.body, Examples: b.Examples("body")},
		{Pattern: "/bodies/{id}/meetings", View: b.calendar, Examples: b.Examples("body")},
		{Pattern: "/meetings", View: b.calendar},
		{Pattern: "/meetings/{id}", View: b.meeting, Examples: b.Examples("meeting")},
		{Pattern: "/meetings/{id}/packs/{mark}", View: b.pack},
		{Pattern: "/agenda-items/{id}", View: b.item, Examples: b.Examples("agenda_item")},
		{Pattern: "/papers/{id}", View: b.paper, Examples: b.Examples("paper")},
		{Pattern: "/readings/{id}", View: b.reading, Examples: b.Examples("reading")},
		{Pattern: "/ballots/{id}", View: b.ballot, Examples: b.Examples("ballot")},
		{Pattern: "/seats", View: b.seatList},
		{Pattern: "/seats/{id}", View: b.seat, Examples: b.Examples("seat")},
		{Pattern: "/elections", View: b.electionList},
		{Pattern: "/elections/{id}", View: b.election, Examples: b.Examples("election")},
		{Pattern: "/nominations/{id}", View: b.nomination, Examples: b.Examples("nomination")},
		{Pattern: "/actions", View: b.actionList},
		{Pattern: "/actions/{id}", View: b.action, Examples: b.Examples("action")},
	}
}

// act does something in the name of whoever asks. do is given the register as they may see
// it beside the transaction, which sees everything.
func (b bodies) act(
	ask *page.Ask, act register.Act, do func(tx *register.Tx, v *register.View) error,
) error {
	if ask.Who == "" {
		return page.ErrSignIn
	}
	return b.Act(ask, act, func(tx *register.Tx) error {
		rights, err := desk.Rights(tx.View, ask.Who)
		if err != nil {
			return err
		}
		return do(tx, tx.As(policy.NewReader(rights)))
	})
}

// staff refuses whoever is not the secretary's: works for the administrator.
func staff(v *register.View) error {
	switch r := v.Reader(); {
	case r.Person == "":
		return page.ErrSignIn
	case !r.Staff:
		return page.ErrForbidden
	}
	return nil
}

// today is the day of a view, in London.
func today(v *register.View) calendar.Date { return calendar.DateOf(v.Moment().So) }

// marks are the classifications, from what all may see to what few may.
var marks = []record.Classification{"WHITE", "GREEN", "AMBER", "RED"}

// rank says how few may see what bears a mark: 0 for WHITE.
func rank(c record.Classification) int { return slices.Index(marks, c) }

// readers says in words who may see what bears a mark.
func readers(c record.Classification) string {
	return markOf(c).Readers()
}

func markOf(c record.Classification) policy.Mark {
	return []policy.Mark{policy.White, policy.Green, policy.Amber, policy.Red}[max(rank(c), 0)]
}

// markTag is a mark as a tag.
func markTag(c record.Classification) page.Tag {
	return page.Tag{Text: string(c), Tone: []page.Tone{page.Quiet, page.Good, page.Wait, page.Alert}[max(
		rank(c), 0)]}
}
