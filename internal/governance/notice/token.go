package notice

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// keyOctets is how many octets the key of tokens has.
const keyOctets = 32

// newKey is a key, as it is kept.
func newKey(random io.Reader) (string, error) {
	key := make([]byte, keyOctets)
	if _, err := io.ReadFull(random, key); err != nil {
		return "", fmt.Errorf("notice: random octets: %w", err)
	}
	return hex.EncodeToString(key), nil
}

// readKey reads the key of a database.
func readKey(ctx context.Context, db *store.DB) ([]byte, error) {
	var text string
	err := db.QueryRowContext(ctx, `SELECT value FROM notice_state WHERE name = 'key'`).Scan(&text)
	if err != nil {
		return nil, fmt.Errorf("notice: %w", err)
	}
	return hex.DecodeString(text)
}

// What a token is good for. With one that a message has, its reader can do this and no more.
const (
	forPage    = "page"    // see and change the choices of an address
	forConfirm = "confirm" // say that an address is one's own
	forStop    = "stop "   // and a scope: end what the scope names
)

// scopeDigest is all that comes in digests; other scopes are topics.
const scopeDigest = "digest"

// token is what proves that its bearer was sent it: for a subscription and a purpose.
func (d *Dispatcher) token(id, purpose string) string {
	mac := hmac.New(sha256.New, d.key)
	mac.Write([]byte(purpose + "\x00" + id))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:18])
}

// proves reports whether a token is the one for a subscription and a purpose.
func (d *Dispatcher) proves(token, id, purpose string) bool {
	return hmac.Equal([]byte(token), []byte(d.token(id, purpose)))
}

// stopPath is where one press ends what a scope names, for programs: RFC 8058.
func (d *Dispatcher) stopPath(id, scope string) page.Address {
	return page.At("unsubscribe", id, scope, d.token(id, forStop+scope))
}

// stopPage is the same for people.
func (d *Dispatcher) stopPage(id, scope string) page.Address {
	return page.At("subscriptions", "stop", id, scope, d.token(id, forStop+scope))
}

// choicesOf is where a reader chooses what they get.
func (d *Dispatcher) choicesOf(by *reader) page.Address {
	if by.person != nil {
		return "/subscriptions"
	}
	return page.At("subscriptions", "of", by.id, d.token(by.id, forPage))
}
