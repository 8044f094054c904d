package duis

import "time"

// UpdateFirmware is SRV 11.1 Update Firmware: an image for ESMEs, GSMEs or HCALCSs. DUIS 3.8.
type UpdateFirmware struct {
	FirmwareImage   []byte `doc:",len=0..10240000"` // 0 to 10240000 octets
	FirmwareVersion string `doc:",is=FirmwareVersion"`
	// EUI-64s joined by commas, 23 to 1199999 characters.
	DeviceIDList string `doc:",is=FirmwareDeviceIDList"`
}

// Element is the name of the body's element.
func (*UpdateFirmware) Element() string { return "UpdateFirmware" }

// ReadFirmwareVersion is SRV 11.2 Read Firmware Version: the version that a Device runs.
// DUIS 3.8.
type ReadFirmwareVersion struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadFirmwareVersion) Element() string { return "ReadFirmwareVersion" }

// ActivateFirmware is SRV 11.3 Activate Firmware: has a Device run the image that it holds.
// DUIS 3.8.
type ActivateFirmware struct {
	ExecutionDateTime *time.Time
	FirmwareHash      []byte `doc:",base=hexBinary,len=32..32"` // 32 octets: SHA-256 of the image
}

// Element is the name of the body's element.
func (*ActivateFirmware) Element() string { return "ActivateFirmware" }

// UpdatePPMIDFirmware is SRV 11.4 Update PPMID Firmware: an image for PPMIDs, which activate it
// themselves. DUIS 3.8.
type UpdatePPMIDFirmware struct {
	FirmwareImage   []byte `doc:",len=0..10240000"` // 0 to 10240000 octets
	FirmwareVersion string `doc:",is=FirmwareVersion"`
	// EUI-64s joined by commas, 23 to 1199999 characters.
	DeviceIDList string `doc:",is=FirmwareDeviceIDList"`
}

// Element is the name of the body's element.
func (*UpdatePPMIDFirmware) Element() string { return "UpdatePPMIDFirmware" }
