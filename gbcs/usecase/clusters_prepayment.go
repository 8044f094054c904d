package usecase

import "github.com/mains-energy/mains/zcl"

// How a GSME is paid for.
var (
	// PaymentControlConfiguration is the payment mode, and in prepayment what of debt
	// collection is suspended: SuspendDebtEmergency, SuspendDebtDisabled. SMETS2 PaymentMode.
	PaymentControlConfiguration = &Slot[uint16]{
		Name: "PaymentControlConfiguration", Base: 16, Clause: "SMETS2 PaymentMode",
		Codes: []Code{
			{Value: 0x0C94, Name: "credit"},
			{Value: 0x0C97, Name: "prepayment, debt suspended when disabled"},
			{Value: 0x0897, Name: "prepayment, debt not suspended"},
			{Value: 0x0497, Name: "prepayment, debt suspended in emergency and when disabled"},
			{Value: 0x0097, Name: "prepayment, debt suspended in emergency"},
		},
	}
	// CutOffValue is the balance below which the supply is cut off, in hundred-thousandths of
	// the currency; -1 in credit mode. SMETS2 DisablementThreshold.
	CutOffValue = &Slot[int32]{
		Name: "CutOffValue", Unit: Currency, Scaler: moneyScaler,
		Codes:  []Code{{Value: 1<<64 - 1, Name: "none"}},
		Clause: "SMETS2 DisablementThreshold",
	}
	// FriendlyCredit is 1 where a calendar says when not to cut off. ZigBee Change Payment Mode
	// Response.
	FriendlyCredit = &Slot[uint8]{
		Name: "FriendlyCredit", Codes: []Code{{Value: 0, Name: "off"}, {Value: 1, Name: "on"}},
		Clause: "ZigBee Change Payment Mode Response",
	}
	// FriendlyCreditCalendarID is which calendar that is. ZigBee Change Payment Mode Response.
	FriendlyCreditCalendarID = &Slot[uint32]{
		Name: "FriendlyCreditCalendarID", Base: 16, Clause: "ZigBee Change Payment Mode Response",
	}
)

// The credit of a GSME, in hundred-thousandths of the currency.
var (
	// CreditRemaining is the balance in prepayment mode. SMETS2 MeterBalance.
	CreditRemaining = amount[int32]("CreditRemaining", "SMETS2 MeterBalance")
	// EmergencyCreditRemaining is what is left of the emergency credit. SMETS2
	// EmergencyCreditBalance.
	EmergencyCreditRemaining = amount[int32](
		"EmergencyCreditRemaining", "SMETS2 EmergencyCreditBalance")
	// GasEmergencyCreditLimit is how much emergency credit there is. SMETS2
	// EmergencyCreditLimit.
	GasEmergencyCreditLimit = amount[uint32]("EmergencyCreditLimit", "SMETS2 EmergencyCreditLimit")
	// GasEmergencyCreditThreshold is the balance below which emergency credit can be had.
	// SMETS2 EmergencyCreditThreshold.
	GasEmergencyCreditThreshold = amount[uint32](
		"EmergencyCreditThreshold", "SMETS2 EmergencyCreditThreshold")
	// LowCreditWarningLevel is the balance below which the consumer is warned. SMETS2
	// LowCreditThreshold.
	LowCreditWarningLevel = amount[uint32]("LowCreditWarningLevel", "SMETS2 LowCreditThreshold")
	// MaxCreditLimit is the highest balance that a top-up may reach. SMETS2
	// MaximumMeterBalance.
	MaxCreditLimit = amount[uint32]("MaxCreditLimit", "SMETS2 MaximumMeterBalance")
	// MaxCreditPerTopUp is the highest top-up. SMETS2 MaximumCreditThreshold.
	MaxCreditPerTopUp = amount[uint32]("MaxCreditPerTopUp", "SMETS2 MaximumCreditThreshold")
	// CreditAdjustmentType says which balance is adjusted and how. ZigBee Credit Adjustment.
	CreditAdjustmentType = &Slot[uint8]{
		Name: "CreditAdjustmentType", Clause: "ZigBee Credit Adjustment",
		Codes: []Code{
			{Value: 0, Name: "add to the prepayment balance"},
			{Value: 1, Name: "set the prepayment balance"},
			{Value: 2, Name: "set the bill to date"},
			{Value: 3, Name: "subtract from the bill to date"},
		},
	}
	// CreditAdjustmentValue is the amount. ZigBee Credit Adjustment.
	CreditAdjustmentValue = amount[int32]("CreditAdjustmentValue", "ZigBee Credit Adjustment")
	// EmergencyCreditIssueTime is when the command was issued; 0. ZigBee Select Available
	// Emergency Credit.
	EmergencyCreditIssueTime = &Stamp{
		Name: "CommandIssueDateTime", Now: "not said",
		Clause: "ZigBee Select Available Emergency Credit",
	}
	// OriginatingDevice is where a command or a top-up comes from. ZigBee Originating Device.
	OriginatingDevice = &Slot[uint8]{
		Name: "OriginatingDevice", Clause: "ZigBee Originating Device",
		Codes: []Code{{Value: 0, Name: "remote"}, {Value: 2, Name: "in-home display"}},
	}
)

