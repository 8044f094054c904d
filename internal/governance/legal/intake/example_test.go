package intake_test

import (
	"fmt"

	"github.com/mains-energy/mains/internal/governance/legal/intake"
)

func ExampleRead() {
	page := `<h1>Appendix L: Recovery</h1>
<p>5.3 Each Party shall tell:
<ol type="a"><li>its Panel; and</li><li>its customers,</li></ol>
<p>within a day.</p>
<script>track()</script>`
	document, report, err := intake.Read("page.html", []byte(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(document)
	for _, line := range report.Omitted() {
		fmt.Printf("left out: %s: %s (%s)\n", line.Where, line.Seen, line.As)
	}
	// Output:
	// ---
	// name: Appendix L
	// title: Recovery
	// kind: appendix
	// ---
	//
	// **5.3** Each Party shall tell:
	//
	// - (a) its Panel; and
	// - (b) its customers,
	//
	// within a day.
	// left out: paragraph 6: track() (a script)
}
