package paper

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// markForm asks for another mark of a paper.
func (b subject) markForm(ask *page.Ask) (*page.Form, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	p, meta, err := register.GetMeta[*record.Paper](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	if err := marksIt(v, p); err != nil {
		return nil, err
	}
	body, err := register.Get[*record.Body](v, p.Body)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	rule := committee.RuleOf(body)
	recipients, err := b.recipientsField(v, &rule)
	if err != nil {
		return nil, err
	}
	recipients.Values = p.Recipients
	mark := committee.MarkField(committee.Marks()...)
	mark.Values = []string{string(p.Classification)}
	reason := committee.ReasonField("Needed where more people are to see it, or others")
	reason.Optional = true
	return &page.Form{
		Title: "Change the mark", Kicker: p.Heading(), Version: meta.Version, Submit: "Change the mark",
		Crumbs: []page.Link{desk.Home(), desk.Link(p)},
		Before: []page.Block{page.Para{Words: page.Say("A mark is raised at once. It is lowered, and " +
			"the recipients of a RED paper are changed, where the " + body.Heading() + ", whose paper it " +
			"is, agrees: its chair does it; where nobody is known to be in the chair, the secretary notes " +
			"that the body agreed.")}},
		Fields: []page.Field{mark, recipients, reason},
	}, nil
}

// marksIt refuses whoever may not change the mark of a paper.
func marksIt(v *register.View, p *record.Paper) error {
	switch r := v.Reader(); {
	case r.Person == "":
		return page.ErrSignIn
	case r.Staff || r.Sits(p.Body):
		return nil
	}
	return page.ErrForbidden
}

// mark changes the mark of a paper.
func (b subject) mark(ask *page.Ask, in page.Input) (*page.Done, error) {
	to := committee.Chosen(in)
	done := &page.Done{Notice: "The paper is now " + string(to) + "."}
	act := register.Act{Verb: "change the mark of a paper", Reason: in.Text("reason")}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		p, err := register.Get[*record.Paper](v, ask.Path["id"])
		if err != nil {
			return err
		}
		if err := tx.Unchanged("paper", p.ID, in.Version); err != nil {
			return err
		}
		if err := marksIt(v, p); err != nil {
			return err
		}
		done.To = page.At("meetings", p.Meeting) // who raises it may not see it any more
		others := to == "RED" && p.Classification == "RED" && !same(p.Recipients, in.All("recipients"))
		lowers := committee.Rank(to) < committee.Rank(p.Classification)
		switch {
		case to == p.Classification && !others:
			return committee.Wrong("mark", "Mark: it is %s already", to)
		case (lowers || others) && !p.PublishedAt.IsZero():
			if err := agreed(tx, v, p, in); err != nil {
				return err
			}
		}
		p.Classification = to
		if err := address(tx, p, in); err != nil {
			return err
		}
		if err := detach(tx, p); err != nil {
			return err
		}
		return tx.Put(p)
	})
}

// same reports whether two lists have the same ids.
func same(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// agreed asks for the agreement of the body whose paper it is, and for a reason.
func agreed(tx *register.Tx, v *register.View, p *record.Paper, in page.Input) error {
	if in.Text("reason") == "" {
		return committee.Wrong("reason", "Enter a reason: a mark is lowered, and recipients are "+
			"changed, only with one")
	}
	who, err := chair(tx.View, p.Body)
	if err != nil {
		return err
	}
	if r := v.Reader(); who == r.Person || who == "" && r.Staff {
		return nil
	}
	return committee.Wrong("mark", "Mark: only the chair of the body whose paper it is can lower "+
		"it, or change its recipients. You can raise it, or make a redacted version")
}

// detach takes a paper from an item that fewer may see than the paper.
func detach(tx *register.Tx, p *record.Paper) error {
	if p.Item == "" {
		return nil
	}
	item, err := register.Get[*record.AgendaItem](tx.View, p.Item)
	if err == nil && committee.Rank(item.Classification) > committee.Rank(p.Classification) {
		p.Item = ""
	}
	return err
}
