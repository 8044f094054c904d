package tidy

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"strings"
	"unicode/utf8"
)

// The limits, in lines and columns. A tab is one column.
const (
	maxFunction = 69
	maxFile     = 599
	maxTestFile = 900
	maxLine     = 100
	maxBytes    = 1 << 20
)

// Functions holds the length of every function, from func to its brace, to the limit.
func Functions(r *Repository) (faults []Fault) {
	for _, f := range r.Files {
		if f.Go == nil || f.Test() || f.Generated() {
			continue
		}
		for _, d := range f.Go.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			from, to := r.line(fn), r.Set.Position(fn.End()).Line
			if n := to - from + 1; n > maxFunction {
				faults = append(faults, Fault{f.Path, from, fmt.Sprintf(
					"%s has %d lines: %d at most; cut it where the specification has a step",
					fn.Name.Name, n, maxFunction)})
			}
		}
	}
	return sorted(faults)
}

// Lengths holds Go files and their lines to the limits. A line may be longer where a
// literal that cannot be broken began in time and runs to the end of the line, with nothing
// but punctuation after it: the tag of a field, and in a test file any string, since a
// vector is one word.
func Lengths(r *Repository) (faults []Fault) {
	for _, f := range r.Files {
		if f.Go == nil || f.Generated() {
			continue
		}
		lines := strings.Split(strings.TrimSuffix(string(f.Text), "\n"), "\n")
		limit := maxFile
		if f.Test() {
			limit = maxTestFile
		}
		if len(lines) > limit {
			faults = append(faults, Fault{f.Path, 0, fmt.Sprintf(
				"%d lines: %d at most; give each part that has a name a file of its own",
				len(lines), limit)})
		}
		long := r.unbroken(f)
		for i, line := range lines {
			n := utf8.RuneCountInString(line)
			if n > maxLine && !long[i+1] {
				faults = append(faults, Fault{f.Path, i + 1, fmt.Sprintf(
					"%d columns: %d at most", n, maxLine)})
			}
		}
	}
	return sorted(faults)
}

// unbroken finds the lines of f that may be long.
func (r *Repository) unbroken(f *File) map[int]bool {
	found := map[int]bool{}
	lines := bytes.Split(f.Text, []byte("\n"))
	allow := func(literal *ast.BasicLit) {
		from, to := r.Set.Position(literal.Pos()), r.Set.Position(literal.End())
		for line := from.Line; line < to.Line; line++ {
			found[line] = true
		}
		after := string(lines[to.Line-1][to.Column-1:])
		if (from.Line < to.Line || from.Column <= maxLine) && strings.Trim(after, "(){}[],; ") == "" {
			found[to.Line] = true
		}
	}
	ast.Inspect(f.Go, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			if n.Tag != nil {
				allow(n.Tag)
			}
		case *ast.BasicLit:
			if f.Test() && n.Kind == token.STRING {
				allow(n)
			}
		}
		return true
	})
	return found
}
