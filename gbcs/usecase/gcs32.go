package usecase

// GCS32 closes the valve of a GSME.
// GBCS mapping table row GCS32; sent by SRV 7.2.
var GCS32 = &UseCase{
	Code:     "GCS32",
	Title:    "Remotely close the valve in the GSME",
	Message:  0x0081,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"7.2"},
	Command: Frames{
		Send(changeSupply, ProviderID.Is(0), SupplyRequestTime.Is(0), GasStartTime.Is(0),
			ProposedSupplyStatus.Is(0), SupplyControlBits.Is(1)).
			Replies(supplyStatusResponse),
	},
	Clause: "GBCS mapping table row GCS32",
}
