package usecase

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/gbcs"
)

// RecordTime is when a record was written, or the end of the period that it is about.
// GBCS log records.
var RecordTime = &Stamp{Name: "Timestamp", Clause: "GBCS log records"}

// recordBalances are the balances and debts in a record, in the order of the wire.
var recordBalances = []Field{
	EmergencyCreditBalance, MeterBalance, PaymentDebtRegister, TimeDebtRegister1,
	TimeDebtRegister2, AccumulatedDebtRegister,
}

// The registers of each block for the times of use 1 to 8. An element is a
// [BlockRegister]. SMETS2 TariffTOUBlockRegisterMatrix.
var (
	RecordBlock1 = recordBlock("TariffTOUBlock1RegisterMatrix")
	RecordBlock2 = recordBlock("TariffTOUBlock2RegisterMatrix")
	RecordBlock3 = recordBlock("TariffTOUBlock3RegisterMatrix")
	RecordBlock4 = recordBlock("TariffTOUBlock4RegisterMatrix")
)

// recordBlock are the registers of one block.
func recordBlock(name string) *List {
	return &List{
		Name: name, Of: BlockRegister, Min: 8, Max: 8,
		Clause: "SMETS2 TariffTOUBlockRegisterMatrix",
	}
}

// recordRegisters is a record of all import registers.
var recordRegisters = []Field{
	RecordTime, ActiveImport, Optional{SecondaryActiveImport},
	Times{48, TOURegisters}, Optional{Times{4, SecondaryTOURegisters}},
	Times{8, RecordBlock1}, Times{8, RecordBlock2}, Times{8, RecordBlock3},
	Times{8, RecordBlock4},
}

// BillingRecords are the import registers at the ends of billing periods, up to 12 records.
// SMETS2 BillingDataLog.
var BillingRecords = &List{Name: "BillingDataLog", Max: 12, Clause: "SMETS2 BillingDataLog"}

// BillingBalanceRecords are the balances and debts at the ends of billing periods, up to 12
// records. SMETS2 BillingDataLog.
var BillingBalanceRecords = &List{
	Name: "BillingDataLog (prepayment)", Max: 12, Clause: "SMETS2 BillingDataLog",
}

// TariffChangeRecords are the import registers, balances and debts when the payment mode or
// the tariff changed, up to 12 records. SMETS2 BillingDataLog.
var TariffChangeRecords = &List{
	Name: "BillingDataLog (change of mode or tariff)", Max: 12, Clause: "SMETS2 BillingDataLog",
}

// DebtPaymentRecords are the payments of debt out of credit, up to 10 records of
// [RecordTime] and [RecordAmount]. SMETS2 BillingDataLog.
var DebtPaymentRecords = &List{
	Name: "BillingDataLog (payment-based debt payments)", Max: 10,
	Clause: "SMETS2 BillingDataLog",
}

// CreditRecords are the top-ups, up to 5 records of [RecordTime] and [RecordAmount].
// SMETS2 BillingDataLog.
var CreditRecords = &List{
	Name: "BillingDataLog (prepayment credits)", Max: 5, Clause: "SMETS2 BillingDataLog",
}

// RecordAmount is a payment, in hundred-thousandths of the currency. SMETS2 BillingDataLog.
var RecordAmount = amount[uint32]("Amount", "SMETS2 BillingDataLog")

// The billing data log.
var (
	billingLogProtection      = Protection(LN{0, 0, 43, 2, 2, 255})
	tariffChangeLogProtection = Protection(LN{0, 0, 43, 2, 3, 255})

	billingLog = Attr(ProfileGeneric, LN{0, 0, 98, 1, 0, 255}, 2,
		LogOf(BillingRecords, recordRegisters...))
	billingBalanceLog = Attr(ProfileGeneric, LN{0, 0, 98, 1, 1, 255}, 2,
		LogOf(BillingBalanceRecords, slices.Concat([]Field{RecordTime}, recordBalances)...))
	tariffChangeLog = Attr(ProfileGeneric, LN{0, 0, 98, 1, 2, 255}, 2,
		LogOf(TariffChangeRecords, slices.Concat(recordRegisters, recordBalances)...))
	debtPaymentLog = Attr(ProfileGeneric, LN{0, 0, 98, 1, 4, 255}, 2,
		LogOf(DebtPaymentRecords, RecordTime, RecordAmount))
	creditLog = Attr(ProfileGeneric, LN{0, 0, 98, 1, 5, 255}, 2,
		LogOf(CreditRecords, RecordTime, RecordAmount))
)

