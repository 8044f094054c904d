package newsletter

import (
	"net/url"
	"strconv"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/letter"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The events of an edition that people are told of by mail, with [Mail] as the message.
const (
	Published = "edition_published"
	Proof     = "edition_proof" // to one editor, before it is published
)

// Topic is the one of editions, of [record.Topics], and topicRequests that of proofs.
const (
	Topic         = "newsletter"
	topicRequests = "requests"
)

// Mail is the message of a notice about an edition: the edition as the reader of the view may see
// it, with its subject.
func Mail(
	v *register.View, n *record.Notice,
) (subject string, l *letter.Letter, err error) {
	i, err := Make(v, n.About)
	if err != nil {
		return "", nil, err
	}
	subject = i.Title
	if n.Event == Proof {
		subject = "Proof: " + subject
	} else if n := len(i.Deadlines); n > 1 {
		subject += ": " + digits(n) + " deadlines"
	}
	return subject, Letter(i, ""), nil
}

// announce leaves the notice that an edition is published.
func announce(tx *register.Tx, e *record.Edition) error {
	return record.Leave(tx, record.Notice{About: e.ID, Event: Published, Topic: Topic,
		To: []string{"subscribers:" + Topic}, Why: e.Heading() + " is published",
		Due: tx.Now()})
}

// proof is how an editor has the mail of an edition sent to themselves.
func proof() desk.Deed[*record.Edition] {
	return desk.Deed[*record.Edition]{
		Name: "proof", Label: "Send yourself a proof", May: desk.StaffOf[*record.Edition],
		Lead: "The mail of the edition as it stands now, as Parties get it, goes to your address alone.",
		Hindrance: func(_ *register.View, e *record.Edition) (string, error) {
			if isElsewhere(e) {
				return "What this edition said is not in the register.", nil
			}
			return "", nil
		},
		Do: func(x *desk.Doing[*record.Edition]) error {
			who := x.Reader.Person
			me, err := register.Get[*record.Person](x.Tx.View, who)
			if err != nil {
				return err
			}
			if me.Email.Text() == "" {
				return page.Faults{{Text: "The register has no address of yours to send it to: have it " +
					"entered with you"}}
			}
			return record.Leave(x.Tx, record.Notice{About: x.Record.ID, Event: Proof,
				Topic: topicRequests, To: []string{"person:" + who}, Person: who, Due: x.Tx.Now(),
				Why: "You asked for a proof of " + x.Record.Heading()})
		},
	}
}

// mail is the page of the mail of an edition, for the administrator: who gets it, and how.
func (n newsletters) mail(ask *page.Ask) (*page.View, error) {
	v, e, err := n.ofStaff(ask)
	if err != nil {
		return nil, err
	}
	if isElsewhere(e) {
		return &page.View{Title: "The mail of this edition", Kicker: e.Heading(),
			Crumbs: append(desk.Crumbs("edition"), desk.Link(e)),
			Lead:   "It was published elsewhere: nothing of it is sent from here.",
			Data:   map[string]any{"recipients": nil}}, nil
	}
	self, as := page.At("newsletters", e.ID, "mail"), v.As(Parties())
	white := ask.Query.Get("as") == "everyone"
	if white {
		as = v.As(policy.Public())
	}
	subject, l, err := Mail(as, &record.Notice{About: e.ID, Event: Published})
	if err != nil {
		return nil, desk.Refusal(err)
	}
	got, err := n.reach(v)
	if err != nil {
		return nil, err
	}
	text := l.Text()
	return &page.View{Title: "The mail of this edition", Kicker: e.Heading(), Tag: tag(shown(e)),
		Crumbs:  append(desk.Crumbs("edition"), desk.Link(e)),
		Actions: n.offers(v, e),
		Tabs: []page.Tab{{Text: "As Parties get it", To: self, Current: !white},
			{Text: "As everyone gets it", Current: white,
				To: self.With(url.Values{"as": {"everyone"}})}},
		Data: map[string]any{"subject": subject, "text": text, "html": l.HTML(), "recipients": got},
		Blocks: []page.Block{
			page.Section{ID: "recipients", Title: "Who gets it", Blocks: got.blocks()},
			page.Section{ID: "text-part", Title: "As text", Blocks: []page.Block{
				page.Summary{Rows: []page.Row{page.Fact("Subject", page.T(subject))}},
				page.Verbatim{Text: text},
				page.Para{Words: page.Say("The foot, with why it comes and how to end it, is added " +
					"for each of them.")}}},
			page.Section{ID: "html-part", Title: "With headings and links", Blocks: append([]page.Block{
				page.Para{Words: page.Say("Mail programs show it in their own manner: send yourself a " +
					"proof to see how yours does.")}}, l.Blocks...)},
		}}, nil
}

// publishing has the form that publishes an edition say first who gets its mail.
func (n newsletters) publishing(routes []page.Route) []page.Route {
	for i, r := range routes {
		if r.Pattern != "/newsletters/{id}/publish" {
			continue
		}
		routes[i].Form = func(ask *page.Ask) (*page.Form, error) {
			form, err := r.Form(ask)
			if err != nil {
				return nil, err
			}
			v, err := n.View(ask)
			if err != nil {
				return nil, err
			}
			got, err := n.reach(v)
			if err != nil {
				return nil, err
			}
			form.Before = append(got.blocks(), page.Para{Words: page.Words{page.Link{
				Text: "See the mail as they get it", To: page.At("newsletters", ask.Path["id"], "mail")}}})
			return form, nil
		}
	}
	return routes
}

// Recipients are how many get the mail of an edition that is published now, by what they chose.
type Recipients struct {
	People    int `json:"people"`    // of the register, at once
	Addresses int `json:"addresses"` // that were left by others, at once
	TextOnly  int `json:"text_only"` // of all these
	Parties   int `json:"parties"`   // of all these: who get what only Parties may see too
	Digest    int `json:"digest"`    // are told in a line of their digest that it is there
	Never     int `json:"never"`     // chose not to be told
	Bounced   int `json:"bounced"`   // mail to them came back, and none is sent any more
	Unknown   int `json:"unknown"`   // people of the register without an address in it
}

// blocks say how many there are.
func (r Recipients) blocks() []page.Block {
	row := func(term string, n int, more string) page.Row {
		return page.Fact(term, page.T(strconv.Itoa(n)+more))
	}
	return []page.Block{page.Summary{Rows: []page.Row{
		row("People of the register", r.People, ", of whom "+digits(r.Parties)+
			" get it as Parties do"),
		row("Other addresses", r.Addresses, ", as everyone may read it"),
		row("As text alone", r.TextOnly, " of these"),
		row("In a digest", r.Digest, " are told in a line that it is there"),
		row("Not told", r.Never, " chose so"),
		row("Mail came back", r.Bounced, " get none until they say that it works again"),
		row("No address known", r.Unknown, " people of the register"),
	}}}
}
