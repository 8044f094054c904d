package body

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// readingLength is how long the page of a reading shows the text [D].
const readingLength = time.Hour

// paperData is a paper as programs read it. Its text is not among it: what is read is noted.
type paperData struct {
	ID        string                `json:"id"`
	Title     string                `json:"title"`
	Kind      string                `json:"kind"`
	Mark      record.Classification `json:"classification"`
	From      string                `json:"from,omitempty"`
	Late      bool                  `json:"late,omitempty"`
	Redacted  bool                  `json:"redacted,omitempty"`
	Published time.Time             `json:"published_at,omitzero"`
	Confirmed string                `json:"confirmed_at,omitempty"`
}

func newPaperData(p *record.Paper) paperData {
	return paperData{p.ID, p.Title, p.Kind, p.Classification, p.From, p.Late != nil, p.Redacted,
		p.PublishedAt, p.ConfirmedAt}
}

// noted reports whether every reading of what bears the mark is noted [D].
func noted(c record.Classification) bool { return rank(c) >= rank("AMBER") }

// markPath is a mark as addresses have it.
func markPath(c record.Classification) string { return strings.ToLower(string(c)) }

// paper is the page of a paper.
func (b bodies) paper(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	p, err := register.Get[*record.Paper](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	view, err := b.paperView(v, p)
	if err != nil {
		return nil, err
	}
	data := struct {
		paperData
		Text string `json:"text,omitempty"`
	}{paperData: newPaperData(p)}
	if noted(p.Classification) {
		view.Blocks = append(view.Blocks, section("What it says", page.Para{Words: page.Say(
			"Whoever may see a paper marked " + string(p.Classification) +
				" opens it to read it, and each opening is noted with who and when.")}))
	} else {
		view.Blocks = append(view.Blocks, section("What it says", text(p.Text)))
		data.Text = p.Text.Text()
	}
	view.Data = data
	view.Actions = append(paperActions(v, p), b.papers.Offers(v, p)...)
	return view, desk.Dated(v, p, view)
}

// text is what a text that is kept apart says, or that it was removed.
func text(s register.Secret) page.Block {
	if when, why, erased := s.Erased(); erased {
		return page.Para{Words: page.Words{page.Missing("removed"), page.T(" on "),
			desk.At(when), page.T(": " + why)}}
	}
	if s.Text() == "" {
		return page.Para{Words: page.Words{page.Missing("The register does not have the text.")}}
	}
	return page.Prose{Text: s.Text()}
}

// paperView is what the page of a paper and that of a reading begin with.
func (b bodies) paperView(v *register.View, p *record.Paper) (*page.View, error) {
	rows, err := desk.Facts(v, p, "kind", "classification")
	if err != nil {
		return nil, err
	}
	rows = append(rows, page.Fact("May be seen by", page.T(readers(p.Classification))))
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
	tag := markTag(p.Classification)
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

// pack is the page of a pack: what is published of a meeting under one mark.
func (b bodies) pack(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	d, err := gather(v, ask.Path["id"])
	if err != nil {
		return nil, err
	}
	packs := d.packs()
	i := slices.IndexFunc(packs, func(p pack) bool { return markPath(p.mark) == ask.Path["mark"] })
	if i < 0 {
		return nil, page.ErrNotFound
	}
	p := packs[i]
	tag := markTag(p.mark)
	title := d.packTitle(p.mark)
	view := &page.View{
		Title: title, Kicker: "Pack of " + d.meeting.Heading(), Tag: &tag,
		Lead:   "It holds papers of its own mark only. May be seen by " + readers(p.mark) + ".",
		Crumbs: append(desk.Crumbs("body"), desk.Link(d.body), desk.Link(d.meeting)),
		List:   &page.List{Title: title, Columns: []string{"id", "title", "kind", "classification"}},
	}
	var data []paperData
	items := page.Items{}
	for _, each := range p.papers {
		items.Items = append(items.Items, page.Item{Head: paperLine(each)})
		data = append(data, newPaperData(each))
		view.List.Entries = append(view.List.Entries, page.Entry{ID: "paper-" + each.ID,
			Title: each.Title, To: desk.AddressOf(each), Updated: each.PublishedAt,
			Cells: []string{each.ID, each.Title, each.Kind, string(each.Classification)}})
	}
	for _, each := range p.publications {
		items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(each)}})
		data = append(data, paperData{ID: each.ID, Title: each.Title, Kind: each.Kind, Mark: p.mark})
		view.List.Entries = append(view.List.Entries, page.Entry{ID: "publication-" + each.ID,
			Title: each.Title, To: desk.AddressOf(each),
			Cells: []string{each.ID, each.Title, each.Kind, string(p.mark)}})
	}
	view.Blocks = []page.Block{items}
	for _, each := range p.papers {
		if !noted(p.mark) {
			view.Blocks = append(view.Blocks, section(each.Heading(), text(each.Text)))
		}
	}
	view.Data = map[string]any{"title": title, "classification": p.mark, "papers": data}
	return view, nil
}

