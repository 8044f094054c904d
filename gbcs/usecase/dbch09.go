package usecase

import "github.com/mains-energy/mains/gbcs"

// DBCH09 reports how a CHF uses Sub GHz, after that was set.
// GBCS mapping table row DBCH09.
var DBCH09 = &UseCase{
	Code:     "DBCH09",
	Title:    "Sub GHz Configuration Changed Sub GHz Alert",
	Message:  0x0113,
	On:       CHF,
	Category: NonCriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F2A},
		Content:  Struct{subGHzConfiguration},
	},
	Clause: "GBCS mapping table row DBCH09",
}
