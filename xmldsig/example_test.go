package xmldsig_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"fmt"
	"math/big"

	"github.com/mains-energy/mains/xmldsig"
)

// Sign a document, then do what its receiver does: parse it once, find the
// signature, look up the key of the certificate it names, verify, and read from
// the same tree.
func Example() {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	signed, err := xmldsig.Sign(rand.Reader, []byte(`<Request><ID>1000</ID></Request>`),
		key, "CN=Z1,OU=07", big.NewInt(1234567890))
	if err != nil {
		panic(err)
	}

	document, err := xmldsig.Parse(signed)
	if err != nil {
		panic(err)
	}
	signature, err := xmldsig.Find(document)
	if err != nil {
		panic(err)
	}
	fmt.Println("signed under", signature.IssuerName, signature.Serial)
	if err := signature.Verify(&key.PublicKey); err != nil {
		panic(err)
	}
	fmt.Println("ID", document.Root.Child("", "ID").Text())
	// Output:
	// signed under CN=Z1,OU=07 1234567890
	// ID 1000
}

func ExampleSyntaxError() {
	_, err := xmldsig.Parse([]byte("<a>\n  <b>&nbsp;</b>\n</a>"))
	fmt.Println(err)
	// Output:
	// xmldsig: /a/b, line 2, column 6: undeclared entity "nbsp"
}
