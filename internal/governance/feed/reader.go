package feed

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/outside"
)

// When feeds are read, and what of them. [D]
const (
	// freshFor is how old an entry may be, by the date that it has, to be suggested.
	freshFor = 90 * 24 * time.Hour
	// mostFresh is how many entries of a feed are suggested at once: the rest the next time.
	mostFresh = 50
	// lookEvery is how often the reader looks whether a feed is to be read.
	lookEvery = 5 * time.Minute
	redirects = 3
	// mostAtOnce is how many feeds are asked for at once.
	mostAtOnce = 8
)

// Hours are when feeds are read each day, London time. [D]
func Hours() []int { return []int{7, 12, 17} }

// Reader reads the feeds of the register.
type Reader struct {
	desk   *desk.Desk
	clock  clock.Clock
	client *http.Client
}

// NewReader is a reader that asks no other addresses than those that outside allows.
func NewReader(d *desk.Desk, c clock.Clock, may outside.Config) *Reader {
	may.Redirects = redirects
	return &Reader{desk: d, clock: c, client: may.Client()}
}

// Run reads feeds when their hours come, until ctx ends.
func (r *Reader) Run(ctx context.Context) error {
	return desk.Every(ctx, r.clock, lookEvery, r.Settle)
}

// Settle reads the feeds that are to be read now, several at once: one that is slow keeps few
// others waiting. A feed that cannot be read says why.
func (r *Reader) Settle(ctx context.Context) error {
	all, err := register.All[*record.IndustryFeed](r.desk.Now(ctx), register.Query{})
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(f *record.IndustryFeed) bool { return !due(f, r.clock.Now()) })
	read := make([]reading, len(all))
	var asked sync.WaitGroup
	turns := make(chan struct{}, mostAtOnce)
	for i, f := range all {
		asked.Go(func() {
			turns <- struct{}{}
			read[i].entries, read[i].fault = r.fetch(ctx, f.Address)
			<-turns
		})
	}
	asked.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for i, f := range all {
		err := r.note(ctx, f, read[i])
		if err != nil && !errors.Is(err, register.ErrNotFound) &&
			!errors.Is(err, register.ErrClockBehind) {
			return err
		}
	}
	return nil
}

// reading is what came of asking for a feed.
type reading struct {
	entries []Entry
	fault   string // a sentence for people; empty: none
}

// due reports whether a feed is to be read: it is wanted, or an hour has come since.
func due(f *record.IndustryFeed, now time.Time) bool {
	if f.Paused || now.IsZero() {
		return false
	}
	return f.Wanted || f.ReadAt.Before(lastHour(now))
}

// lastHour is the latest instant at which feeds are read, at or before now.
func lastHour(now time.Time) time.Time {
	today := calendar.DateOf(now)
	hours := Hours()
	last := today.AddDays(-1).At(hours[len(hours)-1], 0)
	for _, h := range hours {
		if at := today.At(h, 0); !at.After(now) {
			last = at
		}
	}
	return last
}

// fetch asks for a feed. The fault is a sentence for people.
func (r *Reader) fetch(ctx context.Context, address string) (entries []Entry, fault string) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, "Its address cannot be asked: change it."
	}
	ask.Header.Set("Accept", "application/atom+xml, application/rss+xml, application/feed+json, "+
		"application/xml;q=0.9, application/json;q=0.9, */*;q=0.1")
	ask.Header.Set("User-Agent", "mains")
	answer, err := r.client.Do(ask)
	if err != nil {
		return nil, failure(err)
	}
	defer answer.Body.Close() // it is read to its end, or not wanted
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Sprintf("The site answers %d instead of the feed.", answer.StatusCode)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, failure(err)
	}
	// Its links are taken against where it was found, which may be elsewhere than where it was asked.
	if entries, err = Parse(body, answer.Request.URL); err != nil {
		return nil, "It is not a feed that can be read here: Atom, RSS or JSON Feed."
	}
	return entries, ""
}

// failure says why a feed could not be asked for, and no more than that.
func failure(err error) string {
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, outside.ErrNetwork):
		return "Its address leads to no network that may be asked."
	case errors.Is(err, outside.ErrAddress):
		return "Its address leads on to one that is not asked."
	case errors.Is(err, outside.ErrLarge):
		return "It is larger than is read."
	case errors.As(err, &timeout) && timeout.Timeout():
		return "The site took too long to answer."
	}
	return "The site could not be reached."
}

// note notes that a feed was read, and suggests what is new in it. Where somebody has paused it
// meanwhile, or has it read elsewhere, what was read does not count.
func (r *Reader) note(ctx context.Context, of *record.IndustryFeed, read reading) error {
	_, err := r.desk.Register.Act(ctx, register.Act{Who: register.ByClock, Verb: "read a feed"},
		func(tx *register.Tx) error {
			f, err := register.Get[*record.IndustryFeed](tx.View, of.ID)
			if err != nil || f.Paused || f.Address != of.Address {
				return err
			}
			fresh := 0
			for _, e := range read.entries {
				if fresh == mostFresh {
					break
				}
				added, err := suggest(tx, f, e)
				if err != nil {
					return err
				}
				if added {
					fresh++
				}
			}
			switch {
			case read.fault == "":
				f.FaultAt = time.Time{}
			case f.Fault == "":
				f.FaultAt = tx.Now()
			}
			f.ReadAt, f.Wanted, f.Fault = tx.Now(), false, read.fault
			if err := tx.Put(f); err != nil || fresh == 0 {
				return err
			}
			return record.Leave(tx, record.Notice{Event: "consultations_found", Topic: "consultations",
				To: []string{"staff"}, Due: tx.Now(), Why: fmt.Sprintf("%s: %d entries to list or decline",
					f.Heading(), fresh)})
		})
	return err
}

// suggest makes a suggestion of an entry that was not seen before, is not old, and has not closed.
func suggest(tx *register.Tx, f *record.IndustryFeed, e Entry) (added bool, err error) {
	if !e.Published.IsZero() && tx.Now().Sub(e.Published) > freshFor {
		return false, nil
	}
	day := closing(e.Title + ". " + e.Summary)
	if !day.IsZero() && !tx.Now().Before(calendar.CloseOfDay(day)) {
		return false, nil
	}
	sum := sha256.Sum256([]byte(f.ID + "\n" + e.ID))
	digest := hex.EncodeToString(sum[:16])
	known, err := register.Count[*record.Suggestion](tx.View, register.Query{Key: "entry", Is: digest})
	if err != nil || known > 0 {
		return false, err
	}
	link := e.Link
	if link == "" {
		link = f.Address
	}
	g := &record.Suggestion{Title: e.Title, Source: f.Source, Type: f.Type, Link: link,
		Summary: e.Summary, Audience: f.Audience, Feed: f.ID, Entry: digest, Status: "suggested",
		ClosesOn: day}
	if g.ID, err = tx.NewID("suggestion"); err != nil {
		return false, err
	}
	return true, tx.Put(g)
}
