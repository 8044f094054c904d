package ca

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/smki"
)

// The states of a certificate in the repository.
const (
	statusInUse    = "I"
	statusNotInUse = "N"
	statusExpired  = "E" // never stored: it follows from the clock
)

// rowsFound bounds the answer to one search: an owner has a handful.
const rowsFound = 256

// row is a row of the table certificate.
type row struct {
	serial     string
	eui        string
	kind       string
	role       smki.Role
	purpose    string
	status     string
	prePayment int
	imported   int
	notBefore  int64
	notAfter   int64
	der        []byte
}

const columns = `serial, eui, kind, role, purpose, status, prepayment, imported, ` +
	`not_before, not_after, der`

const columnCount = 11

func (r *row) values() []any {
	return []any{r.serial, r.eui, r.kind, int64(r.role), r.purpose, r.status, r.prePayment,
		r.imported, r.notBefore, r.notAfter, r.der}
}

func (r *row) scan(from interface{ Scan(...any) error }) error {
	return from.Scan(&r.serial, &r.eui, &r.kind, &r.role, &r.purpose, &r.status, &r.prePayment,
		&r.imported, &r.notBefore, &r.notAfter, &r.der)
}

// rowOf is a certificate of our own, in use.
func (c *CA) rowOf(credential *smki.Credential) row {
	certificate := credential.Certificate
	r := row{
		serial: serialText(certificate.SerialNumber), eui: credential.EUI.String(),
		kind: certificate.Kind.String(), role: certificate.Role,
		purpose: certificate.Usage.Code(), status: statusInUse,
		notBefore: store.Micros(certificate.NotBefore), notAfter: store.Micros(certificate.NotAfter),
		der: certificate.Raw,
	}
	if credential.PrePayment {
		r.prePayment = 1
	}
	return r
}

// serialText is a serial number as it is stored.
func serialText(serial *big.Int) string { return serial.Text(16) }

// parameters appends $n, $n+1, … to a statement.
func parameters(b *strings.Builder, from, n int) {
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(b, "$%d", from+i)
	}
}

// insert enters certificates; one that is there already is entered anew.
func insert(ctx context.Context, tx *sql.Tx, rows []row) error {
	for len(rows) > 0 {
		n := min(len(rows), deviceBatch)
		var b strings.Builder
		b.WriteString(`INSERT INTO certificate (` + columns + `) VALUES `)
		values := make([]any, 0, n*columnCount)
		for i := range rows[:n] {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString("(")
			parameters(&b, len(values)+1, columnCount)
			b.WriteString(")")
			values = append(values, rows[i].values()...)
		}
		b.WriteString(` ON CONFLICT (serial) DO UPDATE SET eui = excluded.eui, kind = excluded.kind,
			role = excluded.role, purpose = excluded.purpose, status = excluded.status,
			prepayment = excluded.prepayment, imported = excluded.imported,
			not_before = excluded.not_before, not_after = excluded.not_after, der = excluded.der`)
		if _, err := tx.ExecContext(ctx, b.String(), values...); err != nil {
			return fmt.Errorf("enter certificates: %w", err)
		}
		rows = rows[n:]
	}
	return nil
}

// retireDevices marks the certificates that are in use of the owners of rows.
func retireDevices(ctx context.Context, tx *sql.Tx, rows []row) error {
	for _, purpose := range []string{"DS", "KA"} {
		values := []any{statusNotInUse, statusInUse, smki.Device.String(), purpose}
		fixed := len(values)
		for i := range rows {
			if rows[i].purpose == purpose {
				values = append(values, rows[i].eui)
			}
		}
		if len(values) == fixed {
			continue
		}
		var b strings.Builder
		b.WriteString(`UPDATE certificate SET status = $1
			WHERE status = $2 AND kind = $3 AND purpose = $4 AND eui IN (`)
		parameters(&b, fixed+1, len(values)-fixed)
		b.WriteString(")")
		if _, err := tx.ExecContext(ctx, b.String(), values...); err != nil {
			return fmt.Errorf("retire certificates: %w", err)
		}
	}
	return nil
}

