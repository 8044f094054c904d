package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file.
var configuration = []*Variant{
	ReadDeviceConfigurationVoltage,
	ReadDeviceConfigurationRandomisation,
	ReadDeviceConfigurationBillingCalendar,
	ReadDeviceConfigurationIdentityExcMPxN,
	ReadDeviceConfigurationInstantaneousPowerThresholds,
	ReadDeviceConfigurationMPxN,
	ReadDeviceConfigurationGas,
	ReadDeviceConfigurationPaymentMode,
	ReadDeviceConfigurationEventAndAlertBehaviours,
	UpdateDeviceConfigurationLoadLimitingGeneralSettings,
	UpdateDeviceConfigurationLoadLimitingCounterReset,
	UpdateDeviceConfigurationVoltage,
	UpdateDeviceConfigurationGasConversion,
	UpdateDeviceConfigurationGasFlow,
	UpdateDeviceConfigurationBillingCalendar,
	SynchroniseClock,
	UpdateDeviceConfigurationInstantaneousPowerThreshold,
	ReadEventOrSecurityLog,
	UpdateDeviceConfigurationALCDescriptions,
	UpdateDeviceConfigurationALCScheduler,
	UpdateDeviceConfigurationAuxiliaryControllerScheduler,
	SetMaximumDemandConfigurableTimePeriod,
	ResetMaximumDemandRegisters,
	SetDeviceConfigurationImportMPxN,
	SetDeviceConfigurationExportMPAN,
	ConfigureAlertBehaviour,
	SetElectricitySupplyTamperState,
	UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix,
	UpdateDeviceConfigurationRMSVoltageCounterReset,
	SetCHFSubGHzConfiguration,
	RequestCHFSubGHzChannelScan,
	ReadCHFSubGHzConfiguration,
	ReadCHFSubGHzChannel,
	ReadCHFSubGHzChannelLog,
}

// ReadDeviceConfigurationVoltage is SRV 6.2.1. DUIS 3.8.
var ReadDeviceConfigurationVoltage = From(Variant{
	SRV:    "6.2.1",
	Name:   "Read Device Configuration (Voltage)",
	Roles:  Roles{duis.IS, duis.RSA, duis.ED},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationVoltage]{UseCase: usecase.ECS26b},
	To[duis.ReadDeviceConfigurationVoltage]{UseCase: usecase.ECS26k},
)

// ReadDeviceConfigurationRandomisation is SRV 6.2.2. DUIS 3.8.
var ReadDeviceConfigurationRandomisation = From(Variant{
	SRV:    "6.2.2",
	Name:   "Read Device Configuration (Randomisation)",
	Roles:  Roles{duis.IS, duis.RSA, duis.ED},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationRandomisation]{UseCase: usecase.ECS26c},
)

// ReadDeviceConfigurationBillingCalendar is SRV 6.2.3. DUIS 3.8.
var ReadDeviceConfigurationBillingCalendar = From(Variant{
	SRV:    "6.2.3",
	Name:   "Read Device Configuration (Billing Calendar)",
	Roles:  Roles{duis.IS, duis.RSA, duis.GS},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationBillingCalendar]{UseCase: usecase.ECS26d},
	To[duis.ReadDeviceConfigurationBillingCalendar]{UseCase: usecase.GCS21d},
	To[duis.ReadDeviceConfigurationBillingCalendar]{UseCase: usecase.ECS26l},
	To[duis.ReadDeviceConfigurationBillingCalendar]{UseCase: usecase.GCS21k},
)

// ReadDeviceConfigurationIdentityExcMPxN is SRV 6.2.4. DUIS 3.8.
var ReadDeviceConfigurationIdentityExcMPxN = From(Variant{
	SRV:    "6.2.4",
	Name:   "Read Device Configuration (Identity Exc MPxN)",
	Roles:  Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.ECS26e},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.ECS26i},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.GCS21e},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.ECS26m},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.ECS26n},
	To[duis.ReadDeviceConfigurationIdentityExcMPxN]{UseCase: usecase.GCS21m},
)

// ReadDeviceConfigurationInstantaneousPowerThresholds is SRV 6.2.5. DUIS 3.8.
var ReadDeviceConfigurationInstantaneousPowerThresholds = From(Variant{
	SRV:    "6.2.5",
	Name:   "Read Device Configuration (Instantaneous Power Thresholds)",
	Roles:  Roles{duis.IS, duis.RSA},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationInstantaneousPowerThresholds]{UseCase: usecase.ECS26f},
)

// ReadDeviceConfigurationMPxN is SRV 6.2.7. DUIS 3.8.
var ReadDeviceConfigurationMPxN = From(Variant{
	SRV:    "6.2.7",
	Name:   "Read Device Configuration (MPxN)",
	Roles:  Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationMPxN]{UseCase: usecase.ECS40},
	To[duis.ReadDeviceConfigurationMPxN]{UseCase: usecase.GCS46},
)

