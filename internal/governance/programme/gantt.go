package programme

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
)

// The measures of a picture of a plan, in its own units; a unit is a pixel where it is shown
// at its natural size.
const (
	ganttNames  = 230 // room for what milestones are called
	ganttWidth  = 460 // of the time that is drawn
	ganttMargin = 14
	ganttRow    = 46
	ganttHead   = 34 // room for the scale
	ganttSize   = 7  // from the middle of a mark to its edge
	ganttScale  = 40 // room for a year of the scale
	ganttName   = 30 // letters of a name on a line
)

// milestoneMark is a milestone in the picture.
type milestoneMark struct {
	name     string
	baseline calendar.Date
	proposed []calendar.Date // by each request
	forecast calendar.Date
	reached  calendar.Date
	missing  string // said where it has no date
}

// point is a day of a milestone, and what it is.
type point struct {
	what string
	day  calendar.Date
}

// points are the days that a milestone has, in the order in which they are drawn.
func (m milestoneMark) points() (all []point) {
	days := []point{{"baseline", m.baseline}, {"forecast for", m.forecast}}
	for _, on := range slices.Compact(slices.Clone(m.proposed)) {
		days = append(days, point{"proposed for", on})
	}
	for _, p := range append(days, point{"reached on", m.reached}) {
		if !p.day.IsZero() {
			all = append(all, p)
		}
	}
	return all
}

