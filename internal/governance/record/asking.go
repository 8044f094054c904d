package record

import (
	"crypto/subtle"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/register"
)

// Whoever has not signed in may type any address. It is asked by mail whether it is its reader's,
// and nothing else is sent to it before they say so.

// ConfirmWithin is how long an address can be confirmed after it was asked [D].
const ConfirmWithin = 7 * 24 * time.Hour

// AskAgainAfter is how soon at most the same address is written to again because somebody typed it
// [D]: nobody is flooded by what others type.
const AskAgainAfter = time.Hour

// Confirms reports whether an address that was asked at an instant can still be confirmed.
func Confirms(asked, now time.Time) bool { return now.Before(asked.Add(ConfirmWithin)) }

// AsksAgain reports whether an address that was asked first and last at two instants may be asked
// again: after as long as all that went before, and not sooner than [AskAgainAfter]. So a week of
// typing comes to fewer than ten messages.
func AsksAgain(first, last, now time.Time) bool {
	return now.Sub(last) >= max(AskAgainAfter, last.Sub(first))
}

// NewToken is what lets whoever has it open what it stands in: random, and too long to be tried
// out.
func NewToken(tx *register.Tx) (register.Secret, error) {
	const parts = 4 // of 40 bits each
	token := ""
	for range parts {
		id, err := tx.NewID("t")
		if err != nil {
			return register.Secret{}, err
		}
		token += strings.TrimPrefix(id, "t-")
	}
	return register.NewSecret(token), nil
}

// Opens reports whether a token is the one that is kept. Where none is kept, or it was erased, none
// opens anything.
func Opens(kept register.Secret, token string) bool {
	return kept.Text() != "" && subtle.ConstantTimeCompare([]byte(kept.Text()), []byte(token)) == 1
}
