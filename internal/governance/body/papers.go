package body

import (
	"fmt"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// maxText is how long a paper may be, in characters [D].
const maxText = 200_000

// chair is who sits in the chair of a body on a day; empty where nobody is known to.
func chair(v *register.View, body string) (string, error) {
	seats, err := register.All[*record.Seat](v, register.Query{Key: "body", Is: body})
	for _, s := range held(seats, today(v)) {
		if s.Constituency == "CHAIR" {
			return s.Holder, err
		}
	}
	return "", err
}

// people are the members of a body and their alternates, to choose from, each once.
func (b bodies) people(v *register.View, r *Rule) (options []page.Option, err error) {
	seats, err := seatsOf(v, r)
	if err != nil {
		return nil, err
	}
	names := b.names(v)
	if err := names.meet(seats); err != nil {
		return nil, err
	}
	for _, s := range held(seats, today(v)) {
		for _, id := range []string{s.Holder, s.Alternate} {
			if id == "" || slices.ContainsFunc(options, func(o page.Option) bool { return o.Value == id }) {
				continue
			}
			name, err := names.person(id)
			if err != nil {
				return nil, err
			}
			options = append(options, page.Option{Value: id, Label: name, Hint: plain(s.Constituency)})
		}
	}
	return options, nil
}

// textField asks for what a paper says.
func textField() page.Field {
	return page.Field{Name: "text", Label: "What it says", Control: page.Area, Rows: 15, Limit: maxText,
		Absent: "Enter the text of the paper"}
}

// recipientsField asks whom a RED paper is for.
func (b bodies) recipientsField(v *register.View, r *Rule) (page.Field, error) {
	options, err := b.people(v, r)
	return page.Field{Name: "recipients", Label: "Recipients, if it is RED", Control: page.Checks,
		Optional: true, Options: options,
		Hint: "They and whoever adds it may see it; nobody else knows of it"}, err
}

// paperForm asks for a new paper of a meeting.
func (b bodies) paperForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.staffOn(ask)
	if err != nil {
		return nil, err
	}
	mark := markField(marks...)
	mark.Values = []string{string(d.rule.Mark)}
	mark.Hint = "Papers of the " + d.body.Heading() + " are " + string(d.rule.Mark) +
		" unless they say otherwise"
	item := page.Field{Name: "item", Label: "Agenda item", Control: page.Select, Optional: true}
	for _, each := range d.items {
		item.Options = append(item.Options, page.Option{Value: each.ID,
			Label: fmt.Sprintf("%s. %s (%s)", label(each), each.Title, each.Classification)})
	}
	recipients, err := b.recipientsField(v, &d.rule)
	if err != nil {
		return nil, err
	}
	form := &page.Form{
		Title: "Add a paper", Kicker: d.meeting.Heading(), Crumbs: d.crumbs(), Submit: "Add",
		Fields: []page.Field{
			{Name: "title", Label: "Title", Control: page.Line, Absent: "Enter a title", Limit: 200},
			item,
			{Name: "from", Label: "Whose paper is it?", Control: page.Line, Optional: true, Limit: 100,
				Hint: "Such as DCC or the proposer of a Modification"},
			mark, recipients, textField(),
			{Name: "why_late", Label: "Why is it late?", Control: page.Area, Rows: 3, Limit: 1000,
				Optional: true, Hint: "Needed once papers were wanted; the chair then accepts it or not"},
		},
	}
	if due, ok := deadlinesOf(desk.Calendar(v), d.meeting.HeldOn); ok {
		form.Before = []page.Block{page.Para{Words: page.Words{page.T("Papers for this meeting are wanted " +
			"by "), desk.At(due.papers.By), page.T(".")}}}
	}
	return form, nil
}

// addPaper adds a paper to a meeting. It is published with the pack of its mark.
func (b bodies) addPaper(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{}
	act := register.Act{Verb: "add a paper"}
	return done, b.actOn(ask, act, func(tx *register.Tx, _ *register.View, d *dossier) error {
		switch d.stage() {
		case theCancelled, theHeld, theDraft, theConfirmed:
			return refusal("This meeting takes no papers any more. Of a paper that it had, a redacted " +
				"version can still be made")
		}
		id, err := tx.NewID("paper")
		if err != nil {
			return err
		}
		p := &record.Paper{Head: record.Head{ID: id}, Title: in.Text("title"), Kind: record.PaperKind,
			Body: d.body.ID, Meeting: d.meeting.ID, Item: in.Text("item"), Classification: chosen(in),
			From: in.Text("from"), Text: register.NewSecret(in.Text("text")), AddedBy: ask.Who}
		if err := d.fits(p); err != nil {
			return err
		}
		if err := address(tx, p, in); err != nil {
			return err
		}
		done.To, done.Notice = desk.AddressOf(p), "The paper is added. It is published with its pack."
		if err := late(tx, d, p, in); err != nil {
			return err
		}
		if p.Late != nil {
			done.Notice = "The paper is added, and marked late: the chair is asked to accept it."
		}
		return tx.Put(p)
	})
}

