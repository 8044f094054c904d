package usecase

// ECS24 reads the tariff of the primary element with its prices, and the price now.
// GBCS mapping table row ECS24; sent by SRV 4.11.1.
var ECS24 = &UseCase{
	Code:     "ECS24",
	Title:    "Read ESME Tariff Data",
	Message:  0x003A,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.11.1"},
	Command: Access{
		Get(activePrice),
		Get(activePriceScaler),
		Get(switchingSeasons),
		Get(switchingWeeks),
		Get(switchingDays),
		Get(switchingSpecial),
		Get(tariffThresholds1),
		Get(tariffThresholds2),
		Get(tariffThresholds3),
		Get(tariffThresholds4),
		Get(tariffThresholds5),
		Get(tariffThresholds6),
		Get(tariffThresholds7),
		Get(tariffThresholds8),
		Get(currencyUnits),
		Get(standingCharge),
		Get(tariffPrices),
	},
	MMC: Shown{
		In: "Electricity", As: shownSwitching.with(shownThresholds),
		By: shownSwitchingBy.with(Writers{PriceMatrix: showPrices, CurrencyUnits: showCurrency}),
	},
	Clause: "GBCS mapping table row ECS24",
}

// ECS24b reads the tariff of the second element of a twin-element ESME.
// GBCS mapping table row ECS24b; sent by SRV 4.11.2.
var ECS24b = &UseCase{
	Code:     "ECS24b",
	Title:    "Read ESME Tariff Data - second element",
	Message:  0x00BD,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.11.2"},
	Command: Access{
		Get(secondaryTariffPrices),
		Get(secondaryActivePrice),
		Get(secondaryActivePriceScaler),
		Get(secondarySpecial),
		Get(secondarySeasons),
		Get(secondaryWeeks),
		Get(secondaryDays),
	},
	MMC: Shown{
		As: shownSwitching,
		By: shownSwitchingBy.with(Writers{SecondaryPriceMatrix: showTOUPrices}),
	},
	Clause: "GBCS mapping table row ECS24b",
}
