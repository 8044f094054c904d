// Package record declares what the register of the Code holds: each kind of record is one
// struct, with the list it stands in. What a kind does is the business of its subject; here
// is what it is.
//
// The JSON names of the fields are those of the register as a file (docs/register.md), of
// the bodies in the store and of the JSON that pages give. A field with a label is shown on
// the record's page; one with ref holds ids of records of those kinds.
package record

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Basis is how a fact is known.
type Basis string

// The bases. A fact that is Assumed is our convention: it works, and is never shown as if
// it had been printed.
const (
	Stated   Basis = "stated"
	Inferred Basis = "inferred"
	Public   Basis = "public"
	Assumed  Basis = "assumed"
	DemoFact Basis = "demo"
)

// Head is what every record begins with.
type Head struct {
	ID      string           `json:"id"`
	Basis   Basis            `json:"basis,omitempty"`
	BasisOf map[string]Basis `json:"basis_of,omitempty"` // of fields that rest on something else
	Note    string           `json:"note,omitempty" label:"Note"`
	Demo    bool             `json:"demo,omitempty"`
	// Visible says who may see the record; the zero value is everyone.
	Visible policy.Label `json:"visible,omitzero"`
}

// Identity is the id.
func (h *Head) Identity() string { return h.ID }

// Label is who may see it.
func (h *Head) Label() policy.Label {
	if h.Visible.Mark == "" {
		return policy.Label{Mark: policy.White}
	}
	return h.Visible
}

// Assumed reports whether a field, by its JSON name, is our convention and was not printed.
func (h *Head) Assumed(field string) bool {
	if basis, own := h.BasisOf[field]; own {
		return basis == Assumed
	}
	return h.Basis == Assumed
}

// Titled is a record with a title of its own.
type Titled interface {
	register.Record
	Identity() string
	Heading() string // what it is called; its id where the title is not known
}

// Telling is a part of a record, in a list of such parts, that tells of other records. Whoever
// may not see those is not shown the part.
type Telling interface{ About() []register.Hit }

// List is a kind and the list of records it stands in.
type List struct {
	Kind  string // "modification"
	Name  string // in a file: "modifications"
	Path  string // in an address
	Title string // "Modifications"
	New   func() register.Record
}

// Lists are all kinds, in the order in which a file is written.
func Lists() []List { return slices.Concat(subjects(), dealings()) }

// subjects are the kinds that the Code is about.
func subjects() []List {
	return []List{
		list[Edition]("edition", "editions", "Newsletters"),
		list[EditionItem]("edition_item", "edition_items", "Items of newsletters"),
		list[Organisation]("organisation", "organisations", "Organisations"),
		list[Contact]("contact", "contacts", "Contacts"),
		list[Helpdesk]("helpdesk", "helpdesks", "Helpdesk"),
		list[Ticket]("ticket", "tickets", "Questions to the helpdesk"),
		list[TicketEntry]("ticket_entry", "ticket_entries", "What was written to the helpdesk"),
		list[QuestionAnswer]("question_answer", "questions", "Questions and answers"),
		list[Feedback]("feedback", "feedback_received", "Feedback received"),
		list[FeedbackResponse]("feedback_response", "feedback_responses",
			"What you said, what was done"),
		list[Party]("party", "parties", "Parties"),
		list[Person]("person", "people", "People"),
		list[Body]("body", "bodies", "Committees and groups"),
		list[Seat]("seat", "seats", "Seats"),
		list[Meeting]("meeting", "meetings", "Meetings"),
		list[Budget]("budget", "budgets", "Budgets"),
		list[Consultation]("consultation", "consultations", "Consultations"),
		list[Modification]("modification", "modifications", "Modifications"),
		list[DraftProposal]("draft_proposal", "draft_proposals", "Draft Proposals in preparation"),
		list[Solution]("solution", "solutions", "Solutions"),
		list[ImpactAssessment]("impact_assessment", "impact_assessments", "DCC assessments"),
		list[ModificationDocument]("modification_document", "modification_documents",
			"Documents of Modifications"),
		list[ChangeVote]("change_vote", "change_votes", "Votes of the Change Board"),
		list[ChangeBallot]("change_ballot", "change_ballots", "Ballots of the Change Board"),
		list[IRP]("irp", "issue_resolution_proposals", "Issue Resolution Proposals"),
		list[Plan]("plan", "plans", "Plans"),
		list[Baseline]("baseline", "baselines", "Baselines of plans"),
		list[ChangeRequest]("change_request", "change_requests", "Change requests"),
		list[Event]("event", "events", "Events"),
		list[Registration]("registration", "registrations", "Registrations for events"),
		list[EventQuestion]("event_question", "event_questions", "Questions to events"),
		list[EventAnswer]("event_answer", "event_answers", "Questions and answers of events"),
		list[Release]("release", "releases", "SEC Releases"),
		list[DocumentVersion]("document_version", "document_versions", "Document Log"),
		list[LegalText]("legal_text", "legal_texts", "Legal texts"),
		list[CodeText]("code_text", "code_texts", "Texts of the Code"),
		list[ContactList]("contact_list", "contact_lists", "Contact lists"),
		list[OperationalContact]("operational_contact", "operational_contacts",
			"Operational contacts"),
		list[ContactChange]("contact_change", "contact_changes", "Details of operational contacts"),
		list[ContactExport]("contact_export", "contact_exports", "Exports of operational contacts"),
		list[ContactLookup]("contact_lookup", "contact_lookups", "Look-ups of operational contacts"),
		list[Survey]("survey", "surveys", "Surveys"),
		list[SurveyResult]("survey_result", "survey_results", "Results of surveys to be published"),
		list[SurveyConsent]("survey_consent", "survey_consents", "Consents to be called"),
		list[SurveyHandover]("survey_handover", "survey_handovers", "Hand-overs of consents"),
		list[Vacancy]("vacancy", "vacancies", "Vacancies"),
		list[Publication]("publication", "publications", "Publications"),
		list[Maintenance]("maintenance", "maintenance", "Announced maintenance"),
	}
}

