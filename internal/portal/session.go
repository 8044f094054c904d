package portal

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/mains-energy/mains/internal/page"
)

// How long a session lasts, by the wall clock: a working day without use, and a day from the
// sign-in whatever is done.
const (
	idleLimit     = 8 * time.Hour
	absoluteLimit = 24 * time.Hour
	// seenEvery is how precisely the last use is known: a write for every page would be one
	// too many.
	seenEvery = time.Minute
)

// tokenSize is the octets of a token: 256 bits that nobody guesses.
const tokenSize = 32

// The cookie. Its name with the prefix is a promise of the browser that this very host set
// it, over TLS (RFC 6265bis, 4.1.3.2).
const (
	plainCookie  = "mains_session"
	secureCookie = "__Host-mains_session"
)

// reader is who asks.
type reader struct {
	session Session // without ID: none
	person  Person  // without ID: nobody
	key     string  // the ID of the key that they came with; empty: none
}

// read finds out who asks. Whoever shows no token, or one that is not known or too old, is
// nobody, and so is one whose person is not in the register any more. Whoever shows a key comes
// by that alone, whatever cookies they have.
func (p *Portal) read(r *http.Request) (reader, error) {
	if shown := r.Header.Values("Authorization"); len(shown) > 0 {
		return p.keyed(r, shown)
	}
	cookie, err := r.Cookie(p.cookieName(r))
	if p.accounts == nil || err != nil {
		return reader{}, nil
	}
	token, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || len(token) != tokenSize {
		return reader{}, nil
	}
	s, known, err := p.accounts.Session(r.Context(), digest("session", token))
	if err != nil || !known {
		return reader{}, err
	}
	now := p.wall.Now()
	if now.Sub(s.Seen) > idleLimit || now.Sub(s.Made) > absoluteLimit {
		return reader{}, p.accounts.End(r.Context(), s.ID)
	}
	if now.Sub(s.Seen) >= seenEvery {
		if err := p.accounts.Seen(r.Context(), s.ID, now); err != nil {
			return reader{}, err
		}
	}
	if s.Person == "" || p.code == nil {
		return reader{session: s}, nil
	}
	person, err := p.code.Person(r.Context(), s.Person)
	switch {
	case errors.Is(err, page.ErrNotFound):
		return reader{}, p.accounts.End(r.Context(), s.ID)
	case err != nil:
		return reader{}, err
	}
	return reader{session: s, person: person}, nil
}

// digest is what a secret is stored as, apart for every purpose.
func digest(purpose string, secret []byte) string {
	sum := sha256.Sum256(append([]byte(purpose+":"), secret...))
	return hex.EncodeToString(sum[:])
}

// begin gives the reader a new session, for a person or for nobody, in place of the one they
// have: the token that was known before a sign-in is worth nothing after it.
func (v *visit) begin(person, notice string) error {
	token, err := freshSecret(v.random)
	if err != nil {
		return err
	}
	ctx, now := v.r.Context(), v.wall.Now()
	s := Session{ID: digest("session", token), Person: person, Made: now, Seen: now, Notice: notice}
	if err := v.accounts.Begin(ctx, s, v.session.ID); err != nil {
		return err
	}
	v.session = s
	http.SetCookie(v.w, v.cookie(base64.RawURLEncoding.EncodeToString(token),
		int(absoluteLimit/time.Second)))
	return v.accounts.Sweep(ctx, now.Add(-absoluteLimit), now.Add(-idleLimit), now)
}

// remember makes sure that there is a session.
func (v *visit) remember() error {
	if v.session.ID != "" {
		return nil
	}
	return v.begin("", "")
}

// note leaves a notice for the next page.
func (v *visit) note(notice string) error {
	if notice == "" || v.accounts == nil {
		return nil
	}
	if v.session.ID == "" {
		return v.begin("", notice)
	}
	return v.accounts.Note(v.r.Context(), v.session.ID, notice)
}

// noted takes the notice that was left for this page, if any.
func (v *visit) noted(ctx context.Context) (string, error) {
	if v.session.Notice == "" {
		return "", nil
	}
	return v.accounts.Noted(ctx, v.session.ID)
}

// freshSecret is as many random octets as nobody guesses.
func freshSecret(random io.Reader) ([]byte, error) {
	octets := make([]byte, tokenSize)
	_, err := io.ReadFull(random, octets)
	return octets, err
}

// shared reads for one request after the other.
type shared struct {
	mu   sync.Mutex
	from io.Reader
}

func (s *shared) Read(octets []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.from.Read(octets)
}

// cookie is the cookie of a session; a negative age takes it back.
func (v *visit) cookie(value string, age int) *http.Cookie {
	return &http.Cookie{
		Name: v.cookieName(v.r), Value: value, Path: "/", MaxAge: age,
		HttpOnly: true, Secure: v.secure(v.r), SameSite: http.SameSiteLaxMode,
	}
}

func (p *Portal) cookieName(r *http.Request) string {
	if p.secure(r) {
		return secureCookie
	}
	return plainCookie
}

// secure reports whether the reader came over TLS: to this listener, or to what stands
// before it at the address that people use.
func (p *Portal) secure(r *http.Request) bool {
	return r.TLS != nil || p.origin != nil && p.origin.Scheme == "https" && r.Host == p.origin.Host
}
