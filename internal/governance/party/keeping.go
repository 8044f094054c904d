package party

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// What people are to their Party.
const (
	delegate  = "delegate"
	signatory = "signatory"
	keeper    = "administrator"
)

var personRoles = []page.Option{
	{Value: delegate, Label: "Delegate", Hint: "drafts for the Party"},
	{Value: signatory, Label: "Signatory", Hint: "submits for the Party, and drafts"},
	{Value: keeper, Label: "Administrator",
		Hint: "keeps the Party's details and says who its people are"},
}

// UserEntry is how a Party becomes a User in a role. SEC H1, [H].
var UserEntry = &process.Machine{
	Name: "user_entry", Title: "User Role", Clause: "SEC H1", Start: "in_progress",
	States: []process.State{
		{Name: "in_progress", Label: "In progress", Doc: "Tests, certificates and assessments go on."},
		{Name: "evidence_submitted", Label: "Evidence submitted", Doc: "The administrator checks it."},
		{Name: "live", Label: "Live", Doc: "It may send requests in this role.", Final: true},
		{Name: "suspended", Label: "Suspended", Doc: "It may not for the time being."},
		{Name: "withdrawn", Label: "Withdrawn", Doc: "It gave the role up.", Final: true},
	},
	Steps: []process.Step{
		{Event: "submit", Label: "Submit evidence", From: []string{"in_progress"},
			To: "evidence_submitted", By: []string{byApplicant}},
		{Event: "complete", Label: "Complete", From: []string{"evidence_submitted"}, To: "live",
			By: []string{byAdministrator}},
		{Event: "return", Label: "Ask for more", From: []string{"evidence_submitted"},
			To: "in_progress", By: []string{byAdministrator}},
		{Event: "suspend", Label: "Suspend", From: []string{"live"}, To: "suspended",
			By: []string{byAdministrator}},
		{Event: "restore", Label: "Restore", From: []string{"suspended"}, To: "live",
			By: []string{byAdministrator}},
		{Event: "withdraw", Label: "Withdraw", From: []string{"in_progress", "live", "suspended"},
			To: "withdrawn", By: []string{byApplicant}},
	},
}

// roles are the User Roles [H].
var roles = []page.Option{
	{Value: "IS", Label: "Import Supplier"}, {Value: "ES", Label: "Export Supplier"},
	{Value: "GS", Label: "Gas Supplier"}, {Value: "ED", Label: "Electricity Distributor"},
	{Value: "GT", Label: "Gas Transporter"}, {Value: "RSA", Label: "Registered Supplier Agent"},
	{Value: "OU", Label: "Other User"},
}

// keeping is what keeps a Party's record true.
var keeping = []desk.Deed[*record.Party]{
	{Name: "details", Label: "Change the details", May: keeps, Fields: detailFields, Do: details},
	{Name: "category", Label: "Change the category or Voting Group", Reason: true, May: staff,
		Lead:   "Votes of earlier days keep the category of their day.",
		Fields: categoryFields, Do: category},
	{Name: "identifiers", Label: "Allocate identifiers", May: staff,
		Fields: identifierFields, Do: identifiers},
	{Name: "user-role", Label: "Note a step towards a User Role", May: staff,
		Fields: userRoleFields, Do: userRole},
	{Name: "add-person", Label: "Add a person", May: keeps, Fields: personFields, Do: addPerson},
	{Name: "change-person", Label: "Change what a person may do", May: keeps,
		Fields: changePersonFields, Do: changePerson},
}

// keeps reports whether a reader keeps the details of the Party: the administrator of the Code
// does, and people of the Party may ask; who of them may is settled by the role, in may.
func keeps(r *policy.Reader, p *record.Party) bool { return r.Staff || r.Acts(p.ID) }

// may refuses people of the Party who are not its administrator.
func may(d *desk.Doing[*record.Party]) error {
	if d.Reader.Staff {
		return nil
	}
	person, err := register.Get[*record.Person](d.Tx.View, d.Reader.Person)
	if err != nil {
		return err
	}
	if person.Role == keeper {
		return nil
	}
	return page.Faults{{Text: fmt.Sprintf("You are a %s of this Party. Its administrator does this: "+
		"ask them, or the helpdesk where it has none.", person.Role)}}
}

func detailFields(_ *register.View, p *record.Party) ([]page.Field, error) {
	return []page.Field{
		{Name: "name", Label: "Legal name", Control: page.Line, Values: []string{p.Name}},
		{Name: "company", Label: "Company number", Control: page.Line, Optional: true, Limit: 8,
			Values: []string{p.Company}},
	}, nil
}

func details(d *desk.Doing[*record.Party]) error {
	d.Record.Name, d.Record.Company = d.In.Text("name"), d.In.Text("company")
	return may(d)
}

// mostGroup is how many characters the name of a Voting Group has at most: it stands in the id of
// its vote in an election.
const mostGroup = 40

func categoryFields(_ *register.View, p *record.Party) ([]page.Field, error) {
	return []page.Field{
		{Name: "category", Label: "Party Category", Control: page.Choice, Options: Categories,
			Values: []string{string(p.Category)}},
		{Name: "group", Label: "Voting Group", Control: page.Line, Values: []string{p.VotingGroup},
			Limit: mostGroup, Hint: "Affiliated Parties of one category have the same."},
		{Name: "from", Label: "From which day on", Control: page.Day,
			Hint: "It may lie in the past or to come."},
	}, nil
}

