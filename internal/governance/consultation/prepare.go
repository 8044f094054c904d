package consultation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// questionLimit bounds the questions of a consultation: a form with all of them must stay one
// that people finish.
const questionLimit = 20

// prepareForm asks what a new consultation is.
func (s subject) prepareForm(ask *page.Ask) (*page.Form, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	a, err := actorOf(v.As(policy.System()), ask.Who)
	if err == nil {
		err = a.owner()
	}
	if err != nil {
		return nil, err
	}
	return &page.Form{Title: "Prepare a consultation", Submit: "Save",
		Crumbs: desk.Crumbs("consultation"), Fields: prepareFields(&record.Consultation{
			Owners: []string{"secas"}, Audience: audiences[:1], Confidentiality: []string{
				string(record.Anonymous), string(record.InConfidence)}})}, nil
}

// prepareFields are the fields of a consultation that is prepared.
func prepareFields(c *record.Consultation) []page.Field {
	var questions []string
	figures, clauses := []string(nil), []string(nil)
	for _, q := range c.Questions {
		if q.Clause != "" {
			clauses = []string{"yes"}
			continue
		}
		questions = append(questions, q.Text)
		if q.Cost {
			figures = []string{"yes"}
		}
	}
	return []page.Field{
		{Name: "title", Label: "Title", Control: page.Line, Values: filled([]string{c.Title})},
		{Name: "type", Label: "Type", Control: page.Select, Options: options(types(false)),
			Values: filled([]string{c.Type})},
		{Name: "summary", Label: "Summary", Control: page.Area, Rows: 4, Limit: 2000,
			Values: filled([]string{c.Summary}), Hint: "What it is about, in a few sentences"},
		{Name: "modification", Label: "Modification", Control: page.Line, Optional: true,
			Values: filled([]string{c.Modification}), Hint: "Its number, such as MP192"},
		{Name: "owner", Label: "Owner", Control: page.Line, Values: filled(c.Owners),
			Hint: "The id of a body or organisation, such as secas or panel"},
		{Name: "audience", Label: "Who should respond", Control: page.Checks,
			Options: options(audienceChoices()), Values: c.Audience},
		{Name: "questions", Label: "Questions", Control: page.Area, Rows: 6,
			Values: filled([]string{strings.Join(questions, "\n")}),
			Hint:   fmt.Sprintf("One on each line, at most %d", questionLimit)},
		{Name: "figures", Label: "Cost and lead time", Control: page.Checks, Optional: true,
			Values: figures, Options: []page.Option{{Value: "yes",
				Label: "The last question also asks what it would cost, and how long it would take"}}},
		{Name: "clauses", Label: "Clauses of the legal text", Control: page.Checks, Optional: true,
			Values: clauses, Options: []page.Option{{Value: "yes",
				Label: "Also ask about each clause that the legal text of the Modification changes"}}},
		{Name: "confidentiality", Label: "Answers may also be given", Control: page.Checks,
			Optional: true, Options: options(confidentialities[1:]), Values: c.Confidentiality},
		{Name: "documents", Label: "Documents", Control: page.Area, Rows: 3, Optional: true, Limit: 2000,
			Values: filled([]string{strings.Join(c.Documents, "\n")}), Hint: "One on each line"},
		{Name: "next", Label: "What happens next", Control: page.Line, Optional: true, Limit: 500,
			Values: filled([]string{c.OutcomePath})},
	}
}

