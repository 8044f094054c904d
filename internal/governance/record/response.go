package record

import (
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Confidentiality is how an answer may be published.
type Confidentiality string

// The ways [S]; the zero value is that none was chosen yet.
const (
	InPublic     Confidentiality = "public"       // with the name of the respondent
	Anonymous    Confidentiality = "anonymous"    // its text, without the name
	InConfidence Confidentiality = "confidential" // not at all
)

// Given is an answer as a respondent gives it, to one question.
type Given struct {
	Question string `json:"question" label:"Question"`
	// Position is support, do_not_support, neutral or no_interest.
	Position        string          `json:"position" label:"Position"`
	Text            register.Secret `json:"text,omitzero" label:"Reasons" shown:"yes"`
	Cost            register.Secret `json:"cost,omitzero" label:"Cost in pounds" shown:"yes"`
	LeadTime        register.Secret `json:"lead_time,omitzero" label:"Months needed" shown:"yes"`
	Confidentiality Confidentiality `json:"confidentiality" label:"Given"`

	// Counted is the batch in which it was counted, 0 while it was not; CostCounted and
	// LeadTimeCounted the same of its figures. Published is the answer that was made of it.
	Counted         int    `json:"counted,omitempty" label:"-"`
	CostCounted     int    `json:"cost_counted,omitempty" label:"-"`
	LeadTimeCounted int    `json:"lead_time_counted,omitempty" label:"-"`
	Published       string `json:"published,omitempty" ref:"answer" label:"-"`
}

// ResponseDraft is what people of a Party are writing. Nobody else may see it.
type ResponseDraft struct {
	Head
	Consultation string    `json:"consultation" ref:"consultation" label:"Consultation"`
	Party        string    `json:"party" ref:"party" label:"Party"`
	Answers      []Given   `json:"answers,omitempty" label:"Answers"`
	SavedAt      time.Time `json:"saved_at" label:"Saved"`
	SavedBy      string    `json:"saved_by" ref:"person"`
	AssignedTo   string    `json:"assigned_to,omitempty" ref:"person"`
	AskedAt      time.Time `json:"asked_at,omitzero" label:"A signatory was asked"`
}

// Named implements register.Record, as do the methods of that name below.
func (d *ResponseDraft) Named() (kind, id string) { return "response_draft", d.ID }

// Heading says what it is.
func (d *ResponseDraft) Heading() string { return "Draft response" }

// Label is who may see it: people of the Party.
func (d *ResponseDraft) Label() policy.Label {
	return policy.Label{Mark: policy.Party, Scope: d.Party}
}

// Words are none: nobody searches for drafts.
func (d *ResponseDraft) Words() []string { return nil }

// Keys are what lists find it by.
func (d *ResponseDraft) Keys() []register.Key {
	return together(each("consultation", d.Consultation), each("party", d.Party),
		each("assigned_to", d.AssignedTo))
}

// Changes reports whether a draft says something else than a response.
func (d *ResponseDraft) Changes(r *Response) bool {
	return !slices.EqualFunc(d.Answers, r.Answers, func(a, b Given) bool {
		return a.Question == b.Question && a.Position == b.Position &&
			a.Text.Text() == b.Text.Text() && a.Cost.Text() == b.Cost.Text() &&
			a.LeadTime.Text() == b.LeadTime.Text() && a.Confidentiality == b.Confidentiality
	})
}

// ResponseStatus is what a Party has said that it does.
type ResponseStatus string

// The statuses.
const (
	Submitted   ResponseStatus = "submitted"
	Withdrawn   ResponseStatus = "withdrawn"
	NotIntended ResponseStatus = "not_intended" // the Party will not respond
)

// Response is what a Party has sent to a consultation. What was submitted last counts; all
// versions are in its history.
type Response struct {
	Head
	Consultation string         `json:"consultation" ref:"consultation" label:"Consultation"`
	Party        string         `json:"party" ref:"party organisation" label:"From"`
	From         string         `json:"from,omitempty"` // what it was called when it responded
	Status       ResponseStatus `json:"status" label:"Status"`
	Version      int            `json:"version,omitempty" label:"Version"` // counts submissions
	SubmittedAt  time.Time      `json:"submitted_at,omitzero" label:"Submitted"`
	SubmittedBy  string         `json:"submitted_by,omitempty" ref:"person"`
	Answers      []Given        `json:"answers,omitempty" label:"Answers"`
	Channel      string         `json:"channel,omitempty" label:"Came by"` // entered on behalf
	ReceivedAt   time.Time      `json:"received_at,omitzero" label:"Received"`
	Late         bool           `json:"late,omitempty" label:"Late"`
}

// Named implements register.Record.
func (r *Response) Named() (kind, id string) { return "response", r.ID }

// Heading is its reference.
func (r *Response) Heading() string { return "Response " + r.Reference() }

// Reference is what people quote: R-7K2MF3QA.
func (r *Response) Reference() string {
	return "R-" + strings.ToUpper(strings.TrimPrefix(r.ID, "response-"))
}

// Label is who may see it: people of the Party and the administrator.
func (r *Response) Label() policy.Label {
	return policy.Label{Mark: policy.Response, Scope: r.Party}
}

// Words are its reference, which nobody else finds.
func (r *Response) Words() []string { return []string{r.Reference()} }

// Keys are what lists find it by.
func (r *Response) Keys() []register.Key {
	return together(each("consultation", r.Consultation), each("party", r.Party),
		each("to", ResponseTo(r.Party, r.Consultation)), each("status", string(r.Status)))
}

// ResponseTo is the value of the key to of the response of a Party to a consultation.
func ResponseTo(party, consultation string) string { return party + " " + consultation }

// Answer is one answer of a response as it is published, by the rule that the respondent
// chose: without a Party where it is anonymous. What becomes of it stands beside it.
type Answer struct {
	Head
	Consultation    string          `json:"consultation" ref:"consultation" label:"Consultation"`
	Question        string          `json:"question"`
	Confidentiality Confidentiality `json:"confidentiality" label:"Given"`
	Party           string          `json:"party,omitempty" ref:"party organisation" label:"From"`
	From            string          `json:"from,omitempty"` // what it was called when it responded
	Category        Category        `json:"category,omitempty" label:"Party Category"`
	Position        string          `json:"position,omitempty" label:"Position"` // unless anonymous
	Text            register.Secret `json:"text,omitzero" label:"Answer" shown:"yes"`
	Cost            register.Secret `json:"cost,omitzero" label:"Cost in pounds" shown:"yes"`
	LeadTime        register.Secret `json:"lead_time,omitzero" label:"Lead time in months" shown:"yes"`
	Late            bool            `json:"late,omitempty" label:"Late"` // said of public ones only
	Disposition     string          `json:"disposition,omitempty" label:"What became of it"`
	Reason          string          `json:"reason,omitempty" label:"Why"`
}

// Named implements register.Record.
func (a *Answer) Named() (kind, id string) { return "answer", a.ID }

// Heading says what it is.
func (a *Answer) Heading() string { return "Answer to a consultation" }

// Label is who may see it: everyone, unless it was given in confidence.
func (a *Answer) Label() policy.Label {
	if a.Confidentiality == InConfidence {
		return policy.Label{Mark: policy.Confidential, Scope: a.Party}
	}
	return policy.Label{Mark: policy.White}
}

// Words are none.
func (a *Answer) Words() []string { return nil }

// Keys are what lists find it by. One that says something has the key said; until it stands
// beside it what became of it, also the key waits.
func (a *Answer) Keys() []register.Key {
	said, waits := "", ""
	if !a.Text.Empty() {
		said = "yes"
		if a.Disposition == "" {
			waits = a.Consultation
		}
	}
	return together(each("consultation", a.Consultation),
		each("question", a.Consultation+" "+a.Question), each("party", a.Party),
		each("said", said), each("waits", waits), each("disposition", a.Disposition))
}

// Collation is how many have said what: one batch of the answers to a consultation, by
// Party Category. It holds nothing that the rule about few answers keeps back.
type Collation struct {
	Head
	Consultation string             `json:"consultation" ref:"consultation" label:"Consultation"`
	Batch        int                `json:"batch" label:"Batch"` // 1: by the closing; then late ones
	At           time.Time          `json:"at" label:"Published"`
	Questions    []QuestionCollated `json:"questions"`
}

// QuestionCollated is what was said to one question.
type QuestionCollated struct {
	Question string  `json:"question"`
	Rows     []Count `json:"rows"`
	// Cost and LeadTime are averages of answers not given in public, in pounds and months, to
	// two significant figures; 0: not shown.
	Cost     int `json:"average_cost_in_pounds,omitempty"`
	LeadTime int `json:"average_lead_time_in_months,omitempty"`
}

// Count is how many answers of one kind came from some categories.
type Count struct {
	Given      Confidentiality `json:"given"`
	Categories []Category      `json:"categories"`
	Answers    int             `json:"answers"`
	// Positions is how they are split; empty: not shown. It adds up to Answers.
	Positions []PositionCount `json:"positions,omitempty"`
}

// PositionCount is how many took one of some positions.
type PositionCount struct {
	Positions []string `json:"positions"`
	Answers   int      `json:"answers"`
}

// Named implements register.Record.
func (c *Collation) Named() (kind, id string) { return "collation", c.ID }

// Heading says what it is.
func (c *Collation) Heading() string { return "Collation of responses" }

// Words are none.
func (c *Collation) Words() []string { return nil }

// Keys are what lists find it by.
func (c *Collation) Keys() []register.Key { return each("consultation", c.Consultation) }

// LateAcceptance is a decision to take a response after the closing, until an instant.
type LateAcceptance struct {
	Head
	Consultation string    `json:"consultation" ref:"consultation" label:"Consultation"`
	Party        string    `json:"party" ref:"party organisation" label:"From"`
	Until        time.Time `json:"until" label:"Until"`
	Reason       string    `json:"reason" label:"Reason"`
	DecidedAt    time.Time `json:"decided_at" label:"Decided"`
	DecidedBy    string    `json:"decided_by" ref:"person"`
}

// Named implements register.Record.
func (l *LateAcceptance) Named() (kind, id string) { return "late_acceptance", l.ID }

// Heading says what it is.
func (l *LateAcceptance) Heading() string { return "Decision to take a late response" }

// Label is who may see it: people of the Party and the administrator.
func (l *LateAcceptance) Label() policy.Label {
	return policy.Label{Mark: policy.Response, Scope: l.Party}
}

// Words are none.
func (l *LateAcceptance) Words() []string { return nil }

// Keys are what lists find it by.
func (l *LateAcceptance) Keys() []register.Key {
	return together(each("consultation", l.Consultation), each("party", l.Party))
}
