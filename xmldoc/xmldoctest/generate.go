// Package xmldoctest makes random documents of a schema, damages them, and asks libxml2 for
// its verdict: what tests of packages that declare documents need.
package xmldoctest

import (
	"encoding/hex"
	"math"
	"math/rand/v2"
	"reflect"
	"regexp/syntax"
	"strings"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldsig"
)

// Generator makes random values that a schema and the service allow: of every choice, with
// every optional part now and then, at the bounds more often than chance would have it. It
// makes the same values for the same seed.
type Generator struct {
	*rand.Rand
	Small bool // at most one more than the least of any list

	// Foreign are elements that another schema declares, in exclusive canonical form, by
	// local name.
	Foreign map[string]string
	// Whole reports whether Mutate leaves what is in an element as it is; nil: nowhere.
	Whole func(*xmldsig.Element) bool
	// Values make values of types with a text of their own.
	Values map[reflect.Type]func(*Generator) any

	Vocabulary // of all documents of the schema
	schema     *xmldoc.Schema
}

// New is a generator of what a schema declares.
func New(schema *xmldoc.Schema, seed uint64) *Generator {
	return &Generator{Rand: rand.New(rand.NewPCG(seed, 1)), schema: schema,
		Vocabulary: vocabularyOf(schema)}
}

// Fill makes the struct that to points at random.
func (g *Generator) Fill(to any) {
	v := reflect.ValueOf(to).Elem()
	g.content(g.schema.Plan(v.Type()), v)
}

// Alternative makes a random value for an interface, of the type of another.
func Alternative[T interface{ Element() string }](g *Generator, like T) T {
	for _, p := range g.schema.Plan(reflect.TypeFor[T]()).Parts {
		if p.Name == like.Element() {
			return g.alternative(p).Interface().(T)
		}
	}
	panic("xmldoctest: no alternative " + like.Element())
}

func (g *Generator) alternative(p *xmldoc.Particle) reflect.Value {
	v := reflect.New(p.GoType).Elem()
	if p.GoType.Kind() == reflect.Pointer {
		v.Set(reflect.New(p.GoType.Elem()))
		g.one(p, v.Elem())
	} else {
		g.one(p, v)
	}
	return v
}

// Chance is true once in n times.
func (g *Generator) Chance(n int) bool { return g.IntN(n) == 0 }

// content fills v by its plan.
func (g *Generator) content(c *xmldoc.Content, v reflect.Value) {
	if v.Kind() == reflect.Map {
		v.Set(reflect.MakeMap(v.Type()))
	}
	for _, a := range c.Attrs {
		if a.Min > 0 || g.Chance(2) {
			g.part(a, v)
		}
	}
	switch {
	case c.Value != nil:
		g.one(c.Value, v.Field(c.Value.Field))
	case v.Kind() == reflect.Interface:
		v.Set(g.alternative(c.Parts[g.IntN(len(c.Parts))]))
	case c.Choice:
		g.part(c.Parts[g.IntN(len(c.Parts))], v)
	default:
		for _, p := range c.Parts {
			if p.Min > 0 || g.Chance(2) {
				g.part(p, v)
			}
		}
	}
}

// part fills what p is of v, which is there.
func (g *Generator) part(p *xmldoc.Particle, v reflect.Value) {
	if p.Kind == xmldoc.SignatureKind {
		return
	}
	if p.Key != "" {
		inside := reflect.New(v.Type().Elem()).Elem()
		g.one(p, inside)
		v.SetMapIndex(reflect.ValueOf(p.Key), inside)
		return
	}
	if p.Field == xmldoc.Whole {
		g.one(p, v)
		return
	}
	f := v.Field(p.Field)
	switch {
	case f.Kind() == reflect.Pointer:
		f.Set(reflect.New(f.Type().Elem()))
		g.one(p, f.Elem())
	case p.Max > 1:
		f.SetZero()
		for range g.count(p.Min, p.Max) {
			f.Set(reflect.Append(f, reflect.Zero(f.Type().Elem())))
			g.one(p, f.Index(f.Len()-1))
		}
	case f.Kind() == reflect.Interface && p.Absent && g.Chance(2):
	default:
		g.one(p, f)
	}
}

// count is how many there are of a list: mostly few, now and then all that may be.
func (g *Generator) count(low, high int) int {
	most := low + 3
	if g.Small {
		most = low + 1
	} else if g.Chance(20) {
		most = low + 60
	}
	most = min(most, high)
	if g.Chance(8) {
		return most
	}
	return low + g.IntN(most-low+1)
}

// one fills one occurrence.
func (g *Generator) one(p *xmldoc.Particle, v reflect.Value) {
	switch {
	case p.Kind == xmldoc.PresenceKind:
		v.SetBool(true)
	case p.Kind == xmldoc.ForeignKind && p.Space == NamespaceSignature:
		v.SetString(Signature)
	case p.Kind == xmldoc.ForeignKind:
		v.SetString(g.Foreign[p.Name])
	case p.Inner != nil:
		g.content(p.Inner, v)
	default:
		g.value(p.Simple, v)
	}
}

