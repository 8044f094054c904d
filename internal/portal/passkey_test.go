package portal_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/portal"
)

// authenticator is a passkey in software: one key pair on P-256.
type authenticator struct {
	t      *testing.T
	id     []byte
	key    *ecdsa.PrivateKey
	handle []byte // of the person, once it is registered
	count  uint32
	flags  byte
	origin string
	rpID   string
}

// The flags of authenticator data (WebAuthn Level 3, 6.1).
const (
	present  = 0x01
	verified = 0x04
	attested = 0x40
)

const site = "http://localhost"

func newAuthenticator(t *testing.T, id string) *authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &authenticator{t: t, id: []byte(id), key: key, flags: present | verified, origin: site,
		rpID: "localhost"}
}

// data is the authenticator data, with the key where it is new.
func (a *authenticator) data(flags byte) []byte {
	rp := sha256.Sum256([]byte(a.rpID))
	a.count++
	data := binary.BigEndian.AppendUint32(append(rp[:], flags), a.count)
	if flags&attested == 0 {
		return data
	}
	data = append(data, make([]byte, 16)...) // AAGUID: none
	data = binary.BigEndian.AppendUint16(data, uint16(len(a.id)))
	data = append(data, a.id...)
	point, err := a.key.PublicKey.Bytes()
	if err != nil {
		a.t.Fatal(err)
	}
	// COSE_Key: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} (RFC 9053).
	data = append(data, 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32)
	data = append(data, point[1:33]...)
	return append(append(data, 0x22, 0x58, 32), point[33:]...)
}

// client is the client data, as the browser makes it.
func (a *authenticator) client(kind, challenge string) []byte {
	return a.marshal(map[string]any{"type": kind, "challenge": challenge, "origin": a.origin,
		"crossOrigin": false})
}

func (a *authenticator) marshal(value any) []byte {
	b, err := json.Marshal(value)
	if err != nil {
		a.t.Fatal(err)
	}
	return b
}

// asked is what the site asks an authenticator for.
type asked struct {
	PublicKey struct {
		Challenge string
		RPID      string `json:"rpId"`
		RP        struct{ ID string }
		User      struct{ ID string }

		UserVerification       string
		ExcludeCredentials     []struct{ ID string }
		AuthenticatorSelection struct{ ResidentKey, UserVerification string }
	}
}

// read reads what the site asks for.
func (got answer) read(t *testing.T) (a asked) {
	t.Helper()
	if err := json.Unmarshal([]byte(got.body), &a); err != nil || len(a.PublicKey.Challenge) < 43 {
		t.Fatalf("%s: %v", got.body, err)
	}
	return a
}

// register answers a registration.
func (a *authenticator) register(asked asked) map[string]any {
	var err error
	if a.handle, err = base64.RawURLEncoding.DecodeString(asked.PublicKey.User.ID); err != nil {
		a.t.Fatal(err)
	}
	data := a.data(a.flags | attested)
	// {"fmt": "none", "attStmt": {}, "authData": data}
	object := append([]byte("\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x59"),
		byte(len(data)>>8), byte(len(data)))
	return a.credential(map[string]any{
		"clientDataJSON":    b64(a.client("webauthn.create", asked.PublicKey.Challenge)),
		"attestationObject": b64(append(object, data...)),
	})
}

