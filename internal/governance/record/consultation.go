package record

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Consultation asks Parties for their views until an instant.
type Consultation struct {
	Head
	Title        string `json:"title"`
	Type         string `json:"type" label:"Type"`
	Modification string `json:"modification,omitempty" ref:"modification" label:"About"`

	Modifications []string `json:"modifications,omitempty" ref:"modification" label:"About"`

	ChangeRequest string `json:"change_request,omitempty" ref:"change_request" label:"About"`

	Owners   []string      `json:"owners,omitempty" ref:"organisation body" label:"Owner"`
	Audience []string      `json:"audience,omitempty" label:"Who should respond"`
	OpenedBy calendar.Date `json:"opened_by,omitzero" label:"Open by"`
	ClosesOn calendar.Date `json:"closes_on" label:"Closes on"`
	ClosesAt time.Time     `json:"closes_at"` // zero: it has no end that is known

	RespondVia []string `json:"respond_via,omitempty" ref:"contact body" label:"Respond to"`

	RespondHow      string   `json:"respond_how,omitempty" label:"How to respond"`
	Confidentiality []string `json:"confidentiality,omitempty" label:"May be marked"`

	ConfidentialityScope string `json:"confidentiality_scope,omitempty" label:"What may be marked"`

	Documents []string `json:"documents,omitempty" label:"Documents"`

	DocumentsFrom []string `json:"documents_from,omitempty" ref:"contact body" label:"Documents from"`

	AsksAbout   []string `json:"asks_about,omitempty" label:"Asks about"`
	OutcomePath string   `json:"outcome_path,omitempty" label:"What happens next"`

	OutcomeMeeting string `json:"outcome_meeting,omitempty" ref:"meeting" label:"Considered at"`

	QuestionsTo []string `json:"questions_to,omitempty" ref:"contact" label:"Questions to"`

	// What follows is known of consultations that are run here.

	Summary string            `json:"summary,omitempty" label:"Summary"`
	OpensAt time.Time         `json:"opens_at,omitzero" label:"Opens"` // zero: not known
	Stage   ConsultationStage `json:"stage,omitempty"`
	// Questions are what is asked; none: they are made of what it asks about.
	Questions []Question `json:"questions,omitempty"`
	// ShortFor says why it is open for less than the usual Working Days.
	ShortFor   string        `json:"short_for,omitempty" label:"Why the period is short"`
	Moves      []ClosingMove `json:"closing_moves,omitempty"`
	Withdrawal *Statement    `json:"withdrawal,omitempty"` // why it was withdrawn
	Collating  *Statement    `json:"collating,omitempty"`  // who collates is in the journal
	Responses  *Statement    `json:"responses,omitempty"`  // the summary of the responses
	Outcome    *Statement    `json:"outcome,omitempty"`    // what was decided

	// Elsewhere says that somebody else runs it: it is listed here for information.
	Elsewhere bool   `json:"elsewhere,omitempty"`
	Source    string `json:"source,omitempty" label:"Run by"` // where no record is the owner
	Link      string `json:"link,omitempty" label:"Address"`
	Document  string `json:"document,omitempty" label:"Document"`
}

// ConsultationStage is what has been done to a consultation. That it is open or has closed
// follows from its dates, and is no stage.
type ConsultationStage string

// The stages. The zero value is one that was announced and goes by its dates.
const (
	StagePlanned    ConsultationStage = "planned" // not announced yet
	StageCollating  ConsultationStage = "collating"
	StageSummarised ConsultationStage = "summary_published"
	StageConcluded  ConsultationStage = "outcome_recorded"
	StageWithdrawn  ConsultationStage = "withdrawn"
)

