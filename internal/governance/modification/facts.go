package modification

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// facts is the first screen: where it stands, what comes next and who holds the action; then
// what it is about.
func (s subject) facts(d *dossier, view *page.View) error {
	now, err := d.standing()
	if err != nil {
		return err
	}
	view.Lead = now.next + "."
	to, err := d.ruling(now)
	if err != nil {
		return err
	}
	rows := d.where(now)
	for _, more := range []func() ([]page.Row, error){
		func() ([]page.Row, error) { return d.decided(to) }, d.released,
		func() ([]page.Row, error) { return s.who(d) }, d.kin, d.what,
	} {
		list, err := more()
		if err != nil {
			return err
		}
		rows = append(rows, list...)
	}
	view.Blocks = []page.Block{page.Summary{Rows: rows}}
	for _, text := range []struct{ title, text string }{
		{"What the issue is", d.m.Issue}, {"The idea", d.m.Idea},
		{"The solution", d.m.Solution}, {"Benefits", d.m.Benefits},
	} {
		if text.text != "" {
			view.Blocks = append(view.Blocks, page.Section{Title: text.title,
				Blocks: []page.Block{page.Prose{Text: text.text}}})
		}
	}
	more, err := d.sections()
	view.Blocks = append(view.Blocks, more...)
	if err != nil {
		return err
	}
	view.Data = d.data(now, to)
	return desk.Dated(d.v, d.m, view)
}

// where are the facts of where it stands.
func (d *dossier) where(now standing) []page.Row {
	rows := []page.Row{page.Fact("Stage", page.T(phase(d.state)))}
	if label(d.state) != phase(d.state) {
		rows = append(rows, page.Fact("State", page.T(label(d.state))))
	}
	rows = append(rows, d.inForce(), page.Fact("Next step", page.T(now.next)))
	if now.holder != "" {
		rows = append(rows, page.Fact("Action with", page.T(desk.Upper(now.holder))))
	}
	if len(now.when) > 0 {
		rows = append(rows, page.Row{Term: "When", Values: []page.Words{now.when}})
	}
	if now.why != "" {
		rows = append(rows, page.Fact("Why then", page.T(now.why)))
	}
	if rule, ok := pathOf(d.m.Path); ok {
		row := page.Fact("Path", page.T(rule.title+": decided by "+rule.who))
		if d.m.PathReason != "" {
			row.Values = append(row.Values, page.Say(d.m.PathReason))
		}
		rows = append(rows, row)
	}
	if d.m.Urgency != "" {
		rows = append(rows, page.Fact("Urgency", page.T(desk.Upper(d.m.Urgency))))
	}
	return rows
}

// released are the facts of the Release that it is meant for.
func (d *dossier) released() (rows []page.Row, err error) {
	if d.release != nil {
		value := page.Words{desk.Link(d.release)}
		if !d.release.GoesLiveOn.IsZero() {
			value = append(value, page.T(", "), desk.On(d.release.GoesLiveOn))
		}
		rows = append(rows, page.Row{Term: "Release", Values: []page.Words{value}})
		if d.release.Supporting == d.m.ID {
			rows = append(rows, page.Fact("Supporting change", page.T("It corrects what this Release "+
				"was approved with")))
		}
	}
	return rows, nil
}

