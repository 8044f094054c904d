package page

import "strings"

// As is the address of another form of the same view: [At]("events").As(".json") is
// /events.json. The suffix comes before the query. The home page is called index there.
func (a Address) As(suffix string) Address {
	path, tail := a.split()
	if strings.HasSuffix(path, "/") {
		path += "index"
	}
	return Address(path + suffix + tail)
}

// valid reports whether a is an address on this site and nothing else: browsers read two
// slashes, or a slash and a backslash, as the name of another site, drop controls, and
// resolve dots.
func (a Address) valid() bool {
	if len(a) == 0 || a[0] != '/' || len(a) > 1 && a[1] == '/' {
		return false
	}
	for i := 0; i < len(a); i++ {
		if a[i] <= ' ' || a[i] == 0x7f || a[i] == '\\' {
			return false
		}
	}
	path, _ := a.split()
	return !strings.Contains(path, "/.") ||
		!strings.Contains(path+"/", "/./") && !strings.Contains(path+"/", "/../")
}

// relative is how a page at from refers to to, so that the same words lead to the same view
// of another time where the page stands below a prefix: from /modifications/DP197,
// /consultations/c1 is ../consultations/c1. It never climbs above the root of from.
func relative(from, to Address) string {
	if to == "" {
		return ""
	}
	fromPath, _ := from.split()
	toPath, tail := to.split()
	if from == to[:len(to)-len(fragment(tail))] && tail != "" && tail[0] == '#' {
		return tail
	}
	dir := fromPath[:strings.LastIndexByte(fromPath, '/')+1]
	for !strings.HasPrefix(toPath, dir) { // climb to what both lie below
		dir = dir[:strings.LastIndexByte(dir[:len(dir)-1], '/')+1]
	}
	up := strings.Count(fromPath[len(dir):], "/")
	rest := toPath[len(dir):]
	first, _, _ := strings.Cut(rest, "/")
	switch {
	case up > 0:
		return strings.Repeat("../", up) + rest + tail
	case first == "" || strings.Contains(first, ":"): // else a scheme, or the page itself
		return "./" + rest + tail
	}
	return rest + tail
}

// split parts the path of an address from its query and fragment.
func (a Address) split() (path, tail string) {
	if i := strings.IndexAny(string(a), "?#"); i >= 0 {
		return string(a[:i]), string(a[i:])
	}
	return string(a), ""
}

// fragment is the part of an address from # on.
func fragment(tail string) string {
	if i := strings.IndexByte(tail, '#'); i >= 0 {
		return tail[i:]
	}
	return ""
}
