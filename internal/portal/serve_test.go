package portal_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/portal"
)

// TestNotations asks for one list in every way.
func TestNotations(t *testing.T) {
	b := open(t, nil).browser()
	const (
		list, one, form = "/modifications", "/modifications/MP1", "/modifications/MP1/vote"
		browsers        = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	)
	for _, c := range []struct {
		path, accept string
		status       int
		media        string
	}{
		{list, "", 200, "text/html"},
		{list, browsers, 200, "text/html"},
		{list, "*/*", 200, "text/html"},
		{list, "application/json", 200, "application/json"},
		{list, "application/json, text/plain, */*", 200, "application/json"},
		{list, "application/json;q=0.1, text/html;q=0.2", 200, "text/html"},
		{list, "text/html;q=0, */*", 200, "application/json"},
		{list, "text/*", 200, "text/html"},
		{list, "text/calendar", 200, "text/calendar"},
		{list, "application/atom+xml;q=0.9, text/csv;q=0.8", 200, "application/atom+xml"},
		{list, "image/png", 406, "text/html"},
		{list, "application/json;q=0", 406, "text/html"},
		{list + ".json", browsers, 200, "application/json"},
		{list + ".atom", "text/html", 200, "application/atom+xml"},
		{list + ".csv", "", 200, "text/csv"},
		{list + ".ics", "", 200, "text/calendar"},
		{list + ".html", "", 404, "text/html"},
		{one + ".json", "", 200, "application/json"},
		{one + ".csv", "", 404, "text/html"},
		{one, "text/csv", 406, "text/html"},
		{one + ".json", "text/html", 200, "application/json"},
		{"/index.json", "", 200, "application/json"},
		{"/index", "", 404, "text/html"},
		{"/.json", "", 404, "text/html"},
		{form, "", 200, "text/html"},
		{form + ".json", "", 404, "application/problem+json"},
		{"/modifications/MP2.json", "", 404, "application/problem+json"},
		{"/modifications/MP2", "application/json", 404, "application/problem+json"},
	} {
		got := b.get(c.path, "Accept", c.accept)
		media, _, _ := strings.Cut(got.Header.Get("Content-Type"), ";")
		if got.StatusCode != c.status || media != c.media {
			t.Errorf("%s as %q: %s %s, want %d %s", c.path, c.accept, got.Status, media, c.status, c.media)
		}
		if vary := got.Header.Get("Vary"); !strings.Contains(vary, "Accept") ||
			!strings.Contains(vary, "Cookie") {
			t.Errorf("%s varies by %q", c.path, vary)
		}
	}
}

func TestQueryStays(t *testing.T) {
	b := open(t, nil).browser()
	b.get("/modifications.json?state=open").want(t, 200, "open")
	b.get("/modifications?state=open&as-at=2022-01-20").want(t, 200,
		`<base href="/as-at/2022-01-20T00:00:00Z/modifications?state=open">`)
	b.get("/modifications?%zz").want(t, 404)
}

// TestNotKnownThen says the same of whatever was not known, be it hidden or none, with
// a way to now, and the menu as at the moment.
func TestNotKnownThen(t *testing.T) {
	b := open(t, nil).browser()
	bodies := map[string]bool{}
	for _, path := range []string{"/modifications/MP9", "/modifications/hidden"} {
		got := b.get("/as-at/2021-01-01"+path).want(t, 404, "Nothing of that name was known then",
			"See this page as it is now", `<base href="/as-at/2021-01-01T00:00:00Z`+path+`">`)
		bodies[strings.ReplaceAll(got.body, path, "")] = true
	}
	one := b.get("/as-at/2021-01-01/modifications/MP9.json").want(t, 404, "was known then")
	if got := b.get("/as-at/2021-01-01/nothing.json"); got.body != one.body {
		t.Errorf("to programs it is %s and %s", one.body, got.body)
	}
	if len(bodies) != 1 {
		t.Errorf("what was not known looks different: %v", bodies)
	}
	b.get("/modifications/MP9?as-at=2021-01-01").want(t, 404, `href="/modifications/MP9"`)
	b.get("/modifications/MP9").want(t, 404, "There is nothing here").lacks(t, "as it is now")
}

