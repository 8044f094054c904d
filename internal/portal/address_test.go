package portal

import (
	"net/url"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for path, want := range map[string]address{
		"/":                       {path: "/"},
		"/a/b":                    {path: "/a/b"},
		"/a.json":                 {path: "/a", suffix: ".json"},
		"/a.ics.json":             {path: "/a.ics", suffix: ".json"},
		"/a.JSON":                 {path: "/a.JSON"},
		"/index.csv":              {path: "/", suffix: ".csv"},
		"/x/index.csv":            {path: "/x/index", suffix: ".csv"},
		"/as-at":                  {path: "/as-at"},
		"/as-at/x":                {moment: "x", path: "/"},
		"/as-at/x%2Fy%20z/a.atom": {moment: "x/y z", path: "/a", suffix: ".atom"},
		"/as-at/x/known-now/a":    {moment: "x", known: true, path: "/a"},
		"/as-at/x/known-now":      {moment: "x", known: true, path: "/"},
		"/as-at/x/known-nows":     {moment: "x", path: "/known-nows"},
		"/as-at/x/index.json":     {moment: "x", path: "/", suffix: ".json"},
		"/as-at/x.json":           {moment: "x.json", path: "/"},
		"/known-now/a":            {path: "/known-now/a"},
		"/a/b/":                   {path: "/a/b/"},
		"/a%2Fb/.json":            {path: "/a%2Fb/.json"},
	} {
		if got, ok := parse(path); !ok || got != want {
			t.Errorf("%s: %+v, %v, want %+v", path, got, ok, want)
		}
	}
	for _, path := range []string{"", "a", "*", "//a", "/a//b", "/a/../b", "/..", "/./a", "/a\\b",
		"/as-at//a", "/as-at/", "/as-at/%zz/a", "/" + strings.Repeat("a/", 16),
		"/" + strings.Repeat("a", 2000)} {
		if got, ok := parse(path); ok {
			t.Errorf("%q: %+v, want none", path, got)
		}
	}
}

// Whatever is put together again is taken apart the same, and is an address of this site.
func FuzzParse(f *testing.F) {
	for _, path := range []string{"/", "/a.json", "/index.csv", "/as-at/2022-01-20/known-now/a/b.ics",
		"/as-at/%2F/", "/%2e%2e/x", "//", "/as-at/a/as-at/b", "/as-at/a//b"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		u := &url.URL{Path: path, RawPath: path}
		a, ok := parse(u.EscapedPath())
		if !ok {
			return
		}
		again, ok := parse(a.String())
		if !ok && len(a.String()) <= maxAddress || ok && again != a {
			t.Errorf("%q is %+v, %q is %+v, %v", path, a, a.String(), again, ok)
		}
		if !local(a.String()) {
			t.Errorf("%q leads to another site: %q", path, a.String())
		}
	})
}

// What is taken for an address of this site is one to a browser, whatever it is read against.
func FuzzLocal(f *testing.F) {
	for _, to := range []string{"/", "//x", "/\\x", "/a?b=c#d", "https://x", "/\t/x", "/%5Cx",
		"javascript:x"} {
		f.Add(to)
	}
	base := &url.URL{Scheme: "https", Host: "code.example", Path: "/as-at/x/y"}
	f.Fuzz(func(t *testing.T, to string) {
		if !local(to) {
			return
		}
		u, err := base.Parse(to)
		if err != nil || u.Host != base.Host || u.Scheme != base.Scheme || u.User != nil {
			t.Errorf("%q leads to %v, %v", to, u, err)
		}
		if strings.HasPrefix(strings.ReplaceAll(to, "\\", "/"), "//") {
			t.Errorf("%q leads to another site in a browser", to)
		}
	})
}

// A header is whatever somebody sends: what comes of it is one of what there is.
func FuzzNegotiate(f *testing.F) {
	for _, accept := range []string{"", "*/*", "text/html;q=0.5,application/json", "a/b;q=;q=9",
		",,;,", "text/*;q=0.1;level=1", "text/csv;q=NaN"} {
		f.Add(accept)
	}
	f.Fuzz(func(t *testing.T, accept string) {
		there := []notation{asHTML, asCSV}
		n, ok := negotiate(accept, there)
		if n != asHTML && n != asCSV {
			t.Errorf("%q: %v, %v", accept, n, ok)
		}
		if more, _ := negotiate(accept+", text/csv;q=0", there); ok && n == asHTML && more != asHTML {
			t.Errorf("%q: refusing CSV makes it %v", accept, more)
		}
		zipped(accept)
	})
}
