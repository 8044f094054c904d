// Package srv is the catalogue of Service Reference Variants: what each Service
// Request is called, who may make it of which Device in which way, and which GBCS
// Use Case with which arguments carries it out.
//
// Each Variant is one declared value in a file of its number, such as srv7_12.go,
// and one line in [All]. [Lookup] finds it by its number; [Transform] turns a request
// into the GBCS message, for the gateway and the command line alike; [CheckSigned]
// ties what a User signed to the request that carries it. Everything here is pure: the
// caller brings the Device, the counters and the rights.
//
//	variant, ok := srv.Lookup(req.ServiceReferenceVariant)
//	command, err := srv.Transform(req, srv.Inputs{Device: usecase.ESME, Known: true})
package srv

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Variant is one Service Reference Variant as declared. Nobody writes to one after
// its declaration. DUIS 3.8.
type Variant struct {
	SRV              string                   // for example 4.1.1
	ServiceReference string                   // the group it belongs to, for example 4.1
	Name             string                   // title, for people
	Element          string                   // the body's element
	Critical         bool                     // transformed first, then signed by the User
	NonDevice        bool                     // answered by the DCC itself
	CVs              CVs                      // the Command Variants it may be sent with
	Roles            Roles                    // the User Roles it is for
	Only             map[usecase.Device]Roles // narrower Roles for some types of Device
	Future           Future                   // who holds an execution date
	Schedulable      bool                     // may be put into a DCC Schedule
	Target           time.Duration            // target response time on demand
	SMETS1           bool                     // also for SMETS1 Devices
	Sends            On                       // the Use Case by type of Device; empty for Non-Device
	Originator       Originator               // whose name is on the command
	Clause           string                   // DUIS clause

	// Choose is the Use Case where the body, and not the type of Device alone, says
	// which; nil where Sends says it all. See [When].
	Choose func(duis.Body) (*usecase.UseCase, error)

	body reflect.Type
	args func(duis.Body) usecase.Args
}

// On is the Use Case that a Variant sends, by type of Device.
type On map[usecase.Device]*usecase.UseCase

// Roles are the User Roles that a Variant is for.
type Roles []duis.UserRole

// Has reports whether role is one of them.
func (r Roles) Has(role duis.UserRole) bool { return slices.Contains(r, role) }

// CVs are the Command Variants that a Variant may be sent with. DUIS 3.1.
type CVs []uint8

// The sets of Command Variants.
var (
	nonCritical = CVs{1, 2, 3}
	critical    = CVs{4, 5, 6, 7}
	byTheDCC    = CVs{8}
)

// Has reports whether cv is one of them.
func (c CVs) Has(cv uint8) bool { return slices.Contains(c, cv) }

// Future says who holds the execution date of a request, if it may have one.
type Future uint8

// The kinds of future dating. DUIS 3.1.
const (
	FutureNone   Future = iota // on demand only
	FutureDSP                  // the DCC waits and sends at the date
	FutureDevice               // the date is in the command
)

// String is none, DSP or Device.
func (f Future) String() string {
	names := [...]string{"none", "DSP", "Device"}
	if int(f) < len(names) {
		return names[f]
	}
	return fmt.Sprintf("Future(%d)", uint8(f))
}

// Originator says whose name a command carries.
type Originator uint8

// The originators. DUIS 3.3.
const (
	// User: a User whose certificate the Device holds originates, and the Access
	// Control Broker does for every other, naming the User as Supplementary Remote
	// Party.
	User Originator = iota
	// Broker: the Access Control Broker originates for itself, whoever asked.
	Broker
)

// From declares a Variant whose body is B. The function makes the arguments of the
// Use Case; nil where there are none.
func From[B any](v Variant, args func(*B) usecase.Args) *Variant {
	v.body = reflect.TypeFor[*B]()
	if args != nil {
		v.args = func(b duis.Body) usecase.Args { return args(any(b).(*B)) }
	}
	v.Element = reflect.Zero(v.body).Interface().(duis.Body).Element()
	return &v
}

