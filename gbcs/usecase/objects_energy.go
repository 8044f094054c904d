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
