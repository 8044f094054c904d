package governancetest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/page/pagetest"
)

// Site is a World for a story: whatever it is asked for must be sound, and what a step of the
// story expects is checked at once.
type Site struct {
	*World
	t testing.TB
}

// NewSite is a site with the demo register.
func NewSite(t testing.TB) Site {
	t.Helper()
	return Site{New(t), t}
}

// At sets the clock to an instant, as people write it: 2022-02-24T00:00 in London.
func (s Site) At(text string) {
	s.t.Helper()
	at, err := calendar.ParseAsAt(text)
	if err != nil {
		s.t.Fatal(err)
	}
	s.AtInstant(at)
}

// AtInstant sets the clock.
func (s Site) AtInstant(at time.Time) {
	s.t.Helper()
	s.Clock.Set(at)
	if err := s.Code.Settle(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// Page is a page, in all its forms.
func (s Site) Page(who, address string) *page.View {
	s.t.Helper()
	v, err := s.View(who, address)
	if err != nil {
		s.t.Fatalf("%s as %q: %v", address, who, err)
	}
	path, _, _ := strings.Cut(address, "?")
	s.sound(v.AppendHTML(nil, page.Frame{Self: page.Address(path)}), address)
	if _, err := v.AppendJSON(nil); err != nil {
		s.t.Errorf("%s: JSON: %v", address, err)
	}
	return v
}

func (s Site) sound(html []byte, address string) {
	s.t.Helper()
	for _, fault := range pagetest.Check(html) {
		s.t.Errorf("%s: %s", address, fault)
	}
}

// Text is what the main part of a page says, with one blank between words.
func (s Site) Text(who, address string) string {
	s.t.Helper()
	return text(Main(s.Page(who, address), address))
}

// Says asks for words on a page as anybody sees it, one after the other.
func (s Site) Says(address string, words ...string) {
	s.t.Helper()
	text, from := s.Text("", address), 0
	for _, want := range words {
		i := strings.Index(text[from:], want)
		if i < 0 {
			s.t.Fatalf("%s does not say %q after what comes before it:\n%s", address, want, text)
		}
		from += i + len(want)
	}
}

// text is the text of markup.
func text(html string) string {
	var b strings.Builder
	inside := false
	for _, r := range html {
		switch {
		case r == '<':
			inside = true
		case r == '>':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// typed is what is filled in: fields and values in turns. A field may come several times.
func typed(pairs []string) map[string][]string {
	values := map[string][]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values[pairs[i]] = append(values[pairs[i]], pairs[i+1])
	}
	return values
}

// Do submits a form that is sound and taken. Pairs are fields and values in turns, and the
// rest is as the form shows it.
func (s Site) Do(who, address string, pairs ...string) *page.Done {
	s.t.Helper()
	form, err := s.Form(who, address)
	if err != nil {
		s.t.Fatalf("%s as %q: %v", address, who, err)
	}
	s.sound(form.AppendHTML(nil, page.Frame{Self: page.Address(address)}), address)
	done, err := s.Submit(who, address, typed(pairs))
	if err != nil {
		s.t.Fatalf("%s as %q: %v", address, who, err)
	}
	return done
}

// Refused submits a form that is refused with words.
func (s Site) Refused(who, address, want string, pairs ...string) {
	s.t.Helper()
	_, err := s.Submit(who, address, typed(pairs))
	var faults page.Faults
	if !errors.As(err, &faults) || !strings.Contains(err.Error(), want) {
		s.t.Errorf("%s as %q: %v: want a refusal that says %q", address, who, err, want)
	}
}

// Closed asks for a form, and sends it, as a person who may not: want is the error of both.
func (s Site) Closed(who, address string, want error) {
	s.t.Helper()
	if _, err := s.Form(who, address); !errors.Is(err, want) {
		s.t.Errorf("%s as %q: %v: want %v", address, who, err, want)
	}
	ask, route, err := s.ask(who, address)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := route.Submit(ask, page.Input{}); !errors.Is(err, want) {
		s.t.Errorf("submit %s as %q: %v: want %v", address, who, err, want)
	}
}
