package tariff

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Parse reads a file. The error is a [*Fault] with the line.
func Parse(text []byte) (*Tariff, error) {
	entries, err := readEntries(text)
	if err != nil {
		return nil, err
	}
	p := parser{t: &Tariff{Currency: Pounds}, lines: map[string]int{}}
	for _, e := range entries {
		if err := p.entry(e); err != nil {
			return nil, p.at(err)
		}
	}
	if err := p.complete(); err != nil {
		return nil, p.at(err)
	}
	if err := p.t.check(); err != nil {
		return nil, p.at(err)
	}
	return p.t, nil
}

// parser makes a tariff of entries.
type parser struct {
	t     *Tariff
	lines map[string]int // where a field is
}

// at adds the line of its field to a fault: that of what the field is part of, where it has
// none.
func (p *parser) at(err error) error {
	var f *Fault
	if errors.As(err, &f) && f.Line == 0 {
		line, ok := p.lines[f.Field]
		if !ok {
			line = p.lines[section(f.Field)]
		}
		f.Line = line
	}
	return err
}

// section is the key of the first level in a field.
func section(field string) string {
	key, _, _ := strings.Cut(field, ": ")
	return key
}

// keys are those of the first level, and how each is read.
var keys = []struct {
	name  string
	lists bool // it has entries below it, and no value
	read  func(p *parser, e entry) error
}{
	{"name", false, func(p *parser, e entry) error { p.t.Name = e.value; return nil }},
	{"fuel", false, func(p *parser, e entry) error { p.t.Fuel = Fuel(e.value); return nil }},
	{"currency", false, func(p *parser, e entry) error {
		p.t.Currency = Currency(e.value)
		return nil
	}},
	{"times", false, func(_ *parser, e entry) error { return onlyUTC(e.value) }},
	{"starts", false, func(p *parser, e entry) (err error) {
		p.t.Start, err = ParseStart(e.value)
		return err
	}},
	{"standing charge", false, func(p *parser, e entry) (err error) {
		p.t.Standing, err = ParsePence(e.value)
		return err
	}},
	{"rate", false, func(p *parser, e entry) error { return p.rate("rate", e.value) }},
	{"rates", true, func(p *parser, e entry) error { return p.rate(e.key, e.value) }},
	{"days", true, (*parser).day},
	{"weeks", true, (*parser).week},
	{"seasons", true, (*parser).season},
	{"special days", true, (*parser).special},
}

// onlyUTC refuses every other clock.
func onlyUTC(clock string) error {
	if clock == "UTC" || clock == "GMT" {
		return nil
	}
	return fmt.Errorf("%q: a meter switches in UTC all year and knows no summer time: want UTC, with "+
		"times of day as UTC has them (07:00 on a summer clock is 06:00); a season with days of its "+
		"own can follow the clocks", clock)
}

// entry reads one entry of the first level.
func (p *parser) entry(e entry) error {
	for _, k := range keys {
		if k.name != e.key {
			continue
		}
		p.lines[e.key] = e.line
		switch {
		case k.lists && e.value != "":
			return &Fault{e.line, e.key, "want the entries below, each indented on a line of its own"}
		case !k.lists && e.below != nil:
			return &Fault{e.below[0].line, e.key, "takes a value and nothing below it"}
		case !k.lists && e.value == "":
			return &Fault{e.line, e.key, "want a value behind the colon"}
		case !k.lists:
			return located(k.read(p, e), e.line, e.key)
		}
		for _, b := range e.below {
			field := e.key + ": " + b.key
			p.lines[field] = b.line
			if b.value == "" {
				return &Fault{b.line, field, "want a value behind the colon"}
			}
			if err := located(k.read(p, b), b.line, field); err != nil {
				return err
			}
		}
		return nil
	}
	var names []string
	for _, k := range keys {
		names = append(names, k.name)
	}
	return &Fault{e.line, e.key, "no such line: want one of " + strings.Join(names, ", ")}
}

// located makes a fault of an error.
func located(err error, line int, field string) error {
	if err == nil {
		return nil
	}
	return &Fault{line, field, err.Error()}
}

