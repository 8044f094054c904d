package body_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// TestAppoint fills seats, from now or a later day.
func TestAppoint(t *testing.T) {
	s := begin(t)
	const seat = "/seats/demo-csc-gn"
	s.refuse(page.ErrSignIn, public, seat+"/appoint", "from", "demo-gn-a")
	s.refuse(page.ErrForbidden, delegate, seat+"/appoint", "from", "demo-gn-a")
	s.refuse("Choose from what is offered", secretary, seat+"/appoint", "from", "demo-ls-a")
	at := s.do(secretary, seat+"/appoint", "from", "demo-gn-a")
	s.refuse(page.ErrForbidden, delegate, at, "holder", "demo-gn-a-delegate", "reason", "x")
	s.refuse("choose a day from today on", secretary, at,
		append(on("since", 2022, 1, 19), "holder", "demo-gn-a-delegate", "reason", "x")...)
	s.refuse("after the day on which it begins", secretary, at,
		append(on("until", 2022, 1, 20), "holder", "demo-gn-a-delegate", "reason", "x")...)
	s.refuse("Choose from what is offered", secretary, at, "holder", delegate, "reason", "x")
	s.refuse("Enter a reason", secretary, at, "holder", "demo-gn-a-delegate")
	s.do(secretary, at, "holder", "demo-gn-a-delegate", "reason", "Interim")
	for _, text := range []string{"Delegate of Demo Gas Network A", "20 January 2024"} {
		s.shows(seat, text, public)
	}
	s.shows("/bodies/csc", "Delegate of Demo Gas Network A", public)
	s.shows("/meetings/csc-36", "Send apologies", "demo-gn-a-delegate")

	// Another from March, for the rest of the term.
	s.do(secretary, at, append(on("since", 2022, 3, 1), "holder", "demo-gn-a-signatory", "reason",
		"Steps down")...)
	s.shows(seat, "held by Signatory of Demo Gas Network A from", public)
	s.shows(seat, "Delegate of Demo Gas Network A", public)
	s.hides("/meetings/csc-36", "Send apologies", "demo-gn-a-signatory")
	s.do("demo-gn-a-delegate", seat+"/alternate", "alternate", "demo-gn-a-admin")
	s.shows(seat, "held by Signatory of Demo Gas Network A from", public) // it still is to come
	s.do(secretary, at, append(on("since", 2022, 2, 1), "holder", "demo-gn-a-admin", "reason",
		"Fills in")...)
	s.shows(seat, "held by Signatory of Demo Gas Network A from", public)
	s.At("2022-02-01T00:00")
	if now := get[*record.Seat](s, "demo-csc-gn"); now.Holder != "demo-gn-a-admin" {
		t.Errorf("in February it is %+v", now)
	}
	s.At("2022-03-01T00:00")
	if now := get[*record.Seat](s, "demo-csc-gn"); now.Holder != "demo-gn-a-signatory" ||
		now.Until.String() != "2024-01-20" || now.Alternate != "" {
		t.Errorf("from March it is %+v: want the rest of the term", now)
	}

	s.refuse("another seat", secretary, "/seats/demo-csc-osp/appoint/demo-gn-a", "holder",
		"demo-gn-a-signatory", "reason", "x")
	s.refuse("the constituency of the seat, Other SEC Party", secretary,
		"/seats/demo-csc-osp/appoint/demo-gn-a", "holder", "demo-gn-a-admin", "reason", "x")
	s.refuse("their Voting Group has a seat already, that of Demo Large Supplier A", secretary,
		"/seats/demo-change_board-ls-m/appoint/demo-ls-a2", "holder", binder2, "reason", "x")
}

// TestAppointTheIndependent fills the chair with somebody who works for nobody.
func TestAppointTheIndependent(t *testing.T) {
	s := begin(t)
	s.do(secretary, "/seats/demo-panel-chair/end", "reason", "Retires")
	s.shows("/seats/demo-panel-chair", "vacant", public)
	s.shows("/seats?show=vacant", "Chair", public)
	s.hides("/meetings/panel-101", "Send apologies", chair)
	at := s.do(secretary, "/seats/demo-panel-chair/appoint", "from", "independent")
	s.do(secretary, at, "holder", chair, "reason", "Appointed again")
	s.hides("/seats?show=vacant", "Chair", public)
	if seat := get[*record.Seat](s, "demo-panel-chair"); !seat.Until.IsZero() || seat.Party != "" {
		t.Errorf("the chair is %+v: no term is counted for it", seat)
	}
	at = s.do(secretary, "/seats/demo-panel-con-1/appoint", "from", "demo-con-b")
	s.refuse("another seat", secretary, at, "holder", "demo-con-b-member", "reason", "x")
}

