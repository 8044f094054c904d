package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The Variants of this file.
var firmware = []*Variant{
	UpdateFirmware,
	ReadFirmwareVersion,
	ActivateFirmware,
	UpdatePPMIDFirmware,
}

// UpdateFirmware is SRV 11.1. DUIS 3.8.
var UpdateFirmware = From[duis.UpdateFirmware](Variant{
	SRV:       "11.1",
	Name:      "Update Firmware",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
	SMETS1:    RecalledSMETS1,
})

// ReadFirmwareVersion is SRV 11.2. DUIS 3.8.
var ReadFirmwareVersion = From(Variant{
	SRV:    "11.2",
	Name:   "Read Firmware Version",
	Roles:  Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadFirmwareVersion]{UseCase: usecase.ECS52},
	To[duis.ReadFirmwareVersion]{UseCase: usecase.GCS38},
	To[duis.ReadFirmwareVersion]{UseCase: usecase.CS08},
)

// ActivateFirmware is SRV 11.3. DUIS 3.8.
var ActivateFirmware = From(Variant{
	SRV:      "11.3",
	Name:     "Activate Firmware",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	Future:   FutureDevice,
	SMETS1:   RecalledSMETS1,
},
	To[duis.ActivateFirmware]{UseCase: usecase.CS06},
)

// UpdatePPMIDFirmware is SRV 11.4. DUIS 3.8.
var UpdatePPMIDFirmware = From[duis.UpdatePPMIDFirmware](Variant{
	SRV:       "11.4",
	Name:      "Update PPMID Firmware",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})
