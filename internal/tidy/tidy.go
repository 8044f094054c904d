// Package tidy holds the rules about the code of this repository, and its tests hold the
// code to them: who may import whom, how long things may be, what must be documented,
// which dependencies there are and why, what may lie in the tree at all.
//
// A rule is a function from a [Repository] to its [Fault]s, each of which says what to do.
// What a rule knows is data: the rooms and the dependencies in table.go, the limits beside
// their rule. Changing them is a decision; the larger ones have a record in docs/decisions.
package tidy

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Fault is one place that breaks a rule.
type Fault struct {
	Path string // of the file, from the root of the repository
	Line int    // 1 is the first; 0 where the whole file is meant
	Text string // what is wrong, and what to do
}

// String is path, line and text, as compilers write them.
func (f Fault) String() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.Path, f.Text)
	}
	return fmt.Sprintf("%s:%d: %s", f.Path, f.Line, f.Text)
}

// File is one file of the repository.
type File struct {
	Path string
	Text []byte
	Go   *ast.File // nil unless it is Go source to be compiled
	Room *Room     // nil unless Go source in a directory that the table knows
}

// Test reports whether f is compiled for tests only.
func (f *File) Test() bool { return strings.HasSuffix(f.Path, "_test.go") }

// Generated reports whether a program wrote f.
func (f *File) Generated() bool { return f.Go != nil && ast.IsGenerated(f.Go) }

// Package is the Go source of one directory, without its tests.
type Package struct {
	Dir   string
	Files []*File
	Room  *Room
	Types *types.Package
	Info  *types.Info // what identifiers stand for, as far as this package alone can tell
}

// Repository is what the rules look at.
type Repository struct {
	Files    []*File
	Packages []*Package
	Set      *token.FileSet
}

// Load reads the files at paths.
func Load(fsys fs.FS, paths []string) (*Repository, error) {
	r := &Repository{Set: token.NewFileSet()}
	for _, p := range paths {
		text, err := fs.ReadFile(fsys, p)
		if err != nil {
			return nil, err
		}
		f := &File{Path: p, Text: text}
		if path.Ext(p) == ".go" && !strings.Contains("/"+p, "/testdata/") {
			mode := parser.ParseComments | parser.SkipObjectResolution
			if f.Go, err = parser.ParseFile(r.Set, p, text, mode); err != nil {
				return nil, err
			}
			f.Room = roomOf(path.Dir(p))
		}
		r.Files = append(r.Files, f)
	}
	r.group()
	return r, nil
}

// group makes the packages and resolves what their identifiers stand for.
func (r *Repository) group() {
	byDir := map[string]*Package{}
	for _, f := range r.Files {
		if f.Go == nil || f.Test() {
			continue
		}
		dir := path.Dir(f.Path)
		p := byDir[dir]
		if p == nil {
			p = &Package{Dir: dir, Room: f.Room}
			byDir[dir] = p
			r.Packages = append(r.Packages, p)
		}
		p.Files = append(p.Files, f)
	}
	for _, p := range r.Packages {
		p.resolve(r.Set)
	}
}

// resolve type-checks p alone. What it imports is taken to be empty, so most types stay
// unknown; but which identifier is a variable of the package, an import or a builtin
// function does not depend on them.
func (p *Package) resolve(set *token.FileSet) {
	var files []*ast.File
	for _, f := range p.Files {
		files = append(files, f.Go)
	}
	p.Info = &types.Info{
		Defs: map[*ast.Ident]types.Object{},
		Uses: map[*ast.Ident]types.Object{},
	}
	config := types.Config{Importer: empty{}, Error: func(error) {}}
	// The errors are those of the missing imports: the compiler reports the real ones.
	p.Types, _ = config.Check(p.Dir, set, files, p.Info)
}

// empty imports every package as one with nothing in it.
type empty struct{}

func (empty) Import(name string) (*types.Package, error) {
	p := types.NewPackage(name, path.Base(strings.TrimSuffix(name, "/v2")))
	p.MarkComplete()
	return p, nil
}

// line is where n begins.
func (r *Repository) line(n ast.Node) int { return r.Set.Position(n.Pos()).Line }

// sorted orders faults by place.
func sorted(faults []Fault) []Fault {
	slices.SortFunc(faults, func(a, b Fault) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return a.Line - b.Line
	})
	return faults
}
