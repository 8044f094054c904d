package dsp_test

import (
	"bytes"
	"encoding/hex"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/smki"
)

// TestRead sends 4.1.1 the whole way: under the User's own name where the Device holds
// its certificate, else under that of the Access Control Broker.
func TestRead(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for i, tt := range []struct {
			name         string
			user, device eui.ID
			originator   eui.ID // of the Command
			row          string
			want         any
		}{
			{"supplier, ESME", supplier, esme, supplier, "ActiveImportRegister", uint32(activeImport)},
			{"network, ESME", network, esme, network, "ReactiveImportRegister", uint32(reactiveImport)},
			{"supplier, GPF", supplier, gpf, supplier, "CurrentSummationDelivered", uint64(gasVolume)},
			{"network, GPF", network, gpf, network, "CurrentSummationDelivered", uint64(gasVolume)},
			{"supplier, GSME", supplier, gsme, supplier, "CurrentSummationDelivered", uint64(gasVolume)},
			{"supplier without a cell", rival, twin, broker, "ActiveImportRegister", uint32(activeImport)},
		} {
			w.Log(tt.name)
			r := w.readImport(tt.user, tt.device)
			w.accepted(r)
			answer := w.payload(w.read(w.delivered(tt.user)), r)
			c := w.home.untilSent(i + 1)[i]
			if c.message.Originator != tt.originator {
				t.Errorf("%s: the Command is %s's, want %s", tt.name, c.message.Originator, tt.originator)
			}
			same := c.message.Counter == r.RequestID.Counter
			if same != (tt.originator != broker) {
				t.Errorf("%s: the Command has the counter %d, the request %d", tt.name,
					c.message.Counter, r.RequestID.Counter)
			}
			if c.request != r.RequestID.String() {
				t.Errorf("%s: handed over for %s", tt.name, c.request)
			}
			if got := w.rows(answer, tt.user)[tt.row]; got != tt.want {
				t.Errorf("%s: %s is %v, want %v", tt.name, tt.row, got, tt.want)
			}
		}
	})
}

// preCommand has a critical request transformed and returns the Pre-Command.
func (w *world) preCommand(r *duis.Request) *gbcs.Message {
	w.Helper()
	reply := w.ask(r)
	w.answersTo(reply, r, duis.I0)
	made, ok := reply.Body.(*duis.ResponseMessage).Payload.(*duis.PreCommand)
	if !ok {
		w.Fatalf("the payload is %T", reply.Body.(*duis.ResponseMessage).Payload)
	}
	if made.GBCSVersion != "4.2" {
		w.Errorf("the GBCS version is %q", made.GBCSVersion)
	}
	m := w.gbcsOf(made.GBCSPayload)
	if m.Form != gbcs.PreCommand || m.Originator != r.RequestID.Originator ||
		m.Recipient != r.RequestID.Target || m.Counter != r.RequestID.Counter {
		w.Errorf("the Pre-Command is %+v", m.Header)
	}
	return m
}

// setLimit is 7.12, to be transformed.
func (w *world) setLimit(seconds uint16) *duis.Request {
	return request(w.next(supplier, esme), 4, "7.12",
		&duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: seconds})
}

// signedPreCommand is what its User returns for a critical request.
func (w *world) signedPreCommand(r *duis.Request, cv uint8, m *gbcs.Message) *duis.Request {
	w.Helper()
	w.must(m.Sign(nil, w.private(r.RequestID.Originator, smki.DigitalSignature)))
	return request(r.RequestID, cv, r.ServiceReferenceVariant,
		&duis.SignedPreCommand{GBCSPayload: m.Append(nil)})
}

// TestCritical sends 7.12: Transform, the User's signature, Send Command.
func TestCritical(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		r := w.setLimit(900)
		signed := w.signedPreCommand(r, 5, w.preCommand(r))
		w.accepted(signed)
		w.rows(w.payload(w.read(w.delivered(supplier)), signed), supplier)
		c := w.home.untilSent(1)[0]
		if c.message.Originator != supplier || w.home.limit != 900 {
			t.Errorf("a Command of %s set %d", c.message.Originator, w.home.limit)
		}
		if again := w.ask(signed); again.Code != duis.E51 {
			t.Errorf("the same once more: got %s, want E51", again.Code)
		}
		// What was never transformed here is taken on its own merits.
		other := w.setLimit(901)
		made := &gbcs.Message{Header: c.message.Header, Payload: c.message.Payload}
		made.Counter = other.RequestID.Counter
		w.accepted(w.signedPreCommand(other, 5, made))
	})
}

