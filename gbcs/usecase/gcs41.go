package usecase

// GCS41 sets the MPRN of a GSME.
// GBCS mapping table row GCS41; sent by SRV 6.20.1.
var GCS41 = &UseCase{
	Code:     "GCS41",
	Title:    "Set MPRN Value on the GSME",
	Message:  0x0087,
	On:       GSME,
	Category: NonCritical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.20.1"},
	Command:  Frames{Send(updateSiteID, GasStartTime.Is(0), ProviderID.Is(0))},
	Clause:   "GBCS mapping table row GCS41",
}