func TestHead(t *testing.T) {
	b := open(t, nil).browser()
	for _, path := range []string{"/", "/modifications", "/modifications.csv",
		"/modifications/MP1/vote", "/modifications/MP9"} {
		head, whole := b.ask("HEAD", path, ""), b.get(path)
		if head.body != "" || head.StatusCode != whole.StatusCode ||
			head.ContentLength != whole.ContentLength {
			t.Errorf("%s: HEAD %s %d %q, GET %s %d", path, head.Status, head.ContentLength, head.body,
				whole.Status, whole.ContentLength)
		}
	}
}

func TestNotModified(t *testing.T) {
	w := open(t, nil)
	b := w.browser()
	for _, path := range []string{"/modifications", "/modifications.json",
		"/as-at/2022-01-20/modifications"} {
		first := b.get(path).want(t, 200)
		tag := first.Header.Get("ETag")
		if tag == "" || first.Header.Get("Cache-Control") != "private, no-cache" {
			t.Fatalf("%s: %v", path, first.Header)
		}
		for _, sent := range []string{tag, `"other", ` + tag, strings.TrimPrefix(tag, "W/"), "*"} {
			if got := b.get(path, "If-None-Match", sent); got.StatusCode != http.StatusNotModified ||
				got.body != "" || got.Header.Get("ETag") != tag {
				t.Errorf("%s with %s: %s", path, sent, got.Status)
			}
		}
		b.get(path, "If-None-Match", `"other"`).want(t, 200)
		b.get(path, "If-None-Match", tag, "Accept-Encoding", "gzip").want(t, 304)
	}
	signedIn := w.browser().signIn("p1")
	signedIn.get("/") // says that they are signed in
	got := signedIn.get("/modifications", "If-None-Match", "*").want(t, 200, "Regulation manager")
	if got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("ETag") != "" {
		t.Errorf("signed in: %v", got.Header)
	}
}

// unpacked is what was packed.
func unpacked(t *testing.T, packed string) string {
	t.Helper()
	reader, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestGzip(t *testing.T) {
	b := open(t, nil).browser()
	plain := b.get("/modifications").want(t, 200)
	for accept, want := range map[string]string{
		"gzip": "gzip", "br, GZIP;q=0.5": "gzip", "*": "gzip", "gzip;q=0": "", "identity": "",
		"*;q=0.5, gzip;q=0": "", "deflate": "", "gzip;q=high": "",
	} {
		got := b.get("/modifications", "Accept-Encoding", accept).want(t, 200)
		if coding := got.Header.Get("Content-Encoding"); coding != want {
			t.Errorf("accepting %q: %q, want %q", accept, coding, want)
		}
		if want == "" {
			continue
		}
		if body := unpacked(t, got.body); body != plain.body {
			t.Errorf("accepting %q: %d octets, want %d", accept, len(body), len(plain.body))
		}
	}
	few := b.get("/index.json", "Accept-Encoding", "gzip")
	if few.Header.Get("Content-Encoding") != "" {
		t.Error("a few octets were packed")
	}
}

func TestHeaders(t *testing.T) {
	b := open(t, nil).browser()
	for _, path := range []string{"/", "/modifications.json", "/nothing", "/modifications/MP1/vote",
		"/assets/none", "/refusals/fault"} {
		h := b.get(path).Header
		for name, want := range map[string]string{
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "same-origin",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		policy := h.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "style-src 'self'", "form-action 'self'",
			"base-uri 'self'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: policy %q lacks %s", path, policy, part)
			}
		}
		if isForm := strings.HasSuffix(path, "vote"); strings.Contains(policy, "script-src") != isForm ||
			strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
	}
}