// Question is one that a consultation asks. Every answer has a position and a rationale.
type Question struct {
	ID       string `json:"id"` // within the consultation: letters and digits
	Text     string `json:"text"`
	Cost     bool   `json:"cost,omitempty"`      // also what it would cost the respondent
	LeadTime bool   `json:"lead_time,omitempty"` // also how long the respondent would need
	// Clause is the clause of a legal text that it asks about, by [Place]; empty: it asks of none.
	Clause string `json:"clause,omitempty"`
	// ClosesAt is when it closes before the rest; zero: with the rest.
	ClosesAt time.Time `json:"closes_at,omitzero"`
}

// ClosingMove is a change of when a consultation closes. From is zero where no closing date
// was known.
type ClosingMove struct {
	From   time.Time `json:"from,omitzero"`
	To     time.Time `json:"to"`
	At     time.Time `json:"at"` // when it was moved
	Reason string    `json:"reason"`
}

// Statement is what was said at a step, and when.
type Statement struct {
	At   time.Time `json:"at"`
	Text string    `json:"text,omitempty"`
}

// Consulting is a record with a consultation of its own: it is on that record alone.
type Consulting interface {
	Titled
	Asks() Asking
}

// Asking is the consultation of a record, and of which type it is.
type Asking struct {
	Consultation, Type string
	// Since is when the record is there to be asked about; no day: that is not known.
	Since calendar.Date
}

// Unfit says why it cannot be the consultation of a record, as what follows its name, and the id of
// what else it says that it is on; empty: nothing that it says is against it.
func (c *Consultation) Unfit(rec Consulting) (why, other string) {
	asks := rec.Asks()
	switch {
	case c.Type != "" && c.Type != asks.Type:
		return "is of the type " + c.Type + ", and this wants " + asks.Type, ""
	case !c.ClosesAt.IsZero() && !asks.Since.IsZero() && c.ClosesAt.Before(asks.Since.Start()):
		return "closed at " + calendar.Moment(c.ClosesAt) + ", and this is of " + asks.Since.Long(), ""
	}
	for _, id := range append(slices.Clone(c.Modifications), c.Modification, c.ChangeRequest) {
		if id != "" && id != rec.Identity() {
			return "says that it is on " + id, id
		}
	}
	return "", ""
}

// Named implements register.Record.
func (c *Consultation) Named() (kind, id string) { return "consultation", c.ID }

// Heading is its title.
func (c *Consultation) Heading() string { return or(c.Title, c.ID) }

// Words are what search finds it by.
func (c *Consultation) Words() []string {
	return append([]string{c.Title}, c.AsksAbout...)
}

// The places of consultations: run by the administrator, or by others and listed here.
const (
	Here      = "here"
	Elsewhere = "elsewhere"
)

// InPlace is a key of the consultations of a place: closes, undated or opens.
func InPlace(key, place string) string { return key + " " + place }

// Sequence rises with each change of when it closes, or whether.
func (c *Consultation) Sequence() int {
	if c.Stage == StageWithdrawn {
		return len(c.Moves) + 1
	}
	return len(c.Moves)
}

// Keys are what lists find it by. One without a closing date that is known has the key
// undated in place of closes.
func (c *Consultation) Keys() []register.Key {
	place, undated, extended := Here, "", ""
	for _, m := range c.Moves {
		if !m.From.IsZero() {
			extended = "yes"
		}
	}
	if c.Elsewhere {
		place = Elsewhere
	}
	if c.ClosesAt.IsZero() {
		undated = "yes"
	}
	return together(each("type", c.Type), each("modification", c.Modification),
		each("modification", c.Modifications...), each("change_request", c.ChangeRequest),
		instant("closes", c.ClosesAt), each("undated", undated), each("place", place),
		instant(InPlace("closes", place), c.ClosesAt), each(InPlace("undated", place), undated),
		instant(InPlace("opens", place), c.OpensAt), each("extended", extended),
		each("stage", string(c.Stage)), each("owner", c.Owners...), each("owner", c.Source),
		each("audience", c.Audience...), each("document", c.Document), linked(c.Link))
}
