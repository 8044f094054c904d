package intake_test

import (
	"reflect"
	"testing"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/legal/intake"
)

// FuzzRead reads anything: what is read can be written and read again, and nothing panics.
func FuzzRead(f *testing.F) {
	f.Add([]byte("# Section F: Metering\n\n**F8.1** Each shall:\n\n(a) x;\n(b) y:\n\n    (i) " +
		"z\n\n**Hub** means\n| a |\n"))
	f.Add([]byte("---\nname: Section F\nkind: section\n---\n\n**F8.1** Words.\n"))
	f.Add([]byte("<!DOCTYPE html><h1>Appendix L</h1><ol><li>x<ol " +
		"type=a><li>y</ol></ol><dl><dt>a<dd>b</dl><table><td>1<td>2"))
	f.Add(docx{body: p(in(1, 1), r("Words.", "")) + p(in(1, 2), r("x", "<w:b/>")),
		parts: map[string]string{
			"styles": headings, "numbering": legalList + num(1, 0, "")}}.pack())
	f.Fuzz(func(t *testing.T, b []byte) {
		checkRead(t, b)
	})
}

// FuzzDOCX reads any text of a package, which a change of its octets would only break.
func FuzzDOCX(f *testing.F) {
	f.Add(p(in(1, 1), r("Words.", ""))+p(in(2, 2), r("(a) x", "<w:b/>")), anyNumbering, headings)
	f.Add(`<w:tbl><w:tr><w:tc>`+p("", r("F8", ""))+`</w:tc><w:tc/></w:tr></w:tbl>`, legalList+num(1,
		0, ""), "")
	f.Fuzz(func(t *testing.T, body, numbering, styles string) {
		checkRead(t, docx{body: body, parts: map[string]string{"styles": styles,
			"numbering": numbering}}.pack())
	})
}

// checkRead checks that what is read can be written and read again.
func checkRead(t *testing.T, b []byte) {
	d, report, err := intake.Read("section-f", b)
	if err != nil {
		if d != nil {
			t.Fatalf("a document with the error %v", err)
		}
		return
	}
	again, err := legal.Parse("again", d.Append(nil))
	if err != nil {
		t.Fatalf("%v\n%v\n%s", err, report, d)
	}
	if !reflect.DeepEqual(again, d) {
		t.Fatalf("got another document:\n%#v\n%#v", again, d)
	}
}
