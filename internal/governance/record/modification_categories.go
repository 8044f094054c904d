package record

import "slices"

// categories are the Party Categories that the groups of the register are made of.
var categories = map[string][]string{
	"sec_parties":                 {"LS", "SS", "EN", "GN", "OSP"},
	"supplier_parties":            {"LS", "SS"},
	"network_parties":             {"EN", "GN"},
	"electricity_network_parties": {"EN"},
	"device_manufacturers":        {"OSP"},
}

// Categories are the Party Categories that the Modification has an impact on, as far as the
// register says, each once, in the order of the Code.
func (m *Modification) Categories() (all []string) {
	has := map[string]bool{}
	for _, group := range slices.Concat(m.Impacted, m.Users) {
		members, known := categories[group]
		if !known {
			members = []string{group}
		}
		for _, c := range members {
			has[c] = true
		}
	}
	for _, c := range []string{"LS", "SS", "EN", "GN", "OSP", "DCC"} {
		if has[c] {
			all = append(all, c)
		}
	}
	return all
}
