// Package page is pages and forms as declared values, and the one renderer that makes
// every form of them: HTML, JSON, Atom, CSV and iCal.
//
// A subject of the Code answers an [Ask] with a [View], or a [Form]; it knows no HTTP and
// writes no markup. The portal finds the [Route] of an address, asks, and sends what
// [View.AppendHTML] and its kin make. So valid markup, one h1, labels, table scopes and
// escaping are the business of this package alone.
package page

import (
	"context"
	"errors"
	"net/url"
	"time"
)

// The refusals that an address can answer with.
var (
	// ErrNotFound: there is nothing at the address, or nothing that this reader may know of.
	ErrNotFound = errors.New("not found")
	// ErrSignIn: the reader must say who they are.
	ErrSignIn = errors.New("sign in first")
	// ErrForbidden: the reader may know of it and may not do it.
	ErrForbidden = errors.New("not yours to do")
)

// Moved says that what was asked for has another address: an alias, a new number.
type Moved struct{ To Address }

func (m *Moved) Error() string { return "moved to " + string(m.To) }

// Moment is the pair of dates that a reader looks at the register with.
type Moment struct {
	So    time.Time // what was so at this instant: the instant itself for what is dated now
	Known time.Time // as it was known at this instant
	AsAt  bool      // the reader asked for it: no forms, another colour
}

// Ask is a question of one reader for one address.
type Ask struct {
	Context context.Context
	Who     string            // the person who is signed in; empty: nobody
	Moment  Moment            // what the view is to be of
	Path    map[string]string // the values of the pattern, without suffix
	Query   url.Values
}

// Route is an address and what answers there. One of View and Form is set.
type Route struct {
	Pattern string // as of net/http, without method and suffix: /modifications/{id}
	// Title says what is there whatever the moment, where the title of the view says what is so.
	Title string
	// View answers from the register as at the moment of the ask.
	View func(*Ask) (*View, error)
	// Form answers with the form as it is first shown. Forms are of now: never as at a moment.
	Form func(*Ask) (*Form, error)
	// Submit does what the form asks for. Faults in what was typed are [Faults].
	Submit func(*Ask, Input) (*Done, error)
	// Preview shows what would come of a form that has [Form].Preview, and does nothing. Faults
	// are [Faults], as of Submit; fields may be empty.
	Preview func(*Ask, Input) ([]Block, error)
	// Examples are values of the pattern that exist, for those who walk all routes.
	Examples func(context.Context) ([]map[string]string, error)
}

// Done is what follows a submitted form.
type Done struct {
	To     Address // where the reader is sent
	Notice string  // what is said there once: "Your response is with SECAS. Reference R-7K2M"
}

// Address is an address on this site, beginning with a slash and escaped.
type Address string

// At makes an address of segments, which it escapes: At("modifications", "DP197").
func At(segments ...string) Address {
	a := ""
	for _, s := range segments {
		a += "/" + url.PathEscape(s)
	}
	if a == "" {
		return "/"
	}
	return Address(a)
}

// With adds a query.
func (a Address) With(values url.Values) Address {
	if len(values) == 0 {
		return a
	}
	return a + "?" + Address(values.Encode())
}

// View is what an address answers with: data once, for every form.
type View struct {
	Title  string // the h1: the answer, where there is one: "Closes 5pm on 4 February 2022"
	Kicker string // above it, what it is: "Modification Proposal MP192"
	Tag    *Tag   // the state, in words
	Lead   string // one sentence below
	Crumbs []Link // from the home page to here, without here
	Tabs   []Tab  // other views of the same record, each an address
	// Blocks are the content, in order. How the content stands, where that has to be known first,
	// is a Notice at their top: "In force since 24 February 2022, in version 57.0." It is printed.
	Blocks []Block

	// Data is the content for programs; it becomes the JSON form as it is.
	Data any
	// List is set where the content is a list: it becomes Atom and CSV, and iCal where it is
	// dated.
	List *List
	// Print is set where the view can be had as PDF, where there is something to print with.
	Print bool

	// What the page says about itself in plain words; zero times are left out.
	Published, Updated time.Time
	Recorded           string  // in place of "Published", where it is not
	History            Address // where all updates are

	// Actions are what this reader can do here now. They stand outside the main part and are
	// left out of every view as at a moment.
	Actions []Link
	// Self is the address of the view where it is not the one asked for, without suffix.
	Self Address
}

// Tag is a state in words.
type Tag struct {
	Text string
	Tone Tone
}

// Tone is how a tag or a notice looks; it never is the only sign of anything.
type Tone string

// The tones.
const (
	Quiet Tone = ""
	Good  Tone = "good"  // approved, open, live
	Wait  Tone = "wait"  // something is awaited
	Stop  Tone = "stop"  // rejected, closed, withdrawn
	Alert Tone = "alert" // late, at fault
)

// Link is words that lead somewhere.
type Link struct {
	Text string
	To   Address
	Out  string // instead of To: another site or mailto:, http, https and mailto only
	Note string // said beside it
}

// Tab is one of several views of a record.
type Tab struct {
	Text    string
	To      Address
	Current bool
}

// List is a list as programs read it.
type List struct {
	Title   string
	Columns []string // of CSV, in order; each entry's Cells have the same length
	Entries []Entry
	Next    Address // the next page; empty: there is none
	// Dated says that entries of this list happen on days, so that it is a calendar too, also while
	// there is none that does: programs that have subscribed to it find it whatever the moment.
	Dated bool
	// Calendar, where it is set, gives the entries of the calendar, which has more than the page.
	Calendar func() ([]Entry, error)
	// Date, where it is set, fills in when entries last changed that do not say so.
	Date func([]Entry) error
	// Feed, where it is set, are the entries of the feed: of a list that is not what the page
	// tells of, such as the days of it.
	Feed []Entry
}

// Entry is one thing of a list.
type Entry struct {
	ID      string // never changes, unique within the site: "consultation-mp192-refinement"
	Title   string
	Summary string
	To      Address
	Updated time.Time // when it last changed, as known
	// When it happens, for iCal, in a dated list: an entry without Starts and Day has no date.
	Starts, Ends time.Time // an instant, and the end where it lasts
	Day          string    // or a whole day, 2022-01-28
	Cancelled    bool
	Sequence     int         // rises with each change
	Place        string      // where it happens
	Alarms       []time.Time // when a calendar reminds of it
	Cells        []string
}
