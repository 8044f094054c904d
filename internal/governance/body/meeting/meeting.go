package meeting

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/body/paper"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// show is the page of a meeting.
func (b subject) show(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	d, err := committee.Gather(v, ask.Path["id"])
	if err != nil {
		return nil, err
	}
	m, state := d.Meeting, d.Stage()
	tag := stageTag(m, state, committee.Today(v))
	due, counted := committee.DeadlinesOf(desk.Calendar(v), m.HeldOn)
	view := &page.View{
		Title: m.Heading(), Kicker: "Meeting of the " + d.Body.Heading(), Tag: &tag,
		Crumbs: append(desk.Crumbs("body"), desk.Link(d.Body),
			page.Link{Text: "Meetings", To: page.At("bodies", d.Body.ID, "meetings")}),
		List: &page.List{Title: m.Heading(), Dated: true, Columns: []string{"id", "body", "number",
			"title", "date", "month", "starts", "state"},
			Entries: []page.Entry{meetingEntry(m, d.Body.Heading())}},
	}
	view.Blocks = append(view.Blocks, page.Summary{Rows: dates(d, due, counted)})
	view.Blocks = append(view.Blocks, notices(d)...)
	view.Blocks = append(view.Blocks, agenda(d), packList(d))
	attendance, quorum, err := b.attendanceOf(v, d)
	if err != nil {
		return nil, err
	}
	for _, block := range []page.Block{
		attendance, minutes(d), decisions(d), actions(d, committee.Today(v)), ballots(d),
	} {
		if block != nil {
			view.Blocks = append(view.Blocks, block)
		}
	}
	view.Blocks = append(view.Blocks, history(d), page.Section{Title: "Where it stands",
		Blocks: []page.Block{page.Figure{
			Caption: "The life of a meeting", Text: "Now: " + tag.Text + ".",
			SVG: committee.Machine().SVG("machine-meeting", state, committee.Way(m, d.Seen())),
		}}})
	if counted {
		view.Blocks = append(view.Blocks, why(due))
	}
	view.Data = dataOf(d, state, due, quorum, committee.Today(v))
	view.Actions = append(meetingActions(v, d), b.meetings.Offers(v, m)...)
	return view, desk.Dated(v, m, view)
}

// dates are the dates of the meeting and what they hang on.
func dates(d *committee.Dossier, due committee.Deadlines, counted bool) []page.Row {
	m := d.Meeting
	rows := []page.Row{page.Fact("Date", When(m)...)}
	if m.Place != "" {
		rows = append(rows, page.Fact("Place", page.T(m.Place)))
	}
	rows = append(rows, page.Fact("Body", desk.Link(d.Body)))
	if m.Condition != "" {
		rows = append(rows, page.Fact("Held if", page.T(desk.Upper(m.Condition))))
	}
	if m.Reason != "" {
		rows = append(rows, page.Fact("Why not held", page.T(m.Reason)))
	}
	if counted && m.State == "" {
		rows = append(rows, page.Fact("Papers reach the secretary by", desk.At(due.Submission.By)),
			page.Fact("Papers are published by", desk.At(due.Papers.By)))
	}
	if counted && m.State == record.MeetingHeld {
		rows = append(rows, page.Fact("Minutes are drafted by", desk.On(due.Minutes.Date)))
	}
	if m.Note != "" {
		rows = append(rows, page.Fact("Note", page.T(desk.Upper(m.Note))))
	}
	return rows
}

// why shows how the dates were counted.
func why(due committee.Deadlines) page.Block {
	line := func(what string, d calendar.Deadline) page.Item {
		return page.Item{Head: page.Say(what), Body: []page.Words{page.Say(d.Working.String() + ".")}}
	}
	return page.Details{Summary: "Why these dates", Blocks: []page.Block{page.Items{Items: []page.Item{
		line("Paper day: 5 Working Days before the meeting", due.Papers),
		line("Papers to the secretary: 5 Working Days before that", due.Submission),
		line("Draft minutes: within 10 Working Days, as far as is known", due.Minutes),
	}}}}
}

// notices are what must not be missed.
func notices(d *committee.Dossier) (blocks []page.Block) {
	m := d.Meeting
	switch {
	case m.State == record.MeetingCancelled:
		blocks = append(blocks, page.Notice{Tone: page.Stop, Title: "Cancelled",
			Words: page.Say(committee.Sentence(m.Reason))})
	case m.State == record.MeetingExCommittee:
		blocks = append(blocks, page.Notice{Tone: page.Stop, Title: "Decided by correspondence",
			Words: page.Say(committee.Sentence(m.Reason))})
	case m.State == "" && len(m.Moves) > 0:
		last := m.Moves[len(m.Moves)-1]
		words := page.Words{page.T("It was to be held on another day")}
		if !last.From.IsZero() {
			words = page.Words{page.T("It was to be held on "), desk.On(last.From)}
		}
		blocks = append(blocks, page.Notice{Tone: page.Wait, Title: "Moved",
			Words: append(words, page.T(". "+committee.Sentence(last.Reason)))})
	}
	return blocks
}

