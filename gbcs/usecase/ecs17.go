package usecase

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
	Clause:   "GBCS mapping table row ECS17b",
}
