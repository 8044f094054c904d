package usecase

// GCS11 takes the Privacy PIN off a GSME.
// GBCS mapping table row GCS11; sent by SRV 3.5.
var GCS11 = &UseCase{
	Code:     "GCS11",
	Title:    "Disable Privacy PIN Protection on GSME",
	Message:  0x0073,
	On:       GSME,
	Category: NonCritical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"3.5"},
	Command: Frames{
		Send(requestNewPasswordResponse, GasStartTime.Is(0), PasswordDuration.Is(0),
			PasswordType.Is(2), Password.Is("")),
	},
	Clause: "GBCS mapping table row GCS11",
}
