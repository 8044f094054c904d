package dsp_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

// A turn of ours is so many requests, and there are so many turns for each time that the
// other programs run.
const (
	perTurn = 5
	turns   = 50
)

// BenchmarkPath times what becomes of a request between its octets and the sealed command,
// or the Pre-Command where it is critical; of a firmware image, until it is verified. It is
// timed alone, in memory, and as the gateway does it, with all it looks up in its database
// on the way and before it makes the command durable. Beside it stand what libxml2 takes
// to validate the same document, and xmlsec1 to check its signature. Of the turns of each
// the fastest counts. The figure of a step of the gateway has those before it in it.
func BenchmarkPath(b *testing.B) {
	tariff, err := duis.Parse(shared.File(b, "rtds", "duis",
		"ECS01a_1.1.1_FUTURE_DATED_TOU_BLOCK_SUCCESS_REQUEST_DUIS.XML"))
	if err != nil {
		b.Fatal(err)
	}
	firmware, err := duis.Parse(shared.File(b, "rtds", "duis",
		"11.1_UPDATE_FIRMWARE_REQUEST_DUIS.XML"))
	if err != nil {
		b.Fatal(err)
	}
	firmware.Body.(*duis.UpdateFirmware).FirmwareImage = bytes.Repeat([]byte{0x5A}, 1<<20)
	for _, bench := range []journey{
		{"4.1.1", 1, &duis.ReadInstantaneousImportRegisters{}, "seal", 1000},
		{"1.1.1", 4, tariff.Body, "transform", 300},
		{"11.1", 8, firmware.Body, "", 20},
	} {
		b.Run(bench.variant, bench.run)
	}
}

// journey is a request that BenchmarkPath times.
type journey struct {
	variant string
	cv      uint8
	body    duis.Body
	last    string // the step of the gateway that ends it; empty where it does not go there
	repeats int    // in a turn of xmlsec1
}

