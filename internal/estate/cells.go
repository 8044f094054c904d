package estate

import (
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/smki"
)

// Anchor is a certificate that Devices are made with: it fills the Trust Anchor Cells of
// its role and key usage.
type Anchor struct {
	Certificate *smki.Certificate
	PrePayment  bool // the supplier's key agreement key for top-ups
}

// place is what names a Trust Anchor Cell.
type place struct {
	role       smki.Role
	usage      smki.Usage
	prePayment bool
}

// cell is a Trust Anchor Cell and the credentials in it.
type cell struct {
	place
	party     eui.ID
	holds     *smki.Certificate
	keyID     []byte           // Subject Key Identifier, 8 octets
	signing   *ecdsa.PublicKey // of a Digital Signature cell
	agreement *ecdh.PublicKey  // of a Key Agreement cell
}

// placesOf lists the Trust Anchor Cells of a type of Device, in the order in which it
// reports them. Meters know the Access Control Broker by its MAC alone; other Devices, which
// it can hand over or join, know its signature too.
func placesOf(t usecase.Device) []place {
	both := func(r smki.Role) []place {
		return []place{{role: r, usage: smki.DigitalSignature}, {role: r, usage: smki.KeyAgreement}}
	}
	always := []place{
		{role: smki.Root, usage: smki.KeyCertSign},
		{role: smki.Recovery, usage: smki.DigitalSignature},
	}
	meters := []place{{role: smki.AccessControlBroker, usage: smki.KeyAgreement}}
	others := both(smki.AccessControlBroker)
	topUp := []place{{smki.Supplier, smki.KeyAgreement, true}}
	cos := []place{{role: smki.TransitionalCoS, usage: smki.DigitalSignature}}
	supplier, network := both(smki.Supplier), both(smki.NetworkOperator)
	load := both(smki.LoadController)
	switch t {
	case usecase.ESME:
		return slices.Concat(always, supplier, topUp, network, meters, cos, load)
	case usecase.GSME:
		return slices.Concat(always, supplier, topUp, network, meters, cos)
	case usecase.GPF:
		return slices.Concat(always, supplier, network, others, cos)
	case usecase.SAPC:
		return slices.Concat(always, supplier, network, others, cos, load)
	case usecase.HCALCS:
		return slices.Concat(always, supplier, others, cos)
	case usecase.CHF:
		return slices.Concat(always, others, both(smki.WANProvider))
	}
	return slices.Concat(always, others)
}

// populate fills the cells of every type of Device from anchors.
func (e *Estate) populate(anchors []Anchor) {
	cells := make(map[usecase.Device][]cell)
	for _, t := range deviceTypes {
		for _, p := range placesOf(t) {
			for _, a := range anchors {
				if c := cellOf(a); c.place == p {
					cells[t] = append(cells[t], c)
					break
				}
			}
		}
	}
	e.cellsMu.Lock()
	defer e.cellsMu.Unlock()
	e.cells = cells
}

// cellOf is the cell that an anchor fills.
func cellOf(a Anchor) cell {
	c := cell{
		place: place{a.Certificate.Role, a.Certificate.Usage, a.PrePayment},
		party: a.Certificate.EUI, holds: a.Certificate, keyID: a.Certificate.SubjectKeyId,
	}
	if c.usage == smki.KeyAgreement {
		c.agreement = a.Certificate.ECDH()
	} else {
		c.signing = a.Certificate.ECDSA()
	}
	return c
}

// trust are the Trust Anchor Cells of one Device.
type trust []cell

// replacement is a certificate that has taken the place of the one that a Device was made
// with, as its state keeps it.
type replacement struct {
	Certificate []byte `json:"certificate"` // DER
	PrePayment  bool   `json:"prepayment,omitempty"`
}

// trust are the cells of u, with what was put into them since it was made.
func (e *Estate) trust(u *unit) trust {
	t := e.trustOf(u.Device)
	if len(u.Cells) == 0 {
		return t
	}
	t = slices.Clone(t)
	for _, r := range u.Cells {
		certificate, err := smki.ParseCertificate(r.Certificate)
		if err != nil {
			continue // it was parsed before it was kept
		}
		c := cellOf(Anchor{certificate, r.PrePayment})
		if i := t.index(c.place); i >= 0 {
			t[i] = c
		} else {
			t = append(t, c)
		}
	}
	return t
}

// put fills a cell of u.
func (u *unit) put(r replacement, c cell) {
	u.Cells = slices.DeleteFunc(slices.Clone(u.Cells), func(was replacement) bool {
		certificate, err := smki.ParseCertificate(was.Certificate)
		return err != nil || cellOf(Anchor{certificate, was.PrePayment}).place == c.place
	})
	u.Cells = append(u.Cells, r)
	u.changed = true
}

