package tariff_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis/tariff"
)

//go:generate go test -run ^TestDocs -update .

var update = flag.Bool("update", false, "write the examples of docs/tariffs.md anew")

// TestDocs keeps the examples of docs/tariffs.md and their pictures.
func TestDocs(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "tariffs.md")
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := examples(t)
	before, sections, found := strings.Cut(string(got), "\n## Examples\n")
	names := regexp.MustCompile(`(?m)^### (\S+)$`).FindAllStringSubmatch(sections, -1)
	if !found || len(names) < 3 {
		t.Fatal("no examples in docs/tariffs.md")
	}
	var b strings.Builder
	b.WriteString(before + "\n## Examples\n")
	for _, name := range names {
		text, ok := files[name[1]]
		if !ok {
			t.Fatalf("no testdata/%s", name[1])
		}
		of, err := tariff.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n### " + name[1] + "\n\n```yaml\n" + string(text) + "```\n\n```text\n" +
			of.Draw(nil) + "```\n")
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != string(got) {
		t.Error("docs/tariffs.md is not current: go generate ./duis/tariff")
	}
}

// TestDocsFile reads each line that the table of docs/tariffs.md shows.
func TestDocsFile(t *testing.T) {
	text := `name: Green evening
fuel: electricity
currency: pounds
times: UTC
starts: 2030-01-15 09:00
standing charge: 53.35
rates:
  night: 30.1 up to 200 kWh, 25.2 up to 500 kWh, then 20
  day: 28.62 (register 7)
  other: 25 in one block
days:
  working day: 00:00 night / 07:00 day
  Sunday: night
weeks:
  dark: Mon-Fri working day, Sat-Sun Sunday
  light: Mon-Sun Sunday
seasons:
  winter: from last Sunday of October, week dark
  summer: from last Sunday of March, week light
special days:
  25 December every year: Sunday
`
	of, err := tariff.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	payload(t, requestOf(t, of))
	if r := of.Rates; r[0].Register != 1 || r[1].Register != 7 || r[2].Register != 2 {
		t.Errorf("registers %d, %d and %d", r[0].Register, r[1].Register, r[2].Register)
	}
}
