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

// UpdatePrepayConfiguration is SRV 2.1: the limits of prepayment, and the calendar of when
// supply is not disabled. The fuel of the body chooses between ESME and GSME, the GBCS version
// between ECS08 and ECS08a. DUIS 3.8.
var UpdatePrepayConfiguration = From(Variant{
	SRV:      "2.1",
	Name:     "Update Prepay Configuration",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	Future:   FutureDevice,
	SMETS1:   RecalledSMETS1,
},
	prepayElectricity(usecase.ECS08),
	To[duis.UpdatePrepayConfiguration]{
		UseCase: usecase.GCS05,
		Why:     "body has UpdatePrepayConfigGas",
		When: func(b *duis.UpdatePrepayConfiguration) bool {
			return b.UpdatePrepayConfigGas != nil
		},
		Write: writePrepayGas,
		Read:  readPrepayGas,
	},
	prepayElectricity(usecase.ECS08a),
)

func prepayElectricity(u *usecase.UseCase) To[duis.UpdatePrepayConfiguration] {
	return To[duis.UpdatePrepayConfiguration]{
		UseCase: u,
		Why:     "body has UpdatePrepayConfigElectricity",
		When: func(b *duis.UpdatePrepayConfiguration) bool {
			return b.UpdatePrepayConfigElectricity != nil
		},
		Write: writePrepayElectricity,
		Read:  readPrepayElectricity,
	}
}

// TopUpDevice is SRV 2.2: a UTRN, which adds credit. The type of the Device chooses between
// CS01a and CS01b. DUIS 3.8.
var TopUpDevice = From(Variant{
	SRV:    "2.2",
	Name:   "Top Up Device",
	Roles:  Roles{duis.IS, duis.GS},
	SMETS1: RecalledSMETS1,
},
	enterUTRN(usecase.CS01a),
	enterUTRN(usecase.CS01b),
)

func enterUTRN(u *usecase.UseCase) To[duis.TopUpDevice] {
	return To[duis.TopUpDevice]{
		UseCase: u,
		Write:   func(w *Writer, b *duis.TopUpDevice) { w.Add(usecase.UTRN.Is(b.UTRN)) },
		Read:    func(r *Reader, b *duis.TopUpDevice) { b.UTRN = take(r, usecase.UTRN) },
	}
}

// UpdateDebt is SRV 2.3: what is added to the three debts of a consumer, and how fast they are
// recovered. The fuel of the body chooses between ECS07 and GCS04. DUIS 3.8.
var UpdateDebt = From(Variant{
	SRV:      "2.3",
	Name:     "Update Debt",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateDebt]{
		UseCase: usecase.ECS07,
		Why:     "body has ElecDebtRecovery1 and 2",
		When:    func(b *duis.UpdateDebt) bool { return b.ElecDebtRecoveries != nil },
		Write:   writeDebtElectricity,
		Read:    readDebtElectricity,
	},
	To[duis.UpdateDebt]{
		UseCase: usecase.GCS04,
		Why:     "body has GasDebtRecovery1 and 2",
		When:    func(b *duis.UpdateDebt) bool { return b.GasDebtRecoveries != nil },
		Write:   writeDebtGas,
		Read:    readDebtGas,
	},
)

// ActivateEmergencyCredit is SRV 2.5: emergency credit, as the consumer could activate it. The
// type of the Device chooses between ECS09 and GCS06. DUIS 3.8.
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
