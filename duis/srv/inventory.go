package srv

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// The Variants of this file.
var inventory = []*Variant{
	CommissionDeviceSynchroniseClock,
	ReadInventory,
	DecommissionDevice,
	UpdateInventory,
	ServiceOptIn,
	JoinServiceCritical,
	JoinServiceNonCritical,
	UnjoinServiceCritical,
	UnjoinServiceNonCritical,
	ReadDeviceLog,
	UpdateHANDeviceLog,
	RestoreHANDeviceLog,
	RestoreGPFDeviceLog,
	ReturnLocalCommandResponse,
	CHFInstallSuccessSMWAN,
	CHFInstallSuccessNoSMWAN,
	CHFFaultReturn,
	CHFNoFaultReturn,
	RequestWANMatrix,
	DevicePrenotification,
}

// CommissionDeviceSynchroniseClock is SRV 8.1.1: it has a meter take the time of its
// Communications Hub where that lies in an interval, and makes it commissioned. DUIS 3.8.
var CommissionDeviceSynchroniseClock = From(Variant{
	SRV:      "8.1.1",
	Name:     "Commission Device",
	Critical: true,
	CVs:      CVs{4, 5},
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.CommissionDeviceSynchroniseClock]{UseCase: usecase.ECS70,
		Write: func(w *Writer, b *duis.CommissionDeviceSynchroniseClock) {
			from := w.wholeSecond(b.CurrentDateTime)
			to := from.Add(time.Duration(b.TolerancePeriod) * time.Second)
			w.Add(usecase.ClockValidityStart.Is(dlms.DateTimeOf(from, dlms.NotSpecified)),
				usecase.ClockValidityEnd.Is(dlms.DateTimeOf(to, dlms.NotSpecified)))
		},
		Read: func(r *Reader, b *duis.CommissionDeviceSynchroniseClock) {
			r.commissioned(b, r.instant(take(r, usecase.ClockValidityStart)),
				r.instant(take(r, usecase.ClockValidityEnd)))
		},
	},
	To[duis.CommissionDeviceSynchroniseClock]{UseCase: usecase.GCS28,
		Write: func(w *Writer, b *duis.CommissionDeviceSynchroniseClock) {
			from := w.wholeSecond(b.CurrentDateTime)
			w.Add(usecase.GasValidityIntervalStart.Is(from), usecase.GasValidityIntervalEnd.Is(
				from.Add(time.Duration(b.TolerancePeriod)*time.Second)))
		},
		Read: func(r *Reader, b *duis.CommissionDeviceSynchroniseClock) {
			r.commissioned(b, take(r, usecase.GasValidityIntervalStart),
				take(r, usecase.GasValidityIntervalEnd))
		},
	},
)

// ReadInventory is SRV 8.2: it looks Devices up in the Smart Metering Inventory. DUIS 3.8.
var ReadInventory = From[duis.ReadInventory](Variant{
	SRV:       "8.2",
	Name:      "Read Inventory",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})

// DecommissionDevice is SRV 8.3: it takes a Device out of service. DUIS 3.8.
var DecommissionDevice = From[duis.DecommissionDevice](Variant{
	SRV:       "8.3",
	Name:      "Decommission Device",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
	SMETS1:    RecalledSMETS1,
})

// UpdateInventory is SRV 8.4: it changes what the Smart Metering Inventory says of a Device.
// DUIS 3.8.
var UpdateInventory = From[duis.UpdateInventory](Variant{
	SRV:       "8.4",
	Name:      "Update Inventory",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})

// ServiceOptIn is SRV 8.6, which no User Role may send any more. DUIS 3.8.
var ServiceOptIn = From[duis.ServiceOptIn](Variant{
	SRV:       "8.6",
	Name:      "Service Opt In",
	NonDevice: true,
})

