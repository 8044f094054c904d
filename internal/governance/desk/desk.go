// Package desk is what every subject of the Code works with: the register for whoever asks,
// acts in their name, addresses and links of records, and the pages that every kind of record
// has without a subject of its own.
package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/page"
)

// Desk is where the subjects work. Its methods may be called from several goroutines.
type Desk struct {
	Register *register.Register
	Library  *wording.Library // where the text of the Code is

	mu      sync.Mutex
	readers map[string]known
}

// known is a reader as of a state of the register and a day.
type known struct {
	stamp  register.Stamp
	day    calendar.Date
	reader *policy.Reader
}

// New is a desk on a register, and on the text of the Code.
func New(r *register.Register, l *wording.Library) *Desk {
	return &Desk{Register: r, Library: l, readers: map[string]known{}}
}

// View is the register as whoever asks may see it, at the moment of the ask.
func (d *Desk) View(ask *page.Ask) (*register.View, error) {
	reader, err := d.Reader(ask.Context, ask.Who)
	if err != nil {
		return nil, err
	}
	return d.Register.View(ask.Context, reader,
		register.Moment{So: ask.Moment.So, Known: ask.Moment.Known}), nil
}

// Signed is [Desk.View] for whoever has signed in; [page.ErrSignIn] for anybody else.
func (d *Desk) Signed(ask *page.Ask) (*register.View, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	return d.View(ask)
}

// Now is the register of now for the system itself: rules, not answers.
func (d *Desk) Now(ctx context.Context) *register.View {
	now := d.Register.Now()
	return d.Register.View(ctx, policy.System(), register.Moment{So: now, Known: now})
}

// Calendar is the calendar of Working Days as it was known at the moment of a view.
func Calendar(v *register.View) *calendar.Calendar {
	return calendar.Default().KnownOn(calendar.DateOf(v.Moment().Known))
}

// Act does something in the name of whoever asks, and tells refusals that a page can show
// from faults.
func (d *Desk) Act(ask *page.Ask, act register.Act, do func(*register.Tx) error) error {
	act.Who = ask.Who
	_, err := d.Register.Act(ask.Context, act, do)
	return Refusal(err)
}

// Refusal turns what the register refuses with into what a page answers with.
func Refusal(err error) error {
	var conflict *register.Conflict
	var much *register.TooMuch
	switch {
	case errors.As(err, &much):
		return page.Faults{{Text: fmt.Sprintf("This is too much to be kept: %s has %d %s, and at most "+
			"%d can be kept. Write less. Letters with accents and line breaks count as two octets or more.",
			much.Of, much.Has, much.Unit, much.Most)}}
	case errors.As(err, &conflict):
		e := conflict.Event
		return page.Faults{{Text: "Somebody changed this while you were at it (" + e.Verb + ", " +
			calendar.Moment(e.Known) + "). Look at it again, and send what still holds."}}
	case errors.Is(err, register.ErrNotFound):
		return page.ErrNotFound
	case errors.Is(err, register.ErrClockBehind):
		return page.Faults{{Text: "The clock of this system shows an earlier time than the last " +
			"change. Nothing is taken until it is set forward."}}
	}
	return err
}

// Address is where the page of a record is.
func Address(kind, id string) page.Address {
	for _, l := range record.Lists() {
		if l.Kind == kind {
			return page.At(l.Path, id)
		}
	}
	return page.At(kind, id)
}

// AddressOf is where the page of a record is.
func AddressOf(rec register.Record) page.Address { return Address(rec.Named()) }

// Link leads to a record, by what it is called.
func Link(rec record.Titled) page.Link {
	return page.Link{Text: rec.Heading(), To: AddressOf(rec)}
}

// Find is the record with an id, of the first of the kinds that has one. Kinds are separated
// by blanks. ok is false where the reader may know of none.
func Find(v *register.View, kinds, id string) (rec record.Titled, ok bool, err error) {
	for kind := range strings.FieldsSeq(kinds) {
		found, err := v.Record(kind, id)
		if errors.Is(err, register.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, false, err
		}
		titled, is := found.(record.Titled)
		return titled, is, nil
	}
	return nil, false, nil
}

// Several are the records with the ids, each of the first of the kinds that has one, as
// [Find] finds them: all with one query.
func Several(v *register.View, kinds string, ids ...string) (map[string]record.Titled, error) {
	var names []register.Hit
	for _, id := range ids {
		for kind := range strings.FieldsSeq(kinds) {
			names = append(names, register.Hit{Kind: kind, ID: id})
		}
	}
	found, err := v.Several(names)
	return first(found, kinds, ids), err
}

// first are of what was found by id the records of the first of the kinds.
func first(
	found map[register.Hit]register.Record, kinds string, ids []string,
) map[string]record.Titled {
	byID := map[string]record.Titled{}
	for _, id := range ids {
		for kind := range strings.FieldsSeq(kinds) {
			rec, is := found[register.Hit{Kind: kind, ID: id}].(record.Titled)
			if is && byID[id] == nil {
				byID[id] = rec
			}
		}
	}
	return byID
}

// Links are links to the records with the ids; one that the reader may not know of is left
// out.
func Links(v *register.View, kinds string, ids ...string) ([]page.Words, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := Several(v, kinds, ids...)
	return linked(found, ids), err
}

// linked are links to those that were found, in the order of the ids.
func linked(found map[string]record.Titled, ids []string) (links []page.Words) {
	for _, id := range ids {
		if rec := found[id]; rec != nil {
			links = append(links, page.Words{Link(rec)})
		}
	}
	return links
}
