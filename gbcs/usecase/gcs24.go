package usecase

// gasSupplyReactions says what becomes of the supply on tampering and without battery.
var gasSupplyReactions = Send(setSupplyStatus, UncontrolledFlowState.Is(0),
	GasLoadLimitSupplyState.Is(3))

// GCS24 sets from which flow on, in m3 an hour, a GSME closes its valve, and what it does
// with its supply on tampering and without battery.
// GBCS mapping table row GCS24; sent by SRV 6.7.
var GCS24 = &UseCase{
	Code:     "GCS24",
	Title:    "Set Uncontrolled Gas Flow Rate and Supply Tamper State on the GSME",
	Message:  0x007D,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.7"},
	Command: Frames{
		Send(setUncontrolledFlowThreshold, ProviderID.Is(0), UncontrolledFlowUnit.Is(1),
			UncontrolledFlowMultiplier.Is(1), UncontrolledFlowDivisor.Is(1)),
		gasSupplyReactions,
	},
	Note:   "GCS24a has taken its place.",
	Clause: "GBCS mapping table row GCS24",
}

// GCS24a sets from which flow on, in ten-thousandths of m3 an hour, a GSME closes its
// valve, and what it does with its supply on tampering and without battery.
// GBCS mapping table row GCS24a; sent by SRV 6.7.
var GCS24a = &UseCase{
	Code: "GCS24a",
	Title: "Set Uncontrolled Gas Flow Rate at greater resolution and Supply " +
		"Tamper State on the GSME",
	Message:  0x00FC,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.7"},
	Command: Frames{
		Send(setUncontrolledFlowThreshold, ProviderID.Is(0), UncontrolledFlowUnit.Is(1),
			UncontrolledFlowMultiplier.Is(1), UncontrolledFlowDivisor.Is(10000)),
		gasSupplyReactions,
	},
	Clause: "GBCS mapping table row GCS24a",
}
