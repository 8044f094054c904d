package data

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/outside"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// pause is how often webhooks look for something new, by the clock of the system.
const pause = 10 * time.Second

// mostAtOnce is how many messages are under way at once, to all webhooks. Each webhook waits for
// its turn with every message, so that those which answer slowly do not keep the others waiting. It
// is ours [D].
const mostAtOnce = 16

// senders are those who send to webhooks, one to each.
type senders struct {
	group sync.WaitGroup
	mu    sync.Mutex
	err   error // of all that have failed
}

// note notes that one has failed; nil: it has not.
func (s *senders) note(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = errors.Join(s.err, err)
}

func (s *senders) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Run tells webhooks of what is new, until ctx ends.
func (h *Hub) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var s senders
	defer s.group.Wait()
	defer cancel()
	s.group.Go(func() { s.note(h.prepare(ctx)) })
	for {
		if err := errors.Join(h.round(ctx, &s), s.failed()); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		timer := h.clock.NewTimer(pause)
		select {
		case <-timer.C:
		case <-h.wake:
			timer.Stop()
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
	}
}

// prepare makes what the first page of the feed with a record that is hidden or shown would else
// wait for: with a register of years, for half a minute.
func (h *Hub) prepare(ctx context.Context) error {
	if _, err := h.naming.of(h.Now(ctx), nil); err != nil && ctx.Err() == nil {
		return fmt.Errorf("data: %w", err)
	}
	return nil
}

// Settle tells webhooks now of what is new, and sends again what is due.
func (h *Hub) Settle(ctx context.Context) error {
	var s senders
	err := h.round(ctx, &s)
	s.group.Wait()
	return errors.Join(err, s.failed())
}

// round notes for all webhooks what is new, and has it sent to those to which nobody sends yet.
func (h *Hub) round(ctx context.Context, s *senders) error {
	if h.hold {
		return nil
	}
	h.gathering.Lock()
	defer h.gathering.Unlock()
	all, err := h.hooks(ctx, `stopped = 0`)
	if err != nil {
		return err
	}
	for _, k := range all {
		if err := h.gather(ctx, k); err != nil {
			return fmt.Errorf("data: webhook %s: %w", k.id, err)
		}
		if !h.begins(k.id) {
			continue
		}
		s.group.Go(func() {
			defer h.ends(k.id)
			if err := h.send(ctx, k.id); err != nil {
				s.note(fmt.Errorf("data: webhook %s: %w", k.id, err))
			}
		})
	}
	return h.sweep(ctx)
}

// sweep deletes, now and then, deliveries that were over long ago, and those of a webhook that was
// removed while they were entered.
func (h *Hub) sweep(ctx context.Context) error {
	now := h.clock.Now()
	if since := now.Sub(h.swept); since >= 0 && since < sweepEvery {
		return nil
	}
	h.swept = now
	return h.change(ctx, `DELETE FROM data_delivery WHERE due = 0 AND made < $1
		OR hook NOT IN (SELECT id FROM data_hook)`, store.Micros(now.Add(-keptFor)))
}

// begins reports whether nobody sends to a webhook, and notes that somebody does.
func (h *Hub) begins(hook string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.sending[hook] {
		return false
	}
	h.sending[hook] = true
	return true
}

func (h *Hub) ends(hook string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.sending, hook)
}

