package system

import (
	"database/sql"
	"testing"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/internal/estate"
	"github.com/mains-energy/mains/smki"
)

// request is a document of a User for a Device.
func (w *whole) request(
	from Party, target eui.ID, cv uint8, reference, variant string, body duis.Body,
) []byte {
	r := duis.Request{SchemaVersion: "5.4", Body: body, Header: duis.Header{
		RequestID:      duis.RequestID{Originator: from.EUI, Target: target, Counter: 1},
		CommandVariant: cv, ServiceReference: reference, ServiceReferenceVariant: variant,
	}}
	return r.Append(nil)
}

// does sends a request that the Device is to carry out.
func (w *whole) does(document []byte) *client.Outcome {
	w.Helper()
	outcome, err := w.send(document)
	if what, detail := classify(outcome, err); what != "device success" {
		w.Fatalf("%s: %s", what, detail)
	}
	return outcome
}

// device is the Device of the first home of that type.
func device(t usecase.Device) eui.ID {
	for _, d := range estate.HomeOf(0).Devices {
		if d.Type == t {
			return d.EUI
		}
	}
	return eui.ID{}
}

// row is what the inventory says of a Device.
func (w *whole) row(id eui.ID) dsp.Device {
	w.Helper()
	devices, err := w.gateway.Devices(w.Context())
	if err != nil {
		w.Fatal(err)
	}
	for _, d := range devices {
		if d.EUI == id {
			return d
		}
	}
	w.Fatalf("no Device %s", id)
	return dsp.Device{}
}

// certificate is one of a party's, in DER.
func (w *whole) certificate(p Party, usage smki.Usage, prePayment bool) []byte {
	w.Helper()
	for _, k := range p.keys {
		if k.usage == usage && k.prePayment == prePayment && !k.role.SignsXML() {
			c, err := w.ca.Organisation(w.Context(), k.want(p))
			if err != nil {
				w.Fatal(err)
			}
			return c.Certificate.Raw
		}
	}
	w.Fatalf("%s has no key for %s", p.Alias, usage)
	return nil
}

// authorities are the certificates of those who issue ours, below the root.
func (w *whole) authorities() (path [][]byte) {
	for _, c := range w.ca.KeyStore().Credentials() {
		if c.Certificate != nil && c.Certificate.Role == smki.IssuingAuthority {
			path = append(path, c.Certificate.Raw)
		}
	}
	return path
}

