package repo_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// serving is a world whose repository is served, with the refs that it has.
type serving struct {
	*world
	url string // of the repository

	mu   sync.Mutex
	refs []repo.Ref
}

// serve serves on each engine.
func serve(t *testing.T, test func(s *serving)) {
	t.Helper()
	eachServed(t, each, test)
}

// serveSQLite serves on one engine: where it is about what git says, and not what rows hold.
func serveSQLite(t *testing.T, test func(s *serving)) {
	t.Helper()
	eachServed(t, func(t *testing.T, test func(*world)) {
		db := storetest.Open(t, store.Config{Dir: t.TempDir()})
		test(&world{T: t, Repo: repo.Open(db), db: db})
	}, test)
}

func eachServed(t *testing.T, each func(*testing.T, func(*world)), test func(s *serving)) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	each(t, func(w *world) {
		s := &serving{world: w}
		h := w.Handler(func(context.Context) ([]repo.Ref, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			return slices.Clone(s.refs), nil
		})
		server := httptest.NewServer(http.StripPrefix("/code.git", h))
		w.Cleanup(server.Close)
		s.url = server.URL + "/code.git"
		test(s)
	})
}

// point makes a name stand for a hash.
func (s *serving) point(name, hash string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refs = slices.DeleteFunc(s.refs, func(r repo.Ref) bool { return r.Name == name })
	s.refs = append(s.refs, repo.Ref{Name: name, Hash: hash})
}

// tag tags a commit, and points the ref at it.
func (s *serving) tag(name, commit string) string {
	s.Helper()
	hash, err := s.Tag(s.Context(), name, commit, "Release "+name, author, noon)
	if err != nil {
		s.Fatal(err)
	}
	s.point("refs/tags/"+name, hash)
	return hash
}

