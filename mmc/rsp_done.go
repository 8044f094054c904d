package mmc

// What a Device answers when there is nothing to say but whether it did what it was asked.

// UpdateImportTariffPrimaryElementRsp answers SRV 1.1.1 Update Import Tariff (Primary Element).
type UpdateImportTariffPrimaryElementRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateImportTariffPrimaryElementRsp) Element() string {
	return "UpdateImportTariffPrimaryElementRsp"
}
func (r *UpdateImportTariffPrimaryElementRsp) success() **bool { return &r.MessageSuccess }

// UpdateImportTariffSecondaryElementRsp answers SRV 1.1.2 Update Import Tariff (Secondary
// Element).
type UpdateImportTariffSecondaryElementRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateImportTariffSecondaryElementRsp) Element() string {
	return "UpdateImportTariffSecondaryElementRsp"
}
func (r *UpdateImportTariffSecondaryElementRsp) success() **bool { return &r.MessageSuccess }

// UpdatePricePrimaryElementRsp answers SRV 1.2.1 Update Price (Primary Element).
type UpdatePricePrimaryElementRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdatePricePrimaryElementRsp) Element() string   { return "UpdatePricePrimaryElementRsp" }
func (r *UpdatePricePrimaryElementRsp) success() **bool { return &r.MessageSuccess }

// UpdatePriceSecondaryElementRsp answers SRV 1.2.2 Update Price (Secondary Element).
type UpdatePriceSecondaryElementRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdatePriceSecondaryElementRsp) Element() string {
	return "UpdatePriceSecondaryElementRsp"
}
func (r *UpdatePriceSecondaryElementRsp) success() **bool { return &r.MessageSuccess }

// UpdateMeterBalanceRsp answers SRV 1.5 Update Meter Balance.
type UpdateMeterBalanceRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateMeterBalanceRsp) Element() string   { return "UpdateMeterBalanceRsp" }
func (r *UpdateMeterBalanceRsp) success() **bool { return &r.MessageSuccess }

// UpdatePaymentModeRsp answers SRV 1.6 Update Payment Mode.
type UpdatePaymentModeRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdatePaymentModeRsp) Element() string   { return "UpdatePaymentModeRsp" }
func (r *UpdatePaymentModeRsp) success() **bool { return &r.MessageSuccess }

// ResetTariffBlockCounterMatrixRsp answers SRV 1.7 Reset Tariff Block Counter Matrix.
type ResetTariffBlockCounterMatrixRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*ResetTariffBlockCounterMatrixRsp) Element() string {
	return "ResetTariffBlockCounterMatrixRsp"
}
func (r *ResetTariffBlockCounterMatrixRsp) success() **bool { return &r.MessageSuccess }

// UpdatePrepayConfigurationRsp answers SRV 2.1 Update Prepay Configuration.
type UpdatePrepayConfigurationRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdatePrepayConfigurationRsp) Element() string   { return "UpdatePrepayConfigurationRsp" }
func (r *UpdatePrepayConfigurationRsp) success() **bool { return &r.MessageSuccess }

// TopUpDeviceRsp answers SRV 2.2 Top Up Device.
type TopUpDeviceRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*TopUpDeviceRsp) Element() string   { return "TopUpDeviceRsp" }
func (r *TopUpDeviceRsp) success() **bool { return &r.MessageSuccess }

// UpdateDebtRsp answers SRV 2.3 Update Debt.
type UpdateDebtRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDebtRsp) Element() string   { return "UpdateDebtRsp" }
func (r *UpdateDebtRsp) success() **bool { return &r.MessageSuccess }

// ActivateEmergencyCreditRsp answers SRV 2.5 Activate Emergency Credit.
type ActivateEmergencyCreditRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*ActivateEmergencyCreditRsp) Element() string   { return "ActivateEmergencyCreditRsp" }
func (r *ActivateEmergencyCreditRsp) success() **bool { return &r.MessageSuccess }

// DisplayMessageRsp answers SRV 3.1 Display Message.
type DisplayMessageRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*DisplayMessageRsp) Element() string   { return "DisplayMessageRsp" }
func (r *DisplayMessageRsp) success() **bool { return &r.MessageSuccess }

// RestrictAccessForChangeOfTenancyRsp answers SRV 3.2 Restrict Access For Change Of Tenancy.
type RestrictAccessForChangeOfTenancyRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*RestrictAccessForChangeOfTenancyRsp) Element() string {
	return "RestrictAccessForChangeOfTenancyRsp"
}
func (r *RestrictAccessForChangeOfTenancyRsp) success() **bool { return &r.MessageSuccess }

