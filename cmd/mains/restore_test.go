package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/store/storetest"
)

// moreKeys are files that take a restore some time.
const moreKeys = 40

// TestKillRestore kills mains restore at many moments. What it leaves is an installation, nothing,
// or what every command refuses until it was restored again.
func TestKillRestore(t *testing.T) {
	testKillRestore(t, func() []string { return nil }, ".restoring/db/mains.db", "db")
}

// TestKillRestoreOnServer does so with the database in PostgreSQL.
func TestKillRestoreOnServer(t *testing.T) {
	testKillRestore(t, func() []string { return []string{"--db", storetest.Postgres(t)} })
}

// restoring is a backup, and what it was made of.
type restoring struct {
	t      *testing.T
	keys   map[string]string
	backup string
	cut    int // how many restores were found to be cut off
}

// testKillRestore kills when paths in the data directory are there, and at times.
func testKillRestore(t *testing.T, database func() []string, paths ...string) {
	r := &restoring{t: t, keys: map[string]string{}, backup: filepath.Join(t.TempDir(), "a.backup")}
	from := filepath.Join(t.TempDir(), "from")
	sample := filepath.Join("..", "..", "docs", "register-sample.yaml")
	r.must("code", "import", "--data", from, sample)
	r.must("code", "export", "--data", from, filepath.Join(t.TempDir(), "a.archive")) // makes its key
	for n := range moreKeys {
		text := bytes.Repeat([]byte{byte('a' + n%26)}, 500)
		if err := os.WriteFile(filepath.Join(from, "keys", fmt.Sprintf("key-%03d.pem", n)), text,
			0o600); err != nil {
			t.Fatal(err)
		}
	}
	r.keys = r.read(from)
	r.must("backup", "--data", from, r.backup)

	for _, path := range append(paths, ".restoring", ".restoring/keys/archive.pem",
		".restoring/keys/key-000.pem", ".restoring/keys/key-020.pem", "keys") {
		data := filepath.Join(t.TempDir(), "data")
		r.killed(path, data, database(), func() {
			for end := time.Now().Add(startLimit); time.Now().Before(end); {
				if _, err := os.Stat(filepath.Join(data, path)); err == nil {
					return
				}
				pause(t, 200*time.Microsecond)
			}
		})
	}
	for range 4 {
		wait := time.Duration(rand.Int64N(int64(time.Second)))
		r.killed(wait.String(), filepath.Join(t.TempDir(), "data"), database(),
			func() { pause(t, wait) })
	}
	if r.cut < 4 {
		t.Errorf("%d restores were cut off: want most", r.cut)
	}
	t.Logf("%d restores were cut off", r.cut)
}

// killed restores into a data directory until some moment, looks at what is left, and restores
// again.
func (r *restoring) killed(when, data string, database []string, moment func()) {
	r.t.Helper()
	restore := append([]string{"restore", "--data", data, r.backup}, database...)
	process := exec.Command("mains", restore...)
	if err := process.Start(); err != nil {
		r.t.Fatal(err)
	}
	moment()
	_ = process.Process.Kill() // it may have ended
	ended := process.Wait() == nil
	serve := append([]string{"serve", "--data", data, "--port-offset=-1"}, database...)
	_, err := os.Stat(filepath.Join(data, ".restoring"))
	_, keysErr := os.Stat(filepath.Join(data, "keys"))
	switch made := keysErr == nil; {
	case err == nil:
		r.cut++
		r.refused(when, serve)
		r.refused(when, append([]string{"code", "verify", "--data", data}, database...))
	case made && !ended && !r.whole(data, database): // it was not told to the server
		r.cut++
		r.refused(when, serve)
		restore[2] = filepath.Join(r.t.TempDir(), "data")
		data = restore[2]
	case made:
		r.t.Logf("killed at %s: it is whole", when)
		return
	}
	r.must(restore...)
	if !r.whole(data, database) {
		r.t.Errorf("killed at %s, and restored again: not whole", when)
	}
}

// whole reports whether a data directory has all that was restored.
func (r *restoring) whole(data string, database []string) bool {
	r.t.Helper()
	verify := append([]string{"code", "verify", "--data", data}, database...)
	out, err := exec.Command("mains", verify...).CombinedOutput()
	if err != nil && !strings.Contains(string(out), "not finished") {
		r.t.Errorf("verify: %s", out)
	}
	_, left := os.Stat(filepath.Join(data, ".restoring"))
	return err == nil && errors.Is(left, fs.ErrNotExist) && fmt.Sprint(r.read(data)) ==
		fmt.Sprint(r.keys)
}

// read reads the keys of a data directory.
func (r *restoring) read(data string) map[string]string {
	r.t.Helper()
	keys := map[string]string{}
	entries, err := os.ReadDir(filepath.Join(data, "keys"))
	if err != nil {
		r.t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(data, "keys", e.Name()))
		if err != nil {
			r.t.Fatal(err)
		}
		keys[e.Name()] = string(text)
	}
	return keys
}

// refused wants a command to say that a restore was cut off.
func (r *restoring) refused(when string, args []string) {
	r.t.Helper()
	out, err := exec.Command("mains", args...).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "run mains restore again") {
		r.t.Errorf("killed at %s, %s: %v: %s", when, args[0], err, out)
	}
}

// must runs a command.
func (r *restoring) must(args ...string) {
	r.t.Helper()
	if out, err := exec.Command("mains", args...).CombinedOutput(); err != nil {
		r.t.Fatalf("%s: %v: %s", args[0], err, out)
	}
}
