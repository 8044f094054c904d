package newsletter_test

import (
	"encoding/json"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/mains-energy/mains/internal/governance/newsletter"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/shared"
)

// expected is what the newsletter of January 2022 printed. Only tests read it.
type expected struct {
	Expected struct {
		AsAt  string `yaml:"as_at"`
		Items []struct {
			Section string
			Refs    []string
		}
		Dates     []struct{ On, Ref string } `yaml:"key_meeting_dates"`
		Deadlines []struct{ On, At, Ref string }
		Counts    map[string]int
	}
}

// printed are the lines of [print] that the newsletter comes to.
func (e *expected) printed() (lines []string) {
	for _, i := range e.Expected.Items {
		if i.Section != "key_meeting_dates" {
			lines = append(lines, i.Section+" "+strings.Join(i.Refs, " "))
		}
	}
	for _, d := range e.Expected.Dates {
		lines = append(lines, "meets "+d.On+" "+d.Ref)
	}
	for _, d := range e.Expected.Deadlines {
		at := ""
		if d.At != "" {
			at = " " + d.At[len("2022-01-24T"):][:len("17:00")]
		}
		lines = append(lines, "until "+d.On+at+" "+d.Ref)
	}
	return lines
}

// without the welcome, which is no item of the newsletter.
func body(i *newsletter.Issue) []string {
	return slices.DeleteFunc(print(i), func(l string) bool { return strings.HasPrefix(l, "welcome ") })
}

// TestJanuary makes the newsletter of January 2022 from its facts, and compares it item by
// item with what was printed.
func TestJanuary(t *testing.T) {
	seed := shared.File(t, "seed", "january-2022.yaml")
	var want expected
	if err := yaml.Unmarshal(seed, &want); err != nil {
		t.Fatal(err)
	}
	if len(want.Expected.Items) != 16 || len(want.Expected.Dates) != 13 ||
		len(want.Expected.Deadlines) != 9 {
		t.Fatalf("the answer has changed: %v", want)
	}
	i := open(t, seed).at(want.Expected.AsAt)
	same(t, body(i), want.printed())

	counts := map[string]int{}
	for _, s := range i.Sections {
		for _, item := range s.Items {
			for _, e := range item.Entries {
				rule, _, _ := strings.Cut(item.Key, "/")
				counts[rule+" "+e.Kind]++
			}
		}
	}
	for name, key := range map[string]string{
		"new_draft_proposals": "draft_proposal modification", "open_vacancies": "vacancy vacancy",
		"refinement_consultations":          "refinement consultation",
		"modification_report_consultations": "modification_report consultation",
		"webinars":                          "own_event event",
	} {
		if counts[key] != want.Expected.Counts[name] {
			t.Errorf("%s: got %d, want %d", name, counts[key], want.Expected.Counts[name])
		}
	}
	if got := print(i)[0]; got != "welcome edition-2022-01" {
		t.Errorf("it begins with %s", got)
	}

	// The answer is not read: without it nothing changes.
	without := parse(t, seed)
	without.all = slices.DeleteFunc(without.all,
		func(m yaml.MapItem) bool { return m.Key == "expected" })
	if again := open(t, without.text()).at(want.Expected.AsAt); !reflect.DeepEqual(again, i) {
		t.Error("without the answer the edition is another")
	}
	// The register that is shipped says the same in other words.
	same(t, body(open(t, january(t).text()).at(want.Expected.AsAt)), want.printed())
}

