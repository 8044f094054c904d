package usecase

import (
	"math/rand/v2"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/zcl"
)

// Example are arguments that make the smallest Command of u: what may be left out is, lists
// have as few elements as they may, numbers are the least, and times are the beginning of
// 2020. Of an Alert they are those of its content.
func (u *UseCase) Example() Args {
	args, _ := u.invented(least, func(Place) bool { return false })
	return args
}

// Random are arguments with values at random, within all bounds, of places that a Command
// may be without some and some not.
func (u *UseCase) Random(r *rand.Rand) Args {
	args, _ := u.invented(
		func(p Place) any { return anyValue(r, p) }, func(Place) bool { return r.IntN(2) == 0 })
	return args
}

// invented are the arguments that are asked for while a payload is written.
func (u *UseCase) invented(invent func(Place) any, maybe func(Place) bool) (Args, []byte) {
	g := &giving{invent: invent, maybe: maybe}
	b := build{g: g, h: &gbcs.Header{Message: u.Message}, seal: gaugeSealer}
	switch {
	case u.Command != nil:
		u.Command.appendCommand(&b)
	case u.Alert != nil:
		u.Alert.inventContent(&b)
	}
	var args Args
	for _, arg := range g.args {
		if !reported(arg.place) {
			args = append(args, arg)
		}
	}
	return args, b.dst
}

// inventContent writes an Alert for the sake of its content.
func (r *Report) inventContent(b *build) {
	switch {
	case r.DER != nil:
		r.DER.appendDER(b, 0)
	case r.Notation == GBZ:
		r.appendGBZ(b)
	default:
		r.appendDLMS(b)
	}
}

// gaugeSealer makes an item as long as an encrypted one.
func gaugeSealer(dst, plaintext []byte) []byte {
	dst = append(dst, make([]byte, sealedHeader)...)
	dst = append(dst, plaintext...)
	return append(dst, make([]byte, gbcs.MACSize)...)
}

// SmallestCommand is the number of octets of the smallest Command of u with its Grouping
// Header, without signature and MAC; 0 of an Alert.
func (u *UseCase) SmallestCommand() int {
	if u.Command == nil {
		return 0
	}
	_, payload := u.invented(least, func(Place) bool { return false })
	m := gbcs.Message{Header: gbcs.Header{Flag: gbcs.Command}, Payload: payload}
	return m.Size()
}

// moments is the instant of examples, and the first of those drawn at random.
var moments = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// inventive is a place that can say values of its own.
type inventive interface {
	// draw is a value at random; the least where r is nil.
	draw(r *rand.Rand) any
}

// least is the least value of a place.
func least(p Place) any { return p.(inventive).draw(nil) }

// anyValue is a value of a place at random.
func anyValue(r *rand.Rand, p Place) any { return p.(inventive).draw(r) }

// number is a number at random from lo to hi, lo where r is nil.
func pick(r *rand.Rand, lo, hi int) int {
	if r == nil || hi <= lo {
		return lo
	}
	return lo + r.IntN(hi-lo+1)
}

// octetsOf are n octets at random, zeros where r is nil.
func octetsOf(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(pick(r, 0, 255))
	}
	return b
}

// momentOf is an instant within thirty years of the examples'.
func momentOf(r *rand.Rand) time.Time {
	return moments.Add(time.Duration(pick(r, 0, 30*365*24*3600)) * time.Second)
}

// fewElements bounds lists drawn at random that have no bound of their own.
const fewElements = 4

func (s *Slot[T]) draw(r *rand.Rand) any {
	lo, hi := s.limits()
	switch {
	case s.Closed:
		return T(s.Codes[pick(r, 0, len(s.Codes)-1)].Value)
	case r == nil:
		return max(lo, min(hi, 0))
	}
	if span := uint64(hi) - uint64(lo); span+1 != 0 {
		return lo + T(r.Uint64N(span+1))
	}
	return T(r.Uint64())
}

// limits are the least and the greatest value.
func (s *Slot[T]) limits() (least, most T) {
	if s.Min != 0 || s.Max != 0 {
		return s.Min, s.Max
	}
	if all := ^T(0); all > 0 {
		return 0, all
	}
	least = T(1)
	for least > 0 {
		least <<= 1
	}
	return least, ^least
}

// mostOf is the greatest length of text and octets drawn at random.
func mostOf(least, most int) int {
	if most == 0 {
		return least + 8
	}
	return most
}

func (s *Flag) draw(r *rand.Rand) any { return pick(r, 0, 1) == 1 }

func (s *Text) draw(r *rand.Rand) any {
	b := make([]byte, pick(r, s.Min, mostOf(s.Min, s.Max)))
	for i := range b {
		b[i] = byte(pick(r, ' ', '~'))
	}
	return string(b)
}

func (s *Octets) draw(r *rand.Rand) any {
	if s.Element {
		n := pick(r, 0, 100)
		return append([]byte{sequence, byte(n)}, octetsOf(r, n)...)
	}
	return octetsOf(r, pick(r, s.Min, mostOf(s.Min, s.Max)))
}

func (s *Moment) draw(r *rand.Rand) any {
	return dlms.DateTimeOf(momentOf(r), dlms.NotSpecified)
}

func (s *Date) draw(r *rand.Rand) any { return dlms.DateOf(momentOf(r)) }

