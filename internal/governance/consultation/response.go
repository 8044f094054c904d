package consultation

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// exactly is how a receipt gives the instant of a submission: to the microsecond, for the
// closing is one.
const exactly = "2006-01-02T15:04:05.000000Z"

// given is an answer as pages give it to programs.
type given struct {
	Question    string `json:"question"`
	Position    string `json:"position,omitempty"`
	Text        string `json:"text,omitempty"`
	Cost        string `json:"cost_in_pounds,omitempty"`
	LeadTime    string `json:"lead_time_in_months,omitempty"`
	Given       string `json:"given"`
	Disposition string `json:"disposition,omitempty"`
	Reason      string `json:"reason,omitempty"`
}

// receipt is a response as its page gives it to programs.
type receipt struct {
	Consultation string  `json:"consultation"`
	Party        string  `json:"party"`
	Reference    string  `json:"reference"`
	Status       string  `json:"status"`
	Version      int     `json:"version"`
	SubmittedAt  string  `json:"submitted_at,omitempty"`
	Late         bool    `json:"late"`
	Answers      []given `json:"answers"`
	// Outcome is what was decided in the end.
	Outcome *record.Statement `json:"outcome,omitempty"`
}

// sent is the response that an address names, as far as the reader may see it.
func (s subject) sent(
	ask *page.Ask,
) (v *register.View, c *record.Consultation, r *record.Response, err error) {
	if v, c, err = s.read(ask); err != nil {
		return nil, nil, nil, err
	}
	party := ask.Query.Get(partyField)
	if party == "" && len(v.Reader().Parties) == 1 {
		party = v.Reader().Parties[0]
	}
	switch {
	case ask.Who == "":
		return nil, nil, nil, page.ErrSignIn
	case party == "":
		return nil, nil, nil, page.ErrNotFound
	}
	if r, err = responseOf(v, c, party); err == nil && r == nil {
		err = page.ErrNotFound
	}
	return v, c, r, err
}

// receiptView is the page of what a Party has sent: the receipt, the copy, the versions, and
// what became of each answer.
func (s subject) receiptView(ask *page.Ask) (*page.View, error) {
	v, c, r, err := s.sent(ask)
	if err != nil {
		return nil, err
	}
	return s.receipt(v, c, r)
}

// receipt is the page of a response.
func (s subject) receipt(
	v *register.View, c *record.Consultation, r *record.Response,
) (*page.View, error) {
	name, err := nameOf(v, r.Party)
	if err != nil {
		return nil, err
	}
	who, err := s.Name(v, r.SubmittedBy)
	if err != nil {
		return nil, err
	}
	view := &page.View{Kicker: c.Heading(), Crumbs: crumbs(c), Lead: "Response of " + name}
	rows := stand(view, r, who)
	late, err := acceptance(v, c, r.Party)
	if err != nil {
		return nil, err
	}
	if late != nil {
		rows = append(rows, page.Fact("Late", page.T("accepted until "), desk.At(late.Until),
			page.T(". Reason: "+late.Reason)))
	}
	answers, became, err := becameOf(v, c, r)
	if err != nil {
		return nil, err
	}
	versions, err := s.versions(v, r)
	if err != nil {
		return nil, err
	}
	draft, err := draftOf(v, c, r.Party)
	if err != nil {
		return nil, err
	}
	if unsent(draft, r) {
		view.Blocks = append(view.Blocks, page.Notice{Tone: page.Wait,
			Title: "You have changes that are not submitted",
			Words: page.Words{page.T("Saved "), desk.At(draft.SavedAt),
				page.T(". What was submitted counts until they are.")}})
	}
	view.Blocks = append(append(view.Blocks, page.Summary{Rows: rows}), answers...)
	view.Blocks = append(view.Blocks, decidedOn(c)...)
	view.Blocks = append(view.Blocks, versions)
	if r.Status == record.Submitted {
		view.Blocks = append(view.Blocks, page.Nav{Label: "Copy", Links: []page.Link{
			{Text: "A copy as text", To: forParty(c, r.Party, "response", "copy")}}})
	}
	view.Data = receipt{Consultation: c.ID, Party: r.Party, Reference: r.Reference(),
		Status: string(r.Status), Version: r.Version, SubmittedAt: microseconds(r.SubmittedAt),
		Late: r.Late, Answers: became, Outcome: c.Outcome}
	if v.Reader().Acts(r.Party) && window(c, late, v.Moment().So) == nil {
		view.Actions = going(c, r.Party, draft, r)
		if r.Status == record.Submitted && takes(stateAt(c, v.Moment().So)) {
			view.Actions = append(view.Actions,
				page.Link{Text: "Withdraw the response", To: forParty(c, r.Party, "withdraw-response")})
		}
	}
	return view, desk.Dated(v, r, view)
}

// stand says on a receipt how it stands with a response, which somebody submitted.
func stand(view *page.View, r *record.Response, who string) []page.Row {
	rows := []page.Row{page.Fact("Reference", page.Code(r.Reference()))}
	switch r.Status {
	case record.Submitted:
		view.Title = "Submitted " + calendar.Moment(r.SubmittedAt)
		rows = append(rows, page.Fact("Submitted", desk.At(r.SubmittedAt), page.T(", exactly "),
			page.Code(r.SubmittedAt.UTC().Format(exactly)), page.T(", by "+who)),
			page.Fact("Version", page.T(fmt.Sprint(r.Version))))
	case record.Withdrawn:
		view.Title = "The response was withdrawn"
	case record.NotIntended:
		view.Title = "No response is intended"
	}
	status := statuses[r.Status]
	view.Tag = &status
	if r.Channel != "" {
		rows = append(rows, page.Fact("Came",
			page.T(desk.Lower(labelOf(channels, r.Channel))+", received "), desk.At(r.ReceivedAt),
			page.T("; entered for the Party")))
	}
	return rows
}