// TestCredentials sends 6.24.1, which the Access Control Broker asks for itself.
func TestCredentials(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		r := request(w.next(supplier, gpf), 1, "6.24.1", &duis.RetrieveDeviceSecurityCredentialsKRP{
			RemotePartyRole: []duis.RemotePartyRole{duis.RoleSupplier, duis.RoleACB}})
		w.accepted(r)
		m := w.gbcsOf(w.payload(w.read(w.delivered(supplier)), r))
		if m.Recipient != broker || m.Supplementary != nil {
			t.Errorf("the answer is for %s, %v", m.Recipient, m.Supplementary)
		}
		var tree usecase.Tree
		err := tree.Read(m, nil)
		roles, _ := usecase.RoleCredentials.Elements(tree.Args())
		if err != nil || len(roles) != 2 {
			t.Fatalf("the answer is %v, %v", roles, err)
		}
		if role, _ := usecase.PartyRole.Of(roles[0]); role != smki.Supplier {
			t.Errorf("the first role is %v", role)
		}
	})
}

// TestReadInventory asks 8.2 in each way. Where the premises are is told to their parties
// only.
func TestReadInventory(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		filter := &duis.PropertyFilter{PostCode: "AB1 2CD", AddressIdentifier: "7"}
		for _, tt := range []struct {
			name  string
			user  eui.ID
			body  *duis.ReadInventory
			want  []eui.ID // nil: E080201
			shown bool     // the premises
		}{
			{"Device", supplier, &duis.ReadInventory{DeviceID: &gpf}, []eui.ID{gpf}, true},
			{"hub", supplier, &duis.ReadInventory{DeviceID: &chf},
				[]eui.ID{esme, gsme, chf, gpf, gone}, true},
			{"MPAN", network, &duis.ReadInventory{MPxN: new(mpan)},
				[]eui.ID{esme, gsme, chf, gpf, gone}, true},
			{"premises of others", other, &duis.ReadInventory{MPxN: new(twinMPAN)},
				[]eui.ID{twin, twinHu}, false},
			{"property", supplier, &duis.ReadInventory{PropertyFilter: filter},
				[]eui.ID{esme, gsme, chf, gpf, twin, twinHu, gone}, true},
			{"unknown Device", supplier, &duis.ReadInventory{DeviceID: &nobody}, nil, false},
			{"UPRN, of which nothing is held", supplier, &duis.ReadInventory{UPRN: new(uint64(7))},
				nil, false},
		} {
			r := request(w.next(tt.user, broker), 8, "8.2", tt.body)
			reply := w.ask(r)
			if tt.want == nil {
				w.answersTo(reply, r, duis.E080201)
				continue
			}
			w.answersTo(reply, r, duis.I0)
			inventory := reply.Body.(*duis.ResponseMessage).Payload.(*duis.DSPInventory)
			var got []eui.ID
			for _, d := range inventory.Device {
				got = append(got, d.DeviceID)
				if d.DeviceID != twin && d.DeviceID != twinHu || !tt.shown {
					if shown := d.PropertyFilter != nil; shown != tt.shown {
						t.Errorf("%s: the premises of %s are shown: %v", tt.name, d.DeviceID, shown)
					}
				}
			}
			if !bytes.Equal(flat(got), flat(tt.want)) {
				t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
			}
		}
	})
}

func flat(ids []eui.ID) (octets []byte) {
	for _, id := range ids {
		octets = append(octets, id[:]...)
	}
	return octets
}

