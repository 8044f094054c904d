package record

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
)

// The Check methods say what contradicts itself in a record, by field. Since is from when a
// record was so, where it says; the zero time is always.

// Check compares the day with its weekday.
func (m *Meeting) Check() map[string]string {
	if m.Weekday == "" || m.HeldOn.IsZero() {
		return nil
	}
	if is := m.HeldOn.Weekday().String(); !strings.EqualFold(is, m.Weekday) {
		return map[string]string{"weekday": m.HeldOn.String() + " is a " + is}
	}
	return nil
}

// Check compares the instant of closing with its day.
func (c *Consultation) Check() map[string]string {
	if c.ClosesAt.IsZero() {
		return nil
	}
	if on := calendar.DateOf(c.ClosesAt); on != c.ClosesOn {
		return map[string]string{"closes_at": "falls on " + on.String() +
			" in London, and closes_on says " + c.ClosesOn.String()}
	}
	return nil
}

// Check compares the times of an event.
func (e *Event) Check() map[string]string {
	faults := map[string]string{}
	if !e.EndsAt.IsZero() && !e.EndsAt.After(e.StartsAt) {
		faults["ends_at"] = "is not after starts_at"
	}
	if e.QuestionDeadlineAt.After(e.StartsAt) {
		faults["question_deadline_at"] = "is after starts_at"
	}
	closes := e.StartsAt
	if !e.RegistrationClosesAt.IsZero() {
		closes = e.RegistrationClosesAt
	}
	if closes.After(e.StartsAt) {
		faults["registration_closes_at"] = "is after starts_at"
	}
	if !e.RegistrationOpensAt.IsZero() && !e.RegistrationOpensAt.Before(closes) {
		faults["registration_opens_at"] = "is not before registration closes"
	}
	return faults
}

// Check compares the day of publication with that of the approval, which versions say.
func (b *Budget) Check() map[string]string {
	faults := map[string]string{}
	check := func(field, version string) {
		if _, _, ok := VersionParts(version); !ok && version != "" {
			faults[field] = strconv.Quote(version) +
				" is no version: want such as 0.3, or 1.0 of an approval"
		}
	}
	check("version", b.Version)
	for i, v := range b.Versions {
		check(fmt.Sprintf("versions[%d].version", i), v.Version)
	}
	if on := b.Approval(); !b.PublishedOn.IsZero() && b.PublishedOn.Before(on) {
		faults["published_on"] = "is before " + on.String() + ", when versions say that it was approved"
	}
	return faults
}

// Since is the day it was raised after.
func (m *Modification) Since() time.Time { return start(m.RaisedAfter) }

// Since is the day it was issued.
func (c *ChangeRequest) Since() time.Time { return start(c.IssuedOn) }

// Since is the day of accession.
func (p *Party) Since() time.Time { return start(p.AccededOn) }

func start(d calendar.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return d.Start()
}
