package body_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// TestPacks publishes papers, one pack for each mark.
func TestPacks(t *testing.T) {
	s := begin(t)
	const at = "/meetings/panel-101"
	s.refuse(page.ErrForbidden, member, at+"/papers/new", "title", "x", "mark", "GREEN", "text", "x")
	s.refuse("Enter the text", secretary, at+"/papers/new", "title", "x", "mark", "GREEN")
	s.refuse("choose whom this RED paper is for", secretary, at+"/papers/new", "title", "x", "mark",
		"RED", "text", "x")
	budget := s.item("panel-101", "Draft budget", "WHITE")
	secret := s.item("panel-101", "A security matter", "AMBER")
	s.refuse("the item is AMBER", secretary, at+"/papers/new", "title", "x", "mark", "GREEN", "text",
		"x",
		"item", secret)
	white := s.paper("panel-101", "Budget paper", "WHITE", "item", budget, "from", "SECAS")
	green := s.do(secretary, at+"/papers/new", "title", "Update", "text", "For Parties.") // by default
	amber := s.paper("panel-101", "Threats", "AMBER", "item", secret)
	red := s.paper("panel-101", "A breach", "RED", "item", secret, "recipients", member)
	if p := get[*record.Paper](s, id(green)); p.Classification != "GREEN" || p.Late != nil {
		t.Errorf("a paper of the Panel is %s by default, late %v", p.Classification, p.Late)
	}
	for _, p := range []page.Address{white, green, amber} {
		s.missing(p, public, party, member, authority)
	}
	s.missing(red, public, party, member, analyst, authority)
	s.shows(red, "A breach", secretary)

	s.refuse("Possible are", secretary, at+"/packs/white/publish") // the agenda comes first
	s.do(secretary, at+"/agenda/publish")
	s.refuse(page.ErrNotFound, secretary, at+"/packs/purple/publish")
	s.refuse(page.ErrForbidden, member, at+"/packs/white/publish")
	s.do(secretary, at+"/packs/white/publish")
	s.refuse("No paper marked WHITE waits", secretary, at+"/packs/white/publish")
	s.shows(at, "February 2022 WHITE SEC Panel Meeting 101 Documentation", public)
	s.shows(at, "Papers published", public)
	s.shows(at+"/packs/white", "What Budget paper says.", public)
	s.hides(at+"/packs/white", "Update", public, party, secretary)
	s.hides(at, "Update", public, party, member)

	s.do(secretary, at+"/packs/green/publish")
	s.shows(at+"/packs/green", "For Parties.", party, member, official)
	s.missing(page.Address(at+"/packs/green"), public)
	s.do(secretary, at+"/packs/amber/publish")
	s.shows(at+"/packs/amber", "Threats", member, authority, secretary)
	s.missing(page.Address(at+"/packs/amber"), public, party, delegate, official)
	s.refuse("No paper marked RED waits", analyst, at+"/packs/red/publish") // who knows of none
	s.do(secretary, at+"/packs/red/publish")
	s.shows(at+"/packs/red", "A breach", member, secretary)
	s.missing(page.Address(at+"/packs/red"), public, party, delegate, authority, analyst, chair)
	s.hides(at, "A breach", public, party, delegate, authority, analyst, chair)
}

