package mmc

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/gbcs/usecase"
)

//go:generate go test -run ^TestDocs -update .

var update = flag.Bool("update", false, "write the generated document anew")

// TestDocs keeps docs/mmc.md.
func TestDocs(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("# Answers and alerts as documents of the Message Mapping Catalogue\n\n" +
		"The elements of answers and alerts, generated from their declarations in package `mmc`, " +
		"and from which\nvalues of which Use Cases they are filled in, from those in " +
		"`gbcs/usecase`. After a name, `?` is at most once,\n`{1..7}` how often, and no sign is " +
		"once; `@` is an attribute. Every answer has `@MessageSuccess`; answers\nthat have nothing " +
		"else are listed at the end. A value that is written by a function is one that two " +
		"elements\nshare, or that is made of several.\n\n## Answers\n")
	var bare []string
	for _, rsp := range rsps {
		if !hasContent(rsp) {
			bare = append(bare, "`"+rsp.Element()+"`")
			continue
		}
		writeElement(&b, rsp)
		for _, u := range usecase.All {
			if answers(u, rsp.Element()) {
				writeSources(&b, u)
			}
		}
	}
	b.WriteString("\n## Payloads of alerts\n")
	for _, p := range alertPayloads {
		writeElement(&b, p)
		for _, u := range usecase.All {
			if in, _, _ := strings.Cut(u.MMC.In, "/"); u.IsAlert() && in == p.Element() {
				writeSources(&b, u)
			}
		}
	}
	fmt.Fprintf(&b, "\n## Answers without content\n\n%s\n", strings.Join(bare, ", "))
	path := filepath.Join("..", "docs", "mmc.md")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Error("docs/mmc.md is not current: go generate ./mmc")
	}
}

// writeElement writes what is in an element.
func writeElement(b *bytes.Buffer, of interface{ Element() string }) {
	name := of.Element()
	fmt.Fprintf(b, "\n### %s\n\n```text\n%s```\n", name, planOf(of).AppendTree(nil, name))
}

// answers reports whether the answer of u is shown in an element.
func answers(u *usecase.UseCase, element string) bool {
	return slices.ContainsFunc(u.SRVs, func(srv string) bool { return ElementOf(srv) == element })
}

// writeSources writes where the values of a Use Case stand.
func writeSources(b *bytes.Buffer, u *usecase.UseCase) {
	fmt.Fprintf(b, "\n%s %s", u.Code, u.Title)
	if u.MMC.In != "" {
		fmt.Fprintf(b, ", in `%s`", u.MMC.In)
	}
	b.WriteString("\n\n| element | value |\n| --- | --- |\n")
	var lines []string
	add := func(p usecase.Place) {
		path, by, ok := u.MMC.Of(p)
		switch {
		case by != nil:
			path = "by a function"
		case !ok || path == usecase.Within:
			return
		default:
			path = "`" + path + "`"
		}
		lines = append(lines, fmt.Sprintf("| %s | %s |\n", path, p.Info().Name))
	}
	seen := map[usecase.Place]bool{}
	once := func(p usecase.Place) {
		if !seen[p] {
			seen[p] = true
			add(p)
		}
	}
	each := func(p usecase.Place, _ bool) { once(p) }
	if u.IsAlert() {
		u.Arguments(each)
	} else {
		u.Returns(each)
	}
	top := len(lines)
	for p := range u.MMC.As {
		once(p)
	}
	for p := range u.MMC.By {
		once(p)
	}
	slices.Sort(lines[top:])
	for _, path := range u.MMC.Each {
		if path != "" {
			lines = append([]string{fmt.Sprintf("| `%s` | one answer each |\n", path)}, lines...)
		}
	}
	if u.MMC.Whole != nil {
		lines = append(lines, "| others | by a function of all values |\n")
	}
	b.WriteString(strings.Join(lines, ""))
}
