package estate

import (
	"context"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
)

// BenchmarkDevice is what a Command costs a Device: to check it, to carry it out and to
// answer. "memory" is that alone, "store" has it durable, one Command after the other.
func BenchmarkDevice(b *testing.B) {
	for _, tt := range []struct {
		uc     *usecase.UseCase
		device usecase.Device
		args   usecase.Args
	}{
		{usecase.ECS17b, usecase.ESME, nil},
		{usecase.ECS38, usecase.ESME, usecase.Args{usecase.RandomisedOffsetLimit.Is(900)}},
		{usecase.GCS13a, usecase.GPF, nil},
	} {
		w := newWorld(b, storetest.Open(b, store.Config{Dir: b.TempDir()}), 1)
		device, _ := DeviceOf(at(tt.device))
		message := w.command(tt.uc, supplier, device.EUI, tt.args...)
		b.Run(tt.uc.Code+"/memory", func(b *testing.B) {
			b.ReportAllocs()
			hub, _ := DeviceOf(device.Hub)
			for b.Loop() {
				a := &action{
					Estate: w.e, ctx: b.Context(), now: w.clock.Now(), units: make(map[eui.ID]*unit),
				}
				var err error
				if a.hub, err = a.unit(hub); err != nil {
					b.Fatal(err)
				}
				if err := a.hear(device, message); err != nil || len(a.uplinks) != 1 {
					b.Fatal(len(a.uplinks), err)
				}
			}
		})
		b.Run(tt.uc.Code+"/store", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				next := w.command(tt.uc, supplier, device.EUI, tt.args...)
				b.StartTimer()
				w.deliver(device.EUI, next)
			}
			b.StopTimer()
			if n := len(w.uplinks()); n < b.N {
				b.Fatalf("%d answers to %d Commands", n, b.N)
			}
		})
	}
}

// BenchmarkEstate is many homes at once: reads that share commits, carried away as they come.
func BenchmarkEstate(b *testing.B) {
	const homes = 64
	w := newWorld(b, storetest.Open(b, store.Config{Dir: b.TempDir()}), homes)
	messages := make([][]byte, homes)
	for n := range messages {
		messages[n] = w.command(usecase.ECS17b, supplier, deviceEUI(n, usecase.ESME))
	}
	b.SetParallelism(homes)
	next := make(chan int, homes)
	for n := range homes {
		next <- n
	}
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			n := <-next
			_, err := w.e.Deliver(b.Context(), deviceEUI(n, usecase.CHF), deviceEUI(n, usecase.ESME),
				messages[n])
			if err != nil {
				b.Error(err)
			}
			next <- n
		}
	})
	b.StopTimer()
	err := w.e.Uplink(b.Context(),
		func(context.Context, string, eui.ID, eui.ID, string, []byte) error { return nil })
	if err != nil {
		b.Error(err)
	}
}

func BenchmarkKeys(b *testing.B) {
	device, _ := DeviceOf(at(usecase.ESME))
	for b.Loop() {
		testSeed.KeysOf(device)
	}
}
