package committee_test

import (
	"slices"
	"testing"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// TestStages walks every meeting that there can be with everything of it that a reader can
// see, and checks that its stage is one of the machine to which its way leads.
func TestStages(t *testing.T) {
	machine := committee.Machine()
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
			seen := committee.Seen{Agenda: bits&1 != 0, Papers: bits&2 != 0, Minutes: minutes,
				Confirmed: confirmed}
			now, past := committee.Stage(m, seen), committee.Way(m, seen)
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
	papers := committee.Seen{Agenda: true, Papers: true}
	minutes := committee.Seen{Agenda: true, Papers: true, Minutes: true}
	confirmed := committee.Seen{Agenda: true, Papers: true, Minutes: true, Confirmed: true}
	moved := []record.Move{{}}
	for _, c := range []struct {
		name    string
		meeting *record.Meeting
		seen    committee.Seen
		want    string
	}{
		{"nothing to see", &record.Meeting{}, committee.Seen{}, "scheduled"},
		{"an agenda", &record.Meeting{}, committee.Seen{Agenda: true}, "agenda_published"},
		{"papers", &record.Meeting{}, papers, "papers_published"},
		{"moved", &record.Meeting{Moves: moved}, committee.Seen{}, "rescheduled"},
		{"moved with papers", &record.Meeting{Moves: moved}, papers, "papers_published"},
		{"held, and minutes of others", held, papers, "held"},
		{"held, with minutes", held, minutes, "minutes_draft"},
		{"held, confirmed", held, confirmed, "minutes_confirmed"},
		{"cancelled", &record.Meeting{State: record.MeetingCancelled}, papers, "cancelled"},
		{"by correspondence", &record.Meeting{State: record.MeetingExCommittee},
			committee.Seen{Agenda: true}, "ex_committee"},
	} {
		if got := committee.Stage(c.meeting, c.seen); got != c.want {
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
		if got := committee.MonthsAfter(c.from, c.months); got.String() != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.months, got, c.want)
		}
	}
}
