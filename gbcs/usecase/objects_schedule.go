package usecase

import "github.com/mains-energy/mains/dlms"

// The parts of an entry of a schedule: when a script of a script table is run.
//
//	structure(10)
//	  index long-unsigned, enable boolean, script octet-string(6),
//	  script selector long-unsigned, switch time octet-string(4), validity window FFFF,
//	  weekdays bit-string(7) from Monday, special days bit-string, one bit for each,
//	  begin and end date octet-string(5)
//
// COSEM class 10.
var (
	ScheduleIndex       = &Slot[uint16]{Name: "Index", Clause: "COSEM class 10"}
	ScheduleEnable      = &Flag{Name: "Enable", Clause: "COSEM class 10"}
	ScheduleSwitchTime  = &TimeOfDay{Name: "SwitchTime", Clause: "COSEM class 10"}
	ScheduleWeekdays    = &Bits{Name: "Weekdays", N: 7, Show: weekdays, Clause: "COSEM class 10"}
	ScheduleSpecialDays = &Bits{Name: "SpecialDays", Clause: "COSEM class 10"}
	ScheduleBegin       = &Date{Name: "BeginDate", Clause: "COSEM class 10"}
	ScheduleEnd         = &Date{Name: "EndDate", Clause: "COSEM class 10"}
)

// weekdays writes seven bits from Monday as the days whose bit is set.
func weekdays(b BitString) string {
	days := [...]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	text := ""
	for i := range min(b.N, len(days)) {
		if b.Octets[i/8]>>(7-i%8)&1 == 0 {
			continue
		}
		if text != "" {
			text += " "
		}
		text += days[i]
	}
	if text == "" {
		return "none"
	}
	return text
}

// scheduleEntry is an entry whose script is in the script table of that name.
func scheduleEntry(script LN, selector Field) Field {
	return Struct{
		ScheduleIndex, ScheduleEnable,
		Fixed{"script table", dlms.Octets(script[:])},
		selector, ScheduleSwitchTime, Fixed{"validity window", dlms.U16(0xFFFF)},
		ScheduleWeekdays, ScheduleSpecialDays, ScheduleBegin, ScheduleEnd,
	}
}

// The parts of an entry of a special days table. COSEM class 11.
var (
	SpecialDayIndex = &Slot[uint16]{Name: "Index", Clause: "COSEM class 11"}
	SpecialDayDate  = &Date{Name: "Date", Clause: "COSEM class 11"}
	SpecialDayID    = &Slot[uint8]{Name: "DayIdentifier", Clause: "COSEM class 11"}

	specialDay = Struct{SpecialDayIndex, SpecialDayDate, SpecialDayID}
)
