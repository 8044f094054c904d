package consultation

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// sorted are collations in the order in which they were published.
func sorted(batches []*record.Collation) []*record.Collation {
	slices.SortFunc(batches, func(a, b *record.Collation) int { return cmp.Compare(a.Batch, b.Batch) })
	return batches
}

// outcomeView is the page of what was asked, what was said, and what came of it.
func (s subject) outcomeView(ask *page.Ask) (*page.View, error) {
	v, c, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	view := frame(v, c, tabOutcome)
	view.Title, view.Tag = tabOutcome, nil
	if c.Outcome == nil {
		view.Title = "The outcome is not known yet"
	}
	statement := func(title string, said *record.Statement, none string) {
		section := page.Section{Title: title,
			Blocks: []page.Block{page.Para{Words: page.Words{page.Missing(none)}}}}
		if said != nil {
			section.Blocks = []page.Block{page.Prose{Text: said.Text},
				page.Para{Words: page.Words{page.T("Said "), desk.At(said.At)}}}
		}
		view.Blocks = append(view.Blocks, section)
	}
	statement("What was said", c.Responses, "no summary of the responses is published")
	statement("What was decided", c.Outcome, "the outcome is not known here")
	answers := []published{}
	if c.Responses != nil {
		if answers, err = dispositionsOf(v, c, view, ask); err != nil {
			return nil, err
		}
	}
	view.Data = map[string]any{"summary": c.Responses, "outcome": c.Outcome, "answers": answers}
	if v.Reader().Staff && c.Stage == record.StageSummarised {
		waiting, err := firstWaiting(v, c)
		if err != nil {
			return nil, err
		}
		if waiting != "" {
			view.Actions = append(view.Actions, page.Link{
				Text: "Say what became of the next answer", To: at(c, "answers", waiting, "dispose")})
		}
		view.Actions = append(view.Actions, ownerActions(c, stateAt(c, v.Moment().So))...)
	}
	return view, nil
}

// dispositionsOf puts into a view what became of the answers that the reader may see, and how
// often each came about.
func dispositionsOf(
	v *register.View, c *record.Consultation, view *page.View, ask *page.Ask,
) ([]published, error) {
	found, err := register.Find[*record.Answer](v, register.Query{Key: "consultation", Is: c.ID,
		Where: []register.Key{{Name: "said", Value: "yes"}}, Limit: desk.PageSize,
		After: ask.Query.Get("after")})
	if err != nil {
		return nil, desk.Refusal(err)
	}
	table := page.Table{Caption: "What became of the answers that you can see", RowHeads: true,
		Columns: []page.Column{{Title: "What became of them"}, {Title: "Answers", Number: true}}}
	for _, d := range dispositions {
		n, err := register.Count[*record.Answer](v, register.Query{Key: "consultation", Is: c.ID,
			Where: []register.Key{{Name: "disposition", Value: d.code}}})
		if err != nil {
			return nil, err
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(d.label), page.Say(fmt.Sprint(n))})
	}
	items := page.Items{Empty: "No answer with a reason is published."}
	answers := []published{}
	for _, a := range found.Records {
		item := answerItem(a)
		item.Body = append([]page.Words{page.Say(questionName(c, a.Question))}, item.Body...)
		if a.Disposition == "" {
			item.Body = append(item.Body, page.Words{page.T("What became of it: "),
				page.Missing("not said yet")})
		}
		items.Items = append(items.Items, item)
		answers = append(answers, publishedOf(a))
	}
	view.Blocks = append(view.Blocks, page.Section{Title: "What became of each answer",
		Blocks: []page.Block{table, items}})
	desk.Paged(view, at(c, "outcome"), ask.Query, found.Next)
	return answers, nil
}

// firstWaiting is the first answer of which it is still to be said what became of it; empty
// where there is none.
func firstWaiting(v *register.View, c *record.Consultation) (string, error) {
	found, err := register.Find[*record.Answer](v,
		register.Query{Key: "waits", Is: c.ID, Limit: 1})
	if err != nil || len(found.Records) == 0 {
		return "", err
	}
	return found.Records[0].ID, nil
}

