package usecase

// CCS03 gives a CHF the network and the device log of the one that it replaces.
// GBCS mapping table row CCS03; sent by SRV 8.12.1.
var CCS03 = &UseCase{
	Code:     "CCS03",
	Title:    "Restore CHF Device Log",
	Message:  0x0003,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"8.12.1"},
	Command:  Access{Invoke(hubRestore)},
	Clause:   "GBCS mapping table row CCS03",
}
