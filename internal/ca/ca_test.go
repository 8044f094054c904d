package ca_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/ca"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
	"github.com/mains-energy/mains/smki"
)

var (
	now      = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	supplier = eui.MustParse("90-B3-D5-1F-30-01-00-00")
	second   = eui.MustParse("90-B3-D5-1F-30-03-00-00")
	meter    = eui.MustParse("00-DB-12-34-56-78-90-A0")
)

// world is what a CA stands on in a test.
type world struct {
	db     *store.DB
	dir    string
	log    bytes.Buffer
	keys   *smki.KeyStore
	random io.Reader
	at     time.Time
}

func newWorld(t *testing.T) *world {
	return &world{db: storetest.Open(t, store.Config{Dir: t.TempDir()}),
		dir: filepath.Join(t.TempDir(), "keys"), random: rand.Reader, at: now}
}

func (w *world) try(ctx context.Context) (*ca.CA, error) {
	return ca.Open(ctx, ca.Config{DB: w.db, Dir: w.dir, Clock: clock.New(w.at), Rand: w.random,
		Import: w.keys, Log: slog.New(slog.NewTextHandler(&w.log, nil))})
}

func (w *world) open(t *testing.T) *ca.CA {
	t.Helper()
	c, err := w.try(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func organisation(t *testing.T, c *ca.CA, want ca.Want) *smki.Credential {
	t.Helper()
	got, err := c.Organisation(t.Context(), want)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Complete() || got.Certificate.Check(want.EUI, want.Usage) != nil ||
		got.Role() != want.Role || got.PrePayment != want.PrePayment ||
		!got.Key.PublicKey.Equal(got.Certificate.ECDSA()) {
		t.Fatalf("wanted %+v, got %s, prepayment %v", want, got.Certificate, got.PrePayment)
	}
	return got
}

// wants are the keys of a supplier.
var wants = []ca.Want{
	{EUI: supplier, Role: smki.Supplier, Usage: smki.DigitalSignature, Name: "Supplier, Ünlimited"},
	{EUI: supplier, Role: smki.Supplier, Usage: smki.KeyAgreement},
	{EUI: supplier, Role: smki.Supplier, Usage: smki.KeyAgreement, PrePayment: true},
	{EUI: supplier, Role: smki.XMLSign, Usage: smki.DigitalSignature},
}

// TestOwnKeys makes a key infrastructure, and finds the same one on the second start.
func TestOwnKeys(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t)
		w.db = db
		first := w.open(t)
		made := map[ca.Want]*smki.Credential{}
		for _, want := range wants {
			made[want] = organisation(t, first, want)
			if err := first.Verify(made[want].Certificate, now); err != nil {
				t.Error(err)
			}
		}
		again := w.open(t)
		if !again.Root().Equal(first.Root().Certificate) {
			t.Error("another root after the second start")
		}
		for want, was := range made {
			got := organisation(t, again, want)
			if !got.Key.Equal(was.Key) || !got.Certificate.Equal(was.Certificate.Certificate) ||
				got.Name != was.Name {
				t.Errorf("%s: not the same after the second start", was.Name)
			}
			found, err := again.BySerial(t.Context(), was.Certificate.SerialNumber)
			if err != nil || !found.Equal(was.Certificate.Certificate) {
				t.Errorf("%s by serial number: %v", was.Name, err)
			}
		}
		for _, usage := range []smki.Usage{smki.DigitalSignature, smki.KeyAgreement} {
			found, err := again.Certificate(t.Context(), supplier, usage)
			if err != nil || found.Role != smki.Supplier {
				t.Fatalf("%s: %v, %v", usage, found, err)
			}
			want := ca.Want{EUI: supplier, Role: smki.Supplier, Usage: usage}
			if held, ok := again.Held(want.EUI, want.Role, want.Usage); !ok ||
				!held.Certificate.Equal(found.Certificate) {
				t.Errorf("%s: not the one that is held", usage)
			}
		}
		if _, ok := again.Held(second, smki.Supplier, smki.KeyAgreement); ok {
			t.Error("Held made a key, or found one that nobody asked for")
		}
		if strings.Contains(w.log.String(), "imported") {
			t.Errorf("nothing was imported, and the log says\n%s", w.log.String())
		}
	})
}

