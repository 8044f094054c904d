package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// SetDeviceConfigurationImportMPxN is SRV 6.20.1: it sets the Import MPANs of an ESME, one after
// the other in one value, or the MPRN of a GSME. DUIS 3.8.
var SetDeviceConfigurationImportMPxN = From(Variant{
	SRV:    "6.20.1",
	Name:   "Set Device Configuration (Import MPxN)",
	Roles:  Roles{duis.IS, duis.GS},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.SetDeviceConfigurationImportMPxN]{UseCase: usecase.ECS39a,
		Why:  "ImportMPANs",
		When: func(b *duis.SetDeviceConfigurationImportMPxN) bool { return b.ImportMPANs != nil },
		Write: func(w *Writer, b *duis.SetDeviceConfigurationImportMPxN) {
			mpans := w.mpan(b.ImportMPANs.ImportMPAN)
			if secondary := b.ImportMPANs.SecondaryImportMPAN; secondary != nil {
				mpans += w.mpan(*secondary)
			}
			w.Add(usecase.ImportMPANs.Is(mpans))
		},
		Read: func(r *Reader, b *duis.SetDeviceConfigurationImportMPxN) {
			mpans := take(r, usecase.ImportMPANs)
			switch len(mpans) {
			case 13:
				b.ImportMPANs = &duis.ImportMPANs{ImportMPAN: mpans}
			case 26:
				b.ImportMPANs = &duis.ImportMPANs{
					ImportMPAN: mpans[:13], SecondaryImportMPAN: new(mpans[13:]),
				}
			default:
				r.Fail("%d octets of MPANs: want 13 or 26", len(mpans))
			}
		},
	},
	To[duis.SetDeviceConfigurationImportMPxN]{UseCase: usecase.GCS41,
		Why:  "ImportMPRN",
		When: func(b *duis.SetDeviceConfigurationImportMPxN) bool { return b.ImportMPRN != nil },
		Write: func(w *Writer, b *duis.SetDeviceConfigurationImportMPxN) {
			w.Add(usecase.IssuerEventID.Is(w.issued()), usecase.SiteID.Is(*b.ImportMPRN))
		},
		Read: func(r *Reader, b *duis.SetDeviceConfigurationImportMPxN) {
			r.unnumbered()
			b.ImportMPRN = new(take(r, usecase.SiteID))
		},
	},
)

// SetDeviceConfigurationExportMPAN is SRV 6.20.2: it sets the Export MPAN of an ESME. DUIS 3.8.
var SetDeviceConfigurationExportMPAN = From(Variant{
	SRV:    "6.20.2",
	Name:   "Set Device Configuration (Export MPAN)",
	Roles:  Roles{duis.ES},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.SetDeviceConfigurationExportMPAN]{UseCase: usecase.ECS39b,
		Write: func(w *Writer, b *duis.SetDeviceConfigurationExportMPAN) {
			w.Add(usecase.ExportMPAN.Is(w.mpan(b.ExportMPAN)))
		},
		Read: func(r *Reader, b *duis.SetDeviceConfigurationExportMPAN) {
			b.ExportMPAN = take(r, usecase.ExportMPAN)
		},
	},
)

// mpan is an MPAN, 13 octets.
func (w *Writer) mpan(s string) string {
	if len(s) != 13 {
		w.Refuse(duis.E64, "the MPAN %q has %d octets: want 13", s, len(s))
	}
	return s
}
