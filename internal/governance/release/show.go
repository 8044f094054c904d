package release

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// member is a Modification of a Release as programs read it.
type member struct {
	ID       string   `json:"id"`
	Number   string   `json:"number"`
	Title    string   `json:"title,omitempty"`
	Stage    string   `json:"stage,omitempty"`
	Summary  string   `json:"summary,omitempty"`
	Supports []string `json:"supports,omitempty"`
}

// logged is a version of a document as programs read it.
type logged struct {
	ID          string        `json:"id"`
	Document    string        `json:"document"`
	Version     string        `json:"version"`
	EffectiveOn calendar.Date `json:"effective_on,omitzero"`
	Release     string        `json:"release,omitempty" ref:"release"`
	ChangedBy   []string      `json:"changed_by,omitempty" ref:"modification"`
	InForce     bool          `json:"in_force"`
}

// shown is the page of a Release as data.
type shown struct {
	row
	LiveOn     calendar.Date        `json:"live_on,omitzero"`
	Contents   []member             `json:"contents"`
	Intended   []member             `json:"intended"`
	Supporting []member             `json:"supporting_changes"`
	Documents  []logged             `json:"document_log"`
	Verdicts   []record.Verdict     `json:"go_no_go,omitempty"`
	Moves      []record.Move        `json:"moves,omitempty"`
	Scope      []record.ScopeChange `json:"scope_changes,omitempty"`
}

// frame is what the pages of a Release begin with; the path is that of one of its tabs.
func (d *dossier) frame(path page.Address) *page.View {
	state := tag(d.state)
	at := desk.AddressOf(d.r)
	return &page.View{Kicker: d.r.Heading(), Tag: &state, Crumbs: desk.Crumbs(kind),
		Tabs: []page.Tab{{Text: "Release", To: at, Current: path == ""},
			{Text: "Text", To: at + "/text", Current: path == "/text"},
			{Text: "Announcement", To: at + "/announcement", Current: path == "/announcement"}},
		List: &page.List{Title: d.r.Heading(), Columns: columns, Dated: true,
			Entries: []page.Entry{entry(d.v, d.r)}}}
}

// show is the page of a Release.
func (s subject) show(ask *page.Ask) (*page.View, error) {
	d, err := s.open(ask)
	if err != nil {
		return nil, err
	}
	view := d.frame("")
	view.Title, view.Lead = answer(d.r, ask.Moment.So)
	facts, err := d.facts()
	if err != nil {
		return nil, err
	}
	view.Blocks = []page.Block{page.Summary{Rows: facts}}
	view.Blocks = append(view.Blocks, d.scope()...)
	documents, rows := d.log()
	past, err := d.past()
	if err != nil {
		return nil, err
	}
	view.Blocks = append(view.Blocks, documents)
	if len(past.Events) > 0 {
		view.Blocks = append(view.Blocks, page.Section{Title: "What was changed and said",
			Blocks: []page.Block{past}})
	}
	view.Blocks = append(view.Blocks, page.Details{Summary: "How a Release goes live",
		Blocks: []page.Block{desk.Picture(Machine, d.state, "release")}})
	data := shown{row: rowOf(d.v, d.r), Contents: d.members(d.contents),
		Intended: d.members(d.intended), Supporting: d.members(d.supporting), Documents: rows,
		Verdicts: d.r.Verdicts, Moves: d.r.Moves, Scope: d.seen()}
	if record.ReleaseIsLive(d.state) {
		data.LiveOn = d.r.LiveOn()
	}
	view.Data, view.Actions = data, s.deeds.Offers(d.v, d.r)
	return view, desk.Dated(d.v, d.r, view)
}

// facts are the first screen.
func (d *dossier) facts() (rows []page.Row, err error) {
	r := d.r
	day := page.Fact("Goes live", desk.NotKnown)
	switch {
	case record.ReleaseIsLive(d.state):
		day = page.Fact("Live since", full(r.LiveOn()))
	case !r.GoesLiveOn.IsZero():
		day = page.Fact("Goes live", full(r.GoesLiveOn))
	}
	if r.FirstOfYear && !r.Assumed("first_of_year") && !r.GoesLiveOn.IsZero() {
		day.Values = append(day.Values, page.Say("The first Release of "+r.GoesLiveOn.String()[:4]))
	}
	if r.Cancelled != "" {
		rows = append(rows, page.Fact("Why it was cancelled", page.T(r.Cancelled)))
	}
	rows = append(rows, day, page.Row{Term: "Content", Values: []page.Words{content(r)}})
	if r.Content == record.TextOnly {
		rows = append(rows, page.Fact("How it goes live", page.T("By its date alone: text needs no "+
			"build, no testing and no go")))
	} else if !record.ReleaseIsLive(d.state) && d.state != cancelled {
		rows = append(rows, page.Row{Term: "Go or no go", Values: []page.Words{d.verdict()}})
	}
	state, _ := Machine.State(d.state)
	version := page.Fact("SEC version", desk.NotKnown)
	if r.SECVersion != "" {
		version = page.Fact("SEC version", page.T(r.SECVersion))
	}
	rows = append(rows, page.Fact("State", page.T(state.Label+": "+state.Doc)), version,
		page.Fact("Occasion", occasion(r)))
	questions, err := desk.Links(d.v, "contact", r.QuestionsTo...)
	if err != nil {
		return nil, err
	}
	if len(questions) > 0 {
		rows = append(rows, page.Row{Term: "Questions to", Values: questions})
	}
	if r.Note != "" {
		rows = append(rows, page.Fact("Note", page.T(r.Note)))
	}
	return rows, nil
}

