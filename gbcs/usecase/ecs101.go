package usecase

import "github.com/mains-energy/mains/gbcs"

// ECS101 reports that the level of an auxiliary proportional controller is to be limited,
// and from when to when.
// GBCS mapping table row ECS101.
var ECS101 = &UseCase{
	Code:     "ECS101",
	Title:    "Limit APC [n] Level Command processed",
	Message:  0x0121,
	On:       ESME | SAPC,
	Category: CriticalAlert,
	By:       Supplier | LoadController,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F86},
		Content:  Struct{LimitedController, APCLimitPeriodStart, APCLimitPeriodEnd, ResultingLevel},
	},
	MMC: Shown{
		In: "LimitAPCLevelCommandProcessedDeviceAlert",
		By: Writers{LimitedController: showDirection},
	},
	Clause: "GBCS mapping table row ECS101",
}
