package usecase

// CCS04 reads the device log of a CHF with what it knows of the radio to each Device.
// GBCS mapping table row CCS05/CCS04; sent by SRV 8.9.
var CCS04 = &UseCase{
	Code:     "CCS05/CCS04",
	Title:    "Read CHF device log and check HAN communications",
	Message:  0x0004,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"8.9"},
	Command:  Access{Get(hubActiveDevices)},
	MMC:      Shown{As: shownHubDevice},
	Note:     "CCS06 has taken its place.",
	Clause:   "GBCS mapping table row CCS05/CCS04",
}