// TestLeave ends a membership, now or later.
func TestLeave(t *testing.T) {
	s := begin(t)
	const seat = "/seats/demo-ssc-net"
	s.refuse(page.ErrForbidden, "demo-en-b-delegate", seat+"/end", "reason", "x")
	s.refuse("Enter a reason", secretary, seat+"/end")
	s.refuse("from 20 January 2022 on", secretary, seat+"/end",
		append(on("on", 2022, 1, 19), "reason", "x")...)
	s.do(secretary, seat+"/end", append(on("on", 2022, 2, 1), "reason", "Leaves")...)
	s.shows(seat, "To come", public)
	s.shows("/meetings/ssc-140", "Send apologies", "demo-en-b-delegate")
	s.At("2022-02-01T00:00")
	s.shows(seat, "vacant", public)
	s.hides("/meetings/ssc-140", "Send apologies", "demo-en-b-delegate")
	s.shows("/seats?show=vacant", "demo-ssc-net", public)
	s.hides("/seats?show=vacant", "demo-csc-osp", public) // not known is not vacant
	s.refuse("Nobody holds this seat", secretary, seat+"/end", "reason", "x")
	s.refuse("Nobody holds this seat", secretary, seat+"/alternate")
}

// TestAlternate may see what the member may.
func TestAlternate(t *testing.T) {
	s := begin(t)
	paper := s.published("Threats", "AMBER")
	s.missing(paper, alternate)
	const form = "/seats/demo-panel-ls-1/alternate"
	s.refuse(page.ErrSignIn, public, form, "alternate", alternate)
	s.refuse(page.ErrForbidden, alternate, form, "alternate", alternate)
	s.refuse("choose from what is offered", member, form, "alternate", "demo-ls-b-delegate")
	s.refuse("choose from what is offered", member, form, "alternate", member)
	s.do(member, form, "alternate", alternate)
	s.shows(paper, "Threats", alternate)
	s.shows("/bodies/panel", "alternate: Administrator of Demo Large Supplier A", public)
	s.do(member, form, "alternate", "")
	s.missing(paper, alternate)
}

// TestTerms shows which terms end soon, as noted or counted.
func TestTerms(t *testing.T) {
	s := begin(t)
	s.hides("/seats?show=ending", "demo-panel-ls-1", public)
	s.At("2022-10-02T10:00")
	s.shows("/seats?show=ending", "demo-panel-ls-1", public)
	s.hides("/seats?show=ending", "demo-panel-ls-2", public)
	s.hides("/seats?show=ending", "demo-imf-chair", public) // no terms there
	change(s, "demo-panel-ls-2", func(seat *record.Seat) { seat.Until = seat.From.AddDays(300) })
	s.shows("/seats?show=ending", "demo-panel-ls-2", public)
	s.At("2022-11-01T10:00")
	s.shows("/seats?show=vacant", "vacant: the term has ended", public)
}

// election opens an election for the two Large Supplier seats on the Panel.
func (s *story) election() page.Address {
	s.t.Helper()
	return s.do(secretary, "/bodies/panel/elections/new", join(on("closes", 2022, 1, 31),
		on("term", 2022, 4, 1), []string{"seats", "demo-panel-ls-1", "seats", "demo-panel-ls-2"})...)
}

