package usecase

// GCS46 reads the MPRN of a GSME.
// GBCS mapping table row GCS46; sent by SRV 6.2.7.
var GCS46 = &UseCase{
	Code:     "GCS46",
	Title:    "Read MPRN on the GSME",
	Message:  0x0089,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.2.7"},
	Command:  Frames{Read(meteringSiteID)},
	MMC:      Shown{As: Paths{SiteID: "Gas/MPRN"}},
	Clause:   "GBCS mapping table row GCS46",
}
