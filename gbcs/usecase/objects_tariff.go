package usecase

import (
	"fmt"

	"github.com/mains-energy/mains/dlms"
)

// ExecutionDateTime is when the values of a future-dated Command in COSEM take effect, in
// UTC: now, never to cancel what is pending, or an instant. A Command has it for each of
// its values, mostly the same. GBCS future dating.
var ExecutionDateTime = &Moment{Name: "ExecutionDateTime", Clause: "GBCS future dating"}

// activation is the attribute with the time when the passive values of an object become
// the active ones.
func activation(title string, class Class, name LN, attribute uint8) *Object {
	o := Attr(class, name, attribute, ExecutionDateTime)
	o.Title = title + ".activateNextDateTime"
	return o
}

// A season of a switching table, from its start until that of the next: its name, the
// date-time of its start, which may be wild, and the week that repeats during it.
//
//	array(0..4) of structure(3)
//	  name octet-string(0..8), start octet-string(12), week name octet-string
//
// SMETS2 TariffSwitchingTable.
var (
	SwitchingSeasons = &List{
		Name: "Seasons", Max: 4, Clause: "SMETS2 TariffSwitchingTable",
		Of: Struct{SeasonName, SeasonStartDate, ReferencedWeekName},
	}
	SeasonName = &Text{
		Name: "SeasonName", Max: 8, Clause: "SMETS2 TariffSwitchingTable",
	}
	SeasonStartDate = &Moment{
		Name: "SeasonStartDate", Clause: "SMETS2 TariffSwitchingTable",
	}
	ReferencedWeekName = &Octets{
		Name: "ReferencedWeekName", Max: 4, Show: tariffWeekName,
		Clause: "SMETS2 TariffSwitchingTable",
	}
)

// A week of a switching table: its name, mostly the octet 01 to 04, and the day profile of
// each of its days, 1 to 16.
//
//	array(0..4) of structure(8) { name octet-string, seven times unsigned from Monday }
//
// SMETS2 TariffSwitchingTable.
var (
	SwitchingWeeks = &List{
		Name: "WeekProfiles", Max: 4, Clause: "SMETS2 TariffSwitchingTable",
		Of: Struct{
			WeekName, MondayName, TuesdayName, WednesdayName, ThursdayName, FridayName,
			SaturdayName, SundayName,
		},
	}
	WeekName = &Octets{
		Name: "WeekName", Max: 4, Show: tariffWeekName, Clause: "SMETS2 TariffSwitchingTable",
	}
	MondayName    = tariffDayName("Monday/ReferencedDayName")
	TuesdayName   = tariffDayName("Tuesday/ReferencedDayName")
	WednesdayName = tariffDayName("Wednesday/ReferencedDayName")
	ThursdayName  = tariffDayName("Thursday/ReferencedDayName")
	FridayName    = tariffDayName("Friday/ReferencedDayName")
	SaturdayName  = tariffDayName("Saturday/ReferencedDayName")
	SundayName    = tariffDayName("Sunday/ReferencedDayName")
)

// A day of a switching table: its number, 1 to 16, and from which time of day in UTC which
// register counts.
//
//	array(0..16) of structure(2)
//	  day unsigned
//	  array(0..48) of structure(3)
//	    start octet-string(4), script table octet-string(6), selector long-unsigned
//
// SMETS2 TariffSwitchingTable.
var (
	SwitchingDays = &List{
		Name: "DayProfiles", Max: 16, Clause: "SMETS2 TariffSwitchingTable",
		Of: Struct{DayName, ProfileSchedule},
	}
	DayName         = tariffDayName("DayName")
	ProfileSchedule = &List{
		Name: "ProfileSchedule", Max: 48, Clause: "SMETS2 TariffSwitchingTable",
		Of: Struct{
			StartTime, Fixed{"script table", dlms.Octets(tariffScripts[:])}, TariffAction,
		},
	}
	StartTime    = &TimeOfDay{Name: "StartTime", Clause: "SMETS2 TariffSwitchingTable"}
	TariffAction = &Slot[uint16]{
		Name: "TariffAction", Codes: tariffActions(), Clause: "GBCS script selectors",
	}
)

// tariffScripts is the script table whose scripts choose the register that counts.
var tariffScripts = LN{0, 0, 10, 0, 100, 255}

