package body

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// meeting is the page of a meeting.
func (b bodies) meeting(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	d, err := gather(v, ask.Path["id"])
	if err != nil {
		return nil, err
	}
	m, state := d.meeting, d.stage()
	tag := stageTag(m, state, today(v))
	due, counted := deadlinesOf(desk.Calendar(v), m.HeldOn)
	view := &page.View{
		Title: m.Heading(), Kicker: "Meeting of the " + d.body.Heading(), Tag: &tag,
		Crumbs: append(desk.Crumbs("body"), desk.Link(d.body),
			page.Link{Text: "Meetings", To: page.At("bodies", d.body.ID, "meetings")}),
		List: &page.List{Title: m.Heading(), Columns: []string{"id", "body", "number", "title", "date",
			"month", "starts", "state"}, Entries: []page.Entry{meetingEntry(m, d.body.Heading())}},
	}
	view.Blocks = append(view.Blocks, page.Summary{Rows: d.facts(due, counted)})
	view.Blocks = append(view.Blocks, d.notices()...)
	view.Blocks = append(view.Blocks, d.agenda(), d.packList())
	attendance, quorum, err := b.attendanceOf(v, d)
	if err != nil {
		return nil, err
	}
	for _, block := range []page.Block{
		attendance, d.minutes(), d.decided(), d.asked(today(v)), d.corresponded(),
	} {
		if block != nil {
			view.Blocks = append(view.Blocks, block)
		}
	}
	view.Blocks = append(view.Blocks, d.history(), page.Section{Title: "Where it stands",
		Blocks: []page.Block{page.Figure{
			Caption: "The life of a meeting", Text: "Now: " + tag.Text + ".",
			SVG: MeetingMachine().SVG("machine-meeting", state, way(m, d.seen())),
		}}})
	if counted {
		view.Blocks = append(view.Blocks, due.why())
	}
	view.Data = d.data(state, due, quorum, today(v))
	view.Actions = append(meetingActions(v, d), b.deeds.meetings.Offers(v, m)...)
	return view, desk.Dated(v, m, view)
}

// facts are the dates of the meeting and what they hang on.
func (d *dossier) facts(due deadlines, counted bool) []page.Row {
	m := d.meeting
	rows := []page.Row{page.Fact("Date", when(m)...)}
	if m.Place != "" {
		rows = append(rows, page.Fact("Place", page.T(m.Place)))
	}
	rows = append(rows, page.Fact("Body", desk.Link(d.body)))
	if m.Condition != "" {
		rows = append(rows, page.Fact("Held if", page.T(desk.Upper(m.Condition))))
	}
	if m.Reason != "" {
		rows = append(rows, page.Fact("Why not held", page.T(m.Reason)))
	}
	if counted && m.State == "" {
		rows = append(rows, page.Fact("Papers reach the secretary by", desk.At(due.submission.By)),
			page.Fact("Papers are published by", desk.At(due.papers.By)))
	}
	if counted && m.State == record.MeetingHeld {
		rows = append(rows, page.Fact("Minutes are drafted by", desk.On(due.minutes.Date)))
	}
	if m.Note != "" {
		rows = append(rows, page.Fact("Note", page.T(desk.Upper(m.Note))))
	}
	return rows
}

// why shows how the dates were counted.
func (due deadlines) why() page.Block {
	line := func(what string, d calendar.Deadline) page.Item {
		return page.Item{Head: page.Say(what), Body: []page.Words{page.Say(d.Working.String() + ".")}}
	}
	return page.Details{Summary: "Why these dates", Blocks: []page.Block{page.Items{Items: []page.Item{
		line("Paper day: 5 Working Days before the meeting", due.papers),
		line("Papers to the secretary: 5 Working Days before that", due.submission),
		line("Draft minutes: within 10 Working Days, as far as is known", due.minutes),
	}}}}
}

