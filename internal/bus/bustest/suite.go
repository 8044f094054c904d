package bustest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/bus"
)

// patience is how long a test waits for what must come. Nothing waits for as long
// when all is well.
const patience = 30 * time.Second

// Run is the suite that every bus passes. Each call of fresh names a bus without
// streams, for one test.
func Run(t *testing.T, fresh func(t *testing.T) bus.Config) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, bus.Config)
	}{
		{"Carried", testCarried},
		{"Durable", testDurable},
		{"Once", testOnce},
		{"Again", testAgain},
		{"Gone", testGone},
		{"InOrder", testInOrder},
		{"AtOnce", testAtOnce},
		{"GivenBack", testGivenBack},
		{"Shared", testShared},
		{"Slow", testSlow},
		{"TooBig", testTooBig},
		{"Refused", testRefused},
		{"Closed", testClosed},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, fresh(t))
		})
	}
}

// hub is a hub in each partition: hub(p) is in partition p.
func hub(partition int) eui.ID {
	for id := (eui.ID{0x02}); ; id[7]++ {
		if id[7] == 0 {
			id[6]++
		}
		if bus.Partition(id) == partition {
			return id
		}
	}
}

func message(partition int, id string) bus.Message {
	return bus.Message{Subject: bus.CommandSubject("North", hub(partition)), ID: id, Data: []byte(id)}
}

func publish(t *testing.T, b *bus.Bus, messages ...bus.Message) {
	t.Helper()
	if err := b.Publish(context.Background(), messages...); err != nil {
		t.Fatal(err)
	}
}

// consume handles COMMANDS until stop is called, which waits for its end.
func consume(t *testing.T, b *bus.Bus, handle bus.Handler) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Consume(ctx, bus.Commands, "wan", handle) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("consume: %v", err)
		}
	})
	t.Cleanup(stop)
	return stop
}

// into is a handler that passes messages on.
func into(got chan<- bus.Message) bus.Handler {
	return func(_ context.Context, m bus.Message) error { got <- m; return nil }
}

func next[T any](t *testing.T, from <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-from:
	case <-time.After(patience):
		t.Fatal("nothing came")
	}
	return v
}

// last publishes a message and takes what comes up to it: whatever came of those
// published before it in this partition.
func last(t *testing.T, b *bus.Bus, got <-chan bus.Message, partition int) (before []string) {
	t.Helper()
	publish(t, b, message(partition, "last"))
	for {
		m := next(t, got)
		if m.ID == "last" {
			return before
		}
		before = append(before, m.ID)
	}
}

func testCarried(t *testing.T, c bus.Config) {
	b := Open(t, c)
	got := make(chan bus.Message, 1)
	consume(t, b, into(got))
	for _, want := range []bus.Message{
		{Subject: bus.CommandSubject("North", hub(3)), ID: "a/b#1", Data: []byte{0, 0xFF, '\r', '\n'},
			Header: map[string]string{bus.HeaderHub: hub(3).String(), bus.HeaderEvent: bus.EventDelivered}},
		{Subject: bus.CommandSubject("", hub(0))},
		{Subject: bus.CommandSubject("a b.c>*", hub(63)), Data: bytes.Repeat([]byte{7}, bus.MaxData)},
	} {
		publish(t, b, want)
		m := next(t, got)
		if m.Subject != want.Subject || m.ID != want.ID || !bytes.Equal(m.Data, want.Data) ||
			!maps.Equal(m.Header, want.Header) {
			t.Errorf("got %.200v, want %.200v", m, want)
		}
	}
}

func testDurable(t *testing.T, c bus.Config) {
	b := Open(t, c)
	const n = 700 // more than one publish waits for at a time
	messages := make([]bus.Message, n)
	for i := range messages {
		messages[i] = message(i%bus.Partitions, fmt.Sprint(i))
	}
	publish(t, b, messages...)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	again := Open(t, c)
	got := make(chan bus.Message, n)
	consume(t, again, into(got))
	seen := map[string]bool{}
	for range n {
		seen[next(t, got).ID] = true
	}
	if len(seen) != n {
		t.Errorf("%d of %d messages", len(seen), n)
	}
}

