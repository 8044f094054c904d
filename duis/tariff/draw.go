package tariff

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// halfHours is how many columns a day has in a picture.
const halfHours = 48

// margin stands before the columns.
const margin = "     "

// width is that of a picture, with room for a comment sign before it.
const width = 78

// Draw draws the week of each season, a row for a day and a column for a half-hour of UTC,
// with a letter for each rate; then the special days, the prices and what [Tariff.Notes]
// says. No line has more than 78 characters, unless a word is longer. Paint may colour letters
// of a rate, by its place in t.Rates; it may be nil.
func (t *Tariff) Draw(paint func(rate int, text string) string) string {
	d := drawing{t: t, letters: t.letters(), paint: paint}
	if paint == nil {
		d.paint = func(_ int, text string) string { return text }
	}
	title := "Tariff"
	if t.Name != "" {
		title = t.Name
	}
	d.wrapped("", fmt.Sprintf("%s: %s, starts %s", title, t.Fuel, t.Start))
	d.b.WriteString("Times are UTC all year; on clocks that show summer time, an hour later.\n")
	for _, s := range t.Seasons {
		d.season(s)
	}
	d.special()
	d.legend()
	return d.b.String()
}

// drawing is a picture that is being made.
type drawing struct {
	t       *Tariff
	letters []rune // by rate
	paint   func(rate int, text string) string
	b       strings.Builder
}

// season draws the week that a season has.
func (d *drawing) season(s Season) {
	week := d.t.week(s.Week)
	if week == nil {
		return
	}
	name := strings.Join(strings.Fields(s.Name), " ")
	if name == "" {
		name = "a season without name"
	}
	d.wrapped("\n", fmt.Sprintf("%s, from %s", name, s.From))
	d.hours()
	before := -1
	for i := range 2 * len(week.Days) { // the first time to know how Sunday ends
		day := d.t.day(week.Days[i%7])
		if day == nil {
			continue
		}
		row := d.t.row(day, before)
		before = row.last
		if i >= 7 {
			d.row(weekdays[i%7][:3]+"  ", row)
		}
	}
	var odd []string
	for _, name := range week.Days {
		if day := d.t.day(name); day != nil && day.odd() && !slices.Contains(odd, name) {
			odd = append(odd, name)
			d.wrapped("", margin+name+": "+day.text())
		}
	}
}

// hours is the line above the rows.
func (d *drawing) hours() {
	d.b.WriteString(margin)
	for hour := 0; hour < 24; hour += 3 {
		fmt.Fprintf(&d.b, "%02d    ", hour)
	}
	d.b.WriteString("24 UTC\n")
}

// row writes a row: runs of one rate are painted together.
func (d *drawing) row(label string, r row) {
	d.b.WriteString(label)
	for from := 0; from < halfHours; {
		to := from
		for to < halfHours && r.rates[to] == r.rates[from] {
			to++
		}
		if rate := r.rates[from]; rate < 0 {
			d.b.WriteString(strings.Repeat("?", to-from))
		} else {
			d.b.WriteString(d.paint(rate, strings.Repeat(string(d.letters[rate]), to-from)))
		}
		from = to
	}
	d.b.WriteString("\n")
}

// special draws each kind of special day, under its dates.
func (d *drawing) special() {
	var done []string
	unknown := false
	for _, s := range d.t.Special {
		day := d.t.day(s.Day)
		if day == nil || slices.Contains(done, s.Day) {
			continue
		}
		done = append(done, s.Day)
		var dates []string
		for _, other := range d.t.Special {
			if other.Day == s.Day {
				dates = append(dates, other.Date.String())
			}
		}
		if len(done) == 1 {
			d.b.WriteString("\nSpecial days\n")
		}
		d.wrapped("", strings.Join(dates, ", ")+": "+day.Name)
		row := d.t.row(day, -1)
		d.row(margin, row)
		if day.odd() {
			d.wrapped("", margin+day.text())
		}
		unknown = unknown || row.rates[0] < 0
	}
	if unknown {
		d.b.WriteString(margin + "?  as the day before ended\n")
	}
}

