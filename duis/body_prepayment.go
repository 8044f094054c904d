package duis

import "time"

// UpdatePrepayConfiguration is SRV 2.1 Update Prepay Configuration: limits, thresholds and the
// non-disablement calendar of prepayment mode. DUIS 3.8.
type UpdatePrepayConfiguration struct {
	ExecutionDateTime             *time.Time
	UpdatePrepayConfigElectricity *UpdatePrepayConfigElec `doc:",one"`
	UpdatePrepayConfigGas         *UpdatePrepayConfigGas  `doc:",one"`
}

// Element is the name of the body's element.
func (*UpdatePrepayConfiguration) Element() string { return "UpdatePrepayConfiguration" }

// UpdatePrepayConfigElec is the settings of an ESME. Amounts are in 10^-5 of the currency.
type UpdatePrepayConfigElec struct {
	DebtRecoveryRateCap               uint16 // in a week, of a unit not known to us
	EmergencyCreditLimit              int32  `doc:",unit=10^-5 currency"`
	EmergencyCreditThreshold          int32  `doc:",unit=10^-5 currency"`
	LowCreditThreshold                int32  `doc:",unit=10^-5 currency"`
	ElectricityNonDisablementCalendar ElectricityNonDisablementCalendar
	MaxMeterBalance                   int32 `doc:",unit=10^-5 currency"`
	MaxCreditThreshold                int32 `doc:",unit=10^-5 currency"`
}

// ElectricityNonDisablementCalendar is when an ESME does not disable supply for want of credit.
type ElectricityNonDisablementCalendar struct {
	SpecialDay                        []SpecialDay                        `doc:",in=ElectricitySpecialDays,n=0..20"`
	ElectricityNonDisablementSchedule []ElectricityNonDisablementSchedule `doc:",n=1..22"`
}

// SpecialDay is a day that entries may name.
type SpecialDay struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..20"` // 1 to 20
	Date  Date
}

// ElectricityNonDisablementSchedule is one entry: the start or the stop of a period, and on
// which days.
type ElectricityNonDisablementSchedule struct {
	NonDisablementScript    string                    `doc:",is=NonDisablementScript"` // START, STOP
	SpecialDayApplicability []SpecialDayApplicability `doc:",in=SpecialDaysApplicability,n=0..20"`
	DayOfWeekApplicability  []DayOfWeekApplicability  `doc:",in=DaysOfWeekApplicability,n=0..7"`
	ScheduleDatesAndTime    ScheduleDatesAndTimeWithoutWildcards
}

// SpecialDayApplicability names a special day on which the entry applies.
type SpecialDayApplicability struct {
	SpecialDayID uint8 `doc:",base=positiveInteger,range=1..20"` // 1 to 20
}

// DayOfWeekApplicability is a day of the week on which the entry applies.
type DayOfWeekApplicability struct {
	DayOfWeekID string `doc:",is=DayOfWeekID"`
}

// ScheduleDatesAndTimeWithoutWildcards is the time of an entry, and from when to when it
// applies.
type ScheduleDatesAndTimeWithoutWildcards struct {
	SwitchTime TimeOfDay
	StartDate  time.Time `doc:",base=date"`
	EndDate    time.Time `doc:",base=date"`
}

// UpdatePrepayConfigGas is the settings of a GSME. Amounts are in 10^-5 of the currency.
type UpdatePrepayConfigGas struct {
	DebtRecoveryRateCap       int32  `doc:",unit=10^-5 currency"` // in a week
	EmergencyCreditLimit      uint32 `doc:",unit=10^-5 currency"`
	EmergencyCreditThreshold  uint32 `doc:",unit=10^-5 currency"`
	LowCreditThreshold        uint32 `doc:",unit=10^-5 currency"`
	GasNonDisablementCalendar GasNonDisablementCalendar
	MaxMeterBalance           uint32 `doc:",unit=10^-5 currency"`
	MaxCreditThreshold        uint32 `doc:",unit=10^-5 currency"`
}

// GasNonDisablementCalendar is when a GSME does not disable supply for want of credit.
type GasNonDisablementCalendar struct {
	GasNonDisablementDayProfile []GasNonDisablementDayProfile  `doc:",in=DayProfiles,n=1..5"`
	WeekProfile                 []WeekProfileGasNonDisablement `doc:",in=WeekProfiles,n=1..2"`
	Season                      []GasSeasonNonDisablement      `doc:",in=SeasonProfiles,n=1..3"`
	SpecialDay                  []GasSpecialDayNonDisablement  `doc:",in=SpecialDays,n=0..20"`
}

