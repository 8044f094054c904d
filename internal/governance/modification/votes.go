package modification

import (
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// ballot is the tab of votes: the latest as a grid, the others below.
func (s subject) ballot(d *dossier, view *page.View) error {
	view.Data = map[string]any{"id": d.m.ID, "votes": d.votes}
	if len(d.votes) == 0 {
		view.Lead = "The Change Board has not voted on it in this register."
		return nil
	}
	last := d.votes[len(d.votes)-1]
	view.Lead = verdict(last, d.v)
	blocks, err := s.grids(d.v, last)
	if err != nil {
		return err
	}
	view.Blocks = append([]page.Block{page.Para{Words: page.Words{page.Link{
		Text: heading(last, d.m) + ", its working and a recount", To: desk.AddressOf(last)}}}}, blocks...)
	items := page.Items{}
	for i := len(d.votes) - 2; i >= 0; i-- {
		each := d.votes[i]
		items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(each)},
			Body: []page.Words{page.Say(verdict(each, d.v)), {page.T("Opened "), desk.At(each.OpenedAt)}}})
	}
	if len(items.Items) > 0 {
		view.Blocks = append(view.Blocks,
			page.Section{Title: "Earlier votes", Blocks: []page.Block{items}})
	}
	return nil
}

// heading is what a vote is on, by the number that the Modification has now.
func heading(v *record.ChangeVote, m *record.Modification) string {
	return strings.Replace(v.Heading(), m.ID, m.Number(), 1)
}

// verdict is what a vote came to, as a sentence.
func verdict(v *record.ChangeVote, at *register.View) string {
	switch {
	case v.State == voteAbandoned:
		return "The vote was abandoned: " + v.Reason
	case v.State == voteCounted && v.Approved == "":
		return "Rejected. " + v.Preferred
	case v.State == voteCounted:
		return "Approved. " + v.Preferred
	case at.Moment().So.Before(v.ClosesAt):
		return "The vote is open until " + desk.At(v.ClosesAt).Text + "."
	}
	return "The vote closed at " + desk.At(v.ClosesAt).Text + " and has not been counted yet."
}

// poll is the page of a vote: its grid and the working of its result.
func (s subject) poll(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	h, err := s.hand(ask, v)
	if err != nil {
		return nil, err
	}
	p, err := pollOf(v, ask.Path["id"], h)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	view := p.view(v)
	rows := []page.Row{page.Fact("On", link(p.m)), page.Fact("Opened", desk.At(p.vote.OpenedAt)),
		page.Fact("Closes", desk.At(p.vote.ClosesAt))}
	facts, err := desk.Facts(v, p.vote, "modification", "purpose", "options", "opened_at", "closes_at",
		"state", "reason", "counted_at", "preferred", "assessment")
	if err != nil {
		return nil, err
	}
	rows = append(rows, facts...)
	if p.vote.State == voteCounted {
		rows = append(rows, page.Fact("Counted", desk.At(p.vote.CountedAt)))
	}
	grids, err := s.grids(v, p.vote)
	if err != nil {
		return nil, err
	}
	view.Blocks = append([]page.Block{page.Summary{Rows: rows}}, grids...)
	ballots, err := ballotsIn(v, p.vote.ID)
	if err != nil {
		return nil, err
	}
	view.Data = map[string]any{"vote": p.vote, "ballots": ballots}
	if p.vote.State == voteCounted {
		t, err := tallyOf(p.vote, p.vote.Roll, ballots)
		if err != nil {
			return nil, err
		}
		view.Blocks = append(view.Blocks, counting(t, p.vote.Roll), page.Para{Words: page.Words{page.Link{
			Text: "Count it again with the seats of its day", To: desk.AddressOf(p.vote) + "/recount"}}})
	}
	if !ask.Moment.AsAt && ask.Who != "" && p.vote.State == "" {
		view.Actions = p.actions(v)
	}
	return view, desk.Dated(v, p.vote, view)
}

