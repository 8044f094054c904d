package dsp

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// deviceAlert passes a Device's alert on to the User it is addressed to. The
// Device's alert counter makes it one delivery however often it is carried.
func (g *Gateway) deviceAlert(
	ctx context.Context, a arrival, m *gbcs.Message, uc *usecase.UseCase,
) error {
	answer, err := uc.ParseAnswer(m, nil)
	if err != nil {
		return fmt.Errorf("%w: %w", errDiscard, err)
	}
	if passed, err := g.later(ctx, a, m, answer.Alert); passed || err != nil {
		return err
	}
	if m.Recipient == g.Broker.ID() {
		return fmt.Errorf("%w: alert %s", errOurs, answer.Alert)
	}
	user, err := g.user(ctx, m.Recipient)
	if errors.Is(err, ErrUnknown) {
		return fmt.Errorf("%w: alert %s is for %s, who is not a User",
			errDiscard, answer.Alert, m.Recipient)
	}
	if err != nil {
		return err
	}
	id := duis.RequestID{Originator: m.Originator, Target: m.Recipient, Counter: m.Counter}
	err = g.alert(ctx, "alert "+id.String(), user.EUI, &duis.Response{
		ResponseID: &id, Code: duis.I0, DateTime: g.Clock.Now(),
		Body: &duis.DeviceAlertMessage{
			AlertCode: binary.BigEndian.AppendUint16(nil, uint16(answer.Alert)), GBCSPayload: a.data,
		},
	})
	if err != nil {
		return err
	}
	g.Metrics.alerts.WithLabelValues(answer.Alert.String()).Inc()
	g.Log.InfoContext(ctx, "alert", "device", m.Originator.String(), "use_case", uc.Code,
		"code", answer.Alert.String(), "user", user.EUI.String())
	return nil
}

// powerOutage is the DCC Alert of a hub that lost its power.
const powerOutage = "AD1"

// lastGasp makes the DCC Alert AD1 of a hub's last message, for the parties of
// every metering point behind that hub.
func (g *Gateway) lastGasp(ctx context.Context, a arrival) error {
	start, err := time.Parse(time.RFC3339, string(a.data))
	if err != nil {
		return fmt.Errorf("%w: power outage: %w", errDiscard, err)
	}
	points, err := g.meteringPoints(ctx, a.hub)
	if err != nil {
		return err
	}
	for _, point := range points {
		for _, user := range point.parties {
			id := fmt.Sprintf("%s %s %s %s", powerOutage, a.id, point.mpxn, user)
			counter, err := g.counter.next(ctx)
			if err != nil {
				return err
			}
			err = g.alert(ctx, id, user, &duis.Response{
				ResponseID: &duis.RequestID{Originator: g.Broker.ID(), Target: user, Counter: counter},
				Code:       duis.I0, DateTime: g.Clock.Now(),
				Body: &duis.DCCAlertMessage{
					DCCAlertCode: powerOutage,
					DCCAlert: &duis.PowerOutageEvent{
						CommsHubDeviceID: a.hub, StartDateTime: start, MPxN: point.mpxn,
					},
				},
			})
			if err != nil {
				return err
			}
			g.Metrics.alerts.WithLabelValues(powerOutage).Inc()
			g.Log.InfoContext(ctx, "alert", "device", a.hub.String(), "code", powerOutage,
				"user", user.String())
		}
	}
	return nil
}

// alert signs a document that answers no request and leaves it with deliver, once
// for each id.
func (g *Gateway) alert(
	ctx context.Context, id string, user eui.ID, response *duis.Response,
) error {
	document, err := g.sign(response)
	if err != nil {
		return err
	}
	d := delivery{id: id, user: user, document: document}
	err = g.DB.Write(ctx, func(tx *sql.Tx) error { return g.leaveWithDeliver(ctx, tx, d) })
	if err != nil {
		return fmt.Errorf("%s: %w", id, err)
	}
	g.release(d)
	return nil
}
