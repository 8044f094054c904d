package duis

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"reflect"
	"regexp"
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
	xsNonPositiveInteger base = "nonPositiveInteger"
	xsInt                base = "int"
	xsShort              base = "short"
	xsUnsignedLong       base = "unsignedLong"
	xsUnsignedInt        base = "unsignedInt"
	xsUnsignedShort      base = "unsignedShort"
	xsDateTime           base = "dateTime"
	xsDate               base = "date"
	xsTime               base = "time"
	xsBase64             base = "base64Binary"
	xsHex                base = "hexBinary"
)

// simple is a simple type: a built-in type and what narrows it.
type simple struct {
	name      string // the type's name in messages; empty for a type without a name
	base      base
	enum      []string
	minLength int  // characters of a text, octets of a binary value
	maxLength int  // 0: no limit
	bounded   bool // min and max are set
	min, max  int64
	digits    int // of an integer; 0: no limit
	fraction  int // of a decimal: the value counts 10 to minus this
	pattern   *regexp.Regexp
}

// normalised completes a declaration with the bounds that the built-in type and
// the Go kind imply.
func (s simple) normalised(kind reflect.Kind) *simple {
	low, high := s.base.bounds()
	if !s.bounded {
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

// bounds are the least and the greatest value of a built-in type, as far as an int64 holds
// them.
func (b base) bounds() (low, high int64) {
	low, high = int64(math.MinInt64), int64(math.MaxInt64)
	switch b {
	case xsNonNegativeInteger, xsUnsignedLong:
		low = 0
	case xsPositiveInteger:
		low = 1
	case xsNonPositiveInteger:
		high = 0
	case xsInt:
		low, high = math.MinInt32, math.MaxInt32
	case xsShort:
		low, high = math.MinInt16, math.MaxInt16
	case xsUnsignedInt:
		low, high = 0, math.MaxUint32
	case xsUnsignedShort:
		low, high = 0, math.MaxUint16
	}
	return low, high
}

// set reads text as a value of s into v. The error is a sentence without subject.
func (s *simple) set(v reflect.Value, text string) error {
	if s.base != xsString {
		text = collapse(text)
	}
	if s.base == xsHex {
		text = strings.ToUpper(text) // the case of a digit is none of the value
	}
	if s.enum != nil && !slices.Contains(s.enum, text) {
		return fmt.Errorf("%s is not one of %s", quote(text), s.choices())
	}
	if s.pattern != nil && !s.pattern.MatchString(text) {
		return fmt.Errorf("%s is not of the form %s", quote(text), s.pattern)
	}
	if err := s.parse(v, text); err != nil {
		if beyondSchema(err) {
			return fmt.Errorf("%s: %w", quote(text), err)
		}
		return fmt.Errorf("%s is not %s: %w", quote(text), s.described(), err)
	}
	return nil
}

func (s *simple) parse(v reflect.Value, text string) error {
	switch s.base {
	case xsBoolean:
		return setBoolean(v, text)
	case xsDateTime:
		return setParsed(v, text, parseDateTime)
	case xsDate:
		return setParsed(v, text, parseDate)
	case xsTime:
		return setParsed(v, text, parseTimeOfDay)
	case xsBase64, xsHex:
		return s.setBinary(v, text)
	case xsInteger, xsNonNegativeInteger, xsPositiveInteger, xsNonPositiveInteger, xsInt, xsShort,
		xsUnsignedLong, xsUnsignedInt, xsUnsignedShort:
		return s.setInteger(v, text)
	case xsDecimal:
		if err := checkDecimal(text); err != nil {
			return err
		}
		if v.Kind() != reflect.String {
			return s.setScaled(v, text)
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
		if err == nil && id.Counter == 0 {
			err = errZeroCounter
		}
		return err
	}
	v.SetString(text)
	return nil
}

// setParsed sets what parse reads, also where it breaks only a rule of the service.
func setParsed[T any](v reflect.Value, text string, parse func(string) (T, error)) error {
	read, err := parse(text)
	if err == nil || beyondSchema(err) {
		v.Set(reflect.ValueOf(read))
	}
	return err
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
	if digits != "" && (digits[0] == '+' || digits[0] == '-') && !s.unsigned() {
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
	if v.Kind() == reflect.String { // of any length: serial numbers have up to 20 octets
		v.SetString(text)
		return nil
	}
	magnitude, err := strconv.ParseInt("0"+digits, 10, 64)
	if negative {
		magnitude = -magnitude
	}
	return s.setNumber(v, magnitude, err)
}

// unsigned reports whether a number has no sign, not even plus.
func (s *simple) unsigned() bool {
	return s.base == xsUnsignedShort || s.base == xsUnsignedInt || s.base == xsUnsignedLong
}

// setScaled sets a decimal as the number of its last allowed digits.
func (s *simple) setScaled(v reflect.Value, text string) error {
	negative := text[0] == '-'
	digits, fraction, _ := strings.Cut(strings.TrimLeft(text, "+-"), ".")
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > s.fraction {
		return fmt.Errorf("%d digits after the point, want at most %d", len(fraction), s.fraction)
	}
	fraction += strings.Repeat("0", s.fraction-len(fraction))
	magnitude, err := strconv.ParseInt("0"+digits+fraction, 10, 64)
	if negative {
		magnitude = -magnitude
	}
	return s.setNumber(v, magnitude, err)
}

func (s *simple) setNumber(v reflect.Value, n int64, err error) error {
	if err != nil || n < s.min || n > s.max {
		return fmt.Errorf("want %s", s.limits())
	}
	if v.CanUint() {
		v.SetUint(uint64(n))
	} else {
		v.SetInt(n)
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
	if v.Kind() == reflect.String {
		v.SetString(text)
		return nil
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
	case xsDate:
		return v.Interface().(time.Time).AppendFormat(dst, "2006-01-02Z")
	case xsTime:
		return v.Interface().(TimeOfDay).append(dst)
	case xsDecimal:
		if v.Kind() != reflect.String {
			return s.appendScaled(dst, v)
		}
	case xsBase64:
		return base64.StdEncoding.AppendEncode(dst, v.Bytes())
	case xsHex:
		if v.Kind() == reflect.String {
			break
		}
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

// appendScaled writes a decimal with all its digits.
func (s *simple) appendScaled(dst []byte, v reflect.Value) []byte {
	digits := fmt.Sprintf("%0*d", s.fraction+1, v.Interface())
	point := len(digits) - s.fraction
	return append(append(append(dst, digits[:point]...), '.'), digits[point:]...)
}

// decimalText is a bound as a document writes it.
func (s *simple) decimalText(n int64) string {
	if s.fraction == 0 {
		return strconv.FormatInt(n, 10)
	}
	return string(s.appendScaled(nil, reflect.ValueOf(n)))
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
	case s.max == math.MaxInt64 && !s.bounded:
		return "at least " + s.decimalText(s.min)
	case s.min == math.MinInt64 && !s.bounded:
		return "at most " + s.decimalText(s.max)
	}
	return s.decimalText(s.min) + " to " + s.decimalText(s.max)
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
