package srv

import (
	"fmt"
	"strings"
	"time"
)

// Fact is one thing that a declaration says, for people.
type Fact struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Facts are what the declaration of the Variant says but for its Routes, in the order in
// which a User asks: may I, how, when.
func (v *Variant) Facts() (facts []Fact) {
	add := func(name, text string) {
		if text != "" {
			facts = append(facts, Fact{name, text})
		}
	}
	add("body", v.Element)
	if len(v.Roles) == 0 {
		add("User Roles", "none is eligible")
	}
	add("User Roles", v.Roles.String())
	for d := range v.Devices() {
		if only, narrowed := v.Only[d]; narrowed {
			add("on a "+d.String(), "only "+only.String())
		}
	}
	add("kind", v.kind())
	add("Command Variants", v.CVs.String())
	add("future dated", v.futureText())
	if v.Schedulable {
		add("schedule", "may be put into a DCC Schedule")
	}
	add("target time", v.targetText())
	add("SMETS1", v.SMETS1.String())
	if !v.NonDevice {
		add("originator", v.originatorText())
	}
	add("note", v.Note)
	add("clause", v.Clause)
	return facts
}

// kind is critical, non-critical or answered by the DCC.
func (v *Variant) kind() string {
	switch {
	case v.NonDevice:
		return "answered by the DCC"
	case v.Critical:
		return "critical: transformed into a Pre-Command, which the User signs"
	}
	return "non-critical"
}

// String is the Command Variants with the services that they go to.
func (c CVs) String() string {
	parts := make([]string, len(c))
	for i, cv := range c {
		parts[i] = fmt.Sprintf("%d (%s)", cv, ServiceOf(cv))
	}
	return strings.Join(parts, ", ")
}

func (v *Variant) futureText() string {
	switch v.Future {
	case FutureDSP:
		return "the DCC waits for the date"
	case FutureDevice:
		return "the date is in the command, the Device waits"
	case FutureBoth:
		return "the date is in the command, which the DCC holds until near it"
	}
	return "no"
}

func (v *Variant) targetText() string {
	text := seconds(v.Target)
	if v.Target == defaultTarget && v.TargetSMETS1 == 0 {
		text += " (chosen)"
	}
	if v.TargetSMETS1 != 0 {
		text += ", SMETS1 " + seconds(v.TargetSMETS1)
	}
	return text
}

// seconds is a duration as the service schedule writes it.
func seconds(d time.Duration) string { return fmt.Sprintf("%d s", int(d.Seconds())) }

func (v *Variant) originatorText() string {
	switch {
	case v.Originator == Broker:
		return "the Access Control Broker, for itself"
	case v.Originator == CoSParty:
		return "the CoS Party"
	case v.Critical:
		return "the User"
	}
	return "the User where the Device holds its certificate and its party may, else the Access " +
		"Control Broker for it"
}

// Condition is when a request takes the Route, in words; empty where it always does on these
// Devices.
func (r *Route) Condition() string {
	var parts []string
	if r.Why != "" {
		parts = append(parts, r.Why)
	}
	if r.Roles != nil {
		parts = append(parts, "as "+r.Roles.String())
	}
	switch r.Phases {
	case SinglePhase:
		parts = append(parts, "single phase")
	case PolyPhase:
		parts = append(parts, "polyphase (ESME variant C)")
	}
	for _, s := range succession {
		switch r.UseCase.Code {
		case s.old:
			parts = append(parts, fmt.Sprintf("GBCS before %s, then %s", s.from, s.next))
		case s.next:
			parts = append(parts, "GBCS from "+s.from)
		}
	}
	return strings.Join(parts, "; ")
}
