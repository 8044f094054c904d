package usecase

// UnjoinResponseCode says how unjoining went. GBCS CS04.
var UnjoinResponseCode = &Slot[uint8]{
	Name: "unjoinResponseCode", Clause: "GBCS CS04", Closed: true,
	Codes: []Code{
		{Value: 0, Name: "success"},
		{Value: 1, Name: "otherDeviceNotInDeviceLog", Failed: true},
		{Value: 2, Name: "otherFailure", Failed: true},
	},
}

// unjoinDevice is the Command of all methods, and its Response.
//
//	Command   OCTET STRING(8), the Device to part from
//	Response  INTEGER
//
// GBCS CS04.
var unjoinDevice = DER{
	Command: OctetString(OtherDeviceID),
	Answer:  Integer(UnjoinResponseCode),
}

// CS04AC takes a Device that was joined by method A or C out of the log, and its key away.
// GBCS mapping table row CS04AC; sent by SRV 8.8.1, 8.8.2.
var CS04AC = &UseCase{
	Code:     "CS04AC",
	Title:    "Method A or C Unjoin",
	Message:  0x000F,
	On:       ESME | GSME | HCALCS | PPMID | SAPC,
	Category: Critical,
	By:       Supplier | AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"8.8.1", "8.8.2"},
	Command:  unjoinDevice,
	Note:     "To a PPMID it goes in the name of the Access Control Broker, which signs.",
	Clause:   "GBCS mapping table row CS04AC",
}

// CS04B takes a Device that was joined by method B out of the log.
// GBCS mapping table row CS04B; sent by SRV 8.8.2.
var CS04B = &UseCase{
	Code:     "CS04B",
	Title:    "Method B Unjoin",
	Message:  0x0010,
	On:       ESME | GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"8.8.2"},
	Command:  unjoinDevice,
	Clause:   "GBCS mapping table row CS04B",
}