// The debts of a GSME, in hundred-thousandths of the currency.
var (
	// AccumulatedDebt is the debt from charges while the balance was used up. SMETS2
	// AccumulatedDebtRegister.
	AccumulatedDebt = amount[int32]("AccumulatedDebt", "SMETS2 AccumulatedDebtRegister")
	// DebtAmount1 is the first debt that is paid back over time. SMETS2 TimeDebtRegisters.
	DebtAmount1 = amount[uint32]("DebtAmount1", "SMETS2 TimeDebtRegisters")
	// DebtAmount2 is the second debt that is paid back over time. SMETS2 TimeDebtRegisters.
	DebtAmount2 = amount[uint32]("DebtAmount2", "SMETS2 TimeDebtRegisters")
	// DebtAmount3 is the debt that is paid back out of top-ups. SMETS2 PaymentDebtRegister.
	DebtAmount3 = amount[uint32]("DebtAmount3", "SMETS2 PaymentDebtRegister")
	// OverallDebtCap is the most that is taken for debt in a week. SMETS2 DebtRecoveryRateCap.
	OverallDebtCap = amount[int32]("OverallDebtCap", "SMETS2 DebtRecoveryRateCap")
	// DebtRecoveryFrequency1 is how often the first debt is paid. SMETS2 DebtRecoveryRates.
	DebtRecoveryFrequency1 = &Slot[uint8]{
		Name: "DebtRecoveryFrequency1", Codes: recoveryFrequencies,
		Clause: "SMETS2 DebtRecoveryRates",
	}
	// DebtRecoveryFrequency2 is how often the second debt is paid. SMETS2 DebtRecoveryRates.
	DebtRecoveryFrequency2 = &Slot[uint8]{
		Name: "DebtRecoveryFrequency2", Codes: recoveryFrequencies,
		Clause: "SMETS2 DebtRecoveryRates",
	}
	// DebtRecoveryAmount1 is what is paid of the first debt each time. SMETS2
	// DebtRecoveryRates.
	DebtRecoveryAmount1 = amount[uint32]("DebtRecoveryAmount1", "SMETS2 DebtRecoveryRates")
	// DebtRecoveryAmount2 is what is paid of the second debt each time. SMETS2
	// DebtRecoveryRates.
	DebtRecoveryAmount2 = amount[uint32]("DebtRecoveryAmount2", "SMETS2 DebtRecoveryRates")
	// DebtRecoveryTopUpPercentage3 is what part of a top-up goes to debt, in hundredths of a
	// percent. SMETS2 DebtRecoveryPerPayment.
	DebtRecoveryTopUpPercentage3 = &Slot[uint16]{
		Name: "DebtRecoveryTopUpPercentage3", Unit: Percent, Scaler: -2, Max: 10000,
		Clause: "SMETS2 DebtRecoveryPerPayment",
	}
)