func testOnce(t *testing.T, c bus.Config) {
	b := Open(t, c)
	publish(t, b, message(5, "a"))
	publish(t, b, message(5, "a"), message(5, "b"), message(5, "a"))
	got := make(chan bus.Message, 10)
	consume(t, b, into(got))
	if before := strings.Join(last(t, b, got, 5), " "); before != "a b" {
		t.Errorf("got %q, want each once", before)
	}
	publish(t, b, message(5, "a")) // handled, and still remembered
	publish(t, b, message(5, "c"))
	if m := next(t, got); m.ID != "c" {
		t.Errorf("got %s, want c", m.ID)
	}
}

func testAgain(t *testing.T, c bus.Config) {
	b := Open(t, c)
	got := make(chan bus.Message, 10)
	times := map[string]int{} // one partition, so one handler at a time
	consume(t, b, func(_ context.Context, m bus.Message) error {
		times[m.ID]++
		got <- m
		switch {
		case m.ID == "bad" && times[m.ID] == 1:
			return errors.New("not now")
		case m.ID == "bad" && times[m.ID] == 2:
			panic("boom")
		}
		return nil
	})
	publish(t, b, message(1, "bad"), message(1, "good"))
	var order []string
	for range 4 {
		order = append(order, next(t, got).ID)
	}
	if o := strings.Join(order, " "); o != "bad good bad bad" {
		t.Errorf("handled %q: want the good one not to wait for the bad one, which comes again", o)
	}
}

// testGone checks that a message that was handled is in no stream any more.
func testGone(t *testing.T, c bus.Config) {
	b := Open(t, c)
	got := make(chan bus.Message, 10)
	stop := consume(t, b, into(got))
	publish(t, b, message(2, "a"), message(2, "b"))
	next(t, got)
	next(t, got)
	stop()
	consume(t, b, into(got))
	if before := last(t, b, got, 2); len(before) > 0 {
		t.Errorf("%v came again", before)
	}
}

func testInOrder(t *testing.T, c bus.Config) {
	b := Open(t, c)
	const each, partitions = 100, 8
	var mu sync.Mutex
	expected := map[string]int{} // by subject
	all := make(chan struct{})
	n := 0
	consume(t, b, func(_ context.Context, m bus.Message) error {
		mu.Lock()
		defer mu.Unlock()
		if want := fmt.Sprint(m.Subject, expected[m.Subject]); m.ID != want {
			t.Errorf("got %s, want %s", m.ID, want)
		}
		expected[m.Subject]++
		if n++; n == each*partitions {
			close(all)
		}
		return nil
	})
	for i := range each {
		for p := range partitions {
			m := message(p, "")
			m.ID = fmt.Sprint(m.Subject, i)
			publish(t, b, m)
		}
	}
	next(t, all)
}

// testAtOnce checks that a partition that waits holds up no other, and that in one
// partition there is one handler at a time.
func testAtOnce(t *testing.T, c bus.Config) {
	b := Open(t, c)
	entered := make(chan string, bus.Partitions+2)
	release := make(chan struct{})
	consume(t, b, func(ctx context.Context, m bus.Message) error {
		entered <- m.ID
		select {
		case <-release:
		case <-ctx.Done():
		}
		return nil
	})
	publish(t, b, message(0, "0"), message(0, "second"))
	for p := 1; p < bus.Partitions; p++ {
		publish(t, b, message(p, fmt.Sprint(p)))
	}
	for range bus.Partitions {
		if id := next(t, entered); id == "second" {
			t.Error("two handlers in a partition at once")
		}
	}
	close(release)
	if id := next(t, entered); id != "second" {
		t.Errorf("got %s, want second", id)
	}
}

// testGivenBack ends a consumer in the middle of its work: what it had not done
// is there at once for the next.
func testGivenBack(t *testing.T, c bus.Config) {
	b := Open(t, c)
	entered := make(chan struct{}, 1)
	stop := consume(t, b, func(ctx context.Context, m bus.Message) error {
		entered <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	})
	publish(t, b, message(4, "a"), message(4, "b"), message(4, "c"))
	next(t, entered)
	stop()
	stopped := time.Now()
	got := make(chan bus.Message, 3)
	consume(t, b, into(got))
	seen := map[string]bool{}
	for range 3 {
		seen[next(t, got).ID] = true
	}
	if waited := time.Since(stopped); waited > 4*time.Second {
		t.Errorf("came after %v, when the server had lost patience", waited)
	}
	if len(seen) != 3 {
		t.Errorf("got %v, want a, b and c", seen)
	}
}

