package record

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Helpdesk is where questions go, and when somebody is there.
type Helpdesk struct {
	Head
	Contact  string           `json:"contact" ref:"contact" label:"Contact"`
	Days     []string         `json:"days" label:"Days"`
	Opens    calendar.Minutes `json:"opens" label:"Opens"`
	Closes   calendar.Minutes `json:"closes" label:"Closes"`
	ClosedOn []string         `json:"closed_on,omitempty" label:"Closed on"`
}

// Named implements register.Record.
func (h *Helpdesk) Named() (kind, id string) { return "helpdesk", h.ID }

// Heading is its id: the contact has the name.
func (h *Helpdesk) Heading() string { return h.ID }

// Words are what search finds it by.
func (h *Helpdesk) Words() []string { return []string{"helpdesk"} }

// Keys are what lists find it by.
func (h *Helpdesk) Keys() []register.Key { return each("contact", h.Contact) }

// TicketCategory is what a question to the helpdesk is about.
type TicketCategory string

// Choices are the categories.
func (TicketCategory) Choices() []string {
	return []string{"accession", "user_entry", "modifications", "security", "smki", "credit",
		"contacts", "website", "other"}
}

// TicketState is how far a ticket has come, as its record keeps it: see [Ticket.StateAt].
type TicketState string

// The states of a ticket.
const (
	TicketNew      TicketState = "new"
	TicketTriaged  TicketState = "triaged"
	TicketWaiting  TicketState = "waiting_requester"
	TicketReferred TicketState = "waiting_third_party"
	TicketResolved TicketState = "resolved"
	TicketClosed   TicketState = "closed"
)

// Choices are the states.
func (TicketState) Choices() []string {
	return choices(TicketNew, TicketTriaged, TicketWaiting, TicketReferred, TicketResolved,
		TicketClosed)
}

// Ticket is a question to the helpdesk. What was written stands in its entries.
type Ticket struct {
	Head
	Category TicketCategory `json:"category" label:"Category"`
	Priority string         `json:"priority,omitempty" label:"Priority"` // high, low; empty: normal
	State    TicketState    `json:"state" label:"State"`
	Channel  string         `json:"channel" label:"Came by"` // web_form, email
	// Person is who asks, where the register knows them; others are known by their address, and
	// open its page by a link with the token. Mail about it has the token in any case.
	Person   string          `json:"person,omitempty" ref:"person"`
	Party    string          `json:"party,omitempty" ref:"party organisation" label:"From"`
	Name     register.Secret `json:"name,omitzero" label:"Name" shown:"yes"`
	Address  register.Secret `json:"address,omitzero" label:"Address" shown:"yes"`
	Token    register.Secret `json:"token,omitzero"`
	Subject  register.Secret `json:"subject,omitzero" label:"Subject" shown:"yes"`
	Assignee string          `json:"assignee,omitempty" ref:"person"`
	About    []string        `json:"about,omitempty" ref:"modification consultation event release publication meeting budget plan change_request survey contact_list vacancy body party question_answer" label:"About"`
	Follows  string          `json:"follows,omitempty" ref:"ticket" label:"Goes on from"`

	OpenedAt  time.Time `json:"opened_at" label:"Opened"`
	RepliedAt time.Time `json:"replied_at,omitzero" label:"First reply"`
	Late      bool      `json:"late,omitempty" label:"First reply was late"`
	// Due is by when the next reply is due; zero while nothing is.
	Due    time.Time     `json:"due,omitzero" label:"Due"`
	Pauses []TicketPause `json:"pauses,omitempty" label:"Pauses"`
	// Ends is when the clock closes it; Ended when it was closed otherwise.
	Ends  time.Time `json:"ends,omitzero" label:"Closes by itself"`
	Ended time.Time `json:"ended,omitzero" label:"Closed"`
	Why   string    `json:"why,omitempty" label:"Why it was closed"`
	Score int       `json:"score,omitempty" label:"Satisfaction, of 5"` // 1 to 5; 0: not said
}

// TicketPause is a time in which the clock of a ticket stands still.
type TicketPause struct {
	From  time.Time `json:"from" label:"from"`
	Until time.Time `json:"until,omitzero" label:"until"` // zero: it still does
	Why   string    `json:"why" label:"because"`
}

// Named implements register.Record.
func (t *Ticket) Named() (kind, id string) { return "ticket", t.ID }

// Heading is its reference.
func (t *Ticket) Heading() string { return "Question " + t.Reference() }