func category(d *desk.Doing[*record.Party]) error {
	text, wrong := d.In.Day("from")
	if wrong != "" {
		return page.Faults{{Field: "from", Text: wrong}}
	}
	from, err := calendar.ParseDate(text)
	if err != nil {
		return page.Faults{{Field: "from", Text: "Enter a day"}}
	}
	if strings.Contains(d.In.Text("group"), "/") {
		return page.Faults{{Field: "group", Text: "Voting Group: enter a name without a slash"}}
	}
	d.From = from
	d.Record.Category = record.Category(d.In.Text("category"))
	d.Record.VotingGroup = d.In.Text("group")
	return nil
}

func identifierFields(_ *register.View, p *record.Party) ([]page.Field, error) {
	return []page.Field{
		{Name: "number", Label: "Organisation number", Control: page.Line, Values: []string{p.Number}},
		{Name: "identifiers", Label: "EUI-64 identifiers", Control: page.Area, Rows: 4,
			Hint: "One a line, such as 90-B3-D5-1F-30-01-00-00"},
	}, nil
}

func identifiers(d *desk.Doing[*record.Party]) (err error) {
	d.Record.Number = d.In.Text("number")
	d.Record.Identifiers, err = checkIdentifiers(d.In.Text("identifiers"))
	return err
}

func userRoleFields(*register.View, *record.Party) ([]page.Field, error) {
	steps := []page.Option{{Value: "begin", Label: "Begin"}}
	for _, s := range UserEntry.Steps {
		steps = append(steps, page.Option{Value: s.Event, Label: s.Label})
	}
	return []page.Field{
		{Name: "role", Label: "User Role", Control: page.Select, Options: roles},
		{Name: "step", Label: "Step", Control: page.Select, Options: steps},
	}, nil
}

func userRole(d *desk.Doing[*record.Party]) error {
	role, step := d.In.Text("role"), d.In.Text("step")
	i := slices.IndexFunc(d.Record.UserRoles, func(r record.UserRole) bool { return r.Role == role })
	switch {
	case i < 0 && step == "begin":
		d.Record.UserRoles = append(d.Record.UserRoles, record.UserRole{Role: role,
			State: UserEntry.Start, Since: calendar.DateOf(d.Tx.Now())})
		return nil
	case i < 0:
		return page.Faults{{Field: "step", Text: "Choose Begin: this Party has not begun in that role"}}
	case step == "begin":
		return page.Faults{{Field: "step", Text: "Choose another step: this Party has begun already"}}
	}
	next, err := UserEntry.Take(d.Record.UserRoles[i].State, step)
	if refusal, is := err.(*process.Refusal); is {
		return page.Faults{{Field: "step", Text: desk.NotNow(refusal)}}
	}
	d.Record.UserRoles[i].State = next.To
	d.Record.UserRoles[i].Since = calendar.DateOf(d.Tx.Now())
	return nil
}

func personFields(*register.View, *record.Party) ([]page.Field, error) {
	return []page.Field{
		{Name: "name", Label: "Name", Control: page.Line,
			Hint: "Personal data: seen by the people of the Party and the administrator alone."},
		{Name: "role", Label: "What they do for the Party", Control: page.Choice, Options: personRoles},
	}, nil
}

func addPerson(d *desk.Doing[*record.Party]) error {
	if err := may(d); err != nil {
		return err
	}
	id, err := d.Tx.NewID("person")
	if err != nil {
		return err
	}
	return d.Tx.Put(&record.Person{Head: record.Head{ID: id},
		Known: register.NewSecret(d.In.Text("name")), WorksFor: d.Record.ID, Role: d.In.Text("role")})
}

func changePersonFields(v *register.View, p *record.Party) ([]page.Field, error) {
	people, err := register.All[*record.Person](v, register.Query{Key: "works_for", Is: p.ID})
	if err != nil {
		return nil, err
	}
	var options []page.Option
	for _, person := range people {
		if person.Role == desk.RoleMember { // of the Panel: not the Party's to change
			continue
		}
		options = append(options, page.Option{Value: person.ID, Label: person.Heading()})
	}
	return []page.Field{
		{Name: "person", Label: "Person", Control: page.Select, Options: options},
		{Name: "role", Label: "What they do for the Party", Control: page.Choice,
			Options: append(slices.Clone(personRoles), page.Option{Value: "none",
				Label: "Nothing any more", Hint: "they can no longer act for the Party"})},
	}, nil
}

func changePerson(d *desk.Doing[*record.Party]) error {
	if err := may(d); err != nil {
		return err
	}
	person, err := register.Get[*record.Person](d.Tx.View, d.In.Text("person"))
	if err != nil {
		return err
	}
	if person.WorksFor != d.Record.ID || person.Role == desk.RoleMember {
		return page.ErrNotFound
	}
	if d.In.Text("role") == "none" {
		return d.Tx.End("person", person.ID, d.Tx.Now())
	}
	person.Role = d.In.Text("role")
	return d.Tx.Put(person)
}