// recoveryFrequencies say how often a debt is paid.
var recoveryFrequencies = []Code{{Value: 0, Name: "hourly"}, {Value: 1, Name: "daily"}}

// A change of one debt.
var (
	// DebtLabel is the name of the debt; GBCS leaves it empty. ZigBee Change Debt.
	DebtLabel = &Text{Name: "DebtLabel", Clause: "ZigBee Change Debt"}
	// DebtChange is what is added to the debt, in hundred-thousandths of the currency. ZigBee
	// Change Debt.
	DebtChange = amount[int32]("DebtAmount", "ZigBee Change Debt")
	// DebtRecoveryMethod is how the debt is paid back. ZigBee Change Debt.
	DebtRecoveryMethod = &Slot[uint8]{
		Name: "DebtRecoveryMethod", Clause: "ZigBee Change Debt",
		Codes: []Code{{Value: 0, Name: "over time"}, {Value: 1, Name: "out of top-ups"}},
	}
	// DebtAmountType is which debt is changed. ZigBee Change Debt.
	DebtAmountType = &Slot[uint8]{
		Name: "DebtAmountType", Clause: "ZigBee Change Debt",
		Codes: []Code{
			{Value: 1, Name: "add to debt 1"}, {Value: 3, Name: "add to debt 2"},
			{Value: 5, Name: "add to debt 3"},
		},
	}
	// DebtCollectionTime is 0. ZigBee Change Debt.
	DebtCollectionTime = &Slot[uint16]{
		Name: "DebtRecoveryCollectionTime", Clause: "ZigBee Change Debt",
	}
	// DebtRecoveryFrequency is how often the debt is paid. DUIS DebtRecoveryRatePeriod.
	DebtRecoveryFrequency = &Slot[uint8]{
		Name: "DebtRecoveryFrequency", Codes: recoveryFrequencies,
		Clause: "DUIS DebtRecoveryRatePeriod",
	}
	// DebtRecoveryAmount is what is paid each time, in hundred-thousandths of the currency.
	// DUIS DebtRecoveryRate.
	DebtRecoveryAmount = amount[uint32]("DebtRecoveryAmount", "DUIS DebtRecoveryRate")
	// DebtRecoveryBalancePercentage is what part of a top-up goes to the debt, in hundredths of
	// a percent. SMETS2 DebtRecoveryPerPayment.
	DebtRecoveryBalancePercentage = &Slot[uint16]{
		Name: "DebtRecoveryBalancePercentage", Unit: Percent, Scaler: -2, Max: 10000,
		Clause: "SMETS2 DebtRecoveryPerPayment",
	}
)

// A top-up.
var (
	// TopUpResult says whether the UTRN was accepted. ZigBee Consumer Top Up Response.
	TopUpResult = &Slot[uint8]{
		Name: "ResultType", Clause: "ZigBee Consumer Top Up Response",
		Codes: []Code{
			{Value: 0x00, Name: "accepted"},
			{Value: 0x01, Name: "invalid", Failed: true},
			{Value: 0x02, Name: "duplicate", Failed: true},
			{Value: 0x03, Name: "error", Failed: true},
			{Value: 0x04, Name: "maximum credit reached", Failed: true},
			{Value: 0x05, Name: "keypad locked", Failed: true},
			{Value: 0x06, Name: "value too large", Failed: true},
			{Value: 0x10, Name: "accepted, supply enabled"},
			{Value: 0x11, Name: "accepted, supply disabled"},
			{Value: 0x12, Name: "accepted, supply armed"},
		},
	}
	// TopUpValue is the amount, in hundred-thousandths of the currency; FFFFFFFF where the UTRN
	// was rejected. ZigBee Consumer Top Up Response.
	TopUpValue = &Slot[uint32]{
		Name: "TopUpValue", Unit: Currency, Scaler: moneyScaler,
		Codes:  []Code{{Value: 0xFFFFFFFF, Name: "none"}},
		Clause: "ZigBee Consumer Top Up Response",
	}
	// TopUpCreditRemaining is the balance after the top-up, in hundred-thousandths of the
	// currency; -1 where the UTRN was rejected. ZigBee Consumer Top Up Response.
	TopUpCreditRemaining = &Slot[int32]{
		Name: "CreditRemaining", Unit: Currency, Scaler: moneyScaler,
		Codes:  []Code{{Value: 1<<64 - 1, Name: "not said"}},
		Clause: "ZigBee Consumer Top Up Response",
	}
	// TopUps are the records of the log of top-ups. SMETS2 BillingDataLog.
	TopUps = &List{Name: "TopUps", Clause: "SMETS2 BillingDataLog"}
	// TopUpAmount is an amount, in hundred-thousandths of the currency. ZigBee Publish Top Up
	// Log.
	TopUpAmount = amount[uint32]("TopUpAmount", "ZigBee Publish Top Up Log")
	// TopUpTime is when it was accepted. ZigBee Publish Top Up Log.
	TopUpTime = &Stamp{Name: "TopUpTime", Clause: "ZigBee Publish Top Up Log"}
	// NumberOfTopUps is how many records are asked for at most. ZigBee Get Top Up Log.
	NumberOfTopUps = &Slot[uint8]{Name: "NumberOfRecords", Clause: "ZigBee Get Top Up Log"}
)

