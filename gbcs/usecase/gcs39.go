package usecase

// GCS39 arms the valve of a GSME, for the consumer to open.
// GBCS mapping table row GCS39; sent by SRV 7.3.
var GCS39 = &UseCase{
	Code:     "GCS39",
	Title:    "Arm Valve in GSME",
	Message:  0x0085,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"7.3"},
	Command: Frames{
		Send(changeSupply, ProviderID.Is(0), SupplyRequestTime.Is(0), GasStartTime.Is(0),
			ProposedSupplyStatus.Is(1), SupplyControlBits.Is(1)).
			Replies(supplyStatusResponse),
	},
	Clause: "GBCS mapping table row GCS39",
}
