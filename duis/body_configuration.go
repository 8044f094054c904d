package duis

import (
	"time"

	"github.com/mains-energy/mains/eui"
)

// ReadDeviceConfigurationVoltage is SRV 6.2.1 Read Device Configuration (Voltage): thresholds
// and periods of voltage monitoring. DUIS 3.8.
type ReadDeviceConfigurationVoltage struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationVoltage) Element() string { return "ReadDeviceConfigurationVoltage" }

// ReadDeviceConfigurationRandomisation is SRV 6.2.2 Read Device Configuration (Randomisation):
// the Randomised Offset and its limit. DUIS 3.8.
type ReadDeviceConfigurationRandomisation struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationRandomisation) Element() string {
	return "ReadDeviceConfigurationRandomisation"
}

// ReadDeviceConfigurationBillingCalendar is SRV 6.2.3 Read Device Configuration (Billing
// Calendar): the Billing Calendar. DUIS 3.8.
type ReadDeviceConfigurationBillingCalendar struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationBillingCalendar) Element() string {
	return "ReadDeviceConfigurationBillingCalendar"
}

// ReadDeviceConfigurationIdentityExcMPxN is SRV 6.2.4 Read Device Configuration (Identity Exc
// MPxN): who made the Device and what it is. DUIS 3.8.
type ReadDeviceConfigurationIdentityExcMPxN struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationIdentityExcMPxN) Element() string {
	return "ReadDeviceConfigurationIdentityExcMPxN"
}

// ReadDeviceConfigurationInstantaneousPowerThresholds is SRV 6.2.5 Read Device Configuration
// (Instantaneous Power Thresholds): from which power on display changes its colour. DUIS 3.8.
type ReadDeviceConfigurationInstantaneousPowerThresholds struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationInstantaneousPowerThresholds) Element() string {
	return "ReadDeviceConfigurationInstantaneousPowerThresholds"
}

// ReadDeviceConfigurationMPxN is SRV 6.2.7 Read Device Configuration (MPxN): the MPANs or the
// MPRN. DUIS 3.8.
type ReadDeviceConfigurationMPxN struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationMPxN) Element() string { return "ReadDeviceConfigurationMPxN" }

// ReadDeviceConfigurationGas is SRV 6.2.8 Read Device Configuration (Gas): conversion of volume
// to energy, and uncontrolled flow. DUIS 3.8.
type ReadDeviceConfigurationGas struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationGas) Element() string { return "ReadDeviceConfigurationGas" }

// ReadDeviceConfigurationPaymentMode is SRV 6.2.9 Read Device Configuration (Payment Mode):
// credit or prepayment mode. DUIS 3.8.
type ReadDeviceConfigurationPaymentMode struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationPaymentMode) Element() string {
	return "ReadDeviceConfigurationPaymentMode"
}

// ReadDeviceConfigurationEventAndAlertBehaviours is SRV 6.2.10 Read Device Configuration (Event
// and Alert Behaviours): which events are logged and reported. DUIS 3.8.
type ReadDeviceConfigurationEventAndAlertBehaviours struct{}

// Element is the name of the body's element.
func (*ReadDeviceConfigurationEventAndAlertBehaviours) Element() string {
	return "ReadDeviceConfigurationEventAndAlertBehaviours"
}

// UpdateDeviceConfigurationLoadLimitingGeneralSettings is SRV 6.4.1 Update Device Configuration
// (Load Limiting General Settings): at what load the ESME acts, and how. DUIS 3.8.
type UpdateDeviceConfigurationLoadLimitingGeneralSettings struct {
	ExecutionDateTime          *time.Time
	LoadLimitPeriod            uint32 `doc:",unit=s"`                  // s, before the ESME acts
	LoadLimitPowerThreshold    uint32 `doc:",unit=W"`                  // W
	LoadLimitRestorationPeriod uint32 `doc:",unit=s"`                  // s until supply returns
	LoadLimitSupplyState       string `doc:",is=LoadLimitSupplyState"` // Disable, Unchanged
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationLoadLimitingGeneralSettings) Element() string {
	return "UpdateDeviceConfigurationLoadLimitingGeneralSettings"
}

