package usecase

// ActiveImport is the ActiveImportRegister of an ESME: energy taken from the network.
// SMETS2 ActiveImportRegister.
var ActiveImport = &Slot[uint32]{Name: "ActiveImportRegister", Unit: WattHours}

// ReactiveImport is the ReactiveImportRegister of an ESME.
// SMETS2 ReactiveImportRegister.
var ReactiveImport = &Slot[uint32]{Name: "ReactiveImportRegister", Unit: VarHours}

// SecondaryActiveImport is the register of the second element of a twin-element ESME.
// SMETS2 SecondaryActiveImportRegister.
var SecondaryActiveImport = &Slot[uint32]{Name: "SecondaryActiveImportRegister", Unit: WattHours}

// ECS17b reads the import registers of an ESME, for the reader only.
// GBCS mapping table row ECS17b; sent by SRV 4.1.1.
var ECS17b = &UseCase{
	Code:     "ECS17b",
	Title:    "Read ESME Energy Registers (Import Energy)",
	Message:  0x0027,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator,
	Dated:    true,
	Command: Access{
		Protected(LN{0, 0, 43, 2, 8, 255}, At(Data, LN{0, 0, 94, 44, 34, 10}, 2, Struct{
			ActiveImport, ScalerUnit{ActiveImport, SecondaryActiveImport},
			ReactiveImport, ScalerUnit{ReactiveImport},
			Optional{SecondaryActiveImport},
		})),
	},
	Clause: "GBCS mapping table row ECS17b",
}
