package governancetest_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/store"
)

var large = flag.String("large", "", "make, or use, the large register in this `directory`")

// TestLarge makes the large register, once.
func TestLarge(t *testing.T) {
	where := store.Config{Dir: largeDir(t)}
	t.Log(where)
}

// largeDir is the directory of the large register, which is made where it is not there yet.
func largeDir(t testing.TB) string {
	t.Helper()
	dir := *large
	switch {
	case dir != "":
	case os.Getenv("MAINS_ALL") != "":
		dir = filepath.Join(t.TempDir(), "large")
	default:
		t.Skip("the large register takes minutes: ask for it with -large DIR, or MAINS_ALL=1")
	}
	if _, err := os.Stat(filepath.Join(dir, "mains.db")); err == nil {
		return dir
	}
	began := time.Now()
	making := dir + ".part"
	if err := os.RemoveAll(making); err != nil {
		t.Fatal(err)
	}
	if err := governancetest.Build(t.Context(), store.Config{Dir: making},
		governancetest.Full); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(making, dir); err != nil {
		t.Fatal(err)
	}
	t.Logf("made in %s", time.Since(began))
	return dir
}

func TestLittle(t *testing.T) {
	began := time.Now()
	if err := governancetest.Build(t.Context(), store.Config{Dir: t.TempDir()},
		governancetest.Little); err != nil {
		t.Fatal(err)
	}
	t.Logf("made in %s", time.Since(began))
}