// UpdateDeviceConfigurationLoadLimitingCounterReset is SRV 6.4.2 Update Device Configuration
// (Load Limiting Counter Reset): sets the Load Limit Counter to zero. DUIS 3.8.
type UpdateDeviceConfigurationLoadLimitingCounterReset struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationLoadLimitingCounterReset) Element() string {
	return "UpdateDeviceConfigurationLoadLimitingCounterReset"
}

// UpdateDeviceConfigurationVoltage is SRV 6.5 Update Device Configuration (Voltage): thresholds
// and periods of voltage monitoring. DUIS 3.8.
type UpdateDeviceConfigurationVoltage struct {
	ExecutionDateTime          *time.Time
	RMSVoltageSettings         RMSVoltageSettings
	SinglePhaseVoltageSettings *AverageRMSVoltageSettings `doc:",one"`
	PolyPhaseVoltageSettings   []PolyPhaseVoltageSettings `doc:",one,n=3..3"`
	// The counters stay as they are.
	RMSVoltageCountersNotReset bool `doc:",empty"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationVoltage) Element() string {
	return "UpdateDeviceConfigurationVoltage"
}

// RMSVoltageSettings is when a momentary voltage is out of bounds: beyond a threshold for a
// whole period.
type RMSVoltageSettings struct {
	RMSExtremeOverVoltageMeasurementPeriod  uint32 `doc:",unit=s"` // s
	RMSExtremeOverVoltageThreshold          uint32 `doc:",unit=V"` // V
	RMSExtremeUnderVoltageMeasurementPeriod uint32 `doc:",unit=s"` // s
	RMSExtremeUnderVoltageThreshold         uint32 `doc:",unit=V"` // V
	RMSVoltageSagMeasurementPeriod          uint32 `doc:",unit=s"` // s
	RMSVoltageSagThreshold                  uint32 `doc:",unit=V"` // V
	RMSVoltageSwellMeasurementPeriod        uint32 `doc:",unit=s"` // s
	RMSVoltageSwellThreshold                uint32 `doc:",unit=V"` // V
}

// AverageRMSVoltageSettings is when an average voltage is out of bounds, of one phase.
type AverageRMSVoltageSettings struct {
	AverageRMSOverVoltageThreshold     uint32 `doc:",unit=V"` // V
	AverageRMSUnderVoltageThreshold    uint32 `doc:",unit=V"` // V
	AverageRMSVoltageMeasurementPeriod uint32 `doc:",unit=s"` // s
}

// PolyPhaseVoltageSettings is the settings of one of three phases.
type PolyPhaseVoltageSettings struct {
	Phase                uint8 `doc:",base=positiveInteger,range=1..3"` // 1 to 3
	PhaseVoltageSettings AverageRMSVoltageSettings
}

// UpdateDeviceConfigurationGasConversion is SRV 6.6 Update Device Configuration (Gas
// Conversion): how a GSME makes energy of volume. DUIS 3.8.
type UpdateDeviceConfigurationGasConversion struct {
	// In 0.1 MJ/m3.
	CalorificValue uint32 `doc:",base=decimal,fraction=1,range=0..4294967295,unit=MJ/m3"`
	// In 10^-5.
	ConversionFactor uint32 `doc:",base=decimal,fraction=5,range=0..4294967295"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationGasConversion) Element() string {
	return "UpdateDeviceConfigurationGasConversion"
}

// UpdateDeviceConfigurationGasFlow is SRV 6.7 Update Device Configuration (Gas Flow): what a
// GSME takes for uncontrolled flow, and what it does then. DUIS 3.8.
type UpdateDeviceConfigurationGasFlow struct {
	UncontrolledGasFlowRate *uint16 `doc:",one"`
	// 0 to 65535, in 10^-4.
	UncontrolledGasFlowRateDecimal *uint16 `doc:",one,base=decimal,fraction=4,range=0..65535"`
	// Unchanged, Locked.
	SupplyDepletionState string `doc:",is=SupplyDepletionState"`
	// Unchanged, Locked.
	SupplyTamperState string `doc:",is=SupplyTamperState"`
	// 1 to 255, in 0.1 s.
	StabilisationPeriod uint8 `doc:",base=positiveInteger,range=1..255,unit=0.1 s"`
	// 1 to 65535, s.
	MeasurementPeriod uint16 `doc:",base=positiveInteger,range=1..65535,unit=s"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationGasFlow) Element() string {
	return "UpdateDeviceConfigurationGasFlow"
}

// UpdateDeviceConfigurationBillingCalendar is SRV 6.8 Update Device Configuration (Billing
// Calendar): when billing periods end. DUIS 3.8.
type UpdateDeviceConfigurationBillingCalendar struct {
	ElectricityBillingCalendar *ElectricityBillingCalendar `doc:",one"`
	GasBillingCalendar         *GasBillingCalendar         `doc:",one"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationBillingCalendar) Element() string {
	return "UpdateDeviceConfigurationBillingCalendar"
}

