package meeting

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// decisionData is a decision as programs read it.
type decisionData struct {
	ID        string                `json:"id"`
	Title     string                `json:"title"`
	Mark      record.Classification `json:"classification"`
	Text      string                `json:"decision"`
	Rationale string                `json:"rationale"`
	Tally     *record.Tally         `json:"tally,omitempty"`
	On        calendar.Date         `json:"decided_on"`
}

func newDecisionData(d *record.BodyDecision) decisionData {
	return decisionData{d.ID, d.Title, d.Classification, d.Text, d.Rationale, d.Tally, d.DecidedOn}
}

// decisionItems are decisions as a list.
func decisionItems(decisions []*record.BodyDecision) page.Items {
	items := page.Items{}
	for _, d := range decisions {
		tag := committee.MarkTag(d.Classification)
		item := page.Item{Tag: &tag, Head: page.Words{desk.Link(d)},
			Body: []page.Words{{page.T("Decided on "), desk.On(d.DecidedOn)}, page.Say(d.Text)}}
		if d.Tally != nil {
			item.Body = append(item.Body, page.Say(counted(d.Tally)))
		}
		items.Items = append(items.Items, item)
	}
	return items
}

// LatestDecisions are the latest decisions of a body that the reader may see.
func LatestDecisions(v *register.View, of *record.Body) (page.Block, error) {
	found, err := register.Find[*record.BodyDecision](v, register.Query{Key: "decided", Desc: true,
		Where: []register.Key{{Name: "body", Value: of.ID}}, Limit: few})
	if err != nil || len(found.Records) == 0 {
		return nil, err
	}
	return committee.Section("Latest decisions", decisionItems(found.Records)), nil
}
