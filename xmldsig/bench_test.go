package xmldsig_test

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/shared"
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

// turns is how often ours are timed for each time that a program is run.
const turns = 50

// BenchmarkAgainst times our verification, from octets to verdict, beside the bare check of
// an ECDSA signature and beside that of xmlsec1. They take turns, and of each the fastest
// turn counts, so that what else the machine does harms none of them. Ours are in wall
// time; that of xmlsec1 is processor time, without what it takes to start.
func BenchmarkAgainst(b *testing.B) {
	key := newKey(b)
	tariff := shared.File(b, "rtds", "duis",
		"ECS01a_1.1.1_FUTURE_DATED_TOU_BLOCK_SUCCESS_REQUEST_DUIS.XML")
	firmware := strings.Replace(benchmarkRequest, "<sr:ReadInstantaneousImportRegisters/>",
		"<sr:FirmwareImage>"+strings.Repeat("QUJDRA==", 1<<17)+"</sr:FirmwareImage>", 1)
	for _, bench := range []struct {
		name, document string
		calls          int // in a turn of ours
		repeats        int // in a turn of xmlsec1
	}{
		{"small", benchmarkRequest, 5, 300}, {"tariff", string(tariff), 5, 100},
		{"firmware", firmware, 1, 10},
	} {
		b.Run(bench.name, func(b *testing.B) {
			signed := sign(b, bench.document, key)
			once, often := xmlsecTime(b, signed, key, 1), xmlsecTime(b, signed, key, bench.repeats)
			ours, bare := math.Inf(1), math.Inf(1)
			hash := sha256.Sum256([]byte(signed))
			value, err := ecdsa.SignASN1(rand.Reader, key, hash[:])
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				for range turns {
					ours = min(ours, timed(bench.calls, func() {
						if err := verify(signed, &key.PublicKey); err != nil {
							b.Fatal(err)
						}
					}))
					bare = min(bare, timed(bench.calls, func() {
						if !ecdsa.VerifyASN1(&key.PublicKey, hash[:], value) {
							b.Fatal("does not verify")
						}
					}))
				}
				once.run(b)
				often.run(b)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(ours, "ours-µs")
			b.ReportMetric(bare, "ecdsa-µs")
			b.ReportMetric(ours/bare, "ours/ecdsa")
			if often != nil {
				b.ReportMetric((often.best-once.best)/float64(bench.repeats-1), "xmlsec1-µs")
			}
		})
	}
}

// timed is how long one of n calls takes, in microseconds.
func timed(n int, f func()) float64 {
	start := time.Now()
	for range n {
		f()
	}
	return time.Since(start).Seconds() * 1e6 / float64(n)
}

// process is a program that is run several times.
type process struct {
	args []string
	best float64 // least processor time of a run, in microseconds
}

func (p *process) run(b *testing.B) {
	if p == nil {
		return
	}
	cmd := exec.Command(p.args[0], p.args[1:]...)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", p.args[0], err, out)
	}
	used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	p.best = min(p.best, used.Seconds()*1e6)
}

// xmlsecTime is xmlsec1 verifying a document so many times; nil where it is not installed.
func xmlsecTime(b *testing.B, signed string, key *ecdsa.PrivateKey, repeats int) *process {
	b.Helper()
	if _, err := exec.LookPath("xmlsec1"); err != nil {
		b.Log("xmlsec1 is not installed: nothing to compare with")
		return nil
	}
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		b.Fatal(err)
	}
	public := filepath.Join(b.TempDir(), "public.pem")
	document := filepath.Join(b.TempDir(), "document.xml")
	encoded := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	for path, content := range map[string][]byte{public: encoded, document: []byte(signed)} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return &process{args: []string{"xmlsec1", "--verify", "--repeat", fmt.Sprint(repeats),
		"--pubkey-pem", public, "--enabled-key-data", "raw-x509-cert", document}, best: math.Inf(1)}
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
