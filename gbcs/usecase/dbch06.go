package usecase

import "github.com/mains-energy/mains/gbcs"

// DBCH06 reports that a CHF, to save air time, has suspended a Device.
// GBCS mapping table row DBCH06.
var DBCH06 = &UseCase{
	Code:     "DBCH06",
	Title:    "Limited Duty Cycle Action Taken Sub GHz Alert",
	Message:  0x0110,
	On:       CHF,
	Category: NonCriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F20},
		Content:  Struct{HubDevice},
	},
	Clause: "GBCS mapping table row DBCH06",
}
