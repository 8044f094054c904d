package survey

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The kinds of record that this package is about.
const (
	kindSurvey   = "survey"
	kindConsent  = "survey_consent"
	kindHandover = "survey_handover"
	kindResult   = "survey_result"
)

// optIn is how people take part who are called where they have agreed to it.
const optIn = "opt_in"

// topic is what notices about consents belong to: what concerns one person alone.
const topic = "requests"

type consent = *record.SurveyConsent

// consents are the addresses of a person's consent. Consent is explicit, dated and revocable [D].
func (s subject) consents() []page.Route {
	const at = "/surveys/{id}/consent"
	return []page.Route{{Pattern: at, View: s.mine, Examples: s.Examples(kindSurvey)},
		{Pattern: at + "/give", Form: s.giveForm, Submit: s.give},
		{Pattern: at + "/withdraw", Form: s.withdrawForm, Submit: s.withdraw}}
}

// mineAt is where a person finds their own consent.
func mineAt(s survey) page.Address { return desk.AddressOf(s) + "/consent" }

// given are the consents of a person to a survey, the last first.
func given(v *register.View, survey, person string) ([]consent, error) {
	if person == "" {
		return nil, nil
	}
	all, err := register.All[consent](v, register.Query{Key: "person", Is: person,
		Where: []register.Key{{Name: "survey", Value: survey}}})
	slices.SortFunc(all, func(a, b consent) int { return b.GivenAt.Compare(a.GivenAt) })
	return all, err
}

// holds is a consent among some that stands, whatever its text; nil: none does.
func holds(all []consent) consent {
	i := slices.IndexFunc(all, consent.Stands)
	if i < 0 {
		return nil
	}
	return all[i]
}

// agrees reports whether a consent stands, and is to the text that the survey has now: who agreed
// to an earlier text is not called before they agree to this one [D].
func agrees(c consent, s survey) bool { return c.Stands() && c.Version == s.ConsentVersion }

// hindrance says why somebody cannot agree to be called for a survey at the moment of a view;
// empty: they can.
func hindrance(v *register.View, s survey, r *policy.Reader) (string, error) {
	state := stateOf(s, v.Moment().So)
	switch {
	case s.Participation != optIn:
		return "Nobody is asked to agree to be called for this survey.", nil
	case state != upcoming && state != opened:
		return "The survey is over: nobody is called for it any more.", nil
	case s.Consent == "":
		return "What you would agree to is not known yet. Come back once the code administrator has " +
			"published it.", nil
	case len(r.Parties) == 0:
		return "People of SEC Parties are asked. You are not recorded as one of them.", nil
	}
	p, err := register.Get[*record.Party](v, r.Parties[0])
	if err == nil && !record.For(s.Audience, p.Category) {
		return "This survey is for " + desk.Plains(s.Audience) + ".", nil
	}
	return "", err
}

