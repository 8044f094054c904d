package usecase

// ECS12 tells an ESME when the tenancy changed, before which nobody in the home may read
// its logs.
// GBCS mapping table row ECS12; sent by SRV 3.2.
var ECS12 = &UseCase{
	Code:     "ECS12",
	Title:    "Set Change of Tenancy date on ESME",
	Message:  0x0022,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"3.2"},
	Command:  Access{Set(restrictionDateTime)},
	Clause:   "GBCS mapping table row ECS12",
}
