package smki

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/mains-energy/mains/eui"
)

// jsonStore is the published form of a key store: owner, usage and decimal serial
// number lead to an entry.
//
//	{"90b3d51f30010000": {"digitalSignature" | "keyAgreement": {"1234": {
//	    "certificate": PEM, "privateKey": PEM, "name": "Z1-supplier-ds", "role": 2}}}}
type jsonStore map[string]map[string]map[string]jsonEntry

// jsonEntry is one certificate; all but that may be absent, as clients write them
// for certificates that they have looked up.
type jsonEntry struct {
	Certificate string `json:"certificate"`
	PrivateKey  string `json:"privateKey,omitempty"`
	Name        string `json:"name,omitempty"`
	Role        *Role  `json:"role,omitempty"`
}

// ParseKeyStore reads a key store in the published JSON form. Every entry has to be
// what its place says: owner, usage, serial number, role, and private key of the
// certificate. It fails with the path of the first that is not, and [ErrMalformed],
// [ErrOwner], [ErrUsage], [ErrRole], [ErrKey] or [ErrName].
func ParseKeyStore(text []byte) (*KeyStore, error) {
	var all jsonStore
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, malformed(err)
	}
	s := &KeyStore{}
	for _, owner := range slices.Sorted(maps.Keys(all)) {
		for _, usage := range slices.Sorted(maps.Keys(all[owner])) {
			entries := all[owner][usage]
			for _, serial := range slices.Sorted(maps.Keys(entries)) {
				c, err := entries[serial].credential(owner, usage, serial)
				if err != nil {
					return nil, fmt.Errorf("%s/%s/%s: %w", owner, usage, serial, err)
				}
				s.Add(c)
			}
		}
	}
	return s, nil
}

func (e jsonEntry) credential(owner, usage, serial string) (*Credential, error) {
	id, err := eui.Parse(owner)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrName, err)
	}
	certificate, err := ParseCertificatePEM([]byte(e.Certificate))
	if err != nil {
		return nil, err
	}
	number, ok := new(big.Int).SetString(serial, 10)
	switch {
	case certificate.EUI != id:
		return nil, fmt.Errorf("%w: it is of %s", ErrOwner, certificate.EUI)
	case certificate.Usage.String() != usage:
		return nil, fmt.Errorf("%w: the certificate is for %s", ErrUsage, certificate.Usage)
	case !ok || number.Cmp(certificate.SerialNumber) != 0:
		return nil, fmt.Errorf("%w: the certificate has serial number %s", ErrMalformed,
			certificate.SerialNumber)
	case e.Role != nil && *e.Role != certificate.Role:
		return nil, fmt.Errorf("%w: %s, and %s in the certificate", ErrRole, *e.Role, certificate.Role)
	}
	c := &Credential{
		Certificate: certificate, Name: e.Name,
		PrePayment: certificate.Usage == KeyAgreement && namesPrePayment(e.Name),
	}
	if e.PrivateKey == "" {
		return c, nil
	}
	if c.Key, err = ParseKeyPEM([]byte(e.PrivateKey)); err != nil {
		return nil, err
	}
	if !c.Key.PublicKey.Equal(certificate.ECDSA()) {
		return nil, fmt.Errorf("%w: the private key is not that of the certificate", ErrKey)
	}
	return c, nil
}

// namesPrePayment reports whether a name is that of a prepayment key: Z1-supplierPP-ka.
// Nothing else in the published form tells.
func namesPrePayment(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "-"), func(part string) bool {
		return strings.HasSuffix(part, "PP")
	})
}

// AppendJSON appends the key store in the form that [ParseKeyStore] reads, sorted and
// indented. That form has no place for keys without certificate and for authorities,
// which are left out.
func (s *KeyStore) AppendJSON(dst []byte) ([]byte, error) {
	all := jsonStore{}
	for _, c := range s.credentials {
		if c.Certificate == nil || c.Certificate.Kind == Authority {
			continue
		}
		e := jsonEntry{Certificate: string(c.Certificate.EncodePEM()), Name: c.Name}
		if c.Certificate.Kind == Organisation {
			e.Role = &c.Certificate.Role
		}
		if c.Key != nil {
			key, err := EncodeKeyPEM(c.Key)
			if err != nil {
				return dst, err
			}
			e.PrivateKey = string(key)
		}
		owner, usage := c.Certificate.EUI.Hex(), c.Usage.String()
		if all[owner] == nil {
			all[owner] = map[string]map[string]jsonEntry{}
		}
		if all[owner][usage] == nil {
			all[owner][usage] = map[string]jsonEntry{}
		}
		all[owner][usage][c.Certificate.SerialNumber.String()] = e
	}
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return dst, fmt.Errorf("smki: write a key store: %w", err)
	}
	return append(append(dst, text...), '\n'), nil
}
