package governancetest_test

import (
	"syscall"
	"time"
	"unsafe"
)

// spent is the time of the processor that this thread has used.
func spent() time.Duration {
	const threadCPU = 3 // CLOCK_THREAD_CPUTIME_ID
	var used syscall.Timespec
	_, _, fault := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, threadCPU,
		uintptr(unsafe.Pointer(&used)), 0)
	if fault != 0 {
		panic(fault) // there is such a clock
	}
	return time.Duration(used.Nano())
}