// DailyReadRecords are the import registers at midnight, up to 31 records.
// SMETS2 DailyReadLog.
var DailyReadRecords = &List{Name: "DailyReadLog", Max: 31, Clause: "SMETS2 DailyReadLog"}

// DailyBalanceRecords are the balances and debts at midnight, up to 31 records.
// SMETS2 PrepaymentDailyReadLog.
var DailyBalanceRecords = &List{
	Name: "PrepaymentDailyReadLog", Max: 31, Clause: "SMETS2 PrepaymentDailyReadLog",
}

// DailyExportRecords are the export register at midnight, up to 31 records of
// [RecordTime] and [ActiveExport]. SMETS2 DailyReadLog.
var DailyExportRecords = &List{
	Name: "DailyReadLog (export)", Max: 31, Clause: "SMETS2 DailyReadLog",
}

// DailyConsumptionRecords are the consumption of days, up to 731 records of [RecordTime] and
// [RecordConsumption]. SMETS2 DailyConsumptionLog.
var DailyConsumptionRecords = &List{
	Name: "DailyConsumptionLog", Max: 731, Clause: "SMETS2 DailyConsumptionLog",
}

// RecordConsumption is the energy imported in a day. SMETS2 DailyConsumptionLog.
var RecordConsumption = &Slot[uint32]{
	Name: "Value", Unit: WattHours, Clause: "SMETS2 DailyConsumptionLog",
}

// The daily logs.
var (
	dailyConsumptionLogProtection = Protection(LN{0, 0, 43, 2, 4, 255})
	dailyReadLogProtection        = Protection(LN{0, 0, 43, 2, 5, 255})
	dailyBalanceLogProtection     = Protection(LN{0, 0, 43, 2, 6, 255})

	dailyBalanceLog = Attr(ProfileGeneric, LN{0, 0, 98, 1, 8, 255}, 2,
		LogOf(DailyBalanceRecords, slices.Concat([]Field{RecordTime}, recordBalances)...))
	dailyReadLog = Attr(ProfileGeneric, LN{0, 0, 98, 1, 9, 255}, 2,
		LogOf(DailyReadRecords, recordRegisters...))
	dailyExportLog = Attr(ProfileGeneric, LN{0, 0, 98, 1, 10, 255}, 2,
		LogOf(DailyExportRecords, RecordTime, ActiveExport))
	dailyConsumptionLog = Attr(ProfileGeneric, LN{0, 0, 99, 1, 3, 255}, 2,
		LogOf(DailyConsumptionRecords, RecordTime, RecordConsumption))
)

// ImportProfileRecords are the active energy imported in half hours, up to 19056 records of
// [RecordTime], [RecordImported] and with two elements [RecordSecondaryImported].
// SMETS2 ProfileDataLog.
var ImportProfileRecords = &List{
	Name: "ProfileDataLog (active import)", Max: 19056, Clause: "SMETS2 ProfileDataLog",
}

// ExportProfileRecords are the energy exported in half hours, up to 4464 records of
// [RecordTime], [RecordExported] and [RecordReactiveExported]. SMETS2 ProfileDataLog.
var ExportProfileRecords = &List{
	Name: "ProfileDataLog (export)", Max: 4464, Clause: "SMETS2 ProfileDataLog",
}

