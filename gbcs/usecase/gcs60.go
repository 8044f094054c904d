package usecase

// gasBalances reads the balance of a GSME in credit mode, and that in prepayment mode.
var gasBalances = Frames{Read(meteringBillToDateDelivered), Read(prepaymentCreditRemaining)}

// GCS60 reads the balances of a GSME.
// GBCS mapping table row GCS60; sent by SRV 4.18.
var GCS60 = &UseCase{
	Code:     "GCS60",
	Title:    "Read Meter Balance for GSME",
	Message:  0x008D,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"4.18"},
	Command:  gasBalances,
	MMC:      shownGasMeterBalance,
	Note:     "GCS60a, of later versions of GBCS, also says when.",
	Clause:   "GBCS mapping table row GCS60",
}

// GCS60a reads the balances of a GSME, and says when.
// GBCS mapping table row GCS60a; sent by SRV 4.18.
var GCS60a = &UseCase{
	Code:     "GCS60a",
	Title:    "Read meter balance (GSME/GPF, with time)",
	Message:  0x012A,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier,
	Dated:    true,
	SRVs:     []string{"4.18"},
	Command:  gasBalances,
	MMC:      shownGasMeterBalance,
	Clause:   "GBCS mapping table row GCS60a",
}
