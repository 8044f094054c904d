package notice_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/mail"
)

// Those who act in the stories.
const (
	public   = ""
	analyst  = "demo-secas-analyst"
	signs    = "demo-ls-a-signatory"
	delegate = "demo-ls-a-delegate"
	rival    = "demo-ls-b-signatory"
	chair    = "demo-chair"
)

const mp192 = "/consultations/consultation-mp192-refinement"

// story is the demo register with a dispatcher that has looked once, at 10:00 on 20 January.
type story struct {
	governancetest.Site
	t    testing.TB
	seen map[string]bool
}

func begin(t testing.TB) *story {
	t.Helper()
	s := &story{Site: governancetest.NewSite(t), t: t, seen: map[string]bool{}}
	s.At("2022-01-20T10:00")
	return s
}

// letter is a message as its reader has it.
type letter struct {
	post.Copy
	text string
}

// fresh are the messages since it was last asked, in the order of their addresses.
func (s *story) fresh() (all []letter) {
	s.t.Helper()
	if err := s.Code.Settle(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	for from := 0; ; from += 500 {
		some, err := s.Code.Post().List(s.t.Context(), post.Query{Limit: 500, Offset: from})
		if err != nil {
			s.t.Fatal(err)
		}
		for _, m := range some {
			if s.seen[m.Key] {
				continue
			}
			s.seen[m.Key] = true
			m, err := s.Code.Post().Get(s.t.Context(), m.Key)
			if err != nil {
				s.t.Fatal(err)
			}
			all = append(all, letter{m, oneLine(mail.Parse(mail.Envelope{Raw: m.Raw}).Text)})
		}
		if len(some) < 500 {
			break
		}
	}
	slices.SortStableFunc(all, func(a, b letter) int { return strings.Compare(a.Address, b.Address) })
	return all
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// to is the one message to a person among some; it fails where there is none or several.
func (s *story) to(all []letter, person string, words ...string) letter {
	s.t.Helper()
	var found []letter
	for _, m := range all {
		if m.Person == person {
			found = append(found, m)
		}
	}
	if len(found) != 1 {
		s.t.Fatalf("%d messages to %s, want one: %v", len(found), person, subjects(found))
	}
	s.holds(found[0], words...)
	return found[0]
}

// holds is what a message says, and after ! what it does not.
func (s *story) holds(m letter, words ...string) {
	s.t.Helper()
	for _, word := range words {
		without, not := strings.CutPrefix(word, "!")
		if strings.Contains(m.Subject+"\n"+m.text, without) == not {
			s.t.Errorf("the message to %s: %s:\n%s\n%s", m.Address, word, m.Subject, m.text)
		}
	}
}

// none fails where a person has a message among some.
func (s *story) none(all []letter, person string) {
	s.t.Helper()
	for _, m := range all {
		if m.Person == person {
			s.t.Errorf("a message to %s: %s\n%s", person, m.Subject, m.text)
		}
	}
}

func subjects(all []letter) (list []string) {
	for _, m := range all {
		list = append(list, m.Address+": "+m.Subject)
	}
	return list
}

// links are the addresses in a message on this site that contain a part.
func (m letter) link(part string) string {
	angle := func(r rune) bool { return r == '<' || r == '>' }
	for _, field := range strings.FieldsFunc(m.text, angle) {
		if to, is := strings.CutPrefix(field, "http://localhost"); is && strings.Contains(to, part) {
			return to
		}
	}
	return ""
}

// act changes the register as the clock does.
func (s *story) act(do func(*register.Tx) error) {
	s.t.Helper()
	_, err := s.Code.Register().Act(s.t.Context(),
		register.Act{Who: register.ByClock, Verb: "set the scene"}, do)
	if err != nil {
		s.t.Fatal(err)
	}
}

// leave leaves a notice.
func (s *story) leave(n record.Notice) {
	s.t.Helper()
	s.act(func(tx *register.Tx) error {
		if n.Due.IsZero() {
			n.Due = tx.Now()
		}
		return record.Leave(tx, n)
	})
}

// choose makes a person choose how soon they are told of topics, in turns.
func (s *story) choose(who string, pairs ...string) {
	s.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] != "format" {
			pairs[i] = "topic-" + pairs[i]
		}
	}
	s.Do(who, "/subscriptions", pairs...)
}

// extend moves the day on which MP192's consultation closes to the 11th of February.
func (s *story) extend() {
	s.t.Helper()
	s.Do(analyst, mp192+"/extend", "closes-on-day", "11", "closes-on-month", "2",
		"closes-on-year", "2022", "reason", "Parties asked for more time")
}
