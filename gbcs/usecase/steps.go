package usecase

import (
	"fmt"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
)

// Step is one thing that a Use Case does, for people: a row of COSEM, a frame of GBZ, a
// structure of ASN.1, or the content of an Alert.
type Step struct {
	What string // Get, Set, Action, Get selected; the name of a cluster command; Command
	Name string // of what it is about
	// Where is the address: class, logical name and attribute or method; cluster and
	// command; empty in ASN.1.
	Where string
	// When says on what it depends that the step is there, or how often; empty where it is
	// there once.
	When      string
	Encrypted bool // what it returns is for the reader only
	// Constants are the values that it always sends and that are no places, with their names.
	Constants [][2]string
	// Sends and Returns are the places it has, with an example of one element in each list.
	// Values that the Use Case fixes are in Fixed.
	Sends, Fixed, Returns Args
}

// Steps are what the Use Case does, in its order.
func (u *UseCase) Steps() []Step {
	switch c := u.Command.(type) {
	case Access:
		return c.steps()
	case Frames:
		return c.steps()
	case DER:
		return []Step{
			{What: "Command", Name: u.Title, Sends: sampled(func(b *build) { c.Command.appendDER(b, 0) })},
			{What: "Response", Name: u.Title, Returns: sampled(func(b *build) { c.Answer.appendDER(b, 0) })},
		}
	}
	if u.Alert == nil {
		return nil
	}
	content := Args{}
	for _, arg := range sampled(u.Alert.inventContent) {
		if !reported(arg.place) {
			content = append(content, arg)
		}
	}
	return []Step{{What: "Alert", Name: u.Title, Returns: content, Encrypted: u.Encrypted()}}
}

// sampled are the places that write asks for, with an example of one element in each list.
func sampled(write func(*build)) Args {
	g := &giving{invent: sampleOf, maybe: func(Place) bool { return true }}
	b := build{g: g, h: new(gbcs.Header), seal: gaugeSealer}
	write(&b)
	return g.args
}

// sampleOf is an example of a place's value.
func sampleOf(p Place) any {
	if l, ok := p.(*List); ok {
		return make([]Args, max(l.Min, 1))
	}
	return least(p)
}

func (a Access) steps() []Step {
	steps := make([]Step, len(a))
	for i := range a {
		r := &a[i]
		s := Step{
			What: r.service.String(), Name: r.label(), Where: r.object.Address(),
			Encrypted: r.objects != nil,
		}
		switch {
		case r.when != nil:
			s.When = "where " + r.when.Name + " is set"
		case r.optional:
			s.When = "where a value is given"
		}
		if f := r.sends(); f != nil {
			s.Sends, s.Constants = sampled(f.appendCOSEM), constants(f)
			if f, ok := f.(settled); ok {
				s.Fixed = f.values
			}
		}
		if r.service == dlms.GetSelected {
			s.Sends = Args{ReadFrom.Is(0), ReadTo.Is(0)}
		}
		if r.selected {
			s.Sends = Args{ProtectedFrom.Is(dlms.DateTime{}), ProtectedTo.Is(dlms.DateTime{})}
		}
		if f := r.returns(); f != nil {
			s.Returns = sampled(f.appendCOSEM)
		}
		steps[i] = s
	}
	return steps
}

// constants are the names and values that a declaration fixes.
func constants(f Field) (all [][2]string) {
	switch f := f.(type) {
	case Fixed:
		return [][2]string{{f.Name, f.Data.String()}}
	case Struct:
		for _, field := range f {
			all = append(all, constants(field)...)
		}
	}
	return all
}

func (f Frames) steps() []Step {
	steps := make([]Step, len(f))
	for i := range f {
		frame := &f[i]
		s := Step{
			What: frame.label(), Name: frame.answerName(), Encrypted: frame.Sealed, Fixed: frame.fixed,
			Where: fmt.Sprintf("%04X %v/%02X", uint16(frame.Cluster), frame.Cluster, frame.command()),
		}
		switch {
		case frame.group != nil:
			s.When = "for " + frame.group.Name
		case frame.each != nil:
			s.When = "for each of " + frame.each.Name
		case frame.times > 0:
			s.When = fmt.Sprintf("%d times", frame.times)
		}
		s.Sends = sampled(func(b *build) { frame.append(b, 0, 0) })
		if frame.Answer != nil || frame.Command == nil {
			s.Returns = sampled(func(b *build) {
				// An attribute that has not failed has no status.
				b.g.maybe = func(p Place) bool {
					_, status := p.(*ClusterAttribute)
					return !status
				}
				frame.appendAnswerPayload(b)
			})
		}
		steps[i] = s
	}
	return steps
}
