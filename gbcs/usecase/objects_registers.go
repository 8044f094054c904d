package usecase

// ActiveImport is the ActiveImportRegister of an ESME: energy taken from the network.
// SMETS2 ActiveImportRegister.
var ActiveImport = &Slot[uint32]{
	Name: "ActiveImportRegister", Unit: WattHours, Clause: "SMETS2 ActiveImportRegister",
}

// ReactiveImport is the ReactiveImportRegister of an ESME.
// SMETS2 ReactiveImportRegister.
var ReactiveImport = &Slot[uint32]{
	Name: "ReactiveImportRegister", Unit: VarHours, Clause: "SMETS2 ReactiveImportRegister",
}

// SecondaryActiveImport is the register of the second element of a twin-element ESME.
// SMETS2 SecondaryActiveImportRegister.
var SecondaryActiveImport = &Slot[uint32]{
	Name: "SecondaryActiveImportRegister", Unit: WattHours,
	Clause: "SMETS2 SecondaryActiveImportRegister",
}

// The import registers, which are read together and encrypted.
var (
	importRegisterCollection = Protection(LN{0, 0, 43, 2, 8, 255})

	importRegisters = Attr(Data, LN{0, 0, 94, 44, 34, 10}, 2, Struct{
		ActiveImport, ScalerUnit(ActiveImport, SecondaryActiveImport),
		ReactiveImport, ScalerUnit(ReactiveImport),
		Optional{SecondaryActiveImport},
	})
)

// ActiveExport is the ActiveExportRegister of an ESME: energy given to the network.
// SMETS2 ActiveExportRegister.
var ActiveExport = &Slot[uint32]{
	Name: "ActiveExportRegister", Unit: WattHours, Clause: "SMETS2 ActiveExportRegister",
}

// ReactiveExport is the ReactiveExportRegister of an ESME.
// SMETS2 ReactiveExportRegister.
var ReactiveExport = &Slot[uint32]{
	Name: "ReactiveExportRegister", Unit: VarHours, Clause: "SMETS2 ReactiveExportRegister",
}

// The export registers.
var (
	exportActive   = LN{1, 0, 2, 8, 0, 255}
	exportReactive = LN{1, 0, 4, 8, 0, 255}

	activeExport       = Attr(RegisterClass, exportActive, 2, ActiveExport)
	activeExportUnit   = Attr(RegisterClass, exportActive, 3, ScalerUnit(ActiveExport))
	reactiveExport     = Attr(RegisterClass, exportReactive, 2, ReactiveExport)
	reactiveExportUnit = Attr(RegisterClass, exportReactive, 3, ScalerUnit(ReactiveExport))
)

// ActivePowerImport is the power that an ESME measures now, of all elements, in watts.
// SMETS2 ActivePowerImport.
var ActivePowerImport = &Slot[uint32]{
	Name: "ActivePowerImport", Unit: Watts, Clause: "SMETS2 ActivePowerImport",
}

// PrimaryActivePowerImport is the power that the primary element measures now, in watts.
// SMETS2 PrimaryActivePowerImport.
var PrimaryActivePowerImport = &Slot[uint32]{
	Name: "PrimaryActivePowerImport", Unit: Watts, Clause: "SMETS2 PrimaryActivePowerImport",
}

var powerImportCollection = Attr(Data, LN{0, 0, 94, 44, 34, 20}, 2, Struct{
	ActivePowerImport, ScalerUnit(ActivePowerImport, PrimaryActivePowerImport),
	PrimaryActivePowerImport,
})

// TOURegister is one register of a matrix of time-of-use registers, energy.
// SMETS2 TariffTOURegisterMatrix.
var TOURegister = &Slot[uint32]{
	Name: "TOURegisterMatrixValue", Unit: WattHours, Clause: "SMETS2 TariffTOURegisterMatrix",
}

// TOURegisters are the 48 time-of-use registers of the primary element, in the order of
// their numbers. An element is a [TOURegister]. SMETS2 TariffTOURegisterMatrix.
var TOURegisters = &List{
	Name: "TariffTOURegisterMatrix", Of: TOURegister, Min: 48, Max: 48,
	Clause: "SMETS2 TariffTOURegisterMatrix",
}

// SecondaryTOURegisters are the 4 time-of-use registers of the second element. An element
// is a [TOURegister]. SMETS2 SecondaryTariffTOURegisterMatrix.
var SecondaryTOURegisters = &List{
	Name: "SecondaryTariffTOURegisterMatrix", Of: TOURegister, Min: 4, Max: 4,
	Clause: "SMETS2 SecondaryTariffTOURegisterMatrix",
}

// The time-of-use registers, which are read together and encrypted.
var (
	touRegisterCollection = Protection(LN{0, 0, 43, 2, 9, 255})

	touRegisters = Attr(Data, LN{0, 0, 94, 44, 34, 1}, 2, Struct{
		TOURegisters, Optional{SecondaryTOURegisters},
	})
)

// BlockRegister is one register or counter of a tariff with blocks, energy.
// SMETS2 TariffTOUBlockRegisterMatrix.
var BlockRegister = &Slot[uint32]{
	Name: "BlockRegisterMatrixValue", Unit: WattHours,
	Clause: "SMETS2 TariffTOUBlockRegisterMatrix",
}

// BlockRegisters are the registers and counters of the four blocks: for each block in turn
// the registers of the times of use 1 to 8, then their counters. An element is a
// [BlockRegister]. SMETS2 TariffTOUBlockRegisterMatrix and TariffBlockCounterMatrix.
var BlockRegisters = &List{
	Name: "TariffBlockTOURegisterCollection", Of: BlockRegister, Min: 64, Max: 64,
	Clause: "SMETS2 TariffTOUBlockRegisterMatrix and TariffBlockCounterMatrix",
}

// The registers with blocks, which are read together and encrypted.
var (
	blockRegisterCollection = Protection(LN{0, 0, 43, 2, 10, 255})

	blockRegisters = Attr(Data, LN{0, 0, 94, 44, 34, 2}, 2, Struct{BlockRegisters})
)
