package usecase

// GCS03 puts a GSME into prepayment mode, with the balance at which it cuts off.
// GBCS mapping table row GCS03; sent by SRV 1.6.
var GCS03 = &UseCase{
	Code:        "GCS03",
	Title:       "Set GSME Payment Mode to Prepayment",
	Message:     0x006D,
	On:          GSME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"1.6"},
	Command: Frames{
		Send(changePaymentMode, ProviderID.Is(0)).
			Replies(changePaymentModeResponse).NoDefault(),
	},
	Clause: "GBCS mapping table row GCS03",
}
