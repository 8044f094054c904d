package mmc

// ReadDeviceConfigurationEventAndAlertBehavioursRsp answers SRV 6.2.10 Read Device Configuration
// (Event and Alert Behaviours): which events make alerts, alarms and entries in a log.
type ReadDeviceConfigurationEventAndAlertBehavioursRsp struct {
	MessageSuccess *bool `doc:",attr"`

	ElectricitySupplierAlertEventSettings        *ElectricitySupplierAlertsEvents        `doc:",one"`
	ElectricityNetworkOperatorAlertEventSettings *ElectricityNetworkOperatorAlertsEvents `doc:",one"`
	GasSupplierAlertEventSettings                SupplierGSMEAlertsEvents                `doc:",one"`
}

// Element is the name of the element.
func (*ReadDeviceConfigurationEventAndAlertBehavioursRsp) Element() string {
	return "ReadDeviceConfigurationEventAndAlertBehavioursRsp"
}
func (r *ReadDeviceConfigurationEventAndAlertBehavioursRsp) success() **bool {
	return &r.MessageSuccess
}

// ElectricitySupplierAlertsEvents is what an ESME does about events on a Supplier's behalf.
type ElectricitySupplierAlertsEvents struct {
	ElectricitySupplierWANAlertSettings *ElectricitySupplierAlerts
	ElectricitySupplierHANAlertSettings *ElectricitySupplierAlerts
	ElectricitySupplierAlarmSettings    *ElectricitySupplierAlerts
	ElectricitySupplierLoggingSettings  *ElectricitySupplierAlerts
}

// ElectricityNetworkOperatorAlertsEvents is what an ESME does about events on a Network
// Operator's behalf.
type ElectricityNetworkOperatorAlertsEvents struct {
	ElectricityNetworkOperatorWANAlertSettings *ElectricityNetworkOperatorAlerts
	ElectricityNetworkOperatorLoggingSettings  *ElectricityNetworkOperatorAlerts
}

// ElectricitySupplierAlerts is whether each event of an ESME that a Supplier may hear of is
// taken up.
type ElectricitySupplierAlerts struct {
	SupplierESMECommon    SupplierESMECommon    `doc:",optional"`
	SupplierESMEPolyPhase SupplierESMEPolyPhase `doc:",optional"`
}

// SupplierESMECommon is Enable or Disable by x and the code of an event.
type SupplierESMECommon map[string]EnableDisableAlert

// SupplierESMEPolyPhase is Enable or Disable by x and the code of an event of polyphase ESMEs.
type SupplierESMEPolyPhase map[string]EnableDisableAlert

// ElectricityNetworkOperatorAlerts is whether each event of an ESME that a Network Operator may
// hear of is taken up.
type ElectricityNetworkOperatorAlerts struct {
	NetworkOperatorESMECommon      NetworkOperatorESMECommon      `doc:",optional"`
	NetworkOperatorESMESinglePhase NetworkOperatorESMESinglePhase `doc:",one=?"`
	NetworkOperatorESMEPolyPhase   NetworkOperatorESMEPolyPhase   `doc:",one=?"`
}

// NetworkOperatorESMECommon is Enable or Disable by x and the code of an event.
type NetworkOperatorESMECommon map[string]EnableDisableAlert

// NetworkOperatorESMESinglePhase is Enable or Disable by x and the code of an event of single
// phase ESMEs.
type NetworkOperatorESMESinglePhase map[string]EnableDisableAlert

// NetworkOperatorESMEPolyPhase is Enable or Disable by x and the code of an event of polyphase
// ESMEs.
type NetworkOperatorESMEPolyPhase map[string]EnableDisableAlert

// SupplierGSMEAlertsEvents is what a GSME does about an event, by x and its code.
type SupplierGSMEAlertsEvents map[string]WANHANEventLogAlarm

// WANHANEventLogAlarm is what a GSME does about an event.
type WANHANEventLogAlarm struct {
	WANAlert EnableDisableAlert // an alert to the Supplier
	HANAlert EnableDisableAlert // an alert to Devices of the premises
	EventLog EnableDisableAlert // an entry in the log
	Alarm    EnableDisableAlert // a sound
}

// EnableDisableAlert says whether an event is taken up.
type EnableDisableAlert string

// The values of EnableDisableAlert.
const (
	EnableAlert  EnableDisableAlert = "Enable"
	DisableAlert EnableDisableAlert = "Disable"
)
