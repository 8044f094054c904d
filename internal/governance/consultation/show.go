package consultation

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// shown is a consultation as its page gives it to programs.
type shown struct {
	facts
	Modifications []string             `json:"modifications,omitempty" ref:"modification"`
	ChangeRequest string               `json:"change_request,omitempty" ref:"change_request"`
	Summary       string               `json:"summary,omitempty"`
	Questions     []record.Question    `json:"questions"`
	MayBe         []string             `json:"answers_may_be"`
	RespondVia    []string             `json:"respond_via,omitempty" ref:"contact body"`
	RespondHow    string               `json:"respond_how,omitempty"`
	Documents     []string             `json:"documents,omitempty"`
	Next          string               `json:"what_happens_next,omitempty"`
	Moves         []record.ClosingMove `json:"closing_moves,omitempty"`
	Withdrawal    *record.Statement    `json:"withdrawal,omitempty"`
	Responses     *record.Statement    `json:"summary_of_responses,omitempty"`
	Outcome       *record.Statement    `json:"outcome,omitempty"`
	Link          string               `json:"address,omitempty"`
}

// show is the page of a consultation.
func (s subject) show(ask *page.Ask) (*page.View, error) {
	v, c, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	so := v.Moment().So
	view := frame(v, c, tabFacts)
	if left := timeLeft(desk.Calendar(v), c, so); left != "" {
		view.Tag.Text += ", " + left
	}
	rows, err := rows(v, c)
	if err != nil {
		return nil, err
	}
	view.Lead = c.Summary
	view.Blocks = append(view.Blocks, page.Summary{Rows: rows})
	view.Blocks = append(view.Blocks, remarks(v, c)...)
	view.Blocks = append(view.Blocks, asked(c, so))
	how, err := howTo(v, c)
	if err != nil {
		return nil, err
	}
	next, err := follows(v, c)
	if err != nil {
		return nil, err
	}
	view.Blocks = append(view.Blocks, how, next)
	if len(c.Moves) > 0 {
		view.Blocks = append(view.Blocks, moves(c))
	}
	view.Data = data(v, c)
	if view.Actions, err = s.actions(v, c); err != nil {
		return nil, err
	}
	return view, desk.Dated(v, c, view)
}

// read reads the consultation that an address names.
func (s subject) read(ask *page.Ask) (*register.View, *record.Consultation, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, nil, err
	}
	c, err := get(v, ask.Path["id"])
	return v, c, err
}

// The views of a consultation, as its tabs call them.
const (
	tabFacts     = "Consultation"
	tabResponses = "Responses"
	tabCollation = "Collation"
	tabOutcome   = "You asked, we did"
)

// frame is a view of a consultation without its content.
func frame(v *register.View, c *record.Consultation, tab string) *page.View {
	so := v.Moment().So
	view := &page.View{
		Title: heading(c, so), Kicker: c.Heading(), Tag: tag(stateAt(c, so)),
		Crumbs: desk.Crumbs("consultation"),
	}
	if tab != tabFacts {
		view.Crumbs = crumbs(c)
	}
	if !c.Elsewhere {
		for _, t := range []page.Tab{{Text: tabFacts, To: at(c)}, {Text: tabResponses,
			To: at(c, "responses")}, {Text: tabCollation, To: at(c, "collation")},
			{Text: tabOutcome, To: at(c, "outcome")}} {
			t.Current = t.Text == tab
			view.Tabs = append(view.Tabs, t)
		}
	}
	return view
}

// rows are the facts of a consultation.
func rows(v *register.View, c *record.Consultation) (rows []page.Row, err error) {
	rows = []page.Row{page.Fact("Type", page.T(kindOf(c.Type).name())), opened(v, c)}
	if c.ClosesAt.IsZero() {
		rows = append(rows, page.Fact("Closes", page.Missing("not known: no closing date was given")))
	} else {
		rows = append(rows, page.Fact("Closes", when(c, "closes_at", c.ClosesAt)))
	}
	if left := timeLeft(desk.Calendar(v), c, v.Moment().So); left != "" {
		rows = append(rows, page.Fact("Time left", page.T(left)))
	}
	more, err := desk.Facts(v, c, "type", "opened_by", "opens_at", "closes_on", "outcome_path",
		"outcome_meeting", "asks_about", "respond_via", "respond_how", "confidentiality",
		"confidentiality_scope", "documents_from", "questions_to", "summary", "link", "note")
	rows = append(rows, more...)
	if c.Link != "" {
		rows = append(rows, page.Fact("Where", page.Link{Text: c.Link, Out: c.Link}))
	}
	if len(c.Documents) == 0 && !c.Elsewhere {
		rows = append(rows, page.Fact("Documents", page.Missing("none is named")))
	}
	return rows, err
}