// readPrepared puts what was posted into a consultation.
func readPrepared(v *register.View, c *record.Consultation, in page.Input) error {
	var faults page.Faults
	c.Title, c.Type, c.Summary = in.Text("title"), in.Text("type"), in.Text("summary")
	c.Modification, c.Owners = in.Text("modification"), []string{in.Text("owner")}
	c.Audience, c.OutcomePath = in.All("audience"), in.Text("next")
	c.Documents = textLines(in.Text("documents"))
	c.Confidentiality = in.All("confidentiality")
	if len(c.Confidentiality) == 0 {
		c.Confidentiality = []string{string(record.InPublic)} // nothing else is offered
	}
	c.Questions = nil
	for i, text := range textLines(in.Text("questions")) {
		c.Questions = append(c.Questions, record.Question{ID: fmt.Sprintf("q%d", i+1), Text: text})
	}
	switch n := len(c.Questions); {
	case n == 0:
		faults.Add("questions", "Ask at least one question")
	case n > questionLimit:
		faults.Add("questions", "Ask at most %d questions; these are %d", questionLimit, n)
	default:
		last := &c.Questions[n-1]
		last.Cost = slices.Contains(in.All("figures"), "yes")
		last.LeadTime = last.Cost
	}
	if len(in.All("clauses")) > 0 {
		if err := askClauses(v, c, &faults); err != nil {
			return err
		}
	}
	for _, ref := range []struct{ field, kinds, id, fault string }{
		{"owner", "body organisation", c.Owners[0], "There is no body or organisation %s"},
		{"modification", "modification", c.Modification, "There is no Modification %s"},
	} {
		if ref.id == "" {
			continue
		}
		if _, ok, err := desk.Find(v, ref.kinds, ref.id); err != nil {
			return err
		} else if !ok {
			faults.Add(ref.field, ref.fault, ref.id)
		}
	}
	return faults.Err()
}

// askClauses adds a question about each clause that the published legal text of the Modification
// changes; parts are asked of with what they are part of.
func askClauses(v *register.View, c *record.Consultation, faults *page.Faults) error {
	text, err := wording.Latest(v, c.Modification)
	if err != nil {
		return err
	}
	if text == nil || text.PublishedAt.IsZero() {
		faults.Add("clauses", "The Modification has no legal text that is published")
		return nil
	}
	var asked []string
	for _, place := range text.Clauses {
		slug, number, _ := strings.Cut(place, " ")
		if root := record.Place(slug, legal.Root(number)); !slices.Contains(asked, root) {
			asked = append(asked, root)
		}
	}
	if n := len(c.Questions) + len(asked); n > questionLimit {
		faults.Add("clauses", "These are %d questions together, and at most %d can be asked", n,
			questionLimit)
		return nil
	}
	for i, place := range asked {
		slug, number, _ := strings.Cut(place, " ")
		c.Questions = append(c.Questions, record.Question{ID: fmt.Sprintf("c%d", i+1), Clause: place,
			Text: "What do you say to the change of " + show.Where(slug, number) + "?"})
	}
	return nil
}

// textLines are the lines of a text that say something.
func textLines(text string) (list []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// submitPrepareForm makes a consultation that only the administrator sees.
func (s subject) submitPrepareForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	var c record.Consultation
	err := s.Act(ask, register.Act{Verb: "prepare a consultation"}, func(tx *register.Tx) error {
		a, err := actorOf(tx.View, ask.Who)
		if err == nil {
			err = a.owner()
		}
		if err != nil {
			return err
		}
		if c.ID, err = tx.NewID("consultation"); err != nil {
			return err
		}
		c.Basis, c.Stage = record.Stated, record.StagePlanned
		c.Visible = policy.Label{Mark: policy.Staff}
		if err := readPrepared(tx.View, &c, in); err != nil {
			return err
		}
		return tx.Put(&c)
	})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: at(&c), Notice: "Saved. Nobody else can see it until you open it."}, nil
}

// editForm changes a consultation that is prepared.
func (s subject) editForm(ask *page.Ask) (*page.Form, error) {
	v, c, version, err := s.staff(ask)
	if err != nil {
		return nil, err
	}
	return stepping(v, c, version, &page.Form{Title: "Edit the consultation", Submit: "Save",
		Fields: prepareFields(c)}, "open"), nil
}

// submitEditForm changes a consultation that is prepared: once it is announced, what is asked
// stays.
func (s subject) submitEditForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	return s.ownerDo(ask, in, "open", "edit a consultation", "Saved.",
		func(tx *register.Tx, c *record.Consultation) error {
			if c.Stage != record.StagePlanned {
				return page.Faults{{Text: "It is announced: what it asks stays as it is."}}
			}
			if err := readPrepared(tx.View, c, in); err != nil {
				return err
			}
			return tx.Put(c)
		})
}
