package print_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/print"
)

const document = `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<base href="https://mains.example/newsletters/e1">
<title>SEC Newsletter, “January” 2022</title><style>@page { size: A4 }</style></head>
<body><main><h1>The welcome – of the edition</h1>
<p>Costs £3 to <strong>every</strong> Party, <a href="../parties/p1">see Party</a>.</p>
<h2>What it says</h2>
<ol><li>first thing</li><li>second thing</li></ol>
<dl><dt>Closes</dt><dd>5pm on 4 February 2022</dd></dl>
<table><caption>Days</caption><tr><th>Day</th><th>What</th></tr>
<tr><td>Wednesday</td><td>Change Board ≥ 3 → on</td></tr></table></main></body></html>`

// said are the words of the document, in order.
const said = `The welcome – of the edition Costs £3 to every Party, see Party. What it says ` +
	`1. first thing 2. second thing Closes 5pm on 4 February 2022 Days Day What ` +
	`Wednesday Change Board ≥ 3 → on`

// TestPrint prints a document with a browser and without: the same words, title and language.
func TestPrint(t *testing.T) {
	for name, browser := range map[string]string{"browser": print.Find(), "plain": ""} {
		t.Run(name, func(t *testing.T) {
			if name == "browser" && browser == "" {
				t.Skip("no Chromium here: apt-get install chromium-headless-shell")
			}
			p := print.New(print.Config{Browser: browser, Log: slog.New(slog.DiscardHandler)})
			pdf, err := p.Print(t.Context(), "one", []byte(document))
			if err != nil {
				t.Fatal(err)
			}
			again, err := p.Print(t.Context(), "one", nil)
			if err != nil || &again[0] != &pdf[0] {
				t.Errorf("what was printed is not kept: %v", err)
			}
			read := reader(t, pdf)
			if got := strings.Join(strings.Fields(read("pdftotext", "-", "-")), " "); !strings.Contains(
				got, said) {
				t.Errorf("it says %q\nwant     %q", got, said)
			}
			info := read("pdfinfo", "-")
			wants := []string{"Title:           SEC Newsletter, “January” 2022", "A4"}
			if name == "browser" {
				wants = append(wants, "Tagged:          yes")
			}
			for _, want := range wants {
				if !strings.Contains(info, want) {
					t.Errorf("pdfinfo does not say %q:\n%s", want, info)
				}
			}
			if !strings.Contains(string(pdf), "/Lang") {
				t.Error("it has no language")
			}
			if got := read("pdfinfo", "-url", "-"); !strings.Contains(got,
				"https://mains.example/parties/p1") {
				t.Errorf("its links: %s", got)
			}
		})
	}
}

// reader runs a program of Poppler on a PDF.
func reader(t *testing.T, pdf []byte) func(program string, arguments ...string) string {
	t.Helper()
	return func(program string, arguments ...string) string {
		t.Helper()
		if _, err := exec.LookPath(program); err != nil {
			t.Skip("no Poppler here: apt-get install poppler-utils")
		}
		c := exec.CommandContext(t.Context(), program, arguments...)
		c.Stdin = strings.NewReader(string(pdf))
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v: %s", program, err, out)
		}
		return string(out)
	}
}

// TestFailure: a browser that fails is stood in for, and said to have failed.
func TestFailure(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the browsers of this test are shell scripts")
	}
	for name, script := range map[string]string{
		"fails": "echo no display >&2; exit 3", "nothing": "exit 0",
		"no PDF": `for a; do case $a in --print-to-pdf=*) echo x > "${a#*=}";; esac; done`,
	} {
		t.Run(name, func(t *testing.T) {
			browser := filepath.Join(t.TempDir(), "browser")
			if err := os.WriteFile(browser, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			var log strings.Builder
			p := print.New(print.Config{Browser: browser, Log: slog.New(slog.NewTextHandler(&log, nil))})
			pdf, err := p.Print(t.Context(), "", []byte(document))
			if err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
				t.Fatalf("%.10s, %v", pdf, err)
			}
			if !strings.Contains(log.String(), "the browser failed") {
				t.Errorf("the log says %q", log.String())
			}
		})
	}
}

// TestBounds: too much at once, and too large a document, are refused.
func TestBounds(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the browser of this test is a shell script")
	}
	dir := t.TempDir()
	browser := filepath.Join(dir, "browser")
	if err := os.WriteFile(browser, []byte("#!/bin/sh\nexec sleep 600\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	p := print.New(print.Config{Browser: browser, Log: slog.New(slog.DiscardHandler)})
	if _, err := p.Print(t.Context(), "", make([]byte, 9<<20)); err == nil {
		t.Error("9 MB were printed")
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	const many = 20
	for range many {
		go func() {
			_, err := p.Print(ctx, "", []byte(document))
			ended <- err
		}()
	}
	for range many - 9 { // one is printed and eight wait
		if err := <-ended; !errors.Is(err, print.ErrBusy) {
			t.Errorf("got %v", err)
		}
	}
	stop()
	for range 9 {
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}

// FuzzPlain prints whatever is called HTML without a browser.
func FuzzPlain(f *testing.F) {
	f.Add(document)
	f.Add("<ol><li><a href=\"http://a b\">\U0001f600</a><li><table><td>x<svg><text>y")
	f.Fuzz(func(t *testing.T, text string) {
		p := print.New(print.Config{Log: slog.New(slog.DiscardHandler)})
		pdf, err := p.Print(t.Context(), "", []byte(text))
		if err == nil && !strings.HasPrefix(string(pdf), "%PDF-") {
			t.Errorf("%.20q", pdf)
		}
	})
}
