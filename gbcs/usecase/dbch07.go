package usecase

import "github.com/mains-energy/mains/gbcs"

// DBCH07 reports that a CHF has changed its Sub GHz channel, to which and why.
// GBCS mapping table row DBCH07.
var DBCH07 = &UseCase{
	Code:     "DBCH07",
	Title:    "Sub GHz Channel Changed Sub GHz Alert",
	Message:  0x0111,
	On:       CHF,
	Category: NonCriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F26},
		Content:  Struct{Struct{OperatingSubGHzChannel, InOctets{U8(ScanTrigger)}}},
	},
	Clause: "GBCS mapping table row DBCH07",
}
