// Package post is mail: what is to be sent, and what was, kept in SQL as it was sent; and what
// comes in, given to whoever it is for.
//
// [Office.Queue] takes messages; they are durable when it returns. [Office.Run] hands them to a
// server of mail, again with growing waits where it does not take them. Where there is none they
// are kept, and those that are not old yet are sent when there is one. What is handed over is
// handed over at least once: after a crash between the answer of the server and the note of it a
// message goes a second time, with the same Message-ID, by which its reader's server can tell.
//
// Messages are personal data and in no journal: [Office.Erase] leaves nothing of their words.
package post

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/store"
)

// Message is what is to be sent to one address.
type Message struct {
	Key     string // who queues the same key twice sends one message; never empty
	To      string // name@example.com, with or without "Name <…>"
	Person  string // who it is to, in the register; empty: an address alone
	Subject string
	Text    string
	HTML    string // the same words; empty: text alone
	Topic   string // one of record.Topics; empty: it concerns the reader alone

	Unsubscribe string // URL of one-click unsubscribe (RFC 8058); empty: none
	Bounce      string // comes back to [Handlers.Bounced] when it cannot be delivered
	Tells       string // what it tells of: comes back to [Handlers.May] before it goes; empty: nothing

	ReplyTo    string // address; empty: that of Config.From
	MessageID  string // <local@domain>; empty: one of its own
	InReplyTo  string // the Message-ID of what it answers; empty: it answers nothing
	References []string
	Written    bool // a person wrote it: see mail.Message
	Attach     []mail.Attachment
}

// Sender hands a message to a server of mail.
type Sender interface {
	// Send returns what the server said when it took the message; a *mail.Refusal when it said
	// that it does not, and another error when it cannot be asked.
	Send(ctx context.Context, e mail.Envelope) (answer string, err error)
	// Close is called when nothing more is to be sent for now. Send may be called after it.
	Close() error
}

// Config is what an office stands on.
type Config struct {
	DB     *store.DB
	Clock  clock.Clock
	Random io.Reader
	Log    *slog.Logger // nil: none
	Send   Sender       // nil: there is nothing to send with, and messages are kept
	From   string       // "Name <address>" that messages are from; empty: [DefaultFrom]
	// Bounces tells that mail to the domain of From comes here: what cannot be delivered comes
	// back to an address of its own for each message.
	Bounces  bool
	Helpdesk string // the address whose mail goes to [Handlers.Ticket]; empty: none
	List     string // domain of the List-Id of topics; empty: that of From
}

// DefaultFrom is who messages are from where nothing else is said: a domain that nobody can
// have (RFC 6761).
const DefaultFrom = "Code administrator <no-reply@mains.invalid>"

// Handlers are told of what comes in. A handler that fails is asked again when the message is
// handed over again.
type Handlers struct {
	// Bounced: a message with Message.Bounce token could not be delivered to address.
	// permanent: nor can others be. why is what the server said.
	Bounced func(ctx context.Context, token, address string, permanent bool, why string) error
	// Ticket: somebody wrote to the helpdesk.
	Ticket func(ctx context.Context, in *mail.Incoming) error
	// May is asked each time before a message with Message.Tells is handed over: it may have waited
	// for long. nil: it may go. Where it fails, it is asked again later.
	May func(ctx context.Context, m *Copy, tells string) (*Stop, error)
}

// Stop says that a message does not go any more.
type Stop struct {
	Why  string              // for the administrator; it names nobody
	Also func(*sql.Tx) error // is written with the note that it does not go; nil: nothing
}

// Office sends and takes mail. Its methods may be called from several goroutines.
type Office struct {
	config   Config
	address  string // of From
	domain   string // of that
	handlers Handlers
	wake     chan struct{} // something is to be sent
	sending  sync.Mutex    // one round at a time
	rest     time.Time     // until when the server is left in peace; under sending
	sorted   bool          // what was kept before is sent or not; under sending
}

// Open opens the office of a database.
func Open(c Config) (*Office, error) {
	c.From = cmp.Or(c.From, DefaultFrom)
	_, from, err := mail.ParseAddress(c.From)
	if err != nil {
		return nil, fmt.Errorf("post: who messages are from: %w", err)
	}
	if c.Helpdesk != "" {
		if _, c.Helpdesk, err = mail.ParseAddress(c.Helpdesk); err != nil {
			return nil, fmt.Errorf("post: the address of the helpdesk: %w", err)
		}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	_, domain, _ := strings.Cut(from, "@")
	c.List = cmp.Or(c.List, domain)
	return &Office{config: c, address: from, domain: domain, wake: make(chan struct{}, 1)}, nil
}

// Handle names who is told of what comes in, before [Office.Run].
func (o *Office) Handle(h Handlers) { o.handlers = h }

// From is who messages are from: "Name <address>".
func (o *Office) From() string { return o.config.From }

// Helpdesk is the address that the helpdesk is written to; empty: there is none.
func (o *Office) Helpdesk() string { return o.config.Helpdesk }

// Domain is that of the address that messages are from, which identifiers of messages have.
func (o *Office) Domain() string { return o.domain }

// State is how far a message has come.
type State string

// The states. Kept is what was queued while there was nothing to send with; Unsent is what was
// kept for so long that it is not sent any more: see [Office.Run]. Withheld is what was not sent
// because it might not go any more: see [Handlers.May].
const (
	Waiting State = "waiting"
	Sent    State = "sent"
	Failed  State = "failed"
	Bounced State = "bounced"
	Kept    State = "kept"
	Unsent  State = "unsent"

	Withheld State = "withheld"
)

// notGiven are the states of what has not reached its reader: it waits, and may come to be
// withheld, was withheld, or was never taken.
var notGiven = []State{Waiting, Withheld, Failed}

// Given reports whether a message has reached its reader as far as we know: it has gone, or is
// kept to be read here.
func (s State) Given() bool { return !slices.Contains(notGiven, s) }

// Copy is a message as it was sent, or is to be.
type Copy struct {
	Key, Address, Person, Topic, Subject string

	MessageID string
	State     State
	Queued    time.Time
	Changed   time.Time // when it came to its state
	Next      time.Time // when it is tried again, while it waits
	Attempts  int
	Answer    string // the last that a server said of it
	Raw       []byte // all of it, of [Office.Get] alone; empty once erased
}

// ErrNotFound: there is no such message.
var ErrNotFound = errors.New("post: no such message")
