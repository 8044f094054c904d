package xmldsig

import (
	"fmt"
	"strings"
)

// Namespace names that every document knows. Namespaces in XML 1.0 3.
const (
	// NamespaceXML is the namespace of the prefix xml, declared or not.
	NamespaceXML = "http://www.w3.org/XML/1998/namespace"
	// namespaceXMLNS is that of the prefix xmlns, which nobody may declare.
	namespaceXMLNS = "http://www.w3.org/2000/xmlns/"
)

// declare takes the namespace declarations out of p.attrs, and brings them into
// scope.
func (p *parser) declare(e *Element) error {
	if len(p.attrs) == 0 {
		return nil
	}
	before := len(p.scope)
	kept := p.attrs[:0]
	for _, a := range p.attrs {
		var prefix string
		switch {
		case a.Prefix == "xmlns":
			prefix = a.Local
		case a.Prefix == "" && a.Local == "xmlns":
		default:
			kept = append(kept, a)
			continue
		}
		declared := Namespace{Prefix: prefix, URI: a.Value}
		if err := checkDeclaration(declared, a.Prefix != ""); err != nil {
			return p.errorAt(a.Offset, err)
		}
		for _, other := range p.scope[before:] {
			if other.Prefix == prefix {
				return p.errorAt(a.Offset,
					fmt.Errorf("%w: prefix %q declared twice", ErrDuplicate, prefix))
			}
		}
		if len(p.scope) == maxBindings {
			return p.errorAt(a.Offset,
				fmt.Errorf("%w: more than %d prefixes in scope", ErrLimit, maxBindings))
		}
		p.scope = append(p.scope, declared)
	}
	p.attrs = kept
	e.Namespaces = p.spaces.take(len(p.scope) - before)
	copy(e.Namespaces, p.scope[before:])
	return nil
}

// checkDeclaration refuses what no declaration may say. Namespaces in XML 1.0 2
// and 3; Canonical XML 1.0 1.3 for relative names.
func checkDeclaration(n Namespace, prefixed bool) error {
	switch {
	case n.Prefix == "xmlns":
		return fmt.Errorf("%w: prefix xmlns declared", ErrNamespace)
	case n.URI == namespaceXMLNS:
		return fmt.Errorf("%w: prefix %q for %s", ErrNamespace, n.Prefix, n.URI)
	case (n.Prefix == "xml") != (n.URI == NamespaceXML):
		return fmt.Errorf("%w: xml and %s belong together", ErrNamespace, NamespaceXML)
	case prefixed && n.URI == "":
		return fmt.Errorf("%w: prefix %q undone", ErrNamespace, n.Prefix)
	case n.URI != "" && !isAbsolute(n.URI):
		return fmt.Errorf("%w: name %.100q is no absolute URI", ErrNamespace, n.URI)
	}
	return nil
}

// notInURI are the printable characters that no URI has.
var notInURI = in("\"<>\\^`{|}")

// isAbsolute reports whether a namespace name is made of the characters of a URI
// and begins with a scheme. RFC 3986 2 and 3.1.
func isAbsolute(uri string) bool {
	for i := range len(uri) {
		if uri[i] <= ' ' || uri[i] > '~' || notInURI[uri[i]] {
			return false
		}
	}
	scheme, _, found := strings.Cut(uri, ":")
	if !found || scheme == "" {
		return false
	}
	for i := range len(scheme) {
		c := scheme[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return true
}

// qualify gives the element and its attributes their namespaces, and refuses an
// attribute that is there twice. Namespaces in XML 1.0 5 and 6.
func (p *parser) qualify(e *Element) error {
	var err error
	if e.Space, err = p.resolve(e.Prefix, e.Offset); err != nil {
		return err
	}
	if len(p.attrs) == 0 {
		return nil
	}
	for i := range p.attrs {
		a := &p.attrs[i]
		if a.Prefix == "" {
			continue
		}
		if a.Space, err = p.resolve(a.Prefix, a.Offset); err != nil {
			return err
		}
	}
	for i := range p.attrs {
		for j := range i {
			if p.attrs[i].Local == p.attrs[j].Local && p.attrs[i].Space == p.attrs[j].Space {
				a := &p.attrs[i]
				return p.errorAt(a.Offset, fmt.Errorf("%w %q", ErrDuplicate, a.Local))
			}
		}
	}
	e.Attrs = p.fields.take(len(p.attrs))
	copy(e.Attrs, p.attrs)
	return nil
}

// resolve looks a prefix up in scope.
func (p *parser) resolve(prefix string, offset int) (string, error) {
	for i := len(p.scope) - 1; i >= 0; i-- {
		if p.scope[i].Prefix == prefix {
			return p.scope[i].URI, nil
		}
	}
	switch prefix {
	case "":
		return "", nil
	case "xml":
		return NamespaceXML, nil
	}
	return "", p.errorAt(offset, fmt.Errorf("%w: prefix %q is not declared", ErrNamespace, prefix))
}
