package usecase

// GCS40a adds to the balance of a GSME in prepayment mode.
// GBCS mapping table row GCS40a; sent by SRV 1.5.
var GCS40a = &UseCase{
	Code:     "GCS40a",
	Title:    "Adjust Prepayment Mode Meter Balance on the GSME",
	Message:  0x0086,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"1.5"},
	Command: Frames{
		Send(creditAdjustment, GasStartTime.Is(0), CreditAdjustmentType.Is(0)),
	},
	Clause: "GBCS mapping table row GCS40a",
}

// GCS40b sets the balance of a GSME in prepayment mode to zero.
// GBCS mapping table row GCS40b; sent by SRV 1.5.
var GCS40b = &UseCase{
	Code:     "GCS40b",
	Title:    "Reset Prepayment Mode Meter Balance on the GSME",
	Message:  0x00B4,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"1.5"},
	Command: Frames{
		Send(creditAdjustment, GasStartTime.Is(0), CreditAdjustmentType.Is(1),
			CreditAdjustmentValue.Is(0)),
	},
	Clause: "GBCS mapping table row GCS40b",
}

// GCS40c takes from what a GSME in credit mode has on the bill.
// GBCS mapping table row GCS40c; sent by SRV 1.5.
var GCS40c = &UseCase{
	Code:     "GCS40c",
	Title:    "Adjust Credit Mode Meter Balance on the GSME",
	Message:  0x00C0,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"1.5"},
	Command: Frames{
		Send(creditAdjustment, GasStartTime.Is(0), CreditAdjustmentType.Is(3)),
	},
	Clause: "GBCS mapping table row GCS40c",
}

// GCS40d sets what a GSME in credit mode has on the bill to zero.
// GBCS mapping table row GCS40d; sent by SRV 1.5.
var GCS40d = &UseCase{
	Code:     "GCS40d",
	Title:    "Reset Credit Mode Meter Balance on the GSME",
	Message:  0x00C2,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"1.5"},
	Command: Frames{
		Send(creditAdjustment, GasStartTime.Is(0), CreditAdjustmentType.Is(2),
			CreditAdjustmentValue.Is(0)),
	},
	Clause: "GBCS mapping table row GCS40d",
}
