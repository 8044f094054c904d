package body_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// TestPagesOfJanuary2022 reads what the register of January 2022 says of bodies and meetings.
func TestPagesOfJanuary2022(t *testing.T) {
	s := begin(t)
	for _, c := range []struct{ address, want string }{
		{"/bodies", "Technical Architecture and Business Architecture Sub-Committee Meeting 74"},
		{"/bodies", "Transitional forums, outside the Code"},
		{"/bodies/panel", "SEC Panel Meeting 101"},
		{"/bodies/panel", `<a href="../seats/demo-panel-chair">Chair</a></th><td>Demo Panel chair</td>`},
		{"/bodies/csc", `Gas Network</a></th><td><span class="missing">not known</span></td>`},
		{"/bodies/working_group", "Open to any Party"},
		{"/bodies/imf", "Transitional forum, outside the Code"},
		{"/meetings", "Strategic Working Group 07"},
		{"/meetings/strategic_wg-7", "<h1>Strategic Working Group 07</h1>"},
		{"/meetings/panel-101", "5 Working Days before Friday 18 February 2022 is Friday 11 February 2022"},
		{"/meetings/csc-36", "5 Working Days before Tuesday 15 February 2022 is Tuesday 8 February 2022"},
		{"/meetings/panel-101", "5pm on 11 February 2022"},
		{"/meetings/panel-100", `January 2022, on a day that is <span class="missing">not known</span>`},
		{"/meetings/panel-100", "January 2022 WHITE SEC Panel Meeting 100 Documentation"},
		{"/meetings/imf-2022-02", "Depends on what is said on 27 January"},
		{"/meetings/panel-100/packs/white", "Operations Report"},
		{"/seats/demo-csc-gn", `<span class="missing">not known</span>`},
		{"/seats/demo-panel-ls-1", "1 January 2023"},
		{"/elections", "There is no election."},
	} {
		s.shows(page.Address(c.address), c.want, public, party, secretary)
	}
	s.shows("/meetings/panel-100", "January 2022 GREEN SEC Panel Meeting 100 Documentation", party,
		member, official, authority, secretary)
	s.hides("/meetings/panel-100", "GREEN", public)
	s.hides("/meetings/panel-100", "Transitional Governance", public)
	s.missing("/meetings/panel-100/packs/green", public)
	s.missing("/meetings/panel-100/packs/amber", public, secretary)
	s.missing("/meetings/panel-100/packs/purple", secretary)
	s.missing("/bodies/nothing", secretary)
	s.missing("/meetings/panel-999", secretary)
}

// TestMarkup holds every list of the subject to what pages promise.
func TestMarkup(t *testing.T) {
	s := begin(t)
	for _, address := range []string{"/bodies", "/bodies/panel/meetings", "/meetings",
		"/meetings?show=past", "/meetings?month=2022-02", "/meetings?body=ssc", "/seats",
		"/seats?show=vacant", "/seats?show=ending", "/elections", "/actions", "/actions?show=all"} {
		for _, who := range []string{public, member, secretary} {
			s.Page(who, address)
		}
	}
}

// order is the order in which titles stand in a list.
func order(t *testing.T, v *page.View) (titles []string) {
	t.Helper()
	for _, e := range v.List.Entries {
		titles = append(titles, e.Title)
	}
	return titles
}

func TestLists(t *testing.T) {
	s := begin(t)
	list := func(address string) []string {
		t.Helper()
		v, err := s.View(public, address)
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		return order(t, v)
	}
	upcoming := list("/meetings")
	if len(upcoming) != 15 || upcoming[0] != "Change Board Meeting 62" ||
		upcoming[4] != "SEC Panel Meeting 100" {
		t.Errorf("upcoming on 20 January: %v", upcoming)
	}
	if past := list("/meetings?show=past"); len(past) != 0 {
		t.Errorf("past on 20 January: %v", past)
	}
	if got := list("/meetings?month=2022-01"); len(got) != 5 {
		t.Errorf("January: %v", got)
	}
	if got := list("/bodies/ssc/meetings"); !slices.Equal(got, []string{
		"Security Sub-Committee Meeting 139", "Security Sub-Committee Meeting 140"}) {
		t.Errorf("of the SSC: %v", got)
	}
	if got := list("/meetings?body=ssc&month=2022-02"); len(got) != 1 {
		t.Errorf("of the SSC in February: %v", got)
	}
	s.missing("/meetings?body=nothing", public)
	s.missing("/bodies/nothing/meetings", public)
	s.missing("/meetings?after=!", public)

	s.At("2022-02-10T09:00")
	past := list("/meetings?show=past")
	if past[0] != "Security Sub-Committee Meeting 140" || !slices.Contains(past,
		"SEC Panel Meeting 100") {
		t.Errorf("past on 10 February: %v", past)
	}
	if got := list("/meetings"); len(got) != 4 {
		t.Errorf("upcoming on 10 February: %v: want those of February on a day not known too", got)
	}
	s.shows("/meetings/ssc-139", "Scheduled; its date has passed", public)
}

