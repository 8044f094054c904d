package usecase

// GCS31 has a GSME sample its consumption every six minutes, for four hours.
// GBCS mapping table row GCS31; sent by SRV 14.1.
var GCS31 = &UseCase{
	Code:     "GCS31",
	Title:    "Start Network Data Log on GSME",
	Message:  0x0080,
	On:       GSME,
	Category: NonCritical,
	By:       AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"14.1"},
	Command: Frames{
		Send(startSampling, GasStartTime.Is(0), SampleType.Is(0), SampleInterval.Is(360),
			MaxNumberOfSamples.Is(41)).
			Replies(startSamplingResponse),
	},
	Clause: "GBCS mapping table row GCS31",
}
