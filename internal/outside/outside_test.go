package outside_test

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/outside"
)

// here allows the machine itself: where test servers are.
var here = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// TestAllows: what is not the public internet is refused, in each of its forms.
func TestAllows(t *testing.T) {
	for addr, want := range map[string]bool{
		"8.8.8.8": true, "93.184.216.34": true, "100.63.255.255": true, "100.128.0.0": true,
		"172.15.255.255": true, "172.32.0.0": true, "192.167.255.255": true, "223.255.255.255": true,
		"2606:4700::1111": true, "2a00:1450:4009::200e": true, "::ffff:8.8.8.8": true,

		"127.0.0.1": false, "127.255.255.254": false, "0.0.0.0": false, "0.1.2.3": false,
		"10.0.0.1": false, "172.16.0.1": false, "172.31.255.255": false, "192.168.0.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "100.127.255.255": false, "224.0.0.1": false,
		"239.1.1.1": false, "240.0.0.1": false, "255.255.255.255": false, "192.0.0.170": false,
		"192.0.2.1": false, "198.18.0.1": false, "198.51.100.1": false, "203.0.113.1": false,
		"::": false, "::1": false, "fc00::1": false, "fd12:3456::1": false, "fe80::1": false,
		"fe80::1%eth0": false, "fec0::1": false, "ff02::1": false, "::ffff:127.0.0.1": false,
		"::ffff:10.0.0.1": false, "::127.0.0.1": false, "64:ff9b::7f00:1": false,
		"2002:7f00:1::": false, "2001:0:7f00:1::": false, "2001:db8::1": false, "100::1": false,
	} {
		if got := (outside.Config{}).Allows(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: %v, want %v", addr, got, want)
		}
	}
	if (outside.Config{}).Allows(netip.Addr{}) {
		t.Error("no address at all is allowed")
	}
	c := outside.Config{Allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}}
	for addr, want := range map[string]bool{"10.1.2.3": true, "::ffff:10.1.2.3": true,
		"10.2.0.1": false} {
		if got := c.Allows(netip.MustParseAddr(addr)); got != want {
			t.Errorf("with 10.1.0.0/16 allowed, %s: %v, want %v", addr, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, address := range []string{"https://host.example", "http://host.example/a?b=c",
		"https://host.example:8443/x", "http://[2606:4700::1111]:8080/", "HTTPS://HOST.example/"} {
		if _, err := outside.Parse(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"", "host.example", "/path", "//host.example",
		"ftp://host.example", "file:///etc/passwd", "gopher://host.example", "javascript:alert(1)", "https:host.example",
		"https://", "https://:443/", "https://user@host.example", "https://u:p@host.example",
		"https://host.example/#x", "https://host.example:25/", "https://host.example:22",
		"https://host.example:0", "https://host.example:70000", "https://host.example:/",
		"https://host.example/a b", "https://host.example/\n", "https://[fe80::1%25eth0]/",
		"https://host.example/" + strings.Repeat("a", 2000)} {
		if _, err := outside.Parse(address); !errors.Is(err, outside.ErrAddress) {
			t.Errorf("%q: %v, want ErrAddress", address, err)
		}
	}
}

// FuzzParse: what is taken has a scheme and a host and nothing that could be another's.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"https://host.example/x?y", "http://[::1]:8080", "https://u@h",
		"a:b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		u, err := outside.Parse(address)
		if err != nil {
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
			t.Errorf("%q was taken as %+v", address, u)
		}
		if again, err := url.Parse(u.String()); err != nil || again.Host != u.Host {
			t.Errorf("%q is written as %q, which is of another host: %v", address, u, err)
		}
	})
}

