package newsletter

import (
	"strconv"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// What is said where there is nothing to say.
const (
	nothing = "Nothing this time."
	notKept = "What this edition said is not in the register."
)

// dateRule is the rule whose items are days.
const dateRule = "date"

// Address is where the issue is on the site.
func (i *Issue) Address() page.Address {
	if i.Edition == "" {
		return upcoming
	}
	return desk.Address("edition", i.Edition)
}

// lead says in a sentence what the issue is.
func (i *Issue) lead() string {
	if len(i.Sections) == 0 {
		return ""
	}
	text := "What the records say on " + i.Day.Long()
	if !i.Since.IsZero() {
		text += ", with what is new since " + i.Since.Long()
	}
	if i.Final() {
		return text + ". It was published, and does not change."
	}
	return text + ". It is not published yet."
}

// View is the issue as a page.
func (i *Issue) View() *page.View {
	view := &page.View{
		Title: i.Title, Tag: tag(i.State), Lead: i.lead(),
		Crumbs: desk.Crumbs("edition"), Data: i, List: i.list(), Self: i.Address(), Blocks: i.blocks(),
	}
	return view
}

// blocks are what the issue says: after the welcome the days to keep in mind, as one list.
func (i *Issue) blocks() (blocks []page.Block) {
	for n, s := range i.Sections {
		if len(i.Deadlines) > 0 && (n == 0 && s.ID != welcome || n == 1 && i.Sections[0].ID == welcome) {
			blocks = append(blocks, i.deadlines())
		}
		section := page.Section{ID: s.ID, Title: s.Title}
		for _, item := range s.Items {
			section.Blocks = append(section.Blocks, item.block())
		}
		if len(s.Items) == 0 {
			section.Blocks = []page.Block{page.Para{Words: page.Say(nothing)}}
		}
		blocks = append(blocks, section)
	}
	if len(i.Sections) == 0 {
		return []page.Block{page.Para{Words: page.Say(notKept)}}
	}
	return blocks
}

// deadlines are the days that the items name.
func (i *Issue) deadlines() page.Section {
	t := page.Table{RowHeads: true,
		Columns: []page.Column{{Title: "When"}, {Title: "What"}}}
	for _, d := range i.Deadlines {
		w := page.When{Text: when(d), At: d.At}
		if d.At.IsZero() {
			w.Day = d.On.String()
		}
		t.Rows = append(t.Rows, []page.Words{{w},
			{page.Link{Text: d.What, To: desk.Address(d.Kind, d.ID)}}})
	}
	return page.Section{ID: "deadlines", Title: "Deadlines", Blocks: []page.Block{t}}
}

func tone(s record.EditionState) page.Tone {
	switch s {
	case record.EditionSent, record.EditionArchived:
		return page.Good
	case record.EditionCollecting:
		return page.Quiet
	}
	return page.Wait
}

// block is the item under its headline.
func (i *Item) block() page.Section {
	s := page.Section{ID: i.Key, Title: i.Headline}
	if i.Body != "" {
		s.Blocks = append(s.Blocks, page.Prose{Text: i.Body})
	}
	if i.rule() == dateRule {
		s.Blocks = append(s.Blocks, i.table())
		return s
	}
	for _, e := range i.Entries {
		rows := rowsOf(&e)
		switch {
		case i.titled(&e):
			s.Blocks = append(s.Blocks, page.Section{Title: e.Title,
				Blocks: []page.Block{page.Summary{Rows: rows}}})
		case len(rows) > 0:
			s.Blocks = append(s.Blocks, page.Summary{Rows: rows})
		}
	}
	return s
}

// table is the days of an item.
func (i *Item) table() page.Table {
	t := page.Table{Caption: "Days", RowHeads: true,
		Columns: []page.Column{{Title: "Day"}, {Title: "What"}}}
	for _, e := range i.Entries {
		for _, d := range e.Dates {
			t.Rows = append(t.Rows, []page.Words{
				{page.When{Text: d.On.Full(), Day: d.On.String()}},
				{page.Link{Text: e.Title, To: desk.Address(e.Kind, e.ID)}}})
		}
	}
	return t
}

// refsOf are the records of an entry.
func refsOf(e *record.EditionEntry) []record.EditionRef {
	return append([]record.EditionRef{{Kind: e.Kind, ID: e.ID, Title: e.Title}}, e.With...)
}

// rowsOf are the facts of an entry, and links to its records.
func rowsOf(e *record.EditionEntry) (rows []page.Row) {
	for _, l := range e.Lines {
		rows = append(rows, page.Row{Term: l.Term, Values: []page.Words{onPage(l.Words)}})
	}
	if e.Kind == "edition" {
		return rows // the welcome of this very edition
	}
	record := page.Row{Term: "In the register"}
	refs := refsOf(e)
	for _, ref := range refs {
		value := page.Words{page.Link{Text: ref.Title, To: desk.Address(ref.Kind, ref.ID)}}
		if len(refs) > 1 {
			value = append(value, page.T(", the "+desk.Plain(ref.Kind)))
		}
		record.Values = append(record.Values, value)
	}
	return append(rows, record)
}

// onPage are words as a page has them.
func onPage(all []record.EditionWord) (list page.Words) {
	for _, w := range all {
		if w.To == "" && w.Out == "" {
			list = append(list, page.T(w.Text))
			continue
		}
		list = append(list, page.Link{Text: w.Text, To: page.Address(w.To), Out: w.Out})
	}
	return list
}

// list is the days that the issue names, for calendars and programs; its feed is the items.
func (i *Issue) list() *page.List {
	list := &page.List{Title: i.Title, Dated: true, Feed: i.feed(),
		Columns: []string{"on", "at", "what", "kind", "id"}}
	dates := i.Deadlines
	for _, s := range i.Sections {
		for _, item := range s.Items {
			if item.rule() != dateRule {
				continue
			}
			for _, e := range item.Entries {
				dates = append(dates, e.Dates...)
			}
		}
	}
	for n, d := range dates {
		at := ""
		entry := page.Entry{ID: "edition-date/" + i.Edition + "/" + strconv.Itoa(n), Title: d.What,
			To: desk.Address(d.Kind, d.ID)}
		if d.At.IsZero() {
			entry.Day = d.On.String()
		} else {
			entry.Starts, at = d.At, calendar.Clock(d.At)
		}
		entry.Cells = []string{d.On.String(), at, d.What, d.Kind, d.ID}
		list.Entries = append(list.Entries, entry)
	}
	return list
}
