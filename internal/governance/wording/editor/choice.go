package editor

import (
	"context"
	"net/url"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/page"
)

// newDocument is the slug by which a form asks for a document that is not there yet.
const newDocument = "new"

// ChoiceFields ask which document is to be changed, and which part of it. Free says that a new
// document can be chosen.
func ChoiceFields(heads []repo.Head, document, number string, free bool) []page.Field {
	documents := page.Field{Name: "document", Label: "Document", Control: page.Select}
	for _, h := range heads {
		documents.Options = append(documents.Options,
			page.Option{Value: h.Slug, Label: h.Name + ": " + h.Title})
	}
	if free {
		documents.Options = append(documents.Options,
			page.Option{Value: newDocument, Label: "A new document"})
	}
	clause := page.Field{Name: "clause", Label: "Clause", Control: page.Line, Optional: true,
		Limit: 100, Hint: "Its number, such as F8 or F8.7, to change it with its parts; empty for the " +
			"whole document"}
	if document != "" {
		documents.Values, clause.Values = []string{document}, []string{number}
	}
	return []page.Field{documents, clause}
}

// Chosen is the query that names what was chosen in [ChoiceFields], for [Open].
func Chosen(ctx context.Context, t *wording.Text, in page.Input) (url.Values, error) {
	q := url.Values{"document": {in.Text("document")}}
	number := in.Text("clause")
	if number == "" {
		return q, nil
	}
	doc, err := t.Document(ctx, in.Text("document"))
	if err != nil {
		return nil, err
	}
	if doc == nil || doc.Find(number) < 0 {
		return nil, page.Faults{{Field: "clause", Text: "There is no clause " + number +
			" in it: enter one that there is, or leave it empty"}}
	}
	q.Set("clause", number)
	return q, nil
}

// Open is the editor of what a query names, in a text that is compared with another.
func Open(ctx context.Context, t, base *wording.Text, q url.Values) (*Editor, error) {
	e := &Editor{Known: t.Known(ctx)}
	slug := q.Get("document")
	if slug == newDocument {
		e.New = true
		e.Doc = &legal.Document{Name: "Appendix ZZ", Title: "Title of the new document",
			Kind: legal.Appendix}
		return e, nil
	}
	var err error
	if e.Doc, err = t.Document(ctx, slug); err != nil {
		return nil, err
	}
	if e.Doc == nil {
		return nil, page.ErrNotFound
	}
	if e.Base, err = base.Document(ctx, slug); err != nil {
		return nil, err
	}
	if e.Part = legal.Root(q.Get("clause")); e.Part != "" && e.Doc.Find(e.Part) < 0 {
		return nil, page.ErrNotFound
	}
	return e, nil
}
