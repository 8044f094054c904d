package usecase

// GCS06 activates the emergency credit of a GSME.
// GBCS mapping table row GCS06; sent by SRV 2.5.
var GCS06 = &UseCase{
	Code:     "GCS06",
	Title:    "Activate Emergency Credit Remotely on GSME",
	Message:  0x0070,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"2.5"},
	Command: Frames{
		Send(selectAvailableEmergencyCredit, EmergencyCreditIssueTime.Is(0),
			OriginatingDevice.Is(0)),
	},
	Clause: "GBCS mapping table row GCS06",
}
