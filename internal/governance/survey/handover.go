package survey

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

type handover = *record.SurveyHandover

// handovers are the addresses of what is handed over to whoever calls: those alone whose consent
// stands at that moment [D].
func (s subject) handovers() []page.Route {
	of := shelf.Of[handover]{
		Listing: desk.Listing[handover]{Kind: kindHandover, Columns: []string{"id", "survey", "to", "at",
			"count"},
			Lead: "What was handed over to those who call for surveys.",
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "There is none.", Query: register.Query{Key: "at", Desc: true}}}
			},
			Tell: shelf.Each(func(_ *register.View, h handover) desk.Told {
				return desk.Told{Data: h, Item: page.Item{Head: page.Words{desk.Link(h)},
					Body: []page.Words{{desk.At(h.At)}}},
					Entry: page.Entry{ID: h.ID, Title: h.Heading(), To: desk.AddressOf(h),
						Cells: []string{h.ID, h.Survey, h.To, h.At.UTC().Format(time.RFC3339),
							strconv.Itoa(h.Count)}}}
			})},
		Deeds: desk.Deeds[handover]{Deeds: []desk.Deed[handover]{{Name: "told",
			Label: "Note that the agency was told to delete", May: desk.StaffOf[handover],
			Lead: "Of all that were withdrawn until now.",
			Do:   func(d *desk.Doing[handover]) error { d.Record.Told = d.Tx.Now(); return nil }}}},
		Show: showHandover,
	}
	return append(of.Routes(s.Desk), page.Route{Pattern: "/surveys/{id}/hand-over",
		Form: s.handForm, Submit: s.hand})
}

// offerConsent adds to the page of a survey who can agree to be called, and for the administrator
// who has.
func offerConsent(l *shelf.Look[survey], state string) error {
	s, r := l.Rec, l.V.Reader()
	if s.Participation != optIn {
		return nil
	}
	if takes(state) && s.Consent != "" {
		l.Blocks = append(l.Blocks, page.Para{Words: page.Words{page.T("People who are asked can " +
			"agree to be called, and take that back at any time: "),
			page.Link{Text: "your consent", To: mineAt(s)}, page.T(".")}})
	}
	if len(r.Parties) > 0 {
		l.Actions = append(l.Actions, page.Link{Text: "Your consent to be called", To: mineAt(s)})
	}
	if !r.Staff {
		return nil
	}
	all, err := register.All[consent](l.V, register.Query{Key: "survey", Is: s.ID})
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, c := range all {
		switch {
		case agrees(c, s):
			counts["agree"]++
		case c.Stands():
			counts["again"]++
		default:
			counts["ended"]++
		}
	}
	number := func(name string) page.T { return page.T(strconv.Itoa(counts[name])) }
	l.Section("Consents, for the code administrator alone", page.Summary{Rows: []page.Row{
		page.Fact("Agree to be called", number("agree")),
		page.Fact("Agreed to an earlier text", number("again")),
		page.Fact("Withdrawn or ended", number("ended")),
	}}, page.Nav{Label: "Consents", Links: []page.Link{
		{Text: "Hand-overs", To: page.At(desk.ListOf(kindHandover).Path)}}})
	if takes(state) {
		l.Actions = append(l.Actions, page.Link{Text: handLabel, To: desk.AddressOf(s) + "/hand-over"})
	}
	return nil
}

// takes reports whether people can agree to be called in a state of a survey, and are called.
func takes(state string) bool { return state == upcoming || state == opened }

const handLabel = "Hand over who agreed"

// agreeing are the consents to the text of a survey that stand, by when they were given.
func agreeing(v *register.View, s survey) ([]consent, error) {
	all, err := standing(v, s.ID)
	all = slices.DeleteFunc(all, func(c consent) bool { return !agrees(c, s) })
	slices.SortFunc(all, func(a, b consent) int { return a.GivenAt.Compare(b.GivenAt) })
	return all, err
}

