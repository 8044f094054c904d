package bus_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/bus/bustest"
)

func TestEmbedded(t *testing.T) {
	bustest.Run(t, func(t *testing.T) bus.Config { return bus.Config{Dir: t.TempDir()} })
}

func TestEmbeddedSyncAlways(t *testing.T) {
	bustest.Run(t, func(t *testing.T) bus.Config {
		return bus.Config{Dir: t.TempDir(), SyncAlways: true}
	})
}

func TestExternal(t *testing.T) {
	bustest.Run(t, func(t *testing.T) bus.Config { return bus.Config{URL: bustest.Server(t)} })
}

func TestConfig(t *testing.T) {
	for _, c := range []bus.Config{{}, {Dir: "x", URL: "nats://localhost"}} {
		if _, err := bus.Open(t.Context(), c); err == nil {
			t.Errorf("%+v accepted", c)
		}
	}
	_, err := bus.Open(t.Context(), bus.Config{URL: "nats://u:hush@127.0.0.1:1"})
	if err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("got %v, want an error without the password", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.Open(t.Context(), bus.Config{Dir: file}); err == nil {
		t.Error("a file was taken for a directory")
	}
}

// TestSpoilt spoils the files of the streams in several ways. The bus opens and
// works each time; what it carried may be gone, which SQL makes good.
func TestSpoilt(t *testing.T) {
	for name, spoil := range map[string]func(path string, content []byte) error{
		"deleted":   func(path string, _ []byte) error { return os.Remove(path) },
		"emptied":   func(path string, _ []byte) error { return os.WriteFile(path, nil, 0o600) },
		"cut short": func(path string, b []byte) error { return os.WriteFile(path, b[:len(b)/2], 0o600) },
		"garbage": func(path string, b []byte) error {
			for i := range b {
				b[i] ^= 0x5A
			}
			return os.WriteFile(path, b, 0o600)
		},
		"a directory": func(path string, _ []byte) error {
			if err := os.Remove(path); err != nil {
				return err
			}
			return os.Mkdir(path, 0o700)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, suffix := range []string{"meta.inf", "meta.sum", ".blk", "index.db", "o.dat", ""} {
				t.Run(suffix, func(t *testing.T) { spoilt(t, suffix, spoil) })
			}
		})
	}
}

// spoilt spoils those files of a bus that has carried something whose names end in suffix.
func spoilt(t *testing.T, suffix string, spoil func(string, []byte) error) {
	c := bus.Config{Dir: t.TempDir(), Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	b := bustest.Open(t, c)
	carry(t, b, "before")
	if err := b.Publish(t.Context(), commandFor("left")); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	n := 0
	err := filepath.WalkDir(c.Dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, suffix) {
			return err
		}
		n++
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return spoil(path, content)
	})
	if err != nil || n == 0 {
		t.Fatalf("spoilt %d files: %v", n, err)
	}
	carry(t, bustest.Open(t, c), "after")
}

// TestLost deletes the directory: the streams are made anew.
func TestLost(t *testing.T) {
	c := bus.Config{Dir: filepath.Join(t.TempDir(), "bus")}
	b := bustest.Open(t, c)
	carry(t, b, "before")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(c.Dir); err != nil {
		t.Fatal(err)
	}
	carry(t, bustest.Open(t, c), "before") // nor is the ID remembered
}

func commandFor(id string) bus.Message {
	return bus.Message{Subject: bus.CommandSubject("North", eui.ID{1}), ID: id}
}

// carry publishes a message and waits until it has come through.
func carry(t *testing.T, b *bus.Bus, id string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if err := b.Publish(ctx, commandFor(id)); err != nil {
		t.Fatal(err)
	}
	came := false
	err := b.Consume(ctx, bus.Commands, "wan", func(_ context.Context, m bus.Message) error {
		if m.ID == id {
			came = true
			cancel()
		}
		return nil
	})
	if err != nil || !came {
		t.Errorf("%s: came: %v, %v", id, came, err)
	}
}

func TestSubjects(t *testing.T) {
	id := eui.MustParse("00-DB-12-34-56-78-90-A2")
	for _, test := range []struct{ got, want string }{
		{bus.CommandSubject("North", id), "command.north."},
		{bus.ResponseSubject("North", id), "response.north."},
		{bus.OutboxSubject(id, "a document"), "outbox."},
		{bus.CommandSubject("a.b *>\x00\x7f", id), "command.a-b-----."},
		{bus.CommandSubject("", id), "command.-."},
	} {
		if !strings.HasPrefix(test.got, test.want) || len(test.got) > len(test.want)+2 {
			t.Errorf("got %s, want %s and a partition", test.got, test.want)
		}
	}
	// Hubs that follow one another, as a manufacturer numbers them, spread out.
	var share [bus.Partitions]int
	const each = 100
	for i := range each * bus.Partitions {
		share[bus.Partition(eui.ID{2, 0x4D, 0, 0, 0, byte(i >> 8), byte(i), 0xA2})]++
	}
	for p, n := range share {
		if n < each/2 || n > each*2 {
			t.Errorf("partition %d has %d hubs of %d, want about %d", p, n, each*bus.Partitions, each)
		}
	}
}