// TestLate takes a paper until the last microsecond, and asks the chair about one that is late.
func TestLate(t *testing.T) {
	s := begin(t)
	const at = "/meetings/panel-101"
	budget := s.item("panel-101", "Draft budget", "GREEN")
	s.do(secretary, at+"/agenda/publish")
	s.just("2022-02-11T17:00", -2) // an act comes a microsecond after what was served
	if p := s.paper("panel-101", "In time", "GREEN"); get[*record.Paper](s, id(p)).Late != nil {
		t.Error("a paper of the last microsecond is late")
	}
	s.just("2022-02-11T17:00", 0)
	s.refuse("were wanted by 5pm on 11 February 2022: say why", secretary, at+"/papers/new", "title",
		"Late", "mark", "GREEN", "text", "x")
	late := s.paper("panel-101", "Very late", "GREEN", "why_late", "The figures came late", "item",
		budget)
	s.shows(late, "The figures came late", secretary, chair)
	s.missing(late, public, party, member)
	s.hides(at, "Very late", public, party, member)

	s.do(secretary, at+"/packs/green/publish")
	s.missing(late, party, member)
	s.refuse("the chair has not accepted", secretary, at+"/packs/green/publish")
	s.refuse(page.ErrSignIn, public, late+"/late", "answer", "accepted", "reason", "x")
	s.refuse(page.ErrForbidden, secretary, late+"/late", "answer", "accepted", "reason", "x")
	s.refuse(page.ErrNotFound, member, late+"/late", "answer", "accepted", "reason", "x")
	s.refuse("Reason", chair, late+"/late", "answer", "accepted")
	s.do(chair, late+"/late", "answer", "accepted", "reason", "It matters")
	s.refuse(page.ErrForbidden, chair, late+"/late", "answer", "refused", "reason", "x")
	s.do(secretary, at+"/packs/green/publish")
	for _, text := range []string{"Late", "It matters", "The figures came late"} {
		s.shows(late, text, party, member, secretary)
	}
	s.shows(at, "late", member)

	red := s.paper("panel-101", "Late and RED", "RED", "why_late", "x", "recipients", member)
	s.shows(red, "Late and RED", secretary, chair)
	s.missing(red, member, analyst)
	s.do(chair, red+"/late", "answer", "refused", "reason", "It can wait")
	s.refuse("the chair has not accepted", secretary, at+"/packs/red/publish")
	s.refuse("No paper marked RED waits", analyst, at+"/packs/red/publish") // is told of none
	s.missing(red, member)
}

// TestLateWithoutChair has the secretary note the answer where nobody is known in the chair.
func TestLateWithoutChair(t *testing.T) {
	s := begin(t)
	s.At("2022-02-14T09:00")
	late := s.paper("csc-36", "Late", "GREEN", "why_late", "x")
	s.refuse(page.ErrNotFound, "demo-en-a-delegate", late+"/late", "answer", "accepted", "reason", "x")
	s.do(analyst, late+"/late", "answer", "accepted", "reason", "Agreed with the chair by telephone")
}

// published has a paper of the Panel that is published under a mark.
func (s *story) published(title, mark string, more ...string) page.Address {
	s.t.Helper()
	s.item("panel-101", "Another item", "GREEN")
	s.do(secretary, "/meetings/panel-101/agenda/publish")
	at := s.paper("panel-101", title, mark, more...)
	s.do(secretary, page.Address("/meetings/panel-101/packs/"+strings.ToLower(mark)+"/publish"))
	return at
}

// TestStageOfWhoActs is the one that their page shows.
func TestStageOfWhoActs(t *testing.T) {
	s := begin(t)
	s.published("Secret", "RED", "recipients", member)
	minutes := []string{"text", "x", "mark", "GREEN"}
	s.refuse("“Papers published”", secretary, "/meetings/panel-101/minutes/new", minutes...)
	s.refuse("“Agenda published”", analyst, "/meetings/panel-101/minutes/new", minutes...)
}

