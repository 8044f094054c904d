package code_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/client/code"
)

// answers is a site that gives one answer after the other, and notes what it was asked.
type answers struct {
	*httptest.Server
	next  []string
	asked []string
}

func serve(t *testing.T, next ...string) *answers {
	t.Helper()
	a := &answers{next: next}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.asked = append(a.asked, r.URL.String()+" "+r.Header.Get("Authorization"))
		if len(a.next) == 0 {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusTooManyRequests)
			fmt.Fprint(w, `{"detail": "Wait a moment."}`)
			return
		}
		fmt.Fprint(w, a.next[0])
		a.next = a.next[1:]
	}))
	t.Cleanup(a.Close)
	return a
}

// lines are the records of a copy.
func lines(c *code.Copy) (all []string) {
	for kind, of := range c.State().Records {
		for id, text := range of {
			all = append(all, kind+" "+id+" "+string(text))
		}
	}
	slices.Sort(all)
	return all
}

// TestCopy takes pages with what is new, gone, and begun again; and goes on from what was kept.
func TestCopy(t *testing.T) {
	a := serve(t,
		`{"records":[{"kind":"k","id":"a","record":{"n":1}},{"kind":"k","id":"b","record":{"n":2}}],
			"cursor":"one","more":true}`,
		`{"records":[{"kind":"k","id":"a","record":{"n":3}},{"kind":"k","id":"b","gone":true},
			{"kind":"x","id":"never","gone":true}],"cursor":"two","more":false}`,
		`{"reset":true,"records":[{"kind":"k","id":"c","record":{}}],"cursor":"three","more":false}`)
	var told []string
	config := code.Config{Site: a.URL + "/", Key: "mains_k", Limit: 5,
		OnChange: func(c code.Change) error {
			told = append(told, c.ID)
			return nil
		},
		OnReset: func() error {
			told = append(told, "reset")
			return nil
		}}
	c, err := code.New(config, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := lines(c); !slices.Equal(got, []string{`k a {"n":3}`}) {
		t.Errorf("%q", got)
	}
	kept, err := json.Marshal(c.State())
	if err != nil {
		t.Fatal(err)
	}
	var state code.State
	if err := json.Unmarshal(kept, &state); err != nil {
		t.Fatal(err)
	}
	if c, err = code.New(config, &state); err != nil {
		t.Fatal(err)
	}
	if err := c.Follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := lines(c); !slices.Equal(got, []string{`k c {}`}) {
		t.Errorf("%q", got)
	}
	for id := range c.Records("k") {
		if id != "c" {
			t.Errorf("a record %s", id)
		}
	}
	want := []string{"/feed.json?limit=5 Bearer mains_k",
		"/feed.json?cursor=one&limit=5 Bearer mains_k",
		"/feed.json?cursor=two&limit=5 Bearer mains_k"}
	if !slices.Equal(a.asked, want) {
		t.Errorf("asked for %q", a.asked)
	}
	if !slices.Equal(told, []string{"a", "b", "a", "b", "never", "reset", "c"}) {
		t.Errorf("told %q", told)
	}
	var refused *code.Refused
	if err := c.Follow(t.Context()); !errors.As(err, &refused) || refused.Status != 429 ||
		refused.RetryAfter != 7*time.Second || refused.Detail != "Wait a moment." {
		t.Errorf("%+v", err)
	}
}

// TestCopyKeepsWhatItHas: what cannot be read, or was not taken, changes nothing.
func TestCopyKeepsWhatItHas(t *testing.T) {
	const good = `{"records":[{"kind":"k","id":"a","record":{}}],"cursor":"one"}`
	for name, bad := range map[string]string{"no JSON": "<html>", "no cursor": `{"records":[]}`,
		"no name": `{"records":[{"kind":"k","record":{}}],"cursor":"two"}`,
		"nothing": `{"records":[{"kind":"k","id":"b"}],"cursor":"two"}`,
		"refused": `{"records":[{"kind":"k","id":"refuse","record":{}}],"cursor":"two"}`,
		"reset":   `{"reset":true,"records":[],"cursor":"two"}`,
		"stands":  `{"records":[],"cursor":"one","more":true}`,
	} {
		a := serve(t, good, bad)
		no := errors.New("no")
		c, err := code.New(code.Config{Site: a.URL, OnReset: func() error { return no },
			OnChange: func(c code.Change) error {
				if c.ID == "refuse" {
					return no
				}
				return nil
			}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Follow(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := c.Follow(t.Context()); err == nil {
			t.Errorf("%s: was taken", name)
		}
		if got := c.State(); got.Cursor != "one" || strings.Join(lines(c), "") != "k a {}" {
			t.Errorf("%s: the copy is %+v", name, got)
		}
	}
	for _, site := range []string{"", "code.example", "ftp://code.example", "https://"} {
		if _, err := code.New(code.Config{Site: site}, nil); err == nil {
			t.Errorf("%q is a site", site)
		}
	}
}