// testShared lets two consumers share the work, as two processes do.
func testShared(t *testing.T, c bus.Config) {
	b := Open(t, c)
	const n = 200
	got := make(chan bus.Message, n)
	other := b
	if c.URL != "" {
		other = Open(t, c)
	}
	consume(t, b, into(got))
	consume(t, other, into(got))
	for i := range n {
		publish(t, b, message(i%bus.Partitions, fmt.Sprint(i)))
	}
	seen := map[string]int{}
	for range n {
		seen[next(t, got).ID]++
	}
	if len(seen) != n {
		t.Errorf("%d of %d messages, some twice", len(seen), n)
	}
}

// testSlow holds a message for longer than the server waits for word of it.
func testSlow(t *testing.T, c bus.Config) {
	if testing.Short() {
		t.Skip("takes longer than the server's patience, which is 5 s")
	}
	b := Open(t, c)
	got := make(chan bus.Message, 10)
	consume(t, b, func(ctx context.Context, m bus.Message) error {
		got <- m
		if m.ID == "slow" {
			ctx, cancel := context.WithTimeout(ctx, 7*time.Second)
			defer cancel()
			<-ctx.Done()
		}
		return nil
	})
	publish(t, b, message(6, "slow"), message(6, "queued"))
	for _, want := range []string{"slow", "queued"} {
		if m := next(t, got); m.ID != want {
			t.Errorf("got %s, want %s", m.ID, want)
		}
	}
	if before := last(t, b, got, 6); len(before) > 0 {
		t.Errorf("%v came again while it was being handled", before)
	}
}

func testTooBig(t *testing.T, c bus.Config) {
	b := Open(t, c)
	m := message(0, "big")
	m.Data = make([]byte, bus.MaxData+1)
	err := b.Publish(t.Context(), message(0, "small"), m)
	if !errors.Is(err, bus.ErrTooBig) {
		t.Fatalf("got %v, want ErrTooBig", err)
	}
	got := make(chan bus.Message, 2)
	consume(t, b, into(got))
	if before := last(t, b, got, 0); len(before) > 0 {
		t.Errorf("%v published along with the refusal", before)
	}
}

func testRefused(t *testing.T, c bus.Config) {
	b := Open(t, c)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := b.Publish(ctx, bus.Message{Subject: "elsewhere"}); err == nil {
		t.Error("published where no stream is")
	}
	none := func(context.Context, bus.Message) error { return nil }
	if err := b.Consume(ctx, "ELSEWHERE", "wan", none); err == nil || ctx.Err() != nil {
		t.Errorf("consumed a stream that is not: %v", err)
	}
	got := make(chan bus.Message, 1)
	consume(t, b, into(got))
	publish(t, b, message(0, "a"))
	next(t, got)
	if err := b.Consume(ctx, bus.Commands, "other", none); err == nil || ctx.Err() != nil {
		t.Errorf("a second name for the consumer of a stream: %v", err)
	}
}

func testClosed(t *testing.T, c bus.Config) {
	b := Open(t, c)
	entered, done := make(chan struct{}), make(chan error, 1)
	finished := false
	go func() {
		done <- b.Consume(context.Background(), bus.Commands, "wan",
			func(ctx context.Context, _ bus.Message) error {
				close(entered)
				<-ctx.Done()
				finished = true
				return nil
			})
	}()
	publish(t, b, message(0, "a"))
	next(t, entered)
	for range 2 {
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if !finished {
		t.Error("Close did not wait for the handler")
	}
	if err := next(t, done); err != nil {
		t.Errorf("consume: %v", err)
	}
	if err := b.Publish(t.Context(), message(0, "b")); !errors.Is(err, bus.ErrClosed) {
		t.Errorf("publish: %v, want ErrClosed", err)
	}
	err := b.Consume(t.Context(), bus.Commands, "wan", nil)
	if !errors.Is(err, bus.ErrClosed) {
		t.Errorf("consume: %v, want ErrClosed", err)
	}
	// What was handled as the bus closed is done with.
	if c.Dir == "" {
		return
	}
	again := Open(t, c)
	got := make(chan bus.Message, 2)
	consume(t, again, into(got))
	if before := last(t, again, got, 0); len(before) > 0 {
		t.Errorf("%v came again", before)
	}
}
