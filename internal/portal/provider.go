package portal

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/page"
)

const (
	providerSignIn page.Address = "/sign-in/provider"
	// providerReturn is what a provider is told to send people back to: it is registered
	// there, below the origin.
	providerReturn page.Address = "/sign-in/provider/return"
)

// Provider is an identity provider (OpenID Connect Core), and what this site is to it.
type Provider struct {
	Name     string // as people know it, on the sign-in page
	Issuer   string // its identifier, a URL: where its discovery document is
	ClientID string
	Secret   string // empty: a public client, which PKCE is enough for
	// Ask says whom somebody asks who is known to the provider and not to the register: "the
	// helpdesk of the code administrator".
	Ask    string
	Client *http.Client // nil: one of its own
}

// providerLimit is how long the provider may take to answer.
const providerLimit = 10 * time.Second

// provider is a Provider that has been looked at, once it has.
type provider struct {
	Provider
	wall   clock.Clock
	config oauth2.Config

	mu       sync.Mutex
	verifier *oidc.IDTokenVerifier // nil: not looked at yet
}

func newProvider(c Provider, origin *url.URL, wall clock.Clock) (*provider, error) {
	if c.Name == "" || c.Issuer == "" || c.ClientID == "" || c.Ask == "" {
		return nil, errors.New("portal: identity provider: " +
			"want its name, issuer, client ID, and whom to ask")
	}
	if c.Client == nil {
		c.Client = &http.Client{Timeout: providerLimit}
	}
	return &provider{Provider: c, wall: wall, config: oauth2.Config{
		ClientID: c.ClientID, ClientSecret: c.Secret, Scopes: []string{oidc.ScopeOpenID},
		RedirectURL: origin.String() + string(providerReturn),
	}}, nil
}

// look reads the discovery document, the first time that it can be read: the provider need not
// be there when this system starts.
func (p *provider) look(ctx context.Context) (oauth2.Config, *oidc.IDTokenVerifier, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.verifier == nil {
		found, err := oidc.NewProvider(oidc.ClientContext(ctx, p.Client), p.Issuer)
		if err != nil {
			return oauth2.Config{}, nil, err
		}
		p.config.Endpoint = found.Endpoint()
		p.verifier = found.Verifier(&oidc.Config{ClientID: p.ClientID, Now: p.wall.Now})
	}
	return p.config, p.verifier, nil
}

// journey is what is remembered of somebody who is at the provider.
type journey struct {
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"` // RFC 7636
	Then     string `json:"then"`
}

// toProvider sends the reader to the provider.
func (v *visit) toProvider() error {
	if err := v.slowly(); err != nil {
		return err
	}
	config, _, err := v.provider.look(v.r.Context())
	if err != nil {
		return v.refuseProvider(fmt.Errorf("discovery: %w", err))
	}
	var secrets [3]string // state, nonce and verifier
	for i := range secrets {
		secret, err := freshSecret(v.random)
		if err != nil {
			return err
		}
		secrets[i] = base64.RawURLEncoding.EncodeToString(secret)
	}
	state := secrets[0]
	j := journey{secrets[1], secrets[2], then(v.query.Get(thenField))}
	if err := v.expect(atProvider, state, j); err != nil {
		return err
	}
	v.redirect(http.StatusSeeOther, config.AuthCodeURL(state, oidc.Nonce(j.Nonce),
		oauth2.S256ChallengeOption(j.Verifier)))
	return nil
}

// fromProvider signs in whom the provider sends back.
func (v *visit) fromProvider() error {
	if err := v.slowly(); err != nil {
		return err
	}
	var j journey
	ok, err := v.take(atProvider, v.query.Get("state"), &j)
	if err != nil {
		return err
	}
	if !ok {
		return v.refuseProvider(errors.New("state: not asked for, used before, or too late"))
	}
	if fault := v.query.Get("error"); fault != "" {
		return v.refuseProvider(fmt.Errorf("it says %q", fault))
	}
	// RFC 9207: the answer is that of the provider that was asked.
	if issuer := v.query.Get("iss"); issuer != "" && issuer != v.provider.Issuer {
		return v.refuseProvider(fmt.Errorf("issuer %q answers", issuer))
	}
	subject, err := v.provider.redeem(v.r.Context(), v.query.Get("code"), j)
	if err != nil {
		return v.refuseProvider(err)
	}
	id, known, err := v.accounts.Bound(v.r.Context(), subject)
	if err != nil {
		return err
	}
	if !known {
		return v.stranger(subject)
	}
	person, err := v.code.Person(v.r.Context(), id)
	if errors.Is(err, page.ErrNotFound) {
		return v.stranger(subject)
	}
	if err != nil {
		return err
	}
	to, err := v.signedIn(person, j.Then)
	if err != nil {
		return err
	}
	v.redirect(http.StatusSeeOther, to)
	return nil
}

// redeem exchanges a code for whom it means (OpenID Connect Core 3.1.3).
func (p *provider) redeem(ctx context.Context, code string, j journey) (Subject, error) {
	ctx, cancel := context.WithTimeout(oidc.ClientContext(ctx, p.Client), providerLimit)
	defer cancel()
	config, verifier, err := p.look(ctx)
	if err != nil {
		return Subject{}, fmt.Errorf("discovery: %w", err)
	}
	tokens, err := config.Exchange(ctx, code, oauth2.VerifierOption(j.Verifier))
	if err != nil {
		return Subject{}, fmt.Errorf("code: %w", err)
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return Subject{}, errors.New("no ID token")
	}
	token, err := verifier.Verify(ctx, raw)
	if err != nil {
		return Subject{}, err
	}
	if token.Nonce != j.Nonce {
		return Subject{}, errors.New("the nonce is not ours")
	}
	if token.Subject == "" {
		return Subject{}, errors.New("no subject")
	}
	return Subject{Issuer: token.Issuer, Name: token.Subject}, nil
}

// refuseProvider says no to the reader, and why to the log.
func (v *visit) refuseProvider(err error) error {
	v.log.InfoContext(v.r.Context(), "portal: provider refused", "issuer", v.provider.Issuer,
		"err", err)
	return &refusal{http.StatusForbidden, "You are not signed in",
		v.provider.Name + " did not say who you are. Begin again at the sign-in page."}
}

// stranger is known to the provider and to nobody here. What the provider calls them is theirs
// to know, and what whoever binds it needs.
func (v *visit) stranger(s Subject) error {
	return &refusal{http.StatusForbidden, "The register does not know you yet",
		fmt.Sprintf("%s knows you as %s, and nobody here is bound to that. Ask %s.",
			v.provider.Name, s.Name, v.provider.Ask)}
}
