package helpdesk

import (
	"fmt"
	"net/url"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

const feedbackAddress page.Address = "/feedback"

// mostFeedback is how many characters feedback has at most. [D]
const mostFeedback = 5_000

// FeedbackLife is the life of feedback. [D]
var FeedbackLife = &process.Machine{
	Name: "feedback", Title: "Feedback", Start: string(record.FeedbackReceived),
	States: []process.State{
		{Name: string(record.FeedbackReceived), Label: "Received", Doc: "Nobody has looked at it yet."},
		{Name: string(record.FeedbackAnswered), Label: "Answered in public",
			Doc: "What was done is published.", Final: true},
		{Name: string(record.FeedbackNoted), Label: "Noted",
			Doc: "The administrator has looked at it, and says nothing in public.", Final: true},
	},
	Steps: []process.Step{
		{Event: "answer", Label: "Say in public what was done",
			From: []string{string(record.FeedbackReceived), string(record.FeedbackNoted)},
			To:   string(record.FeedbackAnswered), By: []string{byStaff}},
		{Event: "note", Label: "Note it", From: []string{string(record.FeedbackReceived)},
			To: string(record.FeedbackNoted), By: []string{byStaff}},
	},
}

// feedbackRoutes are how feedback is given, and what becomes of it.
func (s subject) feedbackRoutes() []page.Route {
	received := s.received()
	deeds := s.feedbackDeeds()
	responses := desk.Listing[*record.FeedbackResponse]{Kind: "feedback_response",
		Lead:    "What the administrator was told, and what became of it.",
		Columns: []string{"id", "said", "topic", "disposition", "done", "published_at"},
		Parts: func(*register.View, url.Values) []desk.Part {
			return []desk.Part{{Empty: "Nothing is published yet.",
				Query: register.Query{Key: "published", Desc: true}}}
		}, Tell: shelf.Each(tellResponse),
		Offer: func(*policy.Reader) []page.Link {
			return []page.Link{{Text: "Give feedback", To: feedbackAddress}}
		}}
	return append([]page.Route{
		{Pattern: string(feedbackAddress), Form: s.feedbackForm, Submit: s.submitFeedback},
		received.Route(s.Desk),
		{Pattern: "/feedback-received/{id}", Examples: s.Examples("feedback"), View: s.feedback},
		responses.Route(s.Desk),
	}, deeds.Routes()...)
}

// feedbackForm asks what somebody thinks. It is always open.
func (s subject) feedbackForm(ask *page.Ask) (*page.Form, error) {
	form := &page.Form{Title: "Give feedback", Crumbs: crumbs(), Submit: "Send it",
		Lead: "Say what is good, and what should be better. Only the administrator reads it.",
		Before: []page.Block{page.Para{Words: page.Words{page.Link{
			Text: "What was said before, and what was done", To: page.At("feedback-responses")},
			page.T(". To ask something, "), page.Link{Text: "ask the helpdesk", To: askAddress},
			page.T(".")}}},
		Fields: []page.Field{
			{Name: "topic", Label: "What it is about", Control: page.Select, Options: topics},
			{Name: "text", Label: "What you want to say", Control: page.Area, Limit: mostFeedback},
			{Name: "quote", Label: "May your words be published?", Control: page.Checks, Optional: true,
				Options: shelf.Options("yes", "My words may be published, without my name"),
				Hint:    "Otherwise the administrator says in its own words what was said"}}}
	if ask.Who != "" {
		form.Fields = append(form.Fields, page.Field{Name: "named", Label: "Do you want an answer?",
			Control: page.Checks, Optional: true,
			Options: shelf.Options("yes", "Tell the administrator who I am"),
			Hint:    "Otherwise nobody learns who said it"})
		return form, nil
	}
	form.Fields = append(form.Fields, page.Field{Name: "contact", Label: "How to reach you",
		Control: page.Email, Optional: true, Complete: "email",
		Hint: "An e-mail address, where you want to hear what was done"})
	return form, nil
}

// submitFeedback keeps feedback. Whoever does not want to be known is not known in the journal
// either.
func (s subject) submitFeedback(ask *page.Ask, in page.Input) (*page.Done, error) {
	f := &record.Feedback{Topic: record.FeedbackTopic(in.Text("topic")),
		Text: secretOf(plain(in.Text("text"))), Contact: secretOf(in.Text("contact")),
		MayQuote: in.Text("quote") == "yes"}
	who := visitor
	if in.Text("named") == "yes" {
		f.Person, who = ask.Who, ask.Who
	}
	if err := s.give(ask, who, f); err != nil {
		return nil, err
	}
	to := page.At("feedback-responses")
	if f.Person != "" {
		to = desk.AddressOf(f)
	}
	return &page.Done{To: to, Notice: "Thank you. The administrator reads it; what becomes of it is " +
		"said here."}, nil
}

// give keeps feedback in the name of somebody.
func (s subject) give(ask *page.Ask, who string, f *record.Feedback) error {
	_, err := s.Register.Act(ask.Context, register.Act{Who: who, Verb: "give feedback"},
		func(tx *register.Tx) (err error) {
			f.At, f.State = tx.Now(), record.FeedbackReceived
			if f.Text.Empty() {
				f.State = record.FeedbackNoted // a yes or a no: there is nothing to answer
			}
			if f.ID, err = tx.NewID("feedback"); err != nil {
				return err
			}
			return tx.Put(f)
		})
	return desk.Refusal(err)
}

// received is the list of feedback: for the administrator that which waits first, for others their
// own.
func (s subject) received() *desk.Listing[*record.Feedback] {
	return &desk.Listing[*record.Feedback]{Kind: "feedback",
		Columns: []string{"id", "topic", "state", "at"},
		Parts: func(v *register.View, _ url.Values) []desk.Part {
			if !v.Reader().Staff {
				return []desk.Part{{Empty: "You have given none under your name.", Query: register.Query{
					Keys: []string{"received", "noted", "answered"}, Desc: true}}}
			}
			return []desk.Part{
				{Name: "received", Title: "To be looked at", Empty: "None.",
					Query: register.Query{Key: "received"}},
				{Name: "answered", Title: "Answered in public", Empty: "None.",
					Query: register.Query{Key: "answered", Desc: true}},
				{Name: "noted", Title: "Noted", Empty: "None.",
					Query: register.Query{Key: "noted", Desc: true}},
			}
		}, Tell: shelf.Each(tellFeedback),
		Offer: func(*policy.Reader) []page.Link {
			return []page.Link{{Text: "Give feedback", To: feedbackAddress}}
		}}
}

// feedbackRow is feedback as programs read it.
type feedbackRow struct {
	*record.Feedback
	Text string `json:"text"`
}

func tellFeedback(_ *register.View, f *record.Feedback) desk.Told {
	topic := topicOf(f.Topic)
	state, _ := FeedbackLife.State(string(f.State))
	return desk.Told{Data: feedbackRow{f, said(f.Text)},
		Item: page.Item{Head: page.Words{desk.Link(f)}, Tag: &page.Tag{Text: state.Label},
			Body: []page.Words{page.Say(topic), page.Say(beginning(said(f.Text)))}},
		Entry: page.Entry{ID: f.ID, Title: f.Heading(), Summary: topic, To: desk.AddressOf(f),
			Cells: []string{f.ID, string(f.Topic), string(f.State), f.At.UTC().Format(cells)}}}
}

// cells is how instants stand in CSV.
const cells = "2006-01-02T15:04:05Z07:00"

// topicOf is a topic in words.
func topicOf(t record.FeedbackTopic) string {
	if t == record.FeedbackOnAnswer {
		return "Whether an answer was helpful"
	}
	return labelOf(topics, t)
}

// feedback is the page of feedback.
func (s subject) feedback(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	f, err := register.Get[*record.Feedback](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	state, _ := FeedbackLife.State(string(f.State))
	view := &page.View{Title: f.Heading(), Kicker: topicOf(f.Topic), Tag: &page.Tag{Text: state.Label},
		Crumbs: append(crumbs(), desk.Crumbs("feedback")[1:]...), Data: feedbackRow{f, said(f.Text)}}
	rows, err := desk.Facts(v, f, "topic", "text", "state")
	if err != nil {
		return nil, err
	}
	if f.Person != "" && v.Reader().Staff {
		name, err := s.Name(v, f.Person)
		if err != nil {
			return nil, err
		}
		rows = append([]page.Row{page.Fact("From", page.T(name))}, rows...)
	}
	responses, err := register.All[*record.FeedbackResponse](v,
		register.Query{Key: "feedback", Is: f.ID})
	if err != nil {
		return nil, err
	}
	for _, r := range responses {
		rows = append(rows, page.Fact("What was done", desk.Link(r)))
	}
	view.Blocks = []page.Block{page.Prose{Text: said(f.Text)}, page.Summary{Rows: rows}}
	deeds := s.feedbackDeeds()
	view.Actions = deeds.Offers(v, f)
	return view, desk.Dated(v, f, view)
}

type feedbackDoing = desk.Doing[*record.Feedback]

// feedbackDeeds are what the administrator does with feedback.
func (s subject) feedbackDeeds() *desk.Deeds[*record.Feedback] {
	type F = *record.Feedback
	answer := desk.Take(FeedbackLife, "answer", desk.StaffOf[F])
	answer.Fields, answer.Do = answerFields, publishAnswer
	note := desk.Take(FeedbackLife, "note", desk.StaffOf[F])
	note.Fields = func(*register.View, F) ([]page.Field, error) {
		return []page.Field{{Name: "done", Label: "What was done", Control: page.Area, Limit: 2000,
			Hint: "Whoever gave it under their name can read it"}}, nil
	}
	note.Do = func(d *feedbackDoing) error {
		d.Record.Done = plain(d.In.Text("done"))
		return tellAuthor(d, "Your feedback was read.", d.Record.Done)
	}
	return &desk.Deeds[F]{Desk: s.Desk, Kind: "feedback", Machine: FeedbackLife,
		State: func(f F) string { return string(f.State) },
		Enter: func(f F, state string) { f.State = record.FeedbackState(state) },
		Deeds: []desk.Deed[F]{answer, note}}
}

// answerFields ask what is said in public.
func answerFields(_ *register.View, f *record.Feedback) ([]page.Field, error) {
	fields := []page.Field{
		{Name: "said", Label: "What was said", Control: page.Area, Limit: 2000,
			Hint: "In your own words. Name no person and no Party."},
		{Name: "disposition", Label: "What became of it", Control: page.Choice, Options: dispositions},
		{Name: "done", Label: "What was done, or why not", Control: page.Area, Limit: 5000},
	}
	if f.MayQuote && f.Text.Text() != "" {
		fields = append(fields, page.Field{Name: "quote", Label: "Words of the author",
			Control: page.Checks, Optional: true,
			Options: shelf.Options("yes", "Publish them as well: the author agreed"),
			Hint:    "Look whether they name anybody: " + beginning(f.Text.Text())})
	}
	return fields, nil
}

// publishAnswer publishes what was said and done.
func publishAnswer(d *feedbackDoing) (err error) {
	f := d.Record
	r := &record.FeedbackResponse{Topic: f.Topic, Said: plain(d.In.Text("said")),
		Disposition: d.In.Text("disposition"), Done: plain(d.In.Text("done")), Feedback: f.ID,
		PublishedAt: d.Tx.Now()}
	if d.In.Text("quote") == "yes" && f.MayQuote {
		r.Quote = secretOf(f.Text.Text())
	}
	if r.ID, err = d.Tx.NewID("response"); err != nil {
		return err
	}
	if err := d.Tx.Put(r); err != nil {
		return err
	}
	return tellAuthor(d, "There is an answer to your feedback.", r.Done)
}

// tellAuthor tells whoever gave feedback what became of it, where they want to know.
func tellAuthor(d *feedbackDoing, why, text string) error {
	f := d.Record
	return leave(d.Tx, record.Notice{About: f.ID, Event: "feedback_answered", Why: why, Text: text,
		Due: d.Tx.Now()}, f.Person, f.Contact)
}

func tellResponse(_ *register.View, r *record.FeedbackResponse) desk.Told {
	body := []page.Words{page.Say(labelOf(dispositions, r.Disposition) + ": " + beginning(r.Done)),
		page.Say(topicOf(r.Topic))}
	return desk.Told{Data: r,
		Item: page.Item{Head: page.Words{desk.Link(r)}, Body: body},
		Entry: page.Entry{ID: r.ID, Title: r.Heading(), Summary: beginning(r.Done), To: desk.AddressOf(r),
			Cells: []string{r.ID, r.Said, string(r.Topic), r.Disposition, r.Done,
				r.PublishedAt.UTC().Format(cells)}}}
}

// helpfulForm asks whether an answer was helpful.
func (s subject) helpfulForm(ask *page.Ask) (*page.Form, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	q, err := register.Get[*record.QuestionAnswer](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	if q.State != record.QuestionPublished {
		return nil, page.ErrNotFound
	}
	return &page.Form{Title: "Was this helpful?", Kicker: q.Question, Submit: "Send it",
		Crumbs: append(desk.Crumbs("question_answer"), desk.Link(q)),
		Lead:   "Only the administrator reads it, and does not learn who you are.",
		Fields: []page.Field{
			{Name: "helpful", Label: "Was the answer helpful?", Control: page.Choice,
				Options: shelf.Options("yes", "Yes", "no", "No")},
			{Name: "text", Label: "What is missing, or wrong", Control: page.Area, Limit: mostFeedback,
				Optional: true}}}, nil
}

// submitHelpful keeps whether an answer was helpful.
func (s subject) submitHelpful(ask *page.Ask, in page.Input) (*page.Done, error) {
	if _, err := s.helpfulForm(ask); err != nil {
		return nil, err
	}
	id := ask.Path["id"]
	err := s.give(ask, visitor, &record.Feedback{Topic: record.FeedbackOnAnswer, About: id,
		Helpful: in.Text("helpful"), Text: secretOf(plain(in.Text("text")))})
	return &page.Done{To: desk.Address("question_answer", id), Notice: "Thank you."}, err
}

// counted says how many found something helpful.
func counted(yes, no int) string { return fmt.Sprintf("%d yes, %d no", yes, no) }
