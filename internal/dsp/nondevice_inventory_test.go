package dsp_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/dsp"
)

// The numbers of the meters beside mpan and mprn.
const (
	secondMPAN = "1200000000039"
	sellMPAN   = "1200000000048"
	strayMPAN  = "1200000000057" // of nobody
)

// notification is 12.2 of a Device.
func notification(id eui.ID, kind usecase.Device) *duis.DevicePrenotification {
	body := &duis.DevicePrenotification{DeviceID: id, DeviceManufacturer: "AB01",
		DeviceModel: "010A030B", DeviceType: kind.String()}
	switch kind {
	case usecase.ESME:
		body.ESMEVariant = new("A")
	case usecase.CHF:
		body.AssociatedGPFDeviceID = &gpf
	}
	return body
}

// TestReadInventoryDetails reads every field that the inventory holds, by every key, as a
// party of the premises and as none.
func TestReadInventoryDetails(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		d, _ := w.held(esme)
		d.UPRN, d.SecondaryImportMPAN, d.ExportMPAN = 100012345678, secondMPAN, sellMPAN
		d.ESMEVariant, d.HANVariant, d.Connectivity = "BDE", "Single Band", "Cellular"
		w.puts(d)
		full := duis.Device{
			DeviceID: esme, DeviceType: "ESME", DeviceStatus: new("Commissioned"),
			DeviceManufacturer: "ABCD", DeviceModel: "EF012345", SMETSCHTSVersion: new("SMETS2 V5.1"),
			DeviceFirmwareVersion: new("00000001"), DeviceFirmwareVersionStatus: new("Active"),
			CPLStatus:        new("Active"),
			DateCommissioned: new(start.AddDate(-1, 0, 0).Truncate(24 * time.Hour)),
			ImportMPxN:       new(mpan), SecondaryImportMPAN: new(secondMPAN), ExportMPAN: new(sellMPAN),
			ESMEVariant: new("BDE"), UPRN: new(uint64(100012345678)),
			PropertyFilter: &duis.PropertyFilter{PostCode: "AB1 2CD", AddressIdentifier: "7"},
			CSPRegion:      new("North"), DeviceGBCSVersion: new("4.2"), HANVariant: new("Single Band"),
			Connectivity: new("Cellular"),
		}
		public := full
		public.ImportMPxN, public.SecondaryImportMPAN, public.ExportMPAN = nil, nil, nil
		public.UPRN, public.PropertyFilter = nil, nil
		for name, body := range map[string]*duis.ReadInventory{
			"Device": {DeviceID: &esme}, "UPRN": {UPRN: new(uint64(100012345678))},
			"MPAN": {MPxN: new(mpan)}, "second MPAN": {MPxN: new(secondMPAN)},
			"export MPAN": {MPxN: new(sellMPAN)},
			"post code":   {PropertyFilter: full.PropertyFilter},
			"MPRN nearby": {MPxN: new(mprn)},
		} {
			for user, want := range map[eui.ID]duis.Device{supplier: full, network: full, other: public} {
				payload := w.says(name, user, "8.2", body, duis.I0)
				devices := payload.(*duis.DSPInventory).Device
				i := slices.IndexFunc(devices, func(d duis.Device) bool { return d.DeviceID == esme })
				if i < 0 {
					t.Errorf("%s: the ESME is not in the answer", name)
					continue
				}
				if diff := cmp.Diff(want, devices[i]); diff != "" {
					t.Errorf("%s to %s (-want +got):\n%s", name, user, diff)
				}
			}
		}
		w.says("UPRN of nothing", supplier, "8.2", &duis.ReadInventory{UPRN: new(uint64(1))}, "E080201")
		w.registers(sellMPAN, duis.ES, rival)
		payload := w.says("party for export", rival, "8.2", &duis.ReadInventory{DeviceID: &esme}, duis.I0)
		if got := payload.(*duis.DSPInventory).Device[0]; got.ImportMPxN == nil {
			t.Error("the Export Supplier is not shown the premises")
		}
	})
}

// TestReadInventoryMany refuses what fits more Devices than an answer holds.
func TestReadInventoryMany(t *testing.T) {
	w := one(t)
	filter := &duis.ReadInventory{
		PropertyFilter: &duis.PropertyFilter{PostCode: "ZZ9 9ZZ", AddressIdentifier: "1"}}
	for i := range 18 {
		id := esme
		id[0], id[7] = 0xAA, byte(i)
		w.puts(dsp.Device{EUI: id, Type: usecase.IHD, Manufacturer: "A", Model: "B",
			PostCode: "ZZ9 9ZZ", Address: "1"})
		want := duis.I0
		if i == 17 {
			want = "E080201"
		}
		w.says("Device", supplier, "8.2", filter, want)
	}
}

