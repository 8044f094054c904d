package repo

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"unsafe"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// ErrNoDocument: an edition has no document of that slug.
var ErrNoDocument = errors.New("no such document")

// suffix ends the names of files.
const suffix = ".md"

// node is a commit, but for its words.
type node struct {
	hash    plumbing.Hash
	tree    plumbing.Hash
	parents []plumbing.Hash
}

// tree is the documents of a commit, in the order of their slugs.
type tree struct {
	hash    plumbing.Hash
	entries []entry
	heads   atomic.Pointer[[]Head] // in the order of entries; nil until somebody asks
}

type entry struct {
	slug string
	blob plumbing.Hash
}

// Head is what a document says of itself, in contents.
type Head struct {
	Slug, Name, Title string
	Kind              legal.Kind
}

// Edition is the Code as one commit has it.
type Edition struct {
	r    *Repo
	hash plumbing.Hash
	tree *tree
}

// Edition finds the Code as a commit has it. It fails with [ErrUnknown] where there is no such
// commit.
func (r *Repo) Edition(ctx context.Context, hash string) (*Edition, error) {
	h, err := parseHash(hash)
	if err != nil {
		return nil, err
	}
	t, err := r.tree(ctx, h)
	if err != nil {
		return nil, err
	}
	return &Edition{r, h, t}, nil
}

// Hash is the commit, in 40 hexadecimal digits.
func (e *Edition) Hash() string { return e.hash.String() }

// Slugs lists the documents, sorted by octets.
func (e *Edition) Slugs() []string {
	slugs := make([]string, len(e.tree.entries))
	for i, entry := range e.tree.entries {
		slugs[i] = entry.slug
	}
	return slugs
}

// Blob is the hash of a document's text: equal texts have equal ones. It is empty where there
// is no such document.
func (e *Edition) Blob(slug string) string {
	if blob, ok := e.tree.find(slug); ok {
		return blob.String()
	}
	return ""
}

// Head is what a document says of itself; it does not read the document. It fails with
// [ErrNoDocument].
func (e *Edition) Head(ctx context.Context, slug string) (Head, error) {
	i, ok := e.tree.index(slug)
	if !ok {
		return Head{}, e.missing(slug)
	}
	heads, err := e.Heads(ctx)
	if err != nil {
		return Head{}, err
	}
	return heads[i], nil
}

// Heads are those of all documents, in the order of [Edition.Slugs]: not to be changed, others
// have them too.
func (e *Edition) Heads(ctx context.Context) ([]Head, error) {
	if heads := e.tree.heads.Load(); heads != nil {
		return *heads, nil
	}
	found := map[plumbing.Hash]Head{}
	blobs := make([]plumbing.Hash, len(e.tree.entries))
	for i, entry := range e.tree.entries {
		blobs[i] = entry.blob
	}
	err := selectIn(ctx, e.r.db, `SELECT hash, name, title, kind FROM repo_document`, blobs,
		func(rows *sql.Rows) error {
			var hash []byte
			var h Head
			err := rows.Scan(&hash, &h.Name, &h.Title, &h.Kind)
			found[plumbing.Hash(hash)] = h
			return err
		})
	if err != nil {
		return nil, err
	}
	heads := make([]Head, len(blobs))
	for i, entry := range e.tree.entries {
		heads[i] = found[entry.blob]
		heads[i].Slug = entry.slug
	}
	e.tree.heads.Store(&heads)
	return heads, nil
}

// Document reads a document. Others have the same one: it is not to be changed. It fails with
// [ErrNoDocument].
func (e *Edition) Document(ctx context.Context, slug string) (*legal.Document, error) {
	blob, ok := e.tree.find(slug)
	if !ok {
		return nil, e.missing(slug)
	}
	found, err := e.r.read(ctx, []entry{{slug, blob}})
	return found[blob], err
}

func (e *Edition) missing(slug string) error {
	return fmt.Errorf("repo: %q in %s: %w", cut(slug), e.hash, ErrNoDocument)
}

