package mmc

import "github.com/mains-energy/mains/xmldoc"

// ReadTariffPrimaryElementRsp answers SRV 4.11.1 Read Tariff (Primary Element): the prices, when
// each is due, and the one due now.
type ReadTariffPrimaryElementRsp struct {
	MessageSuccess *bool                                `doc:",attr"`
	Electricity    *ReadTariffPrimaryElementElectricity `doc:",one"`
	Gas            *ReadTariffPrimaryElementGas         `doc:",one"`
}

// Element is the name of the element.
func (*ReadTariffPrimaryElementRsp) Element() string   { return "ReadTariffPrimaryElementRsp" }
func (r *ReadTariffPrimaryElementRsp) success() **bool { return &r.MessageSuccess }

// ReadTariffPrimaryElementElectricity is the tariff of an ESME.
type ReadTariffPrimaryElementElectricity struct {
	PrimaryActiveTariffPrice *uint32 `doc:",unit=10^-5 currency/kWh"`
	CurrencyUnitsLabel       *string `doc:",is=CurrencyUnitsLabel"` // GBP or ECB
	CurrencyUnitsName        *string `doc:",is=CurrencyUnitsName"`  // Millipence or Millicent
	StandingCharge           *int16  `doc:",unit=10^StandingChargeScale currency/day"`
	StandingChargeScale      *int64  `doc:",range=-128..127"` // -128 to 127
	PriceScale               *int64  `doc:",range=-128..127"` // -128 to 127

	TariffBlockPriceMatrix          *TariffBlockPriceMatrix
	TariffTOUPriceMatrix            *TariffTOUPriceMatrix
	TariffSwitchingTable            *ElecTariffSwitchingTable
	TariffSwitchingTableSpecialDays *ElecTariffSpecialDays
	TariffThresholdMatrix           *TariffThresholdMatrix
}

// TariffBlockPriceMatrix is prices by time of use and block.
type TariffBlockPriceMatrix struct {
	TariffBlockPrices []TariffBlockPrices `doc:",n=0..8"`
}

// TariffBlockPrices is the prices of a time of use by block.
type TariffBlockPrices struct {
	Index      uint8       `doc:"index,attr,base=positiveInteger,range=1..8"` // 1 to 8
	BlockPrice []ElecPrice `doc:",n=0..4"`
}

// ElecPrice is a price of electricity, with its place.
type ElecPrice struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..4"` // 1 to 4
	Value int16 `doc:",value,unit=10^PriceScale currency/kWh"`
}

// TariffTOUPriceMatrix is prices by time of use.
type TariffTOUPriceMatrix struct {
	TariffTOUPrice []ElecPrimaryTOUPrice `doc:",n=0..48"`
}

// ElecPrimaryTOUPrice is a price of electricity, with its time of use.
type ElecPrimaryTOUPrice struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..48"` // 1 to 48
	Value int16 `doc:",value,unit=10^PriceScale currency/kWh"`
}

// ElecTariffSwitchingTable is when each price is due.
type ElecTariffSwitchingTable struct {
	DayProfiles  *ElecDayProfiles
	WeekProfiles *ElecWeekProfiles
	Seasons      *ElecSeasons
}

// ElecDayProfiles is kinds of day.
type ElecDayProfiles struct {
	DayProfile []ElecDayProfile `doc:",n=0..16"`
}

// ElecDayProfile is a kind of day.
type ElecDayProfile struct {
	Day             *uint8                `doc:",base=positiveInteger,range=1..16"` // 1 to 16
	ProfileSchedule []ElecProfileSchedule `doc:",n=0..48"`
}

// ElecProfileSchedule is which time of use, with or without blocks, begins at a time of day.
type ElecProfileSchedule struct {
	StartTime         xmldoc.TimeOfDay
	TOUTariffAction   *uint8 `doc:",one,base=positiveInteger,range=1..48"` // 1 to 48
	BlockTariffAction *uint8 `doc:",one,base=positiveInteger,range=1..8"`  // 1 to 8
}

// ElecWeekProfiles is kinds of week.
type ElecWeekProfiles struct {
	WeekProfile []ElecWeekProfile `doc:",n=0..4"`
}

// ElecWeekProfile is a kind of week.
type ElecWeekProfile struct {
	WeekName          *uint8              `doc:",base=positiveInteger,range=1..4"` // 1 to 4
	ReferencedElecDay []ReferencedElecDay `doc:",n=0..7"`
}

