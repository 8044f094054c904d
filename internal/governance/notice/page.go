package notice

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// staffView is the register for somebody of the administrator; others are refused.
func (d *Dispatcher) staffView(ask *page.Ask) (*register.View, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	v, err := d.config.Desk.View(ask)
	if err == nil && !v.Reader().Staff {
		err = page.ErrForbidden
	}
	return v, err
}

// listed is a notice in the list.
type listed struct {
	*record.Notice
	Told  bool   `json:"told"`
	Fault string `json:"fault,omitempty"`
}

// notices is the list of notices, those that wait first.
func (d *Dispatcher) notices(ask *page.Ask) (*page.View, error) {
	v, err := d.staffView(ask)
	if err != nil {
		return nil, err
	}
	now := register.InstantKey(ask.Moment.So.Add(time.Microsecond))
	waiting, err := register.Find[*record.Notice](v, register.Query{Key: "due", From: now,
		Limit: desk.PageSize})
	if err != nil {
		return nil, err
	}
	gone, err := register.Find[*record.Notice](v, register.Query{Key: "due", To: now, Desc: true,
		Limit: desk.PageSize, After: ask.Query.Get("after")})
	if err != nil {
		return nil, desk.Refusal(err)
	}
	view := &page.View{Title: "Notices", Crumbs: []page.Link{desk.Home()},
		Lead: "What people are told, to whom by which rule, and when.",
		List: &page.List{Title: "Notices", Columns: []string{"id", "due", "why", "to", "fault"}}}
	var rows []listed
	for _, part := range []struct {
		title, empty string
		all          []*record.Notice
	}{
		{"Waiting", "Nothing waits to be sent.", waiting.Records},
		{"Sent", "Nothing has been sent.", gone.Records},
	} {
		items := page.Items{Empty: part.empty}
		for _, n := range part.all {
			told, fault, err := d.done(ask.Context, n.ID)
			if err != nil {
				return nil, err
			}
			rows = append(rows, listed{n, told, fault})
			item := page.Item{Head: page.Words{desk.Link(n)}, Body: []page.Words{
				{page.T("Due "), desk.At(n.Due)}, page.Say("To " + rulesSay(v, n))}}
			if fault != "" {
				item.Tag = &page.Tag{Text: "At fault", Tone: page.Alert}
				item.Body = append(item.Body, page.Say(fault))
			}
			items.Items = append(items.Items, item)
			view.List.Entries = append(view.List.Entries, page.Entry{ID: n.ID, Title: n.Heading(),
				To: desk.AddressOf(n), Updated: n.Due,
				Cells: []string{n.ID, register.InstantKey(n.Due), n.Why, rulesSay(v, n), fault}})
		}
		view.Blocks = append(view.Blocks, page.Section{Title: part.title, Blocks: []page.Block{items}})
	}
	desk.Paged(view, "/notices", ask.Query, gone.Next)
	view.Actions = []page.Link{{Text: "Write a notice", To: "/notices/new"},
		{Text: "All messages", To: "/messages"}}
	view.Data = map[string]any{"notices": rows}
	return view, nil
}

// rulesSay is to whom a notice goes, in words.
func rulesSay(v *register.View, n *record.Notice) string {
	text := ""
	for _, to := range n.To {
		if text != "" {
			text += "; "
		}
		text += ruleSays(v, to)
	}
	switch {
	case text != "":
		return text
	case n.Person != "":
		return "one person"
	case !n.Address.Empty():
		return "somebody who is not in the register"
	}
	return "nobody"
}

// ruleSays is a rule in words.
func ruleSays(v *register.View, to string) string {
	r, of, err := ruleOf(to)
	switch {
	case err != nil:
		return err.Error()
	case of == "":
		return r.says
	}
	if found, ok, err := desk.Find(v, "body party consultation event", of); err == nil && ok {
		return r.says + " " + found.Heading()
	}
	if t, ok := (&round{topics: record.Topics()}).topic(of); ok {
		return r.says + " " + t.Title
	}
	if r.word == "person" || r.word == "registration" {
		return r.says
	}
	return r.says + " " + desk.Plain(of)
}