// value sets a value of a simple type.
func (g *Generator) value(s *xmldoc.Simple, v reflect.Value) {
	switch {
	case s.Enum != nil:
		if err := s.Set(v, s.Enum[g.IntN(len(s.Enum))]); err != nil {
			panic(err)
		}
		return
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(g.time(s.Base)))
		return
	case v.Type() == reflect.TypeFor[xmldoc.TimeOfDay]():
		v.SetInt(g.Int64N(24*3600*100) * int64(10*time.Millisecond))
		return
	case v.Type() == reflect.TypeFor[eui.ID]():
		v.Set(reflect.ValueOf(g.EUI()))
		return
	case v.Type() == reflect.TypeFor[xmldoc.Decimal]():
		v.Set(reflect.ValueOf(g.decimal(s)))
		return
	case g.Values[v.Type()] != nil:
		v.Set(reflect.ValueOf(g.Values[v.Type()](g)))
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(g.Chance(2))
	case reflect.String:
		v.SetString(g.text(s))
	case reflect.Slice:
		octets := make([]byte, g.length(s))
		for i := range octets {
			octets[i] = byte(g.Uint32())
		}
		v.SetBytes(octets)
	default:
		g.number(s, v)
	}
}

// number sets an integer, at a bound every other time.
func (g *Generator) number(s *xmldoc.Simple, v reflect.Value) {
	low, high := s.Min, s.Max
	if s.Digits > 0 {
		high = min(high, int64(math.Pow10(s.Digits))-1)
	}
	n := []int64{low, high, min(high, low+1), g.between(low, high), g.between(low, high)}[g.IntN(5)]
	if v.CanUint() {
		v.SetUint(uint64(n))
		return
	}
	v.SetInt(n)
}

func (g *Generator) between(low, high int64) int64 {
	if width := uint64(high) - uint64(low); width < math.MaxInt64 {
		return low + g.Int64N(int64(width)+1)
	}
	return int64(g.Uint64()>>1) - low%2
}

// EUI is a random identifier.
func (g *Generator) EUI() (id eui.ID) {
	for i := range id {
		id[i] = byte(g.Uint32())
	}
	return id
}

func (g *Generator) time(b xmldoc.Base) time.Time {
	at := time.UnixMilli(1_400_000_000_000 + g.Int64N(1_000_000_000_000)).UTC()
	switch {
	case g.Chance(20):
		at = time.Date(1+g.IntN(9999), at.Month(), at.Day()%28+1, 0, 0, 0, g.IntN(1e9), time.UTC)
	case g.Chance(2):
		at = at.Truncate(time.Second)
	}
	if b == xmldoc.BaseDate {
		at = at.Truncate(24 * time.Hour)
		if g.Chance(20) {
			at = time.Date(65535, 2, 28, 0, 0, 0, 0, time.UTC)
		}
	}
	return at
}

// length is a length that s allows.
func (g *Generator) length(s *xmldoc.Simple) int {
	high := min(s.MaxLength, s.MinLength+40)
	if s.MaxLength < 1000 && g.Chance(4) {
		return s.MaxLength
	}
	return s.MinLength + g.IntN(high-s.MinLength+1)
}

// text is a text that s allows.
func (g *Generator) text(s *xmldoc.Simple) string {
	switch {
	case s.Base == xmldoc.BaseDecimal:
		return []string{"5.4", "5.1", "-0.50", "7", "+.5", "100000000000000000.000001"}[g.IntN(6)]
	case s.Base == xmldoc.BaseInteger:
		return []string{"0", "-1", "+99", "0012345678901234567"}[g.IntN(4)]
	case s.Base == xmldoc.BaseHex:
		octets := make([]byte, g.length(s))
		for i := range octets {
			octets[i] = byte(g.Uint32())
		}
		return strings.ToUpper(hex.EncodeToString(octets))
	case s.Pattern == nil:
		return g.runes(g.length(s))
	}
	parsed, err := syntax.Parse(s.Pattern.String(), syntax.Perl)
	if err != nil {
		panic(err)
	}
	for {
		var b strings.Builder
		g.match(parsed.Simplify(), &b, g.length(s))
		if n := b.Len(); n >= s.MinLength && n <= s.MaxLength {
			return b.String()
		}
	}
}

// match writes a text that a pattern matches; most bounds the repeats.
func (g *Generator) match(re *syntax.Regexp, b *strings.Builder, most int) {
	times := 1
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
		return
	case syntax.OpCharClass:
		i := 2 * g.IntN(len(re.Rune)/2)
		b.WriteRune(re.Rune[i] + g.Int32N(re.Rune[i+1]-re.Rune[i]+1))
		return
	case syntax.OpStar, syntax.OpPlus:
		times = max(1, g.IntN(max(most, 1))+1) - 1
		if re.Op == syntax.OpPlus {
			times++
		} else {
			times = min(times, 3)
		}
	case syntax.OpQuest:
		times = g.IntN(2)
	}
	for range times {
		for _, sub := range re.Sub {
			g.match(sub, b, most)
		}
	}
}

// alphabet are characters that writers of XML get wrong, and ordinary ones.
var alphabet = []rune("aZ09 -_.,:;/\\'\"&<>]\t\n\r\u00a0\u00e9\u4e2d\u2028\U0001f50c")

func (g *Generator) runes(n int) string {
	text := make([]rune, n)
	for i := range text {
		text[i] = 'A' + g.Int32N(26)
		if g.Chance(4) {
			text[i] = alphabet[g.IntN(len(alphabet))]
		}
	}
	return string(text)
}

// decimal is a decimal that s allows, with as many places as it may have or a few.
func (g *Generator) decimal(s *xmldoc.Simple) xmldoc.Decimal {
	if s.Bounded {
		return xmldoc.Decimal{Digits: g.between(s.Min, s.Max), Places: uint8(s.Fraction)}
	}
	n := []int64{0, 7, -5, 12345, g.between(-1e12, 1e12), math.MaxInt64, math.MinInt64}[g.IntN(7)]
	places := g.IntN(6)
	if s.Fraction > 0 {
		places = min(places, s.Fraction)
	}
	return xmldoc.Decimal{Digits: n, Places: uint8(places)}
}
