package tidy_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/tidy"
)

// root is the directory of the repository, from here.
const root = "../.."

// TestRepository holds this repository to every rule.
func TestRepository(t *testing.T) {
	r, err := tidy.Load(os.DirFS(root), tracked(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, rule := range map[string]func(*tidy.Repository) []tidy.Fault{
		"Imports":      tidy.Imports,
		"Functions":    tidy.Functions,
		"Lengths":      tidy.Lengths,
		"Names":        tidy.Names,
		"Documented":   tidy.Documented,
		"UseCaseCodes": tidy.UseCaseCodes,
		"Inits":        tidy.Inits,
		"Pure":         tidy.Pure,
		"Sleeps":       tidy.Sleeps,
		"Globals":      tidy.Globals,
		"Panics":       tidy.Panics,
		"Fuzzed":       tidy.Fuzzed,
		"Sizes":        tidy.Sizes,
		"Places": func(r *tidy.Repository) []tidy.Fault {
			return tidy.Places(r, mirrors(t))
		},
		"Markdown": func(r *tidy.Repository) []tidy.Fault {
			return tidy.Markdown(r, os.DirFS(root))
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, fault := range rule(r) {
				t.Error(fault)
			}
		})
	}
}

// TestModule holds go.mod to the table of dependencies and to the libc of SQLite.
func TestModule(t *testing.T) {
	ours := module(t, filepath.Join(root, "go.mod"))
	gomod := strings.TrimSpace(run(t, "go", "list", "-m", "-f", "{{.GoMod}}", "modernc.org/sqlite"))
	sqlite := module(t, gomod)
	if len(sqlite.Require) == 0 {
		t.Fatalf("%s: no requirements found", gomod)
	}
	for _, fault := range append(tidy.Requires(ours), tidy.SameLibc(ours, sqlite)...) {
		t.Error(fault)
	}
}

// tracked lists what is in the repository or about to be, and still there.
func tracked(t *testing.T) (paths []string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(root, ".git")); err != nil {
		t.Skip("not a git checkout: no list of its files")
	}
	list := run(t, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	for p := range strings.SplitSeq(strings.TrimRight(list, "\x00"), "\x00") {
		if _, err := os.Stat(filepath.Join(root, p)); err == nil {
			paths = append(paths, p)
		}
	}
	return paths
}

// mirrors lists the hosts that this machine fetches modules from.
func mirrors(t *testing.T) (hosts []string) {
	t.Helper()
	for entry := range strings.FieldsFuncSeq(run(t, "go", "env", "GOPROXY"), func(r rune) bool {
		return r == ',' || r == '|' || r == '\n'
	}) {
		u, err := url.Parse(entry)
		if err == nil && u.Host != "" {
			hosts = append(hosts, u.Hostname())
		}
	}
	return hosts
}

// module reads a go.mod.
func module(t *testing.T, path string) (m tidy.Module) {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(run(t, "go", "mod", "edit", "-json", abs)), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// run runs a program in the root and returns what it prints.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = root
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", cmd, err, stderr.Bytes())
	}
	return string(out)
}
