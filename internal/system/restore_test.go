package system_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/chained"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/system"
)

// kept is a backup of a small installation, and who signed it.
func kept(t *testing.T) (*bytes.Reader, string) {
	t.Helper()
	data := filepath.Join(t.TempDir(), "from")
	db, err := store.Open(t.Context(), store.Config{Dir: filepath.Join(data, "db")})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.SetMeta(t.Context(), "a", "b"); err != nil {
		t.Fatal(err)
	}
	keys := filepath.Join(data, "keys")
	if err := os.MkdirAll(filepath.Join(keys, "old"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"old/a.pem": "a", ".unfinished-1": "half"} {
		if err := os.WriteFile(filepath.Join(keys, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	count, err := system.Backup(t.Context(), &b, db, data, time.Unix(1e9, 0), nil)
	if err != nil || count.Files != 2 {
		t.Fatalf("%+v: %v", count, err)
	}
	return bytes.NewReader(b.Bytes()), count.Signer
}

// isWhole wants the small installation in a data directory, and nothing beside it.
func isWhole(t *testing.T, data string) (lineage string) {
	t.Helper()
	if err := system.Whole(data); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(data)
	if err != nil || len(entries) != 2 {
		t.Errorf("%v, %v", entries, err)
	}
	text, err := os.ReadFile(filepath.Join(data, "keys", "old", "a.pem"))
	if err != nil || string(text) != "a" {
		t.Errorf("%s, %v", text, err)
	}
	db, err := store.Open(t.Context(), store.Config{Dir: filepath.Join(data, "db")})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if value, _, err := db.Meta(t.Context(), "a"); err != nil || value != "b" {
		t.Errorf("%q, %v", value, err)
	}
	lineage, err = db.Lineage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return lineage
}

// TestRestoreAgain: at whatever step a restore was cut off, what is left is refused, and the next
// one makes it whole. Each restored database is of a history of its own.
func TestRestoreAgain(t *testing.T) {
	from, signer := kept(t)
	restore := func(data string) error {
		_, err := system.Restore(t.Context(), from, data, "", signer, nil)
		_, seek := from.Seek(0, 0)
		return errors.Join(err, seek)
	}
	lineages := map[string]bool{"": true}
	for name, moved := range map[string][]string{"nothing is in place": {"keys", "db"},
		"the keys are": {"db"}, "all is, but for the mark": {}} {
		t.Run(name, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "to")
			if err := restore(data); err != nil {
				t.Fatal(err)
			}
			first := isWhole(t, data)
			if err := os.Mkdir(filepath.Join(data, ".restoring"), 0o700); err != nil {
				t.Fatal(err)
			}
			for _, name := range moved {
				if err := os.Rename(filepath.Join(data, name),
					filepath.Join(data, ".restoring", name)); err != nil {
					t.Fatal(err)
				}
			}
			if err := system.Whole(data); err == nil || !strings.Contains(err.Error(), data) {
				t.Errorf("it counts as whole: %v", err)
			}
			if err := restore(data); err != nil {
				t.Fatal(err)
			}
			if second := isWhole(t, data); lineages[first] || lineages[second] || first == second {
				t.Errorf("the lineages are %q and %q", first, second)
			}
		})
	}
}

// TestRestoreOnce: what another process restores is left alone.
func TestRestoreOnce(t *testing.T) {
	from, _ := kept(t)
	data := t.TempDir()
	lock, err := store.Lock(filepath.Join(data, ".restoring.lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	if err := os.Mkdir(filepath.Join(data, ".restoring"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err = system.Restore(t.Context(), from, data, "", "", nil)
	if !errors.Is(err, store.ErrLocked) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(filepath.Join(data, ".restoring")); err != nil {
		t.Error(err)
	}
}

// TestRestoreFails: a restore that cannot be finished leaves nothing.
func TestRestoreFails(t *testing.T) {
	from, _ := kept(t)
	data := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := system.Restore(ctx, from, data, "", "", func(int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if entries, err := os.ReadDir(data); err != nil || len(entries) > 0 {
		t.Errorf("%v, %v", entries, err)
	}
}

// TestRestoreRefuses: files that no backup has, other signers, and directories that are not empty.
func TestRestoreRefuses(t *testing.T) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	type line map[string]any
	for _, names := range [][]string{{"addresses.json"}, {"../a"}, {"keys/../a"}, {"/keys/a"}, {"keys"},
		{"Keys/a"}, {"keys/a", "keys/a"}, {"keys/a", "keys/A"}, {"keys//a"}, {`keys/..\a`}, {"keys/c:a"},
		{".restoring/a"}, {""}} {
		var b bytes.Buffer
		w := chained.NewWriter(&b, key)
		errs := []error{w.Line(line{"backup": system.BackupHead{Version: 1, Schema: []int64{1}}})}
		for _, name := range names {
			errs = append(errs, w.Line(line{"file": line{"name": name, "content": []byte("x")}}))
		}
		if err := errors.Join(append(errs, w.Close())...); err != nil {
			t.Fatal(err)
		}
		data := filepath.Join(t.TempDir(), "to")
		_, err := system.Restore(t.Context(), bytes.NewReader(b.Bytes()), data, "", "", nil)
		if err == nil || !strings.Contains(err.Error(), "called") {
			t.Errorf("%q: %v", names, err)
		}
		if _, err := os.Stat(data); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%q: there is a directory: %v", names, err)
		}
	}
	from, signer := kept(t)
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "letter"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = system.Restore(t.Context(), from, data, "", strings.Repeat("0", len(signer)), nil)
	if err == nil || !strings.Contains(err.Error(), "was signed by "+signer) {
		t.Errorf("another signer: %v", err)
	}
	if _, err := from.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	_, err = system.Restore(t.Context(), from, data, "", signer, nil)
	if err == nil || !strings.Contains(err.Error(), "it has letter;") {
		t.Errorf("a directory with a letter: %v", err)
	}
}