// try runs git in a directory, without anybody's configuration.
func (s *serving) try(dir string, args ...string) (string, error) {
	s.Helper()
	cmd := exec.CommandContext(s.Context(), "git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
		"GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "no_proxy=127.0.0.1")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (s *serving) git(dir string, args ...string) string {
	s.Helper()
	out, err := s.try(dir, args...)
	if err != nil {
		s.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// clone clones what is served, and lets git check it.
func (s *serving) clone(args ...string) (dir string) {
	s.Helper()
	dir = filepath.Join(s.TempDir(), "clone")
	s.git(s.TempDir(), append(slices.Concat([]string{"clone", "-q"}, args), s.url, dir)...)
	s.check(dir)
	return dir
}

// check lets git check all objects of a clone.
func (s *serving) check(dir string) {
	s.Helper()
	if out := s.git(dir, "fsck", "--strict", "--full"); out != "" {
		s.Errorf("git fsck: %s", out)
	}
}

// history makes two Releases, each the merge of two branches; main is at the last.
func (s *serving) history() (commits []string) {
	first := s.commit(put(section("A", "one", "two"), section("B", "three"), section("A-1", "x")))
	a, b := s.commit(put(section("A", "1", "two")), first), s.commit(put(section("B", "3")), first)
	merge := s.commit(put(section("A", "1", "two"), section("B", "3")), first, a, b)
	c := s.commit(put(section("A", "1", "2")), merge)
	last := s.commit(put(section("A", "1", "2")), merge, c)
	s.point("refs/heads/main", last)
	s.tag("v1.0", merge)
	s.tag("v2.0", last)
	return []string{first, a, b, merge, c, last}
}

func TestClone(t *testing.T) {
	serve(t, func(s *serving) {
		commits := s.history()
		dir := s.clone()
		if got := strings.TrimSpace(s.git(dir, "rev-parse", "HEAD")); got != commits[5] {
			s.Error(got, commits[5])
		}
		if got := strings.TrimSpace(s.git(dir, "symbolic-ref", "HEAD")); got != "refs/heads/main" {
			s.Error(got)
		}
		graph := s.git(dir, "log", "--graph", "--format=%h %s", "--all", "--abbrev=40")
		for _, hash := range commits {
			if strings.Count(graph, hash) != 1 {
				s.Errorf("%s is not in\n%s", hash, graph)
			}
		}
		if !strings.Contains(graph, "|") {
			s.Errorf("no merge in\n%s", graph)
		}
		format := s.git(dir, "log", "-1", "--format=%an|%ae|%at|%B")
		if want := "Code Administrator|code@example.org|1719489960|Change 6"; !strings.HasPrefix(
			format, want) {
			s.Error(format)
		}
		if got := s.git(dir, "tag", "-n"); got != "v1.0            Release v1.0\n"+
			"v2.0            Release v2.0\n" {
			s.Error(got)
		}
		text, err := os.ReadFile(filepath.Join(dir, "section-a.md"))
		if want := section("A", "1", "2").Append(nil); err != nil || !bytes.Equal(text, want) {
			s.Errorf("%v\n%s", err, text)
		}
		if got := s.git(dir, "ls-files"); got != "section-a-1.md\nsection-a.md\nsection-b.md\n" {
			s.Error(got)
		}
	})
}

// TestCloneWays clones in the ways that clients differ in.
func TestCloneWays(t *testing.T) {
	serveSQLite(t, func(s *serving) {
		commits := s.history()
		for _, args := range [][]string{
			{"-c", "protocol.version=0"}, {"-c", "protocol.version=1"}, {"-c", "protocol.version=2"},
			{"--bare"}, {"--mirror"}, {"--no-tags"}, {"--single-branch"}, {"--branch=v1.0"},
			{"-c", "http.postBuffer=100"}, // in chunks
		} {
			dir := s.clone(args...)
			s.git(dir, "cat-file", "-e", commits[3])
		}
		for _, args := range [][]string{{"--depth=1"}, {"--shallow-since=2020-01-01"}} {
			if out, err := s.try(s.TempDir(), append(append([]string{"clone"}, args...),
				s.url, "x")...); err == nil {
				s.Errorf("%v was served: %s", args, out)
			}
		}
		if got := s.git(s.TempDir(), "ls-remote", s.url); strings.Count(got, "\n") != 6 ||
			!strings.Contains(got, commits[3]+"\trefs/tags/v1.0^{}") ||
			!strings.Contains(got, commits[5]+"\tHEAD") {
			s.Error(got)
		}
	})
}

func TestCloneEmpty(t *testing.T) {
	serveSQLite(t, func(s *serving) {
		dir := filepath.Join(s.TempDir(), "clone")
		out := s.git(s.TempDir(), "clone", s.url, dir)
		if !strings.Contains(out, "empty repository") {
			s.Error(out)
		}
		hash := s.commit(put(section("A", "one")))
		s.point("refs/heads/main", hash)
		s.git(dir, "fetch", "-q")
		s.git(dir, "checkout", "-q", "main")
		s.check(dir)
		s.git(dir, "cat-file", "-e", hash)
	})
}

func TestFetch(t *testing.T) {
	serve(t, func(s *serving) {
		commits := s.history()
		dir := s.clone()
		old := s.git(dir, "count-objects", "-v")
		next := s.commit(put(section("A", "1", "II")), commits[5])
		s.point("refs/heads/main", next)
		s.tag("v3.0", next)
		out := s.git(dir, "pull", "--ff-only")
		if !strings.Contains(out, "section-a.md | 2 +-") {
			s.Error(out)
		}
		s.check(dir)
		s.git(dir, "rev-parse", "refs/tags/v3.0")
		// A commit, a tree, a blob and a tag are all that was sent.
		if got := counted(s.git(dir, "count-objects", "-v")) - counted(old); got != 4 {
			s.Errorf("%d objects were sent", got)
		}
		if out := s.git(dir, "fetch"); out != "" {
			s.Error(out)
		}
	})
}

// counted is how many objects git count-objects -v tells of.
func counted(said string) (n int) {
	for line := range strings.Lines(said) {
		var loose, packed int
		if c, _ := fmt.Sscanf(line, "count: %d", &loose); c == 1 {
			n += loose
		}
		if c, _ := fmt.Sscanf(line, "in-pack: %d", &packed); c == 1 {
			n += packed
		}
	}
	return n
}

// TestFetchIntoWork fetches into a clone that has hundreds of commits of its own, so that git
// asks several times.
func TestFetchIntoWork(t *testing.T) {
	serveSQLite(t, func(s *serving) {
		commits := s.history()
		dir := s.clone()
		var stream strings.Builder
		for i := range 700 {
			fmt.Fprintf(&stream, "commit refs/heads/work\ncommitter A <a> %d +0000\ndata 1\nx\n",
				1719490100+i)
			if i == 0 {
				stream.WriteString("from refs/heads/main\n")
			}
		}
		cmd := exec.CommandContext(s.Context(), "git", "fast-import", "--quiet")
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(stream.String())
		if out, err := cmd.CombinedOutput(); err != nil {
			s.Fatalf("%v: %s", err, out)
		}
		next := commits[5]
		for i := range 5 {
			next = s.commit(put(section("A", "1", fmt.Sprint("more ", i))), next)
		}
		s.point("refs/heads/main", next)
		for _, version := range []string{"0", "2"} {
			s.git(dir, "-c", "protocol.version="+version, "fetch", "-q")
			s.check(dir)
			s.git(dir, "cat-file", "-e", next)
			next = s.commit(put(section("A", "1", "last "+version)), next)
			s.point("refs/heads/main", next)
		}
	})
}

// TestFetchUnrelated fetches into a repository with another history.
func TestFetchUnrelated(t *testing.T) {
	serveSQLite(t, func(s *serving) {
		commits := s.history()
		dir := s.TempDir()
		s.git(dir, "init", "-q")
		s.git(dir, "-c", "user.name=a", "-c", "user.email=b", "commit", "-q", "--allow-empty", "-m", "x")
		s.git(dir, "fetch", "-q", s.url, "main:code")
		s.check(dir)
		if got := strings.TrimSpace(s.git(dir, "rev-parse", "code")); got != commits[5] {
			s.Error(got)
		}
	})
}

// TestHidden clones where drafts stand on what is seen: no object of theirs comes, and what
// asks for one by its hash is refused.
func TestHidden(t *testing.T) {
	serve(t, func(s *serving) {
		commits := s.history()
		draft := s.commit(put(section("A", "a secret plan", "2")), commits[5])
		e := s.edition(draft)
		tag, err := s.Tag(s.Context(), "hidden", draft, "Hidden", author, noon)
		if err != nil {
			s.Fatal(err)
		}
		dir := s.clone()
		for _, hidden := range []string{draft, e.Blob("section-a"), tag} {
			if out, err := s.try(dir, "cat-file", "-e", hidden); err == nil {
				s.Errorf("%s is in the clone: %s", hidden, out)
			}
			if out, err := s.try(dir, "fetch", s.url, hidden); err == nil {
				s.Errorf("%s was served: %s", hidden, out)
			}
			body := pkt("want "+hidden+" side-band-64k\n") + "0000" + pkt("done\n")
			code, got := s.post(body, "")
			if code != http.StatusOK || !strings.Contains(got, "ERR upload-pack: not our ref") ||
				strings.Contains(got, "PACK") {
				s.Errorf("%s: %d %q", hidden, code, got)
			}
		}
		// The client has the draft, from wherever: it is not told that we have it.
		body := pkt("want "+commits[5]+" multi_ack_detailed\n") + "0000" +
			pkt("have "+draft+"\n") + pkt("have "+commits[0]+"\n") + "0000"
		code, got := s.post(body, "")
		if code != http.StatusOK || strings.Contains(got, "ACK "+draft) ||
			!strings.Contains(got, "ACK "+commits[0]+" common") {
			s.Errorf("%d %q", code, got)
		}
	})
}

// TestOlderTip serves a commit that a ref stood at a moment ago: a clone takes two requests.
func TestOlderTip(t *testing.T) {
	serveSQLite(t, func(s *serving) {
		commits := s.history()
		body := pkt("want "+commits[3]+"\n") + "0000" + pkt("done\n")
		code, got := s.post(body, "")
		if code != http.StatusOK || !strings.HasPrefix(got, "0008NAK\nPACK") {
			s.Errorf("%d %.40q", code, got)
		}
	})
}

// pkt is a line as git sends them.
func pkt(line string) string { return fmt.Sprintf("%04x%s", len(line)+4, line) }

// post asks for a pack.
func (s *serving) post(body, encoding string) (int, string) {
	s.Helper()
	return s.postReader(strings.NewReader(body), encoding)
}

func (s *serving) postReader(body io.Reader, encoding string) (int, string) {
	s.Helper()
	to := s.url + "/git-upload-pack"
	req, err := http.NewRequestWithContext(s.Context(), http.MethodPost, to, body)
	if err != nil {
		s.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-git-upload-pack-request")
	if encoding != "" {
		req.Header.Set("Content-Encoding", encoding)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer res.Body.Close()
	got, err := io.ReadAll(res.Body)
	if err != nil {
		s.Fatal(err)
	}
	return res.StatusCode, string(got)
}

func zipped(t *testing.T, body io.Reader) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.Copy(w, body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

// zeros never ends: as pkt-lines it is flushes.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

func TestHostile(t *testing.T) {
	serveSQLite(t, func(s *serving) {
		commits := s.history()
		want := pkt("want " + commits[5] + " side-band-64k\n")
		nothing := func() io.Reader { return io.LimitReader(zeros{}, 1<<30) }
		for _, tt := range []struct {
			name, encoding string
			body           io.Reader
			code           int
			say            string
		}{
			{"empty", "", strings.NewReader(""), 400, "want"},
			{"garbage", "", strings.NewReader("\x00\xff\x17garbage"), 400, ""},
			{"a line too long", "", strings.NewReader("fffff"), 400, ""},
			{"cut off", "", strings.NewReader(want[:20]), 400, ""},
			{"wants without an end", "", strings.NewReader(want), 400, "want"},
			{"not a hash", "", strings.NewReader(pkt("want main\n") + "0000"), 400, "40 hexadecimal"},
			{"no wants", "", strings.NewReader("0000" + pkt("done\n")), 200, ""},
			{"have before want", "", strings.NewReader(pkt("have "+commits[5]+"\n") + "0000"),
				400, "want"},
			{"no end", "", strings.NewReader(want + "0000"), 200, ""},
			{"shallow", "", strings.NewReader(want + pkt("deepen 1\n") + "0000" + pkt("done\n")),
				400, "not served"},
			{"filter", "", strings.NewReader(want + pkt("filter blob:none\n") + "0000"),
				400, "not served"},
			{"strange step", "", strings.NewReader(want + "0000" + pkt("hello\n")), 400, "have"},
			{"1 GB of nothing", "", nothing(), 200, ""},
			{"1 GB after a want", "", io.MultiReader(strings.NewReader(want), io.LimitReader(
				repeated(want), 1<<30)), 400, "10000 wants"},
			{"1 GB of haves", "", io.MultiReader(strings.NewReader(want+"0000"), io.LimitReader(
				repeated(pkt("have "+strings.Repeat("1", 40)+"\n")), 1<<30)), 413, ""},
			{"64 MB of nothing, zipped", "gzip", zipped(s.T, io.MultiReader(strings.NewReader(
				want+"0000"), io.LimitReader(zeros{}, 64<<20))), 413, ""},
			{"not zipped", "gzip", strings.NewReader(want), 400, "gzip"},
			{"another encoding", "br", strings.NewReader(want), 400, "gzip"},
		} {
			code, got := s.postReader(tt.body, tt.encoding)
			if code != tt.code || !strings.Contains(got, tt.say) {
				s.Errorf("%s: %d %.200q, want %d %q", tt.name, code, got, tt.code, tt.say)
			}
		}
		// What was zipped in earnest is served.
		body := zipped(s.T, strings.NewReader(want+"0000"+pkt("done\n")))
		if code, got := s.postReader(body, "gzip"); code != 200 || !strings.Contains(got, "PACK") {
			s.Error(code, got)
		}
	})
}

// repeated is the same text without an end.
func repeated(text string) io.Reader { return &repeating{text: text} }

type repeating struct {
	text string
	at   int
}

func (r *repeating) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = r.text[r.at]
		r.at = (r.at + 1) % len(r.text)
	}
	return len(p), nil
}

func TestRequests(t *testing.T) {
	serveSQLite(t, func(s *serving) {
		s.history()
		for _, tt := range []struct {
			method, path, kind string
			code               int
		}{
			{"GET", "/info/refs?service=git-upload-pack", "", 200},
			{"HEAD", "/info/refs?service=git-upload-pack", "", 200},
			{"GET", "/info/refs", "", 403},
			{"GET", "/info/refs?service=git-receive-pack", "", 403},
			{"POST", "/info/refs?service=git-upload-pack", "", 405},
			{"GET", "/git-upload-pack", "", 405},
			{"POST", "/git-upload-pack", "text/plain", 415},
			{"POST", "/git-receive-pack", "application/x-git-receive-pack-request", 403},
			{"GET", "/HEAD", "", 404},
			{"GET", "/objects/info/packs", "", 404},
			{"GET", "/", "", 404},
		} {
			req, err := http.NewRequestWithContext(s.Context(), tt.method, s.url+tt.path, nil)
			if err != nil {
				s.Fatal(err)
			}
			req.Header.Set("Content-Type", tt.kind)
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				s.Fatal(err)
			}
			if err := res.Body.Close(); err != nil || res.StatusCode != tt.code {
				s.Errorf("%s %s: %d, want %d", tt.method, tt.path, res.StatusCode, tt.code)
			}
		}
		if out, err := s.try(s.clone(), "push", "origin", "main:other"); err == nil {
			s.Error("pushed:", out)
		}
	})
}

// TestRefsFail serves nothing where it is not known what may be seen.
func TestRefsFail(t *testing.T) {
	each(t, func(w *world) {
		hash := w.commit(put(section("A", "one")))
		for _, tt := range []struct {
			refs []repo.Ref
			err  error
		}{
			{nil, errors.New("a private cause")},
			{[]repo.Ref{{Name: "refs/heads/main", Hash: strings.Repeat("1", 40)}}, nil},
			{[]repo.Ref{{Name: "refs/heads/main", Hash: "x"}}, nil},
			{[]repo.Ref{{Name: "refs/heads/a b", Hash: hash}}, nil},
		} {
			h := w.Handler(func(context.Context) ([]repo.Ref, error) { return tt.refs, tt.err })
			for _, req := range []*http.Request{
				httptest.NewRequest("GET", "/info/refs?service=git-upload-pack", nil),
				httptest.NewRequest("POST", "/git-upload-pack",
					strings.NewReader(pkt("want "+hash+"\n")+"0000"+pkt("done\n"))),
			} {
				req.Header.Set("Content-Type", "application/x-git-upload-pack-request")
				rec := httptest.NewRecorder()
				h.ServeHTTP(rec, req)
				if got := rec.Body.String(); rec.Code != 500 || strings.Contains(got, "private") ||
					strings.Contains(got, hash) {
					w.Errorf("%+v: %d %q", tt, rec.Code, got)
				}
			}
		}
	})
}

func TestAdvertised(t *testing.T) {
	each(t, func(w *world) {
		hash := w.commit(put(section("A", "one")))
		refs := []repo.Ref{{Name: "refs/heads/z", Hash: hash}, {Name: "refs/heads/a", Hash: hash}}
		h := w.Handler(func(context.Context) ([]repo.Ref, error) { return refs, nil })
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest("GET", "/x.git/info/refs?service=git-upload-pack", nil))
		var names []string // sorted, and no HEAD without main
		for line := range strings.Lines(rec.Body.String()) {
			if _, rest, ok := strings.Cut(line, hash+" "); ok {
				name, _, _ := strings.Cut(strings.TrimSpace(rest), "\x00")
				names = append(names, name)
			}
		}
		if diff := cmp.Diff([]string{"refs/heads/a", "refs/heads/z"}, names); diff != "" {
			w.Error(diff)
		}
	})
}
