package release

import (
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/page"
)

// redline is the kind of document with which a Modification shows its legal text.
const redline = "legal_text"

// announced is an announcement as data.
type announced struct {
	Release     string   `json:"release"`
	SECVersion  string   `json:"sec_version,omitempty"`
	EffectiveOn string   `json:"effective_on,omitempty"`
	Contents    []member `json:"contents"`
	Parts       []string `json:"parts_affected"`
	Redlines    []string `json:"redlines"`
	Documents   []logged `json:"document_log"`
	Text        string   `json:"text"`
}

// announcement is the page of what is announced of a Release. What an announcement says [H]:
// the version, since when, a summary of each Modification, the parts affected, redlines, the
// Document Log, where to download, whom to ask.
func (s subject) announcement(ask *page.Ask) (*page.View, error) {
	view, _, err := s.announced(ask)
	return view, err
}

// announcementText is the page of the announcement as it can be sent.
func (s subject) announcementText(ask *page.Ask) (*page.View, error) {
	view, data, err := s.announced(ask)
	if err != nil {
		return nil, err
	}
	return &page.View{Title: "The announcement as text", Kicker: view.Kicker,
		Crumbs: append(view.Crumbs, page.Link{Text: view.Title,
			To: page.At("releases", data.Release, "announcement")}),
		Blocks: []page.Block{page.Prose{Text: data.Text}},
		Data:   map[string]string{"text": data.Text}}, nil
}

// announced is what is announced of a Release, as its page and as data.
func (s subject) announced(ask *page.Ask) (*page.View, *announced, error) {
	d, err := s.open(ask)
	if err != nil {
		return nil, nil, err
	}
	redlines, err := d.redlines()
	if err != nil {
		return nil, nil, err
	}
	questions, err := desk.Links(d.v, "contact", d.r.QuestionsTo...)
	if err != nil {
		return nil, nil, err
	}
	heading, note := answer(d.r, ask.Moment.So)
	log, rows := d.log()
	parts := d.parts()
	view := d.frame("/announcement")
	view.Title, view.Lead = "Announcement: "+desk.Lower(heading), note
	version := page.Fact("SEC version", desk.NotKnown)
	if d.r.SECVersion != "" {
		version = page.Fact("SEC version", page.T(d.r.SECVersion))
	}
	affected := page.Fact("Parts affected", desk.NotKnown)
	if len(parts) > 0 {
		affected.Values = nil
		for _, p := range parts {
			affected.Values = append(affected.Values, page.Say(p))
		}
	}
	facts := []page.Row{version, page.Fact("Effective", desk.OnOrUnknown(d.r.LiveOn())), affected}
	if len(questions) > 0 {
		facts = append(facts, page.Row{Term: "Questions to", Values: questions})
	}
	drafted, err := wording.TextOf(d.v, d.r)
	if err != nil {
		return nil, nil, err
	}
	list := page.Items{Empty: "No legal text is kept here."}
	data := &announced{Release: d.r.ID, SECVersion: d.r.SECVersion,
		EffectiveOn: d.r.LiveOn().String(), Contents: d.members(d.contents), Parts: parts,
		Redlines: []string{}, Documents: rows}
	if drafted != nil {
		to := desk.AddressOf(d.r) + "/text"
		data.Redlines = append(data.Redlines, string(to))
		list.Items = append(list.Items, page.Item{Head: page.Words{page.Link{
			Text: "The text of the Code with this Release, as a redline", To: to}}})
	}
	for _, doc := range redlines {
		data.Redlines = append(data.Redlines, string(desk.AddressOf(doc)))
		list.Items = append(list.Items, page.Item{Head: page.Words{desk.Link(doc)}})
	}
	data.Text = d.text(heading, parts, redlines, questions)
	view.Blocks = []page.Block{page.Summary{Rows: facts},
		page.Section{Title: "What changes",
			Blocks: []page.Block{d.items(d.contents, "None is known yet.")}},
		page.Section{Title: "Redlines", Blocks: []page.Block{list}}, log,
		page.Nav{Label: "To send it", Links: []page.Link{{Text: "The announcement as text",
			To: page.At("releases", d.r.ID, "announcement", "text")}}}}
	view.Data = data
	return view, data, desk.Dated(d.v, d.r, view)
}

// redlines are the documents with the legal text of the contents.
func (d *dossier) redlines() ([]*record.ModificationDocument, error) {
	if len(d.contents) == 0 {
		return nil, nil
	}
	var ids []string
	for _, m := range d.contents {
		ids = append(ids, m.ID)
	}
	return register.All[*record.ModificationDocument](d.v, register.Query{
		Key: record.KindOf(redline), Among: ids, Limit: most})
}

// parts are the parts of the Code that change: those of the Document Log, and those that the
// contents name.
func (d *dossier) parts() []string {
	parts := []string{}
	add := func(part string) {
		if part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	for _, doc := range d.documents {
		add(doc.Document)
	}
	for _, m := range d.contents {
		for _, c := range m.Clauses {
			add(c.Document)
		}
	}
	return parts
}

// text is the announcement as it can be sent.
func (d *dossier) text(
	heading string, parts []string, redlines []*record.ModificationDocument, questions []page.Words,
) string {
	var b strings.Builder
	version := "Its version of the Code is not known yet."
	if d.r.SECVersion != "" {
		version = "It is version " + d.r.SECVersion + " of the Code."
	}
	b.WriteString(d.r.Heading() + ": " + desk.Lower(heading) + ". " + version + "\n\n")
	if len(d.contents) == 0 {
		b.WriteString("Its contents are not known yet.\n\n")
	} else {
		b.WriteString("What changes:\n\n")
	}
	for _, m := range d.contents {
		b.WriteString("- " + desk.Text(called(m)))
		if text := summary(m); text != "" {
			b.WriteString(": " + strings.ReplaceAll(text, "\n", " "))
		}
		b.WriteString("\n")
	}
	list := func(term string, all []string) {
		said := "not known"
		if len(all) > 0 {
			said = strings.Join(all, ", ")
		}
		b.WriteString("\n" + term + ": " + said + ".\n")
	}
	list("Parts of the Code affected", parts)
	var names, whom, documents []string
	for _, doc := range redlines {
		names = append(names, doc.Heading())
	}
	for _, doc := range d.documents {
		documents = append(documents, doc.Heading())
	}
	for _, q := range questions {
		whom = append(whom, desk.Text(q))
	}
	list("Redlines", names)
	list("Document log", documents)
	list("Where to download it", nil)
	list("Questions to", whom)
	return b.String()
}
