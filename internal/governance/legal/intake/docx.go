package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// packed is a DOCX package.
type packed struct {
	files map[string]*zip.File
	read  int64 // octets unpacked so far
}

// unpack opens a package. What is larger than any text is refused before it is unpacked, and
// again while it is: a package can lie about its sizes.
func unpack(b []byte) (*packed, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("intake: the package cannot be opened: %w", err)
	}
	if len(z.File) > maxEntries {
		return nil, fmt.Errorf("intake: the package has %d files: at most %d", len(z.File), maxEntries)
	}
	p := &packed{files: map[string]*zip.File{}}
	for _, file := range z.File {
		name := strings.TrimPrefix(path.Clean("/"+file.Name), "/")
		if p.files[name] != nil {
			return nil, fmt.Errorf("intake: the package has %s twice", name)
		}
		p.files[name] = file
	}
	return p, nil
}

// limited reads a file of a package, and fails when it has more than what is left.
type limited struct {
	io.Reader
	p    *packed
	name string
}

func (l limited) Read(b []byte) (int, error) {
	n, err := l.Reader.Read(b)
	if l.p.read += int64(n); l.p.read > maxPart {
		return n, fmt.Errorf("the package unpacks to more than %d MiB at %s: that is no text",
			maxPart>>20, l.name)
	}
	return n, err
}

// open opens a file of the package; nil: there is none.
func (p *packed) open(name string) (*reader, func() error, error) {
	file := p.files[name]
	if file == nil {
		return nil, nil, nil
	}
	if file.UncompressedSize64 > maxPart {
		return nil, nil, fmt.Errorf("intake: %s would unpack to %d octets: at most %d", name,
			file.UncompressedSize64, maxPart)
	}
	from, err := file.Open()
	if err != nil {
		return nil, nil, fmt.Errorf("intake: %s: %w", name, err)
	}
	return newReader(name, limited{from, p, name}), from.Close, nil
}

// tree reads a file of the package; nil: there is none.
func (p *packed) tree(name string) (*element, error) {
	r, closed, err := p.open(name)
	if r == nil {
		return nil, err
	}
	e, err := r.whole()
	return e, errors.Join(err, closed())
}

// relation is what a file of a package refers to.
type relation struct{ id, kind, target string }

// relations are those of a file; of the package itself, of the name "".
func (p *packed) relations(of string) (found []relation, err error) {
	dir, base := path.Split(of)
	e, err := p.tree(dir + "_rels/" + base + ".rels")
	if err != nil || e == nil {
		return nil, err
	}
	for _, kid := range e.kids {
		target := kid.value("Target")
		if kid.value("TargetMode") != "External" {
			if strings.HasPrefix(target, "/") {
				target = strings.TrimPrefix(path.Clean(target), "/")
			} else {
				target = path.Join(dir, target)
			}
		}
		found = append(found, relation{kid.value("Id"), path.Base(kid.value("Type")), target})
	}
	return found, nil
}

// apart are the parts that stand beside the text, and what they are.
var apart = map[string]string{
	"footnotes": "footnotes are not part of a clause", "endnotes": "endnotes are not part of a clause",
	"comments": "comments on the text", "header": "the head of a page", "footer": "the foot of a page",
	"glossaryDocument": "building blocks of the word processor",
	"aFChunk":          "another file within this one",
	"subDocument":      "another file within this one",
}

// docx reads a package.
func (f *flow) docx(b []byte) error {
	p, err := unpack(b)
	if err != nil {
		return err
	}
	roots, err := p.relations("")
	if err != nil {
		return err
	}
	main := "word/document.xml"
	for _, r := range roots {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	if p.files[main] == nil || !strings.HasSuffix(main, ".xml") || path.Base(path.Dir(main)) == "xl" {
		return errors.New("intake: the package is no DOCX: save the text as DOCX")
	}
	relations, err := p.relations(main)
	if err != nil {
		return err
	}
	d := &docxReader{flow: f, links: map[string]string{}, instructions: map[string]bool{}}
	for _, r := range relations {
		switch r.kind {
		case "styles":
			err = d.readStyles(p, r.target)
		case "numbering":
			err = d.readNumbering(p, r.target)
		case "hyperlink":
			d.links[r.id] = r.target
		}
		if err != nil {
			return err
		}
	}
	d.link()
	if err := d.body(p, main); err != nil {
		return err
	}
	return f.beside(p, relations)
}

// beside leaves out what stands in other parts than the text, and says so.
func (f *flow) beside(p *packed, relations []relation) error {
	slices.SortStableFunc(relations, func(a, b relation) int {
		return strings.Compare(a.target,
			b.target)
	})
	for _, r := range relations {
		why := apart[r.kind]
		if why == "" || p.files[r.target] == nil {
			continue
		}
		if !strings.HasSuffix(r.target, ".xml") {
			f.leaveOut(r.target, path.Base(r.target), why)
			continue
		}
		e, err := p.tree(r.target)
		if err != nil {
			return err
		}
		kids := e.kids
		if r.kind == "header" || r.kind == "footer" {
			kids = []*element{e}
		}
		for _, kid := range kids {
			f.leaveOut(r.target, wordsOf(kid), why)
		}
	}
	return nil
}

// body reads the text itself, one child of the body after another.
func (d *docxReader) body(p *packed, name string) error {
	r, closed, err := p.open(name)
	if err != nil {
		return err
	}
	err = d.bodyFrom(r)
	return errors.Join(err, closed())
}

func (d *docxReader) bodyFrom(r *reader) error {
	within := false
	for {
		token, err := r.next()
		if err == io.EOF {
			return d.rest()
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case within:
			e, err := r.tree(start)
			if err != nil {
				return err
			}
			if err := d.block(e); err != nil {
				return err
			}
		case nameOf(start.Name) == "body":
			within = true
		case nameOf(start.Name) != "document":
			if _, err := r.tree(start); err != nil { // a background
				return err
			}
		}
	}
}
