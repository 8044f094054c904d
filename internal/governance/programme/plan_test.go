package programme_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The plan of the newsletter, and the request to change it.
const (
	ecos        = "/plans/jip-ecos"
	ecosRequest = "/change-requests/jip-cr-ecos-2022-01-14"
)

// TestECoS: the request of January 2022 from its issue to the baseline. The titles and days of
// the two new milestones are not printed; those here are of the story.
func TestECoS(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Says(ecos, "ECoS Go Live is proposed for 30 June 2023", "ECoS JIP change request",
		"ECoS Go Live: proposed for 30 June 2023. Not named: date not printed.", "No day agreed",
		"date not printed", "30 June 2023", "not named")
	s.Says(ecosRequest, "Out for consultation until 5pm on 4 February 2022", "Steps",
		"14 January 2022", "27 January 2022", "to come", "Implementation Managers Forum",
		"5pm on 4 February 2022", "February 2022, day", "not known", "Condition:",
		"Smart Metering Delivery Group", "Condition:", "After", "What changes in the plan",
		"ECoS Go Live", "moves", "date not printed", "30 June 2023", "Not named", "new")
	discussed(t, s)
	s.Refused(staff, ecosRequest+"/baseline", "Possible are", "what", "x")
	s.Refused(staff, ecosRequest+"/no-objection", "open until 5pm on 4 February 2022")
	s.Do(staff, ecosRequest+"/object", "text", "The second new milestone comes too early")
	s.Says(ecosRequest, "Objections", "not all are resolved", "comes too early", "not resolved")

	s.At("2022-02-04T17:00")
	s.Says(ecosRequest, "The consultation has closed; what comes of it is not known")
	s.Do(staff, ecosRequest+"/take-stock")
	s.Refused(staff, ecosRequest+"/recommend", "Enter a day, or a month", "on", "", "month", "soon",
		"what", "x")
	s.Do(staff, ecosRequest+"/recommend", "on", "", "month", "2022-02", "what", "Recommended",
		"meeting", "imf-2022-02")
	s.Refused(staff, ecosRequest+"/baseline", "not resolved", "what", "x")
	s.Refused(staff, ecosRequest+"/no-objection", "Objections were noted")
	s.Do(staff, ecosRequest+"/resolve", "objection", "0", "how", "It has a day that all agree to")
	s.Refused(staff, ecosRequest+"/resolve", "choose from what", "objection", "0", "how", "x")
	s.Refused(staff, ecosRequest+"/baseline", "Of 1 milestones the title or the day", "what", "x")
	s.Refused(staff, ecosRequest+"/milestone", "says something else already", "milestone",
		"jip-ecos-go-live", "to", "2023-07-31")
	s.Do(staff, ecosRequest+"/milestone", "milestone", "jip-ecos-new-2", "to", "2023-03-31")
	s.Says(ecos, "3 milestones are proposed; the last, ECoS Go Live, for 30 June 2023")

	s.At("2022-02-22T14:00")
	s.Do(staff, ecosRequest+"/baseline", "what", "The SMDG sets the baseline", "meeting",
		"smdg-2022-02")
	s.Says(ecosRequest, "Baselined", "What came of it", "Baseline 1")
	s.Says(ecos, "As baselined on 22 February 2022", "version 1",
		"ECoS Go Live", "Green", "30 June 2023")
	s.Refused(staff, ecosRequest+"/reject", "Nothing is possible any more", "reason", "x")
	s.Refused(staff, ecosRequest+"/milestone", "decided", "milestone", "jip-ecos-go-live")
	before, err := s.ViewAsAt("", ecos, governancetest.Start, governancetest.Start)
	if err != nil || before.Title != "ECoS Go Live is proposed for 30 June 2023" {
		t.Errorf("the plan of before says %q, %v", before.Title, err)
	}
	s.Says(ecos+"/baselines", "Baseline 1 against before baseline 1", "ECoS Go Live", "moved",
		"not known", "30 June 2023", "Data migration tested", "new", "not in the plan",
		"30 November 2022", "Cutover rehearsed", "31 March 2023")
	told(t, s, "forum_item", "baselined")
}

