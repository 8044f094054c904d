package dsp

import (
	"context"

	"github.com/mains-energy/mains/duis"
)

// The DCC Alerts that Non-Device requests and schedules cause. Which code tells of which
// event is recalled. DUIS 3.6.3.
const (
	alertDecommissioned    = "N1"  // of a meter, to the other parties there
	alertRemoved           = "N2"  // from the inventory, to the User that pre-notified it
	alertScheduleGone      = "N4"  // with its Device
	alertScheduleSuspended = "N5"  // with its Device
	alertScheduleChanged   = "N6"  // the User is not responsible for the Device any more
	alertRefused           = "N7"  // an occurrence was not allowed when it was due
	alertHubDecommissioned = "N8"  // of a CHF, to the other parties there
	alertNotDelivered      = "N12" // a scheduled Command did not reach the hub
	alertNotAnswered       = "N13" // a scheduled Command was not answered
)

// dccAlert makes the signed document of a notice.
func (g *Gateway) dccAlert(ctx context.Context, n notice) (delivery, error) {
	counter, err := g.counter.next(ctx)
	if err != nil {
		return delivery{}, err
	}
	document, err := g.sign(&duis.Response{
		ResponseID: &duis.RequestID{Originator: g.Broker.ID(), Target: n.user, Counter: counter},
		Code:       duis.I0, DateTime: g.Clock.Now(),
		Body: &duis.DCCAlertMessage{DCCAlertCode: n.code, DCCAlert: n.event},
	})
	return delivery{id: n.id, user: n.user, document: document}, err
}

// told counts and logs a notice that is with deliver.
func (g *Gateway) told(ctx context.Context, n notice) {
	g.Metrics.alerts.WithLabelValues(n.code).Inc()
	g.Log.InfoContext(ctx, "alert", "code", n.code, "user", n.user.String(), "delivery", n.id)
}
