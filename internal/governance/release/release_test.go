package release_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/release"
	"github.com/mains-energy/mains/internal/page"
)

// The people of the stories.
const (
	staff = "demo-secas-analyst"
	party = "demo-ls-a-signatory"
)

func TestMachine(t *testing.T) {
	if err := release.Machine.Check(); err != nil {
		t.Error(err)
	}
}

// TestTextOnly: a Release of text alone is live from the first minute of its day, and nobody
// has to say so.
func TestTextOnly(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Says("/releases/release-2022-02", "February 2022 SEC Release", "Goes live on 24 February 2022",
		"Planned", "Thursday 24 February 2022", "The first Release of 2022", "Text only", "SEC version",
		"not known", "Change Team", "Contents", "MP116", "title not known", "MP121", "MP173", "MP179",
		"MP196", "public sources")
	s.AtInstant(time.Date(2022, 2, 23, 23, 59, 59, 999_999_000, time.UTC))
	s.Says("/releases/release-2022-02", "Goes live on 24 February 2022", "Approved pending")
	s.At("2022-02-24T00:00")
	s.Says("/releases/release-2022-02", "Live since 24 February 2022", "SEC version", "57.0",
		"MP116", "Implemented")
	s.Refused(staff, "/releases/release-2022-02/change-date", "It is live since", "on", "2022-03-01",
		"reason", "later")
	s.Do(staff, "/releases/release-2022-02/review")
	s.Says("/releases/release-2022-02", "Live since 24 February 2022", "Reviewed")
}

// TestIntended: of the Release of June nothing later is known than what was intended.
func TestIntended(t *testing.T) {
	s := governancetest.NewSite(t)
	want := []string{"None is known to be in it yet", "Intended", "SECMP0015 GPF timestamp",
		"SECMP0024",
		"MP104", "Supporting change", "DP199", "Development", "Supports SECMP0015, SECMP0024, MP104"}
	s.Says("/releases/release-2022-06", append([]string{"Goes live on 30 June 2022"}, want...)...)
	s.At("2022-06-30T10:00")
	s.Says("/releases/release-2022-06", append([]string{"Was due to go live on 30 June 2022",
		"it is not known here whether the Release is live"}, want...)...)
}

func TestList(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Do(staff, "/releases/new", "on", "2022-11-03", "content", record.SystemChanges)
	s.At("2022-03-01T10:00")
	s.Says("/releases", "To come", "June 2022 SEC Release", "November 2022 SEC Release", "Past",
		"February 2022 SEC Release", "Live since 24 February 2022")
	v := s.Page("", "/releases")
	feed := string(v.AppendICal(nil, "https://mains.example", "/releases"))
	for _, want := range []string{"UID:release-2022-06@", "DTSTART;VALUE=DATE:20220630"} {
		if !strings.Contains(feed, want) {
			t.Errorf("the calendar does not say %s:\n%s", want, feed)
		}
	}
	if len(v.Actions) != 0 {
		t.Errorf("everyone is offered %v", v.Actions)
	}
	if v := s.Page(staff, "/releases"); len(v.Actions) != 1 {
		t.Errorf("the administrator is offered %v", v.Actions)
	}
	s.Closed(party, "/releases/new", page.ErrForbidden)
	s.Closed("", "/releases/new", page.ErrSignIn)
	s.Refused(staff, "/releases/new", "planned already", "on", "2022-11-10", "content", "text_only")
	s.Refused(staff, "/releases/new", "a day after 1 March 2022", "on", "2022-03-01", "content",
		"text_only")
	s.Do(staff, "/releases/new", "on", "2022-07-18", "content", "text_only")
	s.Says("/releases/release-adhoc-2022-07-18", "Ad hoc SEC Release of 18 July 2022",
		"Ad hoc: beside")
}

