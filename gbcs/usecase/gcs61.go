package usecase

// GCS61 reads the daily consumption that a Gas Proxy Function holds, for the reader only.
// GBCS mapping table row GCS61; sent by SRV 4.17.
var GCS61 = &UseCase{
	Code:     "GCS61",
	Title:    "Read gas Daily Consumption Log",
	Message:  0x00A0,
	On:       GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"4.17"},
	Command: Frames{
		Send(getSampledData, SampleID.Is(1), SampleType.Is(0)).
			Replies(getSampledDataResponse).Encrypts().NoDefault(),
	},
	MMC:    Shown{In: "Gas", As: samplesHidden, Whole: showSamples("LogEntry", "Value")},
	Clause: "GBCS mapping table row GCS61",
}
