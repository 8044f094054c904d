// Package shared finds the published reference data that tests read: the
// Reference Test Data Set, the schemas and the test keys. None of it is part of
// this repository; a test that needs it skips where it is absent.
package shared

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
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