// mine is the page of a person about their own consent.
func (s subject) mine(ask *page.Ask) (*page.View, error) {
	v, err := s.Signed(ask)
	if err != nil {
		return nil, err
	}
	rec, err := register.Get[survey](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	all, err := given(v, rec.ID, ask.Who)
	if err != nil {
		return nil, err
	}
	why, err := hindrance(v, rec, v.Reader())
	if err != nil {
		return nil, err
	}
	view := &page.View{Kicker: rec.Title, Crumbs: append(desk.Crumbs(kindSurvey), desk.Link(rec)),
		Title: "You have not agreed to be called",
		Lead:  "Only you and the code administrator see this page."}
	give := page.Link{Text: "Agree to be called", To: mineAt(rec) + "/give"}
	c := holds(all)
	if c != nil {
		view.Title, give.Text = "You have agreed to be called", "Change how you are called"
		if !agrees(c, rec) {
			view.Title, give.Text = "You are not called before you agree again", "Agree to the new text"
			view.Blocks = append(view.Blocks, page.Notice{Tone: page.Wait, Words: page.Say("The text has " +
				"changed since you agreed to it.")})
		}
	}
	if why == "" {
		view.Actions = append(view.Actions, give)
	} else {
		view.Blocks = append(view.Blocks, page.Para{Words: page.Say(why)})
	}
	if c != nil {
		view.Actions = append(view.Actions, page.Link{Text: "Withdraw your consent",
			To: mineAt(rec) + "/withdraw"})
	}
	if rec.Consent != "" && (c == nil || !agrees(c, rec)) {
		view.Blocks = append(view.Blocks, agreement(rec.Consent, "What you would agree to"))
	}
	for _, each := range all {
		block, err := mineOf(v, each)
		if err != nil {
			return nil, err
		}
		view.Blocks = append(view.Blocks, block)
	}
	view.Data = map[string]any{"survey": rec.ID, "consents": all}
	return view, nil
}

// agreement is a text that somebody agrees to.
func agreement(text, title string) page.Block {
	return page.Section{Title: title, Blocks: []page.Block{page.Prose{Text: text}}}
}

// mineOf is what a person's own page says of one of their consents.
func mineOf(v *register.View, c consent) (page.Block, error) {
	title := "Agreed"
	if !c.Stands() {
		title = "No longer"
	}
	rows, err := desk.Facts(v, c, "survey")
	return page.Section{Title: title, Blocks: []page.Block{page.Summary{Rows: rows}}}, err
}

// about is the survey that a form is about, for whoever is signed in.
func (s subject) about(ask *page.Ask) (*register.View, survey, error) {
	if ask.Who == "" {
		return nil, nil, page.ErrSignIn
	}
	v, err := s.View(ask)
	if err != nil {
		return nil, nil, err
	}
	rec, err := register.Get[survey](v, ask.Path["id"])
	return v, rec, desk.Refusal(err)
}

// giveForm shows the text, and asks whether the reader agrees, and how to call them.
func (s subject) giveForm(ask *page.Ask) (*page.Form, error) {
	v, rec, err := s.about(ask)
	if err != nil {
		return nil, err
	}
	all, err := given(v, rec.ID, ask.Who)
	if err != nil {
		return nil, err
	}
	c := holds(all)
	if c == nil {
		c = &record.SurveyConsent{}
	}
	form := &page.Form{Title: "Agree to be called", Kicker: rec.Title, Submit: "Agree",
		Crumbs: append(desk.Crumbs(kindSurvey), desk.Link(rec)),
		Lead: "You can withdraw this at any time, and then how to reach you is erased. Nobody but the " +
			"code administrator and whoever calls you learns that you agreed.",
		Version: strconv.Itoa(rec.ConsentVersion)}
	why, err := hindrance(v, rec, v.Reader())
	if err != nil {
		return nil, err
	}
	if why != "" {
		form.Shut, form.Faults = true, page.Faults{{Text: why}}
		return form, nil
	}
	form.Before = []page.Block{agreement(rec.Consent, "What you agree to")}
	form.Fields = giveFields(c)
	return form, nil
}

// giveFields ask how to call somebody.
func giveFields(c consent) []page.Field {
	field := func(f page.Field, value register.Secret) page.Field {
		if text := value.Text(); text != "" {
			f.Values = []string{text}
		}
		return f
	}
	return []page.Field{
		field(page.Field{Name: "name", Label: "Your name", Control: page.Line, Complete: "name"}, c.Name),
		field(page.Field{Name: "phone", Label: "Telephone", Control: page.Phone, Complete: "tel"},
			c.Phone),
		field(page.Field{Name: "email", Label: "E-mail", Control: page.Email, Optional: true,
			Complete: "email"}, c.Email),
		field(page.Field{Name: "when", Label: "When it is best to call", Control: page.Line,
			Optional: true, Hint: "Such as: mornings"}, c.When),
		{Name: "agree", Label: "Consent", Control: page.Checks, Absent: "Tick that you agree, or leave",
			Options: []page.Option{{Value: "yes", Label: "I agree to this"}}},
	}
}

// give notes that somebody agrees. Who has agreed already changes how they are called.
func (s subject) give(ask *page.Ask, in page.Input) (*page.Done, error) {
	_, rec, err := s.about(ask)
	if err != nil {
		return nil, err
	}
	err = s.Act(ask, register.Act{Verb: "agree to be called for a survey"},
		func(tx *register.Tx) error {
			now, err := register.Get[survey](tx.View, rec.ID)
			if err != nil {
				return err
			}
			rights, err := desk.Rights(tx.View, ask.Who)
			if err != nil {
				return err
			}
			why, err := hindrance(tx.View, now, policy.NewReader(rights))
			switch {
			case err != nil:
				return err
			case why != "":
				return page.Faults{{Text: why}}
			case in.Version != strconv.Itoa(now.ConsentVersion):
				return page.Faults{{Text: "The text has changed since you opened this. Read it again."}}
			case in.Text("agree") != "yes":
				return page.Faults{{Field: "agree", Text: "Tick that you agree, or leave"}}
			}
			return agree(tx, now, rights, in)
		})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: mineAt(rec), Notice: "You have agreed to be called."}, nil
}

