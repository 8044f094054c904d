package helpdesk

import (
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// count is a count of opening hours for a ticket, with how it was counted.
type count struct {
	What    string    `json:"what"`
	Days    int       `json:"days"` // of opening hours that it may take
	Minutes int       `json:"minutes"`
	Due     time.Time `json:"due,omitzero"`  // zero: the clock stands still
	Done    time.Time `json:"done,omitzero"` // when it was reached; zero: not yet
	Late    bool      `json:"late"`
	Used    int       `json:"minutes_used"` // until it was done, or now
	Rows    []stretch `json:"rows"`
}

// stretch is a part of a count.
type stretch struct {
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
	Why     string    `json:"why,omitempty"` // it does not count; empty: it does
	Minutes int       `json:"minutes"`
	Total   int       `json:"total"` // minutes up to its end
}

// counts are those of a ticket at an instant: to the first reply, and to the answer.
func (o office) counts(t *record.Ticket, so time.Time) []count {
	reply := o.count(t, "First reply", replyDays, t.RepliedAt, so)
	answer := o.count(t, "Answer", resolveDays, answered(t), so)
	return []count{reply, answer}
}

// answered is when a ticket was answered; zero where it is not.
func answered(t *record.Ticket) time.Time {
	if n := len(t.Pauses); n > 0 && t.State == record.TicketResolved {
		return t.Pauses[n-1].From
	}
	return t.Ended
}

// count counts up to when it was done, or to when it is due, and further where it is late.
func (o office) count(
	t *record.Ticket, what string, days int, done, so time.Time,
) count {
	now := so.Truncate(minute)
	if !t.Ends.IsZero() && now.After(t.Ends) {
		now = t.Ends
	}
	c := count{What: what, Days: days, Minutes: days * minutes(o.Day()), Due: o.by(t, days),
		Done: done}
	until := now
	switch {
	case !done.IsZero():
		until = done
	case c.Due.After(until):
		until = c.Due
	}
	c.Late = !c.Due.IsZero() && c.Due.Before(now)
	used := now
	if !done.IsZero() {
		c.Late, used = c.Due.Before(done) && !c.Due.IsZero(), done
	}
	c.Used = minutes(o.Elapsed(t.OpenedAt, used, pauses(t)...))
	for _, s := range o.Stretches(t.OpenedAt, until, pauses(t)...) {
		n := minutes(s.Counts())
		total := n
		if len(c.Rows) > 0 {
			total += c.Rows[len(c.Rows)-1].Total
		}
		c.Rows = append(c.Rows, stretch{s.From, s.To, s.Why, n, total})
	}
	return c
}

func minutes(d time.Duration) int { return int(d / minute) }

// spell is a number of minutes in words: 7 hours 30 minutes.
func spell(n int) string {
	var words []string
	add := func(n int, one string) {
		if n == 1 {
			words = append(words, "1 "+one)
		} else if n > 1 {
			words = append(words, fmt.Sprint(n, " ", one, "s"))
		}
	}
	add(n/60, "hour")
	add(n%60, "minute")
	if len(words) == 0 {
		return "nothing"
	}
	return strings.Join(words, " ")
}

// stands says how a count stands, in a sentence.
func (c count) stands() string {
	target := fmt.Sprintf("%s, %s of opening hours after it was opened", c.What, days(c.Days))
	used := ". Counted so far: " + spell(c.Used) + " of " + spell(c.Minutes) + "."
	switch {
	case !c.Done.IsZero() && c.Late:
		return target + ": late, at " + calendar.Moment(c.Done) + ". It was due by " +
			calendar.Moment(c.Due) + used
	case !c.Done.IsZero():
		return target + ": in time, at " + calendar.Moment(c.Done) + used
	case c.Due.IsZero():
		return target + ": the clock stands still" + used
	case c.Late:
		return target + ": late. It was due by " + calendar.Moment(c.Due) + used
	}
	return target + ": due by " + calendar.Moment(c.Due) + used
}

// days is a number of days in words.
func days(n int) string {
	if n == 1 {
		return "one day"
	}
	return fmt.Sprint(n, " days")
}

// clockSection shows how counts were counted.
func clockSection(counts []count) page.Block {
	section := page.Section{Title: "The clock"}
	for _, c := range counts {
		table := page.Table{Caption: "Time to the " + desk.Lower(c.What),
			Columns: []page.Column{{Title: "From"}, {Title: "To"}, {Title: "What"}, {Title: "Counts"},
				{Title: "So far"}}, Empty: "Nothing has counted yet."}
		for _, r := range c.Rows {
			what, counts := "open", spell(r.Minutes)
			if r.Why != "" {
				what, counts = r.Why, "nothing"
			}
			table.Rows = append(table.Rows, []page.Words{{moment(r.From)}, {moment(r.To)},
				page.Say(desk.Upper(what)), page.Say(counts), page.Say(spell(r.Total))})
		}
		section.Blocks = append(section.Blocks, page.Para{Words: page.Say(c.stands())},
			page.Details{Summary: "How the time to the " + desk.Lower(c.What) + " counts",
				Blocks: []page.Block{table}})
	}
	return section
}

// moment is an instant with its weekday.
func moment(t time.Time) page.When {
	return page.When{Text: calendar.Clock(t) + " on " + calendar.DateOf(t).Full(), At: t}
}
