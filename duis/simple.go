package duis

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mains-energy/mains/eui"
)

// base is a built-in type of XML Schema: it decides the white space and the
// lexical form of a value.
type base string

const (
	xsString             base = "string" // white space kept
	xsToken              base = "token"
	xsBoolean            base = "boolean"
	xsDecimal            base = "decimal"
	xsInteger            base = "integer"
	xsNonNegativeInteger base = "nonNegativeInteger"
	xsPositiveInteger    base = "positiveInteger"
	xsUnsignedInt        base = "unsignedInt"
	xsUnsignedShort      base = "unsignedShort"
	xsDateTime           base = "dateTime"
	xsDate               base = "date"
	xsBase64             base = "base64Binary"
	xsHex                base = "hexBinary"
)

// simple is a simple type: a built-in type and what narrows it.
type simple struct {
	name      string // the type's name in messages; empty for a type without a name
	base      base
	enum      []string
	minLength int // characters of a text, octets of a binary value
	maxLength int // 0: no limit
	min, max  int64
	digits    int // of an integer; 0: no limit
	form      func(string) error
}

// normalised completes a declaration with the bounds that the built-in type and
// the Go kind imply.
func (s simple) normalised(kind reflect.Kind) *simple {
	low, high := int64(math.MinInt64), int64(math.MaxInt64)
	switch s.base {
	case xsNonNegativeInteger:
		low = 0
	case xsPositiveInteger:
		low = 1
	case xsUnsignedInt:
		low, high = 0, math.MaxUint32
	case xsUnsignedShort:
		low, high = 0, math.MaxUint16
	}
	if s.min == 0 && s.max == 0 {
		s.min, s.max = low, high
	}
	s.min, s.max = max(s.min, low), min(s.max, high)
	switch kind {
	case reflect.Uint8:
		s.max = min(s.max, math.MaxUint8)
	case reflect.Uint16:
		s.max = min(s.max, math.MaxUint16)
	case reflect.Uint32:
		s.max = min(s.max, math.MaxUint32)
	}
	if s.maxLength == 0 {
		s.maxLength = math.MaxInt
	}
	return &s
}

// set reads text as a value of s into v. The error is a sentence without subject.
func (s *simple) set(v reflect.Value, text string) error {
	if s.base != xsString {
		text = collapse(text)
	}
	if s.enum != nil && !slices.Contains(s.enum, text) {
		return fmt.Errorf("%s is not one of %s", quote(text), s.choices())
	}
	if s.form != nil {
		if err := s.form(text); err != nil {
			return fmt.Errorf("%s: %w", quote(text), err)
		}
	}
	if err := s.parse(v, text); err != nil {
		return fmt.Errorf("%s is not %s: %w", quote(text), s.described(), err)
	}
	return nil
}

func (s *simple) parse(v reflect.Value, text string) error {
	switch s.base {
	case xsBoolean:
		return setBoolean(v, text)
	case xsDateTime:
		at, err := parseDateTime(text)
		if err == nil {
			v.Set(reflect.ValueOf(at))
		}
		return err
	case xsBase64, xsHex:
		return s.setBinary(v, text)
	case xsInteger, xsNonNegativeInteger, xsPositiveInteger, xsUnsignedInt, xsUnsignedShort:
		return s.setInteger(v, text)
	case xsDecimal:
		if err := checkDecimal(text); err != nil {
			return err
		}
	case xsDate:
		if err := checkDate(text); err != nil {
			return err
		}
	}
	if n := utf8.RuneCountInString(text); n < s.minLength || n > s.maxLength {
		return fmt.Errorf("%d characters, want %s", n, s.lengths())
	}
	switch to := v.Addr().Interface().(type) {
	case *eui.ID:
		return setID(to, text)
	case *RequestID:
		id, err := parseRequestID(text)
		*to = id
		return err
	}
	v.SetString(text)
	return nil
}

// setID reads the schema's form only, hyphens required, where [eui.Parse] is wider.
func setID(to *eui.ID, text string) error {
	if len(text) != euiText {
		return errors.New("want eight pairs of hexadecimal digits joined by hyphens")
	}
	id, err := eui.Parse(text)
	*to = id
	return err
}

