package portal

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/mmc"
)

// logAt is a log of values at intervals.
func logAt(interval time.Duration, unit string, values ...string) *mmc.Table {
	t := &mmc.Table{Name: "Rsp/LogEntry", Columns: []string{"Timestamp", "Value"},
		Units: []string{"", unit}}
	at := time.Date(2022, 1, 20, 22, 0, 0, 0, time.UTC)
	for _, v := range values {
		t.Rows = append(t.Rows, []string{at.Format("2006-01-02T15:04:05.00Z"), v})
		at = at.Add(interval)
	}
	return t
}

// TestLogSection draws half hours, and sets out all else as a table.
func TestLogSection(t *testing.T) {
	const halfHour = 30 * time.Minute
	for name, tt := range map[string]struct {
		log   *mmc.Table
		drawn bool
	}{
		"half hours":         {logAt(halfHour, "Wh", "1", "2", "3"), true},
		"hours, the last in": {logAt(time.Hour, "m3", "0.001", "0.5"), true},
		"nothing used":       {logAt(halfHour, "Wh", "0", "0"), true},
		"a gap":              {logAt(halfHour, "Wh", "1", "", "3", "4"), true},
		"days":               {logAt(24*time.Hour, "Wh", "1", "2"), false},
		"one":                {logAt(halfHour, "Wh", "1"), false},
		"events":             {logAt(halfHour, "", "810D", "810E"), false},
		"seconds":            {logAt(time.Second, "V", "230", "231"), false},
	} {
		s := logSection(0, tt.log)
		if len(s.Blocks) != 1 {
			t.Fatalf("%s: %d blocks", name, len(s.Blocks))
		}
		table, isTable := s.Blocks[0].(page.Table)
		if figure, drawn := s.Blocks[0].(page.Figure); drawn != tt.drawn || drawn == isTable {
			t.Errorf("%s: a picture: %v, want %v", name, drawn, tt.drawn)
		} else if drawn {
			table = *figure.Table
		}
		if len(table.Rows) != len(tt.log.Rows) {
			t.Errorf("%s: %d rows of %d", name, len(table.Rows), len(tt.log.Rows))
		}
	}
}

// TestProfile: the picture has a cell for each value and the key, one line for each day, and the
// least and the most of values that differ do not look the same.
func TestProfile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var texts []string
		low := rapid.SampledFrom([]int{0, 230}).Draw(t, "low")
		for _, v := range rapid.SliceOfN(rapid.IntRange(low, low+20), 2, 300).Draw(t, "values") {
			texts = append(texts, strconv.Itoa(v))
		}
		log := logAt(30*time.Minute, "V", texts...)
		p, ok := profileOf(log, 1, "V")
		if !ok {
			t.Fatal("it is no profile")
		}
		svg := p.svg()
		if got := strings.Count(svg, "M"); got != len(texts)+strengths+strings.Count(svg, "Mon") {
			t.Errorf("%d cells for %d values", got, len(texts))
		}
		days := 1 + (len(texts)+43)/48 // it begins at 22:00
		if got := strings.Count(svg, " 2022</text>"); got != days {
			t.Errorf("%d lines, want %d", got, days)
		}
		if p.least < p.most && p.strength(p.least) == p.strength(p.most) {
			t.Errorf("%v looks like %v", p.least, p.most)
		}
		if s := p.strength(p.most); s < 0 || s >= strengths {
			t.Errorf("strength %d", s)
		}
	})
}