// ClearEventLogRsp answers SRV 3.3 Clear Event Log.
type ClearEventLogRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*ClearEventLogRsp) Element() string   { return "ClearEventLogRsp" }
func (r *ClearEventLogRsp) success() **bool { return &r.MessageSuccess }

// UpdateSupplierNameRsp answers SRV 3.4 Update Supplier Name.
type UpdateSupplierNameRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateSupplierNameRsp) Element() string   { return "UpdateSupplierNameRsp" }
func (r *UpdateSupplierNameRsp) success() **bool { return &r.MessageSuccess }

// DisablePrivacyPINRsp answers SRV 3.5 Disable Privacy PIN.
type DisablePrivacyPINRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*DisablePrivacyPINRsp) Element() string   { return "DisablePrivacyPINRsp" }
func (r *DisablePrivacyPINRsp) success() **bool { return &r.MessageSuccess }

// UpdateDeviceConfigurationLoadLimitingGeneralSettingsRsp answers SRV 6.4.1 Update Device
// Configuration (Load Limiting General Settings).
type UpdateDeviceConfigurationLoadLimitingGeneralSettingsRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationLoadLimitingGeneralSettingsRsp) Element() string {
	return "UpdateDeviceConfigurationLoadLimitingGeneralSettingsRsp"
}
func (r *UpdateDeviceConfigurationLoadLimitingGeneralSettingsRsp) success() **bool {
	return &r.MessageSuccess
}

// UpdateDeviceConfigurationLoadLimitingCounterResetRsp answers SRV 6.4.2 Update Device
// Configuration (Load Limiting Counter Reset).
type UpdateDeviceConfigurationLoadLimitingCounterResetRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationLoadLimitingCounterResetRsp) Element() string {
	return "UpdateDeviceConfigurationLoadLimitingCounterResetRsp"
}
func (r *UpdateDeviceConfigurationLoadLimitingCounterResetRsp) success() **bool {
	return &r.MessageSuccess
}

// UpdateDeviceConfigurationVoltageRsp answers SRV 6.5 Update Device Configuration (Voltage).
type UpdateDeviceConfigurationVoltageRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationVoltageRsp) Element() string {
	return "UpdateDeviceConfigurationVoltageRsp"
}
func (r *UpdateDeviceConfigurationVoltageRsp) success() **bool { return &r.MessageSuccess }

// UpdateDeviceConfigurationGasConversionRsp answers SRV 6.6 Update Device Configuration (Gas
// Conversion).
type UpdateDeviceConfigurationGasConversionRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationGasConversionRsp) Element() string {
	return "UpdateDeviceConfigurationGasConversionRsp"
}
func (r *UpdateDeviceConfigurationGasConversionRsp) success() **bool { return &r.MessageSuccess }

// UpdateDeviceConfigurationGasFlowRsp answers SRV 6.7 Update Device Configuration (Gas Flow).
type UpdateDeviceConfigurationGasFlowRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationGasFlowRsp) Element() string {
	return "UpdateDeviceConfigurationGasFlowRsp"
}
func (r *UpdateDeviceConfigurationGasFlowRsp) success() **bool { return &r.MessageSuccess }

// UpdateDeviceConfigurationBillingCalendarRsp answers SRV 6.8 Update Device Configuration
// (Billing Calendar).
type UpdateDeviceConfigurationBillingCalendarRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationBillingCalendarRsp) Element() string {
	return "UpdateDeviceConfigurationBillingCalendarRsp"
}
func (r *UpdateDeviceConfigurationBillingCalendarRsp) success() **bool {
	return &r.MessageSuccess
}

// UpdateDeviceConfigurationInstantaneousPowerThresholdRsp answers SRV 6.12 Update Device
// Configuration (Instantaneous Power Threshold).
type UpdateDeviceConfigurationInstantaneousPowerThresholdRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationInstantaneousPowerThresholdRsp) Element() string {
	return "UpdateDeviceConfigurationInstantaneousPowerThresholdRsp"
}
func (r *UpdateDeviceConfigurationInstantaneousPowerThresholdRsp) success() **bool {
	return &r.MessageSuccess
}

// UpdateDeviceConfigurationALCDescriptionsRsp answers SRV 6.14.1 Update Device Configuration
// (Auxiliary Load Control Description).
type UpdateDeviceConfigurationALCDescriptionsRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationALCDescriptionsRsp) Element() string {
	return "UpdateDeviceConfigurationALCDescriptionsRsp"
}
func (r *UpdateDeviceConfigurationALCDescriptionsRsp) success() **bool {
	return &r.MessageSuccess
}

