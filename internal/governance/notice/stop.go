package notice

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// stops reports whether ending a scope ends a topic that a reader is told of: a topic alone; or
// all that comes in digests; or all that comes at once. What concerns somebody alone is not ended.
func stops(scope string, by *reader, t record.Topic) bool {
	how := by.how(t)
	switch {
	case t.ID == topicRequests:
		return false
	case scope == scopeDigest:
		return how == record.Daily || how == record.Weekly
	case scope == scopeOnce:
		return how == record.AtOnce
	}
	return t.ID == scope
}

// scopeSays is a scope in words.
func scopeSays(scope string) string {
	switch scope {
	case scopeDigest:
		return "all that comes in digests"
	case scopeOnce:
		return "all that comes at once"
	}
	for _, t := range record.Topics() {
		if t.ID == scope {
			return t.Title
		}
	}
	return scope
}

// stop ends what a scope names, for the subscription of an id.
func (d *Dispatcher) stop(ctx context.Context, id, scope string) error {
	address := ""
	_, err := d.config.Desk.Register.Act(ctx, register.Act{Who: personOf(id),
		Verb: "end messages"}, func(tx *register.Tx) (err error) {
		by := &reader{id: id}
		if who := personOf(id); who != "" {
			if by.person, err = register.Get[*record.Person](tx.View, who); err != nil {
				return err
			}
			by.sub, _, err = d.mine(tx.View, who)
		} else {
			by.sub, err = register.Get[*record.Subscription](tx.View, id)
		}
		if err != nil || by.sub.State == record.SubscriptionEnded {
			return err
		}
		choices := []record.Choice{}
		for _, t := range record.Topics() {
			how := by.how(t)
			switch {
			case stops(scope, by, t):
				how = record.Never
			case t.ID == topicRequests && scope == scopeDigest:
				how = record.AtOnce // what was in the digest that is no more
			}
			choices = append(choices, record.Choice{Topic: t.ID, How: how})
		}
		by.sub.Choices = choices
		address, err = end(tx, by.sub)
		return err
	})
	if err != nil {
		return err
	}
	return d.removed(ctx, address)
}

// end puts a subscription; one of an address that gets nothing any more is ended, and the address
// erased: it is returned.
func end(tx *register.Tx, sub *record.Subscription) (address string, err error) {
	by := &reader{sub: sub}
	for _, t := range record.Topics() {
		if sub.Person != "" || t.Public && by.how(t) != record.Never {
			return "", tx.Put(sub)
		}
	}
	address = sub.Address.Text()
	sub.State, sub.EndedAt, sub.Why = record.SubscriptionEnded, tx.Now(), "nothing was chosen any more"
	if err := tx.Put(sub); err != nil {
		return "", err
	}
	return address, tx.Erase("subscription", sub.ID, "the subscription ended")
}

// removed erases the messages to an address that was; empty: it is still one.
func (d *Dispatcher) removed(ctx context.Context, address string) error {
	if address == "" {
		return nil
	}
	return d.config.Post.Erase(ctx, "", address)
}

// stopForm asks for one press, of people.
func (d *Dispatcher) stopForm(ask *page.Ask) (*page.Form, error) {
	if err := d.proven(ask, forStop+ask.Path["scope"]); err != nil {
		return nil, err
	}
	form := &page.Form{Title: "End these messages", Crumbs: crumbs(), Submit: "End them",
		Lead: "You are not told any more of: " + scopeSays(ask.Path["scope"]) + "."}
	if id := ask.Path["id"]; personOf(id) == "" {
		form.After = []page.Block{page.Nav{Label: "Choose", Links: []page.Link{{
			Text: "Choose what you get instead",
			To:   page.At("subscriptions", "of", id, d.token(id, forPage))}}}}
	}
	return form, nil
}

// submitStop ends messages.
func (d *Dispatcher) submitStop(ask *page.Ask, _ page.Input) (*page.Done, error) {
	if err := d.proven(ask, forStop+ask.Path["scope"]); err != nil {
		return nil, err
	}
	return &page.Done{To: "/", Notice: "Ended: " + scopeSays(ask.Path["scope"]) + "."},
		d.stop(ask.Context, ask.Path["id"], ask.Path["scope"])
}

// UnsubscribePath is what [Dispatcher.Unsubscribe] answers below.
const UnsubscribePath = "/unsubscribe"

// Unsubscribe ends messages by one POST of a program, without cookies (RFC 8058). GET leads to the
// page where a person does it: programs that look at links end nothing.
func (d *Dispatcher) Unsubscribe() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		parts := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), UnsubscribePath+"/"), "/")
		for i, p := range parts {
			parts[i], _ = url.PathUnescape(p) // of an address that net/http has taken
		}
		if len(parts) != 3 || !d.proves(parts[2], parts[0], forStop+parts[1]) {
			http.Error(w, "this is no link of a message: follow the one in the message itself",
				http.StatusNotFound)
			return
		}
		if r.Method != http.MethodPost {
			w.Header().Set("Referrer-Policy", "no-referrer")
			http.Redirect(w, r, string(d.stopPage(parts[0], parts[1])), http.StatusSeeOther)
			return
		}
		if err := d.stop(r.Context(), parts[0], parts[1]); err != nil {
			d.config.Log.ErrorContext(r.Context(), "notice: unsubscribe", "err", err)
			http.Error(w, "this did not work: try again, or use the link in the message",
				http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("Ended: " + scopeSays(parts[1]) + ".\n")) // nobody waits for it
	})
}
