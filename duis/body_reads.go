package duis

import (
	"time"
)

// ReadInstantaneousImportRegisters is the body of SRV 4.1.1 Read Instantaneous Import Registers.
type ReadInstantaneousImportRegisters struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousImportRegisters) Element() string { return "ReadInstantaneousImportRegisters" }

// ReadInstantaneousImportTOUMatrices is the body of SRV 4.1.2 Read Instantaneous Import TOU Matrices.
type ReadInstantaneousImportTOUMatrices struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousImportTOUMatrices) Element() string {
	return "ReadInstantaneousImportTOUMatrices"
}

// ReadInstantaneousImportTOUWithBlocksMatrices is the body of SRV 4.1.3 Read Instantaneous Import TOU With Blocks Matrices.
type ReadInstantaneousImportTOUWithBlocksMatrices struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousImportTOUWithBlocksMatrices) Element() string {
	return "ReadInstantaneousImportTOUWithBlocksMatrices"
}

// ReadInstantaneousImportBlockCounters is the body of SRV 4.1.4 Read Instantaneous Import Block Counters.
type ReadInstantaneousImportBlockCounters struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousImportBlockCounters) Element() string {
	return "ReadInstantaneousImportBlockCounters"
}

// ReadInstantaneousExportRegisters is the body of SRV 4.2 Read Instantaneous Export Registers.
type ReadInstantaneousExportRegisters struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousExportRegisters) Element() string { return "ReadInstantaneousExportRegisters" }

// ReadInstantaneousPrepayValues is the body of SRV 4.3 Read Instantaneous Prepay Values.
type ReadInstantaneousPrepayValues struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadInstantaneousPrepayValues) Element() string { return "ReadInstantaneousPrepayValues" }

// ReadLogFutureDatableAndURPCredentials is ReadLogFutureDatableAndURPCredentials of RetrieveCoMOrTariffTriggeredBillingDataLog.
type ReadLogFutureDatableAndURPCredentials struct {
	ExecutionDateTime           *time.Time
	ReadLogPeriod               ReadLogPeriod
	KAPublicSecurityCredentials []byte `duis:",optional"` // X.509 certificate, DER
}

// ReadLogPeriod is ReadLogPeriod of ReadLogFutureDatableAndURPCredentials.
type ReadLogPeriod struct {
	StartDateTime time.Time
	EndDateTime   time.Time
}

// RetrieveCoMOrTariffTriggeredBillingDataLog is the body of SRV 4.4.2 Retrieve Change Of Mode / Tariff Triggered Billing Data Log.
type RetrieveCoMOrTariffTriggeredBillingDataLog struct {
	ReadLogFutureDatableAndURPCredentials `duis:",group"`
}

// Element is the name of the body's element.
func (*RetrieveCoMOrTariffTriggeredBillingDataLog) Element() string {
	return "RetrieveCoMOrTariffTriggeredBillingDataLog"
}

// RetrieveBillingCalendarTriggeredBillingDataLog is the body of SRV 4.4.3 Retrieve Billing Calendar Triggered Billing Data Log.
type RetrieveBillingCalendarTriggeredBillingDataLog struct {
	ReadLogFutureDatableAndURPCredentials `duis:",group"`
}

// Element is the name of the body's element.
func (*RetrieveBillingCalendarTriggeredBillingDataLog) Element() string {
	return "RetrieveBillingCalendarTriggeredBillingDataLog"
}

// ReadLogFutureDatable is ReadLogFutureDatable of RetrieveBillingDataLogDebtPayments.
type ReadLogFutureDatable struct {
	ExecutionDateTime *time.Time
	ReadLogPeriod     ReadLogPeriod
}

// RetrieveBillingDataLogDebtPayments is the body of SRV 4.4.4 Retrieve Billing Data Log (Payment Based Debt Payments).
type RetrieveBillingDataLogDebtPayments struct {
	ReadLogFutureDatable `duis:",group"`
}

// Element is the name of the body's element.
func (*RetrieveBillingDataLogDebtPayments) Element() string {
	return "RetrieveBillingDataLogDebtPayments"
}

// RetrieveBillingDataLogPrepaymentCredits is the body of SRV 4.4.5 Retrieve Billing Data Log (Prepayment Credits).
type RetrieveBillingDataLogPrepaymentCredits struct {
	ReadLogFutureDatable `duis:",group"`
}

// Element is the name of the body's element.
func (*RetrieveBillingDataLogPrepaymentCredits) Element() string {
	return "RetrieveBillingDataLogPrepaymentCredits"
}

// RetrieveImportDailyReadLog is the body of SRV 4.6.1 Retrieve Import Daily Read Log.
type RetrieveImportDailyReadLog struct {
	ReadLogFutureDatableAndURPCredentials `duis:",group"`
}

