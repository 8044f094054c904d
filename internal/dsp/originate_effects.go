package dsp

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/smki"
)

// conversation is what a Command asked and what the Device said to it.
type conversation struct {
	asked, said usecase.Args
	success     bool
}

// read reads the Response m to this request. What cannot be read is passed on all the same,
// and changes nothing.
func (e entry) read(m *gbcs.Message) conversation {
	var tree usecase.Tree
	if err := tree.Read(m, nil); err != nil {
		return conversation{}
	}
	c := conversation{said: tree.Args(), success: tree.Success()}
	command, err := gbcs.Parse(e.command)
	if err == nil && tree.Read(command, nil) == nil {
		c.asked = tree.Args()
	}
	return c
}

// payload is the Response as the User gets it: with the number that the DCC made up, where
// the Device has it.
func (c conversation) payload(response []byte) duis.Payload {
	cin, ok := usecase.CustomerIdentificationNumber.Of(c.asked)
	if !ok || !c.success {
		return duis.GBCSPayload(response)
	}
	return &duis.CINMessage{GBCSPayload: response, CustomerIdentificationNumber: cin}
}

// effect changes the inventory as the Response to a request says. DUIS 3.8; which Response
// does what is recalled.
func (g *Gateway) effect(ctx context.Context, tx *sql.Tx, e entry, c conversation) error {
	if !c.success {
		return nil
	}
	if err := recordVersion(ctx, tx, e.id.Target, c.said); err != nil {
		return err
	}
	if err := recordCells(ctx, tx, e.id.Target, c.said); err != nil {
		return err
	}
	variant, _ := srv.Lookup(e.variant)
	switch variant {
	case srv.CommissionDeviceSynchroniseClock, srv.JoinServiceCritical, srv.JoinServiceNonCritical:
		return g.commissionedBy(ctx, tx, e.id.Target, variant)
	case srv.UpdateHANDeviceLog:
		return whitelisted(ctx, tx, e, c.asked)
	}
	return nil
}

// recordVersion notes the firmware that a Device says it executes.
func recordVersion(ctx context.Context, tx *sql.Tx, device eui.ID, said usecase.Args) error {
	version, ok := usecase.FirmwareVersion.Of(said)
	if !ok {
		return nil
	}
	_, err := tx.ExecContext(ctx, `UPDATE device SET firmware = $1 WHERE eui = $2`,
		strings.ToUpper(hex.EncodeToString(version)), device.String())
	return err
}

// recordCells notes whose certificates a Device holds now.
func recordCells(ctx context.Context, tx *sql.Tx, device eui.ID, said usecase.Args) error {
	outcomes, _ := usecase.ReplacementOutcomes.Elements(said)
	for _, outcome := range outcomes {
		role, _ := usecase.PartyRole.Of(outcome)
		usage, _ := usecase.CellKeyUsage.Of(outcome)
		holder, ok := usecase.ReplacingSubjectUniqueID.Of(outcome)
		party := usecase.PartyOf(role)
		if !ok || usage != smki.DigitalSignature || party == 0 {
			continue
		}
		if err := PutCell(ctx, tx, device, party, holder); err != nil {
			return err
		}
	}
	return nil
}

// installing are the statuses that a Device leaves when it is commissioned.
var installing = []Status{Whitelisted, InstalledNotCommissioned}

// commissionedBy makes a Device commissioned: a meter when it has taken the time, and what
// is joined to a meter when it is.
func (g *Gateway) commissionedBy(
	ctx context.Context, tx *sql.Tx, device eui.ID, by *srv.Variant,
) error {
	meter := by == srv.CommissionDeviceSynchroniseClock
	for _, from := range installing {
		_, err := tx.ExecContext(ctx, `UPDATE device SET status = $1, commissioned = $2
			WHERE eui = $3 AND status = $4 AND (type IN ('ESME', 'GSME')) = $5`,
			Commissioned, store.Micros(g.Clock.Now()), device.String(), from, meter)
		if err != nil {
			return err
		}
	}
	return nil
}

// whitelisted moves the Device that a CHF was told of: onto the hub, or off it. A Type 2
// Device has no status and keeps none.
func whitelisted(ctx context.Context, tx *sql.Tx, e entry, asked usecase.Args) error {
	device, ok := usecase.HubDevice.Of(asked)
	if !ok {
		return nil
	}
	move := func(from, to Status, hub, region string) error {
		_, err := tx.ExecContext(ctx, `UPDATE device SET status = $1, hub = $2, region = $3
			WHERE eui = $4 AND status = $5`, to, hub, region, device.String(), from)
		return err
	}
	if asked.Has(usecase.JoinTimePeriod) {
		hub := e.hub.String()
		return errors.Join(move(Pending, Whitelisted, hub, e.region), move("", "", hub, e.region))
	}
	off := move("", "", "", e.region)
	for _, from := range installing {
		off = errors.Join(off, move(from, Pending, "", e.region))
	}
	return off
}
