package portal

import (
	"net/url"
	"strings"
)

// The parts of an address that are not the record's own.
const (
	asAtPrefix  = "/as-at/"    // /as-at/2022-01-20T17:00:00Z/modifications: as at that moment
	knownNow    = "/known-now" // after it: what is known now of that moment
	asAtQuery   = "as-at"      // the same in a query, on any address
	knownQuery  = "known"
	indexName   = "/index" // what the home page is called where a suffix follows
	maxAddress  = 2000     // octets; browsers and proxies give up not far above
	maxSegments = 16
)

// address is where a request leads, taken apart. Its parts are escaped as they came.
type address struct {
	moment string // as typed in the prefix, not escaped; empty: there is no prefix
	known  bool   // the prefix says that what is known now counts
	path   string // of the record, with neither prefix nor suffix; begins with a slash
	suffix string // ".json" and so on; empty: none
}

// parse takes the path of a request apart. It is not ok where no page can be: a browser has
// cleaned what it sends, and whoever has not finds nothing.
func parse(escaped string) (a address, ok bool) {
	if len(escaped) > maxAddress || !clean(escaped) {
		return address{}, false
	}
	a.path = escaped
	if rest, found := strings.CutPrefix(escaped, asAtPrefix); found {
		moment, path, _ := strings.Cut(rest, "/")
		text, err := url.PathUnescape(moment)
		if err != nil || text == "" {
			return address{}, false
		}
		a.moment, a.path = text, "/"+path
		if path, found := strings.CutPrefix(a.path, knownNow); found &&
			(path == "" || path[0] == '/') {
			a.known, a.path = true, "/"+strings.TrimPrefix(path, "/")
		}
	}
	for _, n := range notations[1:] {
		if path, found := strings.CutSuffix(a.path, n.suffix); found && !strings.HasSuffix(path, "/") {
			a.path, a.suffix = path, n.suffix
			if a.path == indexName {
				a.path = "/"
			}
			break
		}
	}
	return a, true
}

// clean reports whether a path has no empty segment but perhaps the last, none that climbs,
// and not more than there are levels.
func clean(escaped string) bool {
	if !strings.HasPrefix(escaped, "/") || strings.ContainsAny(escaped, "\\\x00") {
		return false
	}
	segments := strings.Split(escaped[1:], "/")
	if len(segments) > maxSegments {
		return false
	}
	for i, s := range segments {
		if s == "" && i < len(segments)-1 || s == "." || s == ".." {
			return false
		}
	}
	return true
}

// prefix is what stands before the path: the moment, and whether what is known now counts.
func (a address) prefix() string {
	if a.moment == "" {
		return ""
	}
	prefix := asAtPrefix + url.PathEscape(a.moment)
	if a.known {
		prefix += knownNow
	}
	return prefix
}

// String puts the address together again.
func (a address) String() string {
	path := a.path
	if path == "/" && a.suffix != "" {
		path = indexName
	}
	return a.prefix() + path + a.suffix
}
