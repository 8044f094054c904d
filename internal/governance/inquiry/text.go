package inquiry

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/show"
)

// TextQuestion asks for the text of the Code.
type TextQuestion struct {
	Verb     string   `json:"verb"`               // text, diff or log
	Document string   `json:"document,omitempty"` // its name or its slug; empty: all
	Clause   string   `json:"clause,omitempty"`   // the number; empty: all of the document
	With     []string `json:"with,omitempty"`     // of text: Modifications to be added
	From     string   `json:"from,omitempty"`     // of diff: a day, a version or a Modification
	To       string   `json:"to,omitempty"`
}

// The verbs of a [TextQuestion].
const (
	TextVerb = "text"
	DiffVerb = "diff"
	LogVerb  = "log"
)

// within reports whether a number is that of the clause that is asked for, or of a part of it.
func (t *TextQuestion) within(number string) bool {
	return t.Clause == "" || number == t.Clause || legal.Part(number, t.Clause)
}

// answer answers a question about the text.
func (t *TextQuestion) answer(
	l *wording.Library, v *register.View, asJSON bool, out io.Writer,
) error {
	var err error
	switch slug := legal.Slug(t.Document); t.Verb {
	case TextVerb:
		err = t.text(l, v, slug, asJSON, out)
	case DiffVerb:
		err = t.diff(l, v, slug, asJSON, out)
	case LogVerb:
		err = t.log(l, v, slug, asJSON, out)
	default:
		return fmt.Errorf("%q: want text, diff or log", t.Verb)
	}
	if errors.Is(err, register.ErrNotFound) {
		return fmt.Errorf("%s: name a day such as 2022-01-20, a version of the Code, or a Modification "+
			"that there is at that moment", strings.TrimPrefix(err.Error(), "register: "))
	}
	return err
}

// text prints which documents there are, or one of them as it is written, or a clause with its
// parts; above it how current that is.
func (t *TextQuestion) text(
	l *wording.Library, v *register.View, slug string, asJSON bool, out io.Writer,
) error {
	var with []string
	for _, number := range t.With {
		m, err := wording.Modification(v, number)
		if err != nil {
			return err
		}
		with = append(with, m.ID)
	}
	s, err := l.At(v, with...)
	if err != nil {
		return err
	}
	if slug == "" {
		return contents(s, v, asJSON, out)
	}
	doc, err := document(v, s, slug)
	if err != nil {
		return err
	}
	part := *doc
	part.Clauses = nil
	for _, c := range doc.Clauses {
		if t.within(c.Number) {
			part.Clauses = append(part.Clauses, c)
		}
	}
	if t.Clause != "" && len(part.Clauses) == 0 {
		return fmt.Errorf("%s has no clause %s at that moment", doc.Name, t.Clause)
	}
	if asJSON {
		return writeJSON(out, map[string]any{"standing": show.Data(s), "document": slug,
			"clauses": show.ClausesData(part.Clauses)})
	}
	_, err = fmt.Fprintf(out, "%s\n\n%s", standing(s, v), &part)
	return err
}

// contents prints which documents there are.
func contents(s *wording.Standing, v *register.View, asJSON bool, out io.Writer) error {
	heads, err := s.Text.Heads(v.Context())
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(out, map[string]any{"standing": show.Data(s), "documents": show.Listing(heads)})
	}
	fmt.Fprintf(out, "%s\n\n", standing(s, v))
	for _, h := range heads {
		fmt.Fprintf(out, "%-28s %s: %s\n", h.Slug, h.Name, h.Title)
	}
	return nil
}

// standing says how current a text is.
func standing(s *wording.Standing, v *register.View) string {
	var lines []string
	for _, n := range show.Notices(s, calendar.DateOf(v.Moment().Known)) {
		lines = append(lines, n.Title+": "+desk.Text(n.Words))
	}
	return strings.Join(lines, "\n")
}