// TestMark raises marks at once, and lowers them by the chair alone.
func TestMark(t *testing.T) {
	s := begin(t)
	at := s.published("Costs", "WHITE")
	s.shows(at, "What Costs says.", public)
	s.refuse(page.ErrSignIn, public, at+"/mark", "mark", "AMBER")
	s.refuse(page.ErrForbidden, party, at+"/mark", "mark", "AMBER")
	s.refuse("it is WHITE already", secretary, at+"/mark", "mark", "WHITE")
	s.refuse("choose whom", secretary, at+"/mark", "mark", "RED")
	s.do(member, at+"/mark", "mark", "AMBER")
	s.missing(at, public, party, official)
	s.missing(at+"/history", public, party)
	s.hides("/meetings/panel-101", "Costs", public, party)
	s.shows(at, "Costs", member, secretary, authority)

	s.refuse("Enter a reason", chair, at+"/mark", "mark", "GREEN")
	s.refuse("only the chair", secretary, at+"/mark", "mark", "GREEN", "reason", "x")
	s.refuse("only the chair", member, at+"/mark", "mark", "GREEN", "reason", "x")
	s.do(chair, at+"/mark", "mark", "GREEN", "reason", "Known by now")
	s.shows(at, "Costs", party)
	s.missing(at, public)

	s.do(secretary, at+"/mark", "mark", "RED", "recipients", member, "recipients", chair)
	s.missing(at, public, party, authority, analyst)
	s.shows(at, "Costs", member, secretary, chair)
	s.refuse("it is RED already", secretary, at+"/mark", "mark", "RED", "recipients", chair,
		"recipients", member)
	both := []string{"mark", "RED", "recipients", chair, "recipients", "demo-ls-b-member"}
	s.refuse("Enter a reason", chair, at+"/mark", both...)
	s.refuse("only the chair", secretary, at+"/mark", join(both, []string{"reason", "x"})...)
	s.refuse("only the chair", member, at+"/mark", "mark", "RED", "recipients", member, "reason", "x")
	s.do(chair, at+"/mark", join(both, []string{"reason", "She is to know it"})...)
	s.missing(at, member)
	s.shows(at, "Costs", chair, "demo-ls-b-member")
	s.do(chair, at+"/mark", "mark", "WHITE", "reason", "No longer secret")
	s.shows(at, "What Costs says.", public)
}

// TestMarkOfADraft is the secretary's to set as they like.
func TestMarkOfADraft(t *testing.T) {
	s := begin(t)
	item := s.item("panel-101", "Security", "AMBER")
	at := s.paper("panel-101", "Draft", "AMBER", "item", item)
	s.do(secretary, at+"/mark", "mark", "WHITE")
	if p := get[*record.Paper](s, id(at)); p.Item != "" {
		t.Error("a WHITE paper hangs under an AMBER item")
	}
	s.missing(at, public, member)
}

// TestRedaction makes a redacted version that leads nobody to a source that they may not see.
func TestRedaction(t *testing.T) {
	s := begin(t)
	source := s.published("Threats in full", "AMBER")
	s.refuse(page.ErrForbidden, member, source+"/redaction", "title", "x", "mark", "WHITE", "text",
		"x",
		"reason", "x")
	s.refuse("choose from what is offered", secretary, source+"/redaction", "title", "x", "mark",
		"AMBER",
		"text", "x", "reason", "x")
	s.refuse("Enter a reason", secretary, source+"/redaction", "title", "x", "mark", "WHITE", "text",
		"x")
	version := s.do(secretary, source+"/redaction", "title", "Threats, abridged", "mark", "WHITE",
		"text",
		"In general.", "reason", "For everyone")
	s.shows(version, "In general.", public)
	s.shows(version, "Threats in full", member, secretary, authority)
	for _, address := range []page.Address{version, version + "/history", "/meetings/panel-101",
		"/bodies/panel", "/search?q=threats"} {
		s.hides(address, "Threats in full", public, party)
		s.hides(address, id(source), public, party)
	}
	s.shows(source, "Threats, abridged", member)
	if _, err := s.Form(secretary, string(version)+"/redaction"); err == nil ||
		!strings.Contains(err.Error(), "nothing to redact") {
		t.Errorf("a WHITE paper is redacted: %v", err)
	}
}

