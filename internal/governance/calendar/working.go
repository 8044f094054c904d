package calendar

import (
	"errors"
	"fmt"
	"strings"
)

// ErrBeyond is the class of the errors of [Calendar.Add]: a day outside [Calendar.Years].
var ErrBeyond = errors.New("outside the years of the calendar")

// Working is a count of Working Days that can be shown: where it began, how far it went,
// where it ended and what it left out.
type Working struct {
	From        Date   // not counted itself
	Days        int    // Working Days; below zero: before From
	To          Date   // a Working Day, unless Days is 0
	Skipped     []Skip // between From and To, in the order of the calendar
	Provisional bool   // it reaches days whose bank holidays are not announced yet
}

// Skip is a run of days that were not counted, for one reason.
type Skip struct {
	From, To Date   // the first and the last; the same for one day
	Reason   string // "weekend" or the name of the bank holiday
}

// Add counts n Working Days on from a day, which is not counted itself and need not be a
// Working Day; backwards where n is below zero. With n of 0 it ends where it begins. It
// fails with [ErrBeyond] where from or the end lies outside [Calendar.Years].
func (c *Calendar) Add(from Date, n int) (Working, error) {
	start, step := from.number(), direction(n)
	end := start
	for left := n; left != 0 && c.covers(end); {
		end += step
		if c.working(end) {
			left -= step
		}
	}
	if !c.covers(end) {
		return Working{}, c.beyond(from, n)
	}
	return Working{
		From:        from,
		Days:        n,
		To:          numbered(end),
		Skipped:     c.skipped(min(start, end), max(start, end)),
		Provisional: max(start, end) > c.announced.number(),
	}, nil
}

// beyond is the error of counting n Working Days on from a day.
func (c *Calendar) beyond(from Date, n int) error {
	first, last := c.Years()
	day := from.String()
	if from.IsZero() {
		day = "no date"
	}
	return fmt.Errorf("calendar: %s %s: %w: bank holidays are known from %d to %d",
		workingDays(n), day, ErrBeyond, first, last)
}

// skipped are the days between two days that are not Working Days.
func (c *Calendar) skipped(from, to int) (runs []Skip) {
	before := "" // the reason of the day before
	for n := from + 1; n < to; n++ {
		reason := c.whyNot(n)
		switch {
		case reason == "":
		case reason == before:
			runs[len(runs)-1].To = numbered(n)
		default:
			runs = append(runs, Skip{From: numbered(n), To: numbered(n), Reason: reason})
		}
		before = reason
	}
	return runs
}

// String is one sentence, without its full stop: 15 Working Days after Friday 14 January
// 2022 is Friday 4 February 2022; 3 weekends are not counted.
func (w Working) String() string {
	text := fmt.Sprintf("%s %s is %s", workingDays(w.Days), w.From.Full(), w.To.Full())
	if left := w.leftOut(); len(left) > 0 {
		verb := "are"
		if len(left) == 1 && !strings.HasSuffix(left[0], "weekends") {
			verb = "is"
		}
		text += fmt.Sprintf("; %s %s not counted", list(left), verb)
	}
	if w.Provisional {
		text += "; not all bank holidays of this time are announced yet"
	}
	return text
}

// leftOut names what was not counted: the weekends by number, then the bank holidays.
func (w Working) leftOut() (names []string) {
	weekends := 0
	for _, s := range w.Skipped {
		if s.Reason == weekend {
			weekends++
			continue
		}
		names = append(names, s.Reason+" on "+s.From.Long())
	}
	switch weekends {
	case 0:
		return names
	case 1:
		return append([]string{"1 weekend"}, names...)
	}
	return append([]string{fmt.Sprint(weekends, " weekends")}, names...)
}

// workingDays is n as in 1 Working Day after, 5 Working Days before.
func workingDays(n int) string {
	side := "after"
	if n < 0 {
		n, side = -n, "before"
	}
	if n == 1 {
		return "1 Working Day " + side
	}
	return fmt.Sprintf("%d Working Days %s", n, side)
}

// list joins names as in a, b and c.
func list(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
