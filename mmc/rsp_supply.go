package mmc

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// ReadSupplyStatusRsp answers SRV 7.4 Read Supply Status: whether the supply is on, off or
// armed.
type ReadSupplyStatusRsp struct {
	MessageSuccess *bool   `doc:",attr"`
	SupplyState    *string `doc:",is=SupplyStatus"` // Enabled, Disabled or Armed
	Gas            *ReadSupplyStatusGas
}

// Element is the name of the element.
func (*ReadSupplyStatusRsp) Element() string   { return "ReadSupplyStatusRsp" }
func (r *ReadSupplyStatusRsp) success() **bool { return &r.MessageSuccess }

// ReadSupplyStatusGas is what a GSME says beyond that.
type ReadSupplyStatusGas struct {
	RemainingBatteryCapacity *uint32 `doc:",unit=d"` // days
}

// ReadALCSDataRsp answers SRV 7.7 Read Auxiliary Load Switch Data: state and settings of the
// switches of auxiliary loads.
type ReadALCSDataRsp struct {
	MessageSuccess *bool `doc:",attr"`

	AuxiliaryLoadControlSwitch []AuxiliaryLoadControlSwitch `doc:",n=0..5"`
	ALCSHCALCSSpecialDays      *ALCSHCALCSSpecialDays
	ALCSScheduler              []ALCSScheduler `doc:",n=0..48"`
}

// Element is the name of the element.
func (*ReadALCSDataRsp) Element() string   { return "ReadALCSDataRsp" }
func (r *ReadALCSDataRsp) success() **bool { return &r.MessageSuccess }

// AuxiliaryLoadControlSwitch is the state of a switch.
type AuxiliaryLoadControlSwitch struct {
	// 1 to 5; 0: not said.
	Index             uint8   `doc:",attr,optional,base=positiveInteger,range=1..5"`
	Description       *string `doc:",len=0..22"`
	TypeAndIdentifier *SwitchTypeAndIdentifier
	State             *bool // closed
}

// SwitchTypeAndIdentifier is whether a switch is part of the ESME or a Device of its own.
type SwitchTypeAndIdentifier struct {
	ALCS   bool    `doc:",one,empty"`
	HCALCS *eui.ID `doc:",one"`
}

// ALCSHCALCSSpecialDays is the days that are unlike others of their weekday.
type ALCSHCALCSSpecialDays struct {
	ALCSHCALCSSpecialDay []ALCSHCALCSSpecialDay `doc:",n=0..20"`
}

// ALCSHCALCSSpecialDay is a day, or several, with its number.
type ALCSHCALCSSpecialDay struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..20"` // 1 to 20
	Date  `doc:",group"`
}

// ALCSScheduler is when a switch opens or closes.
type ALCSScheduler struct {
	ActivateDeactivateSwitch ActivateDeactivateSwitch
	SpecialDaysApplicability []IndexedSpecialDay `doc:",n=0..20"`
	DaysOfWeekApplicability  *DaysOfWeekApplicability
	ALCSScheduleDatesAndTime ScheduleDatesAndTime
}

// ActivateDeactivateSwitch is which switch, and what it does.
type ActivateDeactivateSwitch struct {
	Index            uint8 `doc:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	ActivateSwitch   bool  `doc:",one,empty"`
	DeactivateSwitch bool  `doc:",one,empty"`
}

// IndexedSpecialDay names a special day.
type IndexedSpecialDay struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..20"` // 1 to 20
}

// ReadBoostButtonDetailsRsp answers SRV 7.11 Read Boost Button Details: when the boost button
// was used, and for which loads.
type ReadBoostButtonDetailsRsp struct {
	MessageSuccess *bool `doc:",attr"`

	EventLogEntry              []BoostEvent `doc:",n=0..25"`
	BoostFunctionAvailability  *bool
	BoostFunctionControl1Value *bool
	BoostFunctionControl2Value *bool
	BoostFunctionControl3Value *bool
	BoostFunctionControl4Value *bool
	BoostFunctionControl5Value *bool
}

// Element is the name of the element.
func (*ReadBoostButtonDetailsRsp) Element() string   { return "ReadBoostButtonDetailsRsp" }
func (r *ReadBoostButtonDetailsRsp) success() **bool { return &r.MessageSuccess }

// BoostEvent is a boost.
type BoostEvent struct {
	BoostEnd   time.Time
	BoostStart time.Time
}

