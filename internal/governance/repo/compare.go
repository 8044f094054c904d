package repo

import (
	"context"
	"runtime"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// pair is a document that two trees have different texts of; a zero blob is none.
type pair struct {
	slug          string
	before, after plumbing.Hash
}

// pairs lists the documents whose texts differ, in the order of slugs.
func pairs(before, after *tree) (all []pair) {
	a, b := before.entries, after.entries
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].slug < b[0].slug:
			all = append(all, pair{slug: a[0].slug, before: a[0].blob})
			a = a[1:]
		case len(a) == 0 || b[0].slug < a[0].slug:
			all = append(all, pair{slug: b[0].slug, after: b[0].blob})
			b = b[1:]
		default:
			if a[0].blob != b[0].blob {
				all = append(all, pair{a[0].slug, a[0].blob, b[0].blob})
			}
			a, b = a[1:], b[1:]
		}
	}
	return all
}

// Compare says what differs between two commits, document by document in the order of slugs. An
// empty before is a Code without documents. Documents that are equal are not read, and the
// documents of the answer are those of [Edition.Document]: not to be changed.
func (r *Repo) Compare(ctx context.Context, before, after string) ([]legal.Redline, error) {
	was, err := r.treeOr(ctx, before)
	if err != nil {
		return nil, err
	}
	now, err := r.treeOr(ctx, after)
	if err != nil {
		return nil, err
	}
	return r.redlines(ctx, pairs(was, now))
}

// treeOr is the tree of a commit; that of none is empty.
func (r *Repo) treeOr(ctx context.Context, commit string) (*tree, error) {
	if commit == "" {
		return &tree{}, nil
	}
	h, err := parseHash(commit)
	if err != nil {
		return nil, err
	}
	return r.tree(ctx, h)
}

// atOnce is how many pairs a goroutine takes: enough to share the cost of a query.
const atOnce = 8

// redlines compares pairs, on all cores.
func (r *Repo) redlines(ctx context.Context, all []pair) ([]legal.Redline, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	redlines := make([]legal.Redline, len(all))
	work := make(chan int, len(all)/atOnce+1)
	for i := 0; i < len(all); i += atOnce {
		work <- i
	}
	close(work)
	var working sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(work)) {
		working.Go(func() {
			for i := range work {
				end := min(i+atOnce, len(all))
				if err := r.redlineSome(ctx, all[i:end], redlines[i:end]); err != nil {
					stop(err)
					return
				}
			}
		})
	}
	working.Wait()
	return redlines, context.Cause(ctx)
}

func (r *Repo) redlineSome(ctx context.Context, some []pair, redlines []legal.Redline) error {
	var entries []entry
	for _, p := range some {
		for _, blob := range []plumbing.Hash{p.before, p.after} {
			if !blob.IsZero() {
				entries = append(entries, entry{p.slug, blob})
			}
		}
	}
	found, err := r.read(ctx, entries)
	if err != nil {
		return err
	}
	for i, p := range some {
		redlines[i] = legal.Compare(found[p.before], found[p.after]) // nil for the zero hash
		redlines[i].Slug = p.slug
	}
	return nil
}
