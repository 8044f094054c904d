package meeting

import (
	"strings"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// purposes are what an item is there for [D].
var purposes = []string{"decision", "discussion", "information"}

// kindsAbout are the kinds of record that an item or a decision may be about.
const kindsAbout = "modification consultation budget change_request plan release publication"

// aboutField asks which records something is about.
func aboutField() page.Field {
	return page.Field{Name: "about", Label: "About", Control: page.Line, Optional: true, Limit: 300,
		Hint: "Numbers or names in this register, separated by blanks, such as MP192 DP197"}
}

// about are the records that something is about.
func about(v *register.View, in page.Input) ([]string, error) {
	ids := strings.Fields(in.Text("about"))
	for _, id := range ids {
		_, ok, err := desk.Find(v, kindsAbout, id)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, committee.Wrong("about", "About: there is no %s in this register", id)
		}
	}
	return ids, nil
}

// itemForm asks for a new item of an agenda.
func (b subject) itemForm(ask *page.Ask) (*page.Form, error) {
	_, d, err := b.StaffOn(ask)
	if err != nil {
		return nil, err
	}
	mark := committee.MarkField("WHITE", "GREEN", "AMBER")
	mark.Values = []string{string(d.Rule.Mark)}
	mark.Hint = "Who may see that there is such an item. A RED paper hangs under an item of another " +
		"mark, and only its recipients see it there"
	purpose := page.Field{Name: "purpose", Label: "What is it there for?", Control: page.Choice}
	for _, p := range purposes {
		purpose.Options = append(purpose.Options, page.Option{Value: p, Label: desk.Upper(p)})
	}
	return &page.Form{
		Title: "Add an item", Kicker: d.Meeting.Heading(), Crumbs: d.Crumbs(), Submit: "Add",
		Fields: []page.Field{
			{Name: "title", Label: "Title", Control: page.Line, Absent: "Enter a title", Limit: 200},
			purpose, mark, aboutField(),
		},
		After: []page.Block{page.Para{Words: page.Say("Nobody outside SECAS sees it before the agenda " +
			"is published.")}},
	}, nil
}

// addItem adds an item to an agenda, after those of its mark.
func (b subject) addItem(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("meetings", ask.Path["id"]), Notice: "The item is added."}
	act := register.Act{Verb: "add an item to an agenda"}
	return done, b.DoOn(ask, act, func(tx *register.Tx, v *register.View, d *committee.Dossier) error {
		if _, err := committee.Take(committee.Machine(), d.Stage(), "publish_agenda"); err != nil {
			return err
		}
		ids, err := about(v, in)
		if err != nil {
			return err
		}
		id, err := tx.NewID("item")
		if err != nil {
			return err
		}
		item := &record.AgendaItem{Head: record.Head{ID: id}, Meeting: d.Meeting.ID,
			Body: d.Body.ID, Title: in.Text("title"), Purpose: in.Text("purpose"),
			Classification: committee.Chosen(in), About: ids}
		item.Number = lastNumber(d, item.Classification) + 1
		return tx.Put(item)
	})
}

// lastNumber is the highest number among the items of a mark.
func lastNumber(d *committee.Dossier, mark record.Classification) (n int) {
	for _, each := range d.Items {
		if each.Classification == mark {
			n = max(n, each.Number)
		}
	}
	return n
}

// publishAgendaForm asks whether the agenda is to be published.
func (b subject) publishAgendaForm(ask *page.Ask) (*page.Form, error) {
	_, d, err := b.StaffOn(ask)
	if err != nil {
		return nil, err
	}
	items := page.Items{Empty: "No item waits to be published."}
	for _, each := range d.Items {
		if each.PublishedAt.IsZero() {
			tag := committee.MarkTag(each.Classification)
			items.Items = append(items.Items, page.Item{Head: page.Say(each.Title), Tag: &tag})
		}
	}
	return &page.Form{Title: "Publish the agenda", Kicker: d.Meeting.Heading(), Crumbs: d.Crumbs(),
		Before: []page.Block{items}, Submit: "Publish"}, nil
}

// publishAgenda publishes the items that are not published, numbered without a gap.
func (b subject) publishAgenda(ask *page.Ask, _ page.Input) (*page.Done, error) {
	done := &page.Done{To: page.At("meetings", ask.Path["id"]), Notice: "The agenda is published."}
	act := register.Act{Verb: "publish an agenda"}
	return done, b.DoOn(ask, act, func(tx *register.Tx, _ *register.View, d *committee.Dossier) error {
		if _, err := committee.Take(committee.Machine(), d.Stage(), "publish_agenda"); err != nil {
			return err
		}
		last := map[record.Classification]int{}
		for _, each := range d.Items {
			if !each.PublishedAt.IsZero() {
				last[each.Classification] = max(last[each.Classification], each.Number)
			}
		}
		published := 0
		for _, each := range d.Items {
			if !each.PublishedAt.IsZero() {
				continue
			}
			last[each.Classification]++
			each.Number, each.PublishedAt = last[each.Classification], tx.Now()
			published++
			if err := tx.Put(each); err != nil {
				return err
			}
		}
		if published == 0 {
			return committee.Refuse("No item waits to be published: add one first")
		}
		return nil
	})
}

// removeForm asks whether an item is to be taken off an agenda before that is published.
func (b subject) removeForm(ask *page.Ask) (*page.Form, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	if err := committee.Staff(v); err != nil {
		return nil, err
	}
	item, err := register.Get[*record.AgendaItem](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	return &page.Form{Title: "Take this item off the agenda", Kicker: item.Heading(),
		Crumbs: []page.Link{desk.Home(), desk.Link(item)}, Submit: "Take it off", Danger: true}, nil
}

// remove takes an item that is not published off an agenda.
func (b subject) remove(ask *page.Ask, _ page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The item is off the agenda."}
	act := register.Act{Verb: "take an item off an agenda"}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := committee.Staff(v); err != nil {
			return err
		}
		item, err := register.Get[*record.AgendaItem](v, ask.Path["id"])
		if err != nil {
			return err
		}
		if !item.PublishedAt.IsZero() {
			return committee.Refuse("The agenda is published with this item: it stays on it")
		}
		papers, err := register.All[*record.Paper](tx.View, register.Query{Key: "item", Is: item.ID})
		if err != nil {
			return err
		}
		for _, p := range papers { // they stay papers of the meeting
			p.Item = ""
			if err := tx.Put(p); err != nil {
				return err
			}
		}
		done.To = page.At("meetings", item.Meeting)
		return tx.End("agenda_item", item.ID, tx.Now())
	})
}
