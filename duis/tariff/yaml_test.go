package tariff_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis/tariff"
)

// plain is a file in the plain spelling.
const plain = `name: It's 5
fuel: electricity
starts: 2030-01-15
standing charge: 53.35
rates:
  night: 30.10
  day: 28.62 up to 200 kWh, then 20
days:
  Mon-Sun: 00:00 night / 07:00 day
special days:
  25 December: Mon-Sun
`

// spellings are other files of the same content.
var spellings = map[string]string{
	"quotes": `"name": 'It''s 5'
'fuel': "electricity"
"starts": "2030-01-15"
standing charge: '53.35'
"rates": {"night":"30.10", 'day': "28.62 up to 200\u0020kWh, then 20"}
days:
  'Mon-Sun': "00:00 night / 07:00 day"
special days:
  "25\x20December": 'Mon-Sun'
`,
	"flow": `{name: It's 5, fuel: electricity, starts: 2030-01-15, standing charge: 53.35,
 rates: {night: 30.10, # behind
   day: "28.62 up to 200 kWh, then 20",},
 days: {Mon-Sun: 00:00 night / 07:00 day}, "special days": [{25 December: Mon-Sun}]
}`,
	"blocks": `%YAML 1.2
---
# above
name: It's
  5

fuel: >-
    electricity
starts: |-
  2030-01-15
standing charge : 53.35    # a day
rates:
      # between
      night:
        30.10
      day: "28.62 up to 200 kWh,\
        \ then 20"
days:
 Mon-Sun: >-
  00:00 night /
  07:00 day
special days:
- 25 December: Mon-Sun
...
# behind
`,
	"keys": `? name
: It's 5
? "fuel"
: electricity
starts: !!str 2030-01-15
standing charge: !!float 53.35
rates: !!map
  ? night
  : 30.10
  day: 28.62 up to 200 kWh, then 20
days: {? Mon-Sun : 00:00 night / 07:00 day}
special days:
  - ? 25 December
    : Mon-Sun
`,
	"lines":   strings.ReplaceAll(plain, "\n", "\r\n"),
	"old":     strings.ReplaceAll(plain, "\n", "\r"),
	"tabs":    strings.ReplaceAll(plain, ": ", ":\t"),
	"indent":  "  " + strings.TrimSuffix(strings.ReplaceAll(plain, "\n", "\n  "), "  "),
	"mark":    "\uFEFF--- # a tariff\n" + plain + "\n\n",
	"no end":  strings.TrimSuffix(plain, "\n"),
	"trailer": strings.ReplaceAll(plain, "\n", "  \t\n\n"),
}

// TestSpellings reads the same tariff of each spelling.
func TestSpellings(t *testing.T) {
	want, err := tariff.Parse([]byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range spellings {
		if got, err := tariff.Parse([]byte(text)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n%+v, want\n%+v", name, err, got, want)
		}
	}
}

// TestExact reads amounts to the last digit: as numbers they would be rounded.
func TestExact(t *testing.T) {
	for _, amount := range []string{"0.1", "30.10", "9007199254740993", "0.00000000000000123",
		"123456789.123456789", "-0.50", "007", "28.62000000000000000000000000"} {
		for _, text := range []string{
			amount, `"` + amount + `"`, "'" + amount + "'", "!!float " + amount,
		} {
			want, err := tariff.ParsePence(amount)
			if err != nil {
				t.Fatal(err)
			}
			of, err := tariff.Parse([]byte("{fuel: electricity, standing charge: 1, rate: " + text + "}"))
			if err != nil {
				if !strings.Contains(err.Error(), want.String()) &&
					!strings.Contains(err.Error(), "too large") {
					t.Errorf("%s: %v", text, err)
				}
				continue
			}
			if got := of.Rates[0].Blocks[0].Price; got != want {
				t.Errorf("%s: %s, want %s", text, got, want)
			}
		}
	}
}

// TestTwice writes seasons of one name, and days of one date, in lists.
func TestTwice(t *testing.T) {
	text := `# Times are UTC all year: a meter knows no summer time.
fuel: electricity
standing charge: 1  # pence a day
rate: 1  # pence per kWh
seasons:
  - a: from 1 May every year
  - a: from 1 June every year
special days:
  - 1 May every year: day
  - 1 May every year: day
`
	of, err := tariff.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got := of.Text(); got != text {
		t.Errorf("%s\nwant\n%s", got, text)
	}
}

// TestHostile gives files that are as large as may be, and costly for many a reader.
func TestHostile(t *testing.T) {
	const size, lines = 64 << 10, 4096
	var staircase, wide strings.Builder
	for i := 0; staircase.Len() < size-2*i-4; i++ {
		staircase.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	for i := range lines {
		fmt.Fprintf(&wide, "k%d:\n", i)
	}
	files := []string{staircase.String(), wide.String(),
		strings.Repeat("[", size/2) + strings.Repeat("]", size/2),
		strings.Repeat("{a: ", size/5) + strings.Repeat("}", size/5),
		"a: &a [b]\n" + strings.Repeat("a: &a [*a,*a,*a,*a,*a,*a,*a]\n", size/32),
	}
	for _, part := range []string{"[", "{", "{a: ", "? ", "- ", "-\n", "!!a ", "!a ", "&a ", "*a ",
		"---\n", "...\n", "%a\n", ":", ": ", "'", `"`, "'a' ", "a\n", "a:\n", "? a\n: b\n", "a: |\n", "a: >\n\n",
		"<<: ", ",", "\n", "#\n", "\t", " ", "é", "a: {}\n", "\"a\":", "|", ">", "@", "`", "\\"} {
		n := (size - 8) / len(part)
		if in := strings.Count(part, "\n"); in > 0 {
			n = min(n, lines/in-1)
		}
		many := strings.Repeat(part, n)
		files = append(files, many, "a: \""+many, "{a: "+many, "a: |\n "+many)
	}
	for _, text := range files {
		begin := time.Now()
		if of, err := tariff.Parse([]byte(text)); err == nil {
			t.Errorf("%.20q is %s", text, of.Text())
		} else if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("%.20q: %v, %v", text, took, err)
		} else if took > 100*time.Millisecond {
			t.Logf("%.20q: %v, %.200v", text, took, err)
		}
	}
}
