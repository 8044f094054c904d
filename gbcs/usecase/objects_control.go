package usecase

import (
	"bytes"
	"fmt"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
)

// LoadSwitchState is the state of the load switch of an ESME. SMETS2 SupplyState.
var LoadSwitchState = &Slot[uint8]{
	Name: "SupplyState", Enum: true, Clause: "SMETS2 SupplyState",
	Codes: []Code{
		{Value: 0, Name: "Disabled"}, {Value: 1, Name: "Enabled"}, {Value: 2, Name: "Armed"},
	},
}

// supplyScripts is the script table of the supply: its scripts work the load switch, and start
// and end a time of non-disablement.
var supplyScripts = LN{0, 0, 10, 0, 106, 255}

// The load switch of an ESME.
var (
	loadSwitchState = Attr(DisconnectControl, LN{0, 0, 96, 3, 10, 255}, 3, LoadSwitchState)

	loadSwitchEnable = Method("SupplyState.enable", ScriptTable, supplyScripts, 1,
		Fixed{"script: enable supply", dlms.U16(51)})
	loadSwitchDisable = Method("SupplyState.disable", ScriptTable, supplyScripts, 1,
		Fixed{"script: disable supply", dlms.U16(52)})
	loadSwitchArm = Method("SupplyState.arm", ScriptTable, supplyScripts, 1,
		Fixed{"script: arm supply", dlms.U16(54)})
)

// AuxiliaryCommand is what an auxiliary controller is to do: a script selector made of
// parts, which are joined: AuxiliaryOutput | 5*AuxiliaryController | 100 sets the output of
// controller 5 to 100 %.
//
//	F000  direction: 1 output, 2 input
//	0F00  number of the controller, 1 to 5
//	0080  set in an entry of the calendar
//	007F  commanded level, 0 to 100
//
// GBCS auxiliary controller scripts.
type AuxiliaryCommand uint16

// The parts of an AuxiliaryCommand.
const (
	AuxiliaryController AuxiliaryCommand = 0x0100 // times the number of the controller
	AuxiliaryScheduled  AuxiliaryCommand = 0x0080 // in an entry of the calendar
	AuxiliaryOutput     AuxiliaryCommand = 0x1000
	AuxiliaryInput      AuxiliaryCommand = 0x2000
)

// The commands of the older Use Cases ECS46c and ECS47, to which the number of the
// controller is added and no direction: 2*AuxiliaryController | SwitchReset.
const (
	SwitchActivate        AuxiliaryCommand = 0x01 // in the calendar
	SwitchDeactivate      AuxiliaryCommand = 0x02 // in the calendar
	SwitchActivateAdHoc   AuxiliaryCommand = 0x11
	SwitchDeactivateAdHoc AuxiliaryCommand = 0x12
	SwitchReset           AuxiliaryCommand = 0x20 // back to the calendar
)

// Controller is the number of the controller, 1 to 5.
func (c AuxiliaryCommand) Controller() int { return int(c >> 8 & 0xF) }

// Direction is AuxiliaryOutput or AuxiliaryInput; 0 in the older Use Cases.
func (c AuxiliaryCommand) Direction() AuxiliaryCommand { return c & 0xF000 }

// Level is the commanded level in per cent.
func (c AuxiliaryCommand) Level() uint8 { return uint8(c & 0x7F) }

// String is the command in words: output, controller 5, level 100.
func (c AuxiliaryCommand) String() string {
	word := ""
	switch c.Direction() {
	case AuxiliaryOutput, AuxiliaryInput:
		return fmt.Sprintf("%v, level %d", AuxiliaryDirection(c>>8), c.Level())
	case 0:
		word = map[AuxiliaryCommand]string{
			SwitchActivate: "activate", SwitchDeactivate: "deactivate",
			SwitchActivateAdHoc: "activate for a time", SwitchReset: "reset",
			SwitchDeactivateAdHoc: "deactivate for a time",
		}[c&0xFF]
	}
	if word == "" {
		return fmt.Sprintf("AuxiliaryCommand(%04X)", uint16(c))
	}
	return fmt.Sprintf("controller %d, %s", c.Controller(), word)
}

