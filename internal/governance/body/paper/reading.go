package paper

import (
	"fmt"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// openForm asks whether the reader wants to open a paper whose readings are noted.
func (b subject) openForm(ask *page.Ask) (*page.Form, error) {
	v, p, err := b.openable(ask)
	if err != nil {
		return nil, err
	}
	if v.Reader().Person == "" {
		return nil, page.ErrSignIn
	}
	return &page.Form{
		Title: "Open this paper", Kicker: p.Heading(), Submit: "Open",
		Crumbs: []page.Link{desk.Home(), desk.Link(p)},
		Before: []page.Block{page.Para{Words: page.Say(fmt.Sprintf("It is marked %s: for %s. That you "+
			"open it is noted with your name and the time. You are shown it for %d minutes.",
			p.Classification, committee.Readers(p.Classification), int(readingLength.Minutes())))}},
	}, nil
}

func (b subject) openable(ask *page.Ask) (*register.View, *record.Paper, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, nil, err
	}
	p, err := register.Get[*record.Paper](v, ask.Path["id"])
	if err != nil {
		return nil, nil, desk.Refusal(err)
	}
	if !noted(p.Classification) {
		return nil, nil, &page.Moved{To: desk.AddressOf(p)}
	}
	return v, p, nil
}

// open notes that a paper was opened, and leads to where it is shown.
func (b subject) open(ask *page.Ask, _ page.Input) (*page.Done, error) {
	done := &page.Done{}
	return done, b.Do(ask, register.Act{Verb: "open a paper"},
		func(tx *register.Tx, v *register.View) error {
			p, err := register.Get[*record.Paper](v, ask.Path["id"])
			if err != nil {
				return err
			}
			id, err := tx.NewID("reading")
			if err != nil {
				return err
			}
			r := &record.Reading{Head: record.Head{ID: id}, Paper: p.ID, Person: ask.Who,
				At: tx.Now(), Until: tx.Now().Add(readingLength)}
			done.To = desk.AddressOf(r)
			return tx.Put(r)
		})
}

// reading is the page that shows a paper to whoever has opened it, until the reading ends. A
// view as at an earlier moment does not show the text: it would be read again unnoted.
func (b subject) reading(ask *page.Ask) (*page.View, error) {
	v, err := b.View(ask)
	if err != nil {
		return nil, err
	}
	r, err := register.Get[*record.Reading](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	p, err := register.Get[*record.Paper](v, r.Paper)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	view, err := b.view(v, p)
	if err != nil {
		return nil, err
	}
	who, err := b.Name(v, r.Person)
	if err != nil {
		return nil, err
	}
	view.Blocks = append(view.Blocks, page.Notice{Tone: page.Wait, Title: "Opened by " + who,
		Words: page.Words{desk.At(r.At), page.T(". Not to be passed on: " + r.ID)}})
	data := struct {
		Data
		Reading *record.Reading `json:"reading"`
		Text    string          `json:"text,omitempty"`
	}{Data: NewData(p), Reading: r}
	says := page.Block(page.Para{Words: page.Words{page.T("Whoever opened it was shown it until "),
		desk.At(r.Until), page.T(". To read it again, open it again: "), desk.Link(p)}})
	if r.Person == v.Reader().Person && !ask.Moment.AsAt && ask.Moment.So.Before(r.Until) {
		says, data.Text = committee.Text(p.Text), p.Text.Text()
	}
	view.Blocks = append(view.Blocks, committee.Section("What it says", says))
	view.Data = data
	return view, nil
}