// UpdateDeviceConfigurationALCSchedulerRsp answers SRV 6.14.2 Update Device Configuration
// (Auxiliary Load Control Scheduler).
type UpdateDeviceConfigurationALCSchedulerRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationALCSchedulerRsp) Element() string {
	return "UpdateDeviceConfigurationALCSchedulerRsp"
}
func (r *UpdateDeviceConfigurationALCSchedulerRsp) success() **bool { return &r.MessageSuccess }

// SetMaximumDemandConfigurableTimePeriodRsp answers SRV 6.18.1 Set Maximum Demand Configurable
// Time Period.
type SetMaximumDemandConfigurableTimePeriodRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*SetMaximumDemandConfigurableTimePeriodRsp) Element() string {
	return "SetMaximumDemandConfigurableTimePeriodRsp"
}
func (r *SetMaximumDemandConfigurableTimePeriodRsp) success() **bool { return &r.MessageSuccess }

// ResetMaximumDemandRegistersRsp answers SRV 6.18.2 Reset Maximum Demand Registers.
type ResetMaximumDemandRegistersRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*ResetMaximumDemandRegistersRsp) Element() string {
	return "ResetMaximumDemandRegistersRsp"
}
func (r *ResetMaximumDemandRegistersRsp) success() **bool { return &r.MessageSuccess }

// SetDeviceConfigurationImportMPxNRsp answers SRV 6.20.1 Set Device Configuration (Import MPxN).
type SetDeviceConfigurationImportMPxNRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*SetDeviceConfigurationImportMPxNRsp) Element() string {
	return "SetDeviceConfigurationImportMPxNRsp"
}
func (r *SetDeviceConfigurationImportMPxNRsp) success() **bool { return &r.MessageSuccess }

// SetDeviceConfigurationExportMPANRsp answers SRV 6.20.2 Set Device Configuration (Export MPAN).
type SetDeviceConfigurationExportMPANRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*SetDeviceConfigurationExportMPANRsp) Element() string {
	return "SetDeviceConfigurationExportMPANRsp"
}
func (r *SetDeviceConfigurationExportMPANRsp) success() **bool { return &r.MessageSuccess }

// ConfigureAlertBehaviourRsp answers SRV 6.22 Configure Alert Behaviour.
type ConfigureAlertBehaviourRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*ConfigureAlertBehaviourRsp) Element() string   { return "ConfigureAlertBehaviourRsp" }
func (r *ConfigureAlertBehaviourRsp) success() **bool { return &r.MessageSuccess }

// SetElectricitySupplyTamperStateRsp answers SRV 6.25 Set Electricity Supply Tamper State.
type SetElectricitySupplyTamperStateRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*SetElectricitySupplyTamperStateRsp) Element() string {
	return "SetElectricitySupplyTamperStateRsp"
}
func (r *SetElectricitySupplyTamperStateRsp) success() **bool { return &r.MessageSuccess }

// UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrixRsp answers SRV 6.26 Update
// Device Configuration (daily resetting of Tariff Block Counter Matrix).
type UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrixRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrixRsp) Element() string {
	return "UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrixRsp"
}
func (r *UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrixRsp) success() **bool {
	return &r.MessageSuccess
}

// UpdateDeviceConfigurationRMSVoltageCounterResetRsp answers SRV 6.27 Update Device
// Configuration (RMS Voltage Counter Reset).
type UpdateDeviceConfigurationRMSVoltageCounterResetRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateDeviceConfigurationRMSVoltageCounterResetRsp) Element() string {
	return "UpdateDeviceConfigurationRMSVoltageCounterResetRsp"
}
func (r *UpdateDeviceConfigurationRMSVoltageCounterResetRsp) success() **bool {
	return &r.MessageSuccess
}

// SetCHFSubGHzConfigurationRsp answers SRV 6.28 Set CHF Sub GHz Configuration.
type SetCHFSubGHzConfigurationRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*SetCHFSubGHzConfigurationRsp) Element() string   { return "SetCHFSubGHzConfigurationRsp" }
func (r *SetCHFSubGHzConfigurationRsp) success() **bool { return &r.MessageSuccess }

// RequestCHFSubGHzChannelScanRsp answers SRV 6.29 Request CHF Sub GHz Channel Scan.
type RequestCHFSubGHzChannelScanRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*RequestCHFSubGHzChannelScanRsp) Element() string {
	return "RequestCHFSubGHzChannelScanRsp"
}
func (r *RequestCHFSubGHzChannelScanRsp) success() **bool { return &r.MessageSuccess }

// EnableSupplyRsp answers SRV 7.1 Enable Supply.
type EnableSupplyRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*EnableSupplyRsp) Element() string   { return "EnableSupplyRsp" }
func (r *EnableSupplyRsp) success() **bool { return &r.MessageSuccess }

