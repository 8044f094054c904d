package event

import (
	"net/url"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The states of a question.
const (
	open      = "open"
	answered  = "answered"
	setAside  = "set_aside"
	withdrawn = "withdrawn"
)

// QuestionLife is the life of a question to an event. [D]
var QuestionLife = &process.Machine{
	Name: "event_question", Title: "Question to an event", Start: open,
	States: []process.State{
		{Name: open, Label: "Open", Doc: "It waits for an answer."},
		{Name: answered, Label: "Answered", Final: true,
			Doc: "An answer is written, to it or to several that ask the same."},
		{Name: setAside, Label: "Set aside", Doc: "It is not answered.", Final: true},
		{Name: withdrawn, Label: "Withdrawn", Doc: "Whoever asked it took it back.", Final: true},
	},
	Steps: []process.Step{
		{Event: "answer", Label: "Answer it", From: []string{open}, To: answered, By: []string{by}},
		{Event: "join", Label: "Answer it with another", From: []string{open, answered}, To: answered,
			By: []string{by}, Doc: "It asks the same: one answer is for all of them."},
		{Event: "set_aside", Label: "Set it aside", From: []string{open}, To: setAside,
			By: []string{by}, Doc: "Whoever asked it is told why."},
		{Event: "withdraw", Label: "Take it back", From: []string{open}, To: withdrawn,
			By: []string{"who asked it"}},
	},
}

func questionState(q *record.EventQuestion) string {
	switch {
	case !q.Withdrawn.IsZero():
		return withdrawn
	case q.SetAside != "":
		return setAside
	case q.Answer != "":
		return answered
	}
	return open
}

// taken is how a question of now would be taken, or why it is not: before the deadline into the
// presentation, later for the questions during the event, where it has such [S].
func taken(e *record.Event, so time.Time) (as, why string) {
	switch {
	case e.Draft:
		return "", "This event is not announced yet."
	case e.Cancelled != "":
		return "", "This event was cancelled."
	case over(e, so):
		return "", "The event is over: ask the helpdesk."
	case !e.QuestionDeadlineAt.IsZero() && questions(e).InTime(so):
		return record.ForPresentation, ""
	case e.LiveQuestions:
		return record.ForLive, ""
	case e.QuestionDeadlineAt.IsZero():
		return "", "This event takes no questions here."
	}
	return "", "Questions closed at " + calendar.Moment(e.QuestionDeadlineAt) +
		", and none are taken during the event."
}

// takenAs says how a question is taken.
func takenAs(as string) string {
	if as == record.ForPresentation {
		return "It is in time to be taken into the presentation."
	}
	return "It is taken for the questions during the event: those in advance are closed."
}

// questionRefusal is why a reader cannot ask an event something now, or how it is taken.
func questionRefusal(
	v *register.View, e *record.Event, who *policy.Reader,
) (as, why string, err error) {
	if as, why = taken(e, v.Moment().So); why != "" {
		return "", why, nil
	}
	why, err = barred(v, e, who)
	return as, why, err
}

// askForm asks for a question.
func (s subject) askForm(ask *page.Ask) (*page.Form, error) {
	v, e, err := s.event(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Ask a question", Kicker: e.Heading(), Submit: "Ask",
		Crumbs: append(desk.Crumbs("event"), desk.Link(e)),
		Fields: []page.Field{
			{Name: "question", Label: "Question", Control: page.Area, Limit: 2000,
				Hint: "The administrator sees that it is of you. The audience does not."},
			{Name: "open", Label: "Your organisation", Control: page.Checks, Optional: true,
				Options: shelf.Options("yes", "It may be named with the question")}}}
	as, why, err := questionRefusal(v, e, v.Reader())
	if err != nil {
		return nil, err
	}
	if why != "" {
		return shutting(form, why, nil)
	}
	form.Lead = takenAs(as)
	return form, nil
}

// ask takes a question.
func (s subject) ask(ask *page.Ask, in page.Input) (*page.Done, error) {
	if _, _, err := s.event(ask); err != nil {
		return nil, err
	}
	done := &page.Done{}
	err := s.Act(ask, register.Act{Verb: "ask an event a question"}, func(tx *register.Tx) error {
		e, who, err := judged(tx, ask)
		if err != nil {
			return err
		}
		as, why, err := questionRefusal(tx.View, e, who)
		if err := refused(why, err); err != nil {
			return err
		}
		q := &record.EventQuestion{Event: e.ID, Person: ask.Who, For: as, AskedAt: tx.Now(),
			Text: register.NewSecret(in.Text("question")), Open: in.Text("open") == "yes"}
		if len(who.Parties) > 0 {
			q.Party = who.Parties[0]
		}
		if q.ID, err = tx.NewID("question"); err != nil {
			return err
		}
		done.To, done.Notice = desk.AddressOf(q), "Your question is in. "+takenAs(as)
		return tx.Put(q)
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// questions are the list of questions, of the reader or for the administrator of all, and their
// pages.
func (s subject) questions() shelf.Of[*record.EventQuestion] {
	type Q = *record.EventQuestion
	take := func(event string) desk.Deed[Q] {
		return desk.Take(QuestionLife, event, desk.StaffOf[Q])
	}
	answer, join, aside := take("answer"), take("join"), take("set_aside")
	answer.Fields, answer.Do = answerFields, answerIt
	join.Fields, join.Do = joinFields, joinIt
	aside.Danger, aside.Do = true, asideIt
	aside.Fields = func(*register.View, Q) ([]page.Field, error) {
		return []page.Field{{Name: "why", Label: "Why, for whom it is of", Control: page.Area,
			Limit: 500}}, nil
	}
	back := desk.Take(QuestionLife, "withdraw", func(r *policy.Reader, q Q) bool {
		return q.Person == r.Person && r.Person != ""
	})
	back.Danger = true
	back.Do = func(d *desk.Doing[Q]) error { d.Record.Withdrawn = d.Tx.Now(); return nil }
	return shelf.Of[Q]{
		Listing: desk.Listing[Q]{Kind: "event_question", Parts: questionParts,
			Lead: "What was asked before events and during them.", Tell: shelf.Each(tellQuestion),
			Columns: []string{"id", "event", "for", "state", "asked_at"}},
		Deeds: desk.Deeds[Q]{Machine: QuestionLife, State: questionState,
			Enter: func(Q, string) {}, // what was done says it
			Deeds: []desk.Deed[Q]{answer, join, aside, back}},
		Show: s.showQuestion,
	}
}

func questionParts(v *register.View, _ url.Values) []desk.Part {
	part := desk.Part{Query: register.Query{Key: "asked", Desc: true},
		Empty: "There is none. An event that takes questions has a link to ask one."}
	if person := v.Reader().Person; person != "" && !v.Reader().Staff {
		part.Query.Where = []register.Key{{Name: "person", Value: person}}
	}
	return []desk.Part{part}
}

// questionRow is a question as programs read it.
type questionRow struct {
	*record.EventQuestion
	State string `json:"state"`
	Said  string `json:"question"`
}

func questionTag(q *record.EventQuestion) page.Tag {
	s, _ := QuestionLife.State(questionState(q))
	t := page.Tag{Text: s.Label, Tone: page.Quiet}
	if s.Name == open {
		t.Tone = page.Wait
	}
	return t
}

func tellQuestion(_ *register.View, q *record.EventQuestion) desk.Told {
	state := questionTag(q)
	return desk.Told{Data: questionRow{q, questionState(q), q.Text.Text()},
		Item: questionItem(q, &state), Entry: page.Entry{ID: q.ID, Title: q.Heading(),
			To: desk.AddressOf(q), Cells: []string{q.ID, q.Event, q.For, questionState(q),
				q.AskedAt.UTC().Format(time.RFC3339)}}}
}

// questionItem is a question in a list of those who may read it.
func questionItem(q *record.EventQuestion, state *page.Tag) page.Item {
	text := q.Text.Text()
	const most = 120
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	if text == "" {
		text = q.Heading()
	}
	return page.Item{Head: page.Words{page.Link{Text: text, To: desk.AddressOf(q)}}, Tag: state,
		Body: []page.Words{{page.T("For the " + forWhat(q.For) + ", "), desk.At(q.AskedAt)}}}
}

// forWhat is how a question was taken, in words.
func forWhat(as string) string {
	if as == record.ForLive {
		return "questions during the event"
	}
	return "presentation"
}

// showQuestion is the page of a question.
func (s subject) showQuestion(l *shelf.Look[*record.EventQuestion]) error {
	q, state := l.Rec, questionTag(l.Rec)
	l.Kicker, l.Title, l.Tag = "Question to an event", "Question", &state
	l.Data = questionRow{q, questionState(q), q.Text.Text()}
	rows := []page.Row{page.Fact("For the", page.T(forWhat(q.For)))}
	if l.V.Reader().Staff {
		people, err := ofRegister(l.V, q.Person)
		if err != nil {
			return err
		}
		rows = append(rows, people[q.Person].rows()...)
	}
	if text := q.Text.Text(); text != "" {
		l.Blocks = append(l.Blocks, page.Prose{Text: text})
	}
	return l.Facts(rows, "text", "for", "of")
}