// notices are what must not be missed.
func (d *dossier) notices() (blocks []page.Block) {
	m := d.meeting
	switch {
	case m.State == record.MeetingCancelled:
		blocks = append(blocks, page.Notice{Tone: page.Stop, Title: "Cancelled",
			Words: page.Say(sentence(m.Reason))})
	case m.State == record.MeetingExCommittee:
		blocks = append(blocks, page.Notice{Tone: page.Stop, Title: "Decided by correspondence",
			Words: page.Say(sentence(m.Reason))})
	case m.State == "" && len(m.Moves) > 0:
		last := m.Moves[len(m.Moves)-1]
		words := page.Words{page.T("It was to be held on another day")}
		if !last.From.IsZero() {
			words = page.Words{page.T("It was to be held on "), desk.On(last.From)}
		}
		blocks = append(blocks, page.Notice{Tone: page.Wait, Title: "Moved",
			Words: append(words, page.T(". "+sentence(last.Reason)))})
	}
	return blocks
}

// agenda is the agenda as far as the reader may see it, each item with its papers.
func (d *dossier) agenda() page.Block {
	items := page.Items{Empty: "No agenda is published."}
	for _, text := range d.meeting.Items {
		items.Items = append(items.Items, page.Item{Head: page.Say(text)})
	}
	for _, each := range d.items {
		tag := markTag(each.Classification)
		line := page.Item{Tag: &tag, Head: page.Words{page.T(label(each) + ". "), desk.Link(each)},
			Body: []page.Words{page.Say("For " + each.Purpose + ".")}}
		if each.PublishedAt.IsZero() {
			line.Body = append(line.Body, page.Say("Not published yet."))
		}
		for _, p := range d.papers {
			if p.Item == each.ID {
				line.Body = append(line.Body, paperLine(p))
			}
		}
		items.Items = append(items.Items, line)
	}
	return section("Agenda", items)
}

// paperLine is a paper on one line.
func paperLine(p *record.Paper) page.Words {
	words := page.Words{desk.Link(p), page.T(" "), markTag(p.Classification)}
	switch {
	case p.Late != nil && p.Late.Answer == record.LateRefused:
		words = append(words, page.T(" late, not accepted"))
	case p.Late != nil && p.Late.Answer == "":
		words = append(words, page.T(" late, waits for the chair"))
	case p.Late != nil:
		words = append(words, page.T(" late"))
	}
	if p.PublishedAt.IsZero() {
		words = append(words, page.T(" not published yet"))
	}
	return words
}

// packList are the packs, one for each mark, and drafts.
func (d *dossier) packList() page.Block {
	items := page.Items{Empty: "No papers are published."}
	for _, p := range d.packs() {
		tag := markTag(p.mark)
		item := page.Item{Tag: &tag, Head: page.Words{page.Link{Text: d.packTitle(p.mark),
			To: page.At("meetings", d.meeting.ID, "packs", markPath(p.mark))}}}
		for _, each := range p.papers {
			item.Body = append(item.Body, paperLine(each))
		}
		for _, each := range p.publications {
			item.Body = append(item.Body, page.Words{desk.Link(each)})
		}
		items.Items = append(items.Items, item)
	}
	drafts := page.Items{}
	for _, p := range d.papers {
		if p.PublishedAt.IsZero() {
			drafts.Items = append(drafts.Items, page.Item{Head: paperLine(p)})
		}
	}
	if len(drafts.Items) == 0 {
		return section("Papers", items)
	}
	return section("Papers", items, section("Not published yet", drafts))
}

// minutes are the minutes and how they stand.
func (d *dossier) minutes() page.Block {
	items := page.Items{}
	for _, p := range d.papers {
		if p.Kind != record.MinutesKind {
			continue
		}
		item := page.Item{Head: paperLine(p), Body: []page.Words{page.Say(
			"Draft: a later meeting of the body confirms them.")}}
		if p.ConfirmedAt != "" && d.confirmedAt != nil {
			item.Body = []page.Words{{page.T("Confirmed at "), desk.Link(d.confirmedAt)}}
		}
		items.Items = append(items.Items, item)
	}
	if len(items.Items) == 0 {
		return nil
	}
	return section("Minutes", items)
}

// decided are the decisions of the meeting.
func (d *dossier) decided() page.Block {
	if len(d.decisions) == 0 {
		return nil
	}
	return section("Decisions", decisionItems(d.decisions))
}