// trustOf are the cells that d was made with.
func (e *Estate) trustOf(d Device) trust {
	e.cellsMu.RLock()
	defer e.cellsMu.RUnlock()
	return e.cells[d.Type]
}

// at is the cell in a place, and whether it holds anything.
func (t trust) at(p place) (cell, bool) {
	i := t.index(p)
	if i < 0 {
		return cell{}, false
	}
	return t[i], true
}

// index is where the cell in a place stands, or -1.
func (t trust) index(p place) int {
	return slices.IndexFunc(t, func(c cell) bool { return c.place == p })
}

// broker is the key that every Command with a MAC is checked against.
func (t trust) broker() (cell, bool) {
	return t.at(place{role: smki.AccessControlBroker, usage: smki.KeyAgreement})
}

// rolesOf are the roles in which party stands in the cells, in their order.
func (t trust) rolesOf(party eui.ID) []smki.Role {
	var roles []smki.Role
	for _, c := range t {
		if c.party == party && !slices.Contains(roles, c.role) {
			roles = append(roles, c.role)
		}
	}
	return roles
}

// roleFor is the role in which party may originate uc; where there is none, the first in
// which it is known at all, and false.
func (t trust) roleFor(party eui.ID, uc *usecase.UseCase) (smki.Role, bool) {
	roles := t.rolesOf(party)
	for _, r := range roles {
		if uc.By.HasRole(r) {
			return r, true
		}
	}
	if len(roles) == 0 {
		return smki.Other, false
	}
	return roles[0], false
}

// agreementOf is the key agreement key of a party that the Device knows.
func (t trust) agreementOf(party eui.ID) (*ecdh.PublicKey, bool) {
	for _, c := range t {
		if c.party == party && c.usage == smki.KeyAgreement && !c.prePayment {
			return c.agreement, true
		}
	}
	return nil, false
}

func readAnchors(ctx context.Context, db *store.DB) ([]Anchor, error) {
	rows, err := db.QueryContext(ctx,
		`SELECT certificate, prepayment FROM estate_anchor ORDER BY position`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Anchor
	for rows.Next() {
		var der []byte
		var prePayment int
		if err := rows.Scan(&der, &prePayment); err != nil {
			return nil, err
		}
		c, err := smki.ParseCertificate(der)
		if err != nil {
			return nil, fmt.Errorf("anchor: %w", err)
		}
		out = append(out, Anchor{c, prePayment == 1})
	}
	return out, rows.Err()
}

// issueBatch is how many homes get their certificates at once.
const issueBatch = 200

// Build makes homes until there are n of them, 1 to MaxHomes. issue makes certificates for
// the keys of new Devices; after a crash it can be called again with the same. anchors are
// those that the Devices of the first homes are made with: later ones get the same, whatever
// is given then.
func (e *Estate) Build(
	ctx context.Context, n int, issue func(context.Context, []Keys) error, anchors []Anchor,
) error {
	if n < 1 || n > MaxHomes {
		return fmt.Errorf("estate: %d homes: want 1 to %d", n, MaxHomes)
	}
	if err := e.found(ctx, anchors); err != nil {
		return fmt.Errorf("estate: build: %w", err)
	}
	for from := e.Homes(); from < n; from = e.Homes() {
		to := min(n, from+issueBatch)
		var keys []Keys
		for home := from; home < to; home++ {
			for _, d := range HomeOf(home).Devices {
				keys = append(keys, e.Seed.KeysOf(d))
			}
		}
		if err := issue(ctx, keys); err != nil {
			return fmt.Errorf("estate: certificates of homes %d to %d: %w", from, to-1, err)
		}
		err := e.DB.Write(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `UPDATE estate SET homes = $1 WHERE id = 1`, to)
			return err
		})
		if err != nil {
			return fmt.Errorf("estate: build: %w", err)
		}
		e.homes.Store(int64(to))
	}
	return nil
}

// found makes the estate, without homes, if it is not there.
func (e *Estate) found(ctx context.Context, anchors []Anchor) error {
	kept, err := readAnchors(ctx, e.DB)
	if err != nil || len(kept) > 0 {
		return err
	}
	e.populate(anchors)
	for _, t := range deviceTypes {
		if _, ok := e.trustOf(Device{Type: t}).broker(); !ok {
			return errors.New("no key agreement certificate of the Access Control Broker")
		}
	}
	return e.DB.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx,
			`INSERT INTO estate (id, homes, seed) VALUES (1, 0, $1)`, e.Seed.digest())
		if err != nil {
			return err
		}
		for i, a := range anchors {
			prePayment := 0
			if a.PrePayment {
				prePayment = 1
			}
			_, err := tx.ExecContext(ctx, `INSERT INTO estate_anchor
				(position, certificate, prepayment) VALUES ($1, $2, $3)`,
				i, a.Certificate.Raw, prePayment)
			if err != nil {
				return err
			}
		}
		return nil
	})
}
