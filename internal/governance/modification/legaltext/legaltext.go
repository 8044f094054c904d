// Package legaltext is what Modifications would have the Code say: the versions of their legal
// text, as redlines; whether they are in each other's way; and the forms in which the
// administrator writes them.
package legaltext

import (
	"net/url"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// Path is where the legal text of a Modification is, after the address of that.
const Path = "/legal-text"

// Frame begins a page of a Modification, which an address names by any of its numbers: its title
// and its tabs. The tail is the rest of the address.
type Frame func(
	ask *page.Ask, tail string) (*register.View, *record.Modification, *page.View, error)

// subject is what the pages stand on.
type subject struct {
	*desk.Desk
	frame Frame
}

// Routes are the addresses of legal texts.
func Routes(d *desk.Desk, frame Frame) []page.Route {
	s := subject{d, frame}
	at := "/modifications/{id}" + Path
	return []page.Route{
		{Pattern: at, View: s.show, Examples: d.Examples("modification")},
		{Pattern: at + "/choose", Form: s.chooseForm, Submit: s.choose},
		{Pattern: at + "/edit", Form: s.editForm, Submit: s.edit, Preview: s.preview},
		{Pattern: at + "/publish", Form: s.publishForm, Submit: s.publish},
		{Pattern: at + "/update", Form: s.updateForm, Submit: s.update},
	}
}

// data is the legal text of a Modification as programs read it.
type data struct {
	ID        string              `json:"id"`
	Version   string              `json:"version,omitempty"`
	Commit    string              `json:"commit,omitempty"`
	Base      string              `json:"base,omitempty"`
	Versions  []*record.LegalText `json:"versions"`
	From      string              `json:"from,omitempty"`
	Documents []show.RedlineData  `json:"documents"`
	Conflicts []conflict          `json:"conflicts"`
}

// conflict is a clause that two Modifications would have say different things.
type conflict struct {
	With     string `json:"with,omitempty" ref:"modification"` // empty: with what is in force
	Document string `json:"document"`
	Number   string `json:"number"`
	Why      string `json:"why"`
}

// show is the legal text of a Modification as a redline of what it starts from, or of another
// version of it.
func (s subject) show(ask *page.Ask) (*page.View, error) {
	v, m, view, err := s.frame(ask, Path)
	if err != nil {
		return nil, err
	}
	versions, err := wording.Versions(v, m.ID)
	if err != nil {
		return nil, err
	}
	if !ask.Moment.AsAt {
		view.Actions = offers(v, m, versions)
	}
	d := data{ID: m.ID, Versions: versions, Documents: []show.RedlineData{}, Conflicts: []conflict{}}
	view.Data = &d
	if len(versions) == 0 {
		view.Lead = "There is no legal text here yet."
		view.Blocks = []page.Block{declared(m)}
		return view, nil
	}
	to, err := named(versions, ask.Query.Get("to"), versions[len(versions)-1])
	if err != nil {
		return nil, err
	}
	from, err := named(versions, ask.Query.Get("from"), nil)
	if err != nil {
		return nil, err
	}
	base := to.Base
	view.Lead = "Version " + to.Version + ". Not in force: this is what the Modification would change."
	if from != nil {
		base, d.From = from.Commit, from.Version
		view.Lead = "What version " + to.Version + " changes of version " + from.Version + "."
	}
	d.Version, d.Commit, d.Base = to.Version, to.Commit, base
	redlines, err := s.Library.Repo.Compare(ask.Context, base, to.Commit)
	if err != nil {
		return nil, err
	}
	d.Documents = show.RedlinesData(redlines)
	view.Blocks = []page.Block{page.Summary{Rows: facts(to)}}
	if from == nil {
		blocks, err := s.conflicts(v, m, to, &d)
		if err != nil {
			return nil, err
		}
		view.Blocks = append(view.Blocks, blocks...)
	}
	notes, err := notesOf(v, m)
	if err != nil {
		return nil, err
	}
	view.Blocks = append(view.Blocks, show.Redlines(redlines, show.Marking{Notes: notes,
		To: func(slug, number string) page.Address {
			return show.At(slug, number).With(url.Values{"with": {m.ID}})
		}})...)
	view.Blocks = append(view.Blocks, page.Nav{Label: "The whole Code", Links: []page.Link{
		{Text: "The Code as it would be with " + m.Number(),
			To: page.At("code").With(url.Values{"with": {m.ID}})}}}, history(m, versions))
	return view, nil
}

// offers are what the reader can do with the legal text now.
func offers(
	v *register.View, m *record.Modification, versions []*record.LegalText,
) (links []page.Link) {
	if !writes(v.Reader()) || m.Over() {
		return nil
	}
	add := func(text, tail string) {
		links = append(links, page.Link{Text: text,
			To: desk.AddressOf(m) + Path + page.Address(tail)})
	}
	add("Change the legal text", "/choose")
	if n := len(versions); n > 0 {
		add("Bring the legal text up to date", "/update")
		if versions[n-1].PublishedAt.IsZero() {
			add("Publish the legal text", "/publish")
		}
	}
	return links
}

// named is the version of a name, or another where there is no name.
func named(
	versions []*record.LegalText, name string, other *record.LegalText,
) (*record.LegalText, error) {
	if name == "" {
		return other, nil
	}
	for _, t := range versions {
		if t.Version == name {
			return t, nil
		}
	}
	return nil, page.ErrNotFound
}

// declared are the clauses that a Modification says it changes.
func declared(m *record.Modification) page.Block {
	items := page.Items{Empty: "It does not say which clauses it changes."}
	for _, c := range m.Clauses {
		items.Items = append(items.Items, page.Item{Head: page.Say(c.Document + ", " + c.Clause)})
	}
	return page.Section{Title: "Clauses that it names", Blocks: []page.Block{items}}
}

// facts are those of a version.
func facts(t *record.LegalText) []page.Row {
	rows := []page.Row{page.Fact("Version", page.T(t.Version)),
		page.Fact("Added", desk.At(t.AddedAt))}
	if t.PublishedAt.IsZero() {
		rows = append(rows, page.Fact("Published", page.T("No: only the administrator sees it")))
	} else {
		rows = append(rows, page.Fact("Published", desk.At(t.PublishedAt)))
	}
	if t.Why != "" {
		rows = append(rows, page.Fact("What is new in it", page.T(t.Why)))
	}
	return append(rows, page.Fact("Commit", page.Code(t.Commit)))
}

// conflicts says what the text is in conflict with: before anybody votes on it.
func (s subject) conflicts(
	v *register.View, m *record.Modification, t *record.LegalText, d *data,
) (blocks []page.Block, err error) {
	if m.Over() {
		return nil, nil
	}
	own, rivals, err := s.Library.Rivals(v, m, t)
	if err != nil {
		return nil, err
	}
	for _, c := range own {
		d.Conflicts = append(d.Conflicts, conflict{"", c.Slug, c.Number, c.Why})
	}
	if len(own) > 0 {
		blocks = append(blocks, page.Notice{Tone: page.Alert, Title: "It does not fit what is in force",
			Words: page.Say("The Code was changed since this text was written. " +
				desk.Upper(show.Clash(own[0])) +
				". It has to be brought up to date before it can come into a Release.")})
	}
	items := page.Items{Empty: "No other proposal changes the same documents."}
	for _, r := range rivals {
		item := page.Item{Head: page.Words{page.Link{Text: r.Modification.Number() + " " +
			r.Modification.Title, To: desk.AddressOf(r.Modification) + Path}}}
		item.Tag = &page.Tag{Text: "Fits", Tone: page.Good}
		if len(r.Clashes) > 0 {
			item.Tag = &page.Tag{Text: "In conflict", Tone: page.Alert}
		}
		if r.Release {
			item.Body = append(item.Body, page.Say("Meant for the same Release."))
		}
		for _, c := range r.Clashes {
			item.Body = append(item.Body, page.Words{page.Link{Text: show.Where(c.Slug, c.Number),
				To: page.Address("#" + c.Number)}, page.T(": " + c.Why)})
			d.Conflicts = append(d.Conflicts, conflict{r.Modification.ID, c.Slug, c.Number, c.Why})
		}
		items.Items = append(items.Items, item)
	}
	return append(blocks, page.Section{Title: "Other proposals for the same documents",
		Blocks: []page.Block{items}}), nil
}

// history are the versions, each with what it changed of the one before.
func history(m *record.Modification, versions []*record.LegalText) page.Block {
	items := page.Items{}
	at := desk.AddressOf(m) + Path
	for i := len(versions) - 1; i >= 0; i-- {
		t := versions[i]
		item := page.Item{Head: page.Words{page.Link{Text: "Version " + t.Version,
			To: at.With(url.Values{"to": {t.Version}})}, page.T(", "), desk.At(t.AddedAt)}}
		if t.Why != "" {
			item.Body = append(item.Body, page.Say(t.Why))
		}
		if i > 0 {
			item.Body = append(item.Body, page.Words{page.Link{Text: "What it changed of version " +
				versions[i-1].Version, To: at.With(url.Values{"from": {versions[i-1].Version},
				"to": {t.Version}})}})
		}
		items.Items = append(items.Items, item)
	}
	return page.Section{Title: "Versions of this text", Blocks: []page.Block{items}}
}

// notesOf are what is said beside changed clauses: where they can be commented on.
func notesOf(
	v *register.View, m *record.Modification,
) (func(slug, number string) []page.Words, error) {
	all, err := register.All[*record.Consultation](v,
		register.Query{Key: "modification", Is: m.ID})
	if err != nil {
		return nil, err
	}
	return func(slug, number string) (notes []page.Words) {
		for _, c := range all {
			for _, q := range c.Questions {
				place := record.Place(slug, number)
				if q.Clause == "" || !wording.Within(place, q.Clause) {
					continue
				}
				to := desk.AddressOf(c)
				open := c.Withdrawal == nil && !c.OpensAt.IsZero() && c.Stage == ""
				if so := v.Moment().So; open && !so.Before(c.OpensAt) && so.Before(c.ClosesAt) {
					notes = append(notes, page.Words{page.Link{Text: "Comment on this clause",
						To: to + "/respond"}})
				} else {
					notes = append(notes, page.Words{page.Link{Text: "What was said of this clause",
						To: (to + "/responses").With(url.Values{"question": {q.ID}})}})
				}
			}
		}
		return notes
	}, nil
}