// Reference is what people quote: T-7K2MF3QA. It counts nothing.
func (t *Ticket) Reference() string {
	return "T-" + strings.ToUpper(strings.TrimPrefix(t.ID, ticketPrefix))
}

// Label is who may see it: the administrator, and the person whose it is.
func (t *Ticket) Label() policy.Label { return ofPerson(t.Person) }

// Link is the address of its page on this site for whoever is not in the register, which has the
// token in it; empty where a person of the register asked.
func (t *Ticket) Link() string {
	if t.Person != "" || t.Token.Text() == "" {
		return ""
	}
	return "/helpdesk/ticket/" + strings.TrimPrefix(t.ID, ticketPrefix) + "/" + t.Token.Text()
}

const ticketPrefix = "ticket-"

// marked begins what has the token of a ticket in mail.
const marked = "ticket."

// mark is what tells in mail which ticket it belongs to, and that whoever answers was sent it.
func (t *Ticket) mark() string {
	return marked + strings.TrimPrefix(t.ID, ticketPrefix) + "." + t.Token.Text()
}

// Plus is where answers about it go by mail: the address of the helpdesk, with the token in it.
func (t *Ticket) Plus(helpdesk string) string {
	name, domain, ok := strings.Cut(helpdesk, "@")
	if !ok || t.Token.Text() == "" {
		return helpdesk
	}
	return name + "+" + t.mark() + "@" + domain
}

// MessageID is the ID of a mail about it, which answers refer to. unique tells it from others of
// the same ticket, and is in letters, digits and hyphens.
func (t *Ticket) MessageID(unique, domain string) string {
	return "<" + t.mark() + "." + unique + "@" + domain + ">"
}

// TicketToken is the id of a ticket, without its kind, and the token that an address of
// [Ticket.Plus] or an ID of [Ticket.MessageID] has; ok is false where it has none.
func TicketToken(text string) (id, token string, ok bool) {
	local, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(text), "<"), "@")
	if _, tag, plus := strings.Cut(local, "+"); plus {
		local = tag
	}
	rest, ok := strings.CutPrefix(strings.ToLower(local), marked)
	parts := strings.Split(rest, ".")
	if !ok || len(parts) < 2 || parts[0] == "" || parts[1] == "" {
		return "", "", false
	}
	return parts[0], parts[1], true
}

// ofPerson is the label of what only a person, or nobody of the register, and the administrator
// may see.
func ofPerson(person string) policy.Label {
	if person == "" {
		return policy.Label{Mark: policy.Staff}
	}
	return policy.Label{Mark: policy.Personal, Scope: person}
}

// Words are its reference, which nobody else finds.
func (t *Ticket) Words() []string { return []string{t.Reference()} }

// StateAt is its state at an instant: the clock closes what waited, or was resolved, for long
// enough.
func (t *Ticket) StateAt(so time.Time) TicketState {
	if !t.Ends.IsZero() && !so.Before(t.Ends) {
		return TicketClosed
	}
	return t.State
}

// Keys are what lists find it by. One has either due, or what it is: waiting or resolved, by when
// the clock closes it, or closed, by when that was.
func (t *Ticket) Keys() []register.Key {
	keys := together(instant("opened", t.OpenedAt), each("person", t.Person),
		each("category", string(t.Category)), each("assignee", t.Assignee),
		each("about", t.About...), each("follows", t.Follows))
	switch t.State {
	case TicketWaiting:
		return append(keys, instant("waits", t.Ends)...)
	case TicketResolved:
		return append(keys, instant("resolved", t.Ends)...)
	case TicketClosed:
		return append(keys, instant("closed", t.Ended)...)
	}
	return append(keys, register.Key{Name: "due", Value: register.InstantKey(t.Due)})
}

// TicketMail is what a mail to whoever asked has beside the words of its notice: what is kept with
// the ticket alone, and the address of the page that they can open.
type TicketMail struct {
	Reply string // of the helpdesk
	Files string // those that are not kept of what they sent, a line each
	Link  string // empty: the notice is about something else than a ticket of its reader
}

// Mailed is what the mail of a notice has where it is about a ticket, and to whoever asked: of the
// entry of the same act. v is to see everything.
func Mailed(v *register.View, n *Notice) (m TicketMail, err error) {
	t, err := register.Get[*Ticket](v, n.About)
	if errors.Is(err, register.ErrNotFound) {
		return m, nil
	}
	if err != nil || n.Person != t.Person || n.Person == "" && n.Address.Text() == "" {
		return m, err
	}
	if m.Link = t.Link(); m.Link == "" {
		m.Link = "/tickets/" + t.ID
	}
	entries, err := register.All[*TicketEntry](v, register.Query{Key: "ticket", Is: t.ID})
	for _, e := range entries {
		switch {
		case !e.At.Equal(n.Due): // of another act
		case e.Kind == EntryReply:
			m.Reply = e.Text.Text()
		case e.Kind == EntryQuestion:
			m.Files = e.Files.Text()
		}
	}
	return m, err
}