// AuxiliaryDirection is a direction and the number of a controller, as the first octet of
// an [AuxiliaryCommand] has them. GBCS auxiliary controller scripts.
type AuxiliaryDirection uint8

// String is the direction in words: output, controller 5.
func (d AuxiliaryDirection) String() string {
	switch number := d & 0xF; AuxiliaryCommand(d&0xF0) << 8 {
	case AuxiliaryOutput:
		return fmt.Sprintf("output, controller %d", number)
	case AuxiliaryInput:
		return fmt.Sprintf("input, controller %d", number)
	}
	return fmt.Sprintf("AuxiliaryDirection(%02X)", uint8(d))
}

// forControllers makes something for each of the five auxiliary controllers, the first at
// index 0.
func forControllers[T any](one func(n uint8) T) (all [5]T) {
	for i := range all {
		all[i] = one(uint8(i + 1))
	}
	return all
}

// controllerName is the SMETS name of what belongs to auxiliary controller n.
func controllerName(n uint8, what string) string {
	return fmt.Sprintf("AuxiliaryController[%d].%s", n, what)
}

// controllerMoments are places for a time, one for each controller.
func controllerMoments(what string) [5]*Moment {
	return forControllers(func(n uint8) *Moment {
		return &Moment{Name: controllerName(n, what), Clause: "SMETS2 AuxiliaryController[n]"}
	})
}

// What there is of each auxiliary controller, that of controller n at index n-1.
// SMETS2 AuxiliaryController[n].
var (
	// AuxiliaryDescriptions are the names of what the controllers switch, up to 22 octets.
	// SMETS2 AuxiliaryController[n].
	AuxiliaryDescriptions = forControllers(func(n uint8) *Text {
		return &Text{
			Name: controllerName(n, "Description"), Max: 22, Type: dlms.TagVisibleString,
			Clause: "SMETS2 AuxiliaryController[n]",
		}
	})
	// AuxiliaryTypes are the types of the controllers: the EUI-64 of an HCALCS, eight zero
	// octets for an ALCS, FF for an APC, nothing where there is no controller.
	// SMETS2 AuxiliaryController[n].
	AuxiliaryTypes = forControllers(func(n uint8) *Octets {
		return &Octets{
			Name: controllerName(n, "typeAndIdentifier"), Max: 8, Show: controllerType,
			Clause: "SMETS2 AuxiliaryController[n]",
		}
	})
	// AuxiliaryStates are the states of the controllers as JSON: outputState and inputState,
	// both 0 to 100, and whatever other-data. SMETS2 AuxiliaryController[n].
	AuxiliaryStates = forControllers(func(n uint8) *Text {
		return &Text{
			Name: controllerName(n, "stateAndAssociatedInformation"), Max: 72000,
			Type: dlms.TagUTF8String, Clause: "SMETS2 AuxiliaryController[n]",
		}
	})
	// AuxiliarySettingStarts and AuxiliarySettingEnds are from when to when a commanded state
	// holds. SMETS2 AuxiliaryController[n].
	AuxiliarySettingStarts = controllerMoments("settingPeriodStartDateTime")
	AuxiliarySettingEnds   = controllerMoments("settingPeriodEndDateTime")
	// AuxiliaryLimitStarts and AuxiliaryLimitEnds are from when to when the level of an APC is
	// limited. SMETS2 AuxiliaryProportionalController[n].
	AuxiliaryLimitStarts = controllerMoments("limitPeriodStartDateTime")
	AuxiliaryLimitEnds   = controllerMoments("limitPeriodEndDateTime")
	// SwitchActivateDurations and SwitchDeactivateDurations are for how many minutes a switch
	// is on or off. GBCS ECS47.
	SwitchActivateDurations   = switchDurations("activateDuration")
	SwitchDeactivateDurations = switchDurations("deactivateDuration")
	// SwitchStates are whether the switches are on. GBCS ECS61a.
	SwitchStates = forControllers(func(n uint8) *Flag {
		return &Flag{
			Name: controllerName(n, "State"), Yes: "on", No: "off", Clause: "GBCS ECS61a",
		}
	})
	// BoostFunctionControls are whether the boost function acts on the controllers.
	// SMETS2 BoostFunctionControl[n].
	BoostFunctionControls = forControllers(func(n uint8) *Flag {
		return &Flag{
			Name:   fmt.Sprintf("BoostFunctionControl[%d]", n),
			Clause: "SMETS2 BoostFunctionControl[n]",
		}
	})
)

