package ca_test

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/ca"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
	"github.com/mains-energy/mains/smki"
)

// homes are the keys of n homes of five Devices.
func homes(t testing.TB, n int) (keys []ca.DeviceKey) {
	for home := range n {
		for d := range 5 {
			id := eui.ID{2, 'M', 'A', 'I', 'N', byte(home >> 8), byte(home), 0xA0 + byte(d)}
			keys = append(keys,
				ca.DeviceKey{EUI: id, Usage: smki.DigitalSignature, Public: &newKey(t).PublicKey},
				ca.DeviceKey{EUI: id, Usage: smki.KeyAgreement, Public: &newKey(t).PublicKey})
		}
	}
	return keys
}

// TestIssueDevices issues more than one batch, and looks every certificate up.
func TestIssueDevices(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t)
		w.db = db
		c := w.open(t)
		keys := homes(t, 52) // 520 keys
		issued, err := c.IssueDevices(t.Context(), keys)
		if err != nil || len(issued) != len(keys) {
			t.Fatalf("%d certificates, %v", len(issued), err)
		}
		serials := map[string]bool{}
		for i, key := range keys {
			got := issued[i]
			if got.Kind != smki.Device || !got.ECDSA().Equal(key.Public) ||
				got.Check(key.EUI, key.Usage) != nil || got.SerialNumber.BitLen() > 79 {
				t.Fatalf("certificate %d is %s, serial number %x", i, got, got.SerialNumber)
			}
			serials[got.SerialNumber.String()] = true
			if err := c.Verify(got, now); err != nil {
				t.Fatal(err)
			}
			found, err := c.Certificate(t.Context(), key.EUI, key.Usage)
			if err != nil || !found.Equal(got.Certificate) {
				t.Fatalf("%s: %v, %v", got, found, err)
			}
		}
		if len(serials) != len(keys) {
			t.Errorf("%d serial numbers for %d certificates", len(serials), len(keys))
		}
		again, err := w.open(t).IssueDevices(t.Context(), keys[:10])
		if err != nil {
			t.Fatal(err)
		}
		for i := range again {
			if !again[i].Equal(issued[i].Certificate) {
				t.Errorf("%s was issued twice", again[i])
			}
		}
	})
}

// TestReplaceDevice gives a Device a new key: look-ups find the new certificate, also
// where the old one was kept, and the old one by its serial number.
func TestReplaceDevice(t *testing.T) {
	w := newWorld(t)
	var err error
	w.keys, err = smki.ReadDirectory(os.DirFS(filepath.Join(shared.Dir(t), "rtds", "keystore")))
	if err != nil {
		t.Fatal(err)
	}
	c := w.open(t)
	published, err := c.Certificate(t.Context(), meter, smki.KeyAgreement)
	if err != nil || published.Issuer.CommonName != "E357" {
		t.Fatalf("the published certificate: %v, %v", published, err)
	}
	last := published
	for range 2 {
		key := ca.DeviceKey{EUI: meter, Usage: smki.KeyAgreement, Public: &newKey(t).PublicKey}
		issued, err := c.IssueDevices(t.Context(), []ca.DeviceKey{key})
		if err != nil {
			t.Fatal(err)
		}
		found, err := c.Certificate(t.Context(), meter, smki.KeyAgreement)
		if err != nil || !found.Equal(issued[0].Certificate) || found.Equal(last.Certificate) {
			t.Errorf("found %v, %v", found, err)
		}
		if old, err := c.BySerial(t.Context(), last.SerialNumber); err != nil ||
			!old.Equal(last.Certificate) {
			t.Errorf("the old one by serial number: %v, %v", old, err)
		}
		last = found
	}
	if other, err := c.Certificate(t.Context(), meter, smki.DigitalSignature); err != nil ||
		other.Issuer.CommonName != "E357" {
		t.Errorf("the other usage: %v, %v", other, err)
	}
	found, err := w.open(t).Certificate(t.Context(), meter, smki.KeyAgreement)
	if err != nil || !found.Equal(last.Certificate) {
		t.Errorf("after the second start: %v, %v", found, err)
	}
}

func TestIssueDevicesRefuses(t *testing.T) {
	c := newWorld(t).open(t)
	good := homes(t, 1)
	for name, keys := range map[string][]ca.DeviceKey{
		"no owner":     {{Usage: smki.KeyAgreement, Public: good[0].Public}},
		"no key":       {{EUI: meter, Usage: smki.KeyAgreement}},
		"an authority": {{EUI: meter, Usage: smki.KeyCertSign, Public: good[0].Public}},
		"twice":        {good[0], {EUI: good[0].EUI, Usage: good[0].Usage, Public: good[1].Public}},
	} {
		if issued, err := c.IssueDevices(t.Context(), keys); err == nil {
			t.Errorf("%s: issued %v", name, issued)
		}
	}
	if issued, err := c.IssueDevices(t.Context(), nil); err != nil || len(issued) != 0 {
		t.Errorf("nothing: %v, %v", issued, err)
	}
	found, err := c.Certificate(t.Context(), good[0].EUI, smki.KeyAgreement)
	if !errors.Is(err, ca.ErrUnknown) {
		t.Errorf("an unknown Device: %v, %v", found, err)
	}
}

func benchWorld(b *testing.B) *world {
	return &world{db: storetest.Open(b, store.Config{Dir: b.TempDir()}), dir: b.TempDir(),
		random: rand.Reader, at: now}
}

func BenchmarkIssueDevices(b *testing.B) {
	c, err := benchWorld(b).try(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		keys := homes(b, 3) // the same Devices with new keys
		b.StartTimer()
		if _, err := c.IssueDevices(b.Context(), keys); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(30, "certificates/op")
}

func BenchmarkVerify(b *testing.B) {
	c, err := benchWorld(b).try(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	made, err := c.Organisation(b.Context(), wants[0])
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := c.Verify(made.Certificate, now); err != nil {
			b.Fatal(err)
		}
	}
}
