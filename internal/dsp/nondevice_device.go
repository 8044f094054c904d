package dsp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// unregistered are the User Roles that no registration at a metering point gives: they may
// ask, and change nothing in the inventory by them.
var unregistered = []duis.UserRole{duis.OU, duis.MDR}

// entitled refuses with code a User that may not change what the inventory holds of a
// Device: it is for the parties of its metering point; while it has none, for the User that
// pre-notified it; and for every supplier where the DCC itself did. Chosen.
func (g *Gateway) entitled(
	ctx context.Context, a authorised, d Device, code duis.ResponseCode,
) error {
	roles := slices.DeleteFunc(a.roles(), func(r duis.UserRole) bool {
		return slices.Contains(unregistered, r)
	})
	located := false
	for _, role := range []duis.UserRole{duis.IS, duis.GS} {
		mpxn, err := g.meteringPoint(ctx, d, role)
		if err != nil {
			return err
		}
		located = located || mpxn != ""
	}
	supplier := slices.Contains(roles, duis.IS) || slices.Contains(roles, duis.GS)
	switch {
	case located:
		_, err := g.responsible(ctx, a.user, d, roles)
		if _, refused := codeOf(err); refused {
			return &duis.ResponseError{Code: code, Err: err}
		}
		return err
	case d.NotifiedBy == a.user.EUI, d.NotifiedBy.IsZero() && supplier:
		return nil
	}
	return duis.Refuse(code, "the Device was pre-notified by another")
}

// target is the Device that a Non-Device request names, or a refusal with code.
func (g *Gateway) target(
	ctx context.Context, id eui.ID, code duis.ResponseCode,
) (Device, error) {
	d, err := g.device(ctx, id)
	if errors.Is(err, ErrUnknown) {
		return d, duis.Refuse(code, "%s is not in the inventory", id)
	}
	return d, err
}

// type2 reports whether Devices of a type have neither status nor versions.
func type2(d usecase.Device) bool { return d == usecase.IHD || d == usecase.CAD }

// over is what a Device becomes that is taken out of use in a status, if it can be. One
// that was never commissioned is Withdrawn. Recalled.
var over = map[Status]Status{
	Pending:                  Withdrawn,
	Whitelisted:              Withdrawn,
	InstalledNotCommissioned: Withdrawn,
	Commissioned:             Decommissioned,
	Suspended:                Decommissioned,
	Recovered:                Decommissioned,
}

// decommissionDevice answers 8.3.
func (g *Gateway) decommissionDevice(
	ctx context.Context, a authorised, body *duis.DecommissionDevice,
) (outcome, error) {
	d, err := g.target(ctx, body.DeviceID, duis.E19)
	if err != nil {
		return outcome{}, err
	}
	if d.Type == usecase.GPF || type2(d.Type) { // a GPF goes with its CHF
		return outcome{}, duis.Refuse(decommissionType, "8.3 is not for a %s", d.Type)
	}
	if err := g.entitled(ctx, a, d, duis.E4); err != nil {
		return outcome{}, err
	}
	to, ok := over[d.Status]
	if !ok {
		return outcome{}, duis.Refuse(decommissionStatus, "the Device is %s", d.Status)
	}
	return g.retire(ctx, a, d, to)
}

// retire takes a Device out of use. With a CHF goes its GPF, and what else is on it is on
// no hub any more. The schedules of what goes end. Requests that wait for their date are
// refused then, since the status does not allow them.
func (g *Gateway) retire(ctx context.Context, a authorised, d Device, to Status) (outcome, error) {
	gone := []Device{d}
	if d.Type == usecase.CHF {
		functions, err := g.devicesWhere(ctx, `hub = $1 AND type = $2`,
			d.EUI.String(), usecase.GPF.String())
		if err != nil {
			return outcome{}, err
		}
		gone = append(gone, functions...)
	}
	out := done(nil, gone...)
	ended := 0
	for _, device := range gone {
		notices, err := g.endOfSchedules(ctx, device)
		if err != nil {
			return outcome{}, err
		}
		out.notice = append(out.notice, notices...)
		ended += len(notices)
	}
	told, err := g.endOfDevice(ctx, a, d)
	if err != nil {
		return outcome{}, err
	}
	out.notice = append(out.notice, told...)
	out.effect = func(ctx context.Context, tx *sql.Tx) error {
		left := ended
		for _, device := range gone {
			device.Status = to
			if err := PutDevice(ctx, tx, device); err != nil {
				return err
			}
			n, err := endSchedules(ctx, tx, device.EUI)
			if err != nil {
				return err
			}
			left -= n
		}
		if left != 0 {
			return errMoved
		}
		if d.Type != usecase.CHF {
			return nil
		}
		_, err := tx.ExecContext(ctx, `UPDATE device SET hub = ''
			WHERE hub = $1 AND type NOT IN ($2, $3)`,
			d.EUI.String(), usecase.CHF.String(), usecase.GPF.String())
		return err
	}
	return out, nil
}

// endOfDevice is what the other parties of the premises are told of a meter or a hub that
// was in use. Recipients are recalled. DUIS 3.6.3.
func (g *Gateway) endOfDevice(ctx context.Context, a authorised, d Device) ([]notice, error) {
	code := alertDecommissioned
	var change duis.DeviceStatusChange
	switch d.Type {
	case usecase.ESME, usecase.SAPC, usecase.GSME:
		if d.ImportMPxN == "" {
			return nil, nil
		}
		change.MeterDecommissioningOrWithdrawal = &duis.MeterDecommissioningOrWithdrawal{
			MeterDecommissionOrWithdrawal: duis.MeterMPxNs{ImportMPxN: d.ImportMPxN,
				SecondaryImportMPAN: present(d.SecondaryImportMPAN), ExportMPAN: present(d.ExportMPAN)},
		}
	case usecase.CHF:
		code, change.CHFDecommissioning = alertHubDecommissioned, true
	default:
		return nil, nil
	}
	parties, err := g.partiesOf(ctx, d)
	if err != nil {
		return nil, err
	}
	var notices []notice
	for _, party := range parties {
		if party == a.user.EUI {
			continue
		}
		notices = append(notices, notice{
			id: fmt.Sprintf("%s %s %s", code, a.RequestID, party), user: party, code: code,
			event: &duis.DeviceStatusChangeEvent{DeviceID: d.EUI, DeviceStatusChange: change},
		})
	}
	return notices, nil
}

// partiesOf lists who is registered at the metering points of a meter, or of all meters on
// a CHF, each once.
func (g *Gateway) partiesOf(ctx context.Context, d Device) ([]eui.ID, error) {
	where := `d.eui = $1`
	if d.Type == usecase.CHF {
		where = `d.hub = $1`
	}
	rows, err := g.DB.QueryContext(ctx, `SELECT DISTINCT r.eui FROM device d
		JOIN registration r ON r.mpxn IN (d.import_mpxn, d.secondary_import_mpan, d.export_mpan)
		WHERE r.mpxn <> '' AND `+where+` ORDER BY 1`, d.EUI.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var parties []eui.ID
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		party, err := eui.Parse(text)
		if err != nil {
			return nil, err
		}
		parties = append(parties, party)
	}
	return parties, rows.Err()
}
