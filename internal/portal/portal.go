// Package portal is the pages of mains: those of the Code, as its subjects declare them; the
// network console, which is what is installed, what was asked and what became of it, and what
// waits for Users; the catalogue of Service Requests; and sign-in.
//
// [New] makes a portal of a [Config]; [Portal.Handler] serves it. Every page has one address.
// The suffixes .json, .atom, .csv, .ics and .pdf, or Accept, ask for it in another notation; the
// prefix /as-at/{moment}, or ?as-at=, for what it was then. What is posted is checked against
// the form as it is declared, and answered with where to go on.
//
// The portal knows the rest of the system by the interfaces [Network], [Code] and [Accounts]
// alone. Each but the first may be absent.
package portal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/page"
)

// Config says what a portal shows, and who may sign in how.
type Config struct {
	Network Network
	// OrgCrypto makes the archive of test organisation keys that the published key store
	// tool fetches.
	OrgCrypto func() ([]byte, error)
	Code      Code     // nil: the network alone
	Accounts  Accounts // nil: nobody signs in
	Keys      Keys     // nil: programs read what everybody may see

	Printer Printer // nil: no page is offered as PDF

	// Raw is what answers below a prefix of its own and is no page: a protocol that is read only,
	// such as git's below /code.git. A request goes there as it is, with its path whole: who asks
	// is not known, it may come from anywhere, and how much it may say is for the handler to
	// limit. GET, HEAD and POST are let through, with the headers of every answer. Nothing of it
	// is seen as at a moment. A prefix is one clean segment or several, "/code.git"; /assets and
	// /as-at are taken.
	Raw map[string]http.Handler

	// Origin is the address of the site as people use it, https://code.example. Passkeys
	// and identity providers need it; an https origin makes cookies secure behind a proxy.
	Origin string
	Host   string // another name of the listener that may be posted to, beside addresses
	// Demo offers signing in as anybody of a demo, by a press: for listeners that only this
	// machine reaches, or where it is wanted.
	Demo     bool
	Passkeys bool
	Provider *Provider // nil: none

	Wall   clock.Clock // sessions and limits; the clock of the system may stand still
	Random io.Reader   // tokens
	Log    *slog.Logger
}

// Printer prints HTML documents.
type Printer interface {
	// Print is a document as PDF. What was printed under a key may be answered again. It fails
	// with [ErrBusy] where too many wait.
	Print(ctx context.Context, key string, document []byte) ([]byte, error)
}

// ErrBusy says that what was asked for can be had a little later.
var ErrBusy = errors.New("busy")

// Portal serves the pages.
type Portal struct {
	network   Network
	orgCrypto func() ([]byte, error)
	raw       map[string]http.Handler
	code      Code
	accounts  Accounts
	keys      Keys     // nil: there are none
	printer   Printer  // nil: none
	origin    *url.URL // nil: none is set
	host      string
	demo      bool
	passkeys  *passkeys // nil: none
	provider  *provider // nil: none
	wall      clock.Clock
	random    io.Reader
	log       *slog.Logger

	routes      *http.ServeMux
	crossOrigin *http.CrossOriginProtection
	pressing    pace
	previewing  pace
	reading     pace // of keys, and of addresses
	presses     *presses
	packers     sync.Pool // of *gzip.Writer
}

