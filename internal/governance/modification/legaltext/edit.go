package legaltext

import (
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/editor"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// writes reports whether a reader writes legal texts.
func writes(r *policy.Reader) bool { return r.Staff }

// open is a Modification whose legal text somebody is about to change.
type open struct {
	v      *register.View
	m      *record.Modification
	view   *page.View
	latest *record.LegalText // nil: there is none yet
	text   *wording.Text     // that is changed
	base   *wording.Text     // that the change as a whole begins from
}

// open reads what is to be changed, where the reader may.
func (s subject) open(ask *page.Ask, tail string) (*open, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	v, m, view, err := s.frame(ask, Path+tail)
	if err != nil {
		return nil, err
	}
	if !writes(v.Reader()) {
		return nil, page.ErrForbidden
	}
	o := &open{v: v, m: m, view: view}
	if o.latest, err = wording.Latest(v, m.ID); err != nil {
		return nil, err
	}
	if o.latest == nil {
		o.text, err = s.Library.Current(v)
		o.base = o.text
		return o, err
	}
	if o.text, err = s.Library.Text(ask.Context, o.latest.Commit); err != nil {
		return nil, err
	}
	o.base, err = s.Library.Text(ask.Context, o.latest.Base)
	return o, err
}

// form begins a form about the legal text.
func (o *open) form(title string) *page.Form {
	form := &page.Form{Title: title, Kicker: o.m.Number() + " " + o.m.Title,
		Crumbs: append(desk.Crumbs("modification"),
			page.Link{Text: o.m.Number(), To: desk.AddressOf(o.m)},
			page.Link{Text: "Legal text", To: desk.AddressOf(o.m) + Path})}
	form.Version = idOf(o.latest)
	if why := o.shut(); why != "" {
		form.Faults = page.Faults{{Text: why}}
	}
	return form
}

// shut says why nothing can be changed; empty: it can.
func (o *open) shut() string {
	switch {
	case o.m.Over():
		return over
	case o.text.Empty():
		return "There is no text of the Code to change yet. Adopt one first: mains code adopt."
	}
	return ""
}

// idOf is the id of a version; empty where there is none.
func idOf(t *record.LegalText) string {
	if t == nil {
		return ""
	}
	return t.ID
}

// over says why nothing is changed any more.
const over = "The Modification is over: its legal text stays as it is."

// chooseForm asks which document is to be changed, and which part of it.
func (s subject) chooseForm(ask *page.Ask) (*page.Form, error) {
	o, err := s.open(ask, "/choose")
	if err != nil {
		return nil, err
	}
	heads, err := o.text.Heads(ask.Context)
	if err != nil {
		return nil, err
	}
	form := o.form("Change the legal text")
	form.Submit = "Go on"
	document, number := "", ""
	if len(o.m.Clauses) > 0 {
		document, number = legal.Slug(o.m.Clauses[0].Document), o.m.Clauses[0].Clause
	}
	form.Fields = editor.ChoiceFields(heads, document, number, true)
	return form, nil
}

// choose leads to the editor.
func (s subject) choose(ask *page.Ask, in page.Input) (*page.Done, error) {
	o, err := s.open(ask, "/choose")
	if err != nil {
		return nil, err
	}
	q, err := editor.Chosen(ask.Context, o.text, in)
	if err != nil {
		return nil, err
	}
	return &page.Done{To: (desk.AddressOf(o.m) + Path + "/edit").With(q)}, nil
}

// editForm is the editor.
func (s subject) editForm(ask *page.Ask) (*page.Form, error) {
	o, err := s.open(ask, "/edit")
	if err != nil {
		return nil, err
	}
	e, err := editor.Open(ask.Context, o.text, o.base, ask.Query)
	if err != nil {
		return nil, err
	}
	form := o.form("Change the legal text")
	form.Submit = "Save as version " + next(o.latest)
	form.Preview = &page.Preview{Blocks: e.Preview(e.Doc)}
	form.Lead = "What you change is shown beside the text, as a redline of the Code. Nobody else " +
		"sees it until it is published."
	form.Fields = []page.Field{e.Field(),
		{Name: "why", Label: "What is new in this version?", Control: page.Line, Limit: 300},
		{Name: "publish", Label: "Publish it", Control: page.Checks, Optional: true,
			Options: []page.Option{{Value: "yes", Label: "Everyone can see this version at once"}}}}
	return form, nil
}

// next is the version after another.
func next(latest *record.LegalText) string {
	if latest == nil {
		return "0.1"
	}
	before, last, cut := strings.Cut(latest.Version, ".")
	n, err := strconv.Atoi(last)
	if !cut || err != nil {
		return latest.Version + ".1"
	}
	return before + "." + strconv.Itoa(n+1)
}

// read is the document as it would be.
func (s subject) read(
	ask *page.Ask, in page.Input,
) (*open, *editor.Editor, *legal.Document, error) {
	o, err := s.open(ask, "/edit")
	if err != nil {
		return nil, nil, nil, err
	}
	e, err := editor.Open(ask.Context, o.text, o.base, ask.Query)
	if err != nil {
		return nil, nil, nil, err
	}
	doc, err := e.Read(in)
	return o, e, doc, err
}

// preview shows what the text would change.
func (s subject) preview(ask *page.Ask, in page.Input) ([]page.Block, error) {
	_, e, doc, err := s.read(ask, in)
	if err != nil {
		return nil, err
	}
	return e.Preview(doc), nil
}

// edit saves the text as the next version.
func (s subject) edit(ask *page.Ask, in page.Input) (*page.Done, error) {
	o, e, doc, err := s.read(ask, in)
	switch {
	case err != nil:
		return nil, err
	case o.shut() != "":
		return nil, page.Faults{{Text: o.shut()}}
	case len(legal.Compare(e.Doc, doc).Amendments) == 0:
		return nil, page.Faults{{Field: editor.TextField, Text: "Nothing is changed: change something"}}
	}
	t := &record.LegalText{Modification: o.m.ID, Version: next(o.latest), Why: in.Text("why"),
		Base: o.base.Commit()}
	after, err := wording.Follows(o.v, o.m.ID, t.Base)
	if err != nil {
		return nil, err
	}
	edited, err := s.Library.Commit(ask.Context, wording.Edit{On: o.text.Commit(), After: after,
		Base: t.Base, Put: map[string]*legal.Document{doc.Slug(): doc}, At: s.Register.Now(),
		Message: "Legal text of " + o.m.Number() + ", version " + t.Version + ": " + t.Why})
	if err != nil {
		return nil, err
	}
	t.Commit, t.Documents, t.Clauses = edited.Commit, edited.Documents, edited.Clauses
	return s.save(ask, o, in, t, len(in.All("publish")) > 0)
}

// save puts a version into the register, where nobody has put another in meanwhile.
func (s subject) save(
	ask *page.Ask, o *open, in page.Input, t *record.LegalText, publish bool,
) (*page.Done, error) {
	fresh, err := s.Library.Fresh(o.v, t)
	if err != nil {
		return nil, err
	}
	act := register.Act{Verb: "write legal text: " + o.m.Number(), Reason: t.Why}
	err = s.Act(ask, act, func(tx *register.Tx) error {
		latest, err := wording.Latest(tx.View, o.m.ID)
		if err != nil {
			return err
		}
		if idOf(latest) != in.Version {
			return page.Faults{{Text: "Somebody saved another version while you were at it. Look at " +
				"that, and change it where yours still holds."}}
		}
		if t.ID, err = tx.NewID("legal-text"); err != nil {
			return err
		}
		t.Demo, t.AddedAt = o.m.Demo, tx.Now()
		if publish {
			t.PublishedAt = tx.Now()
			if err := wording.TellTouched(tx, o.m, t, fresh); err != nil {
				return err
			}
		}
		return tx.Put(t)
	})
	return &page.Done{To: desk.AddressOf(o.m) + Path,
		Notice: "Saved as version " + t.Version + "."}, err
}

// publishForm asks whether the latest version is to be published.
func (s subject) publishForm(ask *page.Ask) (*page.Form, error) {
	o, err := s.open(ask, "/publish")
	if err != nil {
		return nil, err
	}
	form := o.form("Publish the legal text")
	form.Submit, form.Lead = "Publish", "Everyone can then see this version. It cannot be taken back."
	if o.latest == nil || !o.latest.PublishedAt.IsZero() {
		form.Faults = page.Faults{{Text: "There is no version that is not published."}}
	}
	return form, nil
}

// publish shows the latest version to everyone.
func (s subject) publish(ask *page.Ask, in page.Input) (*page.Done, error) {
	o, err := s.open(ask, "/publish")
	if err != nil {
		return nil, err
	}
	var fresh []string
	if o.latest != nil {
		if fresh, err = s.Library.Fresh(o.v, o.latest); err != nil {
			return nil, err
		}
	}
	act := register.Act{Verb: "publish legal text: " + o.m.Number()}
	err = s.Act(ask, act, func(tx *register.Tx) error {
		t, err := wording.Latest(tx.View, o.m.ID)
		switch {
		case err != nil:
			return err
		case t == nil || !t.PublishedAt.IsZero() || t.ID != in.Version:
			return page.Faults{{Text: "There is no version that is not published, or another one than you " +
				"were shown. Look at it again."}}
		}
		t.PublishedAt = tx.Now()
		if err := wording.TellTouched(tx, o.m, t, fresh); err != nil {
			return err
		}
		return tx.Put(t)
	})
	return &page.Done{To: desk.AddressOf(o.m) + Path, Notice: "Published."}, err
}

// updateForm asks whether the text is to be brought up to date.
func (s subject) updateForm(ask *page.Ask) (*page.Form, error) {
	o, err := s.open(ask, "/update")
	if err != nil {
		return nil, err
	}
	form := o.form("Bring the legal text up to date")
	form.Submit = "Bring up to date"
	form.Lead = "What the text changes is put on top of the Code as it is today, as a new version. " +
		"It is published at once where the version before it was."
	form.Fields = []page.Field{{Name: "keep", Label: "Where both changed the words of a clause",
		Control: page.Checks, Optional: true, Options: []page.Option{{Value: "yes",
			Label: "Keep the words of the Modification", Hint: "They then stand against the words in " +
				"force today in the redline: look at each of them afterwards."}}}}
	if o.latest == nil {
		form.Faults = page.Faults{{Text: "There is no legal text yet."}}
	}
	return form, nil
}

// update brings the text up to date.
func (s subject) update(ask *page.Ask, in page.Input) (*page.Done, error) {
	o, err := s.open(ask, "/update")
	switch {
	case err != nil:
		return nil, err
	case o.latest == nil || o.m.Over():
		return nil, page.Faults{{Text: over}}
	}
	base, edited, clashes, err := s.Library.Update(o.v, o.latest, o.m.Number(),
		wording.Keeping(len(in.All("keep")) > 0), s.Register.Now())
	switch {
	case err != nil:
		return nil, err
	case len(clashes) > 0:
		return nil, page.Faults{{Text: desk.Upper(show.Clash(clashes[0])) +
			". Keep the words of the Modification there, and look at them afterwards; or change the " +
			"text back there first."}}
	case edited == nil:
		return nil, page.Faults{{Text: "It is up to date: it starts from the text that is in force."}}
	}
	t := &record.LegalText{Modification: o.m.ID, Version: next(o.latest),
		Why: "Brought up to date with the Code", Base: base, Commit: edited.Commit,
		Documents: edited.Documents, Clauses: edited.Clauses}
	return s.save(ask, o, in, t, !o.latest.PublishedAt.IsZero())
}
