package helpdesk

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// minute is what the clock of a ticket counts in.
const minute = time.Minute

// ticketRoutes are the list and the pages of tickets, and what can be done with them.
func (s subject) ticketRoutes() []page.Route {
	list := desk.Listing[*record.Ticket]{Kind: "ticket", Parts: ticketParts,
		Columns: []string{"id", "title", "category", "state", "opened_at", "due"},
		Tell:    tellTickets, Offer: func(*policy.Reader) []page.Link {
			return []page.Link{{Text: "Ask a question", To: askAddress}}
		}}
	return append([]page.Route{list.Route(s.Desk), {Pattern: "/tickets/{id}",
		Examples: s.Examples("ticket"), View: s.ticket}}, s.deeds().Routes()...)
}

// ticketParts are the tickets that a reader sees: for the administrator a queue, with what is due
// next first; for anybody else their own.
func ticketParts(v *register.View, _ url.Values) []desk.Part {
	now := register.InstantKey(v.Moment().So)
	if !v.Reader().Staff {
		empty := "You have asked nothing yet."
		if v.Reader().Person == "" {
			empty = "Sign in to see what you have asked. Who asked without signing in has a link to " +
				"their question by mail."
		}
		return []desk.Part{{Empty: empty, Query: register.Query{Key: "opened", Desc: true}}}
	}
	return []desk.Part{
		{Name: "due", Title: "Due next", Empty: "None waits for the helpdesk.",
			Query: register.Query{Key: "due"}},
		{Name: "waiting", Title: "Waiting for whoever asked", Empty: "None.",
			Query: register.Query{Key: "waits", From: now}},
		{Name: "answered", Title: "Answered, and can be opened again", Empty: "None.",
			Query: register.Query{Key: "resolved", From: now}},
		{Name: "closed", Title: "Closed", Empty: "None.", Query: register.Query{
			Keys: []string{"closed", "waits", "resolved"}, To: now, Desc: true}},
	}
}

// stateTag says how far a ticket has come, and whether it is late.
func stateTag(t *record.Ticket, so time.Time) *page.Tag {
	state, _ := TicketLife.State(string(t.StateAt(so)))
	tag := &page.Tag{Text: state.Label, Tone: page.Wait}
	switch {
	case state.Name == isResolved:
		tag.Tone = page.Good
	case state.Name == isClosed:
		tag.Tone = page.Stop
	case late(t, so):
		tag.Text, tag.Tone = state.Label+", late", page.Alert
	}
	return tag
}

// late reports whether what is due next is due no more in time.
func late(t *record.Ticket, so time.Time) bool { return !t.Due.IsZero() && so.After(t.Due) }

// dueLine says what is next and when, in a sentence without its full stop.
func dueLine(t *record.Ticket, so time.Time) string {
	what := "an answer is due"
	if t.RepliedAt.IsZero() {
		what = "a reply is due"
	}
	switch t.StateAt(so) {
	case record.TicketWaiting:
		return "It waits for an answer to what the helpdesk asked; it is closed at " +
			calendar.Moment(t.Ends)
	case record.TicketResolved:
		return "Answered; it can be opened again until " + calendar.Moment(t.Ends)
	case record.TicketClosed:
		if t.State == record.TicketClosed {
			return "Closed at " + calendar.Moment(t.Ended)
		}
		return "Closed by itself at " + calendar.Moment(t.Ends)
	}
	if t.Due.IsZero() {
		return desk.Upper(what) + "; by when is not known"
	}
	if late(t, so) {
		what = "Late: " + what
	}
	return desk.Upper(what) + " by " + calendar.Moment(t.Due)
}

