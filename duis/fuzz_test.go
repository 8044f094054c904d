package duis

import (
	"bytes"
	"errors"
	"testing"
)

// FuzzParse: no bytes make Parse panic; what it accepts has a stable canonical form,
// and what it refuses with a code has something to echo.
func FuzzParse(f *testing.F) {
	f.Add([]byte(document(header(idText, "4", "7.12", "7.12"), offset)))
	requests, _ := seeds()
	for _, req := range requests {
		f.Add(req.Append(nil))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		req, err := Parse(raw)
		var refusal *ResponseError
		if errors.As(err, &refusal) {
			if req == nil || req.RequestIDText == "" || !contains(serviceReferences, req.ServiceReference) ||
				!contains(serviceReferenceVariants, req.ServiceReferenceVariant) {
				t.Fatalf("nothing to echo: %+v", req)
			}
		}
		if err != nil {
			return
		}
		first := req.Append(nil)
		again, err := Parse(first)
		if err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		if second := again.Append(nil); !bytes.Equal(first, second) {
			t.Fatalf("\n%s\n%s", first, second)
		}
		_ = again.CheckVersion() // its verdict is not the subject: it must not panic
	})
}

// FuzzParseResponse: as FuzzParse.
func FuzzParseResponse(f *testing.F) {
	for _, resp := range sampleResponses() {
		f.Add(resp.Append(nil))
	}
	_, responses := seeds()
	for _, resp := range responses {
		f.Add(resp.Append(nil))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		resp, err := ParseResponse(raw)
		if err != nil {
			return
		}
		resp.DateTime = resp.DateTime.Truncate(1e6)
		first := resp.Append(nil)
		again, err := ParseResponse(first)
		if err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		if second := again.Append(nil); !bytes.Equal(first, second) {
			t.Fatalf("\n%s\n%s", first, second)
		}
	})
}

// seeds are small documents of every body, message, payload and alert, always the same.
func seeds() ([]*Request, []*Response) {
	g := newGenerator(20260115)
	g.Small = true
	return g.everything()
}

func contains(list []string, s string) bool { return indexOf(list, s) >= 0 }
