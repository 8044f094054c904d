package file_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/file"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/internal/store"
)

// known begins a register that is right so far; it has one line.
const known = "known_at: '2022-01-20T00:00:00+00:00'\n"

// consulted is a budget with its consultation.
const consulted = "consultations:\n  - {id: c}\nbudgets:\n  - {id: b, consultation: c}\n"

// faults are the faults of a file, one a line.
func faults(text string) string {
	_, err := file.Read(file.Source{Name: "f.yaml", Text: []byte(text)})
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestFaults holds that every fault names its file, line and place, and says what to do.
func TestFaults(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"nothing": {"", "f.yaml: want lists of records by name, such as modifications: is it a " +
			"register?"},
		"blank": {" \n# remark\n", "f.yaml: want lists of records by name, such as " +
			"modifications: is it a register?"},
		"a list": {"- a\n- b\n", "f.yaml:1: want lists of records by name, such as " +
			"modifications: is it a register?"},
		"a text": {"register\n", "f.yaml:1: want lists of records by name, such as " +
			"modifications: is it a register?"},
		"no UTF-8":  {"a: \xff\n", "f.yaml: the file is not UTF-8 text"},
		"a control": {known + "a: b\x00\n", "f.yaml:2: there is a control character: leave it out"},
		"two": {known + "---\neditions: []\n", "f.yaml:3: a second document begins: put it " +
			"into a file of its own"},
		"an end": {known + "editions: [\n", "f.yaml:2: editions: this is no YAML:"},
		"a tab":  {known + "editions:\n\t- id: a\n", "f.yaml:3: this is no YAML:"},
		"anchor": {known + "editions: &a []\n", "f.yaml:2: editions: anchors and aliases are not " +
			"read:"},
		"alias": {known + "editions:\n  - id: *a\n", "f.yaml:3: id: anchors and aliases are not " +
			"read:"},
		"merge": {known + "editions:\n  - id: a\n    <<: {title: b}\n", "f.yaml:4: merge keys " +
			"are not read: write the fields again"},
		"tag":       {known + "editions:\n  - id: !!str a\n", "f.yaml:3: id: tags are not read:"},
		"own tag":   {known + "editions: !mine []\n", "f.yaml:2: editions: tags are not read:"},
		"directive": {"%YAML 1.2\n---\n" + known, "f.yaml:1: directives are not read: leave it out"},
		"long key": {known + "? editions\n: []\n", "f.yaml:2: want a name, a colon, a blank and a " +
			"value"},
		"lists": {known + "editions:\n  - - id: a\n", "f.yaml:3: a list is in a list: want " +
			"names with values"},
		"brackets": {known + "editions: [[[[[[[[[]]]]]]]]]\n", "f.yaml:2: brackets are too deep in " +
			"each other"},
		"many": {known + strings.Repeat("a:\n", 300), "f.yaml:251: too many names stand below " +
			"each other: is it a register?"},
		"no known_at": {"editions:\n  - {id: a}\n", "f.yaml: known_at is missing: say from when these " +
			"facts count as known"},
		"known_at": {"known_at: yesterday\n", "f.yaml:1: known_at: \"yesterday\" is no instant: want " +
			"such as 2022-01-28T17:00:00+00:00"},
		"version":  {"schema_version: 3\n" + known, `f.yaml:1: schema_version: "3": want 2`},
		"timezone": {"timezone: UTC\n" + known, `f.yaml:1: timezone: "UTC": want Europe/London`},
		"source": {"source: {titel: x}\n" + known, "f.yaml:1: source.titel: there is no such " +
			"field: want one of file, title, edition"},
		"list twice": {known + "editions: []\neditions: []\n", "f.yaml:3: editions: is also in line " +
			"2: leave one out"},
		"no list": {known + "edition: []\n", "f.yaml:2: edition: there is no such list: want one " +
			"of editions,"},
		"no elements": {known + "editions: {id: a}\n", "f.yaml:2: editions: want a list"},
		"null": {known + "editions:\n  - \n  - {id: a}\n", "f.yaml:3: editions[0]: there is " +
			"nothing in this place: fill it in, or leave it out"},
		"text": {known + "editions: [a]\n", "f.yaml:2: editions[0]: want fields with values"},
		"field twice": {known + "editions:\n  - id: a\n    title: b\n    title: c\n", "f.yaml:5: " +
			"editions[0].title: is also in line 4: leave one out"},
		"no field": {known + "editions:\n  - id: a\n    titel: b\n", "f.yaml:4: editions[0].titel: " +
			"there is no such field: want one of id, basis,"},
		"below": {known + "editions:\n  - id: a\n    welcome: {headline: x, sumary: y}\n",
			"f.yaml:4: editions[0].welcome.sumary: there is no such field: want one of headline,"},
		"no text": {known + "editions:\n  - id: a\n    title: [b]\n", "f.yaml:4: " +
			"editions[0].title: want a text"},
		"no truth": {known + "editions:\n  - id: a\n    new_style: perhaps\n", "f.yaml:4: " +
			"editions[0].new_style: want true or false"},
		"no number": {known + "meetings:\n  - id: a\n    number: 1.5\n", "f.yaml:4: " +
			"meetings[0].number: want a whole number"},
		"too big": {known + "meetings:\n  - id: a\n    number: 99999999999999999999\n",
			"f.yaml:4: meetings[0].number: want a whole number"},
		"no date": {known + "meetings:\n  - id: a\n    held_on: '2022-02-30'\n", "f.yaml:4: " +
			"meetings[0].held_on: \"2022-02-30\" is no date: want such as 2022-01-28"},
		"no instant": {known + "events:\n  - id: a\n    starts_at: '2022-01-28'\n", "f.yaml:4: " +
			"events[0].starts_at: \"2022-01-28\" is no instant: want such as"},
		"no month": {known + "editions:\n  - {id: a, month: 2022-13}\n", "f.yaml:3: " +
			"editions[0].month: \"2022-13\" is no month: want such as 2022-01"},
		"no hour": {known + "helpdesks:\n  - {id: a, opens: '9'}\n", "f.yaml:3: " +
			"helpdesks[0].opens: \"9\" is not a time of day: write it as in 09:00"},
		"basis": {known + "editions:\n  - {id: a, basis: asumed}\n", "f.yaml:3: " +
			"editions[0].basis: \"asumed\" is not known here: want one of stated, inferred, public, " +
			"assumed, demo"},
		"basis of": {known + "editions:\n  - {id: a, basis_of: {month: sure}}\n", "f.yaml:3: " +
			"editions[0].basis_of.month: \"sure\" is not known here: want one of"},
		"basis field": {known + "editions:\n  - {id: a, basis_of: {closes_at: assumed}}\n",
			"f.yaml:3: editions[0].basis_of.closes_at: there is no such field: want one of"},
		"mark": {known + "publications:\n  - {id: a, classification: GREN}\n", "f.yaml:3: " +
			"publications[0].classification: \"GREN\" is not known here: want one of WHITE, GREEN, " +
			"AMBER, RED"},
		"label": {known + "publications:\n  - {id: a, visible: everyone}\n", "f.yaml:3: " +
			"publications[0].visible: \"everyone\": there is no such mark"},
		"stage": {known + "modifications:\n  - {id: a, stage: refinment}\n", "f.yaml:3: " +
			"modifications[0].stage: \"refinment\" is not known here: want one of pre_submission, " +
			"development, refinement, report,"},
		"audience": {known + "consultations:\n  - {id: a, audience: [sec_parties, supliers]}\n",
			"f.yaml:3: consultations[0].audience[1]: \"supliers\" is not known here: want one of " +
				"device_manufacturers,"},
		"type": {known + "consultations:\n  - {id: a, type: refining}\n", "f.yaml:3: " +
			"consultations[0].type: \"refining\" is not known here: want one of development_feedback,"},
		"user role": {known + "parties:\n  - {id: a, user_roles: [{role: IS, state: alive}]}\n",
			"f.yaml:3: parties[0].user_roles[0].state: \"alive\" is not known here: want one of in_progress,"},
		"person": {known + "people:\n  - {id: a, role: signatary}\n", "f.yaml:3: people[0].role: " +
			"\"signatary\" is not known here: want one of delegate, signatory,"},
		"later stage": {known + "modifications:\n  - {id: a, stage: report}\nlater_facts:\n  - {id: b, " +
			"ref: a, field: stage, value: lost, known_from: '2022-02-01'}\n", "f.yaml:5: " +
			"later_facts[0].value.stage: \"lost\" is not known here: want one of"},
		"no id": {known + "editions:\n  - {title: a}\n", "f.yaml:3: editions[0].id: is missing"},
		"blank id": {known + "editions:\n  - {id: a b}\n", "f.yaml:3: editions[0].id: \"a b\": leave " +
			"out blanks and slashes"},
		"slash id": {known + "editions:\n  - {id: a/b}\n", "f.yaml:3: editions[0].id: \"a/b\": leave " +
			"out blanks and slashes"},
		"dots id": {known + "editions:\n  - {id: ..}\n", `f.yaml:3: editions[0].id: "..": want a name`},
		"long id": {known + "editions:\n  - {id: " + strings.Repeat("a", 201) + "}\n", "f.yaml:3: " +
			"editions[0].id: has 201 octets: want at most 200"},
		"id twice": {known + "editions:\n  - {id: a}\nbodies:\n  - {id: a}\n", "f.yaml:5: " +
			"bodies[0].id: a is also in line 3 of f.yaml"},
		"weekday": {known + "meetings:\n  - {id: a, held_on: '2022-01-26', weekday: monday}\n",
			"f.yaml:3: meetings[0].weekday: 2022-01-26 is a Wednesday"},
		"closing": {known + "consultations:\n  - {id: a, closes_on: '2022-01-27', closes_at: " +
			"'2022-01-28T17:00:00Z'}\n", "f.yaml:3: consultations[0].closes_at: falls on 2022-01-28 in " +
			"London"},
		"two asked": {known + consulted + "change_requests:\n  - {id: r, consultation: c}\n",
			"f.yaml:7: change_requests[0].consultation: c is the consultation of b: it is on one alone"},
		"asked of another": {known + "consultations:\n  - {id: c, change_request: r}\n" +
			"change_requests:\n  - {id: r}\nbudgets:\n  - {id: b, consultation: c}\n", "f.yaml:7: " +
			"budgets[0].consultation: c says that it is on r"},
		"asked before": {known + "consultations:\n  - {id: c, closes_on: '2022-01-28', closes_at: " +
			"'2022-01-28T17:00:00Z'}\nchange_requests:\n  - {id: r, consultation: c, issued_on: " +
			"'2022-01-29'}\n", "f.yaml:5: change_requests[0].consultation: c closed at 5pm on " +
			"28 January 2022, and this is of 29 January 2022"},
		"asked of a modification": {known + "modifications:\n  - {id: m}\nconsultations:\n  - {id: c, " +
			"modifications: [m]}\nbudgets:\n  - {id: b, consultation: c}\n", "f.yaml:7: " +
			"budgets[0].consultation: c says that it is on m"},
		"asked something else": {known + "consultations:\n  - {id: c, type: refinement}\nbudgets:\n" +
			"  - {id: b, consultation: c}\n", "f.yaml:5: budgets[0].consultation: c is of the type " +
			"refinement, and this wants panel_budget"},
		"version of a budget": {known + "budgets:\n  - {id: b, version: '1.00'}\n", "f.yaml:3: " +
			"budgets[0].version: \"1.00\" is no version: want such as 0.3, or 1.0 of an approval"},
		"kept version": {known + "budgets:\n  - {id: b, versions: [{version: '0.1'}, {version: " +
			"final}]}\n", "f.yaml:3: budgets[0].versions[1].version: \"final\" is no version"},
		"later asked": {known + consulted + "change_requests:\n  - {id: r}\nlater_facts:\n  - {id: l, " +
			"ref: r, field: consultation, value: c, known_from: '2022-02-20'}\n", "f.yaml:9: " +
			"later_facts[0].consultation: c is the consultation of b"},
		"published": {known + "budgets:\n  - {id: b, published_on: '2022-01-28', versions: [{version: " +
			"'1.0', on: '2022-01-29'}]}\n", "f.yaml:3: budgets[0].published_on: is before 2022-01-29"},
		"nobody": {known + "editions:\n  - {id: a, previous: b}\n", "f.yaml:3: " +
			"editions[0].previous: there is no record b: add it, or mend the id"},
		"among": {known + "bodies:\n  - {id: b}\neditions:\n  - {id: a, owners: [b, c]}\n",
			"f.yaml:5: editions[0].owners[1]: there is no record c: add it, or mend the id"},
		"within": {known + "change_requests:\n  - {id: a, steps: [{what: x}, {what: y, meeting: " +
			"m}]}\n", "f.yaml:3: change_requests[0].steps[1].meeting: there is no record m"},
		"far below": {known + "meetings:\n  - id: a\nchange_requests:\n  - id: b\n    steps:\n    - " +
			"what: x\n    - what: y\n      meeting: m\n", "f.yaml:9: " +
			"change_requests[0].steps[1].meeting: there is no record m"},
		"wrong kind": {known + "bodies:\n  - {id: b}\neditions:\n  - {id: a, previous: b}\n",
			"f.yaml:5: editions[0].previous: b is a body: want an edition"},
		"later when": {known + "editions:\n  - {id: a}\nlater_facts:\n  - {id: l, ref: a, field: " +
			"title, value: b, known_from: soon}\n", "f.yaml:5: later_facts[0].known_from: \"soon\" is " +
			"not a time"},
		"not later": {known + "editions:\n  - {id: a}\nlater_facts:\n  - {id: l, ref: a, field: " +
			"title, value: b, known_from: '2022-01-20'}\n", "f.yaml:5: later_facts[0].known_from: is not " +
			"after known_at"},
		"later whom": {known + "later_facts:\n  - {id: l, ref: a, field: title, value: b, " +
			"known_from: '2022-02-20'}\n", "f.yaml:3: later_facts[0].ref: there is no record a: add it, " +
			"or mend the id"},
		"later what": {known + "editions:\n  - {id: a}\nlater_facts:\n  - {id: l, ref: a, field: " +
			"titel, value: b, known_from: '2022-02-20'}\n", "f.yaml:5: later_facts[0].field: an edition " +
			"has no field \"titel\" that may change: want one of basis,"},
		"later id": {known + "editions:\n  - {id: a}\nlater_facts:\n  - {id: l, ref: a, field: id, " +
			"value: b, known_from: '2022-02-20'}\n", "f.yaml:5: later_facts[0].field: an edition has no " +
			"field \"id\" that may change"},
		"later type": {known + "meetings:\n  - {id: a}\nlater_facts:\n  - {id: l, ref: a, field: " +
			"number, value: '7', known_from: '2022-02-20'}\n", "f.yaml:5: later_facts[0].value: \"7\" " +
			"does not go into the field number"},
		"later date": {known + "meetings:\n  - {id: a}\nlater_facts:\n  - {id: l, ref: a, field: " +
			"held_on, value: soon, known_from: '2022-02-20'}\n", "f.yaml:5: later_facts[0].value: " +
			"\"soon\" does not go into the field held_on"},
		"later other": {known + "meetings:\n  - {id: a}\nlater_facts:\n  - {id: l, ref: a, field: " +
			"body, value: b, known_from: '2022-02-20'}\n", "f.yaml:5: later_facts[0].value.body: there " +
			"is no record b"},
		"later name": {known + "meetings:\n  - {id: a}\nlater_facts:\n  - {id: a, ref: a, field: " +
			"title, value: b, known_from: '2022-02-20'}\n", "f.yaml:5: later_facts[0].id: a is also in " +
			"line 3 of f.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			got := faults(tt.text)
			if !strings.HasPrefix(got, tt.want) || strings.Contains(got, "\n") {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestAllFaults holds that all faults are found at once, in the order of their lines, and that
// a record that is at fault is there all the same for those that name it.
func TestAllFaults(t *testing.T) {
	got := faults(known + `meetings:
  - {id: m, number: x, body: nobody}
bodies:
  - {id: b, kind: [sec]}
editions:
  - {id: e, previous: e2, month: '2022-99', owners: [b, c]}
  - {id: e, titel: x}
parties:
`)
	want := []string{
		"f.yaml:3: meetings[0].body: there is no record nobody",
		"f.yaml:3: meetings[0].number: want a whole number",
		"f.yaml:5: bodies[0].kind: want a text",
		"f.yaml:7: editions[0].month: ",
		"f.yaml:7: editions[0].owners[1]: there is no record c",
		"f.yaml:7: editions[0].previous: there is no record e2",
		"f.yaml:8: editions[1].id: e is also in line 7 of f.yaml",
		"f.yaml:8: editions[1].titel: there is no such field",
	}
	lines := strings.Split(got, "\n")
	for i, w := range want {
		if i >= len(lines) || !strings.HasPrefix(lines[i], w) {
			t.Fatalf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
		}
	}
	if len(lines) != len(want) {
		t.Errorf("got %d faults, want %d:\n%s", len(lines), len(want), got)
	}
}

// TestSeveral holds that files make one register together.
func TestSeveral(t *testing.T) {
	one := file.Source{Name: "one", Text: []byte(known + "editions:\n  - {id: a, owners: [b]}\n")}
	two := file.Source{Name: "two", Text: []byte("bodies:\n  - {id: b}\n")}
	r, err := file.Read(one, two)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(r.Counts()); got != "[{editions 1} {bodies 1}]" {
		t.Errorf("got %s", got)
	}
	for name, other := range map[string]string{
		"two:1: known_at: another file says 2022-01-20T00:00:00Z": "known_at: '2022-01-21T00:00:00Z'\n",
		"two:2: editions[0].id: a is also in line 3 of one":       "editions:\n  - {id: a}\n",
	} {
		two.Text = []byte(other)
		if _, err := file.Read(one, two); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want %s", err, name)
		}
	}
	if _, err := file.Read(); err == nil {
		t.Error("nothing is read from no file")
	}
}

// TestSpelling holds that the spelling of a file does not matter.
func TestSpelling(t *testing.T) {
	plain := known + "editions:\n  - id: a\n    title: SEC Newsletter\n    month: '2022-01'\n"
	for name, text := range map[string]string{
		"line ends":  strings.ReplaceAll(plain, "\n", "\r\n"),
		"old ends":   strings.ReplaceAll(plain, "\n", "\r"),
		"order mark": "\uFEFF" + plain,
		"no quotes":  strings.ReplaceAll(plain, "'", ""),
		"flow":       known + "editions: [{id: a, title: SEC Newsletter, month: \"2022-01\"}]",
		"document":   "---\n" + plain + "...\n",
		"folded":     strings.Replace(plain, "SEC Newsletter", ">-\n      SEC\n      Newsletter", 1),
		"remarks":    strings.ReplaceAll(plain, "\n", " # remark\n"),
		"the answer": plain + "expected: {items: [anything, [at, all]]}\n",
	} {
		r, err := file.Read(file.Source{Name: name, Text: []byte(text)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		e := imported(t, r, "edition", "a").(*record.Edition)
		if e.Title != "SEC Newsletter" || e.Month != "2022-01" {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

// imported is a record of a register that was imported.
func imported(t *testing.T, from *file.Register, kind, id string) register.Record {
	t.Helper()
	r := empty(t)
	if err := from.Import(t.Context(), r, register.Act{Who: "a", Verb: "import"}); err != nil {
		t.Fatal(err)
	}
	rec, err := r.View(t.Context(), policy.System(),
		register.Moment{So: from.KnownAt, Known: from.KnownAt}).Record(kind, id)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func empty(tb testing.TB) *register.Register {
	tb.Helper()
	db, err := store.Open(tb.Context(), store.Config{Dir: tb.TempDir()})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	r, err := register.Open(tb.Context(), register.Config{DB: db, Kinds: record.Kinds(),
		Clock:  clock.NewFrozen(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)),
		Random: rand.NewChaCha8([32]byte{})})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// TestShared reads the register that the demo stands on as it is published.
func TestShared(t *testing.T) {
	r, err := file.Read(file.Source{Name: "seed", Text: shared.File(t, "seed", "january-2022.yaml")})
	if err != nil {
		t.Fatal(err)
	}
	m := imported(t, r, "modification", "MP192").(*record.Modification)
	if len(m.ServiceRequests) != 3 || m.ServiceRequests[1].SRV != "4.4.3" || m.Stage != "refinement" {
		t.Errorf("%+v", m)
	}
}

// large is a register of so many records.
func large(n int) []byte {
	var b strings.Builder
	b.WriteString(known + "modifications:\n")
	for i := range n {
		fmt.Fprintf(&b, "  - id: MP%d\n    title: Title of number %d\n    stage: development\n    "+
			"related: [MP%d]\n    clauses: [{document: Section F, clause: F8.7}]\n    issue: >-\n      "+
			"What is wrong with it,\n      in two lines.\n    basis: stated\n", i, i, max(i-1, 0))
	}
	return []byte(b.String())
}

// TestLarge reads 5,000 records, and imports some hundred.
func TestLarge(t *testing.T) {
	all, err := file.Read(file.Source{Name: "large", Text: large(5000)})
	if err != nil || fmt.Sprint(all.Counts()) != "[{modifications 5000}]" {
		t.Fatal(all, err)
	}
	r, err := file.Read(file.Source{Name: "some", Text: large(300)})
	if err != nil {
		t.Fatal(err)
	}
	if m := imported(t, r, "modification", "MP299").(*record.Modification); m.Related[0] != "MP298" {
		t.Errorf("%+v", m)
	}
	if got := faults(strings.Repeat("#", 8<<20) + "\n"); !strings.Contains(got, "larger than 8 MB") {
		t.Errorf("got %s", got)
	}
}

func BenchmarkRead(b *testing.B) {
	text := large(5000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := file.Read(file.Source{Name: "large", Text: text}); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzRead reads anything: it never panics, says where every fault is, and says the same
// again.
func FuzzRead(f *testing.F) {
	text, err := os.ReadFile(filepath.Join("..", "demo", "january-2022.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	for _, list := range strings.Split(string(text), "\n\n") { // short, so that much is tried
		f.Add([]byte(known + list + "\n"))
	}
	for _, seed := range []string{known, "a: &b [*b]\n", "? [", "- - -\n", "{{{{", "<<: *a", "a: " +
		"|2\n b",
		known + "editions:\n  - {id: a, previous: a, basis_of: {title: assumed}}\n",
		known + "meetings:\n  - id: m\n    held_on: null\nlater_facts:\n  - {id: l, ref: m}\n",
		"\"\\u0000\": 1", "a: \"\\", "a:\n\t- b", "---\n...\n---\n", "%TAG ! x\n---\n", "!!map {}",
		"key: - a"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 8<<10 {
			return // the library is as good with much as with little
		}
		r, err := file.Read(file.Source{Name: "f", Text: text})
		var all file.Faults
		switch {
		case err == nil && (r.KnownAt.IsZero() || len(r.Counts()) > len(record.Lists())+1):
			t.Errorf("read without known_at")
		case err != nil && (!errors.As(err, &all) || len(all) == 0):
			t.Errorf("no faults but %v", err)
		}
		lines := slices.Collect(strings.SplitSeq(string(text), "\n"))
		for _, fault := range all {
			if fault.File != "f" || fault.Text == "" || fault.Line < 0 ||
				fault.Line > len(lines)+strings.Count(string(text), "\r")+1 {
				t.Errorf("%+v", fault)
			}
		}
		if _, again := file.Read(file.Source{Name: "f",
			Text: text}); fmt.Sprint(again) != fmt.Sprint(err) {
			t.Errorf("got %v, and then %v", err, again)
		}
	})
}
