package usecase

import "github.com/mains-energy/mains/gbcs"

// ECS102 reports that the level of an auxiliary proportional controller is no longer
// limited, and which level it has now.
// GBCS mapping table row ECS102.
var ECS102 = &UseCase{
	Code:     "ECS102",
	Title:    "Limit APC [n] Level ended or cancelled",
	Message:  0x0122,
	On:       ESME | SAPC,
	Category: CriticalAlert,
	By:       Supplier | LoadController,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F87},
		Content:  Struct{LimitedController, ResultingLevel},
	},
	MMC: Shown{
		In: "LimitAPCLevelEndedDeviceAlert", By: Writers{LimitedController: showDirection},
	},
	Clause: "GBCS mapping table row ECS102",
}
