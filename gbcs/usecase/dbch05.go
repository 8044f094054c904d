package usecase

// DBCH05 asks a CHF to look for a better Sub GHz channel.
// GBCS mapping table row DBCH05; sent by SRV 6.29.
var DBCH05 = &UseCase{
	Code:     "DBCH05",
	Title:    "Request CHF Sub GHz Channel Scan",
	Message:  0x010E,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"6.29"},
	Command:  Access{Set(subGHzChannelScan)},
	Clause:   "GBCS mapping table row DBCH05",
}
