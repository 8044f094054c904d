package usecase

// ECS35a reads the Event Log of an ESME.
// GBCS mapping table row ECS35a; sent by SRV 6.13.
var ECS35a = &UseCase{
	Code:     "ECS35a",
	Title:    "Read ESME Event Log",
	Message:  0x0048,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.13"},
	Command:  Access{Select(eventLog)},
	MMC:      Shown{As: Paths{EventRecords: "Log/LogEntry"}, By: shownEvents},
	Clause:   "GBCS mapping table row ECS35a",
}

// ECS35b reads the Security Log of an ESME.
// GBCS mapping table row ECS35b; sent by SRV 6.13.
var ECS35b = &UseCase{
	Code:     "ECS35b",
	Title:    "Read ESME Security Log",
	Message:  0x0049,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.13"},
	Command:  Access{Select(securityLog)},
	MMC:      Shown{As: Paths{SecurityRecords: "Log/LogEntry"}, By: shownEvents},
	Clause:   "GBCS mapping table row ECS35b",
}

// ECS35c reads the Event Log of a CHF.
// GBCS mapping table row ECS35c; sent by SRV 6.13.
var ECS35c = &UseCase{
	Code:     "ECS35c",
	Title:    "Read CHF Event Log",
	Message:  0x0093,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"6.13"},
	Command:  Access{Select(eventLog)},
	MMC:      Shown{As: Paths{EventRecords: "Log/LogEntry"}, By: shownEvents},
	Clause:   "GBCS mapping table row ECS35c",
}

// ECS35d reads the Security Log of a CHF.
// GBCS mapping table row ECS35d; sent by SRV 6.13.
var ECS35d = &UseCase{
	Code:     "ECS35d",
	Title:    "Read CHF Security Log",
	Message:  0x0094,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"6.13"},
	Command:  Access{Select(securityLog)},
	MMC:      Shown{As: Paths{SecurityRecords: "Log/LogEntry"}, By: shownEvents},
	Clause:   "GBCS mapping table row ECS35d",
}

// ECS35e reads the Power Event Log of an ESME.
// GBCS mapping table row ECS35e; sent by SRV 6.13.
var ECS35e = &UseCase{
	Code:     "ECS35e",
	Title:    "Read ESME Power Event Log",
	Message:  0x00B9,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.13"},
	Command:  Access{Select(powerEventLog)},
	MMC:      Shown{As: Paths{PowerEventRecords: "Log/LogEntry"}, By: shownEvents},
	Clause:   "GBCS mapping table row ECS35e",
}

// ECS35f reads what an earlier ESME had its auxiliary load control switches do.
// GBCS mapping table row ECS35f; sent by SRV 6.13.
var ECS35f = &UseCase{
	Code:     "ECS35f",
	Title:    "Read ALCS Event Log",
	Message:  0x00BA,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.13"},
	Command:  Access{Select(auxiliaryControllerLog)},
	MMC: Shown{
		As: Paths{AuxiliaryControllerRecords: "ALCSEvent/ALCSEventLogEntry"},
		By: Writers{RecordAction: showAction},
	},
	Note:   "ECS35g has taken its place.",
	Clause: "GBCS mapping table row ECS35f",
}

// ECS35g reads what an ESME had its auxiliary controllers do.
// GBCS mapping table row ECS35g; sent by SRV 6.13.
var ECS35g = &UseCase{
	Code:     "ECS35g",
	Title:    "Read Auxiliary Controller Event Log",
	Message:  0x00FD,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | LoadController,
	SRVs:     []string{"6.13"},
	Command:  Access{Select(auxiliaryControllerLog)},
	MMC: Shown{
		As: Paths{AuxiliaryControllerRecords: "ALCSEvent/ALCSEventLogEntry"},
		By: Writers{RecordAction: showAction},
	},
	Clause: "GBCS mapping table row ECS35g",
}