// JoinServiceCritical is SRV 8.7.1: it has a Device communicate with another one of the home.
// The Use Case follows from the type of the target: an ESME begins a key agreement, an HCALCS
// or SAPC waits for one, a GSME is given the certificate of a PPMID. DUIS 3.8.
var JoinServiceCritical = From(Variant{
	SRV:      "8.7.1",
	Name:     "Join Service (Critical)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
},
	To[duis.JoinServiceCritical]{UseCase: usecase.CS03A1,
		Write: func(w *Writer, b *duis.JoinServiceCritical) { w.join(b.OtherDeviceID) },
		Read: func(r *Reader, b *duis.JoinServiceCritical) {
			b.OtherDeviceID = r.join()
		},
	},
	To[duis.JoinServiceCritical]{UseCase: usecase.CS03A2, On: usecase.HCALCS | usecase.SAPC,
		Write: func(w *Writer, b *duis.JoinServiceCritical) { w.join(b.OtherDeviceID) },
		Read: func(r *Reader, b *duis.JoinServiceCritical) {
			b.OtherDeviceID = r.join()
		},
	},
	To[duis.JoinServiceCritical]{UseCase: usecase.CS03C, On: usecase.GSME,
		Write: func(w *Writer, b *duis.JoinServiceCritical) { w.join(b.OtherDeviceID) },
		Read: func(r *Reader, b *duis.JoinServiceCritical) {
			b.OtherDeviceID = r.join()
			r.certified(b.OtherDeviceID)
		},
	},
)

