package usecase

// GCS17 reads the half-hourly consumption of a GSME, for the reader only.
// GBCS mapping table row GCS17; sent by SRV 4.8.1.
var GCS17 = &UseCase{
	Code:     "GCS17",
	Title:    "Read GSME Profile Data Log",
	Message:  0x0078,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"4.8.1"},
	Command: Frames{
		Send(getSampledData, SampleID.Is(0), SampleType.Is(0)).
			Replies(getSampledDataResponse).Encrypts().NoDefault(),
	},
	MMC:    Shown{As: samplesHidden, Whole: showSamples("LogEntry", "Gas/PrimaryValue")},
	Clause: "GBCS mapping table row GCS17",
}
