package duis

import (
	"time"
)

// UpdateImportTariffPrimaryElement is the body of SRV 1.1.1 Update Import Tariff (Primary Element).
type UpdateImportTariffPrimaryElement struct {
	ExecutionDateTime  *time.Time
	ElecTariffElements *ElecTariffElements `duis:",one"`
	GasTariffElements  *GasTariffElements  `duis:",one"`
	PriceElements      PricePrimary
}

// Element is the name of the body's element.
func (*UpdateImportTariffPrimaryElement) Element() string { return "UpdateImportTariffPrimaryElement" }

// ElecTariffElements is ElecTariffElements of UpdateImportTariffPrimaryElement.
type ElecTariffElements struct {
	CurrencyUnits  string `duis:",is=CurrencyUnits"` // GBP, ECB
	SwitchingTable ElecSwitchingTablePrimary
	SpecialDay     []ElecSpecialDayPrimary `duis:",in=SpecialDays,n=0..50"`
	Thresholds     []ElecThresholds        `duis:",in=ThresholdMatrix,n=8..8"`
}

// ElecSwitchingTablePrimary is SwitchingTable of ElecTariffElements.
type ElecSwitchingTablePrimary struct {
	DayProfile  []ElecDayProfilePrimary `duis:",in=DayProfiles,n=1..16"`
	WeekProfile []ElecWeekProfile       `duis:",in=WeekProfiles,n=1..4"`
	Season      []ElecSeason            `duis:",in=Seasons,n=1..4"`
}

// ElecDayProfilePrimary is DayProfile of ElecSwitchingTablePrimary.
type ElecDayProfilePrimary struct {
	DayName         uint8                        `duis:",base=positiveInteger,range=1..16"` // 1 to 16
	ProfileSchedule []ElecProfileSchedulePrimary `duis:",n=1..48"`
}

// ElecProfileSchedulePrimary is ProfileSchedule of ElecDayProfilePrimary.
type ElecProfileSchedulePrimary struct {
	StartTime         TimeOfDay
	TOUTariffAction   *uint8 `duis:",one,base=positiveInteger,range=1..48"` // 1 to 48
	BlockTariffAction *uint8 `duis:",one,base=positiveInteger,range=1..8"`  // 1 to 8
}

// ElecWeekProfile is WeekProfile of ElecSwitchingTablePrimary.
type ElecWeekProfile struct {
	WeekName          uint8                   `duis:",base=positiveInteger,range=1..4"` // 1 to 4
	ReferencedDayName []ElecReferencedDayName `duis:",n=7..7"`
}

// ElecReferencedDayName is ReferencedDayName of ElecWeekProfile.
type ElecReferencedDayName struct {
	Index uint8 `duis:"index,attr,base=positiveInteger,range=1..7"` // 1 to 7
	Value uint8 `duis:",value,base=positiveInteger,range=1..16"`    // 1 to 16
}

// ElecSeason is Season of ElecSwitchingTablePrimary.
type ElecSeason struct {
	SeasonName         string `duis:",len=0..8"` // at most 8 characters
	SeasonStartDate    Date
	ReferencedWeekName uint8 `duis:",base=positiveInteger,range=1..4"` // 1 to 4
}

// Date is SeasonStartDate of ElecSeason.
type Date struct {
	Year       DateYear
	Month      DateMonth
	DayOfMonth DayOfMonth
	DayOfWeek  DayOfWeek
}

// DateYear is Year of Date.
type DateYear struct {
	SpecifiedYear    *uint16 `duis:",one,base=nonNegativeInteger,range=2014..9999"` // 2014 to 9999
	NonSpecifiedYear bool    `duis:",one,empty"`
}

// DateMonth is Month of Date.
type DateMonth struct {
	SpecifiedMonth    *uint8 `duis:",one,base=nonNegativeInteger,range=1..12"` // 1 to 12
	NonSpecifiedMonth bool   `duis:",one,empty"`
}