// discussed is the meeting of the forum on 27 January, and what became known at it.
func discussed(t *testing.T, s governancetest.Site) {
	t.Helper()
	s.Refused(staff, ecosRequest+"/milestone", "adds no further milestone", "milestone", "new",
		"title", "A third")
	s.At("2022-01-27T15:00")
	s.Do(staff, ecosRequest+"/discuss", "on", "2022-01-27", "what", "Questions were answered",
		"meeting", "imf-2022-01-27", "outcome", "The forum has it again in February")
	s.Says(ecosRequest, "Discussed", "Questions were answered", "Outcome: The forum has it again")
	s.Do(staff, ecosRequest+"/outcome", "step", "1", "outcome", "Issues were talked over")
	s.Says(ecosRequest, "Outcome: Issues were talked over")
	s.Refused(staff, ecosRequest+"/take-stock", "Its consultation closes by the clock")
	s.Refused(staff, ecosRequest+"/milestone", "adds no further milestone", "milestone", "new",
		"title", "A third")
	s.Do(staff, ecosRequest+"/milestone", "milestone", "jip-ecos-new-1", "title",
		"Data migration tested", "to", "2022-11-30", "owner", "dcc")
	s.Do(staff, ecosRequest+"/milestone", "milestone", "jip-ecos-new-2", "title",
		"Cutover rehearsed")
}

// told checks that notices of some events were left, for the forums and for who has subscribed.
func told(t *testing.T, s governancetest.Site, events ...string) {
	t.Helper()
	now := s.Code.Now()
	reader, err := s.Code.Reader(t.Context(), staff)
	if err != nil {
		t.Fatal(err)
	}
	v := s.Code.Register().View(t.Context(), reader, register.Moment{So: now, Known: now})
	for _, event := range events {
		found, err := register.All[*record.Notice](v, register.Query{Key: "event", Is: event})
		if err != nil || len(found) == 0 {
			t.Errorf("%s: %d notices, %v", event, len(found), err)
			continue
		}
		n := found[0]
		if n.Topic != "programme" || n.About == "" || n.Why == "" || len(n.To) == 0 {
			t.Errorf("%s: the notice is %+v", event, n)
		}
	}
}

// TestPlan: a plan from its first milestone, whose forecasts slip against the baseline.
func TestPlan(t *testing.T) {
	s := governancetest.NewSite(t)
	to := string(s.Do(staff, "/plans/new", "title", "Demo <plan> & more", "programme", "Demo").To)
	s.Says(to, "It has no milestones yet")
	s.Refused(staff, to+"/progress", "add one first", "reason", "x")
	s.Do(staff, to+"/add-milestone", "title", "First & <last> of a very long name of milestone indeed",
		"baseline", "2022-03-01")
	s.Do(staff, to+"/add-milestone", "title", "Second", "baseline", "2022-04-01")
	s.Do(staff, to+"/add-milestone", "title", "Third")
	s.Says(to, "Nothing is proposed", "Green", "1 March 2022", "No day agreed", "not known")
	id := milestones(t, s, to)
	s.Do(staff, to+"/describe", "milestone", id[1], "needs", id[0], "criteria", "All agree", "owner",
		"dcc")
	s.Refused(staff, to+"/describe", "one of these needs", "milestone", id[0], "needs", id[1])
	s.Says(to, "All agree", "First &amp; &lt;last&gt;")
	s.Do(staff, to+"/progress", "milestone", id[0], "forecast", "2022-03-05", "reason", "Late")
	s.Says(to, "Amber", "5 March 2022")
	s.Do(staff, to+"/progress", "milestone", id[0], "forecast", "2022-04-30", "reason", "Later")
	s.Says(to, "Red", "30 April 2022", "Amber") // the second needs the first
	told(t, s, "milestone_slipped")
	s.Refused(staff, to+"/progress", "a day up to 20 January 2022", "milestone", id[0], "reached",
		"2022-01-21", "reason", "x")
	s.Do(staff, to+"/progress", "milestone", id[0], "reached", "2022-01-20", "reason", "Done")
	s.Says(to, "Reached", "20 January 2022", "Green")
	s.At("2022-04-02T00:00")
	s.Says(to, "Reached", "Red") // the day of the second is over
	s.Do(staff, to+"/describe", "milestone", id[1], "alone", "yes")
	s.Do(staff, to+"/withdraw", "reason", "Made in error")
}

// milestones are the ids of the milestones of a plan, in their order.
func milestones(t *testing.T, s governancetest.Site, plan string) (ids []string) {
	t.Helper()
	form, err := s.Form(staff, plan+"/progress")
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range form.Fields[0].Options {
		ids = append(ids, o.Value)
	}
	return ids
}

