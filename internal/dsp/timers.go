package dsp

import "time"

// Timers are the waits of the gateway. All but LeastDelay run on the system's
// clock.
type Timers struct {
	// Retries are the waits before a Command is handed over again, each from
	// the hand-over before it.
	Retries []time.Duration
	// GiveUp is how long an on-demand request waits for its answer.
	GiveUp time.Duration
	// Horizon is how far ahead a request may be dated.
	Horizon time.Duration
	// Deliveries are the waits after failed deliveries; the last one repeats.
	Deliveries []time.Duration
	// KeepTrying is how long a delivery is tried before it is kept without
	// trying.
	KeepTrying time.Duration
	// LeastDelay is the least wait, in wall time, between the acceptance of a
	// request and the delivery of its answer. The published client loses an
	// answer that overtakes its own handling of the Acknowledgement.
	LeastDelay time.Duration
}

// DefaultTimers are chosen, not recovered: DUIS gives none of these figures. The
// They stand here and nowhere else.
func DefaultTimers() Timers {
	return Timers{
		Retries: []time.Duration{30 * time.Second, 2 * time.Minute, 10 * time.Minute},
		GiveUp:  time.Hour,
		Horizon: 30 * 24 * time.Hour,
		Deliveries: []time.Duration{
			time.Second, 5 * time.Second, 30 * time.Second, 5 * time.Minute, 15 * time.Minute,
		},
		KeepTrying: 7 * 24 * time.Hour,
		LeastDelay: 400 * time.Millisecond,
	}
}

// retry is the wait after attempt n (1 is the first hand-over), or false when
// there are no more.
func (t Timers) retry(n int) (time.Duration, bool) {
	if n < 1 || n > len(t.Retries) {
		return 0, false
	}
	return t.Retries[n-1], true
}

// redeliver is the wait after failed delivery n, from 1.
func (t Timers) redeliver(n int) time.Duration {
	return t.Deliveries[min(max(n, 1), len(t.Deliveries))-1]
}
