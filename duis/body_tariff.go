package duis

import "time"

// UpdateImportTariffPrimaryElement is SRV 1.1.1 Update Import Tariff (Primary Element): the
// tariff of an ESME's primary element or of a GSME, with its prices. DUIS 3.8.
type UpdateImportTariffPrimaryElement struct {
	ExecutionDateTime  *time.Time
	ElecTariffElements *ElecTariffElements `doc:",one"`
	GasTariffElements  *GasTariffElements  `doc:",one"`
	PriceElements      PricePrimary
}

// Element is the name of the body's element.
func (*UpdateImportTariffPrimaryElement) Element() string {
	return "UpdateImportTariffPrimaryElement"
}

// ElecTariffElements is the structure of a tariff for electricity.
type ElecTariffElements struct {
	CurrencyUnits  string `doc:",is=CurrencyUnits"` // GBP, or ECB for euro
	SwitchingTable ElecSwitchingTablePrimary
	SpecialDay     []ElecSpecialDayPrimary `doc:",in=SpecialDays,n=0..50"`
	Thresholds     []ElecThresholds        `doc:",in=ThresholdMatrix,n=8..8"`
}

// ElecSwitchingTablePrimary is which price applies when: seasons of weeks, weeks of days, days
// of times.
type ElecSwitchingTablePrimary struct {
	DayProfile  []ElecDayProfilePrimary `doc:",in=DayProfiles,n=1..16"`
	WeekProfile []ElecWeekProfile       `doc:",in=WeekProfiles,n=1..4"`
	Season      []ElecSeason            `doc:",in=Seasons,n=1..4"`
}

// ElecDayProfilePrimary is the times of one kind of day.
type ElecDayProfilePrimary struct {
	DayName         uint8                        `doc:",base=positiveInteger,range=1..16"` // 1 to 16
	ProfileSchedule []ElecProfileSchedulePrimary `doc:",n=1..48"`
}

// ElecProfileSchedulePrimary is from when on a register counts: one by time of use, or those of
// the blocks of a time of use.
type ElecProfileSchedulePrimary struct {
	StartTime         TimeOfDay
	TOUTariffAction   *uint8 `doc:",one,base=positiveInteger,range=1..48"` // 1 to 48
	BlockTariffAction *uint8 `doc:",one,base=positiveInteger,range=1..8"`  // 1 to 8
}

// ElecWeekProfile is the kinds of day of one kind of week.
type ElecWeekProfile struct {
	WeekName          uint8                   `doc:",base=positiveInteger,range=1..4"` // 1 to 4
	ReferencedDayName []ElecReferencedDayName `doc:",n=7..7"`
}

// ElecReferencedDayName is the kind of a day, by its index in the week.
type ElecReferencedDayName struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..7"` // 1 to 7
	Value uint8 `doc:",value,base=positiveInteger,range=1..16"`    // 1 to 16
}

// ElecSeason is from when on weeks are of a kind.
type ElecSeason struct {
	SeasonName         string `doc:",len=0..8"` // at most 8 characters
	SeasonStartDate    Date
	ReferencedWeekName uint8 `doc:",base=positiveInteger,range=1..4"` // 1 to 4
}

// Date is a day, of which each part may be open.
type Date struct {
	Year       DateYear
	Month      DateMonth
	DayOfMonth DayOfMonth
	DayOfWeek  DayOfWeek
}

// DateYear is a year, or any.
type DateYear struct {
	SpecifiedYear    *uint16 `doc:",one,base=nonNegativeInteger,range=2014..9999"` // 2014 to 9999
	NonSpecifiedYear bool    `doc:",one,empty"`
}

// DateMonth is a month, or any.
type DateMonth struct {
	SpecifiedMonth    *uint8 `doc:",one,base=nonNegativeInteger,range=1..12"` // 1 to 12
	NonSpecifiedMonth bool   `doc:",one,empty"`
}

// DayOfMonth is a day of the month, counted from its start or end, or any.
type DayOfMonth struct {
	SpecifiedDayOfMonth    *uint8 `doc:",one,base=nonNegativeInteger,range=1..31"` // 1 to 31
	LastDayOfMonth         bool   `doc:",one,empty"`
	SecondLastDayOfMonth   bool   `doc:",one,empty"`
	NonSpecifiedDayOfMonth bool   `doc:",one,empty"`
}