// oneNotice is the page of a notice: for the administrator with whom it reaches.
func (d *Dispatcher) oneNotice(ask *page.Ask) (*page.View, error) {
	v, err := d.config.Desk.View(ask)
	if err != nil {
		return nil, err
	}
	n, err := register.Get[*record.Notice](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	but := []string{}
	if v.Reader().Staff {
		but = []string{"to", "address"}
	}
	rows, err := desk.Facts(v, n, but...)
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: n.Heading(), Kicker: "Notice", Crumbs: desk.Crumbs("notice"), Data: n,
		Blocks: []page.Block{page.Summary{Rows: rows}}}
	if v.Reader().Staff && !ask.Moment.AsAt {
		blocks, waits, err := d.recipientsOf(ask, v, n)
		if err != nil {
			return nil, err
		}
		view.Blocks = append(view.Blocks, blocks...)
		if waits {
			view.Actions = []page.Link{{Text: "Cancel it", To: desk.AddressOf(n) + "/cancel"}}
		}
	}
	return view, desk.Dated(v, n, view)
}

// recipientsOf says whom a notice reached, or reaches as things are; waits: it is not due yet.
func (d *Dispatcher) recipientsOf(
	ask *page.Ask, v *register.View, n *record.Notice,
) (blocks []page.Block, waits bool, err error) {
	done, fault, err := d.done(ask.Context, n.ID)
	if err != nil {
		return nil, false, err
	}
	if fault != "" {
		blocks = append(blocks, page.Notice{Tone: page.Alert, Title: "At fault",
			Words: page.Say(fault)})
	}
	if !done {
		more, err := d.foresee(ask, v, n)
		return append(blocks, more...), n.Due.After(ask.Moment.So), err
	}
	all, err := d.lines(ask.Context, "notice = $1", n.ID)
	if err != nil {
		return nil, false, err
	}
	var people []string
	for _, t := range all {
		people = append(people, personOf(t.reader))
	}
	names, err := d.config.Desk.Names(v, people...)
	if err != nil {
		return nil, false, err
	}
	table := page.Table{Caption: "To whom it went", Empty: "Nobody is told of it by mail.",
		Columns: []page.Column{{Title: "Who"}, {Title: "Because"}, {Title: "How it stands"}}}
	r, err := d.round(ask.Context)
	if err != nil {
		return nil, false, err
	}
	for _, t := range all {
		state, err := r.stateOf(n, t)
		if err != nil {
			return nil, false, err
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(whoIs(names, t.reader)),
			page.Say(t.why), page.Say(state)})
	}
	return append(blocks, page.Section{Title: count(len(all), "recipient"),
		Blocks: []page.Block{table}}), false, nil
}

// whoIs is what a recipient is called on pages of the administrator.
func whoIs(names map[string]string, reader string) string {
	if person := personOf(reader); person != "" {
		return names[person]
	}
	return "an address that is not of the register"
}

// Why somebody is not told of a notice.
const (
	saysUnreached = "no address of theirs is known, or messages to it come back"
	saysNever     = "they chose so"
)

// stateOf is how a notice stands for one of its recipients.
func (r *round) stateOf(n *record.Notice, t told) (string, error) {
	switch t.message {
	case untold:
		return r.waits(n, t)
	case letGo:
		return "not told: it was not theirs any more, they chose so, or it was too old", nil
	}
	m, err := r.config.Post.Get(r.ctx, t.message)
	if errors.Is(err, post.ErrNotFound) {
		return "not known", nil
	}
	return string(m.State), err
}

// waits says when one of its recipients is told of a notice of which no message tells yet.
func (r *round) waits(n *record.Notice, t told) (string, error) {
	who, err := r.audience()
	if err != nil {
		return "", err
	}
	by := who.byID[t.reader]
	topic, known := r.topic(t.topic)
	switch {
	case r.late(n):
		return "not told: it was due more than " + calendar.Days(stale) + " ago", nil
	case by == nil:
		return "not told yet: " + saysUnreached, nil
	case !known || by.how(topic) == record.Never:
		return "not told: " + saysNever, nil
	}
	return "in their next digest", nil
}

