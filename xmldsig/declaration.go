package xmldsig

import (
	"fmt"
	"strings"
)

// declaration reads the XML declaration, if there is one. XML 1.0 2.8.
//
//	'<?xml' S 'version' '=' '"1.0"' (S 'encoding' '=' '"UTF-8"')?
//	(S 'standalone' '=' '"' ('yes' | 'no') '"')? S? '?>'
func (p *parser) declaration() error {
	const opening = "<?xml"
	rest := p.source[p.at:]
	if !strings.HasPrefix(rest, opening) || len(rest) == len(opening) || !isSpace(rest[len(opening)]) {
		return nil
	}
	start := p.at
	text, err := p.until(len(opening), "?>")
	if err != nil {
		return err
	}
	version, text, found := pseudoAttribute(text, "version")
	if !found || version != "1.0" {
		return p.errorAt(start, fmt.Errorf("%w: version %.40q", ErrEncoding, version))
	}
	encoding, text, found := pseudoAttribute(text, "encoding")
	if found && !strings.EqualFold(encoding, "UTF-8") {
		return p.errorAt(start, fmt.Errorf("%w: encoding %.40q", ErrEncoding, encoding))
	}
	standalone, text, found := pseudoAttribute(text, "standalone")
	if found && standalone != "yes" && standalone != "no" || !isBlank(text) {
		return p.errorAt(start, fmt.Errorf("%w: XML declaration", ErrMalformed))
	}
	return nil
}

// pseudoAttribute cuts S name S? '=' S? quoted-value off the front of text; found
// is false, and rest is text, where there is none.
func pseudoAttribute(text, name string) (value, rest string, found bool) {
	const space = " \t\r\n"
	s := strings.TrimLeft(text, space)
	if len(s) == len(text) || !strings.HasPrefix(s, name) {
		return "", text, false
	}
	s, found = strings.CutPrefix(strings.TrimLeft(s[len(name):], space), "=")
	s = strings.TrimLeft(s, space)
	if !found || s == "" || s[0] != '"' && s[0] != '\'' {
		return "", text, false
	}
	end := strings.IndexByte(s[1:], s[0])
	if end < 0 {
		return "", text, false
	}
	return s[1 : 1+end], s[end+2:], true
}
