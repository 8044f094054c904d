package modification

import (
	"encoding/json"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// process is the tab that draws the machine with the way taken, and explains the rules.
func (s subject) process(d *dossier, view *page.View) error {
	past, err := d.past()
	if err != nil {
		return err
	}
	state, known := Machine.State(d.state)
	view.Lead = label(d.state) + ": " + state.Doc
	if !known {
		view.Lead = "The register does not say where it stands."
	}
	next := Machine.Next(d.state)
	view.Blocks = []page.Block{
		page.Figure{Caption: "The states of a Modification, and where " + d.m.Number() + " is",
			SVG: Machine.SVG("modification-"+d.m.ID, d.state, past)},
		page.Section{Title: "What can happen next", Blocks: []page.Block{stepTable(next)}},
		page.Section{Title: "Who decides", Blocks: []page.Block{d.pathTable()}},
		page.Section{Title: "How long things take", Blocks: []page.Block{spanTable()}},
	}
	if len(d.m.Decisions) > 0 {
		said, err := s.decisions(d)
		if err != nil {
			return err
		}
		view.Blocks = append(view.Blocks, page.Section{Title: "What was decided", Blocks: said})
	}
	view.Data = map[string]any{"id": d.m.ID, "state": d.state, "past": past, "next": stepData(next),
		"decisions": d.m.Decisions}
	return nil
}

// past are the states that it has been in, as far as the register saw it pass.
func (d *dossier) past() (past []string, err error) {
	events, err := d.v.History(d.m.Named())
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		var was struct {
			Stage string `json:"stage"`
		}
		if e.After == "" {
			continue
		}
		if err := json.Unmarshal([]byte(e.After), &was); err != nil {
			return nil, err
		}
		if n := len(past); was.Stage != "" && (n == 0 || past[n-1] != was.Stage) {
			past = append(past, was.Stage)
		}
	}
	if n := len(past); n > 0 && past[n-1] == d.state {
		past = past[:n-1]
	}
	return past, nil
}

// stepTable says what can happen, who does it and under which clause.
func stepTable(steps []process.Step) page.Table {
	t := page.Table{Caption: "Steps that are possible now", RowHeads: true,
		Empty: "Nothing: its way ends here.", Columns: []page.Column{{Title: "Step"}, {Title: "By"},
			{Title: "Leads to"}, {Title: "What it is"}, {Title: "Reason"}}}
	for _, step := range steps {
		who, reason := desk.Upper(strings.Join(step.By, ", ")), "not asked for"
		if step.Timed {
			who = "The clock"
		}
		if step.Reason {
			reason = "must be given"
		}
		t.Rows = append(t.Rows, []page.Words{page.Say(step.Label), page.Say(who),
			page.Say(label(step.To)), page.Say(step.Doc), page.Say(reason)})
	}
	return t
}

// next is a step for programs.
type next struct {
	Event string   `json:"event"`
	Label string   `json:"label"`
	To    string   `json:"to"`
	By    []string `json:"by,omitempty"`
	Clock bool     `json:"by_the_clock,omitempty"`
}

func stepData(steps []process.Step) (list []next) {
	for _, s := range steps {
		list = append(list, next{s.Event, s.Label, s.To, s.By, s.Timed})
	}
	return list
}

// pathTable are the paths, with the one that is taken.
func (d *dossier) pathTable() page.Table {
	t := page.Table{Caption: "The paths", RowHeads: true, Columns: []page.Column{
		{Title: "Path"}, {Title: "Decided by"}, {Title: "What it means"}}}
	for _, p := range paths {
		name := page.Words{page.T(p.title)}
		if p.path == d.m.Path {
			name = page.Words{page.Strong(p.title), page.T(" (this one)")}
		}
		t.Rows = append(t.Rows, []page.Words{name, page.Say(desk.Upper(p.who)), page.Say(p.means)})
	}
	return t
}

// marks say in words how sure a rule is.
var marks = map[mark]string{
	"H": "as published", "M": "as the Code has it, not read again here",
	"L": "from memory: may differ", "D": "our convention",
}

// spanTable are the Working Days that things are given.
func spanTable() page.Table {
	t := page.Table{Caption: "Working Days, unless a timetable says otherwise", RowHeads: true,
		Columns: []page.Column{{Title: "What"}, {Title: "Working Days", Number: true},
			{Title: "Who may move it"}, {Title: "How sure this is"}}}
	for _, s := range spans {
		mover := s.moved
		if mover == "" {
			mover = "nobody"
		}
		t.Rows = append(t.Rows, []page.Words{page.Say(s.what), number(s.days),
			page.Say(desk.Upper(mover)), page.Say(marks[s.mark])})
	}
	return t
}

// outcomes are what a decision says, in words.
var outcomes = map[string]string{approve: "Approve", reject: "Reject", sendBack: "Send back",
	"refer": "Refer", "grant": "Grant", "refuse": "Refuse", "object": "Object"}

// decisions are who said what, in order: who recommends may differ from who decides.
func (s subject) decisions(d *dossier) ([]page.Block, error) {
	t := page.Timeline{}
	for _, each := range d.m.Decisions {
		who, ok, err := desk.Find(d.v, "body organisation party", each.By)
		if err != nil {
			return nil, err
		}
		name := each.By
		if ok {
			name = who.Heading()
		}
		t.Events = append(t.Events, page.TimelineEvent{When: page.Words{desk.At(each.At)},
			What:   page.Say(desk.Upper(each.Kind) + " of " + name + ": " + outcomes[each.Outcome]),
			Detail: d.because(each)})
	}
	return []page.Block{t}, nil
}

// because is the reason of a decision, and the vote behind it.
func (d *dossier) because(each record.Decision) (lines []page.Words) {
	if each.Reason != "" {
		lines = append(lines, page.Say(each.Reason))
	}
	if each.Vote != "" {
		lines = append(lines, page.Words{page.Link{Text: "The vote",
			To: desk.Address("change_vote", each.Vote)}})
	}
	return lines
}
