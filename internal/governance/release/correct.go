package release

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/editor"
	"github.com/mains-energy/mains/internal/page"
)

// today is the day of the moment of a dossier.
func (d *dossier) today() calendar.Date { return calendar.DateOf(d.v.Moment().So) }

// corrected is a text that is about to be corrected.
func (s subject) corrected(ask *page.Ask) (*dossier, *record.CodeText, *wording.Text, error) {
	d, _, err := s.clerk(ask)
	if err != nil {
		return nil, nil, nil, err
	}
	text, err := wording.TextOf(d.v, d.r)
	if err != nil {
		return nil, nil, nil, err
	}
	if text == nil {
		return nil, nil, nil, page.ErrNotFound
	}
	words, err := s.Library.Text(ask.Context, text.Commit)
	return d, text, words, err
}

// correctForm asks where the text has an error.
func (s subject) correctForm(ask *page.Ask) (*page.Form, error) {
	d, text, words, err := s.corrected(ask)
	if err != nil {
		return nil, err
	}
	heads, err := words.Heads(ask.Context)
	if err != nil {
		return nil, err
	}
	first := ""
	if len(text.Documents) > 0 {
		first = text.Documents[0]
	}
	return &page.Form{Title: "Correct the text", Kicker: d.r.Heading(), Submit: "Go on",
		Crumbs: append(desk.Crumbs(kind), desk.Link(d.r)),
		Lead:   "For an error that was made in drafting. A change of the Code needs a Modification.",
		Fields: editor.ChoiceFields(heads, first, "", false)}, nil
}

// chooseCorrection leads to the editor.
func (s subject) chooseCorrection(ask *page.Ask, in page.Input) (*page.Done, error) {
	d, _, words, err := s.corrected(ask)
	if err != nil {
		return nil, err
	}
	q, err := editor.Chosen(ask.Context, words, in)
	if err != nil {
		return nil, err
	}
	return &page.Done{To: (desk.AddressOf(d.r) + "/correct-text/edit").With(q)}, nil
}

// correction is a text with the editor of a document of it.
type correction struct {
	*dossier
	text   *record.CodeText
	editor *editor.Editor
}

// correction opens the editor of what an address names.
func (s subject) correction(ask *page.Ask) (*correction, error) {
	d, text, words, err := s.corrected(ask)
	if err != nil {
		return nil, err
	}
	e, err := editor.Open(ask.Context, words, words, ask.Query)
	return &correction{d, text, e}, err
}

// editForm is the editor of a correction.
func (s subject) editForm(ask *page.Ask) (*page.Form, error) {
	c, err := s.correction(ask)
	if err != nil {
		return nil, err
	}
	return &page.Form{Title: "Correct the text", Kicker: c.r.Heading(), Submit: "Correct the text",
		Crumbs:  append(desk.Crumbs(kind), desk.Link(c.r)),
		Preview: &page.Preview{}, Version: c.text.Commit,
		Fields: []page.Field{c.editor.Field(),
			desk.DayField("from", "From which day does the corrected text hold?", c.r.LiveOn()),
			{Name: "reason", Label: "What was wrong, and how do you know?", Control: page.Area,
				Hint: "It stands beside the text for good."}}}, nil
}

// preview shows what a correction would change.
func (s subject) preview(ask *page.Ask, in page.Input) ([]page.Block, error) {
	c, err := s.correction(ask)
	if err != nil {
		return nil, err
	}
	doc, err := c.editor.Read(in)
	if err != nil {
		return nil, err
	}
	return c.editor.Preview(doc), nil
}

// correct puts an error of a text right.
func (s subject) correct(ask *page.Ask, in page.Input) (*page.Done, error) {
	c, err := s.correction(ask)
	if err != nil {
		return nil, err
	}
	d, text := c.dossier, c.text
	doc, err := c.editor.Read(in)
	if err != nil {
		return nil, err
	}
	on, err := desk.DayOf(in, "from")
	switch {
	case err != nil:
		return nil, err
	case on.Before(d.r.LiveOn()) || on.After(d.today()) && on != d.r.LiveOn():
		return nil, page.Faults{{Field: "from", Text: "Enter a day from " + d.r.LiveOn().Long() +
			" on, and not after today"}}
	case len(legal.Compare(c.editor.Doc, doc).Amendments) == 0:
		return nil, page.Faults{{Field: editor.TextField, Text: "Nothing is changed: change something"}}
	}
	was := text.Commit
	edited, err := s.Library.Correct(ask.Context, text, doc, in.Text("reason"), s.Register.Now())
	if err != nil {
		return nil, err
	}
	act := register.Act{Verb: "correct the text of a Release", Reason: in.Text("reason")}
	err = s.Act(ask, act, func(tx *register.Tx) error {
		now, err := wording.TextOf(tx.View, d.r)
		if err != nil {
			return err
		}
		if now == nil || now.Commit != was || in.Version != was {
			return page.Faults{{Text: "Somebody changed the text while you were at it. Look at it again."}}
		}
		if text.Original == "" {
			text.Original = was
		}
		text.Corrections = append(text.Corrections, record.Correction{At: tx.Now(), From: on,
			Reason: in.Text("reason"), Commit: edited.Commit, Clauses: edited.Clauses})
		from := tx.Now()
		if on.Start().Before(from) {
			from = on.Start()
		}
		if err := tx.PutFrom(text, from); err != nil {
			return err
		}
		if !d.r.LiveAt(tx.Now()) {
			return wording.TellChanges(tx, d.r)
		}
		return wording.TellCorrected(tx, d.r, edited.Clauses)
	})
	return &page.Done{To: desk.AddressOf(d.r) + "/text", Notice: "The text is corrected."}, err
}
