package usecase

// The tariff of a GSME: how it charges, and its prices.
var (
	gasTariffInformation = Send(publishTariffInformation, ProviderID.Is(0), IssuerTariffID.Is(1),
		TariffLabel.Is(""), PriceUnitOfMeasure.Is(0), PriceTrailingDigit.Is(0x50),
		TierBlockMode.Is(0xFF), BlockThresholdMultiplier.Is(1), BlockThresholdDivisor.Is(1000))

	gasPriceMatrix = Send(publishPriceMatrix, ProviderID.Is(0), IssuerTariffID.Is(1),
		CommandIndex.Is(0), TotalCommands.Is(1))
)

// GCS01a sets the whole tariff of a GSME: calendar, special days, thresholds and prices.
// Only a block tariff has thresholds.
// GBCS mapping table row GCS01a; sent by SRV 1.1.1.
var GCS01a = &UseCase{
	Code:        "GCS01a",
	Title:       "Set Tariff and Price on GSME",
	Message:     0x006B,
	On:          GSME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	TappedOff:   true,
	SRVs:        []string{"1.1.1"},
	Command: Frames{
		Send(publishCalendar, ProviderID.Is(0), CalendarType.Is(0),
			CalendarTimeReference.Is(0), CalendarName.Is("")),
		Send(publishDayProfile, ProviderID.Is(0), CommandIndex.Is(0), TotalCommands.Is(1),
			CalendarType.Is(0)).
			Each(GasDayProfiles, IssuerEventID, IssuerCalendarID),
		Send(publishWeekProfile, ProviderID.Is(0)).
			Each(GasWeekProfiles, IssuerEventID, IssuerCalendarID),
		Send(publishSeasons, ProviderID.Is(0), CommandIndex.Is(0), TotalCommands.Is(1)),
		Send(publishSpecialDays, ProviderID.Is(0), CalendarType.Is(0), CommandIndex.Is(0),
			TotalCommands.Is(1)),
		gasTariffInformation,
		Send(publishBlockThresholds, ProviderID.Is(0), IssuerTariffID.Is(1), CommandIndex.Is(0),
			TotalCommands.Is(1), BlockThresholdsControl.Is(1)).
			Where(GasBlockThresholds),
		gasPriceMatrix,
	},
	Clause: "GBCS mapping table row GCS01a",
}

// GCS01b sets the prices of a GSME and leaves the rest of its tariff.
// GBCS mapping table row GCS01b; sent by SRV 1.2.1.
var GCS01b = &UseCase{
	Code:        "GCS01b",
	Title:       "Set Price on GSME",
	Message:     0x00A3,
	On:          GSME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	TappedOff:   true,
	SRVs:        []string{"1.2.1"},
	Command:     Frames{gasTariffInformation, gasPriceMatrix},
	Clause:      "GBCS mapping table row GCS01b",
}
