package desk

import (
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// dating fills in when entries last changed: each as the record that it leads to did, as far as
// the reader of a view may see, with one query for all of them.
func dating(v *register.View) func([]page.Entry) error {
	return func(entries []page.Entry) error {
		var names []register.Hit
		for _, e := range entries {
			if name, is := record.At(string(e.To)); is && e.Updated.IsZero() {
				names = append(names, name)
			}
		}
		changed, err := v.Changed(names)
		if err != nil {
			return err
		}
		for i, e := range entries {
			if name, is := record.At(string(e.To)); is && e.Updated.IsZero() {
				entries[i].Updated = changed[name]
			}
		}
		return nil
	}
}
