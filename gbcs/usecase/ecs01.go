package usecase

// ECS01a replaces the tariff of the primary element, with its prices, at once or later.
// GBCS mapping table row ECS01a; sent by SRV 1.1.1.
var ECS01a = &UseCase{
	Code:        "ECS01a",
	Title:       "Set Tariff and Price on ESME",
	Message:     0x0019,
	On:          ESME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"1.1.1"},
	Command: Access{
		Set(switchingSeasonsNext),
		Set(switchingWeeksNext),
		Set(switchingDaysNext),
		Set(switchingSpecialNext),
		Set(tariffThresholdsNext1),
		Set(tariffThresholdsNext2),
		Set(tariffThresholdsNext3),
		Set(tariffThresholdsNext4),
		Set(tariffThresholdsNext5),
		Set(tariffThresholdsNext6),
		Set(tariffThresholdsNext7),
		Set(tariffThresholdsNext8),
		Set(currencyUnitsNext),
		Set(standingChargeNext),
		Set(tariffPricesNext),
		Set(switchingActivation),
		Set(switchingSpecialActivation),
		Set(currencyUnitsActivation),
		Set(standingChargeActivation),
		Set(tariffPricesActivation),
		Set(tariffThresholdsActivation),
	},
	Clause: "GBCS mapping table row ECS01a",
}

// ECS01b replaces the prices of the primary element and the standing charge, and leaves the
// tariff as it is.
// GBCS mapping table row ECS01b; sent by SRV 1.2.1.
var ECS01b = &UseCase{
	Code:        "ECS01b",
	Title:       "Set Price on ESME",
	Message:     0x00A2,
	On:          ESME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"1.2.1"},
	Command: Access{
		Set(standingChargeNext),
		Set(tariffPricesNext),
		Set(standingChargeActivation),
		Set(tariffPricesActivation),
	},
	Clause: "GBCS mapping table row ECS01b",
}

// ECS01c replaces tariff and prices of the second element of a twin-element ESME.
// GBCS mapping table row ECS01c; sent by SRV 1.1.2.
var ECS01c = &UseCase{
	Code:        "ECS01c",
	Title:       "Set Tariff and Price on ESME secondary",
	Message:     0x00B7,
	On:          ESME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"1.1.2"},
	Command: Access{
		Set(secondaryTariffPricesNext),
		Set(secondarySeasonsNext),
		Set(secondaryWeeksNext),
		Set(secondaryDaysNext),
		Set(secondarySpecialNext),
		Set(secondaryActivation),
		Set(secondaryTariffPricesActivation),
		Set(secondarySpecialActivation),
	},
	Clause: "GBCS mapping table row ECS01c",
}

// ECS01d replaces the prices of the second element of a twin-element ESME.
// GBCS mapping table row ECS01d; sent by SRV 1.2.2.
var ECS01d = &UseCase{
	Code:        "ECS01d",
	Title:       "Set Price on ESME secondary",
	Message:     0x00C7,
	On:          ESME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"1.2.2"},
	Command: Access{
		Set(secondaryTariffPricesNext),
		Set(secondaryTariffPricesActivation),
	},
	Clause: "GBCS mapping table row ECS01d",
}
