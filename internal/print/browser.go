package print

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// options are how Chromium prints: nothing is fetched, shared or remembered. Scripts of its own
// do the printing, so that they cannot be turned off: that a document runs none is for its own
// Content-Security-Policy to say, as that of package page does.
var options = []string{
	"--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
	"--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
	"--disable-default-apps", "--disable-extensions", "--disable-sync", "--no-pings", "--mute-audio",
	"--disable-crash-reporter", "--disable-breakpad", "--lang=en-GB",
	"--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--export-tagged-pdf",
	"--generate-pdf-document-outline",
}

// browse prints a document with Chromium, in a directory of its own that goes with it.
func browse(ctx context.Context, browser string, document []byte) (pdf []byte, err error) {
	dir, err := os.MkdirTemp("", "mains-print-")
	if err != nil {
		return nil, fmt.Errorf("print: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	from, to := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(from, document, 0o600); err != nil {
		return nil, fmt.Errorf("print: %w", err)
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	arguments := append(options[:len(options):len(options)],
		"--user-data-dir="+filepath.Join(dir, "profile"), "--print-to-pdf="+to)
	if os.Geteuid() == 0 { // it has no sandbox for root, and would not start
		arguments = append(arguments, "--no-sandbox")
	}
	said := &tail{}
	// Chromium by the path that the operator has set, with a file that was just written.
	c := exec.CommandContext(ctx, browser, append(arguments, "file://"+filepath.ToSlash(from))...)
	c.Stdout, c.Stderr, c.Dir = said, said, dir
	c.Env = append(os.Environ(), "HOME="+dir, "TZ=Europe/London")
	c.WaitDelay = time.Second
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("print: %s: %w: %s", browser, err, said)
	}
	f, err := os.Open(to)
	if err != nil {
		return nil, fmt.Errorf("print: %s has printed nothing: %w: %s", browser, err, said)
	}
	defer func() { _ = f.Close() }()
	pdf, err = io.ReadAll(io.LimitReader(f, maxPDF+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("print: %w", err)
	case len(pdf) > maxPDF:
		return nil, fmt.Errorf("print: the PDF has more than %d octets", maxPDF)
	case !bytes.HasPrefix(pdf, []byte("%PDF-")):
		return nil, fmt.Errorf("print: %s has printed no PDF: %s", browser, said)
	}
	return pdf, nil
}

// tail is the end of what was said.
type tail struct{ b []byte }

const maxSaid = 2000 // octets

// Write implements io.Writer.
func (t *tail) Write(b []byte) (int, error) {
	t.b = append(t.b, b...)
	t.b = t.b[max(0, len(t.b)-maxSaid):]
	return len(b), nil
}

func (t *tail) String() string { return string(bytes.TrimSpace(t.b)) }
