package page

import (
	"strings"
	"time"
)

// AppendCSV appends the list of the view as RFC 4180 has it, with a header. A cell that a
// spreadsheet would take for a formula is preceded by an apostrophe; a number is none. A list
// without columns gets those that every entry has. Nothing is appended without a list.
func (v *View) AppendCSV(b []byte) []byte {
	if v.List == nil {
		return b
	}
	columns := v.List.Columns
	if len(columns) == 0 {
		columns = []string{"ID", "Title", "Summary", "Address", "Day"}
	}
	b = appendRecord(b, columns)
	for i := range v.List.Entries {
		e := &v.List.Entries[i]
		cells := e.Cells
		if len(v.List.Columns) == 0 {
			cells = []string{e.ID, e.Title, e.Summary, string(e.To), e.day()}
		}
		b = appendRecord(b, cells)
	}
	return b
}

// day is the day of the entry in London, 2022-01-28; empty where it has none.
func (e *Entry) day() string {
	if e.Starts.IsZero() {
		return e.Day
	}
	return e.Starts.In(london).Format(time.DateOnly)
}

func appendRecord(b []byte, cells []string) []byte {
	for i, cell := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		cell = strings.ToValidUTF8(strings.ReplaceAll(cell, "\x00", "\uFFFD"), "\uFFFD")
		if isFormula(cell) {
			cell = "'" + cell
		}
		// A lone empty cell would be an empty line, which readers pass over.
		if len(cells) == 1 && cell == "" || strings.ContainsAny(cell, ",\"\r\n") ||
			strings.TrimSpace(cell) != cell {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		b = append(b, cell...)
	}
	return append(b, "\r\n"...)
}

// isFormula reports whether a spreadsheet would work a cell out.
func isFormula(cell string) bool {
	return cell != "" && strings.IndexByte("=+-@\t\r\n", cell[0]) >= 0 && !isNumber(cell)
}
