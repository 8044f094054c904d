package body

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// deeds are what can be done that changes one record alone.
type deeds struct {
	meetings *desk.Deeds[*record.Meeting]
	papers   *desk.Deeds[*record.Paper]
	ballots  *desk.Deeds[*record.Ballot]
	actions  *desk.Deeds[*record.Action]

	nominations *desk.Deeds[*record.Nomination]
}

// newDeeds declares them.
func newDeeds(d *desk.Desk) deeds {
	return deeds{
		meetings: &desk.Deeds[*record.Meeting]{Desk: d, Kind: "meeting", Machine: MeetingMachine(),
			State: func(m *record.Meeting) string { return stage(m, seen{}) },
			Enter: func(*record.Meeting, string) {}, // each says for itself what it leaves
			Deeds: onMeetings()},
		papers: &desk.Deeds[*record.Paper]{Desk: d, Kind: "paper",
			Deeds: []desk.Deed[*record.Paper]{answerLate()}},
		ballots: &desk.Deeds[*record.Ballot]{Desk: d, Kind: "ballot",
			Deeds: []desk.Deed[*record.Ballot]{withdraw()}},
		actions: &desk.Deeds[*record.Action]{Desk: d, Kind: "action",
			Deeds: []desk.Deed[*record.Action]{progress()}},
		nominations: &desk.Deeds[*record.Nomination]{Desk: d, Kind: "nomination",
			Deeds: []desk.Deed[*record.Nomination]{standDown()}},
	}
}

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
		return wrong("day", "Day: it is on that day already")
	case ruleOf(body).Numbering == Monthly && m.Month() != before.Month():
		return wrong("day", "Day: it is the meeting of %s: choose a day in that month, or cancel it "+
			"and schedule another", before.Month().Long())
	}
	m.Moves = append(m.Moves, record.Move{From: before.HeldOn, To: m.HeldOn,
		Reason: x.In.Text("reason"), At: x.Tx.Now()})
	return nil
}

// answerLate lets the chair accept a late paper or not; the secretary notes the answer where
// nobody is known to be in the chair.
func answerLate() desk.Deed[*record.Paper] {
	return desk.Deed[*record.Paper]{
		Name: "late", Label: "Accept this late paper or not", Reason: true,
		May: func(r *policy.Reader, p *record.Paper) bool {
			return p.Late != nil && p.Late.Answer == "" &&
				(p.Late.Chair == r.Person || p.Late.Chair == "" && r.Staff)
		},
		Fields: func(*register.View, *record.Paper) ([]page.Field, error) {
			return []page.Field{{Name: "answer", Label: "Answer", Control: page.Choice,
				Options: []page.Option{
					{Value: record.LateAccepted, Label: "Accept", Hint: "It is published, marked late"},
					{Value: record.LateRefused, Label: "Do not accept", Hint: "It is not published"}}}}, nil
		},
		Do: func(x *desk.Doing[*record.Paper]) error {
			l := x.Record.Late
			l.Answer, l.Reason, l.Answered = x.In.Text("answer"), x.In.Text("reason"), x.Tx.Now()
			return nil
		},
	}
}

// withdraw ends a decision by correspondence without a count.
func withdraw() desk.Deed[*record.Ballot] {
	return desk.Deed[*record.Ballot]{
		Name: "withdrawal", Label: "Withdraw this question", Reason: true, Danger: true,
		May: func(r *policy.Reader, x *record.Ballot) bool { return r.Staff && x.State == "" },
		Do: func(x *desk.Doing[*record.Ballot]) error {
			x.Record.State = ballotWithdrawn
			return nil
		},
	}
}

// progress lets the holder of an action say how it goes.
func progress() desk.Deed[*record.Action] {
	return desk.Deed[*record.Action]{
		Name: "progress", Label: "Say how it goes",
		May: func(r *policy.Reader, a *record.Action) bool {
			return a.State == record.ActionOpen && (r.Staff || r.Person != "" && r.Person == a.Holder)
		},
		Fields: func(v *register.View, _ *record.Action) ([]page.Field, error) {
			state := page.Field{Name: "state", Label: "Where does it stand?", Control: page.Choice,
				Options: []page.Option{{Value: record.ActionOpen, Label: "Still open"},
					{Value: record.ActionDone, Label: "Done"}}}
			if v.Reader().Staff {
				state.Options = append(state.Options, page.Option{Value: record.ActionDropped,
					Label: "Dropped", Hint: "The body does not ask for it any more"})
			}
			return []page.Field{state, {Name: "progress", Label: "What was done", Control: page.Area,
				Rows: 4, Limit: 2000, Absent: "Enter what was done, or why not"}}, nil
		},
		Do: func(x *desk.Doing[*record.Action]) error {
			x.Record.State, x.Record.Progress = x.In.Text("state"), x.In.Text("progress")
			if x.Record.State == record.ActionDone {
				x.Record.DoneOn = calendar.DateOf(x.Tx.Now())
			}
			return nil
		},
	}
}

// standDown takes a nomination back, until the nominations are settled.
func standDown() desk.Deed[*record.Nomination] {
	return desk.Deed[*record.Nomination]{
		Name: "withdrawal", Label: "Withdraw the nomination", Danger: true,
		May: func(r *policy.Reader, n *record.Nomination) bool {
			return !n.Standing && !n.Withdrawn && (r.Acts(n.Party) || r.Person == n.Person)
		},
		Do: func(x *desk.Doing[*record.Nomination]) error {
			x.Record.Withdrawn = true
			return nil
		},
	}
}
