package helpdesk

import (
	"net/url"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// QuestionLife is the life of a question with its answer for everybody. [D]
var QuestionLife = &process.Machine{
	Name: "question_answer", Title: "Question and answer", Start: string(record.QuestionDraft),
	States: []process.State{
		{Name: string(record.QuestionDraft), Label: "Draft", Doc: "The helpdesk writes it."},
		{Name: string(record.QuestionPublished), Label: "Published", Doc: "Everybody can read it.",
			Final: true},
		{Name: string(record.QuestionWithdrawn), Label: "Withdrawn", Doc: "It holds no more.",
			Final: true},
	},
	Steps: []process.Step{
		{Event: "publish", Label: "Publish it", From: []string{string(record.QuestionDraft)},
			To: string(record.QuestionPublished), By: []string{byStaff},
			Doc: "Everybody can read it then. Look once more for what tells of a person or a Party."},
		{Event: "withdraw", Label: "Withdraw it", From: []string{string(record.QuestionPublished)},
			To: string(record.QuestionWithdrawn), By: []string{byStaff}, Reason: true},
		{Event: "redraft", Label: "Write it anew", From: []string{string(record.QuestionWithdrawn)},
			To: string(record.QuestionDraft), By: []string{byStaff}},
	},
}

type questionDoing = desk.Doing[*record.QuestionAnswer]

func questionFields() []desk.Bound[*record.QuestionAnswer] {
	type Q = *record.QuestionAnswer
	return []desk.Bound[Q]{
		desk.BoundText(page.Field{Name: "question", Label: "Question", Control: page.Line,
			Hint: "As anybody would ask it. Name no person and no Party."},
			func(q Q) *string { return &q.Question }),
		desk.BoundText(page.Field{Name: "answer", Label: "Answer", Control: page.Area,
			Hint: "For everybody. Name no person and no Party."}, func(q Q) *string { return &q.Answer }),
		desk.BoundText(page.Field{Name: "category", Label: "What it is about", Control: page.Select,
			Options: categories}, func(q Q) *string { return (*string)(&q.Category) }),
	}
}

// questionAsked are the fields of a question with its answer.
func questionAsked(v *register.View, q *record.QuestionAnswer) ([]page.Field, error) {
	fields, err := desk.Asked(questionFields())(v, q)
	if err != nil {
		return nil, err
	}
	about, err := aboutField(v, q.About)
	return append(fields, about), err
}

// takeQuestion sets a question with its answer, about what everybody can see.
func takeQuestion(d *questionDoing) (err error) {
	if err := desk.Taken(questionFields())(d); err != nil {
		return err
	}
	d.Record.About, err = aboutOf(d.Tx.View, policy.Public(), "not everybody", d.In)
	return err
}

// questions are the questions with answers, and what the helpdesk does with them.
func (s subject) questions() shelf.Of[*record.QuestionAnswer] {
	type Q = *record.QuestionAnswer
	publish := desk.Take(QuestionLife, "publish", desk.StaffOf[Q])
	publish.Do = func(d *questionDoing) error { d.Record.PublishedAt = d.Tx.Now(); return nil }
	withdraw := desk.Take(QuestionLife, "withdraw", desk.StaffOf[Q])
	withdraw.Danger = true
	change := shelf.Change(questionFields())
	change.Fields, change.Do = questionAsked, takeQuestion
	return shelf.Of[Q]{
		Listing: desk.Listing[Q]{Kind: "question_answer", Parts: questionParts, Above: questionNav,
			Lead:    "What many have asked, with answers for everybody.",
			Columns: []string{"id", "question", "category", "answer"}, Tell: tellQuestions},
		Adding: desk.Adding[Q]{Label: "Add a question with its answer",
			New: func(id string) Q {
				return &record.QuestionAnswer{Head: record.Head{ID: id}, State: record.QuestionDraft}
			}, Fields: questionAsked, Do: takeQuestion},
		Deeds: desk.Deeds[Q]{Machine: QuestionLife,
			State: func(q Q) string { return string(q.State) },
			Enter: func(q Q, state string) { q.State = record.QuestionState(state) },
			Deeds: []desk.Deed[Q]{publish, change, withdraw,
				desk.Take(QuestionLife, "redraft", desk.StaffOf[Q])}},
		Show: s.showQuestion,
	}
}

// questionRoutes are the addresses of questions with answers.
func (s subject) questionRoutes() []page.Route {
	return append(s.questions().Routes(s.Desk),
		page.Route{Pattern: "/questions/search", Form: searchForm, Submit: submitSearch},
		page.Route{Pattern: "/questions/{id}/helpful", Form: s.helpfulForm, Submit: s.submitHelpful})
}

// questionParts are the questions with answers: of a category, those with words, and what the
// helpdesk has not published.
func questionParts(v *register.View, query url.Values) (parts []desk.Part) {
	published := register.Query{Key: "title",
		Where: []register.Key{{Name: "state", Value: string(record.QuestionPublished)}}}
	empty := "None is published yet."
	if c := query.Get("about"); c != "" {
		published.Where = append(published.Where, register.Key{Name: "category", Value: c})
		empty = "None is published about this yet."
	}
	if words := query.Get("q"); words != "" {
		empty = "None has all these words. Try fewer, or ask the helpdesk."
		published.Key, published.Among = "id", []string{"none"}
		if found, err := having(v, words); err == nil && len(found) > 0 {
			published.Among = found
		}
	}
	parts = append(parts, desk.Part{Name: "published", Empty: empty, Query: published})
	if v.Reader().Staff {
		parts = append(parts,
			desk.Part{Name: "drafts", Title: "Drafts", Query: register.Query{Key: "state",
				Is: string(record.QuestionDraft)}},
			desk.Part{Name: "withdrawn", Title: "Withdrawn", Query: register.Query{Key: "state",
				Is: string(record.QuestionWithdrawn)}})
	}
	return parts
}

// questionNav leads to the questions of each category, and to search.
func questionNav(_ *register.View, query url.Values) []page.Block {
	nav := page.Nav{Label: "What it is about", Links: []page.Link{{Text: "Search",
		To: page.At("questions", "search")}, {Text: "All", To: page.At("questions")}}}
	for _, c := range categories {
		nav.Links = append(nav.Links, page.Link{Text: c.Label,
			To: page.At("questions").With(url.Values{"about": {c.Value}})})
	}
	var blocks []page.Block
	if words := query.Get("q"); words != "" {
		blocks = append(blocks, page.Para{Words: page.Say("Those that have all words of: " + words)})
	}
	return append(blocks, nav)
}

// questionRow is a question with its answer as programs read it.
type questionRow struct{ *record.QuestionAnswer }

// tellQuestions tells of questions with answers.
func tellQuestions(
	v *register.View, all []*record.QuestionAnswer,
) (told []desk.Told, err error) {
	if all, err = desk.Discern(v, all); err != nil {
		return nil, err
	}
	for _, q := range all {
		told = append(told, desk.Told{Data: questionRow{q},
			Item: page.Item{Head: page.Words{desk.Link(q)}, Tag: questionTag(q), Body: []page.Words{
				page.Say(beginning(q.Answer)), page.Say(labelOf(categories, q.Category))}},
			Entry: page.Entry{ID: q.ID, Title: q.Question, Summary: beginning(q.Answer),
				To: desk.AddressOf(q), Cells: []string{q.ID, q.Question, string(q.Category), q.Answer}}})
	}
	return told, nil
}

// questionTag says that a question is not published.
func questionTag(q *record.QuestionAnswer) *page.Tag {
	if q.State == record.QuestionPublished {
		return nil
	}
	state, _ := QuestionLife.State(string(q.State))
	return &page.Tag{Text: state.Label, Tone: page.Quiet}
}

// beginning is the first of a text, on a line.
func beginning(text string) string {
	const most = 160
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > most {
		cut := string(r[:most])
		if i := strings.LastIndexByte(cut, ' '); i > 0 {
			cut = cut[:i]
		}
		return cut + "…"
	}
	return text
}

// questionData is the page of a question with its answer as programs read it.
type questionData struct {
	questionRow
	Helpful    *int `json:"helpful,omitempty"` // how many said so: for the administrator
	NotHelpful *int `json:"not_helpful,omitempty"`
}

// showQuestion is the page of a question with its answer.
func (s subject) showQuestion(l *shelf.Look[*record.QuestionAnswer]) error {
	q := l.Rec
	l.Kicker, l.Title, l.Tag = labelOf(categories, q.Category), q.Question, questionTag(q)
	l.Blocks = []page.Block{page.Prose{Text: q.Answer}}
	rows, err := desk.Facts(l.V, q, "question", "answer", "category", "state", "published_at")
	if err != nil {
		return err
	}
	data := questionData{questionRow: questionRow{q}}
	if l.V.Reader().Staff {
		yes, no := 0, 0
		for answer, n := range map[string]*int{"yes": &yes, "no": &no} {
			if *n, err = register.Count[*record.Feedback](l.V, register.Query{Key: "helpful",
				Is: q.ID + " " + answer}); err != nil {
				return err
			}
		}
		data.Helpful, data.NotHelpful = &yes, &no
		rows = append(rows, page.Fact("Was it helpful", page.T(counted(yes, no))))
	}
	if len(rows) > 0 {
		l.Blocks = append(l.Blocks, page.Summary{Rows: rows})
	}
	l.Data = data
	if q.State == record.QuestionPublished {
		l.Blocks = append(l.Blocks, page.Para{Words: page.Words{
			page.Link{Text: "Was this helpful?", To: desk.AddressOf(q) + "/helpful"}, page.T(" or "),
			page.Link{Text: "ask the helpdesk", To: askAddress}, page.T(".")}})
	}
	return nil
}

// generalising makes a question with its answer for everybody of a ticket.
func (s subject) generalising() deed {
	return deed{Name: "publish", Label: "Make it a question for everybody",
		May: desk.StaffOf[*record.Ticket],
		Lead: "Write question and answer anew, for everybody: name no person and no Party. It is a " +
			"draft until it is published.",
		Hindrance: func(_ *register.View, t *record.Ticket) (string, error) {
			if t.RepliedAt.IsZero() {
				return "Reply first: there is no answer yet.", nil
			}
			return "", nil
		},
		Fields: func(v *register.View, t *record.Ticket) ([]page.Field, error) {
			return questionAsked(v, &record.QuestionAnswer{Category: t.Category, About: t.About})
		},
		Do: func(d *ticketDoing) (err error) {
			q := &record.QuestionAnswer{State: record.QuestionDraft, Ticket: d.Record.ID}
			if q.ID, err = d.Tx.NewID("question"); err != nil {
				return err
			}
			if err := takeQuestion(&questionDoing{Tx: d.Tx, Record: q, In: d.In}); err != nil {
				return err
			}
			return d.Tx.Put(q)
		}}
}
