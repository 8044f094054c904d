package consultation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

var errNotFound, errForbidden, errSignIn = page.ErrNotFound, page.ErrForbidden, page.ErrSignIn

// day is a day as a form has it.
func day(name string, year, month, d int) fields {
	return fields{name: fmt.Sprintf("%04d-%02d-%02d", year, month, d)}
}

// prepare prepares a consultation, and returns its id.
func (w *world) prepare(more fields) string {
	w.t.Helper()
	done := w.do(staff, "/consultations/new", with(fields{"title": "Guidance on returns",
		"type": "refinement", "summary": "What the guidance should say.", "owner": "secas",
		"questions": "The text of the guidance\nIts effect", "figures": "yes"}, more))
	return strings.TrimPrefix(string(done.To), "/consultations/")
}

// TestPrepareAndOpen is the story of a consultation up to its closing.
func TestPrepareAndOpen(t *testing.T) {
	w := newWorld(t)
	for who, want := range map[string]error{public: errSignIn, signs: errForbidden,
		official: errForbidden,
		member:   errForbidden} {
		w.refused(who, "/consultations/new", want)
	}
	ok := fields{"title": "T", "type": "refinement", "summary": "S", "owner": "secas",
		"questions": "Q"}
	w.fails(staff, "/consultations/new", with(ok, fields{"owner": "nobody"}), "owner",
		"There is no body")
	w.fails(staff, "/consultations/new", with(ok, fields{"modification": "MP999"}), "modification",
		"MP999")
	w.fails(staff, "/consultations/new", with(ok, fields{"questions": strings.Repeat("q\n", 21)}),
		"questions", "at most 20")

	id := w.prepare(fields{"modification": "MP192"})
	for _, who := range []string{public, signs, official} {
		w.refused(who, address(id), errNotFound)
		w.silent(who, "/consultations?state=planned", id)
	}
	w.says(staff, address(id), "Not open yet", "Guidance on returns")
	w.says(staff, "/consultations?state=planned", id)
	w.do(staff, address(id, "edit"), fields{"title": "Guidance on returns of hubs"})
	w.says(staff, address(id), "Guidance on returns of hubs")

	open := address(id, "open")
	w.refused(public, open, errSignIn)
	w.refused(rival, open, errForbidden)
	w.fails(staff, open, day("closes-on", 2022, 1, 19), "closes-on", "after the opening")
	w.fails(staff, open, with(day("closes-on", 2022, 3, 19), day("opens-on", 2022, 1, 19)), "opens-on",
		"not past")
	w.fails(staff, open, with(day("closes-on", 2022, 2, 28), fields{"closes-time": "25:00"}),
		"closes-time", "such as 14:30")
	// 20 January and 15 Working Days are 10 February.
	w.fails(staff, open, day("closes-on", 2022, 2, 9), "reason", "14 Working Days")
	w.do(staff, open, with(day("closes-on", 2022, 2, 9), fields{"reason": "The Release is near",
		"closes-time": "12:30"}))
	w.says(public, address(id), "Closes 12:30pm on 9 February 2022", "The Release is near",
		"open for 14 Working Days", "Also asks what it would cost you")
	w.silent(public, address(id), "our convention")
	w.fails(staff, open, day("closes-on", 2022, 3, 9), "",
		"the state “Open”. Possible are: Closing time by the clock")
	w.fails(staff, address(id, "edit"), nil, "", "the state “Open”")
	w.fails(staff, address(id, "collate"), nil, "", "the state “Open”")
	w.noticesDue(id, "closing_soon 2022-02-02T09:00", "closing_soon 2022-02-08T09:00",
		"closed 2022-02-09T12:30", "opened 2022-01-20T10:00")
}

// noticesDue holds the notices about a consultation to those that are wanted.
func (w *world) noticesDue(id string, wants ...string) {
	w.t.Helper()
	var got []string
	for _, n := range all[*record.Notice](w) {
		if n.About == id {
			got = append(got, n.Event+" "+n.Due.Format("2006-01-02T15:04"))
		}
	}
	slices.Sort(got)
	slices.Sort(wants)
	if !slices.Equal(got, wants) {
		w.t.Errorf("notices %v, want %v", got, wants)
	}
}