// signIn answers a sign-in.
func (a *authenticator) signIn(asked asked) map[string]any {
	client := a.client("webauthn.get", asked.PublicKey.Challenge)
	data := a.data(a.flags)
	digest := sha256.Sum256(client)
	sum := sha256.Sum256(append(append([]byte{}, data...), digest[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, sum[:])
	if err != nil {
		a.t.Fatal(err)
	}
	return a.credential(map[string]any{
		"clientDataJSON": b64(client), "authenticatorData": b64(data),
		"signature": b64(signature), "userHandle": b64(a.handle),
	})
}

func (a *authenticator) credential(response map[string]any) map[string]any {
	return map[string]any{"id": b64(a.id), "rawId": b64(a.id), "type": "public-key",
		"response": response, "clientExtensionResults": map[string]any{}}
}

// postJSON is what the script does.
func (b *browser) postJSON(path string, value any) answer {
	b.t.Helper()
	body, err := json.Marshal(value)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.ask("POST", path, string(body), "Content-Type", "application/json",
		"Accept", "application/json")
}

// withPasskeys is a world of passkeys.
func withPasskeys(t *testing.T) *world {
	return open(t, func(c *portal.Config) { c.Passkeys, c.Origin = true, site })
}

// registers registers an authenticator for whoever has signed in.
func (b *browser) registers(a *authenticator, name string) {
	b.t.Helper()
	asked := b.postJSON("/account/passkeys/begin", nil).want(b.t, 200).read(b.t)
	posted := map[string]any{"credential": a.register(asked), "name": name}
	b.postJSON("/account/passkeys/finish", posted).want(b.t, 200, `{"to":"/account/passkeys"}`)
}

func TestPasskey(t *testing.T) {
	w := withPasskeys(t)
	a := newAuthenticator(t, "key 1")
	b := w.browser().signIn("p1")
	asked := b.postJSON("/account/passkeys/begin", nil).want(t, 200).read(t).PublicKey
	if asked.RP.ID != "localhost" || asked.AuthenticatorSelection.ResidentKey != "required" ||
		asked.AuthenticatorSelection.UserVerification != "required" ||
		strings.Contains(asked.User.ID, b64([]byte("p1"))) {
		t.Errorf("%+v", asked)
	}
	b.registers(a, "  My\x00 <laptop> ")
	b.get("/account/passkeys").want(t, 200, "The passkey was added.", "My &lt;laptop&gt;",
		"Never used.")
	again := b.postJSON("/account/passkeys/begin", nil).read(t).PublicKey.ExcludeCredentials
	if len(again) != 1 || again[0].ID != b64(a.id) {
		t.Errorf("excluded are %v", again)
	}

	other := w.browser()
	signIn := other.postJSON("/sign-in/passkey/begin", nil).want(t, 200)
	before := signIn.cookie(t)
	posted := map[string]any{"then": "/modifications", "credential": a.signIn(signIn.read(t))}
	got := other.postJSON("/sign-in/passkey/finish", posted).want(t, 200, `{"to":"/modifications"}`)
	if got.cookie(t).Value == before.Value {
		t.Error("the token of before the sign-in stays")
	}
	other.get("/").want(t, 200, "You are signed in as Regulation manager.")
	other.get("/account/passkeys").want(t, 200, "Last used")
	w.holding(before).get("/account").want(t, 303)
}

func TestPasskeyPages(t *testing.T) {
	w := withPasskeys(t)
	b := w.browser().signIn("p1")
	a := newAuthenticator(t, "key 1")
	b.registers(a, "")
	b.get("/account/passkeys", "Host", "localhost").want(t, 303) // another host: no cookie
	b.get("/account/passkeys").want(t, 200, "Passkeys work at", site+"/account/passkeys")
	got := w.browser().get("/sign-in", "Host", "localhost").want(t, 200,
		`data-begin="/sign-in/passkey/begin"`, "Use a passkey", "<noscript>")
	policy := got.Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "script-src 'self'") ||
		!strings.Contains(policy, "connect-src 'self'") {
		t.Errorf("policy %q", policy)
	}
	_, after, _ := strings.Cut(got.body, `<script defer src="`)
	script, _, _ := strings.Cut(after, `"`)
	if js := b.get(script).want(t, 200, "navigator.credentials"); !strings.Contains(
		js.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("%s: %v", script, js.Header)
	}
	list := b.get("/account/passkeys")
	_, after, _ = strings.Cut(list.body, `href="passkeys/`)
	key, _, _ := strings.Cut(after, `"`)
	w.browser().signIn("p2").get("/account/passkeys/"+key).want(t, 404)
	w.browser().signIn("p2").post("/account/passkeys/"+key, nil).want(t, 404)
	w.browser().get("/account/passkeys/"+key).want(t, 303)
	b.get("/account/passkeys/"+key).want(t, 200, "Remove the passkey Passkey", `class="danger"`)
	b.post("/account/passkeys/"+key, nil).sends(t, 303, "/account/passkeys")
	b.get("/account/passkeys").want(t, 200, "The passkey was removed.", "You have none yet.")
	other := w.browser()
	posted := map[string]any{"credential": a.signIn(other.begun())}
	other.postJSON("/sign-in/passkey/finish", posted).want(t, 403)
}

// TestPasskeyRefused signs in in every way that must not do.
func TestPasskeyRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*authenticator)                   // before it answers
		answer func(a *authenticator, b *browser) any // instead of its answer
		after  time.Duration
	}{
		"another origin":     {change: func(a *authenticator) { a.origin = "http://evil.example" }},
		"another site":       {change: func(a *authenticator) { a.rpID = "evil.example" }},
		"not verified":       {change: func(a *authenticator) { a.flags = present }},
		"not present":        {change: func(a *authenticator) { a.flags = verified }},
		"another key":        {change: func(a *authenticator) { a.key = newAuthenticator(a.t, "x").key }},
		"another credential": {change: func(a *authenticator) { a.id = []byte("key 2") }},
		"nobody's handle":    {change: func(a *authenticator) { a.handle = []byte("nobody") }},
		"no handle":          {change: func(a *authenticator) { a.handle = nil }},
		"a copy of the key":  {change: func(a *authenticator) { a.count = 0 }},
		"too late":           {after: 10*time.Minute + time.Second},
		"a registration": {answer: func(a *authenticator, b *browser) any {
			return a.register(b.begun())
		}},
		"nobody's challenge": {answer: func(a *authenticator, _ *browser) any {
			return a.signIn(challenging(strings.Repeat("A", 43)))
		}},
		"not what was signed": {answer: func(a *authenticator, b *browser) any {
			return tampered(a.signIn(b.begun()))
		}},
		"nothing": {answer: func(*authenticator, *browser) any { return nil }},
		"another's challenge": {answer: func(a *authenticator, b *browser) any {
			return a.signIn(b.browser().begun())
		}},
	} {
		t.Run(name, func(t *testing.T) {
			w := withPasskeys(t)
			a := newAuthenticator(t, "key 1")
			w.browser().signIn("p1").registers(a, "Laptop")
			b := w.browser()
			asked := b.begun()
			w.wall.Advance(c.after)
			if c.change != nil {
				c.change(a)
			}
			var credential any
			if c.answer != nil {
				credential = c.answer(a, b)
			} else {
				credential = a.signIn(asked)
			}
			b.postJSON("/sign-in/passkey/finish", map[string]any{"credential": credential}).
				want(t, 403, "That passkey was not accepted")
			b.get("/account").want(t, 303)
		})
	}
}

