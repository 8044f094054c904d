package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/mmc"
)

// TestDrawLog draws logs of awkward steps: each entry is in the picture, and no line is longer than
// that of a day of quarters of an hour.
func TestDrawLog(t *testing.T) {
	start := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	half := 30 * time.Minute
	for _, tt := range []struct {
		name   string
		at     []time.Duration
		values []string
		unit   string
		lines  []string // some of the picture
	}{
		{"same time", []time.Duration{0, 0}, []string{"1", "2"}, "Wh",
			[]string{"Mon 2026-03-02 00:00 2 " + strings.Repeat("█", barWidth)}},
		{"a second", []time.Duration{0, time.Second}, []string{"1", "2"}, "Wh",
			[]string{"Mon 2026-03-02 00:00 1 " + strings.Repeat("█", barWidth/2)}},
		{"second missing", []time.Duration{0, 2 * half, 3 * half}, []string{"8", "8", "4"}, "Wh",
			[]string{"Mon 2026-03-02 │█·█▅" + strings.Repeat("·", 44) + "│ 20"}},
		{"volts", []time.Duration{0, half}, []string{"240", "240"}, "V",
			[]string{"Mon 2026-03-02 │██" + strings.Repeat("·", 46) + "│"}},
		{"backwards", []time.Duration{half, 0}, []string{"8", "4"}, "m3",
			[]string{"Mon 2026-03-02 │▅█" + strings.Repeat("·", 46) + "│ 12"}},
		{"below nothing", []time.Duration{0, 24 * time.Hour}, []string{"-4", "2"}, "",
			[]string{"Mon 2026-03-02 00:00 -4 " + strings.Repeat("▒", barWidth),
				"Tue 2026-03-03 00:00  2 " + strings.Repeat("█", barWidth/2)}},
	} {
		table := mmc.Table{
			Name: "Log", Columns: []string{"Timestamp", "Value"}, Units: []string{"", tt.unit},
			Numbers: []bool{false, true},
		}
		for i, after := range tt.at {
			at := start.Add(after).Format(time.RFC3339)
			table.Rows = append(table.Rows, []string{at, tt.values[i]})
		}
		var out bytes.Buffer
		drawLog(&out, palette(false), &table)
		got := strings.Split(out.String(), "\n")
		for _, want := range tt.lines {
			if !slices.Contains(got, want) {
				t.Errorf("%s: no line %q in\n%s", tt.name, want, out.String())
			}
		}
		if out.Len() > 1000 {
			t.Errorf("%s: %d bytes", tt.name, out.Len())
		}
	}
}

// TestDrawCodes wants no picture of a log whose numbers are codes.
func TestDrawCodes(t *testing.T) {
	table := mmc.Table{
		Name: "EventLog", Columns: []string{"Timestamp", "LogCode"}, Units: []string{"", ""},
		Numbers: []bool{false, true}, Rows: [][]string{{"2026-03-02T00:00:00Z", "32768"}},
	}
	var out bytes.Buffer
	drawLog(&out, palette(false), &table)
	if got, want := out.String(), "EventLog: 1 entries, no quantities\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
