package tariff

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
)

// limits are what a meter holds, and so the schema.
type limits struct {
	rates, blockRates, blocks int
	days, switches            int
	weeks, seasons, special   int
	lastYear                  uint16
	lastThreshold             uint64 // in Wh
}

// limitsOf are those of each fuel.
var limitsOf = map[Fuel]limits{
	Electricity: {rates: 48, blockRates: 8, blocks: 4, days: 16, switches: 48, weeks: 4, seasons: 4,
		special: 50, lastYear: 9999, lastThreshold: math.MaxUint32 - 1},
	Gas: {rates: 4, blockRates: 1, blocks: 4, days: 4, switches: 1, weeks: 2, seasons: 3,
		special: 20, lastYear: 2154, lastThreshold: 1<<48 - 2},
}

// Check refuses a tariff that no meter of its fuel can hold. The error is a [*Fault].
func (t *Tariff) Check() error { return t.check() }

func (t *Tariff) check() error {
	l, ok := limitsOf[t.Fuel]
	if !ok {
		return fault("fuel", "%q: want electricity or gas", t.Fuel)
	}
	if t.Currency != Pounds && t.Currency != Euros {
		return fault("currency", "%q: want pounds or euros", t.Currency)
	}
	if len(t.Name) > 200 || strings.ContainsFunc(t.Name, unicode.IsControl) {
		return fault("name", "want at most 200 characters in one line")
	}
	for _, check := range []func(*limits) error{
		t.checkCounts, t.checkStart, t.checkRates, t.checkDays, t.checkWeeks, t.checkSeasons,
		t.checkSpecial, t.checkAmounts,
	} {
		if err := check(&l); err != nil {
			return err
		}
	}
	return nil
}

// checkCounts counts what there is of each kind.
func (t *Tariff) checkCounts(l *limits) error {
	blockRates := 0
	for _, r := range t.Rates {
		if r.ByBlock {
			blockRates++
		}
	}
	for _, of := range []struct {
		field       string
		what        string
		n, min, max int
	}{
		{"rates", "rates without blocks", len(t.Rates) - blockRates, 0, l.rates},
		{"rates", "rates by block", blockRates, 0, l.blockRates},
		{"rates", "rates", len(t.Rates), 1, math.MaxInt},
		{"days", "days", len(t.Days), 1, l.days},
		{"weeks", "weeks", len(t.Weeks), 1, l.weeks},
		{"seasons", "seasons", len(t.Seasons), 1, l.seasons},
		{"special days", "special days", len(t.Special), 0, l.special},
	} {
		if of.n < of.min || of.n > of.max {
			return fault(of.field, "there are %d %s: a meter for %s holds %d to %d", of.n, of.what,
				t.Fuel, of.min, of.max)
		}
	}
	if t.Fuel == Gas && blockRates > 0 && blockRates < len(t.Rates) {
		return fault("rates", "some are by block and some are not: a meter for gas holds one rate "+
			"by block, or rates by day")
	}
	return nil
}

// checkStart holds the start to what a message can say.
func (t *Tariff) checkStart(*limits) error {
	at := t.Start.At
	switch {
	case at.IsZero():
		return nil
	case t.Start.Cancel:
		return fault("starts", "a cancellation has no date")
	case at.Nanosecond() != 0:
		return fault("starts", "%s: want whole seconds", t.Start)
	}
	end := time.Date(2136, 1, 1, 0, 0, 0, 0, time.UTC) // what 32 bits of seconds since 2000 reach
	if at.Before(time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC)) || !at.Before(end) {
		return fault("starts", "%s: want a date from 2014 to 2135", t.Start)
	}
	return nil
}

// checkName holds names to what the file can say.
func checkName(field, name string) error {
	if name == "" || len(name) > 40 || strings.Join(strings.Fields(name), " ") != name ||
		strings.ContainsAny(name, `/,:"#()`) ||
		strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return fault(field, "%q is no name: want at most 40 letters, digits and single blanks", name)
	}
	return nil
}

// checkNames holds names to be names, and different.
func checkNames[T any](section string, list []T, name func(*T) string) error {
	for i := range list {
		field := section + ": " + name(&list[i])
		if err := checkName(field, name(&list[i])); err != nil {
			return err
		}
		if named(list[:i], name(&list[i]), name) != nil {
			return fault(field, "is there twice: rename one")
		}
	}
	return nil
}