// DayOfMonth is DayOfMonth of Date.
type DayOfMonth struct {
	SpecifiedDayOfMonth    *uint8 `duis:",one,base=nonNegativeInteger,range=1..31"` // 1 to 31
	LastDayOfMonth         bool   `duis:",one,empty"`
	SecondLastDayOfMonth   bool   `duis:",one,empty"`
	NonSpecifiedDayOfMonth bool   `duis:",one,empty"`
}

// DayOfWeek is DayOfWeek of Date.
type DayOfWeek struct {
	SpecifiedDayOfWeek    *uint8 `duis:",one,base=nonNegativeInteger,range=1..7"` // 1 to 7
	NonSpecifiedDayOfWeek bool   `duis:",one,empty"`
}

// ElecSpecialDayPrimary is SpecialDay of ElecTariffElements.
type ElecSpecialDayPrimary struct {
	Date              Date
	ReferencedDayName uint8 `duis:",base=positiveInteger,range=1..16"` // 1 to 16
}

// ElecThresholds is Thresholds of ElecTariffElements.
type ElecThresholds struct {
	Index          uint8            `duis:"index,attr,base=positiveInteger,range=1..8"` // 1 to 8
	BlockThreshold []BlockThreshold `duis:",n=1..3"`
}

// BlockThreshold is BlockThreshold of ElecThresholds.
type BlockThreshold struct {
	Index uint8  `duis:"index,attr,base=positiveInteger,range=1..3"` // 1 to 3
	Value uint32 `duis:",value"`
}

// GasTariffElements is GasTariffElements of UpdateImportTariffPrimaryElement.
type GasTariffElements struct {
	SwitchingTable GasSwitchingTable
	SpecialDay     []GasSpecialDay `duis:",in=SpecialDays,n=0..20"`
	BlockThreshold []GasThreshold  `duis:",in=ThresholdMatrix,n=1..3"`
}

// GasSwitchingTable is SwitchingTable of GasTariffElements.
type GasSwitchingTable struct {
	DayProfile  []GasDayProfile  `duis:",in=DayProfiles,n=1..4"`
	WeekProfile []WeekProfileGas `duis:",in=WeekProfiles,n=1..2"`
	Season      []GasSeason      `duis:",in=Seasons,n=1..3"`
}

// GasDayProfile is DayProfile of GasSwitchingTable.
type GasDayProfile struct {
	DayName         uint8  `duis:",base=positiveInteger,range=1..4"`     // 1 to 4
	TOUTariffAction *uint8 `duis:",one,base=positiveInteger,range=1..4"` // 1 to 4
	BlockTariff     bool   `duis:",one,empty"`
}

// WeekProfileGas is WeekProfile of GasSwitchingTable.
type WeekProfileGas struct {
	WeekName          uint8                  `duis:",base=positiveInteger,range=1..2"` // 1 to 2
	ReferencedDayName []GasReferencedDayName `duis:",n=7..7"`
}

// GasReferencedDayName is ReferencedDayName of WeekProfileGas.
type GasReferencedDayName struct {
	Index uint8 `duis:"index,attr,base=positiveInteger,range=1..7"` // 1 to 7
	Value uint8 `duis:",value,base=positiveInteger,range=1..4"`     // 1 to 4
}

// GasSeason is Season of GasSwitchingTable.
type GasSeason struct {
	SeasonStartDate    GasDateWithWildcards
	ReferencedWeekName uint8 `duis:",base=positiveInteger,range=1..2"` // 1 to 2
}

// GasDateWithWildcards is SeasonStartDate of GasSeason.
type GasDateWithWildcards struct {
	GasYearWithWildcards       DateYear
	GasMonthWithWildcards      DateMonth
	GasDayOfMonthWithWildcards GasDayOfMonthWithWildcards
	GasDayOfWeekWithWildcards  DayOfWeek
}

// GasDayOfMonthWithWildcards is GasDayOfMonthWithWildcards of GasDateWithWildcards.
type GasDayOfMonthWithWildcards struct {
	SpecifiedDayOfMonth       *uint8 `duis:",one,base=nonNegativeInteger,range=1..31"` // 1 to 31
	GasNonSpecifiedDayOfMonth bool   `duis:",one,empty"`
}

