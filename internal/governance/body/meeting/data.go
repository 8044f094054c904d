package meeting

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/body/paper"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// meetingData is a meeting as programs read it: what its page shows to the same reader.
type meetingData struct {
	Row
	Place     string            `json:"place,omitempty"`
	EndsAt    time.Time         `json:"ends_at,omitzero"`
	Reason    string            `json:"reason,omitempty"`
	Condition string            `json:"condition,omitempty"`
	Working   string            `json:"papers_by_because,omitempty"`
	MinutesOn calendar.Date     `json:"minutes_by,omitzero"`
	Moves     []record.Move     `json:"moves,omitempty"`
	Items     []string          `json:"items,omitempty"`
	Agenda    []agendaData      `json:"agenda,omitempty"`
	Papers    []paper.Data      `json:"papers,omitempty"`
	Quorum    *quorumData       `json:"quorum,omitempty"`
	Decisions []decisionData    `json:"decisions,omitempty"`
	Actions   []actionData      `json:"actions,omitempty"`
	Packs     map[string]string `json:"packs,omitempty"`
}

// quorumData is how a quorum was counted, as programs read it.
type quorumData struct {
	Met     bool     `json:"met"`
	There   int      `json:"seats_there"`
	Because []string `json:"because"`
}

// agendaData is an item of the agenda as programs read it.
type agendaData struct {
	ID        string                `json:"id"`
	Reference string                `json:"reference"`
	Title     string                `json:"title"`
	Purpose   string                `json:"purpose"`
	Mark      record.Classification `json:"classification"`
	Published time.Time             `json:"published_at,omitzero"`
}

func dataOf(
	d *committee.Dossier, state string, due committee.Deadlines, quorum *vote.Quorum, on calendar.Date,
) meetingData {
	m := d.Meeting
	data := meetingData{Row: NewRow(m), Place: m.Place, EndsAt: m.EndsAt,
		Reason: m.Reason, Condition: m.Condition, Moves: m.Moves, Items: m.Items,
		MinutesOn: due.Minutes.Date}
	data.State, data.PapersBy = state, due.Papers.By
	if due.Papers.Working != nil {
		data.Working = due.Papers.Working.String()
	}
	if quorum != nil {
		data.Quorum = &quorumData{Met: quorum.Met, There: quorum.Attending}
		for _, t := range quorum.Terms {
			data.Quorum.Because = append(data.Quorum.Because, t.Working())
		}
	}
	for _, each := range d.Items {
		data.Agenda = append(data.Agenda, agendaData{each.ID, d.Reference(each), each.Title,
			each.Purpose, each.Classification, each.PublishedAt})
	}
	for _, each := range d.Papers {
		data.Papers = append(data.Papers, paper.NewData(each))
	}
	for _, each := range d.Decisions {
		data.Decisions = append(data.Decisions, newDecisionData(each))
	}
	for _, each := range d.Actions {
		data.Actions = append(data.Actions, newActionData(each, on))
	}
	for _, each := range d.Packs() {
		if data.Packs == nil {
			data.Packs = map[string]string{}
		}
		data.Packs[string(each.Mark)] = fmt.Sprint(page.At("meetings", m.ID, "packs",
			committee.MarkPath(each.Mark)))
	}
	return data
}