// DayOfWeek is a day of the week, or any.
type DayOfWeek struct {
	// 1 to 7: Monday to Sunday.
	SpecifiedDayOfWeek    *uint8 `doc:",one,base=nonNegativeInteger,range=1..7"`
	NonSpecifiedDayOfWeek bool   `doc:",one,empty"`
}

// ElecSpecialDayPrimary is a day that is of another kind than its week says.
type ElecSpecialDayPrimary struct {
	Date              Date
	ReferencedDayName uint8 `doc:",base=positiveInteger,range=1..16"` // 1 to 16
}

// ElecThresholds is the thresholds between the blocks of one time of use.
type ElecThresholds struct {
	Index          uint8            `doc:"index,attr,base=positiveInteger,range=1..8"` // 1 to 8
	BlockThreshold []BlockThreshold `doc:",n=1..3"`
}

// BlockThreshold is the energy at which a block ends, by its index; 4294967295 where it does
// not.
type BlockThreshold struct {
	Index uint8  `doc:"index,attr,base=positiveInteger,range=1..3"` // 1 to 3
	Value uint32 `doc:",value,unit=Wh"`                             // Wh
}

// GasTariffElements is the structure of a tariff for gas.
type GasTariffElements struct {
	SwitchingTable GasSwitchingTable
	SpecialDay     []GasSpecialDay `doc:",in=SpecialDays,n=0..20"`
	BlockThreshold []GasThreshold  `doc:",in=ThresholdMatrix,n=1..3"`
}

// GasSwitchingTable is which price applies when: seasons of weeks, weeks of days.
type GasSwitchingTable struct {
	DayProfile  []GasDayProfile  `doc:",in=DayProfiles,n=1..4"`
	WeekProfile []WeekProfileGas `doc:",in=WeekProfiles,n=1..2"`
	Season      []GasSeason      `doc:",in=Seasons,n=1..3"`
}

// GasDayProfile is one kind of day: a time of use, or blocks.
type GasDayProfile struct {
	DayName         uint8  `doc:",base=positiveInteger,range=1..4"`     // 1 to 4
	TOUTariffAction *uint8 `doc:",one,base=positiveInteger,range=1..4"` // 1 to 4
	BlockTariff     bool   `doc:",one,empty"`
}

// WeekProfileGas is the kinds of day of one kind of week.
type WeekProfileGas struct {
	WeekName          uint8                  `doc:",base=positiveInteger,range=1..2"` // 1 to 2
	ReferencedDayName []GasReferencedDayName `doc:",n=7..7"`
}

// GasReferencedDayName is the kind of a day, by its index in the week.
type GasReferencedDayName struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..7"` // 1 to 7
	Value uint8 `doc:",value,base=positiveInteger,range=1..4"`     // 1 to 4
}

// GasSeason is from when on weeks are of a kind.
type GasSeason struct {
	SeasonStartDate    GasDateWithWildcards
	ReferencedWeekName uint8 `doc:",base=positiveInteger,range=1..2"` // 1 to 2
}

// GasDateWithWildcards is a day, of which each part may be open.
type GasDateWithWildcards struct {
	GasYearWithWildcards       DateYear
	GasMonthWithWildcards      DateMonth
	GasDayOfMonthWithWildcards GasDayOfMonthWithWildcards
	GasDayOfWeekWithWildcards  DayOfWeek
}

// GasDayOfMonthWithWildcards is a day of the month, or any.
type GasDayOfMonthWithWildcards struct {
	SpecifiedDayOfMonth       *uint8 `doc:",one,base=nonNegativeInteger,range=1..31"` // 1 to 31
	GasNonSpecifiedDayOfMonth bool   `doc:",one,empty"`
}

// GasSpecialDay is a day that is of another kind than its week says.
type GasSpecialDay struct {
	Date              GasDateWithWildcards
	ReferencedDayName uint8 `doc:",base=positiveInteger,range=1..4"` // 1 to 4
}

// GasThreshold is the energy at which a block ends, by its index.
type GasThreshold struct {
	Index uint8  `doc:"index,attr,base=positiveInteger,range=1..3"` // 1 to 3
	Value uint64 `doc:",value,range=0..281474976710655,unit=Wh"`    // 0 to 281474976710655 Wh
}

// PricePrimary is the prices of an ESME's primary element or of a GSME.
type PricePrimary struct {
	ElectricityPriceElements *ElecPriceElementsPrimary `doc:",one"`
	GasPriceElements         *GasPriceElements         `doc:",one"`
}

