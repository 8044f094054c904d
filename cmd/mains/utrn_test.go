package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/shared"
)

// runUTRN runs the verb with the published keys and returns its exit code and output.
func runUTRN(t *testing.T, terminal bool, verb string, args ...string) (code int, out string) {
	t.Helper()
	keys := filepath.Join(shared.Dir(t), "rtds", "keystore")
	var stdout, stderr bytes.Buffer
	args = append([]string{"utrn", verb, "--data", t.TempDir(), "--keys", keys,
		"--supplier", "90b3d51f30010000", "--device", "00db1234567890a0"}, args...)
	code = run(t.Context(), environment{
		in: strings.NewReader(""), out: &stdout, err: &stderr, terminal: terminal,
	}, args)
	if stderr.Len() > 0 {
		t.Log(stderr.String())
	}
	return code, stdout.String()
}

// TestUtrnWithPublishedKeys makes the token of a hundred pounds that the worked example
// makes, and checks it, as programs and as people get to see it.
func TestUtrnWithPublishedKeys(t *testing.T) {
	for _, tt := range []struct {
		terminal bool
		want     string
	}{{false, "73943333457189043313\n"}, {true, "7394 3333 4571 8904 3313\n"}} {
		code, out := runUTRN(t, tt.terminal, "make", "--counter", "1", "--value", "100.00")
		if code != 0 || out != tt.want {
			t.Errorf("terminal %v: got %d %q, want %q", tt.terminal, code, out, tt.want)
		}
	}
	code, out := runUTRN(t, true, "check", "--counter", "1", "7394", "3333", "4571", "8904", "3313")
	want := `UTRN          7394 3333 4571 8904 3313
check digit   valid
value         £100.00 (100, class pounds)
UTRN counter  1, ends in 1 (the low ten bits)
MAC32         d51ca60b valid
PTUT          0000a064d51ca60b
PPTD          7394333345718904331
`
	if code != 0 || out != want {
		t.Errorf("got %d\n%s\nwant\n%s", code, out, want)
	}
	code, out = runUTRN(t, false, "check", "--counter", "1025", "73943333457189043313")
	if code != exitRefused {
		t.Errorf("another counter: got %d\n%s", code, out)
	}
}

// TestUtrnStandardInput: digits come from standard input as well.
func TestUtrnStandardInput(t *testing.T) {
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), environment{
		in: strings.NewReader("7394 8959 0820\n6163 2587\n"), out: &stdout, err: &stderr,
	}, []string{"utrn", "check", "-"})
	if code != 0 || !strings.HasPrefix(stdout.String(), "UTRN          73948959082061632587\n") {
		t.Errorf("got %d\n%s%s", code, stdout.String(), stderr.String())
	}
}
