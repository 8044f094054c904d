package archive_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/archive"
)

// served is a handler whose archives say how often one was made.
type served struct {
	*testing.T
	h     *archive.Handler
	wall  *clock.Adjustable
	last  time.Time
	times int
	fails error
}

func serve(t *testing.T) *served {
	t.Setenv("TMPDIR", t.TempDir())
	s := &served{T: t, last: time.Date(2022, 1, 20, 10, 0, 0, 0, time.UTC)}
	s.wall = clock.NewFrozen(s.last)
	s.h = archive.NewHandler(archive.Serving{Wall: s.wall, Log: slog.New(slog.DiscardHandler),
		Last: func() time.Time { return s.last },
		Make: func(_ context.Context, w io.Writer) error {
			s.times++
			_, err := fmt.Fprintf(w, "archive %d", s.times)
			return errors.Join(err, s.fails)
		}})
	return s
}

// ask asks with a method, and gives the status and what was answered.
func (s *served) ask(method string) (int, string) {
	w := httptest.NewRecorder()
	s.h.ServeHTTP(w, httptest.NewRequest(method, "/code.archive", nil))
	if allow := w.Header().Get("Allow"); (w.Code == http.StatusMethodNotAllowed) != (allow == "GET, HEAD") {
		s.Errorf("%s: status %d, Allow %q", method, w.Code, allow)
	}
	return w.Code, w.Body.String()
}

// files are how many there are on the disk.
func (s *served) files() int {
	s.Helper()
	all, err := os.ReadDir(os.TempDir())
	if err != nil {
		s.Fatal(err)
	}
	return len(all)
}

// TestServe: one file is for all who ask soon, until the register changes; what fails is said, and
// nothing is left on the disk.
func TestServe(t *testing.T) {
	s := serve(t)
	for _, step := range []struct {
		name, method string
		before       func()
		status       int
		body         string
	}{
		{"the first", "GET", nil, 200, "archive 1"},
		{"again", "GET", nil, 200, "archive 1"},
		{"its head", "HEAD", nil, 200, ""},
		{"a form", "POST", nil, 405, "the archive is read with GET or HEAD\n"},
		{"a change", "GET", func() { s.last = s.last.Add(time.Second) }, 200, "archive 2"},
		{"later", "GET", func() { s.wall.Set(s.wall.Now().Add(time.Minute)) }, 200, "archive 3"},
		{"a fault", "GET", func() { s.last, s.fails = s.last.Add(1), errors.New("no") }, 500,
			"the archive could not be made: try again later\n"},
		{"whole again", "GET", func() { s.fails = nil }, 200, "archive 5"},
	} {
		if step.before != nil {
			step.before()
		}
		if status, body := s.ask(step.method); status != step.status || body != step.body {
			t.Errorf("%s: %d %q, want %d %q", step.name, status, body, step.status, step.body)
		}
		if n := s.files(); n != 1 {
			t.Errorf("%s: %d files on the disk, want that of the last archive", step.name, n)
		}
	}
	if err := s.h.Close(); err != nil || s.files() != 0 {
		t.Errorf("closed: %v, %d files", err, s.files())
	}
}

// slow is a reader who takes nothing until they are let to.
type slow struct {
	*httptest.ResponseRecorder
	begun, on chan struct{}
	once      sync.Once
}

func (w *slow) Write(p []byte) (int, error) {
	w.once.Do(func() { close(w.begun); <-w.on })
	return w.ResponseRecorder.Write(p)
}

// TestServeSlowly: who reads slowly keeps nobody waiting, and has what they began with to its end.
func TestServeSlowly(t *testing.T) {
	s := serve(t)
	w := &slow{ResponseRecorder: httptest.NewRecorder(), begun: make(chan struct{}),
		on: make(chan struct{})}
	var reading sync.WaitGroup
	reading.Go(func() { s.h.ServeHTTP(w, httptest.NewRequest("GET", "/code.archive", nil)) })
	<-w.begun
	s.last = s.last.Add(time.Second)
	if status, body := s.ask("GET"); status != 200 || !strings.HasSuffix(body, "2") {
		t.Errorf("while somebody reads: %d %q", status, body)
	}
	close(w.on)
	reading.Wait()
	if got := w.Body.String(); got != "archive 1" {
		t.Errorf("the slow reader has %q", got)
	}
	if n := s.files(); n != 1 {
		t.Errorf("%d files are left", n)
	}
}
