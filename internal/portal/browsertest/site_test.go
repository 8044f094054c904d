package browsertest_test

import (
	"html"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/mainstest"
)

// site is a whole system with the demo register, on the morning of 20 January 2022.
type site struct {
	base   string
	routes map[string]page.Route // of the Code, by pattern
	mux    *http.ServeMux        // of all patterns
}

// The addresses of the portal itself, beside those of the Code.
var portalPatterns = []string{"/network", "/services", "/services/{id}", "/as-at", "/sign-in",
	"/sign-out", "/account", "/account/passkeys", "/account/passkeys/{key}",
	"/account/sign-out-others"}

// start starts a system.
func start(t *testing.T) *site {
	t.Helper()
	s := &site{routes: governancetest.New(t).Routes(), mux: http.NewServeMux(),
		base: mainstest.New(t, mainstest.AsAt(governancetest.Start)).Portal}
	for _, pattern := range append(slices.Sorted(maps.Keys(s.routes)), portalPatterns...) {
		s.mux.HandleFunc(pattern, func(http.ResponseWriter, *http.Request) {})
	}
	return s
}

// pattern is what an address of the site is one of; empty where it is none.
func (s *site) pattern(address string) string {
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return ""
	}
	_, pattern := s.mux.Handler(r)
	return pattern
}

// views reports whether what answers a pattern can be seen as at a moment.
func (s *site) views(pattern string) bool { return s.routes[pattern].View != nil }

// reader is somebody who reads the site without a browser.
type reader struct {
	*testing.T
	*site
	name   string // empty: the public
	client *http.Client
}

// reader signs somebody of the demo in, by id; the public where id is empty.
func (s *site) reader(t *testing.T, name, id string) *reader {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{t, s, name, &http.Client{Jar: jar}}
	if id == "" {
		return r
	}
	answer, err := r.client.PostForm(s.base+"/sign-in", url.Values{"person": {id}})
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("sign in as %s: %s", id, answer.Status)
	}
	return r
}

// read reads an address.
func (r *reader) read(address string) (status int, document string) {
	r.Helper()
	answer, err := r.client.Get(r.base + address)
	if err != nil {
		r.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		r.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// seen is a page as a reader was served it.
type seen struct {
	reader   string
	pattern  string
	address  string
	document string
}

var hrefs = regexp.MustCompile(`<a[^>]* href="([^"]*)"`)

// perPattern is how many pages of one pattern a walk reads.
const perPattern = 2

// walk reads a page or two of each pattern that links lead to, from the home page and from the
// lists of the site on.
func (r *reader) walk() (pages []seen) {
	r.Helper()
	queue := []string{"/"}
	for _, pattern := range append(slices.Sorted(maps.Keys(r.routes)), portalPatterns...) {
		if !strings.Contains(pattern, "{") {
			queue = append(queue, pattern)
		}
	}
	done, read := map[string]bool{}, map[string]int{}
	for len(queue) > 0 {
		address := queue[0]
		queue = queue[1:]
		pattern := r.pattern(address)
		if pattern == "" || done[address] || read[pattern] == perPattern {
			continue
		}
		done[address] = true
		status, document := r.read(address)
		if status != http.StatusOK {
			if status != http.StatusForbidden {
				r.Errorf("%s as %q, which a link leads to: %d", address, r.name, status)
			}
			continue
		}
		read[pattern]++
		pages = append(pages, seen{r.name, pattern, address, document})
		queue = append(queue, r.links(address, document)...)
	}
	return pages
}

// links are the addresses of the site that a document leads to.
func (r *reader) links(address, document string) (links []string) {
	base, err := url.Parse(r.base + address)
	if err != nil {
		r.Fatal(err)
	}
	for _, match := range hrefs.FindAllStringSubmatch(document, -1) {
		to, err := base.Parse(html.UnescapeString(match[1]))
		if err != nil {
			r.Errorf("%s: %v", address, err)
			continue
		}
		if to.Host == base.Host && !strings.HasPrefix(to.Path, "/as-at/") &&
			!strings.Contains(to.Path[strings.LastIndex(to.Path, "/"):], ".") {
			links = append(links, to.RequestURI())
		}
	}
	return links
}