func TestParseNetworks(t *testing.T) {
	got, err := outside.ParseNetworks(" 10.0.0.0/8, 192.168.1.7 ,fd00::/8,")
	if err != nil || len(got) != 3 || got[1].String() != "192.168.1.7/32" {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{"10.0.0.0/40", "private", "10.0.0.0-10.1.0.0"} {
		if _, err := outside.ParseNetworks(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

// names is a names service: what each name leads to, at the first lookup and at later ones.
type names struct {
	of    map[string][][]netip.Addr
	asked map[string]int
}

func (n *names) lookup(_ context.Context, host string) ([]netip.Addr, error) {
	turns := n.of[host]
	if len(turns) == 0 {
		return nil, errors.New("no such host")
	}
	i := min(n.asked[host], len(turns)-1)
	n.asked[host]++
	return turns[i], nil
}

func addrs(texts ...string) (all []netip.Addr) {
	for _, text := range texts {
		all = append(all, netip.MustParseAddr(text))
	}
	return all
}

// TestRebinding has a name lead to the internet when it is checked, and to this machine when it
// is asked. Nothing is sent there; nor where one of several addresses is within.
func TestRebinding(t *testing.T) {
	hits := 0
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits++ }))
	defer s.Close()
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	n := &names{asked: map[string]int{}, of: map[string][][]netip.Addr{
		"turns.example": {addrs("93.184.216.34"), addrs("127.0.0.1")},
		"both.example":  {addrs("93.184.216.34", "127.0.0.1")},
		"none.example":  {nil},
		"local.example": {addrs("::ffff:127.0.0.1")},
	}}
	c := outside.Config{Lookup: n.lookup, Time: 5 * time.Second}
	if err := c.Check(t.Context(), "http://turns.example"+port); err != nil {
		t.Fatalf("at its first lookup: %v", err)
	}
	for _, address := range []string{"http://turns.example" + port, "http://both.example" + port,
		"http://none.example" + port, "http://local.example" + port, "http://unknown.example" + port,
		s.URL, "http://localhost" + port, "http://[::1]" + port, "http://0.0.0.0" + port,
		"http://[::ffff:127.0.0.1]" + port, "http://127.1" + port, "http://2130706433" + port} {
		_, err := c.Client().Get(address)
		if !errors.Is(err, outside.ErrNetwork) {
			t.Errorf("%s: %v, want ErrNetwork", address, err)
		}
		if strings.HasPrefix(address, "http://turns") {
			continue
		}
		if err := c.Check(t.Context(), address); !errors.Is(err, outside.ErrNetwork) {
			t.Errorf("checking %s: %v, want ErrNetwork", address, err)
		}
	}
	if hits > 0 {
		t.Errorf("%d requests arrived", hits)
	}
	c.Allow = here
	if r, err := c.Client().Get("http://local.example" + port); err != nil || hits != 1 {
		t.Errorf("where this machine is allowed: %v, %v", r, err)
	}
}

// TestProxy: the environment leads no request elsewhere.
func TestProxy(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the proxy was asked")
	}))
	defer s.Close()
	t.Setenv("HTTP_PROXY", s.URL)
	t.Setenv("HTTPS_PROXY", s.URL)
	c := outside.Config{Allow: here, Lookup: (&names{}).lookup}
	for _, address := range []string{"http://host.example/", "https://host.example/"} {
		if _, err := c.Client().Get(address); !errors.Is(err, outside.ErrNetwork) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestRedirects: none is followed unless it is asked for, and then to nowhere worse.
func TestRedirects(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/end" {
			return
		}
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
	}))
	defer plain.Close()
	ask := func(c outside.Config, to string) (*http.Response, error) {
		c.Allow = append(c.Allow, netip.MustParsePrefix("127.0.0.1/32"))
		return c.Client().Get(plain.URL + "/?to=" + url.QueryEscape(to))
	}
	if r, err := ask(outside.Config{}, "/end"); err != nil || r.StatusCode != http.StatusFound {
		t.Errorf("%v, %v: want the answer that redirects", r, err)
	}
	r, err := ask(outside.Config{Redirects: 2}, "/end")
	if err != nil || r.StatusCode != http.StatusOK {
		t.Errorf("%v, %v: want where it leads to", r, err)
	}
	for to, want := range map[string]error{
		"http://169.254.169.254/latest/": outside.ErrNetwork, "http://[::1]/": outside.ErrNetwork,
		"ftp://host.example/": outside.ErrAddress, "http://127.0.0.1:25/": outside.ErrAddress,
		"/?to=/?to=/end": outside.ErrAddress,
	} {
		if _, err := ask(outside.Config{Redirects: 1}, to); !errors.Is(err, want) {
			t.Errorf("to %s: %v, want %v", to, err, want)
		}
	}
}

// TestRedirectToPlain: what was asked over TLS is never asked again without.
func TestRedirectToPlain(t *testing.T) {
	next, err := http.NewRequest(http.MethodGet, "http://host.example/", nil)
	if err != nil {
		t.Fatal(err)
	}
	before, err := http.NewRequest(http.MethodGet, "https://host.example/", nil)
	if err != nil {
		t.Fatal(err)
	}
	c := outside.Config{Redirects: 3}.Client()
	if err := c.CheckRedirect(next, []*http.Request{before}); !errors.Is(err, outside.ErrAddress) {
		t.Errorf("%v, want ErrAddress", err)
	}
}

// TestBounds: an answer is read up to its bound, packed or not; one that does not come is given up.
func TestBounds(t *testing.T) {
	stop := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/exact":
			_, _ = io.WriteString(w, strings.Repeat("x", 100)) // the reader may have gone
		case "/large":
			_, _ = io.WriteString(w, strings.Repeat("x", 101))
		case "/packed":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = io.WriteString(z, strings.Repeat("x", 1<<20))
			_ = z.Close()
		case "/never":
			<-stop
		}
	}))
	defer s.Close()
	defer close(stop)
	c := outside.Config{Allow: here, Size: 100}
	for path, want := range map[string]error{"/exact": nil, "/large": outside.ErrLarge,
		"/packed": outside.ErrLarge} {
		r, err := c.Client().Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		if !errors.Is(err, want) || len(body) != 100 {
			t.Errorf("%s: %d octets, %v: want 100, %v", path, len(body), err, want)
		}
	}
	c.Time = 50 * time.Millisecond
	if _, err := c.Client().Get(s.URL + "/never"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("what never comes: %v", err)
	}
}
