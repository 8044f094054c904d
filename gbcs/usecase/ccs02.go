package usecase

// CCS02 removes a Device from the device log of a CHF.
// GBCS mapping table row CCS02; sent by SRV 8.11.
var CCS02 = &UseCase{
	Code:     "CCS02",
	Title:    "Remove device from CHF device log",
	Message:  0x0002,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"8.11"},
	Command:  Access{Invoke(hubRemoveDevice)},
	Clause:   "GBCS mapping table row CCS02",
}
