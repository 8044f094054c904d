package mmc

import (
	"time"

	"github.com/mains-energy/mains/xmldoc"
)

// ReadInstantaneousPrepayValuesRsp answers SRV 4.3 Read Instantaneous Prepay Values: credit and
// debt.
type ReadInstantaneousPrepayValuesRsp struct {
	MessageSuccess *bool `doc:",attr"`

	EmergencyCreditBalance  *int64 `doc:",unit=10^-5 currency"`
	AccumulatedDebtRegister *int64 `doc:",unit=10^-5 currency"`
	PaymentDebtRegister     *int64 `doc:",unit=10^-5 currency"`
	TimeDebtRegister1       *int64 `doc:",unit=10^-5 currency"`
	TimeDebtRegister2       *int64 `doc:",unit=10^-5 currency"`
	MeterBalance            *int64 `doc:",unit=10^-5 currency"`
}

// Element is the name of the element.
func (*ReadInstantaneousPrepayValuesRsp) Element() string {
	return "ReadInstantaneousPrepayValuesRsp"
}
func (r *ReadInstantaneousPrepayValuesRsp) success() **bool { return &r.MessageSuccess }

// ReadMeterBalanceRsp answers SRV 4.18 Read Meter Balance: what is paid in advance or owed.
type ReadMeterBalanceRsp struct {
	MessageSuccess *bool  `doc:",attr"`
	MeterBalance   *int64 `doc:",unit=10^-5 currency"`
	Gas            *ReadMeterBalanceGas
}

// Element is the name of the element.
func (*ReadMeterBalanceRsp) Element() string   { return "ReadMeterBalanceRsp" }
func (r *ReadMeterBalanceRsp) success() **bool { return &r.MessageSuccess }

// ReadMeterBalanceGas is what a GSME says beyond its balance.
type ReadMeterBalanceGas struct {
	MeterBalancePrepaymentMode *int64 `doc:",unit=10^-5 currency"`
}

// RetrieveBillingDataLogDebtPaymentsRsp answers SRV 4.4.4 Retrieve Billing Data Log (Payment
// Based Debt Payments): what top-ups have paid of debt.
type RetrieveBillingDataLogDebtPaymentsRsp struct {
	MessageSuccess            *bool `doc:",attr"`
	PaymentBasedDebtRepayment *PaymentBasedDebtRepayment
}

// Element is the name of the element.
func (*RetrieveBillingDataLogDebtPaymentsRsp) Element() string {
	return "RetrieveBillingDataLogDebtPaymentsRsp"
}
func (r *RetrieveBillingDataLogDebtPaymentsRsp) success() **bool { return &r.MessageSuccess }

// PaymentBasedDebtRepayment is the last repayments.
type PaymentBasedDebtRepayment struct {
	LogEntry []AmountAtTime `doc:",n=0..10"`
}

// RetrieveBillingDataLogPrepaymentCreditsRsp answers SRV 4.4.5 Retrieve Billing Data Log
// (Prepayment Credits): what was added to the balance.
type RetrieveBillingDataLogPrepaymentCreditsRsp struct {
	MessageSuccess    *bool `doc:",attr"`
	PrepaymentCredits *PrepaymentCredits
}

// Element is the name of the element.
func (*RetrieveBillingDataLogPrepaymentCreditsRsp) Element() string {
	return "RetrieveBillingDataLogPrepaymentCreditsRsp"
}
func (r *RetrieveBillingDataLogPrepaymentCreditsRsp) success() **bool {
	return &r.MessageSuccess
}

// PrepaymentCredits is the last credits.
type PrepaymentCredits struct {
	LogEntry []AmountAtTime `doc:",n=0..5"`
}

// AmountAtTime is money that came in, and when.
type AmountAtTime struct {
	Amount    *int64 `doc:",unit=10^-5 currency"`
	Timestamp *time.Time
}

// ReadPrepaymentDailyReadLogRsp answers SRV 4.14 Read Prepayment Daily Read Log: credit and debt
// as they stood at midnights.
type ReadPrepaymentDailyReadLogRsp struct {
	MessageSuccess *bool                                  `doc:",attr"`
	Electricity    *ReadPrepaymentDailyReadLogElectricity `doc:",one"`
	Gas            *ReadPrepaymentDailyReadLogGas         `doc:",one"`
}