// retireOrganisation marks the certificates that are in use where made is to be.
func retireOrganisation(ctx context.Context, tx *sql.Tx, made *smki.Credential) error {
	prePayment := 0
	if made.PrePayment {
		prePayment = 1
	}
	_, err := tx.ExecContext(ctx, `UPDATE certificate SET status = $1 WHERE status = $2
		AND eui = $3 AND purpose = $4 AND role = $5 AND prepayment = $6`,
		statusNotInUse, statusInUse, made.EUI.String(), made.Usage.Code(), int64(made.Role()),
		prePayment)
	if err != nil {
		return fmt.Errorf("retire certificates: %w", err)
	}
	return nil
}

// row finds a certificate by serial number.
func (c *CA) row(ctx context.Context, serial string) (row, error) {
	var r row
	err := r.scan(c.db.QueryRowContext(ctx,
		`SELECT `+columns+` FROM certificate WHERE serial = $1`, serial))
	if errors.Is(err, sql.ErrNoRows) {
		return row{}, ErrUnknown
	}
	return r, err
}

// inUse finds the certificate that messages of id are checked with.
func (c *CA) inUse(
	ctx context.Context, id eui.ID, usage smki.Usage,
) (*smki.Certificate, error) {
	var r row
	err := r.scan(c.db.QueryRowContext(ctx, `SELECT `+columns+` FROM certificate
		WHERE eui = $1 AND purpose = $2 AND status = $3 AND prepayment = 0 AND role NOT IN ($4, $5)
		ORDER BY imported, not_before DESC, serial LIMIT 1`,
		id.String(), usage.Code(), statusInUse, int64(smki.XMLSign), int64(smki.DSPXMLSign)))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrUnknown
	}
	if err != nil {
		return nil, err
	}
	return smki.ParseCertificate(r.der)
}

// deviceCertificates finds what we have certified of Devices and is in use.
func (c *CA) deviceCertificates(
	ctx context.Context, keys []DeviceKey,
) (map[owner]*smki.Certificate, error) {
	values := []any{smki.Device.String(), statusInUse}
	fixed := len(values)
	for _, key := range keys {
		values = append(values, key.EUI.String())
	}
	var b strings.Builder
	b.WriteString(`SELECT der FROM certificate WHERE kind = $1 AND status = $2 AND imported = 0
		AND eui IN (`)
	parameters(&b, fixed+1, len(keys))
	b.WriteString(")")
	rows, err := c.db.QueryContext(ctx, b.String(), values...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := make(map[owner]*smki.Certificate)
	for rows.Next() {
		var der []byte
		if err := rows.Scan(&der); err != nil {
			return nil, err
		}
		certificate, err := smki.ParseCertificate(der)
		if err != nil {
			return nil, err
		}
		found[owner{certificate.EUI, certificate.Usage}] = certificate
	}
	return found, rows.Err()
}

// search lists the certificates of an owner, those in use first.
func (c *CA) search(ctx context.Context, id eui.ID, device bool) ([]row, error) {
	kinds := []any{smki.Device.String(), smki.Device.String()}
	if !device {
		kinds = []any{smki.Organisation.String(), smki.Authority.String()}
	}
	rows, err := c.db.QueryContext(ctx, `SELECT `+columns+` FROM certificate
		WHERE eui = $1 AND kind IN ($2, $3)
		ORDER BY CASE status WHEN 'I' THEN 0 ELSE 1 END, not_before DESC, serial LIMIT $4`,
		append(append([]any{id.String()}, kinds...), rowsFound)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []row
	for rows.Next() {
		var r row
		if err := r.scan(rows); err != nil {
			return nil, err
		}
		found = append(found, r)
	}
	return found, rows.Err()
}
