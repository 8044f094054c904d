package main

import (
	"fmt"
	"os"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/system"
	"github.com/mains-energy/mains/smki"
)

// readCertificate reads a certificate from a PEM file.
func readCertificate(path string) (*smki.Certificate, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	certificate, err := smki.ParseCertificatePEM(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return certificate, nil
}

// userID is the EUI-64 of a User named by alias or EUI-64.
func userID(name string) (eui.ID, error) {
	if party, known := system.FindParty(name); known {
		return party.EUI, nil
	}
	return eui.ID{}, fmt.Errorf("no User %q: want an EUI-64 or one of %s", name, aliases())
}

// brokerOf is the Access Control Broker in a key store: whoever has that role, else
// the well-known one.
func brokerOf(keys *smki.KeyStore) eui.ID {
	for _, credential := range keys.Credentials() {
		if credential.Role() == smki.AccessControlBroker {
			return credential.EUI
		}
	}
	return system.Broker
}
