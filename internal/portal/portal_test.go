package portal_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/portal"
)

// alone is a portal without the Code.
func alone(t *testing.T, fault error) *browser {
	return open(t, func(c *portal.Config) {
		c.Code, c.Accounts, c.Network = nil, nil, network{fault}
	}).browser()
}

func TestConsole(t *testing.T) {
	b := alone(t, nil)
	got := b.get("/network").want(t, 200, "00-DB-12-34-56-78-90-A0", "&lt;script&gt;",
		"2022-01-31 12:00:00", `href="/services"`, "None yet.").lacks(t, "<script", "Sign in")
	if p := got.Header.Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") {
		t.Errorf("content policy %q", p)
	}
	b.get("/").sends(t, http.StatusFound, "/network")
}

func TestConsoleAsJSON(t *testing.T) {
	b := alone(t, nil)
	for url, accept := range map[string]string{
		"/network": "application/json", "/network.json": "*/*"} {
		got := b.get(url, "Accept", accept)
		var content struct {
			Devices  []portal.Device
			Requests []portal.Request
		}
		if err := json.Unmarshal([]byte(got.body), &content); err != nil {
			t.Fatalf("%s: %v", url, err)
		}
		if len(content.Devices) != 1 || len(content.Requests) == 0 ||
			got.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: %s", url, got.body)
		}
	}
}

func TestFaultsAndStrangers(t *testing.T) {
	b := alone(t, errHushed)
	b.get("/network").want(t, 500, "Something went wrong here").lacks(t, "secret")
	for _, path := range []string{"/portal.go", "/signin.html", "/../style.css", "/nothing",
		"/as-at/2022-01-20/network", "/sign-in", "/account", "/as-at", "//network", "/network//",
		"/services/9.9.9"} {
		b.get(path).want(t, 404)
	}
	got := b.ask("POST", "/network", "").want(t, 405)
	if allow := got.Header.Get("Allow"); allow != "GET, HEAD" {
		t.Errorf("allowed are %q", allow)
	}
}

func TestCatalogue(t *testing.T) {
	b := alone(t, nil)
	b.get("/services").want(t, 200, `href="services/4.1.1"`, ">yes<")
	b.get("/services?q=4.1.1").want(t, 200, `href="services/4.1.1"`, `value="4.1.1"`).
		lacks(t, `href="services/8.1.1"`)
	b.get("/services?q=unheard+of").want(t, 200, "No Service Request has that")
	one := srv.All[0]
	b.get("/services/"+one.SRV).want(t, 200, "<h1>"+one.Name, "What it is")
	for path, want := range map[string]int{"/services.json": len(srv.All), "/services.json?q=zzz": 0} {
		var content struct{ Services []struct{ Name string } }
		got := b.get(path).want(t, 200)
		if err := json.Unmarshal([]byte(got.body), &content); err != nil || content.Services == nil ||
			len(content.Services) != want {
			t.Errorf("%s: %d of %d, %v", path, len(content.Services), want, err)
		}
	}
	var content struct {
		SRV   string   `json:"service_reference_variant"`
		Roles []string `json:"user_roles"`
	}
	got := b.get("/services/"+one.SRV+".json").want(t, 200)
	if err := json.Unmarshal([]byte(got.body), &content); err != nil || content.SRV != one.SRV ||
		len(content.Roles) != len(one.Roles) {
		t.Errorf("%s: %+v, %v", one.SRV, content, err)
	}
}

// The key store tool compares the length that HEAD gives with that of GET.
func TestOrgCryptoZip(t *testing.T) {
	b := alone(t, nil)
	const path = "/assets/crypto/org-crypto.zip"
	head, whole := b.ask("HEAD", path, ""), b.get(path)
	if head.ContentLength != int64(len("an archive")) || whole.ContentLength != head.ContentLength ||
		whole.body != "an archive" || whole.Header.Get("Content-Type") != "application/zip" {
		t.Errorf("HEAD %d, GET %d %q %s", head.ContentLength, whole.ContentLength, whole.body,
			whole.Header.Get("Content-Type"))
	}
}

func TestAssets(t *testing.T) {
	b := open(t, func(c *portal.Config) { c.Passkeys, c.Origin = true, "http://localhost" }).browser()
	for address, media := range map[page.Address]string{
		page.StyleAddress(): "text/css", page.ScriptAddress(): "text/javascript",
	} {
		got := b.get(string(address)).want(t, 200)
		if !strings.HasPrefix(got.Header.Get("Content-Type"), media) ||
			!strings.Contains(got.Header.Get("Cache-Control"), "immutable") || got.body == "" {
			t.Errorf("%s: %v", address, got.Header)
		}
		packed := b.get(string(address), "Accept-Encoding", "gzip").want(t, 200)
		if packed.Header.Get("Content-Encoding") != "gzip" || len(packed.body)*2 > len(got.body) ||
			unpacked(t, packed.body) != got.body {
			t.Errorf("%s packed: %d of %d octets, %v", address, len(packed.body), len(got.body),
				packed.Header)
		}
		head := b.ask("HEAD", string(address), "")
		if head.ContentLength != int64(len(got.body)) || head.body != "" {
			t.Errorf("HEAD %s: %d octets, and GET has %d", address, head.ContentLength, len(got.body))
		}
	}
	b.get("/assets/style-0.css").want(t, 404)
}

func TestConfig(t *testing.T) {
	provider := &portal.Provider{Name: "Login", Issuer: "https://l", ClientID: "c", Ask: "us"}
	for name, c := range map[string]portal.Config{
		"origin without host":     {Origin: "code.example"},
		"origin with a path":      {Origin: "https://code.example/site"},
		"origin of another kind":  {Origin: "ftp://code.example"},
		"passkeys without origin": {Passkeys: true},
		"passkeys for an address": {Passkeys: true, Origin: "http://127.0.0.1:8080"},
		"provider without origin": {Provider: provider},
		"provider without issuer": {Origin: "https://code.example", Provider: &portal.Provider{}},
	} {
		c.Code, c.Accounts, c.Network = &code{}, newAccounts(), network{}
		if _, err := portal.New(c); err == nil || !strings.HasPrefix(err.Error(), "portal: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
