package meeting

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/body/paper"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// item is the page of an item of an agenda.
func (b subject) item(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	item, err := register.Get[*record.AgendaItem](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	d, err := committee.Gather(v, item.Meeting)
	if err != nil {
		return nil, err
	}
	rows, err := desk.Facts(v, item, "number", "classification")
	if err != nil {
		return nil, err
	}
	tag := committee.MarkTag(item.Classification)
	view := &page.View{
		Title: item.Heading(), Kicker: d.Reference(item), Tag: &tag,
		Crumbs: []page.Link{desk.Home(), desk.Link(d.Body), desk.Link(d.Meeting)},
		Blocks: []page.Block{page.Summary{Rows: rows}},
	}
	data := struct {
		agendaData
		Papers    []paper.Data   `json:"papers,omitempty"`
		Decisions []decisionData `json:"decisions,omitempty"`
	}{agendaData: agendaData{item.ID, d.Reference(item), item.Title, item.Purpose,
		item.Classification, item.PublishedAt}}
	papers := page.Items{Empty: "No paper is published."}
	for _, p := range d.Papers {
		if p.Item == item.ID {
			papers.Items = append(papers.Items, page.Item{Head: paper.Line(p)})
			data.Papers = append(data.Papers, paper.NewData(p))
		}
	}
	view.Blocks = append(view.Blocks, committee.Section("Papers", papers))
	var decided []*record.BodyDecision
	for _, each := range d.Decisions {
		if each.Item == item.ID {
			decided = append(decided, each)
			data.Decisions = append(data.Decisions, newDecisionData(each))
		}
	}
	if len(decided) > 0 {
		view.Blocks = append(view.Blocks, committee.Section("Decisions", decisionItems(decided)))
	}
	recused, err := b.recused(v, d, func(r *record.Recusal) bool { return r.Item == item.ID })
	if err != nil {
		return nil, err
	}
	if recused != nil {
		view.Blocks = append(view.Blocks, recused)
	}
	view.Data = data
	view.Actions = itemActions(v, d, item)
	return view, desk.Dated(v, item, view)
}

// itemActions are what a reader can do on the page of an item.
func itemActions(
	v *register.View, d *committee.Dossier, item *record.AgendaItem,
) (links []page.Link) {
	r := v.Reader()
	if d.Rule.Votes && (r.Staff || r.Sits(d.Body.ID)) && d.Meeting.State != record.MeetingCancelled {
		links = append(links, page.Link{Text: "Keep out of this", To: desk.AddressOf(item) + "/recusal"})
	}
	if r.Staff && item.PublishedAt.IsZero() {
		links = append(links, page.Link{Text: "Take it off the agenda",
			To: desk.AddressOf(item) + "/remove"})
	}
	return links
}

// itemField asks which item of the agenda something belongs to.
func itemField(d *committee.Dossier) page.Field {
	f := page.Field{Name: "item", Label: "Agenda item", Control: page.Select, Optional: true}
	for _, each := range d.Items {
		if !each.PublishedAt.IsZero() {
			f.Options = append(f.Options, page.Option{Value: each.ID,
				Label: committee.Label(each) + ". " + each.Title})
		}
	}
	return f
}

// under holds the mark of what belongs to an item against that of the item, and returns what
// the item is about.
func under(
	d *committee.Dossier, item string, mark record.Classification,
) (about []string, err error) {
	if item == "" {
		return nil, nil
	}
	each := d.Item(item)
	switch {
	case each == nil:
		return nil, committee.Wrong("item", "Agenda item: choose one of this meeting")
	case committee.Rank(mark) < committee.Rank(each.Classification):
		return nil, committee.Wrong("mark", "Mark: the item is %s, so this is that at least",
			each.Classification)
	}
	return each.About, nil
}