// JoinServiceNonCritical is SRV 8.7.2: as 8.7.1, for a PPMID, which has no cell of the
// Supplier, and for pairs in which one has no certificates or which are a GSME and its Gas
// Proxy Function. The Use Case for a PPMID depends on the type of the other Device: an ESME
// begins a key agreement, the certificate of a GSME is given. DUIS 3.8.
var JoinServiceNonCritical = From(Variant{
	SRV:    "8.7.2",
	Name:   "Join Service (Non-Critical)",
	Roles:  Roles{duis.IS, duis.GS, duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.JoinServiceNonCritical]{UseCase: usecase.CS03B,
		Write: func(w *Writer, b *duis.JoinServiceNonCritical) { w.join(b.OtherDeviceID) },
		Read:  func(r *Reader, b *duis.JoinServiceNonCritical) { b.OtherDeviceID = r.join() },
	},
	To[duis.JoinServiceNonCritical]{UseCase: usecase.CS03A2, On: usecase.PPMID,
		Others: ^usecase.GSME,
		Write:  func(w *Writer, b *duis.JoinServiceNonCritical) { w.join(b.OtherDeviceID) },
		Read:   func(r *Reader, b *duis.JoinServiceNonCritical) { b.OtherDeviceID = r.join() },
	},
	To[duis.JoinServiceNonCritical]{UseCase: usecase.CS03C, On: usecase.PPMID,
		Others: usecase.GSME,
		Write:  func(w *Writer, b *duis.JoinServiceNonCritical) { w.join(b.OtherDeviceID) },
		Read: func(r *Reader, b *duis.JoinServiceNonCritical) {
			b.OtherDeviceID = r.join()
			take(r, usecase.OtherDeviceCertificate) // the DCC answers for it
		},
	},
)

// UnjoinServiceCritical is SRV 8.8.1: it undoes 8.7.1. DUIS 3.8.
var UnjoinServiceCritical = From(Variant{
	SRV:      "8.8.1",
	Name:     "Unjoin Service (Critical)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
},
	To[duis.UnjoinServiceCritical]{UseCase: usecase.CS04AC,
		On: usecase.ESME | usecase.GSME | usecase.HCALCS | usecase.SAPC,
		Write: func(w *Writer, b *duis.UnjoinServiceCritical) {
			w.Add(usecase.OtherDeviceID.Is(b.OtherDeviceID))
		},
		Read: func(r *Reader, b *duis.UnjoinServiceCritical) {
			b.OtherDeviceID = take(r, usecase.OtherDeviceID)
		},
	},
)

// UnjoinServiceNonCritical is SRV 8.8.2: it undoes 8.7.2. The Use Case follows from the type of
// the target. DUIS 3.8.
var UnjoinServiceNonCritical = From(Variant{
	SRV:    "8.8.2",
	Name:   "Unjoin Service (Non-Critical)",
	Roles:  Roles{duis.IS, duis.GS, duis.OU},
	SMETS1: RecalledSMETS1,
},
	To[duis.UnjoinServiceNonCritical]{UseCase: usecase.CS04AC, On: usecase.PPMID,
		Write: func(w *Writer, b *duis.UnjoinServiceNonCritical) {
			w.Add(usecase.OtherDeviceID.Is(b.OtherDeviceID))
		},
		Read: func(r *Reader, b *duis.UnjoinServiceNonCritical) {
			b.OtherDeviceID = take(r, usecase.OtherDeviceID)
		},
	},
	To[duis.UnjoinServiceNonCritical]{UseCase: usecase.CS04B,
		Write: func(w *Writer, b *duis.UnjoinServiceNonCritical) {
			w.Add(usecase.OtherDeviceID.Is(b.OtherDeviceID))
		},
		Read: func(r *Reader, b *duis.UnjoinServiceNonCritical) {
			b.OtherDeviceID = take(r, usecase.OtherDeviceID)
		},
	},
)

// ReadDeviceLog is SRV 8.9: it reads which Devices a Device communicates with; of a CHF also
// the hashes of their keys, where asked. DUIS 3.8.
var ReadDeviceLog = From(Variant{
	SRV:    "8.9",
	Name:   "Read Device Log",
	Roles:  Roles{duis.IS, duis.GS, duis.OU},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.ReadDeviceLog]{UseCase: usecase.CCS04, Why: noSecurityDetails, When: isPlainRead},
	To[duis.ReadDeviceLog]{UseCase: usecase.CCS06, Why: noSecurityDetails, When: isPlainRead},
	To[duis.ReadDeviceLog]{UseCase: usecase.CCS07, Why: "body has ReadSecurityDetails",
		When: func(b *duis.ReadDeviceLog) bool { return b.ReadSecurityDetails },
		Read: func(_ *Reader, b *duis.ReadDeviceLog) { b.ReadSecurityDetails = true },
	},
	To[duis.ReadDeviceLog]{UseCase: usecase.CS07,
		Write: func(w *Writer, b *duis.ReadDeviceLog) {
			if b.ReadSecurityDetails {
				w.Refuse("E080901", "ReadSecurityDetails is for a CHF only")
			}
		},
	},
)

// UpdateHANDeviceLog is SRV 8.11: it adds a Device to those that may join the network of a
// CHF, or removes one. DUIS 3.8.
var UpdateHANDeviceLog = From(Variant{
	SRV:    "8.11",
	Name:   "Update HAN Device Log",
	Roles:  Roles{duis.IS, duis.GS, duis.OU},
	Future: FutureDSP,
	SMETS1: RecalledSMETS1,
},
	To[duis.UpdateHANDeviceLog]{UseCase: usecase.CCS01, Why: "RequestType is Add",
		When:  func(b *duis.UpdateHANDeviceLog) bool { return b.RequestType == "Add" },
		Write: addToHub,
		Read: func(r *Reader, b *duis.UpdateHANDeviceLog) {
			b.RequestType = "Add"
			b.DeviceID = take(r, usecase.HubDevice)
			take(r, usecase.HubDeviceType) // the inventory says it
			b.AddDeviceToCHFWhitelist = &duis.AddDeviceToCHFWhitelist{
				JoinTimePeriod: take(r, usecase.JoinTimePeriod), InstallCode: take(r, usecase.InstallCode),
			}
			if asked := r.Asked.Body.(*duis.UpdateHANDeviceLog).AddDeviceToCHFWhitelist; asked != nil {
				b.AddDeviceToCHFWhitelist.ImportMPxN = asked.ImportMPxN
				b.AddDeviceToCHFWhitelist.SecondaryImportMPAN = asked.SecondaryImportMPAN
				b.AddDeviceToCHFWhitelist.ExportMPAN = asked.ExportMPAN
			}
		},
	},
	To[duis.UpdateHANDeviceLog]{UseCase: usecase.CCS02, Why: "RequestType is Remove",
		When: func(b *duis.UpdateHANDeviceLog) bool { return b.RequestType == "Remove" },
		Write: func(w *Writer, b *duis.UpdateHANDeviceLog) {
			if b.AddDeviceToCHFWhitelist != nil {
				w.Refuse("E081105", "AddDeviceToCHFWhitelist in a request to remove a Device")
			}
			w.Add(usecase.HubDevice.Is(b.DeviceID))
		},
		Read: func(r *Reader, b *duis.UpdateHANDeviceLog) {
			b.RequestType = "Remove"
			b.DeviceID = take(r, usecase.HubDevice)
		},
	},
)

// RestoreHANDeviceLog is SRV 8.12.1: it gives a CHF the network of the one it replaces, as
// that one last reported it. DUIS 3.8.
var RestoreHANDeviceLog = From(Variant{
	SRV:   "8.12.1",
	Name:  "Restore HAN Device Log",
	Roles: Roles{duis.IS, duis.GS},
},
	To[duis.RestoreHANDeviceLog]{UseCase: usecase.CCS03,
		Write: func(w *Writer, b *duis.RestoreHANDeviceLog) {
			if b.OldCHFID == w.Request.RequestID.Target {
				w.Refuse("E081204", "the CHF %s cannot replace itself", b.OldCHFID)
			}
			w.restore(usecase.HANIdentifier, usecase.HubConnectedDevices)
		},
		// The message does not name the old CHF: it has what that one reported.
		Read: func(r *Reader, b *duis.RestoreHANDeviceLog) {
			b.OldCHFID = r.Asked.Body.(*duis.RestoreHANDeviceLog).OldCHFID
			take(r, usecase.HANIdentifier)
			elements(r, usecase.HubConnectedDevices, func(r *Reader) {
				take(r, usecase.HubDevice)
				take(r, usecase.HashedLinkKey)
			})
		},
	},
)

// RestoreGPFDeviceLog is SRV 8.12.2: it gives a Gas Proxy Function the log of the one it
// replaces, as that one last reported it. DUIS 3.8.
var RestoreGPFDeviceLog = From(Variant{
	SRV:        "8.12.2",
	Name:       "Restore Gas Proxy Function Device Log",
	Roles:      Roles{duis.IS, duis.GS},
	Originator: Broker,
},
	To[duis.RestoreGPFDeviceLog]{UseCase: usecase.GCS59,
		Write: func(w *Writer, b *duis.RestoreGPFDeviceLog) {
			if b.OldGPFID == w.Request.RequestID.Target {
				w.Refuse("E081222", "the GPF %s cannot replace itself", b.OldGPFID)
			}
			w.restore(usecase.DeviceLogEntries)
		},
		// The message does not name the old GPF: it has what that one reported.
		Read: func(r *Reader, b *duis.RestoreGPFDeviceLog) {
			b.OldGPFID = r.Asked.Body.(*duis.RestoreGPFDeviceLog).OldGPFID
			elements(r, usecase.DeviceLogEntries, func(r *Reader) {
				take(r, usecase.LogEntryDeviceID)
				take(r, usecase.LogEntryDeviceType)
			})
		},
	},
)

// ReturnLocalCommandResponse is SRV 8.13. DUIS 3.8.
var ReturnLocalCommandResponse = From[duis.ReturnLocalCommandResponse](Variant{
	SRV:       "8.13",
	Name:      "Return Local Command Response",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})

// CHFInstallSuccessSMWAN is SRV 8.14.1. DUIS 3.8.
var CHFInstallSuccessSMWAN = From[duis.CHFInstallSuccessSMWAN](Variant{
	SRV:       "8.14.1",
	Name:      "Communications Hub Status Update - Install Success",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})

// CHFInstallSuccessNoSMWAN is SRV 8.14.2. DUIS 3.8.
var CHFInstallSuccessNoSMWAN = From[duis.CHFInstallSuccessNoSMWAN](Variant{
	SRV:       "8.14.2",
	Name:      "Communications Hub Status Update - Install No SM WAN",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})

// CHFFaultReturn is SRV 8.14.3. DUIS 3.8.
var CHFFaultReturn = From[duis.CHFFaultReturn](Variant{
	SRV:       "8.14.3",
	Name:      "Communications Hub Status Update - Fault Return",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})

// CHFNoFaultReturn is SRV 8.14.4. DUIS 3.8.
var CHFNoFaultReturn = From[duis.CHFNoFaultReturn](Variant{
	SRV:       "8.14.4",
	Name:      "Communications Hub Status Update - No Fault Return",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.GS},
})

