package dsp

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"database/sql"
	"math/big"
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
	"github.com/mains-energy/mains/smki"
)

// named is a Broker that has an identifier only.
type named struct{ Broker }

func (named) ID() eui.ID { return eui.MustParse("90-B3-D5-1F-30-00-00-02") }

// signs is what a gateway signs documents with.
func signs(t *testing.T) *smki.Credential {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := smki.Issue(rand.Reader, smki.Template{
		Kind: smki.Authority, EUI: named{}.ID(), Role: smki.Root, CommonName: "test root",
		Public: &key.PublicKey, Serial: big.NewInt(1), NotBefore: epoch, NotAfter: epoch.AddDate(1, 0, 0),
	}, &smki.Credential{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	return &smki.Credential{Certificate: certificate, Key: key}
}

// TestSignAnswer signs outcomes of a User's own request, and of one that a schedule made.
func TestSignAnswer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		at := clock.NewFrozen(epoch)
		g := &Gateway{
			Config:  Config{DB: db, Clock: at, Random: rand.Reader, Broker: named{}, Signer: signs(t)},
			counter: &brokerCounter{db: db, clock: at},
		}
		user, device := eui.MustParse("90-B3-D5-1F-30-01-00-00"), eui.MustParse("00-DB-12-34-56-78-90-A0")
		of := func(counter uint64, variant string) entry {
			id := duis.RequestID{Originator: user, Target: device, Counter: counter}
			return entry{id: id, written: id.String(), reference: "4.6", variant: variant}
		}
		made := of(dccSeries+1, "4.6.1")
		err := db.Write(t.Context(), func(tx *sql.Tx) error {
			_, err := tx.ExecContext(context.Background(),
				`INSERT INTO dsp_schedule_run (request, schedule) VALUES ($1, 12)`, made.id.String())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		answer := func(e entry, code duis.ResponseCode, payload duis.Payload) *duis.Response {
			t.Helper()
			document, err := g.signAnswer(t.Context(), e, &duis.Response{RequestID: &e.id,
				RequestIDText: e.written, Code: code, DateTime: epoch, Body: e.carrying(payload)})
			if err != nil {
				t.Fatal(err)
			}
			response, err := duis.ParseResponse(document)
			if err != nil {
				t.Fatal(err)
			}
			return response
		}
		payload := duis.GBCSPayload("answer")
		for _, own := range []entry{of(1, "4.6.1"), of(dccSeries+1, "4.1.1")} {
			own.reference = own.variant[:3]
			got := answer(own, duis.I0, payload)
			if _, ok := got.Body.(*duis.ResponseMessage).Payload.(duis.GBCSPayload); !ok ||
				*got.RequestID != own.id {
				t.Errorf("the answer to %s is %+v", own.id, got)
			}
		}
		got := answer(made, duis.I0, payload)
		message, ok := got.Body.(*duis.ResponseMessage).Payload.(*duis.DSPScheduledMessage)
		if !ok || message.DSPScheduleID != 12 || string(message.GBCSPayload) != "answer" ||
			got.RequestID != nil {
			t.Errorf("the answer to an occurrence is %+v", got)
		}
		for code, want := range map[duis.ResponseCode]string{duis.E20: "N12", duis.E21: "N13"} {
			alert, ok := answer(made, code, nil).Body.(*duis.DCCAlertMessage)
			if !ok || alert.DCCAlertCode != want {
				t.Fatalf("%s: %+v", code, alert)
			}
			event := alert.DCCAlert.(*duis.CommandFailure)
			if event.CommandRequestID != made.id || *event.DSPScheduleID != 12 || event.DeviceID != device {
				t.Errorf("%s says %+v", want, event)
			}
		}
	})
}