// TestBaselines: each baseline is kept, two of them are compared, and none can be changed.
func TestBaselines(t *testing.T) {
	s := governancetest.NewSite(t)
	plan := string(s.Do(staff, "/plans/new", "title", "Demo plan").To)
	for _, m := range []string{"Stays", "Moves", "Goes"} {
		s.Do(staff, plan+"/add-milestone", "title", m, "baseline", "2022-06-01")
	}
	s.Says(plan+"/baselines", "There are not two baselines")
	id := milestones(t, s, plan)
	first := requested(s, plan, "first")
	s.Do(staff, first+"/milestone", "milestone", id[1], "to", "2022-07-01")
	s.Do(staff, first+"/milestone", "milestone", "new", "title", "Comes", "to", "2022-08-01")
	baselined(s, first, "2022-02-04")
	s.Says(plan+"/baselines", "Baseline 1 against before baseline 1", "Stays", "same", "Moves",
		"moved", "1 June 2022", "1 July 2022", "30 days later", "Comes", "new", "1 August 2022")
	s.Refused(staff, plan+"/add-milestone", "by a change request", "title", "x")

	second := requested(s, plan, "second")
	s.Do(staff, second+"/milestone", "milestone", id[1], "to", "2022-06-15")
	s.Do(staff, second+"/milestone", "milestone", id[2], "what", "drop")
	late := requested(s, plan, "late")
	s.Do(staff, late+"/milestone", "milestone", id[1], "to", "2022-09-01")
	baselined(s, second, "2022-03-04")
	s.Says(plan+"/baselines", "Baseline 2 against baseline 1", "Moves", "16 days earlier", "Goes",
		"dropped", "Baseline 1 against before", "Baseline 2 against the first",
		"Beside each other", "not in the plan")
	decided(s, late, "2022-04-04")
	s.Refused(staff, late+"/baseline", "another day in the baseline", "what", "x")

	var told struct {
		Baselines []record.Baseline
		Changes   []struct{ What string }
	}
	text, err := s.Page("", plan+"/baselines").AppendJSON(nil)
	if err == nil {
		err = json.Unmarshal(text, &told)
	}
	if err != nil || len(told.Baselines) != 3 || len(told.Changes) != 4 {
		t.Errorf("%d baselines and %d changes, want 3 and 4: %v", len(told.Baselines),
			len(told.Changes), err)
	}
	for pattern, route := range s.Routes() {
		if strings.HasPrefix(pattern, "/baselines") && route.Submit != nil {
			t.Errorf("%s changes a baseline", pattern)
		}
	}
}

// requested is a request to change a plan, drafted.
func requested(s governancetest.Site, plan, title string) (request string) {
	return string(s.Do(staff, "/change-requests/new", "title", "Demo request "+title, "plan",
		plan[len("/plans/"):], "raised", "dcc", "to", "imf").To)
}

// decided takes a request to where its plan could be baselined, with a consultation that closes on
// a day.
func decided(s governancetest.Site, request, closes string) {
	s.Do(staff, request+"/issue")
	s.Do(staff, request+"/open", "consultation", consultation(s, "jip_change_request", closes))
	s.At(closes + "T17:00")
	s.Do(staff, request+"/no-objection")
	s.Do(staff, request+"/take-stock")
	s.Do(staff, request+"/recommend", "what", "Recommended", "meeting", "imf-2022-02")
}

// baselined takes a request to its end.
func baselined(s governancetest.Site, request, closes string) {
	decided(s, request, closes)
	s.Do(staff, request+"/baseline", "what", "Baselined", "meeting", "smdg-2022-02")
}