// legend lists rates with their prices.
func (d *drawing) legend() {
	_, minor := d.t.Currency.minor()
	d.b.WriteString("\n")
	longest := len("standing charge")
	for _, r := range d.t.Rates {
		longest = max(longest, len(r.Name))
	}
	for i, r := range d.t.Rates {
		text := r.prices(" " + minor)
		if len(r.Blocks) == 1 {
			text = strings.Replace(text, minor, minor+"/kWh", 1)
		}
		d.b.WriteString("  " + d.paint(i, string(d.letters[i])) + "  ")
		if longest+len(text) <= width-7 {
			fmt.Fprintf(&d.b, "%-*s  %s\n", longest, r.Name, text)
		} else {
			d.b.WriteString(r.Name + "\n")
			d.wrapped("", margin+text)
		}
	}
	fmt.Fprintf(&d.b, "     %-*s  %s %s a day\n", longest, "standing charge", d.t.Standing, minor)
	if notes := d.t.Notes(); notes != nil {
		d.b.WriteString("\n")
		for _, note := range notes {
			d.wrapped("", "Note: "+note+".")
		}
	}
}

// wrapped writes text in lines, cut between words.
func (d *drawing) wrapped(before, text string) {
	d.b.WriteString(before)
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	line := indent
	for word := range strings.FieldsSeq(text) {
		if len(line) > len(indent) {
			if len([]rune(line))+1+len([]rune(word)) > width {
				d.b.WriteString(line + "\n")
				line = indent + "  "
			} else {
				line += " "
			}
		}
		line += word
	}
	d.b.WriteString(line + "\n")
}

// row is the rate of each half-hour of a day: the one that holds for most of it.
type row struct {
	rates [halfHours]int // places in t.Rates; -1 where not known
	last  int            // the one at the end
}

// row finds the rates of a day, with the one that the day before ended with.
func (t *Tariff) row(day *Day, before int) (r row) {
	const half = Clock(30 * time.Minute)
	rate, next := before, 0
	for i := range r.rates {
		held := map[int]Clock{}
		since, end := Clock(i)*half, Clock(i+1)*half
		for ; next < len(day.Switches) && day.Switches[next].At < end; next++ {
			s := day.Switches[next]
			held[rate] += max(0, s.At-since)
			since = max(since, s.At)
			rate = slices.IndexFunc(t.Rates, func(r Rate) bool { return r.Name == s.Rate })
		}
		held[rate] += end - since
		r.rates[i] = rate
		for other, long := range held {
			if most := held[r.rates[i]]; long > most || long == most && other < r.rates[i] {
				r.rates[i] = other
			}
		}
	}
	r.last = rate
	return r
}

// odd reports whether a day switches at another time than a half-hour.
func (d *Day) odd() bool {
	return slices.ContainsFunc(d.Switches, func(s Switch) bool {
		return s.At%Clock(30*time.Minute) != 0
	})
}

// letters finds a letter for each rate: the digit that its name ends in, a letter of its
// name, or any.
func (t *Tariff) letters() (letters []rune) {
	free := func(r rune) bool {
		return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) &&
			!slices.Contains(letters, r)
	}
	const others = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	for _, rate := range t.Rates {
		name := []rune(strings.ToLower(rate.Name))
		if n := len(name); n > 1 && name[n-2] == ' ' && unicode.IsDigit(name[n-1]) {
			name = slices.Insert(name, 0, name[n-1])
		}
		upper := []rune(strings.ToUpper(string(name)))
		found := '*'
		for _, r := range slices.Concat(name, upper, []rune(others)) {
			if free(r) {
				found = r
				break
			}
		}
		letters = append(letters, found)
	}
	return letters
}
