package portal

import (
	"context"
	"time"

	"github.com/mains-energy/mains/internal/page"
)

// Code is the half of mains that governs, as the portal knows it: pages, people and the time
// they are of. Its methods must be safe for concurrent use.
type Code interface {
	// Routes are its addresses, the home page / among them. Asked once.
	Routes() []page.Route
	// Now is the instant that live views are made at.
	Now() time.Time
	// Frame is what stands around the answer to an ask: the parts of the site, the search
	// box, and notices that hold for all of it. The portal fills in the rest.
	Frame(ask *page.Ask) page.Frame
	// ParseMoment reads an instant as people write it. The error says which forms there are.
	ParseMoment(text string) (time.Time, error)
	// Moment writes an instant for people: "10:00 on 20 January 2022".
	Moment(t time.Time) string
	// Person finds who an identifier is of, as of now; [page.ErrNotFound] where nobody is.
	Person(ctx context.Context, id string) (Person, error)
	// Demo lists the people of a register for demonstration, in the order that they are
	// offered in; none where the register is not one.
	Demo(ctx context.Context) ([]Person, error)
}

// Person is somebody who can sign in.
type Person struct {
	ID    string   // in the register; never changes
	Name  string   // as it is shown
	What  string   // in a few words: "Regulation manager at a large supplier"
	Group string   // what demo people are listed under: their organisation, or what they are
	Roles []string // what they are and may do, a sentence each, for their account
	Demo  bool     // may be signed in as by a press
	Tip   string   // what to sign in as them for, of those to begin with
}

// Accounts keeps what sign-in needs. Its methods must be safe for concurrent use, and what
// one has written all see.
type Accounts interface {
	// Session finds a session, and reports whether it is there.
	Session(ctx context.Context, id string) (Session, bool, error)
	// Begin enters a session and ends the old one, if any, in one step.
	Begin(ctx context.Context, s Session, old string) error
	// Seen notes a use, Note leaves a notice, Noted takes it: once, whoever asks.
	Seen(ctx context.Context, id string, at time.Time) error
	Note(ctx context.Context, id, notice string) error
	Noted(ctx context.Context, id string) (string, error)
	// End ends a session, EndOthers those of a person but one.
	End(ctx context.Context, id string) error
	EndOthers(ctx context.Context, person, but string) error
	// Sweep deletes sessions made or seen before these, and what else is over now.
	Sweep(ctx context.Context, made, seen, now time.Time) error

	// Expect notes a ceremony; Take takes it, once, for the session that began it.
	Expect(ctx context.Context, c Ceremony) error
	Take(ctx context.Context, id, session string, now time.Time) (Ceremony, bool, error)

	// Handle is what passkeys know a person by: fresh, where there is none yet. Handled is
	// the way back.
	Handle(ctx context.Context, person string, fresh []byte) ([]byte, error)
	Handled(ctx context.Context, handle []byte) (person string, known bool, err error)
	// AddPasskey reports whether the passkey is new.
	AddPasskey(ctx context.Context, p Passkey) (added bool, err error)
	Passkeys(ctx context.Context, person string) ([]Passkey, error)
	UsedPasskey(ctx context.Context, id, credential []byte, at time.Time) error
	RemovePasskey(ctx context.Context, person string, id []byte) error

	// Invite enters an invitation in place of the one its person had; Invited takes it, once,
	// until it is over.
	Invite(ctx context.Context, i Invitation) error
	Invited(ctx context.Context, id string, now time.Time) (person string, known bool, err error)

	// Bound finds whom an identity provider means.
	Bound(ctx context.Context, s Subject) (person string, known bool, err error)
}

// Session is a browser that is known again.
type Session struct {
	ID     string    // the digest of its token, hexadecimal
	Person string    // who has signed in; empty: nobody
	Made   time.Time // wall time, as are all of these
	Seen   time.Time
	Notice string // what its next page says once
}

// Ceremony is a sign-in or a registration under way.
type Ceremony struct {
	ID      string // the digest of what the answer brings back, hexadecimal
	Session string // the session that asked
	Data    []byte // what the answer is checked with
	Until   time.Time
}

// Invitation lets a person in once who has no other way to sign in yet.
type Invitation struct {
	ID     string // the digest of its token, hexadecimal
	Person string
	Until  time.Time
}

// Passkey is a public key that a person signs in with.
type Passkey struct {
	ID         []byte
	Person     string
	Name       string // the person's name for it
	Credential []byte // public key and counters, in the notation of the portal
	Made       time.Time
	Used       time.Time // zero: never
}

// Subject is somebody as an identity provider knows them (OpenID Connect Core 2).
type Subject struct {
	Issuer string
	Name   string
}