// RequestWANMatrix is SRV 12.1. DUIS 3.8.
var RequestWANMatrix = From[duis.RequestWANMatrix](Variant{
	SRV:       "12.1",
	Name:      "Request WAN Matrix",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})

// DevicePrenotification is SRV 12.2. DUIS 3.8.
var DevicePrenotification = From[duis.DevicePrenotification](Variant{
	SRV:       "12.2",
	Name:      "Device Pre-notification",
	NonDevice: true,
	Roles:     Roles{duis.IS, duis.ES, duis.GS, duis.RSA, duis.ED, duis.GT, duis.OU},
	SMETS1:    RecalledSMETS1,
})

// commissioned is what asks for an interval in which the time must lie.
func (r *Reader) commissioned(
	b *duis.CommissionDeviceSynchroniseClock, from, to time.Time,
) {
	b.CurrentDateTime = from
	switch long := to.Sub(from) / time.Second; {
	case long < 0 || long > 24*60*60:
		r.Fail("the interval is from %s to %s, and none may be longer than a day", from, to)
	default:
		b.TolerancePeriod = uint32(long)
	}
}

// The content of 8.9 for a CHF that needs no security details.
const noSecurityDetails = "body has no ReadSecurityDetails"

func isPlainRead(b *duis.ReadDeviceLog) bool { return !b.ReadSecurityDetails }

