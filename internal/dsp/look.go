package dsp

import (
	"context"
	"database/sql"
	"errors"

	"github.com/mains-energy/mains/eui"
)

// reads is what reads rows.
type reads interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// DeviceIn finds a Device in an inventory that may belong to a running system.
// [ErrUnknown] where there is none.
func DeviceIn(ctx context.Context, db reads, id eui.ID) (Device, error) {
	d, err := scanDevice(db.QueryRowContext(ctx,
		`SELECT `+deviceColumns+` FROM device WHERE eui = $1`, id.String()))
	if errors.Is(err, sql.ErrNoRows) {
		return Device{}, ErrUnknown
	}
	return d, err
}
