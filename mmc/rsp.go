package mmc

import "reflect"

// Rsp is what a Device answered to one kind of Service Request: a pointer to the struct that is
// named as its element, such as [*ReadSupplyStatusRsp]. The element of a request's body with Rsp
// after it names that of the answer, but for SRV 6.2.3, whose answer is a
// [*ReadDeviceConfigurationDataBillingCalendarRsp]. SRV 6.14.3 and the requests that no Device
// answers have none.
type Rsp interface {
	// Element is the local name of the element.
	Element() string
	// success is the field MessageSuccess, which all have.
	success() **bool
}

// NewRsp makes the Rsp of that element, empty. It is nil where the catalogue has none.
func NewRsp(element string) Rsp {
	if t, ok := rspTypes[element]; ok {
		return reflect.New(t).Interface().(Rsp)
	}
	return nil
}

// rspTypes are the structs of all Rsp, by their elements.
var rspTypes = func() map[string]reflect.Type {
	types := make(map[string]reflect.Type, len(rsps))
	for _, rsp := range rsps {
		types[rsp.Element()] = reflect.TypeOf(rsp).Elem()
	}
	return types
}()

// Success is what MessageSuccess of an Rsp says; nil: nothing.
func Success(rsp Rsp) *bool { return *rsp.success() }

// SetSuccess sets MessageSuccess of an Rsp: whether no item of the request failed.
func SetSuccess(rsp Rsp, ok bool) { *rsp.success() = &ok }

