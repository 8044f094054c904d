package dsp_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/internal/shared"
)

// says asks the DCC itself and checks the code. A refusal changes no table, and neither
// does what is accepted when it comes again.
func (w *world) says(
	name string, user eui.ID, variant string, body duis.Body, want duis.ResponseCode,
) duis.Payload {
	w.Helper()
	w.untilDelivered()
	r := request(w.next(user, broker), 8, variant, body)
	before := w.dump()
	reply := w.ask(r)
	if reply.Code != want {
		w.Errorf("%s: got %s, want %s", name, reply.Code, want)
	}
	w.answersTo(reply, r, reply.Code)
	payload := reply.Body.(*duis.ResponseMessage).Payload
	if reply.Code.Refusal() {
		w.sameTables(name, before)
		if payload != nil {
			w.Errorf("%s: refused with %v", name, payload)
		}
		return nil
	}
	w.untilDelivered()
	before = w.dump()
	if again := w.ask(r); again.Code != duis.E51 {
		w.Errorf("%s again: got %s, want E51", name, again.Code)
	}
	w.sameTables(name+" again", before)
	return payload
}

// puts writes Devices into the inventory.
func (w *world) puts(devices ...dsp.Device) {
	w.Helper()
	w.must(w.db.Write(w.Context(), func(tx *sql.Tx) error {
		for _, d := range devices {
			if err := dsp.PutDevice(w.Context(), tx, d); err != nil {
				return err
			}
		}
		return nil
	}))
}

// registers makes a User the party of a metering point in a role.
func (w *world) registers(mpxn string, role duis.UserRole, id eui.ID) {
	w.Helper()
	w.must(w.db.Write(w.Context(), func(tx *sql.Tx) error {
		return dsp.Register(w.Context(), tx, mpxn, role, id)
	}))
}

// held is what the inventory holds of a Device, and whether it does.
func (w *world) held(id eui.ID) (dsp.Device, bool) {
	w.Helper()
	all, err := w.gateway.Devices(w.Context())
	w.must(err)
	i := slices.IndexFunc(all, func(d dsp.Device) bool { return d.EUI == id })
	if i < 0 {
		return dsp.Device{}, false
	}
	return all[i], true
}

// is sets the status of a Device.
func (w *world) is(id eui.ID, status dsp.Status) {
	w.Helper()
	w.must(w.gateway.SetStatus(w.Context(), id, status))
}

// isNow checks the status of a Device.
func (w *world) isNow(name string, id eui.ID, want dsp.Status) {
	w.Helper()
	if d, ok := w.held(id); !ok || d.Status != want {
		w.Errorf("%s: %s is %q, held %v, want %q", name, id, d.Status, ok, want)
	}
}

// dccAlert is the next document of a User, which must be a DCC Alert with a code.
func (w *world) dccAlert(user eui.ID, code string) duis.DCCAlert {
	w.Helper()
	response := w.read(w.delivered(user))
	body, ok := response.Body.(*duis.DCCAlertMessage)
	if !ok || body.DCCAlertCode != code {
		w.Fatalf("got %+v, want the alert %s", response.Body, code)
	}
	if response.RequestID != nil || response.ResponseID == nil ||
		response.ResponseID.Originator != broker || response.ResponseID.Target != user {
		w.Errorf("%s: the identifiers are %v and %v", code, response.RequestID, response.ResponseID)
	}
	return body.DCCAlert
}

