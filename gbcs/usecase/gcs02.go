package usecase

// GCS02 puts a GSME into credit mode.
// GBCS mapping table row GCS02; sent by SRV 1.6.
var GCS02 = &UseCase{
	Code:        "GCS02",
	Title:       "Set GSME Payment Mode to Credit",
	Message:     0x006C,
	On:          GSME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"1.6"},
	Command: Frames{
		Send(changePaymentMode, ProviderID.Is(0), PaymentControlConfiguration.Is(0x0C94),
			CutOffValue.Is(-1)).
			Replies(changePaymentModeResponse).NoDefault(),
	},
	Clause: "GBCS mapping table row GCS02",
}
