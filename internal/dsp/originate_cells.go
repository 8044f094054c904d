package dsp

import (
	"context"
	"database/sql"
	"errors"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// cell is whose certificates a Device holds for a party, or zero.
func (g *Gateway) cell(ctx context.Context, d Device, party usecase.Parties) (eui.ID, error) {
	if party == usecase.Supplier || party == usecase.NetworkOperator {
		return d.Cell(party), nil
	}
	var text string
	err := g.DB.QueryRowContext(ctx, `SELECT holder FROM device_cell
		WHERE device = $1 AND party = $2`, d.EUI.String(), party.String()).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return eui.ID{}, nil
	}
	if err != nil {
		return eui.ID{}, err
	}
	return eui.Parse(text)
}

// PutCell records whose certificates a Device holds for a party.
func PutCell(
	ctx context.Context, tx *sql.Tx, device eui.ID, party usecase.Parties, holder eui.ID,
) error {
	var err error
	switch party {
	case usecase.Supplier:
		_, err = tx.ExecContext(ctx, `UPDATE device SET supplier_cell = $1 WHERE eui = $2`,
			holder.String(), device.String())
	case usecase.NetworkOperator:
		_, err = tx.ExecContext(ctx, `UPDATE device SET network_cell = $1 WHERE eui = $2`,
			holder.String(), device.String())
	default:
		_, err = tx.ExecContext(ctx, `INSERT INTO device_cell (device, party, holder)
			VALUES ($1, $2, $3) ON CONFLICT (device, party) DO UPDATE SET holder = excluded.holder`,
			device.String(), party.String(), holder.String())
	}
	return err
}