// TestMeetingsOfAParty are those of the bodies on which it has somebody.
func TestMeetingsOfAParty(t *testing.T) {
	s := begin(t)
	const at = "/parties/demo-osp-d/meetings" // on the Testing Advisory Group
	v, err := s.View(public, at)
	if err != nil || !slices.Equal(order(t, v), []string{"Testing Advisory Group Meeting 86"}) {
		t.Errorf("%v: %v", order(t, v), err)
	}
	s.shows(at, "BEGIN:VEVENT", public)
	both, err := s.View(public, "/parties/demo-ls-g/meetings")
	if err != nil || !slices.Equal(order(t, both), []string{"Change Board Meeting 62",
		"Testing Advisory Group Meeting 86", "Operations Group Meeting 65"}) {
		t.Errorf("%v: %v", order(t, both), err)
	}
	s.missing("/parties/nobody/meetings", public)
	s.At("2022-02-08T18:00")
	past, err := s.View(public, "/parties/demo-ls-g/meetings?show=past")
	if err != nil || !slices.Equal(order(t, past), []string{"Testing Advisory Group Meeting 86",
		"Change Board Meeting 62"}) {
		t.Errorf("past are %v: %v", order(t, past), err)
	}
	change(s, "demo-tag-osp", func(seat *record.Seat) { seat.Until = seat.From.AddDays(10) })
	if v, err = s.View(public, at); err != nil || len(v.List.Entries) != 0 {
		t.Errorf("after its term it follows %v: %v", order(t, v), err)
	}
}

// TestSchedule enters meetings: numbers ascend and none comes again.
func TestSchedule(t *testing.T) {
	s := begin(t)
	const form = "/bodies/panel/meetings/new"
	s.refuse(page.ErrSignIn, public, form, on("day", 2022, 3, 18)...)
	s.refuse(page.ErrForbidden, member, form, on("day", 2022, 3, 18)...)
	s.refuse(page.ErrNotFound, secretary, "/bodies/nothing/meetings/new", on("day", 2022, 3, 18)...)
	for _, c := range []struct {
		want  string
		pairs []string
	}{
		{"Enter the day", nil},
		{"must be a day that exists", on("day", 2022, 2, 30)},
		{"from 20 January 2022 on", on("day", 2022, 1, 19)},
		{"is no Working Day; the next one is Monday 21 March 2022", on("day", 2022, 3, 19)},
		{"is no Working Day; the next one is Tuesday 19 April 2022", on("day", 2022, 4, 15)},
		{"within the years", on("day", 2099, 4, 15)},
		{"Enter a time", append(on("day", 2022, 3, 18), "starts", "10am")},
		{"say when it starts", append(on("day", 2022, 3, 18), "ends", "12:00")},
		{"must be after the start", append(on("day", 2022, 3, 18), "starts", "10:00", "ends", "10:00")},
		{"has passed", append(on("day", 2022, 1, 20), "starts", "10:00")},
	} {
		s.refuse(c.want, secretary, form, c.pairs...)
	}
	at := s.do(secretary, form, append(on("day", 2022, 3, 18), "starts", "10:00", "ends", "13:00",
		"place", "London")...)
	if at != "/meetings/panel-102" {
		t.Fatalf("it is at %s", at)
	}
	s.shows(at, "SEC Panel Meeting 102", public)
	s.shows(at, "DTSTART;TZID=Europe/London:20220318T100000", public)
	s.shows(at, "10am to 1pm on 18 March 2022", public)
	s.do(secretary, at+"/cancel", "reason", "Nothing to decide")
	if next := s.do(secretary, form, on("day", 2022, 3, 18)...); next != "/meetings/panel-103" {
		t.Errorf("after a cancelled 102 comes %s: no number comes again", next)
	}

	const monthly = "/bodies/working_group/meetings/new"
	s.refuse("there is a meeting for it already", secretary, monthly, on("day", 2022, 2, 10)...)
	if at := s.do(secretary, monthly, on("day", 2022, 3,
		2)...); at != "/meetings/working_group-2022-03" {
		t.Errorf("it is at %s", at)
	}
	s.shows("/meetings/working_group-2022-03", "SEC Monthly Working Group Meeting - March 2022",
		public)
	if at := s.do(secretary, "/bodies/imf/meetings/new", on("day", 2022, 3, 2)...); at !=
		"/meetings/imf-2022-03-02" {
		t.Errorf("it is at %s", at)
	}
	if at := s.do(secretary, "/bodies/strategic_wg/meetings/new", on("day", 2022, 3, 2)...); at !=
		"/meetings/strategic_wg-8" {
		t.Errorf("it is at %s", at)
	}
	s.shows("/meetings/strategic_wg-8", "Strategic Working Group 08", public)
}

