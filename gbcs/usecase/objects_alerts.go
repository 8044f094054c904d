package usecase

import (
	"strings"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
)

// The events of an ESME whose handling can be configured begin with these codes: 256 by
// the Supplier, 256 by the Network Operator.
const (
	supplierEvents gbcs.AlertCode = 0x8100
	networkEvents  gbcs.AlertCode = 0x8000

	eventBits = 256
)

// setsEvents is a place for a change to the handling of events: a mask of the events whose
// handling changes, then whether each of them is handled from now on. In both the last bit
// is that of the first code.
func setsEvents(name string, first gbcs.AlertCode) *Bits {
	return &Bits{
		Name: name, N: 2 * eventBits, Clause: "SMETS2 Alerts and Events Configuration Settings",
		Show: func(b BitString) string { return changedEvents(first, b) },
	}
}

// handledEvents is a place for which events are handled. The last bit is that of the first
// code.
func handledEvents(name string, first gbcs.AlertCode) *Bits {
	return &Bits{
		Name: name, N: eventBits, Clause: "SMETS2 Alerts and Events Configuration Settings",
		Show: func(b BitString) string {
			if b.N != eventBits || len(b.Octets) != eventBits/8 {
				return b.String()
			}
			return "on: " + eventNames(first, b.Octets, b.Octets, 0)
		},
	}
}

// changedEvents writes a change to the handling of the 256 events from first on.
func changedEvents(first gbcs.AlertCode, b BitString) string {
	if b.N != 2*eventBits || len(b.Octets) != 2*eventBits/8 {
		return b.String()
	}
	mask, action := b.Octets[:eventBits/8], b.Octets[eventBits/8:]
	return "on: " + eventNames(first, mask, action, 0) +
		"; off: " + eventNames(first, mask, action, 0xFF) + "; others unchanged"
}

// eventNames are the events whose bit is in mask, and in action after that is inverted by
// inverse.
func eventNames(first gbcs.AlertCode, mask, action []byte, inverse byte) string {
	var names []string
	for n := range eventBits {
		octet := len(mask) - 1 - n/8
		if mask[octet]&(action[octet]^inverse)>>(n%8)&1 == 0 {
			continue
		}
		code := first + gbcs.AlertCode(n)
		names = append(names, strings.TrimSpace(code.String()+" "+AlertTitle(code)))
	}
	if names == nil {
		return "none"
	}
	return strings.Join(names, ", ")
}

// Changes to the handling of events, 512 bits each.
// SMETS2 Alerts and Events Configuration Settings.
var (
	// SupplierWANAlertChanges are to the Alerts that are sent to the Supplier.
	// SMETS2 Alerts and Events Configuration Settings.
	SupplierWANAlertChanges = setsEvents("ElectricitySupplierWANAlertSettings", supplierEvents)
	// SupplierHANAlertChanges are to what Devices in the home are told.
	// SMETS2 Alerts and Events Configuration Settings.
	SupplierHANAlertChanges = setsEvents("ElectricitySupplierHANAlertSettings", supplierEvents)
	// SupplierAlarmChanges are to what sounds an alarm.
	// SMETS2 Alerts and Events Configuration Settings.
	SupplierAlarmChanges = setsEvents("ElectricitySupplierAlarmSettings", supplierEvents)
	// SupplierLoggingChanges are to what is logged.
	// SMETS2 Alerts and Events Configuration Settings.
	SupplierLoggingChanges = setsEvents("ElectricitySupplierLoggingSettings", supplierEvents)
	// NetworkWANAlertChanges are to the Alerts that are sent to the Network Operator.
	// SMETS2 Alerts and Events Configuration Settings.
	NetworkWANAlertChanges = setsEvents("ElectricityNetworkOperatorWANAlertSettings", networkEvents)
	// NetworkLoggingChanges are to what is logged.
	// SMETS2 Alerts and Events Configuration Settings.
	NetworkLoggingChanges = setsEvents("ElectricityNetworkOperatorLoggingSettings", networkEvents)

	supplierWANAlertChanges = Attr(Data, LN{0, 30, 97, 98, 11, 255}, 2, SupplierWANAlertChanges)
	supplierHANAlertChanges = Attr(Data, LN{0, 30, 97, 98, 12, 255}, 2, SupplierHANAlertChanges)
	supplierAlarmChanges    = Attr(Data, LN{0, 30, 97, 98, 13, 255}, 2, SupplierAlarmChanges)
	supplierLoggingChanges  = Attr(Data, LN{0, 30, 97, 98, 14, 255}, 2, SupplierLoggingChanges)
	networkWANAlertChanges  = Attr(Data, LN{0, 33, 97, 98, 11, 255}, 2, NetworkWANAlertChanges)
	networkLoggingChanges   = Attr(Data, LN{0, 33, 97, 98, 14, 255}, 2, NetworkLoggingChanges)
)

