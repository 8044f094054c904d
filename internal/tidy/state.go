package tidy

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// wallClock are the functions of package time that read the clock of the machine or wait
// for it.
var wallClock = []string{
	"After", "AfterFunc", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until",
}

// ownSource are the names of math/rand/v2 that do not touch the source all share.
var ownSource = []string{
	"ChaCha8", "New", "NewChaCha8", "NewPCG", "NewZipf", "PCG", "Rand", "Source", "Zipf",
}

// Inits refuses init functions.
func Inits(r *Repository) (faults []Fault) {
	for _, f := range r.Files {
		if f.Go == nil {
			continue
		}
		for _, d := range f.Go.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				faults = append(faults, Fault{f.Path, r.line(fn),
					"init: a list that can be read beats a registry that must be run"})
			}
		}
	}
	return sorted(faults)
}

// Pure holds layers 0 to 3 to arguments: no clock of the machine, no random source that
// all share. Actors, too, take their time from internal/clock. What is left may use the
// clock of the machine for what no simulated world sees: a heartbeat, a progress bar.
func Pure(r *Repository) (faults []Fault) {
	for _, p := range r.Packages {
		if !p.Room.pure() && (p.Room == nil || p.Room.Layer != Actor) {
			continue
		}
		for _, f := range p.Files {
			ast.Inspect(f.Go, func(n ast.Node) bool {
				sel, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				switch from := p.imported(sel.X); {
				case from == "time" && slices.Contains(wallClock, sel.Sel.Name):
					faults = append(faults, Fault{f.Path, r.line(sel), fmt.Sprintf(
						"time.%s: time is an argument; actors ask internal/clock", sel.Sel.Name)})
				case from == "math/rand/v2" && p.Room.pure() &&
					!slices.Contains(ownSource, sel.Sel.Name):
					faults = append(faults, Fault{f.Path, r.line(sel), fmt.Sprintf(
						"rand.%s: the random source is an argument", sel.Sel.Name)})
				}
				return true
			})
		}
	}
	return sorted(faults)
}

// imported is the path of the package that x stands for, if it stands for one.
func (p *Package) imported(x ast.Expr) string {
	if id, ok := x.(*ast.Ident); ok {
		if name, ok := p.Info.Uses[id].(*types.PkgName); ok {
			return name.Imported().Path()
		}
	}
	return ""
}

// Sleeps refuses tests that wait for the clock of the machine.
func Sleeps(r *Repository) (faults []Fault) {
	for _, f := range r.Files {
		if f.Go == nil || !f.Test() {
			continue
		}
		ast.Inspect(f.Go, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Sleep" {
				if id, ok := sel.X.(*ast.Ident); ok && id.Name == "time" && !bubbles(f) {
					faults = append(faults, Fault{f.Path, r.line(sel),
						"time.Sleep: use testing/synctest or the simulated clock"})
				}
			}
			return true
		})
	}
	return sorted(faults)
}

// bubbles reports whether the tests of f use testing/synctest, where sleeping takes no
// time.
func bubbles(f *File) bool {
	return slices.ContainsFunc(f.Go.Imports, func(spec *ast.ImportSpec) bool {
		return spec.Path.Value == `"testing/synctest"`
	})
}

// Globals holds the variables of the packages of layers 0 to 3 to their declaration: each
// gets its value there, and no statement assigns to it, to a field or an element of it, or
// takes its address.
func Globals(r *Repository) (faults []Fault) {
	for _, p := range r.Packages {
		if !p.Room.pure() {
			continue
		}
		for _, f := range p.Files {
			for _, d := range f.Go.Decls {
				if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.VAR {
					faults = append(faults, r.valueless(f, d)...)
				}
			}
			ast.Inspect(f.Go, func(n ast.Node) bool {
				for _, x := range written(n) {
					if id := root(x); id != nil && p.global(id) {
						faults = append(faults, Fault{f.Path, r.line(x), fmt.Sprintf(
							"%s changes: pass it, or make it part of a value that somebody owns",
							id.Name)})
					}
				}
				return true
			})
		}
	}
	return sorted(faults)
}