// ReadDeviceConfigurationGas is SRV 6.2.8. DUIS 3.8.
var ReadDeviceConfigurationGas = From(Variant{
	SRV:    "6.2.8",
	Name:   "Read Device Configuration (Gas)",
	Roles:  Roles{duis.GS, duis.RSA, duis.GT},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationGas]{UseCase: usecase.GCS21a},
)

// ReadDeviceConfigurationPaymentMode is SRV 6.2.9. DUIS 3.8.
var ReadDeviceConfigurationPaymentMode = From(Variant{
	SRV:    "6.2.9",
	Name:   "Read Device Configuration (Payment Mode)",
	Roles:  Roles{duis.IS, duis.GS, duis.RSA},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceConfigurationPaymentMode]{UseCase: usecase.ECS26j},
	To[duis.ReadDeviceConfigurationPaymentMode]{UseCase: usecase.GCS21j},
)

// ReadDeviceConfigurationEventAndAlertBehaviours is SRV 6.2.10. DUIS 3.8.
var ReadDeviceConfigurationEventAndAlertBehaviours = From(Variant{
	SRV:   "6.2.10",
	Name:  "Read Device Configuration (Event and Alert Behaviours)",
	Roles: Roles{duis.IS, duis.GS, duis.ED},
},
	To[duis.ReadDeviceConfigurationEventAndAlertBehaviours]{UseCase: usecase.ECS25r1},
	To[duis.ReadDeviceConfigurationEventAndAlertBehaviours]{UseCase: usecase.ECS25r2},
	To[duis.ReadDeviceConfigurationEventAndAlertBehaviours]{UseCase: usecase.GCS20r},
)

// UpdateDeviceConfigurationLoadLimitingGeneralSettings is SRV 6.4.1. DUIS 3.8.
var UpdateDeviceConfigurationLoadLimitingGeneralSettings = From(Variant{
	SRV:      "6.4.1",
	Name:     "Update Device Configuration (Load Limiting General Settings)",
	Critical: true,
	Roles:    Roles{duis.IS},
	Future:   FutureDevice,
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationLoadLimitingGeneralSettings]{UseCase: usecase.ECS28a},
)