// tariffDayName is a place for the number of a day profile.
func tariffDayName(name string) *Slot[uint8] {
	return &Slot[uint8]{Name: name, Min: 1, Max: 16, Clause: "SMETS2 TariffSwitchingTable"}
}

// tariffWeekName writes the name of a week, which is a number or text.
func tariffWeekName(b []byte) string {
	if len(b) == 1 && b[0] < ' ' {
		return fmt.Sprint(b[0])
	}
	return fmt.Sprintf("%q", b)
}

// tariffActions are the selectors of the script table, by register. GBCS script selectors.
func tariffActions() (codes []Code) {
	for _, kind := range []struct {
		first, n uint64
		name     string
	}{
		{1, 48, "time-of-use register"},
		{101, 8, "block registers of time-of-use"},
		{201, 4, "secondary time-of-use register"},
	} {
		for i := range kind.n {
			name := fmt.Sprintf("%s %d", kind.name, i+1)
			codes = append(codes, Code{Value: kind.first + i, Name: name})
		}
	}
	return codes
}

// TariffSpecialDays are the days of a switching table that are not as the season says, at
// most 50; the DayIdentifier is a DayName. SMETS2 TariffSwitchingTable.
var TariffSpecialDays = &List{
	Name: "SpecialDays", Of: specialDay, Max: 50, Clause: "SMETS2 TariffSwitchingTable",
}

// The switching table of the primary element: what counts now, and what will.
var (
	switchingSeasons = Attr(ActivityCalendar, LN{0, 0, 13, 0, 0, 255}, 3, SwitchingSeasons)
	switchingWeeks   = Attr(ActivityCalendar, LN{0, 0, 13, 0, 0, 255}, 4, SwitchingWeeks)
	switchingDays    = Attr(ActivityCalendar, LN{0, 0, 13, 0, 0, 255}, 5, SwitchingDays)
	switchingSpecial = Attr(SpecialDays, LN{0, 0, 11, 0, 0, 255}, 2, TariffSpecialDays)

	switchingSeasonsNext = Attr(ActivityCalendar, LN{0, 0, 13, 0, 0, 255}, 7, SwitchingSeasons)
	switchingWeeksNext   = Attr(ActivityCalendar, LN{0, 0, 13, 0, 0, 255}, 8, SwitchingWeeks)
	switchingDaysNext    = Attr(ActivityCalendar, LN{0, 0, 13, 0, 0, 255}, 9, SwitchingDays)
	switchingSpecialNext = Attr(SpecialDays, LN{0, 1, 11, 0, 0, 255}, 2, TariffSpecialDays)

	switchingActivation = activation("TariffSwitchingTable",
		ActivityCalendar, LN{0, 0, 13, 0, 0, 255}, 10)
	switchingSpecialActivation = activation("TariffSwitchingTable(SpecialDays)",
		ExtendedData, LN{0, 0, 94, 44, 128, 29}, 6)
)

// The switching table of the second element of a twin-element ESME.
var (
	secondarySeasons = Attr(ActivityCalendar, LN{0, 0, 13, 0, 1, 255}, 3, SwitchingSeasons)
	secondaryWeeks   = Attr(ActivityCalendar, LN{0, 0, 13, 0, 1, 255}, 4, SwitchingWeeks)
	secondaryDays    = Attr(ActivityCalendar, LN{0, 0, 13, 0, 1, 255}, 5, SwitchingDays)
	secondarySpecial = Attr(SpecialDays, LN{0, 0, 11, 0, 1, 255}, 2, TariffSpecialDays)

	secondarySeasonsNext = Attr(ActivityCalendar, LN{0, 0, 13, 0, 1, 255}, 7, SwitchingSeasons)
	secondaryWeeksNext   = Attr(ActivityCalendar, LN{0, 0, 13, 0, 1, 255}, 8, SwitchingWeeks)
	secondaryDaysNext    = Attr(ActivityCalendar, LN{0, 0, 13, 0, 1, 255}, 9, SwitchingDays)
	secondarySpecialNext = Attr(SpecialDays, LN{0, 1, 11, 0, 1, 255}, 2, TariffSpecialDays)

	secondaryActivation = activation("TariffSwitchingTable(SecondaryElement)",
		ActivityCalendar, LN{0, 0, 13, 0, 1, 255}, 10)
	secondarySpecialActivation = activation("TariffSwitchingTable(SecondaryElement)(SpecialDays)",
		ExtendedData, LN{0, 0, 94, 44, 128, 30}, 6)
)
