package main

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// contents is what a directory holds.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		found[f.Name()] = string(text)
	}
	return found
}

// TestKeysInstall wants all files of a set in a directory, or the directory as it was.
func TestKeysInstall(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "keys")
	target := &keyTarget{dir: dir, made: true}
	if err := target.install(map[string][]byte{"a.key": []byte("1"), "no/b": nil}); err == nil {
		t.Fatal("a file in no directory was written")
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a directory is there after a failure: %v", err)
	}
	if err := target.install(map[string][]byte{"a.key": []byte("1")}); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	target.made = false
	next := map[string][]byte{"a.key": []byte("2"), "b.key": []byte("2"), "no/c": nil}
	if err := target.install(next); err == nil {
		t.Fatal("a file in no directory was written")
	}
	if got := contents(t, dir); !maps.Equal(got, before) {
		t.Errorf("after a failure %v, want %v", got, before)
	}
	delete(next, "no/c")
	if err := target.install(next); err != nil {
		t.Fatal(err)
	}
	if got := contents(t, dir); !maps.Equal(got, map[string]string{"a.key": "2", "b.key": "2"}) {
		t.Errorf("got %v", got)
	}
	err := target.putBack([]string{"a.key", "b.key"}, map[string][]byte{"a.key": []byte("1")})
	if got := contents(t, dir); err != nil || !maps.Equal(got, before) {
		t.Errorf("put back %v, %v; want %v", got, err, before)
	}
}
