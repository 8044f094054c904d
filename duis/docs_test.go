package duis

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

//go:generate go test -run ^TestDocs -update .

var update = flag.Bool("update", false, "write the generated document anew")

// TestDocs keeps docs/duis.md.
func TestDocs(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("# DUIS documents\n\nThe elements of requests and responses, generated from " +
		"their declarations in package `duis`.\n" +
		"Order is that of the document. After a name, `?` is at most once, `{1..7}` how often, and " +
		"no\nsign is once; `@` is an attribute. A range includes its ends. The unit is that of the " +
		"value as\nthe document has it. Another schema is that of MMC.\n")
	b.WriteString("\n## Request\n\n")
	writeTree(&b, "Request", reflect.TypeFor[Request]())
	b.WriteString("\n## Bodies\n")
	writeSections(&b, reflect.TypeFor[Body]())
	b.WriteString("\n## Response\n\n")
	writeTree(&b, "Response", reflect.TypeFor[Response]())
	b.WriteString("\n## Messages\n")
	writeSections(&b, reflect.TypeFor[ResponseBody]())
	b.WriteString("\n## Payloads\n")
	writeSections(&b, reflect.TypeFor[Payload]())
	b.WriteString("\n## DCC Alerts\n")
	writeSections(&b, reflect.TypeFor[DCCAlert]())
	path := filepath.Join("..", "docs", "duis.md")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Error("docs/duis.md is not current: go generate ./duis")
	}
}

// writeSections writes the alternatives of an interface.
func writeSections(b *bytes.Buffer, t reflect.Type) {
	for _, p := range schema.Plan(t).Parts {
		fmt.Fprintf(b, "\n### %s\n\n```text\n%s```\n", p.Name, p.AppendTree(nil))
	}
}

func writeTree(b *bytes.Buffer, name string, t reflect.Type) {
	fmt.Fprintf(b, "```text\n%s```\n", schema.Plan(t).AppendTree(nil, name))
}
