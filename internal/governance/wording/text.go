package wording

import (
	"context"
	"maps"
	"slices"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/repo"
)

// Text is what the Code says: a commit of the repository, and over it what was merged on the
// way to a reader and is no commit. It never changes: [Text.with] makes another.
type Text struct {
	repo    *repo.Repo
	edition *repo.Edition // nil: the Code says nothing
	commit  string        // of the edition
	over    map[string]*legal.Document
}

// textAt is the wording of a commit; of none where it is empty.
func textAt(ctx context.Context, r *repo.Repo, commit string) (w *Text, err error) {
	w = &Text{repo: r, commit: commit}
	if commit != "" {
		w.edition, err = r.Edition(ctx, commit)
	}
	return w, err
}

// Commit is the commit that it is, where nothing lies over it; else empty.
func (w *Text) Commit() string {
	if len(w.over) > 0 {
		return ""
	}
	return w.commit
}

// Empty reports whether it has no document.
func (w *Text) Empty() bool { return len(w.Slugs()) == 0 }

// Slugs are its documents, in the order of their names in the repository.
func (w *Text) Slugs() []string {
	names := map[string]bool{}
	if w.edition != nil {
		for _, slug := range w.edition.Slugs() {
			names[slug] = true
		}
	}
	for slug, doc := range w.over {
		if doc == nil {
			delete(names, slug)
		} else {
			names[slug] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// Heads are those of all documents, in the order of [Text.Slugs].
func (w *Text) Heads(ctx context.Context) (all []repo.Head, err error) {
	known := map[string]repo.Head{}
	if w.edition != nil {
		heads, err := w.edition.Heads(ctx)
		if err != nil {
			return nil, err
		}
		for _, h := range heads {
			known[h.Slug] = h
		}
	}
	for _, slug := range w.Slugs() {
		h := known[slug]
		if doc := w.over[slug]; doc != nil {
			h = repo.Head{Slug: slug, Name: doc.Name, Title: doc.Title, Kind: doc.Kind}
		}
		all = append(all, h)
	}
	return all, nil
}

// Document is one of its documents, which is shared and not to be changed; nil where it has none
// of that name.
func (w *Text) Document(ctx context.Context, slug string) (*legal.Document, error) {
	if doc, over := w.over[slug]; over {
		return doc, nil
	}
	if w.edition == nil || !slices.Contains(w.edition.Slugs(), slug) {
		return nil, nil
	}
	return w.edition.Document(ctx, slug)
}

// blob names what a document of the repository says; empty: it is no document of the repository.
func (w *Text) blob(slug string) string {
	if _, over := w.over[slug]; over || w.edition == nil {
		return ""
	}
	return w.edition.Blob(slug)
}

// referring are the mentions of a clause or of a part of it.
func (w *Text) referring(ctx context.Context, slug, number string) (all []repo.Mention, err error) {
	if w.edition != nil {
		if all, err = w.edition.Referring(ctx, slug, number); err != nil {
			return nil, err
		}
	}
	all = slices.DeleteFunc(all, func(m repo.Mention) bool {
		_, over := w.over[m.In]
		return over
	})
	for _, doc := range w.over {
		if doc == nil {
			continue
		}
		for _, m := range repo.Mentions(doc) {
			if m.Of(slug, number) {
				all = append(all, m)
			}
		}
	}
	return all, nil
}

// with is the wording with documents put over it, or taken away where they are nil.
func (w *Text) with(put map[string]*legal.Document) *Text {
	if len(put) == 0 {
		return w
	}
	other := *w
	other.over = maps.Clone(w.over)
	if other.over == nil {
		other.over = map[string]*legal.Document{}
	}
	maps.Copy(other.over, put)
	return &other
}

// Compare is what changed from one wording to another, document by document, of those that
// differ. Before is nil for nothing.
func Compare(ctx context.Context, before, after *Text) ([]legal.Redline, error) {
	if len(before.over)+len(after.over) == 0 {
		return after.repo.Compare(ctx, before.commit, after.commit)
	}
	base, err := after.repo.Compare(ctx, before.commit, after.commit)
	if err != nil {
		return nil, err
	}
	slugs := map[string]bool{}
	for _, r := range base {
		slugs[r.Slug] = true
	}
	for _, w := range []*Text{before, after} {
		for slug := range w.over {
			slugs[slug] = true
		}
	}
	var all []legal.Redline
	for _, slug := range slices.Sorted(maps.Keys(slugs)) {
		r, err := CompareDocument(ctx, before, after, slug)
		if err != nil {
			return nil, err
		}
		if len(r.Amendments) > 0 {
			all = append(all, r)
		}
	}
	return all, nil
}

// CompareDocument is what changed in one document.
func CompareDocument(
	ctx context.Context, before, after *Text, slug string,
) (r legal.Redline, err error) {
	was, err := before.Document(ctx, slug)
	if err != nil {
		return r, err
	}
	is, err := after.Document(ctx, slug)
	if err != nil {
		return r, err
	}
	r = legal.Compare(was, is)
	r.Slug = slug
	return r, nil
}

// known is what there is in a text, for whoever checks references.
type known struct {
	ctx context.Context
	t   *Text
}

// Known is what references in a text may lead to.
func (w *Text) Known(ctx context.Context) legal.Known { return known{ctx, w} }

// Knows implements [legal.Known].
func (k known) Knows(slug, number string) bool {
	doc, err := k.t.Document(k.ctx, slug)
	return err == nil && doc != nil && (number == "" || doc.Find(number) >= 0)
}
