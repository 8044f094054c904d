package event

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// answerFields ask for a question as all may read it, and for its answer.
func answerFields(_ *register.View, q *record.EventQuestion) ([]page.Field, error) {
	f := page.Field{Name: "question", Label: "Question, as all may read it", Control: page.Area,
		Hint: "Without what tells who asks", Limit: 2000}
	if text := q.Text.Text(); text != "" {
		f.Values = []string{text}
	}
	return []page.Field{f, {Name: "answer", Label: "Answer", Control: page.Area, Limit: 10_000}}, nil
}

// answerIt writes an answer to a question.
func answerIt(d *desk.Doing[*record.EventQuestion]) error {
	q := d.Record
	e, err := register.Get[*record.Event](d.Tx.View, q.Event)
	if err != nil {
		return err
	}
	a := &record.EventAnswer{Event: q.Event, Question: d.In.Text("question"),
		Answer: d.In.Text("answer"), Restricted: len(e.Audience) > 0}
	if a.ID, err = d.Tx.NewID("answer"); err != nil {
		return err
	}
	q.Answer = a.ID
	credit(a, q)
	return d.Tx.Put(a)
}

// credit names the organisation of who asked, where it may be named.
func credit(a *record.EventAnswer, q *record.EventQuestion) {
	if q.Open && q.Party != "" && !slices.Contains(a.AskedBy, q.Party) {
		a.AskedBy = append(a.AskedBy, q.Party)
	}
}

// joinFields ask which answer is for a question too.
func joinFields(v *register.View, q *record.EventQuestion) ([]page.Field, error) {
	all, err := register.All[*record.EventAnswer](v, register.Query{Key: "unpublished", Is: q.Event})
	f := page.Field{Name: "with", Label: "Answered with", Control: page.Choice}
	for _, a := range all {
		if a.ID != q.Answer {
			f.Options = append(f.Options, page.Option{Value: a.ID, Label: a.Question})
		}
	}
	if len(f.Options) == 0 {
		f.Hint = "No other answer is written: answer one of the questions first"
	}
	return []page.Field{f}, err
}

// joinIt lets an answer be for a question too. An answer that was for it alone is taken back.
func joinIt(d *desk.Doing[*record.EventQuestion]) error {
	q, was := d.Record, d.Record.Answer
	a, err := register.Get[*record.EventAnswer](d.Tx.View, d.In.Text("with"))
	if err != nil || a.Event != q.Event || !a.PublishedAt.IsZero() {
		return page.Faults{{Field: "with", Text: "Choose an answer of this event that is not published"}}
	}
	if was != "" {
		old, err := register.Get[*record.EventAnswer](d.Tx.View, was)
		if err != nil {
			return err
		}
		if !old.PublishedAt.IsZero() {
			return page.Faults{{Text: "Its answer is published, and stays."}}
		}
		others, err := d.Tx.IDs("event_question", register.Query{Key: "answer", Is: was})
		if err != nil {
			return err
		}
		if len(others) <= 1 {
			if err := d.Tx.End("event_answer", was, d.Tx.Now()); err != nil {
				return err
			}
		}
	}
	q.Answer = a.ID
	credit(a, q)
	return d.Tx.Put(a)
}

// asideIt leaves a question without an answer, and tells its asker why.
func asideIt(d *desk.Doing[*record.EventQuestion]) error {
	q := d.Record
	q.SetAside = d.In.Text("why")
	e, err := register.Get[*record.Event](d.Tx.View, q.Event)
	if err != nil {
		return err
	}
	return tellPerson(d.Tx, q.Event, q.Person, "event_question_aside",
		"Your question to “"+e.Heading()+"” is not answered", q.SetAside)
}

// answers are the questions and answers of events.
func (s subject) answers() shelf.Of[*record.EventAnswer] {
	type A = *record.EventAnswer
	words := []desk.Bound[A]{
		desk.BoundText(page.Field{Name: "question", Label: "Question, as all may read it",
			Control: page.Area, Limit: 2000}, func(a A) *string { return &a.Question }),
		desk.BoundText(page.Field{Name: "answer", Label: "Answer", Control: page.Area, Limit: 10_000},
			func(a A) *string { return &a.Answer }),
	}
	back := shelf.Withdraw[A]("The questions that it answers are open again.")
	back.Hindrance = func(_ *register.View, a A) (string, error) {
		if a.PublishedAt.IsZero() {
			return "", nil
		}
		return "It is published: change it where it is wrong.", nil
	}
	back.Do = func(d *desk.Doing[A]) error {
		all, err := answeredIn(d.Tx.View, d.Record.ID)
		if err != nil {
			return err
		}
		for _, q := range all {
			q.Answer = ""
			if err := d.Tx.Put(q); err != nil {
				return err
			}
		}
		return nil
	}
	return shelf.Of[A]{
		Listing: desk.Listing[A]{Kind: "event_answer",
			Lead:  "What was asked at events, and what was answered.",
			Parts: answerParts, Tell: shelf.Each(tellAnswer),
			Columns: []string{"id", "event", "question", "published_at"}},
		Deeds: desk.Deeds[A]{Deeds: []desk.Deed[A]{shelf.Change(words), back}},
		Show: func(l *shelf.Look[A]) error {
			l.Kicker, l.Title = "Question to an event", l.Rec.Question
			l.Blocks = append(l.Blocks, page.Prose{Text: l.Rec.Answer})
			if err := l.Facts(nil, "question", "answer"); err != nil {
				return err
			}
			return askedAs(l)
		},
	}
}

