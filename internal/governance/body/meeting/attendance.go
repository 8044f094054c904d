package meeting

import (
	"errors"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// attendanceOf is who was there, or has sent apologies, as far as the reader may see it, and
// how the quorum was counted once the meeting was held.
func (b subject) attendanceOf(
	v *register.View, d *committee.Dossier,
) (page.Block, *vote.Quorum, error) {
	if len(d.Attendance) == 0 {
		return nil, nil, nil
	}
	seats, err := committee.SeatsOf(v, &d.Rule)
	if err != nil {
		return nil, nil, err
	}
	names := b.Names(v)
	if err := names.Meet(seats); err != nil {
		return nil, nil, err
	}
	table := page.Table{Caption: "Seats and how they stood", RowHeads: true,
		Columns: []page.Column{{Title: "Seat"}, {Title: "Attendance"}}}
	for _, seat := range seats {
		i := slices.IndexFunc(d.Attendance, func(a *record.Attendance) bool { return a.Seat == seat.ID })
		if i < 0 {
			continue
		}
		name, err := names.Seat(seat)
		if err != nil {
			return nil, nil, err
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(name),
			page.Say(attended(d.Attendance[i]))})
	}
	for _, a := range d.Attendance {
		if a.Seat != "" {
			continue
		}
		name, err := names.Of(a.From)
		if err != nil {
			return nil, nil, err
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(name), page.Say(attended(a))})
	}
	blocks := []page.Block{table}
	if d.Meeting.State != record.MeetingHeld {
		return committee.Section("Who comes", blocks...), nil, nil
	}
	quorum, err := quorate(v, d, seats)
	var wrong *vote.SeatError
	var twice *vote.GroupError
	switch {
	case errors.As(err, &wrong):
		blocks = append(blocks, uncounted(wrong.Reason))
		return committee.Section("Who was there", blocks...), nil, nil
	case errors.As(err, &twice):
		blocks = append(blocks, uncounted("two of them are of one Voting Group"))
		return committee.Section("Who was there", blocks...), nil, nil
	case err != nil:
		return nil, nil, err
	}
	return committee.Section("Who was there", append(quorumBlocks(quorum), blocks...)...), &quorum, nil
}

// uncounted says why there is no quorum to be told.
func uncounted(why string) page.Block {
	return page.Para{Words: page.Say("The quorum cannot be counted: the seats are not as the rule " +
		"has them. " + desk.Upper(why) + ".")}
}

// attended is attendance in words.
func attended(a *record.Attendance) string {
	switch a.Status {
	case record.Present:
		return "there"
	case record.ByAnother:
		return "the alternate was there"
	case record.Apologies:
		if a.Alternate {
			return "apologies; the alternate comes"
		}
		return "apologies"
	case record.Observing:
		return "observed, without a vote"
	}
	return "absent"
}

// there are the seats that a member or an alternate was there for.
func there(attendance []*record.Attendance) map[string]bool {
	seats := map[string]bool{}
	for _, a := range attendance {
		if a.Seat != "" && (a.Status == record.Present || a.Status == record.ByAnother) {
			seats[a.Seat] = true
		}
	}
	return seats
}

// quorate is whether enough seats attended a meeting.
func quorate(
	v *register.View, d *committee.Dossier, seats []*record.Seat,
) (vote.Quorum, error) {
	rule, err := d.Rule.Voting(calendar.CloseOfDay(d.Meeting.HeldOn))
	if err != nil {
		return vote.Quorum{}, err
	}
	if seats, err = desk.Voting(v, seats); err != nil {
		return vote.Quorum{}, err
	}
	result, err := vote.Count(rule, voters(&d.Rule, seats, d.Meeting.HeldOn, nil,
		there(d.Attendance)), nil, time.Time{})
	return result.Quorum, err
}

// quorumBlocks show how a quorum was counted.
func quorumBlocks(q vote.Quorum) []page.Block {
	text := "The meeting was quorate."
	switch {
	case len(q.Terms) == 0:
		text = "No quorum is needed."
	case !q.Met:
		text = "The meeting was not quorate: it could decide nothing."
	}
	blocks := []page.Block{page.Para{Words: page.Say(text)}}
	items := page.Items{}
	for _, t := range q.Terms {
		items.Items = append(items.Items, page.Item{Head: page.Say(t.Working())})
	}
	if len(items.Items) == 0 {
		return blocks
	}
	return append(blocks, items)
}
