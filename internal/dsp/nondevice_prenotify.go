package dsp

import (
	"context"
	"database/sql"
	"errors"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// prenotify answers 12.2: the Device is in the inventory from now on, Pending, or without a
// status where its type has none.
func (g *Gateway) prenotify(
	ctx context.Context, a authorised, body *duis.DevicePrenotification,
) (outcome, error) {
	d, err := prenotified(body)
	if err != nil {
		return outcome{}, err
	}
	d.NotifiedBy = a.user.EUI
	return done(func(ctx context.Context, tx *sql.Tx) error {
		if err := addDevice(ctx, tx, d); err != nil || body.AssociatedGPFDeviceID == nil {
			return err
		}
		return addFunction(ctx, tx, d, *body.AssociatedGPFDeviceID)
	}), nil
}

// prenotified is the Device that a pre-notification tells of. The rules are chosen, but
// that the identifiers of a CHF and its GPF differ, which is published. DUIS 3.8.
func prenotified(body *duis.DevicePrenotification) (Device, error) {
	kind, err := usecase.ParseDevice(body.DeviceType)
	if err != nil {
		return Device{}, err
	}
	hub := kind == usecase.CHF
	switch gpf := body.AssociatedGPFDeviceID; {
	case (body.ESMEVariant != nil) != (kind == usecase.ESME):
		return Device{}, duis.Refuse(notifyVariant,
			"a %s with an ESMEVariant, or an ESME without", kind)
	case (gpf != nil) != hub:
		return Device{}, duis.Refuse(notifyGPF,
			"a %s with an AssociatedGPFDeviceID, or a CHF without", kind)
	case hub && *gpf == body.DeviceID:
		return Device{}, duis.Refuse(notifyTaken, "the CHF and its GPF have one identifier")
	}
	d := Device{
		EUI: body.DeviceID, Type: kind, Status: Pending,
		Manufacturer: body.DeviceManufacturer, Model: body.DeviceModel,
		SMETSVersion: text(body.SMETSCHTSVersion), Firmware: text(body.FirmwareVersion),
		ESMEVariant: text(body.ESMEVariant),
	}
	if type2(kind) {
		d.Status = ""
	}
	if hub {
		d.Hub = d.EUI
	}
	return d, nil
}

// text is the value of an optional element, empty where it is absent.
func text(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}

// addDevice puts a Device into the inventory that is not in it.
func addDevice(ctx context.Context, tx *sql.Tx, d Device) error {
	_, err := deviceFrom(ctx, tx, d.EUI)
	if err == nil {
		return duis.Refuse(notifyTaken, "%s is in the inventory", d.EUI)
	}
	if !errors.Is(err, ErrUnknown) {
		return err
	}
	return PutDevice(ctx, tx, d)
}

// addFunction puts the GPF of a new CHF into the inventory, or takes the one that was
// pre-notified before and is on no hub.
func addFunction(ctx context.Context, tx *sql.Tx, hub Device, id eui.ID) error {
	function, err := deviceFrom(ctx, tx, id)
	switch {
	case errors.Is(err, ErrUnknown):
		function = hub
		function.EUI, function.Type = id, usecase.GPF
	case err != nil:
		return err
	case function.Type != usecase.GPF || function.Status != Pending || !function.Hub.IsZero():
		return duis.Refuse(notifyTaken, "%s is in the inventory", id)
	}
	function.Hub = hub.EUI
	return PutDevice(ctx, tx, function)
}