// valueless lists the variables of d without a value.
func (r *Repository) valueless(f *File, d *ast.GenDecl) (faults []Fault) {
	for _, spec := range d.Specs {
		if spec := spec.(*ast.ValueSpec); len(spec.Values) == 0 {
			faults = append(faults, Fault{f.Path, r.line(spec), fmt.Sprintf(
				"%s has no value: declare it with the one it keeps", spec.Names[0].Name)})
		}
	}
	return faults
}

// written lists the expressions that n writes to, or makes a way to write to.
func written(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			return []ast.Expr{n.Key, n.Value}
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return []ast.Expr{n.X}
		}
	case *ast.CallExpr:
		fn, ok := n.Fun.(*ast.Ident)
		if ok && len(n.Args) > 0 && slices.Contains([]string{"clear", "delete", "copy"}, fn.Name) {
			return n.Args[:1]
		}
	}
	return nil
}

// root is the variable that x is, or is a part of.
func root(x ast.Expr) *ast.Ident {
	for {
		switch y := x.(type) {
		case *ast.Ident:
			return y
		case *ast.SelectorExpr:
			x = y.X
		case *ast.IndexExpr:
			x = y.X
		case *ast.SliceExpr:
			x = y.X
		case *ast.StarExpr:
			x = y.X
		case *ast.ParenExpr:
			x = y.X
		default:
			return nil
		}
	}
}

// global reports whether id is a variable of the package.
func (p *Package) global(id *ast.Ident) bool {
	v, ok := p.Info.Uses[id].(*types.Var)
	return ok && v.Parent() == p.Types.Scope()
}

// Panics refuses panic in layers 0 to 3, outside of functions called Must... and of those
// whose comment says that they panic, and why. What reads octets never does.
func Panics(r *Repository) (faults []Fault) {
	for _, p := range r.Packages {
		if !p.Room.pure() {
			continue
		}
		for _, f := range p.Files {
			for _, d := range f.Go.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && mayPanic(fn) {
					continue
				}
				ast.Inspect(d, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok && id.Name == "panic" {
						if _, ok := p.Info.Uses[id].(*types.Builtin); ok {
							faults = append(faults, Fault{f.Path, r.line(id),
								"panic: return an error; for what only the source can get wrong, " +
									"write into the comment of the function that it panics"})
						}
					}
					return true
				})
			}
		}
	}
	return sorted(faults)
}

// mayPanic reports whether fn is for values that only the source can get wrong.
func mayPanic(fn *ast.FuncDecl) bool {
	name := strings.ToLower(fn.Name.Name)
	if strings.HasPrefix(name, "parse") || strings.HasPrefix(name, "read") {
		return false
	}
	return strings.HasPrefix(name, "must") ||
		fn.Doc != nil && strings.Contains(fn.Doc.Text(), "panics")
}

// Fuzzed asks every package of layers 0 to 3 that reads octets from outside, in a function
// Parse... from []byte, for a fuzz target.
func Fuzzed(r *Repository) (faults []Fault) {
	targets := map[string]bool{}
	for _, f := range r.Files {
		if f.Go == nil || !f.Test() {
			continue
		}
		for _, d := range f.Go.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(fn.Name.Name, "Fuzz") {
				targets[f.Path[:strings.LastIndex(f.Path, "/")+1]] = true
			}
		}
	}
	for _, p := range r.Packages {
		if !p.Room.pure() || targets[p.Dir+"/"] {
			continue
		}
		for _, f := range p.Files {
			for _, d := range f.Go.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && parsesOctets(fn) {
					faults = append(faults, Fault{f.Path, r.line(fn), fn.Name.Name +
						" reads octets from outside: write a fuzz target for it"})
				}
			}
		}
	}
	return sorted(faults)
}

// parsesOctets reports whether fn is called Parse... and takes octets first.
func parsesOctets(fn *ast.FuncDecl) bool {
	if fn.Recv != nil || !strings.HasPrefix(fn.Name.Name, "Parse") || fn.Type.Params.NumFields() == 0 {
		return false
	}
	array, ok := fn.Type.Params.List[0].Type.(*ast.ArrayType)
	if !ok || array.Len != nil {
		return false
	}
	element, ok := array.Elt.(*ast.Ident)
	return ok && element.Name == "byte"
}
