package usecase

import "github.com/mains-energy/mains/gbcs"

// DBCH10 reports a message that a CHF, to save air time, has not delivered.
// GBCS mapping table row DBCH10.
var DBCH10 = &UseCase{
	Code:     "DBCH10",
	Title:    "Message Discarded Due to Duty Cycle Management Sub GHz Alert",
	Message:  0x0114,
	On:       CHF,
	Category: NonCriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F2C},
		Content:  Struct{undelivered},
	},
	Clause: "GBCS mapping table row DBCH10",
}
