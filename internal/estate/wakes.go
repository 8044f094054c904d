package estate

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"github.com/mains-energy/mains/eui"
)

// wakePeriod is how long a GSME sleeps: half an hour, each on a phase of its own.
const wakePeriod = 30 * time.Minute

// phase is when in the half-hour a GSME wakes.
func phase(id eui.ID) time.Duration {
	sum := sha256.Sum256(id[:])
	seconds := binary.BigEndian.Uint64(sum[:]) % uint64(wakePeriod/time.Second)
	return time.Duration(seconds) * time.Second
}

// lastWake is the latest instant, not after t, at which a GSME wakes by itself.
func lastWake(id eui.ID, t time.Time) time.Time {
	since := floorDiv(t.Add(-phase(id)).Unix(), int64(wakePeriod/time.Second))
	return time.Unix(since*int64(wakePeriod/time.Second), 0).UTC().Add(phase(id))
}

// nextWake is the first instant after t at which a GSME wakes by itself.
func nextWake(id eui.ID, t time.Time) time.Time { return lastWake(id, t).Add(wakePeriod) }

// mirrored is the instant of the GSME's that its GPF holds at now: that of the last wake
// while the Hub was there to hear it.
func mirrored(gsme eui.ID, of, hub *state, now time.Time) time.Time {
	wake := lastWake(gsme, now)
	if forced := time.UnixMicro(of.Woken).UTC(); forced.After(wake) && !forced.After(now) {
		wake = forced
	}
	dark, lit := time.UnixMicro(hub.Dark), time.UnixMicro(hub.Lit)
	out := hub.Dark != 0 && !wake.Before(dark) && (hub.Off || wake.Before(lit))
	if out {
		return time.UnixMicro(hub.Mirror).UTC()
	}
	return wake
}
