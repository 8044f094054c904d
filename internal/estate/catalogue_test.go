package estate

import (
	"fmt"
	"testing"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/zcl"
)

// carriedOut are the Use Cases that the Devices of a home carry out whole, with arguments
// of those that have any. All others they answer as Devices that lack what is asked for.
var carriedOut = map[*usecase.UseCase]usecase.Args{
	usecase.ECS17b: {},
	usecase.GCS13a: {},
	usecase.ECS38:  {usecase.RandomisedOffsetLimit.Is(900)},
	usecase.CS02a: {
		usecase.AuthorisingCell.Is(usecase.CellArgs(
			smki.AccessControlBroker, smki.KeyAgreement, usecase.Management)...),
		askedRoles(smki.AccessControlBroker),
	},
}

// TestDevicesCarryOut sends the Use Cases that Devices carry out from every party to every
// Device. Those that may, of those that can, are answered with success; all others with
// silence.
func TestDevicesCarryOut(t *testing.T) {
	w := newWorld(t, storetest.Open(t, store.Config{Dir: t.TempDir()}), 1)
	parties := map[smki.Role]eui.ID{
		smki.Supplier: supplier, smki.NetworkOperator: network, smki.AccessControlBroker: broker,
		smki.TransitionalCoS: cos, smki.Other: stranger,
	}
	for uc := range carriedOut {
		for role, party := range parties {
			for _, d := range HomeOf(0).Devices {
				t.Run(fmt.Sprintf("%s/%v/%v", uc.Code, role, d.Type), func(t *testing.T) {
					knows := len(w.e.trustOf(d).rolesOf(party)) > 0
					w.conversation(t, uc, smki.Role(role), party, d, knows)
				})
			}
		}
	}
}

// conversation sends one Command, protected as its originator must.
func (w *world) conversation(
	t *testing.T, uc *usecase.UseCase, role smki.Role, party eui.ID, d Device, knows bool,
) {
	t.Helper()
	m := w.write(uc, w.letterhead(uc, party, d.EUI), carriedOut[uc]...)
	guard, _ := uc.Protection(usecase.PartyOf(role))
	if guard&usecase.Signature != 0 {
		w.must(m.Sign(nil, testSeed.key(party, forSigning)))
	}
	if guard&usecase.Signature == 0 || guard&usecase.MAC != 0 {
		m.Seal(w.agree(broker, d.EUI))
	}
	w.deliver(d.EUI, m.Append(nil))
	if d.Type == usecase.GSME {
		w.must(w.e.Wake(t.Context(), d.EUI))
	}
	var answers []*gbcs.Message
	for _, s := range w.uplinks() {
		if m := w.message(s); m.Flag == gbcs.Response {
			answers = append(answers, m)
		}
	}
	if want := uc.On.Has(d.Type) && uc.By.HasRole(role) && knows; len(answers) != 1 || !want {
		if want || len(answers) > 0 {
			t.Errorf("%d answers, allowed: %v", len(answers), want)
		}
		return
	}
	if a := w.read(answers[0], party); !a.Success {
		t.Errorf("answer %+v", a.Rows)
	}
}

// TestEveryAttribute asks Devices for all that the catalogue reads or writes: what can be
// read has a value that fits its declaration, or is not available; the rest is denied.
func TestEveryAttribute(t *testing.T) {
	w := newWorld(t, storetest.Open(t, store.Config{Dir: t.TempDir()}), 1)
	read := 0
	for _, d := range HomeOf(0).Devices {
		r := cosemReader{&unit{Device: d, state: new(state)}, w.e, start}
		s := &cosemServer{cosemReader: r, model: w.e.cosemModels[d.Type]}
		for address, attribute := range s.model {
			value, code := s.get(address)
			switch {
			case !attribute.Readable && code != dlms.ReadWriteDenied:
				t.Errorf("%v %v: %v, want it to be denied", d.Type, address, code)
			case attribute.Readable && code == dlms.Success:
				read++
				if attribute.Accepts(value) != dlms.Success {
					t.Errorf("%v %v: %v", d.Type, address, value)
				}
			case attribute.Readable && code != dlms.ObjectUnavailable:
				t.Errorf("%v %v: %v", d.Type, address, code)
			}
		}
		if _, code := s.get(cosemAddress{class: 1, index: 2}); code != dlms.ObjectUndefined {
			t.Errorf("%v: an object that is not there: %v", d.Type, code)
		}
	}
	gsme, _ := DeviceOf(at(usecase.GSME))
	z := &zclServer{model: w.e.gasModel, readings: w.e.gasReadings(gsme, start)}
	for address := range z.model {
		if record := z.attribute(address); record.Status == zcl.Success {
			read++
		}
	}
	if read < 5 {
		t.Errorf("%d attributes have a value", read)
	}
}

// FuzzReceive hands octets to a Device as they come. It must not fail, and must not answer
// what it was not sent by somebody who may: no fuzzer makes a MAC.
func FuzzReceive(f *testing.F) {
	w := newWorld(f, storetest.Open(f, store.Config{Dir: f.TempDir()}), 1)
	for uc, args := range carriedOut {
		f.Add(w.command(uc, supplier, at(usecase.ESME), args...)[:40], byte(1))
	}
	f.Fuzz(func(t *testing.T, octets []byte, which byte) {
		d := HomeOf(0).Devices[int(which)%len(deviceTypes)]
		a := &action{Estate: w.e, ctx: t.Context(), now: start, units: map[eui.ID]*unit{}}
		if err := a.hear(d, octets); err != nil {
			t.Fatal(err)
		}
		for _, u := range a.uplinks {
			m, err := gbcs.Parse(u.octets)
			if err != nil || m.Flag != gbcs.Alert {
				t.Errorf("%X is answered with %X", octets, u.octets)
			}
		}
	})
}
