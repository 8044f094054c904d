package usecase

// ECS02 puts an ESME into credit mode.
// GBCS mapping table row ECS02; sent by SRV 1.6.
var ECS02 = &UseCase{
	Code:        "ECS02",
	Title:       "Set ESME Payment Mode to Credit",
	Message:     0x001A,
	On:          ESME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"1.6"},
	Command: Access{
		Set(accountNext).With(PaymentMode.Is(CreditMode), AccountStatus.Is(newAccount)),
		Set(accountNextCharge),
		Set(accountActivation),
	},
	Clause: "GBCS mapping table row ECS02",
}