// opened says when a consultation opened, or what is known of that.
func opened(v *register.View, c *record.Consultation) page.Row {
	switch so := v.Moment().So; {
	case !c.OpensAt.IsZero() && so.Before(c.OpensAt):
		return page.Fact("Opens", when(c, "opens_at", c.OpensAt))
	case !c.OpensAt.IsZero():
		return page.Fact("Opened", when(c, "opens_at", c.OpensAt))
	case !c.OpenedBy.IsZero():
		return page.Fact("Opened", page.T("by "), desk.On(c.OpenedBy),
			page.T("; the day itself is "), desk.NotKnown)
	case stateAt(c, so) == planned:
		return page.Fact("Opens", desk.NotKnown)
	}
	return page.Fact("Opened", desk.NotKnown)
}

// remarks explain the dates, and what the facts rest on.
func remarks(v *register.View, c *record.Consultation) (blocks []page.Block) {
	say := func(text string) { blocks = append(blocks, page.Para{Words: page.Say(text)}) }
	switch {
	case c.ClosesAt.IsZero():
	case c.Assumed("closes_at"):
		say("The closing day was published without a time. This system closes at 5pm on it, London " +
			"time: our convention, as other consultations of the Code have it.")
	default:
		say("What is complete here before that instant is in time. At that instant it is closed.")
	}
	if !c.OpensAt.IsZero() && !c.ClosesAt.IsZero() {
		days := desk.Calendar(v).Between(calendar.DateOf(c.OpensAt), calendar.DateOf(c.ClosesAt))
		if days != calendar.Unknown {
			say(fmt.Sprintf("It is open for %s, counted without the day of opening; %d are usual.",
				plural(days, "Working Day"), usualDays))
		}
	}
	if c.Withdrawal != nil {
		blocks = append(blocks, page.Notice{Tone: page.Alert, Title: "Withdrawn",
			Words: page.Say(c.Withdrawal.Text)})
	}
	for _, text := range []string{sentence(c.Note), desk.Basis(&c.Head)} {
		if text != "" {
			say(text)
		}
	}
	return blocks
}

// asked is what is asked.
func asked(c *record.Consultation, so time.Time) page.Section {
	items := page.Items{Ordered: true, Empty: "It does not say what it asks."}
	for _, q := range Questions(c) {
		item := page.Item{Head: page.Say(q.Text)}
		if !q.ClosesAt.IsZero() {
			verb := "Closes before the rest, "
			if !questionOpen(q, so) {
				verb = "Closed before the rest, "
			}
			item.Body = append(item.Body, page.Words{page.T(verb), desk.At(q.ClosesAt)})
		}
		if slug, number, is := strings.Cut(q.Clause, " "); is {
			item.Body = append(item.Body, page.Words{page.Link{Text: "What would change in " +
				show.Where(slug, number), To: desk.Address("modification", c.Modification) +
				"/legal-text" + page.Address("#"+number)}})
		}
		if q.Cost || q.LeadTime {
			item.Body = append(item.Body,
				page.Say("Also asks what it would cost you, and how long you would need."))
		}
		items.Items = append(items.Items, item)
	}
	blocks := []page.Block{items}
	if len(c.Questions) == 0 && len(c.AsksAbout) == 0 && !c.Elsewhere {
		blocks = append(blocks, page.Para{Words: page.Say(
			"No questions are published: a response here is one answer about the whole.")})
	}
	return page.Section{Title: "What is asked", Blocks: blocks}
}

// howTo says how to respond.
func howTo(v *register.View, c *record.Consultation) (page.Section, error) {
	var rows []page.Row
	sent, err := sending(v, c)
	if err != nil {
		return page.Section{}, err
	}
	if !c.Elsewhere {
		rows = append(append(rows, page.Fact("Here", page.T(here(v, c)))), sent...)
		each := page.Row{Term: "You can give each answer"}
		for _, w := range mayBe(c) {
			each.Values = append(each.Values, page.Say(w.label+". "+w.hint+"."))
		}
		said := []string{}
		for _, p := range positions {
			said = append(said, desk.Lower(p.label))
		}
		rows = append(rows, page.Fact("To each question you say", page.T(strings.Join(said, ", ")+
			"; with reasons, if you like")), each)
	} else {
		rows = append(rows, sent...)
	}
	var but []string
	for _, f := range desk.Fields(c) {
		if !slices.Contains([]string{"confidentiality_scope", "documents_from", "questions_to"},
			f.Name) {
			but = append(but, f.Name)
		}
	}
	more, err := desk.Facts(v, c, but...)
	return page.Section{Title: "How to respond",
		Blocks: []page.Block{page.Summary{Rows: append(rows, more...)}}}, err
}

