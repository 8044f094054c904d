package wan_test

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/wan"
)

var (
	hub    = eui.MustParse("00-DB-12-34-56-78-90-A2")
	dark   = eui.MustParse("02-4D-41-49-4E-00-01-A2")
	device = eui.MustParse("00-DB-12-34-56-78-90-A0")
)

// hubs answer each Command with its own octets, reversed. The hub dark is off.
type hubs struct {
	mu      sync.Mutex
	fail    int // how many deliveries fail before one works
	waiting [][]byte
	signal  chan struct{}
}

func (h *hubs) Deliver(_ context.Context, to, _ eui.ID, message []byte) (bool, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.fail > 0 {
		h.fail--
		return false, errors.New("not now")
	}
	if to == dark {
		return false, nil
	}
	h.waiting = append(h.waiting, append([]byte("re: "), message...))
	select {
	case h.signal <- struct{}{}:
	default:
	}
	return true, nil
}

func (h *hubs) Uplink(ctx context.Context, send func(
	ctx context.Context, id string, hub, device eui.ID, event string, message []byte) error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.waiting) > 0 {
		// Sent twice under one ID, as after a crash.
		for range 2 {
			if err := send(ctx, "id "+string(h.waiting[0]), hub, device, "", h.waiting[0]); err != nil {
				return err
			}
		}
		h.waiting = h.waiting[1:]
	}
	return nil
}

func (h *hubs) Waiting() <-chan struct{} { return h.signal }

// start runs a WAN between a bus of its own and h, and gives what comes back.
func start(t *testing.T, h *hubs) (*bus.Bus, <-chan bus.Message) {
	t.Helper()
	h.signal = make(chan struct{}, 1)
	b, err := bus.Open(t.Context(), bus.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	w := wan.New(b, h, nil)
	ctx, cancel := context.WithCancel(context.Background())
	got := make(chan bus.Message, 16)
	var group sync.WaitGroup
	group.Go(func() {
		if err := w.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	group.Go(func() {
		err := b.Consume(ctx, bus.Responses, "test", func(_ context.Context, m bus.Message) error {
			got <- m
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		cancel()
		group.Wait()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b, got
}

func command(to eui.ID, data string) bus.Message {
	return bus.Message{
		Subject: bus.CommandSubject("south", to), ID: "request#" + data,
		Header: map[string]string{
			bus.HeaderHub: to.String(), bus.HeaderDevice: device.String(), bus.HeaderRequest: "request",
		},
		Data: []byte(data),
	}
}

func TestThereAndBack(t *testing.T) {
	b, got := start(t, &hubs{fail: 2})
	if err := b.Publish(t.Context(), command(hub, "one"), command(hub, "two")); err != nil {
		t.Fatal(err)
	}
	events, answers := 0, map[string]int{}
	for range 4 {
		switch m := <-got; m.Header[bus.HeaderEvent] {
		case bus.EventDelivered:
			events++
			if m.Header[bus.HeaderRequest] != "request" || m.Subject != bus.ResponseSubject("south", hub) {
				t.Errorf("report %+v", m)
			}
		case "":
			answers[string(m.Data)]++
			if m.Header[bus.HeaderDevice] != device.String() ||
				!bytes.HasPrefix(m.Data, []byte("re: ")) || m.ID != "id "+string(m.Data) {
				t.Errorf("answer %+v", m)
			}
		}
	}
	if events != 2 || answers["re: one"] != 1 || answers["re: two"] != 1 || len(got) != 0 {
		t.Errorf("%d reports, answers %v, %d more; want 2, one of each, none", events, answers, len(got))
	}
}

func TestUnreachable(t *testing.T) {
	b, got := start(t, &hubs{})
	if err := b.Publish(t.Context(), command(dark, "one")); err != nil {
		t.Fatal(err)
	}
	m := <-got
	if m.Header[bus.HeaderEvent] != bus.EventUnreachable || m.Header[bus.HeaderRequest] != "request" {
		t.Errorf("report %+v, want unreachable", m)
	}
}

// TestDiscard checks that a message nobody can hand over does not hold up the next one.
func TestDiscard(t *testing.T) {
	b, got := start(t, &hubs{})
	bad := command(dark, "bad")
	bad.Header[bus.HeaderHub] = "nowhere"
	worse := command(dark, "worse")
	worse.Header[bus.HeaderDevice] = "nobody"
	if err := b.Publish(t.Context(), bad, worse, command(dark, "good")); err != nil {
		t.Fatal(err)
	}
	if m := <-got; m.ID != "request#good/"+bus.EventUnreachable {
		t.Errorf("first report is %q", m.ID)
	}
}
