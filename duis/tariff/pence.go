package tariff

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Pence is an exact decimal amount: pence, or cents where a tariff is in euros.
type Pence struct {
	digits int64 // no multiple of 10, but 0
	power  int   // of ten
}

// maxDigits bounds an amount: no request comes near.
const maxDigits = 18

// ParsePence reads a decimal number such as 27.03 or -4. It does not round.
func ParsePence(s string) (Pence, error) {
	number, negative := strings.CutPrefix(s, "-")
	whole, fraction, point := strings.Cut(number, ".")
	all := whole + fraction
	if whole == "" || point && fraction == "" || strings.Trim(all, "0123456789") != "" {
		return Pence{}, fmt.Errorf("%q is no amount: want pence as a decimal number, such as 27.03", s)
	}
	kept := strings.TrimRight(all, "0")
	power := len(all) - len(kept) - len(fraction)
	kept = strings.TrimLeft(kept, "0")
	if kept == "" {
		return Pence{}, nil
	}
	if len(kept) > maxDigits || len(all) > 200 {
		return Pence{}, errors.New("an amount has at most 18 digits: round it")
	}
	digits, err := strconv.ParseInt(kept, 10, 64)
	if negative {
		digits = -digits
	}
	return Pence{digits, power}, err
}

// penceOf is value times 10 to the scale, of a currency.
func penceOf(value int64, scale int) Pence {
	if value == 0 {
		return Pence{}
	}
	p := Pence{value, scale + 2}
	for p.digits%10 == 0 {
		p.digits /= 10
		p.power++
	}
	return p
}

// String is a plain decimal number.
func (p Pence) String() string {
	text, sign := strconv.FormatInt(p.digits, 10), ""
	if p.digits < 0 {
		text, sign = text[1:], "-"
	}
	switch {
	case p.digits == 0:
		return "0"
	case p.power >= 0:
		return sign + text + strings.Repeat("0", p.power)
	}
	if short := 1 - p.power - len(text); short > 0 {
		text = strings.Repeat("0", short) + text
	}
	return sign + text[:len(text)+p.power] + "." + text[len(text)+p.power:]
}

// MarshalText is String.
func (p Pence) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// at is the amount as a multiple of 10 to the scale, of a currency; false where it is none,
// or beyond every field.
func (p Pence) at(scale int) (int64, bool) {
	value := p.digits
	if value == 0 {
		return 0, true
	}
	power := p.power - 2 - scale
	if power < 0 {
		return 0, false
	}
	for ; power > 0; power-- {
		if value > math.MaxInt64/10 || value < math.MinInt64/10 {
			return 0, false
		}
		value *= 10
	}
	return value, true
}

// usualScale is that of the published requests, and of all that a GSME has: an amount counts
// thousandths of a penny.
const usualScale = -5

// scaleOf is a scale at which all amounts are exact and fit into 16 bits with a sign: the
// usual one, or the nearest to it. It fails where there is none.
func scaleOf(amounts []Pence) (int8, bool) {
	exact := math.MaxInt8
	for _, p := range amounts {
		if p.digits != 0 {
			exact = min(exact, p.power-2)
		}
	}
	for scale := max(min(usualScale, exact), math.MinInt8); scale <= exact; scale++ {
		if fit(amounts, scale) {
			return int8(scale), true
		}
	}
	return 0, false
}

func fit(amounts []Pence, scale int) bool {
	for _, p := range amounts {
		if v, ok := p.at(scale); !ok || v < math.MinInt16 || v > math.MaxInt16 {
			return false
		}
	}
	return true
}

// less compares the sizes of two amounts, without their signs.
func (p Pence) less(q Pence) bool { return math.Abs(p.float()) < math.Abs(q.float()) }

func (p Pence) float() float64 { return float64(p.digits) * math.Pow10(p.power) }

// step is the smallest power of ten, as an amount, that lets the largest of the amounts fit
// into 16 bits with a sign.
func step(largest Pence) Pence {
	scale := math.MinInt8
	for ; scale < math.MaxInt8; scale++ {
		if v := largest.float() / math.Pow10(scale+2); v >= math.MinInt16 && v <= math.MaxInt16 {
			break
		}
	}
	return penceOf(1, scale)
}
