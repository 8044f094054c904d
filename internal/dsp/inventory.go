package dsp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/store"
)

// ErrUnknown says that there is no such User or Device.
var ErrUnknown = errors.New("dsp: not in the inventory")

// User is a User of the DCC: a SEC Party with an identifier and User Roles.
type User struct {
	EUI        eui.ID
	Name       string
	Roles      []duis.UserRole
	Active     bool
	ReceiveURL string // where answers and alerts are posted; empty: they are kept
}

// Status is where a Device stands in the Smart Metering Inventory.
type Status string

// The statuses, spelled as DUIS spells them. Type 2 Devices have none.
const (
	Pending                  Status = "Pending"
	Whitelisted              Status = "Whitelisted"
	InstalledNotCommissioned Status = "InstalledNotCommissioned"
	Commissioned             Status = "Commissioned"
	Decommissioned           Status = "Decommissioned"
	Withdrawn                Status = "Withdrawn"
	Suspended                Status = "Suspended"
	Recovery                 Status = "Recovery"
	Recovered                Status = "Recovered"
)

var statuses = []Status{Pending, Whitelisted, InstalledNotCommissioned, Commissioned,
	Decommissioned, Withdrawn, Suspended, Recovery, Recovered}

// Before a Device is commissioned it takes what installs it.
var (
	whilePending    = []string{"8.11"}
	whileInstalling = append(slices.Clone(whilePending), "8.1.1", "8.7.1", "8.7.2", "11.2",
		"1.1.1", "1.1.2", "1.2.1", "1.2.2", "6.8", "6.20.1", "6.21")
)

// allowedIn are the Service Reference Variants that a Device takes in each status.
// The table is recalled, not recovered.
var allowedIn = map[Status][]string{
	Pending:                  whilePending,
	Whitelisted:              whileInstalling,
	InstalledNotCommissioned: whileInstalling,
	Suspended:                {"11.1", "11.2", "11.3", "6.24.1"},
	Recovered:                {"6.15.1", "6.21", "6.23", "6.24.1"},
}

// Valid reports whether s is a status that a Device can have.
func (s Status) Valid() bool { return slices.Contains(statuses, s) }

// allows reports whether a Device of this status takes a Service Request.
func (s Status) allows(variant string) bool {
	return s == Commissioned || slices.Contains(allowedIn[s], variant)
}

// Device is a row of the Smart Metering Inventory.
type Device struct {
	EUI             eui.ID
	Type            usecase.Device
	Status          Status
	Hub             eui.ID // the CHF it talks through; zero where it is on none
	Region          string // of the WAN: North, Central, South
	Manufacturer    string
	Model           string
	SMETSVersion    string
	Firmware        string
	GBCSVersion     string
	ESMEVariant     string
	HANVariant      string
	ImportMPxN      string
	PostCode        string
	Address         string
	Commissioned    time.Time
	Supplier        eui.ID // whose certificates its supplier cells hold, or zero
	NetworkOperator eui.ID // likewise its network operator cells

	UPRN                uint64 // of the premises; 0 where none is held
	SecondaryImportMPAN string // of the second element of an ESME
	ExportMPAN          string
	Connectivity        string // of a CHF: Cellular, Virtual
	NotifiedBy          eui.ID // the User that pre-notified it; zero: the DCC
}

// Cell is whose certificates the Device holds for a role, or zero.
func (d Device) Cell(party usecase.Parties) eui.ID {
	switch party {
	case usecase.Supplier:
		return d.Supplier
	case usecase.NetworkOperator:
		return d.NetworkOperator
	}
	return eui.ID{}
}

const deviceColumns = `eui, type, status, hub, region, manufacturer, model, smets_version, firmware,
	gbcs_version, esme_variant, han_variant, import_mpxn, post_code, address, commissioned,
	supplier_cell, network_cell, uprn, secondary_import_mpan, export_mpan, connectivity,
	notified_by`