// view is a page about a vote, still without content.
func (p poll) view(v *register.View) *page.View {
	tag := &page.Tag{Text: "Open", Tone: page.Wait}
	switch {
	case p.vote.State == voteAbandoned:
		tag = &page.Tag{Text: "Abandoned", Tone: page.Stop}
	case p.vote.State == voteCounted && p.vote.Approved != "":
		tag = &page.Tag{Text: "Approved", Tone: page.Good}
	case p.vote.State == voteCounted:
		tag = &page.Tag{Text: "Rejected", Tone: page.Stop}
	case !v.Moment().So.Before(p.vote.ClosesAt):
		tag = &page.Tag{Text: "Closed, not counted", Tone: page.Wait}
	}
	return &page.View{Title: heading(p.vote, p.m), Kicker: kicker(p.m) + ": " + title(p.m), Tag: tag,
		Lead: verdict(p.vote, v), Crumbs: append(desk.Crumbs("modification"),
			page.Link{Text: p.m.Number(), To: desk.AddressOf(p.m)},
			page.Link{Text: "Ballot", To: desk.AddressOf(p.m) + "/ballot"})}
}

// actions are the forms about a vote that a reader can use now.
func (p poll) actions(v *register.View) (list []page.Link) {
	for _, f := range voteForms {
		casting := f.path != "/close" && f.path != "/abandon"
		if f.may(p) && (!casting || v.Moment().So.Before(p.vote.ClosesAt)) {
			list = append(list, page.Link{Text: f.title, To: desk.AddressOf(p.vote) + page.Address(f.path)})
		}
	}
	return list
}

// grids are a vote as two tables for each option: how the categories voted, and what each seat
// said. While the vote is open, only those who may see its ballots see either.
func (s subject) grids(v *register.View, of *record.ChangeVote) (blocks []page.Block, err error) {
	ballots, err := ballotsIn(v, of.ID)
	if err != nil {
		return nil, err
	}
	may := of.State == voteCounted || v.Reader().May(record.Cast())
	t, err := tallyOf(of, of.Roll, ballots)
	if err != nil {
		return nil, err
	}
	for i, o := range of.Options {
		section := page.Section{Title: o.Title}
		if may {
			section.Blocks = append(section.Blocks, countTable(t.results[i].Result.Grid()))
		}
		seats, err := s.seats(v, of, ballots, o.Option, may)
		if err != nil {
			return nil, err
		}
		section.Blocks = append(section.Blocks, seats)
		blocks = append(blocks, section)
	}
	return blocks, nil
}

