package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/register"
)

// SystemPart is a part of this system as its status names it.
type SystemPart string

// The parts.
const (
	PartRegister SystemPart = "register"
	PartMailOut  SystemPart = "mail_out"
	PartMailIn   SystemPart = "mail_in"
	PartFeeds    SystemPart = "feeds_of_others"
	PartWebhooks SystemPart = "webhooks"
	PartNetwork  SystemPart = "network" // of Service Requests
)

// Choices are the parts.
func (SystemPart) Choices() []string {
	return choices(PartRegister, PartMailOut, PartMailIn, PartFeeds, PartWebhooks, PartNetwork)
}

// Maintenance is work on this system that is announced, since parts of it may not answer
// meanwhile.
type Maintenance struct {
	Head
	Title     string       `json:"title"`
	What      string       `json:"what,omitempty" label:"What is done"`
	Parts     []SystemPart `json:"parts,omitempty" label:"What may not answer"`
	StartsAt  time.Time    `json:"starts_at" label:"Begins"`
	EndsAt    time.Time    `json:"ends_at" label:"Ends"`
	Cancelled string       `json:"cancelled,omitempty" label:"Why it was cancelled"`
	// Moved counts how often its times, or whether it is done, have changed.
	Moved int `json:"moved,omitempty"`
}

// Named implements register.Record.
func (m *Maintenance) Named() (kind, id string) { return "maintenance", m.ID }

// Heading is its title.
func (m *Maintenance) Heading() string { return or(m.Title, m.ID) }

// Check compares its times.
func (m *Maintenance) Check() map[string]string {
	if m.EndsAt.Before(m.StartsAt) {
		return map[string]string{"ends_at": "is before starts_at"}
	}
	return nil
}

// Words are what search finds it by.
func (m *Maintenance) Words() []string { return []string{m.Title, m.What} }

// Keys are what lists find it by.
func (m *Maintenance) Keys() []register.Key {
	if m.Cancelled != "" {
		return []register.Key{{Name: "closing", Value: over}}
	}
	return instant("closing", m.EndsAt)
}
