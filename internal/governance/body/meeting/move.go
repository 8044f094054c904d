package meeting

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// onMeetings are what the secretary does with the date of a meeting. What is published of it
// does not stand in the way, so the machine is asked as for one of which nothing is.
func onMeetings() []desk.Deed[*record.Meeting] {
	ends := func(to record.MeetingState) func(*desk.Doing[*record.Meeting]) error {
		return func(x *desk.Doing[*record.Meeting]) error {
			x.Record.State, x.Record.Reason = to, x.In.Text("reason")
			return nil
		}
	}
	return []desk.Deed[*record.Meeting]{{
		Name: "move", Label: "Move the meeting", Event: "reschedule", Reason: true,
		Lead: "Its number stays. Calendars that follow this register show the new day.",
		May:  desk.StaffOf[*record.Meeting],
		Fields: func(_ *register.View, m *record.Meeting) ([]page.Field, error) {
			return whenFields(m), nil
		},
		Do: move,
	}, {
		Name: "cancel", Label: "Cancel the meeting", Event: "cancel", Reason: true, Danger: true,
		Lead: "It stays in the register, and its number is not used again.",
		May:  desk.StaffOf[*record.Meeting], Do: ends(record.MeetingCancelled),
	}, {
		Name: "correspondence", Label: "Decide by correspondence instead", Event: "correspond",
		Lead:   "It is not held. Its members are then asked for their votes, question by question.",
		Reason: true, Danger: true,
		May: desk.StaffOf[*record.Meeting], Do: ends(record.MeetingExCommittee),
	}}
}

// move moves a meeting.
func move(x *desk.Doing[*record.Meeting]) error {
	m, before := x.Record, *x.Record
	if err := setWhen(x.Tx, m, x.In); err != nil {
		return err
	}
	body, err := register.Get[*record.Body](x.Tx.View, m.Body)
	if err != nil {
		return err
	}
	switch {
	case m.HeldOn == before.HeldOn && m.StartsAt.Equal(before.StartsAt) &&
		m.EndsAt.Equal(before.EndsAt) && m.Place == before.Place:
		return committee.Wrong("day", "Day: it is on that day already")
	case committee.RuleOf(body).Numbering == committee.Monthly && m.Month() != before.Month():
		return committee.Wrong("day", "Day: it is the meeting of %s: choose a day in that month, or "+
			"cancel it "+
			"and schedule another", before.Month().Long())
	}
	m.Moves = append(m.Moves, record.Move{From: before.HeldOn, To: m.HeldOn,
		Reason: x.In.Text("reason"), At: x.Tx.Now()})
	return nil
}
