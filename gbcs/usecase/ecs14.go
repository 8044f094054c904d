package usecase

// ECS14 takes the Privacy PIN off an ESME.
// GBCS mapping table row ECS14; sent by SRV 3.5.
var ECS14 = &UseCase{
	Code:     "ECS14",
	Title:    "Disable Privacy PIN Protection on ESME",
	Message:  0x0023,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"3.5"},
	Command:  Access{Set(privacyPINProtection)},
	Clause:   "GBCS mapping table row ECS14",
}
