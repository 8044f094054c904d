package governancetest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// TestRedlineOfTermsOfReference sets the terms of reference of a body, changes them, and reads what
// changed from the page of the body and from its history.
func TestRedlineOfTermsOfReference(t *testing.T) {
	s := governancetest.NewSite(t)
	const at, staff = "/bodies/ssc", "demo-secas-secretary"
	s.Closed("", at+"/terms", page.ErrSignIn)
	s.Closed("demo-ls-a-signatory", at+"/terms", page.ErrForbidden)
	s.Refused(staff, at+"/terms", "Enter the terms of reference", "terms", "", "reason", "x")
	s.Do(staff, at+"/terms", "terms", "The body meets monthly.\n\n- It advises the Panel.\n- It "+
		"keeps minutes.", "reason", "Agreed")
	s.Says(at, "Terms of reference", "It advises the Panel.", "What last changed")
	s.At("2022-02-01T10:00")
	s.Do(staff, at+"/terms", "terms", "The body meets weekly.\n\n- It advises the Panel.\n- It keeps "+
		"minutes.\n- It reports.", "reason", "Agreed anew")
	s.At("2022-02-02T10:00")
	if !words(s.Page("", at+"/redline"), "Terms of reference", "monthly", "weekly") {
		t.Errorf("the change of a word is not shown:\n%s", s.Text("", at+"/redline"))
	}
	s.Says(at+"/history", "Compare with the version before")
	s.Says(at+"/redline?from=2022-01-20&to=2+February+2022", "Compared from", "midnight on 20 January 2022",
		"It reports.", "Set the terms of reference")
	data := dataOf(t, s.Page("", at+"/redline?from=2022-01-21"))
	if before, after, spans := data.field("terms_of_reference"); !strings.HasPrefix(before,
		"The body meets monthly.") || !strings.HasSuffix(after, "- It reports.") || len(spans) < 4 {
		t.Errorf("from %q to %q: %v", before, after, spans)
	}
	for _, query := range []string{"from=soon", "to=2022-02-03", "from=2022-02-30&to=x"} {
		view := s.Page("", at+"/redline?"+query)
		if notice, is := view.Blocks[0].(page.Notice); !is || notice.Tone != page.Alert {
			t.Errorf("%s is not said to be wrong: %v", query, view.Blocks)
		}
	}
}

// TestRedlineOfPlan shows the milestones of a plan line by line: those that moved, came and went.
func TestRedlineOfPlan(t *testing.T) {
	s := governancetest.NewSite(t)
	day := func(text string) calendar.Date {
		d, err := calendar.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	milestone := func(title, on string) record.Milestone {
		return record.Milestone{Title: title, BaselineOn: day(on)}
	}
	of := func(m ...record.Milestone) *record.Plan {
		return &record.Plan{Head: record.Head{ID: "zz-plan"}, Title: "Plan", Milestones: m}
	}
	design, build, test, live := milestone("Design agreed", "2022-03-01"),
		milestone("Build complete", "2022-06-01"), milestone("Testing begins", "2022-07-01"),
		milestone("Live", "2022-11-03")
	was := of(design, build, test, live)
	first := put(t, s.World, was)
	s.Clock.Advance(time.Hour)
	moved := milestone("Testing begins", "2022-08-15")
	put(t, s.World, of(design, moved, milestone("Early life support", "2022-10-01"), live))
	at := between(was, first, time.Time{})
	data := dataOf(t, s.Page("", at))
	var lines []string
	for _, l := range data.Changes[0].Lines {
		line := ""
		for _, s := range l.Spans {
			line += s.Op[:1] + ":" + s.Text + "|"
		}
		lines = append(lines, line)
	}
	want := []string{
		"e:Design agreed, agreed for: 1 March 2022|",
		"d:Build complete, agreed for: 1 June 2022|",
		"e:Testing begins, agreed for: |d:1 July|i:15 August|e: 2022|",
		"i:Early life support, agreed for: 1 October 2022|",
		"e:Live, agreed for: 3 November 2022|",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") || data.Changes[0].Label != "Milestones" {
		t.Errorf("%s:\n%s\nwant\n%s", at, strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

// TestRedlineOfModification is found by any number, keeps the versions that are asked for, and
// stands among the tabs.
func TestRedlineOfModification(t *testing.T) {
	s := governancetest.NewSite(t)
	now := s.Code.Register().Now()
	var moved *page.Moved
	_, err := s.View("", "/modifications/mp192/redline?from=2022-01-20")
	if moved, _ = err.(*page.Moved); moved == nil || !strings.HasSuffix(string(moved.To),
		"/redline?from=2022-01-20") {
		t.Errorf("by another number: %v", err)
	}
	view := s.Page("", "/modifications/MP192/redline?to="+now.Format(stamp))
	if len(view.Tabs) == 0 || !strings.Contains(view.Kicker, "MP192") {
		t.Errorf("%q with %d tabs", view.Kicker, len(view.Tabs))
	}
	s.Says("/modifications/MP192/history", "Compare with the latest version")
	if at := desk.Address("modification", "MP192"); !strings.Contains(governancetest.Main(
		s.Page("", string(at)+"/history"), string(at)+"/history"), `href="redline?from=`) {
		t.Error("the history does not lead to redlines")
	}
}
