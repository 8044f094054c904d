package usecase

// CCS06 reads the device log of a CHF with what it knows of the radio to each Device.
// GBCS mapping table row CCS06; sent by SRV 8.9.
var CCS06 = &UseCase{
	Code:     "CCS06",
	Title:    "Read CHF device log and check HAN communications",
	Message:  0x010F,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"8.9"},
	Command:  Access{Get(hubActiveDevices)},
	MMC:      Shown{As: shownHubDevice},
	Clause:   "GBCS mapping table row CCS06",
}
