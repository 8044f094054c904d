package duis

import (
	"fmt"
	"strconv"

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
	says, ok := attribute(doc.Root, "schemaVersion")
	if !ok || says == "" {
		return nil
	}
	var faults []*Fault
	if newer(says, SchemaVersion) {
		faults = append(faults, attributeFault(doc.Root, "schemaVersion",
			fmt.Errorf("version %s is not known: the last one known is %s", says, SchemaVersion)))
	}
	return requestPlan.newer(doc.Root, says, faults)
}

// newer reports whether version a came after version b; one that is no number did not.
func newer(a, b string) bool {
	x, errX := strconv.ParseFloat(collapse(a), 64)
	y, errY := strconv.ParseFloat(collapse(b), 64)
	return errX == nil && errY == nil && x > y
}

// newer appends the elements in e, an element of this content, that came after a version.
func (c *content) newer(e *xmldsig.Element, version string, faults []*Fault) []*Fault {
	for inside := range e.Elements() {
		p := c.find(inside)
		if p == nil {
			continue
		}
		if p.since != "" && newer(p.since, version) {
			faults = append(faults, faultf(inside, "%s came with version %s", inside.Local, p.since))
			continue
		}
		if p.inner != nil {
			faults = p.inner.newer(inside, version, faults)
		}
	}
	return faults
}

// find is the particle of the element e, or nil.
func (c *content) find(e *xmldsig.Element) *particle {
	for _, p := range c.parts {
		if p.name == e.Local && p.space == e.Space {
			return p
		}
		if p.name == "" {
			if found := p.inner.find(e); found != nil {
				return found
			}
		}
	}
	return nil
}