// tellTickets tells of tickets in a list.
func tellTickets(v *register.View, all []*record.Ticket) (told []desk.Told, err error) {
	if all, err = desk.Discern(v, all); err != nil {
		return nil, err
	}
	so := v.Moment().So
	for _, t := range all {
		title := t.Reference() + " " + said(t.Subject)
		link := page.Link{Text: title, To: desk.AddressOf(t)}
		due := ""
		if !t.Due.IsZero() {
			due = t.Due.UTC().Format(time.RFC3339)
		}
		told = append(told, desk.Told{Data: rowOf(t, so),
			Item: page.Item{Head: page.Words{link}, Tag: stateTag(t, so), Body: []page.Words{
				page.Say(labelOf(categories, t.Category) + priority(t)), page.Say(dueLine(t, so))}},
			Entry: page.Entry{ID: t.ID, Title: title, Summary: dueLine(t, so) + ".", To: link.To,
				Cells: []string{t.ID, title, string(t.Category), string(t.StateAt(so)),
					t.OpenedAt.UTC().Format(time.RFC3339), due}}})
	}
	return told, nil
}

// priority is that of a ticket, where it is not the usual one.
func priority(t *record.Ticket) string {
	if t.Priority == "" {
		return ""
	}
	return ", " + t.Priority + " priority"
}

// ticketRow is a ticket as programs read it.
type ticketRow struct {
	*record.Ticket
	Reference string             `json:"reference"`
	State     record.TicketState `json:"state"`
	Subject   string             `json:"subject"`
	Late      bool               `json:"late,omitempty"`
}

func rowOf(t *record.Ticket, so time.Time) ticketRow {
	return ticketRow{t, t.Reference(), t.StateAt(so), said(t.Subject), late(t, so)}
}

// entryRow is an entry of a ticket as programs read it.
type entryRow struct {
	*record.TicketEntry
	Text  string `json:"text"`
	From  string `json:"from,omitempty"`
	Files string `json:"files,omitempty"`
}

// ticketData is the page of a ticket as programs read it.
type ticketData struct {
	ticketRow
	Entries []entryRow `json:"entries"`
	Clock   []count    `json:"clock"`
}

// entriesOf are those of a ticket that a view has, the first first.
func entriesOf(v *register.View, id string) ([]*record.TicketEntry, error) {
	all, err := register.All[*record.TicketEntry](v, register.Query{Key: "ticket", Is: id})
	slices.SortStableFunc(all, func(a, b *record.TicketEntry) int { return a.At.Compare(b.At) })
	return all, err
}