// ElecPriceElementsPrimary is the prices of an ESME: by block, by time of use, or both.
type ElecPriceElementsPrimary struct {
	// A day, in 10^StandingChargeScale.
	StandingCharge int16 `doc:",unit=10^StandingChargeScale currency/day"`
	// -128 to 127.
	StandingChargeScale int8 `doc:",base=integer,range=-128..127"`
	// -128 to 127, of all prices.
	PriceScale   int8              `doc:",base=integer,range=-128..127"`
	BlockTariff  *ElecBlockTariff  `doc:",one"`
	TOUTariff    *ElecTOUTariff    `doc:",one"`
	HybridTariff *ElecHybridTariff `doc:",one"`
}

// Prices are the prices of times of use and of blocks, of whichever kind the tariff is. They
// share their memory with p.
func (p *ElecPriceElementsPrimary) Prices() (times []ElecPrimaryTOUPrice, blocks []ElecBlocks) {
	switch {
	case p.TOUTariff != nil:
		return p.TOUTariff.TOUPrice, nil
	case p.BlockTariff != nil:
		return nil, p.BlockTariff.BlockPrices
	case p.HybridTariff != nil:
		return p.HybridTariff.TOUPrice, p.HybridTariff.BlockPrices
	}
	return nil, nil
}

// ElecBlockTariff is prices by block.
type ElecBlockTariff struct {
	BlockPrices []ElecBlocks `doc:",n=1..8"`
}

// ElecBlocks is the prices of the blocks of one time of use, by its index.
type ElecBlocks struct {
	Index      uint8            `doc:"index,attr,base=positiveInteger,range=1..8"` // 1 to 8
	BlockPrice []ElecBlockPrice `doc:",n=1..4"`
}

// ElecBlockPrice is a price, by its index.
type ElecBlockPrice struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..4"` // 1 to 4
	// A kWh, in 10^PriceScale of the currency.
	Value int16 `doc:",value,unit=10^PriceScale currency/kWh"`
}

// ElecTOUTariff is prices by time of use.
type ElecTOUTariff struct {
	TOUPrice []ElecPrimaryTOUPrice `doc:",n=1..48"`
}

// ElecPrimaryTOUPrice is the price of a time of use, by its index.
type ElecPrimaryTOUPrice struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..48"` // 1 to 48
	// A kWh, in 10^PriceScale of the currency.
	Value int16 `doc:",value,unit=10^PriceScale currency/kWh"`
}

// ElecHybridTariff is prices of times of use with blocks and without.
type ElecHybridTariff struct {
	BlockPrices []ElecBlocks          `doc:",n=1..8"`
	TOUPrice    []ElecPrimaryTOUPrice `doc:",n=1..48"`
}

// GasPriceElements is the prices of a GSME: by block or by time of use.
type GasPriceElements struct {
	CurrencyUnits string `doc:",is=CurrencyUnits"` // GBP, or ECB for euro
	// A day, in 10^-5 of the currency.
	StandingCharge uint32               `doc:",unit=10^-5 currency/day"`
	BlockTariff    *GasBlockPriceMatrix `doc:",one"`
	TOUTariff      *GasTOUPriceMatrix   `doc:",one"`
}

// GasBlockPriceMatrix is prices by block.
type GasBlockPriceMatrix struct {
	BlockPrice         []GasBlockPrice `doc:",n=1..4"`
	NumberOfThresholds uint8           `doc:",base=positiveInteger,range=1..3"` // 1 to 3
}

// GasBlockPrice is a price, by its index.
type GasBlockPrice struct {
	Index uint8  `doc:"index,attr,base=positiveInteger,range=1..4"` // 1 to 4
	Value uint32 `doc:",value,unit=10^-5 currency/kWh"`             // a kWh, in 10^-5 of the currency
}

// GasTOUPriceMatrix is prices by time of use.
type GasTOUPriceMatrix struct {
	TOUPrice []GasBlockPrice `doc:",n=1..4"`
}

// UpdateImportTariffSecondaryElement is SRV 1.1.2 Update Import Tariff (Secondary Element): the
// tariff of the secondary element of a twin element ESME, with its prices. DUIS 3.8.
type UpdateImportTariffSecondaryElement struct {
	ExecutionDateTime *time.Time
	SwitchingTable    ElecSwitchingTableSecondary
	SpecialDay        []ElecSpecialDayPrimary `doc:",in=SpecialDays,n=0..50"`
	PriceElements     PriceSecondary
}

