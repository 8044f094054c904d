package smki

import (
	"cmp"
	"crypto/ecdsa"
	"math/big"
	"slices"
	"strings"

	"github.com/mains-energy/mains/eui"
)

// Credential is a key pair of somebody, or what is held of it: a certificate, a
// private key, or both. Its fields are not changed once it is in a [KeyStore].
type Credential struct {
	Certificate *Certificate      // nil: a key that no certificate is held for
	Key         *ecdsa.PrivateKey // nil: not held
	Public      *ecdsa.PublicKey  // that of Certificate or Key where there is one
	EUI         eui.ID            // the owner
	Usage       Usage
	Name        string // as published stores call it: Z1-supplier-ds
	PrePayment  bool   // the supplier's key agreement key for prepayment top-ups
}

// Complete reports whether certificate and private key are both held.
func (c *Credential) Complete() bool { return c.Certificate != nil && c.Key != nil }

// Role is the role in the certificate; Other where there is none.
func (c *Credential) Role() Role {
	if c.Certificate == nil {
		return Other
	}
	return c.Certificate.Role
}

// laterGeneration is how the names of those published credentials begin that no
// Device holds: the second generation of the same keys.
const laterGeneration = "Z1b-"

// InUse reports whether Devices hold the credential: all but the second published
// generation, whose names begin with Z1b-. In the repository their status is N.
func (c *Credential) InUse() bool { return !strings.HasPrefix(c.Name, laterGeneration) }

// ConventionalName is what published key stores would call a credential of id: role
// and usage, and the owner, which keeps names apart. Their readers take key pairs
// for GBCS by the prefixes Z1- and otherUser-, and tell prepayment by PP.
func ConventionalName(id eui.ID, role Role, usage Usage, prePayment bool) string {
	owner := strings.ToUpper(id.Hex())
	party := map[Role]string{
		Root: "Z1-root", Recovery: "Z1-recovery", Supplier: "Z1-supplier",
		NetworkOperator: "Z1-networkOperator", AccessControlBroker: "Z1-accessControlBroker",
		TransitionalCoS: "Z1-transitionalCoS", WANProvider: "Z1-wanProvider",
		IssuingAuthority: "Z1-issuingAuthority", LoadController: "Z1-loadController",
		Other: "otherUser", XMLSign: "xml-sign", DSPXMLSign: "dsp-xml-sign",
	}[role]
	if prePayment {
		party += "PP"
	}
	return party + "-" + owner + "-" + strings.ToLower(usage.Code())
}

// KeyStore is a set of credentials. The zero KeyStore is empty and ready. It may be
// read by several goroutines, not while something is added.
type KeyStore struct {
	credentials []*Credential
	problems    []Problem
}

// Problem is something in a key store that is not as its place says, and was read
// for what it is.
type Problem struct {
	Where string // file name, or path in the JSON text
	What  string
}

// String is where and what in one line.
func (p Problem) String() string { return p.Where + ": " + p.What }

// Problems lists what was not as its place says, in the order of reading.
func (s *KeyStore) Problems() []Problem { return slices.Clone(s.problems) }

// Credentials lists all credentials, those without certificate included, in the
// order in which they were added.
func (s *KeyStore) Credentials() []*Credential { return slices.Clone(s.credentials) }

// Add puts a credential in the store. Owner, usage and public key, where they are not
// set, are taken from certificate and key. What has the same key and certificate as
// one that is there, or completes it, is joined with it and keeps its place. A
// credential without any key is left out.
func (s *KeyStore) Add(c *Credential) {
	added := c.filled()
	if added.Public == nil {
		return
	}
	for i, held := range s.credentials {
		if joined, ok := held.join(added); ok {
			s.credentials[i] = joined
			return
		}
	}
	s.credentials = append(s.credentials, added)
}

// filled is a copy of c with the fields that follow from certificate and key.
func (c *Credential) filled() *Credential {
	f := *c
	if f.Certificate != nil {
		f.Public, f.Usage = f.Certificate.ECDSA(), f.Certificate.Usage
		if f.EUI.IsZero() {
			f.EUI = f.Certificate.EUI
		}
	}
	if f.Public == nil && f.Key != nil {
		f.Public = &f.Key.PublicKey
	}
	return &f
}