// TestExtend: moving the closing is recorded, tells all again, and holds to the microsecond.
func TestExtend(t *testing.T) {
	w := newWorld(t)
	extend := address(mp192, "extend")
	w.refused(signs, extend, errForbidden)
	later := with(day("closes-on", 2022, 2, 11), fields{"reason": "Parties asked for a week"})
	w.fails(staff, extend, with(later, fields{"reason": ""}), "reason", "Give a reason")
	w.fails(staff, extend, with(later, day("closes-on", 2022, 2, 4)), "closes-on", "later")

	w.clock.Set(closing192)
	w.fails(staff, extend, later, "", "the state “Closed”. Possible are: Start collating")
	w.clock.Set(closing192.Add(-time.Second))
	stale := w.form(staff, extend)
	w.do(staff, extend, later)
	if _, _, err := w.press(staff, extend, stale, later, false); err == nil {
		t.Error("a form from before the change was taken")
	}
	v := w.view(public, address(mp192))
	if v.Title != "Closes 5pm on 11 February 2022" || !strings.HasPrefix(v.Tag.Text,
		"Open, extended") {
		t.Errorf("%q, %q", v.Title, v.Tag.Text)
	}
	w.says(public, "/consultations?state=extended", mp192)
	w.silent(public, "/consultations?state=extended", mp078)
	w.says(public, address(mp192), "Closing moved from", "Parties asked for a week", "told again")
	w.noticesDue(mp192, "extended 2022-02-04T16:59", "closing_soon 2022-02-10T09:00",
		"closed 2022-02-11T17:00")
	// What was due before stays, what was to come is made anew.
	w.clock.Set(time.Date(2022, 2, 10, 12, 0, 0, 0, time.UTC))
	w.do(staff, extend, with(day("closes-on", 2022, 2, 18), fields{"reason": "And another"}))
	w.noticesDue(mp192, "extended 2022-02-04T16:59", "extended 2022-02-10T12:00",
		"closing_soon 2022-02-10T09:00", "closing_soon 2022-02-11T09:00",
		"closing_soon 2022-02-17T09:00", "closed 2022-02-18T17:00")
	// As it was then.
	ask, route := w.ask(public, address(mp192))
	ask.Moment = page.Moment{So: start, Known: start, AsAt: true}
	if v, err := route.View(ask); err != nil || v.Title != "Closes on 4 February 2022" {
		t.Errorf("as at %s: %v, %v", start, v, err)
	}
}

// TestSetClosing: one without a closing date gets one, and is not called extended for it.
func TestSetClosing(t *testing.T) {
	w := newWorld(t)
	w.says(staff, address(feedback), "No closing date is known")
	if got := w.actions(staff, address(feedback)); slices.Contains(got, "Extend") ||
		!slices.Contains(got, "Set the closing date") {
		t.Errorf("actions %v", got)
	}
	w.do(staff, address(feedback, "extend"), with(day("closes-on", 2022, 2, 25),
		fields{"reason": "The next stage begins"}))
	v := w.view(public, address(feedback))
	if v.Title != "Closes 5pm on 25 February 2022" || !strings.HasPrefix(v.Tag.Text, "Open, 36 days") {
		t.Errorf("%q, %q", v.Title, v.Tag.Text)
	}
	w.says(public, address(feedback), "Closing set to")
}

// TestWithdraw: one that was announced is withdrawn for a reason that everybody reads.
func TestWithdraw(t *testing.T) {
	w := newWorld(t)
	withdraw := address(mp078, "withdraw")
	w.refused(public, withdraw, errSignIn)
	w.fails(staff, withdraw, nil, "reason", "Give a reason")
	w.do(staff, withdraw, fields{"reason": "The report is sent back"})
	w.says(public, address(mp078), "Withdrawn on 20 January 2022", "The report is sent back")
	w.says(public, "/consultations?state=withdrawn", mp078, "STATUS:CANCELLED")
	w.silent(public, "/consultations", mp078)
	w.fails(signs, address(mp078, "respond"), answer("q1", "support", "", "public"), "", "withdrawn")
	w.fails(staff, withdraw, fields{"reason": "again"}, "", "Nothing is possible any more")
	w.noticesDue(mp078, "withdrawn 2022-01-20T10:00")
}
