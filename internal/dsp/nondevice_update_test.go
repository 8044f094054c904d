package dsp_test

import (
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/dsp"
)

// updates asks 8.4.
func (w *world) updates(
	name string, user eui.ID, body duis.UpdateInventory, want duis.ResponseCode,
) {
	w.Helper()
	w.says(name, user, "8.4", &body, want)
}

func TestUpdateStatus(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ihd := nobody
		w.puts(dsp.Device{EUI: ihd, Type: usecase.IHD, Hub: chf})
		meter := func(id eui.ID, to string) duis.UpdateInventory {
			return duis.UpdateInventory{DeviceID: id, UpdateDeviceStatusExceptCH: &to}
		}
		hub := func(id eui.ID, to string) duis.UpdateInventory {
			return duis.UpdateInventory{DeviceID: id, UpdateDeviceStatusCH: &to}
		}
		w.updates("unknown", supplier, meter(stranger, "Pending"), "E19")
		w.updates("of others", rival, meter(gone, "Pending"), "E080407")
		w.updates("without registration", other, meter(gone, "Pending"), "E080407")
		w.updates("commissioned", supplier, meter(esme, "Pending"), "E080405")
		w.updates("CHF as another", supplier, meter(chf, "Pending"), "E080406")
		w.updates("GPF as another", supplier, meter(gpf, "Pending"), "E080406")
		w.updates("another as CHF", supplier, hub(esme, "Withdrawn"), "E080406")
		w.updates("Type 2", supplier, meter(ihd, "Pending"), "E080411")
		w.updates("back on its hub", network, meter(gone, "InstalledNotCommissioned"), duis.I99)
		w.isNow("back on its hub", gone, dsp.InstalledNotCommissioned)
		w.updates("the same", supplier, meter(gone, "InstalledNotCommissioned"), "E080415")
		w.is(gone, dsp.Withdrawn)
		w.updates("back to the start", supplier, meter(gone, "Pending"), duis.I99)
		d, _ := w.held(gone)
		if d.Status != dsp.Pending || !d.Hub.IsZero() || d.ImportMPxN != "" || d.PostCode != "" ||
			!d.Commissioned.IsZero() {
			t.Errorf("back to the start: %+v", d)
		}
		w.is(gone, dsp.Withdrawn)
		w.updates("on no hub", supplier, meter(gone, "InstalledNotCommissioned"), "E080405")

		w.updates("CHF, the same", supplier, hub(chf, "Commissioned"), "E080415")
		w.updates("CHF", supplier, hub(chf, "InstalledNotCommissioned"), duis.I99)
		w.isNow("CHF", chf, dsp.InstalledNotCommissioned)
		w.isNow("GPF of a CHF that stays", gpf, dsp.Commissioned)
		w.updates("CHF withdrawn", supplier, hub(chf, "Withdrawn"), duis.I99)
		w.isNow("CHF withdrawn", chf, dsp.Withdrawn)
		w.isNow("GPF withdrawn", gpf, dsp.Withdrawn)
		w.updates("CHF again", supplier, hub(chf, "Commissioned"), duis.I99)
		w.isNow("CHF again", chf, dsp.Commissioned)
		w.isNow("GPF again", gpf, dsp.InstalledNotCommissioned)
	})
}

func TestUpdateDetails(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ihd := nobody
		w.puts(dsp.Device{EUI: ihd, Type: usecase.IHD, Hub: chf})
		details := func(id eui.ID, d duis.UpdateDeviceDetails) duis.UpdateInventory {
			return duis.UpdateInventory{DeviceID: id, UpdateDeviceDetails: &d}
		}
		model := duis.UpdateDeviceDetails{DeviceModel: new("00000002")}
		w.updates("commissioned", supplier, details(esme, model), "E080405")
		for _, status := range []dsp.Status{dsp.Pending, dsp.Whitelisted,
			dsp.InstalledNotCommissioned} {
			w.is(esme, status)
			w.is(gsme, status)
			w.updates("nothing", supplier, details(esme, duis.UpdateDeviceDetails{}), "E080415")
			w.updates("variant of a GSME", supplier,
				details(gsme, duis.UpdateDeviceDetails{ESMEVariant: new("AD")}), "E080410")
			w.updates("of others", rival, details(esme, model), "E080407")
			w.updates("all", supplier, details(esme, duis.UpdateDeviceDetails{
				DeviceManufacturer: new("AB02"), DeviceModel: new(string(status)),
				SMETSCHTSVersion: new("SMETS2 V4.2"), FirmwareVersion: new("0000000A"),
				ESMEVariant: new("AD"),
			}), duis.I99)
			d, _ := w.held(esme)
			if d.Manufacturer != "AB02" || d.Model != string(status) || d.Firmware != "0000000A" ||
				d.SMETSVersion != "SMETS2 V4.2" || d.ESMEVariant != "AD" || d.Status != status {
				t.Errorf("%s: %+v", status, d)
			}
		}
		w.updates("one", supplier, details(esme, model), duis.I99)
		if d, _ := w.held(esme); d.Model != "00000002" || d.Manufacturer != "AB02" {
			t.Errorf("one: %+v", d)
		}
		w.updates("version of Type 2", supplier,
			details(ihd, duis.UpdateDeviceDetails{FirmwareVersion: new("00000001")}), "E080411")
		w.updates("Type 2", supplier, details(ihd, model), duis.I99)
	})
}