// The log of payments of debt.
var (
	// NumberOfDebts is how many records are asked for at most. ZigBee Get Debt Repayment Log.
	NumberOfDebts = &Slot[uint8]{
		Name: "NumberOfDebts", Clause: "ZigBee Get Debt Repayment Log",
	}
	// DebtType is which debt is paid: 2 is the one that is paid out of top-ups. ZigBee Get Debt
	// Repayment Log.
	DebtType = &Slot[uint8]{
		Name: "DebtType", Clause: "ZigBee Get Debt Repayment Log",
		Codes: []Code{
			{Value: 0, Name: "debt 1"}, {Value: 1, Name: "debt 2"}, {Value: 2, Name: "debt 3"},
		},
	}
	// DebtPayments are the records. SMETS2 BillingDataLog.
	DebtPayments = &List{Name: "DebtPayments", Clause: "SMETS2 BillingDataLog"}
	// DebtCollectedTime is when a payment was taken. ZigBee Publish Debt Log.
	DebtCollectedTime = &Stamp{Name: "CollectionTime", Clause: "ZigBee Publish Debt Log"}
	// DebtCollected is the payment, in hundred-thousandths of the currency. ZigBee Publish Debt
	// Log.
	DebtCollected = amount[uint32]("AmountCollected", "ZigBee Publish Debt Log")
	// DebtOutstanding is what was left of the debt, in hundred-thousandths of the currency.
	// ZigBee Publish Debt Log.
	DebtOutstanding = amount[uint32]("OutstandingDebt", "ZigBee Publish Debt Log")
)

