package srv

import (
	"time"

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

// UpdateFirmware is SRV 11.1: it has the DCC distribute an image. DUIS 3.8.
var UpdateFirmware = From[duis.UpdateFirmware](Variant{
	SRV:       "11.1",
	Name:      "Update Firmware",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
	SMETS1:    RecalledSMETS1,
})

// ReadFirmwareVersion is SRV 11.2: it reads which firmware a Device executes. The Use Case
// follows from the type of the Device. DUIS 3.8.
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

// ActivateFirmware is SRV 11.3: it has a Device execute the image it holds, at once or at a
// date. DUIS 3.8.
var ActivateFirmware = From(Variant{
	SRV:      "11.3",
	Name:     "Activate Firmware",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	Future:   FutureDevice,
	SMETS1:   RecalledSMETS1,
},
	To[duis.ActivateFirmware]{UseCase: usecase.CS06,
		Write: func(w *Writer, b *duis.ActivateFirmware) {
			w.Add(usecase.ManufacturerImageHash.Is(b.FirmwareHash))
			switch at := b.ExecutionDateTime; {
			case at == nil:
			case at.Equal(cancelled):
				w.Add(usecase.ExecuteAt.Is(usecase.Cancelled()))
			case at.Equal(usecase.Cancelled()):
				w.Refuse(duis.E64, "%s would cancel: want %s for that", at.Format(time.RFC3339),
					cancelled.Format(time.RFC3339))
			default:
				w.Add(usecase.ExecuteAt.Is(w.wholeSecond(*at)))
			}
		},
		Read: func(r *Reader, b *duis.ActivateFirmware) {
			b.FirmwareHash = take(r, usecase.ManufacturerImageHash)
			same(r, usecase.ActivationCounter, r.Asked.RequestID.Counter)
			at, dated := maybe(r, usecase.ExecuteAt)
			switch never := time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC); {
			case at.Equal(never):
				b.ExecutionDateTime = new(cancelled)
			case dated && at.Equal(cancelled):
				r.Fail("%s is no execution date", at.Format(time.RFC3339))
			case dated:
				b.ExecutionDateTime = &at
			}
		},
	},
)

// UpdatePPMIDFirmware is SRV 11.4: 11.1 for PPMIDs. DUIS 3.8.
var UpdatePPMIDFirmware = From[duis.UpdatePPMIDFirmware](Variant{
	SRV:       "11.4",
	Name:      "Update PPMID Firmware",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})
