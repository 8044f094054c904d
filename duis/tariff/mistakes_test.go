package tariff_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis/tariff"
)

// begin is a file to which a mistake is added: it has four lines.
const begin = "fuel: electricity\nstanding charge: 53.35\nrates:\n  day: 28.62\n"

// beginGas is such a file for gas.
const beginGas = "fuel: gas\nstanding charge: 29.6\nrates:\n  day: 6.2\n"

// mistakes are files with one mistake each, and what is said of it.
var mistakes = []struct{ file, want string }{
	{"", "fuel: the file has no such line"},
	{"fuel: coal\nstanding charge: 1\nrate: 1", `line 1: fuel: "coal": want electricity or gas`},
	{"fuel: gas\nrate: 1", "standing charge: the file has no such line"},
	{"fuel: gas\nstanding charge: 1", "rates: there are none"},
	{begin + "rate: 5", "line 5: rate: there are rates too"},
	{begin + "fuel: gas", "line 5: fuel: is also in line 1"},
	{begin + "colour: green", "line 5: colour: no such line: want one of name, fuel"},
	{begin + "\tx: y", "line 5: there is a tab"},
	{begin + "just words", `line 5: "just words": want a name, a colon`},
	{begin + "currency: dollars", `line 5: currency: "dollars": want pounds or euros`},
	{begin + "times: Europe/London", "line 5: times: \"Europe/London\": a meter switches in UTC"},
	{begin + "starts: tomorrow", `line 5: starts: "tomorrow": want now, cancel, or a date in UTC`},
	{begin + "starts: 1999-01-01", "line 5: starts: 1999-01-01 00:00 UTC: want a date from 2014"},
	{begin + "starts:", "line 5: starts: want a value"},
	{begin + "name: a: b", "line 5: name: there is a second colon"},
	{begin + `name: "a`, "line 5: name: the quotes do not end"},
	{begin + "name: 'a", "line 5: name: the quotes do not end"},
	{begin + "name: {a: b", "line 5: name: the braces do not end"},
	{begin + "name: {a: b}", "line 5: name: takes a value and nothing below it"},
	{begin + "name: [a, b]", `line 5: name: "a": want a name, a colon`},
	{begin + "name: [[[[a]]]]", "line 5: brackets are too deep in each other"},
	{begin + "name: &a b\nx: *a", "line 5: name: anchors and aliases are not read"},
	{begin + "name: @b", "line 5: name: '@' is a reserved character"},
	{begin + "name: !b c", "line 5: name: tags are not read"},
	{begin + "name: a\x1b", "line 5: there is a control character"},
	{begin + "name: ~", "line 5: name: want a value"},
	{begin + "weeks:\n  - - a: b", "line 6: a list is in a list"},
	{begin + "weeks:\n  - a", `line 6: weeks: "a": want a name`},
	{begin + "weeks:\n  a:\n    b: c", "line 6: weeks: a: want a value"},
	{begin + "weeks:\n  [a]: b", "line 6: found an invalid key"},
	{begin + "---\nfuel: gas", "line 5: a second document begins"},
	{begin + "...\nfuel: gas", "line 6: a second document begins"},
	{begin + "...\n---\n", "line 6: a second document begins"},
	{"- fuel: gas\n- fuel: gas", "line 1: \"-\": want a name, a colon"},
	{"fuel: \xff", "the file is not UTF-8 text"},
	{begin + "days: x", "line 5: days: want the entries below"},
	{begin + "name: x\n  y: z", "line 6: is indented"},
	{begin + "  night: 12,5", "line 5: rates: night: up to where is 12?"},
	{begin + "  night: £12", `line 5: rates: night: "£12" is no amount`},
	{begin + "  night: 1e3", `line 5: rates: night: "1e3" is no amount`},
	{begin + "  night: 12 up to 5 kWh", "line 5: rates: night: the last price has no end"},
	{begin + "  night: 12 up to 5 MWh, 6", `line 5: rates: night: "5 MWh": want an energy`},
	{begin + "  night: 12 up to 5 kWh, 6 up to 4 kWh, then 5\ndays:\n  Mon-Sun: day",
		"line 5: rates: night: up to 4 kWh: want more"},
	{begin + "  night: 12 (register 49)\ndays:\n  Mon-Sun: day", "line 5: rates: night: there is no register 49"},
	{begin + "  night: 12 (register 1)\ndays:\n  Mon-Sun: day", "line 5: rates: night: register 1 is that of day"},
	{begin + "  night: 12 (slot 1)", "line 5: rates: night: want a price, and perhaps (register 7)"},
	{begin + "  night: 280.123\ndays:\n  Mon-Sun: day",
		"line 5: rates: night: 280.123 has too many digits: all prices share " +
			"one scale, and beside 280.123 its finest step is 0.01: round it"},
	{begin + "  day: 1\ndays:\n  Mon-Sun: day", "line 5: rates: day: is also in line 4"},
	{begin + "  night: 12", "line 3: rates: there are several: say when each holds"},
	{begin + "days:\n  Mon-Fri: day", "line 5: days: no day for Saturday"},
	{begin + "days:\n  Mon-Fri: day\n  Fri-Sun: day", "line 7: days: Fri-Sun: Friday is already in"},
	{begin + "days:\n  Mon-Sun: 7:00 day", `line 6: days: Mon-Sun: "7:00 day": want a time of day`},
	{begin + "days:\n  Mon-Sun: 00:00 day / 24:00 day", `line 6: days: Mon-Sun: "24:00 day": want a time`},
	{begin + "days:\n  Mon-Sun: 07:00 day / 06:00 day", "line 6: days: Mon-Sun: 06:00 is not after 07:00"},
	{begin + "days:\n  Mon-Sun: 07:00 dya", `line 6: days: Mon-Sun: there is no rate "dya": want one of day`},
	{begin + "days:\n  a: day\nweeks:\n  w: Mon-Sat a", "line 8: weeks: w: no day for Sunday"},
	{begin + "days:\n  a: day\nweeks:\n  w: Mon-Sat a, Sat-Sun a", "line 8: weeks: w: Saturday is there twice"},
	{begin + "days:\n  a: day\nweeks:\n  w: Mon-Sun b", `line 8: weeks: w: Monday: there is no day "b"`},
	{begin + "weeks:\n  v: Mon-Sun day\n  w: Mon-Sun day", "line 5: weeks: there are several: say from when on"},
	{begin + "seasons:\n  far too long: 1 May", "line 6: seasons: far too long: want a name of at most 8"},
	{begin + "seasons:\n  summer: whenever", `line 6: seasons: summer: "whenever" is no date`},
	{begin + "seasons:\n  summer: 1 May, week x", `line 6: seasons: summer: there is no week "x"`},
	{begin + "special days:\n  30 February: day", `line 6: special days: 30 February: "30 February": no such day`},
	{begin + "special days:\n  25 December: feast", `line 6: special days: 25 December every year: there is no day "feast"`},
	{begin + strings.Repeat("\n", 5000), "the file has more than 4096 lines"},
	{begin + strings.Repeat("# long\n", 10000), "the file is larger than 64 kB"},
	{beginGas + "days:\n  Mon-Sun: 00:00 day / 07:00 day", "line 6: days: Mon-Sun: a meter for gas has one rate"},
	{beginGas + "  a: 1\n  b: 1\n  c: 1\n  d: 1\ndays:\n  Mon-Sun: day", "line 3: rates: there are 5 rates"},
	{beginGas + "  a: 1 up to 5 kWh, then 2\ndays:\n  Mon-Sun: day", "line 3: rates: some are by block"},
	{beginGas + "  a: -1\ndays:\n  Mon-Sun: day", "line 5: rates: a: -1: want 0 to"},
	{beginGas + "  a: 1.2345\ndays:\n  Mon-Sun: day", "line 5: rates: a: 1.2345: want 0 to"},
	{beginGas + "seasons:\n  x: last Sunday of May", "line 6: seasons: x: a meter for gas does not count"},
	{beginGas + "seasons:\n  x: 1 May 2155", "line 6: seasons: x: the year 2155"},
}

// TestMistakes says of each mistake where it is and what to do.
func TestMistakes(t *testing.T) {
	for _, test := range mistakes {
		of, err := tariff.Parse([]byte(test.file))
		if err == nil {
			t.Errorf("no mistake in\n%s", of.Text())
			continue
		}
		if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v\nwant %s", err, test.want)
		}
	}
}
