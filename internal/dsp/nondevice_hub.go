package dsp

import (
	"context"
	"slices"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// The installations of 8.14.1 and 8.14.2, by their names in DUIS.
const (
	installNew         = "New CHF Install"
	installReplacement = "Replacement CHF Install"
	installNoWAN       = "CHF Install - no SM WAN"
)

// installFrom is in which status a CHF is expected for what a User says of its
// installation: one without SM WAN that has it now was installed before. From every other
// status that may be the hub is installed with a warning. Chosen.
var installFrom = map[string]Status{
	installNew:         Pending,
	installReplacement: Pending,
	installNoWAN:       InstalledNotCommissioned,
}

// hub is the CHF of a status update, which its User may make.
func (g *Gateway) hub(ctx context.Context, a authorised, id eui.ID) (Device, error) {
	d, err := g.target(ctx, id, hubUnknown)
	if err != nil {
		return d, err
	}
	if d.Type != usecase.CHF {
		return d, duis.Refuse(hubUnknown, "%s is a %s", id, d.Type)
	}
	return d, g.entitled(ctx, a, d, duis.E4)
}

// hubInstalled answers 8.14.1: the hub has its network.
func (g *Gateway) hubInstalled(
	ctx context.Context, a authorised, body *duis.CHFInstallSuccessSMWAN,
) (outcome, error) {
	expected := installFrom[body.CHFInstallType]
	return g.hubTo(ctx, a, body.DeviceID, body.MPxN, Commissioned, expected)
}

// hubWithoutWAN answers 8.14.2: the hub has no network yet.
func (g *Gateway) hubWithoutWAN(
	ctx context.Context, a authorised, body *duis.CHFInstallSuccessNoSMWAN,
) (outcome, error) {
	return g.hubTo(ctx, a, body.DeviceID, body.MPxN, InstalledNotCommissioned, Pending)
}

// hubTo puts a CHF into use at a metering point.
func (g *Gateway) hubTo(
	ctx context.Context, a authorised, id eui.ID, mpxn string, to, expected Status,
) (outcome, error) {
	d, err := g.hub(ctx, a, id)
	if err != nil {
		return outcome{}, err
	}
	if !slices.Contains([]Status{Pending, InstalledNotCommissioned, to}, d.Status) {
		return outcome{}, duis.Refuse(hubStatus, "the CHF is %s", d.Status)
	}
	if err := g.supplies(ctx, a, mpxn); err != nil {
		return outcome{}, err
	}
	next := d
	next.ImportMPxN = mpxn
	if d.Status == to {
		out := put(d, next)
		out.code = hubUnexpected
		return out, nil
	}
	out, err := g.install(ctx, next, to)
	if err != nil {
		return outcome{}, err
	}
	out.checked[0] = d
	if d.Status != expected {
		out.code = hubUnexpected
	}
	return out, nil
}

// supplies refuses a metering point at which the User is not the supplier.
func (g *Gateway) supplies(ctx context.Context, a authorised, mpxn string) error {
	for _, role := range a.roles() {
		registered, err := g.registered(ctx, mpxn, role)
		if err != nil {
			return err
		}
		if registered == a.user.EUI {
			return nil
		}
	}
	return duis.Refuse(hubMPxN, "the User does not supply %s", mpxn)
}

// hubFault answers 8.14.3: the hub goes back with a fault.
func (g *Gateway) hubFault(
	ctx context.Context, a authorised, body *duis.CHFFaultReturn,
) (outcome, error) {
	if _, err := g.target(ctx, body.OtherDeviceID, hubOther); err != nil {
		return outcome{}, err
	}
	return g.hubReturned(ctx, a, body.DeviceID)
}

// hubReturned answers 8.14.4, and the rest of 8.14.3: the hub is in use no more. One that
// was taken out of use before stays as it is.
func (g *Gateway) hubReturned(ctx context.Context, a authorised, id eui.ID) (outcome, error) {
	d, err := g.hub(ctx, a, id)
	if err != nil {
		return outcome{}, err
	}
	if d.Status == Decommissioned || d.Status == Withdrawn {
		return done(nil, d), nil
	}
	to, ok := over[d.Status]
	if !ok {
		return outcome{}, duis.Refuse(hubStatus, "the CHF is %s", d.Status)
	}
	return g.retire(ctx, a, d, to)
}
