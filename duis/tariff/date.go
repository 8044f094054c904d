package tariff

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/duis"
)

// Date is a day, of which each part may be open: 0.
type Date struct {
	Year    uint16 // 2014 to 9999, of gas to 2154
	Month   uint8  // 1 to 12
	Day     uint8  // 1 to 31, LastDay or SecondLastDay
	Weekday uint8  // 1 to 7, Monday to Sunday
}

// What a date has instead of a day of the month, but not for gas.
const (
	LastDay       = 0xFE // the last day, or where there is a weekday the last of those
	SecondLastDay = 0xFD
)

var (
	weekdays = []string{
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
	}
	months = []string{
		"January", "February", "March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December",
	}
)

// find is the number of a word in a list, from 1, or of its first three letters; 0 where it
// is not there.
func find(list []string, word string) uint8 {
	return uint8(1 + slices.IndexFunc(list, func(name string) bool {
		return strings.EqualFold(name, word) || strings.EqualFold(name[:3], word)
	}))
}

// ParseDate reads a date such as 25 December every year, 1 May 2030, 2030-05-01, last Sunday
// of October, second last day of every month 2030, every Sunday of June or Sunday 1 May. A
// date without year is every year.
func ParseDate(s string) (Date, error) {
	if at, err := time.Parse("2006-01-02", s); err == nil {
		d := Date{Year: uint16(at.Year()), Month: uint8(at.Month()), Day: uint8(at.Day())}
		return d, d.check(s)
	}
	var d Date
	words := strings.Fields(s)
	take := func(word string) bool {
		if len(words) == 0 || !strings.EqualFold(words[0], word) {
			return false
		}
		words = words[1:]
		return true
	}
	wrong := fmt.Errorf("%q is no date: want one such as 25 December every year, 1 May 2030 or "+
		"last Sunday of October", s)
	every := take("every")
	second := !every && take("second")
	last := !every && take("last")
	switch {
	case second && !last:
		return d, wrong
	case second:
		d.Day = SecondLastDay
	case last:
		d.Day = LastDay
	}
	if len(words) > 0 {
		if d.Weekday = find(weekdays, words[0]); d.Weekday > 0 {
			words = words[1:]
		}
	}
	if d.Weekday == 0 && (every || last) && !take("day") {
		return d, wrong
	}
	if !every && !last {
		if len(words) == 0 || !number(words[0], 1, 31, &d.Day) {
			return d, wrong
		}
		words = words[1:]
	}
	take("of")
	if !d.monthAndYear(words, every) {
		return d, wrong
	}
	return d, d.check(s)
}

// monthAndYear reads the rest of a date, of which the month may be left out where it is of
// every day, and the year always.
func (d *Date) monthAndYear(words []string, every bool) bool {
	rest := strings.ToLower(strings.Join(words, " "))
	if without, ok := strings.CutSuffix(rest, "every year"); ok {
		rest = strings.TrimSpace(without)
	} else if i := strings.LastIndexByte(rest, ' '); number(rest[i+1:], 1, 9999, &d.Year) {
		rest = strings.TrimSpace(rest[:max(i, 0)])
	}
	switch {
	case rest == "every month", rest == "" && every:
		return true
	}
	d.Month = find(months, rest)
	return d.Month > 0
}

// number reads a decimal number without leading zeros, from least to most.
func number[T uint8 | uint16](s string, least, most int, to *T) bool {
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most || strconv.Itoa(n) != s {
		return false
	}
	*to = T(n)
	return true
}

// check refuses what no calendar has, and years that no request may have.
func (d Date) check(s string) error {
	switch {
	case d.Year != 0 && (d.Year < 2014 || d.Year > 9999):
		return fmt.Errorf("%q: want a year from 2014 on, or every year", s)
	case d.Day == 0 || d.Day >= SecondLastDay:
		return nil
	}
	year, month := int(d.Year), time.Month(d.Month)
	if year == 0 {
		year = 2016
	}
	if month == 0 {
		month = time.January
	}
	if time.Date(year, month, int(d.Day), 0, 0, 0, 0, time.UTC).Month() != month {
		return fmt.Errorf("%q: no such day: the month is shorter", s)
	}
	return nil
}

