package usecase

// RestoreDeviceLogOutcomes says of each entry whether it was restored. An element has
// [LogEntryDeviceID], [LogEntryDeviceType] and [JoinResponseCode]. GBCS GCS59.
var RestoreDeviceLogOutcomes = &List{Name: "RestoreDeviceLogOutcome", Clause: "GBCS GCS59"}

// GCS59 gives a Gas Proxy Function that replaces another the log of the one before.
//
//	Command   SEQUENCE { SEQUENCE OF entry }
//	Response  SEQUENCE { SEQUENCE OF SEQUENCE { entry, joinResponseCode INTEGER } }
//
// GBCS mapping table row GCS59; sent by SRV 8.12.2.
var GCS59 = &UseCase{
	Code:     "GCS59",
	Title:    "Restore GPF Device Log",
	Message:  0x008C,
	On:       GPF,
	Category: NonCritical,
	By:       AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"8.12.2"},
	Command: DER{
		Command: Seq{deviceLog},
		Answer: Seq{
			SeqOf(RestoreDeviceLogOutcomes, Seq{deviceLogEntry, Integer(JoinResponseCode)}),
		},
	},
	MMC: Shown{As: Paths{
		LogEntryDeviceID: "DeviceLogEntry/DeviceID", LogEntryDeviceType: "DeviceLogEntry/DeviceType",
	}},
	Clause: "GBCS mapping table row GCS59",
}
