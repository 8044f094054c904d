package governancetest

import (
	"fmt"
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// perConsultation is how many responses a consultation has on average.
const perConsultation = 80

// asking is a consultation while the register is made.
type asking struct {
	*record.Consultation
	*maker
	number int
}

// consult opens a consultation about a Modification, so often that there are as many as the
// responses need.
func (p *proposal) consult(day calendar.Date, kind string) {
	want, stages := max(1, p.Responses/perConsultation), 2*p.Modifications*3/4
	if p.random.IntN(stages) >= want || p.answered >= p.Responses {
		return
	}
	p.on(day, "open a consultation", func(tx *register.Tx) error {
		p.asked++
		closes := day.AddDays(p.between(21, 30))
		c := &asking{maker: p.maker, number: p.asked, Consultation: &record.Consultation{
			Head: p.head("consultation"), Title: p.Number() + " " + p.Title, Type: kind,
			Modification: p.ID, Owners: []string{"secas"}, Summary: p.prose(2),
			Audience: []string{one(p.maker, "sec_parties", "sec_parties", "supplier_parties")},
			OpenedBy: day, OpensAt: tx.Now(), ClosesOn: closes, ClosesAt: calendar.CloseOfDay(closes),
			Confidentiality: []string{"anonymous", "confidential"}}}
		for i := range 1 + p.random.IntN(4)/3 {
			c.Questions = append(c.Questions, record.Question{ID: "q" + strconv.Itoa(i+1),
				Text: p.sentence(12), Cost: i == 0})
		}
		p.Modification.Consultation = c.ID
		c.goOn(day)
		return put[register.Record](tx, c.Consultation, p.Modification)
	})
}

// goOn plans what follows from the opening.
func (c *asking) goOn(day calendar.Date) {
	n := 1 + c.random.IntN(2*perConsultation)
	switch {
	case c.number%40 == 0: // everybody answers
		n = len(c.parties)
	case c.number%2 == 0:
		n = 1 + c.random.IntN(perConsultation)
	}
	n = min(n, max(0, c.Large.Responses-c.answered))
	parties := c.respondents(n)
	c.answered += len(parties)
	length := int(c.ClosesOn.Start().Sub(day.Start()).Hours() / 24)
	for i, p := range parties {
		on := day.AddDays(1 + c.random.IntN(length-1))
		if i%50 == 49 {
			c.on(on, "save a draft", func(tx *register.Tx) error { return c.draft(tx, p) })
			continue
		}
		c.on(on, "submit a response", func(tx *register.Tx) error { return c.respond(tx, p, on) })
	}
	if c.chance(10) {
		c.on(day.AddDays(10), "extend a consultation", func(tx *register.Tx) error {
			to := calendar.CloseOfDay(c.ClosesOn.AddDays(7))
			c.Moves = append(c.Moves, record.ClosingMove{From: c.ClosesAt, To: to, At: tx.Now(),
				Reason: c.sentence(9)})
			c.ClosesAt, c.ClosesOn = to, c.ClosesOn.AddDays(7)
			return tx.Put(c.Consultation)
		})
	}
	after := c.ClosesOn.AddDays(9)
	c.on(after, "start collating", func(tx *register.Tx) error {
		c.Stage, c.Collating = record.StageCollating, &record.Statement{At: tx.Now()}
		return tx.Put(c.Consultation)
	})
	c.on(after.AddDays(9), "publish responses", c.publish)
	c.on(after.AddDays(30), "record an outcome", c.conclude)
}

// given are the answers of a Party.
func (c *asking) given() (all []record.Given) {
	for _, q := range c.Questions {
		g := record.Given{Question: q.ID,
			Position: one(c.maker, "support", "support", "do_not_support", "neutral", "no_interest"),
			Confidentiality: one(c.maker, record.InPublic, record.InPublic, record.InPublic,
				record.Anonymous, record.InConfidence)}
		if q.ID == "q1" || c.chance(30) {
			g.Text = register.NewSecret(c.prose(c.between(1, 4)))
		}
		if q.Cost && c.chance(10) {
			g.Cost = register.NewSecret(strconv.Itoa(c.between(1, 90) * 1_000))
		}
		all = append(all, g)
	}
	return all
}

func (c *asking) draft(tx *register.Tx, p *member) error {
	return tx.Put(&record.ResponseDraft{Head: c.head("draft"), Consultation: c.ID, Party: p.ID,
		Answers: c.given(), SavedAt: tx.Now(), SavedBy: p.signatory})
}

// respond sends the response of a Party; one in twenty is sent again.
func (c *asking) respond(tx *register.Tx, p *member, on calendar.Date) error {
	id := c.named("response")
	send := func(tx *register.Tx, version int) error {
		return tx.Put(&record.Response{Head: record.Head{ID: id}, Consultation: c.ID, Party: p.ID,
			From: p.Name, Status: record.Submitted, Version: version, SubmittedAt: tx.Now(),
			SubmittedBy: p.signatory, Answers: c.given()})
	}
	if again := on.AddDays(1); c.chance(5) && again.Before(c.ClosesOn) {
		c.on(again, "submit a response", func(tx *register.Tx) error { return send(tx, 2) })
	}
	return send(tx, 1)
}

// publish publishes the responses.
func (c *asking) publish(tx *register.Tx) error {
	all, err := register.All[*record.Response](tx.View,
		register.Query{Key: "consultation", Is: c.ID})
	if err != nil {
		return err
	}
	collation := &record.Collation{Head: c.head("collation"), Consultation: c.ID, Batch: 1,
		At: tx.Now()}
	for _, q := range c.Questions {
		collation.Questions = append(collation.Questions, c.collate(q.ID, all))
	}
	for _, r := range all {
		for i := range r.Answers {
			g := &r.Answers[i]
			g.Counted, g.Published = 1, c.named("answer")
			a := &record.Answer{Head: record.Head{ID: g.Published}, Consultation: c.ID,
				Question: g.Question, Confidentiality: g.Confidentiality,
				Text: register.NewSecret(g.Text.Text())}
			if g.Confidentiality != record.Anonymous {
				a.Party, a.From, a.Position = r.Party, r.From, g.Position
				a.Category, a.Cost = "SS", register.NewSecret(g.Cost.Text())
			}
			if a.Text.Empty() && g.Confidentiality == record.Anonymous {
				g.Published = ""
				continue
			}
			if err := tx.Put(a); err != nil {
				return err
			}
		}
		if err := tx.Put(r); err != nil {
			return err
		}
	}
	c.Stage, c.Responses = record.StageSummarised, &record.Statement{At: tx.Now(), Text: c.prose(3)}
	return put[register.Record](tx, collation, c.Consultation)
}

// collate counts answers to a question.
func (c *asking) collate(question string, all []*record.Response) record.QuestionCollated {
	counts := map[string]int{}
	total := 0
	for _, r := range all {
		for _, g := range r.Answers {
			if g.Question == question {
				counts[g.Position]++
				total++
			}
		}
	}
	row := record.Count{Given: record.InPublic, Categories: []record.Category{"SS"}, Answers: total}
	for _, p := range []string{"support", "do_not_support", "neutral", "no_interest"} {
		row.Positions = append(row.Positions,
			record.PositionCount{Positions: []string{p}, Answers: counts[p]})
	}
	return record.QuestionCollated{Question: question, Rows: []record.Count{row}}
}

// conclude says what was decided, and of some answers what became of them.
func (c *asking) conclude(tx *register.Tx) error {
	waiting, err := register.Find[*record.Answer](tx.View,
		register.Query{Key: "waits", Is: c.ID, Limit: 10})
	if err != nil {
		return err
	}
	for _, a := range waiting.Records {
		a.Disposition, a.Reason = one(c.maker, "accepted", "noted", "rejected"), c.sentence(8)
		if err := tx.Put(a); err != nil {
			return err
		}
	}
	c.Stage, c.Outcome = record.StageConcluded, &record.Statement{At: tx.Now(), Text: c.prose(2)}
	return tx.Put(c.Consultation)
}

// planPublications are papers of no meeting, events and editions of the newsletter.
func (m *maker) planPublications() {
	for i := range m.Editions {
		day := m.nth(i, m.Editions)
		id := day.String()[:len("2022-01")]
		m.on(day, "publish a paper", func(tx *register.Tx) error {
			p := &record.Publication{Head: m.head("publication"), Title: m.title(), Kind: "guidance",
				Classification: one(m, record.Classification("WHITE"), "GREEN")}
			at := day.AddDays(20).Start().Add(14 * time.Hour)
			e := &record.Event{Head: m.head("event"), Title: m.title(), Kind: "webinar", Mode: "online",
				StartsAt: at, EndsAt: at.Add(time.Hour), Covers: []string{m.title()},
				QuestionDeadlineAt: at.AddDate(0, 0, -3)}
			return put[register.Record](tx, p, e)
		})
		m.on(day, "publish a newsletter", func(tx *register.Tx) error {
			edition := &record.Edition{Head: record.Head{ID: "edition-made-" + id}, Title: "SEC Newsletter",
				Month: record.Month(id), Classification: "WHITE", PublishedOn: day, SentAt: tx.Now(),
				State: record.EditionSent, Sections: []record.SectionOf{{ID: "news", Title: "News"}}}
			if err := tx.Put(edition); err != nil {
				return err
			}
			for i := range 12 {
				if err := tx.Put(&record.EditionItem{Head: m.head("item"), Edition: edition.ID,
					Section: "news", Key: fmt.Sprint("made ", i), Place: i, For: "white",
					Headline: m.title(), Body: m.prose(3)}); err != nil {
					return err
				}
			}
			return nil
		})
	}
}
