package usecase

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
	By:       NetworkOperator | Supplier,
	Alert: &Report{
		Notation: DLMS,
		Codes: []AlertCode{
			{0x8F35, "Supply Outage Restored"},
			{0x8F36, "Supply Outage Restored - Outage >= 3 minutes"},
			{0x8F37, "Supply Outage Restored on Phase 1"},
			{0x8F38, "Supply Outage Restored on Phase 1 - Outage >= 3 minutes"},
			{0x8F39, "Supply Outage Restored on Phase 2"},
			{0x8F3A, "Supply Outage Restored on Phase 2 - Outage >= 3 minutes"},
			{0x8F3B, "Supply Outage Restored on Phase 3"},
			{0x8F3C, "Supply Outage Restored on Phase 3 - Outage >= 3 minutes"},
		},
		Content: Struct{SupplyInterrupted, SupplyRestored},
	},
	Clause: "GBCS mapping table row ECS80",
}