// TestAsAt looks at one view as at many moments, in every way to ask for them.
func TestAsAt(t *testing.T) {
	b := open(t, nil).browser()
	const live = "2022-01-31T12:00:00.0000005Z"
	for _, c := range []struct {
		path, at, title, base string
	}{
		{"/modifications/MP1", live, "Right title", ""},
		{"/modifications/MP1?as-at=", live, "Right title", ""},
		{"/modifications/MP1?as-at=2022-01-20", "2022-01-20T00:00:00Z", "Wrong title",
			"/as-at/2022-01-20T00:00:00Z/modifications/MP1"},
		{"/as-at/2022-01-20/modifications/MP1", "2022-01-20T00:00:00Z", "Wrong title",
			"/as-at/2022-01-20T00:00:00Z/modifications/MP1"},
		{"/modifications/MP1?as-at=2022-01-20T10:00:00%2B01:00", "2022-01-20T09:00:00Z", "Wrong title",
			"/as-at/2022-01-20T09:00:00Z/modifications/MP1"},
		{"/modifications/MP1?as-at=2022-01-20&known=now", "2022-01-20T00:00:00Z", "Right title",
			"/as-at/2022-01-20T00:00:00Z/known-now/modifications/MP1"},
		{"/as-at/2022-01-20/known-now/modifications/MP1", "2022-01-20T00:00:00Z", "Right title",
			"/as-at/2022-01-20T00:00:00Z/known-now/modifications/MP1"},
		{"/as-at/2022-01-20/modifications/MP1?known=now", "2022-01-20T00:00:00Z", "Right title",
			"/as-at/2022-01-20T00:00:00Z/known-now/modifications/MP1"},
		{"/as-at/2021-01-01/modifications/MP1?as-at=2022-01-26", "2022-01-26T00:00:00Z", "Right title",
			"/as-at/2022-01-26T00:00:00Z/modifications/MP1"},
		// What is to come is only known now.
		{"/modifications/MP1?as-at=2030-01-01", "2030-01-01T00:00:00Z", "Right title",
			"/as-at/2030-01-01T00:00:00Z/known-now/modifications/MP1"},
		{"/as-at/2030-01-01/known-now/modifications/MP1", "2030-01-01T00:00:00Z", "Right title",
			"/as-at/2030-01-01T00:00:00Z/known-now/modifications/MP1"},
	} {
		got := b.get(c.path).want(t, 200, "<h1>"+c.title)
		if at := got.Header.Get("Mains-As-At"); at != c.at {
			t.Errorf("%s is as at %s, want %s", c.path, at, c.at)
		}
		base := ""
		if _, after, found := strings.Cut(got.body, `<base href="`); found {
			base, _, _ = strings.Cut(after, `"`)
		}
		if base != c.base {
			t.Errorf("%s has base %q, want %q", c.path, base, c.base)
		}
		if asAt := c.base != ""; asAt == strings.Contains(got.body, ">Vote<") {
			t.Errorf("%s as at a moment: %v; there is an action: %v", c.path, asAt, !asAt)
		}
	}
}

// A view as at a moment is the same by query and by prefix, octet for octet, and as JSON the
// same as what was live then.
func TestAsAtIsOneView(t *testing.T) {
	b := open(t, nil).browser()
	byQuery := b.get("/modifications?as-at=2022-01-20").want(t, 200)
	byPrefix := b.get("/as-at/2022-01-20T00:00:00Z/modifications").want(t, 200)
	if byQuery.body != byPrefix.body || byQuery.Header.Get("ETag") != byPrefix.Header.Get("ETag") {
		t.Errorf("by query:\n%s\nby prefix:\n%s", byQuery.body, byPrefix.body)
	}
	live := b.get("/modifications/MP1.json").want(t, 200)
	then := b.get("/as-at/"+live.Header.Get("Mains-As-At")+"/modifications/MP1.json").want(t, 200)
	var was, is map[string]any
	for text, into := range map[string]*map[string]any{live.body: &was, then.body: &is} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatal(err)
		}
	}
	if was["title"] != is["title"] || was["so"] != is["so"] || is["as_at"] != true {
		t.Errorf("live %v, as at then %v", was, is)
	}
	feed := b.get("/as-at/2022-01-20/modifications.atom").want(t, 200,
		b.server.URL+"/as-at/2022-01-20T00:00:00Z/modifications/MP1")
	feed.lacks(t, "now/")
}

