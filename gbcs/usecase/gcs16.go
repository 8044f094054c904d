package usecase

// GCS16a reads the daily readings of a GSME, for the reader only. Each frame asks for one
// of at most 31 records.
// GBCS mapping table row GCS16a; sent by SRV 4.6.1.
var GCS16a = &UseCase{
	Code:     "GCS16a",
	Title:    "Read GSME Daily Read log(s)",
	Message:  0x0077,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.6.1"},
	Command: Frames{
		Send(getSnapshot, SnapshotCause.Is(0x0001)).Times(31, SnapshotOffset).
			Replies(publishSnapshot).Encrypts().NoDefault(),
	},
	MMC: Shown{Each: []string{"LogEntry"}, As: Paths{
		SnapshotTime:              "Timestamp",
		CurrentSummationDelivered: "Gas/GasActiveImportRegisterConsumption",
		TierSummations:            "Gas/TariffTOURegisterMatrix",
		BlockSummations:           "Gas/TariffBlockCounterMatrix",
	}},
	Clause: "GBCS mapping table row GCS16a",
}

// GCS16b reads the daily balances of a GSME, for the reader only. Each frame asks for one
// of at most 31 records.
// GBCS mapping table row GCS16b; sent by SRV 4.14.
var GCS16b = &UseCase{
	Code:     "GCS16b",
	Title:    "Read GSME Daily Read log(s) (prepayment)",
	Message:  0x0096,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.14"},
	Command: Frames{
		Send(getPrepaySnapshot, SnapshotCause.Is(0x0001)).Times(31, SnapshotOffset).
			Replies(publishPrepaySnapshot).Encrypts().NoDefault(),
	},
	MMC:    Shown{In: "Gas", Each: []string{"LogEntry"}, As: shownGasBalanceRecord},
	Clause: "GBCS mapping table row GCS16b",
}
