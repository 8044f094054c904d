package body_test

import (
	"slices"
	"testing"

	"github.com/mains-energy/mains/internal/governance/body"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// TestStages walks every meeting that there can be with everything of it that a reader can
// see, and checks that its stage is one of the machine to which its way leads.
func TestStages(t *testing.T) {
	machine := body.MeetingMachine()
	for _, state := range []record.MeetingState{"", record.MeetingHeld, record.MeetingCancelled,
		record.MeetingExCommittee} {
		for bits := range 32 {
			minutes, confirmed := bits&4 != 0, bits&8 != 0
			if minutes && state != record.MeetingHeld || confirmed && !minutes {
				continue // there are no minutes of what was not held
			}
			m := &record.Meeting{State: state}
			if bits&16 != 0 {
				m.Moves = []record.Move{{Reason: "a storm"}}
			}
			seen := body.Seen(bits&1 != 0, bits&2 != 0, minutes, confirmed)
			now, past := body.Stage(m, seen), body.Way(m, seen)
			if _, ok := machine.State(now); !ok {
				t.Errorf("%s %05b: no state %q", state, bits, now)
			}
			if slices.Contains(past, now) {
				t.Errorf("%s %05b: %q is passed and is now", state, bits, now)
			}
			for _, p := range past {
				if _, ok := machine.Path(p, now); !ok {
					t.Errorf("%s %05b: nothing leads from %q to %q", state, bits, p, now)
				}
			}
		}
	}
}

func TestStageOfAReader(t *testing.T) {
	held := &record.Meeting{State: record.MeetingHeld}
	for _, c := range []struct {
		name                               string
		meeting                            *record.Meeting
		agenda, papers, minutes, confirmed bool
		want                               string
	}{
		{"nothing to see", &record.Meeting{}, false, false, false, false, "scheduled"},
		{"an agenda", &record.Meeting{}, true, false, false, false, "agenda_published"},
		{"papers", &record.Meeting{}, true, true, false, false, "papers_published"},
		{"moved", &record.Meeting{Moves: []record.Move{{}}}, false, false, false, false, "rescheduled"},
		{"moved with papers", &record.Meeting{Moves: []record.Move{{}}}, true, true, false, false,
			"papers_published"},
		{"held, and minutes of others", held, true, true, false, false, "held"},
		{"held, with minutes", held, true, true, true, false, "minutes_draft"},
		{"held, confirmed", held, true, true, true, true, "minutes_confirmed"},
		{"cancelled", &record.Meeting{State: record.MeetingCancelled}, true, true, false, false,
			"cancelled"},
		{"by correspondence", &record.Meeting{State: record.MeetingExCommittee}, true, false, false,
			false, "ex_committee"},
	} {
		got := body.Stage(c.meeting, body.Seen(c.agenda, c.papers, c.minutes, c.confirmed))
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestMonthsAfter(t *testing.T) {
	for _, c := range []struct {
		from   calendar.Date
		months int
		want   string
	}{
		{calendar.Date{Year: 2022, Month: 1, Day: 1}, 24, "2024-01-01"},
		{calendar.Date{Year: 2024, Month: 2, Day: 29}, 24, "2026-03-01"},
		{calendar.Date{Year: 2022, Month: 1, Day: 20}, -24, "2020-01-20"},
		{calendar.Date{Year: 2022, Month: 11, Day: 30}, 3, "2023-03-02"},
	} {
		if got := body.MonthsAfter(c.from, c.months); got.String() != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.months, got, c.want)
		}
	}
}
