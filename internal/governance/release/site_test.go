package release_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/page/pagetest"
)

// The people of the stories.
const (
	staff = "demo-secas-analyst"
	party = "demo-ls-a-signatory"
)

// site is a Code whose pages and forms must be sound.
type site struct {
	*governancetest.World
	t *testing.T
}

func open(t *testing.T) site { return site{governancetest.New(t), t} }

// at sets the clock to a time in London, in winter, such as 2022-02-24 00:00.
func (s site) at(text string) {
	s.t.Helper()
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		s.t.Fatal(err)
	}
	s.Clock.Set(at)
	if err := s.Code.Settle(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// view is a page, in all its forms.
func (s site) view(who, address string) *page.View {
	s.t.Helper()
	v, err := s.View(who, address)
	if err != nil {
		s.t.Fatalf("%s as %q: %v", address, who, err)
	}
	s.sound(v.AppendHTML(nil, page.Frame{Self: page.Address(address)}), address)
	if _, err := v.AppendJSON(nil); err != nil {
		s.t.Errorf("%s: JSON: %v", address, err)
	}
	return v
}

func (s site) sound(html []byte, address string) {
	s.t.Helper()
	for _, fault := range pagetest.Check(html) {
		s.t.Errorf("%s: %s", address, fault)
	}
}

// says asks for words on a page of everyone, one after the other.
func (s site) says(address string, words ...string) {
	s.t.Helper()
	text := plain(governancetest.Main(s.view("", address), address))
	from := 0
	for _, want := range words {
		i := strings.Index(text[from:], want)
		if i < 0 {
			s.t.Fatalf("%s does not say %q after what comes before it:\n%s", address, want, text)
		}
		from += i + len(want)
	}
}

// plain is the text of markup, with one blank between words.
func plain(html string) string {
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

// typed is what is filled in, field and value in turns.
func typed(pairs []string) map[string][]string {
	values := map[string][]string{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = append(values[pairs[i]], pairs[i+1])
	}
	return values
}

// do submits a form, which is taken.
func (s site) do(who, address string, pairs ...string) *page.Done {
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

// refused submits a form, which is refused with words.
func (s site) refused(who, address, want string, pairs ...string) {
	s.t.Helper()
	_, err := s.Submit(who, address, typed(pairs))
	var faults page.Faults
	if !errors.As(err, &faults) || !strings.Contains(err.Error(), want) {
		s.t.Errorf("%s as %q: %v: want a refusal that says %q", address, who, err, want)
	}
}

// forbidden asks for a form that a person may not use.
func (s site) forbidden(who, address string, want error) {
	s.t.Helper()
	if _, err := s.Form(who, address); !errors.Is(err, want) {
		s.t.Errorf("%s as %q: %v: want %v", address, who, err, want)
	}
	if _, err := s.Submit(who, address, nil); !errors.Is(err, want) {
		s.t.Errorf("submit %s as %q: %v: want %v", address, who, err, want)
	}
}
