package duis

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldsig"
)

// introductions say which DUIS version brought a body, message, payload or alert, by the
// name of its element; a field says so with since in its tag. Only what a source states
// stands here. There is no row: the sources that this package was made from are the schema
// of version 5.4, which holds no history, and samples of versions 5.1 and 5.4.
var introductions = map[string]introduction{}

// introduction is when something came.
type introduction struct {
	since      string // DUIS version
	confidence string // the source, and how sure it is
}

// since is the versions alone.
func since(rows map[string]introduction) map[string]string {
	versions := map[string]string{}
	for name, row := range rows {
		versions[name] = row.since
	}
	return versions
}

// CheckVersion lists what the request may not hold by the version that its schemaVersion
// says: elements that are newer, in the order of the document, and first of all a version
// above [SchemaVersion], of which this package knows nothing. Of most elements it is not
// known which version brought them; these pass. DUIS 3.4.1.
func (r *Request) CheckVersion() []*Fault {
	doc := r.Document
	if doc == nil {
		var err error
		if doc, err = xmldsig.Parse(r.Append(nil)); err != nil {
			return []*Fault{{Err: err}}
		}
	}
	says, ok := doc.Root.Attr("", "schemaVersion")
	if !ok || says == "" {
		return nil
	}
	var faults []*Fault
	if newer(says, SchemaVersion) {
		fault := xmldoc.Faultf(doc.Root, "version %s is not known: the last one known is %s", says,
			SchemaVersion)
		fault.Path += "/@schemaVersion"
		faults = append(faults, fault)
	}
	return appendNewer(faults, schema.Plan(reflect.TypeFor[Request]()), doc.Root, says)
}

// newer reports whether version a came after version b; one that is no number did not.
func newer(a, b string) bool {
	x, errX := strconv.ParseFloat(strings.Trim(a, blanks), 64)
	y, errY := strconv.ParseFloat(strings.Trim(b, blanks), 64)
	return errX == nil && errY == nil && x > y
}

// appendNewer appends the elements in e, an element with content c, that came after a
// version.
func appendNewer(
	faults []*Fault, c *xmldoc.Content, e *xmldsig.Element, version string,
) []*Fault {
	for inside := range e.Elements() {
		p := find(c, inside)
		if p == nil {
			continue
		}
		if p.Since != "" && newer(p.Since, version) {
			faults = append(faults, xmldoc.Faultf(inside, "%s came with version %s", inside.Local, p.Since))
			continue
		}
		if p.Inner != nil {
			faults = appendNewer(faults, p.Inner, inside, version)
		}
	}
	return faults
}

// find is the particle of the element e in c, or nil.
func find(c *xmldoc.Content, e *xmldsig.Element) *xmldoc.Particle {
	for _, p := range c.Parts {
		if p.Name == e.Local && p.Space == e.Space {
			return p
		}
		if p.Name == "" {
			if found := find(p.Inner, e); found != nil {
				return found
			}
		}
	}
	return nil
}
