package usecase

// ECS10 sends a message for the consumer to an ESME.
// GBCS mapping table row ECS10; sent by SRV 3.1.
var ECS10 = &UseCase{
	Code:     "ECS10",
	Title:    "Send Message to ESME",
	Message:  0x0021,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"3.1"},
	Command:  Access{Set(supplierMessage)},
	Clause:   "GBCS mapping table row ECS10",
}
