package usecase

import "github.com/mains-energy/mains/gbcs"

// SupplyInterrupted is when the supply of an ESME was lost. GBCS ECS80.
var SupplyInterrupted = &Moment{Name: "SupplyInterrupted", Clause: "GBCS ECS80"}

// SupplyRestored is when the supply of an ESME came back. GBCS ECS80.
var SupplyRestored = &Moment{Name: "SupplyRestored", Clause: "GBCS ECS80"}

// ECS80 tells the Network Operator that the supply of an ESME is back, and since when it
// had been gone. The odd codes are for outages below three minutes.
// GBCS mapping table row ECS80.
var ECS80 = &UseCase{
	Code:     "ECS80",
	Title:    "Supply Outage Restore Alert from ESME",
	Message:  0x0067,
	On:       ESME,
	Category: CriticalAlert,
	By:       Supplier | NetworkOperator,
	Alert: &Report{
		Notation: DLMS,
		Codes: []gbcs.AlertCode{
			0x8F35, 0x8F36, 0x8F37, 0x8F38, 0x8F39, 0x8F3A, 0x8F3B, 0x8F3C,
		},
		Content: Struct{SupplyInterrupted, SupplyRestored},
	},
	MMC: Shown{In: "SupplyOutageRestoreAlert", As: Paths{
		SupplyInterrupted: "interruptionValue", SupplyRestored: "restorationValue",
	}},
	Clause: "GBCS mapping table row ECS80",
}
