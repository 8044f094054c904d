package party_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/party"
	"github.com/mains-energy/mains/internal/page"
)

const (
	admin     = "demo-secas-administrator"
	applicant = "demo-applicant-signatory"
)

type values = map[string][]string

func TestMachines(t *testing.T) {
	if err := party.Accession.Check(); err != nil {
		t.Error(err)
	}
	if err := party.UserEntry.Check(); err != nil {
		t.Error(err)
	}
}

// apply applies as the applicant and returns the address of the application.
func apply(t *testing.T, w *governancetest.World) string {
	t.Helper()
	done, err := w.Submit(applicant, "/accession/apply", values{"name": {"Demo Applicant"},
		"company": {"00000001"}, "category": {"SS"}, "share": {"yes"}})
	if err != nil {
		t.Fatal(err)
	}
	return string(done.To)
}

// TestAccession plays an application from its form to the Party, and a category that changes
// afterwards.
func TestAccession(t *testing.T) {
	w := governancetest.New(t)
	at := apply(t, w)
	for _, who := range []string{"", "demo-ls-a-signatory"} {
		if _, err := w.View(who, at); !errors.Is(err, page.ErrNotFound) {
			t.Errorf("%q sees an application: %v", who, err)
		}
	}
	if _, err := w.View(applicant, at); err != nil {
		t.Error("the applicant:", err)
	}
	refused(t, w, admin, at+"/accede", values{"signifier": {"DEMO"}}, "not possible now")
	for _, step := range []string{"/invoice", "/receive-fee", "/issue"} {
		if _, err := w.Submit(admin, at+step, nil); err != nil {
			t.Fatal(step, err)
		}
	}
	if _, err := w.Submit(admin, at+"/accede", values{"signifier": {"demo1"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.View("", at); err != nil {
		t.Error("the public:", err)
	}
	r, err := w.Code.Reader(t.Context(), applicant)
	if err != nil || len(r.Parties) != 1 {
		t.Errorf("the applicant acts for %v, %v", r.Parties, err)
	}
	if _, err := w.Submit(applicant, "/accession/apply", nil); !errors.Is(err, page.ErrForbidden) {
		t.Error("a Party applies again:", err)
	}
	second := "demo-ls-a-signatory"
	if _, err := w.Form(second, "/accession/apply"); !errors.Is(err, page.ErrForbidden) {
		t.Error("a Party applies:", err)
	}
}

// TestExpelled may not apply again within a year.
func TestExpelled(t *testing.T) {
	w := governancetest.NewSite(t)
	const at, who = "/parties/demo-ss-d", "demo-ss-d-signatory"
	refused(t, w.World, admin, at+"/notice", values{"reason": {strings.Repeat("é", 10_000)}},
		"too much to be kept: reason has 20000 octets")
	for _, step := range []string{"/notice", "/suspend", "/expel"} {
		if _, err := w.Submit(admin, at+step, values{"reason": {"x"}}); err != nil {
			t.Fatal(step, err)
		}
	}
	if _, err := w.Form(who, at+"/details"); !errors.Is(err, page.ErrForbidden) {
		t.Error("who was expelled keeps the details:", err)
	}
	if _, err := w.Form(who, "/accession/apply"); !errors.Is(err, page.ErrForbidden) {
		t.Error("who was expelled applies at once:", err)
	}
	w.At("2023-01-20T10:01")
	if _, err := w.Form(who, "/accession/apply"); err != nil {
		t.Error("who was expelled a year ago does not apply:", err)
	}
}

func refused(
	t *testing.T, w *governancetest.World, who, address string, in values, why string,
) {
	t.Helper()
	_, err := w.Submit(who, address, in)
	var faults page.Faults
	if !errors.As(err, &faults) || !strings.Contains(err.Error(), why) {
		t.Errorf("%s as %q: %v, want a refusal with %q", address, who, err, why)
	}
}

// TestCategoryInTime changes a category from a day of the past on, and reads both days, as they
// were known before and after.
func TestCategoryInTime(t *testing.T) {
	w := governancetest.New(t)
	before := w.Code.Now()
	w.Clock.Advance(time.Hour)
	if _, err := w.Submit(admin, "/parties/demo-ss-a/category", values{"category": {"LS"},
		"group": {"demo-vg-ss-a"}, "from-day": {"1"}, "from-month": {"1"}, "from-year": {"2022"},
		"reason": {"more than 250,000 premises"}}); err != nil {
		t.Fatal(err)
	}
	now := w.Code.Now()
	for _, c := range []struct {
		so, known time.Time
		want      string
	}{
		{before, before, "Small Supplier"},
		{before, now, "Large Supplier"},
		{time.Date(2021, 12, 31, 12, 0, 0, 0, time.UTC), now, "Small Supplier"},
		{now, now, "Large Supplier"},
	} {
		v, err := w.ViewAsAt("", "/parties/demo-ss-a", c.so, c.known)
		if err != nil {
			t.Fatal(err)
		}
		if html := governancetest.Main(v, "/parties/demo-ss-a"); !strings.Contains(html, c.want) {
			t.Errorf("so at %s, known at %s: not a %s", c.so, c.known, c.want)
		}
	}
	v, err := w.View("", "/parties/demo-ss-a/categories")
	if err != nil {
		t.Fatal(err)
	}
	if html := governancetest.Main(v, "/x"); !strings.Contains(html, "1 January 2022") {
		t.Error("the day of the change is not shown")
	}
}

// TestGroupWithASlash is none: it would be no id of a vote.
func TestGroupWithASlash(t *testing.T) {
	w := governancetest.New(t)
	refused(t, w, admin, "/parties/demo-ss-a/category", values{"category": {"SS"}, "group": {"a/b"},
		"from-day": {"1"}, "from-month": {"1"}, "from-year": {"2022"}, "reason": {"x"}},
		"without a slash")
}

// TestMembersOfThePanel are not their Party's to change.
func TestMembersOfThePanel(t *testing.T) {
	w := governancetest.New(t)
	const who, at = "demo-ls-a-admin", "/parties/demo-ls-a/change-person"
	form, err := w.Form(who, at)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range form.Fields[0].Options {
		if o.Value == "demo-ls-a-member" {
			t.Error("a member of the Panel is offered")
		}
	}
	refused(t, w, who, at, values{"person": {"demo-ls-a-member"}, "role": {"none"}},
		"choose from what is offered")
	if _, err := w.Submit(who, at, values{"person": {"demo-ls-a-delegate"},
		"role": {"none"}}); err != nil {
		t.Error(err)
	}
}

// TestPeople adds a person, whose name only their colleagues and the administrator see.
func TestPeople(t *testing.T) {
	w := governancetest.New(t)
	const at = "/parties/demo-ls-a"
	refused(t, w, "demo-ls-a-delegate", at+"/add-person",
		values{"name": {"Somebody"}, "role": {"delegate"}}, "Its administrator does this")
	if _, err := w.Submit(admin, at+"/add-person",
		values{"name": {"Somebody Else"}, "role": {"delegate"}}); err != nil {
		t.Fatal(err)
	}
	for who, sees := range map[string]bool{"": false, "demo-ls-b-signatory": false,
		"demo-ls-a-signatory": true, admin: true} {
		v, err := w.View(who, at)
		if err != nil {
			t.Fatal(err)
		}
		html := governancetest.Main(v, at)
		if strings.Contains(html, "Somebody Else") != sees {
			t.Errorf("%q sees the name: %t", who, !sees)
		}
	}
}

func TestUserRoles(t *testing.T) {
	w := governancetest.New(t)
	const at = "/parties/demo-ss-d/user-role"
	refused(t, w, admin, at, values{"role": {"ES"}, "step": {"complete"}}, "has not begun")
	for _, step := range []string{"begin", "submit", "complete"} {
		if _, err := w.Submit(admin, at, values{"role": {"ES"}, "step": {step}}); err != nil {
			t.Fatal(step, err)
		}
	}
	refused(t, w, admin, at, values{"role": {"ES"}, "step": {"begin"}}, "has begun already")
	refused(t, w, admin, at, values{"role": {"ES"}, "step": {"submit"}}, "not possible now")
	if _, err := w.Submit("demo-ss-d-signatory", at, nil); !errors.Is(err, page.ErrForbidden) {
		t.Error(err)
	}
}

func TestIdentifiers(t *testing.T) {
	w := governancetest.New(t)
	const at = "/parties/demo-ls-a/identifiers"
	refused(t, w, admin, at, values{"number": {"1"}, "identifiers": {"nonsense"}}, "EUI-64")
	if _, err := w.Submit(admin, at,
		values{"number": {"1"}, "identifiers": {"90-B3-D5-1F-30-01-00-00"}}); err != nil {
		t.Fatal(err)
	}
}
