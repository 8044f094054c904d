package repo_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// noon is when the first commit of a test is made.
var noon = time.Date(2024, 6, 27, 12, 0, 0, 0, time.UTC)

const author = "Code Administrator <code@example.org>"

// section is a document whose clauses have these texts: F1.1, F1.2, …
func section(name string, texts ...string) *legal.Document {
	d := &legal.Document{Name: "Section " + name, Title: "Tests", Kind: legal.Section}
	letter := name[:1]
	d.Clauses = append(d.Clauses, legal.Clause{Number: letter + "1", Heading: "Rules"})
	for i, text := range texts {
		d.Clauses = append(d.Clauses, legal.Clause{
			Number: fmt.Sprintf("%s1.%d", letter, i+1), Text: text,
		})
	}
	return d
}

type documents = map[string]*legal.Document

// put is documents by slug.
func put(all ...*legal.Document) documents {
	by := documents{}
	for _, d := range all {
		by[d.Slug()] = d
	}
	return by
}

// world commits, one minute after another.
type world struct {
	*testing.T
	*repo.Repo
	db   *store.DB
	made int
}

// again is the same repository, with nothing cached.
func (w *world) again() *repo.Repo { return repo.Open(w.db) }

// commit makes a commit on parents.
func (w *world) commit(put documents, parents ...string) string {
	w.Helper()
	w.made++
	hash, err := w.Commit(w.Context(), repo.Commit{
		Parents: parents, Put: put, Message: fmt.Sprintf("Change %d", w.made), Author: author,
		At: noon.Add(time.Duration(w.made) * time.Minute),
	})
	if err != nil {
		w.Fatal(err)
	}
	return hash
}

// texts reads an edition: the text of each clause that has one, by slug and number.
func (w *world) texts(hash string) map[string]string {
	w.Helper()
	e := w.edition(hash)
	all := map[string]string{}
	for _, slug := range e.Slugs() {
		d, err := e.Document(w.Context(), slug)
		if err != nil {
			w.Fatal(err)
		}
		for _, c := range d.Clauses {
			if c.Text != "" {
				all[slug+" "+c.Number] = c.Text
			}
		}
	}
	return all
}

func (w *world) edition(hash string) *repo.Edition {
	w.Helper()
	e, err := w.Edition(w.Context(), hash)
	if err != nil {
		w.Fatal(err)
	}
	return e
}

// each runs a test on each engine.
func each(t *testing.T, test func(w *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		test(&world{T: t, Repo: repo.Open(db), db: db})
	})
}

func TestCommit(t *testing.T) {
	each(t, func(w *world) {
		first := w.commit(put(section("A", "one", "two"), section("B", "three")))
		second := w.commit(documents{
			"section-a": section("A", "one", "2"), "section-b": nil, "section-c": section("C", "four"),
		}, first)
		for _, tt := range []struct {
			hash string
			want map[string]string
		}{
			{first, map[string]string{
				"section-a A1.1": "one", "section-a A1.2": "two", "section-b B1.1": "three",
			}},
			{second, map[string]string{
				"section-a A1.1": "one", "section-a A1.2": "2", "section-c C1.1": "four",
			}},
		} {
			if diff := cmp.Diff(tt.want, w.texts(tt.hash)); diff != "" {
				w.Errorf("%s (-want +got):\n%s", tt.hash, diff)
			}
		}
		a, b := w.edition(first), w.edition(second)
		if a.Blob("section-a") == b.Blob("section-a") || b.Blob("section-b") != "" {
			w.Error("blobs", a.Blob("section-a"), b.Blob("section-a"), b.Blob("section-b"))
		}
		if got := b.Hash(); got != second {
			w.Error(got, second)
		}
	})
}

// TestCommitAgain makes the same commits again, the first one too, also on another engine: they
// have the same hashes.
func TestCommitAgain(t *testing.T) {
	const want = "60a9148f514d62682a6c269099832c2ab8b6cfe1"
	each(t, func(w *world) {
		var hashes []string
		for range 2 {
			w.made = 0
			first := w.commit(put(section("A", "one")))
			hashes = append(hashes, w.commit(put(section("A", "two")), first))
		}
		if hashes[0] != hashes[1] || hashes[0] != want {
			w.Error(hashes)
		}
	})
}

// TestCommitKeepsNothing changes a document after it was committed.
func TestCommitKeepsNothing(t *testing.T) {
	each(t, func(w *world) {
		d := section("A", "one")
		hash := w.commit(put(d))
		d.Clauses[1].Text = "changed"
		if got := w.texts(hash)["section-a A1.1"]; got != "one" {
			w.Error(got)
		}
	})
}

