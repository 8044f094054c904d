package record

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Notice is a message that is to be sent: about what, to whom by which rule, why and when. How
// it reaches each of them, and with what else, follows from what they chose about its topic.
type Notice struct {
	Head
	About string    `json:"about" ref:"consultation modification release budget plan change_request ticket operational_contact survey feedback event edition" label:"About"`
	Event string    `json:"event" label:"Event"`
	Topic string    `json:"topic,omitempty" label:"Topic"` // one of [Topics]; empty: that of About
	To    []string  `json:"to" label:"To"`                 // rules, such as audience:sec_parties
	Why   string    `json:"why" label:"Why"`
	Text  string    `json:"text,omitempty" label:"Text"` // what it says beyond why, in paragraphs
	Due   time.Time `json:"due" label:"Due"`
	// Party is whose people it is for, where it is about what only they may know; Person is
	// whom it is for, where it is about what only they may know.
	Party  string `json:"party,omitempty" ref:"party" label:"Party"`
	Person string `json:"person,omitempty" ref:"person"`
	// Address is whom it is for, where they are not in the register: they wrote by mail.
	Address register.Secret `json:"address,omitzero" label:"Address"`
	// Places are the clauses of the Code that it is about, by [Place]: whoever watches one of
	// them is told. It is known to everyone then.
	Places []string `json:"places,omitempty" label:"Clauses"`
}

// AddressRules are the words of the rules by which a notice says to whom it goes, as in
// [Notice].To: behind some is a colon, and whose. Package notice finds who they are.
func AddressRules() []string {
	return []string{"audience", "body", "helpdesk", "involved", "party", "person", "registrants",
		"registration", "seated", "signatories", "silent", "staff", "subscribers", "watching"}
}

// Leave leaves a notice, under an id of its own. A rule that there is not is refused: nobody would
// be told by it.
func Leave(tx *register.Tx, n Notice) (err error) {
	for _, to := range n.To {
		if word, _, _ := strings.Cut(to, ":"); !slices.Contains(AddressRules(), word) {
			return fmt.Errorf("record: a notice goes to %q: no rule finds whom that is", to)
		}
	}
	if n.ID, err = tx.NewID("notice"); err != nil {
		return err
	}
	return tx.Put(&n)
}

// Recall takes back the notices about a record that are not due yet, of some events or, without
// any, of all. told is how many of them were due before.
func Recall(tx *register.Tx, about string, events ...string) (told int, err error) {
	all, err := register.All[*Notice](tx.View, register.Query{Key: "about", Is: about})
	if err != nil {
		return 0, err
	}
	for _, n := range all {
		switch {
		case len(events) > 0 && !slices.Contains(events, n.Event):
		case !n.Due.After(tx.Now()):
			told++
		default:
			if err := tx.End("notice", n.ID, tx.Now()); err != nil {
				return told, err
			}
		}
	}
	return told, nil
}

// Named implements register.Record.
func (n *Notice) Named() (kind, id string) { return "notice", n.ID }

// Heading is why it is sent.
func (n *Notice) Heading() string { return or(n.Why, n.Event) }

// Label is who may see it: the administrator; of one to a Party its people, of one to a person
// they; of one about clauses of the Code everyone.
func (n *Notice) Label() policy.Label {
	switch {
	case len(n.Places) > 0:
		return n.Head.Label()
	case n.Person != "":
		return policy.Label{Mark: policy.Personal, Scope: n.Person}
	case n.Party != "":
		return policy.Label{Mark: policy.Party, Scope: n.Party}
	}
	return policy.Label{Mark: policy.Staff}
}

// Words are none.
func (n *Notice) Words() []string { return nil }

// Keys are what lists find it by.
func (n *Notice) Keys() []register.Key {
	return together(each("about", n.About), each("event", n.Event), instant("due", n.Due),
		each("to", n.To...))
}
