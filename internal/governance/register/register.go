// Package register keeps the records of the Code, each dated twice: what was so, and when
// it was known. Nothing is ever overwritten: a change adds a version and an event to a
// journal whose hashes are chained.
//
// [Register.Act] is the only way to change anything: all that one person does at once, for
// one reason, known from one instant. [Register.View] reads: as one reader may see it, at
// one [Moment]. A view never tells a reader of what the policy hides, by a count or an
// order either.
//
// # Served as it was
//
// What a view as at T gives is what was given at T. To hold to that, an act is known from
// an instant later than every instant that was served before it; and while it is being
// committed, readers are served at the instant before.
package register

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"sync"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
)

// Record is a thing of the register. Records are pointers to structs whose JSON is their
// body; a [Secret] in them is kept apart.
type Record interface {
	// Named is the kind and the id, which never change.
	Named() (kind, id string)
	// Label says who may see it.
	Label() policy.Label
	// Keys are what it can be found by.
	Keys() []Key
	// Words are what search finds it by, the most telling first. Nothing secret stands there.
	Words() []string
}

// Key is a name and a value that a record is found by, such as modification: MP192. Values
// are compared octet by octet: instants are written by [InstantKey].
type Key struct{ Name, Value string }

// InstantKey writes an instant so that keys sort as instants do.
func InstantKey(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

// Kind declares a kind of record.
type Kind struct {
	Name string        // "modification"
	New  func() Record // an empty one to decode into
}

// The refusals of the register.
var (
	// ErrNotFound: there is no such record at the moment, or the reader may not know of it.
	ErrNotFound = errors.New("register: no such record")
	// ErrClockBehind: the clock shows an earlier time than the last change. It has been set
	// back; changes are taken again once it is past that.
	ErrClockBehind = errors.New("register: the clock is behind the last change")
	// ErrNotEmpty: facts with a date of their own are taken by an empty register only.
	ErrNotEmpty = errors.New("register: not empty")
)

// Conflict says that a record has changed since the form for it was made.
type Conflict struct {
	Kind, ID string
	Event    Event // the latest change
}

func (c *Conflict) Error() string {
	return fmt.Sprintf("register: %s %s was changed meanwhile (%s)", c.Kind, c.ID, c.Event.Verb)
}

// forever is an interval's open end.
const forever = math.MaxInt64

// slack is how far the last change may be ahead of a clock that stands still while changes
// come: each is a microsecond after the one before.
const slack = time.Second

// Config is what a register stands on.
type Config struct {
	DB     *store.DB
	Clock  clock.Clock
	Random io.Reader // of ids, tokens and salts
	Kinds  []Kind
}

// Register is the open register. Its methods may be called from several goroutines.
type Register struct {
	db     *store.DB
	clock  clock.Clock
	random io.Reader
	kinds  map[string]Kind
	types  map[reflect.Type]string // the kind of a record by its type

	mu      sync.Mutex
	last    int64         // when the latest committed change is known from
	served  int64         // the latest instant given to a reader
	due     int64         // when the next dated fact is known from
	pending map[int64]int // instants of acts not yet committed
	wake    chan struct{} // due has changed
}

// Open opens the register of a database.
func Open(ctx context.Context, c Config) (*Register, error) {
	r := &Register{
		db: c.DB, clock: c.Clock, random: c.Random, kinds: map[string]Kind{},
		types: map[reflect.Type]string{}, pending: map[int64]int{},
		wake: make(chan struct{}, 1),
	}
	for _, k := range c.Kinds {
		if _, twice := r.kinds[k.Name]; twice {
			return nil, fmt.Errorf("register: kind %s is declared twice", k.Name)
		}
		r.kinds[k.Name] = k
		r.types[reflect.TypeOf(k.New())] = k.Name
	}
	if err := c.DB.QueryRowContext(ctx,
		`SELECT COALESCE(MAX(known), 0) FROM register_event`).Scan(&r.last); err != nil {
		return nil, fmt.Errorf("register: %w", err)
	}
	return r, r.readDue(ctx)
}

// Now is the instant that a reader of now is served at.
func (r *Register) Now() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.clock.Now().UnixMicro()
	if now < r.last && r.last-now < slack.Microseconds() {
		now = r.last
	}
	for known := range r.pending {
		now = min(now, known-1)
	}
	now = min(now, r.due-1)
	r.served = max(r.served, now)
	return store.Time(now)
}

// begin takes the instant that an act is known from.
func (r *Register) begin() (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.clock.Now().UnixMicro()
	known := max(now, r.last+1)
	for other := range r.pending {
		known = max(known, other+1)
	}
	if known-now > slack.Microseconds() {
		return 0, fmt.Errorf("%w, of %s: move it on", ErrClockBehind,
			store.Time(r.last).Format(time.RFC3339))
	}
	// Served instants later than the clock's were served by a clock that was set back.
	if r.served >= known && r.served-now <= slack.Microseconds() {
		known = r.served + 1
	}
	r.pending[known]++
	return known, nil
}

// end says whether the act of an instant stands.
func (r *Register) end(known int64, stands bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pending[known]--; r.pending[known] == 0 {
		delete(r.pending, known)
	}
	if stands {
		r.last = max(r.last, known)
	}
}

// Last is when the latest change is known from: whoever keeps what they have read asks
// whether it still is so.
func (r *Register) Last() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return store.Time(r.last)
}

// querier is what reads: the committed database, or the transaction of an act.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}