// UpdateDeviceConfigurationLoadLimitingCounterReset is SRV 6.4.2. DUIS 3.8.
var UpdateDeviceConfigurationLoadLimitingCounterReset = From(Variant{
	SRV:    "6.4.2",
	Name:   "Update Device Configuration (Load Limiting Counter Reset)",
	Roles:  Roles{duis.IS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationLoadLimitingCounterReset]{UseCase: usecase.ECS28b},
)

// UpdateDeviceConfigurationVoltage is SRV 6.5. DUIS 3.8.
var UpdateDeviceConfigurationVoltage = From(Variant{
	SRV:    "6.5",
	Name:   "Update Device Configuration (Voltage)",
	Roles:  Roles{duis.ED},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationVoltage]{UseCase: usecase.ECS29a},
	To[duis.UpdateDeviceConfigurationVoltage]{UseCase: usecase.ECS29b},
	To[duis.UpdateDeviceConfigurationVoltage]{UseCase: usecase.ECS29c},
	To[duis.UpdateDeviceConfigurationVoltage]{UseCase: usecase.ECS29d},
)

// UpdateDeviceConfigurationGasConversion is SRV 6.6. DUIS 3.8.
var UpdateDeviceConfigurationGasConversion = From(Variant{
	SRV:      "6.6",
	Name:     "Update Device Configuration (Gas Conversion)",
	Critical: true,
	Roles:    Roles{duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationGasConversion]{UseCase: usecase.GCS23},
)

// UpdateDeviceConfigurationGasFlow is SRV 6.7. DUIS 3.8.
var UpdateDeviceConfigurationGasFlow = From(Variant{
	SRV:      "6.7",
	Name:     "Update Device Configuration (Gas Flow)",
	Critical: true,
	Roles:    Roles{duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationGasFlow]{UseCase: usecase.GCS24},
	To[duis.UpdateDeviceConfigurationGasFlow]{UseCase: usecase.GCS24a},
)

// UpdateDeviceConfigurationBillingCalendar is SRV 6.8. DUIS 3.8.
var UpdateDeviceConfigurationBillingCalendar = From(Variant{
	SRV:      "6.8",
	Name:     "Update Device Configuration (Billing Calendar)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationBillingCalendar]{UseCase: usecase.ECS30},
	To[duis.UpdateDeviceConfigurationBillingCalendar]{UseCase: usecase.GCS25},
	To[duis.UpdateDeviceConfigurationBillingCalendar]{UseCase: usecase.ECS30a},
	To[duis.UpdateDeviceConfigurationBillingCalendar]{UseCase: usecase.GCS25a},
)

// SynchroniseClock is SRV 6.11. DUIS 3.8.
var SynchroniseClock = From(Variant{
	SRV:      "6.11",
	Name:     "Synchronise Clock",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.SynchroniseClock]{UseCase: usecase.ECS70},
	To[duis.SynchroniseClock]{UseCase: usecase.GCS28},
)

// UpdateDeviceConfigurationInstantaneousPowerThreshold is SRV 6.12. DUIS 3.8.
var UpdateDeviceConfigurationInstantaneousPowerThreshold = From(Variant{
	SRV:    "6.12",
	Name:   "Update Device Configuration (Instantaneous Power Threshold)",
	Roles:  Roles{duis.IS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationInstantaneousPowerThreshold]{UseCase: usecase.ECS34},
)

// ReadEventOrSecurityLog is SRV 6.13. DUIS 3.8.
var ReadEventOrSecurityLog = From(Variant{
	SRV:    "6.13",
	Name:   "Read Event Or Security Log",
	Roles:  Roles{duis.IS, duis.GS, duis.ED, duis.GT, duis.RSA},
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadEventOrSecurityLog]{UseCase: usecase.CS10a},
	To[duis.ReadEventOrSecurityLog]{UseCase: usecase.ECS35a},
	To[duis.ReadEventOrSecurityLog]{UseCase: usecase.ECS35b},
	To[duis.ReadEventOrSecurityLog]{UseCase: usecase.ECS35c},
	To[duis.ReadEventOrSecurityLog]{UseCase: usecase.ECS35d},
	To[duis.ReadEventOrSecurityLog]{UseCase: usecase.CS10b},
	To[duis.ReadEventOrSecurityLog]{UseCase: usecase.ECS35e},
	To[duis.ReadEventOrSecurityLog]{UseCase: usecase.ECS35f},
	To[duis.ReadEventOrSecurityLog]{UseCase: usecase.ECS35g},
)

// UpdateDeviceConfigurationALCDescriptions is SRV 6.14.1. DUIS 3.8.
var UpdateDeviceConfigurationALCDescriptions = From(Variant{
	SRV:      "6.14.1",
	Name:     "Update Device Configuration (Auxiliary Load Control Description)",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.UpdateDeviceConfigurationALCDescriptions]{UseCase: usecase.ECS46a},
)

// UpdateDeviceConfigurationALCScheduler is SRV 6.14.2. DUIS 3.8.
var UpdateDeviceConfigurationALCScheduler = From(Variant{
	SRV:      "6.14.2",
	Name:     "Update Device Configuration (Auxiliary Load Control Scheduler)",
	Critical: true,
	Roles:    Roles{duis.IS},
	Future:   FutureDevice,
},
	To[duis.UpdateDeviceConfigurationALCScheduler]{UseCase: usecase.ECS46c},
)

// UpdateDeviceConfigurationAuxiliaryControllerScheduler is SRV 6.14.3. DUIS 3.8.
var UpdateDeviceConfigurationAuxiliaryControllerScheduler = From(Variant{
	SRV:      "6.14.3",
	Name:     "Update Device Configuration (Auxiliary Controller Scheduler)",
	Critical: true,
	Roles:    Roles{duis.IS},
	Future:   FutureDevice,
},
	To[duis.UpdateDeviceConfigurationAuxiliaryControllerScheduler]{UseCase: usecase.ECS46d},
)

// SetMaximumDemandConfigurableTimePeriod is SRV 6.18.1. DUIS 3.8.
var SetMaximumDemandConfigurableTimePeriod = From(Variant{
	SRV:    "6.18.1",
	Name:   "Set Maximum Demand Configurable Time Period",
	Roles:  Roles{duis.ED},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.SetMaximumDemandConfigurableTimePeriod]{UseCase: usecase.ECS37},
)

// ResetMaximumDemandRegisters is SRV 6.18.2. DUIS 3.8.
var ResetMaximumDemandRegisters = From(Variant{
	SRV:    "6.18.2",
	Name:   "Reset Maximum Demand Registers",
	Roles:  Roles{duis.ED},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ResetMaximumDemandRegisters]{UseCase: usecase.ECS57},
)

// SetDeviceConfigurationImportMPxN is SRV 6.20.1. DUIS 3.8.
var SetDeviceConfigurationImportMPxN = From(Variant{
	SRV:    "6.20.1",
	Name:   "Set Device Configuration (Import MPxN)",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.SetDeviceConfigurationImportMPxN]{UseCase: usecase.ECS39a},
	To[duis.SetDeviceConfigurationImportMPxN]{UseCase: usecase.GCS41},
)

// SetDeviceConfigurationExportMPAN is SRV 6.20.2. DUIS 3.8.
var SetDeviceConfigurationExportMPAN = From(Variant{
	SRV:    "6.20.2",
	Name:   "Set Device Configuration (Export MPAN)",
	Roles:  Roles{duis.ES},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.SetDeviceConfigurationExportMPAN]{UseCase: usecase.ECS39b},
)

// ConfigureAlertBehaviour is SRV 6.22. DUIS 3.8.
var ConfigureAlertBehaviour = From(Variant{
	SRV:    "6.22",
	Name:   "Configure Alert Behaviour",
	Roles:  Roles{duis.IS, duis.GS, duis.ED},
	SMETS1: RecalledSMETS1,
},
	To[duis.ConfigureAlertBehaviour]{UseCase: usecase.ECS25a},
	To[duis.ConfigureAlertBehaviour]{UseCase: usecase.GCS20},
	To[duis.ConfigureAlertBehaviour]{UseCase: usecase.ECS25b},
	To[duis.ConfigureAlertBehaviour]{UseCase: usecase.ECS25a1},
	To[duis.ConfigureAlertBehaviour]{UseCase: usecase.ECS25a2},
	To[duis.ConfigureAlertBehaviour]{UseCase: usecase.ECS25a3},
	To[duis.ConfigureAlertBehaviour]{UseCase: usecase.ECS25b3},
)

// SetElectricitySupplyTamperState is SRV 6.25. DUIS 3.8.
var SetElectricitySupplyTamperState = From(Variant{
	SRV:      "6.25",
	Name:     "Set Electricity Supply Tamper State",
	Critical: true,
	Roles:    Roles{duis.IS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.SetElectricitySupplyTamperState]{UseCase: usecase.ECS81},
)

// UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix is SRV 6.26. DUIS 3.8.
var UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix = From(Variant{
	SRV:      "6.26",
	Name:     "Update Device Configuration (daily resetting of Tariff Block Counter Matrix)",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix]{UseCase: usecase.ECS48},
)

// UpdateDeviceConfigurationRMSVoltageCounterReset is SRV 6.27. DUIS 3.8.
var UpdateDeviceConfigurationRMSVoltageCounterReset = From(Variant{
	SRV:    "6.27",
	Name:   "Update Device Configuration (RMS Voltage Counter Reset)",
	Roles:  Roles{duis.ED},
	Future: FutureDSP,
},
	To[duis.UpdateDeviceConfigurationRMSVoltageCounterReset]{UseCase: usecase.ECS29e},
	To[duis.UpdateDeviceConfigurationRMSVoltageCounterReset]{UseCase: usecase.ECS29f},
)

// SetCHFSubGHzConfiguration is SRV 6.28. DUIS 3.8.
var SetCHFSubGHzConfiguration = From(Variant{
	SRV:   "6.28",
	Name:  "Set CHF Sub GHz Configuration",
	Roles: Roles{duis.IS, duis.GS},
},
	To[duis.SetCHFSubGHzConfiguration]{UseCase: usecase.DBCH04},
)

// RequestCHFSubGHzChannelScan is SRV 6.29. DUIS 3.8.
var RequestCHFSubGHzChannelScan = From(Variant{
	SRV:   "6.29",
	Name:  "Request CHF Sub GHz Channel Scan",
	Roles: Roles{duis.IS, duis.GS},
},
	To[duis.RequestCHFSubGHzChannelScan]{UseCase: usecase.DBCH05},
)

// ReadCHFSubGHzConfiguration is SRV 6.30. DUIS 3.8.
var ReadCHFSubGHzConfiguration = From(Variant{
	SRV:   "6.30",
	Name:  "Read CHF Sub GHz Configuration",
	Roles: Roles{duis.IS, duis.GS, duis.RSA},
},
	To[duis.ReadCHFSubGHzConfiguration]{UseCase: usecase.DBCH03},
)

// ReadCHFSubGHzChannel is SRV 6.31. DUIS 3.8.
var ReadCHFSubGHzChannel = From(Variant{
	SRV:   "6.31",
	Name:  "Read CHF Sub GHz Channel",
	Roles: Roles{duis.IS, duis.GS, duis.RSA},
},
	To[duis.ReadCHFSubGHzChannel]{UseCase: usecase.DBCH01},
)

// ReadCHFSubGHzChannelLog is SRV 6.32. DUIS 3.8.
var ReadCHFSubGHzChannelLog = From(Variant{
	SRV:   "6.32",
	Name:  "Read CHF Sub GHz Channel Log",
	Roles: Roles{duis.IS, duis.GS, duis.RSA},
},
	To[duis.ReadCHFSubGHzChannelLog]{UseCase: usecase.DBCH02},
)
