package committee

import (
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Sentence ends a text as one.
func Sentence(text string) string {
	if text == "" {
		return ""
	}
	return text + "."
}

// Section is a section of those blocks that there are.
func Section(title string, blocks ...page.Block) page.Section {
	s := page.Section{Title: title}
	for _, each := range blocks {
		if each != nil {
			s.Blocks = append(s.Blocks, each)
		}
	}
	return s
}

// Row is a rule as a row, with how sure it is where that is to be said.
func Row(term string, s Said) page.Row {
	row := page.Fact(term, page.T(s.Text))
	if s.Text == "" {
		row = page.Fact(term, desk.NotKnown)
	}
	if note := s.Sure.note(); note != "" && s.Text != "" {
		row.Values[0] = append(row.Values[0], page.T(" ("+note+")"))
	}
	return row
}

// Composition says who the members are to be.
func Composition(r *Rule) page.Block {
	if r.Composition.Text == "" {
		return nil
	}
	text := Sentence(r.Composition.Text)
	if note := r.Composition.Sure.note(); note != "" {
		text = r.Composition.Text + " (" + note + ")."
	}
	return page.Para{Words: page.Say(text)}
}

// Text is what a text that is kept apart says, or that it was removed.
func Text(s register.Secret) page.Block {
	if when, why, erased := s.Erased(); erased {
		return page.Para{Words: page.Words{page.Missing("removed"), page.T(" on "),
			desk.At(when), page.T(": " + why)}}
	}
	if s.Text() == "" {
		return page.Para{Words: page.Words{page.Missing("The register does not have the text.")}}
	}
	return page.Prose{Text: s.Text()}
}