// read reads documents, from the cache or from their blobs.
func (r *Repo) read(
	ctx context.Context, entries []entry,
) (map[plumbing.Hash]*legal.Document, error) {
	found := make(map[plumbing.Hash]*legal.Document, len(entries))
	wanted := map[plumbing.Hash]string{}
	var blobs []plumbing.Hash
	for _, e := range entries {
		if d, ok := r.documents.Get(e.blob); ok {
			found[e.blob] = d
		} else if _, again := wanted[e.blob]; !again {
			wanted[e.blob] = e.slug
			blobs = append(blobs, e.blob)
		}
	}
	err := r.objects(ctx, blobs, func(s stored) error {
		text, err := s.content()
		if err != nil {
			return err
		}
		d, err := legal.Parse(wanted[s.hash]+suffix, text)
		if err != nil {
			return fmt.Errorf("repo: blob %s: %w", s.hash, err)
		}
		found[s.hash] = d
		r.documents.Put(s.hash, d, weight(d))
		return nil
	})
	return found, err
}

// weight is about how many octets a parsed document takes.
func weight(d *legal.Document) int64 {
	n := int(unsafe.Sizeof(*d)) + len(d.Name) + len(d.Title) + len(d.Notice) +
		cap(d.Clauses)*int(unsafe.Sizeof(legal.Clause{}))
	for _, c := range d.Clauses {
		n += len(c.Number) + len(c.Heading) + len(c.Term) + len(c.Text) + len(c.Closing)
	}
	return int64(n)
}

// node reads a commit.
func (r *Repo) node(ctx context.Context, hash plumbing.Hash) (*node, error) {
	if n, ok := r.commits.Get(hash); ok {
		return n, nil
	}
	o, err := r.one(ctx, plumbing.CommitObject, hash)
	if err != nil {
		return nil, err
	}
	var c object.Commit
	if err := c.Decode(o); err != nil {
		return nil, fmt.Errorf("repo: commit %s: %w", hash, err)
	}
	n := &node{hash, c.TreeHash, c.ParentHashes}
	r.commits.Put(hash, n, int64(unsafe.Sizeof(*n))+int64(len(n.parents)*len(hash)))
	return n, nil
}

// tree reads the tree of a commit.
func (r *Repo) tree(ctx context.Context, commit plumbing.Hash) (*tree, error) {
	if t, ok := r.trees.Get(commit); ok {
		return t, nil
	}
	n, err := r.node(ctx, commit)
	if err != nil {
		return nil, err
	}
	o, err := r.one(ctx, plumbing.TreeObject, n.tree)
	if err != nil {
		return nil, err
	}
	var read object.Tree
	if err := read.Decode(o); err != nil {
		return nil, fmt.Errorf("repo: tree of commit %s: %w", commit, err)
	}
	t := &tree{hash: n.tree, entries: make([]entry, len(read.Entries))}
	for i, e := range read.Entries {
		t.entries[i] = entry{strings.TrimSuffix(e.Name, suffix), e.Hash}
	}
	slices.SortFunc(t.entries, func(a, b entry) int { return cmp.Compare(a.slug, b.slug) })
	r.trees.Put(commit, t, t.weight())
	return t, nil
}

// weight is about how many octets a tree takes, with heads.
func (t *tree) weight() int64 {
	const title = 100 // with the name
	each := int(unsafe.Sizeof(entry{})+unsafe.Sizeof(Head{})) + title
	n := int(unsafe.Sizeof(*t)) + each*len(t.entries)
	for _, e := range t.entries {
		n += len(e.slug) + len(suffix)
	}
	return int64(n)
}

func (t *tree) index(slug string) (int, bool) {
	return slices.BinarySearchFunc(t.entries, slug,
		func(e entry, slug string) int { return cmp.Compare(e.slug, slug) })
}

func (t *tree) find(slug string) (blob plumbing.Hash, ok bool) {
	if i, ok := t.index(slug); ok {
		return t.entries[i].blob, true
	}
	return blob, false
}

// Encode makes the object of git: its order is that of the names of files.
func (t *tree) Encode(o plumbing.EncodedObject) error {
	made := object.Tree{Entries: make([]object.TreeEntry, len(t.entries))}
	for i, e := range t.entries {
		made.Entries[i] = object.TreeEntry{
			Name: e.slug + suffix, Mode: filemode.Regular, Hash: e.blob,
		}
	}
	slices.SortFunc(made.Entries, func(a, b object.TreeEntry) int {
		return cmp.Compare(a.Name, b.Name)
	})
	return made.Encode(o)
}