// ticket is the page of a ticket.
func (s subject) ticket(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	t, err := register.Get[*record.Ticket](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	entries, err := entriesOf(v, t.ID)
	if err != nil {
		return nil, err
	}
	view, err := s.show(v, t, entries)
	if err != nil {
		return nil, err
	}
	view.Crumbs = append(crumbs(), desk.Crumbs("ticket")[1:]...)
	deeds := s.deeds()
	view.Actions = deeds.Offers(v, t)
	if t.StateAt(v.Moment().So) == record.TicketClosed {
		view.Actions = append(view.Actions, page.Link{Text: "Ask a new question that goes on from it",
			To: askAddress.With(url.Values{"follows": {t.ID}})})
	}
	return view, desk.Dated(v, t, view)
}

// show is the page of a ticket with the entries that its reader may see.
func (s subject) show(
	v *register.View, t *record.Ticket, entries []*record.TicketEntry,
) (*page.View, error) {
	so := v.Moment().So
	o, err := officeOf(v)
	if err != nil {
		return nil, err
	}
	discerned, err := desk.Discern(v, []*record.Ticket{t})
	if err != nil {
		return nil, err
	}
	t = discerned[0]
	view := &page.View{Kicker: "Question " + t.Reference(), Title: said(t.Subject),
		Tag: stateTag(t, so), Lead: dueLine(t, so) + "."}
	rows, err := s.facts(v, t)
	if err != nil {
		return nil, err
	}
	said, data, err := s.tellEntries(v, t, entries)
	if err != nil {
		return nil, err
	}
	counts := o.counts(t, so)
	view.Blocks = []page.Block{page.Summary{Rows: rows}, page.Section{Title: "What was written",
		Blocks: said}, clockSection(counts)}
	view.Blocks = append(view.Blocks, page.Details{Summary: "How it goes on",
		Blocks: []page.Block{desk.Picture(TicketLife, string(t.StateAt(so)), "ticket")}})
	view.Data = ticketData{rowOf(t, so), data, counts}
	return view, nil
}

// facts are the first screen of a ticket.
func (s subject) facts(v *register.View, t *record.Ticket) (rows []page.Row, err error) {
	rows = append(rows, page.Fact("What it is about", page.T(labelOf(categories, t.Category)+
		priority(t))))
	if t.Assignee != "" {
		name, err := s.Name(v, t.Assignee)
		if err != nil {
			return nil, err
		}
		rows = append(rows, page.Fact("Answered by", page.T(name)))
	}
	if v.Reader().Staff {
		who, err := s.asker(v, t)
		if err != nil {
			return nil, err
		}
		rows = append(rows, who)
	}
	more, err := desk.Facts(v, t, "category", "priority", "state", "due", "ends", "ended", "pauses",
		"subject", "name", "address", "replied_at", "late", "channel")
	return append(rows, more...), err
}

// asker says to the administrator who asked.
func (s subject) asker(v *register.View, t *record.Ticket) (page.Row, error) {
	row := page.Row{Term: "Asked by"}
	if t.Person != "" {
		name, err := s.Name(v, t.Person)
		row.Values = []page.Words{page.Say(name)}
		return row, err
	}
	for _, text := range []string{said(t.Name), said(t.Address)} {
		if text != "" {
			row.Values = append(row.Values, page.Say(text))
		}
	}
	if len(row.Values) == 0 {
		row.Values = []page.Words{{desk.NotKnown}}
	}
	return row, nil
}

// tellEntries are the entries of a ticket as blocks and as data.
func (s subject) tellEntries(
	v *register.View, t *record.Ticket, entries []*record.TicketEntry,
) (blocks []page.Block, data []entryRow, err error) {
	if entries, err = desk.Discern(v, entries); err != nil {
		return nil, nil, err
	}
	var who []string
	for _, e := range entries {
		who = append(who, e.By)
	}
	names, err := s.Names(v, who...)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		by := "Whoever asked"
		switch {
		case e.By != "":
			by = names[e.By]
		case e.Kind != record.EntryQuestion:
			by = "The helpdesk"
		case said(e.From) != "":
			by = said(e.From)
		}
		section := page.Section{Title: entryTitle(e, t) + ", " + calendar.Moment(e.At),
			Blocks: []page.Block{page.Para{Words: page.Say("By " + by + cameBy(e))},
				page.Prose{Text: said(e.Text)}}}
		if files := e.Files.Text(); files != "" {
			section.Blocks = append(section.Blocks, page.Para{Words: page.Say("Not kept of what came " +
				"with it: " + strings.ReplaceAll(files, "\n", ", ") + ".")})
		}
		blocks = append(blocks, section)
		data = append(data, entryRow{e, said(e.Text), said(e.From), e.Files.Text()})
	}
	return blocks, data, nil
}

// entryTitle is what an entry is called among the others of a ticket.
func entryTitle(e *record.TicketEntry, t *record.Ticket) string {
	switch e.Kind {
	case record.EntryReply:
		return "Reply"
	case record.EntryNote:
		return "Note, for the helpdesk alone"
	}
	if e.At.Truncate(minute).Equal(t.OpenedAt) {
		return "Question"
	}
	return "More"
}

// cameBy says how an entry came, and whether it is whole.
func cameBy(e *record.TicketEntry) (text string) {
	if e.Channel == "email" {
		text = ", by mail"
	}
	if e.Cut {
		text += "; the text was longer than what is kept"
	}
	return text + "."
}
