package portal_test

import (
	"errors"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/portal"
)

// cookie is the cookie that an answer sets; the test fails where there is none.
func (a answer) cookie(t *testing.T) *http.Cookie {
	t.Helper()
	cookies := a.Cookies()
	if len(cookies) != 1 {
		t.Fatalf("%s sets %d cookies", a.Request.URL, len(cookies))
	}
	return cookies[0]
}

func TestCookie(t *testing.T) {
	w := open(t, func(c *portal.Config) { c.Origin = "https://code.example" })
	sign := url.Values{"person": {"p1"}}
	plain := w.browser().post("/sign-in", sign).cookie(t)
	if plain.Name != "mains_session" || plain.Secure {
		t.Errorf("over HTTP: %v", plain)
	}
	got := w.browser().post("/sign-in", sign, "Host", "code.example")
	secure := got.cookie(t)
	if secure.Name != "__Host-mains_session" || !secure.Secure || secure.Domain != "" {
		t.Errorf("over TLS: %v", secure)
	}
	if got.Header.Get("Strict-Transport-Security") == "" {
		t.Error("over TLS: not for ever")
	}
	for _, c := range []*http.Cookie{plain, secure} {
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || len(c.Value) != 43 ||
			c.MaxAge != int(absolute/time.Second) {
			t.Errorf("%v", c)
		}
	}
	for id := range w.accounts.sessions {
		if strings.Contains(id, plain.Value) || len(id) != 64 {
			t.Errorf("the session %q is stored by its token", id)
		}
	}
}

// signed is a browser that holds exactly one cookie.
func (w *world) holding(c *http.Cookie) *browser {
	b := w.browser()
	u, err := url.Parse(w.server.URL)
	if err != nil {
		w.t.Fatal(err)
	}
	b.client.Jar.SetCookies(u, []*http.Cookie{c})
	return b
}

// A token that somebody knew before a sign-in, or chose, is worth nothing after it.
func TestRotation(t *testing.T) {
	w := open(t, nil)
	b := w.browser()
	before := b.post(voteAddress, vote("Good")).cookie(t) // the notice needs a session
	signedIn := b.post("/sign-in", url.Values{"person": {"p1"}}).cookie(t)
	b.get("/account").want(t, 200, "Regulation manager")
	w.holding(before).get("/account").want(t, 303)
	another := b.post("/sign-in", url.Values{"person": {"p2"}}).cookie(t)
	w.holding(signedIn).get("/account").want(t, 303)
	w.holding(another).get("/account").want(t, 200, "Committee &lt;secretary&gt;")
	chosen := &http.Cookie{Name: "mains_session", Value: strings.Repeat("A", 43), Path: "/"}
	victim := w.holding(chosen)
	fresh := victim.post("/sign-in", url.Values{"person": {"p1"}}).cookie(t)
	if fresh.Value == chosen.Value {
		t.Error("the token is the one that was chosen for them")
	}
	w.holding(chosen).get("/account").want(t, 303)
	for _, value := range []string{"", "x", strings.Repeat("A", 42), strings.Repeat("!", 43)} {
		w.holding(&http.Cookie{Name: "mains_session", Value: value}).get("/").want(t, 200, "Sign in")
	}
}

func TestSignOut(t *testing.T) {
	w := open(t, nil)
	b := w.browser()
	held := b.post("/sign-in", url.Values{"person": {"p1"}}).cookie(t)
	b.get("/").want(t, 200, "You are signed in as Regulation manager.", `href="/sign-out"`)
	b.get("/sign-out").want(t, 200, ">Sign out</button>")
	b.get("/account").want(t, 200)
	b.post("/sign-out", nil).sends(t, 303, "/")
	b.get("/").want(t, 200, "You have signed out.", `href="/sign-in"`).lacks(t, "Regulation manager")
	b.get("/account").sends(t, 303, "/sign-in?then=%2Faccount")
	w.holding(held).get("/account").want(t, 303)
}

