package survey

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/record"
)

func TestMeasured(t *testing.T) {
	for _, each := range []struct {
		text  string
		value float64
		name  string
		full  float64
	}{
		{"87%", 87, "per cent", 100}, {"62.5 % of all", 62.5, "per cent", 100},
		{"4.2 of 5", 4.2, "points of 5", 5}, {"4/5", 4, "points of 5", 5}, {"12", 12, "numbers", 0},
		{"1,250 people", 1250, "numbers", 0}, {"12,345,678", 12345678, "numbers", 0},
		{"1,250.5%", 1250.5, "per cent", 100}, {"12.", 12, "numbers", 0},
		{"12, of many", 12, "numbers", 0},
	} {
		value, name, full, ok := measured(each.text)
		if !ok || value != each.value || name != each.name || full != each.full {
			t.Errorf("%q: %v %q %v %v", each.text, value, name, full, ok)
		}
	}
	for _, text := range []string{"", "most", "-3", "about 87%", "٣", "1,25", "12,3456",
		"1234,567", "1.2.3", "1234567890", "12.3456789"} {
		if value, _, _, ok := measured(text); ok {
			t.Errorf("%q is taken for %v", text, value)
		}
	}
}

// FuzzFigures: whatever stands in results, the pictures are sound, and no bar leaves its picture.
func FuzzFigures(f *testing.F) {
	f.Add("Content", "87%", "81% in 2020", 2021)
	f.Add("<b>&", "0 of 0", "3 of 0", 0)
	f.Add("", "999999999", "1", -1)
	f.Add("]]>", "5 of 4", "4.999999 of 4", 2021)
	f.Fuzz(func(t *testing.T, metric, value, comparison string, year int) {
		results := []record.Finding{{Metric: metric, Value: value, Comparison: comparison, Year: year},
			{Metric: "Other", Value: "50%"}}
		for _, u := range units(results) {
			for _, b := range u.bars {
				if n := u.long(b.is); n < 0 || n > barRoom || u.long(b.was) < 0 || u.long(b.was) > barRoom {
					t.Errorf("%q is a bar of %d", b.value, n)
				}
			}
			if !allowed(metric + value + comparison) {
				continue
			}
			for d := xml.NewDecoder(strings.NewReader(u.draw("x"))); ; {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%v in %s", err, u.draw("x"))
				}
			}
		}
	})
}

// allowed reports whether a text has only what forms let through.
func allowed(text string) bool {
	return !strings.ContainsFunc(strings.ToValidUTF8(text, "\x00"), func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF
	})
}