// ReferencedElecDay is the kind of a day of a week.
type ReferencedElecDay struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..7"` // 1 to 7
	Value uint8 `doc:",value,base=positiveInteger,range=1..16"`    // 1 to 16
}

// ElecSeasons is the seasons of a year.
type ElecSeasons struct {
	Season []ElecSeason `doc:",n=0..4"`
}

// ElecSeason is the kind of week that a part of the year has.
type ElecSeason struct {
	SeasonName         *string `doc:",len=0..8"`
	SeasonStartDate    *Date
	ReferencedWeekName *uint8 `doc:",base=positiveInteger,range=1..4"` // 1 to 4
}

// ElecTariffSpecialDays is the days that are unlike others of their weekday.
type ElecTariffSpecialDays struct {
	SpecialDay []ElecTariffSpecialDay `doc:",n=0..50"`
}

// ElecTariffSpecialDay is the kind of a day.
type ElecTariffSpecialDay struct {
	Date          Date
	ReferencedDay uint8 `doc:",base=positiveInteger,range=1..16"` // 1 to 16
}

// TariffThresholdMatrix is where blocks end, by time of use.
type TariffThresholdMatrix struct {
	ElecTariffThresholds []ElecTariffThresholds `doc:",n=0..8"`
}

// ElecTariffThresholds is where the blocks of a time of use end.
type ElecTariffThresholds struct {
	Index          uint8                `doc:"index,attr,base=positiveInteger,range=1..8"` // 1 to 8
	BlockThreshold []ElecBlockThreshold `doc:",n=0..3"`
}

// ElecBlockThreshold is where a block ends.
type ElecBlockThreshold struct {
	Index uint8  `doc:"index,attr,base=positiveInteger,range=1..3"` // 1 to 3
	Value uint32 `doc:",value,unit=Wh"`                             // Wh
}

// ReadTariffPrimaryElementGas is the tariff of a GSME.
type ReadTariffPrimaryElementGas struct {
	PrimaryActiveTariffPrice *uint32 `doc:",unit=10^PrimaryActiveTariffPriceScale currency/kWh"`
	// -128 to 127.
	PrimaryActiveTariffPriceScale   *int64  `doc:",range=-128..127"`
	CurrencyUnitsLabel              *string `doc:",is=CurrencyUnitsLabel"` // GBP or ECB
	StandingCharge                  *uint32 `doc:",unit=10^-5 currency/day"`
	TariffSwitchingTable            *GasTariffSwitchingTable
	TariffSwitchingTableSpecialDays *GasTariffSpecialDays
	TariffThresholds                *GasTariffThresholds
	TOUTariff                       *GasTOUTariff
	BlockTariff                     *GasBlockTariff
}

// GasTariffSwitchingTable is when each price is due.
type GasTariffSwitchingTable struct {
	DayProfiles  *GasDayProfiles
	WeekProfiles *GasWeekProfiles
	Seasons      *GasSeasons
}

// GasDayProfiles is kinds of day.
type GasDayProfiles struct {
	DayProfile []GasDayProfile `doc:",n=0..4"`
}

// GasDayProfile is a kind of day: with one price all day, or with prices by block.
type GasDayProfile struct {
	DayName         uint8  `doc:",base=positiveInteger,range=1..4"`       // 1 to 4
	TOUTariffAction *uint8 `doc:",one=?,base=positiveInteger,range=1..4"` // 1 to 4
	BlockTariff     bool   `doc:",one=?,empty"`
}

// GasWeekProfiles is kinds of week.
type GasWeekProfiles struct {
	WeekProfile []GasWeekProfile `doc:",n=0..2"`
}

// GasWeekProfile is a kind of week.
type GasWeekProfile struct {
	WeekName      *uint8             `doc:",base=positiveInteger,range=1..2"` // 1 or 2
	ReferencedDay []GasReferencedDay `doc:",n=0..7"`
}

// GasReferencedDay is the kind of a day of a week.
type GasReferencedDay struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..7"` // 1 to 7
	Value uint8 `doc:",value,base=positiveInteger,range=1..4"`     // 1 to 4
}

// GasSeasons is the seasons of a year.
type GasSeasons struct {
	Season []GasSeason `doc:",n=0..3"`
}