// TestDraftedRequest: while a request is drafted what it says can be taken back; once it is
// issued another takes its place.
func TestDraftedRequest(t *testing.T) {
	s := governancetest.NewSite(t)
	plan := string(s.Do(staff, "/plans/new", "title", "Demo plan").To)
	s.Do(staff, plan+"/add-milestone", "title", "Only", "baseline", "2022-06-01")
	id := milestones(t, s, plan)
	one := requested(s, plan, "one")
	says(t, s, staff, one, "Drafted", "Which steps come, is", "not known", "It says no milestone yet")
	s.Refused(staff, one+"/take-back", "choose from what", "change", "0")
	s.Do(staff, one+"/milestone", "milestone", id[0], "to", "2022-07-01")
	s.Do(staff, one+"/milestone", "milestone", id[0], "to", "2022-07-02")
	s.Refused(staff, one+"/milestone", "is not dropped", "milestone", "new", "title", "New", "what",
		"drop")
	s.Do(staff, one+"/milestone", "milestone", "new", "title", "New")
	says(t, s, staff, one, "Only", "moves", "2 July 2022", "31 days later", "New", "not in the plan")
	s.Says(plan, "Nothing is proposed") // a draft proposes nothing yet
	s.Do(staff, one+"/take-back", "change", "1")
	var row struct {
		NewMilestones int `json:"new_milestones"`
	}
	text, err := s.Page(staff, one).AppendJSON(nil)
	if err != nil || json.Unmarshal(text, &row) != nil || row.NewMilestones != 0 {
		t.Errorf("after the new one was taken back: %s, %v", text, err)
	}
	s.Refused(staff, one+"/change", "in its own place", "replaces",
		one[len("/change-requests/"):])
	s.Do(staff, one+"/issue")
	s.Refused(staff, one+"/change", "issued for its plan", "plan", "jip-ecos")
	told(t, s, "request_issued")
	s.Refused(staff, one+"/take-back", "It is issued", "change", "0")
	s.Says(plan, "Only is proposed for 2 July 2022")
	s.Do(staff, one+"/revise", "reason", "Another one comes")
	s.Says(one, "Revised", "Another one comes")
	s.Refused(staff, one+"/change", "It is decided", "title", "x")
	s.Says(plan, "Nothing is proposed")
	two := string(s.Do(staff, "/change-requests/new", "title", "Second", "plan",
		plan[len("/plans/"):], "raised", "dcc", "to", "imf", "replaces",
		one[len("/change-requests/"):], "rationale", "What was said").To)
	says(t, s, staff, two, "Why it is asked for", "What was said", "In place of", "Demo request")
}

// TestDraftsAreHidden: a request that is being written is known to the administrator alone, where
// no Party raises it, and proposes nothing; issued, everyone sees it, and not what it was before.
func TestDraftsAreHidden(t *testing.T) {
	s := governancetest.NewSite(t)
	one := string(s.Do(staff, "/change-requests/new", "title", "Zebra moves", "plan", "jip-ecos",
		"raised", "dcc", "to", "imf", "rationale", "Not thought through").To)
	id := one[len("/change-requests/"):]
	for _, who := range []string{"", party, "demo-chair"} {
		if _, err := s.View(who, one); err != page.ErrNotFound {
			t.Errorf("%q is shown a draft: %v", who, err)
		}
		for _, address := range []string{"/change-requests", ecos, "/search?q=zebra"} {
			silent(t, s, who, address, "Zebra", id)
		}
	}
	says(t, s, staff, "/change-requests", "Zebra moves", "Drafted, and not issued yet")
	silent(t, s, staff, "/change-requests", "not known")
	says(t, s, staff, ecos, "Zebra moves")
	s.Do(staff, one+"/add-step", "what", "The DCC is sounded out", "meeting", "imf-2022-01-27")
	s.Do(staff, one+"/change", "rationale", "It is late")
	s.Do(staff, one+"/issue")
	s.Says("/change-requests", "Zebra moves", "Issued on 20 January 2022")
	s.Says(ecos, "Zebra moves")
	for _, address := range []string{one, one + "/history"} {
		silent(t, s, "", address, "Not thought through", "sounded out")
	}
}

// TestDraftOfAParty: the people of the Party that raises a request see its draft, and those of no
// other Party do.
func TestDraftOfAParty(t *testing.T) {
	s := governancetest.NewSite(t)
	one := string(s.Do(staff, "/change-requests/new", "title", "Zebra moves", "plan", "jip-ecos",
		"raised", "demo-ls-a", "to", "imf").To)
	says(t, s, party, one, "Drafted", "Demo Large Supplier A")
	says(t, s, party, "/change-requests", "Zebra moves")
	for _, who := range []string{"", "demo-ls-b-signatory", "demo-chair"} {
		if _, err := s.View(who, one); err != page.ErrNotFound {
			t.Errorf("%q is shown a draft: %v", who, err)
		}
	}
	s.Closed(party, one+"/issue", page.ErrForbidden)
	s.Do(staff, one+"/issue")
	s.Says(one, "Issued: it is with", "Demo Large Supplier A")
}

