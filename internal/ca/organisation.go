package ca

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
)

// Want says which key pair of an organisation is wanted.
type Want struct {
	EUI        eui.ID
	Role       smki.Role
	Usage      smki.Usage // DigitalSignature or KeyAgreement
	PrePayment bool       // the supplier's key agreement key for top-ups
	Name       string     // for the certificate, where one has to be issued; may be empty
}

// in finds what is wanted in a key store.
func (w Want) in(keys *smki.KeyStore) (*smki.Credential, bool) {
	if w.PrePayment {
		found, ok := keys.FindPrePayment(w.EUI)
		return found, ok && found.Role() == w.Role && found.Usage == w.Usage
	}
	return keys.Find(w.EUI, w.Role, w.Usage)
}

// Organisation is the key pair of an organisation: from the key store that was handed
// over, else our own, which is made and certified when it is first asked for. It is
// complete, and stays the same for as long as the key directory is kept.
func (c *CA) Organisation(ctx context.Context, want Want) (*smki.Credential, error) {
	if found, ok := c.held(want); ok {
		return found, nil
	}
	c.issuing.Lock()
	defer c.issuing.Unlock()
	if found, ok := c.held(want); ok { // somebody else was first
		return found, nil
	}
	made, err := c.issueOrganisation(want)
	if err != nil {
		return nil, fmt.Errorf("issue the %s key of %s as %s: %w", want.Usage, want.EUI, want.Role, err)
	}
	err = c.db.Write(ctx, func(tx *sql.Tx) error {
		// A certificate that was handed over without its key gives way.
		if err := retireOrganisation(ctx, tx, made); err != nil {
			return err
		}
		return insert(ctx, tx, []row{c.rowOf(made)})
	})
	c.byOwner.drop(owner{want.EUI, want.Usage})
	if err != nil {
		return nil, err // the files stand: the next start enters them
	}
	return made, nil
}

func (c *CA) issueOrganisation(want Want) (*smki.Credential, error) {
	if want.PrePayment && (want.Role != smki.Supplier || want.Usage != smki.KeyAgreement) {
		return nil, fmt.Errorf("%w: prepayment keys are suppliers' key agreement keys", smki.ErrProfile)
	}
	if want.Role.SignsXML() && want.Usage != smki.DigitalSignature {
		return nil, fmt.Errorf("%w: XML signing keys sign", smki.ErrUsage)
	}
	made := &smki.Credential{EUI: want.EUI, Usage: want.Usage, PrePayment: want.PrePayment}
	t := smki.Template{
		Kind: smki.Organisation, EUI: want.EUI, Role: want.Role, Usage: want.Usage,
		CommonName: want.Name,
	}
	if err := c.free(want); err != nil {
		return nil, err
	}
	return c.make(t, c.organise, made)
}

// free refuses a second role where the file names have room for one.
func (c *CA) free(want Want) error {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, held := range c.own.Keys(want.EUI, want.Usage) {
		if held.Complete() && held.PrePayment == want.PrePayment &&
			held.Role().SignsXML() == want.Role.SignsXML() {
			return fmt.Errorf("%w: it has such a key as %s", smki.ErrRole, held.Role())
		}
	}
	return nil
}
