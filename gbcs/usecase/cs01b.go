package usecase

// CS01b enters a UTRN into a GSME.
// GBCS mapping table row CS01b; sent by SRV 2.2.
var CS01b = &UseCase{
	Code:     "CS01b",
	Title:    "Apply Prepayment Top Up to a GSME",
	Message:  0x0097,
	On:       GSME,
	Category: NonCritical,
	By:       Supplier,
	Replay:   true,
	Dated:    true,
	SRVs:     []string{"2.2"},
	Command: Frames{
		Send(consumerTopUp, OriginatingDevice.Is(0)).Replies(consumerTopUpResponse),
	},
	Clause: "GBCS mapping table row CS01b",
}
