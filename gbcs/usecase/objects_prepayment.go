package usecase

import (
	"fmt"

	"github.com/mains-energy/mains/dlms"
)

// PayMode is how a consumer pays. SMETS2 PaymentMode.
type PayMode uint8

// The payment modes, as COSEM numbers them.
const (
	CreditMode     PayMode = 1
	PrepaymentMode PayMode = 2
)

// PaymentMode is how an ESME is paid for, and AccountStatus how far its account is: new
// where one is written, active where it is read. SMETS2 PaymentMode.
//
//	structure(2) { mode enum, status enum }
var (
	PaymentMode = &Slot[PayMode]{
		Name: "PaymentMode", Enum: true, Clause: "SMETS2 PaymentMode",
		Codes: []Code{{Value: 1, Name: "Credit"}, {Value: 2, Name: "Prepayment"}},
	}
	AccountStatus = &Slot[uint8]{
		Name: "AccountStatus", Enum: true, Clause: "COSEM class 111",
		Codes: []Code{
			{Value: 1, Name: "new"}, {Value: 2, Name: "active"}, {Value: 3, Name: "closed"},
		},
	}
)

// newAccount is the status of an account that is written.
const newAccount = 1

// CreditChargeConfiguration is which credit pays for which charge, in the order of the
// wire, and with it whether debts are collected while the supply is disabled or emergency
// credit is in use. In credit mode the meter balance pays for energy and the standing
// charge. SMETS2 SuspendDebtDisabled, SuspendDebtEmergency.
//
//	array of structure(3) { credit and charge octet-string(6), collection bit-string(3) }
var (
	CreditChargeConfiguration = &List{
		Name: "CreditChargeConfiguration", Clause: "SMETS2 SuspendDebtDisabled",
		Of: Struct{CreditReference, ChargeReference, CollectionConfiguration},
	}
	CreditReference = &Octets{
		Name: "CreditReference", Min: 6, Max: 6, Show: accountObject, Clause: "COSEM class 111",
	}
	ChargeReference = &Octets{
		Name: "ChargeReference", Min: 6, Max: 6, Show: accountObject, Clause: "COSEM class 111",
	}
	// CollectionConfiguration is when the charge is collected: 111 always; the last bit is
	// 0 where collection is suspended.
	CollectionConfiguration = &Bits{
		Name: "CollectionConfiguration", N: 3, Clause: "COSEM class 111",
	}
)

// The credits and charges of an account. GBCS payment mode.
var (
	creditMeterBalance    = LN{0, 0, 19, 10, 0, 255}
	creditEmergency       = LN{0, 0, 19, 10, 1, 255}
	creditAccumulatedDebt = LN{0, 0, 19, 10, 2, 255}
	chargeTariff          = LN{0, 0, 19, 20, 0, 255}
	chargeTimeDebt1       = LN{0, 0, 19, 20, 1, 255}
	chargeTimeDebt2       = LN{0, 0, 19, 20, 2, 255}
	chargePaymentDebt     = LN{0, 0, 19, 20, 3, 255}
	chargeStanding        = LN{0, 0, 19, 20, 4, 255}
	chargeSecondary       = LN{0, 0, 19, 20, 5, 255}

	accountObjects = map[LN]string{
		creditMeterBalance:    "meter balance",
		creditEmergency:       "emergency credit",
		creditAccumulatedDebt: "accumulated debt",
		chargeTariff:          "primary tariff",
		chargeTimeDebt1:       "time debt 1",
		chargeTimeDebt2:       "time debt 2",
		chargePaymentDebt:     "payment debt",
		chargeStanding:        "standing charge",
		chargeSecondary:       "secondary tariff",
	}
)

// accountObject writes the logical name of a credit or charge, and what it is.
func accountObject(b []byte) string {
	if len(b) != len(LN{}) {
		return fmt.Sprintf("%X", b)
	}
	name := LN(b)
	if what, ok := accountObjects[name]; ok {
		return fmt.Sprintf("%v %s", name, what)
	}
	return name.String()
}

// The account: as it is, and as it will be.
var (
	accountActive  = LN{0, 0, 19, 0, 0, 255}
	accountPassive = LN{0, 1, 19, 0, 0, 255}

	account           = Attr(Account, accountActive, 2, Struct{PaymentMode, AccountStatus})
	accountCharges    = Attr(Account, accountActive, 11, CreditChargeConfiguration)
	accountNext       = Attr(Account, accountPassive, 2, Struct{PaymentMode, AccountStatus})
	accountNextCharge = Attr(Account, accountPassive, 11, CreditChargeConfiguration)
	accountActivation = activation("PaymentMode", Account, accountPassive, 13)
)

