package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// ReadDeviceConfigurationVoltage is the body of SRV 6.2.1 Read Device Configuration (Voltage).
type ReadDeviceConfigurationVoltage struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationVoltage) Element() string { return "ReadDeviceConfigurationVoltage" }

// ReadDeviceConfigurationRandomisation is the body of SRV 6.2.2 Read Device Configuration (Randomisation).
type ReadDeviceConfigurationRandomisation struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationRandomisation) Element() string {
	return "ReadDeviceConfigurationRandomisation"
}

// ReadDeviceConfigurationBillingCalendar is the body of SRV 6.2.3 Read Device Configuration (Billing Calendar).
type ReadDeviceConfigurationBillingCalendar struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationBillingCalendar) Element() string {
	return "ReadDeviceConfigurationBillingCalendar"
}

// ReadDeviceConfigurationIdentityExcMPxN is the body of SRV 6.2.4 Read Device Configuration (Identity Exc MPxN).
type ReadDeviceConfigurationIdentityExcMPxN struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationIdentityExcMPxN) Element() string {
	return "ReadDeviceConfigurationIdentityExcMPxN"
}

// ReadDeviceConfigurationInstantaneousPowerThresholds is the body of SRV 6.2.5 Read Device Configuration (Instantaneous Power Thresholds).
type ReadDeviceConfigurationInstantaneousPowerThresholds struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationInstantaneousPowerThresholds) Element() string {
	return "ReadDeviceConfigurationInstantaneousPowerThresholds"
}

// ReadDeviceConfigurationMPxN is the body of SRV 6.2.7 Read Device Configuration (MPxN).
type ReadDeviceConfigurationMPxN struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationMPxN) Element() string { return "ReadDeviceConfigurationMPxN" }

// ReadDeviceConfigurationGas is the body of SRV 6.2.8 Read Device Configuration (Gas).
type ReadDeviceConfigurationGas struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationGas) Element() string { return "ReadDeviceConfigurationGas" }

// ReadDeviceConfigurationPaymentMode is the body of SRV 6.2.9 Read Device Configuration (Payment Mode).
type ReadDeviceConfigurationPaymentMode struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationPaymentMode) Element() string {
	return "ReadDeviceConfigurationPaymentMode"
}

// ReadDeviceConfigurationEventAndAlertBehaviours is the body of SRV 6.2.10 Read Device Configuration (Event and Alert Behaviours).
type ReadDeviceConfigurationEventAndAlertBehaviours struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationEventAndAlertBehaviours) Element() string {
	return "ReadDeviceConfigurationEventAndAlertBehaviours"
}

// UpdateDeviceConfigurationLoadLimitingGeneralSettings is the body of SRV 6.4.1 Update Device Configuration (Load Limiting General Settings).
type UpdateDeviceConfigurationLoadLimitingGeneralSettings struct {
	ExecutionDateTime          *time.Time
	LoadLimitPeriod            uint32
	LoadLimitPowerThreshold    uint32
	LoadLimitRestorationPeriod uint32
	LoadLimitSupplyState       string `duis:",is=LoadLimitSupplyState"` // Disable, Unchanged
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationLoadLimitingGeneralSettings) Element() string {
	return "UpdateDeviceConfigurationLoadLimitingGeneralSettings"
}

// UpdateDeviceConfigurationLoadLimitingCounterReset is the body of SRV 6.4.2 Update Device Configuration (Load Limiting Counter Reset).
type UpdateDeviceConfigurationLoadLimitingCounterReset struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationLoadLimitingCounterReset) Element() string {
	return "UpdateDeviceConfigurationLoadLimitingCounterReset"
}