func (t *Tariff) checkRates(l *limits) error {
	if err := checkNames("rates", t.Rates, func(r *Rate) string { return r.Name }); err != nil {
		return err
	}
	for i, r := range t.Rates {
		field := t.rateField(r.Name)
		most, kind := l.rates, "registers"
		if r.ByBlock {
			most, kind = l.blockRates, "registers of rates by block"
		}
		switch {
		case r.Register < 1 || int(r.Register) > most:
			return fault(field, "there is no register %d: a meter for %s has 1 to %d of %s",
				r.Register, t.Fuel, most, kind)
		case len(r.Blocks) < 1 || len(r.Blocks) > l.blocks || len(r.Blocks) > 1 && !r.ByBlock:
			return fault(field, "there are %d prices: want 1 to %d, with 200 kWh or so between",
				len(r.Blocks), l.blocks)
		}
		for _, other := range t.Rates[:i] {
			if other.ByBlock == r.ByBlock && other.Register == r.Register {
				return fault(field, "register %d is that of %s: give one of them another",
					r.Register, other.Name)
			}
		}
		if err := checkBlocks(field, r.Blocks, l); err != nil {
			return err
		}
	}
	return nil
}

func checkBlocks(field string, blocks []Block, l *limits) error {
	last := uint64(0)
	for i, b := range blocks {
		switch {
		case i == len(blocks)-1 && b.UpTo != 0:
			return fault(field, "the last price has no end")
		case i < len(blocks)-1 && (b.UpTo <= last || b.UpTo > l.lastThreshold):
			return fault(field, "up to %s: want more than before, and at most %s", energy(b.UpTo),
				energy(l.lastThreshold))
		}
		last = b.UpTo
	}
	return nil
}

// rateField is where a rate is in the file.
func (t *Tariff) rateField(name string) string {
	if len(t.Rates) == 1 && name == "rate" {
		return "rate"
	}
	return "rates: " + name
}

func (t *Tariff) checkDays(l *limits) error {
	if err := checkNames("days", t.Days, func(d *Day) string { return d.Name }); err != nil {
		return err
	}
	for _, d := range t.Days {
		field := "days: " + d.Name
		switch n := len(d.Switches); {
		case t.Fuel == Gas && (n != 1 || d.Switches[0].At != 0):
			return fault(field, "a meter for gas has one rate a day, from 00:00: "+
				"give different days of the week different rates instead")
		case n < 1 || n > l.switches:
			return fault(field, "there are %d times: want 1 to %d", n, l.switches)
		}
		for i, s := range d.Switches {
			switch {
			case t.rate(s.Rate) == nil:
				return fault(field, "there is no rate %q: want one of %s", s.Rate, t.rateNames())
			case s.At < 0 || s.At >= Clock(24*time.Hour) || s.At%Clock(10*time.Millisecond) != 0:
				return fault(field, "%s: want hundredths of a second, within a day", s.At)
			case i > 0 && s.At <= d.Switches[i-1].At:
				return fault(field, "%s is not after %s: put the times in order", s.At, d.Switches[i-1].At)
			}
		}
	}
	return nil
}

func (t *Tariff) rateNames() string {
	var names []string
	for _, r := range t.Rates {
		names = append(names, r.Name)
	}
	return strings.Join(names, ", ")
}

func (t *Tariff) checkWeeks(*limits) error {
	if err := checkNames("weeks", t.Weeks, func(w *Week) string { return w.Name }); err != nil {
		return err
	}
	for _, w := range t.Weeks {
		for i, name := range w.Days {
			if t.day(name) == nil {
				return fault("weeks: "+w.Name, "%s: there is no day %q", weekdays[i], name)
			}
		}
	}
	return nil
}

