package repo

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/pktline"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// view is what may be seen: refs, and all commits that are reachable from them.
type view struct {
	refs    []named // sorted by name
	commits map[plumbing.Hash]bool
	nodes   map[plumbing.Hash]*node
}

// named is a ref, and the commit that it or its tag stands for.
type named struct {
	name         string
	hash, commit plumbing.Hash
}

func (n named) tag() bool { return n.hash != n.commit }

// view finds out what may be seen.
func (r *Repo) view(ctx context.Context, refs []Ref) (*view, error) {
	v := &view{commits: map[plumbing.Hash]bool{}, nodes: map[plumbing.Hash]*node{}}
	for _, ref := range refs {
		if err := plumbing.ReferenceName(ref.Name).Validate(); err != nil {
			return nil, fmt.Errorf("repo: ref %q: %w", cut(ref.Name), err)
		}
		hash, err := parseHash(ref.Hash)
		if err != nil {
			return nil, err
		}
		v.refs = append(v.refs, named{name: ref.Name, hash: hash})
	}
	slices.SortFunc(v.refs, func(a, b named) int { return cmp.Compare(a.name, b.name) })
	if err := r.peel(ctx, v.refs); err != nil {
		return nil, err
	}
	var left []plumbing.Hash
	for _, ref := range v.refs {
		left = append(left, ref.commit)
	}
	for len(left) > 0 {
		h := left[len(left)-1]
		left = left[:len(left)-1]
		if v.commits[h] {
			continue
		}
		n, err := r.node(ctx, h)
		if err != nil {
			return nil, err
		}
		v.commits[h], v.nodes[h] = true, n
		left = append(left, n.parents...)
	}
	return v, nil
}

// peel finds the commit of each ref.
func (r *Repo) peel(ctx context.Context, refs []named) error {
	targets := map[plumbing.Hash]plumbing.Hash{}
	var unknown []plumbing.Hash
	for _, ref := range refs {
		if _, ok := targets[ref.hash]; ok {
			continue
		}
		targets[ref.hash] = ref.hash
		if _, ok := r.commits.Get(ref.hash); !ok {
			unknown = append(unknown, ref.hash)
		}
	}
	err := r.objects(ctx, unknown, func(s stored) error {
		if s.kind != plumbing.TagObject {
			return nil
		}
		o, err := s.object()
		if err != nil {
			return err
		}
		var tag object.Tag
		err = tag.Decode(o)
		targets[s.hash] = tag.Target
		return err
	})
	for i := range refs {
		refs[i].commit = targets[refs[i].hash]
	}
	return err
}

// advertise writes the refs, HEAD first. The first line says what we can do; what a failing
// writer did not take the other side misses.
func (v *view) advertise(w io.Writer) {
	lines := pktline.NewEncoder(w)
	can := "\x00" + capabilities
	say := func(hash plumbing.Hash, name string) {
		_ = lines.Encodef("%s %s%s\n", hash, name, can)
		can = ""
	}
	_ = lines.Encodef("# service=%s\n", service)
	_ = lines.Flush()
	for _, ref := range v.refs {
		if ref.name == head {
			can += " symref=HEAD:" + head
			say(ref.hash, "HEAD")
		}
	}
	for _, ref := range v.refs {
		say(ref.hash, ref.name)
		if ref.tag() {
			say(ref.commit, ref.name+"^{}")
		}
	}
	if len(v.refs) == 0 {
		say(plumbing.ZeroHash, "capabilities^{}")
	}
	_ = lines.Flush()
}

// find is the commit that a want stands for, and whether it is a tag; the zero hash where it
// may not be seen.
func (v *view) find(want plumbing.Hash) (commit plumbing.Hash, tag bool) {
	if v.commits[want] {
		return want, false
	}
	for _, ref := range v.refs {
		if ref.hash == want {
			return ref.commit, true
		}
	}
	return commit, false
}

// reaches reports whether a commit is one of some, or comes after one.
func (v *view) reaches(from plumbing.Hash, some map[plumbing.Hash]bool) bool {
	reached := false
	v.walk([]plumbing.Hash{from}, func(n *node) bool {
		reached = reached || some[n.hash]
		return !reached
	})
	return reached
}

// walk visits commits and those before them, each once, as long as visit says to go on from
// one.
func (v *view) walk(from []plumbing.Hash, visit func(*node) bool) {
	seen := map[plumbing.Hash]bool{}
	for left := slices.Clone(from); len(left) > 0; {
		h := left[0]
		left = left[1:]
		if seen[h] {
			continue
		}
		seen[h] = true
		if visit(v.nodes[h]) {
			left = append(left, v.nodes[h].parents...)
		}
	}
}

// withTags adds the tags that are wanted; with all, also those of commits that are sent.
func (v *view) withTags(hashes, tags []plumbing.Hash, all bool) []plumbing.Hash {
	sent := map[plumbing.Hash]bool{}
	for _, h := range hashes {
		sent[h] = true
	}
	if all {
		for _, ref := range v.refs {
			if ref.tag() && sent[ref.commit] {
				tags = append(tags, ref.hash)
			}
		}
	}
	for _, tag := range tags {
		if !sent[tag] {
			sent[tag] = true
			hashes = append(hashes, tag)
		}
	}
	return hashes
}
