package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

// call runs a command line in this process.
func call(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	in := environment{in: strings.NewReader(""), out: &out, err: &err}
	code = run(context.Background(), in, args)
	return code, out.String(), err.String()
}

// TestTransformPublished has transform and correlate do every published request that has a
// message, told what the message shows that the request does not say.
func TestTransformPublished(t *testing.T) {
	dir := filepath.Join(shared.Dir(t), "rtds")
	excepted := ledger(t)
	files, err := filepath.Glob(filepath.Join(dir, "duis", "*_REQUEST_DUIS.XML"))
	if err != nil || len(files) == 0 {
		t.Fatal("no requests found", err)
	}
	at := []string{"--keys", filepath.Join(dir, "keystore"), "--data", t.TempDir()}
	done := 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), "_REQUEST_DUIS.XML")
		want, form := publishedMessage(t, dir, name)
		if want == "" || excepted[name] || otherCertificates[name] != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			flags := append(told(t, file, dir, want), at...)
			code, stdout, stderr := call(append([]string{"transform", file}, flags...)...)
			got := strings.TrimSpace(stdout)
			if form == "signed" { // by a party of the DCC: a signature is another every time
				got, want = withoutSignature(t, got), withoutSignature(t, want)
			}
			if code != 0 || got != want || strings.Contains(stderr, "without") {
				t.Fatalf("exit %d\n%sgot  %s\nwant %s", code, stderr, got, want)
			}
			code, stdout, stderr = call(append([]string{"correlate", file, want}, at...)...)
			if form != "signed" && (code != 0 || !strings.HasPrefix(stdout, "correlates: ")) {
				t.Errorf("exit %d: %s%s", code, stdout, stderr)
			}
			done++
		})
	}
	t.Logf("%d requests", done)
}

// otherCertificates are the published requests whose message has a certificate of the other
// Device that the published key store does not hold; package srv tests them with that of
// the message.
var otherCertificates = map[string]string{
	"CS03CCritical_8.7.1_SUCCESS":    "the key store has a newer one",
	"CS03CNonCritical_8.7.2_SUCCESS": "the message has that of another Device",
}

// publishedMessage is the Pre-Command or else the Command of a published request, and which
// of the two, or signed for a Command that a party of the DCC signs; empty without one.
func publishedMessage(t *testing.T, dir, name string) (message, form string) {
	t.Helper()
	for _, form := range []string{"PRECOMMAND", "COMMAND"} {
		found, _ := filepath.Glob(filepath.Join(dir, "gbcs", "*", name+"_"+form+"_GBCS.HEX"))
		if len(found) == 0 {
			continue
		}
		text, err := os.ReadFile(found[0])
		if err != nil {
			t.Fatal(err)
		}
		message = strings.ToUpper(strings.TrimSpace(string(text)))
		if m := parsed(t, message); form == "COMMAND" && len(m.Signature) > 0 {
			form = "signed"
		}
		return message, form
	}
	return "", ""
}

func parsed(t *testing.T, message string) *gbcs.Message {
	t.Helper()
	raw, err := hex.DecodeString(message)
	if err != nil {
		t.Fatal(err)
	}
	m, err := gbcs.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestOutputFails has a command write where nothing can be written: it has not done its work.
func TestOutputFails(t *testing.T) {
	full := errors.New("no space left")
	var stderr bytes.Buffer
	for _, args := range [][]string{{"version"}, {"explain", "ECS38"}, {"schema"}} {
		stderr.Reset()
		out := writer(func([]byte) (int, error) { return 0, full })
		in := environment{in: strings.NewReader(""), out: out, err: &stderr}
		code := run(context.Background(), in, args)
		if code != 1 || !strings.Contains(stderr.String(), full.Error()) {
			t.Errorf("%v: exit %d, %q", args, code, stderr.String())
		}
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

// withoutSignature is a message without signature and MAC.
func withoutSignature(t *testing.T, message string) string {
	t.Helper()
	m := parsed(t, message)
	m.Form, m.Signature, m.MAC = gbcs.PreCommand, nil, nil
	return hex.EncodeToString(m.Append(nil))
}

// olderOrOther are the Use Cases of Devices of an earlier GBCS version than the newest, or of
// another kind than the one that is likeliest: of the type alone the command does not think
// of them.
var olderOrOther = []string{
	"CCS05/CCS04", "CS03A2", "ECS08", "ECS23b", "ECS25r1", "ECS25r2", "ECS26d", "ECS26e",
	"ECS26i", "ECS26k", "ECS29f", "ECS30", "ECS35f", "GCS21d", "GCS21e", "GCS25", "GCS60",
}

// told are the flags for what a message shows and its request does not say.
func told(t *testing.T, file, dir, message string) (flags []string) {
	t.Helper()
	document, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	req, err := duis.Parse(document)
	if err != nil {
		t.Fatal(err)
	}
	m := parsed(t, message)
	u, ok := usecase.ByMessage(m.Header.Message)
	if !ok {
		t.Fatal("no Use Case")
	}
	if slices.Contains(olderOrOther, u.Code) {
		flags = []string{"--use-case", u.Code}
	}
	if m.Originator != req.RequestID.Originator {
		flags = append(flags, "--counter", fmt.Sprint(m.Counter))
	}
	var tree usecase.Tree
	if err := tree.Read(m, nil); err != nil {
		t.Fatal(err)
	}
	args := tree.Args()
	if args.Has(usecase.HubConnectedDevices) || args.Has(usecase.DeviceLogEntries) {
		flags = append(flags, "--backup", message)
	}
	pairs, _ := usecase.CreditChargeConfiguration.Elements(args)
	for _, pair := range pairs {
		if charge, _ := usecase.ChargeReference.Of(pair); charge[4] == 5 {
			flags = append(flags, "--esme-variant", "B")
			break
		}
	}
	return flags
}

// ledger are the published requests that do not become their message.
func ledger(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "duis", "srv", "testdata", "rtds-exceptions.txt"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if name, _, ok := strings.Cut(line, "\t"); ok {
			listed[name] = true
		}
	}
	return listed
}
