package committee

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Dossier is a meeting with all that belongs to it, as far as a reader may see.
type Dossier struct {
	Meeting      *record.Meeting
	Body         *record.Body
	Rule         Rule
	Items        []*record.AgendaItem
	Papers       []*record.Paper       // its minutes too
	Publications []*record.Publication // papers that the register knows as publications
	Attendance   []*record.Attendance
	Decisions    []*record.BodyDecision
	Actions      []*record.Action
	Ballots      []*record.Ballot
	Recusals     []*record.Recusal
	ConfirmedAt  *record.Meeting // where its minutes were confirmed; nil: nowhere yet

	stage string // where it is told to somebody who sees less; empty: as it follows
}

// Gather reads what a reader may see of a meeting.
func Gather(v *register.View, id string) (d *Dossier, err error) {
	d = &Dossier{}
	if d.Meeting, err = register.Get[*record.Meeting](v, id); err != nil {
		return nil, desk.Refusal(err)
	}
	if d.Body, err = register.Get[*record.Body](v, d.Meeting.Body); err != nil {
		return nil, desk.Refusal(err)
	}
	d.Rule = RuleOf(d.Body)
	of := register.Query{Key: "meeting", Is: id}
	if d.Items, err = register.All[*record.AgendaItem](v, of); err != nil {
		return nil, err
	}
	if d.Papers, err = register.All[*record.Paper](v, of); err != nil {
		return nil, err
	}
	if d.Publications, err = register.All[*record.Publication](v, of); err != nil {
		return nil, err
	}
	if d.Attendance, err = register.All[*record.Attendance](v, of); err != nil {
		return nil, err
	}
	if d.Decisions, err = register.All[*record.BodyDecision](v, of); err != nil {
		return nil, err
	}
	if d.Actions, err = register.All[*record.Action](v, of); err != nil {
		return nil, err
	}
	if d.Ballots, err = register.All[*record.Ballot](v, of); err != nil {
		return nil, err
	}
	if d.Recusals, err = register.All[*record.Recusal](v, of); err != nil {
		return nil, err
	}
	slices.SortStableFunc(d.Items, func(a, b *record.AgendaItem) int {
		return cmp.Or(Rank(a.Classification)-Rank(b.Classification), a.Number-b.Number)
	})
	slices.SortStableFunc(d.Papers, func(a, b *record.Paper) int {
		return cmp.Or(Rank(a.Classification)-Rank(b.Classification), a.PublishedAt.Compare(b.PublishedAt),
			cmp.Compare(a.Title, b.Title))
	})
	for _, p := range d.Papers {
		if p.ConfirmedAt != "" && d.ConfirmedAt == nil {
			d.ConfirmedAt, err = register.Get[*record.Meeting](v, p.ConfirmedAt)
		}
	}
	return d, err
}

// Seen is what of the meeting makes a stage for the reader.
func (d *Dossier) Seen() (s Seen) {
	for _, item := range d.Items {
		s.Agenda = s.Agenda || !item.PublishedAt.IsZero()
	}
	s.Papers = len(d.Publications) > 0
	open := false
	for _, p := range d.Papers {
		switch {
		case p.PublishedAt.IsZero():
		case p.Kind == record.MinutesKind:
			s.Minutes = true
			open = open || p.ConfirmedAt == ""
		default:
			s.Papers = true
		}
	}
	s.Confirmed = s.Minutes && !open
	return s
}

// Stage is the stage of the meeting, to whom this is the dossier.
func (d *Dossier) Stage() string { return cmp.Or(d.stage, Stage(d.Meeting, d.Seen())) }

// Item is an item of the agenda by its id; nil where the reader may know of none.
func (d *Dossier) Item(id string) *record.AgendaItem {
	i := slices.IndexFunc(d.Items, func(each *record.AgendaItem) bool { return each.ID == id })
	if i < 0 {
		return nil
	}
	return d.Items[i]
}

// Label is how the number of an item is written: 5, G2, A1. Those of a mark are counted
// apart, so that no gap tells of others.
func Label(item *record.AgendaItem) string {
	if item.Classification == "" || item.Classification == "WHITE" {
		return fmt.Sprint(item.Number)
	}
	return fmt.Sprintf("%c%d", item.Classification[0], item.Number)
}

// Reference is how an item is cited: Panel 100 item 5.
func (d *Dossier) Reference(item *record.AgendaItem) string {
	of := d.Rule.Short + " "
	switch m := d.Meeting; {
	case m.Number > 0:
		of += fmt.Sprint(m.Number)
	case m.HeldOn.IsZero() || d.Rule.Numbering == Monthly:
		of += m.Month().Long()
	default:
		of += m.HeldOn.Long()
	}
	return of + " item " + Label(item)
}

// Pack is what is published of a meeting under one mark.
type Pack struct {
	Mark         record.Classification
	Papers       []*record.Paper
	Publications []*record.Publication
}

// Packs are the packs of which the reader may see something.
func (d *Dossier) Packs() (packs []Pack) {
	for _, mark := range Marks() {
		p := Pack{Mark: mark}
		for _, each := range d.Papers {
			if each.Classification == mark && !each.PublishedAt.IsZero() {
				p.Papers = append(p.Papers, each)
			}
		}
		for _, each := range d.Publications {
			if cmp.Or(each.Classification, "WHITE") == mark {
				p.Publications = append(p.Publications, each)
			}
		}
		if len(p.Papers)+len(p.Publications) > 0 {
			packs = append(packs, p)
		}
	}
	return packs
}

// PackTitle is what a pack is called, as in January 2022 WHITE SEC Panel Meeting 100
// Documentation.
func (d *Dossier) PackTitle(mark record.Classification) string {
	parts := []string{d.Meeting.Month().Long(), string(mark), d.Meeting.Heading(), "Documentation"}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// Crumbs lead to a form about a meeting.
func (d *Dossier) Crumbs() []page.Link {
	return []page.Link{desk.Home(), desk.Link(d.Body), desk.Link(d.Meeting)}
}
