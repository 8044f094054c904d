package srv_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

func TestAuxiliaryDescriptions(t *testing.T) {
	esme := srv.Inputs{Device: usecase.ESME}
	describe := func(indexes ...uint8) duis.Body {
		b := &duis.UpdateDeviceConfigurationALCDescriptions{}
		for _, index := range indexes {
			b.ALCSHCALCSDescription = append(b.ALCSHCALCSDescription, duis.ALCSHCALCSDescription{
				Index: index, SwitchDescription: strings.Repeat(string('a'+rune(index)), 22),
			})
		}
		return b
	}
	if got := agreeOn(t, "6.14.1", esme, describe(5)); !strings.HasSuffix(got,
		"01"+"02000100005E2C000F02"+"01"+"0A16"+strings.Repeat("66", 22)) {
		t.Errorf("got %s", got)
	}
	if agreeOn(t, "6.14.1", esme, describe(2, 3, 4)) != agreeOn(t, "6.14.1", esme, describe(4, 2, 3)) {
		t.Error("the order of descriptions matters")
	}
	refusedWith(t, "6.14.1", known(esme), describe(1, 1), duis.E64)
}

// openDate is a date of which all is left open.
func openDate() duis.Date {
	return duis.Date{
		Year: duis.DateYear{NonSpecifiedYear: true}, Month: duis.DateMonth{NonSpecifiedMonth: true},
		DayOfMonth: duis.DayOfMonth{NonSpecifiedDayOfMonth: true},
		DayOfWeek:  duis.DayOfWeek{NonSpecifiedDayOfWeek: true},
	}
}

// anyDate leaves some parts of a date open.
func anyDate(rng *rand.Rand) duis.Date {
	d := openDate()
	if rng.IntN(2) == 0 {
		d.Year = duis.DateYear{SpecifiedYear: new(2014 + uint16(rng.IntN(7986)))}
	}
	if rng.IntN(2) == 0 {
		d.Month = duis.DateMonth{SpecifiedMonth: new(1 + uint8(rng.IntN(12)))}
	}
	switch rng.IntN(4) {
	case 0:
		d.DayOfMonth = duis.DayOfMonth{SpecifiedDayOfMonth: new(1 + uint8(rng.IntN(31)))}
	case 1:
		d.DayOfMonth = duis.DayOfMonth{LastDayOfMonth: true}
	case 2:
		d.DayOfMonth = duis.DayOfMonth{SecondLastDayOfMonth: true}
	}
	if rng.IntN(2) == 0 {
		d.DayOfWeek = duis.DayOfWeek{SpecifiedDayOfWeek: new(1 + uint8(rng.IntN(7)))}
	}
	return d
}

// anyTimes are any times of a schedule.
func anyTimes(rng *rand.Rand) duis.ScheduleDatesAndTime {
	hundredths := time.Duration(rng.IntN(24 * 60 * 60 * 100))
	return duis.ScheduleDatesAndTime{
		SwitchTime: duis.TimeOfDay(hundredths * 10 * time.Millisecond),
		StartDate:  anyDate(rng), EndDate: anyDate(rng),
	}
}

// anyWeekdays are some days of the week in any order, or no element for them.
func anyWeekdays(rng *rand.Rand) *duis.DaysOfWeekApplicability {
	if rng.IntN(4) == 0 {
		return nil
	}
	days := &duis.DaysOfWeekApplicability{}
	for _, day := range rng.Perm(7)[:rng.IntN(8)] {
		days.DayOfWeekApplicability = append(days.DayOfWeekApplicability,
			duis.DayOfWeekApplicability{DayOfWeekID: time.Weekday(day).String()})
	}
	return days
}

// TestAuxiliaryCalendars correlates calendars of every size in both Use Cases.
func TestAuxiliaryCalendars(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 14))
	at := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	for size := range 60 {
		switches := &duis.UpdateDeviceConfigurationALCScheduler{}
		controllers := &duis.UpdateDeviceConfigurationAuxiliaryControllerScheduler{}
		if size%2 == 0 {
			switches.ExecutionDateTime, controllers.ExecutionDateTime = &at, &at
		}
		days := rng.Perm(20)[:size%21]
		for _, day := range days {
			index, d := uint8(day+1), anyDate(rng)
			switches.ALCSHCALCSSpecialDay = append(switches.ALCSHCALCSSpecialDay,
				duis.ALCSHCALCSSpecialDay{Index: index, Year: d.Year, Month: d.Month,
					DayOfMonth: d.DayOfMonth, DayOfWeek: d.DayOfWeek})
			controllers.AuxiliaryControllerSpecialDayDefinition = append(
				controllers.AuxiliaryControllerSpecialDayDefinition,
				duis.AuxiliaryControllerSpecialDayDefinition{Identifier: index, Year: d.Year,
					Month: d.Month, DayOfMonth: d.DayOfMonth, DayOfWeek: d.DayOfWeek})
		}
		for range min(size, 48) + 1 - size/48 {
			s := duis.ALCSHCALCSConnectionSchedule{
				DaysOfWeekApplicability: anyWeekdays(rng), ALCSScheduleDatesAndTime: anyTimes(rng),
			}
			c := duis.AuxiliaryControllerSchedule{DaysOfWeekApplicability: anyWeekdays(rng),
				AuxiliaryControllerSchedulePeriodAndTime: anyTimes(rng)}
			s.ActivateDeactivateSwitch.Index = 1 + uint8(rng.IntN(5))
			s.ActivateDeactivateSwitch.ActivateSwitch = rng.IntN(2) == 0
			s.ActivateDeactivateSwitch.DeactivateSwitch = !s.ActivateDeactivateSwitch.ActivateSwitch
			c.AuxiliaryControllerAction = duis.AuxiliaryControllerAction{
				AuxiliaryControllerN:    1 + uint8(rng.IntN(5)),
				CommandedStateLevel:     uint8(rng.IntN(101)),
				InputFromControlledLoad: rng.IntN(2) == 0,
			}
			for _, i := range rng.Perm(len(days))[:rng.IntN(len(days)+1)] {
				s.SpecialDaysApplicability = append(s.SpecialDaysApplicability,
					duis.SpecialDaysApplicability{Index: uint8(days[i] + 1)})
				c.SpecialDaysApplicability = append(c.SpecialDaysApplicability,
					duis.AuxiliaryControllerScheduleSpecialDaysApplicability{Identifier: uint8(days[i] + 1)})
			}
			switches.ALCSHCALCSConnectionSchedule = append(switches.ALCSHCALCSConnectionSchedule, s)
			controllers.AuxiliaryControllerSchedule = append(controllers.AuxiliaryControllerSchedule, c)
		}
		for _, i := range rng.Perm(5)[:size%6] {
			s := duis.SwitchTypeAndId{Index: uint8(i + 1), ALCS: rng.IntN(2) == 0}
			if !s.ALCS {
				s.HCALCS = new(eui.MustParse("00-DB-12-34-56-78-90-97"))
			}
			switches.SwitchTypeAndId = append(switches.SwitchTypeAndId, s)
		}
		agreeOn(t, "6.14.2", firstVersion(usecase.ESME), switches)
		agreeOn(t, "6.14.3", srv.Inputs{Device: usecase.SAPC}, controllers)
		if t.Failed() {
			t.Fatalf("size %d", size)
		}
	}
}