// fits holds a paper against the item that it hangs under: what a reader may not know of, no
// paper that they may see leads to.
func (d *dossier) fits(p *record.Paper) error {
	if p.Item == "" {
		return nil
	}
	item := d.item(p.Item)
	if item == nil {
		return wrong("item", "Agenda item: choose one of this meeting")
	}
	if rank(p.Classification) < rank(item.Classification) {
		return wrong("mark", "Mark: the item is %s, so its papers are that at least; a %s paper can "+
			"stand without an item", item.Classification, p.Classification)
	}
	return nil
}

// address takes the recipients of a RED paper, and of no other.
func address(tx *register.Tx, p *record.Paper, in page.Input) error {
	p.Recipients = nil
	if p.Classification != "RED" {
		return nil
	}
	p.Recipients = slices.Clone(in.All("recipients"))
	if len(p.Recipients) == 0 {
		return wrong("recipients", "Recipients: choose whom this RED paper is for")
	}
	for _, id := range p.Recipients {
		if _, err := register.Get[*record.Person](tx.View, id); err != nil {
			return err
		}
	}
	return nil
}

// late marks a paper that comes after papers were wanted, and asks the chair.
func late(tx *register.Tx, d *dossier, p *record.Paper, in page.Input) error {
	due, ok := deadlinesOf(desk.Calendar(tx.View), d.meeting.HeldOn)
	if !ok || due.papers.InTime(tx.Now()) {
		return nil
	}
	if in.Text("why_late") == "" {
		return wrong("why_late", "Papers for this meeting were wanted by %s: say why it is late",
			calendar.Moment(due.papers.By))
	}
	who, err := chair(tx.View, d.body.ID)
	p.Late = &record.Lateness{By: due.papers.By, Why: in.Text("why_late"), Chair: who}
	return err
}

// waiting are the papers of a mark that can be published now, and those that cannot.
func waiting(papers []*record.Paper, mark record.Classification) (ready, stuck []*record.Paper) {
	for _, p := range papers {
		switch {
		case p.Classification != mark || !p.PublishedAt.IsZero() || p.Kind != record.PaperKind:
		case p.Late != nil && p.Late.Answer != record.LateAccepted:
			stuck = append(stuck, p)
		default:
			ready = append(ready, p)
		}
	}
	return ready, stuck
}

// markIn is the mark that an address names.
func markIn(ask *page.Ask) (record.Classification, error) {
	for _, m := range marks {
		if markPath(m) == ask.Path["mark"] {
			return m, nil
		}
	}
	return "", page.ErrNotFound
}

// publishForm asks whether a pack is to be published.
func (b bodies) publishForm(ask *page.Ask) (*page.Form, error) {
	_, d, err := b.staffOn(ask)
	if err != nil {
		return nil, err
	}
	mark, err := markIn(ask)
	if err != nil {
		return nil, err
	}
	ready, stuck := waiting(d.papers, mark)
	items := page.Items{Empty: "No paper of this mark waits to be published."}
	for _, p := range ready {
		items.Items = append(items.Items, page.Item{Head: paperLine(p)})
	}
	before := []page.Block{page.Para{Words: page.Say("May be seen by " + readers(mark) + ".")}, items}
	if len(stuck) > 0 {
		left := page.Items{}
		for _, p := range stuck {
			left.Items = append(left.Items, page.Item{Head: paperLine(p)})
		}
		before = append(before, section("Left out: late, and not accepted", left))
	}
	return &page.Form{Title: "Publish the " + string(mark) + " pack", Kicker: d.meeting.Heading(),
		Crumbs: d.crumbs(), Before: before, Submit: "Publish"}, nil
}

// publish publishes what waits under one mark. Of RED papers those that whoever publishes
// may see.
func (b bodies) publish(ask *page.Ask, _ page.Input) (*page.Done, error) {
	mark, err := markIn(ask)
	if err != nil {
		return nil, err
	}
	done := &page.Done{To: page.At("meetings", ask.Path["id"]),
		Notice: "The " + string(mark) + " pack is published."}
	act := register.Act{Verb: "publish a pack"}
	return done, b.actOn(ask, act, func(tx *register.Tx, v *register.View, d *dossier) error {
		switch state := d.stage(); state {
		case theHeld, theDraft, theConfirmed: // what came to be late is still to be read
		default:
			if _, err := take(MeetingMachine(), state, "publish_papers"); err != nil {
				return err
			}
		}
		ready, stuck := waiting(d.papers, mark)
		ready = slices.DeleteFunc(ready, func(p *record.Paper) bool { return !v.Reader().May(p.Label()) })
		if len(ready) == 0 && len(stuck) > 0 {
			return refusal("The papers that wait are late, and the chair has not accepted them")
		}
		if len(ready) == 0 {
			return refusal("No paper marked %s waits to be published: add one first", mark)
		}
		for _, p := range ready {
			p.PublishedAt = tx.Now()
			if err := tx.Put(p); err != nil {
				return err
			}
		}
		return nil
	})
}