// decidedOn is what was decided, for whoever has responded; nothing before it is.
func decidedOn(c *record.Consultation) []page.Block {
	if c.Outcome == nil {
		return nil
	}
	return []page.Block{page.Section{Title: "What was decided", Blocks: []page.Block{
		page.Prose{Text: c.Outcome.Text}, page.Nav{Label: tabOutcome, Links: []page.Link{
			{Text: tabOutcome, To: at(c, "outcome")}}}}}}
}

func microseconds(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(exactly)
}

// becameOf are the answers of a response with what became of each, for people and for
// programs.
func becameOf(
	v *register.View, c *record.Consultation, r *record.Response,
) (blocks []page.Block, list []given, err error) {
	if r.Status != record.Submitted {
		return nil, nil, nil
	}
	for i, block := range answerBlocks(c, r.Answers, nil) {
		section := block.(page.Section)
		a := answerTo(r.Answers, Questions(c)[i].ID)
		g := given{Question: a.Question, Position: a.Position, Text: a.Text.Text(),
			Cost: a.Cost.Text(), LeadTime: a.LeadTime.Text(), Given: string(a.Confidentiality)}
		if a.Published != "" {
			row, answer, err := became(v, a.Published)
			if err != nil {
				return nil, nil, err
			}
			g.Disposition, g.Reason = answer.Disposition, answer.Reason
			section.Blocks = append(section.Blocks, page.Summary{Rows: []page.Row{row}})
		}
		if a.Position != "" {
			list = append(list, g)
		}
		blocks = append(blocks, section)
	}
	return blocks, list, nil
}

// became says what became of an answer.
func became(v *register.View, id string) (page.Row, *record.Answer, error) {
	answer, err := register.Get[*record.Answer](v, id)
	if err != nil {
		return page.Row{}, nil, desk.Refusal(err)
	}
	if answer.Disposition == "" {
		return page.Fact("What became of it", page.Missing("not said yet")), answer, nil
	}
	row := page.Fact("What became of it", page.Strong(labelOf(dispositions, answer.Disposition)))
	if answer.Reason != "" {
		row.Values = append(row.Values, page.Say(answer.Reason))
	}
	return row, answer, nil
}

// versions are what was sent when: the last one counts.
func (s subject) versions(v *register.View, r *record.Response) (page.Section, error) {
	section := page.Section{Title: "All versions"}
	kind, id := r.Named()
	events, err := v.History(kind, id)
	if err != nil {
		return section, err
	}
	line := page.Timeline{}
	names := map[string]string{}
	for _, e := range events {
		var after record.Response
		if err := json.Unmarshal([]byte(e.After), &after); err != nil {
			return section, fmt.Errorf("consultation: an event of response %s: %w", id, err)
		}
		if names[e.Who] == "" {
			if names[e.Who], err = s.Name(v, e.Who); err != nil {
				return section, err
			}
		}
		line.Events = append(line.Events, page.TimelineEvent{When: page.Words{desk.At(e.Known)},
			What:   page.Say(fmt.Sprintf("Version %d: %s", after.Version, e.Verb)),
			Detail: []page.Words{page.Say("By " + names[e.Who])}})
	}
	section.Blocks = []page.Block{line, page.Para{Words: page.Words{
		page.T(whatCounts(r.Status) + " The page as at an earlier moment shows what it said " +
			"then; "), page.Link{Text: "each change", To: desk.AddressOf(r) + "/history"},
		page.T(" is kept.")}}}
	return section, nil
}

// whatCounts says what of the versions of a response counts.
func whatCounts(status record.ResponseStatus) string {
	if status == record.Submitted {
		return "What was submitted last counts."
	}
	return "Nothing of this counts now."
}

// copyView is a response as text, to keep.
func (s subject) copyView(ask *page.Ask) (*page.View, error) {
	v, c, r, err := s.sent(ask)
	if err != nil {
		return nil, err
	}
	if r.Status != record.Submitted {
		return nil, page.ErrNotFound
	}
	name, err := nameOf(v, r.Party)
	if err != nil {
		return nil, err
	}
	text := copyText(c, r, name)
	return &page.View{Title: "Copy of response " + r.Reference(), Kicker: c.Heading(),
		Crumbs: append(crumbs(c), page.Link{Text: "Response", To: forParty(c, r.Party, "response")}),
		Blocks: []page.Block{page.Prose{Text: text}}, Data: map[string]string{"text": text}}, nil
}

// copyText is a response as text.
func copyText(c *record.Consultation, r *record.Response, party string) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			b.WriteString(name + ": " + value + "\n")
		}
	}
	line("Response to", c.Heading())
	line("From", party)
	line("Reference", fmt.Sprintf("%s, version %d", r.Reference(), r.Version))
	line("Submitted", calendar.Moment(r.SubmittedAt)+", exactly "+microseconds(r.SubmittedAt))
	if r.Late {
		line("Late", "yes, accepted by decision")
	}
	for i, q := range Questions(c) {
		fmt.Fprintf(&b, "\n%d. %s\n", i+1, q.Text)
		a := answerTo(r.Answers, q.ID)
		if a.Position == "" {
			b.WriteString("No answer.\n")
			continue
		}
		line("Position", labelOf(positions[:], a.Position))
		line("Reasons", a.Text.Text())
		line("Cost in pounds", a.Cost.Text())
		line("Months needed", a.LeadTime.Text())
		line("Given", labelOf(confidentialities, string(a.Confidentiality)))
	}
	return b.String()
}
