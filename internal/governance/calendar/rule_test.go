package calendar

import (
	"testing"
	"time"
)

func TestEasterSunday(t *testing.T) {
	for _, want := range []Date{
		{2013, 3, 31}, {2014, 4, 20}, {2015, 4, 5}, {2016, 3, 27}, {2017, 4, 16}, {2018, 4, 1},
		{2019, 4, 21}, {2020, 4, 12}, {2021, 4, 4}, {2022, 4, 17}, {2023, 4, 9}, {2024, 3, 31},
		{2025, 4, 20}, {2026, 4, 5}, {2027, 3, 28}, {2028, 4, 16}, {2029, 4, 1}, {2030, 4, 21},
		{2031, 4, 13}, {2032, 3, 28},
		// The earliest and the latest there are, and the years of the two exceptions.
		{1818, 3, 22}, {2285, 3, 22}, {1943, 4, 25}, {2038, 4, 25}, {1954, 4, 18}, {1981, 4, 19},
	} {
		if got := easterSunday(want.Year); got != want {
			t.Errorf("Easter of %d is %s, want %s", want.Year, got, want)
		}
	}
	for year := 1583; year <= 9999; year++ {
		d := easterSunday(year)
		if d.Weekday() != time.Sunday || d.Before(Date{year, 3, 22}) || d.After(Date{year, 4, 25}) {
			t.Errorf("Easter of %d is %s", year, d.Full())
		}
	}
}

// TestRuleGivesTable: the rule is right in every year of the table but for the days that
// somebody moved, and each of those is a one-off.
func TestRuleGivesTable(t *testing.T) {
	moved := map[Date]bool{} // where to; false once it was found in the table
	for _, o := range oneOffs {
		if o.moves != additional {
			moved[o.on] = true
		}
	}
	for i, row := range published {
		if row.year != firstYear()+i {
			t.Fatalf("row %d is %d: a year is missing", i, row.year)
		}
		table, rule := appointed(row.year), byRule(row.year)
		for column, want := range table {
			switch {
			case rule[column] == want:
			case moved[want]:
				delete(moved, want)
			default:
				t.Errorf("%s: by rule on %s, published on %s",
					regular[column].name, rule[column], want)
			}
		}
	}
	for d := range moved {
		t.Errorf("a one-off moves a holiday to %s: the table does not", d)
	}
}

func TestTable(t *testing.T) {
	for year := firstYear(); year <= lastYear; year++ {
		for column, d := range appointed(year) {
			if d != utcDate(d.utc()) {
				t.Errorf("%s of %d: %s does not exist", regular[column].name, year, d)
			}
		}
	}
	for _, o := range oneOffs {
		if !o.announced.Before(o.on) {
			t.Errorf("%s on %s was announced on %s", o.name, o.on, o.announced)
		}
		if o.moves != additional && appointed(o.on.Year)[o.moves] != o.on {
			t.Errorf("%s on %s moves %s", o.name, o.on, appointed(o.on.Year)[o.moves])
		}
	}
}
