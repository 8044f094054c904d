// Package wan is the wide area network between the gateway and the homes: it carries
// octets to a Communications Hub and back, and knows nothing of what they say.
//
// [WAN.Run] takes Commands from the COMMANDS stream, hands each to its Hub and reports
// what became of that on the RESPONSES stream, where it also puts whatever waits at the
// Hubs. A Command is taken off its stream when the Hub holds it and the report is
// stored; an answer is forgotten by the Hub when the bus has stored it. So everything is
// carried at least once, and what is carried twice has the same ID.
package wan

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/clock"
)

// Hubs are the Communications Hubs. They must be safe for concurrent use.
type Hubs interface {
	// Deliver hands message to the Hub hub for device. reached is false when the Hub is
	// not on the WAN. When it is true the Hub holds the message durably, or the Device
	// has acted on it. Octets that wait already are held once.
	Deliver(ctx context.Context, hub, device eui.ID, message []byte) (reached bool, err error)
	// Uplink calls send for each message that waits at a Hub, oldest first in each Hub,
	// perhaps for several Hubs at once; when send returns nil the Hub forgets it.
	Uplink(ctx context.Context, send func(
		ctx context.Context, id string, hub, device eui.ID, event string, message []byte) error) error
	// Waiting is signalled when Uplink has something.
	Waiting() <-chan struct{}
}

// WAN carries messages. It is made by New and safe for concurrent use.
type WAN struct {
	bus  *bus.Bus
	hubs Hubs
	wall clock.Clock // to wait by after a failure, which the simulated world does not see
	log  *slog.Logger
}

// durable is the name under which all processes share the COMMANDS stream.
const durable = "wan"

// retryUplink is how long what waits at Hubs goes on waiting after the bus refused it.
const retryUplink = time.Second

// New is a WAN between b and hubs. A nil log is silent.
func New(b *bus.Bus, hubs Hubs, log *slog.Logger) *WAN {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &WAN{bus: b, hubs: hubs, wall: clock.Real(), log: log}
}

// Run carries until ctx ends, and waits for what is under way. It returns the first
// error that stops it for another reason.
func (w *WAN) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	pumped := make(chan struct{})
	go func() {
		defer close(pumped)
		w.pump(ctx)
	}()
	err := w.bus.Consume(ctx, bus.Commands, durable, w.deliver)
	cancel()
	<-pumped
	if err != nil {
		return fmt.Errorf("wan: %w", err)
	}
	return nil
}

// deliver hands one Command to its Hub and reports what became of it. A message that
// names no Hub or Device can never be handed over: it is logged and gone.
func (w *WAN) deliver(ctx context.Context, m bus.Message) error {
	hub, err := eui.Parse(m.Header[bus.HeaderHub])
	if err != nil {
		w.log.WarnContext(ctx, "discard: hub", "id", m.ID, "err", err)
		return nil
	}
	device, err := eui.Parse(m.Header[bus.HeaderDevice])
	if err != nil {
		w.log.WarnContext(ctx, "discard: device", "id", m.ID, "err", err)
		return nil
	}
	reached, err := w.hubs.Deliver(ctx, hub, device, m.Data)
	if err != nil {
		return fmt.Errorf("deliver %s to %s: %w", m.ID, device, err)
	}
	event := bus.EventDelivered
	if !reached {
		event = bus.EventUnreachable
	}
	report := bus.Message{
		Subject: bus.ResponseSubject(regionOf(m.Subject), hub),
		Header: map[string]string{
			bus.HeaderHub: hub.String(), bus.HeaderDevice: device.String(),
			bus.HeaderRequest: m.Header[bus.HeaderRequest], bus.HeaderEvent: event,
		},
	}
	if m.ID != "" {
		report.ID = m.ID + "/" + event
	}
	return w.bus.Publish(ctx, report)
}

// regionOf is the region in the subject of a Command: command.<region>.<partition>.
func regionOf(subject string) string {
	_, rest, _ := strings.Cut(subject, ".")
	region, _, _ := strings.Cut(rest, ".")
	return region
}

// pump carries what waits at the Hubs, whenever something does, until ctx ends.
func (w *WAN) pump(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.hubs.Waiting():
		}
		for {
			err := w.hubs.Uplink(ctx, w.publish)
			if err == nil || ctx.Err() != nil {
				break
			}
			w.log.WarnContext(ctx, "uplink", "again_in", retryUplink, "err", err)
			if w.wall.Sleep(ctx, retryUplink) != nil {
				return // ctx is done
			}
		}
	}
}

// anyRegion stands in the subjects of what comes from Hubs: the gateway takes all regions
// and tells Hubs apart by their identifiers.
const anyRegion = ""

// publish puts one message of a Hub's on the bus.
func (w *WAN) publish(
	ctx context.Context, id string, hub, device eui.ID, event string, message []byte,
) error {
	header := map[string]string{bus.HeaderHub: hub.String(), bus.HeaderDevice: device.String()}
	if event != "" {
		header[bus.HeaderEvent] = event
	}
	return w.bus.Publish(ctx, bus.Message{
		Subject: bus.ResponseSubject(anyRegion, hub), ID: id, Header: header, Data: message,
	})
}
