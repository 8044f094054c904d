package estate

import (
	"maps"
	"slices"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// objects are what the catalogue declares of one type of COSEM Device beside its attributes.
type objects struct {
	methods map[string]bool // by address, as the catalogue writes it
	// factory are the values of what can be set and was not: the least that may be set.
	factory usecase.Args
	// empty are the logs of the Device with nothing in them.
	empty usecase.Args
	// inForce is the attribute in which the value of another takes effect that can only be
	// written: the one with the same places, and the nearest name.
	inForce map[cosemAddress]cosemAddress
}

// objectsOf are those of the Devices of type t, whose attributes are in model.
func objectsOf(t usecase.Device, model cosemModel) objects {
	o := objects{
		methods: make(map[string]bool), factory: factoryOf(t),
		inForce: make(map[cosemAddress]cosemAddress),
	}
	for _, uc := range usecase.All {
		if uc.On.Has(t) && uc.Notation() == usecase.DLMS && !uc.IsAlert() {
			for _, step := range uc.Steps() {
				o.methods[step.Where] = true // attributes have other addresses
			}
		}
	}
	for _, attribute := range model {
		if l, ok := attribute.Value.(usecase.Log); ok {
			o.empty = append(o.empty, l.List.Is())
		}
	}
	held := make(map[cosemAddress][]usecase.Place)
	for at, attribute := range model {
		held[at] = o.placesOf(attribute)
	}
	for at, attribute := range model {
		if attribute.Writable && !attribute.Readable && len(held[at]) > 0 {
			if active, ok := nearest(at, model, held); ok {
				o.inForce[at] = active
			}
		}
	}
	return o
}

// factoryOf are the least values of all that Commands to Devices of type t can set.
func factoryOf(t usecase.Device) (args usecase.Args) {
	for _, uc := range usecase.All {
		if uc.IsAlert() || uc.Command == nil || uc.On&t == 0 {
			continue
		}
		for _, arg := range uc.Example() {
			if !args.Has(arg.Place()) {
				args = append(args, arg)
			}
		}
	}
	return args
}

// placesOf are the places of an attribute; none where the catalogue sets none of it.
func (o *objects) placesOf(attribute *usecase.Attribute) (places []usecase.Place) {
	if attribute.Value == nil {
		return nil
	}
	d, err := attribute.Data(append(measured, o.factory...))
	if err != nil {
		return nil
	}
	args, _ := attribute.Args(d)
	for _, arg := range args {
		places = append(places, arg.Place())
	}
	return places
}

// measured are places that stand beside those that can be set, or are set to what a Use Case
// fixes.
var measured = usecase.Args{
	usecase.CommodityScale.Is(commodityScale), usecase.AccountStatus.Is(activeAccount),
	usecase.PaymentMode.Is(usecase.CreditMode),
}

// commodityScale is the power of ten of the Wh that a price is for, and activeAccount the
// status of the account of a meter.
const (
	commodityScale = 3
	activeAccount  = 2
)

// nearest is the readable attribute that holds all that the one at holds, with the name
// that differs least.
func nearest(
	at cosemAddress, model cosemModel, held map[cosemAddress][]usecase.Place,
) (found cosemAddress, ok bool) {
	least := len(at.name) + 2
	for other, attribute := range model {
		if !attribute.Readable || attribute.Writable {
			continue
		}
		all := !slices.ContainsFunc(held[at], func(p usecase.Place) bool {
			return !slices.Contains(held[other], p)
		})
		if d := distance(at, other); all && (d < least || d == least && other.before(found)) {
			least, found, ok = d, other, true
		}
	}
	return found, ok
}

// distance is in how many parts two addresses differ.
func distance(a, b cosemAddress) (n int) {
	for i := range a.name {
		if a.name[i] != b.name[i] {
			n++
		}
	}
	if a.class != b.class {
		n++
	}
	return n
}

// before orders addresses.
func (a cosemAddress) before(b cosemAddress) bool { return a.String() < b.String() }

// pending are values that attributes take at a time, in microseconds: by address, in COSEM
// encoding.
type pending struct {
	At     int64             `json:"at"`
	Values map[string][]byte `json:"values"`
}

// supersede drops what else is pending of these attributes.
func (s *state) supersede(values map[string][]byte) {
	var left []pending
	for _, p := range s.Pending {
		p.Values = maps.Clone(p.Values)
		maps.DeleteFunc(p.Values, func(at string, _ []byte) bool {
			_, again := values[at]
			return again
		})
		if len(p.Values) > 0 {
			left = append(left, p)
		}
	}
	s.Pending = left
}

// settle lets what is pending and due take effect.
func (u *unit) settle(now time.Time) {
	var left []pending
	for _, p := range u.Pending {
		if p.At > now.UnixMicro() {
			left = append(left, p)
			continue
		}
		for at, value := range p.Values {
			u.state.set(at, value)
		}
		u.changed = true
	}
	if u.changed {
		u.Pending = left
	}
}

// takeEffect has what a Command has set take effect when it says: now, never, which takes
// back what is pending, or later.
func (s *cosemServer) takeEffect() {
	values := make(map[string][]byte)
	for at, in := range s.passive {
		active := s.objects.inForce[at]
		args, err := s.model[at].Args(in)
		if err != nil {
			continue // it was accepted before
		}
		value, err := s.model[active].Data(slices.Concat(args, measured, s.objects.factory))
		if err == nil {
			values[active.String()] = value.Append(nil)
		}
	}
	if len(values) == 0 {
		return
	}
	s.supersede(values)
	s.changed = true
	at, dated := s.when.Time()
	switch {
	case s.when == dlms.ExecuteNever():
	case dated && at.After(s.now):
		s.Pending = append(slices.Clone(s.Pending), pending{at.UnixMicro(), values})
	default:
		for at, value := range values {
			s.state.set(at, value)
		}
	}
}