func setBoolean(v reflect.Value, text string) error {
	switch text {
	case "true", "1":
		v.SetBool(true)
	case "false", "0":
		v.SetBool(false)
	default:
		return errors.New("want true, false, 1 or 0")
	}
	return nil
}

func (s *simple) setInteger(v reflect.Value, text string) error {
	digits, negative := text, false
	signed := s.base == xsInteger || s.base == xsNonNegativeInteger || s.base == xsPositiveInteger
	if signed && digits != "" && (digits[0] == '+' || digits[0] == '-') {
		negative = digits[0] == '-'
		digits = digits[1:]
	}
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return errors.New("want a decimal number")
	}
	digits = strings.TrimLeft(digits, "0")
	if s.digits > 0 && len(digits) > s.digits {
		return fmt.Errorf("%d digits, want at most %d", len(digits), s.digits)
	}
	magnitude, err := strconv.ParseInt("0"+digits, 10, 64)
	if negative {
		magnitude = -magnitude
	}
	if err != nil || magnitude < s.min || magnitude > s.max {
		return fmt.Errorf("want %s", s.limits())
	}
	if v.CanUint() {
		v.SetUint(uint64(magnitude))
	} else {
		v.SetInt(magnitude)
	}
	return nil
}

func (s *simple) setBinary(v reflect.Value, text string) error {
	var octets []byte
	var err error
	if s.base == xsHex {
		octets, err = hex.DecodeString(text)
	} else {
		octets, err = base64.StdEncoding.Strict().DecodeString(strings.ReplaceAll(text, " ", ""))
	}
	if err != nil {
		return err
	}
	if len(octets) < s.minLength || len(octets) > s.maxLength {
		return fmt.Errorf("%d octets, want %s", len(octets), s.lengths())
	}
	v.SetBytes(octets)
	return nil
}

// append writes the canonical text of v, not escaped.
func (s *simple) append(dst []byte, v reflect.Value) []byte {
	switch s.base {
	case xsBoolean:
		return strconv.AppendBool(dst, v.Bool())
	case xsDateTime:
		return appendDateTime(dst, v.Interface().(time.Time))
	case xsBase64:
		return base64.StdEncoding.AppendEncode(dst, v.Bytes())
	case xsHex:
		return append(dst, strings.ToUpper(hex.EncodeToString(v.Bytes()))...)
	}
	switch {
	case v.CanUint():
		return strconv.AppendUint(dst, v.Uint(), 10)
	case v.CanInt():
		return strconv.AppendInt(dst, v.Int(), 10)
	case v.Type() == reflect.TypeFor[eui.ID]():
		return append(dst, v.Interface().(eui.ID).String()...)
	case v.Type() == reflect.TypeFor[RequestID]():
		return v.Interface().(RequestID).appendText(dst)
	}
	return append(dst, v.String()...)
}

// described is how a message calls the type.
func (s *simple) described() string {
	if s.name != "" {
		return "a " + s.name
	}
	return "a value of type " + string(s.base)
}

func (s *simple) choices() string {
	if len(s.enum) > 12 {
		return fmt.Sprintf("the %d values of %s", len(s.enum), s.name)
	}
	return strings.Join(s.enum, ", ")
}

func (s *simple) lengths() string {
	switch {
	case s.minLength == s.maxLength:
		return strconv.Itoa(s.minLength)
	case s.maxLength == math.MaxInt:
		return fmt.Sprintf("at least %d", s.minLength)
	}
	return fmt.Sprintf("%d to %d", s.minLength, s.maxLength)
}

func (s *simple) limits() string {
	switch {
	case s.max == math.MaxInt64:
		return fmt.Sprintf("at least %d", s.min)
	case s.min == math.MinInt64:
		return fmt.Sprintf("at most %d", s.max)
	}
	return fmt.Sprintf("%d to %d", s.min, s.max)
}

// collapse applies the white space rule of every built-in type but string.
func collapse(s string) string {
	clean := !strings.ContainsAny(s, "\t\n\r") && !strings.Contains(s, "  ") &&
		!strings.HasPrefix(s, " ") && !strings.HasSuffix(s, " ")
	if clean {
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