// GasSpecialDay is SpecialDay of GasTariffElements.
type GasSpecialDay struct {
	Date              GasDateWithWildcards
	ReferencedDayName uint8 `duis:",base=positiveInteger,range=1..4"` // 1 to 4
}

// GasThreshold is BlockThreshold of GasTariffElements.
type GasThreshold struct {
	Index uint8  `duis:"index,attr,base=positiveInteger,range=1..3"` // 1 to 3
	Value uint64 `duis:",value,range=0..281474976710655"`            // 0 to 281474976710655
}

// PricePrimary is PriceElements of UpdateImportTariffPrimaryElement.
type PricePrimary struct {
	ElectricityPriceElements *ElecPriceElementsPrimary `duis:",one"`
	GasPriceElements         *GasPriceElements         `duis:",one"`
}

// ElecPriceElementsPrimary is ElectricityPriceElements of PricePrimary.
type ElecPriceElementsPrimary struct {
	StandingCharge      int16
	StandingChargeScale int8              `duis:",base=integer,range=-128..127"` // -128 to 127
	PriceScale          int8              `duis:",base=integer,range=-128..127"` // -128 to 127
	BlockTariff         *ElecBlockTariff  `duis:",one"`
	TOUTariff           *ElecTOUTariff    `duis:",one"`
	HybridTariff        *ElecHybridTariff `duis:",one"`
}

// ElecBlockTariff is BlockTariff of ElecPriceElementsPrimary.
type ElecBlockTariff struct {
	BlockPrices []ElecBlocks `duis:",n=1..8"`
}

// ElecBlocks is BlockPrices of ElecBlockTariff.
type ElecBlocks struct {
	Index      uint8            `duis:"index,attr,base=positiveInteger,range=1..8"` // 1 to 8
	BlockPrice []ElecBlockPrice `duis:",n=1..4"`
}

// ElecBlockPrice is BlockPrice of ElecBlocks.
type ElecBlockPrice struct {
	Index uint8 `duis:"index,attr,base=positiveInteger,range=1..4"` // 1 to 4
	Value int16 `duis:",value"`
}

// ElecTOUTariff is TOUTariff of ElecPriceElementsPrimary.
type ElecTOUTariff struct {
	TOUPrice []ElecPrimaryTOUPrice `duis:",n=1..48"`
}

// ElecPrimaryTOUPrice is TOUPrice of ElecTOUTariff.
type ElecPrimaryTOUPrice struct {
	Index uint8 `duis:"index,attr,base=positiveInteger,range=1..48"` // 1 to 48
	Value int16 `duis:",value"`
}

// ElecHybridTariff is HybridTariff of ElecPriceElementsPrimary.
type ElecHybridTariff struct {
	BlockPrices []ElecBlocks          `duis:",n=1..8"`
	TOUPrice    []ElecPrimaryTOUPrice `duis:",n=1..48"`
}

// GasPriceElements is GasPriceElements of PricePrimary.
type GasPriceElements struct {
	CurrencyUnits  string `duis:",is=CurrencyUnits"` // GBP, ECB
	StandingCharge uint32
	BlockTariff    *GasBlockPriceMatrix `duis:",one"`
	TOUTariff      *GasTOUPriceMatrix   `duis:",one"`
}

// GasBlockPriceMatrix is BlockTariff of GasPriceElements.
type GasBlockPriceMatrix struct {
	BlockPrice         []GasBlockPrice `duis:",n=1..4"`
	NumberOfThresholds uint8           `duis:",base=positiveInteger,range=1..3"` // 1 to 3
}

// GasBlockPrice is BlockPrice of GasBlockPriceMatrix.
type GasBlockPrice struct {
	Index uint8  `duis:"index,attr,base=positiveInteger,range=1..4"` // 1 to 4
	Value uint32 `duis:",value"`
}

// GasTOUPriceMatrix is TOUTariff of GasPriceElements.
type GasTOUPriceMatrix struct {
	TOUPrice []GasBlockPrice `duis:",n=1..4"`
}

