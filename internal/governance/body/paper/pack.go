package paper

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// pack is the page of a pack: what is published of a meeting under one mark.
func (b subject) pack(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	d, err := committee.Gather(v, ask.Path["id"])
	if err != nil {
		return nil, err
	}
	packs := d.Packs()
	i := slices.IndexFunc(packs, func(p committee.Pack) bool {
		return committee.MarkPath(p.Mark) == ask.Path["mark"]
	})
	if i < 0 {
		return nil, page.ErrNotFound
	}
	p := packs[i]
	tag := committee.MarkTag(p.Mark)
	title := d.PackTitle(p.Mark)
	view := &page.View{
		Title: title, Kicker: "Pack of " + d.Meeting.Heading(), Tag: &tag,
		Lead:   "It holds papers of its own mark only. May be seen by " + committee.Readers(p.Mark) + ".",
		Crumbs: append(desk.Crumbs("body"), desk.Link(d.Body), desk.Link(d.Meeting)),
		List:   &page.List{Title: title, Columns: []string{"id", "title", "kind", "classification"}},
	}
	var data []Data
	items := page.Items{}
	for _, each := range p.Papers {
		items.Items = append(items.Items, page.Item{Head: Line(each)})
		data = append(data, NewData(each))
		view.List.Entries = append(view.List.Entries, page.Entry{ID: "paper-" + each.ID,
			Title: each.Title, To: desk.AddressOf(each), Updated: each.PublishedAt,
			Cells: []string{each.ID, each.Title, each.Kind, string(each.Classification)}})
	}
	for _, each := range p.Publications {
		items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(each)}})
		data = append(data, Data{ID: each.ID, Title: each.Title, Kind: each.Kind, Mark: p.Mark})
		view.List.Entries = append(view.List.Entries, page.Entry{ID: "publication-" + each.ID,
			Title: each.Title, To: desk.AddressOf(each),
			Cells: []string{each.ID, each.Title, each.Kind, string(p.Mark)}})
	}
	view.Blocks = []page.Block{items}
	for _, each := range p.Papers {
		if !noted(p.Mark) {
			view.Blocks = append(view.Blocks, committee.Section(each.Heading(), committee.Text(each.Text)))
		}
	}
	view.Data = map[string]any{"title": title, "classification": p.Mark, "papers": data}
	return view, nil
}

// Waiting are the papers of a mark that can be published now, and those that cannot.
func Waiting(papers []*record.Paper, mark record.Classification) (ready, stuck []*record.Paper) {
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
	for _, m := range committee.Marks() {
		if committee.MarkPath(m) == ask.Path["mark"] {
			return m, nil
		}
	}
	return "", page.ErrNotFound
}

// publishForm asks whether a pack is to be published.
func (b subject) publishForm(ask *page.Ask) (*page.Form, error) {
	_, d, err := b.StaffOn(ask)
	if err != nil {
		return nil, err
	}
	mark, err := markIn(ask)
	if err != nil {
		return nil, err
	}
	ready, stuck := Waiting(d.Papers, mark)
	items := page.Items{Empty: "No paper of this mark waits to be published."}
	for _, p := range ready {
		items.Items = append(items.Items, page.Item{Head: Line(p)})
	}
	before := []page.Block{
		page.Para{Words: page.Say("May be seen by " + committee.Readers(mark) + ".")}, items}
	if len(stuck) > 0 {
		left := page.Items{}
		for _, p := range stuck {
			left.Items = append(left.Items, page.Item{Head: Line(p)})
		}
		before = append(before, committee.Section("Left out: late, and not accepted", left))
	}
	return &page.Form{Title: "Publish the " + string(mark) + " pack", Kicker: d.Meeting.Heading(),
		Crumbs: d.Crumbs(), Before: before, Submit: "Publish"}, nil
}

// publish publishes what waits under one mark. Of RED papers those that whoever publishes
// may see.
func (b subject) publish(ask *page.Ask, _ page.Input) (*page.Done, error) {
	mark, err := markIn(ask)
	if err != nil {
		return nil, err
	}
	done := &page.Done{To: page.At("meetings", ask.Path["id"]),
		Notice: "The " + string(mark) + " pack is published."}
	act := register.Act{Verb: "publish a pack"}
	return done, b.DoOn(ask, act, func(tx *register.Tx, v *register.View, d *committee.Dossier) error {
		switch d.Meeting.State {
		case record.MeetingHeld, record.MeetingExCommittee: // what came late is still to be read
		default:
			if _, err := committee.Take(committee.Machine(), d.Stage(), "publish_papers"); err != nil {
				return err
			}
		}
		ready, stuck := Waiting(slices.DeleteFunc(slices.Clone(d.Papers), func(p *record.Paper) bool {
			return !v.Reader().May(p.Label())
		}), mark)
		if len(ready) == 0 && len(stuck) > 0 {
			return committee.Refuse("The papers that wait are late, and the chair has not accepted them")
		}
		if len(ready) == 0 {
			return committee.Refuse("No paper marked %s waits to be published: add one first", mark)
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