// DisableSupplyRsp answers SRV 7.2 Disable Supply.
type DisableSupplyRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*DisableSupplyRsp) Element() string   { return "DisableSupplyRsp" }
func (r *DisableSupplyRsp) success() **bool { return &r.MessageSuccess }

// ArmSupplyRsp answers SRV 7.3 Arm Supply.
type ArmSupplyRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*ArmSupplyRsp) Element() string   { return "ArmSupplyRsp" }
func (r *ArmSupplyRsp) success() **bool { return &r.MessageSuccess }

// ActivateAuxiliaryLoadRsp answers SRV 7.5 Activate Auxiliary Load.
type ActivateAuxiliaryLoadRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*ActivateAuxiliaryLoadRsp) Element() string   { return "ActivateAuxiliaryLoadRsp" }
func (r *ActivateAuxiliaryLoadRsp) success() **bool { return &r.MessageSuccess }

// DeactivateAuxiliaryLoadRsp answers SRV 7.6 Deactivate Auxiliary Load.
type DeactivateAuxiliaryLoadRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*DeactivateAuxiliaryLoadRsp) Element() string   { return "DeactivateAuxiliaryLoadRsp" }
func (r *DeactivateAuxiliaryLoadRsp) success() **bool { return &r.MessageSuccess }

// ResetAuxiliaryLoadRsp answers SRV 7.8 Reset Auxiliary Load.
type ResetAuxiliaryLoadRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*ResetAuxiliaryLoadRsp) Element() string   { return "ResetAuxiliaryLoadRsp" }
func (r *ResetAuxiliaryLoadRsp) success() **bool { return &r.MessageSuccess }

// AddAuxiliaryLoadToBoostButtonRsp answers SRV 7.9 Add Auxiliary Load To Boost Button.
type AddAuxiliaryLoadToBoostButtonRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*AddAuxiliaryLoadToBoostButtonRsp) Element() string {
	return "AddAuxiliaryLoadToBoostButtonRsp"
}
func (r *AddAuxiliaryLoadToBoostButtonRsp) success() **bool { return &r.MessageSuccess }

// RemoveAuxiliaryLoadFromBoostButtonRsp answers SRV 7.10 Remove Auxiliary Load From Boost
// Button.
type RemoveAuxiliaryLoadFromBoostButtonRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*RemoveAuxiliaryLoadFromBoostButtonRsp) Element() string {
	return "RemoveAuxiliaryLoadFromBoostButtonRsp"
}
func (r *RemoveAuxiliaryLoadFromBoostButtonRsp) success() **bool { return &r.MessageSuccess }

// SetRandomisedOffsetLimitRsp answers SRV 7.12 Set Randomised Offset Limit.
type SetRandomisedOffsetLimitRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*SetRandomisedOffsetLimitRsp) Element() string   { return "SetRandomisedOffsetLimitRsp" }
func (r *SetRandomisedOffsetLimitRsp) success() **bool { return &r.MessageSuccess }

// UpdateHANDeviceLogRsp answers SRV 8.11 Update HAN Device Log.
type UpdateHANDeviceLogRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*UpdateHANDeviceLogRsp) Element() string   { return "UpdateHANDeviceLogRsp" }
func (r *UpdateHANDeviceLogRsp) success() **bool { return &r.MessageSuccess }

// RestoreHANDeviceLogRsp answers SRV 8.12.1 Restore HAN Device Log.
type RestoreHANDeviceLogRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*RestoreHANDeviceLogRsp) Element() string   { return "RestoreHANDeviceLogRsp" }
func (r *RestoreHANDeviceLogRsp) success() **bool { return &r.MessageSuccess }

// RequestCustomerIdentificationNumberRsp answers SRV 9.1 Request Customer Identification Number.
type RequestCustomerIdentificationNumberRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*RequestCustomerIdentificationNumberRsp) Element() string {
	return "RequestCustomerIdentificationNumberRsp"
}
func (r *RequestCustomerIdentificationNumberRsp) success() **bool { return &r.MessageSuccess }

// SetAuxiliaryControllerStateRsp answers SRV 7.13 Set Auxiliary Controller State.
type SetAuxiliaryControllerStateRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*SetAuxiliaryControllerStateRsp) Element() string {
	return "SetAuxiliaryControllerStateRsp"
}
func (r *SetAuxiliaryControllerStateRsp) success() **bool { return &r.MessageSuccess }

// LimitAPCLevelRsp answers SRV 7.16 Limit APC Level.
type LimitAPCLevelRsp struct {
	MessageSuccess *bool `doc:",attr"`
}

// Element is the name of the element.
func (*LimitAPCLevelRsp) Element() string   { return "LimitAPCLevelRsp" }
func (r *LimitAPCLevelRsp) success() **bool { return &r.MessageSuccess }