func switchDurations(what string) [5]*Slot[uint16] {
	return forControllers(func(n uint8) *Slot[uint16] {
		return &Slot[uint16]{Name: controllerName(n, what), Unit: Minutes, Clause: "GBCS ECS47"}
	})
}

// controllerType writes the type of an auxiliary controller.
func controllerType(b []byte) string {
	switch {
	case len(b) == 0:
		return "none"
	case bytes.Equal(b, []byte{0xFF}):
		return "APC"
	case bytes.Equal(b, make([]byte, 8)):
		return "ALCS"
	case len(b) == 8:
		return fmt.Sprintf("HCALCS %v", eui.ID(b))
	}
	return fmt.Sprintf("%X", b)
}

// The calendar of the auxiliary controllers. SMETS2 AuxiliaryControllerCalendar.
var (
	// AuxiliaryCalendarCommand is what an entry of the calendar does.
	// SMETS2 AuxiliaryControllerCalendar.
	AuxiliaryCalendarCommand = &Slot[AuxiliaryCommand]{
		Name: "AuxiliaryControllerAction", Clause: "SMETS2 AuxiliaryControllerCalendar",
	}
	// AuxiliaryCalendar are the entries of the calendar, up to 120.
	// SMETS2 AuxiliaryControllerCalendar.
	AuxiliaryCalendar = &List{
		Name: "AuxiliaryControllerSchedule", Max: 120,
		Clause: "SMETS2 AuxiliaryControllerCalendar",
		Of:     scheduleEntry(auxiliaryScripts, AuxiliaryCalendarCommand),
	}
	// AuxiliarySpecialDays are the special days of the calendar, up to 20.
	// SMETS2 AuxiliaryControllerCalendar.
	AuxiliarySpecialDays = &List{
		Name: "AuxiliaryControllerSpecialDayDefinitions", Max: 20, Of: specialDay,
		Clause: "SMETS2 AuxiliaryControllerCalendar",
	}

	auxiliaryCalendar        = Attr(Schedule, LN{0, 0, 12, 0, 2, 255}, 2, AuxiliaryCalendar)
	auxiliaryNextCalendar    = Attr(Schedule, LN{0, 1, 12, 0, 2, 255}, 2, AuxiliaryCalendar)
	auxiliarySpecialDays     = Attr(SpecialDays, LN{0, 0, 11, 0, 3, 255}, 2, AuxiliarySpecialDays)
	auxiliaryNextSpecialDays = Attr(SpecialDays, LN{0, 1, 11, 0, 3, 255}, 2, AuxiliarySpecialDays)

	auxiliaryCalendarActivation = activation("AuxiliaryControllerCalendar",
		ExtendedData, LN{0, 0, 94, 44, 128, 26}, 6)
	auxiliarySpecialDaysActivation = activation("AuxiliaryControllerCalendar(SpecialDays)",
		ExtendedData, LN{0, 0, 94, 44, 128, 35}, 6)
)

// AuxiliaryStateCommand is which state a controller is to take: a direction, a controller
// and a level. SMETS2 AuxiliaryController[n].
var AuxiliaryStateCommand = &Slot[AuxiliaryCommand]{
	Name: "controllerNumberAndCommandedState", Clause: "SMETS2 AuxiliaryController[n]",
}

// AuxiliaryLimitCommand is to which level an APC is limited: a direction, a controller and
// a level. SMETS2 AuxiliaryProportionalController[n].
var AuxiliaryLimitCommand = &Slot[AuxiliaryCommand]{
	Name: "controllerNumberAndCommandedState", Clause: "SMETS2 AuxiliaryProportionalController[n]",
}

