package contact_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/contact"
	"github.com/mains-energy/mains/internal/governance/file"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The people of the stories.
const (
	staff    = "demo-secas-analyst"
	admin    = "demo-secas-administrator"
	keeper   = "demo-ss-c-delegate" // whose Party has an entry
	seeker   = "demo-ls-b-delegate" // who looks it up
	network  = "demo-en-a-signatory"
	outsider = "demo-beis-official" // of no Party
)

// The details of the stories, which nobody is to see by the way.
const (
	team  = "Night shift of the demo"
	phone = "01632 960123"
	email = "night-shift@demo.example"
)

// story is a site with what the stories do.
type story struct {
	governancetest.Site
	t *testing.T
}

func begin(t *testing.T) story { return story{governancetest.NewSite(t), t} }

// filled are the details of the stories, and whatever is given beside them.
func filled(more ...string) []string {
	return append([]string{"main-name", team, "main-phone", phone, "main-email", email, "main-hours",
		"All day", "participants", "DEMO\r\nDemX", "fuels", "electricity"}, more...)
}

// add adds the entry of a Party, opted in, and gives its address.
func (s story) add(who string) string {
	s.t.Helper()
	return string(s.Do(who, "/operational-contacts/new", filled("opt-in", "yes")...).To)
}

// waiting is the address of the details that wait to be verified.
func (s story) waiting() string {
	s.t.Helper()
	for _, e := range s.Page(staff, "/contact-changes?show=waiting").List.Entries {
		return string(e.To)
	}
	s.t.Fatal("nothing waits to be verified")
	return ""
}

// listed adds an entry of a Party that is verified.
func (s story) listed(who string) string {
	s.t.Helper()
	to := s.add(who)
	s.Do(staff, s.waiting()+"/verify")
	return to
}

// as asks for words on a page as somebody sees it.
func (s story) as(who, address string, words ...string) {
	s.t.Helper()
	text := s.Text(who, address)
	for _, want := range words {
		if !strings.Contains(text, want) {
			s.t.Fatalf("%s as %q does not say %q:\n%s", address, who, want, text)
		}
	}
}

// hidden asks that somebody finds nothing at an address.
func (s story) hidden(who, address string) {
	s.t.Helper()
	if _, err := s.View(who, address); !errors.Is(err, page.ErrNotFound) {
		s.t.Errorf("%s as %q: %v, want %v", address, who, err, page.ErrNotFound)
	}
}

// notices are the reasons of the notices of an event, with whom they are to.
func (s story) notices(event string) (all []string) {
	s.t.Helper()
	r := s.Code.Register()
	now := r.Now()
	left, err := register.All[*record.Notice](r.View(s.t.Context(), policy.System(),
		register.Moment{So: now, Known: now}), register.Query{Key: "event", Is: event})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, n := range left {
		all = append(all, n.Due.Format("2006-01-02 15:04")+" "+strings.Join(n.To, " ")+": "+n.Why)
	}
	return all
}

// look looks an entry up, and gives the address where it is shown.
func (s story) look(who, entry string) string {
	s.t.Helper()
	return string(s.Do(who, entry+"/look-up", "use", "Critical Alerts", "about",
		"0x8F74 of 20 January").To)
}

