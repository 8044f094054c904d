package xmldoc

import (
	"encoding"
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

// Set reads text as a value of s into v. The error is a sentence without subject; it wraps a
// [*Breach] where the schema allows the value.
func (s *Simple) Set(v reflect.Value, text string) error {
	if s.Base != BaseString {
		text = collapse(text)
	}
	if s.Base == BaseHex {
		text = strings.ToUpper(text) // the case of a digit is none of the value
	}
	if s.Enum != nil && !slices.Contains(s.Enum, text) {
		return fmt.Errorf("%s is not one of %s", quote(text), s.choices())
	}
	if s.Pattern != nil && !s.Pattern.MatchString(text) {
		return fmt.Errorf("%s is not of the form %s", quote(text), s.Pattern)
	}
	if err := s.parse(v, text); err != nil {
		if IsBreach(err) {
			return fmt.Errorf("%s: %w", quote(text), err)
		}
		return fmt.Errorf("%s is not %s: %w", quote(text), s.described(), err)
	}
	return nil
}

func (s *Simple) parse(v reflect.Value, text string) error {
	switch s.Base {
	case BaseBoolean:
		return setBoolean(v, text)
	case BaseDateTime:
		return setParsed(v, text, parseDateTime)
	case BaseDate:
		return setParsed(v, text, parseDate)
	case BaseTime:
		return setParsed(v, text, parseTimeOfDay)
	case BaseBase64, BaseHex:
		return s.setBinary(v, text)
	case BaseDecimal:
		if err := checkDecimal(text); err != nil {
			return err
		}
		switch {
		case v.Type() == decimalType:
			return s.setDecimal(v, text)
		case v.Kind() != reflect.String:
			return s.setScaled(v, text)
		}
	}
	if s.integer {
		return s.setInteger(v, text)
	}
	if n := utf8.RuneCountInString(text); n < s.MinLength || n > s.MaxLength {
		return fmt.Errorf("%d characters, want %s", n, s.lengths())
	}
	switch {
	case v.Type() == idType:
		return setID(v.Addr().Interface().(*eui.ID), text)
	case s.own:
		return v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
	}
	v.SetString(text)
	return nil
}

// setParsed sets what parse reads, also where it breaks only a rule of the service.
func setParsed[T any](v reflect.Value, text string, parse func(string) (T, error)) error {
	read, err := parse(text)
	if err == nil || IsBreach(err) {
		v.Set(reflect.ValueOf(read))
	}
	return err
}

// setID reads the schema's form only, hyphens required, where [eui.Parse] is wider.
func setID(to *eui.ID, text string) error {
	if len(text) != 3*eui.Size-1 {
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

func (s *Simple) setInteger(v reflect.Value, text string) error {
	digits, negative := text, false
	if digits != "" && (digits[0] == '+' || digits[0] == '-') && !s.Base.unsigned() {
		negative = digits[0] == '-'
		digits = digits[1:]
	}
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return errors.New("want a decimal number")
	}
	digits = strings.TrimLeft(digits, "0")
	if s.Digits > 0 && len(digits) > s.Digits {
		return fmt.Errorf("%d digits, want at most %d", len(digits), s.Digits)
	}
	if v.Kind() == reflect.String { // of any length: serial numbers have up to 20 octets
		v.SetString(text)
		return nil
	}
	if v.Kind() == reflect.Uint64 && !negative && !s.Bounded && s.Max == math.MaxInt64 {
		if n, err := strconv.ParseUint("0"+digits, 10, 64); err == nil {
			if n < uint64(s.Min) {
				return fmt.Errorf("want %s", s.limits())
			}
			v.SetUint(n)
			return nil
		}
	}
	return s.setNumber(v, negative, digits)
}

// setScaled sets a decimal as the number of its last allowed digits.
func (s *Simple) setScaled(v reflect.Value, text string) error {
	negative := text[0] == '-'
	digits, fraction, _ := strings.Cut(strings.TrimLeft(text, "+-"), ".")
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > s.Fraction {
		return fmt.Errorf("%d digits after the point, want at most %d", len(fraction), s.Fraction)
	}
	fraction += strings.Repeat("0", s.Fraction-len(fraction))
	return s.setNumber(v, negative, digits+fraction)
}

func (s *Simple) setNumber(v reflect.Value, negative bool, digits string) error {
	sign := ""
	if negative {
		sign = "-"
	}
	n, err := strconv.ParseInt(sign+"0"+digits, 10, 64)
	switch {
	case err != nil && !s.Bounded && s.Base.boundless(negative):
		return errLarge
	case err != nil || n < s.low || n > s.high:
		return fmt.Errorf("want %s", s.limits())
	case n < s.Min || n > s.Max:
		return errLarge
	case v.CanUint():
		v.SetUint(uint64(n))
	default:
		v.SetInt(n)
	}
	return nil
}

var errLarge = &Breach{"a number that is too large to be held"}

func (s *Simple) setBinary(v reflect.Value, text string) error {
	var octets []byte
	var err error
	if s.Base == BaseHex {
		octets, err = hex.DecodeString(text)
	} else {
		octets, err = base64.StdEncoding.Strict().DecodeString(strings.ReplaceAll(text, " ", ""))
	}
	if err != nil {
		return err
	}
	if len(octets) < s.MinLength || len(octets) > s.MaxLength {
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
func (s *Simple) append(
	dst []byte, v reflect.Value, dateTime func([]byte, time.Time) []byte,
) []byte {
	switch {
	case s.own:
		dst, _ = load[encoding.TextAppender](v).AppendText(dst) // what it has written will do
		return dst
	case v.Kind() == reflect.String:
		return append(dst, v.String()...)
	case v.Type() == idType:
		return append(dst, loadValue[eui.ID](v).String()...)
	}
	switch s.Base {
	case BaseBoolean:
		return strconv.AppendBool(dst, v.Bool())
	case BaseDateTime:
		return dateTime(dst, loadValue[time.Time](v))
	case BaseDate:
		return loadValue[time.Time](v).AppendFormat(dst, "2006-01-02Z")
	case BaseTime:
		return TimeOfDay(v.Int()).append(dst)
	case BaseDecimal:
		if v.Type() == decimalType {
			return loadValue[Decimal](v).append(dst)
		}
		return s.appendScaled(dst, v)
	case BaseBase64:
		return base64.StdEncoding.AppendEncode(dst, v.Bytes())
	case BaseHex:
		return append(dst, strings.ToUpper(hex.EncodeToString(v.Bytes()))...)
	}
	if v.CanUint() {
		return strconv.AppendUint(dst, v.Uint(), 10)
	}
	return strconv.AppendInt(dst, v.Int(), 10)
}

// load is v, or a pointer to it, as T.
func load[T any](v reflect.Value) T {
	if v.CanAddr() {
		return v.Addr().Interface().(T)
	}
	return v.Interface().(T)
}

// loadValue is v, which is a T, without a copy on the heap where it has an address.
func loadValue[T any](v reflect.Value) T {
	if v.CanAddr() {
		return *v.Addr().Interface().(*T)
	}
	return v.Interface().(T)
}

// Types that are values though their kinds do not say so.
var (
	timeType    = reflect.TypeFor[time.Time]()
	decimalType = reflect.TypeFor[Decimal]()
	idType      = reflect.TypeFor[eui.ID]()
)

// appendScaled writes a decimal with all its digits.
func (s *Simple) appendScaled(dst []byte, v reflect.Value) []byte {
	n := int64(0)
	if v.CanUint() {
		n = int64(v.Uint())
	} else {
		n = v.Int()
	}
	return Decimal{n, uint8(s.Fraction)}.append(dst)
}

// decimalText is a bound as a document writes it.
func (s *Simple) decimalText(n int64) string { return Decimal{n, uint8(s.Fraction)}.String() }
