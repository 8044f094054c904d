package party

import (
	"errors"
	"slices"
	"strings"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The states of a Party.
const (
	applied    = "applied"
	feePending = "fee_pending"
	review     = "under_review"
	issued     = "accession_agreement_issued"
	acceded    = "acceded"
	defaulting = "default_notice"
	suspended  = "suspended"
	ceased     = "ceased"
	expelled   = "expelled"
	refused    = "refused"
)

// Who takes the steps of accession.
const (
	byApplicant     = "applicant"
	byAdministrator = "code administrator"
	byPanel         = "SEC Panel, noted by the code administrator"
)

// Accession is the life of a Party. SEC B, [H] for the steps and [M] for what follows a
// default.
var Accession = &process.Machine{
	Name: "accession", Title: "Party", Clause: "SEC B", Start: applied,
	States: []process.State{
		{Name: applied, Label: "Applied", Doc: "The application is with the administrator."},
		{Name: feePending, Label: "Fee pending", Doc: "The Application Fee was invoiced."},
		{Name: review, Label: "Under review", Doc: "The administrator checks the application."},
		{Name: issued, Label: "Accession Agreement issued", Doc: "It waits for its signatures."},
		{Name: acceded, Label: "Party", Doc: "It is a Party to the Code.", Final: true},
		{Name: defaulting, Label: "Default notice", Doc: "It was told of an Event of Default."},
		{Name: suspended, Label: "Suspended", Doc: "Some of its rights are suspended."},
		{Name: ceased, Label: "Ceased", Doc: "It left of its own will.", Final: true},
		{Name: expelled, Label: "Expelled", Doc: "The Panel ended its being a Party.", Final: true},
		{Name: refused, Label: "Refused", Doc: "The application was refused.", Final: true},
	},
	Steps: []process.Step{
		{Event: "invoice", Label: "Invoice the fee", From: []string{applied}, To: feePending,
			By: []string{byAdministrator}},
		{Event: "receive_fee", Label: "Note the fee as paid", From: []string{feePending}, To: review,
			By: []string{byAdministrator}},
		{Event: "issue", Label: "Issue the Accession Agreement", From: []string{review}, To: issued,
			By: []string{byAdministrator}},
		{Event: "accede", Label: "Note the accession", From: []string{issued}, To: acceded,
			By: []string{byAdministrator}},
		{Event: "refuse", Label: "Refuse the application", From: []string{applied, feePending, review},
			To: refused, By: []string{byAdministrator}, Reason: true},
		{Event: "notice", Label: "Give notice of default", From: []string{acceded}, To: defaulting,
			By: []string{byPanel}, Reason: true},
		{Event: "suspend", Label: "Suspend rights", From: []string{defaulting}, To: suspended,
			By: []string{byPanel}, Reason: true},
		{Event: "restore", Label: "Restore", From: []string{defaulting, suspended}, To: acceded,
			By: []string{byPanel}, Reason: true},
		{Event: "expel", Label: "Expel", From: []string{suspended}, To: expelled,
			By: []string{byPanel}, Reason: true},
		{Event: "cease", Label: "Note that it ceases to be a Party", From: []string{acceded}, To: ceased,
			By: []string{byAdministrator}, Reason: true},
	},
}

func staff(r *policy.Reader, _ *record.Party) bool { return r.Staff }

// step is a deed of the administrator that takes a step and asks for no more than its reason.
func step(event string, do func(*desk.Doing[*record.Party]) error) desk.Deed[*record.Party] {
	for _, s := range Accession.Steps {
		if s.Event == event {
			return desk.Deed[*record.Party]{Name: strings.ReplaceAll(event, "_", "-"), Label: s.Label,
				Event: event, Reason: s.Reason, May: staff, Do: do}
		}
	}
	panic("party: no step " + event)
}

// accession are the steps of a Party's life; left are told of one that is a Party no more.
func accession(left []Left) []desk.Deed[*record.Party] {
	leave := func(d *desk.Doing[*record.Party]) error {
		for _, each := range left {
			if err := each(d.Tx, d.Record); err != nil {
				return err
			}
		}
		return nil
	}
	return []desk.Deed[*record.Party]{
		step("invoice", nil), step("receive_fee", nil), step("issue", nil), accede(),
		step("refuse", nil), step("notice", nil), step("suspend", nil), step("restore", nil),
		step("expel", leave), step("cease", leave),
	}
}

// accede makes an applicant a Party: everybody may know of it then, and who applied acts for
// it.
func accede() desk.Deed[*record.Party] {
	x := step("accede", func(d *desk.Doing[*record.Party]) error {
		p := d.Record
		p.AccededOn = calendar.DateOf(d.Tx.Now())
		p.Visible = policy.Label{}
		p.Signifier = strings.ToUpper(d.In.Text("signifier"))
		taken, err := register.Find[*record.Party](d.Tx.View,
			register.Query{Key: "signifier", Is: p.Signifier, Limit: 1})
		if err != nil {
			return err
		}
		if len(taken.Records) > 0 {
			return page.Faults{{Field: "signifier", Text: "Enter another Party Signifier: " +
				p.Signifier + " is taken"}}
		}
		if p.Applicant == "" {
			return nil
		}
		person, err := register.Get[*record.Person](d.Tx.View, p.Applicant)
		if err != nil {
			return err
		}
		person.WorksFor, person.Role = p.ID, signatory
		return d.Tx.Put(person)
	})
	x.Lead = "From now on it is a Party, everybody sees it, and who applied is its signatory."
	x.Fields = func(_ *register.View, p *record.Party) ([]page.Field, error) {
		return []page.Field{{Name: "signifier", Label: "Party Signifier", Control: page.Line, Limit: 8,
			Hint: "The short name by which systems know it: letters and digits."}}, nil
	}
	return x
}

// The fee and the share [H], in pounds.
const fee, share = 540, 1

// accession explains how to become a Party.
func (s subject) accession(ask *page.Ask) (*page.View, error) {
	view := &page.View{Title: "Become a Party to the Code", Crumbs: desk.Crumbs(kind),
		Lead: "Apply online. The administrator usually answers within two Working Days.",
		Blocks: []page.Block{
			page.Summary{Rows: []page.Row{
				page.Fact("Application Fee", page.T("£540")),
				page.Fact("SECCo share", page.T("£1: energy licensees take one, Other SEC Parties may")),
				page.Fact("Who may not apply", page.T("who is a Party already, and who was expelled in "+
					"the last twelve months")),
			}},
			desk.Picture(Accession, "", "accession"),
		},
		Data: map[string]any{"application_fee_pounds": fee, "share_pounds": share},
	}
	view.Actions = []page.Link{{Text: "Apply", To: "/accession/apply"}} // asks who it is
	return view, nil
}

// expelledLately reports whether the Party of a person was expelled within the last twelve
// months: it may not apply [H].
func expelledLately(v *register.View, who string) (bool, error) {
	person, err := register.Get[*record.Person](v, who)
	if err != nil || person.WorksFor == "" {
		return false, desk.Refusal(err)
	}
	spells, err := register.Spells[*record.Party](v, person.WorksFor)
	if errors.Is(err, register.ErrNotFound) {
		return false, nil
	}
	i := slices.IndexFunc(spells, func(s register.Spell[*record.Party]) bool {
		return s.Record.Status == expelled
	})
	return i >= 0 && v.Moment().So.Before(spells[i].From.AddDate(1, 0, 0)), err
}

// applyForm asks who wants to be a Party.
func (s subject) applyForm(ask *page.Ask) (*page.Form, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	reader, err := s.Reader(ask.Context, ask.Who)
	if err != nil {
		return nil, err
	}
	barred, err := expelledLately(s.Now(ask.Context), ask.Who)
	if err != nil {
		return nil, err
	}
	if len(reader.Parties) > 0 || reader.Staff || reader.Authority || barred {
		return nil, page.ErrForbidden
	}
	return &page.Form{Title: "Apply to become a Party", Submit: "Send the application",
		Crumbs: append(desk.Crumbs(kind), page.Link{Text: "Become a Party", To: "/accession"}),
		Fields: []page.Field{
			{Name: "name", Label: "Legal name of the company", Control: page.Line, Complete: "organization"},
			{Name: "company", Label: "Company number", Control: page.Line, Limit: 8},
			{Name: "category", Label: "Party Category", Control: page.Choice, Options: Categories},
			{Name: "licences", Label: "Licences", Control: page.Line, Optional: true,
				Hint: "Separated by commas"},
			{Name: "share", Label: "SECCo share", Control: page.Choice, Options: []page.Option{
				{Value: "yes", Label: "Take a share for £1"}, {Value: "no", Label: "No share"}}},
		}}, nil
}

// apply takes an application.
func (s subject) apply(ask *page.Ask, in page.Input) (*page.Done, error) {
	if _, err := s.applyForm(ask); err != nil {
		return nil, err
	}
	category := record.Category(in.Text("category"))
	if in.Text("share") == "no" && category != "OSP" {
		return nil, page.Faults{{Field: "share",
			Text: "Take a share: only Other SEC Parties may do without"}}
	}
	var id string
	err := s.Act(ask, register.Act{Verb: "apply to become a Party"}, func(tx *register.Tx) error {
		rights, err := desk.Rights(tx.View, ask.Who)
		if err != nil {
			return err
		}
		if len(rights.Parties) > 0 || rights.Staff || rights.Authority {
			return page.ErrForbidden
		}
		if id, err = tx.NewID("party"); err != nil {
			return err
		}
		p := &record.Party{Head: record.Head{ID: id,
			Visible: policy.Label{Mark: policy.Personal, Scope: ask.Who}},
			Name: in.Text("name"), Company: in.Text("company"), Category: category, VotingGroup: id,
			Status: applied, Applicant: ask.Who, Share: in.Text("share") == "yes",
			AppliedOn: calendar.DateOf(tx.Now())}
		for licence := range strings.SplitSeq(in.Text("licences"), ",") {
			if licence = strings.TrimSpace(licence); licence != "" {
				p.Licences = append(p.Licences, licence)
			}
		}
		return tx.Put(p)
	})
	return &page.Done{To: desk.Address(kind, id),
		Notice: "Your application is with the administrator. Reference " + id + "."}, err
}

// checkIdentifiers reads EUI-64 identifiers, one a line.
func checkIdentifiers(text string) (ids []string, err error) {
	for line := range strings.FieldsSeq(text) {
		id, err := eui.Parse(line)
		if err != nil {
			return nil, page.Faults{{Field: "identifiers", Text: "Enter EUI-64 identifiers such as " +
				"90-B3-D5-1F-30-01-00-00, one a line: " + line + " is none"}}
		}
		ids = append(ids, id.String())
	}
	return ids, nil
}
