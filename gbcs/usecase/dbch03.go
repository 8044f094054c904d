package usecase

// DBCH03 reads how a CHF uses Sub GHz.
// GBCS mapping table row DBCH03; sent by SRV 6.30.
var DBCH03 = &UseCase{
	Code:     "DBCH03",
	Title:    "Read CHF Sub GHz Configuration",
	Message:  0x010C,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"6.30"},
	Command:  Access{Get(subGHzConfigurationSettings)},
	MMC:      Shown{By: shownSubGHz},
	Clause:   "GBCS mapping table row DBCH03",
}
