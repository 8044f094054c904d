package repo

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// ErrRoot: there is a first commit already, and another commit without parents was to be made.
var ErrRoot = errors.New("the repository has its first commit")

// The bounds of what is put.
const (
	mostSlug    = 100     // octets of a slug
	mostMessage = 1 << 16 // octets of the message of a commit or tag
	mostParents = 100
)

// Commit is a change of the Code: all stays as it is in Parents[0] but for what is put.
type Commit struct {
	// Parents are commits, in 40 hexadecimal digits. Several make a merge; none, the first
	// commit of the repository, of which there is one.
	Parents []string
	// Put has documents by slug; nil takes one away that Parents[0] has. They are not kept.
	Put map[string]*legal.Document
	// Message is what is said of it, without NUL.
	Message string
	// Author is "Name <mail>", or a name alone.
	Author string
	// At is when; git keeps it to the second. Not before 1970.
	At time.Time
}

// draft is a commit that is being made.
type draft struct {
	commit  stored
	objects []stored // with the commit
	heads   []headOf
	refers  []mentionOf
	parents []plumbing.Hash
	fresh   map[plumbing.Hash]*legal.Document // as they will be read
	there   map[plumbing.Hash]bool            // blobs of the parents
}

// headOf is a row of what a blob says of itself.
type headOf struct {
	blob plumbing.Hash
	Head
}

// Commit writes a commit. The same one has the same hash, and may be written again. It fails
// with [ErrUnknown] where a parent is not there, with [ErrNoDocument] where a document to take
// away is not, and with [ErrRoot].
func (r *Repo) Commit(ctx context.Context, c Commit) (hash string, err error) {
	d, err := r.draft(ctx, c)
	if err != nil {
		return "", err
	}
	if err := r.db.Write(ctx, func(tx *sql.Tx) error { return d.write(ctx, tx) }); err != nil {
		return "", err
	}
	for blob, document := range d.fresh {
		r.documents.Put(blob, document, weight(document))
	}
	return d.commit.hash.String(), nil
}

// draft makes the objects of a commit, and what is kept of its documents beside them.
func (r *Repo) draft(ctx context.Context, c Commit) (*draft, error) {
	if len(c.Parents) > mostParents {
		return nil, fmt.Errorf("repo: commit: %d parents: want %d at most", len(c.Parents), mostParents)
	}
	d := &draft{fresh: map[plumbing.Hash]*legal.Document{}, there: map[plumbing.Hash]bool{}}
	was := &tree{}
	for i, parent := range c.Parents {
		h, err := parseHash(parent)
		if err != nil {
			return nil, err
		}
		t, err := r.tree(ctx, h)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			was = t
		}
		d.parents = append(d.parents, h)
		for _, e := range t.entries {
			d.there[e.blob] = true
		}
	}
	now, err := d.put(was, c.Put)
	if err != nil {
		return nil, err
	}
	root, err := encode(now)
	if err != nil {
		return nil, err
	}
	if d.commit, err = encodeCommit(c, root.hash, d.parents); err != nil {
		return nil, err
	}
	d.objects = append(d.objects, root, d.commit)
	return d, nil
}

// put is the tree with documents put and taken away.
func (d *draft) put(was *tree, put map[string]*legal.Document) (*tree, error) {
	now := &tree{entries: slices.Clone(was.entries)}
	for _, slug := range slices.Sorted(maps.Keys(put)) {
		i, found := now.index(slug)
		if put[slug] == nil {
			if !found {
				return nil, fmt.Errorf("repo: commit: take away %q: %w", cut(slug), ErrNoDocument)
			}
			now.entries = slices.Delete(now.entries, i, i+1)
			continue
		}
		blob, err := d.document(slug, put[slug])
		if err != nil {
			return nil, err
		}
		if !found {
			now.entries = slices.Insert(now.entries, i, entry{slug: slug})
		}
		now.entries[i].blob = blob
	}
	return now, nil
}

// slugs are what is safe as the name of a file everywhere.
var slugs = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// document makes the blob of a document, unless a parent has it, and reads it back as whoever
// reads it will.
func (d *draft) document(slug string, document *legal.Document) (blob plumbing.Hash, _ error) {
	if slug != document.Slug() || len(slug) > mostSlug || !slugs.MatchString(slug) {
		return blob, fmt.Errorf("repo: commit: document %q put as %q: want its slug, of a-z, "+
			"0-9 and single hyphens, %d octets at most", cut(document.Name), cut(slug), mostSlug)
	}
	text := document.Append(nil)
	if blob = plumbing.ComputeHash(plumbing.BlobObject, text); d.there[blob] {
		return blob, nil
	}
	back, err := legal.Parse(slug+suffix, text)
	if err != nil {
		return blob, fmt.Errorf("repo: commit: %s cannot be read back: %w", slug, err)
	}
	if !equal(document, back) {
		return blob, fmt.Errorf("repo: commit: %s reads back as another document: "+
			"put what was parsed", slug)
	}
	packed, err := pack(plumbing.BlobObject, text)
	d.objects = append(d.objects, packed)
	d.beside(blob, back)
	d.fresh[blob] = back
	return blob, err
}