// TestMove moves and cancels meetings, and reads them in calendars.
func TestMove(t *testing.T) {
	s := begin(t)
	const at = "/meetings/csc-36"
	s.shows(at, "SEQUENCE:0", public)
	s.refuse(page.ErrSignIn, public, at+"/move", "reason", "x")
	s.refuse(page.ErrForbidden, delegate, at+"/move", "reason", "x")
	s.refuse("Reason", secretary, at+"/move", on("day", 2022, 2, 17)...)
	s.refuse("on that day already", secretary, at+"/move", "reason", "none")
	s.refuse("no Working Day", secretary, at+"/move", append(on("day", 2022, 2, 19), "reason", "x")...)
	stale, err := s.Form(secretary, at+"/move")
	if err != nil {
		t.Fatal(err)
	}
	s.do(secretary, at+"/move", append(on("day", 2022, 2, 17), "reason", "The chair is ill")...)
	for _, text := range []string{"SEQUENCE:1", "DTSTART;VALUE=DATE:20220217", "The chair is ill",
		"Thursday 17 February 2022", "15 February 2022", "Rescheduled",
		"5 Working Days before Thursday 17 February 2022"} {
		s.shows(at, text, public, secretary)
	}
	if m := get[*record.Meeting](s, "csc-36"); m.Weekday != "thursday" || m.Number != 36 {
		t.Errorf("it is on a %s and has number %d", m.Weekday, m.Number)
	}
	if now, err := s.Form(secretary, at+"/move"); err != nil || now.Version == stale.Version {
		t.Errorf("the form has the version of before: %v", err)
	}
	s.do(secretary, at+"/move", append(on("day", 2022, 2, 18), "reason", "A room was found")...)
	s.shows(at, "SEQUENCE:2", public)

	s.refuse("choose a day in that month", secretary, "/meetings/working_group-2022-02/move",
		append(on("day", 2022, 3, 2), "reason", "x")...)
	s.do(secretary, "/meetings/imf-2022-02/move", append(on("day", 2022, 2, 24), "reason",
		"It is known now")...)
	s.shows("/meetings/imf-2022-02", "Thursday 24 February 2022", public)

	s.refuse("Reason", secretary, at+"/cancel")
	s.do(secretary, at+"/cancel", "reason", "Nothing to assess")
	for _, text := range []string{"STATUS:CANCELLED", "SEQUENCE:3", "Nothing to assess", "Cancelled"} {
		s.shows(at, text, public)
	}
	s.shows("/bodies/csc/meetings", "STATUS:CANCELLED", public)
	s.hides("/bodies/csc", "Next meeting</dt>\n<dd><a href=\"../meetings/csc-36\"", public)
	for _, deed := range []page.Address{"/move", "/cancel", "/correspondence"} {
		s.refuse("Nothing is possible any more", secretary, at+deed,
			append(on("day", 2022, 2, 21), "reason", "x")...)
	}
	s.refuse("takes no papers", secretary, at+"/papers/new", "title", "x", "mark", "GREEN", "text",
		"x")
	s.refuse("not possible now", secretary, at+"/agenda/new", "title", "x", "purpose", "decision",
		"mark", "GREEN")
	s.refuse("takes no apologies", "demo-en-a-delegate", at+"/apologies", "comes", "no")
}

// TestStale is refused: the meeting was moved while the form was open.
func TestStale(t *testing.T) {
	s := begin(t)
	const at = "/meetings/csc-36/move"
	old, err := s.Form(secretary, at)
	if err != nil {
		t.Fatal(err)
	}
	s.do(analyst, at, append(on("day", 2022, 2, 17), "reason", "The chair is ill")...)
	route := s.Routes()["/meetings/{id}/move"]
	now := s.Code.Now()
	_, err = route.Submit(&page.Ask{Context: t.Context(), Who: secretary,
		Path: map[string]string{"id": "csc-36"}, Moment: page.Moment{So: now, Known: now}},
		page.Input{Version: old.Version, Values: with(append(on("day", 2022, 2, 18), "reason", "x"))})
	if err == nil || !strings.Contains(err.Error(), "changed") {
		t.Errorf("%v: want a conflict", err)
	}
}

// TestAsAt sees a meeting as it was before it was moved.
func TestAsAt(t *testing.T) {
	s := begin(t)
	before := s.Code.Now()
	was := s.see(public, "/meetings/csc-36")
	s.At("2022-01-21T09:00")
	s.do(secretary, "/meetings/csc-36/move", append(on("day", 2022, 2, 17), "reason", "Ill")...)
	v, err := s.ViewAsAt(public, "/meetings/csc-36", before, before)
	if err != nil {
		t.Fatal(err)
	}
	if got := governancetest.Main(v, "/meetings/csc-36"); !strings.HasPrefix(was, got) {
		t.Errorf("as at the day before it says\n%s\nand said\n%s", got, was)
	}
}
