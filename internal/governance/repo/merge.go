package repo

import (
	"context"
	"maps"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// Merge3 brings two changes of one commit together, document by document and clause by clause:
// put is what [Commit.Put] of a commit on top of ours has to have. Where the changes are in
// each other's way it says where, all of it, and put is nil. An empty base is a Code without
// documents.
func (r *Repo) Merge3(ctx context.Context, base, ours, theirs string) (
	put map[string]*legal.Document, conflicts []legal.Conflict, err error,
) {
	var trees [3]*tree
	for i, commit := range []string{base, ours, theirs} {
		if trees[i], err = r.treeOr(ctx, commit); err != nil {
			return nil, nil, err
		}
	}
	put = map[string]*legal.Document{}
	for _, slug := range union(trees[:]) {
		found, err := r.merge(ctx, slug, trees, put)
		if err != nil {
			return nil, nil, err
		}
		conflicts = append(conflicts, found...)
	}
	if len(conflicts) > 0 {
		return nil, conflicts, nil
	}
	return put, nil, nil
}

// union is the slugs that any of the trees has, sorted.
func union(trees []*tree) []string {
	all := map[string]bool{}
	for _, t := range trees {
		for _, e := range t.entries {
			all[e.slug] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// merge merges one document; it adds to put what ours does not have.
func (r *Repo) merge(ctx context.Context, slug string, trees [3]*tree,
	put map[string]*legal.Document,
) ([]legal.Conflict, error) {
	var blobs [3]plumbing.Hash // zero: there is none
	var entries []entry
	for i, t := range trees {
		if blob, ok := t.find(slug); ok {
			blobs[i] = blob
			entries = append(entries, entry{slug, blob})
		}
	}
	base, ours, theirs := blobs[0], blobs[1], blobs[2]
	if ours == theirs || base == theirs {
		return nil, nil // as ours has it
	}
	found, err := r.read(ctx, entries)
	if err != nil {
		return nil, err
	}
	why := ""
	switch {
	case base == ours:
		put[slug] = found[theirs] // nil where it is taken away
		return nil, nil
	case base.IsZero():
		why = "both put a document of this name, and not the same"
	case ours.IsZero() || theirs.IsZero():
		why = "one takes the document away that the other changes"
	}
	if why != "" {
		return []legal.Conflict{{Slug: slug, Why: why}}, nil
	}
	merged, conflicts := legal.Merge(found[base], found[ours], found[theirs])
	for i := range conflicts {
		conflicts[i].Slug = slug
	}
	if len(conflicts) == 0 && !equal(merged, found[ours]) {
		put[slug] = merged
	}
	return conflicts, nil
}
