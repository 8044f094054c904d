package release

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// textRoutes are the addresses of the text that comes with a Release.
func (s subject) textRoutes() []page.Route {
	const at = "/releases/{id}"
	return []page.Route{
		{Pattern: at + "/text", View: s.text, Examples: s.Examples(kind)},
		{Pattern: at + "/draft-text", Form: s.draftForm, Submit: s.draft},
		{Pattern: at + "/correct-text", Form: s.correctForm, Submit: s.chooseCorrection},
		{Pattern: at + "/correct-text/edit", Form: s.editForm, Submit: s.correct, Preview: s.preview},
	}
}

// textData is the text of a Release as programs read it.
type textData struct {
	ID        string             `json:"id"`
	Text      *record.CodeText   `json:"text,omitempty"`
	Documents []show.RedlineData `json:"documents"`
	Lacks     []string           `json:"without"`
}

// text is the text that comes with a Release, as a redline of the one before it; or what it would
// be and what is in the way.
func (s subject) text(ask *page.Ask) (*page.View, error) {
	d, err := s.open(ask)
	if err != nil {
		return nil, err
	}
	view := d.frame("/text")
	view.Title = "Its text is not drafted yet"
	data := &textData{ID: d.r.ID, Documents: []show.RedlineData{}, Lacks: []string{}}
	view.Data = data
	text, err := wording.TextOf(d.v, d.r)
	if err != nil {
		return nil, err
	}
	if !ask.Moment.AsAt && d.v.Reader().Staff {
		view.Actions = s.textOffers(d, text)
	}
	if text == nil {
		return view, s.undrafted(d, view, data)
	}
	data.Text = text
	redlines, err := s.Library.Repo.Compare(ask.Context, text.Base, text.Commit)
	if err != nil {
		return nil, err
	}
	view.Title = show.Count(redlines)
	data.Documents = show.RedlinesData(redlines)
	view.Blocks = append(view.Blocks, d.standing(text))
	late, err := s.late(d, text)
	if err != nil {
		return nil, err
	}
	view.Blocks = append(view.Blocks, late...)
	for _, c := range text.Corrections {
		view.Blocks = append(view.Blocks, page.Notice{Title: "Corrected", Words: page.Words{
			page.T("On "), desk.At(c.At), page.T(", from "), desk.On(c.From), page.T(" on: " + c.Reason)}})
	}
	view.Blocks = append(view.Blocks, show.Redlines(redlines, show.Marking{
		Document: func(slug string) page.Address { return show.RedlineAt(text.ID, slug) }})...)
	return view, desk.Dated(d.v, text, view)
}

// standing says whether the text of a Release is in force.
func (d *dossier) standing(text *record.CodeText) page.Block {
	if record.ReleaseIsLive(d.state) {
		return page.Notice{Tone: page.Good, Title: "In force", Words: page.Words{
			page.T("This text came into force on "), desk.On(d.r.LiveOn()), page.T(".")}}
	}
	words := page.Words{page.T("This is the text as it was drafted on "), desk.At(text.DraftedAt),
		page.T(". ")}
	if d.r.Cancelled != "" {
		words = append(words, page.T("The Release was cancelled."))
	} else if !d.r.GoesLiveOn.IsZero() {
		words = append(words, page.T("It comes into force if the Release goes live, on "),
			desk.On(d.r.GoesLiveOn), page.T("."))
	}
	return page.Notice{Tone: page.Wait, Title: "Not in force", Words: words}
}

