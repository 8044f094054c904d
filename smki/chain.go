package smki

import (
	"bytes"
	"errors"
	"fmt"
	"time"
)

// maxIssuers bounds a chain: issuing authorities between a certificate and its root.
// SMKI has one.
const maxIssuers = 3

// VerifyChain says whether a path of signatures leads from c through intermediates
// to one of roots, all of them valid at a time and built to their profile. Roots are
// trusted for being given. It fails with [ErrChain], [ErrValidity] or [ErrProfile];
// whose certificate it is and what for, the caller asks [Certificate.Check]. RFC
// 5280 6.1, without policy mapping, name constraints and revocation.
func VerifyChain(c *Certificate, intermediates, roots []*Certificate, at time.Time) error {
	if err := verify(c, intermediates, roots, at, 0); err != nil {
		return fmt.Errorf("verify certificate %x of %s: %w", c.SerialNumber, c.EUI, err)
	}
	return nil
}

// verify looks for a path from c, whose issuer stands above n authorities of the path.
func verify(c *Certificate, intermediates, roots []*Certificate, at time.Time, n int) error {
	if err := c.validAt(at); err != nil {
		return err
	}
	if err := c.CheckProfile(); err != nil {
		return err
	}
	for _, root := range roots {
		if bytes.Equal(root.Raw, c.Raw) {
			return nil
		}
	}
	if n > maxIssuers {
		return fmt.Errorf("%w: longer than %d authorities", ErrChain, maxIssuers)
	}
	fault := fmt.Errorf("%w: %q with key identifier %X is not known", ErrChain, c.IssuerName(),
		c.AuthorityKeyId)
	for _, candidates := range [][]*Certificate{roots, intermediates} {
		for _, issuer := range candidates {
			if bytes.Equal(issuer.Raw, c.Raw) || !issuer.named(c) {
				continue
			}
			err := signedBy(c, issuer, n)
			if err == nil {
				err = verify(issuer, intermediates, roots, at, n+1)
			}
			if err == nil {
				return nil
			}
			fault = err
		}
	}
	return fault
}

// named reports whether c says that issuer is its issuer.
func (issuer *Certificate) named(c *Certificate) bool {
	return bytes.Equal(issuer.RawSubject, c.RawIssuer) &&
		(len(c.AuthorityKeyId) == 0 || bytes.Equal(issuer.SubjectKeyId, c.AuthorityKeyId))
}

// signedBy checks the signature of issuer on c, and that issuer may have given it with
// n authorities of the path below.
func signedBy(c, issuer *Certificate, n int) error {
	if issuer.Kind != Authority || !issuer.IsCA {
		return fmt.Errorf("%w: issuer %s is no authority", ErrChain, issuer)
	}
	if issuer.MaxPathLen >= 0 && n > issuer.MaxPathLen { // -1 where there is no limit
		return fmt.Errorf("%w: issuer %s may not stand above %d authorities", ErrChain, issuer, n)
	}
	err := issuer.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrChain, err)
	}
	return nil
}

// validAt says whether a time is within the period of validity, both ends included.
func (c *Certificate) validAt(at time.Time) error {
	var fault error
	switch {
	case at.Before(c.NotBefore):
		fault = errors.New("not valid before " + c.NotBefore.UTC().Format(time.RFC3339))
	case at.After(c.NotAfter):
		fault = errors.New("expired at " + c.NotAfter.UTC().Format(time.RFC3339))
	default:
		return nil
	}
	return fmt.Errorf("%w: certificate %x of %s %w", ErrValidity, c.SerialNumber, c.EUI, fault)
}
