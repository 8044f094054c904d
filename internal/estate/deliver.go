package estate

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Deliver hands message to the Communications Hub hub for device. reached is false when
// the Hub is not on the WAN: it is not of this estate, or it has no supply. When it is
// true the Device has acted, and what it did and its answer are durable; or it sleeps,
// and the message waits in the Hub, durable and only once.
func (e *Estate) Deliver(
	ctx context.Context, hub, device eui.ID, message []byte,
) (reached bool, err error) {
	h, ok := e.device(hub)
	if !ok || h.Type != usecase.CHF {
		return false, nil
	}
	d, ok := DeviceOf(device)
	if !ok || d.Hub != hub {
		// The Hub takes the message and finds nobody to give it to.
		e.Log.WarnContext(ctx, "no such Device at the Hub", "hub", hub, "device", device)
		return e.reachable(ctx, h)
	}
	err = e.act(ctx, h, func(a *action) error {
		reached = !a.hub.Off
		if !reached {
			return nil
		}
		if d.Type == usecase.GSME {
			a.keep(d, message)
			return nil
		}
		return a.hear(d, message)
	})
	if err != nil {
		return false, err
	}
	return reached, nil
}

// reachable reports whether the Hub h is on the WAN.
func (e *Estate) reachable(ctx context.Context, h Device) (ok bool, err error) {
	err = e.act(ctx, h, func(a *action) error {
		ok = !a.hub.Off
		return nil
	})
	return ok, err
}

// keep puts a message into the mailbox of a Device that sleeps.
func (a *action) keep(d Device, message []byte) {
	l, due := letterOf(d.EUI, message), nextWake(d.EUI, a.now)
	a.due = due
	a.writes = append(a.writes, func(tx *sql.Tx) error {
		return writeLetter(a.ctx, tx, d.Hub, l, due)
	})
}

// hear is a Device taking a message.
func (a *action) hear(d Device, message []byte) error {
	u, err := a.unit(d)
	if err != nil {
		return err
	}
	a.receive(u, message)
	return nil
}

// Waiting is signalled when Uplink may have something: what was sent, and what was held
// back until now.
func (e *Estate) Waiting() <-chan struct{} { return e.waiting }

const (
	// uplinkBatch is how many messages leave between two deletions: one transaction
	// for all of them.
	uplinkBatch = 512
	// uplinkWorkers is how many Hubs send at once. The WAN's acknowledgement takes a
	// round trip, and Hubs do not wait for one another.
	uplinkWorkers = 32
)

// Uplink calls send for each message that waits in a Hub, oldest first in each Hub, and
// forgets the message when send returns nil. Calls for different Hubs run at the same
// time. After an error of send the rest of that Hub's messages wait for the next Uplink;
// the first such error is returned. A message that was sent just before a crash is sent
// again, under the same id.
func (e *Estate) Uplink(
	ctx context.Context,
	send func(ctx context.Context, id string, hub, device eui.ID, event string, message []byte) error,
) error {
	for {
		waiting, err := readUplinks(ctx, e.DB, e.Clock.Now(), uplinkBatch)
		if err != nil {
			return fmt.Errorf("estate: read uplinks: %w", err)
		}
		if len(waiting) == 0 {
			return nil
		}
		sent, failed := sendAll(waiting, func(u uplink) error {
			return send(ctx, u.id, u.hub, u.device, u.event, u.octets)
		})
		if err := forgetUplinks(ctx, e.DB, sent); err != nil {
			return fmt.Errorf("estate: forget uplinks: %w", err)
		}
		if failed != nil {
			return failed
		}
		if len(waiting) < uplinkBatch {
			return nil
		}
	}
}

// sendAll sends what waits, in the order of each Hub, several Hubs at a time.
func sendAll(waiting []uplink, send func(uplink) error) (sent []string, failed error) {
	byHub := make(map[eui.ID][]uplink)
	var hubs []eui.ID
	for _, u := range waiting {
		if byHub[u.hub] == nil {
			hubs = append(hubs, u.hub)
		}
		byHub[u.hub] = append(byHub[u.hub], u)
	}
	var mu sync.Mutex
	inParallel(hubs, uplinkWorkers, func(hub eui.ID) {
		for _, u := range byHub[hub] {
			err := send(u)
			mu.Lock()
			if err == nil {
				sent = append(sent, u.id)
			} else if failed == nil {
				failed = fmt.Errorf("estate: uplink %s: %w", u.id, err)
			}
			mu.Unlock()
			if err != nil {
				return
			}
		}
	})
	return sent, failed
}

// inParallel calls do for every item, at most workers at a time, and waits for all.
func inParallel[T any](items []T, workers int, do func(T)) {
	var group sync.WaitGroup
	slots := make(chan struct{}, workers)
	for _, item := range items {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			do(item)
		})
	}
	group.Wait()
}
