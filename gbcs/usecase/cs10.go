package usecase

// gasEventLog reads a log of events; which one, [EventControlLogID] says.
var gasEventLog = Frames{
	Send(getEventLog, EventID.Is(0), NumberOfEvents.Is(0), EventOffset.Is(0)).
		Replies(publishEventLog).NoDefault(),
}

// CS10a reads the Event Log of a GSME, log 13, or the copy of a Gas Proxy Function, 16.
// GBCS mapping table row CS10a; sent by SRV 6.13.
var CS10a = &UseCase{
	Code:     "CS10a",
	Title:    "Read ZigBee Device Event Log",
	Message:  0x0014,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.13"},
	Command:  gasEventLog,
	MMC:      shownGasEvents,
	Clause:   "GBCS mapping table row CS10a",
}

// CS10b reads the Security Log of a GSME, log 04, or the copy of a Gas Proxy Function, 07.
// GBCS mapping table row CS10b; sent by SRV 6.13.
var CS10b = &UseCase{
	Code:     "CS10b",
	Title:    "Read ZigBee Device Security Log",
	Message:  0x00A1,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.13"},
	Command:  gasEventLog,
	MMC:      shownGasEvents,
	Clause:   "GBCS mapping table row CS10b",
}
