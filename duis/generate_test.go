package duis

import (
	"math"
	"math/rand/v2"
	"reflect"
	"regexp/syntax"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
)

// generator makes random values that the schema and the service allow: of every
// choice, with every optional part now and then, at the bounds more often than chance
// would have it.
type generator struct {
	*rand.Rand
	small bool // at most one more than the least of any list
}

func newGenerator(seed uint64) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, 1))}
}

// chance is true once in n times.
func (g *generator) chance(n int) bool { return g.IntN(n) == 0 }

// request makes a request with the given body, or with a random one for nil.
func (g *generator) request(body Body) *Request {
	req := &Request{}
	g.content(requestPlan, reflect.ValueOf(req).Elem())
	if body != nil {
		made := reflect.New(reflect.TypeOf(body).Elem())
		g.content(compiler.content(made.Elem().Type()), made.Elem())
		req.Body = made.Interface().(Body)
	}
	req.RequestIDText = req.RequestID.String()
	return req
}

// response makes a response that holds the alternative given, or a random one for nil.
func (g *generator) response(inside any) *Response {
	resp := &Response{}
	g.content(responsePlan, reflect.ValueOf(resp).Elem())
	switch inside := inside.(type) {
	case ResponseBody:
		resp.Body = g.alternative(inside).(ResponseBody)
	case Payload:
		message := g.alternative((*ResponseMessage)(nil)).(*ResponseMessage)
		message.Payload = g.alternative(inside).(Payload)
		resp.Body = message
	case DCCAlert:
		message := g.alternative((*DCCAlertMessage)(nil)).(*DCCAlertMessage)
		message.DCCAlert = g.alternative(inside).(DCCAlert)
		resp.Body = message
	}
	if resp.RequestID != nil {
		resp.RequestIDText = resp.RequestID.String()
	}
	resp.DateTime = resp.DateTime.Truncate(time.Millisecond)
	return resp
}

// alternative makes a value of the type of another.
func (g *generator) alternative(of any) any {
	t := reflect.TypeOf(of)
	v := reflect.New(t).Elem()
	part := &particle{min: 1}
	(&planner{done: compiler.done, alternatives: compiler.alternatives}).inside(part, t, options{})
	if t.Kind() == reflect.Pointer {
		v.Set(reflect.New(t.Elem()))
		g.one(part, v.Elem())
	} else {
		g.one(part, v)
	}
	return v.Interface()
}

// everything are requests and responses with every body, message, payload and alert.
func (g *generator) everything() (requests []*Request, responses []*Response) {
	for _, body := range bodies {
		requests = append(requests, g.request(body))
	}
	for _, message := range messages {
		responses = append(responses, g.response(message))
	}
	for _, payload := range payloads {
		responses = append(responses, g.response(payload))
	}
	for _, alert := range alerts {
		responses = append(responses, g.response(alert))
	}
	return requests, responses
}

// content fills v by its plan.
func (g *generator) content(c *content, v reflect.Value) {
	if v.Kind() == reflect.Map {
		v.Set(reflect.MakeMap(v.Type()))
	}
	for _, a := range c.attrs {
		g.one(a, v.Field(a.field))
	}
	switch {
	case c.value != nil:
		g.one(c.value, v.Field(c.value.field))
	case v.Kind() == reflect.Interface:
		p := c.parts[g.IntN(len(c.parts))]
		v.Set(reflect.ValueOf(g.alternative(reflect.Zero(p.goType).Interface())))
	case c.choice:
		g.part(c.parts[g.IntN(len(c.parts))], v)
	default:
		for _, p := range c.parts {
			if p.min > 0 || g.chance(2) {
				g.part(p, v)
			}
		}
	}
}