func TestSignOutOthers(t *testing.T) {
	w := open(t, nil)
	here, there, other := w.browser().signIn("p1"), w.browser().signIn("p1"), w.browser().signIn("p2")
	here.get("/account/sign-out-others").want(t, 200)
	here.post("/account/sign-out-others", nil).sends(t, 303, "/account")
	here.get("/account").want(t, 200, "You are signed out everywhere else.")
	there.get("/account").want(t, 303)
	other.get("/account").want(t, 200)
	there.post("/account/sign-out-others", nil).want(t, 403)
	other.get("/account").want(t, 200)
}

// TestLimits leaves a session alone, and uses one for longer than it may last.
func TestLimits(t *testing.T) {
	w := open(t, nil)
	b := w.browser().signIn("p1")
	w.wall.Advance(idle)
	b.get("/account").want(t, 200)
	w.wall.Advance(idle + time.Second)
	b.get("/account").want(t, 303)
	b.signIn("p1")
	for used := time.Duration(0); used < absolute; used += time.Hour {
		b.get("/account").want(t, 200)
		w.wall.Advance(time.Hour)
	}
	b.get("/account").want(t, 200)
	w.wall.Advance(time.Second)
	b.get("/account").want(t, 303)
	if len(w.accounts.sessions) != 0 {
		t.Errorf("old sessions are kept: %v", w.accounts.sessions)
	}
}

// Sessions that nobody comes back to are swept away when others begin.
func TestSweep(t *testing.T) {
	w := open(t, nil)
	w.browser().signIn("p1")
	w.wall.Advance(idle + time.Second)
	w.browser().signIn("p2")
	if len(w.accounts.sessions) != 1 {
		t.Errorf("there are %d sessions", len(w.accounts.sessions))
	}
}

// Whoever is not in the register any more is nobody.
func TestPersonGone(t *testing.T) {
	w := open(t, nil)
	b := w.browser().signIn("p1")
	w.code.mu.Lock()
	delete(w.code.people, "p1")
	w.code.mu.Unlock()
	b.get("/account").want(t, 303)
	if len(w.accounts.sessions) != 0 {
		t.Error("their session goes on")
	}
}

func TestDemo(t *testing.T) {
	w := open(t, nil)
	b := w.browser()
	got := b.get("/sign-in?then=%2Fmodifications").want(t, 200, `name="then" value="/modifications"`,
		`value="p1" aria-describedby="does-p1">Regulation manager</button> `+
			`<small id="does-p1">Votes in group LS</small>`,
		`Committee &lt;secretary&gt;</button> <small id="does-p2">To see meetings</small>`)
	first, rest, _ := strings.Cut(got.body, "<h3>A supplier</h3>")
	_, first, _ = strings.Cut(first, "<h3>To begin with</h3>")
	if !strings.Contains(first, `value="p2"`) || !strings.Contains(rest, `value="p1"`) {
		t.Error("those to begin with are not first:", got.body)
	}
	got.lacks(t, "Committees") // who is first is not there again
	for then, to := range map[string]string{
		"/modifications?state=open": "/modifications?state=open", "": "/", "//evil.example": "/",
		"https://evil.example": "/", `/\evil.example`: "/", "/sign-in": "/", "/sign-out": "/",
		"/sign-in/provider?then=/": "/", "/\tx": "/",
		"/as-at/2022-01-20/modifications": "/as-at/2022-01-20/modifications",
	} {
		b.post("/sign-in", url.Values{"person": {"p1"}, "then": {then}}).sends(t, 303, to)
	}
	w.browser().get("/sign-in?then=%2Fmodifications").want(t, 200,
		`href="/sign-in?then=%2Fmodifications">Sign in<`)
	w.browser().get("/sign-out").want(t, 200, `href="/sign-in">Sign in<`)
	b.get("/sign-in").want(t, 200, "You are signed in as <strong>Regulation manager</strong>")
	for _, person := range []string{"p3", "p9", ""} {
		w.browser().post("/sign-in", url.Values{"person": {person}}).want(t, 404)
	}
	none := open(t, func(c *portal.Config) { c.Demo = false }).browser()
	none.get("/sign-in").want(t, 200, "mains code invite").lacks(t, "Regulation manager")
	none.post("/sign-in", url.Values{"person": {"p1"}}).want(t, 404)
}

