package usecase

// DBCH01 reads which Sub GHz channel a CHF uses.
// GBCS mapping table row DBCH01; sent by SRV 6.31.
var DBCH01 = &UseCase{
	Code:     "DBCH01",
	Title:    "Read CHF Sub GHz Channel",
	Message:  0x010A,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"6.31"},
	Command:  Access{Get(operatingSubGHzChannel)},
	MMC:      Shown{By: Writers{OperatingSubGHzChannel: showChannel}},
	Clause:   "GBCS mapping table row DBCH01",
}