// asked are the actions that the meeting asked for.
func (d *dossier) asked(on calendar.Date) page.Block {
	if len(d.actions) == 0 {
		return nil
	}
	return section("Actions", actionItems(d.actions, on))
}

// corresponded are the decisions that are sought by correspondence.
func (d *dossier) corresponded() page.Block {
	if len(d.ballots) == 0 {
		return nil
	}
	items := page.Items{}
	for _, each := range d.ballots {
		items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(each)},
			Body: []page.Words{{page.T("Votes until "), desk.At(each.ClosesAt)}}})
	}
	return section("By correspondence", items)
}

// history is when the meeting was moved.
func (d *dossier) history() page.Block {
	if len(d.meeting.Moves) == 0 {
		return section("Dates", page.Para{Words: page.Say("It has not been moved.")})
	}
	timeline := page.Timeline{}
	for _, move := range d.meeting.Moves {
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
	return section("Dates", timeline)
}

// meetingData is a meeting as programs read it: what its page shows to the same reader.
type meetingData struct {
	meetingRow
	Place     string            `json:"place,omitempty"`
	EndsAt    time.Time         `json:"ends_at,omitzero"`
	Reason    string            `json:"reason,omitempty"`
	Condition string            `json:"condition,omitempty"`
	PapersBy  time.Time         `json:"papers_by,omitzero"`
	Working   string            `json:"papers_by_because,omitempty"`
	MinutesOn calendar.Date     `json:"minutes_by,omitzero"`
	Moves     []record.Move     `json:"moves,omitempty"`
	Items     []string          `json:"items,omitempty"`
	Agenda    []agendaData      `json:"agenda,omitempty"`
	Papers    []paperData       `json:"papers,omitempty"`
	Quorum    *quorumData       `json:"quorum,omitempty"`
	Decisions []decisionData    `json:"decisions,omitempty"`
	Actions   []actionData      `json:"actions,omitempty"`
	Packs     map[string]string `json:"packs,omitempty"`
}

// quorumData is how a quorum was counted, as programs read it.
type quorumData struct {
	Met     bool     `json:"met"`
	There   int      `json:"seats_there"`
	Because []string `json:"because"`
}

// agendaData is an item of the agenda as programs read it.
type agendaData struct {
	ID        string                `json:"id"`
	Reference string                `json:"reference"`
	Title     string                `json:"title"`
	Purpose   string                `json:"purpose"`
	Mark      record.Classification `json:"classification"`
	Published time.Time             `json:"published_at,omitzero"`
}

func (d *dossier) data(
	state string, due deadlines, quorum *vote.Quorum, on calendar.Date,
) meetingData {
	m := d.meeting
	data := meetingData{meetingRow: newMeetingRow(m), Place: m.Place, EndsAt: m.EndsAt,
		Reason: m.Reason, Condition: m.Condition, Moves: m.Moves, Items: m.Items,
		PapersBy: due.papers.By, MinutesOn: due.minutes.Date}
	data.State = state
	if due.papers.Working != nil {
		data.Working = due.papers.Working.String()
	}
	if quorum != nil {
		data.Quorum = &quorumData{Met: quorum.Met, There: quorum.Attending}
		for _, t := range quorum.Terms {
			data.Quorum.Because = append(data.Quorum.Because, t.Working())
		}
	}
	for _, each := range d.items {
		data.Agenda = append(data.Agenda, agendaData{each.ID, d.reference(each), each.Title,
			each.Purpose, each.Classification, each.PublishedAt})
	}
	for _, each := range d.papers {
		data.Papers = append(data.Papers, newPaperData(each))
	}
	for _, each := range d.decisions {
		data.Decisions = append(data.Decisions, newDecisionData(each))
	}
	for _, each := range d.actions {
		data.Actions = append(data.Actions, newActionData(each, on))
	}
	for _, each := range d.packs() {
		if data.Packs == nil {
			data.Packs = map[string]string{}
		}
		data.Packs[string(each.mark)] = fmt.Sprint(page.At("meetings", m.ID, "packs",
			markPath(each.mark)))
	}
	return data
}
