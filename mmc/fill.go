package mmc

import (
	"encoding/hex"
	"math/big"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/zcl"
)

// fill gives to the value for a part, and reports whether it fits there.
func fill(to reflect.Value, p *xmldoc.Particle, value any) bool {
	switch {
	case p.Kind == xmldoc.PresenceKind:
		if to.Kind() == reflect.Bool {
			to.SetBool(true)
		}
		return true
	case p.Simple != nil:
		return setSimple(to, value) && schema.Fits(p.Simple, to)
	case p.Inner.Value != nil:
		return fill(to.Field(p.Inner.Value.Field), p.Inner.Value, value)
	}
	return fillStructure(to, value)
}

// fillStructure gives a structure the one value that it stands for.
func fillStructure(to reflect.Value, value any) bool {
	bare := value
	if v, ok := value.(usecase.Value); ok {
		bare = v.Value()
	}
	switch to := to.Addr().Interface().(type) {
	case *StatusASN1:
		return to.set(value)
	case *Date:
		return to.set(bare)
	case *GasDateWithWildcards:
		return to.set(bare)
	}
	if day := to.FieldByName("Date"); day.IsValid() { // a date with attributes of its own
		return fillStructure(day, value)
	}
	return fillQuantity(to, value)
}

// fillQuantity gives a value to a structure of Value and a unit. It panics where the structure is
// another.
func fillQuantity(to reflect.Value, value any) bool {
	c := schema.Plan(to.Type())
	number := partOf(c, "Value")
	if number == nil {
		panic("mmc: " + to.Type().Name() + " is not one value")
	}
	v, ok := made(to.Type(), number, value)
	if !ok {
		return false
	}
	f := form{v: to, c: c}
	f.store(number, v)
	of, _ := value.(usecase.Value)
	for _, p := range c.Parts {
		if unit := of.Unit.String(); strings.HasSuffix(p.Name, "Unit") && unit != "" {
			f.Set(p.Name, unit)
		}
	}
	return true
}

// setSimple gives a simple Go value another, which may be of another type, and reports whether
// it can be had.
func setSimple(to reflect.Value, value any) bool {
	switch to := to.Addr().Interface().(type) {
	case *time.Time:
		return setTime(to, value)
	case *xmldoc.TimeOfDay:
		return setTimeOfDay(to, value)
	case *xmldoc.Decimal:
		return setDecimal(to, value)
	case *eui.ID:
		id, ok := bare(value).(eui.ID)
		*to = id
		return ok
	}
	switch to.Kind() {
	case reflect.String:
		return setText(to, value)
	case reflect.Bool:
		v, ok := bare(value).(bool)
		to.SetBool(v)
		return ok
	case reflect.Slice:
		b, ok := octets(value)
		to.SetBytes(b)
		return ok
	}
	n, ok := integer(value)
	switch {
	case !ok:
		return false
	case to.CanUint():
		if !n.IsUint64() || to.OverflowUint(n.Uint64()) {
			return false
		}
		to.SetUint(n.Uint64())
	default:
		if !n.IsInt64() || to.OverflowInt(n.Int64()) {
			return false
		}
		to.SetInt(n.Int64())
	}
	return true
}

// bare is a value without what it counts.
func bare(value any) any {
	if v, ok := value.(usecase.Value); ok {
		return v.Value()
	}
	return value
}

// setTime takes an instant; one that is not fully specified does not fit.
func setTime(to *time.Time, value any) bool {
	var ok bool
	switch v := bare(value).(type) {
	case time.Time:
		*to, ok = v, true
	case usecase.Seconds2000:
		*to, ok = v.Time(), true
	case dlms.DateTime:
		*to, ok = v.Time()
	case dlms.Date:
		at := dlms.DateTime{v[0], v[1], v[2], v[3], v[4], 0, 0, 0, 0}
		*to, ok = at.Time()
	}
	return ok
}

