package usecase

// ECS66 reads the energy that an ESME imported in days, for the reader only.
// GBCS mapping table row ECS66; sent by SRV 4.17.
var ECS66 = &UseCase{
	Code:     "ECS66",
	Title:    "Read ESME Daily Consumption Log",
	Message:  0x0060,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"4.17"},
	Command:  Access{ProtectedLog(dailyConsumptionLogProtection, dailyConsumptionLog)},
	MMC:      Shown{In: "Electricity", As: Paths{DailyConsumptionRecords: "LogEntry"}},
	Clause:   "GBCS mapping table row ECS66",
}