// rate reads a price, or prices by block, and perhaps the register.
func (p *parser) rate(name, value string) error {
	r := Rate{Name: name}
	if before, after, ok := strings.Cut(value, "("); ok {
		text, closed := strings.CutSuffix(after, ")")
		text, isRegister := strings.CutPrefix(text, "register ")
		if !closed || !isRegister || !number(text, 1, 255, &r.Register) {
			return errors.New("want a price, and perhaps (register 7) behind it")
		}
		value = strings.TrimSpace(before)
	}
	if only, ok := strings.CutSuffix(value, " in one block"); ok {
		r.ByBlock, value = true, only
	}
	parts := strings.Split(value, ",")
	r.ByBlock = r.ByBlock || len(parts) > 1
	for i, part := range parts {
		b, err := parseBlock(strings.TrimSpace(part), i == len(parts)-1)
		if err != nil {
			return err
		}
		r.Blocks = append(r.Blocks, b)
	}
	if r.Register == 0 {
		r.Register = p.t.nextRegister(r.ByBlock)
	}
	p.t.Rates = append(p.t.Rates, r)
	return nil
}

// nextRegister is the register of a rate that does not say which: the next.
func (t *Tariff) nextRegister(byBlock bool) (last uint8) {
	for _, r := range t.Rates {
		if r.ByBlock == byBlock {
			last = r.Register
		}
	}
	return last + min(1, math.MaxUint8-last)
}

// parseBlock reads 30.1 up to 200 kWh, or of the last block then 25.2.
func parseBlock(s string, last bool) (b Block, err error) {
	s = strings.TrimPrefix(s, "then ")
	price, energy, limited := strings.Cut(s, " up to ")
	switch {
	case limited && last:
		return b, errors.New("the last price has no end: write 30.1 up to 200 kWh, then 25.2")
	case !limited && !last:
		return b, fmt.Errorf("up to where is %s? write 30.1 up to 200 kWh, then 25.2", price)
	case limited:
		if b.UpTo, err = parseEnergy(energy); err != nil {
			return b, err
		}
	}
	b.Price, err = ParsePence(strings.TrimSpace(price))
	return b, err
}

// parseEnergy reads kWh as Wh.
func parseEnergy(s string) (uint64, error) {
	wrong := fmt.Errorf("%q: want an energy such as 200 kWh, with three decimals at most", s)
	number, ok := strings.CutSuffix(s, "kWh")
	if !ok {
		return 0, wrong
	}
	whole, fraction, point := strings.Cut(strings.TrimSpace(number), ".")
	if whole == "" || point && fraction == "" || len(fraction) > 3 || len(whole) > 15 ||
		strings.Trim(whole+fraction, "0123456789") != "" {
		return 0, wrong
	}
	return strconv.ParseUint(whole+(fraction + "000")[:3], 10, 64)
}

// energy is the inverse of parseEnergy.
func energy(wh uint64) string {
	text := strconv.FormatUint(wh/1000, 10)
	if rest := wh % 1000; rest != 0 {
		text += strings.TrimRight(fmt.Sprintf(".%03d", rest), "0")
	}
	return text + " kWh"
}

// day reads 00:00 night / 07:00 day, or a rate that holds all day.
func (p *parser) day(e entry) error {
	d := Day{Name: e.key}
	parts := strings.Split(e.value, "/")
	for _, part := range parts {
		part = strings.TrimSpace(part)
		s := Switch{Rate: part}
		if at, rate, ok := strings.Cut(part, " "); ok && strings.ContainsRune(at, ':') || len(parts) > 1 {
			var err error
			if s.At, err = parseClock(at); err != nil {
				return fmt.Errorf("%q: %w, and a rate: 00:00 night / 07:00 day", part, err)
			}
			s.Rate = strings.TrimSpace(rate)
		}
		d.Switches = append(d.Switches, s)
	}
	p.t.Days = append(p.t.Days, d)
	return nil
}

// week reads Mon-Fri working day, Sat-Sun weekend.
func (p *parser) week(e entry) error {
	w := Week{Name: e.key}
	for part := range strings.SplitSeq(e.value, ",") {
		days, name, _ := strings.Cut(strings.TrimSpace(part), " ")
		set, err := parseSpan(days)
		if err != nil {
			return fmt.Errorf("%q: %w, a blank and the name of a day, as in Mon-Fri working day, "+
				"Sat-Sun weekend", part, err)
		}
		for i := range w.Days {
			if set&(1<<i) == 0 {
				continue
			}
			if w.Days[i] != "" {
				return fmt.Errorf("%s is there twice: leave one out", weekdays[i])
			}
			w.Days[i] = strings.TrimSpace(name)
		}
	}
	for i, name := range w.Days {
		if name == "" {
			return fmt.Errorf("no day for %s: give all seven days of the week one", weekdays[i])
		}
	}
	p.t.Weeks = append(p.t.Weeks, w)
	return nil
}

