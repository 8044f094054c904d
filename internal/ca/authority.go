package ca

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"errors"
	"fmt"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
)

// The authorities' identifiers: locally administered, "MAIN", and the number that no
// home has.
var (
	rootID     = eui.MustParse("02-4D-41-49-4E-00-00-00")
	organiseID = eui.MustParse("02-4D-41-49-4E-00-00-01")
	devicesID  = eui.MustParse("02-4D-41-49-4E-00-00-02")
)

// The periods of validity of what we issue. They do not begin when it is issued: the
// clock of a system can be set to any time that its homes have, and back. The end of
// a Device certificate is the one that RFC 5280 4.1.2.5 has for "no end".
var (
	validFrom  = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	validTo    = time.Date(2114, 12, 31, 23, 59, 59, 0, time.UTC)
	validNoEnd = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
)

// openAuthorities reads the key directory and makes the authorities that are missing.
func (c *CA) openAuthorities() (err error) {
	if c.own, err = openDir(c.dir); err != nil {
		return err
	}
	c.root, err = c.authority(smki.Template{
		EUI: rootID, Role: smki.Root, CommonName: "mains-root", NotAfter: validNoEnd,
	}, nil)
	if err != nil {
		return err
	}
	c.organise, err = c.authority(smki.Template{
		EUI: organiseID, Role: smki.IssuingAuthority, CommonName: "mains-oca", NotAfter: validNoEnd,
	}, c.root)
	if err != nil {
		return err
	}
	c.devices, err = c.authority(smki.Template{
		EUI: devicesID, Role: smki.IssuingAuthority, CommonName: "mains-dca", NotAfter: validNoEnd,
	}, c.root)
	return err
}

// authority finds the authority of a template, or makes it; issuer is nil for a root.
func (c *CA) authority(t smki.Template, issuer *smki.Credential) (*smki.Credential, error) {
	for _, held := range c.own.Keys(t.EUI, smki.KeyCertSign) {
		switch {
		case held.Complete():
			return held, c.fits(held, issuer)
		case held.Certificate != nil:
			return nil, fmt.Errorf("%s.key is missing: put it back, or begin anew with mains reset",
				held.FileName())
		}
	}
	t.Kind = smki.Authority
	return c.make(t, issuer, &smki.Credential{EUI: t.EUI})
}

// fits says whether an authority that was found is below the root that was found.
func (c *CA) fits(held, issuer *smki.Credential) error {
	root := held
	if issuer != nil {
		root = issuer
	}
	err := smki.VerifyChain(held.Certificate, nil, []*smki.Certificate{root.Certificate},
		held.Certificate.NotBefore)
	if err != nil {
		return fmt.Errorf("%s: %w", held.FileName(), err)
	}
	return nil
}

// make makes a key pair and its certificate, and writes them to the key directory.
// What t leaves open of serial number, key and dates is filled in.
func (c *CA) make(
	t smki.Template, issuer *smki.Credential, made *smki.Credential,
) (*smki.Credential, error) {
	var err error
	if made.Key, err = ecdsa.GenerateKey(elliptic.P256(), c.rand); err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	if issuer == nil {
		issuer = &smki.Credential{Key: made.Key}
	}
	if t.Serial, err = smki.NewSerial(c.rand); err != nil {
		return nil, err
	}
	t.Public, t.NotBefore = &made.Key.PublicKey, validFrom
	if t.NotAfter.IsZero() {
		t.NotAfter = validTo
	}
	if made.Certificate, err = smki.Issue(c.rand, t, issuer); err != nil {
		return nil, err
	}
	made.Usage, made.Public = made.Certificate.Usage, t.Public
	made.Name = smki.ConventionalName(made.EUI, t.Role, made.Usage, made.PrePayment)
	if err := writeCredential(c.dir, made); err != nil {
		return nil, fmt.Errorf("write the keys %s: %w", made.FileName(), err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.own.Add(made)
	return made, nil
}

// sameRoot refuses a database whose certificates another root has issued.
func (c *CA) sameRoot(ctx context.Context) error {
	const key = "ca root"
	ours := fmt.Sprintf("%x", c.root.Certificate.SubjectKeyId)
	known, ok, err := c.db.Meta(ctx, key)
	switch {
	case err != nil:
		return err
	case !ok:
		return c.db.SetMeta(ctx, key, ours)
	case known != ours:
		return errors.New("the certificates in this database were issued under root " + known +
			", and the keys in " + c.dir + " have root " + ours +
			": use the directory and the database that belong together")
	}
	return nil
}
