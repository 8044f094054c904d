package notice_test

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/newsletter"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/mail"
)

// busy is a server of mail that takes messages once it is not busy any more.
type busy struct {
	busy  bool
	taken []*mail.Incoming
}

func (b *busy) Send(_ context.Context, e mail.Envelope) (string, error) {
	if b.busy {
		return "", &mail.Refusal{Code: 450, Text: "4.2.1 try again later"}
	}
	b.taken = append(b.taken, mail.Parse(e))
	return "taken", nil
}

func (b *busy) Close() error { return nil }

// hand hands what was written to a server; taken is what it took.
func (s *story) hand(server *busy) (taken []*mail.Incoming) {
	s.t.Helper()
	s.fresh()
	office, err := post.Open(post.Config{DB: s.DB, Clock: s.Clock, Random: rand.Reader, Send: server})
	if err != nil {
		s.t.Fatal(err)
	}
	office.Handle(post.Handlers{May: s.Code.Notices().May})
	before := len(server.taken)
	if err := office.Settle(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	return server.taken[before:]
}

// publish puts a publication that those may see whom a label lets.
func (s *story) publish(label policy.Label) {
	s.t.Helper()
	s.act(func(tx *register.Tx) error {
		return tx.Put(&record.Publication{Title: "Report on outages",
			Head: record.Head{ID: "publication-outages", Visible: label}})
	})
}

// said is what a person was sent among some, as one text.
func said(all []*mail.Incoming, who string) (text string) {
	for _, m := range all {
		if strings.HasPrefix(m.Recipient, who+"@") {
			text += m.Subject + "\n" + oneLine(m.Text) + "\n"
		}
	}
	return text
}

// TestWithheldHidden: a message that waits while what it tells of is hidden does not go to whom it
// is hidden from, who cannot read it on the pages either; the rest of it is in their next digest.
func TestWithheldHidden(t *testing.T) {
	s := begin(t)
	for _, who := range []string{signs, rival, "demo-secas-secretary"} {
		s.choose(who, "publications", "at_once", "consultations", "at_once", "deadlines", "never")
	}
	server := &busy{busy: true}
	s.hand(server)
	s.act(func(tx *register.Tx) error {
		c, err := register.Get[*record.Consultation](tx.View, "consultation-mp192-refinement")
		if err != nil {
			return err
		}
		c.Note = "changed"
		return tx.Put(c)
	})
	s.publish(policy.Label{})
	s.hand(server)
	s.has(signs, "/messages", "!2 changes")
	s.has(analyst, "/messages?show=all", "2 changes: SEC", "Waiting")
	s.publish(policy.Label{Mark: policy.Staff})
	s.AtInstant(s.Clock.Now().Add(time.Hour))
	server.busy = false
	taken := s.hand(server)
	for _, who := range []string{signs, rival} {
		if text := said(taken, who); text != "" {
			t.Errorf("%s is sent:\n%s", who, text)
		}
	}
	text := said(taken, "demo-secas-secretary")
	if !strings.Contains(text, "/publications/publication-outages> New Because you chose") {
		t.Errorf("who may still see it is sent:\n%s", text)
	}
	s.has(signs, "/messages", "!2 changes")
	s.has(analyst, "/messages?show=all", "Not sent: it might not go any more")
	all, err := s.Code.Post().List(t.Context(), post.Query{Person: signs, State: post.Withheld})
	if err != nil || len(all) != 1 {
		t.Fatalf("withheld: %d, %v", len(all), err)
	}
	if _, err := s.View(signs, "/messages/"+all[0].Key); err == nil {
		t.Error("its reader sees a message that was withheld")
	}
	s.has(analyst, "/messages/"+all[0].Key, "its reader may not see any more what it tells of")
	s.At("2022-01-21T08:00")
	text = said(s.hand(server), signs)
	if !strings.Contains(text, "MP192 Refinement Consultation") ||
		strings.Contains(text, "Report on outages") {
		t.Errorf("their next digest is\n%s", text)
	}
	s.At("2022-01-24T08:00")
	if text := said(s.hand(server), signs); strings.Contains(text, "MP192") {
		t.Errorf("they are told again:\n%s", text)
	}
}

// TestWithheldChosen: a message that waits while its reader chooses not to be told does not go: an
// edition, and a digest, whose rest comes with the next one.
func TestWithheldChosen(t *testing.T) {
	s := begin(t)
	server := &busy{busy: true}
	s.leave(record.Notice{About: "edition-2022-01", Event: newsletter.Published, Topic: "newsletter",
		To: []string{"subscribers:newsletter"}, Why: "The January edition is published"})
	s.extend()
	s.At("2022-01-21T08:00")
	s.hand(server)
	s.choose(signs, "newsletter", "never", "consultations", "never")
	s.AtInstant(s.Clock.Now().Add(time.Hour))
	server.busy = false
	taken := s.hand(server)
	if text := said(taken, signs); text != "" {
		t.Errorf("they are sent:\n%s", text)
	}
	if text := said(taken, delegate); !strings.Contains(text, "SEC Newsletter") ||
		!strings.Contains(text, "MP192") {
		t.Errorf("who has not chosen so is sent:\n%s", text)
	}
	s.At("2022-01-24T08:00")
	text := said(s.hand(server), signs)
	if !strings.Contains(text, "SEC Panel Draft Budget") ||
		strings.Contains(text, "January edition") || strings.Contains(text, "MP192") {
		t.Errorf("their next digest is\n%s", text)
	}
}

// TestWithheldAway: what waits for somebody whose mail came back, or who has another address now,
// does not go to the old one.
func TestWithheldAway(t *testing.T) {
	s := begin(t)
	server := &busy{busy: true}
	s.At("2022-01-21T08:00")
	s.hand(server)
	err := s.Code.Notices().Bounced(t.Context(), "subscription-of-"+signs, "", true, "")
	if err != nil {
		t.Fatal(err)
	}
	s.act(func(tx *register.Tx) error {
		p, err := register.Get[*record.Person](tx.View, rival)
		if err != nil {
			return err
		}
		p.Email = register.NewSecret("elsewhere@example.com")
		return tx.Put(p)
	})
	s.AtInstant(s.Clock.Now().Add(time.Hour))
	server.busy = false
	taken := s.hand(server)
	if text := said(taken, signs) + said(taken, rival); text != "" {
		t.Errorf("sent to addresses that are theirs no more:\n%s", text)
	}
	if said(taken, delegate) == "" {
		t.Error("nobody else is sent anything either")
	}
	s.At("2022-01-24T08:00")
	if text := said(s.hand(server), "elsewhere"); !strings.Contains(text, "SEC Panel Draft Budget") {
		t.Errorf("at the new address:\n%s", text)
	}
}

// TestWithheldLong: what was withheld because mail came back is told once the address works again,
// as far as it is not too old then; until then nobody says that it is in a digest.
func TestWithheldLong(t *testing.T) {
	s := begin(t)
	s.choose(signs, "deadlines", "never", "publications", "daily")
	s.choose(rival, "deadlines", "never")
	server := &busy{busy: true}
	s.leave(record.Notice{About: "edition-2022-01", Event: newsletter.Published, Topic: "newsletter",
		To: []string{"person:" + signs, "person:" + rival}, Why: "The January edition is published"})
	at := s.notice("The January edition is published")
	s.extend()
	s.At("2022-01-21T08:00")
	s.hand(server)
	for _, who := range []string{signs, rival} {
		err := s.Code.Notices().Bounced(t.Context(), "subscription-of-"+who, "", true, "")
		if err != nil {
			t.Fatal(err)
		}
	}
	s.AtInstant(s.Clock.Now().Add(time.Hour))
	server.busy = false
	s.hand(server)
	s.has(analyst, at, "not told yet: no address of theirs is known", "!in their next digest")
	s.Do(rival, "/subscriptions/again")
	s.has(analyst, at, "in their next digest")
	s.At("2022-02-18T08:00")
	text := said(s.hand(server), rival)
	if !strings.Contains(text, "January edition") || !strings.Contains(text, "MP192") {
		t.Errorf("after four weeks:\n%s", text)
	}
	s.publish(policy.Label{}) // while nothing is sent to the other
	s.At("2022-03-31T09:00")
	s.has(analyst, at, "not told: it was due more than 31 days ago")
	s.Do(signs, "/subscriptions/again")
	s.At("2022-04-01T08:00")
	text = said(s.hand(server), signs)
	if strings.Contains(text, "January edition") || strings.Contains(text, "MP192") ||
		strings.Contains(text, "Report on outages") {
		t.Errorf("after ten weeks:\n%s", text)
	}
	s.has(analyst, at, "or it was too old")
	var owed int
	err := s.DB.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM notice_owed`).Scan(&owed)
	if err != nil || owed != 0 {
		t.Errorf("%d changes are owed for ever: %v", owed, err)
	}
}
