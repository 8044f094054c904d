package duis

import (
	"time"
)

// UpdateFirmware is the body of SRV 11.1 Update Firmware.
type UpdateFirmware struct {
	FirmwareImage   []byte `duis:",len=0..10240000"` // 0 to 10240000 octets
	FirmwareVersion string `duis:",is=FirmwareVersion"`
	DeviceIDList    string `duis:",is=FirmwareDeviceIDList"`
}

// Element is the name of the body's element.
func (*UpdateFirmware) Element() string { return "UpdateFirmware" }

// ReadFirmwareVersion is the body of SRV 11.2 Read Firmware Version.
type ReadFirmwareVersion struct {
	ExecutionDateTime *time.Time
}

// Element is the name of the body's element.
func (*ReadFirmwareVersion) Element() string { return "ReadFirmwareVersion" }

// ActivateFirmware is the body of SRV 11.3 Activate Firmware.
type ActivateFirmware struct {
	ExecutionDateTime *time.Time
	FirmwareHash      []byte `duis:",base=hexBinary,len=32..32"` // 32 to 32 octets
}

// Element is the name of the body's element.
func (*ActivateFirmware) Element() string { return "ActivateFirmware" }

// UpdatePPMIDFirmware is the body of SRV 11.4 Update PPMID Firmware.
type UpdatePPMIDFirmware struct {
	FirmwareImage   []byte `duis:",len=0..10240000"` // 0 to 10240000 octets
	FirmwareVersion string `duis:",is=FirmwareVersion"`
	DeviceIDList    string `duis:",is=FirmwareDeviceIDList"`
}

// Element is the name of the body's element.
func (*UpdatePPMIDFirmware) Element() string { return "UpdatePPMIDFirmware" }
