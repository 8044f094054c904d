package usecase

// PCS01 enters a UTRN into a GSME, from the PPMID of its home.
// GBCS mapping table row PCS01.
var PCS01 = &UseCase{
	Code:     "PCS01",
	Title:    "Apply Prepayment Top Up to a GSME using PPMID",
	Message:  0x009B,
	On:       GSME,
	Category: HANOnly,
	Replay:   true,
	Command: Frames{
		Send(consumerTopUp, OriginatingDevice.Is(2)).Replies(consumerTopUpResponse),
	},
	Note:   "It comes from the PPMID of the home.",
	Clause: "GBCS mapping table row PCS01",
}
