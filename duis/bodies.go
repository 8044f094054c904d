package duis

import (
	"reflect"
	"time"
)

// Body is the content of a request's Body: one of the structures of this package that are
// named like an element, by pointer.
type Body interface {
	// Element is the local name of the element, which DUIS uses to name the service.
	Element() string
}

// ExecutionDateTime is when the body says that the request shall be carried out, and
// whether it says so.
func ExecutionDateTime(body Body) (time.Time, bool) {
	v := reflect.ValueOf(body)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return time.Time{}, false
	}
	switch at := v.Elem().FieldByName("ExecutionDateTime"); {
	case !at.IsValid():
		return time.Time{}, false
	case at.Kind() == reflect.Pointer && at.IsNil():
		return time.Time{}, false
	default:
		return reflect.Indirect(at).Interface().(time.Time).UTC(), true
	}
}

// RemotePartyRole names a trust anchor cell of a Device by the role of the party
// whose credentials it holds.
type RemotePartyRole string

// The remote party roles of DUIS. TransCoS is the Change of Supplier party.
const (
	RoleACB             RemotePartyRole = "ACB"
	RoleNetworkOperator RemotePartyRole = "NetworkOperator"
	RoleRecovery        RemotePartyRole = "Recovery"
	RoleRoot            RemotePartyRole = "Root"
	RoleSupplier        RemotePartyRole = "Supplier"
	RoleTransCoS        RemotePartyRole = "TransCoS"
	RoleLoadController  RemotePartyRole = "LoadController"
)

