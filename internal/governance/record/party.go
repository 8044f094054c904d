package record

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Organisation is somebody in the register who is no Party.
type Organisation struct {
	Head
	Name      string `json:"name"`
	ShortName string `json:"short_name,omitempty" label:"Short name"`
	Role      string `json:"role,omitempty" label:"Role"`
}

// Named implements register.Record, as do the methods of that name below.
func (o *Organisation) Named() (kind, id string) { return "organisation", o.ID }

// Heading is its name.
func (o *Organisation) Heading() string { return or(o.Name, o.ID) }

// Words are what search finds it by.
func (o *Organisation) Words() []string { return []string{o.Name + " " + o.ShortName, o.Role} }

// Keys are what lists find it by.
func (o *Organisation) Keys() []register.Key { return each("title", o.Name) }

// Contact is a way to reach somebody: a mailbox or a form, not a person.
type Contact struct {
	Head
	Name    string `json:"name"`
	Channel string `json:"channel,omitempty" label:"By"` // link, email, web_form
	Email   string `json:"email" label:"Email"`
}

// Named implements register.Record.
func (c *Contact) Named() (kind, id string) { return "contact", c.ID }

// Heading is its name.
func (c *Contact) Heading() string { return or(c.Name, c.ID) }

// Words are what search finds it by.
func (c *Contact) Words() []string { return []string{c.Name, c.Email} }

// Keys are what lists find it by.
func (c *Contact) Keys() []register.Key { return each("title", c.Name) }

// Category is a Party Category: LS, SS, EN, GN, OSP, or DCC, which stands outside.
type Category string

// Party is a Party to the Code, or somebody who has applied to be one. What changes with a
// date, such as its category, is a change of the record from that date.
type Party struct {
	Head
	Name        string        `json:"name"`
	Category    Category      `json:"category" label:"Party Category"`
	VotingGroup string        `json:"voting_group" label:"Voting Group"`
	Status      string        `json:"status" label:"Status"`
	Signifier   string        `json:"signifier,omitempty" label:"Party Signifier"`
	Number      string        `json:"organisation_number,omitempty" label:"Organisation number"`
	Identifiers []string      `json:"identifiers,omitempty" label:"EUI-64 identifiers"`
	UserRoles   []UserRole    `json:"user_roles,omitempty" label:"User Roles"`
	AppliedOn   calendar.Date `json:"applied_on,omitzero" label:"Applied"`
	AccededOn   calendar.Date `json:"acceded_on,omitzero" label:"Acceded"`
	Company     string        `json:"company_number,omitempty" label:"Company number"`
	Licences    []string      `json:"licences,omitempty" label:"Licences"`
	Share       bool          `json:"secco_share,omitempty" label:"SECCo share"`
	// Applicant is who applied, while the application is between them and the administrator.
	Applicant string `json:"applicant,omitempty" ref:"person"`
}

// UserRole is how far a Party has come to be a User in a role.
type UserRole struct {
	Role  string        `json:"role"`
	State string        `json:"state"`
	Since calendar.Date `json:"since,omitzero" label:"Since"`
}

// Named implements register.Record.
func (p *Party) Named() (kind, id string) { return "party", p.ID }

// Heading is its name.
func (p *Party) Heading() string { return or(p.Name, p.ID) }

// Words are what search finds it by.
func (p *Party) Words() []string { return []string{p.Name, p.Signifier} }

// Keys are what lists find it by.
func (p *Party) Keys() []register.Key {
	return together(each("title", p.Name), each("category", string(p.Category)),
		each("voting_group", p.VotingGroup), each("status", p.Status), each("signifier", p.Signifier))
}

// Person is somebody who can sign in. A demo person is named by their role; the name of
// anybody else is personal data.
type Person struct {
	Head
	Name     string          `json:"name,omitempty"` // of a demo person
	Known    register.Secret `json:"known_as,omitzero" shown:"yes"`
	Email    register.Secret `json:"email,omitzero"` // where notices reach them
	WorksFor string          `json:"works_for" ref:"party organisation"`
	Role     string          `json:"role"` // delegate, signatory, administrator, member, or of staff
}

// Named implements register.Record.
func (p *Person) Named() (kind, id string) { return "person", p.ID }

// Heading is what they are called.
func (p *Person) Heading() string { return or(p.Name, p.Known.Text(), p.ID) }

// Label is who may see the record: everyone where it is of a demo, or else the people of the
// same Party and the administrator.
func (p *Person) Label() policy.Label {
	if p.Demo || p.Visible.Mark != "" {
		return p.Head.Label()
	}
	return policy.Label{Mark: policy.Response, Scope: p.WorksFor}
}

// Words are none: people are not searched for.
func (p *Person) Words() []string { return nil }

// Keys are what lists find them by.
func (p *Person) Keys() []register.Key {
	return together(each("works_for", p.WorksFor), each("role", p.Role))
}
