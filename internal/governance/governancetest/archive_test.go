package governancetest_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/chained"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/archive"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// TestArchive lets a monkey at the Code, exports what some readers may see, makes a register of
// it, and asks both for the same pages, of now and of then.
func TestArchive(t *testing.T) {
	w := governancetest.New(t)
	m := governancetest.NewMonkey(t, w, 20220214)
	var asked []served
	for i := range 250 {
		if err := m.Act(); err != nil {
			t.Errorf("act %d: %v", i, err)
		}
		m.Pass()
		address, _, err := m.Somewhere(m.Anybody())
		if address == "" {
			t.Fatal(err)
		}
		asked = append(asked, served{address: address, at: w.Code.Now()})
	}
	for _, address := range addressesOf(t, w) {
		asked = append(asked, served{address: address, at: w.Code.Now()})
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []string{"", "demo-ls-a-signatory", "demo-secas-analyst"} {
		for _, where := range []string{"sqlite", "postgres"} {
			if where == "postgres" && who != "" {
				continue
			}
			t.Run(where+" "+who, func(t *testing.T) {
				in := store.Config{Dir: t.TempDir()}
				if where == "postgres" {
					in = store.Config{URL: storetest.Postgres(t)}
				}
				archived(t, w, who, key, in, asked)
			})
		}
	}
}

// addressed are pages of the administrator that count or say addresses of people of the register,
// which are in no archive.
var addressed = regexp.MustCompile(`/mail$|/registrants$|^/registrations(/|$)`)

// archived compares the answers of a Code with those of one that is made of its archive.
func archived(t *testing.T, w *governancetest.World, who string, key ed25519.PrivateKey,
	in store.Config, asked []served,
) {
	var file bytes.Buffer
	count, err := w.Code.Archive(t.Context(), &file, who, key, nil)
	if err != nil {
		t.Fatal(err)
	}
	at := clock.NewFrozen(w.Code.Now())
	restore(t, in, at, file.Bytes())
	copied := governancetest.Open(t, in, at)
	faults, err := copied.Code.Verify(t.Context(), nil)
	if err != nil || len(faults) > 0 {
		t.Errorf("the copy does not hold together: %v, %v", faults, err)
	}
	differ, faulty := 0, 0
	for _, s := range asked {
		if addressed.MatchString(s.address) {
			continue
		}
		want, got := answer(w, who, s.address, s.at), answer(copied, who, s.address, s.at)
		if want.fault != "" {
			faulty++
		}
		if want.html == got.html && want.json == got.json && want.fault == got.fault {
			continue
		}
		if differ++; differ <= 10 {
			t.Errorf("%s as %q at %s differs:\n%s", s.address, who, s.at,
				difference(want.html+want.json+want.fault, got.html+got.json+got.fault))
		}
	}
	t.Logf("%d octets, %+v; %d answers, %d of them refusals, %d differ", file.Len(), count,
		len(asked), faulty, differ)
}

// restore makes a register of an archive.
func restore(t *testing.T, in store.Config, at clock.Clock, file []byte) {
	t.Helper()
	db, err := store.Open(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	code, err := governance.Open(t.Context(),
		governance.Config{DB: db, Clock: at, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := code.Restore(t.Context(), bytes.NewReader(file), ""); err != nil {
		t.Fatal(err)
	}
	if _, err := code.Restore(t.Context(), bytes.NewReader(file), ""); err == nil {
		t.Error("an archive was taken into a register that is not empty")
	}
}

// TestArchiveAltered changes octets of an archive, one at a time: each is found, in its line.
func TestArchiveAltered(t *testing.T) {
	w := governancetest.New(t)
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if _, err := w.Code.Archive(t.Context(), &file, "", key, nil); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	s, faults, err := archive.Check(bytes.NewReader(whole))
	signer := chained.Fingerprint(key.Public().(ed25519.PublicKey))
	if err != nil || len(faults) > 0 || s.Signer != signer {
		t.Fatalf("%+v, %v, %v", s, faults, err)
	}
	step, cases := len(whole)/60+1, 0
	for at := 0; at < len(whole); at += step {
		altered := slices.Clone(whole)
		altered[at] ^= 1 << (at % 8)
		_, faults, err := archive.Check(bytes.NewReader(altered))
		if err != nil || len(faults) == 0 {
			t.Errorf("octet %d: %v, %v: want a fault", at, faults, err)
			continue
		}
		line := bytes.Count(whole[:at], []byte("\n")) + 1
		if faults[0].Line != line {
			t.Errorf("octet %d is in line %d, and the first fault is %v", at, line, faults[0])
		}
		cases++
	}
	for _, text := range []string{string(whole[:len(whole)-1]), string(whole) + "\n",
		string(whole[:bytes.LastIndexByte(whole[:len(whole)-1], '\n')+1]), "",
		strings.Replace(string(whole), "\n", "\n\n", 1)} {
		if _, faults, err := archive.Check(strings.NewReader(text)); err != nil || len(faults) == 0 {
			t.Errorf("%d octets of %d: %v, %v: want a fault", len(text), len(whole), faults, err)
		}
	}
	t.Logf("%d lines, %d octets altered one at a time", s.Lines, cases)
}