// part fills what p is of v, which is there.
func (g *generator) part(p *particle, v reflect.Value) {
	if p.kind == signature {
		return
	}
	if p.key != "" {
		inside := reflect.New(v.Type().Elem()).Elem()
		g.one(p, inside)
		v.SetMapIndex(reflect.ValueOf(p.key), inside)
		return
	}
	if p.field == whole {
		g.one(p, v)
		return
	}
	f := v.Field(p.field)
	switch {
	case f.Kind() == reflect.Pointer:
		f.Set(reflect.New(f.Type().Elem()))
		g.one(p, f.Elem())
	case p.max > 1:
		f.SetZero()
		for range g.count(p.min, p.max) {
			f.Set(reflect.Append(f, reflect.Zero(f.Type().Elem())))
			g.one(p, f.Index(f.Len()-1))
		}
	case f.Kind() == reflect.Interface && p.absent && g.chance(2):
	default:
		g.one(p, f)
	}
}

// count is how many there are of a list: mostly few, now and then all that may be.
func (g *generator) count(low, high int) int {
	most := low + 3
	if g.small {
		most = low + 1
	} else if g.chance(20) {
		most = low + 60
	}
	most = min(most, high)
	if g.chance(8) {
		return most
	}
	return low + g.IntN(most-low+1)
}

// one fills one occurrence.
func (g *generator) one(p *particle, v reflect.Value) {
	switch {
	case p.kind == presence:
		v.SetBool(true)
	case p.kind == foreign && p.space == namespaceSignature:
		v.SetString(foreignSignature)
	case p.kind == foreign:
		v.SetString(foreignParts[p.name])
	case p.inner != nil:
		g.content(p.inner, v)
	default:
		g.value(p.simple, v)
	}
}