// The balances of an ESME, in hundred-thousandths of the currency.
var (
	// MeterBalance is what is left, or owed where negative. SMETS2 MeterBalance.
	MeterBalance = amount[int32]("MeterBalance", "SMETS2 MeterBalance")
	// EmergencyCreditBalance is what is left of emergency credit.
	// SMETS2 EmergencyCreditBalance.
	EmergencyCreditBalance = amount[int32](
		"EmergencyCreditBalance", "SMETS2 EmergencyCreditBalance")
	// AccumulatedDebtRegister is debt that came up while emergency credit was in use.
	// SMETS2 AccumulatedDebtRegister.
	AccumulatedDebtRegister = amount[int32](
		"AccumulatedDebtRegister", "SMETS2 AccumulatedDebtRegister")
	// TimeDebtRegister1 is debt that is recovered over time. SMETS2 TimeDebtRegisters[1].
	TimeDebtRegister1 = amount[int32]("TimeDebtRegister1", "SMETS2 TimeDebtRegisters[1]")
	// TimeDebtRegister2 is as TimeDebtRegister1. SMETS2 TimeDebtRegisters[2].
	TimeDebtRegister2 = amount[int32]("TimeDebtRegister2", "SMETS2 TimeDebtRegisters[2]")
	// PaymentDebtRegister is debt that is recovered from each payment.
	// SMETS2 PaymentDebtRegister.
	PaymentDebtRegister = amount[int32]("PaymentDebtRegister", "SMETS2 PaymentDebtRegister")
)

// What is added to a balance of an ESME, in hundred-thousandths of the currency; negative
// to take away.
var (
	// AdjustMeterBalance is for MeterBalance. SMETS2 MeterBalance.
	AdjustMeterBalance = amount[int32]("AdjustMeterBalance", "SMETS2 MeterBalance")
	// AdjustTimeDebt1 is for TimeDebtRegister1. SMETS2 TimeDebtRegisters[1].
	AdjustTimeDebt1 = amount[int32]("UpdateDebt/TimeDebtRegister1", "SMETS2 TimeDebtRegisters[1]")
	// AdjustTimeDebt2 is for TimeDebtRegister2. SMETS2 TimeDebtRegisters[2].
	AdjustTimeDebt2 = amount[int32]("UpdateDebt/TimeDebtRegister2", "SMETS2 TimeDebtRegisters[2]")
	// AdjustPaymentDebt is for PaymentDebtRegister. SMETS2 PaymentDebtRegister.
	AdjustPaymentDebt = amount[int32](
		"UpdateDebt/PaymentDebtRegister", "SMETS2 PaymentDebtRegister")
)

// moneyScaler is that of all money whose scale no message says: hundred-thousandths.
const moneyScaler = -5

// amount is a place for money in hundred-thousandths of the currency.
func amount[T Number](name, clause string) *Slot[T] {
	return &Slot[T]{Name: name, Unit: Currency, Scaler: moneyScaler, Clause: clause}
}

// The balances, read together and encrypted, or the meter balance by itself, and what
// changes them.
var (
	prepaymentBalanceCollection = Protection(LN{0, 0, 43, 2, 1, 255})

	prepaymentBalances = Attr(Data, LN{0, 0, 94, 44, 34, 30}, 2, Struct{
		MeterBalance, EmergencyCreditBalance, AccumulatedDebtRegister, TimeDebtRegister1,
		TimeDebtRegister2, PaymentDebtRegister,
	})
	meterBalance       = Attr(Credit, creditMeterBalance, 2, MeterBalance)
	adjustMeterBalance = Method("MeterBalance.adjust", Credit, creditMeterBalance, 1,
		AdjustMeterBalance)
	resetMeterBalance = Method("MeterBalance.reset", Credit, creditMeterBalance, 2,
		Fixed{"amount", dlms.I32(0)})
	resetEmergencyCredit = Method("EmergencyCreditBalance.reset", Credit, creditEmergency, 2,
		Fixed{"amount", dlms.I32(0)})
	resetAccumulatedDebt = Method("AccumulatedDebtRegister.reset", Credit,
		creditAccumulatedDebt, 2, Fixed{"amount", dlms.I32(0)})
	selectEmergencyCredit = Method("EmergencyCredit.select", Credit, creditEmergency, 3, nil)
	adjustTimeDebt1       = Method("TimeDebtRegisters[1].adjust", Charge, chargeTimeDebt1, 4,
		AdjustTimeDebt1)
	adjustTimeDebt2 = Method("TimeDebtRegisters[2].adjust", Charge, chargeTimeDebt2, 4,
		AdjustTimeDebt2)
	adjustPaymentDebt = Method("PaymentDebtRegister.adjust", Charge, chargePaymentDebt, 4,
		AdjustPaymentDebt)
)

// UTRN is the token of a prepayment top-up, 20 decimal digits. GBCS prepayment top-up.
var UTRN = &Text{Name: "UTRN", Min: 20, Max: 20, Clause: "GBCS prepayment top-up"}

var enterToken = Method("PrepaymentCredit.addCredit", TokenGateway, LN{0, 0, 19, 40, 0, 255}, 1,
	UTRN)