func TestAccount(t *testing.T) {
	b := open(t, nil).browser().signIn("p1")
	b.get("/account").want(t, 200, "<h1>Regulation manager", "Votes in group LS", "At a supplier",
		`href="/sign-out"`).lacks(t, "Passkeys")
	b.get("/account.json").want(t, 200, `"id": "p1"`, `"Votes in group LS"`)
	b.get("/account/passkeys").want(t, 404)
	b.signIn("p2").get("/account").want(t, 200, "You have no role.")
}

// An invitation signs in whom it is for: once, in time, and by a press.
func TestInvitation(t *testing.T) {
	w := open(t, nil)
	random := rand.NewChaCha8([32]byte{2})
	invite := func(person string) string {
		t.Helper()
		to, err := portal.Invite(t.Context(), w.code, w.accounts, person, wallNow, random)
		if err != nil {
			t.Fatal(err)
		}
		return string(to)
	}
	to := invite("p3")
	for id := range w.accounts.invited {
		if strings.Contains(to, id) || len(id) != 64 {
			t.Errorf("the invitation %q is stored by its token", id)
		}
	}
	b := w.browser()
	b.get(to).want(t, 200, "This address signs you in once.", `action="/sign-in/invitation?token=`)
	b.get("/account").want(t, 303)
	b.post(to, nil, "Sec-Fetch-Site", "cross-site").want(t, 403)
	b.post(to, nil).sends(t, 303, "/account")
	b.get("/account").want(t, 200, "Somebody else", "You are signed in as Somebody else.")
	w.browser().post(to, nil).want(t, 410, "This invitation is over")
	late := invite("p3")
	w.wall.Advance(24 * time.Hour)
	w.browser().post(late, nil).want(t, 410, "This invitation is over")
	for _, token := range []string{"", "x", strings.Repeat("A", 43)} {
		w.browser().post("/sign-in/invitation?token="+token, nil).want(t, 410)
	}
	_, err := portal.Invite(t.Context(), w.code, w.accounts, "p4", wallNow, random)
	if !errors.Is(err, page.ErrNotFound) {
		t.Errorf("nobody is invited: %v", err)
	}
}

// What somebody sends whom the portal does not know any more, or who may not, is not saved: they
// are told so, and can copy it.
func TestNothingLost(t *testing.T) {
	w := open(t, nil)
	typed := url.Values{"_version": {"7"}, "seat": {""},
		"my_reason": {"Because of <b>this</b>.\n\nAnd that."}}
	b := w.browser()
	b.get("/refusals/sign-in/form").sends(t, 303, "/sign-in?then=%2Frefusals%2Fsign-in%2Fform")
	b.post("/refusals/sign-in/form?step=2", typed).want(t, 403, "Nothing was saved",
		"You had typed: my reason", "Because of &lt;b&gt;this&lt;/b&gt;.", "And that.",
		`href="../../sign-in?then=%2Frefusals%2Fsign-in%2Fform%3Fstep%3D2"`).
		lacks(t, "version", "typed: seat")
	b.post("/refusals/sign-in/form", typed, "Accept", "application/json").want(t, 403, `"status":403`)
	b.signIn("p1")
	b.post("/refusals/forbidden/form", typed).want(t, 403, "This is not yours to do", "And that.")
	b.post("/refusals/sign-in/form", typed, "Sec-Fetch-Site", "cross-site").want(t, 403).
		lacks(t, "And that.")
}