// mark tells one list of consents from others: whoever hands one over has seen it.
func mark(all []consent) string {
	sum := sha256.New()
	for _, c := range all {
		fmt.Fprintln(sum, c.ID, c.GivenAt.UnixMicro(), c.ChangedAt.UnixMicro())
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// staffOnly refuses whoever does not work for the administrator.
func staffOnly(r *policy.Reader) error {
	if !r.Staff {
		return page.ErrForbidden
	}
	return nil
}

// handForm shows who is to be handed over, and asks to whom.
func (s subject) handForm(ask *page.Ask) (*page.Form, error) {
	v, rec, err := s.about(ask)
	if err != nil {
		return nil, err
	}
	if err := staffOnly(v.Reader()); err != nil {
		return nil, err
	}
	all, err := agreeing(v, rec)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: handLabel, Kicker: rec.Title, Submit: "Hand over", Version: mark(all),
		Crumbs: append(desk.Crumbs(kindSurvey), desk.Link(rec)),
		Before: []page.Block{people("Who is handed over", all)}}
	if why := handless(stateOf(rec, v.Moment().So), all); why != "" {
		form.Shut, form.Faults = true, page.Faults{{Text: why}}
		return form, nil
	}
	to := page.Field{Name: "to", Label: "Handed over to", Control: page.Line}
	if rec.Agency != "" {
		to.Values = []string{rec.Agency}
	}
	form.Fields = []page.Field{to}
	return form, nil
}

// handless says why nobody can be handed over; empty: somebody can.
func handless(state string, all []consent) string {
	switch {
	case !takes(state):
		return "The survey is over: nobody is called for it any more."
	case len(all) == 0:
		return "Nobody agrees to be called at present: there is nothing to hand over."
	}
	return ""
}

// people are those who agree, and how to call them.
func people(caption string, all []consent) page.Table {
	table := page.Table{Caption: caption, Empty: "Nobody.", Columns: []page.Column{
		{Title: "Reference"}, {Title: "Name"}, {Title: "Telephone"}, {Title: "E-mail"},
		{Title: "When"}, {Title: "Agreed"}}}
	for _, c := range all {
		table.Rows = append(table.Rows, []page.Words{{page.Code(c.ID)}, page.Say(c.Name.Text()),
			page.Say(c.Phone.Text()), page.Say(c.Email.Text()), page.Say(c.When.Text()),
			{desk.At(c.GivenAt)}})
	}
	return table
}

// hand keeps who was handed over to whom, and leads to the list.
func (s subject) hand(ask *page.Ask, in page.Input) (*page.Done, error) {
	_, rec, err := s.about(ask)
	if err != nil {
		return nil, err
	}
	h := &record.SurveyHandover{Survey: rec.ID, To: in.Text("to"), By: ask.Who}
	err = s.Act(ask, register.Act{Verb: "hand over who agreed to be called"},
		func(tx *register.Tx) error {
			rights, err := desk.Rights(tx.View, ask.Who)
			if err != nil {
				return err
			}
			if err := staffOnly(policy.NewReader(rights)); err != nil {
				return err
			}
			now, err := register.Get[survey](tx.View, rec.ID)
			if err != nil {
				return err
			}
			all, err := agreeing(tx.View, now)
			if err != nil {
				return err
			}
			if why := handless(stateOf(now, tx.Now()), all); why != "" {
				return page.Faults{{Text: why}}
			}
			if in.Version != mark(all) {
				return page.Faults{{Text: "The list has changed since you saw it. Look at it again."}}
			}
			if h.ID, err = tx.NewID("handover"); err != nil {
				return err
			}
			h.At, h.Count = tx.Now(), len(all)
			for _, c := range all {
				h.Given = append(h.Given, c.ID)
			}
			return tx.Put(h)
		})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: desk.AddressOf(h), Notice: "Handed over. The list can be had as CSV."}, nil
}

// tellHanded tells the administrator that somebody withdrew who was handed over.
func tellHanded(tx *register.Tx, s survey, c consent) error {
	all, err := register.All[handover](tx.View, register.Query{Key: "survey", Is: s.ID})
	if err != nil {
		return err
	}
	for _, h := range all {
		if !slices.Contains(h.Given, c.ID) {
			continue
		}
		if err := record.Leave(tx, record.Notice{About: s.ID, Event: "consent_withdrawn", Topic: topic,
			To: []string{"staff"}, Due: tx.Now(),
			Why:  "A consent to be called was withdrawn: " + h.To + " is to delete it",
			Text: "The hand-over says which it is."}); err != nil {
			return err
		}
	}
	return nil
}

// showHandover is the page of a hand-over, and as CSV the list itself: those whose consent stands
// yet. Of those who withdrew since, it says that the agency is to delete them.
func showHandover(l *shelf.Look[handover]) error {
	h := l.Rec
	s, err := register.Get[survey](l.V, h.Survey)
	if err != nil {
		return desk.Refusal(err)
	}
	if err := l.Facts(nil); err != nil {
		return err
	}
	var all []consent
	if len(h.Given) > 0 {
		if all, err = register.All[consent](l.V, register.Query{Among: h.Given}); err != nil {
			return err
		}
	}
	var still, changed []consent
	ended := page.Table{Caption: "Tell the agency to delete", Empty: "Nobody has withdrawn since.",
		Columns: []page.Column{{Title: "Reference"}, {Title: "Since"}, {Title: "Agency"}}}
	l.List = &page.List{Title: l.Rec.Heading(), Columns: []string{"reference", "name", "telephone",
		"email", "when", "agreed"}}
	for _, c := range all {
		switch {
		case c.Stands() && !agrees(c, s): // not to be called before they agree to the new text
			ended.Rows = append(ended.Rows, []page.Words{{page.Code(c.ID)},
				page.Say("the text has changed: not to be called until they agree again"), told(h, c)})
			continue
		case !c.Stands():
			ended.Rows = append(ended.Rows, []page.Words{{page.Code(c.ID)}, {desk.At(c.Over())},
				told(h, c)})
			continue
		case c.ChangedAt.After(h.At):
			changed = append(changed, c)
		}
		still = append(still, c)
		l.List.Entries = append(l.List.Entries, page.Entry{ID: c.ID, Title: c.ID,
			To: desk.AddressOf(c), Cells: []string{c.ID, c.Name.Text(), c.Phone.Text(), c.Email.Text(),
				c.When.Text(), c.GivenAt.UTC().Format(time.RFC3339)}})
	}
	l.Section("Withdrawn since", ended)
	if len(changed) > 0 {
		l.Section("Changed since: hand over again", people("Other details", changed))
	}
	l.Section("Whose consent stands", people("To be called", still))
	return nil
}

// told says whether the agency was told to delete a consent that is over. That it is not to call
// while the text has changed is said as long as that is so.
func told(h handover, c consent) page.Words {
	if c.Stands() || h.Owes(c) {
		return page.Words{page.Tag{Text: "To be told", Tone: page.Alert}}
	}
	return page.Words{page.Tag{Text: "Told", Tone: page.Good}}
}
