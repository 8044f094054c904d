package consultation

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
)

// Questions are what a consultation asks: those it declares or, where it only says what it
// asks about, one for each of these. Where not even that is known it asks for a view of the
// whole. Of the questions that are made, the last asks for cost and lead time, where the type
// of consultation does.
func Questions(c *record.Consultation) (questions []record.Question) {
	if len(c.Questions) > 0 {
		return c.Questions
	}
	for i, about := range c.AsksAbout {
		questions = append(questions,
			record.Question{ID: fmt.Sprintf("q%d", i+1), Text: desk.Upper(about)})
	}
	if len(questions) == 0 {
		questions = []record.Question{{ID: "q1", Text: c.Heading()}}
	}
	last := &questions[len(questions)-1]
	last.Cost, last.LeadTime = kindOf(c.Type).costs, kindOf(c.Type).costs
	return questions
}

// questionOpen reports whether answers to a question are still taken, by its own closing.
func questionOpen(q record.Question, so time.Time) bool {
	return q.ClosesAt.IsZero() || so.Before(q.ClosesAt)
}

// questionName is a question as headings call it.
func questionName(c *record.Consultation, id string) string {
	for i, q := range Questions(c) {
		if q.ID == id {
			return fmt.Sprintf("%d. %s", i+1, q.Text)
		}
	}
	return "Another question"
}

// mayBe are the ways in which an answer to a consultation may be given: in public, and those
// that it offers; all where it does not say.
func mayBe(c *record.Consultation) (ways []choice) {
	for _, way := range confidentialities {
		offered := len(c.Confidentiality) == 0 || way.code == string(record.InPublic)
		for _, code := range c.Confidentiality {
			offered = offered || code == way.code
		}
		if offered {
			ways = append(ways, way)
		}
	}
	return ways
}
