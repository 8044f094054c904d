package dsp

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// updateInventory answers 8.4.
func (g *Gateway) updateInventory(
	ctx context.Context, a authorised, body *duis.UpdateInventory,
) (outcome, error) {
	d, err := g.target(ctx, body.DeviceID, duis.E19)
	if err != nil {
		return outcome{}, err
	}
	if err := g.entitled(ctx, a, d, updateNotEntitled); err != nil {
		return outcome{}, err
	}
	switch {
	case body.UpdateDeviceStatusExceptCH != nil:
		return updateDeviceStatus(d, Status(*body.UpdateDeviceStatusExceptCH))
	case body.UpdateDeviceStatusCH != nil:
		return g.updateHubStatus(ctx, a, d, Status(*body.UpdateDeviceStatusCH))
	case body.UpdateDeviceDetails != nil:
		return updateDetails(d, body.UpdateDeviceDetails)
	case body.UpdateMPxN != nil:
		return g.updateMPxN(ctx, a, d, body.UpdateMPxN)
	case body.DeleteDevice:
		return g.deleteDevice(ctx, a, d)
	}
	return outcome{}, fmt.Errorf("8.4 of nothing")
}

// put is the outcome that makes a Device what it is to be, and others with it.
func put(checked Device, to ...Device) outcome {
	return done(func(ctx context.Context, tx *sql.Tx) error {
		for _, d := range to {
			if err := PutDevice(ctx, tx, d); err != nil {
				return err
			}
		}
		return nil
	}, checked)
}

// updateDeviceStatus takes a Device that was taken out of use back: as one that is
// pre-notified, which is on no hub and at no metering point; or as one that is on the hub
// and at the metering point where it was. Recalled.
func updateDeviceStatus(d Device, to Status) (outcome, error) {
	switch {
	case d.Type == usecase.CHF || d.Type == usecase.GPF:
		return outcome{}, duis.Refuse(updateWrongBranch, "the Device is a %s", d.Type)
	case type2(d.Type):
		return outcome{}, duis.Refuse(updateType2, "a %s has no status", d.Type)
	case d.Status == to:
		return outcome{}, duis.Refuse(updateNothing, "the Device is %s", d.Status)
	case d.Status != Decommissioned && d.Status != Withdrawn:
		return outcome{}, duis.Refuse(updateStatus, "the Device is %s", d.Status)
	case to == InstalledNotCommissioned && d.Hub.IsZero():
		return outcome{}, duis.Refuse(updateStatus, "the Device is on no hub")
	}
	next := d
	next.Status, next.Commissioned = to, time.Time{}
	if to == Pending {
		next.Hub, next.ImportMPxN, next.SecondaryImportMPAN, next.ExportMPAN = eui.ID{}, "", "", ""
		next.UPRN, next.PostCode, next.Address = 0, "", ""
	}
	return put(d, next), nil
}

// updateHubStatus sets the status of a CHF, whatever it was; that of its GPF follows.
// Recalled.
func (g *Gateway) updateHubStatus(
	ctx context.Context, a authorised, d Device, to Status,
) (outcome, error) {
	switch {
	case d.Type != usecase.CHF:
		return outcome{}, duis.Refuse(updateWrongBranch, "the Device is a %s", d.Type)
	case d.Status == to:
		return outcome{}, duis.Refuse(updateNothing, "the Device is %s", d.Status)
	case to == Withdrawn:
		return g.retire(ctx, a, d, to)
	}
	return g.install(ctx, d, to)
}

// install puts a CHF into use, with its GPF, which is commissioned with its GSME.
func (g *Gateway) install(ctx context.Context, d Device, to Status) (outcome, error) {
	next := d
	if next.Status, next.Commissioned = to, (time.Time{}); to == Commissioned {
		next.Commissioned = g.Clock.Now()
	}
	changed := []Device{next}
	functions, err := g.devicesWhere(ctx, `hub = $1 AND type = $2`,
		d.EUI.String(), usecase.GPF.String())
	if err != nil {
		return outcome{}, err
	}
	for _, function := range functions {
		if slices.Contains([]Status{Pending, Decommissioned, Withdrawn}, function.Status) {
			function.Status, function.Commissioned = InstalledNotCommissioned, time.Time{}
			changed = append(changed, function)
		}
	}
	out := put(d, changed...)
	out.checked = append(out.checked, functions...)
	return out, nil
}

// uncommissioned are the statuses in which what a Device is may be corrected, and the
// status of Type 2 Devices, which is none. Recalled.
var uncommissioned = []Status{"", Pending, Whitelisted, InstalledNotCommissioned}

