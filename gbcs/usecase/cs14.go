package usecase

import "github.com/mains-energy/mains/gbcs"

// CS14 tells the Access Control Broker what the device log of a CHF now holds, after it
// has changed.
// GBCS mapping table row CS14.
var CS14 = &UseCase{
	Code:     "CS14",
	Title:    "Device Addition To / Removal From HAN Whitelist Alerts",
	Message:  0x0018,
	On:       CHF,
	Category: NonCriticalAlert,
	By:       AccessControlBroker,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F12},
		Content:  Struct{hubLog},
	},
	Clause: "GBCS mapping table row CS14",
}