// season reads from 27 October every year, week dark.
func (p *parser) season(e entry) (err error) {
	s := Season{Name: e.key}
	date, week, _ := strings.Cut(e.value, ",")
	if s.From, err = ParseDate(strings.TrimPrefix(date, "from ")); err != nil {
		return err
	}
	if week = strings.TrimSpace(week); week != "" {
		name, ok := strings.CutPrefix(week, "week ")
		if !ok {
			return fmt.Errorf("%q: want a date and a week, as in from 27 October, week dark", week)
		}
		s.Week = strings.TrimSpace(name)
	}
	p.t.Seasons = append(p.t.Seasons, s)
	return nil
}

// special reads 25 December every year: Sunday.
func (p *parser) special(e entry) error {
	date, err := ParseDate(e.key)
	p.lines["special days: "+date.String()] = e.line
	p.t.Special = append(p.t.Special, SpecialDay{date, e.value})
	return err
}

// complete fills in what a file may leave out.
func (p *parser) complete() error {
	t := p.t
	for _, needed := range []string{"fuel", "standing charge"} {
		if _, ok := p.lines[needed]; !ok {
			return fault(needed, "the file has no such line: add it (fuel: electricity or gas; "+
				"standing charge: pence a day)")
		}
	}
	_, one := p.lines["rate"]
	if _, several := p.lines["rates"]; one && several {
		return fault("rate", "there are rates too: move it there")
	}
	if len(t.Rates) == 0 {
		return fault("rates", "there are none: add a line such as rate: 27.03, in pence per kWh")
	}
	if len(t.Days) == 0 {
		if len(t.Rates) > 1 {
			return fault("rates", "there are several: say when each holds, below days: "+
				"in a line such as Mon-Sun: 00:00 night / 07:00 day")
		}
		t.Days = []Day{impliedDay(t.Rates)}
	}
	if len(t.Weeks) == 0 {
		week, err := impliedWeek(t.Days)
		if err != nil {
			return err
		}
		t.Weeks = []Week{week}
	}
	if len(t.Seasons) == 0 {
		if len(t.Weeks) > 1 {
			return fault("weeks", "there are several: say from when on each holds, below "+
				"seasons: in a line such as winter: from last Sunday of October, week dark")
		}
		t.Seasons = []Season{impliedSeason(t.Weeks)}
	}
	for i := range t.Seasons {
		if s := &t.Seasons[i]; s.Week == "" {
			if len(t.Weeks) > 1 {
				return fault("seasons: "+s.Name, "say which week, as in from 27 October, week dark")
			}
			s.Week = t.Weeks[0].Name
		}
	}
	return nil
}

// impliedDay is the only day where there is one rate and the file says no more.
func impliedDay(rates []Rate) Day { return Day{"day", []Switch{{Rate: rates[0].Name}}} }

// impliedWeek is the only week where the file gives none: days whose names are days of the
// week, or one day alone.
func impliedWeek(days []Day) (Week, error) {
	w := Week{Name: "week"}
	spans := false
	for _, d := range days {
		set, err := parseSpan(d.Name)
		if err != nil {
			continue
		}
		spans = true
		for i := range w.Days {
			if set&(1<<i) == 0 {
				continue
			}
			if w.Days[i] != "" {
				return w, fault("days: "+d.Name, "%s is already in %q: leave it out of one",
					weekdays[i], w.Days[i])
			}
			w.Days[i] = d.Name
		}
	}
	if !spans && len(days) == 1 {
		for i := range w.Days {
			w.Days[i] = days[0].Name
		}
		return w, nil
	}
	if i := slices.Index(w.Days[:], ""); i >= 0 {
		return w, fault("days", "no day for %s: call the days Mon-Fri, Sat and so on, or add weeks",
			weekdays[i])
	}
	return w, nil
}

// impliedSeason is the only season where the file gives none: every year is one.
func impliedSeason(weeks []Week) Season {
	return Season{"all year", Date{Month: 1, Day: 1}, weeks[0].Name}
}
