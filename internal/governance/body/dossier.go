package body

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// dossier is a meeting with all that belongs to it, as far as a reader may see.
type dossier struct {
	meeting      *record.Meeting
	body         *record.Body
	rule         Rule
	items        []*record.AgendaItem
	papers       []*record.Paper       // its minutes too
	publications []*record.Publication // papers that the register knows as publications
	attendance   []*record.Attendance
	decisions    []*record.BodyDecision
	actions      []*record.Action
	ballots      []*record.Ballot
	recusals     []*record.Recusal
	confirmedAt  *record.Meeting // where its minutes were confirmed; nil: nowhere yet
}

// gather reads what a reader may see of a meeting.
func gather(v *register.View, id string) (d *dossier, err error) {
	d = &dossier{}
	if d.meeting, err = register.Get[*record.Meeting](v, id); err != nil {
		return nil, desk.Refusal(err)
	}
	if d.body, err = register.Get[*record.Body](v, d.meeting.Body); err != nil {
		return nil, desk.Refusal(err)
	}
	d.rule = ruleOf(d.body)
	of := register.Query{Key: "meeting", Is: id}
	if d.items, err = register.All[*record.AgendaItem](v, of); err != nil {
		return nil, err
	}
	if d.papers, err = register.All[*record.Paper](v, of); err != nil {
		return nil, err
	}
	if d.publications, err = register.All[*record.Publication](v, of); err != nil {
		return nil, err
	}
	if d.attendance, err = register.All[*record.Attendance](v, of); err != nil {
		return nil, err
	}
	if d.decisions, err = register.All[*record.BodyDecision](v, of); err != nil {
		return nil, err
	}
	if d.actions, err = register.All[*record.Action](v, of); err != nil {
		return nil, err
	}
	if d.ballots, err = register.All[*record.Ballot](v, of); err != nil {
		return nil, err
	}
	if d.recusals, err = register.All[*record.Recusal](v, of); err != nil {
		return nil, err
	}
	slices.SortStableFunc(d.items, func(a, b *record.AgendaItem) int {
		return cmp.Or(rank(a.Classification)-rank(b.Classification), a.Number-b.Number)
	})
	slices.SortStableFunc(d.papers, func(a, b *record.Paper) int {
		return cmp.Or(rank(a.Classification)-rank(b.Classification), a.PublishedAt.Compare(b.PublishedAt),
			cmp.Compare(a.Title, b.Title))
	})
	for _, p := range d.papers {
		if p.ConfirmedAt != "" && d.confirmedAt == nil {
			d.confirmedAt, err = register.Get[*record.Meeting](v, p.ConfirmedAt)
		}
	}
	return d, err
}

// seen is what of the meeting makes a stage for the reader.
func (d *dossier) seen() (s seen) {
	for _, item := range d.items {
		s.agenda = s.agenda || !item.PublishedAt.IsZero()
	}
	s.papers = len(d.publications) > 0
	open := false
	for _, p := range d.papers {
		switch {
		case p.PublishedAt.IsZero():
		case p.Kind == record.MinutesKind:
			s.minutes = true
			open = open || p.ConfirmedAt == ""
		default:
			s.papers = true
		}
	}
	s.confirmed = s.minutes && !open
	return s
}

func (d *dossier) stage() string { return stage(d.meeting, d.seen()) }

// item is an item of the agenda by its id; nil where the reader may know of none.
func (d *dossier) item(id string) *record.AgendaItem {
	i := slices.IndexFunc(d.items, func(each *record.AgendaItem) bool { return each.ID == id })
	if i < 0 {
		return nil
	}
	return d.items[i]
}

// label is how the number of an item is written: 5, G2, A1. Those of a mark are counted
// apart, so that no gap tells of others.
func label(item *record.AgendaItem) string {
	if item.Classification == "WHITE" {
		return fmt.Sprint(item.Number)
	}
	return fmt.Sprintf("%c%d", item.Classification[0], item.Number)
}

// reference is how an item is cited: Panel 100 item 5.
func (d *dossier) reference(item *record.AgendaItem) string {
	of := d.rule.Short + " "
	switch m := d.meeting; {
	case m.Number > 0:
		of += fmt.Sprint(m.Number)
	case m.HeldOn.IsZero() || d.rule.Numbering == Monthly:
		of += m.Month().Long()
	default:
		of += m.HeldOn.Long()
	}
	return of + " item " + label(item)
}

// pack is what is published of a meeting under one mark.
type pack struct {
	mark         record.Classification
	papers       []*record.Paper
	publications []*record.Publication
}

// packs are the packs of which the reader may see something.
func (d *dossier) packs() (packs []pack) {
	for _, mark := range marks {
		p := pack{mark: mark}
		for _, each := range d.papers {
			if each.Classification == mark && !each.PublishedAt.IsZero() {
				p.papers = append(p.papers, each)
			}
		}
		for _, each := range d.publications {
			if cmp.Or(each.Classification, "WHITE") == mark {
				p.publications = append(p.publications, each)
			}
		}
		if len(p.papers)+len(p.publications) > 0 {
			packs = append(packs, p)
		}
	}
	return packs
}

// packTitle is what a pack is called, as in January 2022 WHITE SEC Panel Meeting 100
// Documentation.
func (d *dossier) packTitle(mark record.Classification) string {
	parts := []string{d.meeting.Month().Long(), string(mark), d.meeting.Heading(), "Documentation"}
	return strings.TrimSpace(strings.Join(parts, " "))
}
