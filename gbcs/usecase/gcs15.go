package usecase

// GCS15b reads the registers that a GSME kept when its mode, Supplier or tariff changed,
// for the reader only. Each frame asks for one of at most twelve records.
// GBCS mapping table row GCS15b; sent by SRV 4.4.2.
var GCS15b = &UseCase{
	Code:     "GCS15b",
	Title:    "Read GSME Billing Data Log (change of mode / tariff triggered)",
	Message:  0x00C3,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.4.2"},
	Command: Frames{
		Send(getPrepaySnapshot, SnapshotCause.Is(0x6008)).Times(12, SnapshotOffset).
			Replies(publishPrepaySnapshot).Encrypts().NoDefault(),
		Send(getSnapshot, SnapshotCause.Is(0x6008)).Times(12, SnapshotOffset).
			Replies(publishSnapshot).Encrypts().NoDefault(),
	},
	MMC: Shown{
		In: "Gas", Each: []string{"LogEntryPrepaymentData", "LogEntryConsumptionRegister"},
		As: shownGasBillingRecord.with(shownGasBalanceRecord, Paths{
			CurrentSummationDelivered: "ConsumptionRegister",
		}),
	},
	Clause: "GBCS mapping table row GCS15b",
}

// GCS15c reads the registers that a GSME kept at the end of billing periods, for the
// reader only. Each frame asks for one of at most twelve records.
// GBCS mapping table row GCS15c; sent by SRV 4.4.3.
var GCS15c = &UseCase{
	Code:     "GCS15c",
	Title:    "Read GSME Billing Data Log (billing calendar triggered)",
	Message:  0x0076,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.4.3"},
	Command: Frames{
		Send(getSnapshot, SnapshotCause.Is(0x0002)).Times(12, SnapshotOffset).
			Replies(publishSnapshot).Encrypts().NoDefault(),
		Send(getPrepaySnapshot, SnapshotCause.Is(0x0002)).Times(12, SnapshotOffset).
			Replies(publishPrepaySnapshot).Encrypts().NoDefault(),
	},
	MMC: Shown{
		In:   "Gas",
		Each: []string{"GSMEBillingDataLogEntry", "GSMEBillingPrepaymentDataLogEntry"},
		As:   shownGasBillingRecord.with(shownGasBalanceRecord),
	},
	Clause: "GBCS mapping table row GCS15c",
}

// GCS15d reads the log of what top-ups paid of the debt, for the reader only.
// GBCS mapping table row GCS15d; sent by SRV 4.4.4.
var GCS15d = &UseCase{
	Code:     "GCS15d",
	Title:    "Read GSME Billing Data Log (payment-based debt payments)",
	Message:  0x00C4,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.4.4"},
	Command: Frames{
		Send(getDebtRepaymentLog, NumberOfDebts.Is(10), DebtType.Is(2)).From(ReadFrom).
			Replies(publishDebtLog).Encrypts().NoDefault(),
	},
	MMC: Shown{As: Paths{
		DebtPayments: "PaymentBasedDebtRepayment/LogEntry", DebtCollectedTime: "Timestamp",
		DebtCollected: "Amount", DebtType: Hidden, DebtOutstanding: Hidden,
	}},
	Clause: "GBCS mapping table row GCS15d",
}

// GCS15e reads the log of top-ups.
// GBCS mapping table row GCS15e; sent by SRV 4.4.5.
var GCS15e = &UseCase{
	Code:     "GCS15e",
	Title:    "Read GSME Billing Data Log (prepayment credits)",
	Message:  0x00C5,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.4.5"},
	Command: Frames{
		Send(getTopUpLog, NumberOfTopUps.Is(5)).From(ReadFrom).
			Replies(publishTopUpLog).NoDefault(),
	},
	MMC: Shown{As: Paths{
		TopUps: "PrepaymentCredits/LogEntry", TopUpTime: "Timestamp", TopUpAmount: "Amount",
		UTRN: Hidden,
	}},
	Clause: "GBCS mapping table row GCS15e",
}
