package wording

import (
	"cmp"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// mostPlanned is how many Releases and Modifications to come are looked at.
const mostPlanned = 200

// plan adds what is to come into force until the day of a view: the Releases that are planned,
// each with its text where that was drafted, else with the legal text of what was approved for it.
func (m *merger) plan(s *Standing, v *register.View, today calendar.Date) error {
	found, err := register.Find[*record.Release](v, register.Query{Key: "goes_live",
		From: today.AddDays(1).String(), To: s.On.AddDays(1).String(), Limit: mostPlanned})
	if err != nil {
		return err
	}
	slices.SortFunc(found.Records, inOrder)
	texts, err := textsOf(v, found.Records)
	if err != nil {
		return err
	}
	for _, r := range found.Records {
		if text := texts[r.ID]; text != nil {
			before := len(s.Lacks)
			if err := m.take(s, member{r, text, r.LiveOn()}); err != nil {
				return err
			}
			if len(s.Lacks) == before {
				s.Steps = append(s.Steps, Step{Release: r})
			}
			continue
		}
		all, err := InRelease(v, r)
		if err != nil {
			return err
		}
		for _, each := range all {
			if !each.Approved() {
				continue
			}
			if err := m.addOne(s, v, each, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// InRelease are the Modifications that a Release is to have, by number: those that it names, and
// those that name it.
func InRelease(v *register.View, r *record.Release) ([]*record.Modification, error) {
	ids := slices.Concat(r.Modifications, r.Intended)
	if r.Supporting != "" {
		ids = append(ids, r.Supporting)
	}
	var named []*record.Modification
	var err error
	if len(ids) > 0 {
		if named, err = register.All[*record.Modification](v, register.Query{Among: ids}); err != nil {
			return nil, err
		}
	}
	naming, err := register.All[*record.Modification](v, register.Query{Key: "release", Is: r.ID})
	if err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(append(named, naming...), func(m *record.Modification) bool {
		return m.TargetRelease != "" && m.TargetRelease != r.ID // moved to another
	})
	slices.SortFunc(all, func(a, b *record.Modification) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(all, func(a, b *record.Modification) bool { return a.ID == b.ID }), nil
}

// Intended are the Modifications that nobody has approved and that a Release to come is to have, up
// to the day of a view where that is to come.
func Intended(v *register.View) (ids []string, err error) {
	so, known := v.Moment().So, v.Moment().Known
	query := register.Query{Key: "goes_live", Limit: mostPlanned,
		From: calendar.DateOf(known).AddDays(1).String()}
	if coming(so, known) {
		query.To = calendar.DateOf(so).AddDays(1).String()
	}
	found, err := register.Find[*record.Release](v, query)
	if err != nil {
		return nil, err
	}
	for _, r := range found.Records {
		all, err := InRelease(v, r)
		if err != nil {
			return nil, err
		}
		for _, m := range all {
			if !m.Approved() && !m.Over() {
				ids = append(ids, m.ID)
			}
		}
	}
	return ids, nil
}

// add adds the legal text of Modifications, whatever was decided.
func (m *merger) add(s *Standing, v *register.View, with []string) error {
	for _, id := range with {
		if slices.Contains(m.in, id) {
			continue // it is in already
		}
		s.Asked = true
		mod, err := register.Get[*record.Modification](v, id)
		if err != nil {
			return err
		}
		if err := m.addOne(s, v, mod, nil); err != nil {
			return err
		}
	}
	return nil
}

// addOne adds the latest legal text of a Modification; for a Release, where there is one, the
// latest that is published.
func (m *merger) addOne(
	s *Standing, v *register.View, mod *record.Modification, r *record.Release,
) error {
	find := Latest
	if r != nil {
		find = Published
	}
	text, err := find(v, mod.ID)
	if err != nil {
		return err
	}
	step := Step{Release: r, Modification: mod, LegalText: text, Pending: !mod.Approved()}
	if text == nil {
		s.Lacks = append(s.Lacks, Lack{Step: step})
		return nil
	}
	put, clashes, err := m.combine(s.Text, text.Base, text.Commit, mod.Number())
	if err != nil {
		return err
	}
	if len(clashes) > 0 {
		s.Lacks = append(s.Lacks, Lack{step, clashes})
		return nil
	}
	s.Text, s.Steps = s.Text.with(put), append(s.Steps, step)
	m.in = append(m.in, mod.ID)
	return nil
}

// Latest is the last version of the legal text of a Modification that the reader of a view may
// see; nil where there is none.
func Latest(v *register.View, modification string) (*record.LegalText, error) {
	all, err := Versions(v, modification)
	if len(all) == 0 {
		return nil, err
	}
	return all[len(all)-1], nil
}

// Published is the last version of the legal text of a Modification that everyone may see: what is
// decided on, and comes with a Release. It is nil where there is none.
func Published(v *register.View, modification string) (*record.LegalText, error) {
	all, err := Versions(v, modification)
	for _, t := range slices.Backward(all) {
		if !t.PublishedAt.IsZero() {
			return t, nil
		}
	}
	return nil, err
}

// Versions are the versions of the legal text of a Modification, the first first.
func Versions(v *register.View, modification string) ([]*record.LegalText, error) {
	all, err := register.All[*record.LegalText](v,
		register.Query{Key: "modification", Is: modification})
	slices.SortFunc(all, inTime)
	return all, err
}

// inTime sorts legal texts as they were written.
func inTime(a, b *record.LegalText) int {
	return cmp.Or(a.AddedAt.Compare(b.AddedAt), cmp.Compare(a.ID, b.ID))
}