// TestReading opens a paper whose readings are noted.
func TestReading(t *testing.T) {
	s := begin(t)
	white := s.published("For all", "WHITE")
	at := s.published("Threats", "AMBER")
	const text = "What Threats says."
	s.hides(at, text, member, secretary, authority)
	s.hides("/meetings/panel-101/packs/amber", text, member, secretary)
	var moved *page.Moved
	if _, err := s.Form(member, string(white)+"/open"); !errors.As(err, &moved) || moved.To != white {
		t.Errorf("a WHITE paper is opened: %v", err)
	}
	s.refuse(page.ErrNotFound, public, at+"/open")
	s.refuse(page.ErrNotFound, party, at+"/open")

	reading := s.do(member, at+"/open")
	s.shows(reading, text, member)
	s.shows(reading, "Opened by Panel member from Demo Large Supplier A", member, secretary)
	s.hides(reading, text, secretary, analyst)
	s.missing(reading, public, party, chair, authority)
	r := get[*record.Reading](s, id(reading))
	if r.Person != member || "/papers/"+r.Paper != string(at) || !r.At.Before(r.Until) {
		t.Errorf("the reading is %+v", r)
	}
	s.shows("/readings", r.ID, secretary, member)
	s.hides("/readings", r.ID, public, party, chair)

	during := s.Code.Now()
	s.Clock.Set(r.Until.Add(-time.Microsecond))
	s.shows(reading, text, member)
	s.Clock.Advance(time.Microsecond)
	s.hides(reading, text, member)
	v, err := s.ViewAsAt(member, string(reading), during, during)
	if err != nil || strings.Contains(all(t, v, reading), text) {
		t.Errorf("as at the time of the reading it is read again: %v", err)
	}
	if again := s.do(member, at+"/open"); again == reading {
		t.Error("a second reading is not noted for itself")
	}
	s.do(secretary, at+"/mark", "mark", "RED", "recipients", "demo-ls-b-member")
	s.missing(reading, member) // who may not see it any more
	readings, err := register.All[*record.Reading](s.now(), register.Query{Key: "paper", Is: id(at)})
	if err != nil || len(readings) != 2 {
		t.Errorf("%d readings are noted: %v", len(readings), err)
	}
}

// TestEdit changes drafts, and minutes until they are confirmed.
func TestEdit(t *testing.T) {
	s := begin(t)
	at := s.paper("panel-101", "Costs", "GREEN")
	s.refuse(page.ErrNotFound, member, at+"/edit", "title", "x", "text", "x")
	s.refuse("Enter a title", secretary, at+"/edit", "title", "")
	s.do(secretary, at+"/edit", "text", "Other figures.")
	s.shows(at, "Other figures.", secretary)
	s.item("panel-101", "Costs", "GREEN")
	s.do(secretary, "/meetings/panel-101/agenda/publish")
	s.do(secretary, "/meetings/panel-101/packs/green/publish")
	s.refuse(page.ErrForbidden, secretary, at+"/edit", "text", "x")

	s.At("2022-01-26T16:00")
	s.do(secretary, "/meetings/ssc-139/attendance", s.presence("ssc")...)
	minutes := s.do(secretary, "/meetings/ssc-139/minutes/new", "text", "What was said.")
	form, err := s.Form(secretary, string(minutes)+"/edit")
	if err != nil || form.Fields[1].Values != nil {
		t.Errorf("the form shows what is AMBER: %v", err)
	}
	s.do(secretary, minutes+"/edit", "title", "Minutes, mended")
	if got := get[*record.Paper](s, id(minutes)); got.Text.Text() != "What was said." {
		t.Errorf("it says %q", got.Text.Text())
	}
	s.At("2022-02-09T16:00")
	s.do(secretary, "/meetings/ssc-140/attendance", s.presence("ssc")...)
	s.do(secretary, "/meetings/ssc-139/minutes/confirm", "at", "ssc-140")
	s.refuse(page.ErrForbidden, secretary, minutes+"/edit", "text", "x")
}

// TestErased shows that the text of a paper was removed.
func TestErased(t *testing.T) {
	s := begin(t)
	at := s.published("Names", "WHITE")
	_, err := s.Code.Register().Act(t.Context(), register.Act{Who: secretary, Verb: "erase"},
		func(tx *register.Tx) error { return tx.Erase("paper", id(at), "a person asked") })
	if err != nil {
		t.Fatal(err)
	}
	s.shows(at, "a person asked", public)
	s.hides(at, "What Names says.", public, secretary)
}