func TestDeleteDevice(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		remove := func(name string, user, id eui.ID, want duis.ResponseCode) {
			t.Helper()
			w.updates(name, user, duis.UpdateInventory{DeviceID: id, DeleteDevice: true}, want)
		}
		fresh, ihd, on := nobody, nobody, nobody
		fresh[7], ihd[7], on[7] = 0xB0, 0xB1, 0xB2
		w.says("new", other, "12.2", notification(fresh, usecase.PPMID), duis.I99)
		w.says("new", other, "12.2", notification(ihd, usecase.IHD), duis.I99)
		w.puts(dsp.Device{EUI: on, Type: usecase.IHD, Hub: chf})
		remove("pre-notified by another", supplier, fresh, "E080407")
		remove("own", other, fresh, duis.I99)
		remove("own, again", other, fresh, "E19")
		remove("Type 2", other, ihd, duis.I99)
		remove("Type 2 on a hub", supplier, on, "E080412")
		for _, status := range []dsp.Status{dsp.Whitelisted, dsp.InstalledNotCommissioned,
			dsp.Commissioned, dsp.Suspended, dsp.Recovery, dsp.Recovered} {
			w.is(esme, status)
			remove(string(status), supplier, esme, "E080412")
		}
		remove("GPF", supplier, gpf, "E080406")
		remove("gone", supplier, gone, duis.I99)
		w.is(chf, dsp.Withdrawn)
		remove("hub", supplier, chf, duis.I99)
		for _, id := range []eui.ID{fresh, ihd, gone, chf, gpf} {
			if d, ok := w.held(id); ok {
				t.Errorf("%+v is held", d)
			}
		}
		// What another pre-notified and now has a metering point.
		w.says("new", rival, "12.2", notification(fresh, usecase.ESME), duis.I99)
		d, _ := w.held(fresh)
		d.ImportMPxN = mpan
		w.puts(d)
		remove("of the metering point", supplier, fresh, duis.I99)
		event := w.dccAlert(rival, "N2").(*duis.DeviceStatusChangeEvent)
		if event.DeviceID != fresh || !event.DeviceStatusChange.DeviceRemovedFromInventory {
			t.Errorf("N2 says %+v", event)
		}
	})
}

func TestUpdateMPxN(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		number := func(name string, user, id eui.ID, to duis.UpdateMPxN, want duis.ResponseCode) {
			t.Helper()
			w.updates(name, user, duis.UpdateInventory{DeviceID: id, UpdateMPxN: &to}, want)
		}
		w.registers(secondMPAN, duis.IS, supplier)
		w.registers(sellMPAN, duis.ES, rival)
		second := duis.UpdateMPxN{SecondaryImportMPAN: new(secondMPAN)}
		number("of others", rival, esme, second, "E080407")
		number("role", network, esme, second, "E080414")
		number("second of gas", supplier, gsme, second, "E080413")
		number("of a hub", supplier, chf, duis.UpdateMPxN{ImportMPxN: new(secondMPAN)}, "E080413")
		number("MPRN of electricity", supplier, esme, duis.UpdateMPxN{ImportMPxN: new(mprn)}, "E080413")
		number("no number", supplier, esme, duis.UpdateMPxN{ImportMPxN: new("12000000000ab")}, "E080413")
		number("of nobody", supplier, esme, duis.UpdateMPxN{ImportMPxN: new(strayMPAN)}, "E080413")
		number("second", supplier, esme, second, duis.I99)
		number("export", supplier, esme, duis.UpdateMPxN{ExportMPAN: new(sellMPAN)}, duis.I99)
		number("import", supplier, esme, duis.UpdateMPxN{ImportMPxN: new(secondMPAN)}, duis.I99)
		d, _ := w.held(esme)
		if d.ImportMPxN != secondMPAN || d.SecondaryImportMPAN != secondMPAN || d.ExportMPAN != sellMPAN {
			t.Errorf("the numbers are %s, %s, %s", d.ImportMPxN, d.SecondaryImportMPAN, d.ExportMPAN)
		}
		number("away", supplier, esme, duis.UpdateMPxN{ImportMPxN: new(twinMPAN)}, duis.I99)
		number("back, by who gave it away", supplier, esme, second, "E080407")
	})
}

