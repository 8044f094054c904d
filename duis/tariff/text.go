package tariff

import (
	"fmt"
	"slices"
	"strings"
)

// Text is the file of a tariff: what [Parse] reads, without what it would fill in.
func (t *Tariff) Text() string {
	minor, _ := t.Currency.minor()
	w := writer{}
	w.comment("Times are UTC all year: a meter knows no summer time.")
	if t.Name != "" {
		w.line("name", t.Name)
	}
	w.line("fuel", string(t.Fuel))
	if t.Currency != Pounds {
		w.line("currency", string(t.Currency))
	}
	if t.Start != (Start{}) {
		w.line("starts", t.Start.String())
	}
	w.b.WriteString("standing charge: " + t.Standing.String() + "  # " + minor + " a day\n")
	t.textRates(&w, minor)
	implied := len(t.Rates) == 1 && len(t.Days) == 1 && len(t.Rates[0].Name) > 0 &&
		t.Days[0].Name == "day" && slices.Equal(t.Days[0].Switches, impliedDay(t.Rates).Switches)
	if !implied {
		w.section("days")
		for _, d := range t.Days {
			w.entry(d.Name, d.text())
		}
	}
	if week, err := impliedWeek(t.Days); err != nil || !slices.Equal(t.Weeks, []Week{week}) {
		w.section("weeks")
		for _, week := range t.Weeks {
			w.entry(week.Name, week.text())
		}
	}
	if len(t.Weeks) != 1 || !slices.Equal(t.Seasons, []Season{impliedSeason(t.Weeks)}) {
		var entries []entry
		for _, s := range t.Seasons {
			text := "from " + s.From.String()
			if len(t.Weeks) > 1 {
				text += ", week " + s.Week
			}
			entries = append(entries, entry{key: s.Name, value: text})
		}
		w.entries("seasons", entries)
	}
	if len(t.Special) > 0 {
		var entries []entry
		for _, s := range t.Special {
			entries = append(entries, entry{key: s.Date.String(), value: s.Day})
		}
		w.entries("special days", entries)
	}
	return w.b.String()
}

func (t *Tariff) textRates(w *writer, minor string) {
	seen := Tariff{}
	text := func(r Rate) string {
		text := r.prices("")
		if r.Register != seen.nextRegister(r.ByBlock) {
			text += fmt.Sprintf(" (register %d)", r.Register)
		}
		seen.Rates = append(seen.Rates, r)
		return text
	}
	if len(t.Rates) == 1 && t.Rates[0].Name == "rate" {
		w.b.WriteString("rate: " + text(t.Rates[0]) + "  # " + minor + " per kWh\n")
		return
	}
	w.b.WriteString("rates:  # " + minor + " per kWh\n")
	for _, r := range t.Rates {
		w.entry(r.Name, text(r))
	}
}

// writer writes the lines of a file.
type writer struct{ b strings.Builder }

func (w *writer) comment(s string) { w.b.WriteString("# " + s + "\n") }
func (w *writer) line(key, value string) {
	w.b.WriteString(quoted(key) + ": " + quoted(value) + "\n")
}
func (w *writer) section(key string) { w.b.WriteString(key + ":\n") }
func (w *writer) entry(key, value string) {
	w.b.WriteString("  ")
	w.line(key, value)
}

// entries writes a section, as a list where a key is there twice.
func (w *writer) entries(section string, entries []entry) {
	keys := map[string]bool{}
	for _, e := range entries {
		keys[e.key] = true
	}
	indent := "  "
	if len(keys) < len(entries) {
		indent = "  - "
	}
	w.section(section)
	for _, e := range entries {
		w.b.WriteString(indent)
		w.line(e.key, e.value)
	}
}

// prices are the prices of a rate with a unit behind each.
func (r *Rate) prices(unit string) string {
	var parts []string
	for i, b := range r.Blocks {
		text := b.Price.String() + unit
		switch {
		case b.UpTo > 0 || i < len(r.Blocks)-1:
			text += " up to " + energy(b.UpTo)
		case i > 0:
			text = "then " + text
		case r.ByBlock:
			text += " in one block"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

// text is a day as the file has it.
func (d *Day) text() string {
	if len(d.Switches) == 1 && d.Switches[0].At == 0 {
		return d.Switches[0].Rate
	}
	var parts []string
	for _, s := range d.Switches {
		parts = append(parts, s.At.String()+" "+s.Rate)
	}
	return strings.Join(parts, " / ")
}

// text is a week as the file has it.
func (w *Week) text() string {
	var parts []string
	for from := 0; from < len(w.Days); {
		to := from
		for to+1 < len(w.Days) && w.Days[to+1] == w.Days[from] {
			to++
		}
		parts = append(parts, span(uint8(1<<(to+1)-1<<from))+" "+w.Days[from])
		from = to + 1
	}
	return strings.Join(parts, ", ")
}
