package usecase

import (
	"fmt"

	"github.com/mains-energy/mains/dlms"
)

// TariffThresholds are for each time-of-use 1 to 8 what a block counter reaches before the
// next block begins: one to three elements, each a [BlockThreshold].
// SMETS2 TariffThresholdMatrix.
var TariffThresholds = [8]*List{
	tariffThresholds(1), tariffThresholds(2), tariffThresholds(3), tariffThresholds(4),
	tariffThresholds(5), tariffThresholds(6), tariffThresholds(7), tariffThresholds(8),
}

// BlockThreshold is one of them, in Wh; FFFFFFFF is no threshold.
// SMETS2 TariffThresholdMatrix.
var BlockThreshold = &Slot[uint32]{
	Name: "BlockThreshold", Unit: WattHours, Codes: []Code{{Value: 0xFFFFFFFF, Name: "none"}},
	Clause: "SMETS2 TariffThresholdMatrix",
}

func tariffThresholds(timeOfUse int) *List {
	return &List{
		Name: fmt.Sprintf("TariffThresholdMatrix[%d]", timeOfUse), Of: BlockThreshold, Max: 3,
		Clause: "SMETS2 TariffThresholdMatrix",
	}
}

// thresholdsAt is the attribute with the thresholds of a time-of-use.
func thresholdsAt(name LN, timeOfUse int) *Object {
	return Attr(RegisterMonitor, name, 2, TariffThresholds[timeOfUse-1])
}

// The thresholds: those in use, those to come, and when.
var (
	tariffThresholds1 = thresholdsAt(LN{0, 0, 16, 0, 11, 255}, 1)
	tariffThresholds2 = thresholdsAt(LN{0, 0, 16, 0, 12, 255}, 2)
	tariffThresholds3 = thresholdsAt(LN{0, 0, 16, 0, 13, 255}, 3)
	tariffThresholds4 = thresholdsAt(LN{0, 0, 16, 0, 14, 255}, 4)
	tariffThresholds5 = thresholdsAt(LN{0, 0, 16, 0, 15, 255}, 5)
	tariffThresholds6 = thresholdsAt(LN{0, 0, 16, 0, 16, 255}, 6)
	tariffThresholds7 = thresholdsAt(LN{0, 0, 16, 0, 17, 255}, 7)
	tariffThresholds8 = thresholdsAt(LN{0, 0, 16, 0, 18, 255}, 8)

	tariffThresholdsNext1 = thresholdsAt(LN{0, 0, 16, 1, 11, 255}, 1)
	tariffThresholdsNext2 = thresholdsAt(LN{0, 0, 16, 1, 12, 255}, 2)
	tariffThresholdsNext3 = thresholdsAt(LN{0, 0, 16, 1, 13, 255}, 3)
	tariffThresholdsNext4 = thresholdsAt(LN{0, 0, 16, 1, 14, 255}, 4)
	tariffThresholdsNext5 = thresholdsAt(LN{0, 0, 16, 1, 15, 255}, 5)
	tariffThresholdsNext6 = thresholdsAt(LN{0, 0, 16, 1, 16, 255}, 6)
	tariffThresholdsNext7 = thresholdsAt(LN{0, 0, 16, 1, 17, 255}, 7)
	tariffThresholdsNext8 = thresholdsAt(LN{0, 0, 16, 1, 18, 255}, 8)

	tariffThresholdsActivation = activation("TariffThresholdMatrix",
		ExtendedData, LN{0, 0, 63, 1, 1, 255}, 6)
)

// CurrencyUnits is the currency of all money in an ESME: true is pounds, false euros.
// SMETS2 CurrencyUnit.
var CurrencyUnits = &Flag{
	Name: "CurrencyUnits", Yes: "GBP", No: "ECB", Clause: "SMETS2 CurrencyUnit",
}

var (
	currencyUnits           = Attr(ExtendedData, LN{0, 0, 94, 44, 2, 0}, 2, CurrencyUnits)
	currencyUnitsNext       = Attr(ExtendedData, LN{0, 0, 94, 44, 2, 0}, 4, CurrencyUnits)
	currencyUnitsActivation = activation("CurrencyUnit", ExtendedData, LN{0, 0, 94, 44, 2, 0}, 6)
)