// TestKeyFiles checks what stands in the directory: readable to the owner alone, and
// complete enough to verify with.
func TestKeyFiles(t *testing.T) {
	w := newWorld(t)
	c := w.open(t)
	for _, want := range wants {
		organisation(t, c, want)
	}
	var names []string
	files, err := os.ReadDir(w.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, f.Name())
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %o", f.Name(), info.Mode())
		}
	}
	want := "024d41494e000000-ca.key 024d41494e000000-ca.pem 024d41494e000001-ca.key " +
		"024d41494e000001-ca.pem 024d41494e000002-ca.key 024d41494e000002-ca.pem " +
		"90b3d51f30010000-ds.key 90b3d51f30010000-ds.pem 90b3d51f30010000-ka.key " +
		"90b3d51f30010000-ka.pem 90b3d51f30010000-pp-ka.key 90b3d51f30010000-pp-ka.pem " +
		"90b3d51f30010000-xml.key 90b3d51f30010000-xml.pem"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("files\n%s\nwant\n%s", got, want)
	}
}

// TestCrash leaves behind what a crash can leave behind.
func TestCrash(t *testing.T) {
	w := newWorld(t)
	was := organisation(t, w.open(t), wants[0])
	unfinished := filepath.Join(w.dir, ".unfinished-1")
	if err := os.WriteFile(unfinished, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(w.dir, supplier.Hex()+"-ds.pem")); err != nil {
		t.Fatal(err) // the key was written, its certificate not yet
	}
	c := w.open(t)
	if _, err := os.Stat(unfinished); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the unfinished file is still there: %v", err)
	}
	if got := organisation(t, c, wants[0]); got.Certificate.Equal(was.Certificate.Certificate) {
		t.Error("a certificate that was not written came back")
	}
	organisation(t, w.open(t), wants[0])
}