// foresee says whom a notice would reach as things are now: by rule, with names.
func (d *Dispatcher) foresee(
	ask *page.Ask, v *register.View, n *record.Notice,
) ([]page.Block, error) {
	r, err := d.round(ask.Context)
	if err != nil {
		return nil, err
	}
	all, faults, err := r.recipients(n)
	if err != nil {
		return nil, err
	}
	var people []string
	for _, f := range all {
		people = append(people, personOf(f.id))
	}
	names, err := d.config.Desk.Names(v, people...)
	if err != nil {
		return nil, err
	}
	var blocks []page.Block
	for _, fault := range faults {
		blocks = append(blocks, page.Notice{Tone: page.Alert, Title: "At fault",
			Words: page.Say(fault)})
	}
	table := page.Table{Caption: "Recipients as things are now", Empty: "Nobody.",
		Columns: []page.Column{{Title: "Who"}, {Title: "Because"}, {Title: "How"}}}
	reached := 0
	for _, f := range all {
		how, reaches := reach(f)
		if reaches {
			reached++
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(whoIs(names, f.id)), page.Say(f.why),
			page.Say(how)})
	}
	slices.SortStableFunc(table.Rows, func(a, b []page.Words) int {
		return strings.Compare(desk.Text(a[0]), desk.Text(b[0]))
	})
	return append(blocks, page.Section{Title: "It reaches " + count(reached, "recipient") + " of " +
		strconv.Itoa(len(all)), Blocks: []page.Block{table}}), nil
}

// reach says how a notice reaches one of its recipients, and whether it does.
func reach(f found) (how string, reaches bool) {
	switch {
	case f.address != "":
		return "at once", true
	case f.reader == nil:
		return "not at all: " + saysUnreached, false
	case f.hidden:
		return "not at all: they may not know what it is about", false
	case f.reader.how(f.topic) == record.Never:
		return "not at all: " + saysNever, false
	case f.rule.deadline:
		return "with their own deadlines, in good time", true
	}
	return map[record.Frequency]string{record.AtOnce: "at once", record.Daily: "in the next digest",
		record.Weekly: "in the next weekly digest"}[f.reader.how(f.topic)], true
}

