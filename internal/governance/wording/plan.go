package wording

import (
	"fmt"
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
	undrafted := slices.DeleteFunc(slices.Clone(found.Records),
		func(r *record.Release) bool { return texts[r.ID] != nil })
	in, legal, err := publishedIn(v, undrafted)
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
		if err := m.addApproved(s, r, in[r.ID], legal); err != nil {
			return err
		}
	}
	return nil
}

// addApproved adds the published legal text of the Modifications of a Release that are approved.
func (m *merger) addApproved(
	s *Standing, r *record.Release, all []*record.Modification, legal map[string]*record.LegalText,
) error {
	for _, each := range all {
		if !each.Approved() {
			continue
		}
		if err := m.addOne(s, each, legal[each.ID], r); err != nil {
			return err
		}
	}
	return nil
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
	in, err := inReleases(v, found.Records)
	for _, r := range found.Records {
		for _, m := range in[r.ID] {
			if !m.Approved() && !m.Over() {
				ids = append(ids, m.ID)
			}
		}
	}
	return ids, err
}

// add adds the legal text of Modifications, whatever was decided.
func (m *merger) add(s *Standing, v *register.View, with []string) error {
	with = slices.DeleteFunc(slices.Clone(with),
		func(id string) bool { return slices.Contains(m.in, id) }) // they are in already
	mods, err := modifications(v, with)
	if err != nil {
		return err
	}
	texts, err := textOfEach(v, with, last)
	if err != nil {
		return err
	}
	for _, id := range with {
		if slices.Contains(m.in, id) {
			continue // it was named before
		}
		s.Asked = true
		mod := mods[id]
		if mod == nil {
			return fmt.Errorf("%w: modification %s", register.ErrNotFound, id)
		}
		if err := m.addOne(s, mod, texts[id], nil); err != nil {
			return err
		}
	}
	return nil
}

// addOne adds a legal text of a Modification, or says that it lacks where it is nil; for a
// Release, where there is one.
func (m *merger) addOne(
	s *Standing, mod *record.Modification, text *record.LegalText, r *record.Release,
) error {
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
