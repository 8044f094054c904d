package dsp

import (
	"context"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

// ErrNoCertificate is the answer of Certificates for what they do not hold.
var ErrNoCertificate = errors.New("dsp: no such certificate")

// signed is a request whose XML signature holds, and whose it is.
type signed struct {
	*duis.Request
	user User
}

// parse reads a request. What cannot be refused with a response code, because no
// header can be read, is an error without one.
func (g *Gateway) parse(raw []byte) (*duis.Request, error) {
	req, err := duis.Parse(raw)
	if req == nil {
		return nil, err
	}
	if err != nil {
		return nil, refuse(req, err)
	}
	return req, nil
}

// verify checks the XML signature, the certificate it names and that the
// originator of the request is the one certified.
func (g *Gateway) verify(ctx context.Context, req *duis.Request) (signed, error) {
	signature, err := xmldsig.Find(req.Document)
	if err != nil {
		return signed{}, refusal(req, duis.E48, err)
	}
	certificate, err := g.Certificates.BySerial(ctx, signature.Serial)
	if errors.Is(err, ErrNoCertificate) {
		return signed{}, refusal(req, duis.E49, err)
	}
	if err != nil {
		return signed{}, fmt.Errorf("verify %s: %w", req.RequestID, err)
	}
	if err := g.fit(certificate, signature); err != nil {
		return signed{}, refusal(req, duis.E49, err)
	}
	if err := signature.Verify(certificate.ECDSA()); err != nil {
		return signed{}, refusal(req, duis.E48, err)
	}
	if certificate.EUI != req.RequestID.Originator {
		return signed{}, refusal(req, duis.E50,
			fmt.Errorf("signed by %s", certificate.EUI))
	}
	user, err := g.active(ctx, req)
	if err != nil {
		return signed{}, err
	}
	g.step(ctx, "verify", req)
	return signed{req, user}, nil
}

// active is the User that makes a request, who must be one at the moment.
func (g *Gateway) active(ctx context.Context, req *duis.Request) (User, error) {
	user, err := g.user(ctx, req.RequestID.Originator)
	switch {
	case errors.Is(err, ErrUnknown):
		return User{}, refusal(req, duis.E1, errors.New("the originator is not a User"))
	case err != nil:
		return User{}, fmt.Errorf("verify %s: %w", req.RequestID, err)
	case !user.Active:
		return User{}, refusal(req, duis.E3, errors.New("the User is not active"))
	}
	return user, nil
}

// fit says whether a certificate may be the one of a signature: right role,
// right issuer, and to be relied on now.
func (g *Gateway) fit(c *smki.Certificate, s *xmldsig.Signature) error {
	if c.Role != smki.XMLSign {
		return fmt.Errorf("certificate %x is for role %s, not for XML signatures",
			c.SerialNumber, c.Role)
	}
	if !xmldsig.SameName(c.Issuer.String(), s.IssuerName) {
		return fmt.Errorf("certificate %x is issued by %q, the signature names %q",
			c.SerialNumber, c.Issuer, s.IssuerName)
	}
	return g.Certificates.Check(c, g.Clock.Now())
}
