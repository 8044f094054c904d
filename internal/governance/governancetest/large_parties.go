package governancetest

import (
	"fmt"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// member is a Party while the register is made.
type member struct {
	*record.Party
	signatory string
	active    bool // has acceded, and not ceased
}

// planParties lets Parties apply: half of them at the start, the others over the years.
func (m *maker) planParties() {
	for i := len(m.parties); i < m.Parties; i++ {
		day := m.first.AddDays(1 + i%20)
		if i%2 == 0 {
			day = m.someDay()
		}
		m.on(day, "apply for accession", func(tx *register.Tx) error { return m.apply(tx, i, day) })
	}
}

// apply is a new Party with its people.
func (m *maker) apply(tx *register.Tx, i int, day calendar.Date) error {
	category := one(m, record.Category("LS"), "SS", "SS", "SS", "OSP", "OSP", "OSP", "OSP", "EN", "GN")
	name := map[record.Category]string{"LS": "Large Supplier", "SS": "Small Supplier",
		"EN": "Electricity Network", "GN": "Gas Network", "OSP": "Other SEC Party"}[category]
	p := &member{Party: &record.Party{Head: record.Head{ID: fmt.Sprintf("party-%04d", i)},
		Name: fmt.Sprintf("%s %d", name, i), Category: category, Status: "applied",
		VotingGroup: fmt.Sprintf("group-%04d", i-i%m.between(1, 3)), AppliedOn: day,
		Company: fmt.Sprintf("%08d", 1_000_000+i)}}
	p.signatory = p.ID + "-signatory"
	for _, role := range []string{"signatory", "delegate"} {
		person := &record.Person{Head: record.Head{ID: p.ID + "-" + role}, WorksFor: p.ID, Role: role,
			Known: register.NewSecret("The " + role + " of " + p.Name)}
		if err := tx.Put(person); err != nil {
			return err
		}
	}
	step := day
	for _, state := range []string{"fee_pending", "under_review", "acceded"} {
		step = step.AddDays(m.between(1, 20))
		m.on(step, "go on with accession", func(tx *register.Tx) error {
			if p.Status = state; state == "acceded" {
				p.AccededOn, p.Signifier, p.active = step, fmt.Sprintf("P%05d", i), true
				p.Number = fmt.Sprintf("ORG%06d", i)
				m.parties = append(m.parties, p)
			}
			return tx.Put(p.Party)
		})
	}
	m.keep(p, step)
	return tx.Put(p.Party)
}

// keep is what changes of a Party over the years.
func (m *maker) keep(p *member, day calendar.Date) {
	for _, role := range []string{"IS", "OU"} {
		day = day.AddDays(m.between(20, 300))
		m.on(day, "become a User", func(tx *register.Tx) error {
			p.UserRoles = append(p.UserRoles, record.UserRole{Role: role, State: "live", Since: day})
			p.Identifiers = append(p.Identifiers, fmt.Sprintf("90-B3-D5-1F-30-%02X-%02X-%02X",
				m.random.IntN(256), m.random.IntN(256), m.random.IntN(256)))
			return tx.Put(p.Party)
		})
	}
	if m.chance(15) {
		day = day.AddDays(m.between(100, 2_000))
		m.on(day, "change the Party Category", func(tx *register.Tx) error {
			p.Category = one(m, record.Category("LS"), "SS", "OSP")
			return tx.PutFrom(p.Party, day.AddDays(30).Start())
		})
	}
	if m.chance(10) {
		m.on(day.AddDays(m.between(100, 4_000)), "cease to be a Party", func(tx *register.Tx) error {
			p.Status, p.active = "ceased", false
			return tx.Put(p.Party)
		})
	}
}

// respondents are n of the Parties of the day, or all.
func (m *maker) respondents(n int) (some []*member) {
	for _, i := range m.random.Perm(len(m.parties)) {
		if len(some) == n {
			break
		}
		if p := m.parties[i]; p.active {
			some = append(some, p)
		}
	}
	return some
}
