package release

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// log is the part of the Document Log that comes with a Release.
func (d *dossier) log() (page.Block, []logged) {
	table := page.Table{Caption: "Documents that change with this Release", RowHeads: true,
		Columns: []page.Column{{Title: "Document"}, {Title: "Version"}, {Title: "In force from"},
			{Title: "Changed by"}},
		Empty: "No version of a document is known to come with it."}
	rows := []logged{}
	names := d.names()
	for _, doc := range d.documents {
		on := effective(doc, d.r)
		var by page.Words
		for _, id := range doc.ChangedBy {
			if m := names[id]; m != nil {
				by = append(by, comma(by)...)
				by = append(by, page.Link{Text: m.Number(), To: desk.AddressOf(m)})
			}
		}
		table.Rows = append(table.Rows, []page.Words{
			{page.Link{Text: doc.Document, To: desk.AddressOf(doc)}}, page.Say(doc.Version),
			{desk.OnOrUnknown(on)}, orUnknown(by)})
		rows = append(rows, logged{doc.ID, doc.Document, doc.Version, on, doc.Release, doc.ChangedBy,
			record.ReleaseIsLive(d.state)})
	}
	return page.Section{Title: "Document log", Blocks: []page.Block{table, page.Nav{
		Label: "The whole Document Log", Links: []page.Link{{Text: "The whole Document Log",
			To: page.At(desk.ListOf(logKind).Path)}}}}}, rows
}

// comma parts words from those before.
func comma(before page.Words) page.Words {
	if len(before) == 0 {
		return nil
	}
	return page.Words{page.T(", ")}
}

func orUnknown(words page.Words) page.Words {
	if len(words) == 0 {
		return page.Words{desk.NotKnown}
	}
	return words
}

// log is the Document Log: the versions of each document of the Code, by name.
func (s subject) log(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	found, err := register.Find[*record.DocumentVersion](v,
		register.Query{Key: "document", Limit: desk.PageSize, After: ask.Query.Get("after")})
	if err != nil {
		return nil, desk.Refusal(err)
	}
	documents, err := desk.Discern(v, found.Records)
	if err != nil {
		return nil, err
	}
	releases, err := releasesOf(v, documents)
	if err != nil {
		return nil, err
	}
	title := desk.ListOf(logKind).Title
	table := page.Table{Caption: "Versions of the documents of the Code", RowHeads: true,
		Columns: []page.Column{{Title: "Document"}, {Title: "Version"}, {Title: "In force from"},
			{Title: "Now"}, {Title: "With"}},
		Empty: "No version of a document is known of here yet."}
	list := &page.List{Title: title, Dated: true,
		Columns: []string{"document", "version", "effective_on", "in_force", "release"}}
	rows := []logged{}
	for _, doc := range documents {
		with := releases[doc.Release]
		on := effective(doc, with)
		now := inForce(on, with, v)
		state := page.Tag{Text: "To come", Tone: page.Wait}
		if now {
			state = page.Tag{Text: "In force", Tone: page.Good}
		}
		link := page.Words{page.T("no Release")}
		if with != nil {
			link = page.Words{desk.Link(with)}
		}
		table.Rows = append(table.Rows, []page.Words{
			{page.Link{Text: doc.Document, To: desk.AddressOf(doc)}}, page.Say(doc.Version),
			{desk.OnOrUnknown(on)}, {state}, link})
		list.Entries = append(list.Entries, page.Entry{ID: doc.ID, Title: doc.Heading(),
			To: desk.AddressOf(doc), Day: on.String(),
			Cells: []string{doc.Document, doc.Version, on.String(), state.Text, doc.Release}})
		rows = append(rows, logged{doc.ID, doc.Document, doc.Version, on, doc.Release, doc.ChangedBy,
			now})
	}
	view := &page.View{Title: title, Crumbs: desk.Crumbs(kind), List: list,
		Lead:   "The later of two versions in force takes the place of the earlier one.",
		Blocks: []page.Block{table}, Data: map[string]any{"document_versions": rows}}
	desk.Paged(view, page.At(desk.ListOf(logKind).Path), ask.Query, found.Next)
	return view, nil
}

// releasesOf are the Releases that versions come with, by id.
func releasesOf(
	v *register.View, docs []*record.DocumentVersion,
) (map[string]*record.Release, error) {
	var ids []string
	for _, doc := range docs {
		if doc.Release != "" && !slices.Contains(ids, doc.Release) {
			ids = append(ids, doc.Release)
		}
	}
	all := map[string]*record.Release{}
	if len(ids) == 0 {
		return all, nil
	}
	found, err := register.All[*record.Release](v, register.Query{Among: ids})
	for _, r := range found {
		all[r.ID] = r
	}
	return all, err
}

// inForce reports whether a version is in force at the moment of a view: its day has come,
// and the Release that it comes with is live.
func inForce(on calendar.Date, with *record.Release, v *register.View) bool {
	so := v.Moment().So
	if with != nil {
		return record.ReleaseIsLive(with.StateAt(so))
	}
	return !on.IsZero() && !so.Before(on.Start())
}

// version is the page of a version of a document.
func (s subject) version(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	doc, err := register.Get[*record.DocumentVersion](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	releases, err := releasesOf(v, []*record.DocumentVersion{doc})
	if err != nil {
		return nil, err
	}
	with := releases[doc.Release]
	on := effective(doc, with)
	facts, err := desk.Facts(v, doc, "effective_on")
	if err != nil {
		return nil, err
	}
	row := logged{doc.ID, doc.Document, doc.Version, on, doc.Release, doc.ChangedBy,
		inForce(on, with, v)}
	view := &page.View{Title: "The day it comes into force is not known", Kicker: doc.Heading(),
		Crumbs: desk.Crumbs(logKind), Data: row,
		Blocks: []page.Block{page.Summary{Rows: append([]page.Row{
			page.Fact("In force from", desk.OnOrUnknown(on))}, facts...)}}}
	switch {
	case row.InForce:
		view.Title = "In force since " + on.Long()
	case !on.IsZero():
		view.Title = "Is to come into force on " + on.Long()
	}
	return view, desk.Dated(v, doc, view)
}