// ElectricityBillingCalendar is when the billing periods of an ESME end: daily, or as one of
// five rhythms says.
type ElectricityBillingCalendar struct {
	BillingTime TimeOfDay // UTC
	Daily       bool      `doc:",one,empty"`
	// 1 to 7: day of the week.
	Weekly *uint8 `doc:",one,base=positiveInteger,range=1..7"`
	// 1 to 28: day of the month.
	Monthly    *uint8               `doc:",one,base=positiveInteger,range=1..28"`
	Quarterly  *BillingCalendarQSMY `doc:",one"`
	SixMonthly *BillingCalendarQSMY `doc:",one"`
	Yearly     *BillingCalendarQSMY `doc:",one"`
}

// BillingCalendarQSMY is the first day of a rhythm of three, six or twelve months.
type BillingCalendarQSMY struct {
	DayOfMonth              uint8 `doc:",base=positiveInteger,range=1..28"` // 1 to 28
	BillingPeriodStartMonth uint8 `doc:",base=positiveInteger,range=1..12"` // 1 to 12
}

// GasBillingCalendar is when the billing periods of a GSME end.
type GasBillingCalendar struct {
	BillingPeriodStart time.Time
	Periodicity        string `doc:",is=Periodicity"`
}

// SynchroniseClock is SRV 6.11 Synchronise Clock: sets the clock of a Device. DUIS 3.8.
type SynchroniseClock struct {
	CurrentDateTime time.Time // what the User takes for now
	TolerancePeriod uint32    `doc:",base=int,range=0..86400,unit=s"` // 0 to 86400 s
}

// Element is the name of the body's element.
func (*SynchroniseClock) Element() string { return "SynchroniseClock" }

// UpdateDeviceConfigurationInstantaneousPowerThreshold is SRV 6.12 Update Device Configuration
// (Instantaneous Power Threshold): from which power on display changes its colour. DUIS 3.8.
type UpdateDeviceConfigurationInstantaneousPowerThreshold struct {
	ExecutionDateTime        *time.Time
	LowMediumPowerThreshold  uint32 `doc:",unit=W"` // W
	MediumHighPowerThreshold uint32 `doc:",unit=W"` // W
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationInstantaneousPowerThreshold) Element() string {
	return "UpdateDeviceConfigurationInstantaneousPowerThreshold"
}

// ReadEventOrSecurityLog is SRV 6.13 Read Event Or Security Log: the entries of one log.
// DUIS 3.8.
type ReadEventOrSecurityLog struct {
	ReadLogPeriod ReadLogPeriod
	LogToRead     string `doc:",is=LogToRead"`
}

// Element is the name of the body's element.
func (*ReadEventOrSecurityLog) Element() string { return "ReadEventOrSecurityLog" }

// UpdateDeviceConfigurationALCDescriptions is SRV 6.14.1 Update Device Configuration (Auxiliary
// Load Control Description): names for the switches of auxiliary loads. DUIS 3.8.
type UpdateDeviceConfigurationALCDescriptions struct {
	ALCSHCALCSDescription []ALCSHCALCSDescription `doc:",one,n=1..5"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationALCDescriptions) Element() string {
	return "UpdateDeviceConfigurationALCDescriptions"
}

// ALCSHCALCSDescription is the name of one switch.
type ALCSHCALCSDescription struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	// At most 22 printable ASCII characters.
	SwitchDescription string `doc:",is=SwitchDescription"`
}

// UpdateDeviceConfigurationALCScheduler is SRV 6.14.2 Update Device Configuration (Auxiliary
// Load Control Scheduler): when the switches of auxiliary loads act. DUIS 3.8.
type UpdateDeviceConfigurationALCScheduler struct {
	ExecutionDateTime            *time.Time
	ALCSHCALCSConnectionSchedule []ALCSHCALCSConnectionSchedule `doc:",n=1..48"`
	ALCSHCALCSSpecialDay         []ALCSHCALCSSpecialDay         `doc:",in=ALCSHCALCSSpecialDays,n=0..20"`
	SwitchTypeAndId              []SwitchTypeAndId              `doc:",n=0..5"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationALCScheduler) Element() string {
	return "UpdateDeviceConfigurationALCScheduler"
}