// The script tables of the auxiliary controllers: of their states, and of the limits of
// their levels.
var (
	auxiliaryScripts      = LN{0, 0, 10, 0, 103, 255}
	auxiliaryLimitScripts = LN{0, 0, 10, 0, 107, 255}

	auxiliarySetState = Method("AuxiliaryController[n].setState", ScriptTable, auxiliaryScripts, 1,
		AuxiliaryStateCommand)
	auxiliaryLimitLevel = Method("AuxiliaryProportionalController[n].limitLevel", ScriptTable,
		auxiliaryLimitScripts, 1, AuxiliaryLimitCommand)
)

// The objects of the auxiliary controllers, that of controller n at index n-1.
var (
	auxiliaryDescriptions = forControllers(func(n uint8) *Object {
		return Attr(Data, LN{0, 0, 94, 44, 0, 10 + n}, 2, AuxiliaryDescriptions[n-1])
	})
	auxiliaryTypes = forControllers(func(n uint8) *Object {
		return Attr(Data, LN{0, 0, 94, 44, 0, 20 + n}, 2, AuxiliaryTypes[n-1])
	})
	auxiliaryStates = forControllers(func(n uint8) *Object {
		return Attr(Data, LN{0, 0, 94, 44, 0, 30 + n}, 2, AuxiliaryStates[n-1])
	})
	auxiliarySettingStarts = forControllers(func(n uint8) *Object {
		return Attr(Data, LN{0, 0, 94, 44, 116 + n, 1}, 2, AuxiliarySettingStarts[n-1])
	})
	auxiliarySettingEnds = forControllers(func(n uint8) *Object {
		return Attr(Data, LN{0, 0, 94, 44, 116 + n, 2}, 2, AuxiliarySettingEnds[n-1])
	})
	auxiliaryLimitStarts = forControllers(func(n uint8) *Object {
		return Attr(Data, LN{0, 0, 94, 44, 116 + n, 3}, 2, AuxiliaryLimitStarts[n-1])
	})
	auxiliaryLimitEnds = forControllers(func(n uint8) *Object {
		return Attr(Data, LN{0, 0, 94, 44, 116 + n, 4}, 2, AuxiliaryLimitEnds[n-1])
	})
	// Before there were settings with a start and an end, the same objects held durations.
	switchActivateDurations = forControllers(func(n uint8) *Object {
		return Attr(Data, LN{0, 0, 94, 44, 116 + n, 1}, 2, SwitchActivateDurations[n-1])
	})
	switchDeactivateDurations = forControllers(func(n uint8) *Object {
		return Attr(Data, LN{0, 0, 94, 44, 116 + n, 2}, 2, SwitchDeactivateDurations[n-1])
	})
	switchStates = forControllers(func(n uint8) *Object {
		return Attr(DisconnectControl, LN{0, n, 96, 3, 10, 255}, 2, SwitchStates[n-1])
	})
	boostFunctionControls = forControllers(func(n uint8) *Object {
		return Attr(Data, LN{0, 0, 94, 44, 6, n}, 2, BoostFunctionControls[n-1])
	})
)

// The boost function of an ESME. SMETS2 BoostFunction.
var (
	// BoostFunctionAvailability is whether the consumer can use the boost function.
	// SMETS2 BoostFunctionAvailability.
	BoostFunctionAvailability = &Flag{
		Name: "BoostFunctionAvailability", Clause: "SMETS2 BoostFunctionAvailability",
	}
	// BoostStart and BoostEnd are from when to when the boost function was in use.
	// SMETS2 BoostFunctionEventLog.
	BoostStart = &Stamp{Name: "BoostStart", Clause: "SMETS2 BoostFunctionEventLog"}
	BoostEnd   = &Stamp{Name: "BoostEnd", Clause: "SMETS2 BoostFunctionEventLog"}
	// BoostFunctionEventLog are the uses of the boost function, up to 25.
	// SMETS2 BoostFunctionEventLog.
	BoostFunctionEventLog = &List{
		Name: "BoostFunctionEventLog", Max: 25, Clause: "SMETS2 BoostFunctionEventLog",
	}

	boostFunctionAvailability = Attr(Data, LN{0, 0, 94, 44, 7, 255}, 2, BoostFunctionAvailability)
	boostFunctionEventLog     = Attr(ProfileGeneric, LN{0, 0, 99, 98, 20, 255}, 2,
		LogOf(BoostFunctionEventLog, BoostStart, BoostEnd))
)
