package helpdesk

import (
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

const statisticsAddress = helpdeskAddress + "/statistics"

// months is how many months the figures are of, with that of the day.
const months = 12

// statisticsRoutes are the figures.
func (s subject) statisticsRoutes() []page.Route {
	return []page.Route{{Pattern: string(statisticsAddress), View: s.statistics}}
}

// monthFigures are the figures of a month.
type monthFigures struct {
	Month      string                        `json:"month"`
	Opened     int                           `json:"opened"`
	ByCategory map[record.TicketCategory]int `json:"by_category"`
	Replied    int                           `json:"first_replies"`
	InTime     int                           `json:"first_replies_in_time"`
	Rated      int                           `json:"ratings"`
	Scores     int                           `json:"sum_of_ratings"`
	start      time.Time
}

// statistics are figures of the last months, for the administrator.
func (s subject) statistics(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	switch {
	case err != nil:
		return nil, err
	case ask.Who == "":
		return nil, page.ErrSignIn
	case !v.Reader().Staff:
		return nil, page.ErrForbidden
	}
	all, err := figures(v)
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: "Questions to the helpdesk in figures", Crumbs: crumbs(),
		Lead: fmt.Sprintf("By the month in which they were opened, of the last %d months.", months),
		Data: map[string]any{"months": all}}
	table := categoryTable(all)
	view.Blocks = []page.Block{
		page.Section{Title: "Opened", Blocks: []page.Block{page.Figure{Caption: "Questions by month",
			SVG: bars("questions", all), Table: &table}}},
		page.Section{Title: "First replies and satisfaction", Blocks: []page.Block{replyTable(all)}}}
	return view, nil
}

// figures are those of the months up to the moment of a view, the first first.
func figures(v *register.View) (all []*monthFigures, err error) {
	today := calendar.DateOf(v.Moment().So)
	first := calendar.Date{Year: today.Year, Month: today.Month, Day: 1}
	for i := months - 1; i >= 0; i-- {
		on := monthBefore(first, i)
		all = append(all, &monthFigures{Month: on.String()[:len("2022-01")],
			ByCategory: map[record.TicketCategory]int{}, start: on.Start()})
	}
	found, err := register.All[*record.Ticket](v, register.Query{Key: "opened",
		From: register.InstantKey(all[0].start)})
	for _, t := range found {
		i := months - 1
		for i > 0 && t.OpenedAt.Before(all[i].start) {
			i--
		}
		all[i].add(t)
	}
	return all, err
}

// monthBefore is the first day of the month that lies so many before another.
func monthBefore(first calendar.Date, n int) calendar.Date {
	month := first.Year*12 + int(first.Month) - 1 - n
	return calendar.Date{Year: month / 12, Month: time.Month(month%12 + 1), Day: 1}
}

// add counts a ticket.
func (m *monthFigures) add(t *record.Ticket) {
	m.Opened++
	m.ByCategory[t.Category]++
	if !t.RepliedAt.IsZero() {
		m.Replied++
		if !t.Late {
			m.InTime++
		}
	}
	if t.Score > 0 {
		m.Rated++
		m.Scores += t.Score
	}
}

// title is a month in words.
func (m *monthFigures) title() string {
	d := calendar.DateOf(m.start)
	return fmt.Sprint(d.Month, " ", d.Year)
}

// categoryTable is how many questions were about what.
func categoryTable(all []*monthFigures) page.Table {
	table := page.Table{Caption: "Questions by month and what they are about", RowHeads: true,
		Columns: []page.Column{{Title: "Month"}, {Title: "All", Number: true}}}
	for _, c := range categories {
		table.Columns = append(table.Columns, page.Column{Title: c.Label, Number: true})
	}
	for _, m := range all {
		row := []page.Words{page.Say(m.title()), page.Say(fmt.Sprint(m.Opened))}
		for _, c := range categories {
			row = append(row, page.Say(fmt.Sprint(m.ByCategory[record.TicketCategory(c.Value)])))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// replyTable is how many first replies were in time, and how satisfied people were.
func replyTable(all []*monthFigures) page.Table {
	table := page.Table{Caption: "First replies and satisfaction by month", RowHeads: true,
		Columns: []page.Column{{Title: "Month"}, {Title: "First replies", Number: true},
			{Title: "In time", Number: true}, {Title: "Said how satisfied they are", Number: true},
			{Title: "On average, of 5", Number: true}}}
	for _, m := range all {
		average := page.Words{page.Missing("none")}
		if m.Rated > 0 {
			average = page.Say(fmt.Sprintf("%.1f", float64(m.Scores)/float64(m.Rated)))
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(m.title()),
			page.Say(fmt.Sprint(m.Replied)), page.Say(fmt.Sprint(m.InTime)),
			page.Say(fmt.Sprint(m.Rated)), average})
	}
	return table
}

// The measures of the picture, in its own units.
const (
	barWidth  = 36
	barGap    = 16
	barHeight = 160 // of the highest
	barFoot   = 24
	barHead   = 20
)

// bars draws how many questions were opened in each month. All ids begin with id.
func bars(id string, all []*monthFigures) string {
	most := 1
	var words []string
	for _, m := range all {
		most = max(most, m.Opened)
		words = append(words, fmt.Sprintf("%s: %d", m.title(), m.Opened))
	}
	width, height := len(all)*(barWidth+barGap)+barGap, barHead+barHeight+barFoot
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="plan" role="img"`+
		` aria-labelledby="%s-title %s-desc" width="%d" height="%d" viewBox="0 0 %d %d"`+
		` fill="none" stroke="currentColor">`, id, id, width, height, width, height)
	fmt.Fprintf(&b, `<title id="%s-title">Questions by month</title><desc id="%s-desc">%s</desc>`, id,
		id, html.EscapeString(strings.Join(words, ". ")))
	for i, m := range all {
		x, high := barGap+i*(barWidth+barGap), m.Opened*barHeight/most
		top := barHead + barHeight - high
		fmt.Fprintf(&b, `<g class="edge"><rect x="%d" y="%d" width="%d" height="%d"/></g>`, x, top,
			barWidth, max(high, 1))
		label := func(y int, class, text string) {
			fmt.Fprintf(&b, `<text class="%s" x="%d" y="%d" text-anchor="middle" fill="currentColor"`+
				` stroke="none">%s</text>`, class, x+barWidth/2, y, html.EscapeString(text))
		}
		label(top-6, "label", fmt.Sprint(m.Opened))
		label(height-6, "label-soft", m.title()[:len("Jan")])
	}
	b.WriteString("</svg>\n")
	return b.String()
}
