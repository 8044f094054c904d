// Package calendar knows London time and Working Days: days without a time, bank holidays
// of England and Wales, deadlines that show how they were counted, opening hours, and how
// all of these are written for people.
//
// [Default] is the calendar; [Calendar.Add] counts Working Days and explains the count in a
// [Working]. [Date] is a day in London, [Date.At] an instant of it; [Moment] and [Date.Long]
// write them. [ParseAsAt] reads what people type after --as-at.
//
// A Working Day is not a Saturday, a Sunday, Christmas Day, Good Friday or another bank
// holiday [M]. Instants are in UTC; only their texts and the days they lie in are London's.
// The package asks no clock: every question about now takes the time as an argument.
package calendar

import (
	"maps"
	"math"
	"slices"
	"sync"
	"time"
)

// Unknown is what [Calendar.Between] answers where a day lies outside [Calendar.Years].
const Unknown = math.MinInt

// Holiday is a bank holiday, in the words of the published lists.
type Holiday struct {
	Date        Date
	Name        string // "Christmas Day (substitute day)" where it is not on its own day
	Provisional bool   // by rule: its year has not been announced yet
	Reason      string // of the Override that made it; else empty
}

// Override changes one day of a [Calendar]: it makes Date a bank holiday called Name or,
// without a Name, no bank holiday. A weekend stays one. Reason says why, for people.
type Override struct {
	Date   Date
	Name   string
	Reason string
}

// Calendar says which days are Working Days, within [Calendar.Years]. It never changes and
// may be used from several goroutines.
type Calendar struct {
	holidays    map[int]Holiday // by Date.number
	first, last int             // days it covers, by Date.number
	announced   Date
	known       Date // what was announced later is left out; zero: nothing is
	overrides   []Override
}

// Default is the calendar of England and Wales with all that the table of the package holds.
func Default() *Calendar { return standard() }

var standard = sync.OnceValue(func() *Calendar { return build(Date{}, nil) })

// With is c with overrides, in that order, on top of those it has. One outside
// [Calendar.Years] changes nothing, since no question about such a day is answered.
func (c *Calendar) With(overrides ...Override) *Calendar {
	return build(c.known, slices.Concat(c.overrides, overrides))
}

// KnownOn is c as it could be known on d: without the one-off days and moves that were
// announced later, and with the years provisional that were not published yet. Overrides
// stay.
func (c *Calendar) KnownOn(d Date) *Calendar { return build(d, c.overrides) }

// build makes the calendar of what was announced up to known; of everything if that is zero.
func build(known Date, overrides []Override) *Calendar {
	c := &Calendar{
		holidays:  map[int]Holiday{},
		first:     Date{firstYear(), time.January, 1}.number(),
		last:      Date{lastYear, time.December, 31}.number(),
		announced: announcedOn(known),
		known:     known,
		overrides: overrides,
	}
	set := func(on Date, name string) {
		c.holidays[on.number()] = Holiday{Date: on, Name: name, Provisional: on.After(c.announced)}
	}
	for year := firstYear(); year <= lastYear; year++ {
		for i, on := range appointed(year) {
			set(on, regular[i].nameOn(on))
		}
	}
	for _, o := range oneOffs {
		if known.IsZero() || !o.announced.After(known) {
			set(o.on, o.name)
			continue
		}
		delete(c.holidays, o.on.number())
		if o.moves != additional {
			set(byRule(o.on.Year)[o.moves], regular[o.moves].name)
		}
	}
	for _, o := range overrides {
		if o.Name == "" {
			delete(c.holidays, o.Date.number())
			continue
		}
		c.holidays[o.Date.number()] = Holiday{Date: o.Date, Name: o.Name, Reason: o.Reason}
	}
	maps.DeleteFunc(c.holidays, func(n int, _ Holiday) bool { return !c.covers(n) })
	return c
}

// Years are the first and the last year that c knows. Outside of them [Calendar.Add] is an
// error, no day is a Working Day or a holiday, [Calendar.Next] is no date and
// [Calendar.Between] is [Unknown].
func (c *Calendar) Years() (first, last int) { return firstYear(), lastYear }

// AnnouncedUntil is the last day whose bank holidays have been announced. After it they
// follow the rule, and are provisional.
func (c *Calendar) AnnouncedUntil() Date { return c.announced }

// Overrides are those that c was made with, in order. The caller owns the slice.
func (c *Calendar) Overrides() []Override { return slices.Clone(c.overrides) }

// Holiday is the bank holiday on d, if there is one.
func (c *Calendar) Holiday(d Date) (Holiday, bool) {
	h, ok := c.holidays[d.number()]
	return h, ok
}

// Holidays are the bank holidays of a year, in order; none outside [Calendar.Years].
func (c *Calendar) Holidays(year int) (holidays []Holiday) {
	for _, h := range c.holidays {
		if h.Date.Year == year {
			holidays = append(holidays, h)
		}
	}
	slices.SortFunc(holidays, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return holidays
}

// WorkingDay reports whether d is a Working Day. No day outside [Calendar.Years] is known
// to be one.
func (c *Calendar) WorkingDay(d Date) bool { return c.working(d.number()) }

// Next is the first Working Day on or after d; no date outside [Calendar.Years].
func (c *Calendar) Next(d Date) Date {
	for n := d.number(); c.covers(n); n++ {
		if c.working(n) {
			return numbered(n)
		}
	}
	return Date{}
}

// Between counts the Working Days from a to b as [Calendar.Add] does: without a, with b,
// below zero where b is before a. Counting on from a by the answer leads to b if b is a
// Working Day. It is [Unknown] if a or b lies outside [Calendar.Years].
func (c *Calendar) Between(a, b Date) (days int) {
	from, to := a.number(), b.number()
	if !c.covers(from) || !c.covers(to) {
		return Unknown
	}
	step := direction(to - from)
	for n := from; n != to; {
		n += step
		if c.working(n) {
			days += step
		}
	}
	return days
}

func (c *Calendar) covers(n int) bool { return n >= c.first && n <= c.last }

func (c *Calendar) working(n int) bool { return c.covers(n) && c.whyNot(n) == "" }

// weekend is the reason of a [Skip] that is no holiday.
const weekend = "weekend"

// whyNot is why day n, which c covers, is not a Working Day; empty if it is one.
func (c *Calendar) whyNot(n int) string {
	switch weekdayOf(n) {
	case time.Saturday, time.Sunday:
		return weekend
	}
	return c.holidays[n].Name
}

// direction is 1 or, for a negative n, -1.
func direction(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}
