package usecase

// ECS18a reads the maximum demand of export of an ESME.
// GBCS mapping table row ECS18a; sent by SRV 4.12.2.
var ECS18a = &UseCase{
	Code:     "ECS18a",
	Title:    "Read Maximum Demand Registers (export)",
	Message:  0x002B,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator | AccessControlBroker,
	Dated:    true,
	SRVs:     []string{"4.12.2"},
	Command: Access{
		Get(MaximumDemandExport.lastReset), Get(MaximumDemandExport.value),
		Get(MaximumDemandExport.unit), Get(MaximumDemandExport.captured),
	},
	MMC:    Shown{As: shownDemand(MaximumDemandExport, "MaxDemandActiveEnergyExport")},
	Clause: "GBCS mapping table row ECS18a",
}

// ECS18b reads the maximum demand of import of an ESME, and the time period that one of the
// two registers is for.
// GBCS mapping table row ECS18b; sent by SRV 4.12.1.
var ECS18b = &UseCase{
	Code:     "ECS18b",
	Title:    "Read Maximum Demand Registers (import)",
	Message:  0x002C,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	Dated:    true,
	SRVs:     []string{"4.12.1"},
	Command: Access{
		Get(MaximumDemandPeriodImport.lastReset), Get(MaximumDemandImport.lastReset),
		Get(MaximumDemandImport.value), Get(MaximumDemandImport.unit),
		Get(MaximumDemandImport.captured), Get(MaximumDemandPeriodImport.value),
		Get(MaximumDemandPeriodImport.unit), Get(MaximumDemandPeriodImport.captured),
		Get(maximumDemandTimes),
	},
	MMC: Shown{
		As: shownDemand(MaximumDemandImport, "MaxDemandActiveEnergyImport").with(shownDemand(
			MaximumDemandPeriodImport, "MaxDemandConfigurableTimeActivePowerImport")),
		By: Writers{MaximumDemandTimes: showDemandTimes},
	},
	Clause: "GBCS mapping table row ECS18b",
}
