package consultation

import (
	"cmp"
	"slices"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// publication is what is to be published of the responses to a consultation at once.
type publication struct {
	collation *record.Collation
	answers   []*record.Answer   // without ids
	of        []*record.Given    // what each was made of
	responses []*record.Response // those with something in it
}

// empty reports whether there is nothing in it.
func (p *publication) empty() bool {
	for _, q := range p.collation.Questions {
		if len(q.Rows) > 0 || q.Cost+q.LeadTime > 0 {
			return false
		}
	}
	return len(p.answers) == 0
}

// categoriesAt are the Party Categories of all Parties at the closing of a consultation, by
// which its responses are counted.
func (s subject) categoriesAt(
	v *register.View, c *record.Consultation,
) (map[string]record.Category, error) {
	at := register.Moment{So: c.ClosesAt, Known: v.Moment().Known}
	parties, err := register.All[*record.Party](
		s.Register.View(v.Context(), policy.System(), at), register.Query{})
	byParty := make(map[string]record.Category, len(parties))
	for _, p := range parties {
		if slices.Contains(categories, p.Category) {
			byParty[p.ID] = p.Category
		}
	}
	return byParty, err
}

// gather makes the next batch of what has not been counted or published yet.
func gather(
	v *register.View, c *record.Consultation, byParty map[string]record.Category,
) (*publication, error) {
	responses, err := register.All[*record.Response](v, register.Query{Key: "consultation", Is: c.ID,
		Where: []register.Key{{Name: "status", Value: string(record.Submitted)}}})
	if err != nil {
		return nil, err
	}
	before, err := register.Count[*record.Collation](v,
		register.Query{Key: "consultation", Is: c.ID})
	if err != nil {
		return nil, err
	}
	p := &publication{responses: responses,
		collation: &record.Collation{Consultation: c.ID, Batch: before + 1, At: v.Moment().Known}}
	for _, q := range Questions(c) {
		var replies []*reply
		for _, r := range responses {
			for i := range r.Answers {
				a := &r.Answers[i]
				if a.Question == q.ID && a.Position != "" {
					replies = append(replies, &reply{vote{a.Confidentiality, byParty[r.Party], a.Position}, a, r})
				}
			}
		}
		collated, publish := collateQuestion(p.collation.Batch, q.ID, replies)
		p.collation.Questions = append(p.collation.Questions, collated)
		for _, r := range publish {
			p.answers = append(p.answers, answerOf(c, r))
			p.of = append(p.of, r.given)
		}
	}
	return p, nil
}

// answerOf is a reply as it is published.
func answerOf(c *record.Consultation, r *reply) *record.Answer {
	a := &record.Answer{Consultation: c.ID, Question: r.given.Question,
		Confidentiality: r.vote.given, Text: register.NewSecret(r.given.Text.Text())}
	if r.vote.given == record.Anonymous {
		return a
	}
	a.Party, a.From, a.Category = r.response.Party, r.response.From, r.category
	a.Position, a.Late = r.position, r.response.Late
	a.Cost = register.NewSecret(r.given.Cost.Text())
	a.LeadTime = register.NewSecret(r.given.LeadTime.Text())
	return a
}

// put publishes: the answers in an order that tells nothing of who gave them.
func (p *publication) put(tx *register.Tx) (err error) {
	for i, a := range p.answers {
		if a.ID, err = tx.NewID("answer"); err != nil {
			return err
		}
		p.of[i].Published = a.ID
	}
	slices.SortFunc(p.answers, func(a, b *record.Answer) int { return cmp.Compare(a.ID, b.ID) })
	for _, a := range p.answers {
		if err := tx.Put(a); err != nil {
			return err
		}
	}
	for _, r := range p.responses {
		if !taken(r) {
			continue
		}
		if err := tx.Put(r); err != nil {
			return err
		}
	}
	if p.collation.ID, err = tx.NewID("collation"); err != nil {
		return err
	}
	return tx.Put(p.collation)
}

// publishForm publishes the responses, each as it was given.
func (s subject) publishForm(ask *page.Ask) (*page.Form, error) {
	v, c, version, err := s.staff(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Publish the responses", Submit: "Publish", Danger: true}
	if c.Stage == record.StageSummarised {
		form.Title = "Publish late responses"
	} else {
		form.Fields = []page.Field{{Name: "summary", Label: "Summary of the responses",
			Control: page.Area, Rows: 10, Absent: "Enter a summary",
			Hint: "The themes, without names. Quote nothing that was given in confidence."}}
	}
	if lateTaken(stateAt(c, v.Moment().So)) {
		byParty, err := s.categoriesAt(v, c)
		if err != nil {
			return nil, err
		}
		p, err := gather(v.As(policy.System()), c, byParty)
		if err != nil {
			return nil, err
		}
		form.Before = append(form.Before, page.Para{Words: page.Say("This publishes " +
			plural(len(p.answers), "answer") + ", and cannot be taken back:")})
		form.Before = append(form.Before, collationBlocks(c, p.collation)...)
	}
	return stepping(v, c, version, form, "publish", "publish_late"), nil
}

// submitPublishForm publishes.
func (s subject) submitPublishForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	v, c, _, err := s.staff(ask)
	if err != nil {
		return nil, err
	}
	byParty, err := s.categoriesAt(v, c)
	if err != nil {
		return nil, err
	}
	return s.ownerDo(ask, in, "", "publish responses", "The responses are published.",
		func(tx *register.Tx, c *record.Consultation) error {
			event := "publish"
			if c.Stage == record.StageSummarised {
				event = "publish_late"
			}
			if err := take(c, tx.Now(), event); err != nil {
				return err
			}
			p, err := gather(tx.View, c, byParty)
			if err != nil {
				return err
			}
			switch {
			case event == "publish" && in.Text("summary") == "":
				return page.Faults{{Field: "summary", Text: "Enter a summary"}}
			case event == "publish_late" && p.empty():
				return page.Faults{{Text: "There is nothing to publish now. Answers that were not given in " +
					"public come out at least three at a time."}}
			}
			if err := p.put(tx); err != nil {
				return err
			}
			if event == "publish" {
				c.Stage = record.StageSummarised
				c.Responses = &record.Statement{At: tx.Now(), Text: lines(in.Text("summary"))}
				if err := tx.Put(c); err != nil {
					return err
				}
			}
			return tell(tx, c, "responses_published", "Responses to "+c.Heading()+" are published",
				tx.Now(), "involved:"+c.ID)
		})
}
