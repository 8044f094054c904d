package usecase

// GCS36 has a GSME show a Customer Identification Number.
// GBCS mapping table row GCS36; sent by SRV 9.1.
var GCS36 = &UseCase{
	Code:     "GCS36",
	Title:    "Send CIN to GSME",
	Message:  0x0083,
	On:       GSME,
	Category: NonCritical,
	By:       AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"9.1"},
	Command:  Frames{Send(updateCIN, GasStartTime.Is(0), ProviderID.Is(0))},
	Clause:   "GBCS mapping table row GCS36",
}