// How events are handled, 256 bits each. SMETS2 Alerts and Events Configuration Settings.
var (
	// SupplierWANAlerts are sent to the Supplier as Alerts.
	// SMETS2 Alerts and Events Configuration Settings.
	SupplierWANAlerts = handledEvents("ElectricitySupplierWANAlertSettings", supplierEvents)
	// SupplierHANAlerts are told to Devices in the home.
	// SMETS2 Alerts and Events Configuration Settings.
	SupplierHANAlerts = handledEvents("ElectricitySupplierHANAlertSettings", supplierEvents)
	// SupplierAlarms sound an alarm. SMETS2 Alerts and Events Configuration Settings.
	SupplierAlarms = handledEvents("ElectricitySupplierAlarmSettings", supplierEvents)
	// SupplierLogging are logged. SMETS2 Alerts and Events Configuration Settings.
	SupplierLogging = handledEvents("ElectricitySupplierLoggingSettings", supplierEvents)
	// NetworkWANAlerts are sent to the Network Operator as Alerts.
	// SMETS2 Alerts and Events Configuration Settings.
	NetworkWANAlerts = handledEvents("ElectricityNetworkOperatorWANAlertSettings", networkEvents)
	// NetworkLogging are logged. SMETS2 Alerts and Events Configuration Settings.
	NetworkLogging = handledEvents("ElectricityNetworkOperatorLoggingSettings", networkEvents)

	supplierWANAlerts = Attr(Data, LN{0, 30, 97, 98, 15, 255}, 2, SupplierWANAlerts)
	supplierHANAlerts = Attr(Data, LN{0, 30, 97, 98, 16, 255}, 2, SupplierHANAlerts)
	supplierAlarms    = Attr(Data, LN{0, 30, 97, 98, 17, 255}, 2, SupplierAlarms)
	supplierLogging   = Attr(Data, LN{0, 30, 97, 98, 18, 255}, 2, SupplierLogging)
	networkWANAlerts  = Attr(Data, LN{0, 33, 97, 98, 15, 255}, 2, NetworkWANAlerts)
	networkLogging    = Attr(Data, LN{0, 33, 97, 98, 18, 255}, 2, NetworkLogging)
)

// What an Alert says of the Command that it is about.
var (
	// ReportedCommand is the Message Code of the Command. GBCS alerts.
	ReportedCommand = &Slot[gbcs.MessageCode]{Name: "MessageCode", Clause: "GBCS alerts"}
	// ReportedCounter is its Originator Counter. GBCS alerts.
	ReportedCounter = &Slot[uint64]{Name: "OriginatorCounter", Clause: "GBCS alerts"}
	// ReportedClass, ReportedObject and ReportedAttribute are the activation time that was
	// reached: its COSEM class, logical name, 6 octets, and attribute. GBCS alerts.
	ReportedClass  = &Slot[Class]{Name: "ClassId", Clause: "GBCS alerts"}
	ReportedObject = &Octets{
		Name: "InstanceId", Min: 6, Max: 6, Show: logicalName, Clause: "GBCS alerts",
	}
	ReportedAttribute = &Slot[uint8]{Name: "AttributeId", Clause: "GBCS alerts"}
)

