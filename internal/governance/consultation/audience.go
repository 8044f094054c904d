package consultation

import (
	"net/url"
	"slices"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// networks are both kinds of network operator, which lists show together.
const networks = "NET"

// groups are those that the list can be narrowed to: what each of them should answer, by name
// or with others.
var groups = []choice{{"LS", "Large Suppliers", ""}, {"SS", "Small Suppliers", ""},
	{networks, "network operators", ""}, {"EN", "Electricity Networks", ""},
	{"GN", "Gas Networks", ""}, {"OSP", "Other SEC Parties", ""}}

// categoriesOf are the Party Categories of a group; none where it is none of [groups].
func categoriesOf(group string) []record.Category {
	switch {
	case group == networks:
		return []record.Category{"EN", "GN"}
	case slices.ContainsFunc(groups, func(g choice) bool { return g.code == group }):
		return []record.Category{record.Category(group)}
	}
	return nil
}

// asks reports whether a consultation is for a group: always, where that is none of [groups].
func asks(c *record.Consultation, group string) bool {
	of := categoriesOf(group)
	return len(of) == 0 || slices.ContainsFunc(of, func(category record.Category) bool {
		return record.For(c.Audience, category)
	})
}

// addressed are links that narrow a list to what a group should answer.
func addressed(self page.Address, query url.Values) page.Nav {
	return filter(self, query, byAudience, "Who should respond", groups)
}