// String is the form that [ParseDate] reads.
func (d Date) String() string {
	var words []string
	weekday := "day"
	if d.Weekday > 0 {
		weekday = weekdays[(d.Weekday-1)%7]
	}
	switch {
	case d.Day == LastDay:
		words = []string{"last", weekday, "of"}
	case d.Day == SecondLastDay:
		words = []string{"second last", weekday, "of"}
	case d.Day == 0:
		words = []string{"every", weekday, "of"}
	case d.Weekday > 0:
		words = []string{weekday, strconv.Itoa(int(d.Day))}
	default:
		words = []string{strconv.Itoa(int(d.Day))}
	}
	switch {
	case d.Month > 0:
		words = append(words, months[(d.Month-1)%12])
	case d.Day > 0 && d.Day < SecondLastDay:
		words = append(words, "of every month")
	default:
		words = append(words, "every month")
	}
	year := "every year"
	if d.Year > 0 {
		year = strconv.Itoa(int(d.Year))
	}
	return strings.Join(append(words, year), " ")
}

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// elec is the date in a request for an ESME.
func (d Date) elec() duis.Date {
	e := duis.Date{
		Year:      duis.DateYear{NonSpecifiedYear: d.Year == 0},
		Month:     duis.DateMonth{NonSpecifiedMonth: d.Month == 0},
		DayOfWeek: duis.DayOfWeek{NonSpecifiedDayOfWeek: d.Weekday == 0},
		DayOfMonth: duis.DayOfMonth{NonSpecifiedDayOfMonth: d.Day == 0,
			LastDayOfMonth: d.Day == LastDay, SecondLastDayOfMonth: d.Day == SecondLastDay},
	}
	e.Year.SpecifiedYear = specified(d.Year)
	e.Month.SpecifiedMonth = specified(d.Month)
	e.DayOfWeek.SpecifiedDayOfWeek = specified(d.Weekday)
	if d.Day < SecondLastDay {
		e.DayOfMonth.SpecifiedDayOfMonth = specified(d.Day)
	}
	return e
}

// gas is the date in a request for a GSME.
func (d Date) gas() duis.GasDateWithWildcards {
	e := d.elec()
	return duis.GasDateWithWildcards{
		GasYearWithWildcards: e.Year, GasMonthWithWildcards: e.Month,
		GasDayOfMonthWithWildcards: duis.GasDayOfMonthWithWildcards{
			SpecifiedDayOfMonth:       e.DayOfMonth.SpecifiedDayOfMonth,
			GasNonSpecifiedDayOfMonth: e.DayOfMonth.NonSpecifiedDayOfMonth,
		},
		GasDayOfWeekWithWildcards: e.DayOfWeek,
	}
}

func specified[T uint8 | uint16](n T) *T {
	if n == 0 {
		return nil
	}
	return &n
}

// or0 is what p points to; 0 where that is nothing.
func or0[T uint8 | uint16](p *T) T {
	if p == nil {
		return 0
	}
	return *p
}

func elecDate(d duis.Date) Date {
	date := Date{Year: or0(d.Year.SpecifiedYear), Month: or0(d.Month.SpecifiedMonth),
		Day: or0(d.DayOfMonth.SpecifiedDayOfMonth), Weekday: or0(d.DayOfWeek.SpecifiedDayOfWeek)}
	switch {
	case d.DayOfMonth.LastDayOfMonth:
		date.Day = LastDay
	case d.DayOfMonth.SecondLastDayOfMonth:
		date.Day = SecondLastDay
	}
	return date
}

func gasDate(d duis.GasDateWithWildcards) Date {
	return Date{
		Year:    or0(d.GasYearWithWildcards.SpecifiedYear),
		Month:   or0(d.GasMonthWithWildcards.SpecifiedMonth),
		Day:     or0(d.GasDayOfMonthWithWildcards.SpecifiedDayOfMonth),
		Weekday: or0(d.GasDayOfWeekWithWildcards.SpecifiedDayOfWeek),
	}
}

// parseSpan reads Mon, Mon-Fri or several of these with blanks between: which days of the
// week, Monday being bit 0.
func parseSpan(s string) (uint8, error) {
	var days uint8
	wrong := errors.New("want days of the week such as Mon-Fri or Sat")
	words := strings.Fields(s)
	if len(words) == 0 {
		return 0, wrong
	}
	for _, word := range words {
		first, last, _ := strings.Cut(word, "-")
		from := find(weekdays, first)
		to := from
		if last != "" {
			to = find(weekdays, last)
		}
		if from == 0 || to == 0 || strings.HasSuffix(word, "-") {
			return 0, wrong
		}
		for day := from; ; day = day%7 + 1 {
			if days&(1<<(day-1)) != 0 {
				return 0, fmt.Errorf("%s is there twice", weekdays[day-1])
			}
			days |= 1 << (day - 1)
			if day == to {
				break
			}
		}
	}
	return days, nil
}

// span is the inverse of parseSpan.
func span(days uint8) string {
	var words []string
	for from := 0; from < 7; from++ {
		if days&(1<<from) == 0 {
			continue
		}
		to := from
		for to < 6 && days&(1<<(to+1)) != 0 {
			to++
		}
		word := weekdays[from][:3]
		if to > from {
			word += "-" + weekdays[to][:3]
		}
		words = append(words, word)
		from = to
	}
	return strings.Join(words, " ")
}
