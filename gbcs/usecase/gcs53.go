package usecase

import "github.com/mains-energy/mains/gbcs"

// GCS53 is the record that a GSME has just put into its Billing Data Log at the end of a
// billing period, for the Supplier only.
// GBCS mapping table row GCS53.
var GCS53 = &UseCase{
	Code:     "GCS53",
	Title:    "Push Billing Data Log as an Alert",
	Message:  0x008B,
	On:       GSME,
	Category: CriticalAlert,
	By:       Supplier,
	Alert: &Report{
		Notation:  GBZ,
		Codes:     []gbcs.AlertCode{0x8F0A},
		Component: Send(getSnapshot).Replies(publishSnapshot).Encrypts().NoDefault().Pushed(),
	},
	MMC: Shown{
		In: "BillingDataLogDeviceAlert/GSMEBillingDataLogEntry", As: shownGasBillingRecord,
	},
	Clause: "GBCS mapping table row GCS53",
}
