package srv_test

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/internal/shared"
)

// strangers are published Commands that no request asks for beside the published ones of
// their kind.
var strangers = map[string]string{
	"ECS25a2_6.22_ERROR":           "changes an event of polyphase ESMEs, which the requests do not",
	"ECS25b3_6.22_ERROR":           "changes an event of polyphase ESMEs, which the requests do not",
	"CS03B_8.7.2_ERROR":            "a GSME is to join a PPMID by method B, for the error",
	"CS03CNonCritical_8.7.2_ERROR": "has no certificate, for the error",
}

// TestSiblings takes the published Commands whose request is not published: the Read half
// of the mapping says what would have asked for each, beside a published request of the
// same Variant, and the Write half makes the same payload of it.
func TestSiblings(t *testing.T) {
	all := twins(t)
	files, err := filepath.Glob(filepath.Join(shared.Dir(t), "rtds", "gbcs", "*", "*_COMMAND_GBCS.HEX"))
	if err != nil || len(files) == 0 {
		t.Fatal("no messages found", err)
	}
	tried := 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), "_COMMAND_GBCS.HEX")
		published := slices.ContainsFunc(all, func(one twin) bool { return one.name == name })
		number, _, _ := strings.Cut(filepath.Base(filepath.Dir(file)), "_")
		if _, ok := srv.Lookup(number); !ok || published || strangers[name] != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			m := commandIn(t, file)
			said := beside(t, all, number, m)
			if said == nil {
				t.Skip("no published request of its kind")
			}
			tried++
			in := inputs(t, said, m.Append(nil))
			if in.ESMEVariant == "A" && strings.Contains(string(said.Append(nil)), "PolyPhase>") {
				in.ESMEVariant = "C"
			}
			out, err := srv.Transform(said, in)
			if err != nil {
				t.Fatalf("%v\n%s", err, said.Append(nil))
			}
			if !bytes.Equal(out.Message.Payload, m.Payload) {
				t.Errorf("got  %X\nwant %X\n%s\n%s", out.Message.Payload, m.Payload,
					rows(out.Message.Append(nil), m.Append(nil)), said.Append(nil))
			}
		})
	}
	t.Logf("%d commands", tried)
}

func commandIn(t *testing.T, file string) *gbcs.Message {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	m, err := gbcs.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// beside is the request that asks for a message, with the header that the message shows
// and what it does not carry from a published request of the same Variant and Use Case.
func beside(t *testing.T, all []twin, number string, m *gbcs.Message) *duis.Request {
	t.Helper()
	var failed error
	for _, one := range all {
		req, err := duis.Parse(one.request)
		if err != nil {
			t.Fatal(err)
		}
		sibling, err := gbcs.Parse(one.command)
		if err != nil {
			t.Fatal(err)
		}
		if req.ServiceReferenceVariant != number || sibling.Header.Message != m.Header.Message {
			continue
		}
		req.RequestID.Target, req.RequestIDText = m.Recipient, ""
		req.RequestID.Originator, req.RequestID.Counter = m.Originator, m.Counter
		if s := m.Supplementary; s != nil {
			req.RequestID.Originator, req.RequestID.Counter = s.ID, *s.Counter
		}
		if req.Body, err = srv.Said(req, m); err == nil {
			return req
		}
		failed = err
	}
	if failed != nil {
		t.Error(failed)
	}
	return nil
}