// dealings are the kinds of what is done about them, and of what people ask for.
func dealings() []List {
	return []List{
		list[AgendaItem]("agenda_item", "agenda_items", "Agenda items"),
		list[Paper]("paper", "papers", "Papers"),
		list[Attendance]("attendance", "attendances", "Attendance"),
		list[Recusal]("recusal", "recusals", "Recusals"),
		list[BodyDecision]("decision", "decisions", "Decisions of bodies"),
		list[Ballot]("ballot", "ballots", "Decisions by correspondence"),
		list[BallotVote]("ballot_vote", "ballot_votes", "Votes by correspondence"),
		list[Action]("action", "actions", "Actions"),
		list[Reading]("reading", "readings", "Readings of papers"),
		list[Election]("election", "elections", "Elections"),
		list[Nomination]("nomination", "nominations", "Nominations"),
		list[ElectionVote]("election_vote", "election_votes", "Votes in elections"),
		list[ResponseDraft]("response_draft", "response_drafts", "Draft responses"),
		list[Response]("response", "responses", "Responses"),
		list[Answer]("answer", "answers", "Answers to consultations"),
		list[Collation]("collation", "collations", "Collations of responses"),
		list[LateAcceptance]("late_acceptance", "late_acceptances", "Late responses accepted"),
		list[Notice]("notice", "notices", "Notices to be sent"),
		list[Subscription]("subscription", "subscriptions", "Subscriptions"),
		list[Suggestion]("suggestion", "suggestions", "Suggested consultations"),
		list[IndustryFeed]("industry_feed", "industry_feeds", "Feeds of others"),
		list[Watch]("watch", "watches", "What people watch"),
		list[Look]("look", "looks", "What people have seen"),
	}
}

func list[T any, P interface {
	*T
	register.Record
}](kind, name, title string) List {
	path := strings.ReplaceAll(name, "_", "-")
	if name == "editions" { // as people call them
		path = "newsletters"
	}
	return List{kind, name, path, title, func() register.Record { return P(new(T)) }}
}

// At is the record whose page, or a page below it, is at an address of this site; ok is false
// where the address is of no list of records.
func At(address string) (of register.Hit, ok bool) {
	path, _, _ := strings.Cut(address, "?")
	list, below, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	below, _, _ = strings.Cut(below, "/")
	id, err := url.PathUnescape(below)
	if err != nil || id == "" {
		return of, false
	}
	for _, l := range Lists() {
		if l.Path == list {
			return register.Hit{Kind: l.Kind, ID: id}, true
		}
	}
	return of, false
}

// Kinds are the kinds as the register takes them.
func Kinds() (kinds []register.Kind) {
	for _, l := range Lists() {
		kinds = append(kinds, register.Kind{Name: l.Kind, New: l.New})
	}
	return kinds
}

// Month is a month without a day: 2022-01.
type Month string

// day is the key of a date that may not be known.
func day(name string, d calendar.Date) []register.Key {
	if d.IsZero() {
		return nil
	}
	return []register.Key{{Name: name, Value: d.String()}}
}

// instant is the key of an instant that may not be known.
func instant(name string, t time.Time) []register.Key {
	if t.IsZero() {
		return nil
	}
	return []register.Key{{Name: name, Value: register.InstantKey(t)}}
}

// each is a key for each value.
func each(name string, values ...string) (keys []register.Key) {
	for _, v := range values {
		if v != "" {
			keys = append(keys, register.Key{Name: name, Value: v})
		}
	}
	return keys
}

// together joins keys.
func together(lists ...[]register.Key) (keys []register.Key) {
	for _, l := range lists {
		keys = append(keys, l...)
	}
	return keys
}

// over is the key closing of what is closed whatever the clock shows.
const over = "-"

// closing is the key by which lists find what the clock has not closed yet: when it does, at
// the end of a day; what has no such day comes last.
func closing(on calendar.Date) register.Key {
	if on.IsZero() {
		return register.Key{Name: "closing", Value: "~"}
	}
	return register.Key{Name: "closing", Value: register.InstantKey(calendar.CloseOfDay(on))}
}

// StillOpen asks for what the clock has not closed by an instant, the next to close first;
// Closed for what it has, or what was closed before.
func StillOpen(so time.Time) register.Query {
	return register.Query{Key: "closing", From: register.InstantKey(so.Add(time.Microsecond))}
}

// Closed is the opposite of [StillOpen], the latest first.
func Closed(so time.Time) register.Query {
	after := so.Add(time.Microsecond)
	return register.Query{Key: "closing", To: register.InstantKey(after), Desc: true}
}

// or is the first text that says something.
func or(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
