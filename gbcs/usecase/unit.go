package usecase

import (
	"fmt"
	"math/big"
	"reflect"
	"strings"
)

// Unit is what a number counts, as COSEM numbers units; the zero Unit is none.
type Unit uint8

// The units of GBCS. Those of money and of calorific values are of our own: COSEM has one
// number for the currency in use, 10, and GBCS uses 254. COSEM scaler_unit.
const (
	NoUnit            Unit = 0
	Days              Unit = 4
	Hours             Unit = 5
	Minutes           Unit = 6
	Seconds           Unit = 7
	Currency          Unit = 10 // in use: pound or euro
	CubicMetres       Unit = 13
	Watts             Unit = 27
	WattHours         Unit = 30
	VarHours          Unit = 32
	Amperes           Unit = 33
	Volts             Unit = 35
	Percent           Unit = 56
	DecibelMilliwatts Unit = 70
	Decibels          Unit = 72

	MegajoulesPerCubicMetre Unit = 253
	PricePerkWh             Unit = 254 // currency per kWh
	countUnit               Unit = 255 // counts, without a unit
)

// units are the symbols.
var units = map[Unit]string{
	NoUnit: "", Days: "d", Hours: "h", Minutes: "min", Seconds: "s", Currency: "currency",
	CubicMetres: "m3", Watts: "W", WattHours: "Wh", VarHours: "varh", Amperes: "A", Volts: "V",
	Percent: "%", DecibelMilliwatts: "dBm", Decibels: "dB", MegajoulesPerCubicMetre: "MJ/m3",
	PricePerkWh: "currency/kWh", countUnit: "",
}

// String is the symbol of the unit, empty for none.
func (u Unit) String() string {
	if s, ok := units[u]; ok {
		return s
	}
	return fmt.Sprintf("Unit(%d)", uint8(u))
}

// MarshalText writes the unit as String does.
func (u Unit) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// thousands reports whether people count in thousands of u: kWh.
func (u Unit) thousands() bool { return u == WattHours || u == VarHours }

// scaling is what turns the number of a register into a quantity:
// number x multiplier / divisor x 10^scaler, in unit.
type scaling struct {
	unit                Unit
	scaler              int8
	multiplier, divisor uint64 // 0 where not known
}

// text writes a register's number as a quantity with its unit, every digit of it.
func (s scaling) text(number *big.Int) string {
	exponent, unit := int(s.scaler), s.unit.String()
	if s.unit.thousands() {
		exponent, unit = exponent-3, "k"+unit
	}
	digits := ""
	power, isPower := log10(s.divisor)
	switch {
	case isPower:
		scaled := new(big.Int).Mul(number, new(big.Int).SetUint64(s.multiplier))
		digits = shift(scaled, exponent-power)
	default: // three decimals, to the nearest
		r := new(big.Rat).SetFrac(number, new(big.Int).SetUint64(s.divisor))
		r.Mul(r, new(big.Rat).SetInt(new(big.Int).SetUint64(s.multiplier)))
		ten := new(big.Rat).SetInt64(10)
		if exponent < 0 {
			ten.Inv(ten)
		}
		for range max(exponent, -exponent) {
			r.Mul(r, ten)
		}
		digits = r.FloatString(3)
	}
	return strings.TrimSpace(digits + " " + unit)
}

// log10 is the power of ten that n is, and whether it is one.
func log10(n uint64) (power int, ok bool) {
	for n > 0 && n%10 == 0 {
		n /= 10
		power++
	}
	return power, n == 1
}

// shift writes n x 10^exponent in full.
func shift(n *big.Int, exponent int) string {
	if exponent >= 0 {
		tens := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(exponent)), nil)
		return tens.Mul(tens, n).String()
	}
	sign, digits := "", new(big.Int).Abs(n).String()
	if n.Sign() < 0 {
		sign = "-"
	}
	if missing := 1 - exponent - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	point := len(digits) + exponent
	return sign + digits[:point] + "." + digits[point:]
}

// numberOf is an integer of any type.
func numberOf(v any) *big.Int {
	r := reflect.ValueOf(v)
	if r.CanInt() {
		return big.NewInt(r.Int())
	}
	return new(big.Int).SetUint64(r.Uint())
}
