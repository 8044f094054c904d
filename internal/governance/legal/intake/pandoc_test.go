package intake_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPandoc has pandoc write one text as DOCX and as HTML, by its own lists and tables, and reads
// the same from both. It is skipped where pandoc is not installed.
func TestPandoc(t *testing.T) {
	pandoc, err := exec.LookPath("pandoc")
	if err != nil {
		t.Skip("pandoc is not installed")
	}
	source := `# F8 Return

### On leaving

F8.7 A Party that leaves shall return[^1]:

(a) each Hub; and

(b) each one that:

    (i) is in transit; or

    (ii) is on order,

in either case within **one** month.

F8.8 Each [Party](https://example.org):

| A | B |
|---|---|
| 1 | 2 |

F8.9 In this Section:

Hub

:   means a thing.

**Party** has the meaning given there.

[^1]: A note.
`
	want := `## F8 Return

### On leaving

**F8.7** A Party that leaves shall return:

- (a) each Hub; and
- (b) each one that:
  - (i) is in transit; or
  - (ii) is on order,

in either case within one month.

**F8.8** Each Party:

| A | B |
| 1 | 2 |

**F8.9** In this Section:

- **Hub** means a thing.
- **Party** has the meaning given there.`
	for _, form := range []string{"docx", "html"} {
		command := exec.Command(pandoc, "-f", "markdown", "-t", form, "-o", "-")
		command.Stdin = strings.NewReader(source)
		b, err := command.Output()
		if err != nil {
			t.Fatalf("pandoc to %s: %v", form, err)
		}
		if diff := cmp.Diff(want, lines(t, "section-f."+form, b)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", form, diff)
		}
	}
}
