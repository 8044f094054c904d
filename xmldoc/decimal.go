package xmldoc

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"
)

// Decimal is an xs:decimal as it was written: Digits times 10 to minus Places.
type Decimal struct {
	Digits int64
	Places uint8 // digits after the point, trailing zeros included
}

// String is the number with all its places: 12.345, -0.05, 7.
func (d Decimal) String() string { return string(d.append(nil)) }

// Float64 is the nearest floating-point number.
func (d Decimal) Float64() float64 {
	f, _ := strconv.ParseFloat(d.String(), 64) // the form is sound, and no decimal is too large
	return f
}

func (d Decimal) append(dst []byte) []byte {
	magnitude := uint64(d.Digits)
	if d.Digits < 0 {
		dst, magnitude = append(dst, '-'), -magnitude
	}
	var written [20]byte
	digits := strconv.AppendUint(written[:0], magnitude, 10)
	places := int(d.Places)
	if len(digits) > places {
		dst, digits = append(dst, digits[:len(digits)-places]...), digits[len(digits)-places:]
	} else {
		dst = append(dst, '0')
	}
	if places == 0 {
		return dst
	}
	dst = append(dst, '.')
	for range places - len(digits) {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}

// parseDecimal reads an xs:decimal with as many places as it has, or fewer where zeros at the
// end are too many to hold. The error is errLarge for a number that is none the less too long.
func parseDecimal(text string) (Decimal, error) {
	if err := checkDecimal(text); err != nil {
		return Decimal{}, err
	}
	sign := ""
	if text[0] == '-' {
		sign = "-"
	}
	whole, fraction, _ := strings.Cut(strings.TrimLeft(text, "+-0"), ".")
	for len(whole) < 20 {
		if len(fraction) <= math.MaxUint8 {
			n, err := strconv.ParseInt(sign+"0"+whole+fraction, 10, 64)
			if err == nil {
				return Decimal{n, uint8(len(fraction))}, nil
			}
		}
		if !strings.HasSuffix(fraction, "0") {
			break
		}
		fraction = fraction[:len(fraction)-1]
	}
	return Decimal{}, errLarge
}

// setDecimal sets a decimal within the bounds of s, if it has any.
func (s *Simple) setDecimal(v reflect.Value, text string) error {
	d, err := parseDecimal(text)
	_, fraction, _ := strings.Cut(text, ".")
	if n := len(strings.TrimRight(fraction, "0")); s.Fraction > 0 && n > s.Fraction {
		return fmt.Errorf("%d digits after the point, want at most %d", n, s.Fraction)
	}
	if s.Bounded && (err != nil || less(d.String(), s.decimalText(s.Min)) ||
		less(s.decimalText(s.Max), d.String())) {
		return errors.New("want " + s.limits())
	}
	if err == nil {
		v.Set(reflect.ValueOf(d))
	}
	return err
}

// less reports whether one number in text is below another.
func less(a, b string) bool {
	x, _ := new(big.Rat).SetString(a) // both are written by us
	y, _ := new(big.Rat).SetString(b)
	return x.Cmp(y) < 0
}
