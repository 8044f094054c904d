package usecase

import (
	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/zcl"
)

// Status is how one item of a Command went, as its Response says.
type Status struct {
	Code uint8 // a [dlms.DataAccessResult] or a [zcl.Status]
	// Action says that in COSEM the item called a method.
	Action bool
	// Part is the part of the Response that says so, from 0.
	Part int
	// Cluster and Command are those of the item in GBZ: FF in place of a command that was not
	// carried out since one before it had failed. In a read it is of the Attribute.
	Cluster   zcl.ClusterID
	Command   uint8
	Attribute *zcl.AttributeID
}

// Statuses are how the items of a Response went, in the order of the message; none in ASN.1,
// which has no such items, and of what stays encrypted.
func (t *Tree) Statuses() []Status {
	var all []Status
	for i := range t.parts {
		p := &t.parts[i]
		switch c := t.UseCase.Command.(type) {
		case Access:
			all = append(all, Status{
				Code: p.code, Part: i, Action: c.answeredBy(p.row).service == dlms.Action,
			})
		case Frames:
			all = t.frameStatuses(all, i, &c[p.row])
		}
	}
	return all
}

// frameStatuses appends how a frame went that part i answers.
func (t *Tree) frameStatuses(all []Status, i int, f *Frame) []Status {
	p := &t.parts[i]
	whole := Status{Code: p.code, Part: i, Cluster: f.Cluster, Command: f.command()}
	if p.instead {
		whole.Command = p.command
		return append(all, whole)
	}
	if f.Command != nil {
		return append(all, whole)
	}
	for j := p.from; j < p.to; j++ {
		n := &t.nodes[j]
		if n.kind != nodeLeaf {
			continue
		}
		for _, a := range f.Reads {
			s := whole
			s.Attribute = &a.ID
			switch n.place {
			case a:
				s.Code = uint8(n.num)
			case a.Place:
			default:
				continue
			}
			all = append(all, s)
		}
	}
	return all
}

// Fragment is one part of a message, as far as it was read.
type Fragment struct {
	Name string
	// Sealed says that Octets are an encrypted item, else they are the whole part.
	Sealed bool
	Octets []byte // point into the message
}

// Fragments are the parts of a Response or an Alert in the order of the message. The encrypted
// items are those that [Tree.Read] asks its [Decrypter] for, in the same order.
func (t *Tree) Fragments() []Fragment {
	var all []Fragment
	whole := t.Message.Payload
	base := payloadOffset(t.Message)
	for i := range t.parts {
		p := &t.parts[i]
		if sealed := t.sealed(p.from, p.to); sealed != nil {
			all = append(all, sealed...)
			continue
		}
		from := min(p.off-base, len(whole))
		all = append(all, Fragment{
			Name: t.UseCase.partName(p), Octets: whole[from:min(from+p.n, len(whole))],
		})
	}
	if len(t.parts) == 0 {
		return t.sealed(0, len(t.nodes))
	}
	return all
}

// sealed are the encrypted items in the nodes from one to before another.
func (t *Tree) sealed(from, to int) (all []Fragment) {
	for i := from; i < to; i++ {
		if n := &t.nodes[i]; n.kind == nodeSealed {
			all = append(all, Fragment{Name: n.label, Sealed: true, Octets: t.raw(n)})
		}
	}
	return all
}
