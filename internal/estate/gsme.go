package estate

import (
	"time"

	"github.com/mains-energy/mains/gbcs/usecase"
)

// gasReadings are the values of a GSME at an instant. The register counts dm3 and is read
// in m3. Its Gas Proxy Function has them as of the last wake.
func (e *Estate) gasReadings(d Device, at time.Time) usecase.Args {
	m := e.gas(d)
	return usecase.Args{
		usecase.CurrentSummationDelivered.Is(uint64(m.Register(at))),
		usecase.UnitOfMeasure.Is(unitCubicMetre),
		usecase.MeteringMultiplier.Is(1),
		usecase.MeteringDivisor.Is(1000),
		usecase.ManufacturerName.Is(maker), usecase.ModelIdentifier.Is(d.Type.String() + "-1"),
		usecase.HWVersion.Is(1), usecase.CurrentMeterID.Is(firmware),
		usecase.SiteID.Is(""), usecase.RemainingBatteryLife.Is(batteryLife),
		usecase.BillToDateDelivered.Is(0), usecase.AccumulatedDebt.Is(0),
		usecase.EmergencyCreditRemaining.Is(0), usecase.DebtAmount1.Is(0),
		usecase.DebtAmount2.Is(0), usecase.DebtAmount3.Is(0),
		usecase.PriceTrailingDigit.Is(priceDigits), usecase.PriceUnitOfMeasure.Is(0),
		usecase.BlockThresholdMultiplier.Is(1), usecase.BlockThresholdDivisor.Is(1000),
	}
}

// gasFactory are the values of a GSME that could not be set by themselves: it has no tariff
// from its making, so that its registers of tiers and blocks stand at nought, and the prices
// and thresholds that it is given later come in lists.
func gasFactory() usecase.Args {
	args := usecase.Args{
		usecase.CalorificValueTrailingDigit.Is(0x10), usecase.CalorificValueUnit.Is(1),
		usecase.ConversionFactorTrailingDigit.Is(0x50),
		usecase.UncontrolledFlowUnit.Is(unitCubicMetre),
		usecase.UncontrolledFlowMultiplier.Is(1), usecase.UncontrolledFlowDivisor.Is(1000),
		usecase.DebtRecoveryTopUpPercentage3.Is(0), usecase.DebtRecoveryFrequency1.Is(0),
		usecase.DebtRecoveryFrequency2.Is(0), usecase.DebtRecoveryAmount1.Is(0),
		usecase.DebtRecoveryAmount2.Is(0), usecase.PaymentControlConfiguration.Is(creditMode),
	}
	for i := range usecase.GasTierRegisters {
		args = append(args, usecase.GasTierRegisters[i].Is(0), usecase.GasBlockRegisters[i].Is(0),
			usecase.GasTierPrices[i].Is(0), usecase.GasBlockPrices[i].Is(0))
	}
	for _, threshold := range usecase.GasThresholds {
		args = append(args, threshold.Is(0))
	}
	return args
}

// tariff are the prices and thresholds of a GSME that are in the lists of these settings.
func tariff(settings usecase.Args) (args usecase.Args) {
	thresholds, _ := usecase.GasBlockThresholds.Elements(settings)
	for i, element := range thresholds[:min(len(thresholds), len(usecase.GasThresholds))] {
		value, _ := usecase.GasBlockThreshold.Of(element)
		args = append(args, usecase.GasThresholds[i].Is(value))
	}
	tiers, _ := usecase.PriceMatrixControl.Of(settings)
	list, _ := usecase.GasPrices.Elements(settings)
	for _, element := range list {
		price, _ := usecase.GasPrice.Of(element)
		at, _ := usecase.PriceTierOrBlock.Of(element)
		switch n := int(at); {
		case tiers == 1 && n >= 1 && n <= len(usecase.GasTierPrices):
			args = append(args, usecase.GasTierPrices[n-1].Is(price))
		case tiers == 0 && n < len(usecase.GasBlockPrices):
			args = append(args, usecase.GasBlockPrices[n].Is(price))
		}
	}
	return args
}

// batteryLife is what is left of the battery of a GSME, in days, and priceDigits how many
// digits of a price are behind the point.
const (
	batteryLife = 3650
	priceDigits = 0x50
)

// unitCubicMetre is m3 in the Metering cluster.
const unitCubicMetre = 1

// gas is what the GSME d measures.
func (e *Estate) gas(d Device) meter { return gas(e.Seed.number(d.EUI, forConsumption)) }