// same compares lines, and names those that differ.
func same(t testing.TB, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	for _, l := range want {
		if !slices.Contains(got, l) {
			t.Errorf("missing: %s", l)
		}
	}
	for _, l := range got {
		if !slices.Contains(want, l) {
			t.Errorf("too much: %s", l)
		}
	}
	if !t.Failed() {
		t.Errorf("another order:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestTimes holds that a time of day is printed where the newsletter printed one, and nowhere
// else.
func TestTimes(t *testing.T) {
	text := open(t, january(t).text()).at("2022-01-20").Text("http://127.0.0.1:8080")
	clocks := regexp.MustCompile(`[^\n]*\b\d{1,2}(:\d\d)?[ap]m\b[^\n]*`).FindAllString(text, -1)
	var got []string
	for _, l := range clocks {
		got = append(got, strings.TrimSpace(l))
	}
	same(t, got, []string{
		"- 5pm on 24 January 2022",
		"- 5pm on 28 January 2022",
		"- 5pm on 4 February 2022",
		"Closes: 5pm on 28 January 2022",
		"Closes: 5pm on 4 February 2022",
		"5pm on 4 February 2022: End of the consultation",
		"When: 1:30pm to 5pm on 27 January 2022",
		"When: 2pm to 3pm on 28 January 2022",
		"When: 2pm to 2:45pm on 31 January 2022",
		"Questions in advance until: 5pm on 24 January 2022",
		"Open: Monday to Friday, 9am to 5pm, closed on bank holidays",
	})
	for _, want := range []string{
		"Closes: 4 February 2022", "Closes: 8 February 2022", "Closes: no closing date is given",
		"Goes live: 24 February 2022, the first of 2022", "goes live on 30 June 2022",
		"Proposed go-live: 30 June 2023", "SECAS@gemserv.com", "smip.sdc@beis.gov.uk",
		"customerengagement@smartdcc.co.uk", "IRP603:", "MP140 CH Stock Transfer",
	} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Errorf("the text does not say %q", want)
		}
	}
	for _, not := range []string{"57.0", "61.0", "assumed", "midday", "midnight"} {
		if strings.Contains(text, not) {
			t.Errorf("the text says %q", not)
		}
	}
}

// TestHTML holds the document to lead to the site, for every record that an item tells of.
func TestHTML(t *testing.T) {
	i := open(t, january(t).text()).at("2022-01-20")
	document, err := i.HTML("https://mains.example/site")
	if err != nil {
		t.Fatal(err)
	}
	text := string(document)
	base, err := url.Parse("https://mains.example/site/newsletters/edition-2022-01")
	if err != nil || !strings.Contains(text, `<base href="`+base.String()+`">`) {
		t.Errorf("its links do not begin at %s", base)
	}
	for _, s := range i.Sections {
		for _, item := range s.Items {
			for _, ref := range item.Refs() {
				if s.ID != "welcome" && !strings.Contains(text, "/"+ref.ID+`"`) {
					t.Errorf("no link to %s", ref.ID)
				}
			}
		}
	}
	for _, found := range regexp.MustCompile(`(href|src|action)="([^"]*)"`).FindAllStringSubmatch(
		text, -1) {
		to, err := base.Parse(found[2])
		if err != nil || to.Scheme != "mailto" &&
			!strings.HasPrefix(to.String(), "https://mains.example/site/") {
			t.Errorf("%s does not lead to the site", found[0])
		}
	}
	if _, err := i.HTML("http://a b"); err == nil {
		t.Error("an origin that is no address")
	}
}

// TestJSON reads the JSON of an issue back: what a running system answers with is as good as
// the register.
func TestJSON(t *testing.T) {
	i := open(t, january(t).text()).at("2022-01-20")
	text, err := json.Marshal(i)
	if err != nil {
		t.Fatal(err)
	}
	var back newsletter.Issue
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if back.Text("x") != i.Text("x") {
		t.Error("it reads otherwise")
	}
}

// TestPublic holds that the public is told of nothing that only Parties may see.
func TestPublic(t *testing.T) {
	w := open(t, january(t).text())
	parties, public := print(w.at("2022-01-20")), print(w.make(policy.Public(), "2022-01-20", ""))
	want := slices.Clone(parties)
	n := slices.Index(want, "publications publication-operations-report publication-tgu")
	if n < 0 {
		t.Fatal("no other publications")
	}
	want[n] = "publications publication-operations-report"
	same(t, public, want)
}
