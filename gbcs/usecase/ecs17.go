package usecase

// ECS17a reads the export registers of an ESME.
// GBCS mapping table row ECS17a; sent by SRV 4.2.
var ECS17a = &UseCase{
	Code:     "ECS17a",
	Title:    "Read ESME Energy Registers (Export Energy)",
	Message:  0x0026,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator | AccessControlBroker,
	Dated:    true,
	SRVs:     []string{"4.2"},
	Command: Access{
		Get(activeExport), Get(activeExportUnit),
		Get(reactiveExport), Get(reactiveExportUnit),
	},
	Clause: "GBCS mapping table row ECS17a",
}

// ECS17b reads the import registers of an ESME, for the reader only.
// GBCS mapping table row ECS17b; sent by SRV 4.1.1.
var ECS17b = &UseCase{
	Code:     "ECS17b",
	Title:    "Read ESME Energy Registers (Import Energy)",
	Message:  0x0027,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator,
	Dated:    true,
	SRVs:     []string{"4.1.1"},
	Command:  Access{Protected(importRegisterCollection, importRegisters)},
	MMC:      Shown{In: "Electricity"},
	Clause:   "GBCS mapping table row ECS17b",
}

// ECS17c reads the power that an ESME imports now.
// GBCS mapping table row ECS17c; sent by SRV 4.16.
var ECS17c = &UseCase{
	Code:     "ECS17c",
	Title:    "Read ESME Energy Registers (Power)",
	Message:  0x0028,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	Dated:    true,
	SRVs:     []string{"4.16"},
	Command:  Access{Get(powerImportCollection)},
	MMC:      Shown{As: Paths{PrimaryActivePowerImport: "PrimaryActivePowerImportValue"}},
	Clause:   "GBCS mapping table row ECS17c",
}

// ECS17d reads the time-of-use registers of an ESME, for the reader only.
// GBCS mapping table row ECS17d; sent by SRV 4.1.2.
var ECS17d = &UseCase{
	Code:     "ECS17d",
	Title:    "Read ESME Energy Register (TOU)",
	Message:  0x0029,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator,
	Dated:    true,
	SRVs:     []string{"4.1.2"},
	Command:  Access{Protected(touRegisterCollection, touRegisters)},
	MMC: Shown{In: "Electricity/TariffTOURegisterCollection", As: Paths{
		TOURegisters: "TOUPrimaryRegisterValue", SecondaryTOURegisters: "TOUSecondRegisterValue",
	}},
	Clause: "GBCS mapping table row ECS17d",
}

// ECS17e reads the registers and counters of an ESME whose tariff has blocks, for the reader
// only.
// GBCS mapping table row ECS17e; sent by SRV 4.1.3.
var ECS17e = &UseCase{
	Code:     "ECS17e",
	Title:    "Read ESME Energy Register (TOU with Blocks)",
	Message:  0x002A,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator,
	Dated:    true,
	SRVs:     []string{"4.1.3"},
	Command:  Access{Protected(blockRegisterCollection, blockRegisters)},
	MMC:      Shown{By: Writers{BlockRegisters: showBlockRegisters}},
	Clause:   "GBCS mapping table row ECS17e",
}
