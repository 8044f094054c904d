package estate

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/eui"
)

// action is something that happens in one home at one instant: what Devices do is
// gathered in it and becomes durable, or does not happen, as a whole.
type action struct {
	*Estate
	ctx     context.Context
	now     time.Time
	hub     *unit
	units   map[eui.ID]*unit
	uplinks []uplink
	writes  []func(*sql.Tx) error
	struck  []*Fault
	due     time.Time // when what it put into a mailbox is fetched
}

// unit is a Device within an action: its state may be changed freely.
type unit struct {
	Device
	*state
	version int64
	changed bool
}

// maxTries is how often an action is tried while another process writes to the same
// Devices. Each failure means that the other one got on.
const maxTries = 8

// act runs do in the home of d, alone, and makes what it did durable. do can run more
// than once; only the last run counts.
func (e *Estate) act(ctx context.Context, d Device, do func(*action) error) error {
	defer e.lock(d)()
	for try := 1; ; try++ {
		err := e.try(ctx, d, do)
		if !errors.Is(err, errStale) || try == maxTries {
			return err
		}
	}
}

func (e *Estate) try(ctx context.Context, d Device, do func(*action) error) error {
	a := &action{Estate: e, ctx: ctx, now: e.Clock.Now(), units: make(map[eui.ID]*unit)}
	hub, _ := DeviceOf(d.Hub)
	var err error
	if a.hub, err = a.unit(hub); err != nil {
		return err
	}
	if err := do(a); err != nil {
		return err
	}
	return a.commit()
}

// unit is the Device d in this action.
func (a *action) unit(d Device) (*unit, error) {
	if u, ok := a.units[d.EUI]; ok {
		return u, nil
	}
	k, ok := a.states.get(d.EUI)
	if !ok {
		var err error
		if k, err = readState(a.ctx, a.DB, d.EUI); err != nil {
			return nil, fmt.Errorf("estate: %w", err)
		}
		a.states.put(d.EUI, k)
	}
	u := &unit{Device: d, state: k.state.clone(), version: k.version}
	a.units[d.EUI] = u
	return u, nil
}

// send puts a message of u's, or an event of the Hub's, on its way. Each has a name of
// its own, so that the WAN can carry one twice without harm.
func (a *action) send(u *unit, event string, due time.Time, octets []byte) {
	u.Sent++
	u.changed = true
	a.uplinks = append(a.uplinks, uplink{
		id:  fmt.Sprintf("%s-%d", u.EUI.Hex(), u.Sent),
		hub: u.Hub, device: u.EUI, event: event, due: due, octets: octets,
	})
}

// commit makes durable what was done. States in memory change only when it has worked.
func (a *action) commit() error {
	encoded := make(map[eui.ID][]byte)
	for id, u := range a.units {
		if !u.changed {
			continue
		}
		b, err := u.encode()
		if err != nil {
			return fmt.Errorf("estate: %s: %w", id, err)
		}
		encoded[id] = b
	}
	if len(encoded)+len(a.uplinks)+len(a.writes)+len(a.struck) == 0 {
		return nil
	}
	err := a.DB.Write(a.ctx, func(tx *sql.Tx) error { return a.write(tx, encoded) })
	for id := range encoded {
		u := a.units[id]
		if err != nil {
			a.states.drop(id) // what stands is not known before the next read
			continue
		}
		a.states.put(id, kept{u.state, u.version + 1})
	}
	if err != nil {
		if errors.Is(err, errStale) {
			return err
		}
		return fmt.Errorf("estate: %w", err)
	}
	a.announce()
	return nil
}

// write is the transaction of an action.
func (a *action) write(tx *sql.Tx, encoded map[eui.ID][]byte) error {
	// The order of Devices is fixed, so that two processes do not wait for each other.
	for _, t := range deviceTypes {
		id := a.hub.inHome(t).EUI
		if b, ok := encoded[id]; ok {
			if err := writeState(a.ctx, tx, id, a.units[id].version, b); err != nil {
				return err
			}
		}
	}
	for _, w := range a.writes {
		if err := w(tx); err != nil {
			return err
		}
	}
	for _, u := range a.uplinks {
		if err := writeUplink(a.ctx, tx, u); err != nil {
			return err
		}
	}
	return writeStruck(a.ctx, tx, a.struck)
}

// announce tells whoever waits that something is there, and reports faults.
func (a *action) announce() {
	for _, u := range a.uplinks {
		if u.due.After(a.now) {
			a.remind(u.due)
		} else {
			signal(a.waiting)
		}
	}
	if !a.due.IsZero() {
		a.remind(a.due)
	}
	a.faults.report(a.Log, a.struck)
}