// UpdateImportTariffSecondaryElement is the body of SRV 1.1.2 Update Import Tariff (Secondary Element).
type UpdateImportTariffSecondaryElement struct {
	ExecutionDateTime *time.Time
	SwitchingTable    ElecSwitchingTableSecondary
	SpecialDay        []ElecSpecialDayPrimary `duis:",in=SpecialDays,n=0..50"`
	PriceElements     PriceSecondary
}

// Element is the name of the body's element.
func (*UpdateImportTariffSecondaryElement) Element() string {
	return "UpdateImportTariffSecondaryElement"
}

// ElecSwitchingTableSecondary is SwitchingTable of UpdateImportTariffSecondaryElement.
type ElecSwitchingTableSecondary struct {
	DayProfile  []ElecDayProfileSecondary `duis:",in=DayProfiles,n=1..16"`
	WeekProfile []ElecWeekProfile         `duis:",in=WeekProfiles,n=1..4"`
	Season      []ElecSeason              `duis:",in=Seasons,n=1..4"`
}

// ElecDayProfileSecondary is DayProfile of ElecSwitchingTableSecondary.
type ElecDayProfileSecondary struct {
	DayName         uint8                          `duis:",base=positiveInteger,range=1..16"` // 1 to 16
	ProfileSchedule []ElecProfileScheduleSecondary `duis:",n=1..48"`
}

// ElecProfileScheduleSecondary is ProfileSchedule of ElecDayProfileSecondary.
type ElecProfileScheduleSecondary struct {
	StartTime       TimeOfDay
	TOUTariffAction uint8 `duis:",base=positiveInteger,range=1..4"` // 1 to 4
}

// PriceSecondary is PriceElements of UpdateImportTariffSecondaryElement.
type PriceSecondary struct {
	PriceScale              int8             `duis:",base=integer,range=-128..127"` // -128 to 127
	ElectricityPriceElement []ElecBlockPrice `duis:",n=1..4"`
}

// UpdatePricePrimaryElement is the body of SRV 1.2.1 Update Price (Primary Element).
type UpdatePricePrimaryElement struct {
	ExecutionDateTime *time.Time
	PriceElements     PricePrimary
}

// Element is the name of the body's element.
func (*UpdatePricePrimaryElement) Element() string { return "UpdatePricePrimaryElement" }

// UpdatePriceSecondaryElement is the body of SRV 1.2.2 Update Price (Secondary Element).
type UpdatePriceSecondaryElement struct {
	ExecutionDateTime *time.Time
	PriceElements     PriceSecondary
}

// Element is the name of the body's element.
func (*UpdatePriceSecondaryElement) Element() string { return "UpdatePriceSecondaryElement" }

// UpdateMeterBalance is the body of SRV 1.5 Update Meter Balance.
type UpdateMeterBalance struct {
	PrepaymentMode *AdjustOrReset `duis:",one"`
	CreditMode     *AdjustOrReset `duis:",one"`
}

// Element is the name of the body's element.
func (*UpdateMeterBalance) Element() string { return "UpdateMeterBalance" }

// AdjustOrReset is PrepaymentMode of UpdateMeterBalance.
type AdjustOrReset struct {
	AdjustMeterBalance *int32 `duis:",one"`
	ResetMeterBalance  bool   `duis:",one,empty"`
}

// UpdatePaymentMode is the body of SRV 1.6 Update Payment Mode.
type UpdatePaymentMode struct {
	ExecutionDateTime *time.Time
	Credit            bool        `duis:",one,empty"`
	Prepayment        *Prepayment `duis:",one"`
}

// Element is the name of the body's element.
func (*UpdatePaymentMode) Element() string { return "UpdatePaymentMode" }

// Prepayment is Prepayment of UpdatePaymentMode.
type Prepayment struct {
	SuspendDebtDisabled  bool
	SuspendDebtEmergency bool
	DisablementThreshold int32
}

// ResetTariffBlockCounterMatrix is the body of SRV 1.7 Reset Tariff Block Counter Matrix.
type ResetTariffBlockCounterMatrix struct{}

// Element is the name of the body's element.
func (*ResetTariffBlockCounterMatrix) Element() string { return "ResetTariffBlockCounterMatrix" }
