package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// or is who may see a record of which nothing else is said.
func (h *Head) or(label policy.Label) policy.Label {
	if h.Visible.Mark != "" {
		return h.Visible
	}
	return label
}

// AgendaItem is what a meeting is to talk about. Until the agenda is published it is the
// administrator's own. It bears no RED: a paper that does hangs under it unseen.
type AgendaItem struct {
	Head
	Meeting string `json:"meeting" ref:"meeting" label:"Meeting"`
	Body    string `json:"body" ref:"body" label:"Body"`
	// Number counts the items of its mark at the meeting, so that no gap tells of what a
	// reader may not see; 0: not published yet.
	Number         int            `json:"number,omitempty" label:"Number"`
	Title          string         `json:"title"`
	Purpose        string         `json:"purpose" label:"Purpose"` // decision, discussion, information
	Classification Classification `json:"classification" label:"Classification"`

	About []string `json:"about,omitempty" ref:"modification consultation budget change_request plan release publication" label:"About"`

	PublishedAt time.Time `json:"published_at,omitzero" label:"Published"`
}

// Named implements register.Record.
func (a *AgendaItem) Named() (kind, id string) { return "agenda_item", a.ID }

// Heading is its title.
func (a *AgendaItem) Heading() string { return or(a.Title, a.ID) }

// Label is who may see it: by its classification, once it is published.
func (a *AgendaItem) Label() policy.Label {
	if a.PublishedAt.IsZero() {
		return a.or(policy.Label{Mark: policy.Staff})
	}
	return a.Classification.label(&a.Head, a.Body)
}

// Words are what search finds it by.
func (a *AgendaItem) Words() []string { return []string{a.Title} }

// Keys are what lists find it by.
func (a *AgendaItem) Keys() []register.Key {
	return together(each("meeting", a.Meeting), each("about", a.About...))
}

// The kinds of paper.
const (
	PaperKind   = "paper"
	MinutesKind = "minutes"
)

// Paper is a paper of a meeting, or its minutes. What it says is kept apart, and its page
// shows it by its classification.
type Paper struct {
	Head
	Title          string         `json:"title"`
	Kind           string         `json:"kind" label:"Kind"`
	Body           string         `json:"body" ref:"body" label:"Body"` // whose paper it is
	Meeting        string         `json:"meeting" ref:"meeting" label:"Meeting"`
	Item           string         `json:"item,omitempty" ref:"agenda_item" label:"Agenda item"`
	Classification Classification `json:"classification" label:"Classification"`
	From           string         `json:"from,omitempty" label:"From"`

	Text register.Secret `json:"text,omitzero" shown:"yes"`

	AddedBy     string    `json:"added_by,omitempty" ref:"person"`
	Recipients  []string  `json:"recipients,omitempty" ref:"person"` // of a RED one
	Late        *Lateness `json:"late,omitempty"`                    // nil: in time
	Redacted    bool      `json:"redacted,omitempty" label:"Redacted"`
	Redactions  []string  `json:"redactions,omitempty" ref:"paper"` // made of it
	PublishedAt time.Time `json:"published_at,omitzero" label:"Published"`

	ConfirmedAt string `json:"confirmed_at,omitempty" ref:"meeting" label:"Confirmed at"` // minutes
}

// Lateness is why a paper is late, and what the chair says to that.
type Lateness struct {
	By       time.Time `json:"by"`                              // until when it was wanted
	Why      string    `json:"why" label:"Why it is late"`      // as the secretary says
	Chair    string    `json:"chair,omitempty" ref:"person"`    // who is asked; empty: nobody
	Answer   string    `json:"answer,omitempty"`                // accepted, refused; empty: not yet
	Reason   string    `json:"reason,omitempty" label:"Reason"` // of the answer
	Answered time.Time `json:"answered,omitzero"`
}

// The answers to a late paper.
const (
	LateAccepted = "accepted"
	LateRefused  = "refused"
)

// Named implements register.Record.
func (p *Paper) Named() (kind, id string) { return "paper", p.ID }

// Heading is its title.
func (p *Paper) Heading() string { return or(p.Title, p.ID) }

// Label is who may see it: by its classification once it is published; before, the
// administrator, and the chair where a late one waits for the chair.
func (p *Paper) Label() policy.Label {
	switch {
	case p.Classification == "RED" || !p.PublishedAt.IsZero():
		return p.Classification.label(&p.Head, p.Body)
	case p.Late != nil && p.Late.Chair != "":
		return p.or(policy.Label{Mark: policy.Personal, Scope: p.Late.Chair})
	}
	return p.or(policy.Label{Mark: policy.Staff})
}

