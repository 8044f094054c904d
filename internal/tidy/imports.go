package tidy

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// impure are packages that layers 0 to 3 never import, with what lies below them.
var impure = []string{
	"net", "os", "log", "sync", "syscall", "runtime", "testing", "math/rand", "crypto/rand",
	"database/sql",
}

// harmless lie below one of impure all the same.
var harmless = []string{"net/url", "net/netip", "math/rand/v2"}

// Imports holds every import against the table of rooms and that of dependencies.
func Imports(r *Repository) (faults []Fault) {
	for _, f := range r.Files {
		if f.Go == nil {
			continue
		}
		if f.Room == nil {
			if outside(f.Path) {
				continue
			}
			faults = append(faults, Fault{f.Path, 0, "not in a room: " +
				"move it to one, or add the room to the table of internal/tidy and record why"})
			continue
		}
		for _, spec := range f.Go.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue // the parser has refused it
			}
			if text := judge(f, name); text != "" {
				faults = append(faults, Fault{f.Path, r.line(spec), text})
			}
		}
	}
	return sorted(faults)
}

// outside reports whether p belongs to another module.
func outside(p string) bool { return strings.HasPrefix(p, "tools/") }

// judge says what is wrong with the import of name by f; nothing, as a rule.
func judge(f *File, name string) string {
	switch first, _, _ := strings.Cut(name, "/"); {
	case name == module || strings.HasPrefix(name, module+"/"):
		return judgeOurs(f, strings.TrimPrefix(strings.TrimPrefix(name, module), "/"))
	case strings.Contains(first, "."):
		return judgeTheirs(f, name)
	case f.Room.pure() && !f.Test() && within(name, impure) && !within(name, harmless):
		return fmt.Sprintf("%s may not import %s: layers 0 to 3 do no I/O and share no state; "+
			"take an argument instead, or do it in an actor", f.Room.Path, name)
	}
	return ""
}

// judgeOurs judges the import of dir, a directory of ours.
func judgeOurs(f *File, dir string) string {
	to := roomOf(dir)
	switch {
	case to == nil:
		return fmt.Sprintf("%s is not a room: add it to the table of internal/tidy", dir)
	case to == f.Room || f.Room.Layer == Wiring || f.Room.Layer == Support:
		return ""
	case f.Test() && f.Room.Layer != Actor:
		return ""
	case f.Test() && to.Layer != Actor && to.Layer != Wiring:
		return ""
	case slices.Contains(below[f.Room.Layer], to.Layer), slices.Contains(f.Room.Also, to.Path):
		return ""
	case f.Room.Layer == Actor && to.Layer == Actor:
		return fmt.Sprintf("%s may not import %s: actors meet in cmd/mains; declare the methods "+
			"you call as an interface of your own", f.Room.Path, to.Path)
	}
	return fmt.Sprintf("%s may not import %s: see the table of rooms in internal/tidy",
		f.Room.Path, to.Path)
}

// judgeTheirs judges the import of name, a package of another project.
func judgeTheirs(f *File, name string) string {
	for _, d := range dependencies {
		if name != d.Module && !strings.HasPrefix(name, d.Module+"/") {
			continue
		}
		switch {
		case f.Test() || f.Room.Layer == Support || d.Pure:
			return ""
		case slices.Contains(d.Rooms, f.Room.Path):
			return ""
		}
		return fmt.Sprintf("%s may not import %s: %s", f.Room.Path, name,
			"see the table of dependencies in internal/tidy")
	}
	return fmt.Sprintf("%s is not in the table of dependencies in internal/tidy: "+
		"do without, or add it with the reason", name)
}

// within reports whether name is one of tops or lies below one.
func within(name string, tops []string) bool {
	for ; name != "."; name = path.Dir(name) {
		if slices.Contains(tops, name) {
			return true
		}
	}
	return false
}
