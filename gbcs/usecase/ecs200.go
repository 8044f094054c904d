package usecase

import "github.com/mains-energy/mains/gbcs"

// ECS200 reports the state of an auxiliary controller.
// GBCS mapping table row ECS200.
var ECS200 = &UseCase{
	Code:     "ECS200",
	Title:    "Auxiliary Controller Operational Update Alert",
	Message:  0x0123,
	On:       ESME | SAPC,
	Category: CriticalAlert,
	By:       Supplier | LoadController,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F88},
		Content:  Struct{OperationalUpdate},
	},
	MMC: Shown{
		In: "OperationalUpdateDeviceAlert", By: Writers{OperationalUpdate: showState("")},
	},
	Clause: "GBCS mapping table row ECS200",
}
