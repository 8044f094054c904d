package newsletter

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/record"
)

// The sections of an edition, by their ids.
const (
	welcome       = "welcome"
	governance    = "governance"
	secasEvents   = "secas_events"
	modifications = "modifications"
	publications  = "publications"
	keyDates      = "key_meeting_dates"
)

// sections are those of an edition that is begun here, in order [S].
func sections() []record.SectionOf {
	return []record.SectionOf{
		{ID: welcome, Title: "Welcome"},
		{ID: governance, Title: "Governance"},
		{ID: secasEvents, Title: "SECAS Events"},
		{ID: modifications, Title: "Modifications"},
		{ID: publications, Title: "Publications"},
		{ID: keyDates, Title: "Key Meeting Dates"},
	}
}

// The spans that the rules look ahead, in days from that of the edition.
const (
	releaseDays  = 6 * 7 // Releases [D]
	meetingDays  = 30    // Key Meeting Dates [D]
	editionsDays = 28    // until the next edition, which is monthly [D]
)

// Sure says how far a rule can be relied on.
type Sure byte

// How sure we are.
const (
	Stated Sure = 'S' // the newsletter of January 2022 shows it
	Ours   Sure = 'D' // our convention, which makes that newsletter come out as it was
)

// Rule says what of the records an edition tells, and where. The rules of a section are in
// the order of its items.
type Rule struct {
	Section string
	Name    string   // first part of the Key of an item
	Which   string   // the records, in words
	Order   string   // of several, in words
	Types   []string // of the consultations, kinds of the publications, status of the surveys
	Each    bool     // an item for each record; else one for all
	Once    bool     // not again where the edition before said it
	// One and Many are the headline of an item about one record, and about several. Last is
	// that of a consultation whose last edition before it closes this is. In them and in Body
	// {title}, {name} and {since} stand for what is told, where it is the same for all.
	One, Many, Last string
	Body            string
	Sure            Sure

	find func(*maker, *Rule) ([]subject, error)
}

// Rules are the rules, in the order of an edition.
func Rules() []Rule { return slices.Clone(rules) }

// The orders of several.
const (
	byClosing = "by closing date, those without one last"
	byEntry   = "as they were entered in the register"
)

var rules = []Rule{{
	Section: welcome, Name: "welcome", Sure: Stated, find: greeting,
	Which: "the welcome of the edition, and what it invites feedback on", One: "{title}",
}, {
	Section: governance, Name: "consultation", Each: true, Sure: Stated, find: otherMatters,
	Which: "consultations that are open and not about a Modification, with the change request " +
		"that they are about",
	Order: byClosing, One: "Consultation: {title}",
	Last: "Last chance to respond: {title}",
}, {
	Section: governance, Name: "survey", Each: true, Sure: Stated, find: surveys,
	Which: "surveys to come, and those that are open", Types: []string{toCome, open},
	Order: byEntry, One: "{name} {title}",
}, {
	Section: governance, Name: "contact_list", Each: true, Sure: Stated, find: contactLists,
	Which: "contact lists that Parties keep their details in, with the guidance to them",
	Order: byEntry, One: "{title}: keep your contacts up to date",
}, {
	Section: governance, Name: "event", Each: true, Sure: Stated, find: othersEvents,
	Which: "events of other hosts that are not over", Order: "by when they start", One: "{title}",
}, {
	Section: governance, Name: "survey_result", Each: true, Once: true, Sure: Stated, find: surveys,
	Which: "surveys whose results are published", Types: []string{resultsPublished},
	Order: byEntry, One: "Results of the {title}",
}, {
	Section: governance, Name: "vacancy", Sure: Stated, find: vacancies, Types: []string{open},
	Which: "vacancies that are open", Order: byEntry,
	One: "Current {name} vacancy", Many: "Current {name} vacancies",
}, {
	Section: secasEvents, Name: "own_event", Sure: Stated, find: ownEvents,
	Which: "events of the administrator, alone or with others, that are not over",
	Order: "by when they start", One: "{name}: {title}", Many: "{name}",
}, {
	Section: modifications, Name: "draft_proposal", Sure: Stated, find: draftProposals,
	Which: "Draft Proposals raised since the edition before, and the consultations that ask for " +
		"feedback on them", Order: byEntry,
	One: "New Draft Proposal", Many: "New Draft Proposals", Body: "Raised since {since}.",
}, {
	Section: modifications, Name: "refinement", Sure: Stated, find: consultations,
	Which: "Refinement Consultations that are open", Types: []string{"refinement"}, Order: byClosing,
	One: "Refinement Consultation", Many: "Refinement Consultations",
}, {
	Section: modifications, Name: "modification_report", Sure: Stated, find: consultations,
	Which: "Modification Report Consultations that are open", Types: []string{"modification_report"},
	Order: byClosing,
	One:   "Modification Report Consultation", Many: "Modification Report Consultations",
}, {
	Section: modifications, Name: "modification", Sure: Ours, find: otherModifications,
	Which: "other consultations about a Modification that are open: feedback on a Draft Proposal " +
		"that is not new only where it has a closing date",
	Order: byClosing,
	One:   "Consultation about a Modification", Many: "Consultations about Modifications",
}, {
	Section: modifications, Name: "release", Sure: Ours, find: releases,
	Which: "SEC Releases that go live within six weeks", Order: "by the day they go live",
	One:  "Did you know about the upcoming SEC Release?",
	Many: "Did you know about the upcoming SEC Releases?",
}, {
	Section: publications, Name: "web_page", Each: true, Sure: Stated, find: webPages,
	Which: "pages of the administrator", Types: []string{webPage}, Order: byEntry, One: "{title}",
}, {
	Section: publications, Name: "publication", Sure: Ours, find: otherPublications,
	Which: "papers of meetings since the edition before, and publications of no meeting since then " +
		"or of an unknown day, which nothing above tells of and the edition before did not say; " +
		"none that is replaced; WHITE and GREEN alone",
	Order: byEntry, One: "Other publication", Many: "Other publications",
}, {
	Section: publications, Name: "helpdesk", Each: true, Sure: Stated, find: helpdesks,
	Which: "helpdesks with their hours", Order: byEntry, One: "{title}",
}, {
	Section: keyDates, Name: "date", Sure: Ours, find: meetingDates,
	Which: "meetings of SEC bodies, and events of the administrator, within 30 days; meetings " +
		"without a day and transitional forums are left out",
	Order: "by day; those of one day as they were entered in the register, events last",
	One:   "Key Meeting Dates", Many: "Key Meeting Dates",
}}