func TestAsAtRefused(t *testing.T) {
	b := open(t, nil).browser()
	for _, path := range []string{"/as-at/2022-01-20/modifications/MP1/vote",
		"/modifications/MP1/vote?as-at=2022-01-20", "/as-at/2022-01-20/network",
		"/as-at/2022-01-20/sign-in", "/as-at/2022-01-20/as-at"} {
		b.get(path).want(t, 404, "only of now")
	}
	b.post("/as-at/2022-01-20/modifications/MP1/vote", url.Values{"reason": {"yes"}}).
		want(t, 404, "only of now")
	b.get("/as-at/2022-01-20/nothing").want(t, 404, "Nothing of that name was known then")
	b.get("/as-at/").want(t, 404)
	b.get("/as-at/2022-01-20").want(t, 200, "<h1>Home")
	b.get("/as-at/2022-01-20/known-now").want(t, 200, "<h1>Home")
	b.get("/as-at/2022-01-20/known-nowhere").want(t, 404)
}

func TestBadMoment(t *testing.T) {
	b := open(t, nil).browser()
	for _, path := range []string{"/modifications?state=open&as-at=yester%22day",
		"/as-at/yester%22day/modifications?state=open"} {
		got := b.get(path).want(t, 400, "Write a day as in 2022-01-20", `value="yester&#34;day"`,
			`value="/modifications?state=open"`, `action="/as-at"`)
		if strings.Contains(got.body, "<base") {
			t.Errorf("%s: the page has a base", path)
		}
	}
	b.get("/modifications.json?as-at=x").want(t, 400, `"status":400`, "Write a day")
}

func TestMomentForm(t *testing.T) {
	b := open(t, nil).browser()
	b.get("/modifications").want(t, 200, `href="/as-at?then=%2Fmodifications"`)
	b.get("/as-at?then=%2Fmodifications").want(t, 200, `value="/modifications"`, "20/01/2022",
		"A day alone is its start").lacks(t, "characters")
	for _, c := range []struct{ moment, known, then, to string }{
		{"2022-01-20", "then", "/modifications", "/as-at/2022-01-20T00:00:00Z/modifications"},
		{"2022-01-20", "now", "/modifications?state=open",
			"/as-at/2022-01-20T00:00:00Z/known-now/modifications?state=open"},
		{"2022-01-20", "then", "//evil.example/", "/as-at/2022-01-20T00:00:00Z/"},
	} {
		b.post("/as-at", url.Values{"moment": {c.moment}, "known": {c.known}, "then": {c.then}}).
			sends(t, http.StatusSeeOther, c.to)
	}
	b.post("/as-at", url.Values{"moment": {"soon"}, "known": {"now"}, "then": {"/"}}).
		want(t, 422, "Write a day as in", `value="soon"`)
}

func TestMoved(t *testing.T) {
	b := open(t, nil).browser()
	for from, to := range map[string]string{
		"/modifications/DP1":                      "/modifications/MP1",
		"/modifications/DP1.json?x=1":             "/modifications/MP1.json?x=1",
		"/as-at/2022-01-20/modifications/DP1":     "/as-at/2022-01-20T00:00:00Z/modifications/MP1",
		"/modifications/DP1?as-at=2022-01-20&x=1": "/as-at/2022-01-20T00:00:00Z/modifications/MP1?x=1",
		"/as-at/2022-01-20/known-now/modifications/DP1.json": "/as-at/2022-01-20T00:00:00Z/known-now/" +
			"modifications/MP1.json",
		"/modifications/":                      "/modifications",
		"/as-at/2022-01-20/modifications/?x=1": "/as-at/2022-01-20T00:00:00Z/modifications?x=1",
	} {
		b.get(from).sends(t, http.StatusMovedPermanently, to)
	}
	b.get("/refusals/away").want(t, 500)
	b.post("/modifications/MP1/vote/", nil).sends(t, 308, "/modifications/MP1/vote")
}

