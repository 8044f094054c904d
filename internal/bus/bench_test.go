package bus_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/bus/bustest"
)

func kibibyte(i int) bus.Message {
	hub := eui.ID{0: 2, 6: byte(i >> 8), 7: byte(i)}
	return bus.Message{Subject: bus.CommandSubject("North", hub), Data: make([]byte, 1024)}
}

// BenchmarkPublish is messages of 1 KiB that are stored, n to a call.
func BenchmarkPublish(b *testing.B) {
	for _, n := range []int{1, 100} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			conn := bustest.Open(b, bus.Config{Dir: b.TempDir()})
			messages := make([]bus.Message, n)
			for i := range messages {
				messages[i] = kibibyte(i)
			}
			for b.Loop() {
				if err := conn.Publish(context.Background(), messages...); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}

// BenchmarkRoundTrip is one message from before it is published until its handler
// has it. The stream is empty after each, and the server then begins a new file,
// which is most of what this measures: half a millisecond, against less than a
// tenth for a message that comes when that is done. BenchmarkFlow is how many pass
// when nobody waits for each.
func BenchmarkRoundTrip(b *testing.B) {
	conn := bustest.Open(b, bus.Config{Dir: b.TempDir()})
	got := consuming(b, conn)
	m := kibibyte(0)
	for b.Loop() {
		if err := conn.Publish(context.Background(), m); err != nil {
			b.Fatal(err)
		}
		<-got
	}
}

func BenchmarkFlow(b *testing.B) {
	conn := bustest.Open(b, bus.Config{Dir: b.TempDir()})
	got := consuming(b, conn)
	go func() {
		const batch = 100
		for i := 0; i < b.N; i += batch {
			messages := make([]bus.Message, min(batch, b.N-i))
			for j := range messages {
				messages[j] = kibibyte(i + j)
			}
			if err := conn.Publish(context.Background(), messages...); err != nil {
				b.Error(err)
			}
		}
	}()
	for range b.N {
		<-got
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}

func consuming(b *testing.B, conn *bus.Bus) <-chan struct{} {
	got := make(chan struct{}, 1024)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- conn.Consume(ctx, bus.Commands, "wan", func(context.Context, bus.Message) error {
			got <- struct{}{}
			return nil
		})
	}()
	b.Cleanup(func() {
		cancel()
		for range len(got) {
			<-got
		}
		if err := <-done; err != nil {
			b.Error(err)
		}
	})
	return got
}

// BenchmarkOpen is the part of the start of a server that is ours, with what it
// holds once it is idle.
func BenchmarkOpen(b *testing.B) {
	c := bus.Config{Dir: b.TempDir()}
	var before, after runtime.MemStats
	for b.Loop() {
		b.StopTimer()
		runtime.GC()
		runtime.ReadMemStats(&before)
		goroutines := runtime.NumGoroutine()
		b.StartTimer()
		conn, err := bus.Open(context.Background(), c)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "heap-MiB")
		b.ReportMetric(float64(runtime.NumGoroutine()-goroutines), "goroutines")
		if err := conn.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
