package tidy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/internal/tidy"
)

const ours = "github.com/mains-energy/mains/"

// load makes a repository of files by path.
func load(t *testing.T, files map[string]string) (*tidy.Repository, fstest.MapFS) {
	t.Helper()
	fsys := fstest.MapFS{}
	var paths []string
	for path, text := range files {
		fsys[path] = &fstest.MapFile{Data: []byte(text)}
		paths = append(paths, path)
	}
	slices.Sort(paths)
	r, err := tidy.Load(fsys, paths)
	if err != nil {
		t.Fatal(err)
	}
	return r, fsys
}

// imports is a file of the package with imports of names.
func imports(names ...string) string {
	text := "package p\n"
	for _, name := range names {
		text += fmt.Sprintf("import _ %q\n", name)
	}
	return text
}

func TestImports(t *testing.T) {
	for _, tt := range []struct {
		path, name string
		allowed    bool
	}{
		{"eui/a.go", "fmt", true},
		{"eui/a.go", "os", false},
		{"eui/a_test.go", "os", true},
		{"gbcs/a.go", ours + "eui", true},
		{"gbcs/a.go", ours + "dlms", true},
		{"gbcs/a.go", ours + "duis", false},
		{"gbcs/a.go", ours + "gbcs/usecase", false},
		{"gbcs/a.go", "net/http", false},
		{"gbcs/a.go", "net/url", true},
		{"gbcs/a.go", "log/slog", false},
		{"gbcs/a.go", "sync/atomic", false},
		{"gbcs/a.go", "crypto/rand", false},
		{"gbcs/a.go", "math/rand", false},
		{"gbcs/a.go", "math/rand/v2", true},
		{"gbcs/a.go", "golang.org/x/crypto/cryptobyte", true},
		{"gbcs/a.go", "github.com/google/go-cmp/cmp", false},
		{"gbcs/a_test.go", "github.com/google/go-cmp/cmp", true},
		{"gbcs/a_test.go", ours + "internal/shared", true},
		{"gbcs/a.go", ours + "internal/shared", false},
		{"dlms/a.go", ours + "zcl", false},
		{"gbcs/usecase/a.go", ours + "gbcs", true},
		{"gbcs/usecase/a.go", ours + "duis/srv", false},
		{"duis/srv/a.go", ours + "gbcs/usecase", true},
		{"internal/bus/a.go", ours + "eui", true},
		{"internal/bus/a.go", ours + "gbcs", false},
		{"internal/bus/a.go", "github.com/nats-io/nats.go/jetstream", true},
		{"internal/clock/a.go", "sync", true},
		{"internal/dsp/a.go", ours + "internal/store", true},
		{"internal/dsp/a.go", ours + "internal/wan", false},
		{"internal/dsp/a_test.go", ours + "internal/wan", false},
		{"internal/dsp/a_test.go", ours + "mainstest", false},
		{"internal/dsp/a_test.go", ours + "internal/store/storetest", true},
		{"internal/dsp/a.go", "github.com/nats-io/nats.go", false},
		{"internal/estate/home/a.go", ours + "internal/estate", true},
		{"internal/estate/home/a.go", ours + "internal/dsp", false},
		{"client/a.go", ours + "duis", true},
		{"client/a.go", ours + "internal/dsp", false},
		{"client/a.go", ours + "internal/clock", true},
		{"cmd/mains/a.go", ours + "internal/estate", true},
		{"cmd/mains/a.go", "github.com/alecthomas/kong", true},
		{"cmd/mains/a.go", "example.com/left/pad", false},
		{"cmd/mains/a.go", ours + "attic", false},
		{"attic/a.go", "fmt", false},
		{"tools/a.go", "fmt", true},
	} {
		r, _ := load(t, map[string]string{tt.path: imports(tt.name)})
		if faults := tidy.Imports(r); (len(faults) == 0) != tt.allowed {
			t.Errorf("%s imports %s: got %v, want allowed %v", tt.path, tt.name, faults, tt.allowed)
		}
	}
}

