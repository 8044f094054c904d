package mainstest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/mainstest"
)

// request is a request of the supplier's.
func request(target eui.ID, cv uint8, reference, variant string, body duis.Body) *duis.Request {
	return &duis.Request{
		Header: duis.Header{
			RequestID: duis.RequestID{Target: target}, CommandVariant: cv,
			ServiceReference: reference, ServiceReferenceVariant: variant,
		},
		Body: body,
	}
}

func read(device eui.ID) *duis.Request {
	return request(device, 1, "4.1", "4.1.1", &duis.ReadInstantaneousImportRegisters{})
}

func Example() {
	var t *testing.T // of a test of yours
	_ = func() {
		s := mainstest.New(t)
		outcome := s.Do(t, &duis.Request{
			Header: duis.Header{
				RequestID:        duis.RequestID{Target: mainstest.Device(0, usecase.ESME)},
				CommandVariant:   1,
				ServiceReference: "4.1", ServiceReferenceVariant: "4.1.1",
			},
			Body: &duis.ReadInstantaneousImportRegisters{},
		})
		for _, row := range outcome.Device.Values.Rows {
			fmt.Println(row.Name, row.Text)
		}
	}
}

// TestRequests makes one request of each kind.
func TestRequests(t *testing.T) {
	s := mainstest.New(t)
	esme, hub := mainstest.Device(0, usecase.ESME), mainstest.Device(0, usecase.CHF)
	dcc := eui.MustParse("90-B3-D5-1F-30-00-00-02")
	for _, tt := range []struct {
		name       string
		request    *duis.Request
		useCase    *usecase.UseCase
		protection client.Protection
	}{
		{"4.1.1 to an ESME", read(esme), usecase.ECS17b, client.ByMAC},
		{"4.1.1 to a GPF", read(mainstest.Device(0, usecase.GPF)), usecase.GCS13a, client.ByMAC},
		{"7.12", request(esme, 4, "7.12", "7.12",
			&duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: 900}),
			usecase.ECS38, client.BySignature},
		{"6.24.1", request(esme, 1, "6.24", "6.24.1", &duis.RetrieveDeviceSecurityCredentialsKRP{
			RemotePartyRole: []duis.RemotePartyRole{duis.RoleSupplier}}),
			usecase.CS02a, client.ByDCC},
		{"8.2", request(dcc, 8, "8.2", "8.2", &duis.ReadInventory{DeviceID: &hub}), nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			outcome := s.Do(t, tt.request)
			if outcome.Answer == nil || outcome.Answer.Code != duis.I0 {
				t.Fatalf("got %+v, want I0", outcome.Answer)
			}
			if tt.useCase == nil {
				return
			}
			d := outcome.Device
			if d.UseCase != tt.useCase || d.Protection != tt.protection || !d.Values.Success ||
				len(d.Values.Rows) == 0 {
				t.Errorf("got %s, %s, success %t, %d rows", d.UseCase.Code, d.Protection,
					d.Values.Success, len(d.Values.Rows))
			}
		})
	}
}

