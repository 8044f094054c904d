package data

import (
	"cmp"
	"database/sql"
	"encoding/base64"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/outside"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// crumbs lead to the pages of a person's webhooks.
func crumbs() []page.Link {
	return []page.Link{desk.Home(), {Text: "Open data", To: "/open-data"},
		{Text: "Your webhooks", To: "/webhooks"}}
}

// mineHooks lists the webhooks of whoever asks.
func (h *Hub) mineHooks(ask *page.Ask) (*page.View, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	all, err := h.hooks(ask.Context, `person = $1`, ask.Who)
	if err != nil {
		return nil, err
	}
	items, rows := page.Items{Empty: "You have none."}, []hookRow{}
	for _, k := range all {
		rows = append(rows, k.row())
		items.Items = append(items.Items, page.Item{Tag: k.tag(),
			Head: page.Words{page.Link{Text: k.target, To: page.At("webhooks", k.id)}},
			Body: []page.Words{page.Say(strings.Join(titles(k.topics), ", "))}})
	}
	return &page.View{Title: "Your webhooks", Crumbs: crumbs()[:2],
		Blocks:  append(h.held(), items),
		Lead:    "An address of yours is told as soon as something changes that you may see.",
		Actions: []page.Link{{Text: "Add a webhook", To: "/webhooks/new"}},
		Data:    map[string]any{"webhooks": rows}}, nil
}

// held says that nothing is sent, where it is so.
func (h *Hub) held() []page.Block {
	if !h.hold {
		return nil
	}
	return []page.Block{page.Notice{Tone: page.Wait, Title: "Nothing is sent",
		Words: page.Say("The operator of this installation holds the messages of webhooks. What " +
			"changes meanwhile is sent when they are let go.")}}
}

// hookRow is a webhook as programs read it.
type hookRow struct {
	ID      string    `json:"id"`
	Target  string    `json:"target"`
	Topics  []string  `json:"topics"`
	Made    time.Time `json:"made"`
	Stopped time.Time `json:"stopped,omitzero"`
	Why     string    `json:"why,omitempty"` // it was stopped
}

func (k *hook) row() hookRow { return hookRow{k.id, k.target, k.topics, k.made, k.stopped, k.why} }

// deliveryRow is a delivery as programs read it.
type deliveryRow struct {
	ID     string    `json:"id"` // the webhook-id
	Kind   string    `json:"kind,omitempty"`
	Record string    `json:"record,omitempty"`
	Gone   bool      `json:"gone,omitempty"`
	State  string    `json:"state"`
	Made   time.Time `json:"made"`
	Tries  int       `json:"tries"`
	Next   time.Time `json:"next,omitzero"` // when it is sent next
	Answer string    `json:"answer,omitempty"`
}

func (d *delivery) row() deliveryRow {
	return deliveryRow{d.id, d.of.Kind, d.of.ID, d.gone, d.state, d.made, d.tries, d.due, d.said}
}

func (k *hook) tag() *page.Tag {
	if k.stopped.IsZero() {
		return nil
	}
	return &page.Tag{Text: "Stopped", Tone: page.Alert}
}

// titles are those of topics.
func titles(topics []string) (all []string) {
	for _, t := range record.Topics() {
		if slices.Contains(topics, t.ID) {
			all = append(all, t.Title)
		}
	}
	return all
}

// newForm asks where to send what.
func (h *Hub) newForm(ask *page.Ask) (*page.Form, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	topics := page.Field{Name: "topics", Label: "Topics", Control: page.Checks,
		Absent: "Choose what you want to be told of"}
	for _, t := range record.Topics() {
		if len(t.Kinds) > 0 {
			topics.Options = append(topics.Options,
				page.Option{Value: t.ID, Label: t.Title, Hint: t.Lead})
		}
	}
	return &page.Form{Title: "Add a webhook", Submit: "Add a webhook", Crumbs: crumbs(),
		Lead: "Messages say which record has changed, and not what it says. Each is signed with a " +
			"secret that is shown once, on the next page.",
		Fields: []page.Field{{Name: "target", Label: "Address", Control: page.Line, Limit: 500,
			Hint: "Where messages are posted, such as https://host.example/changes. It is on the " +
				"internet: machines of a network within are not reached."}, topics}}, nil
}

// newHook adds a webhook.
func (h *Hub) newHook(ask *page.Ask, in page.Input) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	k := hook{person: ask.Who, target: in.Text("target"), made: h.clock.Now()}
	for _, t := range record.Topics() {
		if len(t.Kinds) > 0 && slices.Contains(in.All("topics"), t.ID) {
			k.topics = append(k.topics, t.ID)
		}
	}
	if len(k.topics) == 0 {
		return nil, page.Faults{{Field: "topics", Text: "Choose what you want to be told of"}}
	}
	if err := h.outside.Check(ask.Context, k.target); err != nil {
		return nil, refusedTarget(err)
	}
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	if k.place, err = v.Newest(); err != nil {
		return nil, err
	}
	if k.id, err = h.name("hook"); err != nil {
		return nil, err
	}
	secret := make([]byte, 32)
	if _, err := io.ReadFull(h.random, secret); err != nil {
		return nil, err
	}
	k.secret = base64.StdEncoding.EncodeToString(secret)
	err = h.addHook(ask.Context, k)
	if errors.Is(err, errMany) {
		return nil, page.Faults{{Text: "You have as many webhooks as one person can have. Remove one " +
			"first."}}
	}
	return &page.Done{To: page.At("webhooks", k.id), Notice: "The secret is whsec_" + k.secret +
		" . Copy it now: it is not shown again."}, err
}

