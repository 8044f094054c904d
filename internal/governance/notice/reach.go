package notice

import (
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Reach is how many are told of something of a topic, by what they chose.
type Reach struct {
	People    int // of the register, at once
	Addresses int // that were left by others, at once
	TextOnly  int // of all these
	Parties   int // of all these: who may see what only Parties may see too
	Digest    int // in a digest
	Never     int // chose not to be told
	Bounced   int // mail to them came back, and none is sent any more
	Unknown   int // people of the register without an address in it
}

// Reach counts whom a notice to the subscribers of a topic would reach at the moment of a view.
func (d *Dispatcher) Reach(v *register.View, topic string) (reach Reach, err error) {
	who, err := everybody(v.As(policy.System()))
	if err != nil {
		return reach, err
	}
	t, _ := (&round{topics: record.Topics()}).topic(topic)
	reach.Bounced, reach.Unknown = who.bounced, who.unknown
	for _, by := range who.readers {
		switch by.how(t) {
		case record.AtOnce:
			if err := d.reaches(v, by, &reach); err != nil {
				return reach, err
			}
		case record.Never:
			reach.Never++
		default:
			reach.Digest++
		}
	}
	return reach, nil
}

// reaches counts somebody who is told at once.
func (d *Dispatcher) reaches(v *register.View, by *reader, reach *Reach) error {
	if by.sub != nil && by.sub.TextOnly {
		reach.TextOnly++
	}
	if by.person == nil {
		reach.Addresses++
		return nil
	}
	reach.People++
	reader, err := d.config.Desk.Reader(v.Context(), by.person.ID)
	if err == nil && reader.May(policy.Label{Mark: policy.Green}) {
		reach.Parties++
	}
	return err
}