// TestLocal asks for Commands for local delivery: only (2, 6), and as well (3, 7).
func TestLocal(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		sent := 0
		for _, cv := range []uint8{2, 3, 6, 7} {
			r := w.readImport(supplier, esme)
			r.CommandVariant = cv
			if cv >= 6 {
				critical := w.setLimit(uint16(cv))
				r = w.signedPreCommand(critical, cv, w.preCommand(critical))
			}
			reply := w.ask(r)
			w.answersTo(reply, r, duis.I0)
			local, ok := reply.Body.(*duis.ResponseMessage).Payload.(*duis.LocalCommand)
			if !ok {
				t.Fatalf("CV %d: the payload is %T", cv, reply.Body)
			}
			m := w.gbcsOf(local.GBCSPayload)
			uc, _ := usecase.ByMessage(m.Header.Message)
			w.home.check(command{device: esme, message: m, useCase: uc})
			if cv == 3 || cv == 7 {
				w.payload(w.read(w.delivered(supplier)), r)
				sent++
				if got := w.home.untilSent(sent)[sent-1]; !bytes.Equal(got.Data, local.GBCSPayload) {
					t.Errorf("CV %d: the WAN and the User got different Commands", cv)
				}
			}
		}
		w.home.untilSent(sent)
		w.silent(supplier)
		// The answer to what was delivered locally only is not the WAN's to bring.
		last := w.home.untilSent(sent)[sent-1]
		r := w.readImport(supplier, esme)
		r.CommandVariant = 2
		local := w.ask(r).Body.(*duis.ResponseMessage).Payload.(*duis.LocalCommand)
		last.message = w.gbcsOf(local.GBCSPayload)
		last.useCase = usecase.ECS17b
		w.home.send(w.home.uplink(last, w.home.answer(last).Append(nil)))
		w.untilLogged(1, "discard")
		w.silent(supplier)
	})
}

// dated is 4.1.1 for a date.
func (w *world) dated(date time.Time) *duis.Request {
	return request(w.next(supplier, esme), 1, "4.1.1",
		&duis.ReadInstantaneousImportRegisters{ExecutionDateTime: &date})
}

// TestDated waits in the DCC until the date has come.
func TestDated(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		r := w.dated(start.Add(2 * time.Hour))
		w.accepted(r)
		w.clock.Advance(2*time.Hour - time.Second)
		now := w.readImport(network, esme) // passes it
		w.accepted(now)
		w.payload(w.read(w.delivered(network)), now)
		w.home.untilSent(1)
		w.clock.Advance(time.Second)
		w.rows(w.payload(w.read(w.delivered(supplier)), r), supplier)
		w.home.untilSent(2)
	})
}

// TestDatedWindow refuses dates that are past or too far. E56.
func TestDatedWindow(t *testing.T) {
	w := one(t)
	horizon := dsp.DefaultTimers().Horizon
	for _, tt := range []struct {
		name string
		date time.Time
		want duis.ResponseCode
	}{
		{"past", start.Add(-time.Second), duis.E56},
		{"now", start, duis.I99},
		{"last", start.Add(horizon), duis.I99},
		{"too far", start.Add(horizon + time.Second), duis.E56},
		{"the year before cancelling", time.Date(2999, 12, 31, 0, 0, 0, 0, time.UTC), duis.E56},
	} {
		before := w.dump()
		if reply := w.ask(w.dated(tt.date)); reply.Code != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, reply.Code, tt.want)
		}
		if tt.want == duis.E56 {
			w.sameTables(tt.name, before)
		}
		w.untilIdle()
	}
}

// TestDatedCancel cancels what waits by the date 3000-12-31.
func TestDatedCancel(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		date := start.Add(time.Hour)
		w.accepted(w.dated(date))
		later := w.dated(date.Add(time.Hour))
		w.accepted(later)
		of := w.readImport(network, esme) // another User's, which stays
		of.Body = &duis.ReadInstantaneousImportRegisters{ExecutionDateTime: &date}
		w.accepted(of)
		cancel := w.dated(time.Date(3000, 12, 31, 0, 0, 0, 0, time.UTC))
		w.accepted(cancel)
		if again := w.ask(cancel); again.Code != duis.E51 {
			t.Errorf("the same once more: got %s, want E51", again.Code)
		}
		w.clock.Advance(3 * time.Hour)
		w.payload(w.read(w.delivered(network)), of)
		w.home.untilSent(1)
		w.silent(supplier)
	})
}

