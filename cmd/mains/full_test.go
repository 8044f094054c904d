//go:build linux

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// diskSize is that of the small file system, and enough for a system at rest.
const diskSize = "64m"

// TestFullDisk fills the file system under a system that is at work. It says so in one
// line and stops; with room again it starts, and nothing that it acknowledged is lost.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size="+diskSize); err != nil {
		t.Skipf("cannot mount a small file system: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	s := &server{tb: t, data: filepath.Join(disk, "data")}
	s.start()
	at := s.listening()
	u := newTestUser(t, s.data, at)
	u.at.Store(&at)
	streams := streamsOfRequests()
	stop := u.send(streams)
	atWork := func() bool {
		for _, one := range streams {
			if u.answersOf(one.target).answered < 5 {
				return false
			}
		}
		return true
	}
	if !eventually(t, drainLimit, atWork) {
		t.Fatal("nothing is answered")
	}

	u.full.Store(true)
	filler := filepath.Join(disk, "filler")
	fill(t, filler)
	start := time.Now()
	err := s.ended()
	t.Logf("it ended after %s", time.Since(start))
	u.at.Store(nil)
	stop()
	if code := s.process.ProcessState.ExitCode(); code != exitRefused {
		t.Errorf("ended with %v, code %d; want code %d", err, code, exitRefused)
	}
	var lines []string
	for line := range strings.Lines(s.said()) {
		if strings.HasPrefix(line, "mains: ") {
			lines = append(lines, line)
		}
	}
	if len(lines) != 1 || !strings.Contains(lines[0], "make room and start again") {
		t.Errorf("the server said\n%s\nwant one line for a person that says what to do", s.said())
	}
	if _, err := os.Stat(addressFile(s.data)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("addresses.json after the stop: %v", err)
	}

	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	t.Logf("when it was full: %s", u.figures(streams))
	u.full.Store(false)
	s.start()
	at = s.listening()
	u.at.Store(&at)
	eventually(t, drainLimit, func() bool { return len(u.unanswered()) == 0 })
	u.check(t)
	u.checkDevices(t, streams)
	s.stop()
	t.Logf("in the end: %s", u.figures(streams))
}

// fill takes all the room that there is.
func fill(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for block := make([]byte, 64<<10); len(block) > 0; {
		if _, err := file.Write(block); errors.Is(err, syscall.ENOSPC) {
			block = block[:len(block)/2]
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
