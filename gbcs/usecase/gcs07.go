package usecase

// GCS07 sends a message to the consumer.
// GBCS mapping table row GCS07; sent by SRV 3.1.
var GCS07 = &UseCase{
	Code:      "GCS07",
	Title:     "Send Message to GSME",
	Message:   0x0071,
	On:        GSME,
	Category:  NonCritical,
	By:        Supplier,
	TappedOff: true,
	SRVs:      []string{"3.1"},
	Command: Frames{
		Send(displayMessage, MessageControl.Is(0), MessageDuration.Is(0xFFFF)),
	},
	Clause: "GBCS mapping table row GCS07",
}
