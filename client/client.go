package client

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/clock"
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

// Config is what a Client stands on: two addresses and a User; the rest may be left out.
type Config struct {
	Gateway    string // address of the DUIS services: http://host:8079
	Repository string // address of the SMKI repository: http://host:8083
	User       User

	// OnAlert takes Device Alerts and DCC Alerts, OnUnexpected what answers no request that
	// is waited for; alerts too where OnAlert is nil. Where both are nil such documents are
	// dropped. An error has the DCC keep the document and deliver it again. The DCC waits
	// meanwhile: whatever takes long is for another goroutine. Several may be called at once.
	OnAlert, OnUnexpected func(*Reply) error

	Broker   eui.ID   // whom Non-Device requests are for; zero: 90-B3-D5-1F-30-00-00-02
	Counters Counters // of RequestIDs; nil: a [Counter]
	Retry    Retry
	Clock    Clock     // nil: the wall clock
	Random   io.Reader // safe for concurrent use; nil: that of crypto/rand
	HTTP     *http.Client
}

// Clock is the time, for counters and the pauses between tries.
type Clock interface {
	Now() time.Time
	// Sleep waits for d, and returns nil; or until ctx is done, and returns its error.
	Sleep(ctx context.Context, d time.Duration) error
}

// Client acts for one User, and is the User's receive service. It is safe for concurrent
// use.
type Client struct {
	Config
	mu           sync.Mutex
	certificates map[string]*smki.Certificate // by serial or by identifier and usage
	waits        map[duis.RequestID]*Pending
	lines        lines
	deliveries   deliveries
}

// New is a Client for config's User.
func New(config Config) (*Client, error) {
	if config.User.XML == nil || config.User.XML.Key == nil {
		return nil, fmt.Errorf("client: no XML signing key for %s", config.User.EUI)
	}
	if config.Broker.IsZero() {
		config.Broker = broker
	}
	if config.Counters == nil {
		config.Counters = memory{new(Counter)}
	}
	if config.Clock == nil {
		config.Clock = clock.Real()
	}
	if config.Random == nil {
		config.Random = rand.Reader
	}
	if config.HTTP == nil {
		config.HTTP = http.DefaultClient
	}
	config.Retry = config.Retry.filled()
	return &Client{
		Config: config, certificates: make(map[string]*smki.Certificate),
		waits: make(map[duis.RequestID]*Pending), lines: lines{open: make(map[line]*place)},
		deliveries: deliveries{known: make(map[digest]*delivery)},
	}, nil
}

// broker is the Access Control Broker of the test networks.
var broker = eui.MustParse("90-B3-D5-1F-30-00-00-02")

// HTTPError is an answer that is no DUIS document: a status and what came with it.
type HTTPError struct {
	Service string
	Code    int
	Status  string // code and phrase
	Reason  string
	After   time.Duration // how long the service asks to wait: Retry-After in seconds
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
		return nil, &networkError{err}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, documentLimit))
	if err != nil {
		return nil, &networkError{err}
	}
	if resp.StatusCode != http.StatusOK {
		seconds, _ := strconv.ParseUint(resp.Header.Get("Retry-After"), 10, 16) // 0: not said
		return nil, &HTTPError{Service: service, Code: resp.StatusCode, Status: resp.Status,
			Reason: strings.TrimSpace(string(body)), After: time.Duration(seconds) * time.Second}
	}
	return body, nil
}

// networkError is an exchange that ended without a whole answer.
type networkError struct{ err error }

func (e *networkError) Error() string { return e.err.Error() }
func (e *networkError) Unwrap() error { return e.err }

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

// Refusal is a response code that refuses a request, and the step at which it did. It wraps
// [ErrRefused].
type Refusal struct {
	Step string // the web service, or "answer"
	Code duis.ResponseCode
}

func (e *Refusal) Error() string {
	return fmt.Sprintf("%s: %v: %s %s", e.Step, ErrRefused, e.Code, e.Code.Meaning())
}

// Unwrap is ErrRefused.
func (e *Refusal) Unwrap() error { return ErrRefused }

// Refused is a [*Refusal], or nil where the reply is information or a warning.
func (r *Reply) Refused() error { return r.refused("answer") }

func (r *Reply) refused(step string) error {
	if !strings.HasPrefix(string(r.Code), "E") {
		return nil
	}
	return &Refusal{Step: step, Code: r.Code}
}
