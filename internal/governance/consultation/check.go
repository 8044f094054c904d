package consultation

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// checkForm shows a draft as it would be sent. A signatory submits it there; others ask one.
func (s subject) checkForm(ask *page.Ask) (*page.Form, error) {
	d, err := s.desktopFor(ask)
	if err != nil {
		return nil, err
	}
	if d.party == "" {
		return d.chooser()
	}
	name, err := d.partyName()
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Check your answers", Kicker: d.c.Heading(), Lead: "Response of " + name,
		Crumbs: append(crumbs(d.c), page.Link{Text: "Response", To: forParty(d.c, d.party, "respond")}),
		Submit: "Submit the response", Version: d.version}
	if d.draft == nil {
		form.Title, form.Submit = "There is nothing to submit", "Back to the consultation"
		form.Before = []page.Block{page.Para{Words: d.standing()}}
		return form, nil
	}
	so := d.view.Moment().So
	if err := d.hold(form, so); err != nil {
		return nil, err
	}
	var change func(string) page.Address
	if !form.Shut {
		change = func(question string) page.Address {
			return forParty(d.c, d.party, "respond") + page.Address("#field-"+question+positionField)
		}
	}
	form.Before = append(form.Before, answerBlocks(d.c, d.draft.Answers, change)...)
	form.Before = append(form.Before, warnings(d, so)...)
	after := "After you submit you get a reference and a copy. You can change or withdraw the " +
		"response until the consultation closes."
	if !d.actor.signs {
		form.Submit = "Ask a signatory to submit it"
		after = "A signatory submits for your Party, and you are none. They are told that it waits."
	}
	form.After = []page.Block{page.Para{Words: page.Say(after)}}
	return form, nil
}

// standing says what a Party has sent, where it has no draft.
func (d *desktop) standing() page.Words {
	if d.response == nil {
		return page.Say("Your Party has no draft. Begin one with Respond.")
	}
	return page.Words{page.T("Your Party has no draft. See "),
		page.Link{Text: "what it has sent", To: forParty(d.c, d.party, "response")}, page.T(".")}
}

// warnings are what a Party should know before it submits.
func warnings(d *desktop, so time.Time) (blocks []page.Block) {
	notice := func(title, text string) {
		blocks = append(blocks, page.Notice{Tone: page.Alert, Title: title, Words: page.Say(text)})
	}
	public, anonymous, late := false, false, false
	for _, q := range Questions(d.c) {
		a := answerTo(d.draft.Answers, q.ID)
		late = late || a.Position != "" && !questionOpen(q, so)
		public = public || a.Position != "" && a.Confidentiality == record.InPublic
		anonymous = anonymous || a.Position != "" && a.Confidentiality == record.Anonymous
	}
	if late {
		notice("A question has closed", "It closed before the rest. What your Party submitted to it "+
			"earlier, if anything, still counts; what the draft says to it is not sent.")
	}
	if public && anonymous {
		notice("Your name stands beside an anonymous answer", "You answer some questions in public and "+
			"others anonymously. Who reads both may guess that an anonymous answer is yours, where few "+
			"others respond.")
	}
	return blocks
}

// submitCheckForm submits the response, or asks a signatory to.
func (s subject) submitCheckForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	d, err := s.desktopFor(ask)
	if err != nil {
		return nil, err
	}
	if d.party == "" {
		return &page.Done{To: forParty(d.c, in.Text(partyField), "respond", "check")}, nil
	}
	if d.draft == nil {
		return &page.Done{To: at(d.c)}, nil
	}
	if !d.actor.signs {
		return s.askSignatory(ask, d, in.Version)
	}
	var sent *record.Response
	err = s.Act(ask, register.Act{Behalf: d.party, Verb: "submit a response"},
		func(tx *register.Tx) error {
			now, err := d.reread(tx, in.Version)
			if err != nil {
				return err
			}
			sent, err = now.submit(tx)
			return err
		})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: forParty(d.c, d.party, "response"),
		Notice: "The response is with the code administrator. Reference " + sent.Reference() + ", " +
			calendar.Moment(sent.SubmittedAt) + "."}, nil
}

// submit makes a response of the draft, or a new version of the one there is. A question that
// has closed before the rest keeps the answer that it had.
func (d *desktop) submit(tx *register.Tx) (*record.Response, error) {
	switch {
	case !d.actor.signs:
		return nil, page.Faults{{Text: "Only a signatory submits for your Party. Ask one."}}
	case d.draft == nil:
		return nil, page.Faults{{Text: "There is no draft to submit."}}
	}
	if err := incomplete(d.c, d.draft.Answers, tx.Now()).Err(); err != nil {
		return nil, err
	}
	r := d.response
	if r == nil {
		id, err := tx.NewID("response")
		if err != nil {
			return nil, err
		}
		r = &record.Response{Consultation: d.c.ID, Party: d.party}
		r.ID = id
	}
	var answers []record.Given
	for _, q := range Questions(d.c) {
		from := d.draft.Answers
		if !questionOpen(q, tx.Now()) {
			from = nil
			if r.Status == record.Submitted {
				from = r.Answers
			}
		}
		if a := answerTo(from, q.ID); a.Position != "" {
			answers = append(answers, a)
		}
	}
	fresh(answers)
	name, err := d.partyName()
	if err != nil {
		return nil, err
	}
	r.From, r.Answers, r.Status, r.Version = name, answers, record.Submitted, r.Version+1
	r.SubmittedAt, r.SubmittedBy = tx.Now(), tx.Act().Who
	r.Channel, r.ReceivedAt = "", time.Time{}
	r.Late = !takes(stateAt(d.c, tx.Now()))
	if err := tx.Put(r); err != nil {
		return nil, err
	}
	return r, tx.End("response_draft", d.draft.ID, tx.Now())
}

// askSignatory leaves word for the signatories of a Party.
func (s subject) askSignatory(ask *page.Ask, d *desktop, version string) (*page.Done, error) {
	err := s.Act(ask, register.Act{Behalf: d.party, Verb: "ask a signatory to submit a response"},
		func(tx *register.Tx) error {
			now, err := d.reread(tx, version)
			if err != nil {
				return err
			}
			if now.draft == nil {
				return page.Faults{{Text: "There is no draft to submit."}}
			}
			if err := incomplete(now.c, now.draft.Answers, tx.Now()).Err(); err != nil {
				return err
			}
			err = now.save(tx, func(draft *record.ResponseDraft) { draft.AskedAt = tx.Now() })
			if err != nil {
				return err
			}
			return record.Leave(tx, record.Notice{About: d.c.ID, Event: "signatory_asked", Party: d.party,
				To: []string{"signatories:" + d.party}, Due: tx.Now(),
				Why: "A response to " + now.c.Heading() + " waits for a signatory"})
		})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: at(d.c),
		Notice: "The signatories of your Party are told that the response waits for one of them."}, nil
}
