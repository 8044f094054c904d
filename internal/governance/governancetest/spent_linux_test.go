package governancetest_test

import (
	"syscall"
	"time"
)

// spent is the time of the processor that this thread has used.
func spent() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_THREAD, &used); err != nil {
		panic(err) // its arguments are constants
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
