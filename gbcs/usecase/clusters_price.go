package usecase

import "github.com/mains-energy/mains/zcl"

// The tariff of a GSME.
var (
	// TariffScheme says how a tariff charges: by time of use or by blocks of consumption.
	// ZigBee Tariff Type / Charging Scheme.
	TariffScheme = &Slot[uint8]{
		Name: "TariffScheme", Base: 16,
		Codes:  []Code{{Value: 0x00, Name: "time of use"}, {Value: 0x10, Name: "block"}},
		Clause: "ZigBee Tariff Type / Charging Scheme",
	}
	// IssuerTariffID tells tariffs apart; it is 1. ZigBee Issuer Tariff ID.
	IssuerTariffID = &Slot[uint32]{Name: "IssuerTariffID", Clause: "ZigBee Issuer Tariff ID"}
	// TariffLabel is the name of the tariff; GBCS leaves it empty. ZigBee Tariff Label.
	TariffLabel = &Text{Name: "TariffLabel", Clause: "ZigBee Tariff Label"}
	// NumberOfPriceTiers is how many prices a time-of-use tariff has, 0 in a block tariff.
	// ZigBee Number of Price Tiers in Use.
	NumberOfPriceTiers = &Slot[uint8]{
		Name: "NumberOfPriceTiers", Clause: "ZigBee Number of Price Tiers in Use",
	}
	// NumberOfBlockThresholds is how many thresholds a block tariff has, 0 in a time-of-use
	// tariff. DUIS calls it NumberOfThresholds. ZigBee Number of Block Thresholds in Use.
	NumberOfBlockThresholds = &Slot[uint8]{
		Name: "NumberOfBlockThresholds", Clause: "ZigBee Number of Block Thresholds in Use",
	}
	// PriceUnitOfMeasure is what prices are for and thresholds count. ZigBee 0700/0615.
	PriceUnitOfMeasure = &Slot[uint8]{
		Name: "UnitOfMeasure", Codes: gasUnits, Format: IsUnit, Clause: "ZigBee 0700/0615",
	}
	// PriceCurrency is the number that ISO 4217 gives a currency; DUIS has ECB for the euro.
	// ZigBee 0700/0616.
	PriceCurrency = &Slot[uint16]{
		Name: "Currency", Clause: "ZigBee 0700/0616",
		Codes: []Code{{Value: 826, Name: "GBP"}, {Value: 978, Name: "EUR"}},
	}
	// PriceTrailingDigit has in its high four bits how many digits of a price are behind the
	// decimal point: five. ZigBee 0700/0617.
	PriceTrailingDigit = &Slot[uint8]{
		Name: "PriceTrailingDigit", Base: 16, Clause: "ZigBee 0700/0617",
	}
	// GasStandingCharge is the charge of a day, in hundred-thousandths of the currency.
	// SMETS2 StandingCharge.
	GasStandingCharge = amount[uint32]("StandingCharge", "SMETS2 StandingCharge")
	// TierBlockMode says how tiers and blocks go together; FF is not at all. ZigBee Tier Block
	// Mode.
	TierBlockMode = &Slot[uint8]{
		Name: "TierBlockMode", Base: 16, Clause: "ZigBee Tier Block Mode",
	}
	// BlockThresholdMultiplier is 1. ZigBee 0700/0202.
	BlockThresholdMultiplier = &Slot[uint32]{
		Name: "BlockThresholdMultiplier", Max: 1<<24 - 1, Format: IsMultiplier,
		Clause: "ZigBee 0700/0202",
	}
	// BlockThresholdDivisor is 1000: thresholds count Wh. ZigBee 0700/0203.
	BlockThresholdDivisor = &Slot[uint32]{
		Name: "BlockThresholdDivisor", Max: 1<<24 - 1, Format: IsDivisor,
		Clause: "ZigBee 0700/0203",
	}
)

// gasUnits are the units of a GSME.
var gasUnits = []Code{{Value: 0, Name: "kWh"}, {Value: 1, Name: "m3"}}

