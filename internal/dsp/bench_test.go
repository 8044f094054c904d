package dsp_test

import (
	"fmt"
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/xmldsig"
)

// BenchmarkVerify parses a request and checks its signature.
func BenchmarkVerify(b *testing.B) {
	w := one(b)
	document := w.signed(w.readImport(supplier, esme))
	key := w.xml(supplier).Certificate.ECDSA()
	b.ReportAllocs()
	b.SetBytes(int64(len(document)))
	for b.Loop() {
		r, err := duis.Parse(document)
		if err != nil {
			b.Fatal(err)
		}
		signature, err := xmldsig.Find(r.Document)
		if err != nil {
			b.Fatal(err)
		}
		if err := signature.Verify(key); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTransform makes the GBCS message of a request.
func BenchmarkTransform(b *testing.B) {
	w := one(b)
	for _, r := range []*duis.Request{
		w.readImport(supplier, esme), w.readImport(supplier, gpf), w.setLimit(900),
	} {
		device := usecase.ESME
		if r.RequestID.Target == gpf {
			device = usecase.GPF
		}
		b.Run(r.ServiceReferenceVariant+"/"+device.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := srv.Transform(r, srv.Inputs{Device: device, Known: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSeal puts the Broker's MAC on a Command.
func BenchmarkSeal(b *testing.B) {
	w := one(b)
	command, err := srv.Transform(w.readImport(supplier, esme),
		srv.Inputs{Device: usecase.ESME, Known: true})
	w.must(err)
	sealer := &accessBroker{pki: w.pki}
	var octets []byte
	b.ReportAllocs()
	for b.Loop() {
		m := *command.Message
		if err := sealer.Seal(b.Context(), &m); err != nil {
			b.Fatal(err)
		}
		octets = m.Append(octets[:0])
	}
}

// BenchmarkRoundTrip sends 4.1.1 and waits until the signed answer is at the User's receive
// service: one request after the other, and 64 at once. The journal is SQLite, synced to
// disk; the Devices' part of the work is in the figure.
func BenchmarkRoundTrip(b *testing.B) {
	for _, devices := range []int{1, 64} {
		b.Run(fmt.Sprintf("at once=%d", devices), func(b *testing.B) {
			w := one(b)
			w.stop()
			open := make(chan struct{}, devices)
			w.arrived = func() { <-open }
			street := w.street(devices)
			documents := make([][][]byte, devices)
			for i := range b.N {
				d := i % devices
				documents[d] = append(documents[d], w.signed(w.readImport(supplier, street[d])))
			}
			b.ResetTimer()
			together(devices, func(d int) bool {
				for _, document := range documents[d] {
					open <- struct{}{}
					if code := codeOf(w, document); code != duis.I99 {
						b.Errorf("got %s, want I99", code)
					}
				}
				return true
			})
			for range devices { // the last ones
				open <- struct{}{}
			}
			b.StopTimer()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
		})
	}
}
