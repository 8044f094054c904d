package tidy

import (
	"fmt"
	"slices"
)

// Require is one line of a go.mod.
type Require struct {
	Path, Version string
	Indirect      bool
}

// Module is what a go.mod says, as `go mod edit -json` prints it.
type Module struct {
	Require []Require
}

// version is that of the module at path; empty where there is none.
func (m Module) version(path string) string {
	for _, r := range m.Require {
		if r.Path == path {
			return r.Version
		}
	}
	return ""
}

// Requires holds the direct requirements of ours against the table of dependencies.
func Requires(ours Module) (faults []Fault) {
	for _, r := range ours.Require {
		listed := slices.ContainsFunc(dependencies, func(d Dependency) bool {
			return d.Module == r.Path
		})
		if !r.Indirect && !listed {
			faults = append(faults, Fault{"go.mod", 0, r.Path +
				": add it to the table of dependencies in internal/tidy, with the reason"})
		}
	}
	for _, d := range dependencies {
		direct := slices.ContainsFunc(ours.Require, func(r Require) bool {
			return r.Path == d.Module && !r.Indirect
		})
		if !direct {
			faults = append(faults, Fault{"go.mod", 0, d.Module +
				": not required any more: take it out of the table in internal/tidy"})
		}
		if d.Reason == "" {
			faults = append(faults, Fault{"internal/tidy/table.go", 0, d.Module + ": give the reason"})
		}
	}
	return sorted(faults)
}

// SameLibc asks for the version of modernc.org/libc that SQLite was translated against:
// any other is undefined behaviour, and another dependency can raise it unnoticed.
func SameLibc(ours, sqlite Module) (faults []Fault) {
	const libc = "modernc.org/libc"
	got, want := ours.version(libc), sqlite.version(libc)
	if got != want {
		faults = append(faults, Fault{"go.mod", 0, fmt.Sprintf(
			"%s is %q, modernc.org/sqlite wants %q: go get %s@%s", libc, got, want, libc, want)})
	}
	return faults
}
