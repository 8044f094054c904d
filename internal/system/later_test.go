package system

import (
	"testing"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// TestReplaceLater has a certificate of the supplier's replaced by another supplier's at a
// time: the answer says that this is accepted, and what comes at that time says what became
// of it, as an answer to the same request.
func TestReplaceLater(t *testing.T) {
	w := newWhole(t, "")
	owner, esme := parties[0], device(usecase.ESME)
	at := w.clock.Now().Add(time.Hour).UTC().Truncate(time.Second)
	document := w.request(owner, esme, 4, "6.15", "6.15.1", &duis.UpdateSecurityCredentialsKRP{
		ExecutionDateTime: &at, RemotePartyRole: duis.RoleSupplier, Certificate: w.authorities(),
		ApplyTimeBasedCPVChecks: true,
		ReplacementCertificates: duis.ReplacementCertificatesKRP{
			SupplierOrNetworkOperatorCertificates: &duis.SupplierOrNetworkOperatorCertificatesKRP{
				DigitalSigningCertificate: w.certificate(parties[1], smki.DigitalSignature, false),
			},
		},
	})
	asked := w.does(document)
	if got := w.row(esme).Supplier; got != owner.EUI {
		t.Fatalf("replaced at once by those of %s", got)
	}
	u := w.users[owner.EUI]
	pending, err := u.Expect(asked.Request.RequestID)
	if err != nil {
		t.Fatal(err)
	}
	w.clock.Advance(2 * time.Hour)
	w.does(w.request(parties[2], esme, 1, "4.2", "4.2", &duis.ReadInstantaneousExportRegisters{}))
	outcome, err := pending.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	body, _ := outcome.Answer.Body.(*duis.ResponseMessage)
	alert, ok := body.Payload.(*duis.FutureDatedDeviceAlertMessage)
	if !ok || alert.FutureDatedAlertCode != "8F66" {
		t.Fatalf("%+v", outcome.Answer.Response)
	}
	if opened := outcome.Device; opened.Protection != client.BySignature {
		t.Errorf("%+v", opened)
	}
	if got := w.row(esme).Supplier; got != parties[1].EUI {
		t.Errorf("the inventory says that the certificates are those of %s", got)
	}
}