// agree keeps a consent with the text that it is to.
func agree(tx *register.Tx, s survey, rights policy.Rights, in page.Input) error {
	all, err := given(tx.View, s.ID, rights.Person)
	if err != nil {
		return err
	}
	c := holds(all)
	if c == nil {
		c = &record.SurveyConsent{Survey: s.ID, Person: rights.Person, GivenAt: tx.Now()}
		if c.ID, err = tx.NewID("consent"); err != nil {
			return err
		}
	} else {
		if err := tx.Erase(kindConsent, c.ID, "others were given"); err != nil {
			return err
		}
		c.ChangedAt = tx.Now()
		if c.Version != s.ConsentVersion {
			c.GivenAt = tx.Now()
		}
	}
	c.Party, c.Text, c.Version = rights.Parties[0], s.Consent, s.ConsentVersion
	for name, at := range map[string]*register.Secret{"name": &c.Name, "phone": &c.Phone,
		"email": &c.Email, "when": &c.When} {
		*at = register.NewSecret(strings.TrimSpace(in.Text(name)))
	}
	return tx.Put(c)
}

// withdrawForm asks whether to take a consent back.
func (s subject) withdrawForm(ask *page.Ask) (*page.Form, error) {
	v, rec, err := s.about(ask)
	if err != nil {
		return nil, err
	}
	all, err := given(v, rec.ID, ask.Who)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Withdraw your consent", Kicker: rec.Title, Danger: true,
		Submit: "Withdraw your consent", Crumbs: append(desk.Crumbs(kindSurvey), desk.Link(rec)),
		Lead: "How to reach you is erased at once. That you agreed, to what, and when you withdrew is " +
			"kept. Where you were handed over to whoever calls, they are told to delete it."}
	if holds(all) == nil {
		form.Shut, form.Faults = true, page.Faults{{Text: nothing}}
	}
	return form, nil
}

const nothing = "You have not agreed to be called: there is nothing to withdraw."

// withdraw takes a consent back, at any time: the date stays, how to reach the person is erased.
func (s subject) withdraw(ask *page.Ask, _ page.Input) (*page.Done, error) {
	_, rec, err := s.about(ask)
	if err != nil {
		return nil, err
	}
	err = s.Act(ask, register.Act{Verb: "withdraw a consent to be called"},
		func(tx *register.Tx) error {
			all, err := given(tx.View, rec.ID, ask.Who)
			if err != nil {
				return err
			}
			c := holds(all)
			if c == nil {
				return page.Faults{{Text: nothing}}
			}
			c.WithdrawnAt = tx.Now()
			if err := end(tx, c, "the consent was withdrawn"); err != nil {
				return err
			}
			return tellHanded(tx, rec, c)
		})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: mineAt(rec), Notice: "Your consent is withdrawn."}, nil
}

// end keeps that a consent ended, and erases how to reach the person.
func end(tx *register.Tx, c consent, why string) error {
	if err := tx.Put(c); err != nil {
		return err
	}
	return tx.Erase(kindConsent, c.ID, why)
}

// standing are the consents to a survey that stand, to whichever text.
func standing(v *register.View, survey string) ([]consent, error) {
	return register.All[consent](v, register.Query{Key: "standing", Is: survey})
}

// askAgain tells who agreed to an earlier text of a survey that there is another.
func askAgain(tx *register.Tx, s survey) error {
	all, err := standing(tx.View, s.ID)
	if err != nil {
		return err
	}
	for _, c := range all {
		if err := record.Leave(tx, record.Notice{About: s.ID, Event: "consent_text_changed",
			Topic: topic, Person: c.Person, To: []string{"person:" + c.Person}, Due: tx.Now(),
			Why:  "What you agreed to for the survey “" + s.Title + "” has changed",
			Text: "You are not called before you agree to the new text."}); err != nil {
			return err
		}
	}
	return nil
}

// Left ends the consents of people of a Party that ceases to be one, or is expelled: people of
// Parties are called, and nobody else. Whoever they were handed over to is to delete them.
func Left(tx *register.Tx, p *record.Party) error {
	all, err := register.All[consent](tx.View, register.Query{Key: "standing"})
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Party != p.ID {
			continue
		}
		c.EndedAt = tx.Now()
		if err := end(tx, c, "their Party is one no more"); err != nil {
			return err
		}
		s, err := register.Get[survey](tx.View, c.Survey)
		if err != nil {
			return err
		}
		if err := tellHanded(tx, s, c); err != nil {
			return err
		}
	}
	return nil
}

// over ends the consents to a survey that is over.
func over(tx *register.Tx, s survey) error {
	all, err := standing(tx.View, s.ID)
	if err != nil {
		return err
	}
	for _, c := range all {
		c.EndedAt = tx.Now()
		if err := end(tx, c, "the survey is over"); err != nil {
			return err
		}
	}
	return nil
}
