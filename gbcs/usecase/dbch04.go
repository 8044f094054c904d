package usecase

// DBCH04 sets how a CHF uses Sub GHz.
// GBCS mapping table row DBCH04; sent by SRV 6.28.
var DBCH04 = &UseCase{
	Code:     "DBCH04",
	Title:    "Set CHF Sub GHz Configuration",
	Message:  0x010D,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"6.28"},
	Command:  Access{Set(subGHzConfigurationSettings)},
	Clause:   "GBCS mapping table row DBCH04",
}
