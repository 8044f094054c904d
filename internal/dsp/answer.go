package dsp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
)

// outcome is what comes of a request that the DCC answers itself: the answer, and what it
// changes in SQL.
type outcome struct {
	code    duis.ResponseCode // I0 with a payload, I99 without, or a warning
	payload duis.Payload
	result  func() duis.Payload // in the place of payload, once the effect is durable
	// checked are the Devices as the checks saw them. The effect happens only while they
	// are so.
	checked []Device
	// effect runs in the transaction that counts the request. What it refuses, and every
	// other error, undoes it. Nil where nothing changes.
	effect func(context.Context, *sql.Tx) error
	notice []notice // for Users, with the effect
}

// errMoved says that what the checks saw has changed since.
var errMoved = errors.New("the inventory has changed meanwhile")

// answerTries is how often the checks are made where what they saw keeps changing.
const answerTries = 5

// answer answers what the DCC answers itself. The effect, the counter and what other Users
// are told are one transaction.
func (g *Gateway) answer(ctx context.Context, a authorised) (*duis.Response, error) {
	for try := 1; ; try++ {
		out, err := g.decide(ctx, a)
		if err != nil {
			return nil, refuse(a.Request, err)
		}
		err = g.carryOut(ctx, a, &out)
		if errors.Is(err, errMoved) && try < answerTries {
			continue
		}
		if errors.Is(err, errReplay) {
			return nil, refusal(a.Request, duis.E51, err)
		}
		if err != nil {
			return nil, refuse(a.Request, fmt.Errorf("answer: %w", err))
		}
		if out.result != nil {
			out.payload = out.result()
		}
		g.step(ctx, "answer", a.Request)
		reply := g.acknowledge(a.Request, out.code)
		reply.Body = a.carrying(out.payload)
		return reply, nil
	}
}

// decide makes the checks of a request and says what is to come of it.
func (g *Gateway) decide(ctx context.Context, a authorised) (outcome, error) {
	switch body := a.Body.(type) {
	case *duis.ReadInventory:
		return g.readInventory(ctx, a, body)
	case *duis.CreateSchedule:
		return g.createSchedule(ctx, a, body)
	case *duis.ReadSchedule:
		return g.readSchedule(ctx, a, body)
	case *duis.DeleteSchedule:
		return g.deleteSchedule(ctx, a, body)
	case *duis.DecommissionDevice:
		return g.decommissionDevice(ctx, a, body)
	case *duis.UpdateInventory:
		return g.updateInventory(ctx, a, body)
	case *duis.ReturnLocalCommandResponse:
		return g.returnLocal(ctx, a, body)
	case *duis.CHFInstallSuccessSMWAN:
		return g.hubInstalled(ctx, a, body)
	case *duis.CHFInstallSuccessNoSMWAN:
		return g.hubWithoutWAN(ctx, a, body)
	case *duis.CHFFaultReturn:
		return g.hubFault(ctx, a, body)
	case *duis.CHFNoFaultReturn:
		return g.hubReturned(ctx, a, body.DeviceID)
	case *duis.UpdateFirmware:
		return g.updateFirmware(ctx, a, upgradeMeters, body.FirmwareImage, body.DeviceIDList)
	case *duis.UpdatePPMIDFirmware:
		return g.updateFirmware(ctx, a, upgradePPMIDs, body.FirmwareImage, body.DeviceIDList)
	case *duis.RequestWANMatrix:
		return g.wanMatrix(ctx, a, body)
	case *duis.DevicePrenotification:
		return g.prenotify(ctx, a, body)
	}
	return outcome{}, fmt.Errorf("no answer to %s", a.variant.SRV)
}

// carryOut makes an outcome durable.
func (g *Gateway) carryOut(ctx context.Context, a authorised, out *outcome) error {
	deliveries := make([]delivery, len(out.notice))
	for i, n := range out.notice {
		var err error
		if deliveries[i], err = g.dccAlert(ctx, n); err != nil {
			return err
		}
	}
	err := g.DB.Write(ctx, func(tx *sql.Tx) error {
		fresh, err := g.journal.count(ctx, tx, a.RequestID, seriesOf(a.Request))
		if err != nil {
			return err
		}
		if !fresh {
			return errReplay
		}
		for _, d := range out.checked {
			if err := unmoved(ctx, tx, d); err != nil {
				return err
			}
		}
		if out.effect != nil {
			if err := out.effect(ctx, tx); err != nil {
				return err
			}
		}
		for _, d := range deliveries {
			if err := g.leaveWithDeliver(ctx, tx, d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, d := range deliveries {
		g.release(d)
		g.told(ctx, out.notice[i])
	}
	return nil
}

// unmoved is errMoved where a Device is not as the checks saw it.
func unmoved(ctx context.Context, tx *sql.Tx, d Device) error {
	now, err := deviceFrom(ctx, tx, d.EUI)
	if errors.Is(err, ErrUnknown) || err == nil && now != d {
		return errMoved
	}
	return err
}

// done is the outcome of a request that has nothing to return.
func done(effect func(context.Context, *sql.Tx) error, checked ...Device) outcome {
	return outcome{code: duis.I99, effect: effect, checked: checked}
}

// notice is a DCC Alert that goes with an outcome.
type notice struct {
	id    string // of the delivery: one for each event and User
	user  eui.ID
	code  string
	event duis.DCCAlert
}
