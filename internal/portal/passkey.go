package portal

import (
	"crypto/sha256"
	_ "embed" // the script
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"github.com/mains-energy/mains/internal/page"
)

const (
	passkeySignIn  page.Address = "/sign-in/passkey"
	passkeyAddress page.Address = "/account/passkeys"
)

// ceremonyLimit is how long a person may take over a passkey, or at a provider.
const ceremonyLimit = 10 * time.Minute

//go:embed passkey.js
var passkeyScript []byte

// passkeyScriptAddress changes with the script, so that it can be kept for good.
func passkeyScriptAddress() page.Address {
	sum := sha256.Sum256(passkeyScript)
	return page.At("assets", "passkey-"+hex.EncodeToString(sum[:6])+".js")
}

// passkeys is the relying party (WebAuthn Level 3, 7).
type passkeys struct{ *webauthn.WebAuthn }

// newPasskeys are passkeys for the host of an origin. Each is one that the person finds by
// themselves, and is asked to prove that it is them.
func newPasskeys(origin *url.URL) (*passkeys, error) {
	w, err := webauthn.New(&webauthn.Config{
		RPID: origin.Hostname(), RPDisplayName: "mains", RPOrigins: []string{origin.String()},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey:        protocol.ResidentKeyRequirementRequired,
			RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification:   protocol.VerificationRequired,
		},
	})
	if err != nil {
		return nil, fmt.Errorf("portal: passkeys for %s (they need a name, such as localhost): %w",
			origin, err)
	}
	return &passkeys{w}, nil
}

// holder is a person as passkeys know them.
type holder struct {
	Person
	handle []byte
	keys   []webauthn.Credential
}

func (h *holder) WebAuthnID() []byte                         { return h.handle }
func (h *holder) WebAuthnName() string                       { return h.Name }
func (h *holder) WebAuthnDisplayName() string                { return h.Name }
func (h *holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

// holderOf finds the passkeys of a person.
func (v *visit) holderOf(person Person) (*holder, error) {
	fresh, err := freshSecret(v.random)
	if err != nil {
		return nil, err
	}
	h := &holder{Person: person}
	ctx := v.r.Context()
	if h.handle, err = v.accounts.Handle(ctx, person.ID, fresh); err != nil {
		return nil, err
	}
	all, err := v.accounts.Passkeys(ctx, person.ID)
	if err != nil {
		return nil, err
	}
	h.keys = make([]webauthn.Credential, len(all))
	for i, each := range all {
		if err := json.Unmarshal(each.Credential, &h.keys[i]); err != nil {
			return nil, fmt.Errorf("passkey %x: %w", each.ID, err)
		}
	}
	return h, nil
}

// The kinds of ceremony; the answer to one is none to another.
const (
	registering = "register"
	signingIn   = "sign-in"
	atProvider  = "provider"
)

// notThisPasskey says no more than that: a stranger learns nothing of whose it might be.
var notThisPasskey = &refusal{http.StatusForbidden, "That passkey was not accepted",
	"Try again, or sign in another way."}

// expect begins a ceremony for the session of the reader.
func (v *visit) expect(kind, challenge string, data any) error {
	if err := v.remember(); err != nil {
		return err
	}
	b, err := json.Marshal(data)
	if err != nil {
		return err
	}
	return v.accounts.Expect(v.r.Context(), Ceremony{
		ID: digest(kind, []byte(challenge)), Session: v.session.ID, Data: b,
		Until: v.wall.Now().Add(ceremonyLimit)})
}

// take ends a ceremony that the reader began; it is not ok where there is none.
func (v *visit) take(kind, challenge string, data any) (ok bool, err error) {
	c, ok, err := v.accounts.Take(v.r.Context(), digest(kind, []byte(challenge)), v.session.ID,
		v.wall.Now())
	if err != nil || !ok {
		return false, err
	}
	return true, json.Unmarshal(c.Data, data)
}

// beginSignIn asks for any passkey of this site.
func (v *visit) beginSignIn() error {
	asked, session, err := v.passkeys.BeginDiscoverableLogin()
	if err != nil {
		return err
	}
	if err := v.expect(signingIn, session.Challenge, session); err != nil {
		return err
	}
	return v.sendJSON(asked)
}

// finishing is what the script posts at the end.
type finishing struct {
	Credential json.RawMessage `json:"credential"`
	Name       string          `json:"name"`
	Then       string          `json:"then"`
}

// finishSignIn signs in whoever has the passkey.
func (v *visit) finishSignIn() error {
	var posted finishing
	if err := v.readJSON(&posted); err != nil {
		return err
	}
	answer, err := protocol.ParseCredentialRequestResponseBytes(posted.Credential)
	if err != nil {
		return v.refusePasskey(err)
	}
	var session webauthn.SessionData
	ok, err := v.take(signingIn, answer.Response.CollectedClientData.Challenge, &session)
	if err != nil {
		return err
	}
	if !ok {
		return v.refusePasskey(errors.New("not asked for, or too late"))
	}
	var broken error // of ours, which is no fault of the passkey
	user, key, err := v.passkeys.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		h, err := v.handled(handle)
		if err != nil && !errors.Is(err, page.ErrNotFound) {
			broken = err
		}
		return h, err
	}, session, answer)
	switch {
	case broken != nil:
		return broken
	case err != nil:
		return v.refusePasskey(err)
	case key.Authenticator.CloneWarning:
		return v.refusePasskey(errors.New("its counter went back: there may be a copy"))
	}
	credential, err := json.Marshal(key)
	if err != nil {
		return err
	}
	if err := v.accounts.UsedPasskey(v.r.Context(), key.ID, credential, v.wall.Now()); err != nil {
		return err
	}
	to, err := v.signedIn(user.(*holder).Person, posted.Then)
	if err != nil {
		return err
	}
	return v.sendJSON(goOn{to})
}

