package record

import (
	"regexp"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// ContactList is a list of whom to call, and for what.
type ContactList struct {
	Head
	Title             string   `json:"title"`
	Form              string   `json:"form,omitempty" label:"Form"`
	Hosts             []string `json:"hosts,omitempty" ref:"organisation body" label:"Kept by"`
	Access            string   `json:"access,omitempty" label:"Access"`
	Users             []string `json:"users,omitempty" label:"For"`
	MayAlsoAddDetails []string `json:"may_also_add_details,omitempty" label:"May also add details"`
	Purpose           string   `json:"purpose,omitempty" label:"Purpose"`
	PermittedUses     []string `json:"permitted_uses,omitempty" label:"Permitted uses"`
	UpdatesVia        []string `json:"updates_via,omitempty" ref:"contact" label:"Updates by"`
	Guidance          string   `json:"guidance,omitempty" ref:"publication" label:"Guidance"`
	QuestionsTo       []string `json:"questions_to,omitempty" ref:"contact" label:"Questions to"`
}

// Named implements register.Record, as do the methods of that name below.
func (c *ContactList) Named() (kind, id string) { return "contact_list", c.ID }

// Heading is its title.
func (c *ContactList) Heading() string { return or(c.Title, c.ID) }

// Words are what search finds it by.
func (c *ContactList) Words() []string { return []string{c.Title, c.Purpose} }

// Keys are what lists find it by.
func (c *ContactList) Keys() []register.Key { return each("title", c.Title) }

// ContactState is the state that an entry of a contact list keeps; that a confirmation is due, or
// was not given, follows from the day.
type ContactState string

// The states.
const (
	ContactDraft   ContactState = "draft"
	ContactActive  ContactState = "active"
	ContactRemoved ContactState = "removed"
)

// Choices are the states.
func (ContactState) Choices() []string {
	return choices(ContactDraft, ContactActive, ContactRemoved)
}

// Fuel is what a supplier supplies, or a network carries.
type Fuel string

// The fuels.
const (
	Electricity Fuel = "electricity"
	Gas         Fuel = "gas"
)

// Choices are the fuels.
func (Fuel) Choices() []string { return choices(Electricity, Gas) }

// OperationalContact is the entry of a Party in a contact list. How to reach its people is not
// in it: that is in the details that stand, which only the Party and the administrator may see.
// Others are told after they have said what for.
type OperationalContact struct {
	Head
	List         string       `json:"list" ref:"contact_list" label:"List"`
	Party        string       `json:"party" ref:"party" label:"Party"`
	Organisation string       `json:"organisation" label:"Organisation"`
	State        ContactState `json:"state" label:"State"`
	Participants []string     `json:"participants,omitempty" label:"Market participant IDs"`
	Fuels        []Fuel       `json:"fuels,omitempty" label:"Fuels"`
	// DCCUser is what the Party says of itself, where its User Roles do not say it: yes or no.
	DCCUser string `json:"dcc_user,omitempty" label:"Says that it is a DCC User"`

	OptedInAt   time.Time `json:"opted_in_at,omitzero" label:"Opted in"`
	ConfirmedAt time.Time `json:"confirmed_at,omitzero" label:"Confirmed"`
	Stands      string    `json:"stands,omitempty" ref:"contact_change"` // the details that stand
	Removed     string    `json:"removed,omitempty" label:"Why it was removed"`
	// LeftOn is the day on which its Party was one no more. Who found the entry before is told so.
	LeftOn calendar.Date `json:"left_on,omitzero" label:"No longer a Party since"`
}

// Named implements register.Record.
func (c *OperationalContact) Named() (kind, id string) { return "operational_contact", c.ID }

// Heading is the organisation.
func (c *OperationalContact) Heading() string { return or(c.Organisation, c.ID) }

// Label is who may know of it: while it is listed, and once its Party has left, SEC Parties and
// stakeholders of the scheme, and else the Party and the administrator.
func (c *OperationalContact) Label() policy.Label {
	if c.State == ContactActive || !c.LeftOn.IsZero() {
		return policy.Label{Mark: policy.Green}
	}
	return policy.Label{Mark: policy.Response, Scope: c.Party}
}

// participant is a market participant ID: of four characters in electricity, of three in gas [H].
var participant = regexp.MustCompile(`^[A-Z0-9]{3,4}$`)

// IsParticipant reports whether text can be a market participant ID: DEMO, DEM.
func IsParticipant(text string) bool { return participant.MatchString(text) }

// checkParticipants says which of some market participant IDs is none.
func checkParticipants(all []string) map[string]string {
	faults := map[string]string{}
	for _, id := range all {
		if !IsParticipant(id) {
			faults["participants"] = id + " is none: want three or four capital letters or digits"
		}
	}
	return faults
}

// Check says what is no participant, and what a listed entry lacks.
func (c *OperationalContact) Check() map[string]string {
	faults := checkParticipants(c.Participants)
	if !c.LeftOn.IsZero() && c.State != ContactRemoved {
		faults["left_on"] = "stands here, and the state is not removed: who is no Party has no entry"
	}
	if c.State != ContactActive {
		return faults
	}
	if c.OptedInAt.IsZero() {
		faults["opted_in_at"] = "is missing: nothing is listed without an opt-in"
	}
	if c.ConfirmedAt.IsZero() {
		faults["confirmed_at"] = "is missing: what is listed was confirmed once"
	}
	if c.Stands == "" {
		faults["stands"] = "is missing: name the details that stand"
	}
	return faults
}

// Words are what search finds it by.
func (c *OperationalContact) Words() []string {
	return append([]string{c.Organisation}, c.Participants...)
}

// Keys are what lists find it by.
func (c *OperationalContact) Keys() []register.Key {
	return together(each("organisation", c.Organisation), each("party", c.Party),
		each("state", string(c.State)), each("list", c.List), day("left", c.LeftOn))
}

// ContactChangeState is how far details have come that a Party gave.
type ContactChangeState string

// The states. A draft waits for the Party, which has not opted in; what waits, for the
// administrator. The details of what is replaced, withdrawn or gone are erased.
const (
	ContactUnsent    ContactChangeState = "draft"
	ContactWaiting   ContactChangeState = "waiting"
	ContactVerified  ContactChangeState = "verified"
	ContactRefused   ContactChangeState = "refused"
	ContactReplaced  ContactChangeState = "replaced"
	ContactWithdrawn ContactChangeState = "withdrawn"
)

// Choices are the states.
func (ContactChangeState) Choices() []string {
	return choices(ContactUnsent, ContactWaiting, ContactVerified, ContactRefused, ContactReplaced,
		ContactWithdrawn)
}

// ContactChange is what a Party says its entry in a contact list is to be: the first details, or
// others. They stand once the administrator has verified them, and until others do.
type ContactChange struct {
	Head
	Entry        string             `json:"entry" ref:"operational_contact" label:"Entry"`
	Party        string             `json:"party" ref:"party" label:"Party"`
	State        ContactChangeState `json:"state" label:"State"`
	Organisation string             `json:"organisation" label:"Organisation"`
	Participants []string           `json:"participants,omitempty" label:"Market participant IDs"`
	Fuels        []Fuel             `json:"fuels,omitempty" label:"Fuels"`
	DCCUser      string             `json:"dcc_user,omitempty" label:"Says that it is a DCC User"`
	Main         Reached            `json:"main,omitzero" label:"Main contact"`
	Other        Reached            `json:"other,omitzero" label:"Alternative contact"`
	OptIn        bool               `json:"opt_in,omitempty" label:"Opted in"`

	SubmittedAt time.Time `json:"submitted_at,omitzero" label:"Submitted"`
	DecidedAt   time.Time `json:"decided_at,omitzero" label:"Decided"`
	Why         string    `json:"why,omitempty" label:"Why it was refused"`
}

// Reached is how somebody is reached: a person, or better a team.
type Reached struct {
	Name       register.Secret `json:"name,omitzero" label:"Name" shown:"yes"`
	Phone      register.Secret `json:"phone,omitzero" label:"Telephone" shown:"yes"`
	Email      register.Secret `json:"email,omitzero" label:"E-mail" shown:"yes"`
	Hours      register.Secret `json:"hours,omitzero" label:"Hours" shown:"yes"`
	OutOfHours register.Secret `json:"out_of_hours,omitzero" label:"Out of hours" shown:"yes"`
}

// Named implements register.Record.
func (c *ContactChange) Named() (kind, id string) { return "contact_change", c.ID }

// Heading is the organisation.
func (c *ContactChange) Heading() string { return "Details of " + or(c.Organisation, c.ID) }

// Check says what is no participant.
func (c *ContactChange) Check() map[string]string { return checkParticipants(c.Participants) }

// Label is who may see it: the Party and the administrator.
func (c *ContactChange) Label() policy.Label {
	return policy.Label{Mark: policy.Response, Scope: c.Party}
}

// Words are none.
func (c *ContactChange) Words() []string { return nil }

// Keys are what lists find it by.
func (c *ContactChange) Keys() []register.Key {
	return together(each("entry", c.Entry), each("state", string(c.State)),
		instant("submitted", c.SubmittedAt))
}

// ContactLookup is that somebody was shown the details of an entry, and what for.
type ContactLookup struct {
	Head
	Entry   string          `json:"entry" ref:"operational_contact" label:"Entry"`
	Party   string          `json:"party" ref:"party" label:"Looked up"` // of the entry
	ByParty string          `json:"by_party" ref:"party" label:"Looked up by"`
	By      string          `json:"by" ref:"person"`
	Use     string          `json:"use" label:"Use"`
	About   register.Secret `json:"about,omitzero" label:"Which alert or issue" shown:"yes"`
	At      time.Time       `json:"at" label:"When"`
	Export  string          `json:"export,omitempty" ref:"contact_export"` // all at once
}

// Named implements register.Record.
func (l *ContactLookup) Named() (kind, id string) { return "contact_lookup", l.ID }

// Heading says what it is.
func (l *ContactLookup) Heading() string { return "Look-up for " + or(l.Use, l.ID) }

// Label is who may see it: the Party that was looked up, and the administrator.
func (l *ContactLookup) Label() policy.Label {
	return policy.Label{Mark: policy.Response, Scope: l.Party}
}

// Words are none.
func (l *ContactLookup) Words() []string { return nil }

// Keys are what lists find it by.
func (l *ContactLookup) Keys() []register.Key {
	keys := together(each("entry", l.Entry), instant("at", l.At))
	if l.Export == "" {
		keys = append(keys, each("by_party", l.ByParty)...)
	}
	return keys
}

// ContactExport is that somebody was shown all that a contact list holds, and what for.
type ContactExport struct {
	Head
	List    string          `json:"list" ref:"contact_list" label:"List"`
	ByParty string          `json:"by_party" ref:"party" label:"For"`
	By      string          `json:"by" ref:"person"`
	Use     string          `json:"use" label:"Use"`
	About   register.Secret `json:"about,omitzero" label:"What it is needed for" shown:"yes"`
	At      time.Time       `json:"at" label:"When"`
	Entries []string        `json:"entries" ref:"operational_contact" label:"Entries"`
}

// Named implements register.Record.
func (x *ContactExport) Named() (kind, id string) { return "contact_export", x.ID }

// Heading says what it is.
func (x *ContactExport) Heading() string { return "Export for " + or(x.Use, x.ID) }

// Label is who may see it: the Party that took it, and the administrator.
func (x *ContactExport) Label() policy.Label {
	return policy.Label{Mark: policy.Response, Scope: x.ByParty}
}

// Words are none.
func (x *ContactExport) Words() []string { return nil }

// Keys are what lists find it by.
func (x *ContactExport) Keys() []register.Key {
	return together(each("by_party", x.ByParty), instant("at", x.At))
}