func scanDevice(row interface{ Scan(...any) error }) (Device, error) {
	var d Device
	var id, kind, hub, supplier, network, notifier string
	var commissioned, uprn int64
	err := row.Scan(&id, &kind, &d.Status, &hub, &d.Region, &d.Manufacturer, &d.Model,
		&d.SMETSVersion, &d.Firmware, &d.GBCSVersion, &d.ESMEVariant, &d.HANVariant, &d.ImportMPxN,
		&d.PostCode, &d.Address, &commissioned, &supplier, &network, &uprn, &d.SecondaryImportMPAN,
		&d.ExportMPAN, &d.Connectivity, &notifier)
	if err != nil {
		return Device{}, err
	}
	d.UPRN = uint64(uprn)
	if commissioned != 0 {
		d.Commissioned = store.Time(commissioned)
	}
	if d.Type, err = usecase.ParseDevice(kind); err != nil {
		return Device{}, err
	}
	for _, field := range []struct {
		text string
		id   *eui.ID
	}{
		{id, &d.EUI}, {hub, &d.Hub}, {supplier, &d.Supplier}, {network, &d.NetworkOperator},
		{notifier, &d.NotifiedBy},
	} {
		if field.text == "" {
			continue
		}
		if *field.id, err = eui.Parse(field.text); err != nil {
			return Device{}, err
		}
	}
	return d, nil
}

// device finds a Device, ErrUnknown where there is none.
func (g *Gateway) device(ctx context.Context, id eui.ID) (Device, error) {
	return deviceFrom(ctx, g.DB, id)
}

// querier is the database, or a transaction on it.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func deviceFrom(ctx context.Context, q querier, id eui.ID) (Device, error) {
	d, err := scanDevice(q.QueryRowContext(ctx,
		`SELECT `+deviceColumns+` FROM device WHERE eui = $1`, id.String()))
	if errors.Is(err, sql.ErrNoRows) {
		return Device{}, ErrUnknown
	}
	return d, err
}

// Devices lists the whole inventory, by identifier.
func (g *Gateway) Devices(ctx context.Context) ([]Device, error) {
	return g.devicesWhere(ctx, `1 = 1 ORDER BY eui`)
}