// cancelForm asks why a notice is not to go.
func (d *Dispatcher) cancelForm(ask *page.Ask) (*page.Form, error) {
	v, err := d.staffView(ask)
	if err != nil {
		return nil, err
	}
	n, meta, err := register.GetMeta[*record.Notice](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	form := &page.Form{Title: "Cancel a notice", Kicker: n.Heading(), Submit: "Cancel it",
		Danger: true, Version: meta.Version, Crumbs: append(desk.Crumbs("notice"), desk.Link(n)),
		Fields: []page.Field{{Name: "reason", Label: "Reason", Control: page.Area}}}
	if !n.Due.After(ask.Moment.So) {
		form.Faults, form.Shut = page.Faults{{Text: tooLate}}, true
	}
	return form, nil
}

const tooLate = "It was due already: what was sent cannot be taken back. Write another notice."

// cancel takes a notice back before it is due.
func (d *Dispatcher) cancel(ask *page.Ask, in page.Input) (*page.Done, error) {
	if _, err := d.staffView(ask); err != nil {
		return nil, err
	}
	id := ask.Path["id"]
	err := d.config.Desk.Act(ask, register.Act{Verb: "cancel a notice", Reason: in.Text("reason")},
		func(tx *register.Tx) error {
			n, err := register.Get[*record.Notice](tx.View, id)
			if err != nil {
				return err
			}
			if !n.Due.After(tx.Now()) {
				return page.Faults{{Text: tooLate}}
			}
			if err := tx.Unchanged("notice", id, in.Version); err != nil {
				return err
			}
			return tx.End("notice", id, tx.Now())
		})
	return &page.Done{To: "/notices", Notice: "The notice is cancelled: nobody is told."}, err
}

// mostListed is how many messages a page lists.
const mostListed = 100

// sent is a message in a list.
type sent struct {
	Key     string       `json:"key"`
	To      page.Address `json:"address"`
	Subject string       `json:"subject"`
	State   post.State   `json:"state"`
	At      string       `json:"queued"`
}

// messages lists what was sent: to the reader, and to everybody for the administrator.
func (d *Dispatcher) messages(ask *page.Ask) (*page.View, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	v, err := d.config.Desk.View(ask)
	if err != nil {
		return nil, err
	}
	q := post.Query{Person: ask.Who, Given: true, Limit: mostListed}
	everybody := v.Reader().Staff && ask.Query.Get("show") == "all"
	view := &page.View{Title: "Messages sent to you", Crumbs: crumbs()}
	if everybody {
		q.Person, q.Given, view.Title = "", false, "Messages"
	}
	from, err := strconv.Atoi(ask.Query.Get("from"))
	if ask.Query.Get("from") != "" && (err != nil || from < 0) {
		return nil, page.ErrNotFound
	}
	q.Offset = from
	all, err := d.config.Post.List(ask.Context, q)
	if err != nil {
		return nil, err
	}
	if err := d.listMessages(ask, v, view, all, everybody); err != nil {
		return nil, err
	}
	if len(all) == mostListed {
		query := map[string][]string{"from": {strconv.Itoa(from + mostListed)}}
		if everybody {
			query["show"] = []string{"all"}
		}
		view.Blocks = append(view.Blocks, page.Nav{Label: "Pages", Links: []page.Link{{
			Text: "Earlier messages", To: page.Address("/messages").With(query)}}})
	}
	if v.Reader().Staff && !everybody {
		view.Actions = []page.Link{{Text: "Messages to everybody", To: "/messages?show=all"}}
	}
	return view, nil
}

// listMessages fills the page of messages.
func (d *Dispatcher) listMessages(
	ask *page.Ask, v *register.View, view *page.View, all []post.Copy, everybody bool,
) error {
	var people []string
	for _, m := range all {
		people = append(people, m.Person)
	}
	names, err := d.config.Desk.Names(v, people...)
	if err != nil {
		return err
	}
	items := page.Items{Empty: "No message has been sent."}
	rows := []sent{}
	for _, m := range all {
		if m.Queued.After(ask.Moment.Known) {
			continue
		}
		to := page.At("messages", m.Key)
		rows = append(rows, sent{m.Key, to, m.Subject, m.State, register.InstantKey(m.Queued)})
		item := page.Item{Head: page.Words{page.Link{Text: titled(m), To: to}},
			Body: []page.Words{{desk.At(m.Queued)}}}
		if everybody {
			item.Body = append(item.Body, page.Say("To "+whoIs(names, OfPerson(m.Person))))
			item.Tag = tagOf(m.State)
		}
		items.Items = append(items.Items, item)
	}
	view.Blocks = append(view.Blocks, items)
	view.Data = map[string]any{"messages": rows}
	return nil
}

// titled is the subject of a message, or that it was erased.
func titled(m post.Copy) string { return cmp.Or(m.Subject, "A message that was erased") }

// tagOf is the state of a message in words.
func tagOf(s post.State) *page.Tag {
	switch s {
	case post.Failed, post.Bounced:
		return &page.Tag{Text: desk.Upper(string(s)), Tone: page.Alert}
	case post.Waiting:
		return &page.Tag{Text: "Waiting", Tone: page.Wait}
	case post.Kept:
		return &page.Tag{Text: "Kept: there is nothing to send with"}
	case post.Unsent:
		return &page.Tag{Text: "Never sent: it was kept for too long", Tone: page.Stop}
	case post.Withheld:
		return &page.Tag{Text: "Not sent: it might not go any more", Tone: page.Stop}
	}
	return &page.Tag{Text: desk.Upper(string(s)), Tone: page.Good}
}
