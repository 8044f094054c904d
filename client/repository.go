package client

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"net/http"
	"strings"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

// ErrNoCertificate says that the SMKI repository does not hold what was asked for.
var ErrNoCertificate = errors.New("client: no such certificate in the SMKI repository")

// Certificate finds the certificate in use of a Device or organisation, by usage;
// for organisations the one of a role. Found ones are kept for the life of the
// Client.
func (c *Client) Certificate(
	ctx context.Context, id eui.ID, usage smki.Usage, role smki.Role,
) (*smki.Certificate, error) {
	key := fmt.Sprintf("%s %s %s", id, usage, role)
	if kept := c.kept(key); kept != nil {
		return kept, nil
	}
	// Organisations are found by subject name, Devices by subject alternative name.
	for _, kind := range []string{"CertificateSubjectAltName", "CertificateSubjectName"} {
		serials, err := c.search(ctx, kind, id)
		if err != nil && !errors.Is(err, ErrNoCertificate) {
			return nil, err
		}
		for _, serial := range serials {
			found, err := c.retrieve(ctx, serial)
			if err != nil {
				return nil, err
			}
			if found.Usage != usage || found.Kind == smki.Organisation && found.Role != role {
				continue
			}
			c.keep(key, found)
			return found, nil
		}
	}
	return nil, fmt.Errorf("%w: %s of %s", ErrNoCertificate, usage, id)
}

func (c *Client) bySerial(ctx context.Context, serial *big.Int) (*smki.Certificate, error) {
	text := serial.Text(16)
	if kept := c.kept(text); kept != nil {
		return kept, nil
	}
	found, err := c.retrieve(ctx, text)
	if err != nil {
		return nil, err
	}
	c.keep(text, found)
	return found, nil
}

func (c *Client) kept(key string) *smki.Certificate {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.certificates[key]
}

func (c *Client) keep(key string, certificate *smki.Certificate) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.certificates[key] = certificate
}

// outdated drops the certificates of a Device, and reports whether there were any.
func (c *Client) outdated(device eui.ID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := len(c.certificates)
	maps.DeleteFunc(c.certificates, func(_ string, held *smki.Certificate) bool {
		return held.Kind == smki.Device && held.EUI == device
	})
	return len(c.certificates) < before
}

// search lists the serial numbers of the certificates in use of an identifier.
func (c *Client) search(ctx context.Context, kind string, id eui.ID) ([]string, error) {
	root, err := c.ask(ctx, "certificatesearch", fmt.Sprintf(
		`<CertificateSearchRequest><%s>%s</%s></CertificateSearchRequest>`, kind, id, kind))
	if err != nil {
		return nil, err
	}
	var serials []string
	for result := range root.Elements() {
		if result.Local == "Result" && textOf(result, "CertificateStatus") == "I" {
			serials = append(serials, textOf(result, "CertificateSerial"))
		}
	}
	return serials, nil
}

// retrieve gets one certificate by its serial number in hexadecimal.
func (c *Client) retrieve(ctx context.Context, serial string) (*smki.Certificate, error) {
	root, err := c.ask(ctx, "retrievecertificate", `<CertificateDataRequest><CertificateSerial>`+
		serial+`</CertificateSerial></CertificateDataRequest>`)
	if err != nil {
		return nil, err
	}
	response := root.Child("", "CertificateResponse")
	if response == nil {
		return nil, fmt.Errorf("%w: serial %s", ErrNoCertificate, serial)
	}
	body := strings.Join(strings.Fields(textOf(response, "CertificateBody")), "")
	der, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return nil, fmt.Errorf("client: certificate %s: %w", serial, err)
	}
	return smki.ParseCertificate(der)
}

// ask posts a request to the SMKI repository and returns the root of its reply.
func (c *Client) ask(ctx context.Context, service, request string) (*xmldsig.Element, error) {
	body, err := c.exchange(ctx, service, c.Repository, "/services/"+service,
		[]byte(`<?xml version="1.0" encoding="utf-8"?>`+request))
	var failed *HTTPError
	if errors.As(err, &failed) && failed.Code == http.StatusPaymentRequired {
		return nil, ErrNoCertificate // the repository's way to say that there is nothing
	}
	if err != nil {
		return nil, err
	}
	parsed, err := xmldsig.Parse(body)
	if err != nil {
		return nil, err
	}
	return parsed.Root, nil
}

func textOf(parent *xmldsig.Element, name string) string {
	if child := parent.Child("", name); child != nil {
		return strings.TrimSpace(child.Text())
	}
	return ""
}