// askedAs shows the administrator the questions that an answer is for.
func askedAs(l *shelf.Look[*record.EventAnswer]) error {
	if !l.V.Reader().Staff {
		return nil
	}
	all, err := answeredIn(l.V, l.Rec.ID)
	items := page.Items{}
	for _, q := range all {
		items.Items = append(items.Items, questionItem(q, nil))
	}
	if len(all) > 0 {
		l.Section("What was asked", items)
	}
	return err
}

func answerParts(v *register.View, _ url.Values) []desk.Part {
	return []desk.Part{
		{Name: "written", Title: "Not published yet", Query: register.Query{Key: "unpublished"}},
		{Name: "published", Empty: "None is published.",
			Query: register.Query{Key: "published", Desc: true}},
	}
}

func tellAnswer(_ *register.View, a *record.EventAnswer) desk.Told {
	at := ""
	if !a.PublishedAt.IsZero() {
		at = a.PublishedAt.UTC().Format(time.RFC3339)
	}
	return desk.Told{Data: a, Item: answerItem(a), Entry: page.Entry{ID: a.ID, Title: a.Question,
		Summary: a.Answer, To: desk.AddressOf(a), Cells: []string{a.ID, a.Event, a.Question, at}}}
}

func answerItem(a *record.EventAnswer) page.Item {
	item := page.Item{Head: page.Words{desk.Link(a)}, Body: []page.Words{page.Say(a.Answer)}}
	if a.PublishedAt.IsZero() {
		item.Tag = &page.Tag{Text: "Not published", Tone: page.Wait}
	}
	return item
}

// publishFields ask what is left of an event.
func publishFields(v *register.View, e *record.Event) ([]page.Field, error) {
	fields, err := desk.Asked(left())(v, e)
	if err != nil {
		return nil, err
	}
	written, err := v.IDs("event_answer", register.Query{Key: "unpublished", Is: e.ID})
	if len(written) > 0 {
		fields = append(fields, page.Field{Name: "answers", Label: "Questions and answers",
			Control: page.Checks, Optional: true, Values: []string{"yes"},
			Options: shelf.Options("yes", "Publish what is written: "+strconv.Itoa(len(written)))})
	}
	return fields, err
}

// left are the materials of an event.
func left() []field {
	return []field{
		desk.BoundRefs(page.Field{Name: "materials", Label: "Materials", Optional: true,
			Hint: "Each a publication"}, "publication", register.Query{},
			func(e *record.Event) *[]string { return &e.Materials }),
		secretLine("recording", "Recording", "Where it is. Those whom the event was for see it",
			func(e *record.Event) *register.Secret { return &e.Recording }),
	}
}

// publishIt publishes what is left of an event.
func publishIt(d *doing) error {
	e, before := d.Record, *d.Record
	if err := desk.Taken(left())(d); err != nil {
		return err
	}
	answers := 0
	if d.In.Text("answers") == "yes" {
		var err error
		if answers, err = publishAnswers(d.Tx, e); err != nil {
			return err
		}
	}
	recording := e.Recording.Text() != "" && e.Recording.Text() != before.Recording.Text()
	if !recording && answers == 0 && slices.Equal(e.Materials, before.Materials) {
		return page.Faults{{Text: "There is nothing new to publish: choose materials, or say where the " +
			"recording is"}}
	}
	if e.MaterialsAt.IsZero() {
		e.MaterialsAt = d.Tx.Now()
	}
	if recording {
		return tellAll(d.Tx, e, everybody(e), "event_recording", "The recording of “"+e.Heading()+
			"” is ready", "It is on the page of the event.")
	}
	return tellAll(d.Tx, e, everybody(e), "event_materials", "What is left of “"+e.Heading()+
		"” was published: materials, or questions with their answers", "")
}

// publishAnswers publishes the answers of an event that are written, and tells those who asked.
func publishAnswers(tx *register.Tx, e *record.Event) (int, error) {
	all, err := register.All[*record.EventAnswer](tx.View,
		register.Query{Key: "unpublished", Is: e.ID})
	if err != nil {
		return 0, err
	}
	told := map[string]bool{}
	for _, a := range all {
		a.PublishedAt = tx.Now()
		if err := tx.Put(a); err != nil {
			return 0, err
		}
		asked, err := answeredIn(tx.View, a.ID)
		if err != nil {
			return 0, err
		}
		for _, q := range asked {
			told[q.Person] = true
		}
	}
	for _, person := range slices.Sorted(maps.Keys(told)) {
		if err := tellPerson(tx, e.ID, person, "event_answered",
			"What you asked at “"+e.Heading()+"” is answered", ""); err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

// answeredIn are the questions that an answer is for.
func answeredIn(v *register.View, answer string) ([]*record.EventQuestion, error) {
	return register.All[*record.EventQuestion](v, register.Query{Key: "answer", Is: answer})
}

// discussed shows the questions of an event: those that are published to whoever may read them,
// and others to who asked them and to the administrator.
func discussed(l *look) error {
	all, err := register.All[*record.EventAnswer](l.V, register.Query{Key: "event", Is: l.Rec.ID})
	if err != nil {
		return err
	}
	items := page.Items{}
	for _, a := range all {
		items.Items = append(items.Items, answerItem(a))
	}
	if len(all) > 0 {
		l.Section("Questions and answers", items)
	}
	asked, err := register.All[*record.EventQuestion](l.V,
		register.Query{Key: "event", Is: l.Rec.ID})
	if err != nil || len(asked) == 0 {
		return err
	}
	slices.SortFunc(asked, func(a, b *record.EventQuestion) int {
		return a.AskedAt.Compare(b.AskedAt)
	})
	items = page.Items{}
	for _, q := range asked {
		state := questionTag(q)
		items.Items = append(items.Items, questionItem(q, &state))
	}
	title := "Your questions"
	if l.V.Reader().Staff {
		title = "Questions that were asked"
	}
	l.Section(title, items)
	return nil
}
