package usecase

// GCS44 sets name and telephone number of the Supplier on a GSME.
// GBCS mapping table row GCS44; sent by SRV 3.4.
var GCS44 = &UseCase{
	Code:      "GCS44",
	Title:     "Write Contact Details on GSME",
	Message:   0x0088,
	On:        GSME,
	Category:  NonCritical,
	By:        Supplier,
	TappedOff: true,
	SRVs:      []string{"3.4"},
	Command: Frames{
		Send(publishChangeOfSupplier, ProviderID.Is(0), TariffType.Is(0),
			ProposedProviderID.Is(0), GasStartTime.Is(0), ProviderChangeControl.Is(0x00001800)),
	},
	Clause: "GBCS mapping table row GCS44",
}
