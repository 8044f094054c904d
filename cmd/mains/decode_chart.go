package main

import (
	"fmt"
	"io"
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
		fmt.Fprintf(w, "%s: %d entries, no numbers\n", t.Name, len(t.Rows))
		return
	}
	var all []reading
	most := 0.0
	for _, row := range t.Rows {
		at, err := time.Parse(time.RFC3339Nano, row[0])
		value, errNumber := strconv.ParseFloat(row[series], 64)
		if err == nil && errNumber == nil {
			all = append(all, reading{at.UTC(), value, row[series]})
			most = max(most, value)
		}
	}
	unit := ""
	if t.Units[series] != "" {
		unit = ", " + t.Units[series]
	}
	fmt.Fprintf(w, "%s  %s%s\n", paint.bold(t.Name), t.Columns[series], unit)
	if isProfile(all) {
		drawDays(w, paint, all, most)
		return
	}
	drawBars(w, paint, all, most)
}

// seriesOf is the first column of numbers, -1 where there is none. Columns begin with the time.
func seriesOf(t *mmc.Table) int {
	for i := 1; i < len(t.Columns); i++ {
		for _, row := range t.Rows {
			if row[i] == "" {
				continue
			}
			if _, err := strconv.ParseFloat(row[i], 64); err == nil {
				return i
			}
			break
		}
	}
	return -1
}

// profileInterval is the longest interval of what is drawn a day a line.
const profileInterval = time.Hour

// isProfile reports whether readings are of intervals within a day.
func isProfile(all []reading) bool {
	return len(all) > 1 && all[1].at.Sub(all[0].at).Abs() <= profileInterval
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

// drawDays draws a line for each day: its cells and their sum. An interval of which nothing is
// known is a dot.
func drawDays(w io.Writer, paint colours, all []reading, most float64) {
	interval := all[1].at.Sub(all[0].at).Abs()
	perDay := int(24 * time.Hour / interval)
	for len(all) > 0 {
		day := all[0].at.Truncate(24 * time.Hour)
		cells, sum, n := []rune(strings.Repeat("·", perDay)), 0.0, 0
		for len(all) > 0 && all[0].at.Truncate(24*time.Hour).Equal(day) {
			if i := int(all[0].at.Sub(day) / interval); i < perDay {
				cells[i] = step(all[0].value, most)
			}
			sum, n, all = sum+all[0].value, n+1, all[1:]
		}
		edge := paint.dim("│")
		fmt.Fprintf(w, "%s %s %s\n", day.Format("Mon 2006-01-02"), edge+string(cells)+edge, short(sum))
	}
	fmt.Fprintf(w, "%s\n", paint.dim(fmt.Sprintf(
		"each cell is %v min, a full one %s; at the end the sum of the day; times are UTC",
		interval.Minutes(), short(most))))
}

// short is a number with at most three decimals, as many as litres need.
func short(v float64) string {
	text := strings.TrimRight(strconv.FormatFloat(v, 'f', 3, 64), "0")
	return strings.TrimSuffix(text, ".")
}

// barWidth is how long the longest bar is.
const barWidth = 50

// drawBars draws a bar for each entry.
func drawBars(w io.Writer, paint colours, all []reading, most float64) {
	width := 0
	for _, r := range all {
		width = max(width, len(r.text))
	}
	for _, r := range all {
		n := 0
		if most > 0 {
			n = int(r.value / most * barWidth)
		}
		fmt.Fprintf(w, "%s %*s %s\n", r.at.Format("Mon 2006-01-02 15:04"), width, r.text,
			strings.Repeat("█", max(0, n)))
	}
}
