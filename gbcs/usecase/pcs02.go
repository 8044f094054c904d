package usecase

// PCS02 activates the emergency credit of a GSME, from the PPMID of its home.
// GBCS mapping table row PCS02.
var PCS02 = &UseCase{
	Code:     "PCS02",
	Title:    "Activate Emergency Credit on GSME from PPMID",
	Message:  0x0090,
	On:       GSME,
	Category: HANOnly,
	Replay:   true,
	Command: Frames{
		Send(selectAvailableEmergencyCredit, EmergencyCreditIssueTime.Is(0),
			OriginatingDevice.Is(2)),
	},
	Note:   "It comes from the PPMID of the home.",
	Clause: "GBCS mapping table row PCS02",
}
