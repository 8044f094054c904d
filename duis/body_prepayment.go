package duis

import (
	"time"
)

// UpdatePrepayConfiguration is the body of SRV 2.1 Update Prepay Configuration.
type UpdatePrepayConfiguration struct {
	ExecutionDateTime             *time.Time
	UpdatePrepayConfigElectricity *UpdatePrepayConfigElec `duis:",one"`
	UpdatePrepayConfigGas         *UpdatePrepayConfigGas  `duis:",one"`
}

// Element is the name of the body's element.
func (*UpdatePrepayConfiguration) Element() string { return "UpdatePrepayConfiguration" }

// UpdatePrepayConfigElec is UpdatePrepayConfigElectricity of UpdatePrepayConfiguration.
type UpdatePrepayConfigElec struct {
	DebtRecoveryRateCap               uint16
	EmergencyCreditLimit              int32
	EmergencyCreditThreshold          int32
	LowCreditThreshold                int32
	ElectricityNonDisablementCalendar ElectricityNonDisablementCalendar
	MaxMeterBalance                   int32
	MaxCreditThreshold                int32
}

// ElectricityNonDisablementCalendar is ElectricityNonDisablementCalendar of UpdatePrepayConfigElec.
type ElectricityNonDisablementCalendar struct {
	SpecialDay                        []SpecialDay                        `duis:",in=ElectricitySpecialDays,n=0..20"`
	ElectricityNonDisablementSchedule []ElectricityNonDisablementSchedule `duis:",n=1..22"`
}

// SpecialDay is SpecialDay of ElectricityNonDisablementCalendar.
type SpecialDay struct {
	Index uint8 `duis:"index,attr,base=positiveInteger,range=1..20"` // 1 to 20
	Date  Date
}

// ElectricityNonDisablementSchedule is ElectricityNonDisablementSchedule of ElectricityNonDisablementCalendar.
type ElectricityNonDisablementSchedule struct {
	NonDisablementScript    string                    `duis:",is=NonDisablementScript"` // START, STOP
	SpecialDayApplicability []SpecialDayApplicability `duis:",in=SpecialDaysApplicability,n=0..20"`
	DayOfWeekApplicability  []DayOfWeekApplicability  `duis:",in=DaysOfWeekApplicability,n=0..7"`
	ScheduleDatesAndTime    ScheduleDatesAndTimeWithoutWildcards
}

// SpecialDayApplicability is SpecialDayApplicability of ElectricityNonDisablementSchedule.
type SpecialDayApplicability struct {
	SpecialDayID uint8 `duis:",base=positiveInteger,range=1..20"` // 1 to 20
}

// DayOfWeekApplicability is DayOfWeekApplicability of ElectricityNonDisablementSchedule.
type DayOfWeekApplicability struct {
	DayOfWeekID string `duis:",is=DayOfWeekID"`
}

// ScheduleDatesAndTimeWithoutWildcards is ScheduleDatesAndTime of ElectricityNonDisablementSchedule.
type ScheduleDatesAndTimeWithoutWildcards struct {
	SwitchTime TimeOfDay
	StartDate  time.Time `duis:",base=date"`
	EndDate    time.Time `duis:",base=date"`
}

// UpdatePrepayConfigGas is UpdatePrepayConfigGas of UpdatePrepayConfiguration.
type UpdatePrepayConfigGas struct {
	DebtRecoveryRateCap       int32
	EmergencyCreditLimit      uint32
	EmergencyCreditThreshold  uint32
	LowCreditThreshold        uint32
	GasNonDisablementCalendar GasNonDisablementCalendar
	MaxMeterBalance           uint32
	MaxCreditThreshold        uint32
}

// GasNonDisablementCalendar is GasNonDisablementCalendar of UpdatePrepayConfigGas.
type GasNonDisablementCalendar struct {
	GasNonDisablementDayProfile []GasNonDisablementDayProfile  `duis:",in=DayProfiles,n=1..5"`
	WeekProfile                 []WeekProfileGasNonDisablement `duis:",in=WeekProfiles,n=1..2"`
	Season                      []GasSeasonNonDisablement      `duis:",in=SeasonProfiles,n=1..3"`
	SpecialDay                  []GasSpecialDayNonDisablement  `duis:",in=SpecialDays,n=0..20"`
}

