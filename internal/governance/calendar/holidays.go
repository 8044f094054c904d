package calendar

import "time"

// The bank holidays that every year has, in the order of the year. They index [regular] and
// the columns of [published].
const (
	newYear = iota
	goodFriday
	easterMonday
	earlyMay
	spring
	summer
	christmas
	boxingDay
	columns

	additional = -1 // a one-off day beside the regular ones
)

// monthDay is a day of any year.
type monthDay struct {
	month time.Month
	day   int
}

// kind is a regular bank holiday.
type kind struct {
	name string
	own  monthDay // the day it is named after, where that is the same every year
}

var regular = [columns]kind{
	newYear:      {"New Year's Day", monthDay{1, 1}},
	goodFriday:   {name: "Good Friday"},
	easterMonday: {name: "Easter Monday"},
	earlyMay:     {name: "Early May bank holiday"},
	spring:       {name: "Spring bank holiday"},
	summer:       {name: "Summer bank holiday"},
	christmas:    {"Christmas Day", monthDay{12, 25}},
	boxingDay:    {"Boxing Day", monthDay{12, 26}},
}

// nameOn is what k is called when it is kept on d.
func (k kind) nameOn(d Date) string {
	if k.own == (monthDay{}) || k.own == (monthDay{d.Month, d.Day}) {
		return k.name
	}
	return k.name + " (substitute day)"
}

// lastYear is the last year for which the rule is applied. The first year is that of the
// table, in which the Code was designated.
const lastYear = 2032

func firstYear() int { return published[0].year }

// published holds the regular bank holidays of England and Wales as the government has
// published them (www.gov.uk/bank-holidays, which lists two years more every November), with
// the days to which they were moved. A year that is announced is a row more.
var published = [...]struct {
	year int
	days [columns]monthDay
}{
	{2013, [columns]monthDay{{1, 1}, {3, 29}, {4, 1}, {5, 6}, {5, 27}, {8, 26}, {12, 25}, {12, 26}}},
	{2014, [columns]monthDay{{1, 1}, {4, 18}, {4, 21}, {5, 5}, {5, 26}, {8, 25}, {12, 25}, {12, 26}}},
	{2015, [columns]monthDay{{1, 1}, {4, 3}, {4, 6}, {5, 4}, {5, 25}, {8, 31}, {12, 25}, {12, 28}}},
	{2016, [columns]monthDay{{1, 1}, {3, 25}, {3, 28}, {5, 2}, {5, 30}, {8, 29}, {12, 27}, {12, 26}}},
	{2017, [columns]monthDay{{1, 2}, {4, 14}, {4, 17}, {5, 1}, {5, 29}, {8, 28}, {12, 25}, {12, 26}}},
	{2018, [columns]monthDay{{1, 1}, {3, 30}, {4, 2}, {5, 7}, {5, 28}, {8, 27}, {12, 25}, {12, 26}}},
	{2019, [columns]monthDay{{1, 1}, {4, 19}, {4, 22}, {5, 6}, {5, 27}, {8, 26}, {12, 25}, {12, 26}}},
	{2020, [columns]monthDay{{1, 1}, {4, 10}, {4, 13}, {5, 8}, {5, 25}, {8, 31}, {12, 25}, {12, 28}}},
	{2021, [columns]monthDay{{1, 1}, {4, 2}, {4, 5}, {5, 3}, {5, 31}, {8, 30}, {12, 27}, {12, 28}}},
	{2022, [columns]monthDay{{1, 3}, {4, 15}, {4, 18}, {5, 2}, {6, 2}, {8, 29}, {12, 27}, {12, 26}}},
	{2023, [columns]monthDay{{1, 2}, {4, 7}, {4, 10}, {5, 1}, {5, 29}, {8, 28}, {12, 25}, {12, 26}}},
	{2024, [columns]monthDay{{1, 1}, {3, 29}, {4, 1}, {5, 6}, {5, 27}, {8, 26}, {12, 25}, {12, 26}}},
	{2025, [columns]monthDay{{1, 1}, {4, 18}, {4, 21}, {5, 5}, {5, 26}, {8, 25}, {12, 25}, {12, 26}}},
	{2026, [columns]monthDay{{1, 1}, {4, 3}, {4, 6}, {5, 4}, {5, 25}, {8, 31}, {12, 25}, {12, 28}}},
	{2027, [columns]monthDay{{1, 1}, {3, 26}, {3, 29}, {5, 3}, {5, 31}, {8, 30}, {12, 27}, {12, 28}}},
	{2028, [columns]monthDay{{1, 3}, {4, 14}, {4, 17}, {5, 1}, {5, 29}, {8, 28}, {12, 25}, {12, 26}}},
}

// oneOffs are the days that no rule gives: regular ones that were moved, which stand in
// [published] too, and additional ones, which stand here alone.
var oneOffs = [...]struct {
	on        Date
	name      string
	moves     int // the regular holiday that was moved here, or additional
	announced Date
}{
	{Date{2020, 5, 8}, "Early May bank holiday (VE day)", earlyMay, Date{2019, 6, 7}},
	{Date{2022, 6, 2}, regular[spring].name, spring, Date{2020, 11, 12}},
	{Date{2022, 6, 3}, "Platinum Jubilee bank holiday", additional, Date{2020, 11, 12}},
	{Date{2022, 9, 19}, "Bank holiday for the State Funeral of Queen Elizabeth II", additional,
		Date{2022, 9, 10}},
	{Date{2023, 5, 8}, "Bank holiday for the coronation of King Charles III", additional,
		Date{2022, 11, 6}},
}

// announcedOn is the last day whose bank holidays were announced on known, or are at all if
// that is zero. On the first day of a year, that of the year after has been for a month.
func announcedOn(known Date) Date {
	year := published[len(published)-1].year
	if !known.IsZero() {
		year = min(year, known.Year+1)
	}
	return Date{year, time.December, 31}
}

// appointed are the regular bank holidays of a year: those of the table, else by rule.
func appointed(year int) (days [columns]Date) {
	i := year - firstYear()
	if i < 0 || i >= len(published) {
		return byRule(year)
	}
	for column, md := range published[i].days {
		days[column] = Date{year, md.month, md.day}
	}
	return days
}
