package event

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/record"
)

// arrange puts registrations in order: by state, who waits in the order of the list, the others
// by name.
func arrange(all []*record.Registration, people map[string]somebody) {
	order := func(r *record.Registration) int {
		return slices.Index([]record.RegistrationState{record.RegistrationSeated,
			record.RegistrationAttended, record.RegistrationNoShow, record.RegistrationWaiting,
			record.RegistrationAsked, record.RegistrationCancelled,
			record.RegistrationLapsed}, r.State)
	}
	slices.SortFunc(all, func(a, b *record.Registration) int {
		if a.State == record.RegistrationWaiting && b.State == a.State {
			return a.Since.Compare(b.Since)
		}
		return cmp.Or(cmp.Compare(order(a), order(b)),
			strings.Compare(people[a.ID].text(), people[b.ID].text()), strings.Compare(a.ID, b.ID))
	})
}