// ReactiveProfileRecords are the reactive energy imported in half hours, up to 4464 records
// of [RecordTime] and [RecordReactiveImported]. SMETS2 ProfileDataLog.
var ReactiveProfileRecords = &List{
	Name: "ProfileDataLog (reactive import)", Max: 4464, Clause: "SMETS2 ProfileDataLog",
}

// The energy of a half hour. SMETS2 ProfileDataLog.
var (
	RecordImported          = recordHalfHour("PrimaryValue", WattHours)
	RecordSecondaryImported = recordHalfHour("SecondaryValue", WattHours)
	RecordExported          = recordHalfHour("ActiveEnergyExportedValue", WattHours)
	RecordReactiveExported  = recordHalfHour("ReactiveEnergyExportedValue", VarHours)
	RecordReactiveImported  = recordHalfHour("ReactiveEnergyImportedValue", VarHours)
)

// recordHalfHour is the energy of a half hour.
func recordHalfHour(name string, unit Unit) *Slot[uint32] {
	return &Slot[uint32]{Name: name, Unit: unit, Clause: "SMETS2 ProfileDataLog"}
}

// The half-hour logs.
var (
	importProfileProtection = Protection(LN{0, 0, 43, 2, 7, 255})

	importProfile = Attr(ProfileGeneric, LN{0, 0, 99, 1, 0, 255}, 2,
		LogOf(ImportProfileRecords,
			RecordTime, RecordImported, Optional{RecordSecondaryImported}))
	exportProfile = Attr(ProfileGeneric, LN{0, 0, 99, 1, 1, 255}, 2,
		LogOf(ExportProfileRecords, RecordTime, RecordExported, RecordReactiveExported))
	reactiveProfile = Attr(ProfileGeneric, LN{0, 0, 99, 1, 2, 255}, 2,
		LogOf(ReactiveProfileRecords, RecordTime, RecordReactiveImported))
)

// RecordCode is the alert or event code that a record notes. GBCS event logs.
var RecordCode = &Slot[gbcs.AlertCode]{
	Name: "LogCode", Base: 16, Show: showRecordCode, Clause: "GBCS event logs",
}

// showRecordCode writes a code with its title.
func showRecordCode(c gbcs.AlertCode) string {
	return strings.TrimSpace(c.String() + " " + AlertTitle(c))
}

// RecordInformation is what a record of the event log says beyond its code, up to 8 octets:
// a Message Code for 8154 and 8155, the code of a user interface command for 8161 and 8162.
// GBCS event logs.
var RecordInformation = &Octets{Name: "OtherInformation", Max: 8, Clause: "GBCS event logs"}

// RecordPowerInformation is what a record of the power event log says beyond its code.
// GBCS event logs.
var RecordPowerInformation = &Slot[uint32]{
	Name: "OtherInformation", Base: 16, Clause: "GBCS event logs",
}

// EventRecords is the Event Log of an ESME or a CHF, up to 100 records of [RecordTime],
// [RecordCode] and [RecordInformation]. SMETS2 and CHTS EventLog.
var EventRecords = &List{Name: "EventLog", Max: 100, Clause: "SMETS2 and CHTS EventLog"}

// SecurityRecords is the Security Log of an ESME or a CHF, up to 100 records of
// [RecordTime] and [RecordCode]. SMETS2 and CHTS SecurityLog.
var SecurityRecords = &List{
	Name: "SecurityLog", Max: 100, Clause: "SMETS2 and CHTS SecurityLog",
}

// PowerEventRecords is the Power Event Log of an ESME, up to 100 records of [RecordTime],
// [RecordCode] and [RecordPowerInformation]. SMETS2 PowerEventLog.
var PowerEventRecords = &List{Name: "PowerEventLog", Max: 100, Clause: "SMETS2 PowerEventLog"}

// AuxiliaryControllerRecords is what an ESME had its auxiliary controllers do, up to 100
// records of [RecordTime], [RecordAction], [RecordOutcome] and [RecordHANCommand].
// SMETS2 AuxiliaryControllerEventLog.
var AuxiliaryControllerRecords = &List{
	Name: "AuxiliaryControllerEventLog", Max: 100, Clause: "SMETS2 AuxiliaryControllerEventLog",
}

