package portal_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/portal"
)

const voteAddress = "/modifications/MP1/vote"

// vote is what a browser posts.
func vote(reason string) url.Values { return url.Values{"_version": {"7"}, "reason": {reason}} }

func TestSubmit(t *testing.T) {
	w := open(t, nil)
	b := w.browser().signIn("p1")
	b.get("/")
	b.get(voteAddress).want(t, 200, `action="`+voteAddress+`"`)
	posted := vote("Good <idea>")
	posted.Set("seat", "which the form does not ask for")
	b.post(voteAddress, posted).sends(t, http.StatusSeeOther, "/modifications/MP1")
	if diff := cmp.Diff([]string{"p1: Good <idea>"}, w.code.votes); diff != "" {
		t.Error(diff)
	}
	b.post("/modifications/MP2/vote", vote("none")).want(t, 404)
	b.post(voteAddress+".json", vote("none")).want(t, 404)
}

func TestFaultsOfForm(t *testing.T) {
	w := open(t, nil)
	b := w.browser()
	b.post(voteAddress, vote("  ")).want(t, 422, "Enter a reason for your vote")
	b.post(voteAddress, vote("maybe, <b>maybe</b>")).want(t, 422, "Make up your mind",
		"maybe, &lt;b&gt;maybe")
	b.post(voteAddress, url.Values{"reason": {"Good"}, "_version": {"6"}}).
		want(t, 422, "This has changed since you opened it", "Good", `value="7"`)
	if len(w.code.votes) != 0 {
		t.Errorf("counted %q", w.code.votes)
	}
}

// A notice is said on one page, once, to readers with and without a name.
func TestNoticeOnce(t *testing.T) {
	w := open(t, nil)
	for name, b := range map[string]*browser{
		"nobody": w.browser(), "person": w.browser().signIn("p1")} {
		b.get("/")
		b.post(voteAddress, vote("Good")).sends(t, 303, "/modifications/MP1")
		b.ask("HEAD", "/modifications/MP1", "")
		b.get("/modifications/MP1.json").lacks(t, "counted")
		b.get("/as-at/2022-01-20/modifications/MP1").lacks(t, "counted")
		got := b.get("/modifications/MP1").want(t, 200, "Your vote is counted.")
		if got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: the page with the notice is kept: %v", name, got.Header)
		}
		b.get("/modifications/MP1").want(t, 200).lacks(t, "counted")
	}
}

func TestBodies(t *testing.T) {
	b := open(t, nil).browser()
	const form = "application/x-www-form-urlencoded"
	for _, c := range []struct {
		name, media, body string
		status            int
	}{
		{"no media type", "", "reason=Good", 415},
		{"JSON", "application/json", `{"reason":"Good"}`, 415},
		{"multipart", "multipart/form-data; boundary=x", "--x--", 415},
		{"escapes", form, "reason=%zz", 415},
		{"too large", form, "_version=7&reason=" + strings.Repeat("x", 1<<20), 413},
		{"with a charset", form + "; charset=utf-8", "_version=7&reason=Good", 303},
	} {
		got := b.ask("POST", voteAddress, c.body, "Content-Type", c.media)
		if got.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", c.name, got.Status, c.status)
		}
	}
}

func TestOtherSites(t *testing.T) {
	w := open(t, func(c *portal.Config) { c.Origin, c.Host = "https://code.example", "listener" })
	b := w.browser()
	own := w.server.URL
	for _, c := range []struct {
		name    string
		headers []string
		status  int
	}{
		{"a program", nil, 303},
		{"our own page", []string{"Sec-Fetch-Site", "same-origin", "Origin", own}, 303},
		{"our own page, to an old browser", []string{"Origin", own}, 303},
		{"typed", []string{"Sec-Fetch-Site", "none"}, 303},
		{"another site", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, 403},
		{"another port", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"another site, by an old browser", []string{"Origin", "https://evil.example"}, 403},
		{"a frame without origin", []string{"Origin", "null"}, 403},
		{"a name pointed at us", []string{"Host", "evil.example:8080"}, 421},
		{"a name pointed at us, as its own page",
			[]string{"Host", "evil.example", "Origin", "http://evil.example"}, 421},
		{"as it is set up", []string{"Host", "code.example"}, 303},
		{"as it listens", []string{"Host", "listener:8080"}, 303},
		{"as localhost", []string{"Host", "localhost:8080"}, 303},
		{"by IPv6", []string{"Host", "[::1]:8080"}, 303},
	} {
		if got := b.post(voteAddress, vote("Good"), c.headers...); got.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", c.name, got.Status, c.status)
		}
	}
}

func TestTooOften(t *testing.T) {
	w := open(t, nil)
	b, other := w.browser().signIn("p1"), w.browser().signIn("p2")
	posted := 0
	for ; posted < 100; posted++ {
		got := b.post(voteAddress, vote("Good"))
		if got.StatusCode == http.StatusTooManyRequests {
			if got.Header.Get("Retry-After") != "1" {
				t.Errorf("to be tried again after %q", got.Header.Get("Retry-After"))
			}
			break
		}
	}
	if posted != 30 {
		t.Errorf("a session may post %d times at once, want 30", posted)
	}
	b.get("/").want(t, 200)
	other.post(voteAddress, vote("Good")).want(t, 303)
	w.wall.Advance(time.Second)
	b.post(voteAddress, vote("Good")).want(t, 303)
	b.post(voteAddress, vote("Good")).want(t, 429)
	for i := 0; ; i++ { // readers without a session share what their address may do
		got := other.ask("POST", voteAddress, "", "Cookie", "none=1")
		if got.StatusCode == http.StatusTooManyRequests {
			break
		}
		if i > 1000 {
			t.Fatal("an address may post for ever")
		}
	}
}

// A notice for a reader without a session begins one, and the next has it already.
func TestSessionOnNeed(t *testing.T) {
	b := open(t, nil).browser()
	for i := range 3 {
		got := b.post(voteAddress, vote(fmt.Sprint("Good ", i))).sends(t, 303, "/modifications/MP1")
		if cookies := len(got.Cookies()); (cookies == 1) != (i == 0) {
			t.Errorf("post %d sets %d cookies", i, cookies)
		}
	}
}

// What is too large is read to its end, so that a browser, which reads the answer after it has
// sent everything, shows why.
func TestTooLarge(t *testing.T) {
	w := open(t, nil)
	conn, err := net.Dial("tcp", w.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	const size = 8 << 20
	head := "POST " + voteAddress + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " +
		strconv.Itoa(size) + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
	if _, err := io.WriteString(conn, head+strings.Repeat("x", size)); err != nil {
		t.Fatalf("cut off: %v", err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusRequestEntityTooLarge ||
		!strings.Contains(string(text), "That is too much") {
		t.Errorf("%s, %v: %s", resp.Status, err, text)
	}
}