// Element is the name of the body's element.
func (*UpdateImportTariffSecondaryElement) Element() string {
	return "UpdateImportTariffSecondaryElement"
}

// ElecSwitchingTableSecondary is which price applies when, as of the primary element.
type ElecSwitchingTableSecondary struct {
	DayProfile  []ElecDayProfileSecondary `doc:",in=DayProfiles,n=1..16"`
	WeekProfile []ElecWeekProfile         `doc:",in=WeekProfiles,n=1..4"`
	Season      []ElecSeason              `doc:",in=Seasons,n=1..4"`
}

// ElecDayProfileSecondary is the times of one kind of day.
type ElecDayProfileSecondary struct {
	// 1 to 16.
	DayName         uint8                          `doc:",base=positiveInteger,range=1..16"`
	ProfileSchedule []ElecProfileScheduleSecondary `doc:",n=1..48"`
}

// ElecProfileScheduleSecondary is from when on a register counts.
type ElecProfileScheduleSecondary struct {
	StartTime       TimeOfDay
	TOUTariffAction uint8 `doc:",base=positiveInteger,range=1..4"` // 1 to 4
}

// PriceSecondary is the prices of the secondary element, by time of use.
type PriceSecondary struct {
	PriceScale              int8             `doc:",base=integer,range=-128..127"` // -128 to 127
	ElectricityPriceElement []ElecBlockPrice `doc:",n=1..4"`
}

// UpdatePricePrimaryElement is SRV 1.2.1 Update Price (Primary Element): prices and standing
// charge, the structure of the tariff staying as it is. DUIS 3.8.
type UpdatePricePrimaryElement struct {
	ExecutionDateTime *time.Time
	PriceElements     PricePrimary
}

// Element is the name of the body's element.
func (*UpdatePricePrimaryElement) Element() string { return "UpdatePricePrimaryElement" }

// UpdatePriceSecondaryElement is SRV 1.2.2 Update Price (Secondary Element): prices of the
// secondary element, the structure of its tariff staying as it is. DUIS 3.8.
type UpdatePriceSecondaryElement struct {
	ExecutionDateTime *time.Time
	PriceElements     PriceSecondary
}

// Element is the name of the body's element.
func (*UpdatePriceSecondaryElement) Element() string { return "UpdatePriceSecondaryElement" }

// UpdateMeterBalance is SRV 1.5 Update Meter Balance: adjusts or resets the Meter Balance.
// DUIS 3.8.
type UpdateMeterBalance struct {
	PrepaymentMode *AdjustOrReset `doc:",one"`
	CreditMode     *AdjustOrReset `doc:",one"`
}

// Element is the name of the body's element.
func (*UpdateMeterBalance) Element() string { return "UpdateMeterBalance" }

// AdjustOrReset is what happens to the Meter Balance.
type AdjustOrReset struct {
	AdjustMeterBalance *int32 `doc:",one,unit=10^-5 currency"` // 10^-5 of the currency, added
	ResetMeterBalance  bool   `doc:",one,empty"`
}

// UpdatePaymentMode is SRV 1.6 Update Payment Mode: credit or prepayment mode. DUIS 3.8.
type UpdatePaymentMode struct {
	ExecutionDateTime *time.Time
	Credit            bool        `doc:",one,empty"`
	Prepayment        *Prepayment `doc:",one"`
}

// Element is the name of the body's element.
func (*UpdatePaymentMode) Element() string { return "UpdatePaymentMode" }

// Prepayment is what goes with prepayment mode.
type Prepayment struct {
	SuspendDebtDisabled  bool  // no debt is recovered while supply is disabled
	SuspendDebtEmergency bool  // no debt is recovered while emergency credit is in use
	DisablementThreshold int32 `doc:",unit=10^-5 currency"` // 10^-5 of the currency
}

// ResetTariffBlockCounterMatrix is SRV 1.7 Reset Tariff Block Counter Matrix: sets the block
// counters of an ESME to zero. DUIS 3.8.
type ResetTariffBlockCounterMatrix struct{}

// Element is the name of the body's element.
func (*ResetTariffBlockCounterMatrix) Element() string { return "ResetTariffBlockCounterMatrix" }