// TestSystem: a Release with system changes is built, tested, and needs a go of the Panel.
func TestSystem(t *testing.T) {
	s := governancetest.NewSite(t)
	const june = "/releases/release-2022-06"
	s.Refused(staff, june+"/freeze", "Possible are: Open the scope")
	s.Do(staff, june+"/open-scope")
	s.Do(staff, june+"/freeze")
	s.Do(staff, june+"/draft-documents")
	s.Refused(staff, june+"/build", "Say first")
	s.Do(staff, june+"/change", "content", record.SystemChanges)
	s.Do(staff, june+"/build")
	s.Do(staff, june+"/test")
	s.Do(staff, june+"/add-document", "document", "Schedule 8", "version", "5.0", "by", "SECMP0015")
	s.Refused(staff, june+"/add-document", "in the log already", "document", "Schedule 8", "version",
		"5.0")
	s.Do(staff, june+"/put-to-panel", "reports", "All tests have passed")
	s.Refused(staff, june+"/note-live", "It needs a go")
	s.Do(staff, june+"/verdict", "go", "no", "reason", "One fault is open")
	s.Refused(staff, june+"/note-live", "It needs a go")
	s.Do(staff, june+"/retest", "reason", "One fault is open")
	s.Do(staff, june+"/put-to-panel", "reports", "The fault is mended")
	s.Do(staff, june+"/verdict", "go", "go", "reason", "Nothing is open")
	s.Refused(staff, june+"/note-live", "30 June 2022, has not come yet", "on", "2022-06-30")
	s.Says("/document-versions", "Schedule 8", "30 June 2022", "To come")
	s.At("2022-07-01T09:00")
	s.Says(june, "Was due to go live on 30 June 2022", "Go or no go", "Go, noted at")
	s.Refused(staff, june+"/note-live", "a day from 30 June 2022 to 1 July 2022", "on", "2022-07-02")
	s.Do(staff, june+"/note-live", "on", "2022-06-30")
	s.Do(staff, june+"/note-version", "version", "61.0")
	s.Says(june, "Live since 30 June 2022", "61.0", "Contents", "SECMP0015", "Implemented",
		"Document log",
		"Schedule 8", "5.0", "30 June 2022", "SECMP0015", "What was changed and said", "No go", "Go")
	s.Says(june+"/announcement", "Announcement: live since 30 June 2022", "61.0", "Parts affected",
		"Schedule 8")
	s.Says(june+"/announcement/text", "It is version 61.0 of the Code",
		"Where to download it: not known")
	s.Says("/document-versions", "Schedule 8", "In force")
	then := time.Date(2022, 6, 30, 12, 0, 0, 0, time.UTC)
	v, err := s.ViewAsAt("", june, then, s.Code.Now())
	if err != nil || v.Title != "Live since 30 June 2022" {
		t.Errorf("as at %s, as known later: %q, %v", then, v.Title, err)
	}
}

// TestScope: Modifications move in and out with reasons, and from one Release to another.
func TestScope(t *testing.T) {
	s := governancetest.NewSite(t)
	const feb, june = "/releases/release-2022-02", "/releases/release-2022-06"
	s.Closed(party, feb+"/move-in", page.ErrForbidden)
	s.Refused(staff, june+"/move-in", "number of a Modification", "number", "MP9999", "as", "content",
		"reason", "x")
	s.Refused(staff, june+"/move-in", "Reason", "number", "MP116", "as", "content")
	s.Refused(staff, june+"/move-in", "in this Release already", "number", "MP104", "as", "content",
		"reason", "x")
	s.Refused(staff, june+"/move-in", "a supporting change, DP199", "number", "DP198", "as",
		"supporting", "reason", "x")
	s.Refused(staff, june+"/move-in", "MP085 is split", "number", "MP085", "as", "content",
		"reason", "x")
	s.Do(staff, june+"/move-in", "number", "mp116", "as", "content", "reason", "Not ready in February")
	s.Do(staff, june+"/move-in", "number", "DP197", "as", "content", "reason", "Meant for June")
	s.Says(june, "Contents", "MP116", "Intended", "SECMP0015", "DP197", "What was changed and said",
		"Moved in: MP116", "Reason: Not ready in February", "Moved in: DP197")
	s.Says(feb, "Contents", "MP121", "Moved out: MP116", "It goes into June 2022 SEC Release")
	if text := s.Text("", feb); strings.Count(text, "MP116") != 1 {
		t.Errorf("MP116 still is in it:\n%s", text)
	}
	s.Do(staff, june+"/move-out", "modification", "DP197", "reason", "Not agreed")
	s.Says(june, "Moved out: DP197", "Reason: Not agreed")
	m := modification(t, s, "DP197")
	if m.TargetRelease != "" {
		t.Errorf("DP197 still is meant for %s", m.TargetRelease)
	}
	s.Do(staff, june+"/open-scope")
	s.Do(staff, june+"/freeze")
	s.Refused(staff, june+"/move-in", "is frozen", "number", "DP197", "as", "content", "reason", "x")
	s.Do(staff, june+"/reopen-scope", "reason", "One more")
	s.Do(staff, june+"/move-in", "number", "DP197", "as", "content", "reason", "One more")
	s.At("2022-02-24T10:00")
	s.Refused(staff, june+"/move-in", "went live with February", "number", "MP121", "as", "content",
		"reason", "x")
}

