package intake_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// Namespaces and types as Word and LibreOffice write them.
const (
	w2006         = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	declaration   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	others        = `xmlns:r="` + relationships + `" ` +
		`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
		`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:v="urn:schemas-microsoft-com:vml" ` +
		`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`
)

// docx is a package: what its body has, and its other parts by the type of their relationship.
type docx struct {
	body  string
	parts map[string]string // "styles": the children of the root
	links map[string]string // external addresses by id
}

// roots are the roots of parts.
var roots = map[string]string{"styles": "styles", "numbering": "numbering",
	"footnotes": "footnotes",
	"endnotes":  "endnotes", "comments": "comments", "header": "hdr", "footer": "ftr"}

// files are the files of the package.
func (d docx) files() map[string]string {
	var relations strings.Builder
	files := map[string]string{
		"_rels/.rels": declaration + `<Relationships xmlns="http://schemas.` +
			`openxmlformats.org/package/2006/` +
			`relationships"><Relationship Id="rId1" Type="` + relationships + `/officeDocument" ` +
			`Target="word/document.xml"/></Relationships>`,
		"[Content_Types].xml": declaration + `<Types xmlns="http://schemas.` +
			`openxmlformats.org/package/2006/` +
			`content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"word/document.xml": declaration + "<w:document " + w2006 + " " + others + "><w:body>" + d.body +
			`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
	}
	for i, part := range slices.Sorted(maps.Keys(d.parts)) {
		root := roots[part]
		files["word/"+part+".xml"] = declaration + "<w:" + root + " " + w2006 + " " + others + ">" +
			d.parts[part] + "</w:" + root + ">"
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/%s" Target="%[3]s.xml"/>`, i+1,
			relationships, part)
	}
	for _, id := range slices.Sorted(maps.Keys(d.links)) {
		fmt.Fprintf(&relations, `<Relationship Id="%s" Type="%s/hyperlink" Target="%s" `+
			`TargetMode="External"/>`, id, relationships, d.links[id])
	}
	files["word/_rels/document.xml.rels"] = declaration + `<Relationships xmlns="http://schemas.` +
		`openxmlformats.org/package/2006/relationships">` + relations.String() + `</Relationships>`
	return files
}

// pack is the package as octets.
func (d docx) pack() []byte { return pack(d.files()) }

// pack makes an archive of files.
func pack(files map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(files[name]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// escape is text in XML.
func escape(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		panic(err)
	}
	return b.String()
}

// r is a run with properties.
func r(text, properties string) string {
	if properties != "" {
		properties = "<w:rPr>" + properties + "</w:rPr>"
	}
	return `<w:r w:rsidR="00A77B3E">` + properties + `<w:t xml:space="preserve">` + escape(text) +
		`</w:t></w:r>`
}

// p is a paragraph of runs with properties.
func p(properties string, runs ...string) string {
	return "<w:p><w:pPr>" + properties + "</w:pPr>" + strings.Join(runs, "") + "</w:p>"
}

// in are the properties of a paragraph in a list.
func in(list, level int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list)
}

// style are the properties of a paragraph of a style.
func style(id string) string { return `<w:pStyle w:val="` + id + `"/>` }

// level is a level of a list; more goes before its text.
func level(i int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText `+
		`w:val="%s"/>`+
		`<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="720"/></w:pPr></w:lvl>`, i, format,
		more,
		text, 720*(i+1))
}

// abstractNum is the definition of a list.
func abstractNum(id int, content ...string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d"><w:multiLevelType `+
		`w:val="multilevel"/>%s</w:abstractNum>`,
		id, strings.Join(content, ""))
}

// num is a list of a definition.
func num(id, of int, overrides string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, id, of,
		overrides)
}

// headings are styles of headings as Word names them.
const headings = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name ` +
	`w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn ` +
	`w:val="Normal"/>` +
	`<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn ` +
	`w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn ` +
	`w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn ` +
	`w:val="Normal"/></w:style>`

func TestPackIsRead(t *testing.T) {
	d := docx{body: p("", r("F8.1 Words.", ""))}
	got := lines(t, "Section F.docx", d.pack())
	if want := "**F8.1** Words."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