// The price matrix of a GSME: a price for each tier, or for each block.
var (
	// PriceMatrixControl says what prices are for. ZigBee Price Matrix Sub-payload Control.
	PriceMatrixControl = &Slot[uint8]{
		Name: "PriceMatrixControl", Codes: []Code{
			{Value: 0, Name: "blocks"}, {Value: 1, Name: "tiers"},
		},
		Clause: "ZigBee Price Matrix Sub-payload Control",
	}
	// GasPrices are the prices of a GSME, four at most. SMETS2 TariffBlockPriceMatrix and
	// TariffTOUPriceMatrix.
	GasPrices = &List{
		Name: "PriceMatrix", Min: 1, Max: 4,
		Clause: "SMETS2 TariffBlockPriceMatrix and TariffTOUPriceMatrix",
	}
	// PriceTierOrBlock is a block from 0, or a tier from 1. ZigBee Tier/Block ID.
	PriceTierOrBlock = &Slot[uint8]{Name: "TierOrBlock", Clause: "ZigBee Tier/Block ID"}
	// GasPrice is a price, in hundred-thousandths of the currency. ZigBee Price.
	GasPrice = energyPrice("Price", "ZigBee Price")
	// BlockThresholdsControl is 1: the thresholds are those of all tiers. ZigBee Block
	// Thresholds Sub-payload Control.
	BlockThresholdsControl = &Slot[uint8]{
		Name: "BlockThresholdsControl", Clause: "ZigBee Block Thresholds Sub-payload Control",
	}
	// GasBlockThresholds are the thresholds of a GSME, rising. SMETS2
	// TariffBlockThresholdMatrix.
	GasBlockThresholds = &List{
		Name: "BlockThresholds", Min: 1, Max: 3, Clause: "SMETS2 TariffBlockThresholdMatrix",
	}
	// GasBlockThreshold is where a block ends, to be multiplied and divided. ZigBee Block
	// Threshold.
	GasBlockThreshold = gasThreshold("BlockThreshold", "ZigBee Block Threshold")
)

// GasThresholds are the attributes Block1Threshold to Block3Threshold, to be multiplied and
// divided. SMETS2 TariffBlockThresholdMatrix.
var GasThresholds = [...]*Slot[uint64]{
	gasThreshold("Block1Threshold", "SMETS2 TariffBlockThresholdMatrix"),
	gasThreshold("Block2Threshold", "SMETS2 TariffBlockThresholdMatrix"),
	gasThreshold("Block3Threshold", "SMETS2 TariffBlockThresholdMatrix"),
}

// gasThreshold is a place for a threshold.
func gasThreshold(name, clause string) *Slot[uint64] {
	return &Slot[uint64]{
		Name: name, Unit: WattHours, Scaler: 3, Max: 1<<48 - 1, Format: Formatted, Clause: clause,
	}
}

// GasBlockPrices are the attributes NoTierBlock1Price to NoTierBlock4Price, in
// hundred-thousandths of the currency. SMETS2 TariffBlockPriceMatrix.
var GasBlockPrices = [...]*Slot[uint32]{
	energyPrice("NoTierBlock1Price", "SMETS2 TariffBlockPriceMatrix"),
	energyPrice("NoTierBlock2Price", "SMETS2 TariffBlockPriceMatrix"),
	energyPrice("NoTierBlock3Price", "SMETS2 TariffBlockPriceMatrix"),
	energyPrice("NoTierBlock4Price", "SMETS2 TariffBlockPriceMatrix"),
}

// GasTierPrices are the attributes Tier1Block1Price to Tier4Block1Price, in
// hundred-thousandths of the currency. SMETS2 TariffTOUPriceMatrix.
var GasTierPrices = [...]*Slot[uint32]{
	energyPrice("Tier1Block1Price", "SMETS2 TariffTOUPriceMatrix"),
	energyPrice("Tier2Block1Price", "SMETS2 TariffTOUPriceMatrix"),
	energyPrice("Tier3Block1Price", "SMETS2 TariffTOUPriceMatrix"),
	energyPrice("Tier4Block1Price", "SMETS2 TariffTOUPriceMatrix"),
}