func TestCallAnElection(t *testing.T) {
	s := begin(t)
	const form = "/bodies/panel/elections/new"
	with := func(pairs ...string) []string {
		return join(on("closes", 2022, 1, 31), on("term", 2022, 4, 1), pairs)
	}
	s.refuse(page.ErrForbidden, member, form, with("seats", "demo-panel-ls-1")...)
	s.refuse("Choose at least one seat", secretary, form, with()...)
	s.refuse("Large Supplier and Small Supplier are two", secretary, form,
		with("seats", "demo-panel-ls-1", "seats", "demo-panel-ss-1")...)
	s.refuse("Choose from what is offered", secretary, form, with("seats", "demo-panel-dcc")...)
	s.refuse("Choose from what is offered", secretary, "/bodies/change_board/elections/new",
		with("seats", "demo-change_board-ls-a")...) // each Voting Group sends its own
	s.refuse("choose 27 January 2022 or later", secretary, form, join(on("closes", 2022, 1, 26),
		on("term", 2022, 4, 1), []string{"seats", "demo-panel-ls-1"})...)
	s.refuse("choose a day after nominations close", secretary, form, join(on("closes", 2022, 1, 31),
		on("term", 2022, 1, 31), []string{"seats", "demo-panel-ls-1"})...)
	at := s.election()
	s.shows(at, "Nominations open", public)
	s.shows("/elections", "Election: Panel, Large Supplier, 1 April 2022", public)
	s.shows("/seats/demo-panel-ls-1", "Election: Panel", public)
	s.refuse("an election for one of them already", secretary, form, with("seats",
		"demo-panel-ls-1")...)
}

// TestElection is contested, and a tie is settled by lot.
func TestElection(t *testing.T) {
	s := begin(t)
	at := s.election()
	nominate := func(who, person string) page.Address {
		t.Helper()
		return s.do(who, at+"/nominate", "person", person, "statement", "Has sat on it before.")
	}
	s.refuse(page.ErrSignIn, public, at+"/nominate", "person", member, "statement", "x")
	s.refuse(page.ErrForbidden, delegate, at+"/nominate", "person", member, "statement", "x")
	s.refuse(page.ErrForbidden, other, at+"/nominate", "person", member, "statement", "x")
	s.refuse(page.ErrForbidden, secretary, at+"/nominate", "person", member, "statement", "x")
	s.refuse("Choose from what is offered", binder, at+"/nominate", "person", "demo-ls-b-delegate",
		"statement", "x")
	first := nominate(binder, delegate)
	s.refuse("has nominated somebody already", binder, at+"/nominate", "person", member, "statement",
		"x")
	s.missing(first, public, binderB)
	s.shows(first, "Has sat on it before.", binder, secretary)
	s.shows(at, "Delegate of Demo Large Supplier A", binder, secretary)
	s.hides(at, "Delegate of Demo Large Supplier A", public, binderB)
	s.refuse(page.ErrNotFound, binderB, first+"/withdrawal")
	s.refuse("A signatory of the Party takes it back", alternate, first+"/withdrawal")
	s.hides(first, "Withdraw the nomination", alternate)
	s.do(delegate, first+"/withdrawal") // is nominated
	s.do(binder, nominate(binder, delegate)+"/withdrawal")
	a := nominate(binder, member)
	if events, err := s.now().History("nomination", id(a)); err != nil ||
		events[0].Who != binder || events[0].Behalf != "demo-ls-a" {
		t.Errorf("the journal has %+v: %v", events, err)
	}
	b := nominate(binderB, "demo-ls-b-delegate")
	c := nominate("demo-ls-c-signatory", "demo-ls-c-delegate")
	s.refuse("Possible are", secretary, at+"/settle", on("closes", 2022, 2, 10)...)
	s.refuse("Possible are", binder, at+"/vote", "for", "abstain")

	s.just("2022-01-31T17:00", -2) // an act comes a microsecond after what was served
	d := nominate("demo-ls-d-signatory", "demo-ls-d-delegate")
	s.just("2022-01-31T17:00", 0)
	s.refuse("Possible are", "demo-ls-e-signatory", at+"/nominate", "person", "demo-ls-e-delegate",
		"statement", "x")
	s.refuse(page.ErrForbidden, binder, at+"/settle")
	s.refuse("enter a day", secretary, at+"/settle")
	s.refuse("choose 7 February 2022 or later", secretary, at+"/settle", on("closes", 2022, 2, 4)...)
	s.do(secretary, at+"/settle", on("closes", 2022, 2, 8)...)
	s.refuse(page.ErrForbidden, binder, a+"/withdrawal")
	for _, candidate := range []page.Address{a, b, c, d} {
		s.shows(candidate, "Has sat on it before.", public)
	}
	s.missing(first, public)
	s.shows(at, "Voting open", public)

	vote := func(who string, to page.Address) {
		t.Helper()
		s.do(who, at+"/vote", "for", id(to))
	}
	s.refuse(page.ErrForbidden, delegate, at+"/vote", "for", id(a))
	s.refuse(page.ErrForbidden, other, at+"/vote", "for", id(a))
	vote(binder, b)
	vote(binder, a)
	s.refuse("Another Party of your Voting Group", binder2, at+"/vote", "for", id(b))
	vote(binderB, a)
	vote("demo-ls-c-signatory", c)
	vote("demo-ls-d-signatory", d)
	s.do("demo-ls-e-signatory", at+"/vote", "for", "abstain")
	s.shows("/election-votes", "demo-vg-ls-a", secretary, binder)
	s.hides("/election-votes", "demo-vg-ls-a", public, binderB)
	s.refuse("Possible are", secretary, at+"/result")
	s.just("2022-02-08T17:00", 0)
	s.refuse("Possible are", "demo-ls-f-signatory", at+"/vote", "for", id(b))
	s.refuse(page.ErrForbidden, binder, at+"/result", "lots", id(c), "how", "by lot")
	s.refuse("Choose at least one", secretary, at+"/result", "how", "by lot")
	s.refuse("Choose 1 of those", secretary, at+"/result", "lots", id(c), "lots", id(d), "how",
		"by lot")
	s.refuse("how the tie was settled", secretary, at+"/result", "lots", id(c))
	s.do(secretary, at+"/result", "lots", id(c), "how", "By lot before the chair")
	for _, text := range []string{"Result published", "By lot before the chair", "elected"} {
		s.shows(at, text, public)
	}
	e := get[*record.Election](s, id(at))
	if len(e.Elected) != 2 || e.Elected[0] != id(a) || e.Elected[1] != id(c) {
		t.Errorf("elected are %v", e.Elected)
	}
	s.refuse("Nothing is possible any more", secretary, at+"/result")
	s.shows("/seats/demo-panel-ls-2", "held by Delegate of Demo Large Supplier C from", public)
	s.At("2022-04-01T00:00")
	for seat, holder := range map[string]string{"demo-panel-ls-1": member,
		"demo-panel-ls-2": "demo-ls-c-delegate"} {
		if got := get[*record.Seat](s, seat); got.Holder != holder || got.From.String() != "2022-04-01" ||
			got.Until.String() != "2024-04-01" {
			t.Errorf("%s is %+v", seat, got)
		}
	}
}

