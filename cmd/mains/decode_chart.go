package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/mmc"
)

// reading is a value of a log at a time.
type reading struct {
	at    time.Time
	value float64
	text  string
}

// drawLog draws the first series of numbers in a log: a profile with a line for each day and a
// cell for each interval, any other log with a bar for each entry.
func drawLog(w io.Writer, paint colours, t *mmc.Table) {
	series := seriesOf(t)
	if series < 0 {
		fmt.Fprintf(w, "%s: %d entries, no quantities\n", t.Name, len(t.Rows))
		return
	}
	var all []reading
	most := 0.0
	for _, row := range t.Rows {
		at, err := time.Parse(time.RFC3339Nano, row[0])
		value, errNumber := strconv.ParseFloat(row[series], 64)
		if err == nil && errNumber == nil {
			all = append(all, reading{at.UTC(), value, row[series]})
			most = max(most, math.Abs(value))
		}
	}
	unit := ""
	if t.Units[series] != "" {
		unit = ", " + t.Units[series]
	}
	fmt.Fprintf(w, "%s  %s%s\n", paint.bold(t.Name), t.Columns[series], unit)
	if interval := intervalOf(all); interval > 0 {
		drawDays(w, paint, all, most, interval, isAmount(t.Units[series]))
		return
	}
	drawBars(w, all, most)
}

// seriesOf is the first column of numbers, -1 where there is none: the numbers in a log of events
// are codes. Columns begin with the time.
func seriesOf(t *mmc.Table) int {
	if strings.Contains(t.Name, "Event") {
		return -1
	}
	for i := 1; i < len(t.Numbers); i++ {
		if t.Numbers[i] && !strings.HasSuffix(t.Columns[i], "Code") {
			return i
		}
	}
	return -1
}

// isAmount reports whether quantities of a unit add up over a day, as volts do not.
func isAmount(unit string) bool { return unit == "Wh" || unit == "varh" || unit == "m3" }

// The intervals of what is drawn a day a line, 96 cells at most.
const (
	leastInterval = 15 * time.Minute
	mostInterval  = time.Hour
)

// intervalOf is the interval of a profile, the least step between its readings, 0 where they are
// of no such intervals.
func intervalOf(all []reading) time.Duration {
	interval := time.Duration(math.MaxInt64)
	for i := 1; i < len(all); i++ {
		if d := all[i].at.Sub(all[i-1].at).Abs(); d > 0 {
			interval = min(interval, d)
		}
	}
	if interval < leastInterval || interval > mostInterval || 24*time.Hour%interval != 0 {
		return 0
	}
	return interval
}

// steps are the heights of a cell, the lowest for nothing.
var steps = []rune(" ▁▂▃▄▅▆▇█")

// step is the height of a cell.
func step(value, most float64) rune {
	if value <= 0 || most <= 0 {
		return steps[0]
	}
	return steps[min(len(steps)-1, 1+int(value/most*float64(len(steps)-2)+0.5))]
}

// drawDays draws a line for each day: its cells and, of amounts, their sum. An interval of which
// nothing is known is a dot.
func drawDays(
	w io.Writer, paint colours, all []reading, most float64, interval time.Duration, amounts bool,
) {
	perDay := int(24 * time.Hour / interval)
	for len(all) > 0 {
		day := all[0].at.Truncate(24 * time.Hour)
		cells, sum := []rune(strings.Repeat("·", perDay)), 0.0
		for len(all) > 0 && all[0].at.Truncate(24*time.Hour).Equal(day) {
			cells[int(all[0].at.Sub(day)/interval)] = step(all[0].value, most)
			sum, all = sum+all[0].value, all[1:]
		}
		edge := paint.dim("│")
		end := ""
		if amounts {
			end = " " + short(sum)
		}
		fmt.Fprintf(w, "%s %s%s\n", day.Format("Mon 2006-01-02"), edge+string(cells)+edge, end)
	}
	sums := ""
	if amounts {
		sums = "; at the end the sum of the day"
	}
	fmt.Fprintf(w, "%s\n", paint.dim(fmt.Sprintf("each cell is %v min, a full one %s%s; times are UTC",
		interval.Minutes(), short(most), sums)))
}

// short is a number with at most three decimals, as many as litres need.
func short(v float64) string {
	text := strings.TrimRight(strconv.FormatFloat(v, 'f', 3, 64), "0")
	return strings.TrimSuffix(text, ".")
}

// barWidth is how long the longest bar is.
const barWidth = 50

// drawBars draws a bar for each entry, of another shade where it is negative.
func drawBars(w io.Writer, all []reading, most float64) {
	width := 0
	for _, r := range all {
		width = max(width, len(r.text))
	}
	for _, r := range all {
		n, mark := 0, "█"
		if most > 0 {
			n = int(math.Abs(r.value) / most * barWidth)
		}
		if r.value < 0 {
			mark = "▒"
		}
		fmt.Fprintf(w, "%s %*s %s\n", r.at.Format("Mon 2006-01-02 15:04"), width, r.text,
			strings.Repeat(mark, n))
	}
}