// GasSeason is the kind of week that a part of the year has.
type GasSeason struct {
	SeasonStartDate    *GasDateWithWildcards
	ReferencedWeekName *uint8 `doc:",base=positiveInteger,range=1..2"` // 1 or 2
}

// GasTariffSpecialDays is the days that are unlike others of their weekday.
type GasTariffSpecialDays struct {
	SpecialDay []GasTariffSpecialDay `doc:",n=0..20"`
}

// GasTariffSpecialDay is the kind of a day.
type GasTariffSpecialDay struct {
	Date          *GasDateWithWildcards
	ReferencedDay *uint8 `doc:",base=positiveInteger,range=1..4"` // 1 to 4
}

// GasTariffThresholds is where blocks end.
type GasTariffThresholds struct {
	BlockThreshold []GasBlockThreshold `doc:",n=0..3"`
}

// GasBlockThreshold is where a block ends.
type GasBlockThreshold struct {
	Index uint8          `doc:"index,attr,base=positiveInteger,range=1..3"` // 1 to 3
	Value xmldoc.Decimal `doc:",value"`
}

// GasTOUTariff is prices by time of use.
type GasTOUTariff struct {
	TariffTOUPrice []GasPrice `doc:",n=0..4"`
}

// GasBlockTariff is prices by block.
type GasBlockTariff struct {
	BlockPrice []GasPrice `doc:",n=0..4"`
}

// GasPrice is a price of gas, with its place.
type GasPrice struct {
	Index uint8  `doc:"index,attr,base=positiveInteger,range=1..4"` // 1 to 4
	Value uint32 `doc:",value,unit=10^-5 currency/kWh"`             // a kWh, in 10^-5 of the currency
}

// ReadTariffSecondaryElementRsp answers SRV 4.11.2 Read Tariff (Secondary Element): the prices
// of the second element of an ESME, when each is due, and the one due now.
type ReadTariffSecondaryElementRsp struct {
	MessageSuccess *bool `doc:",attr"`

	SecondaryActiveTariffPrice      *uint32 `doc:",unit=10^-5 currency/kWh"`
	PriceScale                      *int64  `doc:",range=-128..127"` // -128 to 127
	TariffTOUPriceMatrix            *SecondaryTOUPriceMatrix
	TariffSwitchingTable            *SecondaryTariffSwitchingTable
	TariffSwitchingTableSpecialDays *SecondaryTariffSpecialDays
}

// Element is the name of the element.
func (*ReadTariffSecondaryElementRsp) Element() string   { return "ReadTariffSecondaryElementRsp" }
func (r *ReadTariffSecondaryElementRsp) success() **bool { return &r.MessageSuccess }

// SecondaryTOUPriceMatrix is prices by time of use.
type SecondaryTOUPriceMatrix struct {
	TariffTOUPrice []ElecPrice `doc:",n=0..4"`
}

// SecondaryTariffSwitchingTable is when each price is due.
type SecondaryTariffSwitchingTable struct {
	DayProfiles  *SecondaryDayProfiles
	WeekProfiles *ElecWeekProfiles
	Seasons      *ElecSeasons
}

// SecondaryDayProfiles is kinds of day.
type SecondaryDayProfiles struct {
	DayProfile []SecondaryDayProfile `doc:",n=0..16"`
}

// SecondaryDayProfile is a kind of day.
type SecondaryDayProfile struct {
	Day             *uint8                     `doc:",base=positiveInteger,range=1..16"` // 1 to 16
	ProfileSchedule []SecondaryProfileSchedule `doc:",n=0..48"`
}

// SecondaryProfileSchedule is which time of use begins at a time of day.
type SecondaryProfileSchedule struct {
	StartTime       *xmldoc.TimeOfDay
	TOUTariffAction *uint8 `doc:",base=positiveInteger,range=1..4"` // 1 to 4
}

// SecondaryTariffSpecialDays is the days that are unlike others of their weekday.
type SecondaryTariffSpecialDays struct {
	SpecialDay []SecondaryTariffSpecialDay `doc:",n=0..50"`
}

// SecondaryTariffSpecialDay is the kind of a day.
type SecondaryTariffSpecialDay struct {
	Date          *Date
	ReferencedDay *uint8 `doc:",base=positiveInteger,range=1..16"` // 1 to 16
}