func (j journey) run(b *testing.B) {
	w := one(b)
	w.stop()
	target := esme
	if j.cv == 8 {
		target = broker
	}
	document := w.signed(request(w.next(supplier, target), j.cv, j.variant, j.body))
	path := &path{last: j.last}
	config := w.config()
	config.Log, config.Certificates = slog.New(path), &judge{pki: w.pki}
	g, err := dsp.New(config)
	w.must(err)
	serve := g.Send
	if j.last == "transform" {
		serve = g.Transform
	}
	peers := w.peers(document, j.repeats)
	sealer := &accessBroker{pki: w.pki}
	key := w.xml(supplier).Certificate.ECDSA()
	alone, best := math.Inf(1), map[string]float64{j.last: math.Inf(1)}
	for b.Loop() {
		for range turns {
			start := time.Now()
			for range perTurn {
				w.must(j.alone(document, key, sealer))
			}
			alone = min(alone, time.Since(start).Seconds()*1e6/perTurn)
			if j.last == "" {
				continue
			}
			if took := path.turn(b, serve, document); took[j.last] < best[j.last] {
				best = took
			}
		}
		peers.run(b)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(alone, "alone-µs")
	for step, at := range best {
		if step != "" {
			b.ReportMetric(at, step+"-µs")
		}
	}
	peers.report(b)
}

// alone does what the gateway does, with all it looks up at hand.
func (j journey) alone(document []byte, key *ecdsa.PublicKey, sealer *accessBroker) error {
	r, err := duis.Parse(document)
	if err != nil {
		return err
	}
	signature, err := xmldsig.Find(r.Document)
	if err != nil {
		return err
	}
	if err := signature.Verify(key); err != nil || j.last == "" {
		return err
	}
	variant, _ := srv.Lookup(r.ServiceReferenceVariant)
	if err := variant.Agrees(r); err != nil {
		return err
	}
	if !variant.Admits(duis.IS, usecase.ESME) {
		return errors.New("not admitted")
	}
	command, err := srv.Transform(r, srv.Inputs{Device: usecase.ESME, Known: true, GBCSVersion: "4.2"})
	if err != nil {
		return err
	}
	if j.last == "seal" {
		if err := sealer.Seal(context.Background(), command.Message); err != nil {
			return err
		}
	}
	command.Message.Append(nil)
	return nil
}

// judge remembers which certificates are good, as the certification authority does.
type judge struct {
	*pki
	good sync.Map
}

func (j *judge) Check(c *smki.Certificate, at time.Time) error {
	if _, known := j.good.Load(c); known {
		return nil
	}
	err := j.pki.Check(c, at)
	if err == nil {
		j.good.Store(c, true)
	}
	return err
}

// path is a log that notes when a request has passed each step of the gateway, and has it
// given up after the last: its RequestID can then be used again.
type path struct {
	slog.Handler
	last   string
	cancel context.CancelFunc
	began  time.Time
	passed map[string]float64 // microseconds since the beginning, of all requests
}

func (p *path) Enabled(context.Context, slog.Level) bool { return true }

func (p *path) Handle(_ context.Context, r slog.Record) error {
	p.passed[r.Message] += time.Since(p.began).Seconds() * 1e6
	if r.Message == p.last {
		p.cancel()
	}
	return nil
}

// turn sends a document several times, and returns how long each step took on average.
func (p *path) turn(
	b *testing.B, serve func(context.Context, []byte) (*duis.Response, error), document []byte,
) map[string]float64 {
	b.Helper()
	p.passed = map[string]float64{}
	for range perTurn {
		ctx, cancel := context.WithCancel(b.Context())
		p.cancel, p.began = cancel, time.Now()
		if _, err := serve(ctx, document); !errors.Is(err, context.Canceled) {
			b.Fatalf("got %v, want it to be given up after %s", err, p.last)
		}
		cancel()
	}
	for step := range p.passed {
		p.passed[step] /= perTurn
	}
	return p.passed
}

// peers are the programs that are timed beside us, each with less and more to do.
type peers map[string]*peer

type peer struct {
	once, often []string   // commands
	repeats     int        // how many documents more the second takes
	least       [2]float64 // microseconds of processor time
}

// peers are xmllint and xmlsec1, as far as they are installed, on a signed document.
func (w *world) peers(document []byte, repeats int) peers {
	w.Helper()
	schema := filepath.Join(shared.Dir(w), "schema", "duis-5.4.xsd")
	dir := w.TempDir()
	path, public := filepath.Join(dir, "document.xml"), filepath.Join(dir, "public.pem")
	w.must(os.WriteFile(path, document, 0o600))
	der, err := x509.MarshalPKIXPublicKey(w.xml(supplier).Certificate.ECDSA())
	w.must(err)
	w.must(os.WriteFile(public, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}), 0o600))
	// With --repeat each file is validated a hundred times.
	files := max(1, 3*repeats/100)
	lint := []string{"xmllint", "--noout", "--quiet", "--repeat", "--schema", schema}
	verify := func(n int) []string {
		return []string{"xmlsec1", "--verify", "--repeat", fmt.Sprint(n), "--pubkey-pem", public,
			"--enabled-key-data", "raw-x509-cert", path}
	}
	all := peers{
		"libxml2": {once: append(lint[:len(lint):len(lint)], path),
			often: append(lint, slices.Repeat([]string{path}, 1+files)...), repeats: 100 * files},
		"xmlsec1": {once: verify(1), often: verify(1 + repeats), repeats: repeats},
	}
	for name, o := range all {
		o.least = [2]float64{math.Inf(1), math.Inf(1)}
		if _, err := exec.LookPath(o.once[0]); err != nil {
			w.Logf("%s is not installed: nothing to compare with", o.once[0])
			delete(all, name)
		}
	}
	return all
}

// run times each once more, in processor time.
func (all peers) run(b *testing.B) {
	for _, o := range all {
		for i, args := range [][]string{o.once, o.often} {
			cmd := exec.Command(args[0], args[1:]...)
			if err := cmd.Run(); err != nil {
				b.Fatalf("%v: %v", args, err)
			}
			used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			o.least[i] = min(o.least[i], used.Seconds()*1e6)
		}
	}
}

// report is the time of one document, without what it takes to start and to read a schema.
func (all peers) report(b *testing.B) {
	for name, o := range all {
		b.ReportMetric((o.least[1]-o.least[0])/float64(o.repeats), name+"-µs")
	}
}

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