// beside notes what is kept of a document beside its blob.
func (d *draft) beside(blob plumbing.Hash, document *legal.Document) {
	d.heads = append(d.heads, headOf{blob, Head{document.Slug(), document.Name, document.Title,
		document.Kind}})
	for _, m := range Mentions(document) {
		d.refers = append(d.refers, mentionOf{blob, m})
	}
}

// equal reports whether documents say the same.
func equal(a, b *legal.Document) bool {
	return a.Name == b.Name && a.Title == b.Title && a.Kind == b.Kind && a.Notice == b.Notice &&
		slices.Equal(a.Clauses, b.Clauses)
}

func encodeCommit(c Commit, root plumbing.Hash, parents []plumbing.Hash) (stored, error) {
	by, message, err := said(c.Author, c.Message, c.At)
	if err != nil {
		return stored{}, fmt.Errorf("repo: commit: %w", err)
	}
	return encode(&object.Commit{
		Author: by, Committer: by, Message: message, TreeHash: root, ParentHashes: parents,
	})
}

// said checks what is said of a commit or a tag, and makes it what git stores: one line feed at
// the end of the message, and an author whose parts can be told apart.
func said(author, message string, at time.Time) (by object.Signature, _ string, _ error) {
	if len(message) > mostMessage || strings.Contains(message, "\x00") {
		return by, "", fmt.Errorf("message: want %d octets at most, and no NUL", mostMessage)
	}
	if at.Unix() < 0 {
		return by, "", fmt.Errorf("at %s: want a time from 1970 on", at)
	}
	name, mail, _ := strings.Cut(author, "<")
	by = object.Signature{Name: plain(name), Email: plain(mail), When: at.UTC()}
	if by.Name == "" {
		return by, "", fmt.Errorf("author %q: want a name", cut(author))
	}
	return by, strings.TrimRight(message, "\n") + "\n", nil
}

// plain leaves out of a name what git takes as its end.
func plain(name string) string {
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		if c < ' ' || c == '<' || c == '>' {
			return -1
		}
		return c
	}, name))
}

// write writes the rows of a commit, unless it is there.
func (d *draft) write(ctx context.Context, tx *sql.Tx) error {
	var there bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM repo_object WHERE hash = $1)`,
		d.commit.hash[:]).Scan(&there)
	if err != nil || there {
		return err
	}
	if len(d.parents) == 0 {
		var rooted bool
		err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM repo_object WHERE kind = $1)`,
			int64(plumbing.CommitObject)).Scan(&rooted)
		if err != nil {
			return err
		}
		if rooted {
			return fmt.Errorf("repo: commit without parents: %w", ErrRoot)
		}
	}
	return d.insert(ctx, tx)
}

// insert writes the rows.
func (d *draft) insert(ctx context.Context, tx *sql.Tx) error {
	if err := insertObjects(ctx, tx, d.objects); err != nil {
		return err
	}
	err := insertRows(ctx, tx, `repo_document (hash, name, title, kind)`, d.heads,
		func(h headOf) []any { return []any{h.blob[:], h.Name, h.Title, string(h.Kind)} })
	if err != nil {
		return err
	}
	return insertRows(ctx, tx, `repo_reference (place, hash, clauses)`, d.refers, mentionOf.row)
}

// Tag writes an annotated tag of a commit: an object, which a ref may name. The same one has
// the same hash. The name is that of the ref without refs/tags/: "v57.0".
func (r *Repo) Tag(ctx context.Context, name, commit, message, author string, at time.Time,
) (hash string, err error) {
	if err := plumbing.NewTagReferenceName(name).Validate(); err != nil {
		return "", fmt.Errorf("repo: tag %q: %w: want letters, digits, dots and hyphens", cut(name), err)
	}
	target, err := parseHash(commit)
	if err != nil {
		return "", err
	}
	if _, err := r.node(ctx, target); err != nil {
		return "", err
	}
	by, message, err := said(author, message, at)
	if err != nil {
		return "", fmt.Errorf("repo: tag: %w", err)
	}
	tag, err := encode(&object.Tag{
		Name: name, Tagger: by, Message: message, TargetType: plumbing.CommitObject, Target: target,
	})
	if err != nil {
		return "", err
	}
	err = r.db.Write(ctx, func(tx *sql.Tx) error { return insertObjects(ctx, tx, []stored{tag}) })
	if err != nil {
		return "", err
	}
	return tag.hash.String(), nil
}