// Attributes of the Prepayment cluster.
var (
	prepaymentPaymentControlConfiguration = ClusterAttr(zcl.Prepayment, 0x0000, zcl.TypeBitmap16,
		PaymentControlConfiguration)
	prepaymentCreditRemaining = ClusterAttr(zcl.Prepayment, 0x0001, zcl.TypeInt32,
		CreditRemaining)
	prepaymentEmergencyCreditRemaining = ClusterAttr(zcl.Prepayment, 0x0002, zcl.TypeInt32,
		EmergencyCreditRemaining)
	prepaymentAccumulatedDebt = ClusterAttr(zcl.Prepayment, 0x0005, zcl.TypeInt32,
		AccumulatedDebt)
	prepaymentOverallDebtCap = ClusterAttr(zcl.Prepayment, 0x0006, zcl.TypeInt32,
		OverallDebtCap)
	prepaymentEmergencyCreditLimit = ClusterAttr(zcl.Prepayment, 0x0010, zcl.TypeUint32,
		GasEmergencyCreditLimit)
	prepaymentEmergencyCreditThreshold = ClusterAttr(zcl.Prepayment, 0x0011, zcl.TypeUint32,
		GasEmergencyCreditThreshold)
	prepaymentMaxCreditLimit = ClusterAttr(zcl.Prepayment, 0x0021, zcl.TypeUint32,
		MaxCreditLimit)
	prepaymentMaxCreditPerTopUp = ClusterAttr(zcl.Prepayment, 0x0022, zcl.TypeUint32,
		MaxCreditPerTopUp)
	prepaymentLowCreditWarningLevel = ClusterAttr(zcl.Prepayment, 0x0031, zcl.TypeUint32,
		LowCreditWarningLevel)
	prepaymentCutOffValue = ClusterAttr(zcl.Prepayment, 0x0040, zcl.TypeInt32,
		CutOffValue)

	prepaymentDebtAmount1 = ClusterAttr(zcl.Prepayment, 0x0211, zcl.TypeUint32,
		DebtAmount1)
	prepaymentDebtRecoveryFrequency1 = ClusterAttr(zcl.Prepayment, 0x0216, zcl.TypeEnum8,
		DebtRecoveryFrequency1)
	prepaymentDebtRecoveryAmount1 = ClusterAttr(zcl.Prepayment, 0x0217, zcl.TypeUint32,
		DebtRecoveryAmount1)
	prepaymentDebtAmount2 = ClusterAttr(zcl.Prepayment, 0x0221, zcl.TypeUint32,
		DebtAmount2)
	prepaymentDebtRecoveryFrequency2 = ClusterAttr(zcl.Prepayment, 0x0226, zcl.TypeEnum8,
		DebtRecoveryFrequency2)
	prepaymentDebtRecoveryAmount2 = ClusterAttr(zcl.Prepayment, 0x0227, zcl.TypeUint32,
		DebtRecoveryAmount2)
	prepaymentDebtAmount3 = ClusterAttr(zcl.Prepayment, 0x0231, zcl.TypeUint32,
		DebtAmount3)
	prepaymentDebtRecoveryTopUpPercentage3 = ClusterAttr(zcl.Prepayment, 0x0239, zcl.TypeUint16,
		DebtRecoveryTopUpPercentage3)

	prepaymentAttributes = []*ClusterAttribute{
		prepaymentPaymentControlConfiguration, prepaymentCreditRemaining,
		prepaymentEmergencyCreditRemaining, prepaymentAccumulatedDebt,
		prepaymentOverallDebtCap, prepaymentEmergencyCreditLimit,
		prepaymentEmergencyCreditThreshold, prepaymentMaxCreditLimit,
		prepaymentMaxCreditPerTopUp, prepaymentLowCreditWarningLevel, prepaymentCutOffValue,
		prepaymentDebtAmount1, prepaymentDebtRecoveryFrequency1,
		prepaymentDebtRecoveryAmount1, prepaymentDebtAmount2,
		prepaymentDebtRecoveryFrequency2, prepaymentDebtRecoveryAmount2,
		prepaymentDebtAmount3, prepaymentDebtRecoveryTopUpPercentage3,
	}
)

