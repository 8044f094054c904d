package portal_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/portal"
)

// echo says what it was asked.
func echo(name string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, _ = io.WriteString(w, name+" "+r.Method+" "+r.URL.RequestURI()+" "+string(body))
	})
}

// What is no page answers below its prefix, as it was asked, from wherever.
func TestRaw(t *testing.T) {
	w := open(t, func(c *portal.Config) {
		c.Raw = map[string]http.Handler{"/code.git": echo("git"), "/code.git/more/deep": echo("deep")}
	})
	b := w.browser().signIn("p1")
	for _, c := range []struct {
		method, path, body, want string
		status                   int
	}{
		{"GET", "/code.git", "", "git GET /code.git ", 200},
		{"GET", "/code.git/", "", "git GET /code.git/ ", 200},
		{"GET", "/code.git/info/refs?service=git-upload-pack", "",
			"git GET /code.git/info/refs?service=git-upload-pack ", 200},
		{"POST", "/code.git/git-upload-pack", "0000", "git POST /code.git/git-upload-pack 0000", 200},
		{"POST", "/code.git/x", strings.Repeat("x", 2<<20), strings.Repeat("x", 2<<20), 200},
		{"GET", "/code.git/more/deep/x", "", "deep GET /code.git/more/deep/x ", 200},
		{"GET", "/code.git/more/deeper", "", "git GET /code.git/more/deeper ", 200},
		{"PUT", "/code.git/x", "", "GET, HEAD or POST", 405},
		{"GET", "/code.gitx", "", "<!doctype html>", 404},
		{"GET", "/as-at/2022-01-20/code.git", "", "<!doctype html>", 404},
	} {
		got := b.ask(c.method, c.path, c.body, "Origin", "https://other.example",
			"Sec-Fetch-Site", "cross-site", "Host", "other.example")
		if got.StatusCode != c.status || !strings.Contains(strings.ToLower(got.body),
			strings.ToLower(c.want)) {
			t.Errorf("%s %s: %s %.200q, want %d %.200q", c.method, c.path, got.Status, got.body,
				c.status, c.want)
		}
		if got.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: without the headers of every answer", c.method, c.path)
		}
	}
	b.get("/modifications/MP1").want(t, 200)
}

// TestRawLimit: what is no page counts at an address as pages do, and for this machine not at all.
func TestRawLimit(t *testing.T) {
	w := open(t, func(c *portal.Config) { c.Raw = map[string]http.Handler{"/code.git": echo("git")} })
	from := func(address, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.RemoteAddr = address
		answer := httptest.NewRecorder()
		w.server.Config.Handler.ServeHTTP(answer, r)
		return answer
	}
	const outside, pages = "198.51.100.7:1234", 1000
	for range pages {
		from(outside, "/modifications/MP1")
	}
	for n := range 200 {
		if got := from(outside, "/code.git/HEAD").Code; got != http.StatusOK {
			t.Fatalf("request %d: status %d", pages+n+1, got)
		}
	}
	late := from(outside, "/code.git/HEAD")
	if late.Code != http.StatusTooManyRequests || late.Header().Get("Retry-After") != "1" ||
		strings.Contains(late.Body.String(), "git GET") {
		t.Errorf("%d %v %s", late.Code, late.Header(), late.Body)
	}
	for range 1300 {
		if got := from("127.0.0.1:1", "/code.git/HEAD").Code; got != http.StatusOK {
			t.Fatalf("this machine: status %d", got)
		}
	}
}

func TestRawPrefixes(t *testing.T) {
	for _, prefix := range []string{"", "/", "code.git", "/code.git/", "/a//b", "/a/../b", "/as-at",
		"/as-at/x", "/assets/x", "/a?b", "/%61"} {
		_, err := portal.New(portal.Config{Raw: map[string]http.Handler{prefix: echo("x")}})
		if err == nil || !strings.Contains(err.Error(), "want a path of its own") {
			t.Errorf("%q: %v", prefix, err)
		}
	}
}