func (g *Gateway) devicesWhere(ctx context.Context, where string, args ...any) ([]Device, error) {
	rows, err := g.DB.QueryContext(ctx, `SELECT `+deviceColumns+` FROM device WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var devices []Device
	for rows.Next() {
		d, err := scanDevice(rows)
		if err != nil {
			return nil, err
		}
		devices = append(devices, d)
	}
	return devices, rows.Err()
}

// PutDevice writes a Device into the inventory, new or changed.
func PutDevice(ctx context.Context, tx *sql.Tx, d Device) error {
	var commissioned int64
	if !d.Commissioned.IsZero() {
		commissioned = store.Micros(d.Commissioned)
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO device (`+deviceColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
		$19, $20, $21, $22, $23)
		ON CONFLICT (eui) DO UPDATE SET type = excluded.type, status = excluded.status,
		hub = excluded.hub, region = excluded.region, manufacturer = excluded.manufacturer,
		model = excluded.model, smets_version = excluded.smets_version, firmware = excluded.firmware,
		gbcs_version = excluded.gbcs_version, esme_variant = excluded.esme_variant,
		han_variant = excluded.han_variant, import_mpxn = excluded.import_mpxn,
		post_code = excluded.post_code, address = excluded.address,
		commissioned = excluded.commissioned, supplier_cell = excluded.supplier_cell,
		network_cell = excluded.network_cell, uprn = excluded.uprn,
		secondary_import_mpan = excluded.secondary_import_mpan, export_mpan = excluded.export_mpan,
		connectivity = excluded.connectivity, notified_by = excluded.notified_by`,
		d.EUI.String(), d.Type.String(), d.Status, orEmpty(d.Hub), d.Region, d.Manufacturer, d.Model,
		d.SMETSVersion, d.Firmware, d.GBCSVersion, d.ESMEVariant, d.HANVariant, d.ImportMPxN,
		d.PostCode, d.Address, commissioned, orEmpty(d.Supplier), orEmpty(d.NetworkOperator),
		int64(d.UPRN), d.SecondaryImportMPAN, d.ExportMPAN, d.Connectivity, orEmpty(d.NotifiedBy))
	return err
}

// SetStatus moves a Device to a status.
func (g *Gateway) SetStatus(ctx context.Context, id eui.ID, status Status) error {
	return g.DB.Write(ctx, func(tx *sql.Tx) error {
		moved, err := changed(tx.ExecContext(ctx,
			`UPDATE device SET status = $1 WHERE eui = $2`, status, id.String()))
		if err == nil && !moved {
			return fmt.Errorf("%s: %w", id, ErrUnknown)
		}
		return err
	})
}

// meteringPoint is the MPxN through which role has to do with a Device: that of a meter,
// or for other Devices that of the meter for the role's fuel on the same hub. A Device on a
// hub without such a meter has the one it was installed at. An Export Supplier has to do
// with the MPAN for export where one is held.
func (g *Gateway) meteringPoint(ctx context.Context, d Device, role duis.UserRole) (string, error) {
	meter := usecase.ESME
	if role == duis.GS || role == duis.GT {
		meter = usecase.GSME
	}
	of := func(d Device) string {
		if role == duis.ES && d.ExportMPAN != "" {
			return d.ExportMPAN
		}
		return d.ImportMPxN
	}
	if d.Type != usecase.CHF && of(d) != "" || d.Hub.IsZero() {
		return of(d), nil
	}
	found, err := scanDevice(g.DB.QueryRowContext(ctx, `SELECT `+deviceColumns+` FROM device
		WHERE hub = $1 AND type = $2 AND import_mpxn <> '' ORDER BY status, eui LIMIT 1`,
		d.Hub.String(), meter.String()))
	if errors.Is(err, sql.ErrNoRows) {
		return of(d), nil
	}
	return of(found), err
}

// registered is who is registered at a metering point in a role, or zero.
func (g *Gateway) registered(ctx context.Context, mpxn string, role duis.UserRole) (eui.ID, error) {
	var text string
	err := g.DB.QueryRowContext(ctx, `SELECT eui FROM registration
		WHERE mpxn = $1 AND role = $2`, mpxn, role.String()).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return eui.ID{}, nil
	}
	if err != nil {
		return eui.ID{}, err
	}
	return eui.Parse(text)
}

// point is a metering point and the Users who are told of an outage there.
type point struct {
	mpxn    string
	parties []eui.ID
}

// meteringPoints lists the metering points behind a hub with the parties
// registered there, each once.
func (g *Gateway) meteringPoints(ctx context.Context, hub eui.ID) ([]point, error) {
	rows, err := g.DB.QueryContext(ctx, `SELECT DISTINCT r.mpxn, r.eui FROM device d
		JOIN registration r ON r.mpxn = d.import_mpxn WHERE d.hub = $1 ORDER BY 1, 2`, hub.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var points []point
	for rows.Next() {
		var mpxn, text string
		if err := rows.Scan(&mpxn, &text); err != nil {
			return nil, err
		}
		party, err := eui.Parse(text)
		if err != nil {
			return nil, err
		}
		if n := len(points); n == 0 || points[n-1].mpxn != mpxn {
			points = append(points, point{mpxn: mpxn})
		}
		last := &points[len(points)-1]
		last.parties = append(last.parties, party)
	}
	return points, rows.Err()
}

// Register records who is registered at a metering point in a role.
func Register(ctx context.Context, tx *sql.Tx, mpxn string, role duis.UserRole, id eui.ID) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO registration (mpxn, role, eui) VALUES ($1, $2, $3)
		ON CONFLICT (mpxn, role) DO UPDATE SET eui = excluded.eui`, mpxn, role.String(), id.String())
	return err
}

func orEmpty(id eui.ID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

func roleNames(roles []duis.UserRole) string {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = role.String()
	}
	return strings.Join(names, " ")
}
