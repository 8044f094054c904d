package srv_test

// Thresholds are for block tariffs; the schema wants them of every tariff. How many there
// are is carried where they are not.
var silentTariff = []string{
	"1.1.1 GasTariffElements/BlockThreshold/Index",
	"1.1.1 GasTariffElements/BlockThreshold/Value",
	"1.1.1 PriceElements/GasPriceElements/BlockTariff/NumberOfThresholds",
}
