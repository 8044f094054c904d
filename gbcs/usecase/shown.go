package usecase

// Shown says where the values of the answer to a Use Case, or of what its Alert holds, stand
// in the Message Mapping Catalogue. A value stands in the element that is named like its
// [Place], unless the Use Case says otherwise. Paths are names of elements joined by
// slashes, from the element of the service on, for example Electricity/MPAN.
type Shown struct {
	// In is the element that all other paths begin in; empty for that of the service. An
	// Alert without it has no payload in the catalogue.
	In string
	// Each is in GBZ the repeated element that one answer to a frame is, by the number of
	// the frame. Empty, and beyond its end: none.
	Each []string
	// As are the paths of values that do not stand under their own names, [Hidden] or [Within]
	// among them. Inside a list or a group they go on from its path.
	As Paths
	// By writes a value that is not one value at one path.
	By Writers
	// Whole writes what several values make together, after the others.
	Whole func(to Form, args Args)
}

// Paths are where values stand.
type Paths map[Place]string

// The paths of values that do not stand anywhere alone.
const (
	Hidden = "-" // the catalogue has no element for it
	Within = "." // the element itself: of a list, its elements stand where it would
)

// Writers write values. What one gets is the value of [Arg.Value].
type Writers map[Place]func(to Form, value any)

// Form is an element of a document of the catalogue, to be filled in.
type Form interface {
	// In is the element at a path, made where it is not there yet.
	In(path string) Form
	// Add is a further one of the repeated element at a path.
	Add(path string) Form
	// Set gives the element or attribute at a path its value: a [Value], or a Go value that
	// fits it. What does not fit is left out.
	Set(path string, value any)
}

// Value is a value as a message has it, and what a number counts there.
type Value struct {
	Arg
	Unit   Unit
	Scaler int8 // the number counts 10 to this power of Unit, by what the message says
	// Multiplier and Divisor make cubic metres or kWh of the registers of gas meters, and are
	// 1 elsewhere; 0 where the message does not say.
	Multiplier, Divisor uint64
}

// fill writes those of args that paths names, and of a list its elements, each one value.
func fill(to Form, args Args, paths Paths) {
	for _, a := range args {
		path, ok := paths[a.place]
		if !ok {
			continue
		}
		elements, ok := a.value.([]Args)
		if !ok {
			to.Set(path, valueOf(a))
			continue
		}
		for _, element := range elements {
			fill(to, element, Paths{element[0].place: path})
		}
	}
}

// Of finds how a Use Case shows a place: the path, or the writer. Ok is false where the
// catalogue has nothing of it.
func (m *Shown) Of(p Place) (path string, by func(Form, any), ok bool) {
	if by = m.By[p]; by != nil {
		return "", by, true
	}
	path, said := m.As[p]
	switch {
	case said:
	case unshown(p):
		path = Hidden
	default:
		path = p.Info().Name
	}
	return path, nil, path != Hidden
}

// unshown reports whether a place is of the message rather than of what it tells, and is shown
// only where a Use Case says so.
func unshown(p Place) bool {
	switch p := p.(type) {
	case *Scaling, *ClusterAttribute:
		return true
	case Register:
		if f := p.format(); f != Unformatted && f != Formatted {
			return true
		}
	}
	return reported(p) || bookkeeping[p]
}

// bookkeeping are the places by which commands, pieces and versions are told apart.
var bookkeeping = func() map[Place]bool {
	of := map[Place]bool{}
	for _, p := range []Place{
		ProviderID, IssuerEventID, GasStartTime, CommandIndex, TotalCommands, TariffType,
		IssuerCalendarID, CalendarType, TotalEvents, LogPayloadControl, LogID,
		SnapshotID, SnapshotsFound, SnapshotCause, SnapshotPayloadType, SnapshotTiersAndBlocks,
		SampleType, ScheduleIndex, ScheduleEnable, SpecialDayIndex, CommodityScale,
		PriceTrailingDigit, PriceUnitOfMeasure,
	} {
		of[p] = true
	}
	return of
}()

// each is the repeated element that the answer to a frame is.
func (m *Shown) each(row int) string {
	if row < 0 || row >= len(m.Each) {
		return ""
	}
	return m.Each[row]
}

// Show writes the values of the answer or Alert into a form, as the Use Case says. What was
// refused or failed, and what stays encrypted, is left out.
func (t *Tree) Show(to Form) {
	m := &t.UseCase.MMC
	if m.In != "" {
		to = to.In(m.In)
	}
	s := showing{t, m, t.scales()}
	if t.UseCase.IsAlert() {
		s.values(to, 0, len(t.nodes))
		if path, ok := m.As[ReportedTime]; ok {
			to.Set(path, t.Time)
		}
	}
	for i := range t.parts {
		p := &t.parts[i]
		if p.failed || p.instead || t.UseCase.IsAlert() {
			continue
		}
		part := to
		if path := m.each(p.row); path != "" {
			part = to.Add(path)
		}
		s.values(part, p.from, p.to)
	}
	if m.Whole != nil {
		m.Whole(to, t.Args())
	}
}

// showing is a message that is shown.
type showing struct {
	*Tree
	*Shown
	scales *scales
}

// values writes the values in the nodes from one to before another.
func (s *showing) values(to Form, from, end int) {
	for i := from; i < end; {
		n := &s.nodes[i]
		next := int(n.next)
		switch n.kind {
		case nodeLeaf:
			s.leaf(to, n)
			next = i + 1
		case nodeList, nodeGroup:
			s.inside(to, i)
		default:
			next = i + 1 // what is inside
		}
		i = next
	}
}

// leaf writes one value.
func (s *showing) leaf(to Form, n *node) {
	path, by, ok := s.Of(n.place)
	switch {
	case !ok:
	case by != nil:
		by(to, s.decode(n))
	default:
		to.Set(path, s.scales.value(Arg{n.place, s.decode(n)}))
	}
}

// inside writes what the list or group that is node i holds.
func (s *showing) inside(to Form, i int) {
	n := &s.nodes[i]
	path, by, ok := s.Of(n.place)
	switch {
	case !ok:
		return
	case by != nil && n.kind == nodeList:
		by(to, s.elements(i))
		return
	case by != nil:
		by(to, s.argsIn(i+1, int(n.next), true))
		return
	case n.kind == nodeGroup:
		if path != Within {
			to = to.In(path)
		}
		s.values(to, i+1, int(n.next))
		return
	}
	for e := i + 1; e < int(n.next); e = int(s.nodes[e].next) {
		if s.nodes[e].kind != nodeElement {
			continue
		}
		element := to
		if path != Within {
			element = to.Add(path)
		}
		s.values(element, e+1, int(s.nodes[e].next))
	}
}

// valueOf is a value that counts what its place says.
func valueOf(a Arg) Value {
	info := a.place.Info()
	return Value{Arg: a, Unit: info.Unit, Scaler: info.Scaler, Multiplier: 1, Divisor: 1}
}

// value is a value with what it counts by what the message says.
func (s *scales) value(a Arg) Value {
	v := valueOf(a)
	if r, ok := a.place.(Register); ok && r.format() == Formatted {
		v.Scaler = 0
		if s.metering.unit != NoUnit {
			v.Unit = s.metering.unit
		}
		v.Multiplier, v.Divisor = s.metering.multiplier, s.metering.divisor
	} else if by, ok := s.of[a.place]; ok && by.Unit != countUnit {
		v.Unit, v.Scaler = by.Unit, by.Scaler
	}
	return v
}
