package repo

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// Object is an object of git.
type Object struct {
	Kind    string // commit, tree or blob
	Content []byte // as git hashes it, without its header
}

// copied is how many objects are read or written at once.
const copied = 256

// Copy gives fn all objects of commits and of those before them, each once: documents first, and
// each tree before its commits. It fails with [ErrUnknown] where one is not there.
func (r *Repo) Copy(ctx context.Context, commits []string, fn func(Object) error) error {
	refs := make([]Ref, len(commits))
	for i, c := range commits {
		refs[i] = Ref{Name: fmt.Sprintf("refs/copy/%d", i), Hash: c}
	}
	v, err := r.view(ctx, refs)
	if err != nil {
		return err
	}
	wants := make([]plumbing.Hash, 0, len(v.refs))
	for _, ref := range v.refs {
		wants = append(wants, ref.commit)
	}
	hashes, err := r.missing(ctx, v, wants, nil)
	if err != nil {
		return err
	}
	order := map[plumbing.ObjectType]int{plumbing.TreeObject: 1, plumbing.CommitObject: 2}
	byKind := make([][]plumbing.Hash, 3)
	for some := range slices.Chunk(hashes, copied) {
		if err := r.objects(ctx, some, func(s stored) error {
			byKind[order[s.kind]] = append(byKind[order[s.kind]], s.hash)
			return nil
		}); err != nil {
			return err
		}
	}
	for _, kind := range byKind {
		for some := range slices.Chunk(kind, copied) {
			if err := r.give(ctx, some, fn); err != nil {
				return err
			}
		}
	}
	return nil
}

// give gives fn objects, in the order of their hashes: the same ones are given alike.
func (r *Repo) give(ctx context.Context, hashes []plumbing.Hash, fn func(Object) error) error {
	found := map[plumbing.Hash]stored{}
	if err := r.objects(ctx, hashes, func(s stored) error {
		found[s.hash] = s
		return nil
	}); err != nil {
		return err
	}
	for _, h := range hashes {
		content, err := found[h].content()
		if err != nil {
			return err
		}
		if err := fn(Object{Kind: found[h].kind.String(), Content: content}); err != nil {
			return err
		}
	}
	return nil
}

// Paste writes objects that [Repo.Copy] gave: next returns false after the last. Documents that
// cannot be read are refused. What was written before a refusal is named by nothing.
func (r *Repo) Paste(ctx context.Context, next func() (Object, bool, error)) error {
	for more := true; more; {
		d := &draft{}
		for len(d.objects) < copied {
			var o Object
			var err error
			if o, more, err = next(); err != nil {
				return err
			}
			if !more {
				break
			}
			if err := d.paste(o); err != nil {
				return err
			}
		}
		if err := r.db.Write(ctx, func(tx *sql.Tx) error { return d.insert(ctx, tx) }); err != nil {
			return err
		}
	}
	return nil
}

// paste adds an object, with what is kept beside it where it is a document.
func (d *draft) paste(o Object) error {
	kind, err := plumbing.ParseObjectType(o.Kind)
	if err != nil || kind == plumbing.TagObject {
		return fmt.Errorf("repo: an object is a %q: want commit, tree or blob", cut(o.Kind))
	}
	packed, err := pack(kind, o.Content)
	if err != nil {
		return err
	}
	d.objects = append(d.objects, packed)
	if kind != plumbing.BlobObject {
		return nil
	}
	document, err := legal.Parse(packed.hash.String()[:8]+suffix, o.Content)
	if err != nil {
		return fmt.Errorf("repo: a document cannot be read: %w", err)
	}
	d.beside(packed.hash, document)
	return nil
}
