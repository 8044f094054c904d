package meeting

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The states of a decision by correspondence that its record keeps.
const (
	ballotCounted   = "counted"
	ballotWithdrawn = "withdrawn"
)

// ballotTag is how a decision by correspondence stands at an instant.
func ballotTag(x *record.Ballot, at time.Time) page.Tag {
	switch {
	case x.State == ballotCounted:
		return page.Tag{Text: "Counted", Tone: page.Good}
	case x.State == ballotWithdrawn:
		return page.Tag{Text: "Withdrawn", Tone: page.Stop}
	case at.Before(x.ClosesAt):
		return page.Tag{Text: "Open", Tone: page.Good}
	}
	return page.Tag{Text: "Closed, to be counted", Tone: page.Wait}
}

// OpenBallots are the decisions by correspondence of a body that are open and that the reader
// may see.
func OpenBallots(v *register.View, of *record.Body) (page.Block, error) {
	found, err := register.Find[*record.Ballot](v, register.Query{Key: "closes",
		From:  register.InstantKey(v.Moment().So),
		Where: []register.Key{{Name: "body", Value: of.ID}}, Limit: few})
	items := page.Items{}
	for _, x := range found.Records {
		tag := ballotTag(x, v.Moment().So)
		items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(x)}, Tag: &tag,
			Body: []page.Words{{page.T("Votes until "), desk.At(x.ClosesAt)}}})
	}
	if err != nil || len(items.Items) == 0 {
		return nil, err
	}
	return committee.Section("By correspondence", items), nil
}

// ballotData is a decision by correspondence as programs read it.
type ballotData struct {
	ID       string                `json:"id"`
	Title    string                `json:"title"`
	Question string                `json:"question"`
	Body     string                `json:"body" ref:"body"`
	Mark     record.Classification `json:"classification"`
	ClosesAt time.Time             `json:"closes_at"`
	State    string                `json:"state"`
}

// ballot is the page of a decision by correspondence. Who has voted, and how, is not said
// before it is counted; then the decision has the count.
func (b subject) ballot(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	x, err := register.Get[*record.Ballot](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rows, err := desk.Facts(v, x, "state", "classification")
	if err != nil {
		return nil, err
	}
	body, err := register.Get[*record.Body](v, x.Body)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rule := committee.RuleOf(body)
	rows = append(rows, page.Fact("May be seen by", page.T(committee.Readers(x.Classification))),
		committee.Row("Counted by", rule.Vote), committee.Row("Votes needed",
			committee.Said{Text: rule.Quorum(x.ClosesAt), Sure: rule.QuorumSure}))
	tag := ballotTag(x, v.Moment().So)
	view := &page.View{
		Title: x.Heading(), Kicker: "Decision by correspondence", Tag: &tag,
		Crumbs: append(desk.Crumbs("body"), desk.Link(body)),
		Blocks: []page.Block{page.Summary{Rows: rows}},
		Data: ballotData{x.ID, x.Title, x.Question, x.Body, x.Classification, x.ClosesAt,
			tag.Text},
	}
	view.Actions = append(ballotActions(v, x), b.ballots.Offers(v, x)...)
	return view, desk.Dated(v, x, view)
}

// ballotActions are what a reader can do on the page of a decision by correspondence.
func ballotActions(v *register.View, x *record.Ballot) (links []page.Link) {
	r, at := v.Reader(), desk.AddressOf(x)
	open := v.Moment().So.Before(x.ClosesAt)
	if x.State != "" {
		return nil
	}
	if open && r.Sits(x.Body) {
		links = append(links, page.Link{Text: "Vote", To: at + "/vote"},
			page.Link{Text: "Keep out of this", To: at + "/recusal"})
	}
	if r.Staff && !open {
		links = append(links, page.Link{Text: "Count the votes", To: at + "/count"})
	}
	return links
}

// withdraw ends a decision by correspondence without a count.
func withdraw() desk.Deed[*record.Ballot] {
	return desk.Deed[*record.Ballot]{
		Name: "withdrawal", Label: "Withdraw this question", Reason: true, Danger: true,
		May: func(r *policy.Reader, x *record.Ballot) bool { return r.Staff && x.State == "" },
		Do: func(x *desk.Doing[*record.Ballot]) error {
			x.Record.State = ballotWithdrawn
			return nil
		},
	}
}