// agenda is the agenda as far as the reader may see it, each item with its papers.
func agenda(d *committee.Dossier) page.Block {
	items := page.Items{Empty: "No agenda is published."}
	for _, text := range d.Meeting.Items {
		items.Items = append(items.Items, page.Item{Head: page.Say(text)})
	}
	for _, each := range d.Items {
		tag := committee.MarkTag(each.Classification)
		line := page.Item{Tag: &tag, Body: []page.Words{page.Say("For " + each.Purpose + ".")},
			Head: page.Words{page.T(committee.Label(each) + ". "), desk.Link(each)}}
		if each.PublishedAt.IsZero() {
			line.Body = append(line.Body, page.Say("Not published yet."))
		}
		for _, p := range d.Papers {
			if p.Item == each.ID {
				line.Body = append(line.Body, paper.Line(p))
			}
		}
		items.Items = append(items.Items, line)
	}
	return committee.Section("Agenda", items)
}

// packList are the packs, one for each mark, and drafts.
func packList(d *committee.Dossier) page.Block {
	items := page.Items{Empty: "No papers are published."}
	for _, p := range d.Packs() {
		tag := committee.MarkTag(p.Mark)
		item := page.Item{Tag: &tag, Head: page.Words{page.Link{Text: d.PackTitle(p.Mark),
			To: page.At("meetings", d.Meeting.ID, "packs", committee.MarkPath(p.Mark))}}}
		for _, each := range p.Papers {
			item.Body = append(item.Body, paper.Line(each))
		}
		for _, each := range p.Publications {
			item.Body = append(item.Body, page.Words{desk.Link(each)})
		}
		items.Items = append(items.Items, item)
	}
	drafts := page.Items{}
	for _, p := range d.Papers {
		if p.PublishedAt.IsZero() {
			drafts.Items = append(drafts.Items, page.Item{Head: paper.Line(p)})
		}
	}
	if len(drafts.Items) == 0 {
		return committee.Section("Papers", items)
	}
	return committee.Section("Papers", items, committee.Section("Not published yet", drafts))
}

// minutes are the minutes and how they stand.
func minutes(d *committee.Dossier) page.Block {
	items := page.Items{}
	for _, p := range d.Papers {
		if p.Kind != record.MinutesKind {
			continue
		}
		item := page.Item{Head: paper.Line(p), Body: []page.Words{page.Say(
			"Draft: a later meeting of the body confirms them.")}}
		if p.ConfirmedAt != "" && d.ConfirmedAt != nil {
			item.Body = []page.Words{{page.T("Confirmed at "), desk.Link(d.ConfirmedAt)}}
		}
		items.Items = append(items.Items, item)
	}
	if len(items.Items) == 0 {
		return nil
	}
	return committee.Section("Minutes", items)
}

// decisions are the decisions of the meeting.
func decisions(d *committee.Dossier) page.Block {
	if len(d.Decisions) == 0 {
		return nil
	}
	return committee.Section("Decisions", decisionItems(d.Decisions))
}

// actions are the actions that the meeting asked for.
func actions(d *committee.Dossier, on calendar.Date) page.Block {
	if len(d.Actions) == 0 {
		return nil
	}
	return committee.Section("Actions", actionItems(d.Actions, on))
}

// ballots are the decisions that are sought by correspondence.
func ballots(d *committee.Dossier) page.Block {
	if len(d.Ballots) == 0 {
		return nil
	}
	items := page.Items{}
	for _, each := range d.Ballots {
		items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(each)},
			Body: []page.Words{{page.T("Votes until "), desk.At(each.ClosesAt)}}})
	}
	return committee.Section("By correspondence", items)
}

// history is when the meeting was moved.
func history(d *committee.Dossier) page.Block {
	if len(d.Meeting.Moves) == 0 {
		return committee.Section("Dates", page.Para{Words: page.Say("It has not been moved.")})
	}
	timeline := page.Timeline{}
	for _, move := range d.Meeting.Moves {
		from := page.Inline(page.T("another day"))
		if !move.From.IsZero() {
			from = desk.On(move.From)
		}
		timeline.Events = append(timeline.Events, page.TimelineEvent{
			When:   page.Words{desk.At(move.At)},
			What:   page.Words{page.T("Moved from "), from, page.T(" to "), desk.On(move.To)},
			Detail: []page.Words{page.Say("Reason: " + move.Reason)},
		})
	}
	return committee.Section("Dates", timeline)
}
