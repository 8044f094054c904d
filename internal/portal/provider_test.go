package portal_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/portal"
)

// login is an identity provider of one person, that lies as it is told to.
type login struct {
	t      *testing.T
	server *httptest.Server
	wall   func() time.Time
	signer crypto.Signer
	alg    string
	codes  map[string]url.Values // what was asked when the code was given
	lie    func(claims map[string]any)
	forge  bool // sign with a key that is not published
	down   bool
}

const (
	clientID     = "mains"
	clientSecret = "between us & the provider"
)

// provide starts a provider.
func provide(t *testing.T, signer crypto.Signer, alg string) *login {
	t.Helper()
	l := &login{t: t, signer: signer, alg: alg, codes: map[string]url.Values{}}
	mux := http.NewServeMux()
	const discovery = "GET /.well-known/openid-configuration"
	mux.HandleFunc(discovery, func(w http.ResponseWriter, _ *http.Request) {
		if l.down {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		l.write(w, map[string]any{"issuer": l.server.URL,
			"authorization_endpoint": l.server.URL + "/authorise",
			"token_endpoint":         l.server.URL + "/token",
			"jwks_uri":               l.server.URL + "/keys",

			"id_token_signing_alg_values_supported": []string{alg}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		l.write(w, map[string]any{"keys": []any{l.jwk()}})
	})
	mux.HandleFunc("POST /token", l.token)
	l.server = httptest.NewServer(mux)
	t.Cleanup(l.server.Close)
	return l
}

func (l *login) write(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		l.t.Error(err)
	}
}

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// jwk is the public key (RFC 7517).
func (l *login) jwk() map[string]any {
	switch key := l.signer.Public().(type) {
	case *rsa.PublicKey:
		return map[string]any{"kty": "RSA", "alg": l.alg, "use": "sig", "kid": "1",
			"n": b64(key.N.Bytes()), "e": b64(big.NewInt(int64(key.E)).Bytes())}
	case *ecdsa.PublicKey:
		point, err := key.Bytes()
		if err != nil {
			l.t.Error(err)
		}
		return map[string]any{"kty": "EC", "alg": l.alg, "use": "sig", "kid": "1", "crv": "P-256",
			"x": b64(point[1:33]), "y": b64(point[33:])}
	}
	return nil
}

// sign makes a JWS (RFC 7515).
func (l *login) sign(claims map[string]any) string {
	head, err := json.Marshal(map[string]string{"alg": l.alg, "kid": "1"})
	if err != nil {
		l.t.Error(err)
	}
	body, err := json.Marshal(claims)
	if err != nil {
		l.t.Error(err)
	}
	text := b64(head) + "." + b64(body)
	sum := sha256.Sum256([]byte(text))
	signer := l.signer
	if l.forge {
		if signer, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
			l.t.Error(err)
		}
	}
	var signature []byte
	if key, ok := signer.(*ecdsa.PrivateKey); ok {
		r, s, signErr := ecdsa.Sign(rand.Reader, key, sum[:])
		err = signErr
		signature = append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...)
	} else {
		signature, err = signer.Sign(rand.Reader, sum[:], crypto.SHA256)
	}
	if err != nil {
		l.t.Error(err)
	}
	return text + "." + b64(signature)
}

// authorise is what the person's browser does at the provider: it answers with where it is
// sent back to.
func (l *login) authorise(to string) (back string) {
	l.t.Helper()
	u, err := url.Parse(to)
	if err != nil {
		l.t.Fatal(err)
	}
	q := u.Query()
	for name, want := range map[string]string{"client_id": clientID, "response_type": "code",
		"scope": "openid", "code_challenge_method": "S256"} {
		if q.Get(name) != want {
			l.t.Errorf("%s is %q, want %q", name, q.Get(name), want)
		}
	}
	if len(q.Get("state")) < 43 || len(q.Get("nonce")) < 43 || q.Get("state") == q.Get("nonce") {
		l.t.Errorf("state %q, nonce %q", q.Get("state"), q.Get("nonce"))
	}
	code := "code of " + q.Get("state")
	l.codes[code] = q
	return q.Get("redirect_uri") + "?" + url.Values{"code": {code}, "state": {q.Get("state")}}.Encode()
}