// setTimeOfDay takes a time of day, or minutes since midnight.
func setTimeOfDay(to *xmldoc.TimeOfDay, value any) bool {
	switch v := bare(value).(type) {
	case dlms.TimeOfDay: // hundredths may be left open
		hundredths := v[3]
		if hundredths == 0xFF {
			hundredths = 0
		}
		*to = xmldoc.TimeOfDay(time.Duration(v[0])*time.Hour + time.Duration(v[1])*time.Minute +
			time.Duration(v[2])*time.Second + time.Duration(hundredths)*10*time.Millisecond)
		return v[0] < 24 && v[1] < 60 && v[2] < 60 && hundredths < 100
	case uint16:
		*to = xmldoc.TimeOfDay(v) * xmldoc.TimeOfDay(time.Minute)
		return v < 24*60
	}
	return false
}

// setText takes text, the name of a code, or octets in hexadecimal.
func setText(to reflect.Value, value any) bool {
	if v, ok := value.(usecase.Value); ok {
		if name, known := codeName(v); known {
			to.SetString(name)
			return name != ""
		}
	}
	text := ""
	switch v := bare(value).(type) {
	case string:
		text = strings.TrimRight(v, "\x00")
	case []byte:
		text = strings.ToUpper(hex.EncodeToString(v))
	default:
		return false
	}
	to.SetString(text)
	return text != "" && utf8.ValidString(text)
}

// codeName is the name of the value of a place with codes; known is false for one without.
func codeName(v usecase.Value) (name string, known bool) {
	codes := v.Place().Info().Codes
	if codes == nil {
		return "", false
	}
	n := number(v.Value())
	if n == nil {
		return "", true
	}
	for _, c := range codes {
		if n.IsUint64() && c.Value == n.Uint64() {
			return c.Name, true
		}
	}
	return "", true
}

// number is an integer or a boolean of any Go type; nil for what is none.
func number(v any) *big.Int {
	switch r := reflect.ValueOf(v); {
	case r.Kind() == reflect.Bool && r.Bool():
		return big.NewInt(1)
	case r.Kind() == reflect.Bool:
		return new(big.Int)
	case r.CanInt():
		return big.NewInt(r.Int())
	case r.CanUint():
		return new(big.Int).SetUint64(r.Uint())
	}
	return nil
}

// integer is a number in the unit of its declaration; one that is not whole there does not
// fit.
func integer(value any) (*big.Int, bool) {
	n := number(bare(value))
	v, ok := value.(usecase.Value)
	if n == nil || !ok {
		return n, n != nil
	}
	by := int64(v.Scaler) - int64(v.Place().Info().Scaler)
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(max(by, -by)), nil)
	if by >= 0 {
		return n.Mul(n, power), true
	}
	rest := new(big.Int)
	n.QuoRem(n, power, rest)
	return n, rest.Sign() == 0
}

// The multiplier and divisor of a GSME where a message does not say: litres. GBCS clusters
// and attributes.
const usualMultiplier, usualDivisor = 1, 1000

// setDecimal takes a number as the quantity that it counts.
func setDecimal(to *xmldoc.Decimal, value any) bool {
	n := number(bare(value))
	if n == nil {
		return false
	}
	v, _ := value.(usecase.Value)
	multiplier, divisor := v.Multiplier, v.Divisor
	if multiplier == 0 || divisor == 0 {
		multiplier, divisor = usualMultiplier, usualDivisor
	}
	n.Mul(n, new(big.Int).SetUint64(multiplier))
	places := 0
	for ; divisor%10 == 0; divisor /= 10 {
		places++
	}
	if divisor > 1 { // no power of ten: three more places, to the nearest
		n.Mul(n, big.NewInt(1000))
		half := new(big.Int).SetUint64(divisor / 2)
		n.Add(n, half).Div(n, new(big.Int).SetUint64(divisor))
		places += 3
	}
	for places -= int(v.Scaler); places < 0; places++ {
		n.Mul(n, big.NewInt(10))
	}
	*to = xmldoc.Decimal{Digits: n.Int64(), Places: uint8(places)}
	return n.IsInt64() && places < 19
}

