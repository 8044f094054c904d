package xmldoc_test

import (
	"encoding"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldoc/xmldoctest"
	"github.com/mains-energy/mains/xmldsig"
)

// schema declares documents with everything that the tags can say, signatures apart.
var schema = xmldoc.New(xmldoc.Schema{
	Namespace: "urn:x", Prefix: "x", Version: "1.0",
	Globals: map[string]reflect.Type{
		"Reading": reflect.TypeFor[reading](), "Pair": reflect.TypeFor[Pair](),
	},
	Simple: map[string]xmldoc.Simple{
		"Pair":   {Base: xmldoc.BaseToken, Written: "(0|[1-9][0-9]?)/(0|[1-9][0-9]?)"},
		"narrow": {Base: xmldoc.BaseNonNegativeInteger},
		"Status": {Base: xmldoc.BaseString, Enum: []string{"On", "Off & on"}},
	},
	Sets:  map[string][]string{"Flags": {"A", "B", "C"}, "Channel": {"C1", "C2"}},
	OneOf: map[string]bool{"Channel": true},
	Alternatives: map[reflect.Type]xmldoc.Alternatives{
		reflect.TypeFor[payload](): xmldoc.AlternativesOf([]payload{(*Log)(nil), Count(0)}),
	},
})

// reading is the sample document.
type reading struct {
	SchemaVersion string   `doc:"schemaVersion,attr,base=decimal"`
	Position      *int64   `doc:"position,attr"`
	Status        string   `doc:"status,attr,optional,is=Status"`
	Verified      *bool    `doc:"verified,attr"`
	From          eui.ID   `doc:",in=Header"`
	Pair          Pair     `doc:",in=Header,text=PairText"`
	PairText      string   `doc:"-"`
	At            *atClock `doc:",in=Header"`

	Total    int64            `doc:",unit=Wh"`
	Delta    *int64           `doc:",base=integer"`
	Level    *int8            `doc:",range=-5..100"`
	Byte     uint8            `doc:",base=unsignedByte"`
	Short    int16            `doc:",base=short"`
	Scale    *int32           `doc:",base=nonPositiveInteger"`
	Exact    xmldoc.Decimal   `doc:""`
	Price    *xmldoc.Decimal  `doc:",fraction=2,range=-50..1000"`
	Pence    *int64           `doc:",base=decimal,fraction=3,range=-2000..2000"`
	Block    []indexed        `doc:",n=0..3"`
	Octets   []byte           `doc:",len=1..4"`
	Hash     *string          `doc:",base=hexBinary"`
	Date     *time.Time       `doc:",base=date,one=?"`
	Clock    xmldoc.TimeOfDay `doc:",one=?"`
	Flags    Flags            `doc:",optional"`
	Channel  Channel          `doc:",optional"`
	Whole    bool             `doc:",empty"`
	Comment  string           `doc:",optional,len=0..20"`
	Common   `doc:",group"`
	Mixed    []payload      `doc:",group,n=0..4"`
	Payload  payload        `doc:",group,optional"`
	Elsewhat xmldoc.Foreign `doc:",optional"`
	Body     payload        `doc:"Body"`
}

// Common is a group.
type Common struct {
	First  *uint32
	Second []string `doc:",n=1..2,len=1..3"`
}

// indexed is a number with attributes.
type indexed struct {
	Index uint8  `doc:"index,attr,range=1..4"`
	Note  string `doc:"note,attr,optional"`
	Value int64  `doc:",value"`
}

// atClock is a time with what the clock says of itself.
type atClock struct {
	Reliable *bool     `doc:"reliable,attr"`
	Time     time.Time `doc:",value"`
}

// Flags are presence by name, Channel is one of its set.
type (
	Flags   map[string]bool
	Channel map[string]bool
)

type payload interface{ Element() string }

// Log is a payload.
type Log struct {
	Entry []entry `doc:",n=0..*"`
}

type entry struct {
	Pair Pair
	Text string `doc:",len=0..12"`
}

// Count is a payload.
type Count uint16

// Element is the name.
func (*Log) Element() string { return "Log" }

// Element is the name.
func (Count) Element() string { return "Count" }

// Pair is a type with a text of its own, of two numbers below 100; 0/0 is of no use.
type Pair struct{ A, B int }

var (
	_ encoding.TextAppender    = Pair{}
	_ encoding.TextUnmarshaler = (*Pair)(nil)
)

// AppendText writes A/B.
func (p Pair) AppendText(dst []byte) ([]byte, error) {
	return strconv.AppendInt(append(strconv.AppendInt(dst, int64(p.A), 10), '/'), int64(p.B), 10), nil
}

// UnmarshalText reads A/B.
func (p *Pair) UnmarshalText(text []byte) error {
	a, b, _ := strings.Cut(string(text), "/")
	var err error
	read := func(s string) int {
		n, failed := strconv.ParseUint(s, 10, 8)
		if failed != nil || n > 99 || strconv.FormatUint(n, 10) != s {
			err = errors.New("want a/b")
		}
		return int(n)
	}
	made := Pair{read(a), read(b)}
	if err != nil {
		return err
	}
	if *p = made; made == (Pair{}) {
		return &xmldoc.Breach{Reason: "nothing of nothing"}
	}
	return nil
}

// newGenerator makes random readings.
func newGenerator(seed uint64) *xmldoctest.Generator {
	g := xmldoctest.New(schema, seed)
	g.Values = map[reflect.Type]func(*xmldoctest.Generator) any{
		reflect.TypeFor[Pair](): func(g *xmldoctest.Generator) any {
			return Pair{g.IntN(100), 1 + g.IntN(99)}
		},
	}
	g.Foreign = map[string]string{
		"Elsewhat": `<x:Elsewhat xmlns:x="urn:x"><y xmlns="urn:y">&amp;</y></x:Elsewhat>`,
	}
	return g
}

// random makes one reading.
func random(g *xmldoctest.Generator) *reading {
	r := &reading{}
	g.Fill(r)
	r.PairText = ""
	return r
}

// read decodes a document of any struct.
func read(s *xmldoc.Schema, text string, to any) (breaches []*xmldoc.Fault, err error) {
	doc, err := xmldsig.Parse([]byte(text))
	if err != nil {
		return nil, err
	}
	return s.Decode(doc.Root, to)
}

// narrow holds less than its simple type.
type narrow int8

// box holds one value.
type box[T any] struct{ V T }

// unbox reads a value, and writes it again.
func unbox[T any](text string) (written string, breaches []*xmldoc.Fault, err error) {
	var b box[T]
	breaches, err = read(schema, `<x:box xmlns:x="urn:x"><x:V>`+text+`</x:V></x:box>`, &b)
	_, after, _ := strings.Cut(string(schema.AppendElement(nil, "box", &b)), "<x:V>")
	written, _, _ = strings.Cut(after, "<")
	return written, breaches, err
}

// must fails a test on an error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