// UpdateDeviceConfigurationVoltage is the body of SRV 6.5 Update Device Configuration (Voltage).
type UpdateDeviceConfigurationVoltage struct {
	ExecutionDateTime          *time.Time
	RMSVoltageSettings         RMSVoltageSettings
	SinglePhaseVoltageSettings *AverageRMSVoltageSettings `duis:",one"`
	PolyPhaseVoltageSettings   []PolyPhaseVoltageSettings `duis:",one,n=3..3"`
	RMSVoltageCountersNotReset bool                       `duis:",empty"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationVoltage) Element() string { return "UpdateDeviceConfigurationVoltage" }

// RMSVoltageSettings is RMSVoltageSettings of UpdateDeviceConfigurationVoltage.
type RMSVoltageSettings struct {
	RMSExtremeOverVoltageMeasurementPeriod  uint32
	RMSExtremeOverVoltageThreshold          uint32
	RMSExtremeUnderVoltageMeasurementPeriod uint32
	RMSExtremeUnderVoltageThreshold         uint32
	RMSVoltageSagMeasurementPeriod          uint32
	RMSVoltageSagThreshold                  uint32
	RMSVoltageSwellMeasurementPeriod        uint32
	RMSVoltageSwellThreshold                uint32
}

// AverageRMSVoltageSettings is SinglePhaseVoltageSettings of UpdateDeviceConfigurationVoltage.
type AverageRMSVoltageSettings struct {
	AverageRMSOverVoltageThreshold     uint32
	AverageRMSUnderVoltageThreshold    uint32
	AverageRMSVoltageMeasurementPeriod uint32
}

// PolyPhaseVoltageSettings is PolyPhaseVoltageSettings of UpdateDeviceConfigurationVoltage.
type PolyPhaseVoltageSettings struct {
	Phase                uint8 `duis:",base=positiveInteger,range=1..3"` // 1 to 3
	PhaseVoltageSettings AverageRMSVoltageSettings
}

// UpdateDeviceConfigurationGasConversion is the body of SRV 6.6 Update Device Configuration (Gas Conversion).
type UpdateDeviceConfigurationGasConversion struct {
	CalorificValue   uint32 `duis:",base=decimal,fraction=1,range=0..4294967295"` // in units of 10^-1, 0 to 4294967295
	ConversionFactor uint32 `duis:",base=decimal,fraction=5,range=0..4294967295"` // in units of 10^-5, 0 to 4294967295
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationGasConversion) Element() string {
	return "UpdateDeviceConfigurationGasConversion"
}

// UpdateDeviceConfigurationGasFlow is the body of SRV 6.7 Update Device Configuration (Gas Flow).
type UpdateDeviceConfigurationGasFlow struct {
	UncontrolledGasFlowRate        *uint16 `duis:",one"`
	UncontrolledGasFlowRateDecimal *uint16 `duis:",one,base=decimal,fraction=4,range=0..65535"` // in units of 10^-4, 0 to 65535
	SupplyDepletionState           string  `duis:",is=SupplyDepletionState"`                    // Unchanged, Locked
	SupplyTamperState              string  `duis:",is=SupplyTamperState"`                       // Unchanged, Locked
	StabilisationPeriod            uint8   `duis:",base=positiveInteger,range=1..255"`          // 1 to 255
	MeasurementPeriod              uint16  `duis:",base=positiveInteger,range=1..65535"`        // 1 to 65535
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationGasFlow) Element() string { return "UpdateDeviceConfigurationGasFlow" }

// UpdateDeviceConfigurationBillingCalendar is the body of SRV 6.8 Update Device Configuration (Billing Calendar).
type UpdateDeviceConfigurationBillingCalendar struct {
	ElectricityBillingCalendar *ElectricityBillingCalendar `duis:",one"`
	GasBillingCalendar         *GasBillingCalendar         `duis:",one"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationBillingCalendar) Element() string {
	return "UpdateDeviceConfigurationBillingCalendar"
}

// ElectricityBillingCalendar is ElectricityBillingCalendar of UpdateDeviceConfigurationBillingCalendar.
type ElectricityBillingCalendar struct {
	BillingTime TimeOfDay
	Daily       bool                 `duis:",one,empty"`
	Weekly      *uint8               `duis:",one,base=positiveInteger,range=1..7"`  // 1 to 7
	Monthly     *uint8               `duis:",one,base=positiveInteger,range=1..28"` // 1 to 28
	Quarterly   *BillingCalendarQSMY `duis:",one"`
	SixMonthly  *BillingCalendarQSMY `duis:",one"`
	Yearly      *BillingCalendarQSMY `duis:",one"`
}