// logicalName writes six octets as the name of a COSEM object.
func logicalName(b []byte) string {
	var name LN
	copy(name[:], b)
	return name.String()
}

// The message that an Alert says was not delivered.
//
//	octet-string(25) { originator(8), target(8), CRA flag(1), Originator Counter(8) }
//
// GBCS DBCH10.
var (
	// UndeliveredOriginator is who sent it. GBCS DBCH10.
	UndeliveredOriginator = &ID{Name: "OriginatorID", Clause: "GBCS DBCH10"}
	// UndeliveredTarget is to whom. GBCS DBCH10.
	UndeliveredTarget = &ID{Name: "TargetID", Clause: "GBCS DBCH10"}
	// UndeliveredFlag is whether it was a Command, a Response or an Alert, and
	// UndeliveredCounter its counter. GBCS DBCH10.
	UndeliveredFlag    = &Slot[gbcs.Flag]{Name: "CRAFlag", Clause: "GBCS DBCH10"}
	UndeliveredCounter = &Slot[uint64]{Name: "OriginatorCounter", Clause: "GBCS DBCH10"}

	undelivered = InOctets{
		Big(8, UndeliveredOriginator), Big(8, UndeliveredTarget), Big(1, UndeliveredFlag),
		Big(8, UndeliveredCounter),
	}
)

// ManufacturerImageHash is the SHA-256 hash of a firmware image, 32 octets: in CS06 of the one
// to be activated, in an Alert as the meter has computed it. GBCS firmware images.
var ManufacturerImageHash = &Octets{
	Name: "ManufacturerImageHash", Min: 32, Max: 32, Clause: "GBCS firmware images",
}

// IntegrityWarning is what is wrong with a meter.
// GBCS meter integrity issue warning.
var IntegrityWarning = &Slot[uint16]{
	Name: "Warning", Clause: "GBCS meter integrity issue warning",
	Codes: []Code{
		{Value: 0, Name: "Other"}, {Value: 1, Name: "Error Non Volatile Memory"},
		{Value: 2, Name: "Error Program Execution"}, {Value: 3, Name: "Error Program Storage"},
		{Value: 4, Name: "Error RAM"}, {Value: 5, Name: "Error Unexpected Hardware Reset"},
		{Value: 6, Name: "Error Watchdog"},
		{Value: 7, Name: "Error Metrology Firmware Verification Failure"},
		{Value: 8, Name: "Error Measurement Fault"},
		{Value: 9, Name: "Unspecified Smart Meter Operational Integrity Error"},
	},
}

// What Alerts say of auxiliary controllers.
var (
	// LimitedController is the controller whose level is limited. GBCS ECS101.
	LimitedController = &Slot[AuxiliaryDirection]{
		Name: "AuxiliaryControllerN", Clause: "GBCS ECS101",
	}
	// APCLimitPeriodStart and APCLimitPeriodEnd are from when to when. GBCS ECS101.
	APCLimitPeriodStart = &Moment{Name: "APCLimitPeriodStart", Clause: "GBCS ECS101"}
	APCLimitPeriodEnd   = &Moment{Name: "APCLimitPeriodEnd", Clause: "GBCS ECS101"}
	// ResultingLevel is the level that the controller now has, 0 to 100 %. GBCS ECS101.
	ResultingLevel = &Slot[uint8]{
		Name: "ResultingLevel", Unit: Percent, Max: 100, Clause: "GBCS ECS101",
	}
	// OperationalUpdate is the state of a controller as JSON: outputState and inputState, 0
	// to 100, and whatever other-data. GBCS ECS200.
	OperationalUpdate = &Text{
		Name: "OperationalUpdate", Type: dlms.TagUTF8String, Clause: "GBCS ECS200",
	}
)