// diff prints what changed between two texts, clause by clause, with the words that were deleted
// as [-these-] and those that were inserted as {+these+}.
func (t *TextQuestion) diff(
	l *wording.Library, v *register.View, slug string, asJSON bool, out io.Writer,
) error {
	before, after, err := l.Sides(v, t.From, t.To)
	if err != nil {
		return err
	}
	redlines, err := wording.Compare(v.Context(), before.Text, after.Text)
	if err != nil {
		return err
	}
	var wanted []legal.Redline
	for _, r := range redlines {
		r.Amendments = slices.DeleteFunc(r.Amendments, func(a legal.Amendment) bool {
			return !t.within(a.Number)
		})
		if (slug == "" || r.Slug == slug) && len(r.Amendments) > 0 {
			wanted = append(wanted, r)
		}
	}
	if asJSON {
		return writeJSON(out, map[string]any{"from": before.Name, "to": after.Name,
			"documents": show.RedlinesData(wanted)})
	}
	for _, side := range []wording.Side{before, after} {
		if s := side.Standing; s != nil && len(s.Lacks) > 0 {
			fmt.Fprintf(out, "%s is without: %s\n", side.Name, show.Lacks(s.Lacks))
		}
	}
	fmt.Fprintf(out, "%s from %s to %s\n", show.Count(wanted), before.Name, after.Name)
	for _, r := range wanted {
		fmt.Fprintf(out, "\n%s\n", show.Title(r))
		for _, a := range r.Amendments {
			fmt.Fprintln(out, amendment(a))
		}
	}
	return nil
}

// amendment is a changed clause in lines.
func amendment(a legal.Amendment) string {
	if a.Kind == legal.Head {
		return "\n  the document, beside its clauses"
	}
	lines := "\n  " + a.Number + ", " + string(a.Kind)
	if a.Was != "" {
		lines += " from " + a.Was
	}
	var was, is legal.Clause
	if a.Before != nil {
		was = *a.Before
	}
	if a.Now != nil {
		is = *a.Now
	}
	for _, pair := range [][2]string{{was.Heading, is.Heading}, {was.Term, is.Term},
		{was.Text, is.Text}, {was.Closing, is.Closing}} {
		if line := marked(pair[0], pair[1]); line != "" {
			lines += "\n    " + strings.ReplaceAll(line, "\n", "\n    ")
		}
	}
	return lines
}

// marked are two texts as one.
func marked(before, after string) string {
	var b strings.Builder
	for _, s := range legal.Words(before, after) {
		switch s.Op {
		case legal.Insert:
			b.WriteString("{+" + s.Text + "+}")
		case legal.Delete:
			b.WriteString("[-" + s.Text + "-]")
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// document is one of a text.
func document(v *register.View, s *wording.Standing, slug string) (*legal.Document, error) {
	doc, err := s.Text.Document(v.Context(), slug)
	if err == nil && doc == nil {
		err = fmt.Errorf("there is no document %s at that moment: mains code text says which there are",
			slug)
	}
	return doc, err
}

// log prints which texts changed the Code, a document or a clause, the latest first.
func (t *TextQuestion) log(
	l *wording.Library, v *register.View, slug string, asJSON bool, out io.Writer,
) error {
	history, err := l.History(v, slug, t.Clause)
	if err != nil {
		return err
	}
	if len(history) == 0 && slug != "" {
		now, err := l.At(v)
		if err != nil {
			return err
		}
		if _, err := document(v, now, slug); err != nil {
			return err
		}
	}
	if asJSON {
		return writeJSON(out, show.HistoryData(history))
	}
	for _, m := range history {
		what, by := m.Record.Release, m.Record.Documents
		if what == "" {
			what = "adopted"
		}
		for _, mod := range m.Modifications {
			by = append([]string{mod.Number()}, by...)
		}
		fmt.Fprintf(out, "%s  %-12s %-8s %s\n", m.On, what, m.Version(), strings.Join(by, " "))
	}
	if len(history) == 0 {
		fmt.Fprintln(out, "no text that is known here changed it")
	}
	return nil
}
