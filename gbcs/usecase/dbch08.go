package usecase

import "github.com/mains-energy/mains/gbcs"

// DBCH08 reports what became of a request to scan Sub GHz channels.
// GBCS mapping table row DBCH08.
var DBCH08 = &UseCase{
	Code:     "DBCH08",
	Title:    "Sub GHz Channel Scan Request Assessment Outcome Sub GHz Alert",
	Message:  0x0112,
	On:       CHF,
	Category: NonCriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F28},
		Content:  Struct{Struct{InOctets{U8(ScanStatusCode)}, InOctets{U8(ScanTrigger)}}},
	},
	Clause: "GBCS mapping table row DBCH08",
}
