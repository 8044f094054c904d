package portal

import (
	"fmt"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func TestLimiter(t *testing.T) {
	l := newLimiter(limit{2, time.Second})
	at := noon
	for i, c := range []struct {
		after time.Duration // since the take before
		wait  time.Duration
	}{
		{0, 0}, {0, 0}, {0, time.Second},
		{400 * time.Millisecond, 600 * time.Millisecond},
		{600 * time.Millisecond, 0},
		{0, time.Second},
		{-time.Hour, time.Second}, // a clock that was set back
		{time.Hour, 0}, {0, 0}, {0, time.Second},
	} {
		at = at.Add(c.after)
		if wait := l.take("a", at); wait != c.wait {
			t.Errorf("%d: wait %v, want %v", i, wait, c.wait)
		}
	}
	if wait := l.take("b", at); wait != 0 {
		t.Errorf("another waits %v", wait)
	}
}

// The memory has an end, and those go first who may do all again.
func TestLimiterForgets(t *testing.T) {
	l := newLimiter(limit{2, time.Second})
	later := noon.Add(10 * time.Second)
	for i := range maxBuckets - 1 {
		l.take(fmt.Sprint(i), noon)
	}
	l.take("short", later)
	l.take("short", later)
	l.take("new", later)
	if len(l.held) != 2 || l.take("short", later) == 0 {
		t.Errorf("%d are remembered, and not who may do nothing more", len(l.held))
	}
	for i := range 2 * maxBuckets {
		l.take(fmt.Sprint(i), later)
		if len(l.held) > maxBuckets {
			t.Fatalf("%d are remembered", len(l.held))
		}
	}
}

func TestWhence(t *testing.T) {
	for remote, want := range map[string]string{
		"192.0.2.1:1234":            "192.0.2.1",
		"[::ffff:192.0.2.1]:80":     "192.0.2.1",
		"[2001:db8:1:2:3:4:5:6]:80": "2001:db8:1:2::/64",
		"[fe80::1%eth0]:80":         "fe80::/64",
		"@":                         "@",
		"socket:80":                 "socket",
	} {
		if got := whence(remote); got != want {
			t.Errorf("%s is %s, want %s", remote, got, want)
		}
	}
}
