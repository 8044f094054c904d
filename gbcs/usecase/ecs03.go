package usecase

// ECS03 puts an ESME into prepayment mode, and says when its supply is disabled.
// GBCS mapping table row ECS03; sent by SRV 1.6.
var ECS03 = &UseCase{
	Code:        "ECS03",
	Title:       "Set ESME Payment Mode to Prepayment",
	Message:     0x001B,
	On:          ESME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"1.6"},
	Command: Access{
		Set(accountNext).With(PaymentMode.Is(PrepaymentMode), AccountStatus.Is(newAccount)),
		Set(disablementThresholdNext),
		Set(accountNextCharge),
		Set(disablementThresholdActivation),
		Set(accountActivation),
	},
	Clause: "GBCS mapping table row ECS03",
}
