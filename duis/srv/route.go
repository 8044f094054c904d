package srv

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Route is one Use Case that a Variant becomes, and when.
type Route struct {
	UseCase *usecase.UseCase
	On      usecase.Devices // types of the target
	Roles   Roles           // in which it is this one; nil for all of the Variant
	Phases  Phases          // of the ESME
	Others  usecase.Devices // types of the OtherDeviceID of a join; zero: any
	Why     string          // what the body must be for it, in words; empty for any

	when  func(duis.Body) bool
	write func(*Writer, duis.Body)
	read  func(*Reader, duis.Body)
}

// Phases narrows a Route to some ESMEs, as their variant in the inventory says.
type Phases uint8

// The narrowings.
const (
	AnyPhases Phases = iota
	SinglePhase
	PolyPhase
)

// Has reports whether an ESME of this variant, such as ADE, is meant. Polyphase variants
// begin with C.
func (p Phases) Has(esmeVariant string) bool {
	return p == AnyPhases || strings.HasPrefix(esmeVariant, "C") == (p == PolyPhase)
}

// To declares a Route of a Variant whose body is B.
//
// A mapping has two halves that know nothing of each other. Write says in the arguments
// of the Use Case what the body asks; Read takes the values of a message one by one and
// says in a body what it would be asked by. [Transform] uses the one, [Correlate] the
// other. Both are nil where the body has nothing for the message.
type To[B any] struct {
	UseCase *usecase.UseCase
	On      usecase.Devices // zero: all that the Use Case is for
	Roles   Roles
	Phases  Phases
	Others  usecase.Devices
	Why     string        // the When in words
	When    func(*B) bool // whether the body is for this Route; nil: always
	Write   func(*Writer, *B)
	Read    func(*Reader, *B)
}

func (t To[B]) route() *Route {
	r := &Route{
		UseCase: t.UseCase, On: t.On, Roles: t.Roles, Phases: t.Phases, Others: t.Others, Why: t.Why,
	}
	if r.On == 0 {
		r.On = t.UseCase.On
	}
	if t.When != nil {
		r.when = func(b duis.Body) bool { return t.When(any(b).(*B)) }
	}
	if t.Write != nil {
		r.write = func(w *Writer, b duis.Body) { t.Write(w, any(b).(*B)) }
	}
	if t.Read != nil {
		r.read = func(r *Reader, b duis.Body) { t.Read(r, any(b).(*B)) }
	}
	return r
}

// AmbiguousError says that what is known of the Device leaves several Use Cases.
type AmbiguousError struct {
	Variant *Variant
	Routes  []*Route
}

// Error names them.
func (e *AmbiguousError) Error() string {
	could := make([]string, len(e.Routes))
	for i, r := range e.Routes {
		could[i] = fmt.Sprintf("%s (%s)", r.UseCase.Code, r.On)
	}
	return fmt.Sprintf("srv: %s can become %s: say which Device or Use Case",
		e.Variant.SRV, strings.Join(could, " or "))
}

// Route is the way in which a request with this body goes, from what in says of the
// Device and the User. The error is a refusal with E11 where the Variant is not for such a
// Device, E60 where it is not for its GBCS version, E53 for a body of another Variant; or
// an [*AmbiguousError]. DUIS 3.3.
func (v *Variant) Route(body duis.Body, in *Inputs) (*Route, error) {
	if !v.takes(body) {
		return nil, duis.Refuse(duis.E53, "%s takes the body %s, not %T", v.SRV, v.Element, body)
	}
	var fit []*Route
	old := false
	for _, r := range v.Routes {
		switch {
		case in.Device != 0 && !r.On.Has(in.Device),
			in.UseCase != "" && r.UseCase.Code != in.UseCase,
			in.Role != 0 && r.Roles != nil && !r.Roles.Has(in.Role),
			in.Other != 0 && r.Others != 0 && !r.Others.Has(in.Other),
			in.UseCase == "" && in.ESMEVariant != "" && !r.Phases.Has(in.ESMEVariant),
			r.when != nil && !r.when(body):
		case in.UseCase == "" && in.GBCSVersion != "" && !v.inForce(r.UseCase.Code, in.GBCSVersion):
			old = true
		default:
			fit = append(fit, r)
		}
	}
	if len(fit) > 1 && in.Device != 0 {
		fit = v.likeliest(fit)
	}
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(fit) > 1:
		return nil, &AmbiguousError{v, fit}
	case old:
		return nil, duis.Refuse(duis.E60, "%s as asked is not for GBCS version %s", v.SRV, in.GBCSVersion)
	}
	return nil, duis.Refuse(duis.E11, "%s as asked is not for %s", v.SRV, in.target())
}

// likeliest narrows the Routes of a Device of which the inventory says neither GBCS version
// nor variant: it is of the newest version, and an ESME has a single phase.
func (v *Variant) likeliest(fit []*Route) []*Route {
	newest := slices.DeleteFunc(slices.Clone(fit), func(r *Route) bool {
		return !v.inForce(r.UseCase.Code, "")
	})
	single := slices.DeleteFunc(slices.Clone(newest), func(r *Route) bool {
		return r.Phases == PolyPhase
	})
	for _, narrowed := range [][]*Route{single, newest} {
		if len(narrowed) > 0 {
			return narrowed
		}
	}
	return fit
}

// succession says which Use Case has taken the place of which, and from which GBCS
// version on. The pairs are published; the versions are chosen, since no source was found.
var succession = []struct{ old, next, from string }{
	{"ECS08", "ECS08a", "2.0"},
	{"ECS26d", "ECS26l", "2.0"},
	{"GCS21d", "GCS21k", "2.0"},
	{"ECS30", "ECS30a", "2.0"},
	{"GCS25", "GCS25a", "2.0"},
	{"ECS26e", "ECS26m", "3.2"},
	{"ECS26i", "ECS26n", "3.2"},
	{"GCS21e", "GCS21m", "3.2"},
	{"GCS24", "GCS24a", "3.2"},
	{"ECS35f", "ECS35g", "3.2"},
	{"GCS60", "GCS60a", "4.1"},
	{"CCS05/CCS04", "CCS06", "4.1"},
}

// inForce reports whether a Use Case is the one that the Variant becomes in this GBCS
// version, such as 4.2; empty is the newest. Where the Variant has no successor for it, it
// stays.
func (v *Variant) inForce(code, version string) bool {
	for _, s := range succession {
		newer := version == "" || compareVersions(version, s.from) >= 0
		switch {
		case code == s.old && newer && v.becomes(s.next), code == s.next && !newer && v.becomes(s.old):
			return false
		}
	}
	return true
}

// becomes reports whether the Variant has a Route to a Use Case.
func (v *Variant) becomes(code string) bool {
	return slices.ContainsFunc(v.Routes, func(r *Route) bool { return r.UseCase.Code == code })
}

// compareVersions compares versions such as 3.2 by their numbers.
func compareVersions(a, b string) int {
	for a != "" && b != "" {
		var x, y string
		x, a, _ = strings.Cut(a, ".")
		y, b, _ = strings.Cut(b, ".")
		n, _ := strconv.Atoi(x) // what is no number counts as 0
		m, _ := strconv.Atoi(y)
		if n != m {
			return cmp.Compare(n, m)
		}
	}
	return cmp.Compare(len(a), len(b))
}
