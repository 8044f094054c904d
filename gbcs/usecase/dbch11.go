package usecase

import "github.com/mains-energy/mains/gbcs"

// DBCH11 reports a Device for which a CHF has no more room on Sub GHz.
// GBCS mapping table row DBCH11.
var DBCH11 = &UseCase{
	Code:     "DBCH11",
	Title:    "No More Sub GHz Device Capacity Sub GHz Alert",
	Message:  0x0115,
	On:       CHF,
	Category: NonCriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F2D},
		Content:  Struct{HubDevice},
	},
	Clause: "GBCS mapping table row DBCH11",
}
