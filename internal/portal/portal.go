// Package portal is the pages of mains: the network console, which is what is installed,
// what was asked and what became of it, and what waits for Users; and the catalogue of
// Service Requests. Every page is data too: JSON at the same address, by the suffix .json
// or by Accept.
//
// The portal knows the rest of the system by the interface [Network] alone.
package portal

import (
	"bytes"
	"context"
	"embed"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// Network is what the console shows. Its methods answer at once, from what is
// stored, and must be safe for concurrent use.
type Network interface {
	// Now is the time of the system.
	Now() time.Time
	// Devices lists the inventory, the Devices of one home together.
	Devices(ctx context.Context) ([]Device, error)
	// Requests lists the latest requests, the latest first.
	Requests(ctx context.Context, limit int) ([]Request, error)
	// Deliveries lists the latest documents for Users, the latest first.
	Deliveries(ctx context.Context, limit int) ([]Delivery, error)
}

// Device is a row of the inventory.
type Device struct {
	ID     string `json:"device_id"`
	Type   string `json:"type"`
	Status string `json:"status,omitempty"` // empty for Type 2 Devices
	Hub    string `json:"hub"`
	Region string `json:"region"`
	MPxN   string `json:"mpxn,omitempty"`

	ESMEVariant string `json:"esme_variant,omitempty"`
	GBCSVersion string `json:"gbcs_version,omitempty"`
}

// Request is a Service Request and where it stands.
type Request struct {
	ID       string    `json:"request_id"`
	Variant  string    `json:"service_reference_variant"`
	UseCase  string    `json:"use_case,omitempty"`
	State    string    `json:"state"`
	Attempts int       `json:"attempts"`
	Received time.Time `json:"received"`
}

// Delivery is a document for a User and where it stands.
type Delivery struct {
	ID       string    `json:"delivery_id"`
	User     string    `json:"user"`
	State    string    `json:"state"`
	Attempts int       `json:"attempts"`
	Fault    string    `json:"fault,omitempty"`
	Created  time.Time `json:"created"`
}

// shown is how many of the latest rows a page shows.
const shown = 50

//go:embed page.html services.html style.css
var files embed.FS

var page = template.Must(template.New("page.html").Funcs(template.FuncMap{
	"moment": func(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05") },
}).ParseFS(files, "page.html"))

// Portal serves the pages.
type Portal struct {
	network   Network
	orgCrypto func() ([]byte, error)
	log       *slog.Logger
}

// New is a portal on a network. orgCrypto makes the archive of test organisation
// keys that the published key store tool fetches.
func New(network Network, orgCrypto func() ([]byte, error), log *slog.Logger) *Portal {
	return &Portal{network, orgCrypto, log}
}

// console is the content of the console, as a page or as JSON.
type console struct {
	Now        time.Time  `json:"now"`
	Devices    []Device   `json:"devices"`
	Requests   []Request  `json:"requests"`
	Deliveries []Delivery `json:"deliveries"`
}

// Handler serves the portal's addresses.
func (p *Portal) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.console)
	mux.HandleFunc("GET /network.json", p.console)
	mux.HandleFunc("GET /services", p.catalogue)
	mux.HandleFunc("GET /services.json", p.catalogue)
	mux.HandleFunc("GET /services/{srv}", p.catalogue)
	mux.Handle("GET /style.css", http.FileServerFS(files))
	mux.HandleFunc("GET /assets/crypto/org-crypto.zip", p.crypto) // GET serves HEAD too
	return mux
}

func (p *Portal) console(w http.ResponseWriter, r *http.Request) {
	content, err := p.gather(r.Context())
	if err != nil {
		p.fault(w, r, err)
		return
	}
	p.write(w, r, wantsJSON(r), page, content, content)
}

// fault answers where a page cannot be made; a reader that has gone is no fault.
func (p *Portal) fault(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() == nil {
		p.log.ErrorContext(r.Context(), "portal", "path", r.URL.Path, "err", err)
	}
	http.Error(w, "internal error", http.StatusInternalServerError)
}

func (p *Portal) gather(ctx context.Context) (c console, err error) {
	c.Now = p.network.Now()
	if c.Devices, err = p.network.Devices(ctx); err != nil {
		return c, err
	}
	if c.Requests, err = p.network.Requests(ctx, shown); err != nil {
		return c, err
	}
	c.Deliveries, err = p.network.Deliveries(ctx, shown)
	return c, err
}

func wantsJSON(r *http.Request) bool {
	return strings.HasSuffix(r.URL.Path, ".json") ||
		strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// crypto serves the archive whole, so that HEAD and GET agree on its length.
func (p *Portal) crypto(w http.ResponseWriter, r *http.Request) {
	archive, err := p.orgCrypto()
	if err != nil {
		p.fault(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/zip")
	http.ServeContent(w, r, "org-crypto.zip", time.Time{}, bytes.NewReader(archive))
}