// RecordAction is an auxiliary controller and what was asked of it. Its high octet is the
// controller, 1 to 5, with 1 for output and 2 for input in the high nibble from Devices
// that know levels. Its low octet is the level, 0 to 100, or from Devices that know only
// switches one of these:
//
//	00  the record is about a message from the HCALCS
//	01  on, 02 off by the calendar
//	11  on, 12 off by a Command
//	20  back to the calendar
//
// SMETS2 AuxiliaryControllerEventLog.
var RecordAction = &Slot[uint16]{
	Name: "SwitchNumberAndAction", Base: 16, Show: showRecordAction,
	Clause: "SMETS2 AuxiliaryControllerEventLog",
}

// recordSwitchActions are the low octets of a [RecordAction] of a switch.
var recordSwitchActions = []Code{
	{Value: 0x00, Name: "message from the HCALCS"},
	{Value: 0x01, Name: "on by calendar"}, {Value: 0x02, Name: "off by calendar"},
	{Value: 0x11, Name: "on"}, {Value: 0x12, Name: "off"},
	{Value: 0x20, Name: "back to calendar"},
}

// showRecordAction writes a [RecordAction].
func showRecordAction(v uint16) string {
	controller, low := v>>8&0x0F, v&0xFF
	switch v >> 12 {
	case 0:
		if c, ok := codeOf(recordSwitchActions, uint64(low)); ok {
			return fmt.Sprintf("%04X switch %d %s", v, controller, c.Name)
		}
	case 1:
		return fmt.Sprintf("%04X controller %d output %d", v, controller, low)
	case 2:
		return fmt.Sprintf("%04X controller %d input %d", v, controller, low)
	}
	return fmt.Sprintf("%04X", v)
}

// RecordOutcome is how an auxiliary controller did what was asked of it.
// SMETS2 AuxiliaryControllerEventLog.
var RecordOutcome = &Slot[uint8]{
	Name: "Outcome", Enum: true, Clause: "SMETS2 AuxiliaryControllerEventLog",
	Codes: []Code{
		{Value: 0, Name: "Outcome not known"}, {Value: 1, Name: "Success"},
		{Value: 2, Name: "Failure"},
	},
}

// RecordHANCommand is the number of the command to an HCALCS, 0 where there was none.
// SMETS2 AuxiliaryControllerEventLog.
var RecordHANCommand = &Slot[uint32]{
	Name: "HANCommandID", Base: 16, Clause: "SMETS2 AuxiliaryControllerEventLog",
}

// The event logs, and the clearing of those that a Supplier can clear.
var (
	eventLogName               = LN{0, 0, 99, 98, 0, 255}
	auxiliaryControllerLogName = LN{0, 17, 99, 98, 2, 255}

	eventLog = Attr(ProfileGeneric, eventLogName, 2,
		LogOf(EventRecords, RecordTime, RecordCode, RecordInformation))
	securityLog = Attr(ProfileGeneric, LN{0, 0, 99, 98, 1, 255}, 2,
		LogOf(SecurityRecords, RecordTime, RecordCode))
	powerEventLog = Attr(ProfileGeneric, LN{0, 0, 99, 98, 4, 255}, 2,
		LogOf(PowerEventRecords, RecordTime, RecordCode, RecordPowerInformation))
	auxiliaryControllerLog = Attr(ProfileGeneric, auxiliaryControllerLogName, 2,
		LogOf(AuxiliaryControllerRecords,
			RecordTime, RecordAction, RecordOutcome, RecordHANCommand))

	clearEventLog               = Method("EventLog.clear", ProfileGeneric, eventLogName, 1, nil)
	clearAuxiliaryControllerLog = Method("AuxiliaryControllerEventLog.clear",
		ProfileGeneric, auxiliaryControllerLogName, 1, nil)
)