// who are the facts of who is behind it, and of its numbers.
func (s subject) who(d *dossier) (rows []page.Row, err error) {
	if d.m.Proposer != "" {
		lines, err := desk.Links(d.v, "party organisation body", d.m.Proposer)
		if err != nil {
			return nil, err
		}
		rows = append(rows, page.Row{Term: "Proposer", Values: lines})
	}
	if d.m.Analyst != "" {
		name, err := s.Name(d.v, d.m.Analyst)
		if err != nil {
			return nil, err
		}
		rows = append(rows, page.Fact("Lead Analyst", page.T(name)))
	}
	switch {
	case !d.m.RaisedOn.IsZero():
		rows = append(rows, page.Fact("Raised", desk.On(d.m.RaisedOn)))
	case !d.m.RaisedAfter.IsZero():
		rows = append(rows, page.Fact("Raised", page.T("after "), desk.On(d.m.RaisedAfter)))
	}
	if len(d.m.Aliases) > 0 {
		row := page.Fact("Also known as", page.T(d.m.ID))
		for _, a := range d.m.Aliases[:len(d.m.Aliases)-1] {
			row.Values = append(row.Values, page.Say(a.Number))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// kin are the Modifications that this one has to do with.
func (d *dossier) kin() (rows []page.Row, err error) {
	m := d.m
	terms := []struct {
		term string
		ids  []string
	}{
		{"Related", m.Related}, {"Part of", []string{m.SplitOf}}, {"Waits for", []string{m.WaitsFor}},
		{"Merged into", []string{m.MergedIn}}, {"Supporting change for", m.Supports},
	}
	var ids []string
	for _, t := range terms {
		ids = append(ids, t.ids...)
	}
	named, err := register.Find[*record.Modification](d.v,
		register.Query{Among: ids, Limit: len(ids)})
	if err != nil {
		return nil, err
	}
	add := func(term string, lines []page.Words) {
		if len(lines) > 0 {
			rows = append(rows, page.Row{Term: term, Values: lines})
		}
	}
	for _, t := range terms {
		var lines []page.Words
		for _, id := range t.ids {
			for _, other := range named.Records {
				if other.ID == id {
					lines = append(lines, page.Words{link(other)})
				}
			}
		}
		add(t.term, lines)
	}
	if d.state == split {
		lines, err := by(d.v, "split_of", m.ID)
		if err != nil {
			return nil, err
		}
		add("Goes on as", lines)
	}
	lines, err := by(d.v, "supports", m.ID)
	add("Supporting changes", lines)
	return rows, err
}

// what are the facts of what it changes and whom it affects.
func (d *dossier) what() (rows []page.Row, err error) {
	m := d.m
	if groups := append(append([]string{}, m.Impacted...), m.Users...); len(groups) > 0 {
		rows = append(rows, page.Fact("Who is affected", page.T(desk.Plains(groups))))
	}
	if len(m.Clauses) > 0 {
		row := page.Row{Term: "Parts of the Code"}
		for _, c := range m.Clauses {
			row.Values = append(row.Values, page.Say(strings.TrimSpace(c.Document+" "+c.Clause)))
		}
		rows = append(rows, row)
	}
	var but []string
	for _, f := range desk.Fields(m) {
		if !slices.Contains(technical, f.Name) {
			but = append(but, f.Name)
		}
	}
	shown, err := desk.Facts(d.v, m, but...)
	if text := desk.Basis(&m.Head); text != "" {
		shown = append(shown, page.Fact("Where this is from", page.T(text)))
	}
	return append(rows, shown...), err
}

// technical are the fields that the desk shows as they are.
var technical = []string{"service_requests", "applies_to", "refused_for", "refusal", "parameters",
	"chosen", "note"}

// sections are what it carries: costs, solutions, assessments, consultations, issues.
func (d *dossier) sections() (blocks []page.Block, err error) {
	add := func(title string, items page.Items) {
		if len(items.Items) > 0 {
			blocks = append(blocks, page.Section{Title: title, Blocks: []page.Block{items}})
		}
	}
	if len(d.m.Costs) > 0 {
		blocks = append(blocks, page.Section{Title: "What it costs", Blocks: []page.Block{d.costs()}})
	}
	if len(d.m.Requirements) > 0 {
		var items page.Items
		for _, r := range d.m.Requirements {
			items.Items = append(items.Items, page.Item{
				Head: page.Say(fmt.Sprintf("Requirement %d", r.Number)),
				Body: []page.Words{page.Say(r.Text)}})
		}
		add("Business requirements", items)
	}
	add("Solutions", d.solutionItems())
	add("DCC assessments", d.assessmentItems())
	var asked page.Items
	for _, c := range d.consultations {
		asked.Items = append(asked.Items, page.Item{Head: page.Words{desk.Link(c)},
			Body: []page.Words{d.closes(c)}})
	}
	add("Consultations", asked)
	issues, err := d.issues()
	add("Issue Resolution Proposals", issues)
	return blocks, err
}

// closes says whether a consultation is open.
func (d *dossier) closes(c *record.Consultation) page.Words {
	switch {
	case c.ClosesAt.IsZero():
		return page.Say("No closing date is known")
	case d.v.Moment().So.Before(c.ClosesAt):
		return page.Words{page.T("Open until "), closing(c)}
	}
	return page.Words{page.T("Closed "), closing(c)}
}

// issues are the Issue Resolution Proposals that it carries.
func (d *dossier) issues() (items page.Items, err error) {
	found, err := register.Find[*record.IRP](d.v,
		register.Query{Key: "modification", Is: d.m.ID, Limit: desk.PageSize})
	for _, i := range found.Records {
		item := page.Item{Head: page.Words{desk.Link(i)}}
		if i.Issue != "" {
			item.Body = []page.Words{page.Say(i.Issue)}
		}
		items.Items = append(items.Items, item)
	}
	return items, err
}

// solutionItems are the options and the Alternatives.
func (d *dossier) solutionItems() (items page.Items) {
	for _, s := range d.solutions {
		item := page.Item{Head: page.Words{desk.Link(s)}, Tag: &page.Tag{Text: desk.Upper(s.State)},
			Body: []page.Words{page.Say(desk.Upper(s.Kind) + ". " + s.Text)}}
		if s.Reason != "" {
			item.Body = append(item.Body, page.Say("Why: "+s.Reason))
		}
		items.Items = append(items.Items, item)
	}
	return items
}

// assessmentItems are what the DCC was asked, and what it found.
func (d *dossier) assessmentItems() (items page.Items) {
	for _, a := range d.assessments {
		state, _ := AssessmentMachine.State(a.State)
		item := page.Item{Head: page.Words{desk.Link(a)}, Tag: &page.Tag{Text: state.Label},
			Body: []page.Words{{page.T("Requested on "), desk.On(a.RequestedOn)}}}
		if a.CostToAssess > 0 {
			item.Body = append(item.Body, page.Say("The assessment itself costs "+pounds(a.CostToAssess)))
		}
		if a.Summary != "" {
			item.Body = append(item.Body, page.Say(a.Summary))
		}
		items.Items = append(items.Items, item)
	}
	return items
}

// costNames are who pays, and for what.
var costNames = map[string]string{
	"dcc_build": "DCC: design, build and test", "dcc_integration": "DCC: integration and release",
	"dcc_run": "DCC: running it, each year", "parties": "Parties", "sec": "SEC administration",
}

// costs are the expected costs as a table.
func (d *dossier) costs() page.Table {
	t := page.Table{Caption: "Expected costs", RowHeads: true,
		Columns: []page.Column{{Title: "What"}, {Title: "Cost", Number: true}, {Title: "From"}}}
	for _, c := range d.m.Costs {
		name, ok := costNames[c.What]
		if !ok {
			name = c.What
		}
		t.Rows = append(t.Rows, []page.Words{page.Say(name), page.Say(pounds(c.Pounds)),
			page.Say(c.Source)})
	}
	return t
}

// pounds writes whole pounds with their thousands parted: £12,500.
func pounds(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return "£" + digits
}
