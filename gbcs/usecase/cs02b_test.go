package usecase_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// TestUpdateCredentials writes a CS02b from what a caller knows: mode and counter follow
// from the Use Case and the Header.
func TestUpdateCredentials(t *testing.T) {
	u := usecase.CS02bNetworkOperatorByNetworkOperator
	h := gbcs.Header{Flag: gbcs.Command, Counter: 1200, Message: u.Message}
	cell := usecase.CellArgs(smki.NetworkOperator, smki.DigitalSignature, usecase.Management)
	args := usecase.Args{
		usecase.AuthorisingCell.Is(cell...), usecase.NewFloorSeqNumber.Is(0),
		usecase.Replacements.Is(), usecase.CertificationPath.Is(),
		usecase.ExecuteAt.Is(usecase.Cancelled()),
	}
	payload, err := u.AppendCommand(nil, h, args)
	if err != nil {
		t.Fatal(err)
	}
	again, err := u.ParseCommand(h, payload)
	if err != nil {
		t.Fatal(err)
	}
	mode, _ := usecase.CredentialsReplacementMode.Of(again)
	counter, _ := usecase.AuthorisingCounter.Of(again)
	if mode != usecase.NetworkOperatorByNetworkOperator || counter != 1200 {
		t.Errorf("mode %d, counter %d", mode, counter)
	}
	if args, _ := usecase.AuthorisingCell.Args(again); len(args) != 2 {
		t.Errorf("authorising cell %v", args)
	}

	other := append(args, usecase.CredentialsReplacementMode.Is(usecase.RootBySupplier))
	var fault *usecase.ArgError
	if _, err := u.AppendCommand(nil, h, other); !errors.As(err, &fault) {
		t.Errorf("another mode: %v", err)
	}
	h.Counter = 1 << 63
	if _, err := u.AppendCommand(nil, h, args); !errors.Is(err, usecase.ErrRange) {
		t.Errorf("a counter of 2^63: %v", err)
	}
	wrong := usecase.CS02bSupplierBySupplier
	h = gbcs.Header{Flag: gbcs.Command, Counter: 1200, Message: wrong.Message}
	if _, err := wrong.ParseCommand(h, payload); !errors.Is(err, usecase.ErrMismatch) {
		t.Errorf("under another Message Code: %v", err)
	}
}

// TestUpdateCredentialsAccepted writes the Response to a Command that waits: it has no
// outcome.
func TestUpdateCredentialsAccepted(t *testing.T) {
	u := usecase.CS02gLoadControllerBySupplier
	h := gbcs.Header{Flag: gbcs.Response, Message: u.Message}
	payload, err := u.AppendResponse(nil, &h, []usecase.Result{{}}, nil)
	if err != nil || string(payload) != "\x30\x02\x05\x00" {
		t.Errorf("%X, %v", payload, err)
	}
}

// TestFirmwareActivationAlert writes an Alert in ASN.1 and reads it.
func TestFirmwareActivationAlert(t *testing.T) {
	u := usecase.FutureDatedFirmwareActivationAlert
	at := time.Date(2030, 1, 15, 9, 0, 0, 0, time.UTC)
	m := gbcs.Message{Header: gbcs.Header{Flag: gbcs.Alert, Message: u.Message}, Form: gbcs.Inner}
	var err error
	event := usecase.Event{Code: 0x8F67, At: at}
	m.Payload, err = u.AppendAlert(nil, &m.Header, event, usecase.Args{
		usecase.ActivationCounter.Is(1001),
		usecase.ActivateImageResponseCode.Is(2),
		usecase.FirmwareVersion.Is([]byte{1, 2, 3, 4}),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, err := u.ParseAnswer(&m, nil)
	if err != nil {
		t.Fatal(err)
	}
	if a.Alert != event.Code || !a.Time.Equal(at) || len(a.Rows) != 3 ||
		a.Rows[1].Text != "2 hashMismatch" {
		t.Errorf("%+v", a)
	}
}

// TestCertificateText shows octets that should be a certificate.
func TestCertificateText(t *testing.T) {
	for _, arg := range []usecase.Arg{
		usecase.DeviceCertificate.Is([]byte{0x30, 0}),
		usecase.CertificationRequest.Is([]byte{0x30, 0}),
	} {
		if text := arg.Text(); !strings.HasPrefix(text, "2 octets: smki: malformed") {
			t.Errorf("%s: %s", arg.Name(), text)
		}
	}
}

func TestPartnerType(t *testing.T) {
	for n := usecase.PartnerGSME; n <= usecase.PartnerType2; n++ {
		if got, ok := usecase.PartnerTypeOf(n.Device()); !ok || got != n {
			t.Errorf("%d: %v: %d, %v", n, n.Device(), got, ok)
		}
	}
	if n, ok := usecase.PartnerTypeOf(usecase.CAD); !ok || n != usecase.PartnerType2 {
		t.Errorf("CAD: %d, %v", n, ok)
	}
	if _, ok := usecase.PartnerTypeOf(usecase.SAPC); ok || usecase.PartnerType(7).Device() != 0 {
		t.Error("a SAPC has no number")
	}
	id := usecase.OtherDeviceID.Is(eui.ID{1})
	if id.Text() != "01-00-00-00-00-00-00-00" {
		t.Error(id.Text())
	}
}
