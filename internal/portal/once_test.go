package portal_test

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
)

var onceInput = regexp.MustCompile(`name="_once" value="([^"]+)"`)

// TestOnce presses a button as often as somebody does who sees nothing happen: it is done once, and
// each press leads on. What was refused may be sent again.
func TestOnce(t *testing.T) {
	w := open(t, nil)
	for name, b := range map[string]*browser{
		"nobody": w.browser(), "person": w.browser().signIn("p1")} {
		b.get("/") // takes the notice of signing in
		token := onceInput.FindStringSubmatch(b.get(voteAddress).want(t, 200).body)
		if token == nil {
			t.Fatal("the form has no token")
		}
		posted := vote("maybe")
		posted.Set("_once", token[1])
		if again := onceInput.FindStringSubmatch(b.post(voteAddress, posted).want(t, 422).body); again ==
			nil || again[1] == token[1] {
			t.Errorf("%s: shown again with the token %q", name, again)
		}
		b.post(voteAddress, posted).want(t, 422)
		posted.Set("reason", "Good")
		w.code.votes = nil
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				got := b.post(voteAddress, posted)
				if to := got.Header.Get("Location"); got.StatusCode != 303 || to != "/modifications/MP1" {
					t.Errorf("%s: %s, to %q", name, got.Status, to)
				}
			})
		}
		all.Wait()
		if len(w.code.votes) != 1 {
			t.Errorf("%s: done %d times", name, len(w.code.votes))
		}
		b.get("/modifications/MP1").want(t, 200, "Your vote is counted.")
		posted.Set("reason", "Better") // the page before, with other words
		b.post(voteAddress, posted).sends(t, http.StatusSeeOther, "/modifications/MP1")
		posted.Del("_once")
		b.post(voteAddress, posted).sends(t, http.StatusSeeOther, "/modifications/MP1")
		b.post(voteAddress, posted).sends(t, http.StatusSeeOther, "/modifications/MP1")
		if got := strings.Join(w.code.votes, "; "); strings.Count(got, "Better") != 3 {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestOnceForEach does for one reader what another has done with the same token.
func TestOnceForEach(t *testing.T) {
	w := open(t, nil)
	posted := vote("Good")
	posted.Set("_once", "a token")
	for _, who := range []string{"p1", "p2"} {
		w.browser().signIn(who).post(voteAddress, posted).sends(t, 303, "/modifications/MP1")
	}
	if len(w.code.votes) != 2 {
		t.Errorf("done: %q", w.code.votes)
	}
}
