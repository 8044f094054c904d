package paper

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// offers are what a reader can do on the page of a paper.
func offers(v *register.View, p *record.Paper) (links []page.Link) {
	r, at := v.Reader(), desk.AddressOf(p)
	if noted(p.Classification) {
		links = append(links, page.Link{Text: "Open this paper", To: at + "/open"})
	}
	if r.Staff || r.Sits(p.Body) {
		links = append(links, page.Link{Text: "Change the mark", To: at + "/mark"})
	}
	if r.Staff && committee.Rank(p.Classification) > 0 {
		links = append(links, page.Link{Text: "Make a redacted version", To: at + "/redaction"})
	}
	return links
}

// Line is a paper on one line.
func Line(p *record.Paper) page.Words {
	words := page.Words{desk.Link(p), page.T(" "), committee.MarkTag(p.Classification)}
	switch {
	case p.Late != nil && p.Late.Answer == record.LateRefused:
		words = append(words, page.T(" late, not accepted"))
	case p.Late != nil && p.Late.Answer == "":
		words = append(words, page.T(" late, waits for the chair"))
	case p.Late != nil:
		words = append(words, page.T(" late"))
	}
	if p.PublishedAt.IsZero() {
		words = append(words, page.T(" not published yet"))
	}
	return words
}

// readingLength is how long the page of a reading shows the text [D].
const readingLength = time.Hour

// Data is a paper as programs read it. Its text is not among it: what is read is noted.
type Data struct {
	ID        string                `json:"id"`
	Title     string                `json:"title"`
	Kind      string                `json:"kind"`
	Mark      record.Classification `json:"classification"`
	From      string                `json:"from,omitempty"`
	Late      bool                  `json:"late,omitempty"`
	Redacted  bool                  `json:"redacted,omitempty"`
	Published time.Time             `json:"published_at,omitzero"`
	Confirmed string                `json:"confirmed_at,omitempty" ref:"meeting"`
}

// NewData is a paper as its data.
func NewData(p *record.Paper) Data {
	return Data{p.ID, p.Title, p.Kind, p.Classification, p.From, p.Late != nil, p.Redacted,
		p.PublishedAt, p.ConfirmedAt}
}

// noted reports whether every reading of what bears the mark is noted [D].
func noted(c record.Classification) bool { return committee.Rank(c) >= committee.Rank("AMBER") }

// show is the page of a paper.
func (b subject) show(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	p, err := register.Get[*record.Paper](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	view, err := b.view(v, p)
	if err != nil {
		return nil, err
	}
	data := struct {
		Data
		Text string `json:"text,omitempty"`
	}{Data: NewData(p)}
	if noted(p.Classification) {
		view.Blocks = append(view.Blocks, committee.Section("What it says", page.Para{Words: page.Say(
			"Whoever may see a paper marked " + string(p.Classification) +
				" opens it to read it, and each opening is noted with who and when.")}))
	} else {
		view.Blocks = append(view.Blocks, committee.Section("What it says", committee.Text(p.Text)))
		data.Text = p.Text.Text()
	}
	view.Data = data
	view.Actions = append(offers(v, p), b.deeds.Offers(v, p)...)
	return view, desk.Dated(v, p, view)
}

// view is what the page of a paper and that of a reading begin with.
func (b subject) view(v *register.View, p *record.Paper) (*page.View, error) {
	rows, err := desk.Facts(v, p, "kind", "classification")
	if err != nil {
		return nil, err
	}
	rows = append(rows, page.Fact("May be seen by", page.T(committee.Readers(p.Classification))))
	if l := p.Late; l != nil {
		rows = append(rows, lateRows(l)...)
	}
	versions, err := desk.Links(v, "paper", p.Redactions...)
	if err != nil {
		return nil, err
	}
	if len(versions) > 0 {
		rows = append(rows, page.Row{Term: "Redacted versions", Values: versions})
	}
	sources, err := register.All[*record.Paper](v, register.Query{Key: "redaction", Is: p.ID})
	if err != nil {
		return nil, err
	}
	for _, source := range sources {
		rows = append(rows, page.Fact("Redacted version of", desk.Link(source)))
	}
	tag := committee.MarkTag(p.Classification)
	return &page.View{
		Title: p.Heading(), Kicker: desk.Upper(p.Kind), Tag: &tag,
		Crumbs: append(desk.Crumbs("body"),
			page.Link{Text: "Meeting", To: page.At("meetings", p.Meeting)}),
		Blocks: []page.Block{page.Summary{Rows: rows}},
	}, nil
}

// lateRows say why a paper is late, and what the chair said.
func lateRows(l *record.Lateness) []page.Row {
	rows := []page.Row{page.Fact("Late", page.T("it was wanted by "), desk.At(l.By)),
		page.Fact("Why it is late", page.T(l.Why))}
	switch l.Answer {
	case record.LateAccepted:
		return append(rows, page.Fact("Accepted by the chair", page.T(l.Reason)))
	case record.LateRefused:
		return append(rows, page.Fact("Not accepted by the chair", page.T(l.Reason)))
	}
	return append(rows, page.Fact("Waits for", page.T("the chair, who accepts it or does not")))
}

// Latest are the latest papers of a body that the reader may see.
func Latest(v *register.View, of *record.Body) (page.Block, error) {
	found, err := register.Find[*record.Paper](v, register.Query{Key: "published", Desc: true,
		Where: []register.Key{{Name: "body", Value: of.ID}}, Limit: few})
	if err != nil || len(found.Records) == 0 {
		return nil, err
	}
	items := page.Items{}
	for _, p := range found.Records {
		items.Items = append(items.Items, page.Item{Head: Line(p),
			Body: []page.Words{{page.T("Published "), desk.At(p.PublishedAt)}}})
	}
	return committee.Section("Latest papers", items), nil
}
