package usecase

import "github.com/mains-energy/mains/zcl"

// CurrentSummationDelivered is the ConsumptionRegister of a GSME: gas volume, to be
// multiplied by the Multiplier, divided by the Divisor and counted in the Unit of
// Measure. SMETS2 ConsumptionRegister.
var CurrentSummationDelivered = &Slot[uint64]{
	Name: "CurrentSummationDelivered", Unit: CubicMetres, Max: 1<<48 - 1, Format: Formatted,
	Clause: "SMETS2 ConsumptionRegister",
}

// MeteringDivisor is the Divisor of a GSME's registers, 1 or more. ZigBee 0702/0302.
var MeteringDivisor = &Slot[uint32]{
	Name: "Divisor", Min: 1, Max: 1<<24 - 1, Format: IsDivisor, Clause: "ZigBee 0702/0302",
}

// MeteringMultiplier is the Multiplier of a GSME's registers, 1 or more. ZigBee 0702/0301.
var MeteringMultiplier = &Slot[uint32]{
	Name: "Multiplier", Min: 1, Max: 1<<24 - 1, Format: IsMultiplier, Clause: "ZigBee 0702/0301",
}

// UnitOfMeasure is what a GSME's registers count: 0 for kWh, 1 for m3. ZigBee 0702/0300.
var UnitOfMeasure = &Slot[uint8]{
	Name: "UnitOfMeasure", Format: IsUnit, Clause: "ZigBee 0702/0300",
	Codes: []Code{{Value: 0, Name: "kWh"}, {Value: 1, Name: "m3"}},
}

// Attributes of the Metering cluster.
var (
	currentSummationDelivered = ClusterAttr(zcl.Metering, 0x0000, zcl.TypeUint48,
		CurrentSummationDelivered)
	meteringUnitOfMeasure = ClusterAttr(zcl.Metering, 0x0300, zcl.TypeEnum8, UnitOfMeasure)
	meteringMultiplier    = ClusterAttr(zcl.Metering, 0x0301, zcl.TypeUint24, MeteringMultiplier)
	meteringDivisor       = ClusterAttr(zcl.Metering, 0x0302, zcl.TypeUint24, MeteringDivisor)
)
