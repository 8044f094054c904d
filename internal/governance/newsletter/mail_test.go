package newsletter_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/newsletter"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// readers are those of the demo who have an address in the tests, and what they chose.
var readers = map[string]*record.Subscription{
	analyst: nil, secretary: nil, party: nil,
	"demo-gn-a-admin":     {TextOnly: true},
	"demo-en-b-signatory": {Choices: []record.Choice{{Topic: "newsletter", How: record.Weekly}}},
	"demo-dcc-signatory":  {Choices: []record.Choice{{Topic: "newsletter", How: record.Never}}},
	"demo-en-a-signatory": {State: record.SubscriptionBounced},
}

// subscribe gives people of the demo addresses, and has others leave theirs.
func (n newsroom) subscribe() {
	n.Helper()
	n.Clock.Advance(time.Minute)
	_, err := n.Code.Register().Act(n.Context(), register.Act{Who: analyst, Verb: "subscribe"},
		func(tx *register.Tx) error {
			all, err := register.All[*record.Person](tx.View, register.Query{})
			if err != nil {
				return err
			}
			for _, p := range all {
				s, is := readers[p.ID]
				p.Email = register.Secret{}
				if is {
					p.Email = register.NewSecret(p.ID + "@people.example")
				}
				if err := tx.Put(p); err != nil {
					return err
				}
				if s != nil {
					own := *s
					own.ID, own.Person = "subscription-of-"+p.ID, p.ID
					if own.State == "" {
						own.State = record.SubscriptionConfirmed
					}
					if err := tx.Put(&own); err != nil {
						return err
					}
				}
			}
			for id, s := range map[string]record.Subscription{
				"subscription-1": {State: record.SubscriptionConfirmed, TextOnly: true},
				"subscription-2": {State: record.SubscriptionConfirmed},
				"subscription-3": {State: record.SubscriptionAsked},
				"subscription-4": {State: record.SubscriptionBounced},
				"subscription-5": {State: record.SubscriptionEnded},
				// It is of somebody of the register, who gets one message.
				"subscription-6": {State: record.SubscriptionConfirmed,
					Address: register.NewSecret(strings.ToUpper(analyst) + "@people.example")},
			} {
				if s.ID = id; s.Address.Empty() {
					s.Address = register.NewSecret(id + "@others.example")
				}
				s.Choices = []record.Choice{{Topic: "newsletter", How: record.AtOnce}}
				if err := tx.Put(&s); err != nil {
					return err
				}
			}
			return nil
		})
	if err = errors.Join(err, n.Code.Settle(n.Context())); err != nil { // it tells from here on
		n.Fatal(err)
	}
}

// message is one that was queued, with its parts.
type message struct {
	post.Copy
	text, html string
}

// messages are those of the edition whose subject begins so.
func (n newsroom) messages(begin string) (all []message) {
	n.Helper()
	n.Clock.Advance(time.Minute)
	if err := n.Code.Settle(n.Context()); err != nil {
		n.Fatal(err)
	}
	list, err := n.Code.Post().List(n.Context(), post.Query{Limit: 1000})
	if err != nil {
		n.Fatal(err)
	}
	for _, c := range list {
		if !strings.HasPrefix(c.Subject, begin) {
			continue
		}
		if c, err = n.Code.Post().Get(n.Context(), c.Key); err != nil {
			n.Fatal(err)
		}
		all = append(all, n.read(c))
	}
	return all
}

// read takes a message apart.
func (n newsroom) read(c post.Copy) message {
	n.Helper()
	m := message{Copy: c}
	got, err := mail.ReadMessage(bytes.NewReader(c.Raw))
	if err != nil {
		n.Fatal(err)
	}
	media, values, err := mime.ParseMediaType(got.Header.Get("Content-Type"))
	if err != nil {
		n.Fatal(err)
	}
	if media == "text/plain" {
		m.text = n.part(got.Header.Get("Content-Transfer-Encoding"), got.Body)
		return m
	}
	parts := multipart.NewReader(got.Body, values["boundary"])
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return m
		}
		if err != nil {
			n.Fatal(err)
		}
		text := n.part(p.Header.Get("Content-Transfer-Encoding"), p)
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") {
			m.html = text
		} else {
			m.text = text
		}
	}
}