// BillingCalendarQSMY is Quarterly of ElectricityBillingCalendar.
type BillingCalendarQSMY struct {
	DayOfMonth              uint8 `duis:",base=positiveInteger,range=1..28"` // 1 to 28
	BillingPeriodStartMonth uint8 `duis:",base=positiveInteger,range=1..12"` // 1 to 12
}

// GasBillingCalendar is GasBillingCalendar of UpdateDeviceConfigurationBillingCalendar.
type GasBillingCalendar struct {
	BillingPeriodStart time.Time
	Periodicity        string `duis:",is=Periodicity"`
}

// SynchroniseClock is the body of SRV 6.11 Synchronise Clock.
type SynchroniseClock struct {
	CurrentDateTime time.Time
	TolerancePeriod uint32 `duis:",base=int,range=0..86400"` // 0 to 86400
}

// Element is the name of the body's element.
func (*SynchroniseClock) Element() string { return "SynchroniseClock" }

// UpdateDeviceConfigurationInstantaneousPowerThreshold is the body of SRV 6.12 Update Device Configuration (Instantaneous Power Threshold).
type UpdateDeviceConfigurationInstantaneousPowerThreshold struct {
	ExecutionDateTime        *time.Time
	LowMediumPowerThreshold  uint32
	MediumHighPowerThreshold uint32
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationInstantaneousPowerThreshold) Element() string {
	return "UpdateDeviceConfigurationInstantaneousPowerThreshold"
}

// ReadEventOrSecurityLog is the body of SRV 6.13 Read Event Or Security Log.
type ReadEventOrSecurityLog struct {
	ReadLogPeriod ReadLogPeriod
	LogToRead     string `duis:",is=LogToRead"`
}

// Element is the name of the body's element.
func (*ReadEventOrSecurityLog) Element() string { return "ReadEventOrSecurityLog" }

// UpdateDeviceConfigurationALCDescriptions is the body of SRV 6.14.1 Update Device Configuration (Auxiliary Load Control Description).
type UpdateDeviceConfigurationALCDescriptions struct {
	ALCSHCALCSDescription []ALCSHCALCSDescription `duis:",one,n=1..5"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationALCDescriptions) Element() string {
	return "UpdateDeviceConfigurationALCDescriptions"
}

// ALCSHCALCSDescription is ALCSHCALCSDescription of UpdateDeviceConfigurationALCDescriptions.
type ALCSHCALCSDescription struct {
	Index             uint8  `duis:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	SwitchDescription string `duis:",is=SwitchDescription"`
}

// UpdateDeviceConfigurationALCScheduler is the body of SRV 6.14.2 Update Device Configuration (Auxiliary Load Control Scheduler).
type UpdateDeviceConfigurationALCScheduler struct {
	ExecutionDateTime            *time.Time
	ALCSHCALCSConnectionSchedule []ALCSHCALCSConnectionSchedule `duis:",n=1..48"`
	ALCSHCALCSSpecialDay         []ALCSHCALCSSpecialDay         `duis:",in=ALCSHCALCSSpecialDays,n=0..20"`
	SwitchTypeAndId              []SwitchTypeAndId              `duis:",n=0..5"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationALCScheduler) Element() string {
	return "UpdateDeviceConfigurationALCScheduler"
}

// ALCSHCALCSConnectionSchedule is ALCSHCALCSConnectionSchedule of UpdateDeviceConfigurationALCScheduler.
type ALCSHCALCSConnectionSchedule struct {
	ActivateDeactivateSwitch ActivateDeactivateSwitch
	SpecialDaysApplicability []SpecialDaysApplicability `duis:",n=0..20"`
	DaysOfWeekApplicability  *DaysOfWeekApplicability
	ALCSScheduleDatesAndTime ScheduleDatesAndTime
}

// ActivateDeactivateSwitch is ActivateDeactivateSwitch of ALCSHCALCSConnectionSchedule.
type ActivateDeactivateSwitch struct {
	Index            uint8 `duis:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	ActivateSwitch   bool  `duis:",one,empty"`
	DeactivateSwitch bool  `duis:",one,empty"`
}

