package usecase

import "github.com/mains-energy/mains/gbcs"

// ECS68 pushes the import registers of an ESME at the end of a billing period, for the reader
// only.
// GBCS mapping table row ECS68.
var ECS68 = &UseCase{
	Code:     "ECS68",
	Title:    "ESME Critical Sensitive Alert (Billing Data Log)",
	Message:  0x0061,
	On:       ESME,
	Category: CriticalAlert,
	By:       Supplier,
	Alert: &Report{
		Notation: DLMS,
		Codes:    []gbcs.AlertCode{0x8F0A},
		Sealed:   []*Object{billingLog},
	},
	MMC: Shown{In: "BillingDataLogDeviceAlert", As: shownBillingRecord.with(Paths{
		BillingRecords: "ESMEBillingDataLogEntry",
	})},
	Clause: "GBCS mapping table row ECS68",
}
