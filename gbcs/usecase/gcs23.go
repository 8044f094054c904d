package usecase

// GCS23 sets how a GSME turns volume into energy.
// GBCS mapping table row GCS23; sent by SRV 6.6.
var GCS23 = &UseCase{
	Code:      "GCS23",
	Title:     "Set CV and Conversion Factor Value(s) on the GSME",
	Message:   0x007C,
	On:        GSME,
	Category:  Critical,
	By:        Supplier,
	Replay:    true,
	TappedOff: true,
	SRVs:      []string{"6.6"},
	Command: Frames{
		Send(publishConversionFactor, GasStartTime.Is(0), ConversionFactorTrailingDigit.Is(0x50)),
		Send(publishCalorificValue, GasStartTime.Is(0), CalorificValueUnit.Is(1),
			CalorificValueTrailingDigit.Is(0x10)),
	},
	Clause: "GBCS mapping table row GCS23",
}