// What the reader may not know of looks like what is not there.
func TestNotFoundIsOnePage(t *testing.T) {
	b := open(t, nil).browser()
	for suffix, paths := range map[string][]string{
		"": {"/modifications/MP2", "/refusals/hidden", "/a/b/c/d", "/x.json/y", "/modifications/MP1.csv",
			"/%00", "/%2e%2e/x", "/modifications/MP2/vote?x=<script>",
			"/" + strings.Repeat("x", 3000)},
		".json": {"/modifications/MP2.json", "/refusals/hidden.json", "/modifications/MP1/vote.json",
			"/sign-in.json"},
	} {
		want := b.get("/nothing"+suffix).want(t, 404, "There is nothing here").lacks(t, "/nothing")
		for _, path := range paths {
			got := b.get(path)
			if got.StatusCode != 404 || got.body != want.body {
				t.Errorf("%s: %s\n%s", path, got.Status, got.body)
			}
			for name := range got.Header {
				if _, there := want.Header[name]; !there {
					t.Errorf("%s: header %s", path, name)
				}
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	w := open(t, nil)
	nobody, person := w.browser(), w.browser().signIn("p1")
	then := func(path string) string { return "/sign-in?" + url.Values{"then": {path}}.Encode() }
	nobody.get("/refusals/sign-in").sends(t, 303, then("/refusals/sign-in"))
	nobody.get("/refusals/forbidden?x=1").sends(t, 303, then("/refusals/forbidden?x=1"))
	nobody.get("/refusals/sign-in?as-at=2022-01-20").sends(t, 303,
		then("/as-at/2022-01-20T00:00:00Z/refusals/sign-in"))
	person.get("/refusals/forbidden").want(t, 403, "not yours to do")
	for _, b := range []*browser{nobody, person} {
		got := b.get("/refusals/fault").want(t, 500, "the reference is ").lacks(t, "secret")
		_, after, _ := strings.Cut(got.body, "the reference is ")
		if reference, _, _ := strings.Cut(after, "."); len(reference) != 8 ||
			!strings.Contains(w.log.String(), reference) {
			t.Errorf("reference %q is not in the log:\n%s", reference, w.log)
		}
	}
	nobody.get("/refusals/fault/of/t0ken").want(t, 500)
	if log := w.log.String(); strings.Contains(log, "t0ken") ||
		!strings.Contains(log, "/refusals/fault/of/…") {
		t.Errorf("the log has the token of a link:\n%s", log)
	}
	nobody.get("/panics").want(t, 500).lacks(t, "subject")
	if log := w.log.String(); !strings.Contains(log, "a subject") || !strings.Contains(log, "secret") {
		t.Errorf("the log does not say why:\n%s", log)
	}
	alone := open(t, func(c *portal.Config) { c.Accounts = nil }).browser()
	alone.get("/refusals/sign-in").want(t, 403, "no signing in here")
}

func TestMethods(t *testing.T) {
	b := open(t, nil).browser()
	for _, c := range []struct{ method, path, allow string }{
		{"POST", "/modifications", "GET, HEAD"},
		{"DELETE", "/modifications/MP1/vote", "GET, HEAD, POST"},
		{"OPTIONS", "/", "GET, HEAD"},
		{"PUT", "/sign-in", "GET, HEAD, POST"},
	} {
		got := b.ask(c.method, c.path, "").want(t, 405)
		if allow := got.Header.Get("Allow"); allow != c.allow {
			t.Errorf("%s %s: %q may be done, want %q", c.method, c.path, allow, c.allow)
		}
	}
	b.ask("DELETE", "/nothing", "").want(t, 404)
}

// The tag of a page does not change because the clock goes on, and that of the time it says
// does not stay.
func TestCurrency(t *testing.T) {
	w := open(t, nil)
	w.browser().get("/modifications").want(t, 200,
		"The register as it stands at "+w.code.Moment(codeNow)+".", "The clock stands still.")
	w.browser().get("/network").want(t, 200).lacks(t, "The register as it stands")
	later := open(t, func(c *portal.Config) { c.Code = &later{w.code} }).browser()
	tag := w.browser().get("/modifications").Header.Get("ETag")
	got := later.get("/modifications").want(t, 200, later.code.Moment(codeNow.Add(time.Hour)))
	if got.Header.Get("ETag") != tag {
		t.Errorf("an hour later the tag is %s, was %s", got.Header.Get("ETag"), tag)
	}
}

// later is the same Code an hour later.
type later struct{ *code }

func (l *later) Now() time.Time { return codeNow.Add(time.Hour) }
