package usecase

// CCS01 adds a Device to the device log of a CHF and lets it join for a time.
// GBCS mapping table row CCS01; sent by SRV 8.11.
var CCS01 = &UseCase{
	Code:     "CCS01",
	Title:    "Add Device to CHF device log",
	Message:  0x0001,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"8.11"},
	Command:  Access{Invoke(hubAddDevice), Set(hubJoinTimeout), Set(hubAllowsJoining)},
	Clause:   "GBCS mapping table row CCS01",
}
