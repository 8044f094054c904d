package dsp

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// inputs is what a request does not say and its Command needs: what the DCC knows of the
// Device and of others, and what it makes up. A refusal carries its code.
func (g *Gateway) inputs(ctx context.Context, a authorised) (srv.Inputs, error) {
	in := srv.Inputs{
		Device: a.device.Type, ESMEVariant: a.device.ESMEVariant, GBCSVersion: a.device.GBCSVersion,
		Role: a.role, Broker: g.Broker.ID(), CoS: g.CoS.ID(), At: g.Clock.Now(),
		Certificate: func(id eui.ID) []byte {
			der, err := g.Certificates.AgreementCertificate(ctx, id)
			if err != nil {
				g.Log.WarnContext(ctx, "no certificate", "device", id.String(), "err", err)
				return nil
			}
			return der
		},
	}
	var err error
	switch body := a.Body.(type) {
	case *duis.RequestCustomerIdentificationNumber:
		in.CIN, err = g.identification()
	case *duis.JoinServiceCritical:
		in.Other, err = g.partner(ctx, a, body.OtherDeviceID, joinUnknown)
	case *duis.JoinServiceNonCritical:
		in.Other, err = g.partner(ctx, a, body.OtherDeviceID, joinUnknown)
	case *duis.UnjoinServiceCritical:
		in.Other, err = g.partner(ctx, a, body.OtherDeviceID, unjoinUnknown)
	case *duis.UnjoinServiceNonCritical:
		in.Other, err = g.partner(ctx, a, body.OtherDeviceID, unjoinUnknown)
	case *duis.UpdateHANDeviceLog:
		in.Other, err = g.newcomer(ctx, a, body.DeviceID)
	case *duis.RestoreHANDeviceLog:
		err = g.backup(ctx, body.OldCHFID, oldHubUnknown, duis.E64)
	case *duis.RestoreGPFDeviceLog:
		err = g.backup(ctx, body.OldGPFID, oldGPFUnknown, noBackup)
	case *duis.RequestHandoverOfDCCControlledDevice:
		err = g.controlled(a)
	}
	return in, err
}

// What each of these means is our choice. DUIS 3.8.
const (
	joinUnknown   duis.ResponseCode = "E080702" // the other Device, in this home
	unjoinUnknown duis.ResponseCode = "E080801" // likewise
	addUnknown    duis.ResponseCode = "E081101" // the Device of the body
	addElsewhere  duis.ResponseCode = "E081102" // it is on another hub
	oldHubUnknown duis.ResponseCode = "E081202"
	oldGPFUnknown duis.ResponseCode = "E081221"
	noBackup      duis.ResponseCode = "E081223" // of the log of the old GPF
	notControlled duis.ResponseCode = "E062102" // by the DCC
)

// identification makes a Customer Identification Number up: four digits.
func (g *Gateway) identification() (string, error) {
	n, err := rand.Int(g.Random, big.NewInt(10_000))
	if err != nil {
		return "", fmt.Errorf("dsp: random: %w", err)
	}
	return fmt.Sprintf("%04d", n), nil
}

// partner is the type of the other Device of a join, which must be of the same home.
func (g *Gateway) partner(
	ctx context.Context, a authorised, id eui.ID, unknown duis.ResponseCode,
) (usecase.Device, error) {
	other, err := g.device(ctx, id)
	switch {
	case errors.Is(err, ErrUnknown):
		return 0, duis.Refuse(unknown, "the other Device %s is not in the inventory", id)
	case err != nil:
		return 0, err
	case other.Hub != a.device.Hub:
		return 0, duis.Refuse(unknown, "the other Device %s is not on the same hub", id)
	}
	return other.Type, nil
}

// newcomer is the type of the Device that a CHF is told of: one that is on no other hub.
func (g *Gateway) newcomer(
	ctx context.Context, a authorised, id eui.ID,
) (usecase.Device, error) {
	device, err := g.device(ctx, id)
	switch {
	case errors.Is(err, ErrUnknown):
		return 0, duis.Refuse(addUnknown, "the Device %s is not in the inventory", id)
	case err != nil:
		return 0, err
	case !device.Hub.IsZero() && device.Hub != a.device.EUI:
		return 0, duis.Refuse(addElsewhere, "the Device %s is on the hub %s", id, device.Hub)
	}
	return device.Type, nil
}

// backup is the log that the Device which is replaced last reported. None is kept.
func (g *Gateway) backup(ctx context.Context, old eui.ID, unknown, none duis.ResponseCode) error {
	_, err := g.device(ctx, old)
	switch {
	case errors.Is(err, ErrUnknown):
		return duis.Refuse(unknown, "the Device %s is not in the inventory", old)
	case err != nil:
		return err
	}
	return duis.Refuse(none, "no log of %s is kept", old)
}

// controlled checks that the Device takes what the Access Control Broker signs: a meter does
// only while the Broker holds its cells.
func (g *Gateway) controlled(a authorised) error {
	meter := a.device.Type == usecase.ESME || a.device.Type == usecase.GSME
	if meter && a.device.Supplier != g.Broker.ID() && a.device.NetworkOperator != g.Broker.ID() {
		return duis.Refuse(notControlled, "the DCC does not hold the cells of the Device")
	}
	return nil
}

// signOurs has the party of the DCC that originates a Command sign it.
func (g *Gateway) signOurs(ctx context.Context, m *gbcs.Message) error {
	switch m.Originator {
	case g.Broker.ID():
		return g.Broker.Sign(ctx, m)
	case g.CoS.ID():
		return g.CoS.Sign(ctx, m)
	}
	return fmt.Errorf("dsp: %s is no party of the DCC that signs", m.Originator)
}
