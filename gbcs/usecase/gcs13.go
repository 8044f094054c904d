package usecase

import "github.com/mains-energy/mains/zcl"

// CurrentSummationDelivered is the ConsumptionRegister of a GSME: gas volume, to be
// multiplied by the Multiplier, divided by the Divisor and counted in the Unit of
// Measure. SMETS2 ConsumptionRegister.
var CurrentSummationDelivered = &Slot[uint64]{
	Name: "CurrentSummationDelivered", Unit: CubicMetres, Max: 1<<48 - 1, Format: Formatted,
}

// MeteringDivisor is the Divisor of a GSME's registers, 1 or more. ZigBee 0702/0302.
var MeteringDivisor = &Slot[uint32]{Name: "Divisor", Min: 1, Max: 1<<24 - 1, Format: IsDivisor}

// MeteringMultiplier is the Multiplier of a GSME's registers, 1 or more. ZigBee 0702/0301.
var MeteringMultiplier = &Slot[uint32]{
	Name: "Multiplier", Min: 1, Max: 1<<24 - 1, Format: IsMultiplier,
}

// UnitOfMeasure is what a GSME's registers count: 0 for kWh, 1 for m3. ZigBee 0702/0300.
var UnitOfMeasure = &Slot[uint8]{Name: "UnitOfMeasure", Format: IsUnit}

// GCS13a reads the consumption register of a GSME, from the meter or from the Gas Proxy
// Function, for the reader only.
// GBCS mapping table row GCS13a; sent by SRV 4.1.1.
var GCS13a = &UseCase{
	Code:     "GCS13a",
	Title:    "Read GSME Consumption Register",
	Message:  0x0074,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator,
	Dated:    true,
	Command: Frames{
		ReadSealed(zcl.Metering,
			Attr(0x0302, zcl.TypeUint24, MeteringDivisor),
			Attr(0x0301, zcl.TypeUint24, MeteringMultiplier),
			Attr(0x0300, zcl.TypeEnum8, UnitOfMeasure),
			Attr(0x0000, zcl.TypeUint48, CurrentSummationDelivered),
		),
	},
	Clause: "GBCS mapping table row GCS13a",
}