// full is a day with its weekday.
func full(on calendar.Date) page.When { return page.When{Text: on.Full(), Day: on.String()} }

// verdict says whether it may go live.
func (d *dossier) verdict() page.Words {
	n := len(d.r.Verdicts)
	if n == 0 {
		return page.Say("Not decided. A Release with system changes needs a go of the Panel")
	}
	last := d.r.Verdicts[n-1]
	word := "No go, noted at "
	if last.Go {
		word = "Go, noted at "
	}
	return page.Words{page.T(word), desk.At(last.At)}
}

// scope are the Modifications of a Release.
func (d *dossier) scope() (blocks []page.Block) {
	empty := "None is known yet."
	if len(d.intended) > 0 {
		empty = "None is known to be in it yet; what is intended stands below."
	}
	title := "Contents"
	if d.state == cancelled {
		title = "What it was to contain"
	}
	contents := page.Section{Title: title, Blocks: []page.Block{d.items(d.contents, empty)}}
	if d.r.BasisOf["modifications"] == record.Public && len(d.contents) > 0 {
		contents.Blocks = append(contents.Blocks, page.Para{Words: page.Say("From public sources: the " +
			"newsletter says what kind of Release it is, and not what is in it.")})
	}
	blocks = append(blocks, contents)
	if len(d.intended) > 0 {
		blocks = append(blocks, page.Section{Title: "Intended", Blocks: []page.Block{
			d.items(d.intended, "")}})
	}
	if len(d.supporting) > 0 {
		blocks = append(blocks, page.Section{Title: "Supporting change", Blocks: []page.Block{
			page.Para{Words: page.Say("Adds to what was approved before its design was known in detail.")},
			d.items(d.supporting, "")}})
	}
	if len(d.elsewhere) > 0 {
		blocks = append(blocks, page.Section{Title: "Moved to another Release",
			Blocks: []page.Block{d.items(d.elsewhere, "")}})
	}
	return blocks
}

// items are Modifications with their stages, and what each does.
func (d *dossier) items(all []*record.Modification, empty string) page.Items {
	items := page.Items{Empty: empty}
	for _, m := range all {
		item := page.Item{Head: called(m), Tag: stageTag(d.stage(m))}
		if text := summary(m); text != "" {
			item.Body = append(item.Body, page.Say(text))
		}
		if of := d.supportsWords(m); len(of) > 0 {
			item.Body = append(item.Body, of)
		}
		items.Items = append(items.Items, item)
	}
	return items
}

// supportsWords names the Modifications that a supporting change is for.
func (d *dossier) supportsWords(m *record.Modification) (words page.Words) {
	if m.ID != d.r.Supporting && len(m.Supports) == 0 {
		return nil
	}
	for _, other := range d.supports(m) {
		between := page.T(", ")
		if len(words) == 0 {
			between = "Supports "
		}
		words = append(words, between, page.Link{Text: other.Number(), To: desk.AddressOf(other)})
	}
	return words
}

// summary is what a Modification does, in the words of its own page.
func summary(m *record.Modification) string {
	for _, text := range []string{m.Solution, m.Idea, m.Issue} {
		if text != "" {
			return text
		}
	}
	return ""
}

// members are Modifications as programs read them.
func (d *dossier) members(all []*record.Modification) []member {
	list := []member{}
	for _, m := range all {
		one := member{ID: m.ID, Number: m.Number(), Title: m.Title, Stage: d.stage(m),
			Summary: summary(m)}
		if m.ID == d.r.Supporting || len(m.Supports) > 0 {
			for _, other := range d.supports(m) {
				one.Supports = append(one.Supports, other.ID)
			}
		}
		list = append(list, one)
	}
	return list
}