// TestGSME reads a meter that sleeps.
func TestGSME(t *testing.T) {
	s := mainstest.New(t)
	gsme := mainstest.Device(0, usecase.GSME)
	done := make(chan error, 1)
	go func() {
		outcome, err := s.Try(t.Context(), read(gsme))
		if err == nil {
			err = outcome.Device.Fault
		}
		done <- err
	}()
	end := time.Now().Add(30 * time.Second)
	for waits := false; !waits; {
		if time.Now().After(end) {
			t.Fatal("nothing waits for the GSME")
		}
		var devices []struct {
			EUI     eui.ID `json:"eui"`
			Waiting int    `json:"waiting"`
		}
		control(t, s, http.MethodGet, "/homes", nil, &devices)
		for _, d := range devices {
			waits = waits || d.EUI == gsme && d.Waiting == 1
		}
	}
	select {
	case err := <-done:
		t.Fatalf("%v before the GSME woke", err)
	default:
	}
	control(t, s, http.MethodPost, "/devices/"+gsme.String()+"/wake", nil, nil)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// TestAlerts has a Device send an alert, and a hub lose its power.
func TestAlerts(t *testing.T) {
	s := mainstest.New(t)
	esme, hub := mainstest.Device(0, usecase.ESME), mainstest.Device(0, usecase.CHF)
	control(t, s, http.MethodPost, "/devices/"+esme.String()+"/alert",
		map[string]string{"code": "8F3F"}, nil)
	alert, ok := next(t, s, "supplier").Body.(*duis.DeviceAlertMessage)
	if !ok || !bytes.Equal(alert.AlertCode, []byte{0x8F, 0x3F}) {
		t.Errorf("got %+v, want a Device Alert 8F3F", alert)
	}
	control(t, s, http.MethodPost, "/hubs/"+hub.String()+"/power", map[string]bool{"on": false}, nil)
	control(t, s, http.MethodPost, "/clock", map[string]string{"advance": "3m1s"}, nil)
	dcc, ok := next(t, s, "network").Body.(*duis.DCCAlertMessage)
	if !ok || dcc.DCCAlertCode != "AD1" {
		t.Errorf("got %+v, want DCC Alert AD1", dcc)
	}
}

func control(t *testing.T, s *mainstest.System, method, path string, in, out any) {
	t.Helper()
	if err := s.Control(t.Context(), method, path, in, out); err != nil {
		t.Fatal(err)
	}
}

// next is the next document that a User did not ask for, signed.
func next(t *testing.T, s *mainstest.System, user string) *client.Reply {
	t.Helper()
	select {
	case reply := <-s.Unsolicited(user):
		if reply.Signature != nil {
			t.Error(reply.Signature)
		}
		return reply
	case <-time.After(30 * time.Second):
		t.Fatal("nothing came")
		return nil
	}
}

// TestOptions starts two systems at once, one of them in the past.
func TestOptions(t *testing.T) {
	at := time.Date(2022, 6, 30, 12, 0, 0, 0, time.UTC)
	s := mainstest.New(t, mainstest.AsAt(at), mainstest.Homes(3))
	now := mainstest.New(t)
	outcome := s.Do(t, read(mainstest.Device(2, usecase.ESME)))
	if late := outcome.Answer.DateTime.Sub(at); late < 0 || late > time.Hour {
		t.Errorf("answered at %s, want soon after %s", outcome.Answer.DateTime, at)
	}
	_, err := now.Try(t.Context(), read(mainstest.Device(2, usecase.ESME)))
	if !errors.Is(err, client.ErrRefused) {
		t.Errorf("got %v, want a refusal: there is one home", err)
	}
	if s.Client("supplier") == nil || s.Client("nobody") != nil {
		t.Error("Client knows the wrong Users")
	}
	stranger := read(mainstest.Device(0, usecase.ESME))
	stranger.RequestID.Originator = eui.ID{1}
	if _, err := s.Try(t.Context(), stranger); err == nil {
		t.Error("a stranger may make a request")
	}
}

// BenchmarkRoundTrip is a 4.1.1 to an ESME over HTTP, from its signature to its values:
// one at a time, and of many homes at once.
func BenchmarkRoundTrip(b *testing.B) {
	b.Run("serial", func(b *testing.B) {
		s := mainstest.New(b)
		r := read(mainstest.Device(0, usecase.ESME))
		s.Do(b, r) // certificates are looked up once
		for b.Loop() {
			s.Do(b, r)
		}
	})
	b.Run("parallel", func(b *testing.B) {
		const each = 32
		b.SetParallelism(each)
		s := mainstest.New(b, mainstest.Homes(256))
		var home atomic.Int64
		ctx := context.WithoutCancel(b.Context())
		b.ResetTimer()
		b.RunParallel(func(pb *testing.PB) {
			// Counters for one Device must rise: each has a home of its own.
			r := read(mainstest.Device(int(home.Add(1)-1)%256, usecase.ESME))
			for pb.Next() {
				if _, err := s.Try(ctx, r); err != nil {
					b.Error(err)
				}
			}
		})
	})
}
