package usecase

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// shownSchedule is when an entry of a schedule is run; in is the element of the dates.
func shownSchedule(in string) Paths {
	return Paths{
		ScheduleSwitchTime: in + "/SwitchTime", ScheduleBegin: in + "/StartDate",
		ScheduleEnd: in + "/EndDate",
	}
}

// bitsSet are the numbers, from 1, of the bits that are set.
func bitsSet(b BitString) (numbers []int) {
	for i := range b.N {
		if b.Octets[i/8]>>(7-i%8)&1 != 0 {
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}

// showWeekdays writes the days of the week on which an entry of a schedule is run.
func showWeekdays(to Form, days any) {
	names := [...]string{
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
	}
	for _, n := range bitsSet(days.(BitString)) {
		to.Add("DaysOfWeekApplicability/DayOfWeekApplicability").Set("DayOfWeekID", names[n-1])
	}
}

// showNumberedDays writes the special days on which an entry of a schedule is run.
func showNumberedDays(attribute string) func(to Form, days any) {
	return func(to Form, days any) {
		for _, n := range bitsSet(days.(BitString)) {
			to.Add("SpecialDaysApplicability").Set(attribute, n)
		}
	}
}

// The auxiliary controllers in the Use Cases that know switches, and in those that know
// levels.
var (
	shownSwitches = func() Shown {
		m := Shown{
			As: shownSchedule("ALCSScheduleDatesAndTime").with(Paths{
				AuxiliarySpecialDays: "ALCSHCALCSSpecialDays/ALCSHCALCSSpecialDay",
				SpecialDayDate:       Within, SpecialDayID: Hidden,
				AuxiliaryCalendar: "ALCSScheduler",
			}),
			By: Writers{
				ScheduleWeekdays: showWeekdays, ScheduleSpecialDays: showNumberedDays("@index"),
				AuxiliaryCalendarCommand: showSwitching,
			},
		}
		for i, in := range eachController("AuxiliaryLoadControlSwitch") {
			m.As[AuxiliaryDescriptions[i]] = in + "Description"
			m.As[SwitchStates[i]] = in + "State"
			m.By[AuxiliaryTypes[i]] = showSwitchType(in)
		}
		return m
	}()
	shownControllers = func() Shown {
		m := Shown{
			As: shownSchedule("AuxiliaryControllerSchedulePeriodAndTime").with(Paths{
				AuxiliarySpecialDays: "AuxiliaryControllerSpecialDayDefinitions/" +
					"AuxiliaryControllerSpecialDayDefinition",
				SpecialDayDate: Within, SpecialDayID: Hidden,
			}),
			By: Writers{
				ScheduleWeekdays: showWeekdays, ScheduleSpecialDays: showNumberedDays("@identifier"),
				AuxiliaryCalendarCommand: showLevel,
			},
		}
		for i, in := range eachController("AuxiliaryControllerDescription") {
			m.As[AuxiliaryDescriptions[i]] = in + "AuxiliaryControlDescription"
		}
		return m
	}()
	shownControllerStates = func() Shown {
		m := Shown{By: Writers{}}
		for i, in := range eachController("AuxiliaryControllerOperationalData") {
			m.By[AuxiliaryTypes[i]] = showControllerType(in)
			m.By[AuxiliaryStates[i]] = showState(in + "AuxiliaryControllerStateAndAssociatedInformation")
		}
		return m
	}()
	shownBoost = func() Paths {
		paths := Paths{BoostFunctionEventLog: "EventLogEntry"}
		for i, p := range BoostFunctionControls {
			paths[p] = fmt.Sprintf("BoostFunctionControl%dValue", i+1)
		}
		return paths
	}()
)

// eachController is the element of each of the five controllers, with a slash.
func eachController(name string) [5]string {
	return forControllers(func(n uint8) string { return fmt.Sprintf("%s[%d]/", name, n) })
}

// showSwitching writes what an entry of the calendar does to which switch.
func showSwitching(to Form, command any) {
	c := command.(AuxiliaryCommand)
	to = to.In("ActivateDeactivateSwitch")
	to.Set("@index", c.Controller())
	if c&0xFF == SwitchDeactivate {
		to.Set("DeactivateSwitch", true)
		return
	}
	to.Set("ActivateSwitch", true)
}

// showLevel writes to which level an entry of the calendar sets which controller.
func showLevel(to Form, command any) {
	c := command.(AuxiliaryCommand)
	to = to.In("AuxiliaryControllerAction")
	to.Set("@auxiliaryControllerN", c.Controller())
	to.Set("CommandedStateLevel", c.Level())
	if c.Direction() == AuxiliaryInput {
		to.Set("InputFromControlledLoad", true)
	}
}

// showSwitchType writes whether a switch is in the ESME or an HCALCS.
func showSwitchType(in string) func(Form, any) {
	return func(to Form, value any) {
		switch b := value.([]byte); {
		case bytes.Equal(b, make([]byte, eui.Size)):
			to.Set(in+"TypeAndIdentifier/ALCS", true)
		case len(b) == eui.Size:
			to.Set(in+"TypeAndIdentifier/HCALCS", eui.ID(b))
		}
	}
}

// showControllerType writes what a controller is.
func showControllerType(in string) func(Form, any) {
	return func(to Form, value any) {
		to = to.In(in + "TypeAndIdentifier")
		switch b := value.([]byte); {
		case len(b) == 0:
			to.Set("AuxiliaryControllerType", "None")
		case bytes.Equal(b, []byte{0xFF}):
			to.Set("AuxiliaryControllerType", "APC")
		case bytes.Equal(b, make([]byte, eui.Size)):
			to.Set("AuxiliaryControllerType", "ALCS")
		case len(b) == eui.Size:
			to.Set("AuxiliaryControllerType", "HCALCS")
			to.Set("HCALCSID", eui.ID(b))
		}
	}
}

// showState writes the state of a controller, which a Device says in JSON.
func showState(in string) func(Form, any) {
	return func(to Form, value any) {
		text := value.(string)
		var state struct {
			OutputState, InputState any // Devices write numbers, or text of digits
		}
		if in != "" {
			to = to.In(in)
		}
		if err := json.Unmarshal([]byte(text), &state); err == nil {
			showStateLevel(to, "OutputState", state.OutputState)
			showStateLevel(to, "InputState", state.InputState)
		}
		to.Set("StateAndAssociatedInformation", text)
	}
}

// showStateLevel writes a level that JSON says, if it does.
func showStateLevel(to Form, path string, level any) {
	if n, err := strconv.ParseUint(fmt.Sprint(level), 10, 8); err == nil {
		to.Set(path, n)
	}
}

// showAction writes which controller a record is about, and what was asked of it.
func showAction(to Form, value any) {
	v := value.(uint16)
	to.Set("SwitchNumber", v>>8&0x0F)
	switch low := v & 0xFF; {
	case v>>12 != 0:
		to.Set("AuxiliaryControllerLevel", low)
		if v>>12 == 2 {
			to.Set("InputFromControlledLoad", true)
		}
	default:
		to.Set("SwitchAction", map[uint16]string{
			0x00: "Entry relates to a Message from an HC ALCS", 0x01: "On", 0x02: "Off",
			0x11: "On", 0x12: "Off", 0x20: "Revert to calendar control",
		}[low])
	}
}

// showDirection writes the controller that an Alert is about, and whether its input is meant.
func showDirection(to Form, value any) {
	d := value.(AuxiliaryDirection)
	to.Set("AuxiliaryControllerN", d&0x0F)
	if AuxiliaryCommand(d&0xF0)<<8 == AuxiliaryInput {
		to.Set("InputFromControlledLoad", true)
	}
}

// The non-disablement calendar of an ESME.
var (
	shownNonDisablement = Paths{
		NonDisablementSpecialDays: "Electricity/NonDisablementCalendar/ElectricitySpecialDays/" +
			"SpecialDay",
		SpecialDayDate: Within, SpecialDayID: Hidden,
		NonDisablementSchedule: "Electricity/NonDisablementCalendar/" +
			"ElectricityNonDisablementSchedule",
	}.with(shownSchedule("ScheduleDatesAndTime"))
	shownNonDisablementBy = Writers{
		ScheduleWeekdays: showWeekdays,
		ScheduleSpecialDays: func(to Form, days any) {
			for _, n := range bitsSet(days.(BitString)) {
				to.Add("SpecialDaysApplicability/SpecialDayApplicability").Set("SpecialDayID", n)
			}
		},
	}
)

// showEventCode writes the code of a record and what it means.
func showEventCode(code, meaning string) func(to Form, value any) {
	return func(to Form, value any) {
		c := value.(gbcs.AlertCode)
		to.Set(code, []byte{byte(c >> 8), byte(c)})
		if title := AlertTitle(c); title != "" {
			to.Set(meaning, title)
		}
	}
}

// shownEvents writes the code of a record of an event log.
var shownEvents = Writers{RecordCode: showEventCode("LogCode", "LogMeaning")}

// showMPANs writes the import MPANs, 13 digits each, the second of a twin-element ESME.
func showMPANs(to Form, value any) {
	const digits = 13
	mpans := value.(string)
	if len(mpans) < digits {
		return
	}
	to.Set("Electricity/ImportMPAN", mpans[:digits])
	if second := mpans[digits:]; len(second) == digits && second[0] >= '0' {
		to.Set("Electricity/SecondaryImportMPAN", second)
	}
}