func TestOpenRefuses(t *testing.T) {
	for _, test := range []struct {
		name, want string
		spoil      func(t *testing.T, w *world)
	}{
		{"key of an authority lost", "024d41494e000001-ca.key is missing", func(t *testing.T, w *world) {
			if err := os.Remove(filepath.Join(w.dir, "024d41494e000001-ca.key")); err != nil {
				t.Fatal(err)
			}
		}},
		{"key not readable", "024d41494e000000-ca.key", func(t *testing.T, w *world) {
			spoilFile(t, filepath.Join(w.dir, "024d41494e000000-ca.key"))
		}},
		{"another directory", "issued under root", func(t *testing.T, w *world) { w.dir = t.TempDir() }},
		{"authority of another root", "024d41494e000002-ca", func(t *testing.T, w *world) {
			other := newWorld(t)
			other.open(t)
			for _, name := range []string{"024d41494e000002-ca.key", "024d41494e000002-ca.pem"} {
				text, err := os.ReadFile(filepath.Join(other.dir, name))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(w.dir, name), text, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}},
		{"no randomness", "no entropy", func(t *testing.T, w *world) {
			w.dir, w.random = t.TempDir(), dry{}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			w.open(t)
			test.spoil(t, w)
			if _, err := w.try(t.Context()); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

func spoilFile(t *testing.T, name string) {
	t.Helper()
	if err := os.WriteFile(name, []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// dry is a source without randomness.
type dry struct{}

func (dry) Read([]byte) (int, error) { return 0, errors.New("no entropy") }

func TestOrganisationRefuses(t *testing.T) {
	c := newWorld(t).open(t)
	organisation(t, c, wants[0])
	for name, test := range map[string]struct {
		want  ca.Want
		cause error
	}{
		"second role": {ca.Want{EUI: supplier, Role: smki.NetworkOperator,
			Usage: smki.DigitalSignature}, smki.ErrRole},
		"prepayment of no supplier": {ca.Want{EUI: second, Role: smki.NetworkOperator,
			Usage: smki.KeyAgreement, PrePayment: true}, smki.ErrProfile},
		"XML agreement": {ca.Want{EUI: second, Role: smki.XMLSign, Usage: smki.KeyAgreement},
			smki.ErrUsage},
		"authority": {ca.Want{EUI: second, Role: smki.IssuingAuthority,
			Usage: smki.DigitalSignature}, smki.ErrProfile},
		"root":     {ca.Want{EUI: second, Role: smki.Root, Usage: smki.KeyCertSign}, smki.ErrUsage},
		"no owner": {ca.Want{Role: smki.Supplier, Usage: smki.DigitalSignature}, smki.ErrProfile},
	} {
		if got, err := c.Organisation(t.Context(), test.want); !errors.Is(err, test.cause) {
			t.Errorf("%s: %v, %v, want %v", name, got, err, test.cause)
		}
	}
}

func TestVerify(t *testing.T) {
	w := newWorld(t)
	c := w.open(t)
	good := organisation(t, c, wants[0]).Certificate
	stranger := organisation(t, newWorld(t).open(t), wants[0]).Certificate
	for range 2 { // the second time the verdict is known
		if err := c.Verify(good, now); err != nil {
			t.Error(err)
		}
		if err := c.Verify(good, good.NotBefore.Add(-time.Second)); !errors.Is(err, smki.ErrValidity) {
			t.Errorf("before its time: %v", err)
		}
		if err := c.Verify(good, good.NotAfter.Add(time.Second)); !errors.Is(err, smki.ErrValidity) {
			t.Errorf("after its time: %v", err)
		}
		if err := c.Verify(stranger, now); !errors.Is(err, smki.ErrChain) {
			t.Errorf("of another root: %v", err)
		}
	}
}

// TestImport hands the published keys over: they are used as they stand, though their
// chains are incomplete and most have expired, and the rest is issued.
func TestImport(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t)
		w.db = db
		var err error
		w.keys, err = smki.ParseKeyStore(shared.File(t, "keys", "zaz1-keystore.json"))
		if err != nil {
			t.Fatal(err)
		}
		c := w.open(t)
		if n := strings.Count(w.log.String(), "\n"); n != 1 ||
			!strings.Contains(w.log.String(), "trusted as they stand") {
			t.Errorf("want one line about the import, log:\n%s", w.log.String())
		}
		for _, want := range wants {
			got := organisation(t, c, want)
			if strings.HasPrefix(got.Name, "Z1b-") || got.Certificate.Issuer.CommonName != "Z1" {
				t.Errorf("%s issued by %s: want the first generation as handed over",
					got.Name, got.Certificate.IssuerName())
			}
			if err := c.Verify(got.Certificate, got.Certificate.NotAfter.AddDate(1, 0, 0)); err != nil {
				t.Errorf("%s: %v", got.Name, err)
			}
		}
		missing := organisation(t, c, ca.Want{EUI: second, Role: smki.XMLSign,
			Usage: smki.DigitalSignature})
		if missing.Certificate.IssuerName() != "CN=mains-oca,OU=07" {
			t.Errorf("the missing key is certified by %s", missing.Certificate.IssuerName())
		}
		w.keys = nil // withdrawn: gone from the repository as well
		c = w.open(t)
		for _, gone := range []*big.Int{serial("4fbc525201a1d7586c1bc1c4734deb9f")} {
			if found, err := c.BySerial(t.Context(), gone); !errors.Is(err, ca.ErrUnknown) {
				t.Errorf("%x is still there: %v, %v", gone, found, err)
			}
		}
		if _, err := c.BySerial(t.Context(), missing.Certificate.SerialNumber); err != nil {
			t.Error(err)
		}
	})
}

func serial(text string) *big.Int {
	n, _ := new(big.Int).SetString(text, 16)
	return n
}

// TestImportBesideOwn hands a certificate over that we have issued one for before:
// there is one in use at a time.
func TestImportBesideOwn(t *testing.T) {
	w, other := newWorld(t), newWorld(t)
	own := organisation(t, w.open(t), wants[1])
	given := organisation(t, other.open(t), wants[1])
	w.keys = &smki.KeyStore{}
	w.keys.Add(given)
	c := w.open(t)
	if got := organisation(t, c, wants[1]); !got.Certificate.Equal(given.Certificate.Certificate) {
		t.Error("not the one handed over")
	}
	found, err := c.Certificate(t.Context(), supplier, smki.KeyAgreement)
	if err != nil || !found.Equal(given.Certificate.Certificate) {
		t.Errorf("in use is %v, %v", found, err)
	}
	// The certificate alone does not do: whoever is to sign needs the key.
	w.keys = &smki.KeyStore{}
	w.keys.Add(&smki.Credential{Certificate: given.Certificate})
	c = w.open(t)
	found, err = c.Certificate(t.Context(), supplier, smki.KeyAgreement)
	if err != nil || !found.Equal(own.Certificate.Certificate) {
		t.Errorf("in use is %v, %v, want our own", found, err)
	}
}
