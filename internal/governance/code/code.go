// Package code is the text of the Code as pages: the documents and their clauses at any date and
// as they will or would be, what changed between two of them, the terms that are defined, and what
// people watch.
package code

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

type subject struct{ *desk.Desk }

// intended asks, among the numbers of Modifications, for all that are meant for a Release to come
// and that nobody has approved.
const intended = "intended"

// Routes are the addresses of the text.
func Routes(d *desk.Desk) []page.Route {
	s := subject{d}
	documents, clauses, terms := s.examples()
	return append([]page.Route{
		{Pattern: "/code", View: s.contents},
		{Pattern: "/code/changes", View: s.log},
		{Pattern: "/code/compare", View: s.compare},
		{Pattern: "/code/compare/choose", Form: s.chooseForm, Submit: s.choose},
		{Pattern: "/code/terms", View: s.terms},
		{Pattern: "/code/terms/{term}", View: s.term, Examples: terms},
		{Pattern: "/code/{document}", View: s.document, Examples: documents},
		{Pattern: "/code/{document}/{clause}", View: s.clause, Examples: clauses},
	}, s.watchRoutes()...)
}

// mostWith is how many Modifications a text may be asked for with: each of them is merged.
const mostWith = 60

// reading is a reader at the text: which one they asked for.
type reading struct {
	*register.View
	library  *wording.Library
	standing *wording.Standing
	query    url.Values // that keeps them at it
}

// read finds the text that an ask is of: at its moment, with the Modifications that it names.
func (s subject) read(ask *page.Ask) (*reading, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	r := &reading{View: v, library: s.Library, query: url.Values{}}
	with, err := asked(v, ask.Query["with"])
	if err != nil {
		return nil, err
	}
	slices.Sort(with)
	if with = slices.Compact(with); len(with) > 0 {
		r.query.Set("with", strings.Join(with, ","))
	}
	r.standing, err = s.Library.At(v, with...)
	return r, desk.Refusal(err)
}

// asked are the ids of the Modifications that the values of a query name.
func asked(v *register.View, values []string) (with []string, err error) {
	names := map[string]bool{}
	for _, text := range values {
		for name := range strings.SplitSeq(text, ",") {
			if name = strings.TrimSpace(name); name != "" {
				names[name] = true
			}
			if len(names) > mostWith {
				return nil, page.ErrNotFound
			}
		}
	}
	for name := range names {
		if name == intended {
			ids, err := wording.Intended(v)
			if err != nil {
				return nil, err
			}
			with = append(with, ids...)
			continue
		}
		m, err := wording.Modification(v, name)
		if err != nil {
			return nil, desk.Refusal(err)
		}
		with = append(with, m.ID)
	}
	return with, nil
}

// at is the address of a clause in the same text.
func (r *reading) at(slug, number string) page.Address {
	return show.At(slug, number).With(r.query)
}

// today is the day of now, as the reader of now has it.
func today(ask *page.Ask) calendar.Date { return calendar.DateOf(ask.Moment.Known) }

// find is a document of the text. Where its name is written in another way, the error is the way
// to it; below is the rest of the address.
func (r *reading) find(slug string, below ...string) (*legal.Document, error) {
	doc, err := r.standing.Text.Document(r.Context(), slug)
	if err != nil || doc != nil {
		return doc, err
	}
	if plain := legal.Slug(slug); plain != slug {
		if doc, err = r.standing.Text.Document(r.Context(), plain); err == nil && doc != nil {
			return nil, &page.Moved{To: page.At(append([]string{"code", plain}, below...)...)}
		}
	}
	return nil, page.ErrNotFound
}

// crumbs lead to the text, and to a document of it.
func (r *reading) crumbs(doc *legal.Document) []page.Link {
	links := []page.Link{desk.Home(), {Text: "The Code", To: page.At("code").With(r.query)}}
	if doc != nil {
		links = append(links, page.Link{Text: doc.Name, To: r.at(doc.Slug(), "")})
	}
	return links
}

// examples are documents, clauses and terms that there are now, for those who walk all routes.
func (s subject) examples() (documents, clauses, terms func(context.Context) (
	[]map[string]string, error)) {
	const most = 4 // of each document
	each := func(
		of func(slug string, doc *legal.Document) []map[string]string,
	) func(context.Context) ([]map[string]string, error) {
		return func(ctx context.Context) (all []map[string]string, err error) {
			now, err := s.Library.At(s.Now(ctx))
			if err != nil {
				return nil, err
			}
			for _, slug := range now.Text.Slugs() {
				doc, err := now.Text.Document(ctx, slug)
				if err != nil {
					return nil, err
				}
				if all = append(all, of(slug, doc)...); len(all) > desk.PageSize {
					break
				}
			}
			return all, nil
		}
	}
	documents = each(func(slug string, _ *legal.Document) []map[string]string {
		return []map[string]string{{"document": slug}}
	})
	clauses = each(func(slug string, doc *legal.Document) (list []map[string]string) {
		for i := range doc.Clauses[:min(most, len(doc.Clauses))] {
			list = append(list, map[string]string{"document": slug, "clause": doc.Clauses[i].Number})
		}
		return list
	})
	terms = each(func(_ string, doc *legal.Document) (list []map[string]string) {
		for _, c := range doc.Clauses {
			if c.Term != "" && len(list) < most {
				list = append(list, map[string]string{"term": legal.Slug(c.Term)})
			}
		}
		return list
	})
	return documents, clauses, terms
}
