package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Look is when somebody last said that they have seen what has changed. Its id is made of the
// person's, so that each has one.
type Look struct {
	Head
	Person string    `json:"person" ref:"person"`
	At     time.Time `json:"at" label:"Seen until"`
}

// Named implements register.Record.
func (l *Look) Named() (kind, id string) { return "look", l.ID }

// Heading says what it is.
func (l *Look) Heading() string { return "What was seen" }

// Label is who may see it: the person.
func (l *Look) Label() policy.Label {
	return policy.Label{Mark: policy.Personal, Scope: l.Person}
}

// Words are none.
func (l *Look) Words() []string { return nil }

// Keys are what lists find it by.
func (l *Look) Keys() []register.Key { return each("person", l.Person) }
