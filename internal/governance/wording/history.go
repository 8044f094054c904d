package wording

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Making is a text of the Code that changed something, and that is or was in force.
type Making struct {
	Record        *record.CodeText
	Release       *record.Release // nil: it was adopted
	On            calendar.Date   // since when
	Modifications []*record.Modification
	Corrections   []record.Correction // that changed the same
}

// Version is the version of the Code that the text is; empty where that is not known.
func (m Making) Version() string { return versionOf(m.Release) }

// History are the texts that changed a clause or its parts, the latest first; of a document as a
// whole where the number is empty, and of all documents where the slug is empty too. Only what
// was in force by the moment of the view is among them.
func (l *Library) History(v *register.View, slug, number string) (all []Making, err error) {
	query := register.Query{Key: "document", Is: slug}
	if slug == "" {
		query = register.Query{}
	}
	texts, err := register.All[*record.CodeText](v, query)
	if err != nil {
		return nil, err
	}
	place := record.Place(slug, number)
	touches := func(documents, clauses []string) bool {
		if number == "" {
			return slug == "" || slices.Contains(documents, slug)
		}
		return slices.ContainsFunc(clauses, func(p string) bool { return Within(p, place) })
	}
	texts = slices.DeleteFunc(texts, func(t *record.CodeText) bool {
		return !touches(t.Documents, t.Clauses)
	})
	releases, err := releasesOf(v, texts)
	if err != nil {
		return nil, err
	}
	so := v.Moment().So
	for _, t := range texts {
		making := Making{Record: t, Release: releases[t.Release], On: t.AdoptedOn}
		switch {
		case making.Release != nil && making.Release.LiveAt(so):
			making.On = making.Release.LiveOn()
		case making.Release != nil || t.Release != "" || making.On.Start().After(so):
			continue
		}
		for _, c := range t.Corrections {
			if touches(documentsOf(c.Clauses), c.Clauses) {
				making.Corrections = append(making.Corrections, c)
			}
		}
		if making.Modifications, err = changers(v, t, touches); err != nil {
			return nil, err
		}
		all = append(all, making)
	}
	slices.SortFunc(all, func(a, b Making) int {
		return cmp.Or(b.On.Compare(a.On), cmp.Compare(b.Record.Release, a.Record.Release))
	})
	return all, nil
}

// documentsOf are the slugs of places.
func documentsOf(places []string) (slugs []string) {
	for _, p := range places {
		slug, _, _ := strings.Cut(p, " ")
		slugs = append(slugs, slug)
	}
	return slugs
}

// releasesOf are the Releases that texts come with, by id.
func releasesOf(
	v *register.View, texts []*record.CodeText,
) (map[string]*record.Release, error) {
	var names []register.Hit
	for _, t := range texts {
		if t.Release != "" {
			names = append(names, register.Hit{Kind: "release", ID: t.Release})
		}
	}
	found, err := v.Several(names)
	releases := map[string]*record.Release{}
	for name, rec := range found {
		releases[name.ID] = rec.(*record.Release)
	}
	return releases, err
}

// changers are the Modifications of a text whose legal text touches something, as they are known:
// a text may be drafted after its day, and be of that day without them.
func changers(
	v *register.View, t *record.CodeText, touches func(documents, clauses []string) bool,
) (all []*record.Modification, err error) {
	var names []register.Hit
	for i, id := range t.LegalTexts {
		names = append(names, register.Hit{Kind: "legal_text", ID: id},
			register.Hit{Kind: "modification", ID: t.Modifications[i]})
	}
	found, err := v.At(v.Moment().Known).Several(names)
	for i, id := range t.LegalTexts {
		lt, known := found[register.Hit{Kind: "legal_text", ID: id}].(*record.LegalText)
		m, is := found[register.Hit{Kind: "modification", ID: t.Modifications[i]}].(*record.Modification)
		if known && is && touches(lt.Documents, lt.Clauses) {
			all = append(all, m)
		}
	}
	return all, err
}