// The kinds of entry of a ticket.
const (
	EntryQuestion = "question" // from whoever asks: the first one, and what they add
	EntryReply    = "reply"    // of the helpdesk
	EntryNote     = "note"     // of the helpdesk, for itself
)

// TicketEntry is what somebody wrote on a ticket.
type TicketEntry struct {
	Head
	Ticket string `json:"ticket" ref:"ticket" label:"Ticket"`
	Kind   string `json:"kind" label:"Kind"`
	Person string `json:"person,omitempty" ref:"person"` // whose ticket it is
	// By is who wrote it, where they are known, and From the address that it came from else.
	By      string          `json:"by,omitempty" ref:"person"`
	From    register.Secret `json:"from,omitzero" label:"From" shown:"yes"`
	At      time.Time       `json:"at" label:"Written"`
	Text    register.Secret `json:"text,omitzero" label:"Text" shown:"yes"`
	Channel string          `json:"channel,omitempty" label:"Came by"`
	// Mail is a digest of what identifies the mail that it came by.
	Mail string `json:"mail,omitempty"`
	// LeftOut counts what came with the mail and is not kept, Files names it, a line each; Cut says
	// that its text was longer than what is kept.
	LeftOut int             `json:"left_out,omitempty" label:"Files left out"`
	Files   register.Secret `json:"files,omitzero" label:"What is not kept" shown:"yes"`
	Cut     bool            `json:"cut,omitempty" label:"Text was cut"`
}

// Named implements register.Record.
func (e *TicketEntry) Named() (kind, id string) { return "ticket_entry", e.ID }

// Heading says what it is.
func (e *TicketEntry) Heading() string {
	switch e.Kind {
	case EntryReply:
		return "Reply of the helpdesk"
	case EntryNote:
		return "Note of the helpdesk"
	}
	return "Question to the helpdesk"
}

// Label is who may see it: as the ticket, and a note the administrator alone.
func (e *TicketEntry) Label() policy.Label {
	if e.Kind == EntryNote {
		return policy.Label{Mark: policy.Staff}
	}
	return ofPerson(e.Person)
}

// Words are none.
func (e *TicketEntry) Words() []string { return nil }

// Keys are what lists find it by.
func (e *TicketEntry) Keys() []register.Key {
	return together(each("ticket", e.Ticket), each("mail", e.Mail))
}

// QuestionState is how far a question with its answer has come.
type QuestionState string

// The states of a question with its answer.
const (
	QuestionDraft     QuestionState = "draft"
	QuestionPublished QuestionState = "published"
	QuestionWithdrawn QuestionState = "withdrawn"
)

// Choices are the states.
func (QuestionState) Choices() []string {
	return choices(QuestionDraft, QuestionPublished, QuestionWithdrawn)
}

// QuestionAnswer is a question that many have, with its answer for everybody.
type QuestionAnswer struct {
	Head
	Question    string         `json:"question" label:"Question"`
	Answer      string         `json:"answer" label:"Answer"`
	Category    TicketCategory `json:"category" label:"Category"`
	State       QuestionState  `json:"state" label:"State"`
	About       []string       `json:"about,omitempty" ref:"modification consultation event release publication meeting budget plan change_request survey contact_list vacancy body" label:"About"`
	Ticket      string         `json:"ticket,omitempty" ref:"ticket" label:"Made of"`
	PublishedAt time.Time      `json:"published_at,omitzero" label:"Published"`
}

// Named implements register.Record.
func (q *QuestionAnswer) Named() (kind, id string) { return "question_answer", q.ID }

// Heading is the question.
func (q *QuestionAnswer) Heading() string { return or(q.Question, q.ID) }

// Label is who may see it: everyone, once it is published and until it is withdrawn.
func (q *QuestionAnswer) Label() policy.Label {
	if q.State != QuestionPublished {
		return q.or(policy.Label{Mark: policy.Staff})
	}
	return q.Head.Label()
}

// Words are what search finds it by.
func (q *QuestionAnswer) Words() []string { return []string{q.Question, q.Answer} }