// goOn is what the script is told at the end.
type goOn struct {
	To string `json:"to"`
}

// handled finds whom a passkey says it is of.
func (v *visit) handled(handle []byte) (*holder, error) {
	id, known, err := v.accounts.Handled(v.r.Context(), handle)
	if err != nil {
		return nil, err
	}
	if !known {
		return nil, page.ErrNotFound
	}
	person, err := v.code.Person(v.r.Context(), id)
	if err != nil {
		return nil, err
	}
	return v.holderOf(person)
}

// refusePasskey says no to the reader, and why to the log.
func (v *visit) refusePasskey(err error) error {
	var known *protocol.Error
	if errors.As(err, &known) {
		err = fmt.Errorf("%w: %s", err, known.DevInfo)
	}
	v.log.InfoContext(v.r.Context(), "portal: passkey refused", "err", err)
	return notThisPasskey
}

// beginRegistration asks for a new passkey of the reader.
func (v *visit) beginRegistration() error {
	if v.person.ID == "" {
		return page.ErrSignIn
	}
	h, err := v.holderOf(v.person)
	if err != nil {
		return err
	}
	asked, session, err := v.passkeys.BeginRegistration(h,
		webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors()))
	if err != nil {
		return err
	}
	if err := v.expect(registering, session.Challenge, session); err != nil {
		return err
	}
	return v.sendJSON(asked)
}

// finishRegistration enters the new passkey.
func (v *visit) finishRegistration() error {
	if v.person.ID == "" {
		return page.ErrSignIn
	}
	var posted finishing
	if err := v.readJSON(&posted); err != nil {
		return err
	}
	answer, err := protocol.ParseCredentialCreationResponseBytes(posted.Credential)
	if err != nil {
		return v.refusePasskey(err)
	}
	var session webauthn.SessionData
	ok, err := v.take(registering, answer.Response.CollectedClientData.Challenge, &session)
	if err != nil {
		return err
	}
	if !ok {
		return v.refusePasskey(errors.New("not asked for, or too late"))
	}
	h, err := v.holderOf(v.person)
	if err != nil {
		return err
	}
	key, err := v.passkeys.CreateCredential(h, session, answer)
	if err != nil {
		return v.refusePasskey(err)
	}
	credential, err := json.Marshal(key)
	if err != nil {
		return err
	}
	added, err := v.accounts.AddPasskey(v.r.Context(), Passkey{ID: key.ID, Person: v.person.ID,
		Name: passkeyName(posted.Name), Credential: credential, Made: v.wall.Now()})
	if err != nil {
		return err
	}
	if !added {
		return v.refusePasskey(errors.New("registered already"))
	}
	if err := v.note("The passkey was added. You can sign in with it from now on."); err != nil {
		return err
	}
	return v.sendJSON(goOn{string(passkeyAddress)})
}

// maxPasskeyName is the most characters of a name; the page says so as well.
const maxPasskeyName = 60

// passkeyName is what a passkey is called.
func passkeyName(typed string) string {
	name := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(
		strings.ReplaceAll(typed, "\x00", ""), "")), " "))
	if len(name) == 0 {
		return "Passkey"
	}
	return string(name[:min(len(name), maxPasskeyName)])
}

// readJSON reads what a script posted.
func (v *visit) readJSON(into any) error {
	kind, _, err := mime.ParseMediaType(v.r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return notJSON
	}
	body := http.MaxBytesReader(v.w, v.r.Body, maxBody)
	if err := json.NewDecoder(body).Decode(into); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return err
		}
		return notJSON
	}
	return nil
}

// notJSON: only scripts of ours post there.
var notJSON = &refusal{http.StatusBadRequest, "That is not JSON",
	"Send application/json, as the script of the page does."}

// sendJSON answers a script.
func (v *visit) sendJSON(value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	v.send(made{status: http.StatusOK, media: notations[asJSON].media, body: body, private: true})
	return nil
}