// modification is a Modification as it is now.
func modification(t *testing.T, s governancetest.Site, id string) *record.Modification {
	t.Helper()
	now := s.Code.Now()
	m, err := register.Get[*record.Modification](s.Code.Register().View(t.Context(), policy.System(),
		register.Moment{So: now, Known: now}), id)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestDate: another day re-dates what follows from it.
func TestDate(t *testing.T) {
	s := governancetest.NewSite(t)
	const feb = "/releases/release-2022-02"
	s.Do(staff, feb+"/add-document", "document", "Appendix L", "version", "2.1", "by", "MP173")
	s.Says("/document-versions", "Appendix L", "24 February 2022")
	s.Refused(staff, feb+"/change-date", "another day", "on", "2022-02-24", "reason", "x")
	s.Refused(staff, feb+"/change-date", "a day after 20 January 2022", "on", "2022-01-20", "reason",
		"x")
	s.Do(staff, feb+"/change-date", "on", "2022-03-03", "reason", "A week more")
	s.Says(feb, "Goes live on 3 March 2022", "Moved from 24 February 2022 to 3 March 2022",
		"A week more")
	s.Says("/document-versions", "Appendix L", "3 March 2022", "To come")
	s.At("2022-02-24T10:00")
	s.Says(feb, "Goes live on 3 March 2022")
	s.At("2022-03-03T00:00")
	s.Says(feb, "Live since 3 March 2022")
	s.Says("/document-versions", "Appendix L", "In force")
	id := s.Page("", "/document-versions").List.Entries[0].ID
	s.Says("/document-versions/"+id, "Appendix L, version 2.1", "In force since 3 March 2022")
	entry := s.Page("", feb).List.Entries[0]
	if entry.Sequence != 1 || entry.Day != "2022-03-03" {
		t.Errorf("the calendar says %+v", entry)
	}
}

func TestCancel(t *testing.T) {
	s := governancetest.NewSite(t)
	const feb = "/releases/release-2022-02"
	s.Do(staff, feb+"/cancel", "reason", "Nothing is left in it")
	s.Says(feb, "Cancelled: it was to go live on 24 February 2022", "Nothing is left in it",
		"What it was to contain", "MP116")
	s.Says("/releases", "To come", "June 2022", "Cancelled", "February 2022 SEC Release")
	if m := modification(t, s, "MP116"); m.TargetRelease != "" {
		t.Errorf("MP116 still is meant for %s", m.TargetRelease)
	}
	s.Do(staff, "/releases/release-2022-06/move-in", "number", "MP116", "as", "content", "reason",
		"The next one")
	s.Says(feb, "Moved to another Release", "MP116")
	s.At("2022-02-25T10:00")
	s.Says(feb, "Cancelled: it was to go live")
	s.Refused(staff, feb+"/open-scope", "Nothing is possible any more")
	s.Refused(staff, feb+"/change-date", "It was cancelled", "on", "2022-03-03", "reason", "x")
	s.Refused(staff, feb+"/note-version", "It was cancelled", "version", "58.0")
	entry := s.Page("", feb).List.Entries[0]
	if !entry.Cancelled || entry.Sequence != 1 {
		t.Errorf("the calendar says %+v", entry)
	}
	offered := s.Page(staff, feb).Actions
	if slices.ContainsFunc(offered, func(l page.Link) bool {
		return strings.Contains(l.Text, "day")
	}) {
		t.Errorf("offered are %v", offered)
	}
}
