package process

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Text is the machine as a Markdown table, one row for each state and step out of it, with
// columns padded so that a terminal shows it well. It ends with a newline.
func (m *Machine) Text() string {
	rows := [][]string{{"State", "Step", "Leads to", "By", "Notes"}}
	for _, s := range m.States {
		label := s.Label + " (" + s.Name + ")"
		next := m.Next(s.Name)
		if len(next) == 0 {
			rows = append(rows, []string{label, "none", "", "", strings.Join(m.marks(s), "; ")})
		}
		for i, step := range next {
			notes := step.notes()
			if i == 0 {
				notes = append(m.marks(s), notes...)
			}
			rows = append(rows, []string{
				label, step.Label, m.label(step.To), step.takers(), strings.Join(notes, "; "),
			})
		}
	}
	return table(rows)
}

// marks says what is special about s.
func (m *Machine) marks(s State) (marks []string) {
	if s.Name == m.Start {
		marks = append(marks, "start")
	}
	if s.Final {
		marks = append(marks, "final")
	}
	return marks
}

// takers says who takes s.
func (s Step) takers() string {
	if s.Timed {
		return "the clock"
	}
	return strings.Join(s.By, ", ")
}

// notes says what else is to know about s.
func (s Step) notes() (notes []string) {
	if s.Reason {
		notes = append(notes, "with a reason")
	}
	if s.Clause != "" {
		notes = append(notes, s.Clause)
	}
	return notes
}

// table writes rows of equal length, the first of which is the head, as a Markdown table.
func table(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i := range row {
			row[i] = strings.ReplaceAll(row[i], "|", `\|`)
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
	}
	var b strings.Builder
	for i, row := range rows {
		for j, cell := range row {
			fmt.Fprintf(&b, "| %-*s ", widths[j], cell)
		}
		b.WriteString("|\n")
		if i == 0 {
			for _, w := range widths {
				b.WriteString("|" + strings.Repeat("-", w+2))
			}
			b.WriteString("|\n")
		}
	}
	return b.String()
}
