package dsp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/duis"
)

// answer is what the DCC answers itself, by Service Reference Variant: each a
// function from the allowed request to the body of its Response.
func (g *Gateway) answer(ctx context.Context, a authorised) (*duis.Response, error) {
	var payload duis.Payload
	var err error
	switch body := a.Body.(type) {
	case *duis.ReadInventory:
		payload, err = g.readInventory(ctx, a, body)
	default:
		err = fmt.Errorf("no answer to %s", a.variant.SRV)
	}
	if err != nil {
		return nil, refuse(a.Request, err)
	}
	err = g.DB.Write(ctx, func(tx *sql.Tx) error {
		fresh, err := g.journal.count(ctx, tx, a.RequestID, seriesOf(a.Request))
		if err == nil && !fresh {
			err = errReplay
		}
		return err
	})
	if errors.Is(err, errReplay) {
		return nil, refusal(a.Request, duis.E51, err)
	}
	if err != nil {
		return nil, fmt.Errorf("answer %s: %w", a.RequestID, err)
	}
	g.step(ctx, "answer", a.Request)
	reply := g.acknowledge(a.Request, duis.I0)
	reply.Body = a.carrying(payload)
	return reply, nil
}

// inventoryLimit is how many Devices one answer holds. DUIS schema, DSPInventory.
const inventoryLimit = 17

// readInventory answers 8.2: the Device asked for, or all Devices of a metering
// point or premises.
func (g *Gateway) readInventory(
	ctx context.Context, a authorised, body *duis.ReadInventory,
) (duis.Payload, error) {
	where, args := `1 = 0`, []any(nil)
	switch {
	case body.DeviceID != nil:
		// A hub stands for all that is on it. Chosen: the texts say only how many
		// Devices one answer holds.
		where, args = `eui = $1 OR hub = $1`, []any{body.DeviceID.String()}
	case body.MPxN != nil:
		where, args = `hub IN (SELECT hub FROM device WHERE import_mpxn = $1)`, []any{*body.MPxN}
	case body.PropertyFilter != nil:
		where, args = `post_code = $1 AND address = $2`,
			[]any{body.PropertyFilter.PostCode, body.PropertyFilter.AddressIdentifier}
	}
	devices, err := g.devicesWhere(ctx, where+` ORDER BY eui LIMIT 18`, args...)
	if err != nil {
		return nil, err
	}
	if len(devices) == 0 || len(devices) > inventoryLimit {
		return nil, &duis.ResponseError{Code: duis.E080201,
			Err: fmt.Errorf("%d Devices fit", len(devices))}
	}
	inventory := &duis.DSPInventory{}
	for _, d := range devices {
		party, err := g.partyOf(ctx, a.user, d)
		if err != nil {
			return nil, err
		}
		inventory.Device = append(inventory.Device, d.row(party))
	}
	return inventory, nil
}

// partyOf reports whether a User is registered at the premises of a Device, in
// any of its roles.
func (g *Gateway) partyOf(ctx context.Context, user User, d Device) (bool, error) {
	points, err := g.meteringPoints(ctx, d.Hub)
	if err != nil {
		return false, err
	}
	for _, p := range points {
		for _, party := range p.parties {
			if party == user.EUI {
				return true, nil
			}
		}
	}
	return false, nil
}

// row is a Device as DUIS shows it. Where the premises are is for the parties of
// those premises only.
func (d Device) row(party bool) duis.Device {
	active := "Active"
	row := duis.Device{
		DeviceID: d.EUI, DeviceType: d.Type.String(), DeviceStatus: present(string(d.Status)),
		DeviceManufacturer: d.Manufacturer, DeviceModel: d.Model,
		SMETSCHTSVersion:      present(d.SMETSVersion),
		DeviceFirmwareVersion: present(d.Firmware), ESMEVariant: present(d.ESMEVariant),
		CSPRegion: present(d.Region), DeviceGBCSVersion: present(d.GBCSVersion),
		HANVariant: present(d.HANVariant),
	}
	if d.Firmware != "" {
		row.DeviceFirmwareVersionStatus, row.CPLStatus = &active, &active
	}
	if !d.Commissioned.IsZero() {
		at := d.Commissioned.UTC()
		row.DateCommissioned = &at
	}
	if party {
		row.ImportMPxN = present(d.ImportMPxN)
		if d.PostCode != "" {
			row.PropertyFilter = &duis.PropertyFilter{
				PostCode: d.PostCode, AddressIdentifier: d.Address,
			}
		}
	}
	return row
}

// present is the value of an optional element, nil where it is absent.
func present(value string) *string {
	if value == "" {
		return nil
	}
	return &value
}