// SpecialDaysApplicability is SpecialDaysApplicability of ALCSHCALCSConnectionSchedule.
type SpecialDaysApplicability struct {
	Index uint8 `duis:"index,attr,base=positiveInteger,range=1..20"` // 1 to 20
}

// DaysOfWeekApplicability is DaysOfWeekApplicability of ALCSHCALCSConnectionSchedule.
type DaysOfWeekApplicability struct {
	DayOfWeekApplicability []DayOfWeekApplicability `duis:",n=0..7"`
}

// ScheduleDatesAndTime is ALCSScheduleDatesAndTime of ALCSHCALCSConnectionSchedule.
type ScheduleDatesAndTime struct {
	SwitchTime TimeOfDay
	StartDate  Date
	EndDate    Date
}

// ALCSHCALCSSpecialDay is ALCSHCALCSSpecialDay of UpdateDeviceConfigurationALCScheduler.
type ALCSHCALCSSpecialDay struct {
	Index      uint8 `duis:"index,attr,base=positiveInteger,range=1..20"` // 1 to 20
	Year       DateYear
	Month      DateMonth
	DayOfMonth DayOfMonth
	DayOfWeek  DayOfWeek
}

// SwitchTypeAndId is SwitchTypeAndId of UpdateDeviceConfigurationALCScheduler.
type SwitchTypeAndId struct {
	Index  uint8   `duis:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	ALCS   bool    `duis:",one,empty"`
	HCALCS *eui.ID `duis:",one"`
}

// UpdateDeviceConfigurationAuxiliaryControllerScheduler is the body of SRV 6.14.3 Update Device Configuration (Auxiliary Controller Scheduler).
type UpdateDeviceConfigurationAuxiliaryControllerScheduler struct {
	ExecutionDateTime                       *time.Time
	AuxiliaryControllerSchedule             []AuxiliaryControllerSchedule             `duis:",n=0..120"`
	AuxiliaryControllerSpecialDayDefinition []AuxiliaryControllerSpecialDayDefinition `duis:",in=AuxiliaryControllerSpecialDayDefinitions,n=0..20"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationAuxiliaryControllerScheduler) Element() string {
	return "UpdateDeviceConfigurationAuxiliaryControllerScheduler"
}

// AuxiliaryControllerSchedule is AuxiliaryControllerSchedule of UpdateDeviceConfigurationAuxiliaryControllerScheduler.
type AuxiliaryControllerSchedule struct {
	AuxiliaryControllerAction                AuxiliaryControllerAction
	SpecialDaysApplicability                 []AuxiliaryControllerScheduleSpecialDaysApplicability `duis:",n=0..20"`
	DaysOfWeekApplicability                  *DaysOfWeekApplicability
	AuxiliaryControllerSchedulePeriodAndTime ScheduleDatesAndTime
}

// AuxiliaryControllerAction is AuxiliaryControllerAction of AuxiliaryControllerSchedule.
type AuxiliaryControllerAction struct {
	AuxiliaryControllerN    uint8 `duis:"auxiliaryControllerN,attr,base=positiveInteger,range=1..5"` // 1 to 5
	CommandedStateLevel     uint8 `duis:",base=unsignedShort,range=0..100"`                          // 0 to 100
	InputFromControlledLoad bool  `duis:",empty"`
}

// AuxiliaryControllerScheduleSpecialDaysApplicability is SpecialDaysApplicability of AuxiliaryControllerSchedule.
type AuxiliaryControllerScheduleSpecialDaysApplicability struct {
	Identifier uint8 `duis:"identifier,attr,base=positiveInteger,range=1..20"` // 1 to 20
}