// Element is the name of the element.
func (*ReadPrepaymentDailyReadLogRsp) Element() string   { return "ReadPrepaymentDailyReadLogRsp" }
func (r *ReadPrepaymentDailyReadLogRsp) success() **bool { return &r.MessageSuccess }

// ReadPrepaymentDailyReadLogElectricity is the log of an ESME.
type ReadPrepaymentDailyReadLogElectricity struct {
	LogEntry []PrepaymentOperationalDataType `doc:",n=0..31"`
}

// ReadPrepaymentDailyReadLogGas is the log of a GSME.
type ReadPrepaymentDailyReadLogGas struct {
	LogEntry []PrepaymentOperationalDataType `doc:",n=0..31"`
}

// PrepaymentOperationalDataType is credit and debt at a time.
type PrepaymentOperationalDataType struct {
	AccumulatedDebtRegister *int64 `doc:",unit=10^-5 currency"`
	EmergencyCreditBalance  *int64 `doc:",unit=10^-5 currency"`
	MeterBalance            *int64 `doc:",unit=10^-5 currency"`
	PaymentDebtRegister     *int64 `doc:",unit=10^-5 currency"`
	TimeDebtRegisters1      *int64 `doc:",unit=10^-5 currency"`
	TimeDebtRegisters2      *int64 `doc:",unit=10^-5 currency"`
	Timestamp               *time.Time
}

// ReadPrepaymentConfigurationRsp answers SRV 4.13 Read Prepayment Configuration: the terms of
// prepayment.
type ReadPrepaymentConfigurationRsp struct {
	MessageSuccess *bool `doc:",attr"`

	DebtRecoveryPerPayment   *int64 `doc:",unit=0.01 %"`
	DebtRecoveryRateCap      *int64 `doc:",unit=10^-5 currency"` // in a week
	DisablementThreshold     *int64 `doc:",unit=10^-5 currency"`
	EmergencyCreditLimit     *int64 `doc:",unit=10^-5 currency"`
	EmergencyCreditThreshold *int64 `doc:",unit=10^-5 currency"`
	LowCreditThreshold       *int64 `doc:",unit=10^-5 currency"`
	CreditMaxCreditThreshold *int64 `doc:",unit=10^-5 currency"`
	MaxCreditMaxMeterBalance *int64 `doc:",unit=10^-5 currency"`
	SuspendDebtDisabled      *bool  // while supply is off
	SuspendDebtEmergency     *bool  // while emergency credit is used

	Gas         *ReadPrepaymentConfigurationGas         `doc:",one=?"`
	Electricity *ReadPrepaymentConfigurationElectricity `doc:",one=?"`
}

// Element is the name of the element.
func (*ReadPrepaymentConfigurationRsp) Element() string {
	return "ReadPrepaymentConfigurationRsp"
}
func (r *ReadPrepaymentConfigurationRsp) success() **bool { return &r.MessageSuccess }

// ReadPrepaymentConfigurationGas is the terms of a GSME.
type ReadPrepaymentConfigurationGas struct {
	NonDisablementCalendar *GasNonDisablementCalendar
	DebtRecovery1          *GasDebtRecovery
	DebtRecovery2          *GasDebtRecovery
}

// GasNonDisablementCalendar is when a GSME does not cut supply off for lack of credit.
type GasNonDisablementCalendar struct {
	DayProfiles    *GasNonDisablementDayProfiles
	WeekProfiles   *GasNonDisablementWeekProfiles
	SeasonProfiles *GasSeasons
	SpecialDays    *GasNonDisablementSpecialDays
}

// GasNonDisablementDayProfiles is kinds of day.
type GasNonDisablementDayProfiles struct {
	GasNonDisablementDayProfile []GasNonDisablementDayProfile `doc:",n=0..5"`
}

// GasNonDisablementDayProfile is a kind of day.
type GasNonDisablementDayProfile struct {
	TimeStartAction []TimeStartAction `doc:",n=0..3"`
	GasDayName      *uint8            `doc:",base=positiveInteger,range=1..5"` // 1 to 5
}

// TimeStartAction is when on a day a non-disablement period starts or stops.
type TimeStartAction struct {
	Index                uint8 `doc:"index,attr,base=positiveInteger,range=1..3"` // 1 to 3
	StartTime            *xmldoc.TimeOfDay
	NonDisablementAction *string `doc:",is=NonDisablementAction"`
}

