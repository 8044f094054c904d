package duis

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/mains-energy/mains/internal/shared"
)

// TestRequests reads every published request, which must survive its own canonical form.
func TestRequests(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared.Dir(t), "rtds", "duis", "*.XML"))
	if err != nil || len(files) == 0 {
		t.Fatal("no requests found", err)
	}
	var served []string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			req, err := Parse(raw)
			if err != nil {
				t.Fatal(err)
			}
			served = append(served, req.Body.Element())
			again, err := Parse(req.Append(nil))
			if err != nil {
				t.Fatalf("%v\n%s", err, req.Append(nil))
			}
			if !req.Signed || again.Signed {
				t.Errorf("signed %v, then %v", req.Signed, again.Signed)
			}
			if !reflect.DeepEqual(plain(req), plain(again)) {
				t.Errorf("\n%+v\n%+v", plain(req), plain(again))
			}
		})
	}
	for _, body := range bodies {
		name := body.Element()
		if name != "SignedPreCommand" && !slices.Contains(served, name) {
			t.Errorf("%s is declared, and no published request has it", name)
		}
	}
}

// plain is a request without its origin, for comparison.
func plain(req *Request) Request {
	stripped := *req
	stripped.Raw, stripped.Document, stripped.Signed = nil, nil, false
	return stripped
}

// TestResponses reads every published response.
func TestResponses(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared.Dir(t), "rtds", "responses", "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatal("no responses found", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			resp, err := ParseResponse(raw)
			if err != nil {
				t.Fatal(err)
			}
			again, err := ParseResponse(resp.Append(nil))
			if err != nil {
				t.Fatal(err)
			}
			again.Signed = resp.Signed
			if !reflect.DeepEqual(resp, again) {
				t.Errorf("\n%+v\n%+v", resp, again)
			}
		})
	}
}
