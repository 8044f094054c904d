package dsp

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// authorised is a request that its User may make of its Device, or of the DCC.
type authorised struct {
	signed
	variant *srv.Variant
	role    duis.UserRole // under which it is allowed
	device  Device        // zero for Non-Device requests
}

// authorise applies the access control, in the order in which the published codes build
// on each other.
func (g *Gateway) authorise(
	ctx context.Context, sr signed, service srv.Service,
) (authorised, error) {
	variant, ok := srv.Lookup(sr.ServiceReferenceVariant)
	if !ok {
		return authorised{}, refusal(sr.Request, duis.E53,
			fmt.Errorf("%s is not served", sr.ServiceReferenceVariant))
	}
	a := authorised{signed: sr, variant: variant}
	if err := a.eligible(); err != nil {
		return authorised{}, err
	}
	if err := a.wellAddressed(service); err != nil {
		return authorised{}, err
	}
	if err := g.fresh(ctx, sr.Request); err != nil {
		return authorised{}, err
	}
	return g.admit(ctx, a)
}

// eligible checks that the User has a role for the Service Request.
func (a authorised) eligible() error {
	if len(a.roles()) > 0 {
		return nil
	}
	return refusal(a.Request, duis.E2,
		fmt.Errorf("%s is not for the roles %v of the User", a.variant.SRV, a.user.Roles))
}

// roles are those of the User's roles that the Service Request is for.
func (a authorised) roles() []duis.UserRole {
	return slices.DeleteFunc(slices.Clone(a.user.Roles), func(r duis.UserRole) bool {
		return !a.variant.Roles.Has(r)
	})
}

// rolesFor are those of the User's roles that the Service Request is for on a type
// of Device.
func (a authorised) rolesFor(device usecase.Device) []duis.UserRole {
	return slices.DeleteFunc(a.roles(), func(r duis.UserRole) bool {
		return !a.variant.Admits(r, device)
	})
}

// wellAddressed checks that the request may be made in this way at this service.
func (a authorised) wellAddressed(service srv.Service) error {
	if err := a.variant.Agrees(a.Request); err != nil {
		return refusal(a.Request, duis.E53, err)
	}
	if !a.variant.CVs.Has(a.CommandVariant) {
		return refusal(a.Request, duis.E12,
			fmt.Errorf("%s is for Command Variants %v", a.variant.SRV, a.variant.CVs))
	}
	if want := srv.ServiceOf(a.CommandVariant); want != service {
		return refusal(a.Request, duis.E13,
			fmt.Errorf("command variant %d is for the service %s", a.CommandVariant, want))
	}
	return nil
}

// admit checks the Device and who is responsible for it, as often as the request
// is about to be carried out.
func (g *Gateway) admit(ctx context.Context, a authorised) (authorised, error) {
	if a.variant.NonDevice {
		return g.authoriseNonDevice(ctx, a)
	}
	var err error
	if a.device, err = g.device(ctx, a.RequestID.Target); err != nil {
		return authorised{}, unknownDevice(a.Request, err)
	}
	if err := a.applicable(); err != nil {
		return authorised{}, err
	}
	if a.role, err = g.responsible(ctx, a.user, a.device, a.rolesFor(a.device.Type)); err != nil {
		return authorised{}, refuse(a.Request, err)
	}
	g.step(ctx, "authorise", a.Request)
	return a, nil
}

// authoriseNonDevice ends the access control of a request to the DCC itself.
func (g *Gateway) authoriseNonDevice(ctx context.Context, a authorised) (authorised, error) {
	if a.RequestID.Target != g.Broker.ID() {
		return authorised{}, refusal(a.Request, duis.E19,
			fmt.Errorf("%s is for the DCC, %s", a.variant.SRV, g.Broker.ID()))
	}
	a.role = a.roles()[0]
	g.step(ctx, "authorise", a.Request)
	return a, nil
}

// applicable checks the Device's type and status against the request.
func (a authorised) applicable() error {
	if len(a.rolesFor(a.device.Type)) == 0 {
		return refusal(a.Request, duis.E11, fmt.Errorf("%s of a %s is not for the roles %v",
			a.variant.SRV, a.device.Type, a.user.Roles))
	}
	if !a.device.Status.allows(a.variant.SRV) {
		return refusal(a.Request, duis.E5,
			fmt.Errorf("the Device is %s", a.device.Status))
	}
	return nil
}

// responsible is the first of roles under which user may act on device now. E4
// where there is none.
func (g *Gateway) responsible(
	ctx context.Context, user User, device Device, roles []duis.UserRole,
) (duis.UserRole, error) {
	for _, role := range roles {
		if role == duis.OU || role == duis.MDR { // consent is held outside the system
			return role, nil
		}
		if role == duis.LC {
			holder, err := g.cell(ctx, device, usecase.LoadController)
			if err != nil {
				return 0, err
			}
			if holder == user.EUI {
				return role, nil
			}
		}
		mpxn, err := g.meteringPoint(ctx, device, role)
		if err != nil {
			return 0, err
		}
		registered, err := g.registered(ctx, mpxn, role)
		if err != nil {
			return 0, err
		}
		if registered == user.EUI {
			return role, nil
		}
	}
	return 0, &duis.ResponseError{Code: duis.E4,
		Err: fmt.Errorf("the User is not responsible for the Device as %v", roles)}
}

// knows reports whether the Device holds the User's certificate in a cell whose
// role may originate the Use Case: whether the User is a Known Remote Party.
func (g *Gateway) knows(ctx context.Context, a authorised, uc *usecase.UseCase) (bool, error) {
	party, ok := srv.RemoteParty(a.role)
	if !ok || !uc.By.Has(party) {
		return false, nil
	}
	holder, err := g.cell(ctx, a.device, party)
	return err == nil && holder == a.user.EUI, err
}

// awaits is the date that a request waits for in the DCC, if it has one.
func (a authorised) awaits() (time.Time, bool) {
	if a.variant.Future != srv.FutureDSP {
		return time.Time{}, false
	}
	return duis.ExecutionDateTime(a.Body)
}

func unknownDevice(req *duis.Request, err error) error {
	if errors.Is(err, ErrUnknown) {
		return refusal(req, duis.E19, errors.New("the Device is not in the inventory"))
	}
	return fmt.Errorf("authorise %s: %w", req.RequestID, err)
}
