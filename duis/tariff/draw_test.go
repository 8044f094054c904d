package tariff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis/tariff"
)

// oddHours has a day that begins with the rate of the day before, times that are no
// half-hours, and euros.
const oddHours = `fuel: electricity
currency: euros
standing charge: 20
rates:
  low: 10
  high: 30
  spare: 0.5
days:
  Mon-Fri: 06:10 high / 06:20 low / 06:40 high / 23:00:30 low
  Sat: low
  Sun: 18:00 high
special days:
  1 May 2031: Sun
  Sunday 8 October: Sat
`

const oddPicture = `Tariff: electricity, starts now
Times are UTC all year; on clocks that show summer time, an hour later.

all year, from 1 January every year
     00    03    06    09    12    15    18    21    24 UTC
Mon  hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhll
Tue  lllllllllllllhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhll
Wed  lllllllllllllhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhll
Thu  lllllllllllllhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhll
Fri  lllllllllllllhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhll
Sat  llllllllllllllllllllllllllllllllllllllllllllllll
Sun  llllllllllllllllllllllllllllllllllllhhhhhhhhhhhh
     Mon-Fri: 06:10 high / 06:20 low / 06:40 high / 23:00:30 low

Special days
1 May 2031: Sun
     ????????????????????????????????????hhhhhhhhhhhh
Sunday 8 October every year: Sat
     llllllllllllllllllllllllllllllllllllllllllllllll
     ?  as the day before ended

  l  low              10 c/kWh
  h  high             30 c/kWh
  s  spare            0.5 c/kWh
     standing charge  20 c a day

Note: on "Mon-Fri" the rate of the day before goes on until 06:10.
Note: on "Sun" the rate of the day before goes on until 18:00.
Note: no day uses the rate "spare".
Note: a price is 0.5: that is cents per kWh, not euros.
`

// TestDraw has what is not as usual in a picture.
func TestDraw(t *testing.T) {
	of, err := tariff.Parse([]byte(oddHours))
	if err != nil {
		t.Fatal(err)
	}
	if got := of.Draw(nil); got != oddPicture {
		t.Errorf("\n%s", got)
	}
	painted := of.Draw(func(rate int, text string) string { return fmt.Sprintf("<%d%s>", rate, text) })
	if want := "Tue  <0lllllllllllll><1hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh><0ll>\n"; !strings.Contains(
		painted, want) {
		t.Errorf("no %s in\n%s", want, painted)
	}
}

// TestLetters draws all the rates that a meter holds, each with a letter of its own.
func TestLetters(t *testing.T) {
	var b strings.Builder
	b.WriteString("fuel: electricity\nstanding charge: 1\nrates:\n")
	for i := range 48 {
		fmt.Fprintf(&b, "  rate %d: %d\n", i+1, i+1)
	}
	for i := range 8 {
		fmt.Fprintf(&b, "  block rate %d: 5 up to 1 kWh, then 6\n", i+1)
	}
	b.WriteString("days:\n  Mon-Sun: rate 1\n")
	of, err := tariff.Parse([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	letters := map[string]bool{}
	of.Draw(func(_ int, text string) string {
		letters[text[:1]] = true
		return text
	})
	if len(letters) != 56 || letters["*"] {
		t.Errorf("%d letters: %v", len(letters), letters)
	}
}
