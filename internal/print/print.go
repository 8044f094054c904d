// Package print makes PDF of HTML documents that are whole in themselves: that fetch nothing and
// run nothing.
//
// Where there is a Chromium it prints: the PDF is tagged, so that screen readers know headings,
// lists and tables, and has the title, the language and the look of the document. Where there is
// none, or it fails, the same words come out plain, with their headings and links, untagged.
package print

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os/exec"
	"time"

	"github.com/mains-energy/mains/internal/lru"
)

// The bounds of printing.
const (
	patience    = 30 * time.Second // for one document
	maxDocument = 8 << 20          // octets of HTML
	maxPDF      = 32 << 20         // octets
	maxKept     = 32 << 20         // octets of PDF that are kept to be answered again
	maxWaiting  = 8                // documents, beside the one that is being printed
)

// ErrBusy says that more wait to be printed than may: to be tried again a little later.
var ErrBusy = errors.New("print: too many documents wait to be printed: try again")

// Config is what a printer prints with.
type Config struct {
	Browser string       // path of a Chromium; empty: the plain form alone
	Log     *slog.Logger // told where the browser fails
}

// Printer prints one document at a time, and keeps what it has printed. Several goroutines may
// use it.
type Printer struct {
	browser string
	log     *slog.Logger
	kept    *lru.Cache[string, []byte]
	waiting chan struct{}
	turn    chan struct{}
}

// New is a printer.
func New(c Config) *Printer {
	return &Printer{browser: c.Browser, log: c.Log, kept: lru.New[string, []byte](maxKept),
		waiting: make(chan struct{}, maxWaiting+1), turn: make(chan struct{}, 1)}
}

// Find is the path of a Chromium on this machine; empty where there is none.
func Find() string {
	// The engine without the windows around it takes less than half the time.
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser",
		"google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// Print is a document as PDF. What was printed under a key is answered again: two documents have
// one key only where either may stand for the other; an empty key is none. It fails where the
// document is too large, where ctx ends, and with [ErrBusy].
func (p *Printer) Print(ctx context.Context, key string, document []byte) ([]byte, error) {
	if pdf, ok := p.kept.Get(key); ok && key != "" {
		return pdf, nil
	}
	if len(document) > maxDocument {
		return nil, fmt.Errorf("print: a document of %d octets: at most %d are printed", len(document),
			maxDocument)
	}
	select {
	case p.waiting <- struct{}{}:
		defer func() { <-p.waiting }()
	default:
		return nil, ErrBusy
	}
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if pdf, ok := p.kept.Get(key); ok && key != "" { // who was before has asked for the same
		return pdf, nil
	}
	pdf, err := p.print(ctx, document)
	if err == nil && key != "" {
		p.kept.Put(key, pdf, int64(len(pdf)))
	}
	return pdf, err
}

// print prints a document with the browser, or without.
func (p *Printer) print(ctx context.Context, document []byte) ([]byte, error) {
	if p.browser != "" {
		pdf, err := browse(ctx, p.browser, document)
		switch {
		case err == nil:
			return pdf, nil
		case ctx.Err() != nil:
			return nil, ctx.Err()
		}
		p.log.WarnContext(ctx, "print: the browser failed, and the plain form stands in",
			"browser", p.browser, "err", err)
	}
	return plain(document)
}
