package mmc

import "github.com/mains-energy/mains/xmldoc"

// Date is a day, or all days that are like it in what is specified.
type Date struct {
	Year       Year
	Month      Month
	DayOfMonth DayOfMonth
	DayOfWeek  DayOfWeek
}

// Year is a year, or any.
type Year struct {
	SpecifiedYear    *uint16 `doc:",one,base=nonNegativeInteger,range=2014..9999"` // 2014 to 9999
	NonSpecifiedYear bool    `doc:",one,empty"`
}

// Month is a month, or any.
type Month struct {
	SpecifiedMonth    *uint8 `doc:",one,base=nonNegativeInteger,range=1..12"` // 1 to 12
	NonSpecifiedMonth bool   `doc:",one,empty"`
}

// DayOfMonth is a day of the month, counted from its start or end, or any.
type DayOfMonth struct {
	SpecifiedDayOfMonth    *uint8 `doc:",one,base=nonNegativeInteger,range=1..31"` // 1 to 31
	LastDayOfMonth         bool   `doc:",one,empty"`
	SecondLastDayOfMonth   bool   `doc:",one,empty"`
	NonSpecifiedDayOfMonth bool   `doc:",one,empty"`
}

// DayOfWeek is a day of the week, or any.
type DayOfWeek struct {
	// 1 is Monday, 7 Sunday.
	SpecifiedDayOfWeek    *uint8 `doc:",one,base=nonNegativeInteger,range=1..7"`
	NonSpecifiedDayOfWeek bool   `doc:",one,empty"`
}

// GasDateWithWildcards is a day, or all days that are like it in what is specified, of a GSME.
type GasDateWithWildcards struct {
	GasYearWithWildcards       *Year
	GasMonthWithWildcards      *Month
	GasDayOfMonthWithWildcards *GasDayOfMonth
	GasDayOfWeekWithWildcards  *DayOfWeek
}

// GasDayOfMonth is a day of the month, or any.
type GasDayOfMonth struct {
	SpecifiedDayOfMonth       *uint8 `doc:",one,base=nonNegativeInteger,range=1..31"` // 1 to 31
	GasNonSpecifiedDayOfMonth bool   `doc:",one,empty"`
}

// ScheduleDatesAndTime is a time of day and the dates between which it applies.
type ScheduleDatesAndTime struct {
	SwitchTime xmldoc.TimeOfDay
	StartDate  Date
	EndDate    Date
}

// DaysOfWeekApplicability is the days of the week on which a schedule applies.
type DaysOfWeekApplicability struct {
	DayOfWeekApplicability []DayOfWeekApplicability `doc:",n=0..7"`
}

// DayOfWeekApplicability names a day of the week.
type DayOfWeekApplicability struct {
	DayOfWeekID string `doc:",is=DayOfWeekID"` // Monday to Sunday
}
