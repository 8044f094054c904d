package usecase

import "github.com/mains-energy/mains/zcl"

// The logs of events of a GSME, and the copies that the Gas Proxy Function has.
var (
	// EventControlLogID says which log is read. GBCS event logs.
	EventControlLogID = &Slot[uint8]{
		Name: "EventControlLogID", Base: 16, Clause: "GBCS event logs",
		Codes: []Code{
			{Value: 0x13, Name: "GSME Event Log"}, {Value: 0x16, Name: "GPF copy of the Event Log"},
			{Value: 0x04, Name: "GSME Security Log"},
			{Value: 0x07, Name: "GPF copy of the Security Log"},
		},
	}
	// NumberOfEvents is how many records are asked for; 0 for all. ZigBee Get Event Log.
	NumberOfEvents = &Slot[uint8]{Name: "NumberOfEvents", Clause: "ZigBee Get Event Log"}
	// EventOffset is how many records are passed over. ZigBee Get Event Log.
	EventOffset = &Slot[uint16]{Name: "EventOffset", Clause: "ZigBee Get Event Log"}
	// TotalEvents is how many records there are. ZigBee Publish Event Log.
	TotalEvents = &Slot[uint16]{
		Name: "TotalNumberOfMatchingEvents", Clause: "ZigBee Publish Event Log",
	}
	// LogPayloadControl says how records are spread over commands. ZigBee Publish Event Log.
	LogPayloadControl = &Slot[uint8]{
		Name: "LogPayloadControl", Base: 16, Clause: "ZigBee Publish Event Log",
	}
	// LoggedEvents are the records. SMETS2 EventLog and SecurityLog.
	LoggedEvents = &List{Name: "Events", Clause: "SMETS2 EventLog and SecurityLog"}
	// LogID is the log that a record is in, or that is cleared. GBCS event logs.
	LogID = &Slot[uint8]{
		Name: "LogID", Clause: "GBCS event logs",
		Codes: []Code{{Value: 3, Name: "Event Log"}, {Value: 4, Name: "Security Log"}},
	}
	// LoggedTime is when the event was. ZigBee Publish Event Log.
	LoggedTime = &Stamp{Name: "EventTime", Clause: "ZigBee Publish Event Log"}
	// LoggedData is what else there is to say about the event. ZigBee Publish Event Log.
	LoggedData = &Octets{Name: "EventData", Clause: "ZigBee Publish Event Log"}
	// ClearedEventLogs are the logs that were cleared, one bit for each: 08 is the Event Log.
	// ZigBee Clear Event Log Response.
	ClearedEventLogs = &Slot[uint8]{
		Name: "ClearedEventsLogs", Base: 16, Clause: "ZigBee Clear Event Log Response",
		Codes: []Code{{Value: 0x00, Name: "none", Failed: true}, {Value: 0x08, Name: "Event Log"}},
	}
)

// Commands of the Events cluster.
var (
	getEventLog = ToServer("Get Event Log", zcl.Events, 0x00,
		U8(EventControlLogID), U16(EventID), U32(ReadFrom), U32(ReadTo), U8(NumberOfEvents),
		U16(EventOffset))

	clearEventLogRequest = ToServer("Clear Event Log Request", zcl.Events, 0x01, U8(LogID))

	publishEventLog = ToClient("Publish Event Log", zcl.Events, 0x01,
		U16(TotalEvents), U8(CommandIndex), U8(TotalCommands), U8(LogPayloadControl),
		Rest(LoggedEvents, U8(LogID), U16(EventID), U32(LoggedTime), Counted(LoggedData)))

	clearEventLogResponse = ToClient("Clear Event Log Response", zcl.Events, 0x02,
		U8(ClearedEventLogs))

	eventsCommands = []*ClusterCommand{
		getEventLog, clearEventLogRequest, publishEventLog, clearEventLogResponse,
	}
)
