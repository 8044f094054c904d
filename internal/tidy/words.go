package tidy

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// vague are names of packages that say nothing about what is in them.
var vague = []string{
	"base", "common", "helper", "helpers", "impl", "lib", "manager", "misc", "models",
	"types", "util", "utils",
}

// Names refuses packages whose name says nothing.
func Names(r *Repository) (faults []Fault) {
	for _, f := range r.Files {
		if f.Go != nil && slices.Contains(vague, strings.TrimSuffix(f.Go.Name.Name, "_test")) {
			faults = append(faults, Fault{f.Path, r.line(f.Go.Name), fmt.Sprintf(
				"package %s: name it after what it is about", f.Go.Name.Name)})
		}
	}
	return sorted(faults)
}

// Documented asks for a comment on every exported name of layers 0 to 3, and on the
// package. A group of constants or variables may share one.
func Documented(r *Repository) (faults []Fault) {
	for _, p := range r.Packages {
		if !p.Room.pure() {
			continue
		}
		comments := 0
		for _, f := range p.Files {
			if f.Go.Doc != nil {
				comments++
			}
			for _, d := range f.Go.Decls {
				for _, name := range undocumented(d) {
					faults = append(faults, Fault{f.Path, r.line(name), name.Name +
						": say what it is, its unit, range and layout, its errors and its clause"})
				}
			}
		}
		if comments != 1 {
			faults = append(faults, Fault{p.Files[0].Path, 0, fmt.Sprintf(
				"package %s has %d package comments: write one, that a stranger can start from",
				p.Types.Name(), comments)})
		}
	}
	return sorted(faults)
}

// undocumented lists the exported names of d that no comment is about.
func undocumented(d ast.Decl) (names []*ast.Ident) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && d.Name.IsExported() && exportedReceiver(d) {
			names = append(names, d.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if d.Doc == nil && spec.Doc == nil && spec.Name.IsExported() {
					names = append(names, spec.Name)
				}
			case *ast.ValueSpec:
				if d.Doc != nil || spec.Doc != nil || spec.Comment != nil {
					continue
				}
				for _, name := range spec.Names {
					if name.IsExported() {
						names = append(names, name)
					}
				}
			}
		}
	}
	return names
}

// exportedReceiver reports whether fn is a function, or a method that can be seen from
// other packages.
func exportedReceiver(fn *ast.FuncDecl) bool {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return true
	}
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return true
		}
	}
}

// useCaseCode matches what Use Cases are called: ECS17b, CS02a, PCS01.
var useCaseCode = regexp.MustCompile(`^[A-Z]{2,4}[0-9]{2}[a-z]?$`)

// UseCaseCodes refuses decisions by the code of a Use Case outside the catalogue.
func UseCaseCodes(r *Repository) (faults []Fault) {
	for _, p := range r.Packages {
		if p.Room != nil && p.Room.Path == "gbcs/usecase" {
			continue
		}
		for _, f := range p.Files {
			ast.Inspect(f.Go, func(n ast.Node) bool {
				for _, literal := range compared(n) {
					value, err := strconv.Unquote(literal.Value)
					if err == nil && useCaseCode.MatchString(value) {
						faults = append(faults, Fault{f.Path, r.line(literal), fmt.Sprintf(
							"decides by the code %s: give the Use Case a field that says why", value)})
					}
				}
				return true
			})
		}
	}
	return sorted(faults)
}

// compared lists the string literals that n compares something with.
func compared(n ast.Node) (literals []*ast.BasicLit) {
	var values []ast.Expr
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if n.Op == token.EQL || n.Op == token.NEQ {
			values = []ast.Expr{n.X, n.Y}
		}
	case *ast.CaseClause:
		values = n.List
	}
	for _, value := range values {
		if literal, ok := value.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			literals = append(literals, literal)
		}
	}
	return literals
}
