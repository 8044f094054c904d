package code

import (
	"errors"
	"net/url"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// compare is what changed between two texts: of two dates or versions, or what one text of the
// Code changed.
func (s subject) compare(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	view := &page.View{Crumbs: []page.Link{desk.Home(), {Text: "The Code", To: "/code"}},
		Title: "Redline"}
	var before, after wording.Side
	if id := ask.Query.Get("text"); id != "" {
		before, after, err = s.sidesOf(v, id, view)
	} else {
		before, after, err = s.Library.Sides(v, ask.Query.Get("from"), ask.Query.Get("to"))
		view.Kicker = "From " + before.Name + " to " + after.Name
	}
	if err != nil {
		return nil, desk.Refusal(err)
	}
	redlines, err := s.between(ask, before, after)
	if err != nil {
		return nil, err
	}
	view.Title = show.Count(redlines)
	if slug := ask.Query.Get("document"); slug != "" {
		view.Title += " in " + show.Name(slug)
	}
	for _, s := range []*wording.Standing{before.Standing, after.Standing} {
		if now := today(ask); s != nil && (!s.InForce() || len(s.Lacks) > 0) {
			view.Blocks = append(view.Blocks, show.Standing(s, now)...)
		}
	}
	view.Blocks = append(view.Blocks, show.Redlines(redlines, show.Marking{
		Document: func(slug string) page.Address {
			q := url.Values{}
			for name, values := range ask.Query {
				q[name] = values
			}
			q.Set("document", slug)
			return show.ComparePath.With(q)
		}})...)
	view.Blocks = append(view.Blocks, page.Nav{Label: "Other texts", Links: []page.Link{
		{Text: "Choose other dates or versions", To: show.ComparePath + "/choose"},
		{Text: "What has changed, Release by Release", To: "/code/changes"}}})
	view.Data = map[string]any{"from": before.Name, "to": after.Name,
		"documents": show.RedlinesData(redlines)}
	return view, nil
}

// between are the differences of two texts, of the document that is asked for or of all.
func (s subject) between(ask *page.Ask, before, after wording.Side) ([]legal.Redline, error) {
	slug := ask.Query.Get("document")
	if slug == "" {
		return wording.Compare(ask.Context, before.Text, after.Text)
	}
	r, err := wording.CompareDocument(ask.Context, before.Text, after.Text, slug)
	switch {
	case err != nil:
		return nil, err
	case r.Before == nil && r.After == nil:
		return nil, page.ErrNotFound
	case len(r.Amendments) == 0:
		return nil, nil
	}
	return []legal.Redline{r}, nil
}

// sidesOf are what a text of the Code was made on, and the text.
func (s subject) sidesOf(
	v *register.View, id string, view *page.View,
) (before, after wording.Side, err error) {
	t, err := register.Get[*record.CodeText](v, id)
	if err != nil {
		return before, after, err
	}
	after.Name, before.Name = t.Heading(), "the text before it"
	view.Kicker = t.Heading()
	if t.Release != "" {
		r, err := register.Get[*record.Release](v, t.Release)
		if err != nil {
			return before, after, err
		}
		if !r.LiveAt(v.Moment().So) {
			view.Blocks = append(view.Blocks, page.Notice{Tone: page.Wait, Title: "Not in force",
				Words: page.Words{page.T("This is the text as it was drafted for the "), desk.Link(r),
					page.T(", which is not live.")}})
		}
	}
	if before.Text, err = s.Library.Text(v.Context(), t.Base); err != nil {
		return before, after, err
	}
	after.Text, err = s.Library.Text(v.Context(), t.Commit)
	return before, after, err
}

// chooseForm asks which two texts are to be compared.
func (s subject) chooseForm(ask *page.Ask) (*page.Form, error) {
	r, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	heads, err := r.standing.Text.Heads(ask.Context)
	if err != nil {
		return nil, err
	}
	documents := page.Field{Name: "document", Label: "Document", Control: page.Select, Optional: true,
		Options: []page.Option{{Value: "", Label: "All documents"}}}
	for _, h := range heads {
		documents.Options = append(documents.Options,
			page.Option{Value: h.Slug, Label: h.Name + ": " + h.Title})
	}
	const hint = "A day such as 2022-01-20, a version of the Code such as 57.0, or the number of a " +
		"Modification for the text with what that would change"
	return &page.Form{Title: "Compare two texts", Submit: "Compare", Crumbs: r.crumbs(nil),
		Fields: []page.Field{
			{Name: "from", Label: "From", Control: page.Line, Hint: hint, Limit: 40},
			{Name: "to", Label: "To", Control: page.Line, Optional: true, Limit: 40,
				Hint: "The same; empty for today"},
			documents}}, nil
}

// choose leads to the comparison.
func (s subject) choose(ask *page.Ask, in page.Input) (*page.Done, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	var faults page.Faults
	q := url.Values{}
	for _, name := range []string{"from", "to"} {
		if _, err := s.Library.Side(v, in.Text(name)); errors.Is(err, register.ErrNotFound) {
			faults.Add(name, "Nothing here is called %s: enter a day, a version or a Modification",
				in.Text(name))
		} else if err != nil {
			return nil, err
		}
		if text := in.Text(name); text != "" {
			q.Set(name, text)
		}
	}
	if slug := in.Text("document"); slug != "" {
		q.Set("document", slug)
	}
	return &page.Done{To: show.ComparePath.With(q)}, faults.Err()
}
