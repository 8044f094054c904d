package usecase

// ReadLogResponseCode says whether a Device could read its log. GBCS CS07.
var ReadLogResponseCode = &Slot[uint8]{
	Name: "readLogResponseCode", Clause: "GBCS CS07", Closed: true,
	Codes: []Code{{Value: 0, Name: "success"}, {Value: 1, Name: "readFailure", Failed: true}},
}

// CS07 reads which Devices a Device communicates with.
//
//	Command   NULL
//	Response  SEQUENCE { responseCode INTEGER, [SEQUENCE OF entries] }
//
// GBCS mapping table row CS07; sent by SRV 8.9.
var CS07 = &UseCase{
	Code:     "CS07",
	Title:    "Read Device Join Details",
	Message:  0x0013,
	On:       ESME | GSME | GPF | HCALCS | PPMID,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"8.9"},
	Command: DER{
		Command: Null("read the log"),
		Answer:  Seq{Integer(ReadLogResponseCode), Opt{deviceLog}},
	},
	MMC: Shown{As: Paths{
		ReadLogResponseCode: Hidden, DeviceLogEntries: "DeviceLogEntries/LogEntry",
	}},
	Clause: "GBCS mapping table row CS07",
}
