package body

import (
	"errors"
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// attendanceOf is who was there, or has sent apologies, as far as the reader may see it, and
// how the quorum was counted once the meeting was held.
func (b bodies) attendanceOf(v *register.View, d *dossier) (page.Block, *vote.Quorum, error) {
	if len(d.attendance) == 0 {
		return nil, nil, nil
	}
	seats, err := seatsOf(v, &d.rule)
	if err != nil {
		return nil, nil, err
	}
	names := b.names(v)
	if err := names.meet(seats); err != nil {
		return nil, nil, err
	}
	table := page.Table{Caption: "Seats and how they stood", RowHeads: true,
		Columns: []page.Column{{Title: "Seat"}, {Title: "Attendance"}}}
	for _, seat := range seats {
		i := slices.IndexFunc(d.attendance, func(a *record.Attendance) bool { return a.Seat == seat.ID })
		if i < 0 {
			continue
		}
		name, err := names.seatName(seat)
		if err != nil {
			return nil, nil, err
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(name),
			page.Say(attended(d.attendance[i]))})
	}
	for _, a := range d.attendance {
		if a.Seat != "" {
			continue
		}
		name, err := names.of(a.From)
		if err != nil {
			return nil, nil, err
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(name), page.Say(attended(a))})
	}
	blocks := []page.Block{table}
	if d.meeting.State != record.MeetingHeld {
		return section("Who comes", blocks...), nil, nil
	}
	quorum, err := d.quorate(seats)
	var wrong *vote.SeatError
	switch {
	case errors.As(err, &wrong):
		blocks = append(blocks, page.Para{Words: page.Say("The quorum cannot be counted: the seats " +
			"are not as the rule has them. " + desk.Upper(wrong.Reason) + ".")})
		return section("Who was there", blocks...), nil, nil
	case err != nil:
		return nil, nil, err
	}
	return section("Who was there", append(quorumBlocks(quorum), blocks...)...), &quorum, nil
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

// item is the page of an item of an agenda.
func (b bodies) item(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	item, err := register.Get[*record.AgendaItem](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	d, err := gather(v, item.Meeting)
	if err != nil {
		return nil, err
	}
	rows, err := desk.Facts(v, item, "number", "classification")
	if err != nil {
		return nil, err
	}
	tag := markTag(item.Classification)
	view := &page.View{
		Title: item.Heading(), Kicker: d.reference(item), Tag: &tag,
		Crumbs: []page.Link{desk.Home(), desk.Link(d.body), desk.Link(d.meeting)},
		Blocks: []page.Block{page.Summary{Rows: rows}},
	}
	data := struct {
		agendaData
		Papers    []paperData    `json:"papers,omitempty"`
		Decisions []decisionData `json:"decisions,omitempty"`
	}{agendaData: agendaData{item.ID, d.reference(item), item.Title, item.Purpose,
		item.Classification, item.PublishedAt}}
	papers := page.Items{Empty: "No paper is published."}
	for _, p := range d.papers {
		if p.Item == item.ID {
			papers.Items = append(papers.Items, page.Item{Head: paperLine(p)})
			data.Papers = append(data.Papers, newPaperData(p))
		}
	}
	view.Blocks = append(view.Blocks, section("Papers", papers))
	var decided []*record.BodyDecision
	for _, each := range d.decisions {
		if each.Item == item.ID {
			decided = append(decided, each)
			data.Decisions = append(data.Decisions, newDecisionData(each))
		}
	}
	if len(decided) > 0 {
		view.Blocks = append(view.Blocks, section("Decisions", decisionItems(decided)))
	}
	recused, err := b.recused(v, d, func(r *record.Recusal) bool { return r.Item == item.ID })
	if err != nil {
		return nil, err
	}
	if recused != nil {
		view.Blocks = append(view.Blocks, recused)
	}
	view.Data = data
	view.Actions = itemActions(v, d, item)
	return view, desk.Dated(v, item, view)
}

// recused are the seats that keep out of something.
func (b bodies) recused(
	v *register.View, d *dossier, of func(*record.Recusal) bool,
) (page.Block, error) {
	items := page.Items{}
	names := b.names(v)
	for _, r := range d.recusals {
		if !of(r) {
			continue
		}
		seat, err := register.Get[*record.Seat](v, r.Seat)
		if err != nil {
			return nil, desk.Refusal(err)
		}
		name, err := names.seatName(seat)
		if err != nil {
			return nil, err
		}
		items.Items = append(items.Items, page.Item{Head: page.Say(name),
			Body: []page.Words{page.Say("Reason: " + r.Reason)}})
	}
	if len(items.Items) == 0 {
		return nil, nil
	}
	return section("Recused", items), nil
}
