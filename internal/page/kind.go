package page

// Kind is a form of a view other than HTML.
type Kind struct {
	Suffix string // of the address: .json
	Media  string // the media type, without parameters
	Name   string // as a reader sees it
}

// Kinds are the forms of the view beside HTML: JSON where it has data; Atom and CSV where it
// is a list; iCal where an entry of the list has a date.
func (v *View) Kinds() []Kind {
	kinds := make([]Kind, 0, 4)
	if v.Data != nil {
		kinds = append(kinds, Kind{".json", "application/json", "JSON"})
	}
	if v.List == nil {
		return kinds
	}
	kinds = append(kinds,
		Kind{".atom", "application/atom+xml", "Atom feed"},
		Kind{".csv", "text/csv", "CSV"})
	for i := range v.List.Entries {
		if v.List.Entries[i].dated() {
			return append(kinds, Kind{".ics", "text/calendar", "calendar"})
		}
	}
	return kinds
}

// dated reports whether the entry happens on a day.
func (e *Entry) dated() bool { return !e.Starts.IsZero() || e.Day != "" }