// When is a choice by the content of a body B, for Choose.
func When[B any](
	choose func(*B) (*usecase.UseCase, error),
) func(duis.Body) (*usecase.UseCase, error) {
	return func(body duis.Body) (*usecase.UseCase, error) { return choose(any(body).(*B)) }
}

// Lookup finds a Variant by its number, and whether there is one.
func Lookup(srv string) (*Variant, bool) {
	for _, v := range All {
		if v.SRV == srv {
			return v, true
		}
	}
	return nil, false
}

// Agrees reports whether the parts of a request name the same service: its Service
// Reference, its Variant, and a body that goes with the Command Variant. The error
// is a refusal with E53. DUIS 3.4.1.
func (v *Variant) Agrees(req *duis.Request) error {
	if req.ServiceReferenceVariant != v.SRV || req.ServiceReference != v.ServiceReference {
		return duis.Refuse(duis.E53, "Service Reference %s with Variant %s: want %s with %s",
			req.ServiceReference, req.ServiceReferenceVariant, v.ServiceReference, v.SRV)
	}
	want := v.Element
	if cv := req.CommandVariant; cv >= 5 && cv <= 7 {
		want = (*duis.SignedPreCommand)(nil).Element()
	}
	if req.Body == nil || req.Body.Element() != want {
		return duis.Refuse(duis.E53, "%s with Command Variant %d: want the body %s",
			v.SRV, req.CommandVariant, want)
	}
	return nil
}

// Devices yields the types of Device that the Variant is for.
func (v *Variant) Devices() iter.Seq[usecase.Device] {
	return func(yield func(usecase.Device) bool) {
		devices := make([]usecase.Device, 0, len(v.Sends))
		for d := range v.Sends {
			devices = append(devices, d)
		}
		slices.Sort(devices)
		for _, d := range devices {
			if !yield(d) {
				return
			}
		}
	}
}

// AppliesTo reports whether the Variant is for this type of Device.
func (v *Variant) AppliesTo(d usecase.Device) bool { return v.Sends[d] != nil }

// Admits reports whether a User in this role may make the request of this type of
// Device; whether of this very Device is for the gateway to say.
func (v *Variant) Admits(role duis.UserRole, d usecase.Device) bool {
	if only, narrowed := v.Only[d]; narrowed && !only.Has(role) {
		return false
	}
	return v.Roles.Has(role) && v.AppliesTo(d)
}

// UseCase is the Use Case that a request with this body becomes on this type of
// Device; of a body of another Variant only the Device counts. The error is a refusal
// with E11, or with E64 where the content asks for what is not declared. DUIS 3.3.
func (v *Variant) UseCase(d usecase.Device, body duis.Body) (*usecase.UseCase, error) {
	u := v.Sends[d]
	if u != nil && v.Choose != nil && v.takes(body) {
		var err error
		if u, err = v.Choose(body); err != nil {
			return nil, err
		}
	}
	if u == nil || !u.On.Has(d) {
		return nil, duis.Refuse(duis.E11, "%s as asked is not for a %s", v.SRV, d)
	}
	return u, nil
}

// Args are the arguments of the Use Case, from a body of this Variant. The error is
// a refusal with E53 for a body of another.
func (v *Variant) Args(body duis.Body) (usecase.Args, error) {
	if !v.takes(body) {
		return nil, duis.Refuse(duis.E53, "%s takes the body %s, not %T", v.SRV, v.Element, body)
	}
	if v.args == nil {
		return nil, nil
	}
	return v.args(body), nil
}

// takes reports whether body is one of this Variant.
func (v *Variant) takes(body duis.Body) bool { return reflect.TypeOf(body) == v.body }

// String is number and title: 4.1.1 Read Instantaneous Import Registers.
func (v *Variant) String() string { return fmt.Sprintf("%s %s", v.SRV, v.Name) }