// type2 are the Devices without certificates.
const type2 = usecase.IHD | usecase.CAD

// pair is a join: of which others a Device is told by a Use Case, and how.
type pair struct {
	useCase        *usecase.UseCase
	target, others usecase.Devices
	method         uint8          // joinMethodAndRole
	usual          usecase.Device // the one of others where nothing says which
}

// pairs are the joins that there are, the usual one of a Use Case first: where the caller
// does not know the types of the Devices, it is assumed. Chosen, as the published messages
// have it.
var pairs = []pair{
	{usecase.CS03A1, usecase.ESME, usecase.HCALCS | usecase.PPMID, 0, usecase.HCALCS},
	{usecase.CS03A2, usecase.HCALCS | usecase.PPMID | usecase.SAPC, usecase.ESME, 1, usecase.ESME},
	{usecase.CS03B, usecase.GSME, usecase.GPF, 2, usecase.GPF},
	{usecase.CS03B, usecase.GPF, usecase.GSME | usecase.PPMID | type2, 2, usecase.GSME},
	{usecase.CS03B, usecase.ESME, type2, 2, usecase.IHD},
	{usecase.CS03C, usecase.GSME, usecase.PPMID, 3, usecase.PPMID},
	{usecase.CS03C, usecase.PPMID, usecase.GSME, 3, usecase.GSME},
}

// join tells the target which other Device it is to communicate with.
func (w *Writer) join(other eui.ID) {
	target, with := w.Inputs.Device, w.Inputs.Other
	fit := slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool {
		return p.useCase != w.UseCase || target != 0 && !p.target.Has(target) ||
			with != 0 && !p.others.Has(with)
	})
	if len(fit) == 0 {
		w.Refuse("E080721", "a %s does not join a %s by %s", target, with, w.UseCase.Code)
		return
	}
	if with == 0 {
		with = fit[0].usual
		if fit[0].others&(fit[0].others-1) != 0 || target == 0 && len(fit) > 1 {
			w.assume("the other Device is a %s", with)
		}
	}
	kind, ok := usecase.PartnerTypeOf(with)
	if !ok {
		w.fail(fmt.Errorf("srv: a join names no %s", with))
	}
	w.Add(usecase.JoinMethodAndRole.Is(fit[0].method), usecase.OtherDeviceID.Is(other),
		usecase.OtherDeviceType.Is(kind))
	if w.UseCase == usecase.CS03C {
		w.certify(other)
	}
}

// certify gives the certificate of the other Device.
func (w *Writer) certify(other eui.ID) {
	var der []byte
	if w.Inputs.Certificate != nil {
		der = w.Inputs.Certificate(other)
	}
	if der == nil {
		w.fail(fmt.Errorf("srv: give the key agreement certificate of %s", other))
		return
	}
	w.Add(usecase.OtherDeviceCertificate.Is(der))
}

