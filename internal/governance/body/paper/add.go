package paper

import (
	"fmt"
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// maxText is how long a paper may be, in characters [D].
const maxText = 200_000

// TextField asks for what a paper says, or minutes.
func TextField() page.Field {
	return page.Field{Name: "text", Label: "What it says", Control: page.Area, Rows: 15,
		Limit: maxText, Absent: "Enter the text of the paper"}
}

// recipientsField asks whom a RED paper is for.
func (b subject) recipientsField(v *register.View, r *committee.Rule) (page.Field, error) {
	options, err := b.People(v, r)
	return page.Field{Name: "recipients", Label: "Recipients, if it is RED", Control: page.Checks,
		Optional: true, Options: options,
		Hint: "They and whoever adds it may see it; nobody else knows of it"}, err
}

// paperForm asks for a new paper of a meeting.
func (b subject) paperForm(ask *page.Ask) (*page.Form, error) {
	v, d, err := b.StaffOn(ask)
	if err != nil {
		return nil, err
	}
	mark := committee.MarkField(committee.Marks()...)
	mark.Values = []string{string(d.Rule.Mark)}
	mark.Hint = "Papers of the " + d.Body.Heading() + " are " + string(d.Rule.Mark) +
		" unless they say otherwise"
	item := page.Field{Name: "item", Label: "Agenda item", Control: page.Select, Optional: true}
	for _, each := range d.Items {
		item.Options = append(item.Options, page.Option{Value: each.ID,
			Label: fmt.Sprintf("%s. %s (%s)", committee.Label(each), each.Title, each.Classification)})
	}
	recipients, err := b.recipientsField(v, &d.Rule)
	if err != nil {
		return nil, err
	}
	form := &page.Form{
		Title: "Add a paper", Kicker: d.Meeting.Heading(), Crumbs: d.Crumbs(), Submit: "Add",
		Fields: []page.Field{
			{Name: "title", Label: "Title", Control: page.Line, Absent: "Enter a title", Limit: 200},
			item,
			{Name: "from", Label: "Whose paper is it?", Control: page.Line, Optional: true, Limit: 100,
				Hint: "Such as DCC or the proposer of a Modification"},
			mark, recipients, TextField(),
			{Name: "why_late", Label: "Why is it late?", Control: page.Area, Rows: 3, Limit: 1000,
				Optional: true, Hint: "Needed once papers were wanted; the chair then accepts it or not"},
		},
	}
	if due, ok := committee.DeadlinesOf(desk.Calendar(v), d.Meeting.HeldOn); ok {
		form.Before = []page.Block{page.Para{Words: page.Words{page.T("Papers for this meeting are " +
			"wanted " +
			"by "), desk.At(due.Papers.By), page.T(".")}}}
	}
	return form, nil
}

// addPaper adds a paper to a meeting. It is published with the pack of its mark.
func (b subject) addPaper(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{}
	act := register.Act{Verb: "add a paper"}
	return done, b.DoOn(ask, act, func(tx *register.Tx, _ *register.View, d *committee.Dossier) error {
		if d.Meeting.State == record.MeetingHeld || d.Meeting.State == record.MeetingCancelled {
			return committee.Refuse("This meeting takes no papers any more. Of a paper that it had, a " +
				"redacted " +
				"version can still be made")
		}
		id, err := tx.NewID("paper")
		if err != nil {
			return err
		}
		p := &record.Paper{Head: record.Head{ID: id}, Title: in.Text("title"), Kind: record.PaperKind,
			Body: d.Body.ID, Meeting: d.Meeting.ID, Item: in.Text("item"), From: in.Text("from"),
			Classification: committee.Chosen(in), Text: register.NewSecret(in.Text("text")),
			AddedBy: ask.Who}
		if err := fits(d, p); err != nil {
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
func fits(d *committee.Dossier, p *record.Paper) error {
	if p.Item == "" {
		return nil
	}
	item := d.Item(p.Item)
	if item == nil {
		return committee.Wrong("item", "Agenda item: choose one of this meeting")
	}
	if committee.Rank(p.Classification) < committee.Rank(item.Classification) {
		return committee.Wrong("mark", "Mark: the item is %s, so its papers are that at least; a %s "+
			"paper can "+
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
		return committee.Wrong("recipients", "Recipients: choose whom this RED paper is for")
	}
	for _, id := range p.Recipients {
		if _, err := register.Get[*record.Person](tx.View, id); err != nil {
			return err
		}
	}
	return nil
}
