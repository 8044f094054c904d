package usecase

// CS11 clears the Event Log of a GSME or a Gas Proxy Function.
// GBCS mapping table row CS11; sent by SRV 3.3.
var CS11 = &UseCase{
	Code:      "CS11",
	Title:     "Clear ZigBee Device Event Log",
	Message:   0x0015,
	On:        GSME | GPF,
	Category:  NonCritical,
	By:        Supplier,
	TappedOff: true,
	SRVs:      []string{"3.3"},
	Command: Frames{
		Send(clearEventLogRequest, LogID.Is(3)).Replies(clearEventLogResponse),
	},
	Clause: "GBCS mapping table row CS11",
}
