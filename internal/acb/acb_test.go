package acb_test

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"sync"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/internal/acb"
)

var (
	broker = eui.MustParse("90-B3-D5-1F-30-00-00-02")
	user   = eui.MustParse("90-B3-D5-1F-30-01-00-00")
	device = eui.MustParse("00-DB-12-34-56-78-90-A0")
)

// errUnknown is what the test's repository says of a Device that it does not know.
var errUnknown = errors.New("no such Device")

// keys are the Devices' keys.
type keys struct {
	mu      sync.Mutex
	private map[eui.ID]*ecdh.PrivateKey
}

func (k *keys) KeyAgreement(_ context.Context, id eui.ID) (*ecdh.PublicKey, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if key, ok := k.private[id]; ok {
		return key.PublicKey(), nil
	}
	return nil, errUnknown
}

func generate(t testing.TB) *ecdh.PrivateKey {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func signingKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// TestSign signs as a party, and nothing of another's.
func TestSign(t *testing.T) {
	key := signingKey(t)
	party := acb.NewSigner(broker, key)
	own := command()
	own.Originator = broker
	if err := party.Sign(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	if err := own.Verify(&key.PublicKey); err != nil {
		t.Error(err)
	}
	if m := command(); party.Sign(t.Context(), m) == nil || m.Signature != nil {
		t.Errorf("signed as %s", m.Originator)
	}
}

// world is a Broker and one Device.
func world(t testing.TB) (*acb.Broker, *ecdh.PrivateKey, *keys) {
	t.Helper()
	key := generate(t)
	devices := &keys{private: map[eui.ID]*ecdh.PrivateKey{device: generate(t)}}
	return acb.New(broker, signingKey(t), key, devices), key, devices
}

func command() *gbcs.Message {
	return &gbcs.Message{
		Header: gbcs.Header{Flag: gbcs.Command, Counter: 1000, Originator: user, Recipient: device,
			Message: 0x0027},
		Payload: []byte("payload"), Form: gbcs.Inner,
	}
}

func response() *gbcs.Message {
	m := command()
	m.Flag, m.Originator, m.Recipient = gbcs.Response, device, broker
	return m
}

// secret is what the Device shares with the Broker, as the Device computes it.
func secret(t testing.TB, b *ecdh.PrivateKey, d *ecdh.PrivateKey) gbcs.Secret {
	t.Helper()
	z, err := gbcs.Agree(d, b.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// TestSeal puts a MAC that the Device accepts on a Command, whoever originates it.
func TestSeal(t *testing.T) {
	b, key, devices := world(t)
	if b.ID() != broker {
		t.Errorf("the Broker is %s", b.ID())
	}
	for _, originator := range []eui.ID{user, broker} {
		m := command()
		m.Originator = originator
		if err := b.Seal(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		parsed, err := gbcs.Parse(m.Append(nil))
		if err != nil || parsed.Form != gbcs.Sealed {
			t.Fatalf("%v, %v", parsed, err)
		}
		if err := parsed.Open(secret(t, key, devices.private[device])); err != nil {
			t.Errorf("a Command of %s: %v", originator, err)
		}
	}
}

func TestOpen(t *testing.T) {
	b, key, devices := world(t)
	z := secret(t, key, devices.private[device])
	sealed := func(change func(m *gbcs.Message)) *gbcs.Message {
		m := response()
		m.Seal(z)
		change(m)
		return m
	}
	for _, tt := range []struct {
		name    string
		message *gbcs.Message
		want    error
	}{
		{"right", sealed(func(*gbcs.Message) {}), nil},
		{"flipped", sealed(func(m *gbcs.Message) { m.MAC[0] ^= 1 }), gbcs.ErrMAC},
		{"payload changed", sealed(func(m *gbcs.Message) { m.Payload = []byte("payloaD") }), gbcs.ErrMAC},
		{"counter changed", sealed(func(m *gbcs.Message) { m.Counter++ }), gbcs.ErrMAC},
		{"no MAC", response(), gbcs.ErrMAC},
		{"unknown Device", sealed(func(m *gbcs.Message) { m.Originator = user }), errUnknown},
	} {
		if err := b.Open(t.Context(), tt.message); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
	m := command()
	m.Recipient = user
	if err := b.Seal(t.Context(), m); !errors.Is(err, errUnknown) || m.Form == gbcs.Sealed {
		t.Errorf("for an unknown Device: got %v, %s", err, m.Form)
	}
}

// TestNewKey follows a Device that gets a new key: the old secret is not used any more.
func TestNewKey(t *testing.T) {
	b, key, devices := world(t)
	old := secret(t, key, devices.private[device])
	if err := b.Seal(t.Context(), command()); err != nil {
		t.Fatal(err)
	}
	devices.private[device] = generate(t)
	m := command()
	if err := b.Seal(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if err := m.Open(secret(t, key, devices.private[device])); err != nil {
		t.Errorf("under the new key: %v", err)
	}
	if err := m.Open(old); !errors.Is(err, gbcs.ErrMAC) {
		t.Errorf("under the old key: got %v, want ErrMAC", err)
	}
}

// TestMany seals for many Devices at once: each MAC is the one of its own Device.
func TestMany(t *testing.T) {
	b, key, devices := world(t)
	const n = 50
	for i := range n {
		devices.private[eui.ID{byte(i), 1}] = generate(t)
	}
	var all sync.WaitGroup
	for i := range 4 * n {
		all.Go(func() {
			m := command()
			m.Recipient = eui.ID{byte(i % n), 1}
			if err := b.Seal(t.Context(), m); err != nil {
				t.Error(err)
				return
			}
			z, err := gbcs.Agree(devices.private[m.Recipient], key.PublicKey())
			if err != nil {
				t.Error(err)
			}
			if err := m.Open(z); err != nil {
				t.Errorf("%s: %v", m.Recipient, err)
			}
		})
	}
	all.Wait()
}

func BenchmarkSeal(b *testing.B) {
	access, _, _ := world(b)
	message := command()
	message.Payload = bytes.Repeat([]byte{1}, 100)
	b.ReportAllocs()
	for b.Loop() {
		m := *message
		if err := access.Seal(b.Context(), &m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	access, key, devices := world(b)
	message := response()
	message.Payload = bytes.Repeat([]byte{1}, 100)
	message.Seal(secret(b, key, devices.private[device]))
	b.ReportAllocs()
	for b.Loop() {
		if err := access.Open(b.Context(), message); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirstSeal is Seal for a Device that nothing is kept of.
func BenchmarkFirstSeal(b *testing.B) {
	_, key, devices := world(b)
	message := command()
	for b.Loop() {
		m := *message
		if err := acb.New(broker, nil, key, devices).Seal(b.Context(), &m); err != nil {
			b.Fatal(err)
		}
	}
}
