package code_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/client/code"
	"github.com/mains-energy/mains/mainstest"
)

// TestCopyOfASystem copies what everyone may see of a running system, and what a person may see by
// a key that they make.
func TestCopyOfASystem(t *testing.T) {
	s := mainstest.New(t,
		mainstest.AsAt(time.Date(2022, 1, 20, 10, 0, 0, 0, time.UTC)))
	public, err := code.New(code.Config{Site: s.Portal}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := public.Follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	mp192, known := public.Get("modification", "MP192")
	var record struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	if err := json.Unmarshal(mp192, &record); err != nil || !known || record.ID != "MP192" {
		t.Errorf("MP192 is %s: %v", mp192, err)
	}
	person, err := code.New(code.Config{Site: s.Portal, Key: makeKey(t, s.Portal)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := person.Follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	if all, some := count(person), count(public); all <= some {
		t.Errorf("a person has %d records, and everyone %d", all, some)
	}

	var refused *code.Refused
	state := public.State()
	state.Cursor = "x" + state.Cursor
	broken, err := code.New(code.Config{Site: s.Portal}, &state)
	if err != nil {
		t.Fatal(err)
	}
	if err := broken.Follow(t.Context()); !errors.As(err, &refused) ||
		refused.Status != http.StatusBadRequest || !strings.Contains(refused.Detail, "begin again") {
		t.Errorf("with a broken cursor: %v", err)
	}
	stranger, err := code.New(code.Config{Site: s.Portal, Key: "mains_guess"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := stranger.Follow(t.Context()); !errors.As(err, &refused) ||
		refused.Status != http.StatusUnauthorized {
		t.Errorf("with a key that was guessed: %v", err)
	}
}

func count(c *code.Copy) (n int) {
	for _, of := range c.State().Records {
		n += len(of)
	}
	return n
}

var secret = regexp.MustCompile(`mains_[A-Za-z0-9_-]+`)

// makeKey makes a key, as a person of the demo does in a browser.
func makeKey(t *testing.T, site string) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	var page string
	for _, form := range []struct {
		path   string
		values url.Values
	}{
		{"/sign-in", url.Values{"person": {"demo-ls-a-signatory"}}},
		{"/account/keys/new", url.Values{"name": {"A copy"}, "days": {"30"}}},
	} {
		answer, err := browser.PostForm(site+form.path, form.values)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s, %v", form.path, answer.Status, err)
		}
		page = string(body)
	}
	key := secret.FindString(page)
	if key == "" {
		t.Fatalf("the page shows no key:\n%s", page)
	}
	return key
}