// octets are octets, or a number big-endian in as many as its type has.
func octets(value any) ([]byte, bool) {
	v := reflect.ValueOf(bare(value))
	if b, ok := v.Interface().([]byte); ok {
		return b, len(b) > 0
	}
	n := number(v.Interface())
	if n == nil || n.Sign() < 0 {
		return nil, false
	}
	return n.FillBytes(make([]byte, v.Type().Size())), true
}

// set takes a status of ASN.1.
func (s *StatusASN1) set(value any) bool {
	v, ok := value.(usecase.Value)
	if !ok {
		return false
	}
	s.ASN1Status, _ = codeName(v)
	n, ok := integer(value)
	if ok {
		s.ResponseCode = n.Int64()
	}
	return ok && s.ASN1Status != ""
}

// set takes a date of COSEM.
func (d *Date) set(value any) bool {
	var date dlms.Date
	switch v := value.(type) {
	case dlms.Date:
		date = v
	case dlms.DateTime:
		date = dlms.Date(v[:5])
	default:
		return false
	}
	year, month, day, weekday := uint16(date[0])<<8|uint16(date[1]), date[2], date[3], date[4]
	d.Year.SpecifiedYear = unless(year == 0xFFFF || year < firstYear || year > lastYear, year)
	d.Month.SpecifiedMonth = unless(month < 1 || month > 12, month)
	d.DayOfMonth.SpecifiedDayOfMonth = unless(day < 1 || day > 31, day)
	d.DayOfMonth.LastDayOfMonth, d.DayOfMonth.SecondLastDayOfMonth = day == 0xFE, day == 0xFD
	d.DayOfWeek.SpecifiedDayOfWeek = unless(weekday < 1 || weekday > 7, weekday)
	d.Year.NonSpecifiedYear = d.Year.SpecifiedYear == nil
	d.Month.NonSpecifiedMonth = d.Month.SpecifiedMonth == nil
	d.DayOfMonth.NonSpecifiedDayOfMonth = d.DayOfMonth.SpecifiedDayOfMonth == nil &&
		day != 0xFE && day != 0xFD
	d.DayOfWeek.NonSpecifiedDayOfWeek = d.DayOfWeek.SpecifiedDayOfWeek == nil
	return true
}

// The years that the schema lets a date have.
const firstYear, lastYear = 2014, 9999

// unless is a pointer to v, or nil where not.
func unless[T any](not bool, v T) *T {
	if not {
		return nil
	}
	return &v
}

// set takes a date of ZigBee.
func (d *GasDateWithWildcards) set(value any) bool {
	date, ok := value.(zcl.Date)
	if !ok {
		return false
	}
	year, month, day, weekday := 1900+uint16(date[0]), date[1], date[2], date[3]
	y := Year{SpecifiedYear: unless(date[0] == 0xFF || year < firstYear, year)}
	m := Month{SpecifiedMonth: unless(month < 1 || month > 12, month)}
	of := GasDayOfMonth{SpecifiedDayOfMonth: unless(day < 1 || day > 31, day)}
	w := DayOfWeek{SpecifiedDayOfWeek: unless(weekday < 1 || weekday > 7, weekday)}
	y.NonSpecifiedYear = y.SpecifiedYear == nil
	m.NonSpecifiedMonth = m.SpecifiedMonth == nil
	of.GasNonSpecifiedDayOfMonth = of.SpecifiedDayOfMonth == nil
	w.NonSpecifiedDayOfWeek = w.SpecifiedDayOfWeek == nil
	d.GasYearWithWildcards, d.GasMonthWithWildcards = &y, &m
	d.GasDayOfMonthWithWildcards, d.GasDayOfWeekWithWildcards = &of, &w
	return true
}