// AuxiliaryControllerSpecialDayDefinition is AuxiliaryControllerSpecialDayDefinition of UpdateDeviceConfigurationAuxiliaryControllerScheduler.
type AuxiliaryControllerSpecialDayDefinition struct {
	Identifier uint8 `duis:"identifier,attr,base=positiveInteger,range=1..20"` // 1 to 20
	Year       DateYear
	Month      DateMonth
	DayOfMonth DayOfMonth
	DayOfWeek  DayOfWeek
}

// SetMaximumDemandConfigurableTimePeriod is the body of SRV 6.18.1 Set Maximum Demand Configurable Time Period.
type SetMaximumDemandConfigurableTimePeriod struct {
	ExecutionDateTime               *time.Time
	MaximumDemandTimePeriodSchedule MaximumDemandTimePeriodSchedule
}

// Element is the name of the body's element.
func (*SetMaximumDemandConfigurableTimePeriod) Element() string {
	return "SetMaximumDemandConfigurableTimePeriod"
}

// MaximumDemandTimePeriodSchedule is MaximumDemandTimePeriodSchedule of SetMaximumDemandConfigurableTimePeriod.
type MaximumDemandTimePeriodSchedule struct {
	StartTime TimeOfDay
	EndTime   TimeOfDay
}

// ResetMaximumDemandRegisters is the body of SRV 6.18.2 Reset Maximum Demand Registers.
type ResetMaximumDemandRegisters struct {
	ExecutionDateTime                         *time.Time
	MaxDemandActivePowerImportValue           bool `duis:",empty"`
	MaxDemandActivePowerExportValue           bool `duis:",empty"`
	MaxDemandConfigTimeActivePowerImportValue bool `duis:",empty"`
}

// Element is the name of the body's element.
func (*ResetMaximumDemandRegisters) Element() string { return "ResetMaximumDemandRegisters" }

// SetDeviceConfigurationImportMPxN is the body of SRV 6.20.1 Set Device Configuration (Import MPxN).
type SetDeviceConfigurationImportMPxN struct {
	ExecutionDateTime *time.Time
	ImportMPANs       *ImportMPANs `duis:",one"`
	ImportMPRN        *string      `duis:",one,len=1..10"` // 1 to 10 characters
}

// Element is the name of the body's element.
func (*SetDeviceConfigurationImportMPxN) Element() string { return "SetDeviceConfigurationImportMPxN" }

// ImportMPANs is ImportMPANs of SetDeviceConfigurationImportMPxN.
type ImportMPANs struct {
	ImportMPAN          string  `duis:",is=MPAN"`
	SecondaryImportMPAN *string `duis:",is=MPAN"`
}

// SetDeviceConfigurationExportMPAN is the body of SRV 6.20.2 Set Device Configuration (Export MPAN).
type SetDeviceConfigurationExportMPAN struct {
	ExecutionDateTime *time.Time
	ExportMPAN        string `duis:",is=MPAN"`
}

// Element is the name of the body's element.
func (*SetDeviceConfigurationExportMPAN) Element() string { return "SetDeviceConfigurationExportMPAN" }

// ConfigureAlertBehaviour is the body of SRV 6.22 Configure Alert Behaviour.
type ConfigureAlertBehaviour struct {
	ElectricitySupplierAlerts                 *ElectricitySupplierAlerts        `duis:",one"`
	ElectricitySupplierHANAlertSettings       *ElectricitySupplierAlerts        `duis:",one"`
	ElectricitySupplierAlarmSettings          *ElectricitySupplierAlerts        `duis:",one"`
	ElectricitySupplierLoggingSettings        *ElectricitySupplierAlerts        `duis:",one"`
	ElectricityNetworkOperatorAlerts          *ElectricityNetworkOperatorAlerts `duis:",one"`
	ElectricityNetworkOperatorLoggingSettings *ElectricityNetworkOperatorAlerts `duis:",one"`
	GasSupplierAlerts                         SupplierGSME                      `duis:",one"`
	GasSupplierAlertEventSettings             SupplierGSMEAlertsEvents          `duis:",one"`
}

