package srv_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
)

//go:generate go test -run ^TestDocs -update .

var update = flag.Bool("update", false, "write docs/services.md anew")

// TestDocs keeps docs/services.md.
func TestDocs(t *testing.T) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Service Requests\n\nThe %d Service Reference Variants, generated from their "+
		"declarations in `duis/srv`.\n`mains explain 4.1.1` shows one of them, and [duis.md](duis.md) "+
		"the elements of its body.\nTarget times without a source are marked as chosen; whether a "+
		"Variant is for SMETS1 is mostly\nrecalled; from which GBCS version a Use Case takes the place "+
		"of another is chosen.\n\n## Access matrix\n\n", len(srv.All))
	writeMatrix(&b)
	for _, v := range srv.All {
		writeVariant(&b, v)
	}
	path := filepath.Join("..", "..", "docs", "services.md")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Error("docs/services.md is not current: go generate ./duis/srv")
	}
}

// writeMatrix writes who may send what to which Device.
func writeMatrix(b *bytes.Buffer) {
	b.WriteString("| SRV | name |")
	for role := duis.IS; role <= duis.MDR; role++ {
		fmt.Fprintf(b, " %s |", role)
	}
	b.WriteString(" critical | future dated | schedule | Devices |\n| --- | --- |")
	for range duis.MDR {
		b.WriteString(" --- |")
	}
	b.WriteString(" --- | --- | --- | --- |\n")
	mark := func(yes bool) string {
		if yes {
			return "yes"
		}
		return ""
	}
	for _, v := range srv.All {
		fmt.Fprintf(b, "| [%s](#%s) | %s |", v.SRV, anchor(v), v.Name)
		for role := duis.IS; role <= duis.MDR; role++ {
			fmt.Fprintf(b, " %s |", mark(v.Roles.Has(role)))
		}
		devices, future := v.On().String(), v.Future.String()
		if v.NonDevice {
			devices = "the DCC"
		}
		if v.Future == srv.FutureNone {
			future = ""
		}
		fmt.Fprintf(b, " %s | %s | %s | %s |\n", mark(v.Critical), future, mark(v.Schedulable), devices)
	}
}

// anchor is where the section of a Variant is.
func anchor(v *srv.Variant) string {
	keep := func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
			return r
		case r == ' ':
			return '-'
		}
		return -1
	}
	return strings.Map(keep, strings.ToLower(v.String()))
}

// writeVariant writes the section of one Variant.
func writeVariant(b *bytes.Buffer, v *srv.Variant) {
	fmt.Fprintf(b, "\n## %s\n\n", v)
	for _, f := range v.Facts() {
		fmt.Fprintf(b, "- %s: %s\n", f.Name, f.Text)
	}
	if len(v.Routes) == 0 {
		return
	}
	b.WriteString("\n| Use Case | on | when | may originate |\n| --- | --- | --- | --- |\n")
	for _, r := range v.Routes {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", r.UseCase, r.On, r.Condition(), r.UseCase.By)
	}
}