// TestHubStatus installs hubs and takes them back: who may, from which status, and where.
func TestHubStatus(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		hub, function := nobody, nobody
		hub[7], function[7] = 0xC0, 0xC1
		w.registers(secondMPAN, duis.IS, supplier)
		notify := notification(hub, usecase.CHF)
		notify.AssociatedGPFDeviceID = &function
		install := func(name string, user, id eui.ID, kind, mpxn string, want duis.ResponseCode) {
			t.Helper()
			w.says(name, user, "8.14.1", &duis.CHFInstallSuccessSMWAN{DeviceID: id,
				CHFInstallType: kind, MPxN: mpxn, CHFLocation: "Deep indoors"}, want)
		}
		dark := func(name string, want duis.ResponseCode) {
			t.Helper()
			w.says(name, supplier, "8.14.2", &duis.CHFInstallSuccessNoSMWAN{DeviceID: hub,
				CHFInstallType: "CHF Install - no SM WAN", MPxN: secondMPAN,
				CHFLocation: "Deep indoors", PremiseType: "Terraced"}, want)
		}
		back := func(name string, user eui.ID, want duis.ResponseCode) {
			t.Helper()
			w.says(name, user, "8.14.4", &duis.CHFNoFaultReturn{DeviceID: hub,
				CHFNoFaultReturnType: "Lost or Stolen Hub"}, want)
		}
		const first, again = "New CHF Install", "CHF Install - no SM WAN"
		install("unknown", supplier, hub, first, secondMPAN, "E081401")
		install("ESME", supplier, esme, first, secondMPAN, "E081401")
		w.says("new", supplier, "12.2", notify, duis.I99)
		install("pre-notified by another", rival, hub, first, twinMPAN, "E4")
		install("at premises of others", supplier, hub, first, twinMPAN, "E081405")
		install("of others", rival, chf, first, twinMPAN, "E4")
		dark("without network", duis.I99)
		w.isNow("without network", hub, dsp.InstalledNotCommissioned)
		w.isNow("GPF without network", function, dsp.InstalledNotCommissioned)
		dark("without network, twice", "W081401")
		install("now with network", supplier, hub, again, secondMPAN, duis.I99)
		w.isNow("now with network", hub, dsp.Commissioned)
		if d, _ := w.held(hub); d.ImportMPxN != secondMPAN || !d.Commissioned.Equal(start) {
			t.Errorf("the hub is %+v", d)
		}
		dark("network lost", "E081402")
		install("twice", supplier, hub, again, secondMPAN, "W081401")
		back("of others", rival, "E4")
		fault := &duis.CHFFaultReturn{DeviceID: hub, OtherDeviceID: stranger,
			CHFFaultReturnType:  "Fault identified post installation",
			CHFConnectionMethod: "Hot-shoe", CHFFaultReason: "SM WAN Fault"}
		w.says("other Device unknown", supplier, "8.14.3", fault, "E081406")
		fault.OtherDeviceID = esme
		w.is(hub, dsp.Recovery)
		w.says("in recovery", supplier, "8.14.3", fault, "E081402")
		w.is(hub, dsp.Commissioned)
		w.says("fault", supplier, "8.14.3", fault, duis.I99)
		w.isNow("fault", hub, dsp.Decommissioned)
		w.isNow("GPF with the hub", function, dsp.Decommissioned)
		back("after the fault", supplier, duis.I99)
		w.isNow("after the fault", hub, dsp.Decommissioned)
		install("gone", supplier, hub, first, secondMPAN, "E081402")
		w.is(hub, dsp.Pending)
		install("not expected", supplier, hub, again, secondMPAN, "W081401")
		w.isNow("not expected", hub, dsp.Commissioned)
	})
}