// rsps are all there are, in the order of the schema.
var rsps = []Rsp{
	(*UpdateImportTariffPrimaryElementRsp)(nil), (*UpdateImportTariffSecondaryElementRsp)(nil),
	(*UpdatePricePrimaryElementRsp)(nil), (*UpdatePriceSecondaryElementRsp)(nil),
	(*UpdateMeterBalanceRsp)(nil), (*UpdatePaymentModeRsp)(nil),
	(*ResetTariffBlockCounterMatrixRsp)(nil), (*UpdatePrepayConfigurationRsp)(nil),
	(*TopUpDeviceRsp)(nil), (*UpdateDebtRsp)(nil), (*ActivateEmergencyCreditRsp)(nil),
	(*DisplayMessageRsp)(nil), (*RestrictAccessForChangeOfTenancyRsp)(nil),
	(*ClearEventLogRsp)(nil), (*UpdateSupplierNameRsp)(nil), (*DisablePrivacyPINRsp)(nil),
	(*ReadInstantaneousImportRegistersRsp)(nil), (*ReadInstantaneousImportTOUMatricesRsp)(nil),
	(*ReadInstantaneousImportTOUWithBlocksMatricesRsp)(nil),
	(*ReadInstantaneousImportBlockCountersRsp)(nil), (*ReadInstantaneousExportRegistersRsp)(nil),
	(*ReadInstantaneousPrepayValuesRsp)(nil),
	(*RetrieveCoMOrTariffTriggeredBillingDataLogRsp)(nil),
	(*RetrieveBillingCalendarTriggeredBillingDataLogRsp)(nil),
	(*RetrieveBillingDataLogDebtPaymentsRsp)(nil),
	(*RetrieveBillingDataLogPrepaymentCreditsRsp)(nil), (*RetrieveImportDailyReadLogRsp)(nil),
	(*RetrieveExportDailyReadLogRsp)(nil), (*ReadActiveImportProfileDataRsp)(nil),
	(*ReadReactiveImportProfileDataRsp)(nil), (*ReadExportProfileDataRsp)(nil),
	(*ReadNetworkDataRsp)(nil), (*ReadTariffPrimaryElementRsp)(nil),
	(*ReadTariffSecondaryElementRsp)(nil), (*ReadMaximumDemandImportRegistersRsp)(nil),
	(*ReadMaximumDemandExportRegistersRsp)(nil), (*ReadPrepaymentConfigurationRsp)(nil),
	(*ReadPrepaymentDailyReadLogRsp)(nil), (*ReadLoadLimitDataRsp)(nil),
	(*ReadActivePowerImportRsp)(nil), (*RetrieveDailyConsumptionLogRsp)(nil),
	(*ReadMeterBalanceRsp)(nil), (*ReadDeviceConfigurationVoltageRsp)(nil),
	(*ReadDeviceConfigurationRandomisationRsp)(nil),
	(*ReadDeviceConfigurationDataBillingCalendarRsp)(nil),
	(*ReadDeviceConfigurationIdentityExcMPxNRsp)(nil),
	(*ReadDeviceConfigurationInstantaneousPowerThresholdsRsp)(nil),
	(*ReadDeviceConfigurationMPxNRsp)(nil), (*ReadDeviceConfigurationGasRsp)(nil),
	(*ReadDeviceConfigurationPaymentModeRsp)(nil),
	(*ReadDeviceConfigurationEventAndAlertBehavioursRsp)(nil),
	(*UpdateDeviceConfigurationLoadLimitingGeneralSettingsRsp)(nil),
	(*UpdateDeviceConfigurationLoadLimitingCounterResetRsp)(nil),
	(*UpdateDeviceConfigurationVoltageRsp)(nil),
	(*UpdateDeviceConfigurationGasConversionRsp)(nil),
	(*UpdateDeviceConfigurationGasFlowRsp)(nil),
	(*UpdateDeviceConfigurationBillingCalendarRsp)(nil), (*SynchroniseClockRsp)(nil),
	(*UpdateDeviceConfigurationInstantaneousPowerThresholdRsp)(nil),
	(*ReadEventOrSecurityLogRsp)(nil), (*UpdateDeviceConfigurationALCDescriptionsRsp)(nil),
	(*UpdateDeviceConfigurationALCSchedulerRsp)(nil), (*UpdateSecurityCredentialsKRPRsp)(nil),
	(*UpdateSecurityCredentialsDeviceRsp)(nil), (*IssueSecurityCredentialsRsp)(nil),
	(*SetMaximumDemandConfigurableTimePeriodRsp)(nil), (*ResetMaximumDemandRegistersRsp)(nil),
	(*SetDeviceConfigurationImportMPxNRsp)(nil), (*SetDeviceConfigurationExportMPANRsp)(nil),
	(*RequestHandoverOfDCCControlledDeviceRsp)(nil), (*ConfigureAlertBehaviourRsp)(nil),
	(*UpdateSecurityCredentialsCoSRsp)(nil), (*RetrieveDeviceSecurityCredentialsKRPRsp)(nil),
	(*RetrieveDeviceSecurityCredentialsDeviceRsp)(nil),
	(*SetElectricitySupplyTamperStateRsp)(nil),
	(*UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrixRsp)(nil),
	(*UpdateDeviceConfigurationRMSVoltageCounterResetRsp)(nil),
	(*SetCHFSubGHzConfigurationRsp)(nil), (*RequestCHFSubGHzChannelScanRsp)(nil),
	(*ReadCHFSubGHzConfigurationRsp)(nil), (*ReadCHFSubGHzChannelRsp)(nil),
	(*ReadCHFSubGHzChannelLogRsp)(nil), (*EnableSupplyRsp)(nil), (*DisableSupplyRsp)(nil),
	(*ArmSupplyRsp)(nil), (*ReadSupplyStatusRsp)(nil), (*ActivateAuxiliaryLoadRsp)(nil),
	(*DeactivateAuxiliaryLoadRsp)(nil), (*ReadALCSDataRsp)(nil), (*ResetAuxiliaryLoadRsp)(nil),
	(*AddAuxiliaryLoadToBoostButtonRsp)(nil), (*RemoveAuxiliaryLoadFromBoostButtonRsp)(nil),
	(*ReadBoostButtonDetailsRsp)(nil), (*SetRandomisedOffsetLimitRsp)(nil),
	(*CommissionDeviceSynchroniseClockRsp)(nil), (*ServiceOptOutRsp)(nil),
	(*JoinServiceCriticalRsp)(nil), (*JoinServiceNonCriticalRsp)(nil),
	(*UnjoinServiceCriticalRsp)(nil), (*UnjoinServiceNonCriticalRsp)(nil),
	(*ReadDeviceLogRsp)(nil), (*UpdateHANDeviceLogRsp)(nil), (*RestoreHANDeviceLogRsp)(nil),
	(*RestoreGPFDeviceLogRsp)(nil), (*RequestCustomerIdentificationNumberRsp)(nil),
	(*ReadFirmwareVersionRsp)(nil), (*ActivateFirmwareRsp)(nil), (*RecordNetworkDataGASRsp)(nil),
	(*SetAuxiliaryControllerStateRsp)(nil), (*ReadAuxiliaryControllerConfigurationDataRsp)(nil),
	(*ReadAuxiliaryControllerOperationalDataRsp)(nil), (*LimitAPCLevelRsp)(nil),
}