// StandingCharge is what a day costs, times ten to the power of [StandingChargeScale] in
// currency, and StandingChargeScale that power. SMETS2 StandingCharge.
var (
	StandingCharge = &Slot[int16]{
		Name: "StandingCharge", Clause: "SMETS2 StandingCharge",
	}
	StandingChargeScale = &Slot[int8]{
		Name: "StandingChargeScale", Clause: "SMETS2 StandingCharge",
	}
)

var (
	standingCharge = Attr(Charge, chargeStanding, 5,
		flatCharge(StandingChargeScale, StandingCharge))
	standingChargeNext = Attr(Charge, chargeStanding, 6,
		flatCharge(StandingChargeScale, StandingCharge))
	standingChargeActivation = activation("StandingCharge", Charge, chargeStanding, 7)
)

// flatCharge is a charge that depends on no commodity.
//
//	structure(3)
//	  structure(2) { commodity scale integer 0, price scale integer }
//	  structure(3) { class, logical name and attribute of the commodity, all zero }
//	  array(1) of structure(2) { index octet-string(0), charge long }
func flatCharge(scale, charge Field) Field {
	return Struct{
		Struct{Fixed{"commodity scale", dlms.I8(0)}, scale},
		chargeOf(0, LN{}, 0),
		Array{Struct{Fixed{"index", dlms.Octets(nil)}, charge}},
	}
}

// chargeOf refers to the attribute that a charge is for.
func chargeOf(class Class, name LN, attribute int8) Field {
	return Fixed{"commodity", dlms.Structure(
		dlms.U16(uint16(class)), dlms.Octets(name[:]), dlms.I8(attribute))}
}

// The prices of energy: each is a [Price] for what [PriceIndex] says, times ten to the
// power of [PriceScale] in currency for each kWh. CommodityScale, of an ESME's active
// prices, is the power of ten of the Wh that they are for: 3. COSEM class 113.
var (
	PriceScale     = &Slot[int8]{Name: "PriceScale", Clause: "COSEM class 113"}
	CommodityScale = &Slot[int8]{Name: "CommodityScale", Clause: "COSEM class 113"}
	Price          = &Slot[int16]{Name: "Price", Clause: "COSEM class 113"}
	// PriceIndex is 01 to 30, in hexadecimal, for the time-of-use registers 1 to 48, and A1
	// to A8 for the first block of time-of-use 1 to 8, B1 to B8 for the second, to D8.
	PriceIndex = &Octets{
		Name: "PriceIndex", Max: 1, Show: priceIndex, Clause: "COSEM class 113",
	}
)

// PriceMatrix are the prices of the primary element, 80 in all.
// SMETS2 TariffBlockPriceMatrixTOU.
var PriceMatrix = &List{
	Name: "TariffBlockPriceMatrixTOU", Of: Struct{PriceIndex, Price}, Max: 80,
	Clause: "SMETS2 TariffBlockPriceMatrixTOU",
}

// SecondaryPriceMatrix are the prices of the second element of a twin-element ESME, for
// its time-of-use 1 to 4. SMETS2 SecondaryTariffTOUPriceMatrix.
var SecondaryPriceMatrix = &List{
	Name: "SecondaryTariffTOUPriceMatrix", Of: Struct{PriceIndex, Price}, Max: 4,
	Clause: "SMETS2 SecondaryTariffTOUPriceMatrix",
}

// priceIndex writes which price an index stands for.
func priceIndex(b []byte) string {
	if len(b) != 1 {
		return fmt.Sprintf("%X", b)
	}
	block, timeOfUse := b[0]>>4-9, b[0]&0x0F
	switch {
	case b[0] >= 1 && b[0] <= 48:
		return fmt.Sprintf("time-of-use %d", b[0])
	case b[0] > 0xA0 && block <= 4 && timeOfUse >= 1 && timeOfUse <= 8:
		return fmt.Sprintf("block %d of time-of-use %d", block, timeOfUse)
	}
	return fmt.Sprintf("%X", b)
}

// priceMatrix is a charge for each kWh in a register.
//
//	structure(3)
//	  structure(2) { commodity scale integer, price scale integer }
//	  structure(3) { class long-unsigned 3, register octet-string(6), attribute integer 2 }
//	  array of structure(2) { index octet-string(1), charge long }
func priceMatrix(commodityScale Field, register LN, prices *List) Field {
	return Struct{
		Struct{commodityScale, PriceScale}, chargeOf(RegisterClass, register, 2), prices,
	}
}

