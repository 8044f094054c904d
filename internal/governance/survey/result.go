package survey

import (
	"slices"
	"strconv"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// veiled are the results of a survey that are not published, as they were entered, where the reader
// of a view may see them.
func veiled(v *register.View, s survey) ([]*record.SurveyResult, error) {
	all, err := register.All[*record.SurveyResult](v, register.Query{Key: "survey", Is: s.ID})
	slices.SortStableFunc(all, func(a, b *record.SurveyResult) int { return a.At.Compare(b.At) })
	return all, err
}

// publish is the deed that publishes the results, with those that were entered before. Whoever
// does it has seen them all.
func publish() desk.Deed[survey] {
	said := []desk.Bound[survey]{
		desk.BoundText(page.Field{Name: "outcome", Label: "What came of it", Control: page.Area},
			func(s survey) *string { return &s.Outcome }),
		shelf.Area("follow", "What follows", "", func(s survey) *string { return &s.FollowUp }),
	}
	deed := desk.Take(Life, "publish", desk.StaffOf[survey])
	deed.Lead = "The survey is over then: how to reach those who agreed to be called is erased."
	deed.Fields = func(v *register.View, s survey) ([]page.Field, error) {
		fields, err := desk.Asked(said)(v, s)
		if err != nil {
			return nil, err
		}
		all, err := veiled(v, s)
		if err != nil || len(all) == 0 {
			return fields, err
		}
		f := page.Field{Name: "results", Label: "What is published with it", Control: page.Checks,
			Optional: true, Hint: "What is not to be published is taken back before."}
		for _, r := range all {
			f.Options = append(f.Options, page.Option{Value: r.ID, Label: r.Heading()})
			f.Values = append(f.Values, r.ID)
		}
		return append(fields, f), nil
	}
	deed.Do = func(d *desk.Doing[survey]) error {
		if err := desk.Taken(said)(d); err != nil {
			return err
		}
		if err := unveil(d.Tx, d.Record, d.In.All("results")); err != nil {
			return err
		}
		return over(d.Tx, d.Record)
	}
	return deed
}

// unveil publishes the results of a survey that were entered before: all of them, as they were
// seen.
func unveil(tx *register.Tx, s survey, seen []string) error {
	all, err := veiled(tx.View, s)
	if err != nil {
		return err
	}
	for _, r := range all {
		if !slices.Contains(seen, r.ID) {
			return page.Faults{{Field: "results", Text: "Choose also “" + r.Heading() + "”, or take it " +
				"back first"}}
		}
		s.Results = append(s.Results, r.Finding)
		if err := tx.End(kindResult, r.ID, tx.Now()); err != nil {
			return err
		}
	}
	return nil
}

// drop ends what was entered of the results of a survey that is withdrawn: they are not published
// any more.
func drop(tx *register.Tx, s survey) error {
	all, err := veiled(tx.View, s)
	if err != nil {
		return err
	}
	for _, r := range all {
		if err := tx.End(kindResult, r.ID, tx.Now()); err != nil {
			return err
		}
	}
	return nil
}

// offerVeiled adds to the page of a survey, for the administrator, the results that are not
// published.
func offerVeiled(l *shelf.Look[survey], state string) error {
	if !l.V.Reader().Staff {
		return nil
	}
	all, err := veiled(l.V, l.Rec)
	if err != nil || len(all) == 0 {
		return err
	}
	row := surveyRow{Survey: l.Rec, State: state}
	for _, r := range all {
		row.Unpublished = append(row.Unpublished, r.Finding)
	}
	l.Data = row
	l.Section("Results that are not published, for the code administrator alone",
		figures(row.Unpublished)...)
	return nil
}

// addResult adds a figure to the results. Before they are published it is a record of its own,
// which others do not see.
func addResult() desk.Deed[survey] {
	type S = survey
	return desk.Deed[S]{Name: "add-result", Label: "Add a result", May: desk.StaffOf[S],
		Lead: "Until the results are published nobody but the code administrator sees it; then " +
			"everybody does at once.",
		Hindrance: func(_ *register.View, s S) (string, error) {
			if s.Status == withdrawn {
				return "It was withdrawn: it has no results.", nil
			}
			return "", nil
		},
		Fields: func(*register.View, S) ([]page.Field, error) {
			return []page.Field{
				{Name: "metric", Label: "What was asked", Control: page.Line},
				{Name: "value", Label: "Result", Control: page.Line, Hint: "With its unit, such as 87%"},
				{Name: "comparison", Label: "Compared with", Control: page.Line, Optional: true,
					Hint: "Such as 81% the year before, or 79% across the codes"},
				{Name: "year", Label: "Year", Control: page.Number, Optional: true, Limit: 4},
			}, nil
		},
		Do: func(d *desk.Doing[S]) error {
			f := record.Finding{Metric: d.In.Text("metric"), Value: d.In.Text("value"),
				Comparison: d.In.Text("comparison")}
			if text := d.In.Text("year"); text != "" {
				year, err := strconv.Atoi(text)
				if err != nil || year < 2000 || year > 9999 {
					return page.Faults{{Field: "year", Text: "Enter a year such as 2021"}}
				}
				f.Year = year
			}
			if d.Record.Status == results {
				d.Record.Results = append(d.Record.Results, f)
				return nil
			}
			d.Aside = true
			r := &record.SurveyResult{Survey: d.Record.ID, Finding: f, At: d.Tx.Now()}
			var err error
			if r.ID, err = d.Tx.NewID("result"); err != nil {
				return err
			}
			return d.Tx.Put(r)
		}}
}

// takeBack is the deed that takes a result back that was noted in error.
func takeBack() desk.Deed[survey] {
	type S = survey
	return desk.Deed[S]{Name: "take-back", Label: "Take back a result", Reason: true,
		May: desk.StaffOf[S], Lead: "Of one that was published, pages of earlier days still show it.",
		Hindrance: func(v *register.View, s S) (string, error) {
			all, err := veiled(v, s)
			if err == nil && len(s.Results)+len(all) == 0 {
				return "It has no results that are noted.", nil
			}
			return "", err
		},
		Fields: func(v *register.View, s S) ([]page.Field, error) {
			f := page.Field{Name: "result", Label: "Result", Control: page.Choice}
			for i, r := range s.Results {
				f.Options = append(f.Options, page.Option{Value: strconv.Itoa(i),
					Label: r.Metric + ": " + r.Value})
			}
			all, err := veiled(v, s)
			for _, r := range all {
				f.Options = append(f.Options, page.Option{Value: r.ID, Label: r.Heading(),
					Hint: "Not published"})
			}
			return []page.Field{f}, err
		},
		Do: func(d *desk.Doing[S]) error {
			chosen := d.In.Text("result")
			all, err := veiled(d.Tx.View, d.Record)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(all, func(r *record.SurveyResult) bool { return r.ID == chosen }) {
				d.Aside = true
				return d.Tx.End(kindResult, chosen, d.Tx.Now())
			}
			i, err := strconv.Atoi(chosen)
			if err != nil || i < 0 || i >= len(d.Record.Results) {
				return page.ErrNotFound
			}
			d.Record.Results = slices.Delete(d.Record.Results, i, i+1)
			return nil
		}}
}