// TestRules gives each rule a file with faults. A line that has one ends in // fault.
func TestRules(t *testing.T) {
	for _, tt := range []struct {
		name, path string
		rule       func(*tidy.Repository) []tidy.Fault
		text       string
	}{
		{"init", "internal/dsp/a.go", tidy.Inits, `package p
func init() {} // fault
type t int
func (t) init() {}
`},
		{"name", "internal/dsp/util/a.go", tidy.Names, `package util // fault
`},
		{"documented", "eui/a.go", tidy.Documented, `// Package p is documented.
package p
// A is documented.
type A int
type B int // fault
func (A) M() {} // fault
func (b) M() {}
func F() {} // fault
func f() {}
type b int
// These are documented.
const (
	C = 1
	D = 2
)
const (
	E = 1 // The end of the line serves.
	G = 2; H = 3 // fault
)
var V, w = 1, 2 // says what it is
`},
		{"use case codes", "internal/dsp/a.go", tidy.UseCaseCodes, `package p
func f(code string) bool {
	switch code {
	case "ECS17b": // fault
	case "E48":
	}
	return code == "CS02a" || code != "GCS13" || // fault
		code == "SHA256"
}
`},
		{"clock", "gbcs/a.go", tidy.Pure, `package p
import (
	"time"
	tick "time"
	"math/rand/v2"
)
func f(now time.Time, rand2 struct{ Int int }) {
	_ = time.Now() // fault
	_ = tick.Since(now) // fault
	_ = rand.IntN(3) // fault
	_ = rand.New(rand.NewPCG(1, 2))
	time := struct{ Now int }{}
	_ = time.Now
}
`},
		{"clock of actors", "internal/wan/a.go", tidy.Pure, `package p
import "time"
var start = time.Now() // fault
`},
		{"clock of commands", "cmd/mains/a.go", tidy.Pure, `package p
import "time"
var start = time.Now()
`},
		{"sleep", "cmd/mains/a_test.go", tidy.Sleeps, `package p
import "time"
func f() { time.Sleep(1) } // fault
`},
		{"sleep in a bubble", "cmd/mains/a_test.go", tidy.Sleeps, `package p
import (
	"testing/synctest"
	"time"
)
func f() { time.Sleep(1) }
`},
		{"globals", "smki/a.go", tidy.Globals, `package p
import "errors"
var ErrThis = errors.New("this")
var table = map[string]int{"a": 1}
var list = []int{1, 2}
var point = struct{ x int }{1}
var later int // fault
func f() *int {
	table["b"] = 2 // fault
	delete(table, "a") // fault
	list[0]++ // fault
	point.x = 3 // fault
	copy(list[1:], list) // fault
	for list[0] = range 3 { // fault
	}
	table := map[string]int{}
	table["b"] = 2
	return &list[1] // fault
}
`},
		{"globals of actors", "internal/dsp/a.go", tidy.Globals, `package p
var later int
`},
		{"panics", "duis/a.go", tidy.Panics, `package p
func MustF() { panic("literal") }
func f() { panic("octets") } // fault
// g panics when two variants are alike.
func g() { panic("declaration") }
// parseTag panics all the same.
func parseTag() { panic("octets") } // fault
func h(panic func(string)) { panic("octets") }
`},
		{"panics of actors", "internal/dsp/a.go", tidy.Panics, `package p
func f() { panic("lost") }
`},
		{"fuzzed", "dlms/a.go", tidy.Fuzzed, `package p
func Parse(b []byte) {} // fault
func ParseText(s string) {}
func ParseAll(b []byte, more int) {} // fault
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, _ := load(t, map[string]string{tt.path: tt.text})
			compare(t, tt.rule(r), tt.path, tt.text)
		})
	}
}

// compare compares the lines of the faults with those marked in the text.
func compare(t *testing.T, faults []tidy.Fault, path, text string) {
	t.Helper()
	var got, want []int
	for _, fault := range faults {
		if fault.Path != path {
			t.Errorf("fault in %s, want %s", fault.Path, path)
		}
		if !slices.Contains(got, fault.Line) {
			got = append(got, fault.Line)
		}
	}
	for i, line := range strings.Split(text, "\n") {
		if strings.HasSuffix(line, "// fault") {
			want = append(want, i+1)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines with faults (-want +got):\n%s%v", diff, faults)
	}
}

func TestPackageComment(t *testing.T) {
	for text, want := range map[string]int{
		"package eui\n": 1,
		"// Package eui is documented.\npackage eui\n": 0,
	} {
		r, _ := load(t, map[string]string{"eui/a.go": text})
		if faults := tidy.Documented(r); len(faults) != want {
			t.Errorf("%q: got %v, want %d faults", text, faults, want)
		}
	}
}

func TestFuzzTargetFound(t *testing.T) {
	r, _ := load(t, map[string]string{
		"dlms/a.go":      "package p\nfunc Parse(b []byte) {}\n",
		"dlms/a_test.go": "package p\nfunc FuzzParse() {}\n",
	})
	if faults := tidy.Fuzzed(r); len(faults) > 0 {
		t.Errorf("got %v, want none", faults)
	}
}

func TestShape(t *testing.T) {
	function := func(lines int) string {
		return "package p\nfunc f() {\n" + strings.Repeat("\tf()\n", lines-2) + "}\n"
	}
	file := func(lines int) string {
		return "package p\n" + strings.Repeat("// A line.\n", lines-1)
	}
	wide := func(columns int) string {
		return "package p\n// " + strings.Repeat("é", columns-3) + "\n"
	}
	long := strings.Repeat("A5", 60)
	for _, tt := range []struct {
		name, path, text string
		rule             func(*tidy.Repository) []tidy.Fault
		faults           int
	}{
		{"function at the limit", "a.go", function(69), tidy.Functions, 0},
		{"function beyond it", "a.go", function(70), tidy.Functions, 1},
		{"function of a test", "a_test.go", function(70), tidy.Functions, 0},
		{"file at the limit", "a.go", file(599), tidy.Lengths, 0},
		{"file beyond it", "a.go", file(600), tidy.Lengths, 1},
		{"test file at the limit", "a_test.go", file(900), tidy.Lengths, 0},
		{"test file beyond it", "a_test.go", file(901), tidy.Lengths, 1},
		{"generated file", "a.go", "// Code generated by x. DO NOT EDIT.\n\n" + file(700),
			tidy.Lengths, 0},
		{"line at the limit", "a.go", wide(100), tidy.Lengths, 0},
		{"line beyond it", "a.go", wide(101), tidy.Lengths, 1},
		{"line of a test beyond it", "a_test.go", wide(101), tidy.Lengths, 1},
		{"vector", "a_test.go", "package p\nvar v = f(\"" + long + "\")\n", tidy.Lengths, 0},
		{"vector, not a test", "a.go", "package p\nvar v = f(\"" + long + "\")\n", tidy.Lengths, 1},
		{"tag", "a.go", "package p\ntype t struct {\n\tf int `" + long + "`\n}\n", tidy.Lengths, 0},
		{"tag, then more", "a.go", "package p\ntype t struct {\n\tf int `" + long + "` // f\n}\n",
			tidy.Lengths, 1},
		{"vector, then more", "a_test.go", "package p\nvar v = \"" + long + "\" + f(x)\n",
			tidy.Lengths, 1},
		{"vector over lines", "a_test.go", "package p\nvar v = `" + long + "\n" + long + "`\n",
			tidy.Lengths, 0},
		{"large", "testdata/a.bin", strings.Repeat("x", 1<<20+1), tidy.Sizes, 1},
		{"large enough", "testdata/a.bin", strings.Repeat("x", 1<<20), tidy.Sizes, 0},
	} {
		r, _ := load(t, map[string]string{tt.path: tt.text})
		if faults := tt.rule(r); len(faults) != tt.faults {
			t.Errorf("%s: got %v, want %d faults", tt.name, faults, tt.faults)
		}
	}
}

func TestPlaces(t *testing.T) {
	for text, want := range map[string]int{
		"see " + "/work" + "/shared\n":         1,
		"see \"" + "/home" + "/ada/x\"\n":      1,
		"see `" + "/root" + "/x`\n":            1,
		"see our/work/shared and /workings/\n": 0,
		"GOPROXY=https://mirror.example/go\n":  1,
	} {
		r, _ := load(t, map[string]string{"README.md": text})
		if faults := tidy.Places(r, []string{"mirror.example"}); len(faults) != want {
			t.Errorf("%q: got %v, want %d faults", text, faults, want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	for text, want := range map[string]int{
		"# Title\n\nText, [link](other.md#part), [web](https://example.org/a).\n": 0,
		"# Title\n\n```\n# a comment\n\n\n```\n":                                  0,
		"Title\n":                                                                 1,
		"# Title\n\n# Title\n":                                                    1,
		"# Title\n\nText. \n":                                                     1,
		"# Title\n\n\nText.\n":                                                    1,
		"# Title\n\nText.":                                                        1,
		"# Title\n\nText.\n\n":                                                    1,
		"# Title\n\n[link](gone.md)\n":                                            1,
		"# Title\n\n```\nopen\n":                                                  1,
	} {
		r, fsys := load(t, map[string]string{"docs/a.md": text, "docs/other.md": "# Other\n"})
		if faults := tidy.Markdown(r, fsys); len(faults) != want {
			t.Errorf("%q: got %v, want %d faults", text, faults, want)
		}
	}
}

func TestRequires(t *testing.T) {
	listed := tidy.Module{}
	for _, path := range tidy.Dependencies() {
		listed.Require = append(listed.Require, tidy.Require{Path: path, Version: "v1.0.0"})
	}
	if faults := tidy.Requires(listed); len(faults) > 0 {
		t.Errorf("what the table lists: got %v, want none", faults)
	}
	more := tidy.Module{Require: append(slices.Clone(listed.Require),
		tidy.Require{Path: "example.com/direct"},
		tidy.Require{Path: "example.com/indirect", Indirect: true})}
	if faults := tidy.Requires(more); len(faults) != 1 {
		t.Errorf("one more: got %v, want 1 fault", faults)
	}
	fewer := tidy.Module{Require: listed.Require[1:]}
	if faults := tidy.Requires(fewer); len(faults) != 1 {
		t.Errorf("one fewer: got %v, want 1 fault", faults)
	}
}

func TestSameLibc(t *testing.T) {
	one := tidy.Module{Require: []tidy.Require{{Path: "modernc.org/libc", Version: "v1.0.0"}}}
	two := tidy.Module{Require: []tidy.Require{{Path: "modernc.org/libc", Version: "v1.0.1"}}}
	if faults := tidy.SameLibc(one, one); len(faults) > 0 {
		t.Errorf("the same: got %v, want none", faults)
	}
	if faults := tidy.SameLibc(one, two); len(faults) != 1 {
		t.Errorf("another: got %v, want 1 fault", faults)
	}
}
