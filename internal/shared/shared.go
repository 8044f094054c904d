// Package shared finds the published reference data that tests read: the
// Reference Test Data Set, the schemas and the test keys. None of it is part of
// this repository; a test that needs it skips where it is absent.
package shared

import (
	"bytes"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/mains-energy/mains/gbcs"
)

// Dir is the directory with rtds/, schema/ and keys/: the one that MAINS_SHARED
// names, else `shared` beside the repository. It skips the test, in one line,
// when there is none.
func Dir(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("MAINS_SHARED")
	if dir == "" {
		_, file, _, _ := runtime.Caller(0)
		dir = filepath.Join(filepath.Dir(file), "..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "rtds")); err != nil {
		tb.Skip("reference data absent: set MAINS_SHARED to the directory with rtds/, schema/ and keys/")
	}
	return dir
}

// File reads one file below [Dir], or skips the test.
func File(tb testing.TB, elements ...string) []byte {
	tb.Helper()
	path := filepath.Join(append([]string{Dir(tb)}, elements...)...)
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// Messages reads the published GBCS messages: octets by base name of the file. It
// skips the test where there are none.
func Messages(tb testing.TB) map[string][]byte {
	tb.Helper()
	found := map[string][]byte{}
	root := filepath.Join(Dir(tb), "rtds", "gbcs")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		found[d.Name()], err = hex.DecodeString(string(bytes.TrimSpace(text)))
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

// Payloads reads the payloads of the published GBCS messages, by base name of the file.
func Payloads(tb testing.TB) map[string][]byte {
	tb.Helper()
	found := map[string][]byte{}
	for name, raw := range Messages(tb) {
		m, err := gbcs.Parse(raw)
		if err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
		found[name] = m.Payload
	}
	return found
}