// gather enters a delivery for each turn, since the last, of a record that the owner of a webhook
// may see, and of one that they may not see any more. They are entered, and the webhook has come
// so far, in one step.
func (h *Hub) gather(ctx context.Context, k hook) error {
	reader, err := h.Reader(ctx, k.person)
	if err != nil {
		return err
	}
	if reader.Person == "" {
		return h.stop(ctx, k, "Its owner is not in the register any more.")
	}
	now := h.Register.Now()
	v := h.Register.View(ctx, reader, register.Moment{So: now, Known: now})
	if k.place.At.After(now.Add(slack)) { // the clock was set back
		if k.place, err = v.Newest(); err != nil {
			return err
		}
	}
	kinds := kindsOf(k.topics)
	for more := true; more; {
		var waits int
		if err := h.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM data_delivery WHERE hook = $1
			AND due > 0`, k.id).Scan(&waits); err != nil || waits >= mostWaiting {
			return err // the rest is found when these are sent
		}
		turns, err := v.Turns(k.place, batch)
		if err != nil || len(turns) == 0 {
			return err
		}
		more = len(turns) == batch
		k.place = k.place.Then(turns, batch)
		entered, err := h.deliveriesOf(v, k, kinds, turns)
		if err != nil {
			return err
		}
		if err := h.db.Write(ctx, func(tx *sql.Tx) error {
			if err := enter(ctx, tx, entered); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, `UPDATE data_hook
				SET at = $2, of_kind = $3, of_id = $4, since = $5 WHERE id = $1`,
				k.id, store.Micros(k.place.At), k.place.Of.Kind, k.place.Of.ID,
				store.Micros(k.place.Since))
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// deliveriesOf are those of turns.
func (h *Hub) deliveriesOf(
	v *register.View, k hook, kinds map[string]bool, turns []register.Turn,
) (all []delivery, err error) {
	var names []register.Hit
	for _, t := range turns {
		if kinds[t.Of.Kind] {
			names = append(names, t.Of)
		}
	}
	seen, err := v.Some(names)
	if err != nil {
		return nil, err
	}
	now := h.clock.Now()
	for _, t := range turns {
		if !kinds[t.Of.Kind] {
			continue
		}
		id, err := h.name("msg")
		if err != nil {
			return nil, err
		}
		all = append(all, delivery{id: id, hook: k.id, made: now, of: t.Of, known: t.At,
			gone: !seen[t.Of], due: now})
	}
	return all, nil
}

// name is a random name.
func (h *Hub) name(prefix string) (string, error) {
	octets := make([]byte, 15)
	if _, err := io.ReadFull(h.random, octets); err != nil {
		return "", fmt.Errorf("data: random octets: %w", err)
	}
	return prefix + "_" + base64.RawURLEncoding.EncodeToString(octets), nil
}

// send sends what is due to a webhook, in order, until something is not taken: what comes after
// would not be either.
func (h *Hub) send(ctx context.Context, hook string) (err error) {
	for more := true; more && err == nil; {
		select {
		case h.turns <- struct{}{}:
			more, err = h.next(ctx, hook)
			<-h.turns
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return err
}

// next sends the next message to a webhook, where one is due; more: it was taken.
func (h *Hub) next(ctx context.Context, hook string) (more bool, err error) {
	found, err := h.hooks(ctx, `id = $1 AND stopped = 0`, hook)
	if err != nil || len(found) == 0 {
		return false, err
	}
	due, err := h.deliveries(ctx, `hook = $1 AND due > 0 ORDER BY `+inOrder+` LIMIT 1`, hook)
	if err != nil || len(due) == 0 || due[0].due.After(h.clock.Now()) {
		return false, err
	}
	k, d := found[0], due[0]
	if d.of.Kind != "" && !d.gone {
		may, err := h.may(ctx, k, d)
		if err != nil {
			return false, err
		}
		if !may { // since it was entered: a later delivery says that it is gone
			return true, h.settled(ctx, d, dropped, "its owner may not see the record any more")
		}
	}
	status, said := h.post(ctx, k, d)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	d.tries++
	d.tried = h.clock.Now()
	switch pauses := waits(); {
	case status >= 200 && status < 300:
		return true, h.settled(ctx, d, taken, said)
	case status == http.StatusGone:
		return false, errors.Join(h.settled(ctx, d, givenUp, said),
			h.stop(ctx, k, "Its receiver has answered 410 Gone."))
	case d.tries > len(pauses):
		return false, errors.Join(h.settled(ctx, d, givenUp, said),
			h.stop(ctx, k, fmt.Sprintf("A message was not taken in %d tries: %s.", d.tries, said)))
	default:
		return false, h.change(ctx, `UPDATE data_delivery SET tries = $2, due = $3, tried = $4,
			answer = $5 WHERE id = $1`, d.id, d.tries, store.Micros(d.tried.Add(pauses[d.tries-1])),
			store.Micros(d.tried), said)
	}
}

// may reports whether the owner of a webhook may see now what a delivery is of.
func (h *Hub) may(ctx context.Context, k hook, d delivery) (bool, error) {
	reader, err := h.Reader(ctx, k.person)
	if err != nil {
		return false, err
	}
	now := h.Register.Now()
	seen, err := h.Register.View(ctx, reader, register.Moment{So: now, Known: now}).
		Some([]register.Hit{d.of})
	return seen[d.of], err
}

// settled notes what became of a delivery that is over.
func (h *Hub) settled(ctx context.Context, d delivery, state, said string) error {
	return h.change(ctx, `UPDATE data_delivery SET tries = $2, due = 0, tried = $3, state = $4,
		answer = $5 WHERE id = $1`, d.id, d.tries, store.Micros(d.tried), state, said)
}

// stop stops a webhook, and leaves a notice to its owner.
func (h *Hub) stop(ctx context.Context, k hook, why string) error {
	if err := h.change(ctx, `UPDATE data_hook SET stopped = $2, why = $3 WHERE id = $1`,
		k.id, store.Micros(h.clock.Now()), why); err != nil {
		return err
	}
	_, err := h.Register.Act(ctx, register.Act{Who: register.ByClock, Verb: "stop a webhook"},
		func(tx *register.Tx) error {
			if _, err := tx.Record("person", k.person); errors.Is(err, register.ErrNotFound) {
				return nil // nobody to be told
			}
			return record.Leave(tx, record.Notice{Event: "webhook_stopped", Topic: "requests",
				To: []string{"person:" + k.person}, Person: k.person, Due: tx.Now(),
				Why: "A webhook of yours was stopped, because its messages were not taken.",
				Text: "The page of your webhooks says what came back. What has changed meanwhile waits: " +
					"when you start it again, it is sent."})
		})
	if errors.Is(err, register.ErrClockBehind) {
		return nil // nothing can be left now: the page of the webhook says it
	}
	return err
}

// message is what is sent: which record has changed, and not what it says. Whoever receives it
// asks for that, by rights that hold then.
type message struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      subject   `json:"data"`
}

type subject struct {
	Kind    string       `json:"kind,omitempty"`
	ID      string       `json:"id,omitempty"`
	Address page.Address `json:"address,omitempty"` // on the site, of its page
}

// body is the message of a delivery: the same octets whenever it is sent.
func (d *delivery) body() ([]byte, error) {
	m := message{Type: "record.changed", Timestamp: d.known,
		Data: subject{d.of.Kind, d.of.ID, desk.Address(d.of.Kind, d.of.ID)}}
	switch {
	case d.of.Kind == "":
		m.Type, m.Data = "test", subject{}
	case d.gone:
		m.Type, m.Data.Address = "record.gone", ""
	}
	return json.Marshal(m)
}

// signature signs a message as Standard Webhooks has it: HMAC-SHA256 over id, time and body.
func signature(secret, id string, at time.Time, body []byte) (string, error) {
	key, err := base64.StdEncoding.DecodeString(secret)
	if err != nil {
		return "", fmt.Errorf("data: the secret of a webhook: %w", err)
	}
	m := hmac.New(sha256.New, key)
	fmt.Fprintf(m, "%s.%d.", id, at.Unix())
	m.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(m.Sum(nil)), nil
}

// maxAnswer is how much of an answer is read, in octets, and maxSaid how much of it is kept.
const (
	maxAnswer = 16 << 10
	maxSaid   = 200
)

// post sends a delivery. The status is 0 where there is no answer.
func (h *Hub) post(ctx context.Context, k hook, d delivery) (status int, said string) {
	now := h.wall.Now() // a receiver refuses what was signed long ago by its own clock
	body, err := d.body()
	if err != nil {
		return 0, err.Error()
	}
	signed, err := signature(k.secret, d.id, now, body)
	if err != nil {
		return 0, err.Error()
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, k.target, bytes.NewReader(body))
	if err != nil {
		return 0, "the target is no address"
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "mains-webhooks")
	r.Header.Set("webhook-id", d.id)
	r.Header.Set("webhook-timestamp", strconv.FormatInt(now.Unix(), 10))
	r.Header.Set("webhook-signature", signed)
	answer, err := h.client.Do(r)
	switch {
	case errors.Is(err, outside.ErrNetwork), errors.Is(err, outside.ErrAddress):
		return 0, "the target leads nowhere that messages are sent to"
	case err != nil:
		return 0, "there was no answer"
	}
	defer answer.Body.Close()                                     // it is read as far as it is kept
	text, _ := io.ReadAll(io.LimitReader(answer.Body, maxAnswer)) // what there is of it
	said = answer.Status
	if answer.StatusCode < 300 {
		return answer.StatusCode, said
	}
	if len(text) > maxSaid {
		text = text[:maxSaid]
	}
	if shown := printable(text); shown != "" {
		said += ": " + shown
	}
	return answer.StatusCode, said
}

// printable is an answer as one line of text.
func printable(text []byte) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(string(text), ""), func(c rune) bool {
		return unicode.IsSpace(c) || !unicode.IsPrint(c)
	}), " ")
}
