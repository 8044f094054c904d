package consultation

import (
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The fields of an answer, after the id of its question.
const (
	positionField = "-position"
	textField     = "-text"
	costField     = "-cost"
	leadField     = "-lead-time"
	givenField    = "-given"
)

// noAnswer is the option of leaving a question out.
const noAnswer = "none"

// answersFor are the answers that a form for a Party begins with: those of the draft, or of
// what was submitted.
func (d *desktop) answersFor() []record.Given {
	switch {
	case d.draft != nil:
		return d.draft.Answers
	case d.response != nil:
		return d.response.Answers
	}
	return nil
}

// answerTo is the answer to a question among several; an empty one where there is none.
func answerTo(answers []record.Given, question string) record.Given {
	for _, a := range answers {
		if a.Question == question {
			return a
		}
	}
	return record.Given{Question: question}
}

// draftForm is the form in which a response is written.
func (s subject) draftForm(ask *page.Ask) (*page.Form, error) {
	d, err := s.desktopFor(ask)
	if err != nil {
		return nil, err
	}
	if d.party == "" {
		return d.chooser()
	}
	name, err := d.partyName()
	if err != nil {
		return nil, err
	}
	so := d.view.Moment().So
	form := &page.Form{
		Title: "Response of " + name, Kicker: d.c.Heading(), Lead: closing(d.c, so) + ".",
		Crumbs: crumbs(d.c), Fields: answerFields(d.c, d.answersFor(), so),
		Submit: "Save and check", Second: "Save draft", Draft: true, Version: d.version,
		Also: func(in page.Input) page.Faults {
			_, faults := d.answers(in, so)
			return faults
		},
	}
	if left := timeLeft(desk.Calendar(d.view), d.c, so); left != "" {
		form.Lead += " " + desk.Upper(left) + "."
	}
	if err := d.hold(form, so); err != nil {
		return nil, err
	}
	if form.Shut {
		form.Title, form.Lead = heading(d.c, so), "For "+name+"."
	}
	if d.draft != nil {
		saved, err := s.saved(d)
		if err != nil {
			return nil, err
		}
		form.Before = append(form.Before, saved...)
	}
	form.After = []page.Block{page.Para{Words: page.Say("Nothing is sent yet. You see all answers " +
		"on the next page, and a signatory of your Party submits them.")}}
	return form, nil
}

// hold shuts a form where nothing can be sent at an instant, and says why, what would be
// possible, and whom to ask; what was typed in it is shown again.
func (d *desktop) hold(form *page.Form, now time.Time) error {
	why, instead := shut(d.c, d.late, now)
	if why == "" {
		if !takes(stateAt(d.c, now)) {
			form.Before = append(form.Before, page.Notice{Tone: page.Wait,
				Title: "A late response is accepted", Words: page.Words{page.T("until "),
					desk.At(d.late.Until), page.T(". It is shown as late.")}})
		}
		return nil
	}
	form.Shut = true
	form.Also = func(page.Input) page.Faults { return faultsOf(window(d.c, d.late, now)) }
	ask := page.Words{page.T(strings.TrimSpace(why+" "+instead) + " Whom to ask")}
	contacts, err := desk.Links(d.view, "contact body", d.c.QuestionsTo...)
	sign := ": "
	for _, contact := range append(contacts,
		page.Words{page.Link{Text: "Helpdesk", To: page.At(desk.ListOf("helpdesk").Path)}}) {
		ask, sign = append(append(ask, page.T(sign)), contact...), ", "
	}
	ask = append(ask, page.T("."))
	form.Before = append(form.Before, page.Notice{Tone: page.Alert, Title: "No responses are taken",
		Words: ask})
	return err
}

// saved says who saved the draft when, and what it says.
func (s subject) saved(d *desktop) ([]page.Block, error) {
	who, err := s.Name(d.view, d.draft.SavedBy)
	if err != nil {
		return nil, err
	}
	line := page.Words{page.T("Saved by " + who + ", "), desk.At(d.draft.SavedAt), page.T(".")}
	if d.draft.AssignedTo != "" {
		assigned, err := s.Name(d.view, d.draft.AssignedTo)
		if err != nil {
			return nil, err
		}
		line = append(line, page.T(" Assigned to "+assigned+"."))
	}
	return []page.Block{page.Para{Words: line}, page.Details{Summary: "What is saved now",
		Blocks: answerBlocks(d.c, d.draft.Answers, nil)}}, nil
}

// answerFields are the fields of the questions that are still open.
func answerFields(c *record.Consultation, answers []record.Given, so time.Time) (all []page.Field) {
	stances := options(positions[:])
	stances = append(stances, page.Option{Value: noAnswer, Label: "No answer to this question"})
	for i, q := range Questions(c) {
		if !questionOpen(q, so) {
			continue
		}
		a := answerTo(answers, q.ID)
		group := strconv.Itoa(i+1) + ". " + q.Text
		field := func(suffix, label, hint string, control page.Control, values ...string) *page.Field {
			all = append(all, page.Field{Name: q.ID + suffix, Label: label, Hint: hint, Control: control,
				Optional: true, Group: group, Values: filled(values)})
			return &all[len(all)-1]
		}
		field(positionField, "Your position", "", page.Choice, a.Position).Options = stances
		field(textField, "Your reasons", "", page.Area, a.Text.Text())
		if q.Cost {
			field(costField, "What it would cost you, in pounds", "A whole number, such as 12000",
				page.Number, a.Cost.Text())
		}
		if q.LeadTime {
			field(leadField, "How long you would need, in months", "A whole number, such as 6",
				page.Number, a.LeadTime.Text())
		}
		given := a.Confidentiality
		if given == "" {
			given = record.InPublic
		}
		field(givenField, "How you give this answer", "", page.Choice,
			string(given)).Options = options(mayBe(c))
	}
	return all
}

func filled(values []string) []string {
	if len(values) == 0 || values[0] == "" {
		return nil
	}
	return values
}

func options(choices []choice) (list []page.Option) {
	for _, c := range choices {
		list = append(list, page.Option{Value: c.code, Label: c.label, Hint: c.hint})
	}
	return list
}

// readAnswers are the answers that were posted to questions that are open. Numbers that are
// none are faults in every case; the rest is for [incomplete].
func readAnswers(
	c *record.Consultation, in page.Input, so time.Time,
) (answers []record.Given, faults page.Faults) {
	number := func(name, what string) register.Secret {
		text := in.Text(name)
		if n, err := strconv.Atoi(text); text != "" && (err != nil || n < 0 || n > 1e9) {
			faults.Add(name, "%s: enter a whole number, such as 12", what)
		}
		return register.NewSecret(text)
	}
	for _, q := range Questions(c) {
		if !questionOpen(q, so) {
			continue
		}
		a := record.Given{
			Question: q.ID, Position: in.Text(q.ID + positionField),
			Text:            register.NewSecret(lines(in.Text(q.ID + textField))),
			Cost:            number(q.ID+costField, "What it would cost you"),
			LeadTime:        number(q.ID+leadField, "How long you would need"),
			Confidentiality: record.Confidentiality(in.Text(q.ID + givenField)),
		}
		if a.Position == noAnswer {
			a.Position = ""
		}
		if a.Position != "" || says(a) {
			answers = append(answers, a)
		}
	}
	return answers, faults
}

// answers are those that were posted in the form of a draft, with what is wrong with them.
func (d *desktop) answers(in page.Input, so time.Time) ([]record.Given, page.Faults) {
	answers, faults := readAnswers(d.c, in, so)
	if !in.Second {
		faults = append(faults, incomplete(d.c, answers, so)...)
	}
	return answers, faults
}

// lines are text with the ends of lines as the register keeps them.
func lines(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// says reports whether an answer says something beyond its position.
func says(a record.Given) bool {
	return !a.Text.Empty() || !a.Cost.Empty() || !a.LeadTime.Empty()
}

// incomplete says what keeps answers from being submitted.
func incomplete(c *record.Consultation, answers []record.Given, so time.Time) (faults page.Faults) {
	open := 0
	for i, q := range Questions(c) {
		a := answerTo(answers, q.ID)
		switch {
		case !questionOpen(q, so):
			continue
		case a.Position == "" && says(a):
			faults.Add(q.ID+positionField, "Question %d: choose a position, or take out what you typed", i+1)
		case a.Position != "" && a.Confidentiality == "":
			faults.Add(q.ID+givenField, "Question %d: choose how you give this answer", i+1)
		}
		if a.Position != "" {
			open++
		}
	}
	if open == 0 && len(faults) == 0 {
		faults.Add("", "Answer at least one question. If your Party does not want to respond, say "+
			"so with “no response intended”")
	}
	return faults
}

// submitDraftForm saves a draft, and leads on to the check or back.
func (s subject) submitDraftForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	d, err := s.desktopFor(ask)
	if err != nil {
		return nil, err
	}
	if d.party == "" {
		return &page.Done{To: forParty(d.c, in.Text(partyField), "respond")}, nil
	}
	err = s.Act(ask, register.Act{Behalf: d.party, Verb: "save a draft response"},
		func(tx *register.Tx) error {
			now, err := d.reread(tx, in.Version)
			if err != nil {
				return err
			}
			answers, faults := now.answers(in, tx.Now())
			if err := faults.Err(); err != nil {
				return err
			}
			return now.save(tx, func(draft *record.ResponseDraft) { draft.Answers = answers })
		})
	if err != nil {
		return nil, err
	}
	if in.Second {
		return &page.Done{To: forParty(d.c, d.party, "respond"),
			Notice: "The draft is saved. Only people of your Party can see it."}, nil
	}
	return &page.Done{To: forParty(d.c, d.party, "respond", "check")}, nil
}

// save changes the draft of a Party, which it begins where there is none.
func (d *desktop) save(tx *register.Tx, change func(*record.ResponseDraft)) error {
	draft := d.draft
	if draft == nil {
		id, err := tx.NewID("draft")
		if err != nil {
			return err
		}
		draft = &record.ResponseDraft{Consultation: d.c.ID, Party: d.party, Answers: d.answersFor()}
		draft.ID = id
		fresh(draft.Answers)
	}
	draft.SavedAt, draft.SavedBy = tx.Now(), tx.Act().Who
	change(draft)
	return tx.Put(draft)
}

// fresh makes answers that are copied into another record its own: their text is kept apart
// for each record, and erased with it.
func fresh(answers []record.Given) {
	for i := range answers {
		a := &answers[i]
		a.Text = register.NewSecret(a.Text.Text())
		a.Cost = register.NewSecret(a.Cost.Text())
		a.LeadTime = register.NewSecret(a.LeadTime.Text())
		a.Counted, a.CostCounted, a.LeadTimeCounted, a.Published = 0, 0, 0, ""
	}
}

// answerBlocks are answers for people, with a way to change each where there is one.
func answerBlocks(
	c *record.Consultation, answers []record.Given, change func(question string) page.Address,
) (blocks []page.Block) {
	for i, q := range Questions(c) {
		a := answerTo(answers, q.ID)
		stance := page.Inline(page.Missing("no answer"))
		if a.Position != "" {
			stance = page.T(labelOf(positions[:], a.Position))
		}
		rows := []page.Row{page.Fact("Position", stance)}
		if text := a.Text.Text(); text != "" {
			row := page.Row{Term: "Reasons"}
			for line := range strings.Lines(text) {
				if line = strings.TrimSpace(line); line != "" {
					row.Values = append(row.Values, page.Say(line))
				}
			}
			rows = append(rows, row)
		} else if when, why, erased := a.Text.Erased(); erased {
			rows = append(rows, page.Fact("Reasons",
				page.Missing("removed on "+calendar.DateOf(when).Long()+": "+why)))
		}
		if a.Cost.Text() != "" {
			rows = append(rows, page.Fact("Cost in pounds", page.T(a.Cost.Text())))
		}
		if a.LeadTime.Text() != "" {
			rows = append(rows, page.Fact("Months needed", page.T(a.LeadTime.Text())))
		}
		if a.Confidentiality != "" && a.Position != "" {
			rows = append(rows, page.Fact("Given",
				page.T(labelOf(confidentialities, string(a.Confidentiality)))))
		}
		if change != nil {
			for j := range rows {
				rows[j].Change = change(q.ID)
			}
		}
		blocks = append(blocks, page.Section{Title: strconv.Itoa(i+1) + ". " + q.Text,
			Blocks: []page.Block{page.Summary{Rows: rows}}})
	}
	return blocks
}