// Commands of the Prepayment cluster.
var (
	selectAvailableEmergencyCredit = ToServer("Select Available Emergency Credit",
		zcl.Prepayment, 0x00,
		U32(EmergencyCreditIssueTime), U8(OriginatingDevice))

	changeDebt = ToServer("Change Debt", zcl.Prepayment, 0x02,
		U32(IssuerEventID), Counted(DebtLabel), U32(DebtChange), U8(DebtRecoveryMethod),
		U8(DebtAmountType), U32(GasStartTime), U16(DebtCollectionTime),
		U8(DebtRecoveryFrequency), U32(DebtRecoveryAmount), U16(DebtRecoveryBalancePercentage))

	emergencyCreditSetup = ToServer("Emergency Credit Setup", zcl.Prepayment, 0x03,
		U32(IssuerEventID), U32(GasStartTime), U32(GasEmergencyCreditLimit),
		U32(GasEmergencyCreditThreshold))

	consumerTopUp = ToServer("Consumer Top Up", zcl.Prepayment, 0x04,
		U8(OriginatingDevice), Counted(UTRN))

	creditAdjustment = ToServer("Credit Adjustment", zcl.Prepayment, 0x05,
		U32(IssuerEventID), U32(GasStartTime), U8(CreditAdjustmentType),
		U32(CreditAdjustmentValue))

	changePaymentMode = ToServer("Change Payment Mode", zcl.Prepayment, 0x06,
		U32(ProviderID), U32(IssuerEventID), U32(GasStartTime),
		U16(PaymentControlConfiguration), U32(CutOffValue))

	getPrepaySnapshot = ToServer("Get Prepay Snapshot", zcl.Prepayment, 0x07,
		U32(ReadFrom), U32(ReadTo), U8(SnapshotOffset), U32(SnapshotCause))

	getTopUpLog = ToServer("Get Top Up Log", zcl.Prepayment, 0x08,
		U32(ReadTo), U8(NumberOfTopUps))

	setLowCreditWarningLevel = ToServer("Set Low Credit Warning Level", zcl.Prepayment, 0x09,
		U32(LowCreditWarningLevel))

	getDebtRepaymentLog = ToServer("Get Debt Repayment Log", zcl.Prepayment, 0x0A,
		U32(ReadTo), U8(NumberOfDebts), U8(DebtType))

	setMaximumCreditLimit = ToServer("Set Maximum Credit Limit", zcl.Prepayment, 0x0B,
		U32(ProviderID), U32(IssuerEventID), U32(GasStartTime), U32(MaxCreditLimit),
		U32(MaxCreditPerTopUp))

	setOverallDebtCap = ToServer("Set Overall Debt Cap", zcl.Prepayment, 0x0C,
		U32(ProviderID), U32(IssuerEventID), U32(GasStartTime), U32(OverallDebtCap))

	publishPrepaySnapshot = ToClient("Publish Prepay Snapshot", zcl.Prepayment, 0x01,
		U32(SnapshotID), U32(SnapshotTime), U8(SnapshotsFound), U8(CommandIndex),
		U8(TotalCommands), U32(SnapshotCause), U8(SnapshotPayloadType), U32(AccumulatedDebt),
		U32(DebtAmount1), U32(DebtAmount2), U32(DebtAmount3), U32(EmergencyCreditRemaining),
		U32(CreditRemaining))

	changePaymentModeResponse = ToClient("Change Payment Mode Response", zcl.Prepayment, 0x02,
		U8(FriendlyCredit), U32(FriendlyCreditCalendarID), U32(GasEmergencyCreditLimit),
		U32(GasEmergencyCreditThreshold))

	consumerTopUpResponse = ToClient("Consumer Top Up Response", zcl.Prepayment, 0x03,
		U8(TopUpResult), U32(TopUpValue), U8(OriginatingDevice), U32(TopUpCreditRemaining))

	publishTopUpLog = ToClient("Publish Top Up Log", zcl.Prepayment, 0x05,
		U8(CommandIndex), U8(TotalCommands),
		Rest(TopUps, Counted(UTRN), U32(TopUpAmount), U32(TopUpTime)))

	publishDebtLog = ToClient("Publish Debt Log", zcl.Prepayment, 0x06,
		U8(CommandIndex), U8(TotalCommands),
		Rest(DebtPayments, U32(DebtCollectedTime), U32(DebtCollected), U8(DebtType),
			U32(DebtOutstanding)))

	prepaymentCommands = []*ClusterCommand{
		selectAvailableEmergencyCredit, changeDebt, emergencyCreditSetup, consumerTopUp,
		creditAdjustment, changePaymentMode, getPrepaySnapshot, getTopUpLog,
		setLowCreditWarningLevel, getDebtRepaymentLog, setMaximumCreditLimit,
		setOverallDebtCap, publishPrepaySnapshot, changePaymentModeResponse,
		consumerTopUpResponse, publishTopUpLog, publishDebtLog,
	}
)