// Element is the name of the body's element.
func (*ConfigureAlertBehaviour) Element() string { return "ConfigureAlertBehaviour" }

// ElectricitySupplierAlerts is ElectricitySupplierAlerts of ConfigureAlertBehaviour.
type ElectricitySupplierAlerts struct {
	SupplierESMECommon    SupplierESMECommon    `duis:",optional"`
	SupplierESMEPolyPhase SupplierESMEPolyPhase `duis:",optional"`
}

// SupplierESMECommon is SupplierESMECommon of ElectricitySupplierAlerts.
type SupplierESMECommon map[string]EnableDisableAlert

// SupplierESMEPolyPhase is SupplierESMEPolyPhase of ElectricitySupplierAlerts.
type SupplierESMEPolyPhase map[string]EnableDisableAlert

// ElectricityNetworkOperatorAlerts is ElectricityNetworkOperatorAlerts of ConfigureAlertBehaviour.
type ElectricityNetworkOperatorAlerts struct {
	NetworkOperatorESMECommon      NetworkOperatorESMECommon      `duis:",optional"`
	NetworkOperatorESMESinglePhase NetworkOperatorESMESinglePhase `duis:",one=?"`
	NetworkOperatorESMEPolyPhase   NetworkOperatorESMEPolyPhase   `duis:",one=?"`
}

// NetworkOperatorESMECommon is NetworkOperatorESMECommon of ElectricityNetworkOperatorAlerts.
type NetworkOperatorESMECommon map[string]EnableDisableAlert

// NetworkOperatorESMESinglePhase is NetworkOperatorESMESinglePhase of ElectricityNetworkOperatorAlerts.
type NetworkOperatorESMESinglePhase map[string]EnableDisableAlert

// NetworkOperatorESMEPolyPhase is NetworkOperatorESMEPolyPhase of ElectricityNetworkOperatorAlerts.
type NetworkOperatorESMEPolyPhase map[string]EnableDisableAlert

// SupplierGSME is GasSupplierAlerts of ConfigureAlertBehaviour.
type SupplierGSME map[string]EnableDisableAlert

// SupplierGSMEAlertsEvents is GasSupplierAlertEventSettings of ConfigureAlertBehaviour.
type SupplierGSMEAlertsEvents map[string]WANHANEventLogAlarm

// WANHANEventLogAlarm is WANHANEventLogAlarm of SupplierGSMEAlertsEvents.
type WANHANEventLogAlarm struct {
	WANAlert string `duis:",is=EnableDisableAlert"` // Disable, Enable
	HANAlert string `duis:",is=EnableDisableAlert"` // Disable, Enable
	EventLog string `duis:",is=EnableDisableAlert"` // Disable, Enable
	Alarm    string `duis:",is=EnableDisableAlert"` // Disable, Enable
}

// SetElectricitySupplyTamperState is the body of SRV 6.25 Set Electricity Supply Tamper State.
type SetElectricitySupplyTamperState struct {
	SupplyTamperState string `duis:",is=SetElectricitySupplyTamperStateSupplyTamperState"` // Locked, Unchanged
}

// Element is the name of the body's element.
func (*SetElectricitySupplyTamperState) Element() string { return "SetElectricitySupplyTamperState" }

// UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix is the body of SRV 6.26 Update Device Configuration (daily resetting of Tariff Block Counter Matrix).
type UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix struct {
	DailyTariffBlockCounterMatrixReset bool
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix) Element() string {
	return "UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix"
}

// UpdateDeviceConfigurationRMSVoltageCounterReset is the body of SRV 6.27 Update Device Configuration (RMS Voltage Counter Reset).
type UpdateDeviceConfigurationRMSVoltageCounterReset struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationRMSVoltageCounterReset) Element() string {
	return "UpdateDeviceConfigurationRMSVoltageCounterReset"
}

