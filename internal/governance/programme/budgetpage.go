package programme

import (
	"strconv"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

func tellBudgets(v *register.View, all []*record.Budget) (told []desk.Told, err error) {
	if all, err = desk.Discern(v, all); err != nil {
		return nil, err
	}
	t, err := timelineOf(v)
	if err != nil {
		return nil, err
	}
	for _, b := range all {
		row := t.row(b)
		tag := shelf.StateTag(BudgetLife, row.State, budgetEffective)
		text := years(b)
		told = append(told, desk.Told{Data: row,
			Item: page.Item{Head: page.Words{desk.Link(b)}, Tag: &tag,
				Body: []page.Words{page.Say(text)}},
			Entry: page.Entry{ID: b.ID, Title: b.Title, Summary: text + ".", To: desk.AddressOf(b),
				Day: row.EffectiveOn.String(), Cells: []string{b.ID, b.Title, row.State,
					b.FirstYearFrom.String(), b.LastYearTo.String(), b.Version}}})
	}
	return told, nil
}

// years says for which years a budget is.
func years(b *record.Budget) string {
	if b.FirstYearFrom.IsZero() || b.LastYearTo.IsZero() {
		return "For which years it is, is not known"
	}
	return "For " + b.FirstYearFrom.Long() + " to " + b.LastYearTo.Long()
}

// budgetAnswer says where a budget stands.
func budgetAnswer(v *register.View, row budgetRow, c *record.Consultation) string {
	so := v.Moment().So
	switch row.State {
	case budgetConsulting:
		switch {
		case withdrawn(c):
			return isWithdrawn
		case c == nil || c.ClosesAt.IsZero():
			return "Out for consultation"
		case so.Before(c.ClosesAt):
			return "Out for consultation until " + calendar.Moment(c.ClosesAt)
		case c.Outcome == nil:
			return "The consultation has closed; its outcome is not known"
		}
		return "The consultation has closed, with an outcome"
	case budgetConsidered:
		return "The responses are considered; it is not approved yet"
	case budgetApproved:
		return "Approved, and not published yet"
	case budgetPublished:
		switch {
		case row.ApprovedOn.IsZero():
			return "Published; when it becomes the Approved Budget is not known"
		case so.Before(row.ApprovedOn.Start()):
			return "Becomes the Approved Budget on " + row.ApprovedOn.Long()
		}
		return "The Approved Budget: it takes effect on " + row.EffectiveOn.Long()
	case budgetEffective:
		if row.EffectiveOn.IsZero() {
			return "In effect"
		}
		return "In effect since " + row.EffectiveOn.Long()
	case budgetSuperseded:
		if !row.SupersededOn.IsZero() {
			return "Superseded on " + row.SupersededOn.Long()
		}
	}
	if s, known := BudgetLife.State(row.State); known {
		return s.Label
	}
	return "Where it stands is not known"
}

// showBudget is the page of a budget.
func showBudget(l *shelf.Look[*record.Budget]) error {
	b := l.Rec
	t, err := timelineOf(l.V)
	if err != nil {
		return err
	}
	row := t.row(b)
	c, err := asking(l.V, b.Consultation)
	if err != nil {
		return err
	}
	tag := shelf.StateTag(BudgetLife, row.State, budgetEffective)
	l.Title, l.Tag, l.Data = budgetAnswer(l.V, row, c), &tag, row
	rows := []page.Row{{Term: "Approved Budget", Values: approvalWords(row)}}
	if b.Amended != "" {
		rows = append(rows, page.Fact("Why it is amended", page.T(b.Amended)))
	}
	rows = append(rows, page.Fact("Takes effect", effectWords(row)...))
	more, err := relatives(l.V, row)
	if err != nil {
		return err
	}
	said, err := consulted(l.V, c)
	if err != nil {
		return err
	}
	rows = append(append(rows, more...), said...)
	if err := l.Facts(rows, "state", "consultation", "amounts", "amended", "published_on", "versions",
		"categories"); err != nil {
		return err
	}
	l.Section("Regulatory Years", yearTable(b))
	l.Section("Versions", versionTable(b))
	l.Blocks = append(l.Blocks, page.Details{Summary: "How a budget comes about",
		Blocks: []page.Block{desk.Picture(BudgetLife, row.State, "budget")}})
	return nil
}

// relatives are the budgets that take the place of one, and that amend it.
func relatives(v *register.View, row budgetRow) (rows []page.Row, err error) {
	next, err := desk.Links(v, "budget", row.Successor)
	if err != nil {
		return nil, err
	}
	for _, link := range next {
		rows = append(rows, page.Row{Term: "Its place is taken", Values: []page.Words{
			append(page.Words{page.T("on "), desk.On(row.SupersededOn), page.T(" by ")}, link...)}})
	}
	amendments, err := register.All[*record.Budget](v, register.Query{Key: "amends", Is: row.ID})
	if err != nil || len(amendments) == 0 {
		return rows, err
	}
	amended := page.Row{Term: "Amendments"}
	for _, a := range amendments {
		amended.Values = append(amended.Values, page.Words{desk.Link(a)})
	}
	return append(rows, amended), nil
}

// approvalWords say when a budget becomes the Approved Budget, and why then.
func approvalWords(row budgetRow) []page.Words {
	rule := page.Say(strconv.Itoa(approvedAfter) + " Working Days after it is published (" +
		budgetClause + ")")
	switch {
	case row.PublishedOn.IsZero():
		return []page.Words{rule, {page.T("When it is published is "), desk.NotKnown}}
	case row.ApprovedOn.IsZero():
		return []page.Words{rule, {page.T("Published on "), desk.On(row.PublishedOn)}}
	}
	return []page.Words{{desk.On(row.ApprovedOn)}, page.Say(row.Working)}
}

// effectWords say when it takes effect.
func effectWords(row budgetRow) page.Words {
	switch {
	case !row.EffectiveOn.IsZero():
		return page.Words{desk.On(row.EffectiveOn)}
	case row.FirstYearFrom.IsZero():
		return page.Words{desk.NotKnown}
	}
	return page.Words{page.T("On "), desk.On(row.FirstYearFrom), page.T(" at the earliest")}
}

// consulted are what was asked of Parties and what came of it.
func consulted(v *register.View, c *record.Consultation) ([]page.Row, error) {
	if c == nil {
		return []page.Row{page.Fact("Consultation", desk.NotKnown)}, nil
	}
	row := page.Row{Term: "Consultation", Values: []page.Words{{desk.Link(c)}}}
	switch {
	case withdrawn(c):
		row.Values = append(row.Values, page.Say("Withdrawn"))
	case !c.ClosesAt.IsZero():
		verb := "Closes at "
		if !v.Moment().So.Before(c.ClosesAt) {
			verb = "Closed at "
		}
		row.Values = append(row.Values, page.Words{page.T(verb), desk.At(c.ClosesAt)})
	}
	at, err := desk.Links(v, "meeting", c.OutcomeMeeting)
	if err != nil {
		return nil, err
	}
	outcome := page.Row{Term: "Outcome", Values: []page.Words{{desk.NotKnown}}}
	if c.Outcome != nil {
		outcome.Values = []page.Words{page.Say(c.Outcome.Text),
			{page.Link{Text: "What was asked, and what came of it", To: desk.AddressOf(c) + "/outcome"}}}
	}
	rows := []page.Row{row, outcome}
	if len(at) > 0 {
		rows = append(rows, page.Row{Term: "Considered at", Values: at})
	}
	return rows, nil
}

// yearTable are the Regulatory Years with what the budget has for each, by category.
func yearTable(b *record.Budget) page.Table {
	t := page.Table{Caption: "What the budget is for, in pounds", RowHeads: true,
		Empty:   "For which years it is, is not known.",
		Columns: []page.Column{{Title: "Regulatory Year"}, {Title: "Begins"}, {Title: "Ends"}}}
	for _, c := range b.Categories {
		t.Columns = append(t.Columns, page.Column{Title: c, Number: true})
	}
	t.Columns = append(t.Columns, page.Column{Title: "All", Number: true})
	pounds := func(n int, known bool) page.Words {
		if !known {
			return page.Words{desk.NotKnown}
		}
		return page.Say(grouped(n))
	}
	for _, y := range yearsOf(b) {
		row := []page.Words{page.Say(y.name()), {desk.On(y.from)}, {desk.On(y.to)}}
		for _, c := range b.Categories {
			row = append(row, pounds(amountOf(b.Amounts, y, c)))
		}
		t.Rows = append(t.Rows, append(row, pounds(totalOf(b.Amounts, y, categoriesOf(b)))))
	}
	return t
}

// versionTable are the versions that were kept, with what each has for every year.
func versionTable(b *record.Budget) page.Table {
	t := page.Table{Caption: "Versions, with pounds for each year", RowHeads: true,
		Empty:   "Which versions there were is not known.",
		Columns: []page.Column{{Title: "Version"}, {Title: "Of"}, {Title: "What is different"}}}
	for _, y := range yearsOf(b) {
		t.Columns = append(t.Columns, page.Column{Title: y.name(), Number: true})
	}
	for _, v := range b.Versions {
		row := []page.Words{page.Say(v.Version), {desk.OnOrUnknown(v.On)}, page.Say(v.What)}
		for _, y := range yearsOf(b) {
			n, known := totalOf(v.Amounts, y, categoriesOf(b))
			if !known { // it was not parted into these
				n, known = amountOf(v.Amounts, y, "")
			}
			cell := page.Words{desk.NotKnown}
			if known {
				cell = page.Say(grouped(n))
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// grouped is a number with its thousands parted: 1,250,000.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