// GasNonDisablementDayProfile is the starts and stops of one kind of day.
type GasNonDisablementDayProfile struct {
	TimeStartAction []GasNonDisablementTimeStartAction `doc:",n=1..3"`
	// 1 to 5.
	GasDayName uint8 `doc:",base=positiveInteger,range=1..5"`
}

// GasNonDisablementTimeStartAction is the start or the stop of a period.
type GasNonDisablementTimeStartAction struct {
	StartTime            TimeOfDay
	NonDisablementAction string `doc:",is=NonDisablementAction"` // START, STOP
}

// WeekProfileGasNonDisablement is the kinds of day of one kind of week.
type WeekProfileGasNonDisablement struct {
	// 1 to 2.
	WeekName          uint8                                `doc:",base=positiveInteger,range=1..2"`
	ReferencedDayName []GasReferencedDayNameNonDisablement `doc:",n=7..7"`
}

// GasReferencedDayNameNonDisablement is the kind of a day, by its index in the week.
type GasReferencedDayNameNonDisablement struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..7"` // 1 to 7
	Value uint8 `doc:",value,base=positiveInteger,range=1..5"`     // 1 to 5
}

// GasSeasonNonDisablement is from when on weeks are of a kind.
type GasSeasonNonDisablement struct {
	SeasonStartDate    GasDateWithWildcards
	ReferencedWeekName uint8 `doc:",base=positiveInteger,range=1..2"` // 1 to 2
}

// GasSpecialDayNonDisablement is a day that is of another kind than its week says.
type GasSpecialDayNonDisablement struct {
	Date              GasDateWithWildcards
	ReferencedDayName uint8 `doc:",base=positiveInteger,range=1..5"` // 1 to 5
}

// TopUpDevice is SRV 2.2 Top Up Device: credits a top-up by its token. DUIS 3.8.
type TopUpDevice struct {
	UTRN string `doc:",is=UTRN"` // 20 digits
}

// Element is the name of the body's element.
func (*TopUpDevice) Element() string { return "TopUpDevice" }

// UpdateDebt is SRV 2.3 Update Debt: changes what is owed, by amounts in 10^-5 of the currency
// that are added, and how it is recovered. DUIS 3.8.
type UpdateDebt struct {
	TimeDebtRegister1   int32 `doc:",unit=10^-5 currency"`
	TimeDebtRegister2   int32 `doc:",unit=10^-5 currency"`
	PaymentDebtRegister int32 `doc:",unit=10^-5 currency"`
	// 0 to 10000, in 0.01 %.
	DebtRecoveryPerPayment uint16              `doc:",range=0..10000,unit=0.01 %"`
	ElecDebtRecoveries     *ElecDebtRecoveries `doc:",group,one"`
	GasDebtRecoveries      *GasDebtRecoveries  `doc:",group,one"`
}

// Element is the name of the body's element.
func (*UpdateDebt) Element() string { return "UpdateDebt" }

// ElecDebtRecoveries is how the two time debts of an ESME are recovered.
type ElecDebtRecoveries struct {
	ElecDebtRecovery1 ElecDebtRecovery
	ElecDebtRecovery2 ElecDebtRecovery
}

// ElecDebtRecovery is what an ESME takes for one debt in each period, of the currency.
type ElecDebtRecovery struct {
	// In 10^DebtRecoveryRatePriceScale.
	DebtRecoveryRate int16 `doc:",unit=10^DebtRecoveryRatePriceScale currency"`
	// -128 to 127.
	DebtRecoveryRatePriceScale int8 `doc:",base=integer,range=-128..127"`
	// HOURLY, DAILY.
	DebtRecoveryRatePeriod string `doc:",is=DebtRecoveryRatePeriod"`
}

// GasDebtRecoveries is how the two time debts of a GSME are recovered.
type GasDebtRecoveries struct {
	GasDebtRecovery1 GasDebtRecovery
	GasDebtRecovery2 GasDebtRecovery
}

// GasDebtRecovery is what a GSME takes for one debt in each period.
type GasDebtRecovery struct {
	DebtRecoveryRate       int32  `doc:",unit=10^-5 currency"`       // 10^-5 of the currency
	DebtRecoveryRatePeriod string `doc:",is=DebtRecoveryRatePeriod"` // HOURLY, DAILY
}

// ActivateEmergencyCredit is SRV 2.5 Activate Emergency Credit: lets emergency credit be used.
// DUIS 3.8.
type ActivateEmergencyCredit struct{}

// Element is the name of the body's element.
func (*ActivateEmergencyCredit) Element() string { return "ActivateEmergencyCredit" }
