package usecase

// ECS22a reads the energy that an ESME exported in half hours.
// GBCS mapping table row ECS22a; sent by SRV 4.8.3.
var ECS22a = &UseCase{
	Code:     "ECS22a",
	Title:    "Read Electricity Half Hour Profile Data (export)",
	Message:  0x0036,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator | AccessControlBroker,
	SRVs:     []string{"4.8.3"},
	Command:  Access{Select(exportProfile)},
	MMC:      Shown{As: Paths{ExportProfileRecords: "LogEntry"}},
	Clause:   "GBCS mapping table row ECS22a",
}

// ECS22b reads the active energy that an ESME imported in half hours, for the reader only.
// GBCS mapping table row ECS22b; sent by SRV 4.8.1.
var ECS22b = &UseCase{
	Code:     "ECS22b",
	Title:    "Read Electricity Half Hour Profile Data (active import)",
	Message:  0x0037,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"4.8.1"},
	Command:  Access{ProtectedLog(importProfileProtection, importProfile)},
	MMC: Shown{As: Paths{
		ImportProfileRecords: "LogEntry", RecordImported: "Electricity/PrimaryValue",
		RecordSecondaryImported: "Electricity/SecondaryValue",
	}},
	Clause: "GBCS mapping table row ECS22b",
}

// ECS22c reads the reactive energy that an ESME imported in half hours.
// GBCS mapping table row ECS22c; sent by SRV 4.8.2.
var ECS22c = &UseCase{
	Code:     "ECS22c",
	Title:    "Read Electricity Half Hour Profile Data (reactive import)",
	Message:  0x0038,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"4.8.2"},
	Command:  Access{Select(reactiveProfile)},
	MMC:      Shown{As: Paths{ReactiveProfileRecords: "LogEntry"}},
	Clause:   "GBCS mapping table row ECS22c",
}
