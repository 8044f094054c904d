package estate

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Values are what a Device would answer with at this moment, out of its state and not by way
// of a message: of an ESME or a Communications Hub the value of each attribute that a Command
// can read, of a GSME what is set and measured, and of a Gas Proxy Function that as of the
// last wake of its GSME. Logs have the records from one instant to another, both included, as
// far as they are kept; those of gas meters have all events. Nothing is changed. A place that
// several attributes have is there once for each. The error is [ErrUnknown] where there is no
// such Device.
func (e *Estate) Values(
	ctx context.Context, id eui.ID, from, to time.Time,
) (values usecase.Args, err error) {
	d, ok := e.device(id)
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrUnknown, id)
	}
	err = e.act(ctx, d, func(a *action) error {
		u, err := a.unit(d)
		if err != nil {
			return err
		}
		defer func() { u.changed = false }() // what follows is not kept
		u.settle(a.now)
		values, err = a.values(u, window{from, to})
		return err
	})
	return values, err
}

// values are those of u, by what it speaks, with the records in w.
func (a *action) values(u *unit, w window) (usecase.Args, error) {
	meter, at := u, a.now
	switch u.Type {
	case usecase.GPF:
		var err error
		if meter, err = a.unit(u.inHome(usecase.GSME)); err != nil {
			return nil, err
		}
		at = mirrored(meter.EUI, meter.state, a.hub.state, a.now)
		fallthrough
	case usecase.GSME:
		set := meter.inForce(at)
		told := slices.DeleteFunc(a.gasValues(meter, at), func(arg usecase.Arg) bool {
			return arg.Place() == usecase.GasSeasons && !set.Has(usecase.GasSeasons)
		}) // a calendar has none from its making
		return slices.Concat(usecase.Args{
			usecase.DeviceLogEntries.Is(entriesOf(u.Joined)...), a.halfHours(meter, at, w), u.logged(),
		}, a.credentials(u), told), nil
	}
	s := &cosemServer{
		cosemReader: cosemReader{u, a.Estate, at}, model: a.cosemModels[u.Type],
		objects: a.objects[u.Type], window: w,
	}
	values := append(a.credentials(u), usecase.DeviceLogEntries.Is(entriesOf(u.Joined)...))
	order := func(a, b cosemAddress) int { return cmp.Compare(a.String(), b.String()) }
	for _, address := range slices.SortedFunc(maps.Keys(s.model), order) {
		if data, code := s.get(address); code == dlms.Success {
			args, err := s.model[address].Args(data)
			if err != nil {
				return nil, fmt.Errorf("estate: attribute %s of %v: %w", address, u.Device, err)
			}
			values = append(values, args...)
		}
	}
	return values, nil
}

// halfHours are the half-hours of the Profile Data Log of a GSME that begin in w.
func (e *Estate) halfHours(gsme *unit, at time.Time, w window) usecase.Arg {
	m := e.gas(gsme.Device)
	end := at.Truncate(wakePeriod)
	var samples []usecase.Args
	for from := end.Add(-halfHoursKept * wakePeriod); from.Before(end); from = from.Add(wakePeriod) {
		if w.holds(from) {
			samples = append(samples, usecase.Args{
				usecase.SampleStartTime.Is(usecase.SecondsOf(from)),
				usecase.Sample.Is(uint32(m.Register(from.Add(wakePeriod)) - m.Register(from))),
			})
		}
	}
	return usecase.Samples.Is(samples...)
}

// logged are the records of both logs of a GSME or a Gas Proxy Function, the latest first.
func (u *unit) logged() usecase.Arg {
	var records []usecase.Args
	for id, l := range map[uint8]log{eventsLogged: u.Events, securityLogged: u.Security} {
		for _, e := range slices.Backward(l.entries()) {
			records = append(records, usecase.Args{
				usecase.LogID.Is(id), usecase.EventID.Is(e.Code),
				usecase.LoggedTime.Is(usecase.SecondsOf(e.At)),
			})
		}
	}
	return usecase.LoggedEvents.Is(records...)
}

// credentials are what u holds of each role, and the counter that it accepted last.
func (a *action) credentials(u *unit) usecase.Args {
	t := a.trust(u)
	var roles []usecase.Args
	for _, c := range t {
		if len(roles) > 0 {
			if last, _ := usecase.PartyRole.Of(roles[len(roles)-1]); last == c.role {
				continue
			}
		}
		roles = append(roles, usecase.Args{
			usecase.PartyRole.Is(c.role), usecase.CurrentSeqNumber.Is(u.Counters[c.role]),
			usecase.CellContents.Is(t.contents(c.role)...),
		})
	}
	return usecase.Args{usecase.RoleCredentials.Is(roles...)}
}
