package estate

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Description is a Device as the controls show it. It has no keys.
type Description struct {
	EUI  eui.ID `json:"eui"`
	Type string `json:"type"`
	Home int    `json:"home"`
	Hub  eui.ID `json:"hub"`
	// Supply is false while the home has no electricity.
	Supply bool `json:"supply"`
	// Counters are the last Originator Counters accepted, by role.
	Counters map[string]uint64 `json:"counters,omitempty"`
	Alerts   uint64            `json:"alerts,omitempty"`   // counter of the last Alert
	Sent     uint64            `json:"sent,omitempty"`     // messages that left the Device
	Set      []string          `json:"set,omitempty"`      // attributes that were written to
	LastWake time.Time         `json:"last_wake,omitzero"` // of a GSME
	NextWake time.Time         `json:"next_wake,omitzero"`
	Waiting  int               `json:"waiting,omitempty"` // messages in the mailbox
	Events   []LogEntry        `json:"events,omitempty"`
	Security []LogEntry        `json:"security,omitempty"`
	Power    []LogEntry        `json:"power,omitempty"`
}

// Describe describes all Devices of all homes, without their logs.
func (e *Estate) Describe(ctx context.Context) ([]Description, error) {
	out, err := e.describe(ctx, 0, e.Homes())
	for i := range out {
		out[i].Events, out[i].Security, out[i].Power = nil, nil, nil
	}
	return out, err
}

// DescribeHome describes the Devices of home n.
func (e *Estate) DescribeHome(ctx context.Context, n int) ([]Description, error) {
	if n < 0 || n >= e.Homes() {
		return nil, fmt.Errorf("%w: home %d of %d", ErrUnknown, n, e.Homes())
	}
	return e.describe(ctx, n, n+1)
}

// describe describes the Devices of some homes, as their rows have them.
func (e *Estate) describe(ctx context.Context, from, to int) ([]Description, error) {
	states, err := e.statesOf(ctx, from, to)
	if err != nil {
		return nil, fmt.Errorf("estate: describe: %w", err)
	}
	waiting, err := mailboxes(ctx, e.DB)
	if err != nil {
		return nil, fmt.Errorf("estate: describe: %w", err)
	}
	now := e.Clock.Now()
	out := make([]Description, 0, (to-from)*len(deviceTypes))
	for n := from; n < to; n++ {
		for _, d := range HomeOf(n).Devices {
			hub, s := states[d.Hub], states[d.EUI]
			if hub == nil {
				hub = new(state)
			}
			if s == nil {
				s = new(state)
			}
			one := describe(d, s, hub, now)
			one.Waiting = waiting[d.EUI.String()]
			out = append(out, one)
		}
	}
	return out, nil
}

// statesOf are the states of Devices that have a row: one by one in a single home, all at
// once otherwise.
func (e *Estate) statesOf(ctx context.Context, from, to int) (map[eui.ID]*state, error) {
	if to-from == 1 {
		states := make(map[eui.ID]*state)
		for _, d := range HomeOf(from).Devices {
			k, err := readState(ctx, e.DB, d.EUI)
			if err != nil {
				return nil, err
			}
			states[d.EUI] = k.state
		}
		return states, nil
	}
	return readStates(ctx, e.DB)
}

// describe describes one Device.
func describe(d Device, s, hub *state, now time.Time) Description {
	out := Description{
		EUI: d.EUI, Type: d.Type.String(), Home: d.Home, Hub: d.Hub, Supply: !hub.Off,
		Alerts: s.Alerts, Sent: s.Sent, Set: slices.Sorted(maps.Keys(s.Values)),
		Events: s.Events.entries(), Security: s.Security.entries(), Power: s.Power.entries(),
	}
	for role, counter := range s.Counters {
		if out.Counters == nil {
			out.Counters = make(map[string]uint64)
		}
		out.Counters[role.String()] = counter
	}
	if d.Type == usecase.GSME {
		out.LastWake, out.NextWake = mirrored(d.EUI, s, hub, now), nextWake(d.EUI, now)
	}
	return out
}