// calendar has special days of these numbers and one entry, which is for some of them.
func calendar(
	days []uint8, entry ...uint8,
) *duis.UpdateDeviceConfigurationAuxiliaryControllerScheduler {
	b := &duis.UpdateDeviceConfigurationAuxiliaryControllerScheduler{
		AuxiliaryControllerSchedule: []duis.AuxiliaryControllerSchedule{{
			AuxiliaryControllerAction: duis.AuxiliaryControllerAction{
				AuxiliaryControllerN: 5, CommandedStateLevel: 100, InputFromControlledLoad: true,
			},
			AuxiliaryControllerSchedulePeriodAndTime: duis.ScheduleDatesAndTime{
				SwitchTime: duis.TimeOfDay(24*time.Hour - 10*time.Millisecond),
				StartDate:  openDate(), EndDate: openDate(),
			},
		}},
	}
	d := openDate()
	for _, day := range days {
		b.AuxiliaryControllerSpecialDayDefinition = append(b.AuxiliaryControllerSpecialDayDefinition,
			duis.AuxiliaryControllerSpecialDayDefinition{Identifier: day, Year: d.Year, Month: d.Month,
				DayOfMonth: duis.DayOfMonth{LastDayOfMonth: true}, DayOfWeek: d.DayOfWeek})
	}
	for _, day := range entry {
		b.AuxiliaryControllerSchedule[0].SpecialDaysApplicability = append(
			b.AuxiliaryControllerSchedule[0].SpecialDaysApplicability,
			duis.AuxiliaryControllerScheduleSpecialDaysApplicability{Identifier: day})
	}
	return b
}

func TestAuxiliaryCalendarEntries(t *testing.T) {
	esme := srv.Inputs{Device: usecase.ESME}
	const entry = "020A" + "120001" + "03FF" + "090600000A0067FF" + "1225E4" + "0904173B3B63" +
		"12FFFF" + "040700"
	const open = "0905FFFFFFFFFF" + "0905FFFFFFFFFF"
	for _, test := range []struct {
		body *duis.UpdateDeviceConfigurationAuxiliaryControllerScheduler
		want string
	}{
		{calendar(nil), "0100" + "0101" + entry + "0400" + open},
		{calendar([]uint8{1}), "0101" + "0203" + "120001" + "0905FFFFFFFEFF" + "1101" + "0101" + entry +
			"040100" + open},
		{calendar([]uint8{9, 2}, 9), "0102" + "0203" + "120002" + "0905FFFFFFFEFF" + "1102" +
			"0203" + "120009" + "0905FFFFFFFEFF" + "1109" + "0101" + entry + "04090080" + open},
	} {
		if got := agreeOn(t, "6.14.3", esme, test.body); !strings.Contains(got, test.want) {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
	empty := calendar(nil)
	empty.AuxiliaryControllerSchedule = nil
	if got := agreeOn(t, "6.14.3", esme, empty); !strings.Contains(got, "04"+"0100"+"0100"+"090C") {
		t.Errorf("got %s", got)
	}
	for _, body := range []duis.Body{
		calendar([]uint8{1, 1}), calendar([]uint8{1}, 2), calendar([]uint8{1}, 1, 1),
		calendar([]uint8{21}),
	} {
		refusedWith(t, "6.14.3", known(esme), body, duis.E64)
	}
	twice := calendar(nil)
	monday := duis.DayOfWeekApplicability{DayOfWeekID: "Monday"}
	twice.AuxiliaryControllerSchedule[0].DaysOfWeekApplicability = &duis.DaysOfWeekApplicability{
		DayOfWeekApplicability: []duis.DayOfWeekApplicability{monday, monday},
	}
	refusedWith(t, "6.14.3", known(esme), twice, duis.E64)
	switches := &duis.UpdateDeviceConfigurationALCScheduler{SwitchTypeAndId: []duis.SwitchTypeAndId{
		{Index: 1, HCALCS: &eui.ID{}},
	}}
	refusedWith(t, "6.14.2", known(esme), switches, duis.E64)
}
