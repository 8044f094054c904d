package portal

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/mains-energy/mains/internal/page"
)

// invitationLimit is how long an invitation lets somebody in, by the wall clock.
const invitationLimit = 24 * time.Hour

const invitedAddress page.Address = "/sign-in/invitation"

const tokenField = "token" // in its query

// invitationOver: there is no such invitation, or none any more.
var invitationOver = &refusal{http.StatusGone, "This invitation is over",
	"An invitation lets one person in, once, within a day. Ask whoever runs this system for another."}

// Invite makes an address of a portal, to be put after its origin, that signs a person in once
// within a day of now, which is wall time. Only a digest of what is secret in it is kept. The
// error is [page.ErrNotFound] where the register has no such person.
func Invite(
	ctx context.Context, c Code, a Accounts, person string, now time.Time, random io.Reader,
) (page.Address, error) {
	who, err := c.Person(ctx, person)
	if err != nil {
		return "", err
	}
	token, err := freshSecret(random)
	if err != nil {
		return "", err
	}
	invitation := Invitation{digest("invitation", token), who.ID, now.Add(invitationLimit)}
	if err := a.Invite(ctx, invitation); err != nil {
		return "", err
	}
	return invitedAddress.With(
		url.Values{tokenField: {base64.RawURLEncoding.EncodeToString(token)}}), nil
}

// invitedRoute lets in whoever is invited: by a press, since programs that look ahead open
// addresses as well.
func (p *Portal) invitedRoute() *route {
	return &route{Route: page.Route{Pattern: string(invitedAddress),
		Form: func(*page.Ask) (*page.Form, error) {
			return &page.Form{Title: "You are invited", Submit: "Sign in",
				Lead: "This address signs you in once. Then add a passkey, to sign in by it from now on."}, nil
		},
		Submit: func(ask *page.Ask, _ page.Input) (*page.Done, error) {
			return visited(ask).signInAsInvited(ask.Query.Get(tokenField))
		},
	}}
}

// signInAsInvited makes the reader the person whom an invitation is for.
func (v *visit) signInAsInvited(text string) (*page.Done, error) {
	token, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(token) != tokenSize {
		return nil, invitationOver
	}
	ctx := v.r.Context()
	id, ok, err := v.accounts.Invited(ctx, digest("invitation", token), v.wall.Now())
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, invitationOver
	}
	person, err := v.code.Person(ctx, id)
	if err != nil {
		return nil, err
	}
	to := accountAddress
	if v.passkeys != nil {
		to = passkeyAddress
	}
	_, err = v.signedIn(person, "")
	return &page.Done{To: to}, err
}
