package wording

import (
	"cmp"
	"maps"
	"slices"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// mostAtOnce is how many values one query looks for.
const mostAtOnce = 400

// among are the records that have one of several values of a key, or with an empty key one of
// several ids: with few queries, however many values there are, and none without.
func among[T register.Record](v *register.View, key string, values []string) (all []T, err error) {
	values = slices.Compact(slices.Sorted(slices.Values(values)))
	for some := range slices.Chunk(values, mostAtOnce) {
		found, err := register.All[T](v, register.Query{Key: key, Among: some})
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// modifications are those of several ids that the reader of a view may see, by id.
func modifications(v *register.View, ids []string) (map[string]*record.Modification, error) {
	all, err := among[*record.Modification](v, "", ids)
	by := map[string]*record.Modification{}
	for _, m := range all {
		by[m.ID] = m
	}
	return by, err
}

// InRelease are the Modifications that a Release is to have, by number: those that it names, and
// those that name it.
func InRelease(v *register.View, r *record.Release) ([]*record.Modification, error) {
	all, err := inReleases(v, []*record.Release{r})
	return all[r.ID], err
}

// inReleases are [InRelease] of several, by Release.
func inReleases(
	v *register.View, releases []*record.Release,
) (map[string][]*record.Modification, error) {
	var ids, named []string
	for _, r := range releases {
		ids, named = append(ids, r.ID), append(named, namedBy(r)...)
	}
	by, err := modifications(v, named)
	if err != nil {
		return nil, err
	}
	naming, err := among[*record.Modification](v, "release", ids)
	if err != nil {
		return nil, err
	}
	in := map[string][]*record.Modification{}
	for _, m := range naming {
		in[m.TargetRelease] = append(in[m.TargetRelease], m)
	}
	for _, r := range releases {
		all := in[r.ID]
		for _, id := range namedBy(r) {
			if m := by[id]; m != nil && m.TargetRelease == "" { // else it names this one, or was moved
				all = append(all, m)
			}
		}
		slices.SortFunc(all, func(a, b *record.Modification) int { return cmp.Compare(a.ID, b.ID) })
		in[r.ID] = slices.CompactFunc(all,
			func(a, b *record.Modification) bool { return a.ID == b.ID })
	}
	return in, nil
}

// publishedIn are the Modifications that Releases are to have, by Release, with their published
// legal texts, by Modification.
func publishedIn(v *register.View, releases []*record.Release) (
	in map[string][]*record.Modification, legal map[string]*record.LegalText, err error,
) {
	if in, err = inReleases(v, releases); err != nil {
		return nil, nil, err
	}
	legal, err = PublishedOf(v, slices.Concat(slices.Collect(maps.Values(in))...))
	return in, legal, err
}

// namedBy are the Modifications that a Release names, some twice.
func namedBy(r *record.Release) []string {
	ids := slices.Concat(r.Modifications, r.Intended)
	if r.Supporting != "" {
		ids = append(ids, r.Supporting)
	}
	return ids
}

// Latest is the last version of the legal text of a Modification that the reader of a view may
// see; nil where there is none.
func Latest(v *register.View, modification string) (*record.LegalText, error) {
	all, err := Versions(v, modification)
	return last(all), err
}

// Published is the last version of the legal text of a Modification that everyone may see: what is
// decided on, and comes with a Release. It is nil where there is none.
func Published(v *register.View, modification string) (*record.LegalText, error) {
	all, err := Versions(v, modification)
	return lastPublished(all), err
}

// PublishedOf are [Published] of several, by Modification; those without are left out.
func PublishedOf(
	v *register.View, all []*record.Modification,
) (map[string]*record.LegalText, error) {
	return textOfEach(v, idsOf(all), lastPublished)
}

// Versions are the versions of the legal text of a Modification, the first first.
func Versions(v *register.View, modification string) ([]*record.LegalText, error) {
	all, err := versionsOf(v, []string{modification})
	return all[modification], err
}

// versionsOf are [Versions] of several, by Modification.
func versionsOf(v *register.View, ids []string) (map[string][]*record.LegalText, error) {
	all, err := among[*record.LegalText](v, "modification", ids)
	slices.SortFunc(all, inTime)
	by := map[string][]*record.LegalText{}
	for _, t := range all {
		by[t.Modification] = append(by[t.Modification], t)
	}
	return by, err
}

// textOfEach are one version of the legal text of each of several Modifications, where there is
// one.
func textOfEach(
	v *register.View, ids []string, one func([]*record.LegalText) *record.LegalText,
) (map[string]*record.LegalText, error) {
	versions, err := versionsOf(v, ids)
	texts := map[string]*record.LegalText{}
	for id, all := range versions {
		if t := one(all); t != nil {
			texts[id] = t
		}
	}
	return texts, err
}

// last is the last of some versions; nil without any.
func last(all []*record.LegalText) *record.LegalText {
	if len(all) == 0 {
		return nil
	}
	return all[len(all)-1]
}

// lastPublished is the last of some versions that is published; nil without any.
func lastPublished(all []*record.LegalText) *record.LegalText {
	for _, t := range slices.Backward(all) {
		if !t.PublishedAt.IsZero() {
			return t
		}
	}
	return nil
}

// inTime sorts legal texts as they were written.
func inTime(a, b *record.LegalText) int {
	return cmp.Or(a.AddedAt.Compare(b.AddedAt), cmp.Compare(a.ID, b.ID))
}

func idsOf(all []*record.Modification) (ids []string) {
	for _, m := range all {
		ids = append(ids, m.ID)
	}
	return ids
}
