package durable_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/durable"
)

// TestWhole reads a file while it is replaced: it is always the old one or the new one.
func TestWhole(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	texts := [][]byte{bytes.Repeat([]byte{'a'}, 1<<16), bytes.Repeat([]byte{'b'}, 1<<17)}
	if err := durable.WriteFile(name, texts[0]); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		for i := range 50 {
			if err := durable.WriteFile(name, texts[i%2]); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, texts[0]) && !bytes.Equal(got, texts[1]) {
			t.Fatalf("%d octets of a file that is not whole", len(got))
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return
		default:
		}
	}
}

// TestNothingLeft writes where that cannot be: nothing half written stays behind.
func TestNothingLeft(t *testing.T) {
	dir := t.TempDir()
	taken := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(taken, "below"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := durable.WriteFile(taken, []byte("text")); err == nil {
		t.Error("a directory was replaced by a file")
	}
	if err := durable.WriteFile(filepath.Join(dir, "none", "file"), nil); err == nil {
		t.Error("a file in a directory that is not there")
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), durable.Unfinished) {
			t.Errorf("%s is left", f.Name())
		}
	}
}

// TestMove: what is moved is in its new place alone; nothing is moved over a directory that has
// something in it. What is removed is gone with all that it had, and may be gone already.
func TestMove(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "made", "a"), filepath.Join(dir, "a")
	for range 2 {
		if err := os.MkdirAll(from, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := durable.WriteFile(filepath.Join(from, "file"), []byte("text")); err != nil {
			t.Fatal(err)
		}
		_, there := os.Stat(to)
		if err := durable.Move(from, to); (err == nil) == (there == nil) {
			t.Errorf("moved over %v: %v", there, err)
		}
		if text, err := os.ReadFile(filepath.Join(to, "file")); err != nil || string(text) != "text" {
			t.Errorf("%q, %v", text, err)
		}
	}
	for range 2 {
		if err := durable.Remove(filepath.Dir(from)); err != nil {
			t.Error(err)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
}
