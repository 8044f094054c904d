package duis

import "time"

// ReadInstantaneousImportRegisters is SRV 4.1.1 Read Instantaneous Import Registers: the
// registers of energy imported. DUIS 3.8.
type ReadInstantaneousImportRegisters struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousImportRegisters) Element() string {
	return "ReadInstantaneousImportRegisters"
}

// ReadInstantaneousImportTOUMatrices is SRV 4.1.2 Read Instantaneous Import TOU Matrices:
// imported energy by time of use. DUIS 3.8.
type ReadInstantaneousImportTOUMatrices struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousImportTOUMatrices) Element() string {
	return "ReadInstantaneousImportTOUMatrices"
}

// ReadInstantaneousImportTOUWithBlocksMatrices is SRV 4.1.3 Read Instantaneous Import TOU With
// Blocks Matrices: imported energy by time of use and block. DUIS 3.8.
type ReadInstantaneousImportTOUWithBlocksMatrices struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousImportTOUWithBlocksMatrices) Element() string {
	return "ReadInstantaneousImportTOUWithBlocksMatrices"
}

// ReadInstantaneousImportBlockCounters is SRV 4.1.4 Read Instantaneous Import Block Counters:
// imported energy by block. DUIS 3.8.
type ReadInstantaneousImportBlockCounters struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousImportBlockCounters) Element() string {
	return "ReadInstantaneousImportBlockCounters"
}

// ReadInstantaneousExportRegisters is SRV 4.2 Read Instantaneous Export Registers: the
// registers of energy exported. DUIS 3.8.
type ReadInstantaneousExportRegisters struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousExportRegisters) Element() string {
	return "ReadInstantaneousExportRegisters"
}

// ReadInstantaneousPrepayValues is SRV 4.3 Read Instantaneous Prepay Values: balances and debts
// of prepayment mode. DUIS 3.8.
type ReadInstantaneousPrepayValues struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousPrepayValues) Element() string { return "ReadInstantaneousPrepayValues" }

// ReadLogFutureDatableAndURPCredentials is the body of reads of a log that parties unknown to
// the Device may make, for whom the answer is encrypted.
type ReadLogFutureDatableAndURPCredentials struct {
	ExecutionDateTime           *time.Time
	ReadLogPeriod               ReadLogPeriod
	KAPublicSecurityCredentials []byte `doc:",optional"` // X.509 certificate, DER
}

// ReadLogPeriod is from when to when entries are wanted.
type ReadLogPeriod struct {
	StartDateTime time.Time
	EndDateTime   time.Time
}

// RetrieveCoMOrTariffTriggeredBillingDataLog is SRV 4.4.2 Retrieve Change Of Mode / Tariff
// Triggered Billing Data Log: what was recorded at changes of payment mode and tariff.
// DUIS 3.8.
type RetrieveCoMOrTariffTriggeredBillingDataLog struct {
	ReadLogFutureDatableAndURPCredentials `doc:",group"`
}

// Element is the name of the body's element.
func (*RetrieveCoMOrTariffTriggeredBillingDataLog) Element() string {
	return "RetrieveCoMOrTariffTriggeredBillingDataLog"
}

// RetrieveBillingCalendarTriggeredBillingDataLog is SRV 4.4.3 Retrieve Billing Calendar
// Triggered Billing Data Log: what was recorded at the end of billing periods. DUIS 3.8.
type RetrieveBillingCalendarTriggeredBillingDataLog struct {
	ReadLogFutureDatableAndURPCredentials `doc:",group"`
}

// Element is the name of the body's element.
func (*RetrieveBillingCalendarTriggeredBillingDataLog) Element() string {
	return "RetrieveBillingCalendarTriggeredBillingDataLog"
}

// ReadLogFutureDatable is the body of reads of a log.
type ReadLogFutureDatable struct {
	ExecutionDateTime *time.Time
	ReadLogPeriod     ReadLogPeriod
}

// RetrieveBillingDataLogDebtPayments is SRV 4.4.4 Retrieve Billing Data Log (Payment Based Debt
// Payments): the payments to debt. DUIS 3.8.
type RetrieveBillingDataLogDebtPayments struct {
	ReadLogFutureDatable `doc:",group"`
}

// Element is the name of the body's element.
func (*RetrieveBillingDataLogDebtPayments) Element() string {
	return "RetrieveBillingDataLogDebtPayments"
}

// RetrieveBillingDataLogPrepaymentCredits is SRV 4.4.5 Retrieve Billing Data Log (Prepayment
// Credits): the top-ups. DUIS 3.8.
type RetrieveBillingDataLogPrepaymentCredits struct {
	ReadLogFutureDatable `doc:",group"`
}

// Element is the name of the body's element.
func (*RetrieveBillingDataLogPrepaymentCredits) Element() string {
	return "RetrieveBillingDataLogPrepaymentCredits"
}

// RetrieveImportDailyReadLog is SRV 4.6.1 Retrieve Import Daily Read Log: the import registers
// day by day. DUIS 3.8.
type RetrieveImportDailyReadLog struct {
	ReadLogFutureDatableAndURPCredentials `doc:",group"`
}

// Element is the name of the body's element.
func (*RetrieveImportDailyReadLog) Element() string { return "RetrieveImportDailyReadLog" }