// Keys are what lists find it by.
func (q *QuestionAnswer) Keys() []register.Key {
	return together(each("state", string(q.State)), each("category", string(q.Category)),
		each("title", q.Question), each("ticket", q.Ticket), each("about", q.About...))
}

// FeedbackTopic is what somebody says something about.
type FeedbackTopic string

// FeedbackOnAnswer is the topic of whether a question with its answer was helpful.
const FeedbackOnAnswer FeedbackTopic = "answer"

// Choices are the topics.
func (FeedbackTopic) Choices() []string {
	return []string{"newsletter", "website", "code", "modifications", "meetings", "events",
		"helpdesk", "other", string(FeedbackOnAnswer)}
}

// FeedbackState is how far feedback has come.
type FeedbackState string

// The states of feedback.
const (
	FeedbackReceived FeedbackState = "received"
	FeedbackNoted    FeedbackState = "noted"    // looked at, and nothing said in public
	FeedbackAnswered FeedbackState = "answered" // what was done is published
)

// Choices are the states.
func (FeedbackState) Choices() []string {
	return choices(FeedbackReceived, FeedbackNoted, FeedbackAnswered)
}

// Feedback is what somebody thinks of the administrator and its services.
type Feedback struct {
	Head
	Topic FeedbackTopic `json:"topic" label:"Topic"`
	// Person is who says it, where they want to be known; Contact how to reach them.
	Person   string          `json:"person,omitempty" ref:"person"`
	Contact  register.Secret `json:"contact,omitzero" label:"How to reach them" shown:"yes"`
	Text     register.Secret `json:"text,omitzero" label:"What they say" shown:"yes"`
	MayQuote bool            `json:"may_quote,omitempty" label:"May be quoted"`
	About    string          `json:"about,omitempty" ref:"question_answer ticket" label:"About"`
	Helpful  string          `json:"helpful,omitempty" label:"Was it helpful"` // yes, no
	At       time.Time       `json:"at" label:"Received"`
	State    FeedbackState   `json:"state" label:"State"`
	Done     string          `json:"done,omitempty" label:"What was done"` // where it is not published
}

// Named implements register.Record.
func (f *Feedback) Named() (kind, id string) { return "feedback", f.ID }

// Heading says what it is: not what it says, which is for few.
func (f *Feedback) Heading() string {
	return "Feedback F-" + strings.ToUpper(strings.TrimPrefix(f.ID, "feedback-"))
}

// Label is who may see it: the administrator, and the person who says so.
func (f *Feedback) Label() policy.Label { return ofPerson(f.Person) }

// Words are none.
func (f *Feedback) Words() []string { return nil }

// Keys are what lists find it by.
func (f *Feedback) Keys() []register.Key {
	keys := together(each("about", f.About), each("person", f.Person))
	if f.Helpful != "" {
		keys = append(keys, each("helpful", f.About+" "+f.Helpful)...)
	}
	return append(keys, instant(string(f.State), f.At)...)
}

// FeedbackResponse is what was said and what was done about it, for everybody: in words of the
// administrator. The words of the author stand there where they agreed.
type FeedbackResponse struct {
	Head
	Topic       FeedbackTopic   `json:"topic" label:"Topic"`
	Said        string          `json:"said" label:"What you said"`
	Quote       register.Secret `json:"quote,omitzero" label:"In the words of its author" shown:"yes"`
	Disposition string          `json:"disposition" label:"What became of it"`
	Done        string          `json:"done" label:"What was done"`
	Feedback    string          `json:"feedback,omitempty" ref:"feedback" label:"Feedback"`
	PublishedAt time.Time       `json:"published_at" label:"Published"`
}

// FeedbackDispositions are what can become of feedback.
func FeedbackDispositions() []string {
	return []string{"done", "planned", "considered", "not_done"}
}

// Named implements register.Record.
func (r *FeedbackResponse) Named() (kind, id string) { return "feedback_response", r.ID }

// Heading is what was said, in a line.
func (r *FeedbackResponse) Heading() string {
	const most = 80
	line, _, _ := strings.Cut(r.Said, "\n")
	if words := []rune(line); len(words) > most {
		cut := slices.Index(words[most-20:], ' ')
		line = string(words[:most-20+max(cut, 0)]) + "…"
	}
	return or(line, r.ID)
}

// Words are what search finds it by.
func (r *FeedbackResponse) Words() []string { return []string{r.Said, r.Done} }

// Keys are what lists find it by.
func (r *FeedbackResponse) Keys() []register.Key {
	return together(instant("published", r.PublishedAt), each("topic", string(r.Topic)),
		each("feedback", r.Feedback))
}