// refusedTarget says what is wrong with a target.
func refusedTarget(err error) error {
	switch {
	case errors.Is(err, outside.ErrAddress):
		_, why, _ := strings.Cut(strings.TrimPrefix(err.Error(), outside.ErrAddress.Error()), ": ")
		return page.Faults{{Field: "target", Text: "This is no address that messages can be sent to: " +
			why}}
	case errors.Is(err, outside.ErrNetwork):
		return page.Faults{{Field: "target", Text: "This address leads to no machine on the internet. " +
			"Check how it is written; machines of a network within are not reached"}}
	}
	return err
}

// own is the webhook that an ask is about, of whoever asks.
func (h *Hub) own(ask *page.Ask) (k hook, err error) {
	if ask.Who == "" {
		return k, page.ErrSignIn
	}
	found, err := h.hooks(ask.Context, `id = $1 AND person = $2`, ask.Path["id"], ask.Who)
	if err != nil || len(found) == 0 {
		return k, cmp.Or(err, page.ErrNotFound)
	}
	return found[0], nil
}

// mostShown is how many deliveries the page of a webhook shows.
const mostShown = 100

// oneHook is the page of a webhook.
func (h *Hub) oneHook(ask *page.Ask) (*page.View, error) {
	k, err := h.own(ask)
	if err != nil {
		return nil, err
	}
	all, err := h.deliveries(ask.Context, `hook = $1 ORDER BY made DESC, known DESC, kind DESC,
		record DESC, id LIMIT $2`, k.id, mostShown)
	if err != nil {
		return nil, err
	}
	at := page.At("webhooks", k.id)
	view := &page.View{Title: k.target, Kicker: "Webhook", Crumbs: crumbs(), Tag: k.tag(),
		Actions: []page.Link{{Text: "Send a test", To: at + "/test"},
			{Text: "Remove", To: at + "/remove"}},
		Blocks: []page.Block{page.Summary{Rows: []page.Row{
			page.Fact("Topics", page.T(strings.Join(titles(k.topics), ", "))),
			page.Fact("Added", desk.At(k.made))}}}}
	if !k.stopped.IsZero() {
		view.Actions[0] = page.Link{Text: "Start again", To: at + "/start"}
		view.Blocks = append([]page.Block{page.Notice{Tone: page.Alert,
			Title: "Stopped " + calendar.Moment(k.stopped), Words: page.Say(k.why)}}, view.Blocks...)
	}
	view.Blocks = append(h.held(), view.Blocks...)
	items, rows := page.Items{Empty: "Nothing was sent yet."}, []deliveryRow{}
	for _, d := range all {
		items.Items, rows = append(items.Items, d.item(at)), append(rows, d.row())
	}
	view.Data = map[string]any{"webhook": k.row(), "messages": rows}
	view.Blocks = append(view.Blocks, page.Section{Title: "Messages", Blocks: []page.Block{items}})
	return view, nil
}