// RetrieveExportDailyReadLog is SRV 4.6.2 Retrieve Export Daily Read Log: the export registers
// day by day. DUIS 3.8.
type RetrieveExportDailyReadLog struct {
	ReadLogFutureDatable `doc:",group"`
}

// Element is the name of the body's element.
func (*RetrieveExportDailyReadLog) Element() string { return "RetrieveExportDailyReadLog" }

// ReadActiveImportProfileData is SRV 4.8.1 Read Active Import Profile Data: active energy
// imported, half hour by half hour. DUIS 3.8.
type ReadActiveImportProfileData struct {
	ReadLogFutureDatableAndURPCredentials `doc:",group"`
}

// Element is the name of the body's element.
func (*ReadActiveImportProfileData) Element() string { return "ReadActiveImportProfileData" }

// ReadReactiveImportProfileData is SRV 4.8.2 Read Reactive Import Profile Data: reactive energy
// imported, half hour by half hour. DUIS 3.8.
type ReadReactiveImportProfileData struct {
	ReadLogFutureDatable `doc:",group"`
}

// Element is the name of the body's element.
func (*ReadReactiveImportProfileData) Element() string { return "ReadReactiveImportProfileData" }

// ReadExportProfileData is SRV 4.8.3 Read Export Profile Data: energy exported, half hour by
// half hour. DUIS 3.8.
type ReadExportProfileData struct {
	ReadLogFutureDatable `doc:",group"`
}

// Element is the name of the body's element.
func (*ReadExportProfileData) Element() string { return "ReadExportProfileData" }

// ReadNetworkData is SRV 4.10 Read Network Data: voltages of an ESME, or the network data log
// of a GSME. DUIS 3.8.
type ReadNetworkData struct {
	ReadLogFutureDatableAndURPCredentials `doc:",group"`
}

// Element is the name of the body's element.
func (*ReadNetworkData) Element() string { return "ReadNetworkData" }

// ReadTariffPrimaryElement is SRV 4.11.1 Read Tariff (Primary Element): the tariff of an ESME's
// primary element or of a GSME. DUIS 3.8.
type ReadTariffPrimaryElement struct{}

// Element is the name of the body's element.
func (*ReadTariffPrimaryElement) Element() string { return "ReadTariffPrimaryElement" }

// ReadTariffSecondaryElement is SRV 4.11.2 Read Tariff (Secondary Element): the tariff of the
// secondary element. DUIS 3.8.
type ReadTariffSecondaryElement struct{}

// Element is the name of the body's element.
func (*ReadTariffSecondaryElement) Element() string { return "ReadTariffSecondaryElement" }

// ReadMaximumDemandImportRegisters is SRV 4.12.1 Read Maximum Demand Import Registers: the
// greatest active power imported. DUIS 3.8.
type ReadMaximumDemandImportRegisters struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadMaximumDemandImportRegisters) Element() string {
	return "ReadMaximumDemandImportRegisters"
}

// ReadMaximumDemandExportRegisters is SRV 4.12.2 Read Maximum Demand Export Registers: the
// greatest active power exported. DUIS 3.8.
type ReadMaximumDemandExportRegisters struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadMaximumDemandExportRegisters) Element() string {
	return "ReadMaximumDemandExportRegisters"
}

// ReadPrepaymentConfiguration is SRV 4.13 Read Prepayment Configuration: limits, thresholds and
// the calendar of prepayment mode. DUIS 3.8.
type ReadPrepaymentConfiguration struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadPrepaymentConfiguration) Element() string { return "ReadPrepaymentConfiguration" }

// ReadPrepaymentDailyReadLog is SRV 4.14 Read Prepayment Daily Read Log: the balances day by
// day. DUIS 3.8.
type ReadPrepaymentDailyReadLog struct {
	ReadLogFutureDatableAndURPCredentials `doc:",group"`
}

// Element is the name of the body's element.
func (*ReadPrepaymentDailyReadLog) Element() string { return "ReadPrepaymentDailyReadLog" }

// ReadLoadLimitData is SRV 4.15 Read Load Limit Data: the settings of load limiting and its
// counter. DUIS 3.8.
type ReadLoadLimitData struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadLoadLimitData) Element() string { return "ReadLoadLimitData" }

// ReadActivePowerImport is SRV 4.16 Read Active Power Import: the active power imported now.
// DUIS 3.8.
type ReadActivePowerImport struct{}

// Element is the name of the body's element.
func (*ReadActivePowerImport) Element() string { return "ReadActivePowerImport" }

// RetrieveDailyConsumptionLog is SRV 4.17 Retrieve Daily Consumption Log: the consumption day
// by day. DUIS 3.8.
type RetrieveDailyConsumptionLog struct {
	ReadLogFutureDatableAndURPCredentials `doc:",group"`
}

// Element is the name of the body's element.
func (*RetrieveDailyConsumptionLog) Element() string { return "RetrieveDailyConsumptionLog" }

// ReadMeterBalance is SRV 4.18 Read Meter Balance: the Meter Balance. DUIS 3.8.
type ReadMeterBalance struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadMeterBalance) Element() string { return "ReadMeterBalance" }

// RecordNetworkDataGAS is SRV 14.1 Record Network Data (GAS): starts the network data log of a
// GSME. DUIS 3.8.
type RecordNetworkDataGAS struct{}

// Element is the name of the body's element.
func (*RecordNetworkDataGAS) Element() string { return "RecordNetworkDataGAS" }
