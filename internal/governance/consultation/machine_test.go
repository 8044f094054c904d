package consultation_test

import (
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/consultation"
	"github.com/mains-energy/mains/internal/governance/record"
)

func TestMachine(t *testing.T) {
	if err := consultation.Machine.Check(); err != nil {
		t.Fatal(err)
	}
}

// TestClosing walks the closings of the newsletter: open a moment before, closed at it.
func TestClosing(t *testing.T) {
	w := newWorld(t)
	london := func(day, hour, minute, second int, month time.Month) time.Time {
		return time.Date(2022, month, day, hour, minute, second, 0, time.UTC)
	}
	for _, test := range []struct {
		at               time.Time
		id, title, state string
	}{
		{start, budget, "Closes 5pm on 28 January 2022", "Open, 8 days left, 6 Working Days"},
		{london(28, 16, 59, 59, 1), budget, "Closes 5pm on 28 January 2022", "Open, closes today"},
		{london(28, 17, 0, 0, 1).Add(-time.Microsecond), budget, "Closes 5pm on 28 January 2022",
			"Open, closes today"},
		{london(28, 17, 0, 0, 1), budget, "Closed 5pm on 28 January 2022", "Closed"},
		{london(28, 17, 0, 1, 1), budget, "Closed 5pm on 28 January 2022", "Closed"},
		{start, jip, "Closes 5pm on 4 February 2022", "Open, 15 days left, 11 Working Days"},
		{start, mp192, "Closes on 4 February 2022", "Open, 15 days left, 11 Working Days"},
		{london(4, 17, 0, 0, 2), mp192, "Closed on 4 February 2022", "Closed"},
		{start, mp078, "Closes on 8 February 2022", "Open, 19 days left, 13 Working Days"},
		{start, mp085a, "Closes on 8 February 2022", "Open, 19 days left, 13 Working Days"},
		{london(18, 12, 0, 0, 2), feedback, "No closing date is known", "Open"},
	} {
		w.clock.Set(test.at)
		v := w.view(public, address(test.id))
		if v.Title != test.title || v.Tag.Text != test.state {
			t.Errorf("%s at %s: %q, %q; want %q, %q", test.id, test.at, v.Title, v.Tag.Text, test.title,
				test.state)
		}
	}
	w.clock.Set(start)
	w.says(public, address(mp192), "published without a time", "our convention",
		"The solution put forward", "Its business case", "What is asked",
		"support, do not support, neutral", "The stages of a consultation",
		`"closes_at_by_convention": true`)
	w.silent(public, address(mp192), "5pm on 4 February")
	w.says(public, address(budget), "by <time datetime=\"2021-12-17\">17 December 2021</time>; "+
		"the day itself is",
		"not known", "The responses go before the Panel", "SEC Panel Meeting 101")
	w.says(public, address(feedback), "not known: no closing date was given")
	w.clock.Set(london(18, 12, 0, 0, 2))
	w.says(public, address(mp192), "What follows is not known here.")
	w.says(public, address(budget, "outcome"), "the outcome is not known here")
}

// TestList: what is open stands first, by closing, and every filter narrows the list.
func TestList(t *testing.T) {
	w := newWorld(t)
	order := func(address string) (ids []string) {
		for _, e := range w.view(public, address).List.Entries {
			ids = append(ids, e.ID)
		}
		return ids
	}
	for _, test := range []struct {
		at      time.Time
		address string
		want    []string
	}{
		{start, "/consultations", []string{budget, jip, mp192, mp078, mp085a, feedback}},
		{start, "/consultations?state=open", []string{budget, jip, mp192, mp078, mp085a, feedback}},
		{start, "/consultations?state=closed", nil},
		{start, "/consultations?state=planned", nil},
		{start, "/consultations?type=modification_report", []string{mp078, mp085a}},
		{start, "/consultations?owner=imf", []string{jip}},
		{start, "/consultations?owner=secas&type=refinement", []string{mp192}},
		{start, "/consultations?audience=supplier_parties", nil},
		{start, "/consultations?audience=sec_parties&type=panel_budget", []string{budget}},
		{closing192, "/consultations", []string{mp078, mp085a, feedback, mp192, jip, budget}},
		{closing192, "/consultations?state=closed", []string{mp192, jip, budget}},
		{closing192.Add(-time.Microsecond), "/consultations?state=closed", []string{budget}},
	} {
		w.clock.Set(test.at)
		if got := order(test.address); strings.Join(got, " ") != strings.Join(test.want, " ") {
			t.Errorf("%s at %s: %v, want %v", test.address, test.at, got, test.want)
		}
	}
	w.refused(public, "/consultations?state=nonsense", errNotFound)
	w.clock.Set(start)
	w.says(public, "/consultations", "BEGIN:VEVENT", "DTSTART;TZID=Europe/London:20220128T170000",
		"DTSTART;VALUE=DATE:20220208", "5pm is our convention", "id,title,type,state", "8 days left", "<feed")
	w.silent(public, "/consultations", "20220208T170000")
}

// TestAnnounced: a consultation that opens on a day to come is planned until then.
func TestAnnounced(t *testing.T) {
	w := newWorld(t)
	id := w.prepare(fields{})
	w.do(staff, address(id, "open"), with(day("opens-on", 2022, 1, 24), day("closes-on", 2022, 2, 28)))
	w.says(public, "/consultations?state=planned", id, "Opens midnight on 24 January 2022")
	w.silent(public, "/consultations", id)
	w.silent(public, "/consultations?state=open", id)
	opens := time.Date(2022, 1, 24, 0, 0, 0, 0, time.UTC)
	w.clock.Set(opens.Add(-2 * time.Microsecond)) // an act is known just after what was served
	w.fails(signs, address(id, "respond"), answer("q1", "support", "", "public"), "", "not open yet")
	w.clock.Set(opens)
	w.silent(public, "/consultations?state=planned", id)
	w.says(public, "/consultations?state=open", id)
	w.respond(signs, id, answer("q1", "support", "", "public"))
	if n := len(all[*record.Response](w)); n != 1 {
		t.Errorf("%d responses, want 1", n)
	}
}
