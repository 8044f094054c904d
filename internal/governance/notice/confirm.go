package notice

import (
	"strconv"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/letter"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// confirm asks those who have left an address since the last round whether it is theirs.
func (r *round) confirm(s *sending, events []register.Event) error {
	for _, e := range events {
		if e.Kind != "subscription" || e.After == "" {
			continue
		}
		sub, err := register.Get[*record.Subscription](r.all, e.ID)
		if err != nil {
			continue // it is no more
		}
		if sub.Person != "" || sub.Address.Text() == "" || !e.Known.Equal(sub.AskedAt) {
			continue
		}
		m := r.confirmation(sub)
		if sub.State == record.SubscriptionConfirmed {
			m = r.known(sub)
		}
		if err := s.add([]post.Message{m}, nil); err != nil {
			return err
		}
	}
	return nil
}

// expire removes the addresses that nobody has confirmed in time.
func (r *round) expire() error {
	asked, err := register.All[*record.Subscription](r.all,
		register.Query{Key: "state", Is: string(record.SubscriptionAsked)})
	if err != nil {
		return err
	}
	for _, sub := range asked {
		if record.Confirms(sub.AskedAt, r.now) {
			continue
		}
		address := sub.Address.Text()
		if _, err := r.config.Desk.Register.Act(r.ctx, register.Act{Who: register.ByClock,
			Verb: "remove an address that was not confirmed"}, func(tx *register.Tx) error {
			sub, err := register.Get[*record.Subscription](tx.View, sub.ID)
			if err != nil || sub.State != record.SubscriptionAsked {
				return err
			}
			sub.State, sub.EndedAt = record.SubscriptionEnded, tx.Now()
			sub.Why = "it was not confirmed in time"
			if err := tx.Put(sub); err != nil {
				return err
			}
			return tx.Erase("subscription", sub.ID, "it was not confirmed in time")
		}); err != nil {
			return err
		}
		if err := r.removed(r.ctx, address); err != nil {
			return err
		}
	}
	return nil
}

// known tells whoever has an address that is confirmed that it was left again.
func (r *round) known(sub *record.Subscription) post.Message {
	const title = "Your messages about the Smart Energy Code"
	l := &letter.Letter{Origin: r.config.Origin, Title: title, Blocks: []page.Block{
		page.Para{Words: page.Say("Somebody left this address again. It is confirmed already, and " +
			"nothing has changed.")},
		page.Para{Words: page.Words{page.Link{Text: "Choose what you get",
			To: r.choicesOf(&reader{id: sub.ID})}}},
	}}
	key := "again-" + sub.ID + "-" + strconv.FormatInt(sub.AskedAt.UnixMicro(), 36)
	return post.Message{Key: key, To: sub.Address.Text(), Subject: title, Text: l.Text(),
		HTML: l.HTML(), Bounce: sub.ID}
}

// confirmation asks whether an address is the reader's.
func (r *round) confirmation(sub *record.Subscription) post.Message {
	const title = "Confirm that you want mail about the Smart Energy Code"
	to := page.At("subscriptions", "confirm", sub.ID, r.token(sub.ID, forConfirm))
	l := &letter.Letter{Origin: r.config.Origin, Title: title, Blocks: []page.Block{
		page.Para{Words: page.Say("Somebody left this address, to be told of changes of the Smart " +
			"Energy Code. Nothing else is sent to it until you confirm it.")},
		page.Para{Words: page.Words{page.Link{Text: "Confirm your address", To: to}}},
		page.Para{Words: page.Say("If it was not you, do nothing: without your confirmation within " +
			calendar.Days(record.ConfirmWithin) + " the address is removed.")},
	}}
	key := "confirm-" + sub.ID + "-" + strconv.FormatInt(sub.AskedAt.UnixMicro(), 36)
	return post.Message{Key: key, To: sub.Address.Text(), Subject: title, Text: l.Text(),
		HTML: l.HTML(), Bounce: sub.ID}
}