// begun begins a sign-in.
func (b *browser) begun() asked {
	b.t.Helper()
	return b.postJSON("/sign-in/passkey/begin", nil).want(b.t, 200).read(b.t)
}

func challenging(challenge string) (a asked) {
	a.PublicKey.Challenge = challenge
	return a
}

// tampered says in the client data what was not signed.
func tampered(credential map[string]any) map[string]any {
	response := credential["response"].(map[string]any)
	client, err := base64.RawURLEncoding.DecodeString(response["clientDataJSON"].(string))
	if err != nil {
		panic(err)
	}
	response["clientDataJSON"] = b64([]byte(strings.Replace(string(client), "{", "{ ", 1)))
	return credential
}

// An answer counts once, for a sign-in and for a registration.
func TestPasskeyReplayed(t *testing.T) {
	w := withPasskeys(t)
	a := newAuthenticator(t, "key 1")
	b := w.browser().signIn("p1")
	asked := b.postJSON("/account/passkeys/begin", nil).read(t)
	posted := map[string]any{"credential": a.register(asked)}
	b.postJSON("/account/passkeys/finish", posted).want(t, 200)
	b.postJSON("/account/passkeys/finish", posted).want(t, 403)
	// The same credential cannot be registered for a second person.
	other := w.browser().signIn("p2")
	stolen := a.register(other.postJSON("/account/passkeys/begin", nil).read(t))
	other.postJSON("/account/passkeys/finish", map[string]any{"credential": stolen}).want(t, 403)

	one := w.browser()
	a.handle = []byte(w.accounts.handles["p1"])
	answer := map[string]any{"credential": a.signIn(one.begun())}
	one.postJSON("/sign-in/passkey/finish", answer).want(t, 200)
	one.postJSON("/sign-in/passkey/finish", answer).want(t, 403)
	w.browser().postJSON("/sign-in/passkey/finish", answer).want(t, 403)
}

func TestPasskeyPosts(t *testing.T) {
	w := withPasskeys(t)
	b := w.browser()
	for _, path := range []string{"/account/passkeys/begin", "/account/passkeys/finish"} {
		b.postJSON(path, nil).want(t, 403)
		b.get(path).want(t, 405)
	}
	b.ask("POST", "/sign-in/passkey/finish", "{}", "Content-Type", "text/plain").want(t, 400)
	b.ask("POST", "/sign-in/passkey/finish", "{", "Content-Type", "application/json").want(t, 400)
	b.ask("POST", "/sign-in/passkey/finish", `{"name":"`+strings.Repeat("x", 1<<20)+`"}`,
		"Content-Type", "application/json").want(t, http.StatusRequestEntityTooLarge)
	b.ask("POST", "/sign-in/passkey/begin", "", "Sec-Fetch-Site", "cross-site").want(t, 403)
	if len(w.accounts.ceremonies) != 0 {
		t.Errorf("%d ceremonies began", len(w.accounts.ceremonies))
	}
}