// here says how a response is given in this system.
func here(v *register.View, c *record.Consultation) string {
	if state := stateAt(c, v.Moment().So); !takes(state) {
		if lateTaken(state) {
			return "No response is taken now. A late one is, where the code administrator decides so, " +
				"for a reason."
		}
		return "No response is taken now."
	}
	text := "People of your Party draft, a signatory submits, and you get a reference and a copy. " +
		"You can change or withdraw it until the consultation closes."
	if v.Reader().Person == "" {
		return "Sign in for your Party. " + text
	}
	return text
}

// sending says how a response is sent another way, as far as that is known.
func sending(v *register.View, c *record.Consultation) (rows []page.Row, err error) {
	row := page.Row{Term: "Or send it"}
	if c.Elsewhere || !takes(stateAt(c, v.Moment().So)) {
		row.Term = "By sending it"
	}
	if c.RespondHow != "" {
		row.Values = append(row.Values, page.Say(sentence(c.RespondHow)))
	}
	to, err := desk.Links(v, "contact body", c.RespondVia...)
	for _, link := range to {
		row.Values = append(row.Values, append(page.Words{page.T("To ")}, link...))
	}
	if len(row.Values) == 0 || err != nil {
		return nil, err
	}
	if row.Term == "Or send it" {
		row.Values = append(row.Values, page.Say("The code administrator then enters it here for you. "+
			"One response of each Party counts: what was received last."))
	}
	return []page.Row{row}, nil
}

// sentence makes one of a text of the register.
func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") {
		return desk.Upper(text)
	}
	return desk.Upper(text) + "."
}

// follows says what happens next.
func follows(v *register.View, c *record.Consultation) (page.Section, error) {
	section := page.Section{Title: "What happens next"}
	say := func(words ...page.Inline) {
		section.Blocks = append(section.Blocks, page.Para{Words: words})
	}
	if c.OutcomePath != "" {
		say(page.T(sentence(c.OutcomePath)))
	}
	meeting, err := desk.Links(v, "meeting", c.OutcomeMeeting)
	if err != nil {
		return section, err
	}
	for _, link := range meeting {
		say(append(page.Words{page.T("The responses go to ")}, link...)...)
	}
	if c.Elsewhere {
		say(page.T("Somebody else runs it: what follows is said there."))
		return section, nil
	}
	state := stateAt(c, v.Moment().So)
	switch {
	case state == closed && c.OutcomePath == "" && len(meeting) == 0:
		say(page.T("What follows is not known here."))
	case state == concluded:
		say(page.Link{Text: "What was decided, and what became of each answer", To: at(c, "outcome")})
	}
	section.Blocks = append(section.Blocks, page.Details{Summary: "The stages of a consultation",
		Blocks: []page.Block{desk.Picture(Machine, state, "stages")}})
	return section, nil
}

// moves is the history of the closing date.
func moves(c *record.Consultation) page.Section {
	line := page.Timeline{}
	for _, m := range c.Moves {
		what := page.Words{page.T("Closing set to "), desk.At(m.To)}
		if !m.From.IsZero() {
			what = page.Words{page.T("Closing moved from "), desk.On(calendar.DateOf(m.From)),
				page.T(" to "), desk.At(m.To)}
		}
		line.Events = append(line.Events, page.TimelineEvent{When: page.Words{desk.At(m.At)}, What: what,
			Detail: []page.Words{page.Say("Reason: " + m.Reason)}})
	}
	return page.Section{Title: "How the closing date moved", Blocks: []page.Block{line,
		page.Para{Words: page.Say("With each move, all who were told of it are told again.")}}}
}

// data is a consultation for programs.
func data(v *register.View, c *record.Consultation) shown {
	d := shown{
		facts: factsOf(v, c), Modifications: slices.Clone(c.Modifications),
		ChangeRequest: c.ChangeRequest, Summary: c.Summary, Questions: Questions(c),
		RespondVia: c.RespondVia, RespondHow: c.RespondHow, Documents: c.Documents,
		Next: c.OutcomePath, Moves: c.Moves, Withdrawal: c.Withdrawal, Responses: c.Responses,
		Outcome: c.Outcome, Link: c.Link,
	}
	if c.Modification != "" {
		d.Modifications = append(d.Modifications, c.Modification)
	}
	for _, way := range mayBe(c) {
		d.MayBe = append(d.MayBe, way.code)
	}
	return d
}