func (t *Tariff) checkSeasons(l *limits) error {
	for _, s := range t.Seasons {
		field := "seasons: " + s.Name
		strange := strings.ContainsFunc(s.Name, func(r rune) bool { return r < ' ' || r > '~' })
		if strange || len(s.Name) > 8 && t.Fuel == Electricity || len(s.Name) > 40 {
			return fault(field, "want a name of at most 8 letters, digits and blanks (of gas 40): "+
				"it goes to the meter")
		}
		if t.week(s.Week) == nil {
			return fault(field, "there is no week %q", s.Week)
		}
		if err := t.checkDate(field, s.From, l); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tariff) checkSpecial(l *limits) error {
	for _, s := range t.Special {
		field := "special days: " + s.Date.String()
		if t.day(s.Day) == nil {
			return fault(field, "there is no day %q", s.Day)
		}
		if err := t.checkDate(field, s.Date, l); err != nil {
			return err
		}
	}
	return nil
}

// checkDate refuses what a date of a fuel does not have.
func (t *Tariff) checkDate(field string, d Date, l *limits) error {
	if d.Month > 12 || d.Weekday > 7 || d.Day > 31 && d.Day != LastDay && d.Day != SecondLastDay {
		return fault(field, "no such date")
	}
	if err := d.check(d.String()); err != nil {
		return fault(field, "%v", err)
	}
	switch {
	case d.Year > l.lastYear:
		return fault(field, "the year %d: the calendar of a meter for %s ends in %d", d.Year, t.Fuel,
			l.lastYear)
	case t.Fuel == Gas && d.Day >= SecondLastDay:
		return fault(field, "a meter for gas does not count from the end of a month: "+
			"give a day such as 27 October")
	}
	return nil
}

// checkAmounts holds amounts to the fields that they go to.
func (t *Tariff) checkAmounts(*limits) error {
	if t.Fuel == Gas {
		return t.checkGasAmounts()
	}
	if _, ok := scaleOf([]Pence{t.Standing}); !ok {
		return fault("standing charge", "%s has too many digits: the finest step of such an amount is %s",
			t.Standing, step(t.Standing))
	}
	prices := t.allPrices()
	if _, ok := scaleOf(prices); ok {
		return nil
	}
	largest := slices.MaxFunc(prices, func(a, b Pence) int {
		if a.less(b) {
			return -1
		}
		return 1
	})
	finest := step(largest)
	for _, r := range t.Rates {
		for _, b := range r.Blocks {
			if b.Price.digits != 0 && b.Price.power < finest.power {
				return fault(t.rateField(r.Name), "%s has too many digits: all prices share one scale, and "+
					"beside %s its finest step is %s: round it", b.Price, largest, finest)
			}
		}
	}
	return fault("rates", "the prices are too large")
}

func (t *Tariff) checkGasAmounts() error {
	check := func(field string, p Pence) error {
		if v, ok := p.at(usualScale); !ok || v < 0 || v > math.MaxUint32 {
			return fault(field, "%s: want 0 to %s, with three decimals at most", p,
				penceOf(math.MaxUint32, usualScale))
		}
		return nil
	}
	if err := check("standing charge", t.Standing); err != nil {
		return err
	}
	for _, r := range t.Rates {
		for _, b := range r.Blocks {
			if err := check(t.rateField(r.Name), b.Price); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Tariff) allPrices() (prices []Pence) {
	for _, r := range t.Rates {
		for _, b := range r.Blocks {
			prices = append(prices, b.Price)
		}
	}
	return prices
}

// Notes are what a meter can hold and the author may not have meant, each a sentence without
// full stop.
func (t *Tariff) Notes() (notes []string) {
	add := func(format string, args ...any) { notes = append(notes, fmt.Sprintf(format, args...)) }
	usedRates, usedDays, usedWeeks := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, d := range t.Days {
		if len(d.Switches) > 0 && d.Switches[0].At > 0 {
			add("on %q the rate of the day before goes on until %s", d.Name, d.Switches[0].At)
		}
		for _, s := range d.Switches {
			usedRates[s.Rate] = true
		}
	}
	for _, w := range t.Weeks {
		for _, d := range w.Days {
			usedDays[d] = true
		}
	}
	for _, s := range t.Special {
		usedDays[s.Day] = true
	}
	for _, s := range t.Seasons {
		usedWeeks[s.Week] = true
	}
	for _, r := range t.Rates {
		if !usedRates[r.Name] {
			add("no day uses the rate %q", r.Name)
		}
	}
	for _, d := range t.Days {
		if !usedDays[d.Name] {
			add("no week and no special day uses the day %q", d.Name)
		}
	}
	for _, w := range t.Weeks {
		if !usedWeeks[w.Name] {
			add("no season uses the week %q", w.Name)
		}
	}
	for _, p := range t.allPrices() {
		if v := p.float(); v > 0 && v < 1 {
			minor, _ := t.Currency.minor()
			add("a price is %s: that is %s per kWh, not %s", p, minor, t.Currency)
			break
		}
	}
	return notes
}
