package wording

import (
	"cmp"
	"maps"
	"slices"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Rival is another Modification that would change the same documents, and is not over.
type Rival struct {
	Modification *record.Modification
	LegalText    *record.LegalText
	Clashes      []Clash // empty: both can be in the Code
	Release      bool    // it is to come with the same Release
}

// Rivals are the Modifications that would change the same documents as a legal text, those in
// conflict first; and where the text itself is in conflict with what is in force.
func (l *Library) Rivals(
	v *register.View, mod *record.Modification, of *record.LegalText,
) (own []Clash, rivals []Rival, err error) {
	if len(of.Documents) == 0 {
		return nil, nil, nil
	}
	s, m, err := l.inForce(v, nil)
	if err != nil {
		return nil, nil, err
	}
	put, own, err := m.combine(s.Text, of.Base, of.Commit, mod.Number())
	if err != nil || len(own) > 0 {
		return own, nil, err
	}
	with := s.Text.with(put)
	others, err := latestOf(v, of.Documents)
	if err != nil {
		return nil, nil, err
	}
	mods, err := modificationsOf(v, others)
	if err != nil {
		return nil, nil, err
	}
	before := m.made
	for _, other := range others {
		m.made = before // each is added to the text, and not to the others
		if other.Modification == mod.ID {
			continue
		}
		rival := mods[other.Modification]
		if rival == nil || rival.Over() {
			continue // over, or not for the reader to know of
		}
		_, clashes, err := m.combine(with, other.Base, other.Commit, rival.Number())
		if err != nil {
			return nil, nil, err
		}
		rivals = append(rivals, Rival{rival, other, clashes,
			mod.TargetRelease != "" && mod.TargetRelease == rival.TargetRelease})
	}
	slices.SortStableFunc(rivals, func(a, b Rival) int {
		return cmp.Compare(min(len(b.Clashes), 1), min(len(a.Clashes), 1))
	})
	return nil, rivals, nil
}

// latestOf are the latest legal texts that change one of several documents, by Modification. A
// Modification whose latest text leaves them alone is not among them.
func latestOf(v *register.View, documents []string) (latest []*record.LegalText, err error) {
	found, err := register.All[*record.LegalText](v,
		register.Query{Key: "document", Among: documents})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, t := range found {
		ids = append(ids, t.Modification)
	}
	texts, err := textOfEach(v, ids, last)
	for _, id := range slices.Sorted(maps.Keys(texts)) {
		if text := texts[id]; slices.ContainsFunc(text.Documents, func(slug string) bool {
			return slices.Contains(documents, slug)
		}) {
			latest = append(latest, text)
		}
	}
	return latest, err
}

// modificationsOf are the Modifications of legal texts that the reader of a view may see, by id.
func modificationsOf(
	v *register.View, texts []*record.LegalText,
) (map[string]*record.Modification, error) {
	var ids []string
	for _, t := range texts {
		ids = append(ids, t.Modification)
	}
	return modifications(v, ids)
}

// Touching are the latest legal texts that change a clause or a part of it, or what it is a part
// of where that was put in or taken out; and the Modifications that say that they will and have
// no text yet. Those that are over are left out.
func Touching(v *register.View, slug, number string) (touch []Touch, err error) {
	texts, err := latestOf(v, []string{slug})
	if err != nil {
		return nil, err
	}
	mods, err := modificationsOf(v, texts)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, t := range texts {
		seen[t.Modification] = true
		if !slices.ContainsFunc(t.Clauses, func(place string) bool {
			return Within(place, record.Place(slug, number))
		}) {
			continue
		}
		if mod := mods[t.Modification]; mod != nil && !mod.Over() {
			touch = append(touch, Touch{mod, t})
		}
	}
	said, err := register.All[*record.Modification](v, register.Query{Key: "document", Is: slug})
	for _, mod := range said {
		if !seen[mod.ID] && !mod.Over() && names(mod, slug, number) {
			touch = append(touch, Touch{Modification: mod})
		}
	}
	return touch, err
}

// Touch is a Modification that would change a clause.
type Touch struct {
	Modification *record.Modification
	LegalText    *record.LegalText // nil: it says so, and has no text yet
}
