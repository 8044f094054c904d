package consultation

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// statuses are what pages call what a Party has said that it does.
var statuses = map[record.ResponseStatus]page.Tag{
	record.Submitted:   {Text: "Submitted", Tone: page.Good},
	record.Withdrawn:   {Text: "Withdrawn", Tone: page.Stop},
	record.NotIntended: {Text: "No response intended"},
}

// sentView is the list of the responses that the reader may see: for people of a Party its own.
func (s subject) sentView(ask *page.Ask) (*page.View, error) {
	list := desk.Listing[*record.Response]{
		Kind: "response", Lead: "What Parties have sent to consultations. People of a Party see " +
			"what it has sent.",
		Columns: []string{"reference", "consultation", "party", "status", "version", "submitted_at"},
		Parts: func(*register.View, url.Values) []desk.Part {
			return []desk.Part{{Empty: "There is none that you may see.",
				Query: register.Query{Key: "to"}}}
		},
		Tell: tellSent,
	}
	return list.Route(s.Desk).View(ask)
}

// tellSent tells of responses, each by what it is to.
func tellSent(v *register.View, all []*record.Response) (told []desk.Told, err error) {
	var consultations, parties []string
	for _, r := range all {
		consultations, parties = append(consultations, r.Consultation), append(parties, r.Party)
	}
	to, err := desk.Several(v, "consultation", consultations...)
	if err != nil {
		return nil, err
	}
	from, err := desk.Several(v, "party organisation", parties...)
	if err != nil {
		return nil, err
	}
	became, err := becameOfAll(v, all)
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		title, party := r.Reference(), r.Party
		if c := to[r.Consultation]; c != nil {
			title += ": " + c.Heading()
		}
		if p := from[r.Party]; p != nil {
			party = p.Heading()
		}
		status := statuses[r.Status]
		line := page.Say("From " + party)
		if !r.SubmittedAt.IsZero() {
			line = append(line, page.T(fmt.Sprintf(", version %d, submitted ", r.Version)),
				desk.At(r.SubmittedAt))
		}
		body := []page.Words{line}
		if text := became[r.ID]; text != "" {
			body = append(body, page.Say("What became of it: "+text))
		}
		told = append(told, desk.Told{
			Item: page.Item{Head: page.Words{page.Link{Text: title, To: desk.AddressOf(r)}},
				Tag: &status, Body: body},
			Entry: page.Entry{ID: r.ID, Title: title, Summary: desk.Text(line), To: desk.AddressOf(r),
				Cells: []string{r.Reference(), r.Consultation, r.Party, string(r.Status),
					fmt.Sprint(r.Version), microseconds(r.SubmittedAt)}},
			Data: r,
		})
	}
	return told, nil
}

// becameOfAll says what became of the answers of responses, as far as it is said, by the ids of
// the responses: "1 accepted, 2 noted".
func becameOfAll(v *register.View, all []*record.Response) (map[string]string, error) {
	q := register.Query{}
	for _, r := range all {
		for _, a := range r.Answers {
			if r.Status == record.Submitted && a.Published != "" {
				q.Among = append(q.Among, a.Published)
			}
		}
	}
	told := map[string]string{}
	if len(q.Among) == 0 {
		return told, nil
	}
	answers, err := register.All[*record.Answer](v, q)
	if err != nil {
		return nil, err
	}
	became := map[string]string{}
	for _, a := range answers {
		became[a.ID] = a.Disposition
	}
	for _, r := range all {
		counts := map[string]int{}
		for _, a := range r.Answers {
			counts[became[a.Published]]++
		}
		var parts []string
		for _, d := range dispositions {
			if n := counts[d.code]; n > 0 {
				parts = append(parts, fmt.Sprint(n, " ", desk.Lower(d.label)))
			}
		}
		told[r.ID] = strings.Join(parts, ", ")
	}
	return told, nil
}

// responseView is the receipt of a response by its own address.
func (s subject) responseView(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	r, err := register.Get[*record.Response](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	c, err := get(v, r.Consultation)
	if err != nil {
		return nil, err
	}
	return s.receipt(v, c, r)
}

// said are the responses of the reader's Parties to some consultations, by consultation.
func said(
	v *register.View, all []*record.Consultation,
) (map[string][]*record.Response, error) {
	found := map[string][]*record.Response{}
	for _, party := range v.Reader().Parties {
		q := register.Query{Key: "to"}
		for _, c := range all {
			q.Among = append(q.Among, record.ResponseTo(party, c.ID))
		}
		if len(q.Among) == 0 {
			break
		}
		sent, err := register.All[*record.Response](v, q)
		if err != nil {
			return nil, err
		}
		for _, r := range sent {
			found[r.Consultation] = append(found[r.Consultation], r)
		}
	}
	return found, nil
}

// answered says what a Party of the reader has said to a consultation.
func answered(r *record.Response) page.Words {
	switch r.Status {
	case record.Submitted:
		return page.Words{page.T("Your Party has responded: "),
			page.Link{Text: r.Reference(), To: desk.AddressOf(r)}}
	case record.Withdrawn:
		return page.Words{page.T("Your Party has withdrawn its response: "),
			page.Link{Text: r.Reference(), To: desk.AddressOf(r)}}
	}
	return page.Say("Your Party does not intend to respond.")
}
