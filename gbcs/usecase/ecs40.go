package usecase

// ECS40 reads the MPANs of an ESME.
// GBCS mapping table row ECS40; sent by SRV 6.2.7.
var ECS40 = &UseCase{
	Code:     "ECS40",
	Title:    "Read MPAN Value on the ESME",
	Message:  0x004E,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.2.7"},
	Command: Access{
		Get(importMPANs), Get(exportMPAN),
	},
	MMC: Shown{
		As: Paths{ExportMPAN: "Electricity/ExportMPAN"}, By: Writers{ImportMPANs: showMPANs},
	},
	Clause: "GBCS mapping table row ECS40",
}
