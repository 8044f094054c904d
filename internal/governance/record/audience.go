package record

import "slices"

// Groups are the groups of the register that a Party Category belongs to, sec_parties among
// them, in alphabetical order.
func Groups(c Category) (groups []string) {
	for group, members := range categories {
		if slices.Contains(members, string(c)) {
			groups = append(groups, group)
		}
	}
	slices.Sort(groups)
	return groups
}

// For reports whether something that is for some groups is for a Party Category: for every
// one where no group is named.
func For(audience []string, c Category) bool {
	return len(audience) == 0 || slices.ContainsFunc(Groups(c), func(group string) bool {
		return slices.Contains(audience, group)
	})
}
