package statement

import (
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// eraseAddress is where the administrator erases personal data.
const eraseAddress page.Address = "/privacy/erase"

// staffOnly refuses everybody but the administrator.
func staffOnly(v *register.View, who string) error {
	if who == "" {
		return page.ErrSignIn
	}
	rights, err := desk.Rights(v.As(policy.System()), who)
	if err == nil && !rights.Staff {
		err = page.ErrForbidden
	}
	return err
}

// eraseForm asks of which record personal data and confidential text are to be erased.
func (c Config) eraseForm(ask *page.Ask) (*page.Form, error) {
	v, err := c.Desk.View(ask)
	if err == nil {
		err = staffOnly(v, ask.Who)
	}
	if err != nil {
		return nil, err
	}
	return &page.Form{Title: "Erase personal data of a record", Submit: "Erase it", Danger: true,
		Crumbs: []page.Link{desk.Home(), {Text: "Privacy", To: "/privacy"}},
		Lead: "All personal data and confidential text of the record are erased, also from pages of " +
			"earlier days. Of a person also what is kept beside the register: they are signed out, and " +
			"cannot sign in by what was known of them.",
		Fields: []page.Field{
			{Name: "record", Label: "Address of its page", Control: page.Line, Limit: 300,
				Hint: "Such as /suggestions/suggestion-abc; of a person /people/ and what the register " +
					"calls them"},
			{Name: "reason", Label: "Reason", Control: page.Area, Limit: 300,
				Hint: "It is shown in place of what was erased. Name nobody."}}}, nil
}

// erase erases personal data and confidential text of a record.
func (c Config) erase(ask *page.Ask, in page.Input) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	of, known := record.At(in.Text("record"))
	none := page.Faults{{Field: "record", Text: "Enter the address of the page of a record that has " +
		"personal data or confidential text, such as /suggestions/suggestion-abc"}}
	why := in.Text("reason")
	err := c.Desk.Act(ask, register.Act{Verb: "erase personal data", Reason: why},
		func(tx *register.Tx) error {
			if err := staffOnly(tx.View, ask.Who); err != nil {
				return err
			}
			if !known || !has(of.Kind) {
				return none
			}
			err := tx.Erase(of.Kind, of.ID, why)
			if desk.Refusal(err) == page.ErrNotFound {
				return none
			}
			return err
		})
	if err == nil && of.Kind == "person" {
		err = c.Forget(ask.Context, of.ID)
	}
	if err != nil {
		return nil, err
	}
	return &page.Done{To: "/privacy", Notice: "It is erased."}, nil
}

// has reports whether records of a kind have anything that can be erased.
func has(kind string) bool {
	for _, f := range secrets() {
		if f.Kind == kind {
			return true
		}
	}
	return false
}
