package contact_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/mail"
)

// letters is the text of all that was sent to somebody so far.
func (s story) letters(person string) string {
	s.t.Helper()
	if err := s.Code.Settle(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	const most = 500
	sent, err := s.Code.Post().List(s.t.Context(), post.Query{Limit: most})
	if err != nil || len(sent) == most {
		s.t.Fatalf("%d messages, %v", len(sent), err)
	}
	var all []string
	for _, m := range sent {
		if m.Person != person {
			continue
		}
		copied, err := s.Code.Post().Get(s.t.Context(), m.Key)
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, strings.Fields(mail.Parse(mail.Envelope{Raw: copied.Raw}).Text)...)
	}
	return strings.Join(all, " ")
}

// TestMail: the people of the Party are told of what waits for them and of who looked; no message
// has details, nor what a look-up was about, and nobody else has one.
func TestMail(t *testing.T) {
	s := begin(t)
	s.At("2022-01-20T10:00") // from now on it is told
	to := s.listed(keeper)
	s.look(seeker, to)
	s.At("2022-01-21T09:00")
	s.At("2022-04-01T09:00")
	s.At("2022-04-04T09:00")
	s.At("2022-04-20T09:00")
	got := s.letters(keeper)
	for _, want := range []string{"is verified", "Demo Large Supplier B looked up your operational",
		"is to be confirmed by 5pm on 19 April 2022", "was not confirmed in time", to} {
		if !strings.Contains(got, want) {
			t.Errorf("the Party is not told %q:\n%s", want, got)
		}
	}
	if text := s.letters(staff); !strings.Contains(text, "waits to be verified") ||
		!strings.Contains(text, "was not confirmed in time") {
		t.Errorf("the administrator: %s", text)
	}
	for _, who := range []string{keeper, staff, seeker, network} {
		for _, secret := range []string{phone, email, team, "0x8F74"} {
			if text := s.letters(who); strings.Contains(text, secret) {
				t.Errorf("a message to %s says %s:\n%s", who, secret, text)
			}
		}
	}
	for _, who := range []string{seeker, network} {
		if text := s.letters(who); strings.Contains(text, "operational contact of Demo Small") {
			t.Errorf("%s is told: %s", who, text)
		}
	}
}