// bodies are the elements that the Body of a request may hold, in the order of the
// schema.
var bodies = []Body{
	(*UpdateImportTariffPrimaryElement)(nil),
	(*UpdateImportTariffSecondaryElement)(nil),
	(*UpdatePricePrimaryElement)(nil),
	(*UpdatePriceSecondaryElement)(nil),
	(*UpdateMeterBalance)(nil),
	(*UpdatePaymentMode)(nil),
	(*ResetTariffBlockCounterMatrix)(nil),
	(*UpdatePrepayConfiguration)(nil),
	(*TopUpDevice)(nil),
	(*UpdateDebt)(nil),
	(*ActivateEmergencyCredit)(nil),
	(*DisplayMessage)(nil),
	(*RestrictAccessForChangeOfTenancy)(nil),
	(*ClearEventLog)(nil),
	(*UpdateSupplierName)(nil),
	(*DisablePrivacyPIN)(nil),
	(*ReadInstantaneousImportRegisters)(nil),
	(*ReadInstantaneousImportTOUMatrices)(nil),
	(*ReadInstantaneousImportTOUWithBlocksMatrices)(nil),
	(*ReadInstantaneousImportBlockCounters)(nil),
	(*ReadInstantaneousExportRegisters)(nil),
	(*ReadInstantaneousPrepayValues)(nil),
	(*RetrieveCoMOrTariffTriggeredBillingDataLog)(nil),
	(*RetrieveBillingCalendarTriggeredBillingDataLog)(nil),
	(*RetrieveBillingDataLogDebtPayments)(nil),
	(*RetrieveBillingDataLogPrepaymentCredits)(nil),
	(*RetrieveImportDailyReadLog)(nil),
	(*RetrieveExportDailyReadLog)(nil),
	(*ReadActiveImportProfileData)(nil),
	(*ReadReactiveImportProfileData)(nil),
	(*ReadExportProfileData)(nil),
	(*ReadNetworkData)(nil),
	(*ReadTariffPrimaryElement)(nil),
	(*ReadTariffSecondaryElement)(nil),
	(*ReadMaximumDemandImportRegisters)(nil),
	(*ReadMaximumDemandExportRegisters)(nil),
	(*ReadPrepaymentConfiguration)(nil),
	(*ReadPrepaymentDailyReadLog)(nil),
	(*ReadLoadLimitData)(nil),
	(*ReadActivePowerImport)(nil),
	(*RetrieveDailyConsumptionLog)(nil),
	(*ReadMeterBalance)(nil),
	(*CreateSchedule)(nil),
	(*ReadSchedule)(nil),
	(*DeleteSchedule)(nil),
	(*ReadDeviceConfigurationVoltage)(nil),
	(*ReadDeviceConfigurationRandomisation)(nil),
	(*ReadDeviceConfigurationBillingCalendar)(nil),
	(*ReadDeviceConfigurationIdentityExcMPxN)(nil),
	(*ReadDeviceConfigurationInstantaneousPowerThresholds)(nil),
	(*ReadDeviceConfigurationMPxN)(nil),
	(*ReadDeviceConfigurationGas)(nil),
	(*ReadDeviceConfigurationPaymentMode)(nil),
	(*ReadDeviceConfigurationEventAndAlertBehaviours)(nil),
	(*UpdateDeviceConfigurationLoadLimitingGeneralSettings)(nil),
	(*UpdateDeviceConfigurationLoadLimitingCounterReset)(nil),
	(*UpdateDeviceConfigurationVoltage)(nil),
	(*UpdateDeviceConfigurationGasConversion)(nil),
	(*UpdateDeviceConfigurationGasFlow)(nil),
	(*UpdateDeviceConfigurationBillingCalendar)(nil),
	(*SynchroniseClock)(nil),
	(*UpdateDeviceConfigurationInstantaneousPowerThreshold)(nil),
	(*ReadEventOrSecurityLog)(nil),
	(*UpdateDeviceConfigurationALCDescriptions)(nil),
	(*UpdateDeviceConfigurationALCScheduler)(nil),
	(*UpdateDeviceConfigurationAuxiliaryControllerScheduler)(nil),
	(*UpdateSecurityCredentialsKRP)(nil),
	(*UpdateSecurityCredentialsDevice)(nil),
	(*IssueSecurityCredentials)(nil),
	(*SetMaximumDemandConfigurableTimePeriod)(nil),
	(*ResetMaximumDemandRegisters)(nil),
	(*SetDeviceConfigurationImportMPxN)(nil),
	(*SetDeviceConfigurationExportMPAN)(nil),
	(*RequestHandoverOfDCCControlledDevice)(nil),
	(*ConfigureAlertBehaviour)(nil),
	(*UpdateSecurityCredentialsCoS)(nil),
	(*RetrieveDeviceSecurityCredentialsKRP)(nil),
	(*RetrieveDeviceSecurityCredentialsDevice)(nil),
	(*SetElectricitySupplyTamperState)(nil),
	(*UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix)(nil),
	(*UpdateDeviceConfigurationRMSVoltageCounterReset)(nil),
	(*SetCHFSubGHzConfiguration)(nil),
	(*RequestCHFSubGHzChannelScan)(nil),
	(*ReadCHFSubGHzConfiguration)(nil),
	(*ReadCHFSubGHzChannel)(nil),
	(*ReadCHFSubGHzChannelLog)(nil),
	(*EnableSupply)(nil),
	(*DisableSupply)(nil),
	(*ArmSupply)(nil),
	(*ReadSupplyStatus)(nil),
	(*ActivateAuxiliaryLoad)(nil),
	(*DeactivateAuxiliaryLoad)(nil),
	(*ReadALCSData)(nil),
	(*ResetAuxiliaryLoad)(nil),
	(*AddAuxiliaryLoadToBoostButton)(nil),
	(*RemoveAuxiliaryLoadFromBoostButton)(nil),
	(*ReadBoostButtonDetails)(nil),
	(*SetRandomisedOffsetLimit)(nil),
	(*SetAuxiliaryControllerState)(nil),
	(*ReadAuxiliaryControllerConfigurationData)(nil),
	(*ReadAuxiliaryControllerOperationalData)(nil),
	(*LimitAPCLevel)(nil),
	(*CommissionDeviceSynchroniseClock)(nil),
	(*ReadInventory)(nil),
	(*DecommissionDevice)(nil),
	(*UpdateInventory)(nil),
	(*ServiceOptOut)(nil),
	(*ServiceOptIn)(nil),
	(*JoinServiceCritical)(nil),
	(*JoinServiceNonCritical)(nil),
	(*UnjoinServiceCritical)(nil),
	(*UnjoinServiceNonCritical)(nil),
	(*ReadDeviceLog)(nil),
	(*UpdateHANDeviceLog)(nil),
	(*RestoreHANDeviceLog)(nil),
	(*RestoreGPFDeviceLog)(nil),
	(*ReturnLocalCommandResponse)(nil),
	(*CHFInstallSuccessSMWAN)(nil),
	(*CHFInstallSuccessNoSMWAN)(nil),
	(*CHFFaultReturn)(nil),
	(*CHFNoFaultReturn)(nil),
	(*RequestCustomerIdentificationNumber)(nil),
	(*UpdateFirmware)(nil),
	(*ReadFirmwareVersion)(nil),
	(*ActivateFirmware)(nil),
	(*UpdatePPMIDFirmware)(nil),
	(*RequestWANMatrix)(nil),
	(*DevicePrenotification)(nil),
	(*RecordNetworkDataGAS)(nil),
	(*SignedPreCommand)(nil),
}

// EnableDisableAlert says whether an alert or event is to be reported.
type EnableDisableAlert string

// The two settings.
const (
	EnableAlert  EnableDisableAlert = "Enable"
	DisableAlert EnableDisableAlert = "Disable"
)