// ALCSHCALCSConnectionSchedule is one entry of the schedule: a switch, what it does, and on
// which days.
type ALCSHCALCSConnectionSchedule struct {
	ActivateDeactivateSwitch ActivateDeactivateSwitch
	SpecialDaysApplicability []SpecialDaysApplicability `doc:",n=0..20"`
	DaysOfWeekApplicability  *DaysOfWeekApplicability
	ALCSScheduleDatesAndTime ScheduleDatesAndTime
}

// ActivateDeactivateSwitch is a switch, and whether it closes or opens.
type ActivateDeactivateSwitch struct {
	Index            uint8 `doc:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	ActivateSwitch   bool  `doc:",one,empty"`
	DeactivateSwitch bool  `doc:",one,empty"`
}

// SpecialDaysApplicability names a special day on which the entry applies.
type SpecialDaysApplicability struct {
	Index uint8 `doc:"index,attr,base=positiveInteger,range=1..20"` // 1 to 20
}

// DaysOfWeekApplicability is the days of the week on which an entry applies.
type DaysOfWeekApplicability struct {
	DayOfWeekApplicability []DayOfWeekApplicability `doc:",n=0..7"`
}

// ScheduleDatesAndTime is the time of an entry, and from when to when it applies.
type ScheduleDatesAndTime struct {
	SwitchTime TimeOfDay
	StartDate  Date
	EndDate    Date
}

// ALCSHCALCSSpecialDay is a day on which other entries may apply.
type ALCSHCALCSSpecialDay struct {
	Index      uint8 `doc:"index,attr,base=positiveInteger,range=1..20"` // 1 to 20
	Year       DateYear
	Month      DateMonth
	DayOfMonth DayOfMonth
	DayOfWeek  DayOfWeek
}

// SwitchTypeAndId is whether a switch is in the ESME or in an HCALCS, and in which.
type SwitchTypeAndId struct {
	Index  uint8   `doc:"index,attr,base=positiveInteger,range=1..5"` // 1 to 5
	ALCS   bool    `doc:",one,empty"`
	HCALCS *eui.ID `doc:",one"`
}

// UpdateDeviceConfigurationAuxiliaryControllerScheduler is SRV 6.14.3 Update Device
// Configuration (Auxiliary Controller Scheduler): when the auxiliary controllers act. DUIS 3.8.
type UpdateDeviceConfigurationAuxiliaryControllerScheduler struct {
	ExecutionDateTime                       *time.Time
	AuxiliaryControllerSchedule             []AuxiliaryControllerSchedule             `doc:",n=0..120"`
	AuxiliaryControllerSpecialDayDefinition []AuxiliaryControllerSpecialDayDefinition `doc:",in=AuxiliaryControllerSpecialDayDefinitions,n=0..20"`
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationAuxiliaryControllerScheduler) Element() string {
	return "UpdateDeviceConfigurationAuxiliaryControllerScheduler"
}

// AuxiliaryControllerSchedule is one entry of the schedule: a controller, its state, and on
// which days.
type AuxiliaryControllerSchedule struct {
	AuxiliaryControllerAction                AuxiliaryControllerAction
	SpecialDaysApplicability                 []AuxiliaryControllerScheduleSpecialDaysApplicability `doc:",n=0..20"`
	DaysOfWeekApplicability                  *DaysOfWeekApplicability
	AuxiliaryControllerSchedulePeriodAndTime ScheduleDatesAndTime
}

// AuxiliaryControllerAction is the state that a controller takes.
type AuxiliaryControllerAction struct {
	// 1 to 5.
	AuxiliaryControllerN uint8 `doc:"auxiliaryControllerN,attr,base=positiveInteger,range=1..5"`
	// 0 to 100 %.
	CommandedStateLevel uint8 `doc:",base=unsignedShort,range=0..100,unit=%"`
	// Power flows from the load.
	InputFromControlledLoad bool `doc:",empty"`
}

// AuxiliaryControllerScheduleSpecialDaysApplicability names a special day on which the entry
// applies.
type AuxiliaryControllerScheduleSpecialDaysApplicability struct {
	Identifier uint8 `doc:"identifier,attr,base=positiveInteger,range=1..20"` // 1 to 20
}

// AuxiliaryControllerSpecialDayDefinition is a day on which other entries may apply.
type AuxiliaryControllerSpecialDayDefinition struct {
	Identifier uint8 `doc:"identifier,attr,base=positiveInteger,range=1..20"` // 1 to 20
	Year       DateYear
	Month      DateMonth
	DayOfMonth DayOfMonth
	DayOfWeek  DayOfWeek
}

// SetMaximumDemandConfigurableTimePeriod is SRV 6.18.1 Set Maximum Demand Configurable Time
// Period: the time of day in which the configurable maximum demand is taken. DUIS 3.8.
type SetMaximumDemandConfigurableTimePeriod struct {
	ExecutionDateTime               *time.Time
	MaximumDemandTimePeriodSchedule MaximumDemandTimePeriodSchedule
}

// Element is the name of the body's element.
func (*SetMaximumDemandConfigurableTimePeriod) Element() string {
	return "SetMaximumDemandConfigurableTimePeriod"
}

// MaximumDemandTimePeriodSchedule is a time of day, from and to.
type MaximumDemandTimePeriodSchedule struct {
	StartTime TimeOfDay
	EndTime   TimeOfDay
}

// ResetMaximumDemandRegisters is SRV 6.18.2 Reset Maximum Demand Registers: sets chosen maximum
// demand registers to zero. DUIS 3.8.
type ResetMaximumDemandRegisters struct {
	ExecutionDateTime                         *time.Time
	MaxDemandActivePowerImportValue           bool `doc:",empty"`
	MaxDemandActivePowerExportValue           bool `doc:",empty"`
	MaxDemandConfigTimeActivePowerImportValue bool `doc:",empty"`
}

// Element is the name of the body's element.
func (*ResetMaximumDemandRegisters) Element() string { return "ResetMaximumDemandRegisters" }

// SetDeviceConfigurationImportMPxN is SRV 6.20.1 Set Device Configuration (Import MPxN): the
// import MPANs of an ESME or the MPRN of a GSME. DUIS 3.8.
type SetDeviceConfigurationImportMPxN struct {
	ExecutionDateTime *time.Time
	ImportMPANs       *ImportMPANs `doc:",one"`
	ImportMPRN        *string      `doc:",one,len=1..10"` // 1 to 10 characters
}

// Element is the name of the body's element.
func (*SetDeviceConfigurationImportMPxN) Element() string {
	return "SetDeviceConfigurationImportMPxN"
}

// ImportMPANs is the MPANs of an ESME for what is imported.
type ImportMPANs struct {
	ImportMPAN          string  `doc:",is=MPAN"`
	SecondaryImportMPAN *string `doc:",is=MPAN"`
}

// SetDeviceConfigurationExportMPAN is SRV 6.20.2 Set Device Configuration (Export MPAN): the
// export MPAN of an ESME. DUIS 3.8.
type SetDeviceConfigurationExportMPAN struct {
	ExecutionDateTime *time.Time
	ExportMPAN        string `doc:",is=MPAN"`
}

// Element is the name of the body's element.
func (*SetDeviceConfigurationExportMPAN) Element() string {
	return "SetDeviceConfigurationExportMPAN"
}

// ConfigureAlertBehaviour is SRV 6.22 Configure Alert Behaviour: which alerts and events are
// reported, shown and logged: one of eight lists. DUIS 3.8.
type ConfigureAlertBehaviour struct {
	ElectricitySupplierAlerts                 *ElectricitySupplierAlerts        `doc:",one"`
	ElectricitySupplierHANAlertSettings       *ElectricitySupplierAlerts        `doc:",one"`
	ElectricitySupplierAlarmSettings          *ElectricitySupplierAlerts        `doc:",one"`
	ElectricitySupplierLoggingSettings        *ElectricitySupplierAlerts        `doc:",one"`
	ElectricityNetworkOperatorAlerts          *ElectricityNetworkOperatorAlerts `doc:",one"`
	ElectricityNetworkOperatorLoggingSettings *ElectricityNetworkOperatorAlerts `doc:",one"`
	GasSupplierAlerts                         SupplierGSME                      `doc:",one"`
	GasSupplierAlertEventSettings             SupplierGSMEAlertsEvents          `doc:",one"`
}

// Element is the name of the body's element.
func (*ConfigureAlertBehaviour) Element() string { return "ConfigureAlertBehaviour" }

// ElectricitySupplierAlerts is what the Supplier wants to hear of an ESME.
type ElectricitySupplierAlerts struct {
	SupplierESMECommon    SupplierESMECommon    `doc:",optional"`
	SupplierESMEPolyPhase SupplierESMEPolyPhase `doc:",optional"`
}

// SupplierESMECommon is settings by alert code, x and four hexadecimal digits, of any ESME.
type SupplierESMECommon map[string]EnableDisableAlert

// SupplierESMEPolyPhase is settings by alert code of polyphase ESMEs only.
type SupplierESMEPolyPhase map[string]EnableDisableAlert

// ElectricityNetworkOperatorAlerts is what the network operator wants to hear of an ESME.
type ElectricityNetworkOperatorAlerts struct {
	NetworkOperatorESMECommon      NetworkOperatorESMECommon      `doc:",optional"`
	NetworkOperatorESMESinglePhase NetworkOperatorESMESinglePhase `doc:",one=?"`
	NetworkOperatorESMEPolyPhase   NetworkOperatorESMEPolyPhase   `doc:",one=?"`
}

// NetworkOperatorESMECommon is settings by alert code of any ESME.
type NetworkOperatorESMECommon map[string]EnableDisableAlert

// NetworkOperatorESMESinglePhase is settings by alert code of single phase ESMEs only.
type NetworkOperatorESMESinglePhase map[string]EnableDisableAlert

// NetworkOperatorESMEPolyPhase is settings by alert code of polyphase ESMEs only.
type NetworkOperatorESMEPolyPhase map[string]EnableDisableAlert

// SupplierGSME is what the Supplier wants to hear of a GSME, by alert code.
type SupplierGSME map[string]EnableDisableAlert

// SupplierGSMEAlertsEvents is what becomes of the events of a GSME, by alert code.
type SupplierGSMEAlertsEvents map[string]WANHANEventLogAlarm

// WANHANEventLogAlarm is the four places that an event of a GSME may go to.
type WANHANEventLogAlarm struct {
	WANAlert string `doc:",is=EnableDisableAlert"` // Disable, Enable
	HANAlert string `doc:",is=EnableDisableAlert"` // Disable, Enable
	EventLog string `doc:",is=EnableDisableAlert"` // Disable, Enable
	Alarm    string `doc:",is=EnableDisableAlert"` // Disable, Enable
}

// SetElectricitySupplyTamperState is SRV 6.25 Set Electricity Supply Tamper State: what becomes
// of the supply when an ESME is tampered with. DUIS 3.8.
type SetElectricitySupplyTamperState struct {
	// Locked, Unchanged.
	SupplyTamperState string `doc:",is=ElectricitySupplyTamperState"`
}

// Element is the name of the body's element.
func (*SetElectricitySupplyTamperState) Element() string {
	return "SetElectricitySupplyTamperState"
}

// UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix is SRV 6.26 Update Device
// Configuration (daily resetting of Tariff Block Counter Matrix): whether the block counters
// start at zero each day. DUIS 3.8.
type UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix struct {
	DailyTariffBlockCounterMatrixReset bool
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix) Element() string {
	return "UpdateDeviceConfigurationDailyResettingOfTariffBlockCounterMatrix"
}

// UpdateDeviceConfigurationRMSVoltageCounterReset is SRV 6.27 Update Device Configuration (RMS
// Voltage Counter Reset): sets the counters of RMS voltage events to zero. DUIS 3.8.
type UpdateDeviceConfigurationRMSVoltageCounterReset struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*UpdateDeviceConfigurationRMSVoltageCounterReset) Element() string {
	return "UpdateDeviceConfigurationRMSVoltageCounterReset"
}