// undrafted says what the text of a Release would be made of.
func (s subject) undrafted(d *dossier, view *page.View, data *textData) error {
	drafted, err := s.Library.Trial(d.v, d.r)
	if err != nil {
		return err
	}
	view.Lead = "It is merged from the legal text of what was approved for it."
	if record.ReleaseIsLive(d.state) {
		view.Lead = "The Release is live, and no text of it is kept here."
	}
	items := page.Items{Empty: "Nothing that was approved for it has a legal text here."}
	for _, step := range drafted.Steps {
		items.Items = append(items.Items, page.Item{Head: called(step.Modification),
			Tag: &page.Tag{Text: "Fits", Tone: page.Good}})
	}
	for _, lack := range drafted.Lacks {
		tag := &page.Tag{Text: "No legal text", Tone: page.Wait}
		if len(lack.Clashes) > 0 {
			tag = &page.Tag{Text: "In conflict", Tone: page.Alert}
		}
		item := page.Item{Head: called(lack.Modification), Tag: tag}
		for _, c := range lack.Clashes {
			item.Body = append(item.Body, page.Say(desk.Upper(show.Clash(c))))
		}
		items.Items = append(items.Items, item)
		data.Lacks = append(data.Lacks, show.Lacks([]wording.Lack{lack}))
	}
	view.Blocks = append(view.Blocks, items)
	return nil
}

// late says what was approved for a Release after its text was drafted.
func (s subject) late(d *dossier, text *record.CodeText) ([]page.Block, error) {
	if record.ReleaseIsLive(d.state) || d.state == cancelled {
		return nil, nil
	}
	all, err := wording.InRelease(d.v, d.r)
	if err != nil {
		return nil, err
	}
	published, err := wording.PublishedOf(d.v, all)
	if err != nil {
		return nil, err
	}
	var words page.Words
	for _, m := range all {
		latest := published[m.ID]
		if latest == nil || !m.Approved() || slices.Contains(text.LegalTexts, latest.ID) {
			continue
		}
		words = append(words, comma(words)...)
		words = append(words, page.Link{Text: m.Number(), To: desk.AddressOf(m)})
	}
	if len(words) == 0 {
		return nil, nil
	}
	return []page.Block{page.Notice{Tone: page.Alert, Title: "It has to be drafted again",
		Words: append(page.Words{page.T("Not in it, or not as it is now: ")}, words...)}}, nil
}

// textOffers are what the administrator can do with the text of a Release.
func (s subject) textOffers(d *dossier, text *record.CodeText) (links []page.Link) {
	at := desk.AddressOf(d.r)
	if !record.ReleaseIsLive(d.state) && d.state != cancelled || text == nil {
		links = append(links, page.Link{Text: "Draft the text", To: at + "/draft-text"})
	}
	if text != nil && d.state != cancelled {
		links = append(links, page.Link{Text: "Correct the text", To: at + "/correct-text"})
	}
	return links
}

// clerk is the dossier of a Release for who may change its text.
func (s subject) clerk(ask *page.Ask) (*dossier, register.Meta, error) {
	if ask.Who == "" {
		return nil, register.Meta{}, page.ErrSignIn
	}
	d, err := s.open(ask)
	if err != nil {
		return nil, register.Meta{}, err
	}
	if !d.v.Reader().Staff {
		return nil, register.Meta{}, page.ErrForbidden
	}
	_, meta, err := register.GetMeta[*record.Release](d.v, d.r.ID)
	return d, meta, err
}

// draftForm asks whether the text of a Release is to be drafted.
func (s subject) draftForm(ask *page.Ask) (*page.Form, error) {
	d, meta, err := s.clerk(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Draft the text", Kicker: d.r.Heading(), Submit: "Draft the text",
		Crumbs: append(desk.Crumbs(kind), desk.Link(d.r)), Version: meta.Version,
		Lead: "The legal text of each Modification that was approved for the Release is merged onto " +
			"the text before it. Everyone sees it at once; nothing of it is in force before the " +
			"Release is live."}
	trial, err := s.Library.Trial(d.v, d.r)
	if err != nil {
		return nil, err
	}
	if len(trial.Lacks) > 0 {
		form.Before = append(form.Before, page.Notice{Tone: page.Wait, Title: "What will not be in it",
			Words: page.Say(show.Lacks(trial.Lacks))})
	}
	text, err := wording.TextOf(d.v, d.r)
	if err != nil {
		return nil, err
	}
	if text != nil && len(text.Corrections) > 0 {
		form.Before = append(form.Before, page.Notice{Tone: page.Alert, Title: "Corrections are lost",
			Words: page.Say("The text that was drafted before was corrected by hand. What is drafted now " +
				"is without that.")})
	}
	if why := undraftable(d, trial, text); why != "" {
		form.Faults = page.Faults{{Text: why}}
	}
	return form, nil
}