// The registers that are charged for, and the commodity scale of what is written: kWh.
var (
	chargedImport    = LN{1, 0, 1, 8, 0, 255}
	chargedSecondary = LN{1, 20, 1, 8, 0, 255}
	tariffPerkWh     = Fixed{"commodity scale", dlms.I8(3)}
)

var (
	tariffPrices = Attr(Charge, chargeTariff, 5,
		priceMatrix(CommodityScale, chargedImport, PriceMatrix))
	tariffPricesNext = Attr(Charge, chargeTariff, 6,
		priceMatrix(tariffPerkWh, chargedImport, PriceMatrix))
	tariffPricesActivation = activation("TariffBlockPriceMatrixTOU",
		Charge, chargeTariff, 7)

	secondaryTariffPrices = Attr(Charge, chargeSecondary, 5,
		priceMatrix(CommodityScale, chargedSecondary, SecondaryPriceMatrix))
	secondaryTariffPricesNext = Attr(Charge, chargeSecondary, 6,
		priceMatrix(tariffPerkWh, chargedSecondary, SecondaryPriceMatrix))
	secondaryTariffPricesActivation = activation("SecondaryTariffTOUPriceMatrix",
		Charge, chargeSecondary, 7)
)

// PrimaryActiveTariffPrice is the price of energy now, in hundred-thousandths of the
// currency for each kWh. SMETS2 ActiveTariffPrice.
var PrimaryActiveTariffPrice = energyPrice("PrimaryActiveTariffPrice", "SMETS2 ActiveTariffPrice")

// energyPrice is a place for a price in hundred-thousandths of the currency for each kWh.
func energyPrice(name, clause string) *Slot[uint32] {
	return &Slot[uint32]{Name: name, Unit: PricePerkWh, Scaler: moneyScaler, Clause: clause}
}

// SecondaryActiveTariffPrice is that of the second element of a twin-element ESME.
// SMETS2 SecondaryActiveTariffPrice.
var SecondaryActiveTariffPrice = energyPrice(
	"SecondaryActiveTariffPrice", "SMETS2 SecondaryActiveTariffPrice")

var (
	activePrice       = Attr(RegisterClass, LN{0, 0, 94, 44, 1, 7}, 2, PrimaryActiveTariffPrice)
	activePriceScaler = Attr(RegisterClass, LN{0, 0, 94, 44, 1, 7}, 3,
		ScalerUnit(PrimaryActiveTariffPrice))

	secondaryActivePrice = Attr(RegisterClass, LN{0, 0, 94, 44, 1, 8}, 2,
		SecondaryActiveTariffPrice)
	secondaryActivePriceScaler = Attr(RegisterClass, LN{0, 0, 94, 44, 1, 8}, 3,
		ScalerUnit(SecondaryActiveTariffPrice))
)

// BlockCounterResets is when an ESME resets its block counters by itself, apart from the
// end of a billing period: each day at midnight, with a time of zeros and a date of
// wildcards. SMETS2 TariffBlockCounterMatrix.
var BlockCounterResets = &List{
	Name: "DailyTariffBlockCounterMatrixReset", Max: 1,
	Of:     Struct{BlockCounterResetTime, BlockCounterResetDate},
	Clause: "SMETS2 TariffBlockCounterMatrix",
}

// BlockCounterResetTime and BlockCounterResetDate are the parts of an element of
// [BlockCounterResets], in UTC. COSEM class 22.
var (
	BlockCounterResetTime = &TimeOfDay{Name: "Time", Clause: "COSEM class 22"}
	BlockCounterResetDate = &Date{Name: "Date", Clause: "COSEM class 22"}
)

var (
	blockCounterResets = Attr(SingleActionSchedule, LN{0, 0, 15, 1, 0, 255}, 4, BlockCounterResets)
	resetBlockCounters = Method("TariffBlockCounterMatrix.reset", ScriptTable, tariffScripts, 1,
		Fixed{"script", dlms.U16(resetBlocks)})
)

// resetBlocks is the script that resets the block counters. GBCS script selectors.
const resetBlocks = 99
