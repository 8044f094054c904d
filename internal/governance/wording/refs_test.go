package wording_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/record"
)

// try runs git in a directory, without anybody's configuration.
func (w *world) try(dir string, args ...string) ([]byte, error) {
	w.Helper()
	cmd := exec.CommandContext(w.Context(), "git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
		"GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "no_proxy=127.0.0.1")
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	return append(out, said.Bytes()...), err
}

func (w *world) git(dir string, args ...string) string {
	w.Helper()
	out, err := w.try(dir, args...)
	if err != nil {
		w.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// clone clones the repository as everyone may, lets git check it, and holds each branch and tag
// to the model.
func (w *world) clone() {
	w.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		w.Skip("git is not installed")
	}
	server := httptest.NewServer(http.StripPrefix("/code.git", w.code.Repository()))
	defer server.Close()
	dir := filepath.Join(w.TempDir(), "clone")
	w.git(w.TempDir(), "clone", "-q", server.URL+"/code.git", dir)
	if out := w.git(dir, "fsck", "--strict", "--full"); out != "" {
		w.Errorf("git fsck: %s", out)
	}
	want := w.named()
	for _, ref := range strings.Fields(w.git(dir, "for-each-ref", "--format=%(refname)")) {
		name := strings.TrimPrefix(ref, "refs/remotes/origin/")
		if name == "HEAD" || ref == "refs/heads/main" {
			continue
		}
		commit, is := want[name]
		if !is {
			w.Errorf("the clone has %s", name)
			continue
		}
		delete(want, name)
		w.hasFiles(name, w.files(dir, ref), commit)
	}
	if len(want) > 0 {
		w.Errorf("the clone lacks %v", slices.Sorted(maps.Keys(want)))
	}
	w.merges(dir)
	w.unseen(dir)
}

// named are the names that the clone has beside its own, with the text of each.
func (w *world) named() map[string]text {
	now := w.now()
	want := map[string]text{"main": w.inForce(now, now, nil).text}
	if t, is := w.textOf("adopted", now, now); is {
		want["refs/tags/adopted-"+t.AdoptedOn.String()] = w.commits[t.Commit]
	}
	for _, r := range every[*record.Release](w, "release", now, now) {
		t, has := w.textOf(r.ID, now, now)
		switch {
		case has && live(r, now):
			want["refs/tags/"+r.ID] = w.commits[t.Commit]
		case has && r.Cancelled == "":
			want["releases/"+r.ID] = w.commits[t.Commit]
		}
	}
	for _, m := range every[*record.Modification](w, "modification", now, now) {
		if _, published := w.latest(m.ID, now, now); published != nil {
			want["modifications/"+m.ID] = w.commits[published.Commit]
		}
	}
	return want
}

// files are those of a commit.
func (w *world) files(dir, commit string) map[string]string {
	w.Helper()
	all := map[string]string{}
	archive := tar.NewReader(strings.NewReader(w.git(dir, "archive", "--format=tar", commit)))
	for {
		entry, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			w.Fatal(err)
		}
		if content, err := io.ReadAll(archive); err != nil {
			w.Fatal(err)
		} else if entry.Typeflag == tar.TypeReg {
			all[entry.Name] = string(content)
		}
	}
}

// hasFiles holds files to a text.
func (w *world) hasFiles(name string, got map[string]string, want text) {
	w.Helper()
	files := map[string]string{}
	for _, slug := range want.slugs() {
		files[slug+".md"] = string(want.doc(slug).Append(nil))
	}
	if !maps.Equal(got, files) {
		w.Errorf("%s has %v\nwant %v", name, got, files)
	}
}

// merges finds a merge of two parents for each Modification of a Release, one after the other, and
// after them a commit for each correction.
func (w *world) merges(dir string) {
	w.Helper()
	now := w.now()
	for _, r := range every[*record.Release](w, "release", now, now) {
		t, has := w.textOf(r.ID, now, now)
		if !has || r.Cancelled != "" {
			continue
		}
		var want, got []string
		for range t.Corrections {
			want = append(want, "")
		}
		for _, id := range slices.Backward(t.LegalTexts) {
			lt, _ := said[*record.LegalText](w, "legal_text", id, now, now)
			want = append(want, lt.Commit)
		}
		commits := strings.Split(strings.TrimSpace(w.git(dir, "log", "--first-parent", "--format=%P|%H",
			t.Commit)), "\n")
		for _, line := range commits[:min(len(want), len(commits))] {
			parents, _, _ := strings.Cut(line, "|")
			before, second, _ := strings.Cut(parents, " ")
			if second == "" && t.Base == "" { // the first text of all
				second = before
			}
			got = append(got, second)
		}
		last := commits[len(got):]
		if !slices.Equal(got, want) || t.Base != "" && (len(last) == 0 ||
			!strings.HasSuffix(last[0], t.Base)) {
			w.Errorf("%s merges %q on %v, want %q on %s", t.ID, got, last, want, t.Base)
		}
	}
}

// unseen looks for commits that nobody but the administrator may see.
func (w *world) unseen(dir string) {
	w.Helper()
	now := w.now()
	public, drafts := map[string]bool{}, map[string]bool{}
	for _, t := range every[*record.LegalText](w, "legal_text", now, now) {
		if t.PublishedAt.IsZero() {
			drafts[t.Commit] = true
		} else {
			public[t.Commit] = true
		}
	}
	for commit := range drafts {
		if _, err := w.try(dir, "cat-file", "-e", commit); err == nil && !public[commit] {
			w.Errorf("the clone has %s, a draft", commit)
		}
	}
}
