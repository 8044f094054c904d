package body

import (
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// minutesForm asks for draft minutes.
func (b bodies) minutesForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.staffOn(ask)
	if err != nil {
		return nil, err
	}
	mark := markField("WHITE", "GREEN", "AMBER")
	mark.Values = []string{string(d.rule.Mark)}
	form := &page.Form{
		Title: "Publish draft minutes", Kicker: d.meeting.Heading(), Crumbs: d.crumbs(),
		Submit: "Publish the draft",
		Fields: []page.Field{
			{Name: "title", Label: "Title", Control: page.Line, Absent: "Enter a title", Limit: 200,
				Values: []string{"Minutes of " + d.meeting.Heading()}},
			mark, textField(),
		},
	}
	if due, ok := deadlinesOf(desk.Calendar(v), d.meeting.HeldOn); ok {
		form.Before = []page.Block{page.Para{Words: page.Words{page.T("They are to be there by "),
			desk.On(due.minutes.Date), page.T(": " + due.minutes.Working.String() + ".")}}}
	}
	return form, nil
}

// draftMinutes publishes draft minutes under one mark.
func (b bodies) draftMinutes(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The draft minutes are published."}
	act := register.Act{Verb: "publish draft minutes"}
	return done, b.actOn(ask, act, func(tx *register.Tx, _ *register.View, d *dossier) error {
		if _, err := take(MeetingMachine(), d.stage(), "draft_minutes"); err != nil {
			return err
		}
		for _, p := range d.papers {
			if p.Kind == record.MinutesKind && p.Classification == chosen(in) {
				return wrong("mark", "Mark: there are %s minutes of this meeting already", chosen(in))
			}
		}
		id, err := tx.NewID("paper")
		if err != nil {
			return err
		}
		p := &record.Paper{Head: record.Head{ID: id}, Title: in.Text("title"), Kind: record.MinutesKind,
			Body: d.body.ID, Meeting: d.meeting.ID, Classification: chosen(in), From: "SECAS",
			Text: register.NewSecret(in.Text("text")), AddedBy: ask.Who, PublishedAt: tx.Now()}
		done.To = desk.AddressOf(p)
		return tx.Put(p)
	})
}

// following are the later meetings of the body that were held, as options: at one of them
// the minutes are confirmed.
func following(v *register.View, d *dossier) (options []page.Option, err error) {
	later, err := register.Find[*record.Meeting](v, register.Query{Key: "held",
		From:  d.meeting.HeldOn.AddDays(1).String(),
		Where: []register.Key{{Name: "body", Value: d.body.ID}}, Limit: few})
	for _, m := range later.Records {
		if m.State == record.MeetingHeld {
			options = append(options, page.Option{Value: m.ID, Label: m.Heading(), Hint: m.HeldOn.Full()})
		}
	}
	return options, err
}

// confirmForm asks at which meeting the minutes were confirmed.
func (b bodies) confirmForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.staffOn(ask)
	if err != nil {
		return nil, err
	}
	options, err := following(v, d)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Confirm the minutes", Kicker: d.meeting.Heading(), Crumbs: d.crumbs(),
		Submit: "Confirm", Fields: []page.Field{{Name: "at", Label: "At which meeting?",
			Control: page.Choice, Options: options}}}
	if len(options) == 0 {
		form.Before = []page.Block{page.Notice{Tone: page.Wait, Title: "Not yet",
			Words: page.Say("Minutes are confirmed at the next meeting of the body, and none was held since.")}}
	}
	return form, nil
}

// confirm notes that the minutes, under all their marks, were confirmed.
func (b bodies) confirm(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("meetings", ask.Path["id"]), Notice: "The minutes are confirmed."}
	act := register.Act{Verb: "confirm minutes"}
	return done, b.actOn(ask, act, func(tx *register.Tx, _ *register.View, d *dossier) error {
		if _, err := take(MeetingMachine(), d.stage(), "confirm_minutes"); err != nil {
			return err
		}
		at, err := register.Get[*record.Meeting](tx.View, in.Text("at"))
		switch {
		case err != nil:
			return err
		case at.Body != d.body.ID || at.State != record.MeetingHeld ||
			!at.HeldOn.After(d.meeting.HeldOn):
			return wrong("at", "Choose a later meeting of the %s that was held", d.body.Heading())
		}
		for _, p := range d.papers {
			if p.Kind != record.MinutesKind || p.ConfirmedAt != "" {
				continue
			}
			p.ConfirmedAt = at.ID
			if err := tx.Put(p); err != nil {
				return err
			}
		}
		return nil
	})
}

// itemField asks which item of the agenda something belongs to.
func (d *dossier) itemField() page.Field {
	f := page.Field{Name: "item", Label: "Agenda item", Control: page.Select, Optional: true}
	for _, each := range d.items {
		if !each.PublishedAt.IsZero() {
			f.Options = append(f.Options, page.Option{Value: each.ID,
				Label: label(each) + ". " + each.Title})
		}
	}
	return f
}

// under holds the mark of what belongs to an item against that of the item, and returns what
// the item is about.
func (d *dossier) under(item string, mark record.Classification) (about []string, err error) {
	if item == "" {
		return nil, nil
	}
	each := d.item(item)
	switch {
	case each == nil:
		return nil, wrong("item", "Agenda item: choose one of this meeting")
	case rank(mark) < rank(each.Classification):
		return nil, wrong("mark", "Mark: the item is %s, so this is that at least", each.Classification)
	}
	return each.About, nil
}