// TestPrenotify puts Devices of every type into the inventory, once.
func TestPrenotify(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		fresh := func(last byte) eui.ID {
			id := nobody
			id[7] = last
			return id
		}
		var next byte
		for kind, want := range map[usecase.Device]dsp.Status{
			usecase.ESME: dsp.Pending, usecase.GSME: dsp.Pending, usecase.GPF: dsp.Pending,
			usecase.HCALCS: dsp.Pending, usecase.PPMID: dsp.Pending, usecase.IHD: "", usecase.CAD: "",
		} {
			next++
			body := notification(fresh(next), kind)
			body.SMETSCHTSVersion, body.FirmwareVersion = new("SMETS V1.58"), new("0002012F")
			w.says(kind.String(), other, "12.2", body, duis.I99)
			w.isNow(kind.String(), body.DeviceID, want)
			w.says(kind.String()+" twice", supplier, "12.2", body, "E120201")
			read := w.says("read", supplier, "8.2", &duis.ReadInventory{DeviceID: &body.DeviceID}, duis.I0)
			got := read.(*duis.DSPInventory).Device[0]
			if (got.DeviceStatus == nil) != (want == "") || got.DeviceModel != "010A030B" ||
				*got.DeviceFirmwareVersion != "0002012F" || *got.SMETSCHTSVersion != "SMETS V1.58" {
				t.Errorf("%s is held as %+v", kind, got)
			}
		}
		hub := notification(fresh(0x80), usecase.CHF)
		w.says("CHF whose GPF is on another", supplier, "12.2", hub, "E120201")
		hub.AssociatedGPFDeviceID = &hub.DeviceID
		w.says("CHF that is its GPF", supplier, "12.2", hub, "E120201")
		hub.AssociatedGPFDeviceID = nil
		w.says("CHF without GPF", supplier, "12.2", hub, "E120207")
		hub.AssociatedGPFDeviceID = new(fresh(0x81))
		w.says("CHF", supplier, "12.2", hub, duis.I99)
		w.isNow("GPF of the CHF", fresh(0x81), dsp.Pending)
		if d, _ := w.held(fresh(0x81)); d.Type != usecase.GPF || d.Hub != hub.DeviceID {
			t.Errorf("the GPF is %+v", d)
		}
		w.says("GPF before", supplier, "12.2", notification(fresh(0x83), usecase.GPF), duis.I99)
		hub.DeviceID, hub.AssociatedGPFDeviceID = fresh(0x82), new(fresh(0x83))
		w.says("CHF of a GPF that is there", supplier, "12.2", hub, duis.I99)
		plain := notification(fresh(0x90), usecase.ESME)
		plain.ESMEVariant = nil
		w.says("ESME without variant", supplier, "12.2", plain, "E120204")
		gas := notification(fresh(0x91), usecase.GSME)
		gas.ESMEVariant = new("A")
		w.says("GSME with variant", supplier, "12.2", gas, "E120204")
		gas.ESMEVariant, gas.AssociatedGPFDeviceID = nil, &gpf
		w.says("GSME with GPF", supplier, "12.2", gas, "E120207")
	})
}

// TestDecommission takes Devices out of use: who may, which, and what goes with them.
func TestDecommission(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ppmid, ihd, fresh := nobody, nobody, nobody
		ppmid[7], ihd[7], fresh[7] = 0xB0, 0xB1, 0xB2
		w.puts(dsp.Device{EUI: ppmid, Type: usecase.PPMID, Hub: chf, Status: dsp.Commissioned},
			dsp.Device{EUI: ihd, Type: usecase.IHD, Hub: chf})
		w.says("new", supplier, "12.2", notification(fresh, usecase.GSME), duis.I99)
		asks := func(name string, user, id eui.ID, want duis.ResponseCode) {
			t.Helper()
			w.says(name, user, "8.3", &duis.DecommissionDevice{DeviceID: id}, want)
		}
		asks("unknown", supplier, stranger, "E19")
		asks("of others", supplier, twin, "E4")
		asks("of others, the other way", rival, esme, "E4")
		asks("pre-notified by another", rival, fresh, "E4")
		asks("GPF", supplier, gpf, "E080302")
		asks("IHD", supplier, ihd, "E080302")
		asks("gone", supplier, gone, "E080301")
		w.is(esme, dsp.Recovery)
		asks("in recovery", supplier, esme, "E080301")
		w.is(esme, dsp.Suspended)
		w.silent(network)
		asks("suspended", supplier, esme, duis.I99)
		w.isNow("suspended", esme, dsp.Decommissioned)
		change := w.dccAlert(network, "N1").(*duis.DeviceStatusChangeEvent)
		meter := change.DeviceStatusChange.MeterDecommissioningOrWithdrawal
		if change.DeviceID != esme || meter.MeterDecommissionOrWithdrawal.ImportMPxN != mpan {
			t.Errorf("N1 says %+v", change)
		}
		asks("pending", supplier, fresh, duis.I99)
		w.isNow("pending", fresh, dsp.Withdrawn)
		asks("PPMID", supplier, ppmid, duis.I99)
		asks("hub", supplier, chf, duis.I99)
		w.isNow("hub", chf, dsp.Decommissioned)
		w.isNow("GPF of the hub", gpf, dsp.Decommissioned)
		w.isNow("GSME of the hub", gsme, dsp.Commissioned)
		if d, _ := w.held(gsme); !d.Hub.IsZero() {
			t.Errorf("the GSME is on the hub %s", d.Hub)
		}
		if event := w.dccAlert(network, "N8").(*duis.DeviceStatusChangeEvent); event.DeviceID != chf {
			t.Errorf("N8 says %+v", event)
		}
		w.silent(supplier)
		w.silent(network)
	})
}
