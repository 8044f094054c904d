package dsp

import (
	"context"
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// inventoryLimit is how many Devices one answer holds. DUIS schema, DSPInventory.
const inventoryLimit = 17

// readInventory answers 8.2: the Device asked for, or all Devices of a metering
// point or premises.
func (g *Gateway) readInventory(
	ctx context.Context, a authorised, body *duis.ReadInventory,
) (outcome, error) {
	var where string
	var args []any
	switch {
	case body.DeviceID != nil:
		// A hub stands for all that is on it. Chosen: the texts say only how many
		// Devices one answer holds.
		where, args = `eui = $1 OR hub = $1`, []any{body.DeviceID.String()}
	case body.MPxN != nil:
		const numbered = `import_mpxn = $1 OR secondary_import_mpan = $1 OR export_mpan = $1`
		where = numbered + ` OR hub IN (SELECT hub FROM device WHERE hub <> '' AND (` + numbered + `))`
		args = []any{*body.MPxN}
	case body.PropertyFilter != nil:
		where, args = `post_code = $1 AND address = $2`,
			[]any{body.PropertyFilter.PostCode, body.PropertyFilter.AddressIdentifier}
	case body.UPRN != nil:
		where, args = `uprn = $1`, []any{int64(*body.UPRN)}
	default:
		return outcome{}, fmt.Errorf("8.2 by nothing")
	}
	devices, err := g.devicesWhere(ctx, where+` ORDER BY eui LIMIT 18`, args...)
	if err != nil {
		return outcome{}, err
	}
	if len(devices) == 0 || len(devices) > inventoryLimit {
		return outcome{}, duis.Refuse(duis.E080201, "%d Devices fit", len(devices))
	}
	inventory := &duis.DSPInventory{}
	for _, d := range devices {
		party, err := g.partyOf(ctx, a.user, d)
		if err != nil {
			return outcome{}, err
		}
		inventory.Device = append(inventory.Device, d.row(party))
	}
	return outcome{code: duis.I0, payload: inventory}, nil
}

// partyOf reports whether a User is registered at the premises of a Device, in
// any of its roles.
func (g *Gateway) partyOf(ctx context.Context, user User, d Device) (bool, error) {
	var found int
	err := g.DB.QueryRowContext(ctx, `SELECT count(*) FROM device d
		JOIN registration r ON r.mpxn IN (d.import_mpxn, d.secondary_import_mpan, d.export_mpan)
		WHERE r.mpxn <> '' AND r.eui = $1 AND (d.eui = $2 OR d.hub = $3 AND d.hub <> '')`,
		user.EUI.String(), d.EUI.String(), orEmpty(d.Hub)).Scan(&found)
	return found > 0, err
}

// row is a Device as DUIS shows it. Where the premises are is for the parties of
// those premises only.
func (d Device) row(party bool) duis.Device {
	active := "Active"
	row := duis.Device{
		DeviceID: d.EUI, DeviceType: d.duisType(), DeviceStatus: present(string(d.Status)),
		DeviceManufacturer: d.Manufacturer, DeviceModel: d.Model,
		SMETSCHTSVersion:      present(d.SMETSVersion),
		DeviceFirmwareVersion: present(d.Firmware), ESMEVariant: present(d.ESMEVariant),
		CSPRegion: present(d.Region), DeviceGBCSVersion: present(d.GBCSVersion),
		HANVariant: present(d.HANVariant), Connectivity: present(d.Connectivity),
	}
	if d.Firmware != "" {
		row.DeviceFirmwareVersionStatus, row.CPLStatus = &active, &active
	}
	if !d.Commissioned.IsZero() {
		at := d.Commissioned.UTC()
		row.DateCommissioned = &at
	}
	if !party {
		return row
	}
	row.ImportMPxN = present(d.ImportMPxN)
	row.SecondaryImportMPAN, row.ExportMPAN = present(d.SecondaryImportMPAN), present(d.ExportMPAN)
	if d.UPRN != 0 {
		row.UPRN = &d.UPRN
	}
	if d.PostCode != "" {
		row.PropertyFilter = &duis.PropertyFilter{
			PostCode: d.PostCode, AddressIdentifier: d.Address,
		}
	}
	return row
}

// duisType is the type of a Device by its name in DUIS, which has none for a SAPC: it is an
// ESME of a variant with a controller.
func (d Device) duisType() string {
	if d.Type == usecase.SAPC {
		return usecase.ESME.String()
	}
	return d.Type.String()
}

// present is the value of an optional element, nil where it is absent.
func present(value string) *string {
	if value == "" {
		return nil
	}
	return &value
}
