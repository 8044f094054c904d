package zcl

import "time"

// epoch is 2000-01-01T00:00:00Z in seconds since 1970.
const epoch = 946684800

// TimeOf is t as ZigBee writes times: whole seconds since 2000-01-01 UTC, from 0 to
// 2^32-2; earlier and later times become the nearest of these.
func TimeOf(t time.Time) uint32 { return uint32(min(max(t.Unix()-epoch, 0), 1<<32-2)) }

// Time is the instant that is seconds after 2000-01-01 UTC.
func Time(seconds uint32) time.Time { return time.Unix(epoch+int64(seconds), 0).UTC() }