// TestUncontested needs no vote.
func TestUncontested(t *testing.T) {
	s := begin(t)
	at := s.election()
	s.do(binderB, at+"/nominate", "person", "demo-ls-b-member", "statement", "x")
	s.At("2022-02-01T09:00")
	s.shows(at, "Nominations closed", public)
	s.do(secretary, at+"/settle")
	s.shows(at, "Uncontested", public)
	s.refuse("Possible are", binderB, at+"/vote", "for", "abstain")
	s.do(secretary, at+"/result")
	s.At("2022-04-01T00:00")
	if seat := get[*record.Seat](s, "demo-panel-ls-2"); seat.Holder != "demo-ls-b-member" {
		t.Errorf("whoever held a seat keeps theirs: %+v", seat)
	}
	if seat := get[*record.Seat](s, "demo-panel-ls-1"); seat.Holder != member {
		t.Errorf("the seat that nobody was elected for stays as it is: %+v", seat)
	}
}

// TestNobodyStands leaves the seats as they are.
func TestNobodyStands(t *testing.T) {
	s := begin(t)
	at := s.election()
	s.At("2022-02-01T09:00")
	s.do(secretary, at+"/settle")
	s.shows(at, "No nominations", public)
	s.refuse("Nothing is possible any more", secretary, at+"/settle")
	s.election2(t)
}

// election2 opens another one for the same seats.
func (s *story) election2(t *testing.T) {
	t.Helper()
	s.do(secretary, "/bodies/panel/elections/new", join(on("closes", 2022, 2, 28),
		on("term", 2022, 4, 1), []string{"seats", "demo-panel-ls-1"})...)
	all, err := register.All[*record.Election](s.now(), register.Query{Key: "seat",
		Is: "demo-panel-ls-1"})
	if err != nil || len(all) != 2 {
		t.Errorf("%d elections: %v", len(all), err)
	}
}
