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
	var out []Description
	for n := range e.Homes() {
		home, err := e.DescribeHome(ctx, n)
		if err != nil {
			return nil, err
		}
		for _, d := range home {
			d.Events, d.Security, d.Power = nil, nil, nil
			out = append(out, d)
		}
	}
	return out, nil
}

// DescribeHome describes the Devices of home n.
func (e *Estate) DescribeHome(ctx context.Context, n int) ([]Description, error) {
	if n < 0 || n >= e.Homes() {
		return nil, fmt.Errorf("%w: home %d of %d", ErrUnknown, n, e.Homes())
	}
	home := HomeOf(n)
	var out []Description
	err := e.act(ctx, home.Devices[0], func(a *action) error {
		out = make([]Description, 0, len(home.Devices))
		for _, d := range home.Devices {
			u, err := a.unit(d)
			if err != nil {
				return err
			}
			one, err := a.describe(u)
			if err != nil {
				return err
			}
			out = append(out, one)
		}
		return nil
	})
	return out, err
}

// describe describes one Device.
func (a *action) describe(u *unit) (Description, error) {
	d := Description{
		EUI: u.EUI, Type: u.Type.String(), Home: u.Home, Hub: u.Hub, Supply: !a.hub.Off,
		Alerts: u.Alerts, Sent: u.Sent, Set: slices.Sorted(maps.Keys(u.Values)),
		Events: u.Events.entries(), Security: u.Security.entries(), Power: u.Power.entries(),
	}
	for role, counter := range u.Counters {
		if d.Counters == nil {
			d.Counters = make(map[string]uint64)
		}
		d.Counters[role.String()] = counter
	}
	if u.Type != usecase.GSME {
		return d, nil
	}
	d.LastWake = mirrored(u.EUI, u.state, a.hub.state, a.now)
	d.NextWake = nextWake(u.EUI, a.now)
	err := a.DB.QueryRowContext(a.ctx, `SELECT count(*) FROM home_mailbox WHERE device = $1`,
		u.EUI.String()).Scan(&d.Waiting)
	return d, err
}