// ReadAuxiliaryControllerConfigurationDataRsp answers SRV 7.14 Read Auxiliary Controller
// Configuration Data: the settings of the auxiliary controllers.
type ReadAuxiliaryControllerConfigurationDataRsp struct {
	MessageSuccess *bool `doc:",attr"`

	AuxiliaryControllerDescription           []AuxiliaryControllerDescription `doc:",n=0..5"`
	AuxiliaryControllerSpecialDayDefinitions *AuxiliaryControllerSpecialDayDefinitions
	AuxiliaryControllerSchedule              []AuxiliaryControllerSchedule `doc:",n=0..120"`
}

// Element is the name of the element.
func (*ReadAuxiliaryControllerConfigurationDataRsp) Element() string {
	return "ReadAuxiliaryControllerConfigurationDataRsp"
}
func (r *ReadAuxiliaryControllerConfigurationDataRsp) success() **bool {
	return &r.MessageSuccess
}

// AuxiliaryControllerDescription says what a controller is for.
type AuxiliaryControllerDescription struct {
	// 1 to 5.
	AuxiliaryControllerN        uint8  `doc:"auxiliaryControllerN,attr,is=AuxiliaryControllerN"`
	AuxiliaryControlDescription string `doc:",len=0..22"`
}

// AuxiliaryControllerSpecialDayDefinitions is the days that are unlike others of their weekday.
type AuxiliaryControllerSpecialDayDefinitions struct {
	AuxiliaryControllerSpecialDayDefinition []AuxiliaryControllerSpecialDay `doc:",n=0..20"`
}

// AuxiliaryControllerSpecialDay is a day, or several, with its number.
type AuxiliaryControllerSpecialDay struct {
	Identifier uint8 `doc:"identifier,attr,base=positiveInteger,range=1..20"` // 1 to 20
	Date       `doc:",group"`
}

// AuxiliaryControllerSchedule is when a controller does something.
type AuxiliaryControllerSchedule struct {
	AuxiliaryControllerAction                AuxiliaryControllerAction
	SpecialDaysApplicability                 []IdentifiedSpecialDay `doc:",n=0..20"`
	DaysOfWeekApplicability                  *DaysOfWeekApplicability
	AuxiliaryControllerSchedulePeriodAndTime ScheduleDatesAndTime
}

// AuxiliaryControllerAction is which controller, and what it does.
type AuxiliaryControllerAction struct {
	// 1 to 5.
	AuxiliaryControllerN uint8   `doc:"auxiliaryControllerN,attr,is=AuxiliaryControllerN"`
	CommandedStateLevel  *uint16 `doc:",range=0..100,unit=%"` // 0 to 100 %
	// Power flows from the load.
	InputFromControlledLoad bool `doc:",empty"`
}

// IdentifiedSpecialDay names a special day.
type IdentifiedSpecialDay struct {
	Identifier uint8 `doc:"identifier,attr,base=positiveInteger,range=1..20"` // 1 to 20
}

// ReadAuxiliaryControllerOperationalDataRsp answers SRV 7.15 Read Auxiliary Controller
// Operational Data: what the auxiliary controllers do.
type ReadAuxiliaryControllerOperationalDataRsp struct {
	MessageSuccess                     *bool                                `doc:",attr"`
	AuxiliaryControllerOperationalData []AuxiliaryControllerOperationalData `doc:",n=0..5"`
}

// Element is the name of the element.
func (*ReadAuxiliaryControllerOperationalDataRsp) Element() string {
	return "ReadAuxiliaryControllerOperationalDataRsp"
}
func (r *ReadAuxiliaryControllerOperationalDataRsp) success() **bool { return &r.MessageSuccess }

// AuxiliaryControllerOperationalData is what a controller does.
type AuxiliaryControllerOperationalData struct {
	// 1 to 5; 0: not said.
	AuxiliaryControllerN uint8 `doc:"auxiliaryControllerN,attr,optional,is=AuxiliaryControllerN"`
	TypeAndIdentifier    *ControllerTypeAndIdentifier

	AuxiliaryControllerStateAndAssociatedInformation *ControllerStateAndInformation
}

// ControllerTypeAndIdentifier is what kind of controller it is.
type ControllerTypeAndIdentifier struct {
	AuxiliaryControllerType string  `doc:",is=AuxiliaryControllerType"`
	HCALCSID                *eui.ID // of a Device of its own
}

// ControllerStateAndInformation is the state of a controller, and what its maker says of it.
type ControllerStateAndInformation struct {
	OutputState                   *uint16 `doc:",range=0..100,unit=%"` // 0 to 100 %
	InputState                    *uint16 `doc:",range=0..100,unit=%"` // 0 to 100 %
	StateAndAssociatedInformation *string `doc:",len=0..72000"`
}
