// Package notice tells people what concerns them, by mail: each as soon as they chose, nothing
// twice, and nothing of what they may not see.
//
// Three things are told. A notice ([record.Notice]) that an act left, when it is due: its rules
// say to whom (rule.go). A change of the register, to whoever chose its topic. And a deadline of
// one's own, from package due, in good time. What somebody chose at once goes at once; all else is
// gathered into at most one digest each Working Day (digest.go).
//
// What was told is noted in the transaction that queues the message, so that a restart neither
// loses nor repeats any of it. A digest that was not made on its day, because the system did not
// run or its clock was moved past it, is not made later: the next one says what there is to say
// then.
package notice

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/letter"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// The rules of telling. All are ours [D]; the days are those of SEC practice for reminders [H].
const (
	digestHour = 8                   // when digests go, London time
	firstDays  = 5                   // Working Days before a deadline by which it is told of first
	lastDays   = 1                   // and again
	stale      = 31 * 24 * time.Hour // what is older is not told any more
	pause      = time.Minute         // how long is waited at most before it is looked again
	mostLines  = 40                  // of a topic in one message; beyond, a link leads to all
)

// Body is the message of an event, where it says more than that something has happened: the
// subject and the letter for the reader of a view. A zero letter is not sent.
type Body func(v *register.View, n *record.Notice) (subject string, l *letter.Letter, err error)

// Config is what a dispatcher stands on.
type Config struct {
	Desk   *desk.Desk
	DB     *store.DB
	Clock  clock.Clock
	Random io.Reader
	Post   *post.Office
	Origin string          // of the site, before its addresses: https://code.example
	Bodies map[string]Body // by [record.Notice].Event
	// Guest says what else a message to who is registered for an event, and is not in the register,
	// says beside its notice, by the id of the registration. nil: nothing.
	Guest func(v *register.View, registration string) ([]page.Block, error)
	Log   *slog.Logger // nil: none
}

// Dispatcher tells people. Its methods may be called from several goroutines.
type Dispatcher struct {
	config  Config
	key     []byte // of tokens
	wake    chan struct{}
	settled sync.Mutex // one round at a time
}

// DefaultOrigin stands before addresses where no origin of the site is known.
const DefaultOrigin = "http://localhost"

// Open opens the dispatcher of a database. What the register held before is not told.
func Open(ctx context.Context, c Config) (*Dispatcher, error) {
	c.Origin = cmp.Or(c.Origin, DefaultOrigin)
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	d := &Dispatcher{config: c, wake: make(chan struct{}, 1)}
	key, err := newKey(c.Random)
	if err != nil {
		return nil, err
	}
	err = c.DB.Write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO notice_state (name, value) VALUES ('key', $1)
			ON CONFLICT (name) DO NOTHING`, key); err != nil {
			return err
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("notice: %w", err)
	}
	d.key, err = readKey(ctx, c.DB)
	return d, err
}

// Wake makes Run look again: something has happened.
func (d *Dispatcher) Wake() {
	select {
	case d.wake <- struct{}{}:
	default: // it will look
	}
}

// Run tells until ctx ends. Time is that of the clock.
func (d *Dispatcher) Run(ctx context.Context) error {
	for {
		if err := d.Settle(ctx); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		timer := d.config.Clock.NewTimer(pause)
		select {
		case <-timer.C:
		case <-d.wake:
			timer.Stop()
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
	}
}

// Settle tells now what there is to tell.
func (d *Dispatcher) Settle(ctx context.Context) error {
	d.settled.Lock()
	defer d.settled.Unlock()
	// Where the clock was moved on, what was to be in by now comes in first: what happened in between
	// is told as of now, and no round is at an instant that the clock has passed.
	if err := d.config.Desk.Register.Settle(ctx); err != nil {
		return err
	}
	r, err := d.round(ctx)
	if err != nil {
		return err
	}
	if err := errors.Join(r.once(), r.digests()); err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	return nil
}

// round is what is told at one instant.
type round struct {
	*Dispatcher
	ctx    context.Context
	now    time.Time
	today  calendar.Date
	all    *register.View // as the system sees it
	cursor time.Time      // what was known and due then was told
	topics []record.Topic

	who *audience // found when somebody asks
}

func (d *Dispatcher) round(ctx context.Context) (*round, error) {
	now := d.config.Desk.Register.Now()
	r := &round{Dispatcher: d, ctx: ctx, now: now, today: calendar.DateOf(now),
		all: d.view(ctx, policy.System(), now), topics: record.Topics()}
	var err error
	r.cursor, err = d.cursor(ctx)
	return r, err
}

// view is the register for a reader at an instant.
func (d *Dispatcher) view(ctx context.Context, p *policy.Reader, at time.Time) *register.View {
	return d.config.Desk.Register.View(ctx, p, register.Moment{So: at, Known: at})
}

// topic is the one of an id; ok is false where there is none.
func (r *round) topic(id string) (topic record.Topic, ok bool) {
	for _, t := range r.topics {
		if t.ID == id {
			return t, true
		}
	}
	return topic, false
}

// ofKind is the topic that changes of a kind belong to.
func (r *round) ofKind(kind string) (topic record.Topic, ok bool) {
	for _, t := range r.topics {
		for _, k := range t.Kinds {
			if k == kind {
				return t, true
			}
		}
	}
	return topic, false
}