// join makes one credential of two for the same owner and key.
func (c *Credential) join(other *Credential) (*Credential, bool) {
	if c.EUI != other.EUI || c.Usage != other.Usage || c.PrePayment != other.PrePayment ||
		!c.Public.Equal(other.Public) {
		return nil, false
	}
	if c.Certificate != nil && other.Certificate != nil &&
		!c.Certificate.Equal(other.Certificate.Certificate) {
		return nil, false
	}
	joined := *c
	joined.Certificate = cmp.Or(c.Certificate, other.Certificate)
	joined.Key = cmp.Or(c.Key, other.Key)
	joined.Name = cmp.Or(c.Name, other.Name)
	return &joined, true
}

// Find finds the key pair of id in a role, complete and not that for prepayment.
// One in use comes before one that is not.
func (s *KeyStore) Find(id eui.ID, role Role, usage Usage) (*Credential, bool) {
	return s.best(func(c *Credential) bool {
		return c.Complete() && c.EUI == id && c.Role() == role && c.Usage == usage && !c.PrePayment
	})
}

// FindPrePayment finds the complete key agreement pair of id for prepayment top-ups.
func (s *KeyStore) FindPrePayment(id eui.ID) (*Credential, bool) {
	return s.best(func(c *Credential) bool { return c.Complete() && c.EUI == id && c.PrePayment })
}

// Certificates lists the certificates of id in order of preference: see
// [KeyStore.Keys].
func (s *KeyStore) Certificates(id eui.ID) []*Certificate {
	var found []*Certificate
	for _, c := range s.ranked(func(c *Credential) bool { return c.EUI == id }) {
		if c.Certificate != nil {
			found = append(found, c.Certificate)
		}
	}
	return found
}

// BySerial finds a credential by the serial number of its certificate.
func (s *KeyStore) BySerial(serial *big.Int) (*Credential, bool) {
	return s.best(func(c *Credential) bool {
		return c.Certificate != nil && c.Certificate.SerialNumber.Cmp(serial) == 0
	})
}

// Keys lists what is held of the keys of id for a usage, best first: what is in use
// before what is not, keys for Devices before those of XML signatures and prepayment,
// certified before bare ones. Each has a public key; some have the private one. Who
// checks a message tries the first, or one after the other.
func (s *KeyStore) Keys(id eui.ID, usage Usage) []*Credential {
	return s.ranked(func(c *Credential) bool { return c.EUI == id && c.Usage == usage })
}

// Public finds the public key of id for a usage: that of the first of Keys.
func (s *KeyStore) Public(id eui.ID, usage Usage) (*ecdsa.PublicKey, bool) {
	keys := s.Keys(id, usage)
	if len(keys) == 0 {
		return nil, false
	}
	return keys[0].Public, true
}

// Private finds the private key of id for a usage: that of the first of Keys that
// has one.
func (s *KeyStore) Private(id eui.ID, usage Usage) (*ecdsa.PrivateKey, bool) {
	for _, c := range s.Keys(id, usage) {
		if c.Key != nil {
			return c.Key, true
		}
	}
	return nil, false
}

func (s *KeyStore) best(fits func(*Credential) bool) (*Credential, bool) {
	if found := s.ranked(fits); len(found) > 0 {
		return found[0], true
	}
	return nil, false
}

// ranked lists the credentials that fit in order of preference, and of addition
// where that does not decide.
func (s *KeyStore) ranked(fits func(*Credential) bool) []*Credential {
	var found []*Credential
	for _, c := range s.credentials {
		if fits(c) {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b *Credential) int { return cmp.Compare(a.rank(), b.rank()) })
	return found
}

// rank orders credentials: the lower, the more a caller wants it. The shortcomings
// stand in the order of their weight.
func (c *Credential) rank() (rank int) {
	for _, shortcoming := range []bool{
		!c.InUse(), c.Role().SignsXML(), c.PrePayment, c.Certificate == nil, c.Key == nil,
	} {
		rank <<= 1
		if shortcoming {
			rank++
		}
	}
	return rank
}