// join takes how the target is to join, which must be the way of the Use Case, and with
// whom. The type of the other Device is not in the request: it must be one for which there
// is such a join.
func (r *Reader) join() eui.ID {
	way, with := uint8(0xFF), []usecase.PartnerType(nil)
	switch r.UseCase.Code {
	case "CS03A1":
		way, with = 0, []usecase.PartnerType{usecase.PartnerHCALCS, usecase.PartnerPPMID}
	case "CS03A2":
		way, with = 1, []usecase.PartnerType{usecase.PartnerESME}
	case "CS03B":
		way, with = 2, []usecase.PartnerType{
			usecase.PartnerGPF, usecase.PartnerGSME, usecase.PartnerPPMID, usecase.PartnerType2,
		}
	case "CS03C":
		way, with = 3, []usecase.PartnerType{usecase.PartnerGSME, usecase.PartnerPPMID}
	}
	same(r, usecase.JoinMethodAndRole, way)
	if kind := take(r, usecase.OtherDeviceType); !slices.Contains(with, kind) {
		r.Fail("%s does not join type %d", r.UseCase.Code, kind)
	}
	return take(r, usecase.OtherDeviceID)
}

// certified takes a certificate, which must be that of the other Device.
func (r *Reader) certified(other eui.ID) {
	c, err := smki.ParseCertificate(take(r, usecase.OtherDeviceCertificate))
	switch {
	case err != nil:
		r.Fail("the certificate of the other Device: %v", err)
	case c.EUI != other || c.Usage != smki.KeyAgreement:
		r.Fail("the certificate is one for %s of %s: want one for %s of %s", c.Usage, c.EUI,
			smki.KeyAgreement, other)
	}
}

// addToHub lets a Device join.
func addToHub(w *Writer, b *duis.UpdateHANDeviceLog) {
	add := b.AddDeviceToCHFWhitelist
	if add == nil {
		w.Refuse("E081104", "no AddDeviceToCHFWhitelist in a request to add a Device")
		return
	}
	if n := len(add.InstallCode); n < 6 || n > 16 {
		w.Refuse("E081111", "an InstallCode of %d octets: want 6 to 16", n)
	}
	kind, err := hubType(w.Inputs.Other, add)
	if err != nil {
		w.fail(err)
	}
	w.Add(usecase.HubDevice.Is(b.DeviceID), usecase.InstallCode.Is(add.InstallCode),
		usecase.HubDeviceType.Is(kind), usecase.JoinTimePeriod.Is(add.JoinTimePeriod))
}

// hubTypes are the types of Device by their numbers in COSEM class 104.
var hubTypes = map[usecase.Device]uint8{
	usecase.ESME: 0, usecase.GSME: 1, usecase.HCALCS: 13, usecase.IHD: 128, usecase.CAD: 130,
	usecase.PPMID: 132,
}

// hubType is the number of the type of a Device. Where the type is not known, the meter
// points say it: an MPAN, which has 13 digits, is of an ESME, an MPRN of a GSME: chosen.
func hubType(d usecase.Device, add *duis.AddDeviceToCHFWhitelist) (uint8, error) {
	switch {
	case d != 0:
	case add.SecondaryImportMPAN != nil || add.ExportMPAN != nil,
		add.ImportMPxN != nil && len(*add.ImportMPxN) == mpanSize:
		d = usecase.ESME
	case add.ImportMPxN != nil:
		d = usecase.GSME
	default:
		return 0, errors.New("srv: nothing says what the Device to add is: give its type")
	}
	kind, ok := hubTypes[d]
	if !ok {
		return 0, duis.Refuse("E081106", "there is no number for a %s in a CHF", d)
	}
	return kind, nil
}

// mpanSize is the number of digits of an MPAN.
const mpanSize = 13

// ErrNoBackup is a fault of the caller, not of the request: the Inputs do not hold what 8.12.1
// and 8.12.2 restore.
var ErrNoBackup = errors.New("srv: give what the Device that is replaced last reported")

// restore gives what the Device that is replaced last reported.
func (w *Writer) restore(places ...usecase.Place) {
	for _, p := range places {
		at := slices.IndexFunc(w.Inputs.Backup, func(a usecase.Arg) bool { return a.Place() == p })
		if at < 0 {
			w.fail(fmt.Errorf("%w: no %s", ErrNoBackup, p.Info().Name))
			return
		}
		w.Add(w.Inputs.Backup[at])
	}
}
