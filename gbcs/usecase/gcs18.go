package usecase

// GCS18 reads the samples of six minutes that [GCS31] began, for the reader only.
// GBCS mapping table row GCS18; sent by SRV 4.10.
var GCS18 = &UseCase{
	Code:     "GCS18",
	Title:    "Read Gas Network Data Log",
	Message:  0x0079,
	On:       GSME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.10"},
	Command: Frames{
		Send(getSampledData, SampleID.Is(2), ReadFrom.Is(1), SampleType.Is(0),
			NumberOfSamples.Is(41)).
			Replies(getSampledDataResponse).Encrypts(),
	},
	MMC: Shown{
		In: "Gas", As: samplesHidden, Whole: showSamples("NetworkDataLog/LogEntry", "Value"),
	},
	Clause: "GBCS mapping table row GCS18",
}
