package gbcs

import (
	"crypto/ecdsa"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/eui"
)

// Keys finds the keys of parties and Devices, for whoever checks, opens or makes messages:
// a key store, a repository, a hardware module. The error of each method is [ErrNoKey],
// with whose key it is, where there is none. Agreements cost far more than all else: an
// implementation keeps those that it has made.
type Keys interface {
	// Signing is the Digital Signature public key of id.
	Signing(id eui.ID) (*ecdsa.PublicKey, error)
	// Agreed is the Secret that two share: of one of them the private Key Agreement key is
	// held, of the other the public one at least. The order does not matter.
	Agreed(a, b eui.ID) (Secret, error)
	// Broker is the Access Control Broker, whose MAC is on Commands.
	Broker() (eui.ID, error)
}

// ErrNoKey: a key that is needed is not held.
var ErrNoKey = errors.New("key not held")

// NoKey is the error [ErrNoKey] of a key of id: what says which, as in "digital signature
// key".
func NoKey(id eui.ID, what string) error { return fmt.Errorf("%w: %s of %s", ErrNoKey, what, id) }