// How gas volume becomes energy.
var (
	// ConversionFactor corrects volume for pressure and temperature; in a command five of its
	// digits are behind the decimal point, and an attribute of its own says how many are.
	// SMETS2 ConversionFactor.
	ConversionFactor = &Slot[uint32]{
		Name: "ConversionFactor", Unit: countUnit, Scaler: -5, Clause: "SMETS2 ConversionFactor",
	}
	// ConversionFactorTrailingDigit has in its high four bits how many digits of the factor
	// are behind the decimal point. ZigBee 0700/0303.
	ConversionFactorTrailingDigit = &Slot[uint8]{
		Name: "ConversionFactorTrailingDigit", Base: 16, Clause: "ZigBee 0700/0303",
	}
	// CalorificValue is the energy of a volume; in a command one of its digits is behind the
	// decimal point, and an attribute of its own says how many are. SMETS2 CalorificValue.
	CalorificValue = &Slot[uint32]{
		Name: "CalorificValue", Unit: MegajoulesPerCubicMetre, Scaler: -1,
		Clause: "SMETS2 CalorificValue",
	}
	// CalorificValueUnit is what a calorific value counts. ZigBee 0700/0305.
	CalorificValueUnit = &Slot[uint8]{
		Name: "CalorificValueUnit", Codes: []Code{{Value: 1, Name: "MJ/m3"}},
		Clause: "ZigBee 0700/0305",
	}
	// CalorificValueTrailingDigit has in its high four bits how many digits of the value are
	// behind the decimal point. ZigBee 0700/0306.
	CalorificValueTrailingDigit = &Slot[uint8]{
		Name: "CalorificValueTrailingDigit", Base: 16, Clause: "ZigBee 0700/0306",
	}
)

// The billing calendar of a GSME.
var (
	// GasBillingPeriodStart is when the first billing period begins. SMETS2 BillingCalendar.
	GasBillingPeriodStart = &Stamp{Name: "BillingPeriodStart", Clause: "SMETS2 BillingCalendar"}
	// BillingPeriodDuration is how many days, weeks or months a period has. SMETS2
	// BillingCalendar.
	BillingPeriodDuration = &Slot[uint32]{
		Name: "BillingPeriodDuration", Max: 1<<24 - 1, Clause: "SMETS2 BillingCalendar",
	}
	// BillingPeriodDurationType is what the duration counts. ZigBee Billing Period Duration
	// Type.
	BillingPeriodDurationType = &Slot[uint8]{
		Name: "BillingPeriodDurationType", Base: 16, Codes: []Code{
			{Value: 0x21, Name: "days"}, {Value: 0x22, Name: "weeks"},
			{Value: 0x23, Name: "months"},
		},
		Clause: "ZigBee Billing Period Duration Type",
	}
	// BlockPeriodControl is 2. ZigBee Block Period Control.
	BlockPeriodControl = &Slot[uint8]{
		Name: "BlockPeriodControl", Clause: "ZigBee Block Period Control",
	}
	// TariffResolutionPeriod is 1. ZigBee Tariff Resolution Period.
	TariffResolutionPeriod = &Slot[uint8]{
		Name: "TariffResolutionPeriod", Clause: "ZigBee Tariff Resolution Period",
	}
	// EarliestBillingPeriod is the time from which billing periods are asked for. ZigBee
	// Earliest Start Time.
	EarliestBillingPeriod = &Stamp{
		Name: "EarliestStartTime", Now: "any", Clause: "ZigBee Earliest Start Time",
	}
	// MinIssuerEventID is the lowest Issuer Event ID that is asked for; FFFFFFFF for any.
	// ZigBee Min. Issuer Event ID.
	MinIssuerEventID = &Slot[uint32]{
		Name: "MinIssuerEventID", Base: 16, Codes: []Code{{Value: 0xFFFFFFFF, Name: "any"}},
		Clause: "ZigBee Min. Issuer Event ID",
	}
	// NumberOfCommands is how many commands may answer. ZigBee Number of Commands.
	NumberOfCommands = &Slot[uint8]{
		Name: "NumberOfCommands", Clause: "ZigBee Number of Commands",
	}
)

