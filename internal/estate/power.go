package estate

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/store"
)

// longOutage is how long a supply is away before it counts: the Hub then spends its last
// charge on saying so, and the ESME's report is another one.
const longOutage = 3 * time.Minute

// eventOutage is the event that a Hub without supply reports to the WAN.
const eventOutage = "power-outage"

// Event codes of the supply.
const (
	supplyInterrupted  gbcs.AlertCode = 0x8F57
	supplyRestored     gbcs.AlertCode = 0x8F35
	supplyRestoredLong gbcs.AlertCode = 0x8F36
)

// Power switches the supply of the home that the Hub hub stands in. Without it the Hub
// cannot be reached, at once; three minutes later, if it is still without, it tells the
// WAN so with its last breath. When the supply comes back the ESME reports the outage.
func (e *Estate) Power(ctx context.Context, hub eui.ID, on bool) error {
	h, ok := e.device(hub)
	if !ok || h.Type != usecase.CHF {
		return fmt.Errorf("%w: %s is not a Communications Hub", ErrUnknown, hub)
	}
	return e.act(ctx, h, func(a *action) error {
		switch {
		case a.hub.Off == !on:
			return nil // as it is
		case on:
			return a.light()
		}
		return a.darken()
	})
}

// darken takes the supply away.
func (a *action) darken() error {
	gsme, err := a.unit(a.hub.inHome(usecase.GSME))
	if err != nil {
		return err
	}
	a.hub.Mirror = mirrored(gsme.EUI, gsme.state, a.hub.state, a.now).UnixMicro()
	a.hub.Off, a.hub.Dark, a.hub.changed = true, a.now.UnixMicro(), true
	a.send(a.hub, eventOutage, a.now.Add(longOutage), []byte(a.now.UTC().Format(time.RFC3339)))
	a.writes = append(a.writes, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(a.ctx, `INSERT INTO home_dark (hub, since) VALUES ($1, $2)`,
			a.hub.EUI.String(), store.Micros(a.now))
		return err
	})
	return nil
}

// light gives the supply back.
func (a *action) light() error {
	a.hub.Off, a.hub.Lit, a.hub.changed = false, a.now.UnixMicro(), true
	hub, now := a.hub.EUI.String(), store.Micros(a.now)
	a.due = nextWake(a.hub.inHome(usecase.GSME).EUI, a.now)
	wakes := store.Micros(a.due)
	a.writes = append(a.writes, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(a.ctx, `DELETE FROM home_dark WHERE hub = $1`, hub)
		if err != nil {
			return err
		}
		// A last breath that was not due was not needed.
		_, err = tx.ExecContext(a.ctx, `DELETE FROM home_uplink
			WHERE hub = $1 AND event = $2 AND due > $3`, hub, eventOutage, now)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(a.ctx, `UPDATE home_mailbox SET due = $2 WHERE hub = $1`, hub, wakes)
		return err
	})
	esme, err := a.unit(a.hub.inHome(usecase.ESME))
	if err != nil {
		return err
	}
	return a.restored(esme, time.UnixMicro(a.hub.Dark).UTC())
}
