package bus_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/bus/bustest"
)

// TestKilled opens the files as a process leaves them that is killed while it holds
// messages: they come again before newer ones, and at once.
func TestKilled(t *testing.T) {
	c := bus.Config{Dir: t.TempDir()}
	b := bustest.Open(t, c)
	for _, id := range []string{"1", "2", "3"} {
		if err := b.Publish(t.Context(), commandFor(id)); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	done := make(chan error, 1)
	go func() {
		done <- b.Consume(ctx, bus.Commands, "wan", func(ctx context.Context, _ bus.Message) error {
			<-ctx.Done()
			return ctx.Err()
		})
	}()
	defer func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	left := filepath.Join(t.TempDir(), "left")
	awaitConsumerFile(ctx, t, c.Dir)
	if err := os.CopyFS(left, os.DirFS(c.Dir)); err != nil {
		t.Fatal(err)
	}

	b = bustest.Open(t, bus.Config{Dir: left})
	if err := b.Publish(ctx, commandFor("4")); err != nil {
		t.Fatal(err)
	}
	var came []string
	again, enough := context.WithCancel(ctx)
	defer enough()
	start := time.Now()
	err := b.Consume(again, bus.Commands, "wan", func(_ context.Context, m bus.Message) error {
		if came = append(came, m.ID); len(came) == 4 {
			enough()
		}
		return nil
	})
	if want := []string{"1", "2", "3", "4"}; err != nil || !slices.Equal(came, want) {
		t.Errorf("came %q, %v; want %q", came, err, want)
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("took %s: work stood still until a dead process was given up", took)
	}
}

// awaitConsumerFile waits until the server has written down what it gave out.
func awaitConsumerFile(ctx context.Context, t *testing.T, dir string) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		files, err := filepath.Glob(filepath.Join(dir, "jetstream", "*", "streams", "*", "obs", "*", "o.dat"))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) > 0 {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatal("no file of a consumer")
		}
	}
}
