package usecase

// GCS09 hides from displays in the home what a Gas Proxy Function holds from before a
// change of tenancy.
// GBCS mapping table row GCS09; sent by SRV 3.2.
var GCS09 = &UseCase{
	Code:     "GCS09",
	Title:    "Set Change of Tenancy date on GPF",
	Message:  0x0072,
	On:       GPF,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"3.2"},
	Command: Frames{
		Send(publishChangeOfTenancy, ProviderID.Is(0), TariffType.Is(0),
			TenancyChangeControl.Is(0x00000200)),
	},
	Clause: "GBCS mapping table row GCS09",
}
