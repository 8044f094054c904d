package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file.
var prepayment = []*Variant{
	UpdatePrepayConfiguration,
	TopUpDevice,
	UpdateDebt,
	ActivateEmergencyCredit,
}

// UpdatePrepayConfiguration is SRV 2.1. DUIS 3.8.
var UpdatePrepayConfiguration = From(Variant{
	SRV:      "2.1",
	Name:     "Update Prepay Configuration",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	Future:   FutureDevice,
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdatePrepayConfiguration]{UseCase: usecase.ECS08},
	To[duis.UpdatePrepayConfiguration]{UseCase: usecase.GCS05},
	To[duis.UpdatePrepayConfiguration]{UseCase: usecase.ECS08a},
)

// TopUpDevice is SRV 2.2. DUIS 3.8.
var TopUpDevice = From(Variant{
	SRV:    "2.2",
	Name:   "Top Up Device",
	Roles:  Roles{duis.IS, duis.GS},
	SMETS1: RecalledSMETS1,
},
	To[duis.TopUpDevice]{UseCase: usecase.CS01a},
	To[duis.TopUpDevice]{UseCase: usecase.CS01b},
)

// UpdateDebt is SRV 2.3. DUIS 3.8.
var UpdateDebt = From(Variant{
	SRV:      "2.3",
	Name:     "Update Debt",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateDebt]{UseCase: usecase.ECS07},
	To[duis.UpdateDebt]{UseCase: usecase.GCS04},
)

// ActivateEmergencyCredit is SRV 2.5. DUIS 3.8.
var ActivateEmergencyCredit = From(Variant{
	SRV:      "2.5",
	Name:     "Activate Emergency Credit",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.ActivateEmergencyCredit]{UseCase: usecase.ECS09},
	To[duis.ActivateEmergencyCredit]{UseCase: usecase.GCS06},
)