// GasNonDisablementWeekProfiles is kinds of week.
type GasNonDisablementWeekProfiles struct {
	WeekProfile []GasNonDisablementWeekProfile `doc:",n=0..2"`
}

// GasNonDisablementWeekProfile is a kind of week.
type GasNonDisablementWeekProfile struct {
	WeekName          uint8                         `doc:",base=positiveInteger,range=1..2"` // 1 or 2
	ReferencedDayName []GasNonDisablementDayOfAWeek `doc:",n=7..7"`
}

// GasNonDisablementDayOfAWeek is the kind of a day of a week.
type GasNonDisablementDayOfAWeek struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..7"` // 1 to 7
	Value uint8 `doc:",value,base=positiveInteger,range=1..5"`     // 1 to 5
}

// GasNonDisablementSpecialDays is the days that are unlike others of their weekday.
type GasNonDisablementSpecialDays struct {
	SpecialDay []GasNonDisablementSpecialDay `doc:",n=0..20"`
}

// GasNonDisablementSpecialDay is the kind of a day.
type GasNonDisablementSpecialDay struct {
	Date              *GasDateWithWildcards
	ReferencedDayName *uint8 `doc:",base=positiveInteger,range=1..5"` // 1 to 5
}

// GasDebtRecovery is how fast a GSME recovers a time-based debt.
type GasDebtRecovery struct {
	DebtRecoveryRate       *int64  `doc:",unit=10^-5 currency"` // in a period
	DebtRecoveryRatePeriod *string `doc:",is=DebtRecoveryRatePeriod"`
}

// ReadPrepaymentConfigurationElectricity is the terms of an ESME.
type ReadPrepaymentConfigurationElectricity struct {
	PaymentMode            *string `doc:",is=PaymentMode"`
	NonDisablementCalendar *ElectricityNonDisablementCalendar
	DebtRecovery1          *ElecDebtRecovery
	DebtRecovery2          *ElecDebtRecovery
}

// ElectricityNonDisablementCalendar is when an ESME does not cut supply off for lack of credit.
type ElectricityNonDisablementCalendar struct {
	ElectricitySpecialDays            *ElectricitySpecialDays
	ElectricityNonDisablementSchedule []ElectricityNonDisablementSchedule `doc:",n=0..22"`
}

// ElectricitySpecialDays is the days that are unlike others of their weekday.
type ElectricitySpecialDays struct {
	SpecialDay []ElectricitySpecialDay `doc:",n=0..20"`
}

// ElectricitySpecialDay is a day, or several, with its number.
type ElectricitySpecialDay struct {
	Index uint8 `doc:"index,attr,optional,base=positiveInteger,range=1..20"` // 1 to 20; 0: not said
	Date  `doc:",group"`
}

// ElectricityNonDisablementSchedule is when non-disablement periods start or stop.
type ElectricityNonDisablementSchedule struct {
	NonDisablementScript     *string `doc:",is=NonDisablementAction"`
	SpecialDaysApplicability *SpecialDaysApplicability
	DaysOfWeekApplicability  *DaysOfWeekApplicability
	ScheduleDatesAndTime     *ScheduleDatesAndTimeWithoutWildcards
}

// SpecialDaysApplicability is the special days on which a schedule applies.
type SpecialDaysApplicability struct {
	SpecialDayApplicability []SpecialDayApplicability `doc:",n=0..20"`
}

// SpecialDayApplicability names a special day.
type SpecialDayApplicability struct {
	SpecialDayID uint8 `doc:",base=positiveInteger,range=1..20"` // 1 to 20
}

// ScheduleDatesAndTimeWithoutWildcards is a time of day and the dates between which it applies.
type ScheduleDatesAndTimeWithoutWildcards struct {
	SwitchTime *xmldoc.TimeOfDay
	StartDate  *time.Time `doc:",base=date"`
	EndDate    *time.Time `doc:",base=date"`
}

// ElecDebtRecovery is how fast an ESME recovers a time-based debt.
type ElecDebtRecovery struct {
	DebtRecoveryRate           *int64  `doc:",unit=10^DebtRecoveryRatePriceScale currency"`
	DebtRecoveryRatePriceScale *int64  `doc:",range=-128..127"` // -128 to 127
	DebtRecoveryRatePeriod     *string `doc:",is=DebtRecoveryRatePeriod"`
}