// Element is the name of the body's element.
func (*RetrieveImportDailyReadLog) Element() string { return "RetrieveImportDailyReadLog" }

// RetrieveExportDailyReadLog is the body of SRV 4.6.2 Retrieve Export Daily Read Log.
type RetrieveExportDailyReadLog struct {
	ReadLogFutureDatable `duis:",group"`
}

// Element is the name of the body's element.
func (*RetrieveExportDailyReadLog) Element() string { return "RetrieveExportDailyReadLog" }

// ReadActiveImportProfileData is the body of SRV 4.8.1 Read Active Import Profile Data.
type ReadActiveImportProfileData struct {
	ReadLogFutureDatableAndURPCredentials `duis:",group"`
}

// Element is the name of the body's element.
func (*ReadActiveImportProfileData) Element() string { return "ReadActiveImportProfileData" }

// ReadReactiveImportProfileData is the body of SRV 4.8.2 Read Reactive Import Profile Data.
type ReadReactiveImportProfileData struct {
	ReadLogFutureDatable `duis:",group"`
}

// Element is the name of the body's element.
func (*ReadReactiveImportProfileData) Element() string { return "ReadReactiveImportProfileData" }

// ReadExportProfileData is the body of SRV 4.8.3 Read Export Profile Data.
type ReadExportProfileData struct {
	ReadLogFutureDatable `duis:",group"`
}

// Element is the name of the body's element.
func (*ReadExportProfileData) Element() string { return "ReadExportProfileData" }

// ReadNetworkData is the body of SRV 4.10 Read Network Data.
type ReadNetworkData struct {
	ReadLogFutureDatableAndURPCredentials `duis:",group"`
}

// Element is the name of the body's element.
func (*ReadNetworkData) Element() string { return "ReadNetworkData" }

// ReadTariffPrimaryElement is the body of SRV 4.11.1 Read Tariff (Primary Element).
type ReadTariffPrimaryElement struct{}

// Element is the name of the body's element.
func (*ReadTariffPrimaryElement) Element() string { return "ReadTariffPrimaryElement" }

// ReadTariffSecondaryElement is the body of SRV 4.11.2 Read Tariff (Secondary Element).
type ReadTariffSecondaryElement struct{}

// Element is the name of the body's element.
func (*ReadTariffSecondaryElement) Element() string { return "ReadTariffSecondaryElement" }

// ReadMaximumDemandImportRegisters is the body of SRV 4.12.1 Read Maximum Demand Import Registers.
type ReadMaximumDemandImportRegisters struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadMaximumDemandImportRegisters) Element() string { return "ReadMaximumDemandImportRegisters" }

// ReadMaximumDemandExportRegisters is the body of SRV 4.12.2 Read Maximum Demand Export Registers.
type ReadMaximumDemandExportRegisters struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadMaximumDemandExportRegisters) Element() string { return "ReadMaximumDemandExportRegisters" }

// ReadPrepaymentConfiguration is the body of SRV 4.13 Read Prepayment Configuration.
type ReadPrepaymentConfiguration struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadPrepaymentConfiguration) Element() string { return "ReadPrepaymentConfiguration" }

// ReadPrepaymentDailyReadLog is the body of SRV 4.14 Read Prepayment Daily Read Log.
type ReadPrepaymentDailyReadLog struct {
	ReadLogFutureDatableAndURPCredentials `duis:",group"`
}

// Element is the name of the body's element.
func (*ReadPrepaymentDailyReadLog) Element() string { return "ReadPrepaymentDailyReadLog" }

// ReadLoadLimitData is the body of SRV 4.15 Read Load Limit Data.
type ReadLoadLimitData struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadLoadLimitData) Element() string { return "ReadLoadLimitData" }

// ReadActivePowerImport is the body of SRV 4.16 Read Active Power Import.
type ReadActivePowerImport struct{}

// Element is the name of the body's element.
func (*ReadActivePowerImport) Element() string { return "ReadActivePowerImport" }

// RetrieveDailyConsumptionLog is the body of SRV 4.17 Retrieve Daily Consumption Log.
type RetrieveDailyConsumptionLog struct {
	ReadLogFutureDatableAndURPCredentials `duis:",group"`
}

// Element is the name of the body's element.
func (*RetrieveDailyConsumptionLog) Element() string { return "RetrieveDailyConsumptionLog" }

// ReadMeterBalance is the body of SRV 4.18 Read Meter Balance.
type ReadMeterBalance struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadMeterBalance) Element() string { return "ReadMeterBalance" }

// RecordNetworkDataGAS is the body of SRV 14.1 Record Network Data (GAS).
type RecordNetworkDataGAS struct{}

// Element is the name of the body's element.
func (*RecordNetworkDataGAS) Element() string { return "RecordNetworkDataGAS" }
