package archive

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/mains-energy/mains/internal/clock"
)

// How an archive is served. Both are ours [D].
const (
	// freshFor is how long one that was made is given to others, where the register has not changed.
	freshFor = time.Minute
	// mostTime is how long a reader has to take it, by the clock of the machine. Without an end, who
	// reads slowly on purpose would keep files on the disk.
	mostTime = 15 * time.Minute
)

// Serving says what a [Handler] serves.
type Serving struct {
	Make func(context.Context, io.Writer) error // writes the archive as of now
	Last func() time.Time                       // when the register has changed last
	Wall clock.Clock
	Log  *slog.Logger
}

// Handler serves an archive. It is made in a file before the first octet is sent: whoever reads
// slowly keeps neither the database nor others waiting, and what fails is said. Those who ask soon
// after each other are given the same file. It is safe for concurrent use.
type Handler struct {
	Serving
	turn chan struct{} // of whoever looks for the file or makes it
	mu   sync.Mutex    // over uses
	kept *made
}

// made is an archive in a file.
type made struct {
	file *os.File
	size int64
	last time.Time // of the register
	at   time.Time
	uses int // readers, and the handler as long as it is kept
}

// NewHandler is a handler that has made nothing yet. Close it in the end.
func NewHandler(s Serving) *Handler { return &Handler{Serving: s, turn: make(chan struct{}, 1)} }

// ServeHTTP implements http.Handler, for GET and HEAD.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "the archive is read with GET or HEAD", http.StatusMethodNotAllowed)
		return
	}
	m, err := h.take(r.Context())
	if err != nil {
		if r.Context().Err() == nil {
			h.Log.ErrorContext(r.Context(), "archive", "error", err)
		}
		http.Error(w, "the archive could not be made: try again later",
			http.StatusInternalServerError)
		return
	}
	defer h.release(m)
	// Where the connection cannot be held to a time, whoever serves holds it to one.
	_ = http.NewResponseController(w).SetWriteDeadline(clock.Real().Now().Add(mostTime))
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.Header().Set("Content-Disposition", `attachment; filename="code.archive"`)
	http.ServeContent(w, r, "", m.at, io.NewSectionReader(m.file, 0, m.size))
}

// take is the archive of now, to be released.
func (h *Handler) take(ctx context.Context) (*made, error) {
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	last, now := h.Last(), h.Wall.Now()
	if m := h.kept; m != nil && m.last.Equal(last) && now.Sub(m.at) < freshFor {
		h.mu.Lock()
		defer h.mu.Unlock()
		m.uses++
		return m, nil
	}
	file, err := os.CreateTemp("", "mains-*.archive")
	if err != nil {
		return nil, err
	}
	m := &made{file: file, last: last, at: now, uses: 2}
	if err = h.Make(ctx, file); err == nil {
		m.size, err = file.Seek(0, io.SeekCurrent)
	}
	if err != nil {
		return nil, errors.Join(err, m.remove())
	}
	h.forget()
	h.kept = m
	return m, nil
}

// forget gives up the file that is kept. It is called in turn.
func (h *Handler) forget() {
	if h.kept != nil {
		h.release(h.kept)
		h.kept = nil
	}
}

// release gives up a use of a file; the last removes it.
func (h *Handler) release(m *made) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if m.uses--; m.uses > 0 {
		return
	}
	if err := m.remove(); err != nil {
		h.Log.Error("archive", "error", err)
	}
}

func (m *made) remove() error { return errors.Join(m.file.Close(), os.Remove(m.file.Name())) }

// Close gives up the file that is kept; readers under way end.
func (h *Handler) Close() error {
	h.turn <- struct{}{}
	defer func() { <-h.turn }()
	h.forget()
	return nil
}
