package usecase

// ECS16 tells an ESME the name and the telephone number of the Supplier.
// GBCS mapping table row ECS16; sent by SRV 3.4.
var ECS16 = &UseCase{
	Code:     "ECS16",
	Title:    "Write Supplier Contact Details on ESME",
	Message:  0x0025,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"3.4"},
	Command:  Access{Set(supplierTelephoneNumber), Set(supplierName)},
	Clause:   "GBCS mapping table row ECS16",
}
