//go:build !linux

package governancetest_test

import "time"

var start = time.Now()

// spent is wall time, where that of a thread is not to be had.
func spent() time.Duration { return time.Since(start) }
