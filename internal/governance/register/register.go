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
// What a view as at T gives is what was given at T, for every T that [Register.Now] has
// given. To hold to that, an act is known from an instant later than every instant that was
// served before it; while it is being committed, readers are served at the instant before;
// and a fact with a date of its own is in before anybody is served at that date. Two things
// change what is answered of the past: the policy of today, and erasure. Where the clock is
// set back, the instants that it showed are void.
package register

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
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
	Event    Event // the latest change, as the register sees it: a reader may see less of it
}

func (c *Conflict) Error() string {
	return fmt.Sprintf("register: %s %s was changed meanwhile (%s)", c.Kind, c.ID, c.Event.Verb)
}

// The ends of an interval that has none.
const (
	always  = math.MinInt64
	forever = math.MaxInt64
)

// since is an instant from which something is so, in microseconds; the zero time is always.
func since(t time.Time) int64 {
	if t.IsZero() {
		return always
	}
	return t.UnixMicro()
}

// sinceTime is the inverse of since.
func sinceTime(micros int64) time.Time {
	if micros == always {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

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
	names  args                    // of all kinds
	taken  string                  // the query whether an id, and then the names, is one of them

	mu      sync.Mutex
	last    int64         // when the latest committed change is known from
	served  int64         // the latest instant given to a reader
	due     int64         // when the next dated fact is known from
	turns   []int64       // when what was said of a time to come is so: ascending
	pending map[int64]int // instants of acts that may not be committed
	wake    chan struct{} // due has changed
}

// Open opens the register of a database. One process has a register open at a time: what it
// has served, it alone knows.
func Open(ctx context.Context, c Config) (*Register, error) {
	r := &Register{
		db: c.DB, clock: c.Clock, random: c.Random, kinds: map[string]Kind{},
		types: map[reflect.Type]string{}, pending: map[int64]int{},
		wake: make(chan struct{}, 1),
	}
	for _, k := range c.Kinds {
		if err := k.check(); err != nil {
			return nil, err
		}
		of := reflect.TypeOf(k.New())
		if _, twice := r.kinds[k.Name]; twice || r.types[of] != "" {
			return nil, fmt.Errorf("register: kind %s, or its type %s, is declared twice", k.Name, of)
		}
		r.kinds[k.Name], r.types[of] = k, k.Name
		r.names.add(k.Name)
	}
	r.taken = `SELECT COUNT(*) FROM register_event WHERE kind IN (` +
		places(2, len(r.names)) + `) AND id = $1`
	head, err := readChain(ctx, c.DB)
	if err != nil {
		return nil, err
	}
	r.last, r.due = head.known, head.due
	if err := each(ctx, c.DB, func(rows *sql.Rows) error {
		var turn int64
		err := rows.Scan(&turn)
		r.turns = append(r.turns, turn)
		return err
	}, `SELECT DISTINCT so_from FROM register_event WHERE so_from > known AND due = ''
		ORDER BY so_from`); err != nil {
		return nil, err
	}
	if head.seq > 0 { // who was here before may have been served at what the clock shows
		r.served = max(r.last, r.clock.Now().UnixMicro())
	}
	return r, nil
}

// Now is the instant that a reader of now is served at: that of the clock, or of the last
// change where that is ahead; and before every change that is not in yet.
func (r *Register) Now() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.today()
	for known := range r.pending {
		if known > r.last { // what is known before the last is decided: it is in, or failed
			now = min(now, known-1)
		}
	}
	if r.served-now > slack.Microseconds() {
		r.served = now // the clock was set back
	}
	r.served = max(r.served, now)
	return store.Time(now)
}

// today is what the clock shows, or the last change where that is a little ahead; and before
// a dated fact that is not in yet, whatever the clock shows. The lock is held.
func (r *Register) today() int64 {
	now := r.clock.Now().UnixMicro()
	if now < r.last && r.last-now < slack.Microseconds() {
		now = r.last
	}
	return min(now, r.due-1)
}

// state is when the last change is known from, and what today is.
func (r *Register) state() (last, today int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last, r.today()
}

// begin takes the instant that an act is known from; last is that of the change before it.
func (r *Register) begin(last int64) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.clock.Now().UnixMicro()
	known := max(now, last+1)
	if r.served >= known && r.served+1-now < slack.Microseconds() {
		known = r.served + 1
	}
	if known-now >= slack.Microseconds() {
		return 0, fmt.Errorf("%w: it shows %s, and the last change is of %s: move it on past that",
			ErrClockBehind, store.Time(now).Format(time.RFC3339), store.Time(last).Format(time.RFC3339))
	}
	r.pending[known]++
	return known, nil
}

// end is told what became of an act that has begun: whether it stands, and the chain as it
// left it.
func (r *Register) end(begun, known int64, stands bool, c *chain) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pending[begun]--; r.pending[begun] <= 0 {
		delete(r.pending, begun)
	}
	if !stands {
		return
	}
	r.served = max(r.served, known) // the caller is told it
	r.stands(c)
}

// stands notes the end of the committed chain, unless a later one was noted. The lock is
// held.
func (r *Register) stands(c *chain) {
	if c.known < r.last {
		return
	}
	sooner := c.due < r.due
	r.last, r.due = c.known, c.due
	for _, turn := range c.turns {
		if i, there := slices.BinarySearch(r.turns, turn); !there {
			r.turns = slices.Insert(r.turns, i, turn)
		}
	}
	if sooner {
		select {
		case r.wake <- struct{}{}:
		default: // it is awake already
		}
	}
}

// Stamp names what is so now, as known now. It changes with every change, and when a date is
// reached of which something was said before. Whoever keeps what they have read takes the
// stamp first and the moment to read at after it, and keeps it while the stamp is the same.
type Stamp struct{ last, turn int64 }

// Stamp is that of now.
func (r *Register) Stamp() Stamp {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := Stamp{last: r.last}
	if i, _ := slices.BinarySearch(r.turns, r.today()+1); i > 0 {
		s.turn = r.turns[i-1]
	}
	return s
}

// Last is when the latest change is known from; the zero time where there is none. It says
// nothing of dates that are reached: see [Register.Stamp].
func (r *Register) Last() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return store.Time(r.last)
}

// querier is what reads: the committed database, or the transaction of an act.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// each runs fn for every row that a query finds.
func each(
	ctx context.Context, q querier, fn func(*sql.Rows) error, query string, args ...any,
) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("register: %w", err)
	}
	defer rows.Close() // its error is that of rows.Err
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("register: %w", err)
	}
	return nil
}