// TestChangeOfSupplier has an ESME and a GPF change hands: the one by the party that carries
// out changes of supplier, the other by the Access Control Broker. From then on the new
// supplier is known there and the old one is not.
func TestChangeOfSupplier(t *testing.T) {
	w := newWhole(t, "")
	older, newer := parties[0], parties[1]
	esme, gpf := device(usecase.ESME), device(usecase.GPF)
	limit := func(p Party) []byte {
		return w.request(p, esme, 4, "7.12", "7.12",
			&duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: 900})
	}
	w.does(limit(older))
	err := w.db.Write(t.Context(), func(tx *sql.Tx) error {
		for mpxn, role := range map[string]duis.UserRole{mpan(0): duis.IS, mprn(0): duis.GS} {
			if err := dsp.Register(t.Context(), tx, mpxn, role, newer.EUI); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if outcome, _ := w.send(limit(newer)); outcome.RefusedWith() != duis.E4 {
		t.Errorf("before the change: %q", outcome.RefusedWith())
	}
	certificates := duis.ReplacementCertificatesDCCHandover{
		DigitalSigningCertificate: w.certificate(newer, smki.DigitalSignature, false),
		KeyAgreementCertificate:   w.certificate(newer, smki.KeyAgreement, false),
	}
	gpfs := certificates
	certificates.KeyAgreementTopUpCertificate = w.certificate(newer, smki.KeyAgreement, true)
	floor := uint64(1)
	w.does(w.request(newer, esme, 1, "6.23", "6.23", &duis.UpdateSecurityCredentialsCoS{
		SupplierFloorSeqNumber: floor, SupplierReplacementCertificates: certificates,
		Certificate: w.authorities(), ApplyTimeBasedCPVChecks: true, ImportMPxN: mpan(0),
	}))
	w.does(w.request(newer, gpf, 1, "6.21", "6.21", &duis.RequestHandoverOfDCCControlledDevice{
		RemotePartyRole: duis.RoleSupplier, RemotePartyFloorSeqNumber: &floor,
		ReplacementCertificates: gpfs, Certificate: w.authorities(), ApplyTimeBasedCPVChecks: true,
	}))
	w.does(limit(newer))
	for _, id := range []eui.ID{esme, gpf} {
		if got := w.row(id).Supplier; got != newer.EUI {
			t.Errorf("the inventory says that %s holds the certificates of %s", id, got)
		}
	}
	read := w.does(w.request(newer, gpf, 1, "4.1", "4.1.1", &duis.ReadInstantaneousImportRegisters{}))
	if read.Device.Protection != client.ByMAC || read.Device.Values.Encrypted {
		t.Errorf("read under %s, encrypted %t", read.Device.Protection, read.Device.Values.Encrypted)
	}
	if outcome, _ := w.send(limit(older)); outcome.RefusedWith() != duis.E4 {
		t.Errorf("after the change: %q", outcome.RefusedWith())
	}
}

// TestCommission has meters take the time, which makes them commissioned, and a PPMID join,
// which makes it so.
func TestCommission(t *testing.T) {
	w := newWhole(t, "")
	owner := parties[0]
	esme, gsme, ppmid := device(usecase.ESME), device(usecase.GSME), device(usecase.PPMID)
	for _, id := range []eui.ID{esme, gsme, ppmid} {
		if err := w.gateway.SetStatus(t.Context(), id, dsp.InstalledNotCommissioned); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range []eui.ID{esme, gsme} {
		w.does(w.request(owner, id, 4, "8.1", "8.1.1", &duis.CommissionDeviceSynchroniseClock{
			CurrentDateTime: w.clock.Now().Add(-time.Minute).UTC().Truncate(time.Second),
			TolerancePeriod: 3600,
		}))
	}
	w.does(w.request(owner, ppmid, 1, "8.7", "8.7.2",
		&duis.JoinServiceNonCritical{OtherDeviceID: esme}))
	for _, id := range []eui.ID{esme, gsme, ppmid} {
		if d := w.row(id); d.Status != dsp.Commissioned {
			t.Errorf("%s is %s", d.Type, d.Status)
		}
	}
}

// TestHANDeviceLog has a CHF told of a PPMID and of an IHD, and told to forget them. The
// IHD has no status on the way.
func TestHANDeviceLog(t *testing.T) {
	w := newWhole(t, "")
	owner, hub := parties[0], device(usecase.CHF)
	for n, tt := range []struct {
		kind                usecase.Device
		notified, told, off dsp.Status
	}{
		{usecase.PPMID, dsp.Pending, dsp.Whitelisted, dsp.Pending},
		{usecase.IHD, "", "", ""},
	} {
		id := eui.ID{0x90, 0xB3, 0xD5, 0x1F, 0x30, 0xFF, 0, byte(n)}
		is := func(when string, status dsp.Status, on eui.ID) {
			t.Helper()
			if d := w.row(id); d.Status != status || d.Hub != on {
				t.Errorf("%s %s: status %q on %s", tt.kind, when, d.Status, d.Hub)
			}
		}
		notify := &duis.DevicePrenotification{
			DeviceID: id, DeviceType: tt.kind.String(), DeviceManufacturer: "1001", DeviceModel: "00010001",
		}
		if tt.kind == usecase.PPMID {
			notify.SMETSCHTSVersion, notify.FirmwareVersion = new("V2.0"), new("00000001")
		}
		outcome, err := w.send(w.request(owner, Broker, 8, "12.2", "12.2", notify))
		if err != nil || outcome.Answer.Code != duis.I99 {
			t.Fatal(outcome.Answer, err)
		}
		is("after the pre-notification", tt.notified, eui.ID{})
		w.does(w.request(owner, hub, 1, "8.11", "8.11", &duis.UpdateHANDeviceLog{
			DeviceID: id, RequestType: "Add", AddDeviceToCHFWhitelist: &duis.AddDeviceToCHFWhitelist{
				JoinTimePeriod: 90, InstallCode: make([]byte, 16), ImportMPxN: new(mpan(0)),
			},
		}))
		is("added", tt.told, hub)
		w.does(w.request(owner, hub, 1, "8.11", "8.11", &duis.UpdateHANDeviceLog{
			DeviceID: id, RequestType: "Remove",
		}))
		is("removed", tt.off, eui.ID{})
	}
}
