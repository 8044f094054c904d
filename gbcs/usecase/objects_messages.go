package usecase

import "github.com/mains-energy/mains/dlms"

// What the supplier tells the consumer on an ESME.
var (
	// SupplierMessage is a message to the consumer, up to 116 characters.
	// SMETS2 SupplierMessage.
	SupplierMessage = &Text{Name: "SupplierMessage", Max: 116, Clause: "SMETS2 SupplierMessage"}
	// SupplierTelephoneNumber is up to 18 characters. SMETS2 ContactDetails.
	SupplierTelephoneNumber = &Text{
		Name: "SupplierTelephoneNumber", Max: 18, Clause: "SMETS2 ContactDetails",
	}
	// SupplierName is up to 15 characters. SMETS2 ContactDetails.
	SupplierName = &Text{Name: "SupplierName", Max: 15, Clause: "SMETS2 ContactDetails"}
	// CustomerIdentificationNumber is four digits for the consumer to read out.
	// SMETS2 CustomerIdentificationNumber.
	CustomerIdentificationNumber = &Text{
		Name: "CustomerIdentificationNumber", Min: 4, Max: 4,
		Clause: "SMETS2 CustomerIdentificationNumber",
	}
	// RestrictionDateTime is the change of tenancy, before which no display may read.
	// SMETS2 restrictDataDateTime.
	RestrictionDateTime = &Moment{
		Name: "RestrictionDateTime", Clause: "SMETS2 restrictDataDateTime",
	}

	supplierMessage         = Attr(Data, LN{0, 2, 96, 13, 1, 255}, 2, SupplierMessage)
	supplierTelephoneNumber = Attr(ExtendedData, LN{0, 0, 96, 13, 0, 255}, 2,
		SupplierTelephoneNumber)
	supplierName                 = Attr(ExtendedData, LN{0, 0, 96, 13, 1, 255}, 2, SupplierName)
	customerIdentificationNumber = Attr(Data, LN{0, 3, 96, 13, 1, 255}, 2,
		CustomerIdentificationNumber)
	restrictionDateTime = Attr(Data, LN{0, 0, 94, 44, 3, 2}, 2, RestrictionDateTime)

	privacyPINProtection = &Object{
		Class: Data, Name: LN{0, 0, 94, 44, 3, 1}, Index: 2,
		Value: Fixed{"no PIN", dlms.Octets(nil)}, Title: "DisablePrivacyPinProtection",
	}
)

// DeviceFirmwareVersion is the version of the firmware in use, 4 octets.
// SMETS2 FirmwareVersion.
var DeviceFirmwareVersion = &Octets{
	Name: "FirmwareVersion", Min: 4, Max: 4, Clause: "SMETS2 FirmwareVersion",
}

// Firmware version and supply tamper state.
var (
	deviceFirmwareVersion = Attr(Data, LN{0, 0, 0, 2, 1, 255}, 2, DeviceFirmwareVersion)
)

// clockName is the clock of an ESME.
var clockName = LN{0, 0, 1, 0, 0, 255}

// The clock of an ESME. SMETS2 Clock.
var (
	// ClockValidityStart and ClockValidityEnd are what the time of the Communications Hub
	// must be between for an ESME to take it. GBCS ECS70.
	ClockValidityStart = &Moment{Name: "validity_interval_start", Clause: "GBCS ECS70"}
	ClockValidityEnd   = &Moment{Name: "validity_interval_end", Clause: "GBCS ECS70"}
	// ClockTime is the time of the Device. SMETS2 Clock.
	ClockTime = &Moment{Name: "DeviceTime", Clause: "SMETS2 Clock"}
	// ClockTimeStatus is how good the time of the Device is. SMETS2 Clock.
	ClockTimeStatus = &Slot[uint8]{
		Name: "TimeStatus", Clause: "SMETS2 Clock",
		Codes: []Code{
			{Value: 0, Name: "reliable"}, {Value: 1, Name: "invalid", Failed: true},
			{Value: 2, Name: "unreliable", Failed: true},
		},
	}

	clockTime   = Attr(Clock, clockName, 2, ClockTime)
	clockStatus = Attr(Clock, clockName, 4, ClockTimeStatus)
	clockBase   = &Object{
		Class: Clock, Name: clockName, Index: 9,
		Value: Fixed{"radio controlled", dlms.Enum(5)}, Title: "Time.clockBase",
	}
	clockSetTime       = Method("Time.setTime", Clock, clockName, 4, nil)
	clockSetValidRange = Method("Time.setValidTimeRange", Clock, clockName, 5, Struct{
		Fixed{"preset_time: never", dlms.Octets(never[:])}, ClockValidityStart, ClockValidityEnd,
	})
	never = dlms.ExecuteNever()
)

// The logs of an ESME that a Supplier can clear.
var (
	clearEventLog = Method("EventLog.clear", ProfileGeneric, LN{0, 0, 99, 98, 0, 255}, 1, nil)

	clearAuxiliaryControllerEventLog = Method("AuxiliaryControllerEventLog.clear",
		ProfileGeneric, LN{0, 17, 99, 98, 2, 255}, 1, nil)
)
