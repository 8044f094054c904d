package usecase

// GCS13a reads the consumption register of a GSME, from the meter or from the Gas Proxy
// Function, for the reader only.
// GBCS mapping table row GCS13a; sent by SRV 4.1.1.
var GCS13a = &UseCase{
	Code:     "GCS13a",
	Title:    "Read GSME Consumption Register",
	Message:  0x0074,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator,
	Dated:    true,
	SRVs:     []string{"4.1.1"},
	Command: Frames{
		Read(meteringDivisor, meteringMultiplier, meteringUnitOfMeasure, currentSummationDelivered).
			Encrypts().NoDefault(),
	},
	MMC:    Shown{In: "Gas", As: Paths{CurrentSummationDelivered: "ConsumptionRegister"}},
	Clause: "GBCS mapping table row GCS13a",
}

// GCS13b reads the block counters of a GSME, for the reader only.
// GBCS mapping table row GCS13b; sent by SRV 4.1.4.
var GCS13b = &UseCase{
	Code:     "GCS13b",
	Title:    "Read GSME Block Counters",
	Message:  0x00B8,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier,
	Dated:    true,
	SRVs:     []string{"4.1.4"},
	Command: Frames{
		Read(meteringBlock1Summation, meteringBlock2Summation, meteringBlock3Summation,
			meteringBlock4Summation, meteringDivisor, meteringMultiplier, meteringUnitOfMeasure).
			Encrypts().NoDefault(),
	},
	MMC:    Shown{As: each(GasBlockRegisters[:], "ImportBlockCounters/TariffBlockCounterValue")},
	Clause: "GBCS mapping table row GCS13b",
}

// GCS13c reads the time-of-use registers of a GSME, for the reader only.
// GBCS mapping table row GCS13c; sent by SRV 4.1.2.
var GCS13c = &UseCase{
	Code:     "GCS13c",
	Title:    "Read GSME Register (TOU)",
	Message:  0x00B6,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator,
	Dated:    true,
	SRVs:     []string{"4.1.2"},
	Command: Frames{
		Read(meteringDivisor, meteringMultiplier, meteringUnitOfMeasure,
			meteringTier1Summation, meteringTier2Summation, meteringTier3Summation,
			meteringTier4Summation).
			Encrypts().NoDefault(),
	},
	MMC: Shown{
		As: each(GasTierRegisters[:], "Gas/TariffTOURegisterMatrix/TOURegisterMatrixValue"),
	},
	Clause: "GBCS mapping table row GCS13c",
}
