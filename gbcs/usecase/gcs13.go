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
	Clause: "GBCS mapping table row GCS13a",
}
