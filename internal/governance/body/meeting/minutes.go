package meeting

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/body/paper"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// minutesForm asks for draft minutes.
func (b subject) minutesForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.StaffOn(ask)
	if err != nil {
		return nil, err
	}
	mark := committee.MarkField("WHITE", "GREEN", "AMBER")
	mark.Values = []string{string(d.Rule.Mark)}
	form := &page.Form{
		Title: "Publish draft minutes", Kicker: d.Meeting.Heading(), Crumbs: d.Crumbs(),
		Submit: "Publish the draft",
		Fields: []page.Field{
			{Name: "title", Label: "Title", Control: page.Line, Absent: "Enter a title", Limit: 200,
				Values: []string{"Minutes of " + d.Meeting.Heading()}},
			mark, paper.TextField(),
		},
	}
	if due, ok := committee.DeadlinesOf(desk.Calendar(v), d.Meeting.HeldOn); ok {
		form.Before = []page.Block{page.Para{Words: page.Words{page.T("They are to be there by "),
			desk.On(due.Minutes.Date), page.T(": " + due.Minutes.Working.String() + ".")}}}
	}
	return form, nil
}

// draftMinutes publishes draft minutes under one mark.
func (b subject) draftMinutes(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The draft minutes are published."}
	act := register.Act{Verb: "publish draft minutes"}
	return done, b.DoOn(ask, act, func(tx *register.Tx, _ *register.View, d *committee.Dossier) error {
		if _, err := committee.Take(committee.Machine(), d.Stage(), "draft_minutes"); err != nil {
			return err
		}
		for _, p := range d.Papers {
			if p.Kind == record.MinutesKind && p.Classification == committee.Chosen(in) {
				return committee.Wrong("mark", "Mark: there are %s minutes of this meeting already",
					p.Classification)
			}
		}
		id, err := tx.NewID("paper")
		if err != nil {
			return err
		}
		p := &record.Paper{Head: record.Head{ID: id}, Title: in.Text("title"), Kind: record.MinutesKind,
			Body: d.Body.ID, Meeting: d.Meeting.ID, Classification: committee.Chosen(in), From: "SECAS",
			Text: register.NewSecret(in.Text("text")), AddedBy: ask.Who, PublishedAt: tx.Now()}
		done.To = desk.AddressOf(p)
		return tx.Put(p)
	})
}

// following are the later meetings of the body that were held, as options: at one of them
// the minutes are confirmed.
func following(v *register.View, d *committee.Dossier) (options []page.Option, err error) {
	later, err := register.Find[*record.Meeting](v, register.Query{Key: "held",
		From:  d.Meeting.HeldOn.AddDays(1).String(),
		Where: []register.Key{{Name: "body", Value: d.Body.ID}}, Limit: few})
	for _, m := range later.Records {
		if m.State == record.MeetingHeld {
			options = append(options, page.Option{Value: m.ID, Label: m.Heading(), Hint: m.HeldOn.Full()})
		}
	}
	return options, err
}

// confirmForm asks at which meeting the minutes were confirmed.
func (b subject) confirmForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.StaffOn(ask)
	if err != nil {
		return nil, err
	}
	options, err := following(v, d)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Confirm the minutes", Kicker: d.Meeting.Heading(), Crumbs: d.Crumbs(),
		Submit: "Confirm", Fields: []page.Field{{Name: "at", Label: "At which meeting?",
			Control: page.Choice, Options: options}}}
	if len(options) == 0 {
		form.Before = []page.Block{page.Notice{Tone: page.Wait, Title: "Not yet",
			Words: page.Say("Minutes are confirmed at the next meeting of the body, and none was held " +
				"since.")}}
	}
	return form, nil
}

// confirm notes that the minutes, under all their marks, were confirmed.
func (b subject) confirm(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("meetings", ask.Path["id"]), Notice: "The minutes are confirmed."}
	act := register.Act{Verb: "confirm minutes"}
	return done, b.DoOn(ask, act, func(tx *register.Tx, _ *register.View, d *committee.Dossier) error {
		if _, err := committee.Take(committee.Machine(), d.Stage(), "confirm_minutes"); err != nil {
			return err
		}
		at, err := register.Get[*record.Meeting](tx.View, in.Text("at"))
		switch {
		case err != nil:
			return err
		case at.Body != d.Body.ID || at.State != record.MeetingHeld ||
			!at.HeldOn.After(d.Meeting.HeldOn):
			return committee.Wrong("at", "Choose a later meeting of the %s that was held", d.Body.Heading())
		}
		for _, p := range d.Papers {
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
