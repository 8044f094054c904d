package contact

import (
	"errors"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// supplierRoles are the User Roles of suppliers. [H]
var supplierRoles = []string{"IS", "ES", "GS"}

// Whether a supplier is a DCC User.
const (
	yes = "yes"
	no  = "no"
)

// UserAnswers are what a supplier can say of itself.
func UserAnswers() []string { return []string{yes, no} }

// userOf is whether a supplier is a DCC User, by its User Roles: it is where it is live in one of a
// supplier [D], and it is not where it has some and is live in none. Empty: no role is recorded.
func userOf(p *record.Party) string {
	for _, r := range p.UserRoles {
		if r.State == "live" && slices.Contains(supplierRoles, r.Role) {
			return yes
		}
	}
	if len(p.UserRoles) > 0 {
		return no
	}
	return ""
}

// supplies reports whether a Party is a supplier.
func supplies(p *record.Party) bool {
	return record.For([]string{"supplier_parties"}, p.Category)
}

// saysUser says whether the Party of an entry is a DCC User; nothing where that is no matter.
func saysUser(v *register.View, party, own string) (string, error) {
	p, err := register.Get[*record.Party](v, party)
	if errors.Is(err, register.ErrNotFound) || err == nil && !supplies(p) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	switch userOf(p) {
	case yes:
		return "A DCC User", nil
	case no:
		return "Not a DCC User", nil
	}
	switch own {
	case yes:
		return "A DCC User, as it says of itself", nil
	case no:
		return "Not a DCC User, as it says of itself", nil
	}
	return "", nil
}

// supplierRow is a supplier as the list of them has it.
type supplierRow struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	User string `json:"dcc_user,omitempty"` // yes, no; not there: not known
}

// suppliers are the suppliers that are no DCC Users, as their User Roles say, and those of which
// it is not known.
func (s subject) suppliers(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	all, err := register.All[*record.Party](v, register.Query{Key: "category",
		Among: []string{"LS", "SS"}})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b *record.Party) int { return strings.Compare(a.Name, b.Name) })
	list := &page.List{Title: "Suppliers that are no DCC Users",
		Columns: []string{"id", "name", "dcc_user"}}
	items := map[string][]page.Item{}
	rows := []supplierRow{}
	for _, p := range all {
		user := userOf(p)
		if !desk.Belongs(p) || user == yes {
			continue
		}
		rows = append(rows, supplierRow{p.ID, p.Name, user})
		list.Entries = append(list.Entries, page.Entry{ID: p.ID, Title: p.Name, To: desk.AddressOf(p),
			Cells: []string{p.ID, p.Name, user}})
		items[user] = append(items[user], page.Item{Head: page.Words{desk.Link(p)}})
	}
	return &page.View{Title: list.Title, Crumbs: desk.Crumbs(kindEntry), List: list,
		Lead: "Meters that move to one of them keep sending Critical Alerts to the supplier before. " +
			"This follows from the User Roles of each Party.",
		Data: map[string]any{"suppliers": rows},
		Blocks: []page.Block{
			page.Section{Title: "Not DCC Users", Blocks: []page.Block{page.Items{Items: items[no],
				Empty: "None is known of."}}},
			page.Section{Title: "Not known", Blocks: []page.Block{page.Items{Items: items[""],
				Empty: "There is none of which it is not known."}}},
			page.Nav{Label: "More about contacts", Links: []page.Link{
				{Text: "Operational contacts", To: "/operational-contacts"}}},
		}}, nil
}
