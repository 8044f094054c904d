package estate

import (
	"context"
	"fmt"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// RaiseAlert makes a Device send an alert that has no more content than its code: a
// critical one, 8Fxx, signed, or another, 80xx and 81xx, with a MAC. Alerts 80xx are for the
// network operator, the others for the supplier; those of a Device that knows neither are
// for the Access Control Broker.
func (e *Estate) RaiseAlert(ctx context.Context, id eui.ID, code gbcs.AlertCode) error {
	d, ok := e.device(id)
	if !ok {
		return fmt.Errorf("%w: %s", ErrUnknown, id)
	}
	switch {
	case code>>8 != 0x80 && code>>8 != 0x81 && code>>8 != 0x8F:
		return fmt.Errorf("%w: %v is no alert code: want 80xx, 81xx or 8Fxx", ErrRefused, code)
	case d.Type == usecase.PPMID:
		return fmt.Errorf("%w: a PPMID sends no such alerts", ErrRefused)
	}
	return e.act(ctx, d, func(a *action) error {
		if a.hub.Off && d.Type != usecase.GSME {
			return fmt.Errorf("%w: the home has no supply", ErrRefused)
		}
		u, err := a.unit(d)
		if err != nil {
			return err
		}
		return a.generic(u, code)
	})
}

// generic sends the alert code, with nothing but the time.
func (a *action) generic(u *unit, code gbcs.AlertCode) error {
	uc, role := usecase.GenericNonCriticalAlert, smki.Supplier
	switch code >> 8 {
	case 0x8F:
		uc = usecase.GenericCriticalAlert
	case 0x80:
		role = smki.NetworkOperator
	}
	return a.alert(u, uc, code, a.partyIn(u, role), nil)
}

// partyIn is the party whose certificates u holds in role, else its Access Control Broker.
func (a *action) partyIn(u *unit, role smki.Role) eui.ID {
	t := a.trust(u)
	if c, ok := t.at(place{role: role, usage: smki.DigitalSignature}); ok {
		return c.party
	}
	c, _ := t.broker() // every Device has one: Build sees to it
	return c.party
}

// alert sends an alert to a party under the Device's own counter. args are its content.
func (a *action) alert(
	u *unit, uc *usecase.UseCase, code gbcs.AlertCode, to eui.ID, args usecase.Args,
) error {
	u.Alerts++
	u.changed = true
	m := &gbcs.Message{
		Header: gbcs.Header{
			Flag: gbcs.Alert, Counter: u.Alerts, Originator: u.EUI, Recipient: to,
			Message: uc.Message,
		},
		Form: gbcs.Inner,
	}
	event := usecase.Event{Code: code, At: a.now, Device: u.Type}
	var err error
	if m.Payload, err = uc.AppendAlert(nil, &m.Header, event, args, nil); err == nil {
		err = a.protect(u, m, uc.Critical())
	}
	if err != nil {
		return fmt.Errorf("estate: alert %v of %v: %w", code, u.Device, err)
	}
	a.send(u, "", time.Time{}, m.Append(nil))
	return nil
}

// protect signs a message of u's, or puts the MAC for its recipient on it.
func (a *action) protect(u *unit, m *gbcs.Message, sign bool) error {
	if sign {
		// A nil source gives the one signature of RFC 6979: a home is repeatable.
		return m.Sign(nil, a.signer(u.EUI))
	}
	key, ok := a.trust(u).agreementOf(m.Recipient)
	if !ok {
		return fmt.Errorf("no key agreement key of %s", m.Recipient)
	}
	z, err := a.secret(u.EUI, key)
	if err == nil {
		m.Seal(z)
	}
	return err
}

// restored logs an outage that began at since and is over, and reports it to the network
// operator and the supplier. GBCS ECS80.
func (a *action) restored(u *unit, since time.Time) error {
	code := supplyRestored
	if a.now.Sub(since) >= longOutage {
		code = supplyRestoredLong
	}
	u.Power = u.Power.with(since, supplyInterrupted, 0).with(a.now, code, 0)
	u.changed = true
	from := dlms.DateTimeOf(since, dlms.NotSpecified)
	to := dlms.DateTimeOf(a.now, dlms.NotSpecified)
	args := usecase.Args{usecase.SupplyInterrupted.Is(from), usecase.SupplyRestored.Is(to)}
	for _, role := range []smki.Role{smki.NetworkOperator, smki.Supplier} {
		c, ok := a.trust(u).at(place{role: role, usage: smki.DigitalSignature})
		if !ok {
			continue
		}
		if err := a.alert(u, usecase.ECS80, code, c.party, args); err != nil {
			return err
		}
	}
	return nil
}