// TestTwoRequests: what two requests propose of one milestone is one milestone, with the days of
// both; one that is to be dropped is said as well.
func TestTwoRequests(t *testing.T) {
	s := governancetest.NewSite(t)
	plan := string(s.Do(staff, "/plans/new", "title", "Demo plan").To)
	for _, title := range []string{"Go live", "Closed down", "Left"} {
		s.Do(staff, plan+"/add-milestone", "title", title, "baseline", "2022-08-01")
	}
	id := milestones(t, s, plan)
	move := func(request, milestone, to string) {
		s.Do(staff, request+"/milestone", "milestone", milestone, "to", to)
	}
	one, two := requested(s, plan, "one"), requested(s, plan, "two")
	move(one, id[0], "2022-09-20")
	move(two, id[0], "2022-08-20")
	s.Do(staff, one+"/issue")
	s.Do(staff, two+"/issue")
	s.Says(plan, "Go live is proposed for 20 August 2022 or 20 September 2022", "Go live: baseline "+
		"1 August 2022, proposed for 20 August 2022, proposed for 20 September 2022", "Go live",
		"20 August 2022; 20 September 2022", "19 days later; 50 days later")
	three := requested(s, plan, "three")
	move(three, id[0], "2022-09-20")
	move(three, id[1], "2022-10-01")
	s.Do(staff, three+"/milestone", "milestone", id[2], "what", "drop")
	s.Do(staff, three+"/issue")
	s.Says(plan, "2 milestones are proposed; the last, Closed down, for 1 October 2022; Left is "+
		"proposed to be dropped", "19 days later; 50 days laternone", "dropped")
	s.Says("/plans", "2 milestones are proposed; the last, Closed down, for 1 October 2022")
}

// TestConsultationOfARequest: a consultation is on one record, is under way, and had not closed
// before that was issued.
func TestConsultationOfARequest(t *testing.T) {
	s := governancetest.NewSite(t)
	one := requested(s, ecos, "one")
	s.Do(staff, one+"/issue")
	open := func(request, want, consultation string) {
		s.Refused(staff, request+"/open", want, "consultation", consultation)
	}
	open(one, "It is the consultation of ECoS JIP change request already",
		"consultation-ecos-jip-cr")
	own := consultation(s, "jip_change_request", "2022-02-10")
	s.Do(staff, one+"/open", "consultation", own)
	open(one, "Its consultation is noted already", own)
	two := requested(s, ecos, "two")
	s.Do(staff, two+"/issue")
	open(two, "It is the consultation of Demo request one already", own)
	planned := string(s.Do(staff, "/consultations/new", "title", "Planned", "type",
		"jip_change_request", "summary", "What is asked", "audience", "sec_parties", "questions",
		"What do you think?").To)
	open(two, "It is not open yet", planned[len("/consultations/"):])
	withdrawn := consultation(s, "jip_change_request", "2022-02-10")
	withdraw(s, withdrawn)
	open(two, "It was withdrawn", withdrawn)
	open(two, "It is not open yet", opened(s, "jip_change_request", "2022-03-01", "2022-04-01"))
	closed := consultation(s, "jip_change_request", "2022-02-03")
	three := requested(s, ecos, "three")
	s.At("2022-02-04T10:00")
	s.Do(staff, two+"/open", "consultation", closed) // it was issued before, and this is noted late
	s.Do(staff, three+"/issue")
	late := consultation(s, "jip_change_request", "2022-02-07")
	s.At("2022-02-08T10:00")
	four := requested(s, ecos, "four")
	s.Do(staff, four+"/issue")
	open(four, "It closed at 5pm on 7 February 2022, and this is of 8 February 2022", late)
}

// TestRequestConsultationWithdrawn: a request whose consultation was withdrawn closes by no clock,
// and another takes its place, as well once it was discussed.
func TestRequestConsultationWithdrawn(t *testing.T) {
	s := governancetest.NewSite(t)
	one := requested(s, ecos, "one")
	s.Do(staff, one+"/issue")
	for _, discuss := range []bool{false, true} {
		first := consultation(s, "jip_change_request", "2022-02-10")
		s.Do(staff, one+"/open", "consultation", first)
		if discuss {
			s.Do(staff, one+"/discuss", "what", "Questions were answered")
		}
		withdraw(s, first)
		s.Says(one, "Its consultation was withdrawn; another is not noted yet", "Withdrawn")
		s.Refused(staff, one+"/no-objection", "Its consultation was withdrawn: note another")
	}
	s.At("2022-02-11T12:00")
	s.Says(one, "Its consultation was withdrawn; another is not noted yet")
	s.Refused(staff, one+"/take-stock", "Its consultation closes by the clock")
	s.Do(staff, one+"/open", "consultation", consultation(s, "jip_change_request", "2022-02-18"))
	s.Says(one, "Out for consultation until 5pm on 18 February 2022")
	s.At("2022-02-18T17:00")
	s.Do(staff, one+"/take-stock")
}