// undraftable says why the text of a Release cannot be drafted; empty: it can. The text is the one
// that was drafted before; nil: none was.
func undraftable(d *dossier, trial *wording.Trial, text *record.CodeText) string {
	switch {
	case text != nil && record.ReleaseIsLive(d.state):
		return "Its text is in force since " + d.r.LiveOn().Long() + ": an error in it is corrected."
	case d.state == cancelled:
		return "The Release was cancelled."
	case d.r.LiveOn().IsZero():
		return "The Release has no day. Give it one first."
	}
	for _, lack := range trial.Lacks {
		if len(lack.Clashes) > 0 {
			return "Nothing is merged while texts are in conflict. " + show.Lacks([]wording.Lack{lack}) +
				" Change one of the legal texts, or move one of the Modifications out of the Release."
		}
	}
	return ""
}

// draft drafts the text of a Release.
func (s subject) draft(ask *page.Ask, in page.Input) (*page.Done, error) {
	d, _, err := s.clerk(ask)
	if err != nil {
		return nil, err
	}
	trial, err := s.Library.Trial(d.v, d.r)
	if err != nil {
		return nil, err
	}
	text, err := wording.TextOf(d.v, d.r)
	if err != nil {
		return nil, err
	}
	if why := undraftable(d, trial, text); why != "" {
		return nil, page.Faults{{Text: why}}
	}
	text, err = s.Library.Draft(d.v, d.r, trial, s.Register.Now())
	if err != nil {
		return nil, err
	}
	err = s.Act(ask, register.Act{Verb: "draft the text of a Release"}, func(tx *register.Tx) error {
		if err := tx.Unchanged(kind, d.r.ID, in.Version); err != nil {
			return err
		}
		if err := unchanged(tx, trial.Steps); err != nil {
			return err
		}
		from := tx.Now()
		if day := d.r.LiveOn().Start(); day.Before(from) {
			from = day // it is drafted late: it says what was so since then
		}
		if err := tx.PutFrom(text, from); err != nil {
			return err
		}
		if err := logDocuments(tx, d.r, text); err != nil {
			return err
		}
		return wording.TellChanges(tx, d.r)
	})
	return &page.Done{To: desk.AddressOf(d.r) + "/text", Notice: "The text is drafted."}, err
}

// unchanged refuses where what was merged is not what is so any more.
func unchanged(tx *register.Tx, steps []wording.Step) error {
	for _, step := range steps {
		m, err := register.Get[*record.Modification](tx.View, step.Modification.ID)
		if err != nil {
			return err
		}
		latest, err := wording.Published(tx.View, m.ID)
		if err != nil {
			return err
		}
		if !m.Approved() || latest == nil || latest.ID != step.LegalText.ID {
			return page.Faults{{Text: m.Number() + " was changed while you were at it. Look at it again, " +
				"and draft the text then."}}
		}
	}
	return nil
}

// logDocuments enters into the Document Log the documents that a text changes.
func logDocuments(tx *register.Tx, r *record.Release, text *record.CodeText) error {
	known, err := register.All[*record.DocumentVersion](tx.View,
		register.Query{Key: "release", Is: r.ID})
	if err != nil {
		return err
	}
	for _, slug := range text.Documents {
		name := show.Name(slug)
		if slices.ContainsFunc(known, func(d *record.DocumentVersion) bool {
			return legal.Slug(d.Document) == slug
		}) {
			continue
		}
		id, err := tx.NewID("document-version")
		if err != nil {
			return err
		}
		version := r.SECVersion
		if version == "" {
			version = "with " + r.ID
		}
		if err := tx.Put(&record.DocumentVersion{Head: record.Head{ID: id, Demo: r.Demo}, Document: name,
			Version: version, Release: r.ID, ChangedBy: text.Modifications}); err != nil {
			return err
		}
	}
	return nil
}
