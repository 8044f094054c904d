package xmldoc

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Base is a built-in type of XML Schema: it decides the white space and the lexical form of
// a value.
type Base string

// The built-in types that values may have. Of all but strings white space around a value and
// repeated inside is none of it.
const (
	BaseString             Base = "string"
	BaseToken              Base = "token"
	BaseBoolean            Base = "boolean"
	BaseDecimal            Base = "decimal"
	BaseInteger            Base = "integer"
	BaseNonNegativeInteger Base = "nonNegativeInteger"
	BasePositiveInteger    Base = "positiveInteger"
	BaseNonPositiveInteger Base = "nonPositiveInteger"
	BaseNegativeInteger    Base = "negativeInteger"
	BaseLong               Base = "long"
	BaseInt                Base = "int"
	BaseShort              Base = "short"
	BaseByte               Base = "byte"
	BaseUnsignedLong       Base = "unsignedLong"
	BaseUnsignedInt        Base = "unsignedInt"
	BaseUnsignedShort      Base = "unsignedShort"
	BaseUnsignedByte       Base = "unsignedByte"
	BaseDateTime           Base = "dateTime"
	BaseDate               Base = "date"
	BaseTime               Base = "time"
	BaseBase64             Base = "base64Binary"
	BaseHex                Base = "hexBinary"
)

// Simple is a simple type: a built-in type and what narrows it. In a content model it is
// only read, and its bounds are also those of the built-in type and the Go kind.
type Simple struct {
	Name      string // in messages and schemas; empty for a type without a name
	Base      Base
	Enum      []string       // the values, if they are listed
	MinLength int            // characters of a text, octets of a binary value
	MaxLength int            // 0 in a declaration, math.MaxInt in a content model: no limit
	Bounded   bool           // Min and Max are declared
	Min, Max  int64          // both included; of a decimal in units of 10 to minus Fraction
	Digits    int            // of an integer, at most; 0: no limit
	Fraction  int            // digits after the point of a decimal, at most
	Pattern   *regexp.Regexp // of the form ^(...)$
	Written   string         // the pattern that schemas have where the Go type reads the text
	Note      string         // says for people what the pattern is of

	own     bool // the Go type has a text of its own
	integer bool // values are whole numbers

	low, high int64 // Min and Max, the Go type apart
}

// EUIPattern is the pattern of an EUI-64.
const EUIPattern = `[A-Fa-f0-9]{2}(-[A-Fa-f0-9]{2}){7}`

// identifier is the type of an EUI-64 where a schema declares none.
var identifier = Simple{Name: "EUI", Base: BaseToken, Written: EUIPattern}

// normalised completes a declaration with the bounds that the built-in type and the Go type
// imply.
func (s Simple) normalised(t reflect.Type) *Simple {
	low, high := s.Base.bounds()
	if !s.Bounded {
		s.Min, s.Max = low, high
	}
	s.Min, s.Max = max(s.Min, low), min(s.Max, high)
	s.low, s.high = s.Min, s.Max
	switch bits := kindBits[t.Kind()]; {
	case bits < 0:
		s.Min, s.Max = max(s.Min, -1<<(-bits-1)), min(s.Max, 1<<(-bits-1)-1)
	case bits == 64:
		s.Min = max(s.Min, 0)
	case bits > 0:
		s.Min, s.Max = max(s.Min, 0), min(s.Max, 1<<bits-1)
	}
	if s.MaxLength == 0 {
		s.MaxLength = math.MaxInt
	}
	s.own, s.integer = t != timeType && isText(t), s.Base.Integer()
	return &s
}

// kindBits are the bits of integers, below zero of those with a sign.
var kindBits = map[reflect.Kind]int{
	reflect.Int8: -8, reflect.Int16: -16, reflect.Int32: -32,
	reflect.Uint8: 8, reflect.Uint16: 16, reflect.Uint32: 32, reflect.Uint64: 64,
}

// bounds are the least and the greatest value of a built-in type, as far as an int64 holds
// them.
func (b Base) bounds() (low, high int64) {
	low, high = int64(math.MinInt64), int64(math.MaxInt64)
	switch b {
	case BaseNonNegativeInteger, BaseUnsignedLong:
		low = 0
	case BasePositiveInteger:
		low = 1
	case BaseNonPositiveInteger:
		high = 0
	case BaseNegativeInteger:
		high = -1
	case BaseInt:
		low, high = math.MinInt32, math.MaxInt32
	case BaseShort:
		low, high = math.MinInt16, math.MaxInt16
	case BaseByte:
		low, high = math.MinInt8, math.MaxInt8
	case BaseUnsignedInt:
		low, high = 0, math.MaxUint32
	case BaseUnsignedShort:
		low, high = 0, math.MaxUint16
	case BaseUnsignedByte:
		low, high = 0, math.MaxUint8
	}
	return low, high
}

// boundless reports whether a built-in type has numbers of any size on that side of zero.
func (b Base) boundless(negative bool) bool {
	switch b {
	case BaseInteger, BaseDecimal:
		return true
	case BaseNonNegativeInteger, BasePositiveInteger:
		return !negative
	case BaseNonPositiveInteger, BaseNegativeInteger:
		return negative
	}
	return false
}

// Integer reports whether values are whole numbers.
func (b Base) Integer() bool {
	low, high := b.bounds()
	return b.boundless(true) != b.boundless(false) || b == BaseInteger || b == BaseLong ||
		low != math.MinInt64 || high != math.MaxInt64
}

// unsigned reports whether a number has no sign, not even plus.
func (b Base) unsigned() bool { return strings.HasPrefix(string(b), "unsigned") }

// described is how a message calls the type.
func (s *Simple) described() string {
	if s.Name != "" {
		return "a " + s.Name
	}
	return "a value of type " + string(s.Base)
}

func (s *Simple) choices() string {
	if len(s.Enum) > 12 {
		return fmt.Sprintf("the %d values of %s", len(s.Enum), s.Name)
	}
	return strings.Join(s.Enum, ", ")
}

func (s *Simple) lengths() string {
	switch {
	case s.MinLength == s.MaxLength:
		return strconv.Itoa(s.MinLength)
	case s.MaxLength == math.MaxInt:
		return fmt.Sprintf("at least %d", s.MinLength)
	}
	return fmt.Sprintf("%d to %d", s.MinLength, s.MaxLength)
}

func (s *Simple) limits() string {
	switch {
	case s.high == math.MaxInt64 && !s.Bounded:
		return "at least " + s.decimalText(s.low)
	case s.low == math.MinInt64 && !s.Bounded:
		return "at most " + s.decimalText(s.high)
	}
	return s.decimalText(s.low) + " to " + s.decimalText(s.high)
}

// collapse applies the white space rule of every built-in type but string.
func collapse(s string) string {
	clean := strings.IndexByte(s, '\t') < 0 && strings.IndexByte(s, '\n') < 0 &&
		strings.IndexByte(s, '\r') < 0 && (strings.IndexByte(s, ' ') < 0 ||
		!strings.Contains(s, "  ") && s[0] != ' ' && s[len(s)-1] != ' ')
	if clean { // as in most documents; these searches are fast also in large values
		return s
	}
	blank := func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }
	return strings.Join(strings.FieldsFunc(s, blank), " ")
}

// quote shortens a value for a message.
func quote(s string) string {
	if len(s) > 60 {
		cut := 60
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		return strconv.Quote(s[:cut]) + "..."
	}
	return strconv.Quote(s)
}