// disposeForm says what became of an answer.
func (s subject) disposeForm(ask *page.Ask) (*page.Form, error) {
	v, c, _, err := s.staff(ask)
	if err != nil {
		return nil, err
	}
	a, meta, err := register.GetMeta[*record.Answer](v, ask.Path["answer"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	if a.Consultation != c.ID {
		return nil, page.ErrNotFound
	}
	return &page.Form{Title: "What became of this answer", Kicker: c.Heading(), Crumbs: crumbs(c),
		Version: meta.Version, Submit: "Save",
		Before: []page.Block{page.Section{Title: questionName(c, a.Question),
			Blocks: []page.Block{page.Items{Items: []page.Item{answerItem(a)}}}}},
		Fields: []page.Field{
			{Name: "disposition", Label: "What became of it", Control: page.Choice,
				Options: options(dispositions), Values: filled([]string{a.Disposition})},
			{Name: "why", Label: "What we did, or why not", Control: page.Area, Rows: 4, Limit: 2000,
				Optional: true, Values: filled([]string{a.Reason}),
				Hint: "Needed for an answer that is rejected or needs a change"},
		}}, nil
}

// submitDisposeForm notes what became of an answer.
func (s subject) submitDisposeForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	id, version := ask.Path["answer"], in.Version
	in.Version = "" // that of the answer, not of the consultation
	next := ""
	done, err := s.ownerDo(ask, in, "", "say what became of an answer", "Saved.",
		func(tx *register.Tx, c *record.Consultation) error {
			if c.Stage != record.StageSummarised {
				return page.Faults{{Text: "It is said what became of answers after they are published and " +
					"before the outcome is recorded."}}
			}
			a, err := register.Get[*record.Answer](tx.View, id)
			if err == nil {
				err = tx.Unchanged("answer", id, version)
			}
			if err != nil {
				return err
			}
			if a.Consultation != c.ID {
				return page.ErrNotFound
			}
			a.Disposition, a.Reason = in.Text("disposition"), lines(in.Text("why"))
			if a.Reason == "" && (a.Disposition == "rejected" || a.Disposition == "needs_change") {
				return page.Faults{{Field: "why", Text: "Say why, or what has to change"}}
			}
			if err := tx.Put(a); err != nil {
				return err
			}
			next, err = firstWaiting(tx.View, c)
			return err
		})
	if err != nil {
		return nil, err
	}
	done.To = page.At("consultations", ask.Path["id"], "outcome")
	if next != "" {
		done.To = page.At("consultations", ask.Path["id"], "answers", next, "dispose")
	}
	return done, nil
}

// concludeForm records the outcome.
func (s subject) concludeForm(ask *page.Ask) (*page.Form, error) {
	return s.stepForm(ask, &page.Form{Title: "Record the outcome", Submit: "Record it", Danger: true,
		Fields: []page.Field{{Name: "outcome", Label: "What was decided", Control: page.Area, Rows: 8,
			Absent: "Enter what was decided"}}, After: []page.Block{page.Para{Words: page.Say("No " +
			"response is taken any more after that, and what became of the answers stays as it is.")}}},
		"conclude")
}

// submitConcludeForm records the outcome, once it is said of every answer what became of it.
func (s subject) submitConcludeForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	return s.ownerDo(ask, in, "conclude", "record the outcome of a consultation",
		"The outcome is recorded.", func(tx *register.Tx, c *record.Consultation) error {
			waiting, err := register.Count[*record.Answer](tx.View,
				register.Query{Key: "waits", Is: c.ID})
			if err != nil {
				return err
			}
			if waiting > 0 {
				return page.Faults{{Text: "First say what became of " + plural(waiting, "more answer") +
					": the page “You asked, we did” leads to each."}}
			}
			if in.Text("outcome") == "" {
				return page.Faults{{Field: "outcome", Text: "Enter what was decided"}}
			}
			c.Stage = record.StageConcluded
			c.Outcome = &record.Statement{At: tx.Now(), Text: lines(in.Text("outcome"))}
			if err := tx.Put(c); err != nil {
				return err
			}
			return tell(tx, c, "outcome", "The outcome of "+c.Heading()+" is recorded", tx.Now(),
				"involved:"+c.ID)
		})
}