// New is a portal. It fails where the origin is none, or where what needs an origin has none.
func New(c Config) (*Portal, error) {
	p := &Portal{
		network: c.Network, orgCrypto: c.OrgCrypto, code: c.Code, accounts: c.Accounts,
		printer: c.Printer,
		raw:     c.Raw, host: c.Host, demo: c.Demo, wall: c.Wall, random: &shared{from: c.Random},
		log:         c.Log,
		crossOrigin: http.NewCrossOriginProtection(),
		pressing:    pace{newLimiter(perSession), newLimiter(perAddress)},
		previewing:  pace{newLimiter(previewsPerSession), newLimiter(previewsPerAddress)},
		reading:     pace{newLimiter(readsPerKey), newLimiter(readsPerAddress)},
		presses:     newPresses(),
	}
	if c.Code == nil || c.Accounts == nil {
		p.accounts = nil // nobody to be, or nothing to be known by
	} else {
		p.keys = c.Keys
	}
	if err := checkRaw(c.Raw); err != nil {
		return nil, err
	}
	if c.Origin != "" {
		u, err := url.Parse(c.Origin)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" ||
			strings.TrimSuffix(u.Path, "/") != "" || u.RawQuery != "" || u.User != nil {
			return nil, fmt.Errorf("portal: origin %q: want a scheme and a host, https://code.example",
				c.Origin)
		}
		p.origin = &url.URL{Scheme: u.Scheme, Host: u.Host}
	}
	if p.accounts != nil {
		if err := p.signInBy(c); err != nil {
			return nil, err
		}
	}
	p.lay()
	return p, nil
}

// signInBy sets up the ways to sign in.
func (p *Portal) signInBy(c Config) (err error) {
	if p.origin == nil && (c.Passkeys || c.Provider != nil) {
		return errors.New("portal: passkeys and identity providers need the origin of the site: set it")
	}
	if c.Passkeys {
		if p.passkeys, err = newPasskeys(p.origin); err != nil {
			return err
		}
	}
	if c.Provider != nil {
		p.provider, err = newProvider(*c.Provider, p.origin, p.wall)
	}
	return err
}

// lay lays out the addresses.
func (p *Portal) lay() {
	p.routes = http.NewServeMux()
	routes := []*route{p.networkRoute(), p.deliveryRoute(), p.mmcRoute(), p.servicesRoute(),
		p.serviceRoute()}
	if p.code == nil {
		routes = append(routes, &route{Route: page.Route{Pattern: "/"}, live: true,
			get: func(v *visit) error {
				v.redirect(http.StatusFound, string(networkAddress))
				return nil
			}})
	} else {
		routes = append(routes, p.asAtRoute())
		for _, r := range p.code.Routes() {
			routes = append(routes, &route{Route: r})
		}
	}
	if p.accounts != nil {
		routes = append(routes, p.accountRoutes()...)
	}
	for _, r := range routes {
		pattern := r.Pattern
		if pattern == "/" {
			pattern = "/{$}" // of the home page, not of everything
		}
		r.names = names(pattern)
		p.routes.Handle(pattern, r)
	}
}

// now is the instant that live views are made at.
func (p *Portal) now() time.Time {
	if p.code != nil {
		return p.code.Now()
	}
	return p.network.Now()
}

// Handler serves the portal's addresses.
func (p *Portal) Handler() http.Handler {
	mux := http.NewServeMux()
	const javascript = "text/javascript; charset=utf-8"
	mux.HandleFunc("GET "+string(page.StyleAddress()), asset("text/css; charset=utf-8", page.Style()))
	mux.HandleFunc("GET "+string(page.ScriptAddress()), asset(javascript, page.Script()))
	mux.HandleFunc("GET "+string(passkeyScriptAddress()), asset(javascript, passkeyScript))
	mux.HandleFunc("GET /assets/crypto/org-crypto.zip", p.crypto) // GET serves HEAD too
	// The paths of pages are cleaned by nobody: what is not clean is not found.
	return p.guard(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h, pattern := mux.Handler(r); pattern != "" && strings.HasPrefix(r.URL.Path, "/assets/") {
			h.ServeHTTP(w, r)
			return
		}
		if h := p.rawAt(r.URL.Path); h != nil {
			p.serveRaw(h, w, r)
			return
		}
		p.serve(w, r)
	}))
}

// crypto serves the archive whole, so that HEAD and GET agree on its length.
func (p *Portal) crypto(w http.ResponseWriter, r *http.Request) {
	archive, err := p.orgCrypto()
	if err != nil {
		(&visit{Portal: p, w: w, r: r}).fault(err)
		return
	}
	w.Header().Set("Content-Type", "application/zip")
	http.ServeContent(w, r, "org-crypto.zip", time.Time{}, bytes.NewReader(archive))
}