// updateDetails corrects what was said of a Device that is not commissioned.
func updateDetails(d Device, to *duis.UpdateDeviceDetails) (outcome, error) {
	switch {
	case *to == duis.UpdateDeviceDetails{}:
		return outcome{}, duis.Refuse(updateNothing, "no details")
	case !slices.Contains(uncommissioned, d.Status):
		return outcome{}, duis.Refuse(updateStatus, "the Device is %s", d.Status)
	case to.ESMEVariant != nil && d.duisType() != usecase.ESME.String():
		return outcome{}, duis.Refuse(updateVariant, "the Device is a %s", d.Type)
	case type2(d.Type) && (to.SMETSCHTSVersion != nil || to.FirmwareVersion != nil):
		return outcome{}, duis.Refuse(updateType2, "a %s has no such version", d.Type)
	}
	next := d
	for _, detail := range []struct {
		held *string
		to   *string
	}{
		{&next.Manufacturer, to.DeviceManufacturer}, {&next.Model, to.DeviceModel},
		{&next.SMETSVersion, to.SMETSCHTSVersion}, {&next.Firmware, to.FirmwareVersion},
		{&next.ESMEVariant, to.ESMEVariant},
	} {
		if detail.to != nil {
			*detail.held = *detail.to
		}
	}
	return put(d, next), nil
}

// deletable are the statuses in which a Device may be taken out of the inventory: it is in
// use nowhere. Recalled.
var deletable = []Status{Pending, Decommissioned, Withdrawn}

// deleteDevice takes a Device out of the inventory, a CHF with its GPF.
func (g *Gateway) deleteDevice(ctx context.Context, a authorised, d Device) (outcome, error) {
	switch unused := type2(d.Type) && d.Hub.IsZero(); {
	case d.Type == usecase.GPF:
		return outcome{}, duis.Refuse(updateWrongBranch, "a GPF goes with its CHF")
	case !unused && !slices.Contains(deletable, d.Status):
		return outcome{}, duis.Refuse(updateNoDelete, "the Device is %q on the hub %s", d.Status, d.Hub)
	}
	out := done(func(ctx context.Context, tx *sql.Tx) error {
		if d.Type == usecase.CHF {
			_, err := tx.ExecContext(ctx, `DELETE FROM device WHERE hub = $1 AND type = $2`,
				d.EUI.String(), usecase.GPF.String())
			if err != nil {
				return err
			}
		}
		for _, row := range []string{`DELETE FROM device_cell WHERE device = $1`,
			`DELETE FROM device WHERE eui = $1`} {
			if _, err := tx.ExecContext(ctx, row, d.EUI.String()); err != nil {
				return err
			}
		}
		return nil
	}, d)
	if by := d.NotifiedBy; !by.IsZero() && by != a.user.EUI {
		out.notice = []notice{{
			id: fmt.Sprintf("%s %s %s", alertRemoved, a.RequestID, by), user: by, code: alertRemoved,
			event: &duis.DeviceStatusChangeEvent{DeviceID: d.EUI,
				DeviceStatusChange: duis.DeviceStatusChange{DeviceRemovedFromInventory: true}},
		}}
	}
	return out, nil
}

// meterNumber is one of the numbers that 8.4 changes: the roles that may, the role whose
// registration makes a number one that exists, and the types of Device that have it. Chosen.
type meterNumber struct {
	to       *string
	held     func(*Device) *string
	roles    []duis.UserRole
	register duis.UserRole
	on       usecase.Devices
}

func importMPxN(d *Device) *string    { return &d.ImportMPxN }
func secondaryMPAN(d *Device) *string { return &d.SecondaryImportMPAN }
func exportMPAN(d *Device) *string    { return &d.ExportMPAN }

// updateMPxN corrects at which metering point a meter is.
func (g *Gateway) updateMPxN(
	ctx context.Context, a authorised, d Device, to *duis.UpdateMPxN,
) (outcome, error) {
	const gas = usecase.GSME | usecase.GPF
	const electricity = usecase.ESME | usecase.SAPC
	for _, n := range []meterNumber{
		{to.ImportMPxN, importMPxN, []duis.UserRole{duis.IS}, duis.IS, electricity},
		{to.ImportMPxN, importMPxN, []duis.UserRole{duis.GS}, duis.GS, gas},
		{to.SecondaryImportMPAN, secondaryMPAN, []duis.UserRole{duis.IS}, duis.IS, electricity},
		{to.ExportMPAN, exportMPAN, []duis.UserRole{duis.IS, duis.ES}, duis.ES, electricity},
	} {
		if n.to == nil || !n.on.Has(d.Type) {
			continue
		}
		if !slices.ContainsFunc(n.roles, func(r duis.UserRole) bool {
			return slices.Contains(a.user.Roles, r)
		}) {
			return outcome{}, duis.Refuse(updateMPxNRole, "the number is for the roles %v", n.roles)
		}
		if !wellFormed(*n.to, n.register) {
			return outcome{}, duis.Refuse(updateMPxN, "%q is no number of the fuel", *n.to)
		}
		registered, err := g.registered(ctx, *n.to, n.register)
		if err != nil {
			return outcome{}, err
		}
		if registered.IsZero() {
			return outcome{}, duis.Refuse(updateMPxN, "%s has no party in the role %s", *n.to, n.register)
		}
		next := d
		*n.held(&next) = *n.to
		return put(d, next), nil
	}
	return outcome{}, duis.Refuse(updateMPxN, "a %s has no such number", d.Type)
}

// wellFormed reports whether a number is an MPAN, 13 digits, or for the roles of gas an
// MPRN, up to 10.
func wellFormed(number string, role duis.UserRole) bool {
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return false
	}
	if role == duis.GS || role == duis.GT {
		return len(number) <= 10
	}
	return len(number) == 13
}