// TestDatedAgain checks the right to a dated request once more when its date comes.
func TestDatedAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, tt := range []struct {
			name   string
			change func() error
			want   duis.ResponseCode
		}{
			{"Device decommissioned", func() error {
				return w.gateway.SetStatus(w.Context(), esme, dsp.Decommissioned)
			}, duis.E5},
			{"User not active", func() error {
				return w.gateway.SetActive(w.Context(), supplier, false)
			}, duis.E3},
		} {
			w.Log(tt.name)
			r := w.dated(w.clock.Now().Add(time.Hour))
			w.accepted(r)
			w.must(tt.change())
			w.clock.Advance(time.Hour)
			w.timedOut(r, tt.want)
			w.must(w.gateway.SetStatus(w.Context(), esme, dsp.Commissioned))
			w.must(w.gateway.SetActive(w.Context(), supplier, true))
		}
		w.home.untilSent(0)
	})
}

// TestDeviceAlert passes alerts on, each once however often it is carried.
func TestDeviceAlert(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, tt := range []struct {
			useCase *usecase.UseCase
			code    gbcs.AlertCode
			user    eui.ID
		}{
			{usecase.ECS80, 0x8F36, network},
			{usecase.GenericCriticalAlert, 0x8F3F, supplier},
			{usecase.GenericNonCriticalAlert, 0x8154, supplier},
		} {
			octets := w.home.alert(tt.useCase, tt.code, esme, tt.user).Append(nil)
			c := command{hub: chf, device: esme}
			w.home.send(w.home.uplink(c, octets), w.home.uplink(c, octets))
			response := w.read(w.delivered(tt.user))
			want := duis.RequestID{Originator: esme, Target: tt.user, Counter: w.home.alerts}
			if response.RequestID != nil || response.ResponseID == nil || *response.ResponseID != want ||
				response.Code != duis.I0 {
				t.Errorf("%s: the header is %+v, want %s", tt.code, response, want)
			}
			body := response.Body.(*duis.DeviceAlertMessage)
			if hex.EncodeToString(body.AlertCode) != hex.EncodeToString([]byte{byte(tt.code >> 8),
				byte(tt.code)}) || !bytes.Equal(body.GBCSPayload, octets) {
				t.Errorf("%s: the body is %+v", tt.code, body)
			}
		}
		w.untilIdle()
		w.silent(supplier)
		w.silent(network)
	})
}

// TestPowerOutage makes AD1 of a hub's last gasp, for each party at each metering point
// behind it.
func TestPowerOutage(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		began := start.Add(-3 * time.Minute)
		gasp := w.home.uplink(command{hub: chf, device: chf}, []byte(began.Format(time.RFC3339)))
		gasp.Header[bus.HeaderEvent] = bus.EventPowerOutage
		w.home.send(gasp)
		counters := map[uint64]bool{}
		for _, user := range []eui.ID{supplier, network} {
			got := map[string]bool{}
			for range 2 {
				response := w.read(w.delivered(user))
				id := response.ResponseID
				if id == nil || id.Originator != broker || id.Target != user || counters[id.Counter] ||
					response.RequestID != nil || response.Code != duis.I0 {
					t.Errorf("%s: the header is %+v", user, response)
				}
				counters[id.Counter] = true
				body := response.Body.(*duis.DCCAlertMessage)
				event := body.DCCAlert.(*duis.PowerOutageEvent)
				if body.DCCAlertCode != "AD1" || event.CommsHubDeviceID != chf ||
					!event.StartDateTime.Equal(began) {
					t.Errorf("%s: the body is %+v, %+v", user, body, event)
				}
				got[event.MPxN] = true
			}
			if !got[mpan] || !got[mprn] {
				t.Errorf("%s: told of %v", user, got)
			}
		}
		// The same gasp again, of which the bus remembers nothing.
		w.untilDelivered()
		w.stop()
		w.loseBus()
		w.start()
		w.home.send(gasp)
		w.untilIdle()
		w.silent(supplier)
	})
}