// The price in force.
var (
	// PriceCommandOptions is 0. ZigBee Get Current Price.
	PriceCommandOptions = &Slot[uint8]{
		Name: "CommandOptions", Clause: "ZigBee Get Current Price",
	}
	// RateLabel is the name of the rate. ZigBee Publish Price.
	RateLabel = &Text{Name: "RateLabel", Clause: "ZigBee Publish Price"}
	// CurrentTime is when the price was told. ZigBee Publish Price.
	CurrentTime = &Stamp{Name: "CurrentTime", Clause: "ZigBee Publish Price"}
	// ActiveUnitOfMeasure is what the price in force is for. ZigBee Publish Price.
	ActiveUnitOfMeasure = &Slot[uint8]{
		Name: "ActiveUnitOfMeasure", Codes: gasUnits, Clause: "ZigBee Publish Price",
	}
	// PriceTrailingDigitAndTier has in its high four bits how many digits of the price are
	// behind the decimal point, in its low four bits the tier in force. ZigBee Publish Price.
	PriceTrailingDigitAndTier = &Slot[uint8]{
		Name: "PriceTrailingDigitAndPriceTier", Base: 16, Clause: "ZigBee Publish Price",
	}
	// PriceTiersAndRegisterTier has in its high four bits how many tiers there are, in its low
	// four bits the tier whose register counts. ZigBee Publish Price.
	PriceTiersAndRegisterTier = &Slot[uint8]{
		Name: "NumberOfPriceTiersAndRegisterTier", Base: 16, Clause: "ZigBee Publish Price",
	}
	// PriceDuration is for how long the price holds. ZigBee Publish Price.
	PriceDuration = &Slot[uint16]{
		Name: "PriceDuration", Unit: Minutes, Clause: "ZigBee Publish Price",
	}
	// ActiveTariffPrice is the price in force, in hundred-thousandths of the currency. SMETS2
	// ActiveTariffPrice.
	ActiveTariffPrice = energyPrice("ActiveTariffPrice", "SMETS2 ActiveTariffPrice")
	// PriceExtension is what newer versions of ZigBee add; GBCS ignores it. ZigBee Publish
	// Price.
	PriceExtension = &Octets{Name: "PriceExtension", Max: 19, Clause: "ZigBee Publish Price"}
)

// Attributes of the Price cluster.
var (
	priceBlock1Threshold = ClusterAttr(zcl.Price, 0x0100, zcl.TypeUint48,
		GasThresholds[0])
	priceBlock2Threshold = ClusterAttr(zcl.Price, 0x0101, zcl.TypeUint48,
		GasThresholds[1])
	priceBlock3Threshold = ClusterAttr(zcl.Price, 0x0102, zcl.TypeUint48,
		GasThresholds[2])
	priceThresholdMultiplier = ClusterAttr(zcl.Price, 0x0202, zcl.TypeUint24,
		BlockThresholdMultiplier)
	priceThresholdDivisor = ClusterAttr(zcl.Price, 0x0203, zcl.TypeUint24,
		BlockThresholdDivisor)
	priceStandingCharge = ClusterAttr(zcl.Price, 0x0301, zcl.TypeUint32,
		GasStandingCharge)

	priceConversionFactor = ClusterAttr(zcl.Price, 0x0302, zcl.TypeUint32,
		ConversionFactor)
	priceConversionFactorTrailingDigit = ClusterAttr(zcl.Price, 0x0303, zcl.TypeBitmap8,
		ConversionFactorTrailingDigit)
	priceCalorificValue = ClusterAttr(zcl.Price, 0x0304, zcl.TypeUint32,
		CalorificValue)
	priceCalorificValueUnit = ClusterAttr(zcl.Price, 0x0305, zcl.TypeEnum8,
		CalorificValueUnit)
	priceCalorificValueTrailingDigit = ClusterAttr(zcl.Price, 0x0306, zcl.TypeBitmap8,
		CalorificValueTrailingDigit)

	priceNoTierBlock1 = ClusterAttr(zcl.Price, 0x0400, zcl.TypeUint32,
		GasBlockPrices[0])
	priceNoTierBlock2 = ClusterAttr(zcl.Price, 0x0401, zcl.TypeUint32,
		GasBlockPrices[1])
	priceNoTierBlock3 = ClusterAttr(zcl.Price, 0x0402, zcl.TypeUint32,
		GasBlockPrices[2])
	priceNoTierBlock4 = ClusterAttr(zcl.Price, 0x0403, zcl.TypeUint32,
		GasBlockPrices[3])
	priceTier1 = ClusterAttr(zcl.Price, 0x0410, zcl.TypeUint32,
		GasTierPrices[0])
	priceTier2 = ClusterAttr(zcl.Price, 0x0420, zcl.TypeUint32,
		GasTierPrices[1])
	priceTier3 = ClusterAttr(zcl.Price, 0x0430, zcl.TypeUint32,
		GasTierPrices[2])
	priceTier4 = ClusterAttr(zcl.Price, 0x0440, zcl.TypeUint32,
		GasTierPrices[3])

	priceUnitOfMeasure = ClusterAttr(zcl.Price, 0x0615, zcl.TypeEnum8,
		PriceUnitOfMeasure)
	priceCurrency = ClusterAttr(zcl.Price, 0x0616, zcl.TypeUint16,
		PriceCurrency)
	priceTrailingDigits = ClusterAttr(zcl.Price, 0x0617, zcl.TypeBitmap8,
		PriceTrailingDigit)

	priceAttributes = []*ClusterAttribute{
		priceBlock1Threshold, priceBlock2Threshold, priceBlock3Threshold,
		priceThresholdMultiplier, priceThresholdDivisor, priceStandingCharge,
		priceConversionFactor, priceConversionFactorTrailingDigit, priceCalorificValue,
		priceCalorificValueUnit, priceCalorificValueTrailingDigit, priceNoTierBlock1,
		priceNoTierBlock2, priceNoTierBlock3, priceNoTierBlock4, priceTier1, priceTier2,
		priceTier3, priceTier4, priceUnitOfMeasure, priceCurrency, priceTrailingDigits,
	}
)