func TestCommitRefused(t *testing.T) {
	each(t, func(w *world) {
		first := w.commit(put(section("A", "one")))
		strange := section("A", "one")
		strange.Name = "Section Ω/../x"
		for _, tt := range []struct {
			name   string
			change func(*repo.Commit)
			want   error  // nil: any
			say    string // in the message
		}{
			{"second root", func(c *repo.Commit) { c.Parents = nil }, repo.ErrRoot, "first commit"},
			{"no such parent", func(c *repo.Commit) {
				c.Parents = []string{strings.Repeat("12", 20)}
			}, repo.ErrUnknown, "1212"},
			{"parent is no hash", func(c *repo.Commit) { c.Parents = []string{"main"} },
				repo.ErrUnknown, "40 hexadecimal"},
			{"takes away what is not there", func(c *repo.Commit) {
				c.Put = documents{"section-z": nil}
			}, repo.ErrNoDocument, "section-z"},
			{"another slug", func(c *repo.Commit) {
				c.Put = documents{"section-b": section("A", "x")}
			}, nil, "want its slug"},
			{"a slug that is no file", func(c *repo.Commit) {
				c.Put = documents{strange.Slug() + "/..": strange}
			}, nil, "want its slug"},
			{"cannot be read", func(c *repo.Commit) {
				d := section("A", "x")
				d.Clauses[1].Number = "no number"
				c.Put = put(d)
			}, nil, "section-a"},
			{"no author", func(c *repo.Commit) { c.Author = "<>" }, nil, "want a name"},
			{"NUL", func(c *repo.Commit) { c.Message = "a\x00b" }, nil, "no NUL"},
			{"long message", func(c *repo.Commit) { c.Message = strings.Repeat("x", 1<<17) },
				nil, "65536"},
			{"before 1970", func(c *repo.Commit) { c.At = time.Unix(-1, 0) }, nil, "1970"},
			{"many parents", func(c *repo.Commit) {
				c.Parents = slices.Repeat([]string{first}, 101)
			}, nil, "100 at most"},
		} {
			c := repo.Commit{
				Parents: []string{first}, Put: put(section("A", "two")), Message: "m",
				Author: author, At: noon,
			}
			tt.change(&c)
			hash, err := w.Commit(w.Context(), c)
			if err == nil || hash != "" || !strings.Contains(err.Error(), tt.say) ||
				tt.want != nil && !errors.Is(err, tt.want) {
				w.Errorf("%s: got %q, %v", tt.name, hash, err)
			}
		}
	})
}

func TestEdition(t *testing.T) {
	each(t, func(w *world) {
		hash := w.commit(put(section("B", "x"), section("A", "y"), section("A-1", "z")))
		e := w.edition(hash)
		want := []string{"section-a", "section-a-1", "section-b"}
		if diff := cmp.Diff(want, e.Slugs()); diff != "" {
			w.Error(diff)
		}
		head, err := e.Head(w.Context(), "section-b")
		if want := (repo.Head{
			Slug: "section-b", Name: "Section B", Title: "Tests", Kind: legal.Section,
		}); err != nil || head != want {
			w.Error(head, err)
		}
		if _, err := e.Head(w.Context(), "section-q"); !errors.Is(err, repo.ErrNoDocument) {
			w.Error(err)
		}
		if _, err := e.Document(w.Context(), "section-q"); !errors.Is(err, repo.ErrNoDocument) {
			w.Error(err)
		}
		for _, unknown := range []string{"", "HEAD", strings.Repeat("0", 40), hash[:39], hash + "0"} {
			if _, err := w.Edition(w.Context(), unknown); !errors.Is(err, repo.ErrUnknown) {
				w.Errorf("%q: %v", unknown, err)
			}
		}
		tag, err := w.Tag(w.Context(), "v1.0", hash, "The first", author, noon)
		if err != nil {
			w.Fatal(err)
		}
		if _, err := w.Edition(w.Context(), tag); !errors.Is(err, repo.ErrUnknown) {
			w.Error("a tag is no commit:", err)
		}
	})
}

// TestOpenAgain reads with empty caches, and with caches that hold nothing.
func TestOpenAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := &world{T: t, Repo: repo.Open(db)}
		first := w.commit(put(section("A", "one"), section("B", "two")))
		second := w.commit(put(section("A", "1")), first)
		for _, again := range []*repo.Repo{repo.Open(db), repo.Open(db, repo.Cache(0))} {
			w.Repo = again
			for range 2 {
				got := slices.Sorted(maps.Values(w.texts(second)))
				if diff := cmp.Diff([]string{"1", "two"}, got); diff != "" {
					t.Error(diff)
				}
			}
		}
	})
}

func TestTagRefused(t *testing.T) {
	each(t, func(w *world) {
		hash := w.commit(put(section("A", "one")))
		for _, tt := range []struct{ name, commit, say string }{
			{"", hash, "tag"}, {"a b", hash, "tag"}, {"../x", hash, "tag"}, {"x.lock", hash, "tag"},
			{"-x", hash, "tag"}, {"a\nb", hash, "tag"}, {"v1", "x", "40 hexadecimal"},
			{"v1", strings.Repeat("1", 40), "not in the repository"},
		} {
			_, err := w.Tag(w.Context(), tt.name, tt.commit, "m", author, noon)
			if err == nil || !strings.Contains(err.Error(), tt.say) {
				w.Errorf("%q of %q: %v", tt.name, tt.commit, err)
			}
		}
	})
}