// Words are what search finds it by.
func (p *Paper) Words() []string { return []string{p.Title} }

// Keys are what lists find it by. The recipients of a RED paper are who may know of it.
func (p *Paper) Keys() []register.Key {
	keys := together(each("meeting", p.Meeting), each("body", p.Body), each("item", p.Item),
		each("redaction", p.Redactions...), instant("published", p.PublishedAt))
	if p.Classification != "RED" {
		return keys
	}
	keys = append(keys, each("recipient", p.AddedBy)...)
	if p.Late != nil {
		keys = append(keys, each("recipient", p.Late.Chair)...)
	}
	if !p.PublishedAt.IsZero() {
		keys = append(keys, each("recipient", p.Recipients...)...)
	}
	return keys
}

// Reading is that somebody opened a paper of which every reading is noted. Its text is shown
// to them until the reading ends.
type Reading struct {
	Head
	Paper  string    `json:"paper" ref:"paper" label:"Paper"`
	Person string    `json:"person" ref:"person"`
	At     time.Time `json:"at" label:"Opened"`
	Until  time.Time `json:"until" label:"Shown until"`
}

// Named implements register.Record.
func (r *Reading) Named() (kind, id string) { return "reading", r.ID }

// Heading is its id: what was read has its own title.
func (r *Reading) Heading() string { return r.ID }

// Label is who may see it: the reader and the administrator.
func (r *Reading) Label() policy.Label {
	return r.or(policy.Label{Mark: policy.Personal, Scope: r.Person})
}

// Words are none.
func (r *Reading) Words() []string { return nil }

// Keys are what lists find it by.
func (r *Reading) Keys() []register.Key {
	return together(each("paper", r.Paper), each("person", r.Person), instant("at", r.At))
}

// The ways of being at a meeting, or not.
const (
	Present   = "present"
	ByAnother = "alternate" // the alternate was there
	Apologies = "apologies"
	Absent    = "absent"
	Observing = "observer" // without a vote
)

// Attendance is how a seat stands to a meeting: apologies before it, who was there after.
// An observer has no seat.
type Attendance struct {
	Head
	Meeting        string         `json:"meeting" ref:"meeting" label:"Meeting"`
	Body           string         `json:"body" ref:"body" label:"Body"`
	Seat           string         `json:"seat,omitempty" ref:"seat" label:"Seat"`
	From           string         `json:"from,omitempty" ref:"organisation party" label:"From"`
	Status         string         `json:"status" label:"Attendance"`
	Alternate      bool           `json:"alternate,omitempty" label:"Alternate comes"`
	Classification Classification `json:"classification" label:"Classification"`
}

// Named implements register.Record.
func (a *Attendance) Named() (kind, id string) { return "attendance", a.ID }

// Heading is its id.
func (a *Attendance) Heading() string { return a.ID }

// Label is who may see it, by its classification.
func (a *Attendance) Label() policy.Label { return a.Classification.label(&a.Head, a.Body) }

// Words are none.
func (a *Attendance) Words() []string { return nil }

// Keys are what lists find it by.
func (a *Attendance) Keys() []register.Key {
	return together(each("meeting", a.Meeting), each("seat", a.Seat))
}

// Recusal is that a seat keeps out of an item of the agenda, or of a decision by
// correspondence.
type Recusal struct {
	Head
	Meeting        string         `json:"meeting,omitempty" ref:"meeting" label:"Meeting"`
	Body           string         `json:"body" ref:"body" label:"Body"`
	Item           string         `json:"item,omitempty" ref:"agenda_item" label:"Agenda item"`
	Ballot         string         `json:"ballot,omitempty" ref:"ballot" label:"Decision by correspondence"`
	Seat           string         `json:"seat" ref:"seat" label:"Seat"`
	Reason         string         `json:"reason" label:"Reason"`
	Classification Classification `json:"classification" label:"Classification"`
}

// Named implements register.Record.
func (r *Recusal) Named() (kind, id string) { return "recusal", r.ID }

// Heading is its id.
func (r *Recusal) Heading() string { return r.ID }

// Label is who may see it: those who may see the item.
func (r *Recusal) Label() policy.Label { return r.Classification.label(&r.Head, r.Body) }

// Words are none.
func (r *Recusal) Words() []string { return nil }

// Keys are what lists find it by.
func (r *Recusal) Keys() []register.Key {
	return together(each("meeting", r.Meeting), each("item", r.Item), each("ballot", r.Ballot))
}
