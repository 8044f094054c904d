package page

// Kind is a form of a view other than HTML.
type Kind struct {
	Suffix string // of the address: .json
	Media  string // the media type, without parameters
	Name   string // as a reader sees it
}

// suffixPDF is that of the form to print.
const suffixPDF = ".pdf"

// Kinds are the forms of the view beside HTML: JSON where it has data; Atom and CSV where it
// is a list; iCal where the list is dated, whatever is on it; PDF where it says so.
func (v *View) Kinds() []Kind {
	kinds := make([]Kind, 0, 5)
	if v.Data != nil {
		kinds = append(kinds, Kind{".json", "application/json", "JSON"})
	}
	if v.List != nil {
		kinds = append(kinds,
			Kind{".atom", "application/atom+xml", "Atom feed"},
			Kind{".csv", "text/csv", "CSV"})
		if v.List.Dated {
			kinds = append(kinds, Kind{".ics", "text/calendar", "calendar"})
		}
	}
	if v.Print {
		kinds = append(kinds, Kind{suffixPDF, "application/pdf", "PDF"})
	}
	return kinds
}

// dated reports whether the entry happens on a day.
func (e *Entry) dated() bool { return !e.Starts.IsZero() || e.Day != "" }