func (s *TimeOfDay) draw(r *rand.Rand) any {
	return dlms.TimeOfDay{byte(pick(r, 0, 23)), byte(pick(r, 0, 59)), byte(pick(r, 0, 59)), 0}
}

func (s *Stamp) draw(r *rand.Rand) any        { return SecondsOf(momentOf(r)) }
func (s *CalendarDate) draw(r *rand.Rand) any { return zcl.DateOf(momentOf(r)) }
func (s *ZuluTime) draw(r *rand.Rand) any     { return momentOf(r) }
func (s *ID) draw(r *rand.Rand) any           { return eui.ID(octetsOf(r, eui.Size)) }

func (s *Bits) draw(r *rand.Rand) any {
	n := s.N
	if n == 0 {
		n = pick(r, 0, 20)
	}
	b := octetsOf(r, (n+7)/8)
	if n%8 != 0 {
		b[len(b)-1] &= 0xFF << (8 - n%8)
	}
	return BitString{b, n}
}

func (s *List) draw(r *rand.Rand) any {
	most := s.Min + fewElements
	if s.Max > 0 {
		most = min(most, s.Max)
	}
	return make([]Args, pick(r, s.Min, most))
}

func (s *Group) draw(*rand.Rand) any   { return Args(nil) }
func (s *Scaling) draw(*rand.Rand) any { return s.usual() }

func (s *KeyUsage) draw(r *rand.Rand) any {
	return []smki.Usage{smki.DigitalSignature, smki.KeyAgreement, smki.KeyCertSign}[pick(r, 0, 2)]
}

func (a *ClusterAttribute) draw(*rand.Rand) any { return zcl.HardwareFailure }

// ExamplePayloads are the payload of the smallest Command of each Use Case, the Response to
// it where all goes well, and of each Alert: something to feed to whoever reads payloads.
// What would be encrypted stands in the clear.
func ExamplePayloads() [][]byte {
	var all [][]byte
	for _, u := range All {
		if u.Command == nil && u.Alert == nil {
			continue
		}
		_, payload := u.invented(least, func(Place) bool { return false })
		all = append(all, payload)
		if u.Command != nil {
			all = append(all, u.exampleAnswer())
		}
	}
	return all
}

// RandomAnswer is the payload of a Response with Header h whose values are at random, and in
// which some of what was asked is refused. What would be encrypted stands in the clear, behind
// as many octets as the header of an encrypted item and before as many as its tag. It is nil
// where the Command has no item that must be answered, or the message would be too long.
func (u *UseCase) RandomAnswer(r *rand.Rand, h *gbcs.Header) []byte {
	results := randomResults(r, u)
	if len(results) == 0 {
		return nil
	}
	payload, err := u.randomAnswer(r, h, results)
	if err != nil || len(payload) > maxPayload {
		return nil
	}
	return payload
}

// randomAnswer is the payload of a Response with these results and values at random.
func (u *UseCase) randomAnswer(r *rand.Rand, h *gbcs.Header, results []Result) ([]byte, error) {
	g := &giving{
		invent: func(p Place) any { return anyValue(r, p) },
		maybe: func(p Place) bool {
			_, status := p.(*ClusterAttribute)
			return !status || r.IntN(4) == 0
		},
	}
	b := build{g: g, h: h, seal: gaugeSealer}
	u.Command.appendAnswer(&b, results)
	return b.dst, b.err
}

// randomResults are the results of all rows, of frames that may be repeated some, and of
// each whether it is refused. After the first component that is refused the others have
// that too.
func randomResults(r *rand.Rand, u *UseCase) (results []Result) {
	switch c := u.Command.(type) {
	case Access:
		results = make([]Result, len(c))
		for i := range results {
			results[i].Row = i
			if r.IntN(4) == 0 {
				results[i].Code = uint8(dlms.ReadWriteDenied)
			}
		}
	case Frames:
		failed := false
		for i := range c {
			times := max(c[i].times, 1)
			switch {
			case c[i].each != nil:
				times = r.IntN(3)
			case c[i].where != nil:
				times = r.IntN(2)
			}
			for range times {
				one := Result{Row: i, Sequence: uint8(len(results))}
				if c[i].Command != nil && (failed || c[i].Answer == nil || r.IntN(8) == 0) {
					one.Instead, one.Command = true, c[i].command()
					switch {
					case failed:
						one.Command, one.Code = zcl.NotExecuted().Command, uint8(zcl.NotExecuted().Status)
					case r.IntN(8) == 0:
						one.Code, failed = uint8(zcl.Failure), true
					}
				}
				results = append(results, one)
			}
		}
	default:
		results = []Result{{}}
	}
	return results
}

// exampleAnswer is the payload of a Response in which all goes well.
func (u *UseCase) exampleAnswer() []byte {
	results := []Result{{}}
	switch c := u.Command.(type) {
	case Access:
		results = make([]Result, len(c))
	case Frames:
		results = make([]Result, len(c))
	}
	for i := range results {
		results[i].Row, results[i].Sequence = i, uint8(i)
		if f, ok := u.Command.(Frames); ok && f[i].Answer == nil && f[i].Command != nil {
			results[i].Instead, results[i].Command = true, f[i].command()
		}
	}
	g := &giving{invent: sampleOf, maybe: func(p Place) bool {
		_, status := p.(*ClusterAttribute)
		return !status
	}}
	b := build{g: g, h: &gbcs.Header{Message: u.Message}, seal: gaugeSealer}
	u.Command.appendAnswer(&b, results)
	return b.dst
}
