package xmldsig_test

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

// benchmarkRequest is a request of DUIS's usual size: about 1,700 octets signed.
const benchmarkRequest = `<?xml version="1.0" encoding="UTF-8"?>
<sr:Request xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:sr="urn:example:gateway" ` +
	`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" schemaVersion="5.4">
  <sr:Header>
    <sr:RequestID>90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1000</sr:RequestID>
    <sr:CommandVariant>1</sr:CommandVariant>
    <sr:ServiceReference>4.1</sr:ServiceReference>
    <sr:ServiceReferenceVariant>4.1.1</sr:ServiceReferenceVariant>
  </sr:Header>
  <sr:Body>
    <sr:ReadInstantaneousImportRegisters/>
  </sr:Body>
</sr:Request>
`

func BenchmarkParse(b *testing.B) {
	signed := []byte(sign(b, benchmarkRequest, newKey(b)))
	firmware := []byte("<a><b>" + strings.Repeat("QUJDRA==", 1<<17) + "</b></a>")
	for _, bench := range []struct {
		name     string
		document []byte
	}{{"Request", signed}, {"Firmware", firmware}} {
		b.Run(fmt.Sprintf("%s/%d", bench.name, len(bench.document)), func(b *testing.B) {
			b.SetBytes(int64(len(bench.document)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := xmldsig.Parse(bench.document); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCanonical(b *testing.B) {
	d := mustParse(b, benchmarkRequest)
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		dst = d.AppendCanonical(dst[:0], xmldsig.Inclusive)
	}
}

// BenchmarkVerify includes Parse and Find.
func BenchmarkVerify(b *testing.B) {
	key := newKey(b)
	signed := sign(b, benchmarkRequest, key)
	b.ReportAllocs()
	for b.Loop() {
		if err := verify(signed, &key.PublicKey); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSign includes Parse.
func BenchmarkSign(b *testing.B) {
	key, serial := newKey(b), big.NewInt(1234567890)
	b.ReportAllocs()
	for b.Loop() {
		_, err := xmldsig.Sign(rand.Reader, []byte(benchmarkRequest), key, "CN=Z1,OU=07", serial)
		if err != nil {
			b.Fatal(err)
		}
	}
}