func TestMachines(t *testing.T) {
	for _, m := range []*process.Machine{contact.Life, contact.ChangeLife} {
		if err := m.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestContactList(t *testing.T) {
	s := governancetest.NewSite(t)
	const one = "/contact-lists/operations-contact-list"
	s.Says(one, "Operations Contact List", "Who may use it", "Supplier Parties",
		"How to add or change details", "Operations contact update form", "Guidance",
		"Guidance to Critical Alerts", "May also add details", "Permitted uses", "Add your operational contact")
	s.Closed("", one+"/withdraw", page.ErrSignIn)
	s.Closed(seeker, one+"/withdraw", page.ErrForbidden)
	s.Do(staff, one+"/change", "uses", "Critical Alerts\r\nLoss of supply", "users",
		"supplier_parties",
		"users", "network_parties")
	s.Says(one, "Supplier Parties, Network Parties", "Loss of supply")
	s.Do(staff, one+"/withdraw", "reason", "A register takes its place")
	if _, err := s.View("", one); err != page.ErrNotFound {
		t.Errorf("withdrawn: %v", err)
	}
	s.Says("/contact-lists", "There is none")
	to := s.Do(staff, "/contact-lists/new", "title", "Demo list", "purpose", "To call somebody").To
	s.Says(string(to), "Demo list", "Who may use it", "not known", "How to add or change details",
		"not known")
}

// TestEntry: an entry is found once the Party has opted in and the administrator has verified it,
// and a change of it only once that is verified too.
func TestEntry(t *testing.T) {
	s := begin(t)
	s.Closed("", "/operational-contacts/new", page.ErrSignIn)
	s.Closed(outsider, "/operational-contacts/new", page.ErrForbidden)
	s.Refused(keeper, "/operational-contacts/new", "DEMO, DEMX is none",
		"main-name", team, "main-phone", phone, "main-email", email, "main-hours", "All day",
		"participants", "DEMO, DEMX")
	s.Refused(keeper, "/operational-contacts/new", "Telephone", "main-name", team, "main-phone", "",
		"main-email", email)
	to := string(s.Do(keeper, "/operational-contacts/new", filled()...).To)
	s.as(keeper, to, "Not listed", "Not sent")
	s.as(staff, "/contact-changes", "Nothing waits")
	s.Refused(keeper, "/operational-contacts/new", "has an entry already", filled()...)
	s.Do(keeper, to+"/change", "opt-in", "yes")
	s.as(keeper, to, "Not listed", "To be verified")
	for _, who := range []string{"", seeker, outsider} {
		s.hidden(who, to)
		s.hidden(who, s.waiting())
	}
	s.Closed(seeker, to+"/look-up", page.ErrNotFound)
	s.Closed(keeper, s.waiting()+"/verify", page.ErrForbidden)
	s.as(staff, s.waiting(), "Stands now", "nothing", "Is to stand", team, phone)
	s.Do(staff, s.waiting()+"/refuse", "reason", "The telephone is not answered")
	if n := s.notices("contact_refused"); len(n) != 1 || !strings.Contains(n[0], "party:demo-ss-c") {
		t.Errorf("refused: %q", n)
	}
	s.hidden(seeker, to)
	s.Do(keeper, to+"/change", "main-phone", "01632 960124")
	s.Do(staff, s.waiting()+"/verify")
	s.as(keeper, to, "Listed", team, "01632 960124")
	s.as(seeker, "/operational-contacts", "Demo Small Supplier C", "DEMO")
	s.as(seeker, to, "Listed", "DEMO", "once you have said what for")
	s.hidden("", to)
	s.Closed(seeker, to+"/change", page.ErrForbidden)
	s.Closed(seeker, to+"/confirm", page.ErrForbidden)
	s.Closed(seeker, to+"/opt-out", page.ErrForbidden)
	s.Closed(seeker, to+"/remove", page.ErrForbidden)
	if n := s.notices("contact_verified"); len(n) != 1 {
		t.Errorf("verified: %q", n)
	}

	s.Do(keeper, to+"/change", "main-phone", "01632 960125", "participants", "DEMZ")
	s.as(staff, s.waiting(), "01632 960124", "01632 960125", "Changed")
	s.as(seeker, s.look(seeker, to), "01632 960124") // what stood before still stands
	s.as(seeker, to, "DEMO")
	s.Do(staff, s.waiting()+"/verify")
	s.as(seeker, s.look(seeker, to), "01632 960125")
	s.as(seeker, to, "DEMZ")
}

// TestNoList: who is neither of those that use a list nor of those that may add to it has no entry.
func TestNoList(t *testing.T) {
	s := begin(t)
	s.Refused("demo-dcc-delegate", "/operational-contacts/new", "no contact list that Demo DCC can",
		filled()...)
	s.add(network)
	s.add("demo-osp-b-delegate") // a device manufacturer
}

// TestLookup: details are shown to who says what for, for an hour, and the Party that was looked up
// sees it.
func TestLookup(t *testing.T) {
	s := begin(t)
	to := s.listed(keeper)
	s.Closed("", to+"/look-up", page.ErrSignIn)
	s.Closed(outsider, to+"/look-up", page.ErrForbidden)
	s.Closed(keeper, to+"/look-up", page.ErrForbidden)
	s.Refused(seeker, to+"/look-up", "one of the permitted uses", "about", "x")
	s.Refused(seeker, to+"/look-up", "which alert or issue", "use", "Critical Alerts")
	s.Refused(seeker, to+"/look-up", "Choose from what is offered", "use", "Sales", "about", "x")
	s.as(keeper, "/contact-lookups", "Nobody has looked up")
	seen := s.look(seeker, to)
	s.as(seeker, seen, team, phone, email, "Critical Alerts", "0x8F74", "is a breach",
		"Guidance to Critical Alerts", "Shown until 11am")
	for _, who := range []string{"", network, outsider, "demo-ls-b-signatory"} {
		s.hidden(who, seen)
	}
	for _, who := range []string{keeper, staff} {
		s.as(who, "/contact-lookups", "Demo Large Supplier B looked up Demo Small Supplier C")
		s.as(who, seen, "Delegate of Demo Large Supplier B", "Critical Alerts", "0x8F74",
			"Demo Large Supplier B")
	}
	s.as(network, "/contact-lookups", "Nobody has looked up")
	if n := s.notices("contact_looked_up"); len(n) != 1 || !strings.Contains(n[0],
		"party:demo-ss-c: Demo Large Supplier B looked up your operational contact") {
		t.Errorf("looked up: %q", n)
	}
	if v := s.Page(seeker, seen); strings.Contains(asJSON(t, v), phone) {
		t.Error("the data of a look-up have the details")
	}
	s.At("2022-01-20T11:01")
	s.as(seeker, seen, "no longer shown")
	s.Do(keeper, to+"/opt-out")
	s.as(seeker, seen, "has taken its entry away")
}

func asJSON(t *testing.T, v *page.View) string {
	t.Helper()
	text, err := v.AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestNothingShowsDetails: whatever a Party that has not looked opens, in whatever form, no
// details are in it.
func TestNothingShowsDetails(t *testing.T) {
	s := begin(t)
	to := s.listed(keeper)
	s.Do(keeper, to+"/change", "other-name", "Day shift of the demo", "other-phone", phone,
		"other-email", email)
	seen, pages := s.look(seeker, to), 0
	addresses := []string{"/", "/changes", "/search?q=night", "/search?q=01632", "/search?q=DEMO",
		"/operational-contacts", "/contact-changes", "/contact-lookups", "/contact-exports",
		"/notices", "/contact-lists/operations-contact-list", "/parties/demo-ss-c"}
	for _, at := range []string{to, seen, s.waiting()} {
		addresses = append(addresses, at, at+"/history", at+"/redline")
	}
	for _, who := range []string{"", network, outsider, "demo-chair"} {
		for _, address := range addresses {
			v, err := s.View(who, address)
			if err != nil {
				continue
			}
			pages++
			all := append(v.AppendHTML(nil, page.Frame{Self: "/"}), asJSON(t, v)...)
			if v.List != nil {
				all = fmt.Append(all, *v.List)
			}
			for _, secret := range []string{"shift", "960123", "0x8F74"} {
				if bytes.Contains(all, []byte(secret)) {
					t.Errorf("%s as %q says %q", address, who, secret)
				}
			}
		}
	}
	if pages < 30 {
		t.Errorf("%d pages were seen", pages)
	}
}

// TestQuarters: a confirmation is asked for on the first Working Day of each quarter, and one that
// is not given within ten Working Days is marked.
func TestQuarters(t *testing.T) {
	s := begin(t)
	to := s.listed(keeper)
	s.Refused(keeper, to+"/confirm", "it is in the state “Listed”")
	for _, each := range []struct{ at, want string }{
		{"2022-03-31T23:59", "Listed"},
		{"2022-04-01T08:59", "Listed"},
		{"2022-04-01T09:00", "It answers by 5pm on 19 April 2022"}, // after Easter
		{"2022-04-19T16:59", "Confirmation due"},
		{"2022-04-19T17:00", "out of date since 5pm on 19 April 2022"},
		{"2022-08-01T10:00", "out of date since 5pm on 19 April 2022"},
	} {
		s.At(each.at)
		s.as(seeker, to, each.want)
	}
	s.as(keeper, "/", "Confirm the operational contact of", "By 5pm on 19 April 2022", "Overdue")
	s.as(seeker, "/operational-contacts", "Not confirmed")
	s.as(seeker, s.look(seeker, to), "Not confirmed", phone)
	s.Closed(seeker, to+"/confirm", page.ErrForbidden)
	s.Do(keeper, to+"/confirm")
	s.as(seeker, to, "Listed", "1 August 2022")
	s.needs(keeper, false)
	s.At("2022-10-03T09:00")
	s.needs(keeper, true)
	s.needs(seeker, false)
	s.needs(staff, false)
	s.as(keeper, "/calendar/mine", "Confirm the operational contact of")
	s.as(seeker, to, "Confirmation due")
	s.Do(keeper, to+"/confirm")
	s.as(seeker, to, "Listed", "3 October 2022")
}

// needs asks whether a confirmation stands among what waits for somebody.
func (s story) needs(who string, want bool) {
	s.t.Helper()
	if got := strings.Contains(s.Text(who, "/"), "Confirm the operational contact"); got != want {
		s.t.Errorf("a confirmation waits for %s: %v, want %v", who, got, want)
	}
}

// TestAsked: what is to be asked is left once, and taken back when it is answered.
func TestAsked(t *testing.T) {
	s := begin(t)
	to := s.listed(keeper)
	want := []string{"2022-04-01 08:00", "2022-07-01 08:00", "2022-10-03 08:00", "2023-01-03 09:00"}
	for range 2 {
		got := s.notices("contact_confirmation")
		if len(got) != len(want) {
			t.Fatalf("asked: %q", got)
		}
		for _, at := range want {
			if !strings.Contains(strings.Join(got, "\n"), at+" party:demo-ss-c: The operational contact") {
				t.Errorf("nothing is asked at %s: %q", at, got)
			}
		}
		if got := s.notices("contact_stale"); len(got) != 2 {
			t.Errorf("stale: %q", got)
		}
		s.Do(keeper, to+"/change", "main-name", "Another team")
		s.Do(staff, s.waiting()+"/verify")
	}
	s.Do(keeper, to+"/opt-out")
	if got := append(s.notices("contact_confirmation"), s.notices("contact_stale")...); got != nil {
		t.Errorf("after the opt-in was withdrawn: %q", got)
	}
}

// TestOptOut: who withdraws the opt-in is found no more at once, and can opt in again.
func TestOptOut(t *testing.T) {
	s := begin(t)
	to := s.listed(keeper)
	s.Do(keeper, to+"/change", "main-phone", "01632 960126")
	waits := s.waiting()
	s.Do(keeper, to+"/opt-out")
	s.hidden(seeker, to)
	s.Closed(seeker, to+"/look-up", page.ErrNotFound)
	s.as(keeper, to, "Not listed", phone)
	s.as(staff, waits, "Withdrawn")
	s.Refused(staff, waits+"/verify", "it is in the state “Withdrawn”")
	s.Refused(keeper, to+"/opt-out", "it is in the state “Not listed”")
	s.Do(keeper, to+"/change", "opt-in", "yes")
	s.hidden(seeker, to)
	s.Do(staff, s.waiting()+"/verify")
	s.as(seeker, to, "Listed")
}

// TestWithdraw: a Party takes back what it sent, and what stands still stands.
func TestWithdraw(t *testing.T) {
	s := begin(t)
	to := s.listed(keeper)
	s.Do(keeper, to+"/change", "main-phone", "01632 960127")
	sent := s.waiting()
	s.Closed(staff, sent+"/withdraw", page.ErrForbidden)
	s.Do(keeper, sent+"/withdraw")
	s.as(keeper, to, "Listed", phone)
	s.as(keeper, sent, "Withdrawn")
	if text := s.Text(staff, sent+"/history"); strings.Contains(text, "960127") {
		t.Errorf("it is not erased: %s", text)
	}
	s.Refused(staff, sent+"/verify", "it is in the state “Withdrawn”")
	stands := s.Page(keeper, "/contact-changes?show=verified").List.Entries
	if text := s.Text(staff, string(stands[0].To)); strings.Contains(text, "Changed") ||
		strings.Contains(text, "nothing") || !strings.Contains(text, phone) {
		t.Errorf("what stands reads as if it did not: %s", text)
	}
	s.Refused(keeper, string(stands[0].To)+"/withdraw", "These details stand")
}

// TestFew: looking up one after the other is no way to have them all.
func TestFew(t *testing.T) {
	s := begin(t)
	to := s.listed(keeper)
	for range 20 {
		s.look(seeker, to)
	}
	s.Refused("demo-ls-b-signatory", to+"/look-up", "looked up 20 contacts today", "use",
		"Critical Alerts", "about", "x")
	s.look("demo-ls-c-delegate", to)
	s.At("2022-01-21T00:00")
	s.look(seeker, to)
}

// TestRemove: what is removed is gone for others at once, and its details for everyone, in every
// view of the past too.
func TestRemove(t *testing.T) {
	s := begin(t)
	to := s.listed(keeper)
	seen := s.look(seeker, to)
	s.Do(keeper, to+"/remove", "reason", "We call nobody any more")
	s.hidden(seeker, to)
	s.as(seeker, seen, "has taken its entry away")
	s.as(keeper, to, "Removed", "We call nobody any more")
	for _, address := range []string{to, to + "/history", "/contact-changes"} {
		if text := s.Text(staff, address); strings.Contains(text, phone) {
			t.Errorf("%s has what was erased: %s", address, text)
		}
	}
	s.Refused(keeper, to+"/change", "was removed", filled()...)
	s.Refused(keeper, to+"/confirm", "Nothing is possible any more")
	other := s.listed(keeper) // another entry
	s.Do(staff, other+"/remove", "reason", "The Party has ceased")
	if n := s.notices("contact_removed"); len(n) != 1 {
		t.Errorf("removed: %q", n)
	}
}

// TestLeft: as a Party ceases or is expelled its details are erased; who found its entry before is
// told that it has left, and nobody looks it up any more.
func TestLeft(t *testing.T) {
	for name, steps := range map[string][]string{
		"ceased":   {"cease"},
		"expelled": {"notice", "suspend", "expel"},
	} {
		t.Run(name, func(t *testing.T) {
			s := begin(t)
			to := s.listed(keeper)
			s.Do(keeper, to+"/change", "main-phone", "01632 960199")
			waits, seen := s.waiting(), s.look(seeker, to)
			for i, step := range steps {
				s.as(seeker, to, "Listed")
				s.as(seeker, seen, phone)
				s.At(fmt.Sprintf("2022-01-20T10:%02d", 10+i))
				s.Do(admin, "/parties/demo-ss-c/"+step, "reason", "It is over")
			}
			const left = "is no longer a Party to the Code since 20 January 2022"
			s.as(seeker, to, left, "Removed")
			s.as(seeker, seen, "no longer there", left)
			s.as(seeker, "/operational-contacts?show=left", "Demo Small Supplier C", "Removed")
			if text := s.Text(seeker, "/operational-contacts?show=listed"); strings.Contains(text,
				"Demo Small Supplier C") {
				t.Errorf("it is still listed: %s", text)
			}
			s.Refused(seeker, to+"/look-up", left, "use", "Critical Alerts", "about", "x")
			form, err := s.Form(seeker, to+"/look-up")
			if err != nil || !form.Shut || len(form.Fields) > 0 {
				t.Errorf("the form of a look-up is %+v, %v", form, err)
			}
			s.Closed(keeper, to+"/change", page.ErrNotFound)
			s.hidden("", to)
			s.as(staff, waits, "Withdrawn")
			for _, address := range []string{to, to + "/history", waits + "/history", waits} {
				if text := s.Text(staff, address); strings.Contains(text, "9601") {
					t.Errorf("%s has what was erased: %s", address, text)
				}
			}
			if got := append(s.notices("contact_confirmation"), s.notices("contact_stale")...); got != nil {
				t.Errorf("it is still asked: %q", got)
			}
		})
	}
}

// TestLeftUnlisted: of an entry that nobody else ever found nobody else is told, also when its
// Party leaves.
func TestLeftUnlisted(t *testing.T) {
	s := begin(t)
	to := s.add(keeper)
	s.Do(admin, "/parties/demo-ss-c/cease", "reason", "It is over")
	s.hidden(seeker, to)
	s.as(staff, to, "Removed", "It is no longer a Party")
	s.as(staff, "/contact-changes", "Nothing waits")
}

// TestFile: a register as a file lists no entry without an opt-in, and none without details.
func TestFile(t *testing.T) {
	_, err := file.Read(file.Source{Name: "f.yaml", Text: []byte("known_at: 2022-01-20\n" +
		"operational_contacts:\n  - {id: a, organisation: A, state: active, dcc_user: perhaps,\n" +
		"    left_on: 2022-01-19}\n")})
	for _, want := range []string{"nothing is listed without an opt-in", "was confirmed once",
		"name the details that stand", `"perhaps" is not known here`, "who is no Party has no entry"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: want %q", err, want)
		}
	}
}

// TestDemo: the demo has entries to look up.
func TestDemo(t *testing.T) {
	s := begin(t)
	const to = "/operational-contacts/demo-contact-ss-d"
	s.as(seeker, "/operational-contacts", "Demo Small Supplier D", "DEMD", "Demo Large Supplier A")
	s.as(seeker, to, "Not a DCC User", "Listed", "11 January 2022")
	s.as(seeker, s.look(seeker, to), "Operations of Demo Small Supplier D", "01632 960042",
		"Metering of Demo")
	s.as("demo-ss-d-delegate", "/contact-lookups", "Demo Large Supplier B looked up Demo Small")
}

// TestExport: only a supplier that is a DCC User takes all at once, for a permitted use, and each
// Party in it sees that.
func TestExport(t *testing.T) {
	s := begin(t)
	s.listed(keeper)
	out := []string{"use", "Critical Alerts", "about", "An outage of the region"}
	const refused = "Only suppliers that are live as DCC Users"
	s.Closed("", "/contact-exports/new", page.ErrSignIn)
	s.Closed(outsider, "/contact-exports/new", page.ErrForbidden)
	s.Refused("demo-ss-d-delegate", "/contact-exports/new", refused, out...)
	s.Refused(network, "/contact-exports/new", refused, out...)
	s.Refused(seeker, "/contact-exports/new", "permitted uses", "about", "x")
	to := string(s.Do(seeker, "/contact-exports/new", out...).To)
	s.as(seeker, to, "Demo Small Supplier C", team, phone)
	if csv := string(s.Page(seeker, to).AppendCSV(nil)); !strings.Contains(csv, email) {
		t.Errorf("the CSV: %s", csv)
	}
	s.as("demo-ls-b-signatory", to, "only to whoever took them")
	s.hidden(keeper, to)
	s.as(keeper, "/contact-lookups", "Demo Large Supplier B looked up Demo Small Supplier C")
	s.At("2022-01-20T11:01")
	s.as(seeker, to, "shown for an hour")
	if list := s.Page(seeker, to).List; list != nil {
		t.Errorf("after an hour: %v", list)
	}
	then := time.Date(2022, time.January, 20, 10, 30, 0, 0, time.UTC)
	if v, err := s.ViewAsAt(seeker, to, then, then); err != nil || v.List != nil ||
		strings.Contains(governancetest.Main(v, to), phone) {
		t.Errorf("after an hour, as at within it: %+v, %v", v, err)
	}
	for _, role := range []string{"IS", "GS"} {
		s.Do(admin, "/parties/demo-ls-b/user-role", "role", role, "step", "suspend")
	}
	s.Refused(seeker, "/contact-exports/new", refused, out...)
}

// TestSuppliers: who is no DCC User follows from the User Roles, and of whom none is recorded it is
// not known.
func TestSuppliers(t *testing.T) {
	s := begin(t)
	const at = "/parties/demo-ss-d/user-role"
	s.Says("/non-dcc-user-suppliers", "Not DCC Users", "Demo Small Supplier D", "Not known",
		"none of which it is not known")
	s.Do(admin, at, "role", "IS", "step", "submit")
	s.Says("/non-dcc-user-suppliers", "Not DCC Users", "Demo Small Supplier D")
	s.Do(admin, at, "role", "IS", "step", "complete")
	s.Says("/non-dcc-user-suppliers", "Not DCC Users", "None is known of")
	accede := string(s.Do("demo-applicant-signatory", "/accession/apply", "name", "Demo Applicant",
		"company", "00000001", "category", "SS", "share", "yes").To)
	for _, step := range []string{"/invoice", "/receive-fee", "/issue"} {
		s.Do(admin, accede+step)
	}
	s.Do(admin, accede+"/accede", "signifier", "DEMO")
	s.Says("/non-dcc-user-suppliers", "Not known", "Demo Applicant")
	s.Refused("demo-applicant-signatory", "/operational-contacts/new", "Choose from what is offered",
		filled("dcc-user", "perhaps")...)
	to := string(s.Do("demo-applicant-signatory", "/operational-contacts/new",
		filled("dcc-user", "no", "opt-in", "yes")...).To)
	s.Do(staff, s.waiting()+"/verify")
	s.as(seeker, to, "Not a DCC User, as it says of itself")
}
