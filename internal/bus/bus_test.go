package bus

import (
	"context"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
)

func TestSmoke(t *testing.T) {
	c := Config{Dir: t.TempDir()}
	for range 2 {
		began := time.Now()
		b, err := Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		t.Log("open", time.Since(began))
		hub := eui.MustParse("00-DB-12-34-56-78-90-A2")
		got := make(chan time.Time, 10)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			done <- b.Consume(ctx, Commands, "wan", func(_ context.Context, m Message) error {
				got <- time.Now()
				return nil
			})
		}()
		for range 5 {
			began = time.Now()
			if err := b.Publish(t.Context(), Message{Subject: CommandSubject("North", hub), Data: []byte{1}}); err != nil {
				t.Fatal(err)
			}
			t.Log("published", time.Since(began))
			t.Log("handled", (<-got).Sub(began))
		}
		cancel()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		began = time.Now()
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		t.Log("close", time.Since(began))
	}
}
