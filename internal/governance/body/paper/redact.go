package paper

import (
	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// redactForm asks for a redacted version of a paper.
func (b subject) redactForm(ask *page.Ask) (*page.Form, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	if err := committee.Staff(v); err != nil {
		return nil, err
	}
	p, meta, err := register.GetMeta[*record.Paper](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	lower := committee.Marks()[:committee.Rank(p.Classification)]
	if len(lower) == 0 {
		return nil, committee.Refuse("A WHITE paper is everyone's: there is nothing to redact")
	}
	return &page.Form{
		Title: "Make a redacted version", Kicker: p.Heading(), Version: meta.Version,
		Crumbs: []page.Link{desk.Home(), desk.Link(p)}, Submit: "Make it",
		Before: []page.Block{page.Para{Words: page.Say("It is a paper of its own. Whoever may see the " +
			"source is led from one to the other.")}},
		Fields: []page.Field{
			{Name: "title", Label: "Title", Control: page.Line, Absent: "Enter a title", Limit: 200,
				Hint: "It is shown to all who may see the redacted version"},
			committee.MarkField(lower...), TextField(),
			committee.ReasonField("It is shown to all who may see the redacted version"),
		},
	}, nil
}

// redact makes a redacted version of a paper. It is published at once where the source is.
func (b subject) redact(ask *page.Ask, in page.Input) (*page.Done, error) {
	done := &page.Done{Notice: "The redacted version is made."}
	act := register.Act{Verb: "make a redacted version of a paper", Reason: in.Text("reason")}
	return done, b.Do(ask, act, func(tx *register.Tx, v *register.View) error {
		if err := committee.Staff(v); err != nil {
			return err
		}
		p, err := register.Get[*record.Paper](v, ask.Path["id"])
		if err != nil {
			return err
		}
		if err := tx.Unchanged("paper", p.ID, in.Version); err != nil {
			return err
		}
		id, err := tx.NewID("paper")
		if err != nil {
			return err
		}
		version := &record.Paper{Head: record.Head{ID: id}, Title: in.Text("title"), Kind: p.Kind,
			Body: p.Body, Meeting: p.Meeting, Item: p.Item, From: p.From,
			Classification: committee.Chosen(in),
			Text:           register.NewSecret(in.Text("text")), AddedBy: ask.Who, Redacted: true,
			ConfirmedAt: p.ConfirmedAt}
		if err := detach(tx, version); err != nil {
			return err
		}
		if !p.PublishedAt.IsZero() {
			version.PublishedAt = tx.Now()
		}
		p.Redactions = append(p.Redactions, id)
		done.To = desk.AddressOf(version)
		if err := tx.Put(version); err != nil {
			return err
		}
		return tx.Put(p)
	})
}
