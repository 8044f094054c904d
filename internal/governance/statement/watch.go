package statement

import (
	"context"
	"sync"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// State is how a part of the system stands.
type State string

// The states.
const (
	Works   State = "works"
	Partly  State = "partly"   // some of it does not
	AtFault State = "at_fault" // it does not
	Off     State = "off"      // it is not used here
)

// tag is a state in words.
func (s State) tag() page.Tag {
	switch s {
	case Works:
		return page.Tag{Text: "Works", Tone: page.Good}
	case Partly:
		return page.Tag{Text: "Works in part", Tone: page.Wait}
	case AtFault:
		return page.Tag{Text: "At fault", Tone: page.Alert}
	}
	return page.Tag{Text: "Not used here"}
}

// Measured is what measuring a part has shown. Everybody reads it: it says no address, no number
// and nobody's name.
type Measured struct {
	State State
	Says  string // what that means for who uses it: a sentence
}

// Measures are how the parts of the system are measured.
type Measures map[record.SystemPart]func(context.Context) (Measured, error)

// part is a part of the system that is measured.
type part struct {
	name  record.SystemPart
	title string
}

// parts are all of them, in the order in which they are shown. The network has a console of its
// own, and is not measured here.
func parts() []part {
	return []part{
		{record.PartRegister, "Register and pages"},
		{record.PartMailOut, "Mail that goes out"},
		{record.PartMailIn, "Mail that comes in"},
		{record.PartFeeds, "Feeds of others"},
		{record.PartWebhooks, "Webhooks"},
		{record.PartNetwork, "Network of Service Requests"},
	}
}

const (
	// lookEvery is how often the parts are measured. What has changed is known that late.
	lookEvery = 5 * time.Minute
	// fresh is for how long what was measured is shown: readers do not make the system measure.
	fresh = time.Minute
)

// Watch measures the parts of the system, and remembers since when each stands as it does. It
// knows that since the system has begun.
type Watch struct {
	clock    clock.Clock
	measures Measures

	mu     sync.Mutex
	looked time.Time // zero: never
	seen   map[record.SystemPart]seen
}

// seen is how a part stands, and since when it was seen so.
type seen struct {
	Measured
	since time.Time
}

// NewWatch is a watch that has not looked yet.
func NewWatch(c clock.Clock, m Measures) *Watch {
	return &Watch{clock: c, measures: m, seen: map[record.SystemPart]seen{}}
}

// Run measures all parts now and then, until ctx ends.
func (w *Watch) Run(ctx context.Context) error {
	return desk.Every(ctx, w.clock, lookEvery, w.Settle)
}

// Settle measures all parts now. A part that cannot be measured is at fault.
func (w *Watch) Settle(ctx context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.look(ctx)
	return nil
}

// look measures all parts. The lock is held.
func (w *Watch) look(ctx context.Context) {
	now := w.clock.Now()
	for name, measure := range w.measures {
		m, err := measure(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return // nobody waits for the answer
			}
			m = Measured{AtFault, "It cannot be measured."}
		}
		before, known := w.seen[name]
		if !known || before.State != m.State {
			before.since = now
		}
		w.seen[name] = seen{m, before.since}
	}
	w.looked = now
}

// stands is how the parts stand, in order, as they were measured just now or a little before.
func (w *Watch) stands(ctx context.Context) (all []partStands) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if since := w.clock.Now().Sub(w.looked); w.looked.IsZero() || since < 0 || since >= fresh {
		w.look(ctx)
	}
	for _, p := range parts() {
		if s, is := w.seen[p.name]; is {
			all = append(all, partStands{p.name, p.title, s.State, s.Says, s.since})
		}
	}
	return all
}

// partStands is how a part stands, as programs read it.
type partStands struct {
	Part  record.SystemPart `json:"part"`
	Title string            `json:"title"`
	State State             `json:"state"`
	Says  string            `json:"says,omitempty"`
	Since time.Time         `json:"since"` // of the state, as far as this system has seen
}