// papersOf are the latest papers of a body that the reader may see.
func (b bodies) papersOf(v *register.View, of *record.Body) (page.Block, error) {
	found, err := register.Find[*record.Paper](v, register.Query{Key: "published", Desc: true,
		Where: []register.Key{{Name: "body", Value: of.ID}}, Limit: few})
	if err != nil || len(found.Records) == 0 {
		return nil, err
	}
	items := page.Items{}
	for _, p := range found.Records {
		items.Items = append(items.Items, page.Item{Head: paperLine(p),
			Body: []page.Words{{page.T("Published "), desk.At(p.PublishedAt)}}})
	}
	return section("Latest papers", items), nil
}

// openForm asks whether the reader wants to open a paper whose readings are noted.
func (b bodies) openForm(ask *page.Ask) (*page.Form, error) {
	v, p, err := b.openable(ask)
	if err != nil {
		return nil, err
	}
	if v.Reader().Person == "" {
		return nil, page.ErrSignIn
	}
	return &page.Form{
		Title: "Open this paper", Kicker: p.Heading(), Submit: "Open",
		Crumbs: []page.Link{desk.Home(), desk.Link(p)},
		Before: []page.Block{page.Para{Words: page.Say(fmt.Sprintf("It is marked %s: for %s. That you "+
			"open it is noted with your name and the time. You are shown it for %d minutes.",
			p.Classification, readers(p.Classification), int(readingLength.Minutes())))}},
	}, nil
}

func (b bodies) openable(ask *page.Ask) (*register.View, *record.Paper, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, nil, err
	}
	p, err := register.Get[*record.Paper](v, ask.Path["id"])
	if err != nil {
		return nil, nil, desk.Refusal(err)
	}
	if !noted(p.Classification) {
		return nil, nil, &page.Moved{To: desk.AddressOf(p)}
	}
	return v, p, nil
}

// open notes that a paper was opened, and leads to where it is shown.
func (b bodies) open(ask *page.Ask, _ page.Input) (*page.Done, error) {
	done := &page.Done{}
	return done, b.act(ask, register.Act{Verb: "open a paper"},
		func(tx *register.Tx, v *register.View) error {
			p, err := register.Get[*record.Paper](v, ask.Path["id"])
			if err != nil {
				return err
			}
			id, err := tx.NewID("reading")
			if err != nil {
				return err
			}
			r := &record.Reading{Head: record.Head{ID: id}, Paper: p.ID, Person: ask.Who,
				At: tx.Now(), Until: tx.Now().Add(readingLength)}
			done.To = desk.AddressOf(r)
			return tx.Put(r)
		})
}

// reading is the page that shows a paper to whoever has opened it, until the reading ends. A
// view as at an earlier moment does not show the text: it would be read again unnoted.
func (b bodies) reading(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	r, err := register.Get[*record.Reading](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	p, err := register.Get[*record.Paper](v, r.Paper)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	view, err := b.paperView(v, p)
	if err != nil {
		return nil, err
	}
	who, err := b.Name(v, r.Person)
	if err != nil {
		return nil, err
	}
	view.Blocks = append(view.Blocks, page.Notice{Tone: page.Wait, Title: "Opened by " + who,
		Words: page.Words{desk.At(r.At), page.T(". It is theirs to read, not to pass on. Mark: " + r.ID)}})
	data := struct {
		paperData
		Reading *record.Reading `json:"reading"`
		Text    string          `json:"text,omitempty"`
	}{paperData: newPaperData(p), Reading: r}
	says := page.Block(page.Para{Words: page.Words{page.T("Whoever opened it was shown it until "),
		desk.At(r.Until), page.T(". To read it again, open it again: "), desk.Link(p)}})
	if r.Person == v.Reader().Person && !ask.Moment.AsAt && ask.Moment.So.Before(r.Until) {
		says, data.Text = text(p.Text), p.Text.Text()
	}
	view.Blocks = append(view.Blocks, section("What it says", says))
	view.Data = data
	return view, nil
}