// value sets a value of a simple type.
func (g *generator) value(s *simple, v reflect.Value) {
	switch {
	case s.enum != nil:
		if err := s.set(v, s.enum[g.IntN(len(s.enum))]); err != nil {
			panic(err)
		}
		return
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(g.time(s.base)))
		return
	case v.Type() == reflect.TypeFor[TimeOfDay]():
		v.SetInt(g.Int64N(24*3600*100) * int64(10*time.Millisecond))
		return
	case v.Type() == reflect.TypeFor[eui.ID]():
		v.Set(reflect.ValueOf(g.eui()))
		return
	case v.Type() == reflect.TypeFor[RequestID]():
		counter := []uint64{1, g.Uint64()>>8 + 1, math.MaxUint64}[g.IntN(3)]
		v.Set(reflect.ValueOf(RequestID{g.eui(), g.eui(), counter}))
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(g.chance(2))
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
func (g *generator) number(s *simple, v reflect.Value) {
	low, high := s.min, s.max
	if s.digits > 0 {
		high = min(high, int64(math.Pow10(s.digits))-1)
	}
	n := []int64{low, high, min(high, low+1), g.between(low, high), g.between(low, high)}[g.IntN(5)]
	if v.CanUint() {
		v.SetUint(uint64(n))
		return
	}
	v.SetInt(n)
}

func (g *generator) between(low, high int64) int64 {
	if width := uint64(high) - uint64(low); width < math.MaxInt64 {
		return low + g.Int64N(int64(width)+1)
	}
	return int64(g.Uint64()>>1) - low%2
}

func (g *generator) eui() (id eui.ID) {
	for i := range id {
		id[i] = byte(g.Uint32())
	}
	return id
}

func (g *generator) time(b base) time.Time {
	at := time.UnixMilli(1_400_000_000_000 + g.Int64N(1_000_000_000_000)).UTC()
	switch {
	case g.chance(20):
		at = time.Date(1+g.IntN(9999), at.Month(), at.Day()%28+1, 0, 0, 0, g.IntN(1e9), time.UTC)
	case g.chance(2):
		at = at.Truncate(time.Second)
	}
	if b == xsDate {
		at = at.Truncate(24 * time.Hour)
		if g.chance(20) {
			at = time.Date(lastYear, 2, 28, 0, 0, 0, 0, time.UTC)
		}
	}
	return at
}

// length is a length that s allows.
func (g *generator) length(s *simple) int {
	high := min(s.maxLength, s.minLength+40)
	if s.maxLength < 1000 && g.chance(4) {
		return s.maxLength
	}
	return s.minLength + g.IntN(high-s.minLength+1)
}

// text is a text that s allows.
func (g *generator) text(s *simple) string {
	switch {
	case s.base == xsDecimal:
		return []string{"5.4", "5.1", "-0.50", "7", "+.5", "100000000000000000.000001"}[g.IntN(6)]
	case s.base == xsInteger:
		return []string{"0", "-1", "+99", "0012345678901234567"}[g.IntN(4)]
	case s.pattern == nil:
		return g.runes(g.length(s))
	}
	parsed, err := syntax.Parse(s.pattern.String(), syntax.Perl)
	if err != nil {
		panic(err)
	}
	for {
		var b strings.Builder
		g.match(parsed.Simplify(), &b, g.length(s))
		if n := b.Len(); n >= s.minLength && n <= s.maxLength {
			return b.String()
		}
	}
}

// match writes a text that a pattern matches; most bounds the repeats.
func (g *generator) match(re *syntax.Regexp, b *strings.Builder, most int) {
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

func (g *generator) runes(n int) string {
	text := make([]rune, n)
	for i := range text {
		text[i] = 'A' + g.Int32N(26)
		if g.chance(4) {
			text[i] = alphabet[g.IntN(len(alphabet))]
		}
	}
	return string(text)
}

// foreignSignature is a ds:Signature in exclusive canonical form.
const foreignSignature = `<ds:Signature xmlns:ds="` + namespaceSignature + `"><ds:SignedInfo>` +
	`<ds:CanonicalizationMethod Algorithm="urn:c"></ds:CanonicalizationMethod>` +
	`<ds:SignatureMethod Algorithm="urn:s"></ds:SignatureMethod><ds:Reference>` +
	`<ds:DigestMethod Algorithm="urn:d"></ds:DigestMethod><ds:DigestValue>AA==</ds:DigestValue>` +
	`</ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>`

const (
	namespaceMMC = "http://www.dccinterface.co.uk/ResponseAndAlert"
	oneEUI       = "90-B3-D5-1F-30-01-00-00"
)

// foreignParts are the smallest elements of SMETS1 messages that the MMC schema allows,
// in exclusive canonical form.
var foreignParts = map[string]string{
	"Header": `<sr:Header xmlns:sr="` + Namespace + `"><ra:BusinessOriginatorID xmlns:ra="` +
		namespaceMMC + `">` + oneEUI + `</ra:BusinessOriginatorID><ra:BusinessTargetID xmlns:ra="` +
		namespaceMMC + `">` + oneEUI + `</ra:BusinessTargetID><ra:OriginatorCounter xmlns:ra="` +
		namespaceMMC + `">1</ra:OriginatorCounter></sr:Header>`,
	"ResponseMessage":    `<sr:ResponseMessage xmlns:sr="` + Namespace + `"></sr:ResponseMessage>`,
	"DeviceAlertMessage": `<sr:DeviceAlertMessage xmlns:sr="` + Namespace + `"></sr:DeviceAlertMessage>`,
}

// TestRoundTrip: what Append writes of any value reads as that value, and is written
// again to the same bytes.
func TestRoundTrip(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 5
	}
	for seed := range uint64(rounds) {
		requests, responses := newGenerator(seed).everything()
		for _, req := range requests {
			raw := req.Append(nil)
			again, err := Parse(raw)
			if err != nil {
				t.Fatalf("seed %d: %v\n%s", seed, err, raw)
			}
			if got := plain(again); !reflect.DeepEqual(got, *req) {
				t.Fatalf("seed %d: %s\n%+v\n%+v", seed, raw, req.Body, got.Body)
			}
			if second := again.Append(nil); string(second) != string(raw) {
				t.Fatalf("seed %d:\n%s\n%s", seed, raw, second)
			}
		}
		for _, resp := range responses {
			raw := resp.Append(nil)
			again, err := ParseResponse(raw)
			if err != nil {
				t.Fatalf("seed %d: %v\n%s", seed, err, raw)
			}
			if !reflect.DeepEqual(again, resp) {
				t.Fatalf("seed %d: %s\n%+v\n%+v", seed, raw, resp.Body, again.Body)
			}
			if second := again.Append(nil); string(second) != string(raw) {
				t.Fatalf("seed %d:\n%s\n%s", seed, raw, second)
			}
		}
	}
}