// item is a delivery as the page of its webhook shows it.
func (d *delivery) item(at page.Address) page.Item {
	states := map[string]page.Tag{waiting: {Text: "Waiting", Tone: page.Wait},
		taken: {Text: "Taken", Tone: page.Good}, givenUp: {Text: "Given up", Tone: page.Stop},
		dropped: {Text: "Not sent"}}
	tag := states[d.state]
	head := page.Words{page.T(d.of.Kind + " "), page.Code(d.of.ID)}
	if d.of.Kind == "" {
		head = page.Say("Test")
	}
	item := page.Item{Head: head, Tag: &tag,
		Body: []page.Words{{page.Code(d.id), page.T(", "), desk.At(d.made)}}}
	if d.said != "" {
		item.Body = append(item.Body, page.Say(d.said))
	}
	if !d.due.IsZero() && d.tries > 0 {
		item.Body = append(item.Body, page.Words{page.T("Sent again "), desk.At(d.due)})
	}
	if d.due.IsZero() {
		item.Body = append(item.Body,
			page.Words{page.Link{Text: "Send again", To: at + "/again/" + page.Address(d.id)}})
	}
	return item
}

// hookDeed is something that its owner can do with a webhook.
type hookDeed struct {
	label, lead, done string
	danger            bool
	do                func(h *Hub, ask *page.Ask, k hook) error
}

var (
	testing = hookDeed{label: "Send a test", done: "A test is on its way.",
		lead: "A message of the type test is sent, signed as all are.", do: (*Hub).sendTest}
	starting = hookDeed{label: "Start again", done: "It goes on.",
		lead: "What has changed since it was stopped, and what was not taken, is sent.",
		do:   (*Hub).start}
	removing = hookDeed{label: "Remove", done: "The webhook was removed.", danger: true,
		lead: "Nothing is sent there any more, and what was sent is forgotten.",
		do: func(h *Hub, ask *page.Ask, k hook) error {
			return h.removeHook(ask.Context, k.id)
		}}
	again = hookDeed{label: "Send again", done: "It is on its way again.",
		lead: "The message is sent once more, with the same webhook-id.", do: (*Hub).replay}
)

// deed is the form of a deed.
func (h *Hub) deed(x hookDeed) func(*page.Ask) (*page.Form, error) {
	return func(ask *page.Ask) (*page.Form, error) {
		k, err := h.own(ask)
		if err != nil {
			return nil, err
		}
		return &page.Form{Title: x.label, Kicker: k.target, Lead: x.lead, Submit: x.label,
			Danger: x.danger, Crumbs: append(crumbs(),
				page.Link{Text: k.target, To: page.At("webhooks", k.id)})}, nil
	}
}

// do does a deed.
func (h *Hub) do(x hookDeed) func(*page.Ask, page.Input) (*page.Done, error) {
	return func(ask *page.Ask, _ page.Input) (*page.Done, error) {
		k, err := h.own(ask)
		if err != nil {
			return nil, err
		}
		if err := x.do(h, ask, k); err != nil {
			return nil, err
		}
		select {
		case h.wake <- struct{}{}:
		default: // it is awake already
		}
		if x.danger {
			return &page.Done{To: "/webhooks", Notice: x.done}, nil
		}
		return &page.Done{To: page.At("webhooks", k.id), Notice: x.done}, nil
	}
}

// sendTest enters a test.
func (h *Hub) sendTest(ask *page.Ask, k hook) error {
	if !k.stopped.IsZero() {
		return page.Faults{{Text: "It is stopped: start it again first."}}
	}
	id, err := h.name("msg")
	if err != nil {
		return err
	}
	now := h.clock.Now()
	return h.db.Write(ask.Context, func(tx *sql.Tx) error {
		return enter(ask.Context, tx, []delivery{{id: id, hook: k.id, made: now, known: now, due: now}})
	})
}

// start lets a webhook go on, with what was not taken.
func (h *Hub) start(ask *page.Ask, k hook) error {
	now := store.Micros(h.clock.Now())
	return h.db.Write(ask.Context, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ask.Context, `UPDATE data_delivery SET state = 'waiting', tries = 0,
			due = $2 WHERE hook = $1 AND (due > 0 OR state = 'given_up')`, k.id, now)
		if err == nil {
			_, err = tx.ExecContext(ask.Context, `UPDATE data_hook SET stopped = 0, why = ''
				WHERE id = $1`, k.id)
		}
		return err
	})
}

// replay sends a delivery once more.
func (h *Hub) replay(ask *page.Ask, k hook) error {
	if !k.stopped.IsZero() {
		return page.Faults{{Text: "The webhook is stopped: start it again first."}}
	}
	found, err := h.deliveries(ask.Context, `id = $1 AND hook = $2 AND due = 0`,
		ask.Path["delivery"], k.id)
	if err != nil || len(found) == 0 {
		return cmp.Or(err, page.ErrNotFound)
	}
	return h.change(ask.Context, `UPDATE data_delivery SET state = 'waiting', tries = 0, due = $2
		WHERE id = $1`, found[0].id, store.Micros(h.clock.Now()))
}
