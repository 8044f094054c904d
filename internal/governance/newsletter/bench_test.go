package newsletter_test

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkMake makes the edition of January 2022 in a register with 2,000 records more, none
// of which it tells of.
func BenchmarkMake(b *testing.B) {
	var more strings.Builder
	more.WriteString("modifications:\n")
	for i := range 1000 {
		fmt.Fprintf(&more, "  - {id: MP%d, title: Old, stage: implemented, basis: stated}\n", 1000+i)
	}
	more.WriteString("consultations:\n")
	for i := range 1000 {
		fmt.Fprintf(&more, "  - {id: c%d, title: Old, type: refinement, modification: MP%d, closes_on: "+
			"'2020-01-20', closes_at: '2020-01-20T17:00:00Z', basis: stated}\n", i, 1000+i)
	}
	w := open(b, january(b).text(), []byte(more.String()))
	for b.Loop() {
		if i := w.at("2022-01-20"); len(i.Deadlines) != 9 {
			b.Fatal(i.Deadlines)
		}
	}
}