// SubGHzConfiguration is SubGHzConfiguration of SetCHFSubGHzConfiguration.
type SubGHzConfiguration struct {
	LowerBandSubGHzChannels0To26        Channels0To26
	LowerBandSubGHzChannels27To34       Channels27To34
	LowerBandSubGHzChannels35To61       Channels35To61
	UpperBandSubGHzChannels0To26        Channels0To26
	NormalLimitedDutyCycleThreshold     uint8  `duis:",base=decimal,fraction=1,range=5..20"`      // in units of 10^-1, 5 to 20
	LimitedCriticalDutyCycleThreshold   uint8  `duis:",base=decimal,fraction=1,range=16..24"`     // in units of 10^-1, 16 to 24
	MaximumSubGHzChannelChangesPerWeek  uint8  `duis:",base=unsignedShort,range=1..7"`            // 1 to 7
	GSMECurfew                          uint16 `duis:",range=2..65535"`                           // 2 to 65535
	ChannelQuieterThreshold             uint8  `duis:",base=unsignedShort,range=1..255"`          // 1 to 255
	ChannelNoisierThreshold             uint8  `duis:",base=unsignedShort,range=0..20"`           // 0 to 20
	NonGSMEPoorCommsPercentageThreshold uint16 `duis:",base=decimal,fraction=2,range=100..10000"` // in units of 10^-2, 100 to 10000
	NonGSMEPoorCommsMeasurementPeriods  uint8  `duis:",base=unsignedShort,range=50..150"`         // 50 to 150
	LocalCHNoiseMeasurementPeriod       uint16 `duis:",range=61..65535"`                          // 61 to 65535
	LocalCHFailurePercentage            uint16 `duis:",base=decimal,fraction=2,range=100..10000"` // in units of 10^-2, 100 to 10000
	LocalCHRetryPercentage              uint16 `duis:",base=decimal,fraction=2,range=100..10000"` // in units of 10^-2, 100 to 10000
}

// Channels0To26 is LowerBandSubGHzChannels0To26 of SubGHzConfiguration.
type Channels0To26 map[string]bool

// Channels27To34 is LowerBandSubGHzChannels27To34 of SubGHzConfiguration.
type Channels27To34 map[string]bool

// Channels35To61 is LowerBandSubGHzChannels35To61 of SubGHzConfiguration.
type Channels35To61 map[string]bool

// SetCHFSubGHzConfiguration is the body of SRV 6.28 Set CHF Sub GHz Configuration.
type SetCHFSubGHzConfiguration struct {
	SubGHzConfiguration `duis:",group"`
}

// Element is the name of the body's element.
func (*SetCHFSubGHzConfiguration) Element() string { return "SetCHFSubGHzConfiguration" }

// RequestCHFSubGHzChannelScan is the body of SRV 6.29 Request CHF Sub GHz Channel Scan.
type RequestCHFSubGHzChannelScan struct{}

// Element is the name of the body's element.
func (*RequestCHFSubGHzChannelScan) Element() string { return "RequestCHFSubGHzChannelScan" }

// ReadCHFSubGHzConfiguration is the body of SRV 6.30 Read CHF Sub GHz Configuration.
type ReadCHFSubGHzConfiguration struct{}

// Element is the name of the body's element.
func (*ReadCHFSubGHzConfiguration) Element() string { return "ReadCHFSubGHzConfiguration" }

// ReadCHFSubGHzChannel is the body of SRV 6.31 Read CHF Sub GHz Channel.
type ReadCHFSubGHzChannel struct{}

// Element is the name of the body's element.
func (*ReadCHFSubGHzChannel) Element() string { return "ReadCHFSubGHzChannel" }

// ReadCHFSubGHzChannelLog is the body of SRV 6.32 Read CHF Sub GHz Channel Log.
type ReadCHFSubGHzChannelLog struct {
	ReadLogPeriod ReadLogPeriod
}

// Element is the name of the body's element.
func (*ReadCHFSubGHzChannelLog) Element() string { return "ReadCHFSubGHzChannelLog" }
