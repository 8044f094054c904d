package repo_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/governance/repo/repotest"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// TestCorpus makes a small history: what differs between two versions, applied to the one, is
// the other, and git agrees.
func TestCorpus(t *testing.T) {
	serve(t, func(s *serving) {
		commits, err := repotest.Corpus(s.Context(), s.Repo, repotest.Small())
		if err != nil {
			s.Fatal(err)
		}
		for _, pair := range [][2]int{{0, len(commits) - 1}, {len(commits) - 1, 0}, {1, 3}} {
			s.applies(commits[pair[0]], commits[pair[1]])
		}
		s.point("refs/heads/main", commits[len(commits)-1])
		s.tag("v1", commits[len(commits)-1])
		dir := s.clone()
		merges := strings.Count(s.git(dir, "log", "--merges", "--format=%h"), "\n")
		if merges != len(commits)-1 {
			s.Error(merges, "merges")
		}
	})
}

// applies applies what differs between two commits to one, and commits it on top: the tree is
// that of the other.
func (s *serving) applies(before, after string) {
	s.Helper()
	redlines, err := s.Compare(s.Context(), before, after)
	if err != nil {
		s.Fatal(err)
	}
	put := documents{}
	for _, r := range redlines {
		d, err := r.Apply(r.Before)
		if err != nil {
			s.Fatal(err)
		}
		put[r.Slug] = d
	}
	made := s.edition(s.commit(put, before))
	want := s.edition(after)
	for _, slug := range want.Slugs() {
		if made.Blob(slug) != want.Blob(slug) {
			s.Errorf("%s: %s..%s applied is not the latter", slug, before, after)
		}
	}
}

// TestCorpusSame makes the same history twice.
func TestCorpusSame(t *testing.T) {
	var made [2][]string
	for i := range made {
		r := repo.Open(storetest.Open(t, store.Config{Dir: t.TempDir()}))
		var err error
		if made[i], err = repotest.Corpus(t.Context(), r, repotest.Small()); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(made[0], made[1]) {
		t.Error(made)
	}
}

// BenchmarkCorpus measures on the full corpus: a clause at a commit with nothing cached, and with
// the cache as it comes; the redline of the whole between random commits; what is held.
func BenchmarkCorpus(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgres"} {
		b.Run(engine, func(b *testing.B) {
			c := store.Config{}
			if dir := b.TempDir(); engine == "sqlite" {
				c.Dir = dir
			} else {
				c.URL = storetest.Postgres(b)
			}
			db := storetest.Open(b, c)
			began := b.Elapsed()
			commits, err := repotest.Corpus(b.Context(), repo.Open(db), repotest.Full())
			if err != nil {
				b.Fatal(err)
			}
			b.Logf("made in %s, %d MB", b.Elapsed()-began, megabytes(b, c.Dir))
			m := &measured{B: b, db: db, commits: commits, random: rand.New(rand.NewPCG(7, 7))}
			m.clauses("cold clause", func() *repo.Repo { return repo.Open(db) })
			r := repo.Open(db)
			m.clauses("clause", func() *repo.Repo { return r })
			m.compares()
			m.clone()
		})
	}
}

// megabytes is how large the files of a directory are.
func megabytes(b *testing.B, dir string) (n int64) {
	b.Helper()
	if dir == "" {
		return 0
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range files {
		info, err := os.Stat(filepath.Join(dir, f.Name()))
		if err != nil {
			b.Fatal(err)
		}
		n += info.Size()
	}
	return n >> 20
}

type measured struct {
	*testing.B
	db      *store.DB
	commits []string
	random  *rand.Rand
}

// clauses finds 1,000 random clauses at random commits.
func (m *measured) clauses(name string, open func() *repo.Repo) {
	took := make([]time.Duration, 1000)
	for i := range took {
		r := open()
		commit := m.commits[m.random.IntN(len(m.commits))]
		began := m.Elapsed()
		if err := clause(m.Context(), r, commit, m.random); err != nil {
			m.Fatal(err)
		}
		took[i] = m.Elapsed() - began
	}
	slices.Sort(took)
	m.Logf("%s: median %s, p95 %s, max %s", name, took[len(took)/2],
		took[len(took)*95/100], took[len(took)-1])
}

func clause(ctx context.Context, r *repo.Repo, commit string, random *rand.Rand) error {
	e, err := r.Edition(ctx, commit)
	if err != nil {
		return err
	}
	slugs := e.Slugs()
	d, err := e.Document(ctx, slugs[random.IntN(len(slugs))])
	if err != nil {
		return err
	}
	d.Find(d.Clauses[random.IntN(len(d.Clauses))].Number)
	return nil
}

// compares compares the first with the last commit, and random ones.
func (m *measured) compares() {
	for _, name := range []string{"cold", "cached"} {
		r := repo.Open(m.db)
		var most time.Duration
		var peak uint64
		for i := range 20 {
			before, after := m.commits[0], m.commits[len(m.commits)-1]
			if i > 0 {
				before = m.commits[m.random.IntN(len(m.commits))]
				after = m.commits[m.random.IntN(len(m.commits))]
			}
			if name == "cold" {
				r = repo.Open(m.db)
			}
			began := m.Elapsed()
			redlines, err := r.Compare(m.Context(), before, after)
			took := m.Elapsed() - began
			if err != nil {
				m.Fatal(err)
			}
			most = max(most, took)
			if i == 0 {
				m.Logf("%s compare of first and last: %s, %d documents", name, took, len(redlines))
			}
			var stats runtime.MemStats
			runtime.ReadMemStats(&stats)
			peak = max(peak, stats.HeapAlloc)
		}
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		m.Logf("%s compare: max %s; heap %d MB, %d MB at most", name, most,
			stats.HeapAlloc>>20, peak>>20)
		runtime.KeepAlive(r)
	}
}

// clone asks for all there is, as git clone does.
func (m *measured) clone() {
	last := m.commits[len(m.commits)-1]
	h := repo.Open(m.db).Handler(func(context.Context) ([]repo.Ref, error) {
		return []repo.Ref{{Name: "refs/heads/main", Hash: last}}, nil
	})
	req := httptest.NewRequest("POST", "/code.git/git-upload-pack",
		strings.NewReader(pkt("want "+last+" side-band-64k\n")+"0000"+pkt("done\n")))
	req.Header.Set("Content-Type", "application/x-git-upload-pack-request")
	var w counting
	began := m.Elapsed()
	h.ServeHTTP(&w, req)
	m.Logf("clone: %s, %d MB", m.Elapsed()-began, w.octets>>20)
}

// counting counts what is answered.
type counting struct {
	header http.Header
	octets int
}

func (c *counting) Header() http.Header {
	if c.header == nil {
		c.header = http.Header{}
	}
	return c.header
}

func (c *counting) WriteHeader(int) {}

func (c *counting) Write(p []byte) (int, error) {
	c.octets += len(p)
	return len(p), nil
}
