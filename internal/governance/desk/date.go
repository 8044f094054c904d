package desk

import (
	"net/url"
	"strings"

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
			if name, is := hitOf(e.To); is && e.Updated.IsZero() {
				names = append(names, name)
			}
		}
		changed, err := v.Changed(names)
		if err != nil {
			return err
		}
		for i, e := range entries {
			if name, is := hitOf(e.To); is && e.Updated.IsZero() {
				entries[i].Updated = changed[name]
			}
		}
		return nil
	}
}

// hitOf is the record whose page, or a page below it, is at an address.
func hitOf(a page.Address) (name register.Hit, ok bool) {
	path, _, _ := strings.Cut(string(a), "?")
	list, below, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	below, _, _ = strings.Cut(below, "/")
	id, err := url.PathUnescape(below)
	if err != nil || id == "" {
		return name, false
	}
	for _, l := range record.Lists() {
		if l.Path == list {
			return register.Hit{Kind: l.Kind, ID: id}, true
		}
	}
	return name, false
}