// Commands of the Price cluster.
var (
	getCurrentPrice = ToServer("Get Current Price", zcl.Price, 0x00, U8(PriceCommandOptions))

	getBillingPeriod = ToServer("Get Billing Period", zcl.Price, 0x0B,
		U32(EarliestBillingPeriod), U32(MinIssuerEventID), U8(NumberOfCommands), U8(TariffType))

	publishPrice = ToClient("Publish Price", zcl.Price, 0x00,
		U32(ProviderID), Counted(RateLabel), U32(IssuerEventID), U32(CurrentTime),
		U8(ActiveUnitOfMeasure), U16(PriceCurrency), U8(PriceTrailingDigitAndTier),
		U8(PriceTiersAndRegisterTier), U32(GasStartTime), U16(PriceDuration),
		U32(ActiveTariffPrice), Tail(PriceExtension))

	publishBlockPeriod = ToClient("Publish Block Period", zcl.Price, 0x01,
		U32(ProviderID), U32(IssuerEventID), U32(GasBillingPeriodStart),
		U24(BillingPeriodDuration), U8(BlockPeriodControl), U8(BillingPeriodDurationType),
		U8(TariffType), U8(TariffResolutionPeriod))

	publishConversionFactor = ToClient("Publish Conversion Factor", zcl.Price, 0x02,
		U32(IssuerEventID), U32(GasStartTime), U32(ConversionFactor),
		U8(ConversionFactorTrailingDigit))

	publishCalorificValue = ToClient("Publish Calorific Value", zcl.Price, 0x03,
		U32(IssuerEventID), U32(GasStartTime), U32(CalorificValue), U8(CalorificValueUnit),
		U8(CalorificValueTrailingDigit))

	publishTariffInformation = ToClient("Publish Tariff Information", zcl.Price, 0x04,
		U32(ProviderID), U32(IssuerEventID), U32(IssuerTariffID), U32(GasStartTime),
		U8(TariffScheme), Counted(TariffLabel), U8(NumberOfPriceTiers),
		U8(NumberOfBlockThresholds), U8(PriceUnitOfMeasure), U16(PriceCurrency),
		U8(PriceTrailingDigit), U32(GasStandingCharge), U8(TierBlockMode),
		U24(BlockThresholdMultiplier), U24(BlockThresholdDivisor))

	publishPriceMatrix = ToClient("Publish Price Matrix", zcl.Price, 0x05,
		U32(ProviderID), U32(IssuerEventID), CalendarTime(GasStartTime), U32(IssuerTariffID),
		U8(CommandIndex), U8(TotalCommands), U8(PriceMatrixControl),
		Rest(GasPrices, U8(PriceTierOrBlock), U32(GasPrice)))

	publishBlockThresholds = ToClient("Publish Block Thresholds", zcl.Price, 0x06,
		U32(ProviderID), U32(IssuerEventID), CalendarTime(GasStartTime), U32(IssuerTariffID),
		U8(CommandIndex), U8(TotalCommands), U8(BlockThresholdsControl),
		Repeated(1, GasBlockThresholds, U48(GasBlockThreshold)))

	publishBillingPeriod = ToClient("Publish Billing Period", zcl.Price, 0x09,
		U32(ProviderID), U32(IssuerEventID), U32(GasBillingPeriodStart),
		U24(BillingPeriodDuration), U8(BillingPeriodDurationType), U8(TariffType))

	priceCommands = []*ClusterCommand{
		getCurrentPrice, getBillingPeriod, publishPrice, publishBlockPeriod,
		publishConversionFactor, publishCalorificValue, publishTariffInformation,
		publishPriceMatrix, publishBlockThresholds, publishBillingPeriod,
	}
)
