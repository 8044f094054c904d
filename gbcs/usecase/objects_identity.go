package usecase

// DeviceIdentifier is the EUI-64 of a Device, as earlier Devices say it.
// SMETS2 and CHTS DeviceIdentifier.
var DeviceIdentifier = &ID{
	Name: "DeviceIdentifier", Clause: "SMETS2 and CHTS DeviceIdentifier",
}

// MeterVariant is the letter of an ESME's variant: A with one element, B with two, C with
// three phases. SMETS2 MeterVariant.
var MeterVariant = &Text{Name: "MeterVariant", Max: 1, Clause: "SMETS2 MeterVariant"}

// ModelType is the model of a Device, up to 8 octets. SMETS2 and CHTS ModelType.
var ModelType = &Text{Name: "ModelType", Max: 8, Clause: "SMETS2 and CHTS ModelType"}

// ManufacturerIdentifier is who made a Device: 3 octets from earlier Devices, else 4.
// SMETS2 and CHTS ManufacturerIdentifier.
var ManufacturerIdentifier = &Text{
	Name: "ManufacturerIdentifier", Max: 4, Clause: "SMETS2 and CHTS ManufacturerIdentifier",
}

// FirmwareVersion is the version of firmware, 4 octets. It is what the Device executes, in CS06
// after whatever was tried; in CCS08 it is what was transferred.
// SMETS2 and CHTS FirmwareVersion.
var FirmwareVersion = &Octets{
	Name: "FirmwareVersion", Min: 4, Max: 4, Clause: "SMETS2 and CHTS FirmwareVersion",
}

// SupplyTamperState says what an ESME does when it finds tampering: it cuts the supply and
// locks it, or leaves it as it is. SMETS2 SupplyTamperState.
var SupplyTamperState = &Flag{
	Name: "SupplyTamperState", Yes: "Locked", No: "Unchanged",
	Clause: "SMETS2 SupplyTamperState",
}

// What a Device is.
var (
	deviceIdentifier       = Attr(Data, LN{0, 0, 96, 1, 1, 255}, 2, DeviceIdentifier)
	meterVariant           = Attr(Data, LN{0, 0, 96, 1, 2, 255}, 2, MeterVariant)
	modelType              = Attr(Data, LN{0, 0, 96, 1, 4, 255}, 2, ModelType)
	manufacturerIdentifier = Attr(Data, LN{0, 0, 96, 1, 6, 255}, 2, ManufacturerIdentifier)
	firmwareVersion        = Attr(Data, LN{0, 0, 0, 2, 1, 255}, 2, FirmwareVersion)
	supplyTamperState      = Attr(Data, LN{0, 0, 94, 44, 0, 4}, 2, SupplyTamperState)
)

// ImportMPANs are the Import MPAN, 13 octets, and after it on a twin-element ESME the
// Secondary Import MPAN, 13 more. SMETS2 MeterPointAdministrationNumber.
var ImportMPANs = &Text{
	Name: "ImportMPANs", Min: 13, Max: 26, Clause: "SMETS2 MeterPointAdministrationNumber",
}

// ExportMPAN is the Export MPAN, 13 octets. SMETS2 MeterPointAdministrationNumber.
var ExportMPAN = &Text{
	Name: "ExportMPAN", Min: 13, Max: 13, Clause: "SMETS2 MeterPointAdministrationNumber",
}

// Where an ESME is.
var (
	importMPANs = Attr(Data, LN{0, 0, 94, 44, 34, 11}, 2, ImportMPANs)
	exportMPAN  = Attr(Data, LN{1, 0, 0, 0, 2, 255}, 2, ExportMPAN)
)
