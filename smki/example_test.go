package smki_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"fmt"
	"log"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
)

// A root, and a Device certificate directly below it.
func Example() {
	issue := func(t smki.Template, issuer *smki.Credential) *smki.Credential {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			log.Fatal(err)
		}
		made := &smki.Credential{Key: key}
		if issuer == nil {
			issuer = made
		}
		t.Public = &key.PublicKey
		t.NotBefore = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		t.NotAfter = t.NotBefore.AddDate(10, 0, 0)
		if t.Serial, err = smki.NewSerial(rand.Reader); err != nil {
			log.Fatal(err)
		}
		if made.Certificate, err = smki.Issue(rand.Reader, t, issuer); err != nil {
			log.Fatal(err)
		}
		return made
	}
	root := issue(smki.Template{Kind: smki.Authority, Role: smki.Root, CommonName: "root",
		EUI: eui.MustParse("02-00-00-00-00-00-00-01")}, nil)
	device := issue(smki.Template{Kind: smki.Device, Usage: smki.KeyAgreement,
		EUI: eui.MustParse("00-DB-12-34-56-78-90-A0")}, root)

	at := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	err := smki.VerifyChain(device.Certificate, nil, []*smki.Certificate{root.Certificate}, at)
	fmt.Println(device.Certificate, err)
	// Output: 00-DB-12-34-56-78-90-A0 device keyAgreement <nil>
}
