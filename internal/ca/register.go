package ca

import (
	"context"
	"database/sql"

	"github.com/mains-energy/mains/smki"
)

// register makes the table say what the key stores say: certificates that were handed
// over before and are not now are taken out, all others are entered. Certificates of
// Devices that we issued stay.
func (c *CA) register(ctx context.Context) error {
	var rows []row
	for _, credential := range c.imported.Credentials() {
		if credential.Certificate == nil {
			continue
		}
		r := c.rowOf(credential)
		r.imported = 1
		if !c.stands(credential) {
			r.status = statusNotInUse
		}
		rows = append(rows, r)
	}
	for _, credential := range c.own.Credentials() {
		if credential.Certificate == nil {
			continue
		}
		r := c.rowOf(credential)
		if !c.stands(credential) {
			r.status = statusNotInUse
		}
		rows = append(rows, r)
	}
	return c.db.Write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM certificate WHERE imported = 1`); err != nil {
			return err
		}
		if err := insert(ctx, tx, rows); err != nil {
			return err
		}
		// The Device that has our certificate has our key, not the published one.
		_, err := tx.ExecContext(ctx, `UPDATE certificate SET status = $1
			WHERE imported = 1 AND kind = $2 AND EXISTS (SELECT 1 FROM certificate AS ours
			WHERE ours.eui = certificate.eui AND ours.purpose = certificate.purpose
			AND ours.kind = $2 AND ours.imported = 0 AND ours.status = $3)`,
			statusNotInUse, smki.Device.String(), statusInUse)
		return err
	})
}

// stands reports whether a credential is the one in use for its owner, role and
// usage: the one that Organisation answers with, else whatever is not of a later
// generation. A certificate without key stands where nobody has the key.
func (c *CA) stands(credential *smki.Credential) bool {
	if credential.Certificate.Kind != smki.Organisation {
		return credential.InUse()
	}
	chosen, ok := c.held(Want{
		EUI: credential.EUI, Role: credential.Role(), Usage: credential.Usage,
		PrePayment: credential.PrePayment,
	})
	if !ok {
		return credential.InUse()
	}
	return credential.InUse() && chosen.Certificate.Equal(credential.Certificate.Certificate)
}