func (n newsroom) part(encoding string, from io.Reader) string {
	n.Helper()
	if strings.EqualFold(encoding, "quoted-printable") {
		from = quotedprintable.NewReader(from)
	}
	text, err := io.ReadAll(from)
	if err != nil {
		n.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// TestMail publishes an edition: the editor sees first who gets it, and as many get it, each the
// one that they may see; a proof goes to its editor alone.
func TestMail(t *testing.T) {
	n := newNewsroom(t)
	n.subscribe()
	for who, want := range map[string]error{"": page.ErrSignIn, party: page.ErrForbidden} {
		if _, err := n.View(who, edition+"/mail"); !errors.Is(err, want) {
			t.Errorf("the mail as %q: %v", who, err)
		}
		if _, err := n.Form(who, edition+"/proof"); !errors.Is(err, want) {
			t.Errorf("a proof as %q: %v", who, err)
		}
	}
	n.press(analyst, "collect", nil)
	n.press(analyst, "proof", nil)
	proofs := n.messages("Proof")
	if len(proofs) != 1 {
		t.Fatalf("%d proofs", len(proofs))
	}
	for _, m := range proofs {
		if m.Address != analyst+"@people.example" || m.html == "" ||
			m.Subject != "Proof: SEC Newsletter, January 2022" ||
			!strings.Contains(m.text, "It is not published yet") {
			t.Errorf("the proof to %s has the subject %q and says\n%s", m.Address, m.Subject, m.text)
		}
	}
	n.press(analyst, "submit", nil)
	n.press(secretary, "approve", nil)

	form, err := n.Form(analyst, form("publish"))
	if err != nil {
		t.Fatal(err)
	}
	before := (&page.View{Title: "t", Blocks: form.Before}).AppendMain(nil, "/")
	for _, want := range []string{">4, of whom 4 get it as Parties do<",
		">2, as everyone may read it<",
		">2 of these<", ">1 are told in a line", ">1 chose so<", ">2 get none until"} {
		if !strings.Contains(string(before), want) {
			t.Errorf("the form does not say %q:\n%s", want, before)
		}
	}
	n.says(analyst, edition+"/mail", "Who gets it", "Subject",
		"SEC Newsletter, January 2022: 9 deadlines",
		"Transitional Governance Update", "=====")
	n.says(analyst, edition+"/mail?as=everyone", "Operations Report",
		"!Transitional Governance Update")
	view, err := n.View(analyst, edition+"/mail")
	if err != nil {
		t.Fatal(err)
	}
	text, err := view.AppendJSON(nil)
	var told struct{ Recipients newsletter.Recipients }
	if err = errors.Join(err, json.Unmarshal(text, &told)); err != nil {
		t.Fatal(err)
	}

	n.press(analyst, "publish", nil)
	sent := n.messages("SEC Newsletter")
	people, addresses, alone, parties := 0, 0, 0, 0
	for _, m := range sent {
		to := m.Address
		if m.Subject != "SEC Newsletter, January 2022: 9 deadlines" || m.Topic != "newsletter" ||
			!strings.Contains(m.text, "It was published, and does not change") {
			t.Errorf("%s gets %q, of the topic %q:\n%s", to, m.Subject, m.Topic, m.text)
		}
		green := strings.Contains(m.text, "Transitional Governance Update")
		if green {
			parties++
		}
		if m.html == "" {
			alone++
		} else if strings.Contains(m.html, "Transitional Governance Update") != green {
			t.Errorf("%s: the parts differ", to)
		}
		if strings.HasSuffix(to, "@others.example") {
			addresses++
			if green {
				t.Errorf("%s is told of what only Parties may see", to)
			}
		} else {
			people++
		}
	}
	got := told.Recipients
	if people != got.People || addresses != got.Addresses || alone != got.TextOnly ||
		parties != got.Parties {
		t.Errorf("%d people, %d addresses, %d as text, %d as Parties: foretold were %+v", people,
			addresses, alone, parties, got)
	}
	if again := n.messages("SEC Newsletter"); len(again) != len(sent) {
		t.Errorf("%d messages, and then %d", len(sent), len(again))
	}
}
