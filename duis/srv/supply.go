package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file.
var supply = []*Variant{
	EnableSupply,
	DisableSupply,
	ArmSupply,
	ReadSupplyStatus,
	ActivateAuxiliaryLoad,
	DeactivateAuxiliaryLoad,
	ReadALCSData,
	ResetAuxiliaryLoad,
	AddAuxiliaryLoadToBoostButton,
	RemoveAuxiliaryLoadFromBoostButton,
	ReadBoostButtonDetails,
	SetRandomisedOffsetLimit,
	SetAuxiliaryControllerState,
	ReadAuxiliaryControllerConfigurationData,
	ReadAuxiliaryControllerOperationalData,
	LimitAPCLevel,
}

// EnableSupply is SRV 7.1. DUIS 3.8.
var EnableSupply = From(Variant{
	SRV:      "7.1",
	Name:     "Enable Supply",
	Critical: true,
	Roles:    Roles{duis.IS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.EnableSupply]{UseCase: usecase.ECS42},
)

// DisableSupply is SRV 7.2. DUIS 3.8.
var DisableSupply = From(Variant{
	SRV:      "7.2",
	Name:     "Disable Supply",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.DisableSupply]{UseCase: usecase.ECS43},
	To[duis.DisableSupply]{UseCase: usecase.GCS32},
)

// ArmSupply is SRV 7.3. DUIS 3.8.
var ArmSupply = From(Variant{
	SRV:      "7.3",
	Name:     "Arm Supply",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.ArmSupply]{UseCase: usecase.ECS44},
	To[duis.ArmSupply]{UseCase: usecase.GCS39},
)

// ReadSupplyStatus is SRV 7.4. DUIS 3.8.
var ReadSupplyStatus = From(Variant{
	SRV:    "7.4",
	Name:   "Read Supply Status",
	Roles:  Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadSupplyStatus]{UseCase: usecase.ECS45},
	To[duis.ReadSupplyStatus]{UseCase: usecase.GCS33},
)

// ActivateAuxiliaryLoad is SRV 7.5. DUIS 3.8.
var ActivateAuxiliaryLoad = From(Variant{
	SRV:      "7.5",
	Name:     "Activate Auxiliary Load",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.ActivateAuxiliaryLoad]{UseCase: usecase.ECS47},
)

// DeactivateAuxiliaryLoad is SRV 7.6. DUIS 3.8.
var DeactivateAuxiliaryLoad = From(Variant{
	SRV:      "7.6",
	Name:     "Deactivate Auxiliary Load",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.DeactivateAuxiliaryLoad]{UseCase: usecase.ECS47},
)

// ReadALCSData is SRV 7.7. DUIS 3.8.
var ReadALCSData = From(Variant{
	SRV:    "7.7",
	Name:   "Read Auxiliary Load Switch Data",
	Roles:  Roles{duis.IS, duis.ED, duis.OU},
	Future: FutureDSP,
},
	To[duis.ReadALCSData]{UseCase: usecase.ECS61a},
)

// ResetAuxiliaryLoad is SRV 7.8. DUIS 3.8.
var ResetAuxiliaryLoad = From(Variant{
	SRV:      "7.8",
	Name:     "Reset Auxiliary Load",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.ResetAuxiliaryLoad]{UseCase: usecase.ECS47},
)

// AddAuxiliaryLoadToBoostButton is SRV 7.9. DUIS 3.8.
var AddAuxiliaryLoadToBoostButton = From(Variant{
	SRV:    "7.9",
	Name:   "Add Auxiliary Load To Boost Button",
	Roles:  Roles{duis.IS},
	Future: FutureDSP,
},
	To[duis.AddAuxiliaryLoadToBoostButton]{UseCase: usecase.ECS62},
)

// RemoveAuxiliaryLoadFromBoostButton is SRV 7.10. DUIS 3.8.
var RemoveAuxiliaryLoadFromBoostButton = From(Variant{
	SRV:    "7.10",
	Name:   "Remove Auxiliary Load From Boost Button",
	Roles:  Roles{duis.IS},
	Future: FutureDSP,
},
	To[duis.RemoveAuxiliaryLoadFromBoostButton]{UseCase: usecase.ECS62},
)

// ReadBoostButtonDetails is SRV 7.11. DUIS 3.8.
var ReadBoostButtonDetails = From(Variant{
	SRV:    "7.11",
	Name:   "Read Boost Button Details",
	Roles:  Roles{duis.IS, duis.OU},
	Future: FutureDSP,
},
	To[duis.ReadBoostButtonDetails]{UseCase: usecase.ECS61c},
)

// SetRandomisedOffsetLimit is SRV 7.12. DUIS 3.8.
var SetRandomisedOffsetLimit = From(Variant{
	SRV:      "7.12",
	Name:     "Set Randomised Offset Limit",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.SetRandomisedOffsetLimit]{
		UseCase: usecase.ECS38,
		Write: func(w *Writer, b *duis.SetRandomisedOffsetLimit) {
			w.Add(usecase.RandomisedOffsetLimit.Is(b.RandomisedOffsetLimit))
		},
		Read: func(r *Reader, b *duis.SetRandomisedOffsetLimit) {
			b.RandomisedOffsetLimit = take(r, usecase.RandomisedOffsetLimit)
		},
	},
)

// SetAuxiliaryControllerState is SRV 7.13. DUIS 3.8.
var SetAuxiliaryControllerState = From(Variant{
	SRV:      "7.13",
	Name:     "Set Auxiliary Controller State",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.SetAuxiliaryControllerState]{UseCase: usecase.ECS47a},
)

// ReadAuxiliaryControllerConfigurationData is SRV 7.14. DUIS 3.8.
var ReadAuxiliaryControllerConfigurationData = From(Variant{
	SRV:    "7.14",
	Name:   "Read Auxiliary Controller Configuration Data",
	Roles:  Roles{duis.IS, duis.ED, duis.OU},
	Future: FutureDSP,
},
	To[duis.ReadAuxiliaryControllerConfigurationData]{UseCase: usecase.ECS61d},
)

// ReadAuxiliaryControllerOperationalData is SRV 7.15. DUIS 3.8.
var ReadAuxiliaryControllerOperationalData = From(Variant{
	SRV:    "7.15",
	Name:   "Read Auxiliary Controller Operational Data",
	Roles:  Roles{duis.IS, duis.ED, duis.OU},
	Future: FutureDSP,
},
	To[duis.ReadAuxiliaryControllerOperationalData]{UseCase: usecase.ECS61e},
)

// LimitAPCLevel is SRV 7.16. DUIS 3.8.
var LimitAPCLevel = From(Variant{
	SRV:      "7.16",
	Name:     "Limit APC Level",
	Critical: true,
	Roles:    Roles{duis.LC},
},
	To[duis.LimitAPCLevel]{UseCase: usecase.ECS47e},
)
