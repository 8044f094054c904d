package usecase

// GCS25 sets the billing calendar of a GSME.
// GBCS mapping table row GCS25; sent by SRV 6.8.
var GCS25 = &UseCase{
	Code:      "GCS25",
	Title:     "Set Billing Calendar on the GSME",
	Message:   0x007E,
	On:        GSME,
	Category:  Critical,
	By:        Supplier,
	Replay:    true,
	TappedOff: true,
	SRVs:      []string{"6.8"},
	Command: Frames{
		Send(publishBillingPeriod, ProviderID.Is(0), BillingPeriodDuration.Is(1),
			TariffType.Is(0)),
		Send(publishBlockPeriod, ProviderID.Is(0), BillingPeriodDuration.Is(1),
			BlockPeriodControl.Is(2), TariffType.Is(0), TariffResolutionPeriod.Is(1)),
	},
	Note:   "It knows only periods of one day, week or month; GCS25a has taken its place.",
	Clause: "GBCS mapping table row GCS25",
}

// GCS25a sets the billing calendar of a GSME.
// GBCS mapping table row GCS25a; sent by SRV 6.8.
var GCS25a = &UseCase{
	Code:      "GCS25a",
	Title:     "Set Billing Calendar on the GSME - all periodicities",
	Message:   0x00D8,
	On:        GSME,
	Category:  Critical,
	By:        Supplier,
	Replay:    true,
	TappedOff: true,
	SRVs:      []string{"6.8"},
	Command: Frames{
		Send(publishBillingPeriod, ProviderID.Is(0), TariffType.Is(0)),
		Send(publishBlockPeriod, ProviderID.Is(0), BlockPeriodControl.Is(2), TariffType.Is(0),
			TariffResolutionPeriod.Is(1)),
	},
	Clause: "GBCS mapping table row GCS25a",
}
