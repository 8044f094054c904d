package usecase

// PartnerType is a type of Device as ASN.1 numbers it. COSEM has other numbers.
// GBCS ASN.1 common types.
type PartnerType uint8

// The types.
const (
	PartnerGSME PartnerType = iota
	PartnerESME
	PartnerCHF
	PartnerGPF
	PartnerHCALCS
	PartnerPPMID
	PartnerType2 // an IHD, a CAD: a Device without certificates
)

// partnerDevices are the types of Device by their numbers.
var partnerDevices = [...]Device{
	PartnerGSME: GSME, PartnerESME: ESME, PartnerCHF: CHF, PartnerGPF: GPF,
	PartnerHCALCS: HCALCS, PartnerPPMID: PPMID, PartnerType2: IHD | CAD,
}

// PartnerTypeOf is the number of a type of Device, and whether it has one.
func PartnerTypeOf(d Device) (PartnerType, bool) {
	for n, devices := range partnerDevices {
		if devices.Has(d) {
			return PartnerType(n), true
		}
	}
	return 0, false
}

// Device is the type of Device, two for [PartnerType2]; none where the number has no
// meaning.
func (t PartnerType) Device() Devices {
	if int(t) >= len(partnerDevices) {
		return 0
	}
	return partnerDevices[t]
}

// partnerTypes are the names of the types.
var partnerTypes = []Code{
	{Value: 0, Name: "GSME"}, {Value: 1, Name: "ESME"}, {Value: 2, Name: "CHF"},
	{Value: 3, Name: "GPF"}, {Value: 4, Name: "HCALCS"}, {Value: 5, Name: "PPMID"},
	{Value: 6, Name: "Type2"},
}

// The Devices that a Device communicates with, as its own log has them. GBCS CS07.
var (
	// DeviceLogEntries are the entries of the log. An element has [LogEntryDeviceID] and
	// [LogEntryDeviceType].
	DeviceLogEntries   = &List{Name: "DeviceLogEntries", Clause: "GBCS CS07"}
	LogEntryDeviceID   = &ID{Name: "DeviceID", Clause: "GBCS CS07"}
	LogEntryDeviceType = &Slot[PartnerType]{
		Name: "DeviceType", Codes: partnerTypes, Clause: "GBCS CS07",
	}
)

// deviceLogEntry is an entry, and deviceLog all of them.
//
//	SEQUENCE { deviceId OCTET STRING(8), deviceType INTEGER }
var (
	deviceLogEntry = Seq{OctetString(LogEntryDeviceID), Integer(LogEntryDeviceType)}
	deviceLog      = SeqOf(DeviceLogEntries, deviceLogEntry)
)
