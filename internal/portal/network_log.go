package portal

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/mmc"
)

// logSection is log i of a message: a picture of each series of a profile with the figures
// behind it, or a table.
func logSection(i int, log *mmc.Table) page.Section {
	_, path, _ := strings.Cut(log.Name, "/")
	s := page.Section{ID: "log-" + strconv.Itoa(i+1),
		Title: "Log " + strings.ReplaceAll(path, "/", " › ")}
	units, whole := log.Units, make([]int, len(log.Columns))
	for column := range log.Columns {
		whole[column] = column
		if p, ok := profileOf(log, column, units[column]); ok {
			table := logTable(log, units, []int{0, column})
			s.Blocks = append(s.Blocks, page.Figure{Caption: columnTitle(log, units, column),
				SVG: p.svg(), Text: p.text(), Table: &table})
		}
	}
	if len(s.Blocks) == 0 {
		s.Blocks = append(s.Blocks, logTable(log, units, whole))
	}
	return s
}

// columnTitle is the head of a column of a log.
func columnTitle(log *mmc.Table, units []string, column int) string {
	if units[column] == "" {
		return log.Columns[column]
	}
	return log.Columns[column] + " (" + units[column] + ")"
}

// logTable is some columns of a log.
func logTable(log *mmc.Table, units []string, which []int) page.Table {
	t := page.Table{Caption: log.Name, RowHeads: true}
	for _, column := range which {
		t.Columns = append(t.Columns, page.Column{Title: columnTitle(log, units, column),
			Number: units[column] != ""})
	}
	for _, row := range log.Rows {
		cells := make([]page.Words, len(which))
		for i, column := range which {
			cells[i] = page.Say(row[column])
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// The intervals of what is drawn a day a line.
const (
	leastInterval = 5 * time.Minute
	mostInterval  = time.Hour
	aDay          = 24 * time.Hour
)

// profile is a series of values at intervals within a day.
type profile struct {
	unit        string
	values      map[time.Time]float64
	interval    time.Duration
	first, last time.Time
	least, most float64
}

// profileOf is the profile in a column of a log; not ok where it is none.
func profileOf(log *mmc.Table, column int, unit string) (p *profile, ok bool) {
	if unit == "" {
		return nil, false
	}
	p = &profile{unit: unit, values: map[time.Time]float64{}, interval: aDay,
		least: math.Inf(1), most: math.Inf(-1)}
	for _, row := range log.Rows {
		at, err := time.Parse(time.RFC3339Nano, row[0])
		value, errNumber := strconv.ParseFloat(row[column], 64)
		if err != nil || errNumber != nil {
			continue
		}
		p.values[at.UTC()] = value
		p.least, p.most = min(p.least, value), max(p.most, value)
	}
	times := p.times()
	if len(times) < 2 {
		return nil, false
	}
	p.first, p.last = times[0], times[len(times)-1]
	for i, at := range times[1:] {
		p.interval = min(p.interval, at.Sub(times[i]))
	}
	return p, p.interval >= leastInterval && p.interval <= mostInterval
}

// times are those of the values, in order.
func (p *profile) times() []time.Time {
	times := make([]time.Time, 0, len(p.values))
	for at := range p.values {
		times = append(times, at)
	}
	slices.SortFunc(times, time.Time.Compare)
	return times
}

// text says in words what the picture shows.
func (p *profile) text() string {
	const layout = "15:04 on 2 January 2006"
	return fmt.Sprintf("%d values at intervals of %d minutes, from %s to %s UTC. A line is a day, "+
		"a cell stands at the time in the log. The stronger its colour the more: the least is %s, "+
		"the most %s %s.", len(p.values), int(p.interval.Minutes()), p.first.Format(layout),
		p.last.Format(layout), number(p.least), number(p.most), p.unit)
}

// number is a number as short as it can be.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// The measures of the picture, in pixels.
const (
	dayLabel  = 116 // width of the name of a day
	dayWidth  = 720
	dayHeight = 14
	cellGap   = 1
	headRoom  = 20 // for the hours above, and for the key below
	keyCell   = 24
)

// strengths are how many colours there are.
const strengths = 8

// strength is which of the colours a value has. Values that lie close together far from zero,
// as voltages do, are told apart by what is between them.
func (p *profile) strength(v float64) int {
	from := min(p.least, 0)
	if p.least > p.most/2 {
		from = p.least
	}
	if p.most == from {
		return 0
	}
	return int(math.Round((v - from) / (p.most - from) * (strengths - 1)))
}

// svg draws a line for each day and a cell for each value, in the colours of the page.
func (p *profile) svg() string {
	var days []time.Time
	cells := make([]strings.Builder, strengths)
	width := dayWidth * float64(p.interval) / float64(aDay)
	for _, at := range p.times() {
		day := at.Truncate(aDay)
		if len(days) == 0 || !days[len(days)-1].Equal(day) {
			days = append(days, day)
		}
		x := dayLabel + float64(at.Sub(day))/float64(aDay)*dayWidth
		y := headRoom + (len(days)-1)*dayHeight
		fmt.Fprintf(&cells[p.strength(p.values[at])], "M%.4g %dh%.4gv%dh-%.4gz", x, y, width-cellGap,
			dayHeight-cellGap, width-cellGap)
	}
	var b strings.Builder
	below := headRoom + len(days)*dayHeight
	size := fmt.Sprintf("%d %d", dayLabel+dayWidth+keyCell, below+2*headRoom)
	w, h, _ := strings.Cut(size, " ")
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s">`,
		w, h, size)
	for hour := 0; hour <= 24; hour += 6 {
		fmt.Fprintf(&b, `<text class="label-soft" text-anchor="middle" x="%d" y="%d">%02d:00</text>`,
			dayLabel+hour*dayWidth/24, headRoom-6, hour)
	}
	for i, day := range days {
		fmt.Fprintf(&b, `<text class="label-soft" x="0" y="%d">%s</text>`,
			headRoom+i*dayHeight+dayHeight-3, day.Format("Mon 2 Jan 2006"))
	}
	for i := range cells {
		if cells[i].Len() > 0 {
			fmt.Fprintf(&b, `<path %s d="%s"/>`, paint(i), cells[i].String())
		}
	}
	p.key(&b, below+headRoom/2)
	b.WriteString("</svg>")
	return b.String()
}

// key draws the colours from the least to the most.
func (p *profile) key(b *strings.Builder, y int) {
	const line = `<text class="label-soft" text-anchor="%s" x="%d" y="%d">%s</text>`
	fmt.Fprintf(b, line, "end", dayLabel-6, y+dayHeight-3, number(p.least))
	for i := range strengths {
		fmt.Fprintf(b, `<path %s d="M%d %dh%dv%dh-%dz"/>`, paint(i), dayLabel+i*keyCell, y,
			keyCell-cellGap, dayHeight-cellGap, keyCell-cellGap)
	}
	fmt.Fprintf(b, line, "start", dayLabel+strengths*keyCell+6, y+dayHeight-3,
		number(p.most)+" "+p.unit)
}

// paint is how cells of a strength are filled.
func paint(strength int) string {
	return fmt.Sprintf(`fill="var(--accent, currentColor)" fill-opacity="%.2f"`,
		0.12+0.88*float64(strength)/(strengths-1))
}
