package seat

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// electionTitle is what an election is called, such as Election: Panel, Large Supplier,
// 1 April 2022.
func electionTitle(e *record.Election, body string) string {
	return fmt.Sprintf("Election: %s, %s, %s", body, committee.Constituency(e.Constituency),
		e.TermFrom.Long())
}

// electionTag is how an election stands.
func electionTag(state string) page.Tag {
	declared, _ := Machine().State(state)
	tag := page.Tag{Text: declared.Label, Tone: page.Wait}
	switch state {
	case nominating, votingOpen, resultsPublic:
		tag.Tone = page.Good
	case nobodyNominate:
		tag.Tone = page.Stop
	}
	return tag
}

// electionData is an election as programs read it.
type electionData struct {
	ID           string          `json:"id"`
	Body         string          `json:"body" ref:"body"`
	Constituency string          `json:"constituency"`
	Seats        int             `json:"seats"`
	State        string          `json:"state"`
	Nominations  time.Time       `json:"nominations_close_at"`
	Voting       time.Time       `json:"voting_closes_at,omitzero"`
	Candidates   []candidateData `json:"candidates,omitempty"`
}

// candidateData is a candidate as programs read it.
type candidateData struct {
	Nomination string `json:"nomination"`
	Name       string `json:"name"`
	Party      string `json:"nominated_by" ref:"party organisation"`
	Votes      *int   `json:"votes,omitempty"`
	Elected    bool   `json:"elected,omitempty"`
}

func newElectionData(e *record.Election, at time.Time) electionData {
	return electionData{ID: e.ID, Body: e.Body, Constituency: e.Constituency, Seats: len(e.Seats),
		State: electionState(e, at), Nominations: e.NominationsClose, Voting: e.VotingClosesAt}
}

// electionList is the list of elections, the latest first.
func (b subject) electionList(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	found, err := register.Find[*record.Election](v, register.Query{Key: "closes", Desc: true,
		Limit: desk.PageSize, After: ask.Query.Get("after")})
	if err != nil {
		return nil, desk.Refusal(err)
	}
	items := page.Items{Empty: "There is no election."}
	list := &page.List{Title: "Elections", Dated: true, Columns: []string{"id", "body",
		"constituency", "state", "nominations_close"}}
	data := make([]electionData, 0, len(found.Records))
	for _, e := range found.Records {
		rule := committee.RuleOf(&record.Body{Head: record.Head{ID: e.Body}})
		row := newElectionData(e, v.Moment().So)
		tag := electionTag(row.State)
		title := electionTitle(e, rule.Short)
		items.Items = append(items.Items, page.Item{Tag: &tag,
			Head: page.Words{page.Link{Text: title, To: desk.AddressOf(e)}},
			Body: []page.Words{{page.T("Nominations until "), desk.At(e.NominationsClose)}}})
		data = append(data, row)
		list.Entries = append(list.Entries, page.Entry{ID: "election-" + e.ID, Title: title,
			To: desk.AddressOf(e), Starts: e.NominationsClose, Summary: "Nominations close",
			Cells: []string{e.ID, e.Body, e.Constituency, row.State,
				e.NominationsClose.Format(time.RFC3339)}})
	}
	view := &page.View{Title: "Elections", Crumbs: []page.Link{desk.Home()}, List: list,
		Blocks: []page.Block{items}, Data: map[string]any{"elections": data}}
	desk.Paged(view, "/elections", ask.Query, found.Next)
	return view, nil
}

// election is the page of an election.
func (b subject) election(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	e, err := register.Get[*record.Election](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	body, err := register.Get[*record.Body](v, e.Body)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rule, data := committee.RuleOf(body), newElectionData(e, v.Moment().So)
	tag := electionTag(data.State)
	rows, err := desk.Facts(v, e, "settled", "elected", "candidates", "result_published_at")
	if err != nil {
		return nil, err
	}
	candidates, err := b.candidates(v, e)
	if err != nil {
		return nil, err
	}
	data.Candidates = candidates
	nominations, err := b.nominations(v, e)
	if err != nil {
		return nil, err
	}
	view := &page.View{
		Title: electionTitle(e, rule.Short), Kicker: "Election", Tag: &tag, Data: data,
		Crumbs: append(desk.Crumbs("election"), desk.Link(body)),
		Blocks: []page.Block{page.Summary{Rows: rows}, page.Para{Words: page.Say("Each Voting Group of " +
			"the constituency has one vote. Who stands is published once nominations are settled; how " +
			"a group votes is not.")}},
	}
	if len(candidates) > 0 {
		view.Blocks = append(view.Blocks, candidateTable(candidates))
	}
	if nominations != nil {
		view.Blocks = append(view.Blocks, nominations)
	}
	view.Blocks = append(view.Blocks, committee.Section("Where it stands", page.Figure{
		Caption: "How a seat is filled", Text: "Now: " + tag.Text + ".",
		SVG: Machine().SVG("machine-election", data.State, nil)}))
	if view.Actions, err = electionActions(v, e); err != nil {
		return nil, err
	}
	return view, desk.Dated(v, e, view)
}

// candidates are who stands, with the count once that is published.
func (b subject) candidates(
	v *register.View, e *record.Election,
) (data []candidateData, err error) {
	if len(e.Candidates) == 0 {
		return nil, nil
	}
	found, err := register.All[*record.Nomination](v, register.Query{Among: e.Candidates})
	if err != nil {
		return nil, err
	}
	names := b.Names(v)
	for _, n := range found {
		c := candidateData{Nomination: n.ID}
		if c.Name, err = nominee(names, n); err != nil {
			return nil, err
		}
		if c.Party, err = names.Of(n.Party); err != nil {
			return nil, err
		}
		for _, votes := range e.Count {
			if votes.Nomination == n.ID {
				c.Votes = &votes.Votes
			}
		}
		for _, id := range e.Elected {
			c.Elected = c.Elected || id == n.ID
		}
		data = append(data, c)
	}
	return data, nil
}

// candidateTable shows who stands.
func candidateTable(candidates []candidateData) page.Block {
	table := page.Table{Caption: "Candidates", RowHeads: true, Columns: []page.Column{
		{Title: "Candidate"}, {Title: "Nominated by"}, {Title: "Votes", Number: true}, {Title: "Result"}}}
	for _, c := range candidates {
		votes, result := page.Words(nil), page.Words(nil)
		if c.Votes != nil {
			votes = page.Say(fmt.Sprint(*c.Votes))
		}
		if c.Elected {
			result = page.Say("elected")
		}
		table.Rows = append(table.Rows, []page.Words{
			{page.Link{Text: c.Name, To: page.At("nominations", c.Nomination)}}, page.Say(c.Party), votes,
			result})
	}
	return table
}