// token exchanges a code, with the checks of a good provider.
func (l *login) token(w http.ResponseWriter, r *http.Request) {
	id, secret, _ := r.BasicAuth()
	id, _ = url.QueryUnescape(id)
	secret, _ = url.QueryUnescape(secret)
	if id == "" {
		id, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	asked, known := l.codes[r.FormValue("code")]
	challenge := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if !known || id != clientID || secret != clientSecret ||
		b64(challenge[:]) != asked.Get("code_challenge") ||
		r.FormValue("redirect_uri") != asked.Get("redirect_uri") {
		w.WriteHeader(http.StatusBadRequest)
		l.write(w, map[string]string{"error": "invalid_grant"})
		return
	}
	delete(l.codes, r.FormValue("code"))
	claims := map[string]any{"iss": l.server.URL, "aud": clientID, "sub": "42",
		"nonce": asked.Get("nonce"), "iat": l.wall().Unix(), "exp": l.wall().Add(time.Minute).Unix()}
	if l.lie != nil {
		l.lie(claims)
	}
	answer := map[string]any{"access_token": "x", "token_type": "Bearer"}
	if len(claims) > 0 {
		answer["id_token"] = l.sign(claims)
	}
	l.write(w, answer)
}

// withLogin is a world whose people sign in at a provider.
func withLogin(t *testing.T, l *login) *world {
	t.Helper()
	w := open(t, func(c *portal.Config) {
		c.Origin, c.Demo = "http://127.0.0.1", false
		c.Provider = &portal.Provider{Name: "the login of the administrator", Issuer: l.server.URL,
			ClientID: clientID, Secret: clientSecret, Ask: "the helpdesk"}
	})
	l.wall = w.wall.Now
	w.accounts.bound[portal.Subject{Issuer: l.server.URL, Name: "42"}] = "p3"
	return w
}

// back makes of the address that a provider sends back to the path of it.
func back(t *testing.T, address string) string {
	t.Helper()
	path, found := strings.CutPrefix(address, "http://127.0.0.1")
	if !found {
		t.Fatalf("sent back to %q", address)
	}
	return path
}

func ecKey(t *testing.T) crypto.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestProvider(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for alg, key := range map[string]crypto.Signer{"RS256": rsaKey, "ES256": ecKey(t)} {
		l := provide(t, key, alg)
		b := withLogin(t, l).browser()
		b.get("/sign-in?then=%2Fmodifications").want(t, 200, "Go on to the login of the administrator",
			`href="sign-in/provider?then=%2Fmodifications"`)
		to := b.get("/sign-in/provider?then=%2Fmodifications").want(t, 303)
		home := back(t, l.authorise(to.Header.Get("Location")))
		before := to.cookie(t)
		got := b.get(home, "Sec-Fetch-Site", "cross-site").sends(t, 303, "/modifications")
		if got.cookie(t).Value == before.Value {
			t.Errorf("%s: the token of before the sign-in stays", alg)
		}
		b.get("/account").want(t, 200, "Somebody else")
		b.get(home).want(t, 403, "Begin again") // once
	}
}

func TestProviderRefused(t *testing.T) {
	for name, c := range map[string]struct {
		lie   func(*login)
		home  func(string) string
		after time.Duration
		want  string
	}{
		"wrong nonce":    {lie: claims("nonce", "other")},
		"no nonce":       {lie: claims("nonce", nil)},
		"wrong audience": {lie: claims("aud", "another")},
		"wrong issuer":   {lie: claims("iss", "https://evil.example")},
		"no subject":     {lie: claims("sub", nil)},
		"expired token": {lie: func(l *login) {
			l.lie = func(c map[string]any) { c["exp"] = l.wall().Unix() - 1 }
		}},
		"no token":       {lie: func(l *login) { l.lie = func(c map[string]any) { clear(c) } }},
		"wrong key":      {lie: func(l *login) { l.forge = true }},
		"no signature":   {lie: func(l *login) { l.alg = "none" }},
		"wrong state":    {home: replaced("state", "other")},
		"no state":       {home: replaced("state", "")},
		"wrong code":     {home: replaced("code", "other")},
		"no code":        {home: replaced("code", "")},
		"an error":       {home: func(s string) string { return s + "&error=access_denied" }},
		"another issuer": {home: func(s string) string { return s + "&iss=https%3A%2F%2Fevil.example" }},
		"too late":       {after: 10*time.Minute + time.Second},
		"unknown subject": {lie: claims("sub", "43"),
			want: "knows you as 43, and nobody here is bound to that. Ask the helpdesk."},
	} {
		t.Run(name, func(t *testing.T) {
			l := provide(t, ecKey(t), "ES256")
			w := withLogin(t, l)
			b := w.browser()
			if c.lie != nil {
				c.lie(l)
			}
			home := back(t, l.authorise(b.get("/sign-in/provider").want(t, 303).Header.Get("Location")))
			if c.home != nil {
				home = c.home(home)
			}
			w.wall.Advance(c.after)
			want := c.want
			if want == "" {
				want = "did not say who you are"
			}
			b.get(home).want(t, 403, want)
			b.get("/account").want(t, 303)
		})
	}
}

// claims lies about one claim; nil leaves it out.
func claims(name string, value any) func(*login) {
	return func(l *login) {
		l.lie = func(c map[string]any) {
			c[name] = value
			maps.DeleteFunc(c, func(_ string, v any) bool { return v == nil })
		}
	}
}

// replaced changes a value in the query of an address.
func replaced(name, value string) func(string) string {
	return func(address string) string {
		path, query, _ := strings.Cut(address, "?")
		values, err := url.ParseQuery(query)
		if err != nil {
			panic(err)
		}
		values.Set(name, value)
		return path + "?" + values.Encode()
	}
}

// Who began is who ends: an address with somebody else's code signs nobody in.
func TestProviderOfAnother(t *testing.T) {
	l := provide(t, ecKey(t), "ES256")
	w := withLogin(t, l)
	attacker, victim := w.browser(), w.browser()
	home := back(t, l.authorise(attacker.get("/sign-in/provider").Header.Get("Location")))
	victim.get(home).want(t, 403)
	victim.get("/sign-in/provider").want(t, 303)
	victim.get(home).want(t, 403)
	victim.get("/account").want(t, 303)
	attacker.get(home).sends(t, 303, "/")
}

// The provider need not be there when this starts.
func TestProviderDown(t *testing.T) {
	l := provide(t, ecKey(t), "ES256")
	b := withLogin(t, l).browser()
	l.down = true
	b.get("/sign-in/provider").want(t, 403)
	l.down = false
	b.get("/sign-in/provider").want(t, 303)
}