// TestNonDeviceRTDS asks every Non-Device request of the Reference Test Data Set, with a
// counter of its own, in the home that it is for; those about schedules also for today and
// of the schedule that was made.
func TestNonDeviceRTDS(t *testing.T) {
	dir := filepath.Join(shared.Dir(t), "rtds", "duis")
	each(t, func(t *testing.T, w *world) {
		w.registers("1000999888", duis.GS, supplier)
		hubIs := func(s dsp.Status) func() { return func() { w.is(chf, s) } }
		today := strings.NewReplacer("2015-01-02", "2026-03-02", ">123<", ">1<")
		asPublished := strings.NewReplacer()
		const scheduled = "ECS21a_5.1._DCC_SCHEDULED"
		for _, tt := range []struct {
			file   string
			before func()
			want   duis.ResponseCode
		}{
			{"8.2_READ_INVENTORY", nil, duis.I0},
			{"12.1_REQUEST_WAN_MATRIX_ADDRESS", nil, "E120101"},
			{"12.1_REQUEST_WAN_MATRIX_ADDRESS", func() {
				d, _ := w.held(twin)
				d.PostCode, d.Address = "M22 0RR", "Threapwood Road"
				w.puts(d)
			}, duis.I0},
			{"12.2_DEVICE_PRE_NOTIFICATION", nil, "E120201"}, // the Device is there
			{"5.2_READ_SCHEDULE", nil, "E050201"},
			{"5.3_DELETE_SCHEDULE", nil, "E050301"},
			{scheduled, nil, "E050103"}, // starts in 2015
			{scheduled, func() { asPublished = today }, duis.I0},
			{"5.2_READ_SCHEDULE", nil, duis.I0},
			{scheduled, nil, "E050112"},
			{"5.3_DELETE_SCHEDULE", nil, duis.I99},
			{"8.13_RETURN_LOCAL_COMMAND_RESPONSE_CS06", nil, "E081302"},
			{"8.6_SERVICE_OPTIN", nil, duis.E2},
			{"11.1_UPDATE_FIRMWARE", nil, duis.E100},
			{"11.4_UPDATE_PPMID_FIRMWARE", nil, "E110401"}, // there is no PPMID
			{"8.14.1_COMMUNICATIONS_HUB_STATUS_UPDATE_INSTALL_SUCCESS", nil, "W081401"},
			{"8.14.1_COMMUNICATIONS_HUB_STATUS_UPDATE_INSTALL_SUCCESS", hubIs(dsp.Pending), duis.I99},
			{"8.14.2_COMMUNICATIONS_HUB_STATUS_UPDATE_INSTALL_NO_SM_WAN", nil, "E081402"},
			{"8.14.2_COMMUNICATIONS_HUB_STATUS_UPDATE_INSTALL_NO_SM_WAN", hubIs(dsp.Pending), duis.I99},
			{"8.14.3_COMMUNICATIONS_HUB_STATUS_UPDATE_FAULT_RETURN", nil, duis.I99},
			{"8.14.4_COMMUNICATIONS_HUB_STATUS_UPDATE_NO_FAULT_RETURN", nil, duis.I99},
			{"8.4_UPDATE_INVENTORY", nil, "E080412"}, // the meter is commissioned
			{"8.3_DECOMMISSION_DEVICE", nil, duis.I99},
			{"8.3_DECOMMISSION_DEVICE", nil, "E080301"},
			{"8.4_UPDATE_INVENTORY", nil, duis.I99},
			{"12.2_DEVICE_PRE_NOTIFICATION", nil, duis.I99},
			{"8.4_UPDATE_INVENTORY", nil, duis.I99},
		} {
			if tt.before != nil {
				tt.before()
			}
			raw, err := os.ReadFile(filepath.Join(dir, tt.file+"_REQUEST_DUIS.XML"))
			if err != nil {
				t.Fatal(err)
			}
			r, err := duis.Parse([]byte(asPublished.Replace(string(raw))))
			if err != nil {
				t.Fatal(err)
			}
			w.counter++
			r.RequestID.Counter, r.RequestIDText = w.counter, ""
			reply := w.askSigned(srv.NonDevice, w.signed(r))
			if reply.Code != tt.want {
				t.Errorf("%s: got %s, want %s", tt.file, reply.Code, tt.want)
			}
			w.answersTo(reply, r, reply.Code)
		}
	})
}

// TestNonDeviceRoles refuses who has no role for it, and the dormant 8.6.
func TestNonDeviceRoles(t *testing.T) {
	w := one(t)
	for _, tt := range []struct {
		user    eui.ID
		variant string
		body    duis.Body
	}{
		{network, "8.3", &duis.DecommissionDevice{DeviceID: esme}},
		{other, "8.3", &duis.DecommissionDevice{DeviceID: esme}},
		{network, "8.13", &duis.ReturnLocalCommandResponse{DeviceGBCSResponse: []byte{1}}},
		{other, "8.14.4", &duis.CHFNoFaultReturn{DeviceID: chf,
			CHFNoFaultReturnType: "Lost or Stolen Hub"}},
		{network, "11.1", &duis.UpdateFirmware{FirmwareImage: []byte{1}, FirmwareVersion: "00000001",
			DeviceIDList: esme.String()}},
		{network, "11.4", &duis.UpdatePPMIDFirmware{FirmwareImage: []byte{1},
			FirmwareVersion: "00000001", DeviceIDList: esme.String()}},
		{supplier, "8.6", &duis.ServiceOptIn{DeviceID: esme, DeviceType: "ESME",
			MPxNs: duis.MeterMPxNs{ImportMPxN: mpan}, OptInDate: start}},
	} {
		w.says(tt.variant, tt.user, tt.variant, tt.body, duis.E2)
	}
}

// TestNonDeviceTogether sends one pre-notification many times at once: one is the first.
func TestNonDeviceTogether(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const many = 8
		codes := make(chan duis.ResponseCode, many)
		for range many {
			document := w.signed(request(w.next(supplier, broker), 8, "12.2",
				notification(nobody, usecase.PPMID)))
			go func() {
				_, reply := w.call(srv.NonDevice, document)
				response, err := duis.ParseResponse(bytes.Clone(reply))
				if err != nil {
					t.Error(err)
					codes <- ""
					return
				}
				codes <- response.Code
			}()
		}
		count := map[duis.ResponseCode]int{}
		for range many {
			count[<-codes]++
		}
		// One that was sent after another may be counted before it, which is a replay then.
		if count[duis.I99] != 1 || count["E120201"]+count[duis.E51] != many-1 {
			t.Errorf("the answers are %v", count)
		}
	})
}
