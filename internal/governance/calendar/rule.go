package calendar

import "time"

// byRule are the regular bank holidays of a year as law and custom have them, before
// anybody moves one. Banking and Financial Dealings Act 1971, Schedule 1, with the days
// proclaimed every year.
func byRule(year int) (days [columns]Date) {
	easter := easterSunday(year)
	days[newYear] = weekdayFrom(Date{year, time.January, 1})
	days[goodFriday] = easter.AddDays(-2)
	days[easterMonday] = easter.AddDays(1)
	days[earlyMay] = mondayFrom(Date{year, time.May, 1})
	days[spring] = mondayFrom(Date{year, time.May, 25})
	days[summer] = mondayFrom(Date{year, time.August, 25})

	own := Date{year, time.December, 26}
	days[christmas], days[boxingDay] = weekdayFrom(own.AddDays(-1)), weekdayFrom(own)
	if days[christmas] == days[boxingDay] { // a Monday, which Boxing Day keeps if it is its own
		later := christmas
		if days[boxingDay] != own {
			later = boxingDay
		}
		days[later] = days[later].AddDays(1)
	}
	return days
}

// weekdayFrom is the first day on or after d that is not in a weekend.
func weekdayFrom(d Date) Date {
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		d = d.AddDays(1)
	}
	return d
}

// mondayFrom is the first Monday on or after d.
func mondayFrom(d Date) Date {
	return d.AddDays((int(time.Monday-d.Weekday()) + 7) % 7)
}

// easterSunday is Easter Sunday of a year of the Gregorian calendar: the Sunday after the
// full moon, as the tables of the church have it, on or after 21 March.
func easterSunday(year int) Date {
	golden := year % 19 // place in the cycle of 19 years after which the moon repeats
	century, rest := year/100, year%100
	// Days from 21 March to the full moon, with the corrections of each century for the
	// leap days left out and for the drift of the moon.
	moon := (19*golden + century - century/4 - (century-(century+8)/25+1)/3 + 15) % 30
	// Days from the full moon to the Saturday on or after it.
	saturday := (32 + 2*(century%4) + 2*(rest/4) - moon - rest%4) % 7
	// 1 where that moon is a day too late, which would put Easter off by a week.
	early := (golden + 11*moon + 22*saturday) / 451
	return Date{year, time.March, 22}.AddDays(moon + saturday - 7*early)
}