// GasNonDisablementDayProfile is GasNonDisablementDayProfile of GasNonDisablementCalendar.
type GasNonDisablementDayProfile struct {
	TimeStartAction []GasNonDisablementTimeStartAction `duis:",n=1..3"`
	GasDayName      uint8                              `duis:",base=positiveInteger,range=1..5"` // 1 to 5
}

// GasNonDisablementTimeStartAction is TimeStartAction of GasNonDisablementDayProfile.
type GasNonDisablementTimeStartAction struct {
	StartTime            TimeOfDay
	NonDisablementAction string `duis:",is=NonDisablementAction"` // START, STOP
}

// WeekProfileGasNonDisablement is WeekProfile of GasNonDisablementCalendar.
type WeekProfileGasNonDisablement struct {
	WeekName          uint8                                `duis:",base=positiveInteger,range=1..2"` // 1 to 2
	ReferencedDayName []GasReferencedDayNameNonDisablement `duis:",n=7..7"`
}

// GasReferencedDayNameNonDisablement is ReferencedDayName of WeekProfileGasNonDisablement.
type GasReferencedDayNameNonDisablement struct {
	Index uint8 `duis:"index,attr,base=positiveInteger,range=1..7"` // 1 to 7
	Value uint8 `duis:",value,base=positiveInteger,range=1..5"`     // 1 to 5
}

// GasSeasonNonDisablement is Season of GasNonDisablementCalendar.
type GasSeasonNonDisablement struct {
	SeasonStartDate    GasDateWithWildcards
	ReferencedWeekName uint8 `duis:",base=positiveInteger,range=1..2"` // 1 to 2
}

// GasSpecialDayNonDisablement is SpecialDay of GasNonDisablementCalendar.
type GasSpecialDayNonDisablement struct {
	Date              GasDateWithWildcards
	ReferencedDayName uint8 `duis:",base=positiveInteger,range=1..5"` // 1 to 5
}

// TopUpDevice is the body of SRV 2.2 Top Up Device.
type TopUpDevice struct {
	UTRN string `duis:",is=UTRN"`
}

// Element is the name of the body's element.
func (*TopUpDevice) Element() string { return "TopUpDevice" }

// UpdateDebt is the body of SRV 2.3 Update Debt.
type UpdateDebt struct {
	TimeDebtRegister1      int32
	TimeDebtRegister2      int32
	PaymentDebtRegister    int32
	DebtRecoveryPerPayment uint16              `duis:",range=0..10000"` // 0 to 10000
	ElecDebtRecoveries     *ElecDebtRecoveries `duis:",group,one"`
	GasDebtRecoveries      *GasDebtRecoveries  `duis:",group,one"`
}

// Element is the name of the body's element.
func (*UpdateDebt) Element() string { return "UpdateDebt" }

// ElecDebtRecoveries is a part of UpdateDebt.
type ElecDebtRecoveries struct {
	ElecDebtRecovery1 ElecDebtRecovery
	ElecDebtRecovery2 ElecDebtRecovery
}

// ElecDebtRecovery is ElecDebtRecovery1 of ElecDebtRecoveries.
type ElecDebtRecovery struct {
	DebtRecoveryRate           int16
	DebtRecoveryRatePriceScale int8   `duis:",base=integer,range=-128..127"` // -128 to 127
	DebtRecoveryRatePeriod     string `duis:",is=DebtRecoveryRatePeriod"`    // HOURLY, DAILY
}

// GasDebtRecoveries is a part of UpdateDebt.
type GasDebtRecoveries struct {
	GasDebtRecovery1 GasDebtRecovery
	GasDebtRecovery2 GasDebtRecovery
}

// GasDebtRecovery is GasDebtRecovery1 of GasDebtRecoveries.
type GasDebtRecovery struct {
	DebtRecoveryRate       int32
	DebtRecoveryRatePeriod string `duis:",is=DebtRecoveryRatePeriod"` // HOURLY, DAILY
}

// ActivateEmergencyCredit is the body of SRV 2.5 Activate Emergency Credit.
type ActivateEmergencyCredit struct{}

// Element is the name of the body's element.
func (*ActivateEmergencyCredit) Element() string { return "ActivateEmergencyCredit" }
