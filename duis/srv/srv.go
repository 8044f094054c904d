// Package srv is the catalogue of Service Reference Variants: what each Service
// Request is called, who may make it of which Device in which way, and which GBCS
// Use Case with which values carries it out.
//
// Each Variant is one declared value in the file of its group, such as supply.go, and
// one line in [All]. [Lookup] finds it by its number. [Transform] turns a request into
// the GBCS message, for the gateway and the command line alike; [Correlate] is the User's
// proof of the opposite direction, by the second half of each mapping; [CheckSigned] ties
// what a User signed to the request that carries it. Everything here is pure: the caller
// brings the Device, the counters and the rights.
//
//	variant, ok := srv.Lookup(req.ServiceReferenceVariant)
//	command, err := srv.Transform(req, srv.Inputs{Device: usecase.ESME, Known: true})
package srv

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Variant is one Service Reference Variant as declared. Nobody writes to one after
// its declaration. DUIS 3.8.
type Variant struct {
	SRV       string // for example 4.1.1
	Name      string // title, for people
	Element   string // the body's element
	Critical  bool   // transformed first, then signed by the User
	NonDevice bool   // answered by the DCC itself
	// CVs are the Command Variants it may be sent with; where the declaration has none,
	// those of its kind: 4 to 7 where critical, 8 where answered by the DCC, else 1 to 3.
	CVs         CVs
	Roles       Roles                    // the User Roles it is for
	Only        map[usecase.Device]Roles // narrower Roles for some types of Device
	Future      Future                   // who holds an execution date
	Schedulable bool                     // may be put into a DCC Schedule
	// Target is the target response time on demand, and TargetSMETS1 that of a SMETS1
	// Device; see targets for how sure each is.
	Target, TargetSMETS1 time.Duration
	SMETS1               SMETS1     // whether it is also for SMETS1 Devices
	Originator           Originator // whose name is on the command
	Routes               []*Route   // what it becomes; empty for Non-Device
	Note                 string     // what a User should know beyond this; empty where nothing
	Clause               string     // DUIS clause

	body reflect.Type
}

// Roles are the User Roles that a Variant is for.
type Roles []duis.UserRole

// Has reports whether role is one of them.
func (r Roles) Has(role duis.UserRole) bool { return slices.Contains(r, role) }

// String is the roles, joined by commas.
func (r Roles) String() string {
	names := make([]string, len(r))
	for i, role := range r {
		names[i] = role.String()
	}
	return strings.Join(names, ", ")
}

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
	FutureBoth                 // the date is in the command, which the DCC holds until near it
)

// String is none, DSP, Device, or DSP and Device.
func (f Future) String() string {
	names := [...]string{"none", "DSP", "Device", "DSP and Device"}
	if int(f) < len(names) {
		return names[f]
	}
	return fmt.Sprintf("Future(%d)", uint8(f))
}

// SMETS1 says whether a Variant is also for SMETS1 Devices.
type SMETS1 uint8

// What is known of SMETS1. Most of it is recalled.
const (
	NotSMETS1      SMETS1 = iota
	RecalledSMETS1        // so people remember
	ForSMETS1             // so a source says
)

// String is no, recalled, or yes.
func (s SMETS1) String() string {
	names := [...]string{"no", "recalled", "yes"}
	if int(s) < len(names) {
		return names[s]
	}
	return fmt.Sprintf("SMETS1(%d)", uint8(s))
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
	// CoSParty: the party that carries out changes of supplier originates.
	CoSParty
)

// String names the originator.
func (o Originator) String() string {
	names := [...]string{"User", "Access Control Broker", "CoS Party"}
	if int(o) < len(names) {
		return names[o]
	}
	return fmt.Sprintf("Originator(%d)", uint8(o))
}

// From declares a Variant whose body is B, with what it becomes.
func From[B any](v Variant, routes ...To[B]) *Variant {
	v.body = reflect.TypeFor[*B]()
	v.Element = reflect.Zero(v.body).Interface().(duis.Body).Element()
	switch {
	case v.CVs != nil:
	case v.Critical:
		v.CVs = critical
	case v.NonDevice:
		v.CVs = byTheDCC
	default:
		v.CVs = nonCritical
	}
	if v.Target == 0 {
		v.Target = defaultTarget
	}
	if v.Clause == "" {
		v.Clause = "DUIS 3.8"
	}
	for _, to := range routes {
		v.Routes = append(v.Routes, to.route())
	}
	return &v
}

// defaultTarget is the target response time of Variants for which no source was found:
// chosen.
const defaultTarget = 30 * time.Second

// Lookup finds a Variant by its number, and whether there is one.
func Lookup(srv string) (*Variant, bool) {
	v, ok := bySRV[srv]
	return v, ok
}

var bySRV = func() map[string]*Variant {
	index := make(map[string]*Variant, len(All))
	for _, v := range All {
		index[v.SRV] = v
	}
	return index
}()

// ServiceReference is the group that the Variant belongs to, for example 4.1.
func (v *Variant) ServiceReference() string {
	if parts := strings.SplitN(v.SRV, ".", 3); len(parts) == 3 {
		return parts[0] + "." + parts[1]
	}
	return v.SRV
}

// Agrees reports whether the parts of a request name the same service: its Service
// Reference, its Variant, and a body that goes with the Command Variant. The error
// is a refusal with E53. DUIS 3.4.1.
func (v *Variant) Agrees(req *duis.Request) error {
	reference := v.ServiceReference()
	if req.ServiceReferenceVariant != v.SRV || req.ServiceReference != reference {
		return duis.Refuse(duis.E53, "Service Reference %s with Variant %s: want %s with %s",
			req.ServiceReference, req.ServiceReferenceVariant, reference, v.SRV)
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

// On is the set of types of Device that the Variant is for.
func (v *Variant) On() (on usecase.Devices) {
	for _, r := range v.Routes {
		on |= r.On
	}
	return on
}

// Devices yields the types of Device that the Variant is for.
func (v *Variant) Devices() iter.Seq[usecase.Device] {
	return func(yield func(usecase.Device) bool) {
		on := v.On()
		for d := usecase.ESME; d <= usecase.CAD; d <<= 1 {
			if on.Has(d) && !yield(d) {
				return
			}
		}
	}
}

// AppliesTo reports whether the Variant is for this type of Device.
func (v *Variant) AppliesTo(d usecase.Device) bool { return v.On().Has(d) }

// Admits reports whether a User in this role may make the request of this type of
// Device; whether of this very Device is for the gateway to say.
func (v *Variant) Admits(role duis.UserRole, d usecase.Device) bool {
	if only, narrowed := v.Only[d]; narrowed && !only.Has(role) {
		return false
	}
	return v.Roles.Has(role) && v.AppliesTo(d)
}

// takes reports whether body is one of this Variant.
func (v *Variant) takes(body duis.Body) bool { return reflect.TypeOf(body) == v.body }

// String is number and title: 4.1.1 Read Instantaneous Import Registers.
func (v *Variant) String() string { return fmt.Sprintf("%s %s", v.SRV, v.Name) }