// seats are the seats of a vote with what each said to an option.
func (s subject) seats(v *register.View, of *record.ChangeVote, ballots []*record.ChangeBallot,
	option string, may bool) (t page.Table, err error) {
	t = page.Table{Caption: "What each seat said", RowHeads: true, Empty: "No seat has a vote.",
		Columns: []page.Column{{Title: "Seat"}, {Title: "Category"}, {Title: "Position"},
			{Title: "Reason"}}}
	for _, seat := range of.Roll {
		row := []page.Words{page.Say(seat.Title), page.Say(desk.Plain(seat.Constituency)),
			page.Say("Published when it is counted"), page.Say("")}
		if may {
			if row[2], row[3], err = s.said(v, seat, ballots, option); err != nil {
				return t, err
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// said is what a seat said to an option: its position, how it came and what it was before, and
// the reason.
func (s subject) said(v *register.View, seat record.RollSeat, ballots []*record.ChangeBallot,
	option string) (position, reason page.Words, err error) {
	if seat.Vacant {
		return page.Say("Vacant"), page.Say(""), nil
	}
	for _, b := range ballots {
		if b.Seat != seat.Seat {
			continue
		}
		if b.Recused {
			return page.Say("Takes no part"), page.Say(b.Reason), nil
		}
		position = page.Words{page.Strong(desk.Upper(record.ChoiceOf(b.Position, option)))}
		for i := len(b.Earlier) - 1; i >= 0; i-- {
			was := record.ChoiceOf(b.Earlier[i].Position, option)
			if b.Earlier[i].Recused {
				was = "took no part"
			}
			position = append(position, page.T(", changed from "+was))
		}
		if b.VotedBy == seat.Alternate {
			position = append(position, page.T(", by the alternate"))
		}
		if b.TakenBy != "" {
			voter, err := s.Name(v, b.VotedBy)
			if err != nil {
				return nil, nil, err
			}
			secretary, err := s.Name(v, b.TakenBy)
			if err != nil {
				return nil, nil, err
			}
			position = append(position, page.T(", on the telephone by "+voter+", taken down by "+secretary))
		}
		text := b.Reason
		for i, o := range b.Objectives {
			if i == 0 {
				text += " SEC Objectives:"
			}
			text += " (" + o + ")"
		}
		return position, page.Say(text), nil
	}
	return page.Words{page.Missing("not yet voted")}, page.Say(""), nil
}

// counting is the working of a count: the sentences that explain it, for each option.
func counting(t tally, roll []record.RollSeat) page.Section {
	rule := fmt.Sprintf("By the rule %s, %s, as it held when the vote was opened.", t.rule.Title,
		t.rule.Clause)
	section := page.Section{Title: "How it was counted",
		Blocks: []page.Block{page.Para{Words: page.Say(rule)}}}
	for _, o := range t.results {
		items := page.Items{}
		for _, sentence := range o.Result.Sentences() {
			items.Items = append(items.Items, page.Item{Head: page.Say(titled(roll, sentence))})
		}
		section.Blocks = append(section.Blocks, page.Details{Summary: "Step by step: " + t.title(o.ID),
			Blocks: []page.Block{items}})
	}
	return section
}

// titled says in a sentence about seats what they are called, in place of their ids.
func titled(roll []record.RollSeat, sentence string) string {
	for _, s := range roll {
		sentence = strings.ReplaceAll(sentence, fmt.Sprintf("seat %q", s.Seat), "the seat of "+s.Title)
		sentence = strings.ReplaceAll(sentence, "Seat "+s.Seat+" ", "The seat of "+s.Title+" ")
	}
	return sentence
}

// countTable is the small grid of a count.
func countTable(g vote.Grid) page.Table {
	t := page.Table{Caption: "The count", RowHeads: true}
	for i, head := range g.Head {
		t.Columns = append(t.Columns, page.Column{Title: head, Number: i > 0 && i < len(g.Head)-1})
	}
	for _, cells := range g.Rows {
		row := make([]page.Words, len(cells))
		for i, c := range cells {
			row[i] = page.Say(c)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// recount is the page of a vote counted again, with the seats and Voting Groups of its day as
// they are known at the moment.
func (s subject) recount(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	p, err := pollOf(v, ask.Path["id"], nil)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	if p.vote.State != voteCounted {
		return nil, page.ErrNotFound
	}
	ballots, err := ballotsIn(v, p.vote.ID)
	if err != nil {
		return nil, err
	}
	then := s.Register.View(ask.Context, v.Reader(),
		register.Moment{So: p.vote.OpenedAt, Known: v.Moment().Known})
	r, err := again(then, p.vote, ballots)
	if err != nil {
		return nil, err
	}
	view := p.view(v)
	view.Title = "Counted again: the same"
	view.Lead = "With the seats and Voting Groups of the day it was opened, as they are known now."
	if len(r.differs) > 0 {
		view.Title = "Counted again: something differs"
		items := page.Items{}
		for _, text := range r.differs {
			items.Items = append(items.Items, page.Item{Head: page.Say(text)})
		}
		view.Blocks = append(view.Blocks,
			page.Section{Title: "What differs", Blocks: []page.Block{items}})
	}
	for _, o := range r.tally.results {
		view.Blocks = append(view.Blocks, page.Section{Title: r.tally.title(o.ID),
			Blocks: []page.Block{countTable(o.Result.Grid())}})
	}
	if len(r.tally.results) > 0 {
		view.Blocks = append(view.Blocks, counting(r.tally, r.roll))
	}
	view.Data = map[string]any{"id": p.vote.ID, "differs": r.differs, "roll": r.roll}
	return view, nil
}