// gantt draws milestones against time: an empty square where each was agreed to be, a full
// circle where it is proposed to be, a diamond where it is forecast, a full square where it was
// reached, and a line between the first and the last with the days between. It has a title and a
// description for those who do not see it; colours come from the style sheet by class, and
// where there is none it is a drawing in the colour of the text. All ids begin with id.
func gantt(id, title string, marks []milestoneMark, today calendar.Date) string {
	first, last := ganttYears(marks, today)
	height := ganttHead + len(marks)*ganttRow + ganttMargin
	width := ganttNames + ganttWidth + 2*ganttMargin
	var b strings.Builder
	id = html.EscapeString(id)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="plan" role="img"`+
		` aria-labelledby="%s-title %s-desc" width="%d" height="%d" viewBox="0 0 %d %d"`+
		` fill="none" stroke="currentColor">`, id, id, width, height, width, height)
	fmt.Fprintf(&b, `<title id="%s-title">%s</title>`, id, html.EscapeString(title))
	fmt.Fprintf(&b, `<desc id="%s-desc">%s</desc>`, id, html.EscapeString(ganttWords(marks)))
	x := func(d calendar.Date) int {
		span := days(first, last)
		return ganttNames + ganttMargin + days(first, d)*ganttWidth/max(span, 1)
	}
	apart := 1 + (last.Year-first.Year)*ganttScale/ganttWidth // years from one label to the next
	for year := first.Year; year <= last.Year; year += apart {
		at := x(calendar.Date{Year: year, Month: 1, Day: 1})
		fmt.Fprintf(&b, `<g class="edge"><line x1="%d" y1="%d" x2="%d" y2="%d"/></g>`, at, ganttHead-8,
			at, height-ganttMargin)
		ganttText(&b, "label-soft", at, ganttHead-14, ganttAnchor(at), fmt.Sprint(year))
	}
	now := x(today)
	fmt.Fprintf(&b, `<g class="edge-past"><path stroke-dasharray="4 3" d="M%d %dV%d"/>`+
		`<title>%s</title></g>`, now, ganttHead-8, height-ganttMargin,
		html.EscapeString("The day of this page: "+today.Long()))
	for i, m := range marks {
		m.draw(&b, ganttHead+i*ganttRow+ganttRow/2, x)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// draw draws a milestone on a row.
func (m milestoneMark) draw(b *strings.Builder, y int, x func(calendar.Date) int) {
	lines := broken(m.name)
	for i, line := range lines {
		ganttText(b, "label", ganttMargin, y+5+i*16-8*(len(lines)-1), "start", line)
	}
	points := m.points()
	if len(points) == 0 {
		ganttText(b, "label-soft", ganttNames+2*ganttMargin, y+5, "start", m.missing)
		return
	}
	last := points[len(points)-1].day
	if !m.baseline.IsZero() && last != m.baseline {
		from, to := x(m.baseline), x(last)
		fmt.Fprintf(b, `<g class="edge"><path d="M%d %dH%d"/></g>`, from, y, to)
		ganttText(b, "label-soft", (from+to)/2, y-ganttSize-3, ganttAnchor((from+to)/2),
			fmt.Sprintf("%+d", days(m.baseline, last)))
	}
	for _, p := range points {
		p.draw(b, x(p.day), y)
	}
}

// draw draws a day of a milestone.
func (p point) draw(b *strings.Builder, x, y int) {
	class, shape := "node", fmt.Sprintf(`<rect x="%d" y="%d" width="%d" height="%d"/>`, x-ganttSize,
		y-ganttSize, 2*ganttSize, 2*ganttSize)
	switch p.what {
	case "proposed for":
		class, shape = "node-current", fmt.Sprintf(`<circle cx="%d" cy="%d" r="%d"/>`, x, y, ganttSize-1)
	case "reached on":
		class = "node-current"
	case "forecast for":
		class, shape = "edge", fmt.Sprintf(`<path d="M%d %dL%d %dL%d %dL%d %dZ"/>`, x-ganttSize, y, x,
			y-ganttSize, x+ganttSize, y, x, y+ganttSize)
	}
	fmt.Fprintf(b, `<g class="%s"><title>%s</title>%s</g>`, class,
		html.EscapeString(desk.Upper(p.what)+" "+p.day.Long()), shape)
}

// ganttAnchor says which end of a text stands at a place, so that it stays in the picture.
func ganttAnchor(x int) string {
	switch {
	case x < ganttNames+ganttRow:
		return "start"
	case x > ganttNames+ganttWidth-ganttRow:
		return "end"
	}
	return "middle"
}

func ganttText(b *strings.Builder, class string, x, y int, anchor, text string) {
	fmt.Fprintf(b, `<text class="%s" x="%d" y="%d" text-anchor="%s" fill="currentColor"`+
		` stroke="none">%s</text>`, class, x, y, anchor, html.EscapeString(text))
}

// ganttWords say what the picture shows.
func ganttWords(marks []milestoneMark) string {
	var all []string
	for _, m := range marks {
		text := m.name + ": "
		var said []string
		for _, p := range m.points() {
			said = append(said, p.what+" "+p.day.Long())
		}
		if len(said) == 0 {
			said = []string{m.missing}
		}
		text += strings.Join(said, ", ")
		all = append(all, text+".")
	}
	return strings.Join(all, " ")
}

// ganttYears are the first and the last day of the years that are drawn.
func ganttYears(marks []milestoneMark, today calendar.Date) (first, last calendar.Date) {
	first, last = today, today
	for _, m := range marks {
		for _, p := range m.points() {
			if p.day.Before(first) {
				first = p.day
			}
			if p.day.After(last) {
				last = p.day
			}
		}
	}
	return calendar.Date{Year: first.Year, Month: 1, Day: 1},
		calendar.Date{Year: last.Year + 1, Month: 1, Day: 1}
}

// days counts the days from one to another, below zero where that is earlier.
func days(from, to calendar.Date) int {
	const day = 24 * time.Hour
	return int(to.At(12, 0).Sub(from.At(12, 0)).Round(day) / day)
}

// broken is a name on as many lines as it needs, at most two.
func broken(name string) []string {
	if len(name) <= ganttName {
		return []string{name}
	}
	at := strings.LastIndexByte(name[:ganttName+1], ' ')
	if at <= 0 {
		at = ganttName
	}
	first, second := name[:at], strings.TrimSpace(name[at:])
	if len(second) > ganttName {
		second = strings.ToValidUTF8(second[:ganttName-1], "") + "…"
	}
	return []string{strings.ToValidUTF8(first, ""), strings.ToValidUTF8(second, "")}
}

// unnamed is what a milestone without a title is called.
const unnamed = "Not named"

// milestoneName is what a milestone is called.
func milestoneName(m *record.Milestone) string {
	if m.Title == "" {
		return unnamed
	}
	return m.Title
}
