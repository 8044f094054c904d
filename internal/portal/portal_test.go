package portal_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/portal"
)

// network is a network that says what it is told to.
type network struct{ fault error }

func (network) Now() time.Time { return time.Date(2022, 1, 31, 12, 0, 0, 0, time.UTC) }

func (n network) Devices(context.Context) ([]portal.Device, error) {
	esme := portal.Device{ID: "00-DB-12-34-56-78-90-A0", Type: "ESME", Status: "Commissioned"}
	return []portal.Device{esme}, n.fault
}

func (network) Requests(_ context.Context, limit int) ([]portal.Request, error) {
	requests := make([]portal.Request, limit)
	for i := range requests {
		requests[i] = portal.Request{ID: "<script>", Variant: "4.1.1", State: "sending"}
	}
	return requests, nil
}

func (network) Deliveries(context.Context, int) ([]portal.Delivery, error) { return nil, nil }

func serve(t *testing.T, n portal.Network) *httptest.Server {
	t.Helper()
	archive := func() ([]byte, error) { return []byte("an archive"), nil }
	server := httptest.NewServer(portal.New(n, archive, slog.New(slog.DiscardHandler)).Handler())
	t.Cleanup(server.Close)
	return server
}

func get(t *testing.T, method, url, accept string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", accept)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func TestConsole(t *testing.T) {
	server := serve(t, network{})
	resp, body := get(t, "GET", server.URL+"/", "text/html")
	for _, want := range []string{"00-DB-12-34-56-78-90-A0", "&lt;script&gt;", "2022-01-31 12:00:00"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(body, "<script") {
		t.Error("a RequestID got into the page as markup")
	}
	if policy := resp.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("content policy %q", policy)
	}
	if resp, _ := get(t, "GET", server.URL+"/style.css", ""); resp.StatusCode != http.StatusOK {
		t.Errorf("style sheet: %s", resp.Status)
	}
}

func TestConsoleAsJSON(t *testing.T) {
	server := serve(t, network{})
	for url, accept := range map[string]string{"/": "application/json", "/network.json": "*/*"} {
		resp, body := get(t, "GET", server.URL+url, accept)
		var content struct {
			Devices  []portal.Device
			Requests []portal.Request
		}
		if err := json.Unmarshal([]byte(body), &content); err != nil {
			t.Fatalf("%s: %v", url, err)
		}
		if len(content.Devices) != 1 || len(content.Requests) == 0 ||
			resp.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %s", url, body)
		}
	}
}

func TestFaultsAndStrangers(t *testing.T) {
	server := serve(t, network{errors.New("the database is secret")})
	resp, body := get(t, "GET", server.URL+"/", "text/html")
	if resp.StatusCode != http.StatusInternalServerError || strings.Contains(body, "secret") {
		t.Errorf("%s: %s", resp.Status, body)
	}
	for _, path := range []string{"/portal.go", "/page.html", "/../style.css", "/nothing"} {
		if resp, _ := get(t, "GET", server.URL+path, ""); resp.StatusCode != http.StatusNotFound &&
			!strings.HasSuffix(path, "style.css") {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	if resp, _ := get(t, "POST", server.URL+"/", ""); resp.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %s", resp.Status)
	}
}

// The key store tool compares the length that HEAD gives with that of GET.
func TestOrgCryptoZip(t *testing.T) {
	server := serve(t, network{})
	const path = "/assets/crypto/org-crypto.zip"
	head, _ := get(t, "HEAD", server.URL+path, "")
	whole, body := get(t, "GET", server.URL+path, "")
	if head.ContentLength != int64(len("an archive")) || whole.ContentLength != head.ContentLength ||
		body != "an archive" || whole.Header.Get("Content-Type") != "application/zip" {
		t.Errorf("HEAD %d, GET %d %q %s", head.ContentLength, whole.ContentLength, body,
			whole.Header.Get("Content-Type"))
	}
}
