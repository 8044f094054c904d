// Package client is what a User's program imports to talk to the DCC: it signs
// Service Requests, sends them, signs Pre-Commands, takes the answers on a
// listener of its own, and checks and reads them.
//
// Most programs need two calls: [New], and [Client.Do] with a request document.
// Do carries any request the whole way: Transform and the User's signature for a
// critical one, the Acknowledgement, the answer from the Device, its XML signature,
// its MAC or GBCS signature, and the values in it.
//
//	c, err := client.New(client.Config{Gateway: "http://127.0.0.1:8079", …})
//	receiver := client.NewReceiver(c, nil)
//	outcome, err := c.Do(ctx, request, receiver)
//
// A [Receiver] is the User's receive service, an http.Handler; the DCC must be told its
// address.
// The package holds the User's keys and no others.
package client

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

// documentLimit bounds what is read of an answer, in octets: the largest holds a
// GBCS message in base64.
const documentLimit = 4 << 20

// User is a User and the private keys it holds.
type User struct {
	EUI       eui.ID
	XML       *smki.Credential // XML sign: signs requests
	Signing   *ecdsa.PrivateKey
	Agreement *ecdh.PrivateKey // shared with Devices: MACs and encrypted values
}

// Config is what a Client stands on. HTTP may be nil: http.DefaultClient.
type Config struct {
	Gateway    string // address of the DUIS services: http://host:8079
	Repository string // address of the SMKI repository: http://host:8083
	User       User
	Random     io.Reader
	HTTP       *http.Client
}

// Client acts for one User. It is safe for concurrent use.
type Client struct {
	Config
	mu           sync.Mutex
	certificates map[string]*smki.Certificate // by serial or by identifier and usage
}

// New is a Client for config's User.
func New(config Config) (*Client, error) {
	if config.User.XML == nil || config.User.XML.Key == nil {
		return nil, fmt.Errorf("client: no XML signing key for %s", config.User.EUI)
	}
	if config.HTTP == nil {
		config.HTTP = http.DefaultClient
	}
	return &Client{Config: config, certificates: make(map[string]*smki.Certificate)}, nil
}

// HTTPError is an answer that is no DUIS document: a status and what came with it.
type HTTPError struct {
	Service string
	Code    int
	Status  string // code and phrase
	Reason  string
}

func (e *HTTPError) Error() string {
	return fmt.Sprintf("%s: HTTP %s: %s", e.Service, e.Status, e.Reason)
}

// Reply is a document from the DCC, and whether its XML signature holds.
type Reply struct {
	*duis.Response
	Document  []byte // as it came
	Signature error  // nil: signed by the DCC; ErrUnsigned and others say why not
}

// Sign signs a request as the User. An existing signature is replaced. The result
// is a new slice.
func (c *Client) Sign(document []byte) ([]byte, error) {
	certificate := c.User.XML.Certificate
	return xmldsig.Sign(c.Random, document, c.User.XML.Key,
		certificate.IssuerName(), certificate.SerialNumber)
}

// Post sends a signed request to a DUIS web service and returns its reply.
func (c *Client) Post(ctx context.Context, service srv.Service, document []byte) (*Reply, error) {
	body, err := c.exchange(ctx, service.String(), c.Gateway, service.Path(), document)
	if err != nil {
		return nil, err
	}
	return c.Read(ctx, body)
}

// exchange posts XML and returns what comes back with status 200; any other status is
// an HTTPError.
func (c *Client) exchange(
	ctx context.Context, service, address, path string, document []byte,
) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost,
		strings.TrimSuffix(address, "/")+path, bytes.NewReader(document))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/xml")
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, documentLimit))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, &HTTPError{Service: service, Code: resp.StatusCode, Status: resp.Status,
			Reason: strings.TrimSpace(string(body))}
	}
	return body, nil
}

// Read reads a document from the DCC and checks its signature.
func (c *Client) Read(ctx context.Context, document []byte) (*Reply, error) {
	response, err := duis.ParseResponse(document)
	if err != nil {
		return nil, err
	}
	return &Reply{Response: response, Document: document, Signature: c.verify(ctx, document)}, nil
}

// verify checks that a document is signed by the DCC.
func (c *Client) verify(ctx context.Context, document []byte) error {
	parsed, err := xmldsig.Parse(document)
	if err != nil {
		return err
	}
	signature, err := xmldsig.Find(parsed)
	if err != nil {
		return err
	}
	certificate, err := c.bySerial(ctx, signature.Serial)
	if err != nil {
		return err
	}
	if certificate.Role != smki.DSPXMLSign {
		return fmt.Errorf("signed under a certificate for %s, not by the DCC", certificate.Role)
	}
	return signature.Verify(certificate.ECDSA())
}

// ErrRefused marks a reply whose response code is an error.
var ErrRefused = errors.New("refused")

// Refused is ErrRefused with the code and its meaning, or nil where the reply is
// information or a warning.
func (r *Reply) Refused() error {
	if !strings.HasPrefix(string(r.Code), "E") {
		return nil
	}
	return fmt.Errorf("%w: %s %s", ErrRefused, r.Code, r.Code.Meaning())
}
