package usecase

// ECS21a reads the import registers of an ESME at midnights, for the reader only.
// GBCS mapping table row ECS21a; sent by SRV 4.6.1.
var ECS21a = &UseCase{
	Code:     "ECS21a",
	Title:    "Read Electricity Daily Read Log (exc export)",
	Message:  0x0033,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.6.1"},
	Command:  Access{ProtectedLog(dailyReadLogProtection, dailyReadLog)},
	MMC: Shown{As: shownBlocks("Electricity/").with(Paths{
		DailyReadRecords:      "LogEntry",
		ActiveImport:          "Electricity/ElecActiveImportRegisterConsumption",
		SecondaryActiveImport: "Electricity/SecondaryActiveImportRegisterConsumption",
	})},
	Clause: "GBCS mapping table row ECS21a",
}

// ECS21b reads the balances and debts of an ESME at midnights, for the reader only.
// GBCS mapping table row ECS21b; sent by SRV 4.14.
var ECS21b = &UseCase{
	Code:     "ECS21b",
	Title:    "Read Electricity (Prepayment) Daily Read Log",
	Message:  0x0034,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.14"},
	Command:  Access{ProtectedLog(dailyBalanceLogProtection, dailyBalanceLog)},
	MMC: Shown{In: "Electricity", As: shownBalanceRecord.with(Paths{
		DailyBalanceRecords: "LogEntry",
	})},
	Clause: "GBCS mapping table row ECS21b",
}

// ECS21c reads the export register of an ESME at midnights.
// GBCS mapping table row ECS21c; sent by SRV 4.6.2.
var ECS21c = &UseCase{
	Code:     "ECS21c",
	Title:    "Read Electricity Daily Read Log (export only)",
	Message:  0x0035,
	On:       ESME,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"4.6.2"},
	Command:  Access{Select(dailyExportLog)},
	MMC: Shown{As: Paths{
		DailyExportRecords: "LogEntry", ActiveExport: "ActiveExportRegisterValue",
		RecordTime: "TimeStamp",
	}},
	Clause: "GBCS mapping table row ECS21c",
}
