// Package outside asks addresses that users have given: where events are sent to, where the
// feed of another body is read. Such an address may lead, by mistake or on purpose, to what
// only this machine reaches. So a name is looked up here, what it leads to is held against
// the networks of [refused], and the connection goes to the very address that was held
// against them: a name that leads elsewhere a moment later leads nowhere.
//
// [Config.Client] is an http.Client for all of it; [Config.Check] says at once what is wrong
// with an address that somebody types.
package outside

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// The refusals. Which of the two it is tells nobody more than the address itself does.
var (
	// ErrAddress: it is no address of the kind that is asked here.
	ErrAddress = errors.New("outside: no address to ask")
	// ErrNetwork: it leads to a network that is not asked, or nowhere: which of them is not
	// said, so that names of a network within are not found out here.
	ErrNetwork = errors.New("outside: leads to no network that may be asked")
	// ErrLarge: the answer is larger than is read.
	ErrLarge = errors.New("outside: the answer is too large")
)

// Bounds where the Config has none. They are ours [D].
const (
	DefaultTime = 15 * time.Second // for the whole of an exchange
	DefaultSize = 1 << 20          // octets of an answer, unpacked
	maxHeaders  = 64 << 10         // octets of the headers of an answer
	maxAddress  = 2000             // octets of an address
	firstFree   = 1024             // the ports from here on may be asked, and those of webPorts
)

// Config says what may be asked. The zero value asks the public internet.
type Config struct {
	// Allow are networks that may be asked as well, such as a private one of the operator.
	Allow []netip.Prefix
	// Lookup finds the addresses of a name; nil: as the system does.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	Time   time.Duration // for an exchange, by the wall clock; 0: DefaultTime
	Size   int64         // octets of an answer; 0: DefaultSize
	// Redirects is how many are followed, none of them from https to http. At 0, the answer that
	// redirects is the answer.
	Redirects int
}

// ParseNetworks reads networks as an operator writes them: "10.0.0.0/8,192.168.1.7".
func ParseNetworks(text string) (networks []netip.Prefix, err error) {
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		network, err := netip.ParsePrefix(part)
		if addr, of := netip.ParseAddr(part); of == nil {
			network, err = addr.Prefix(addr.BitLen())
		}
		if err != nil {
			return nil, fmt.Errorf("outside: network %q: want an address, or a network as 10.0.0.0/8", part)
		}
		networks = append(networks, network.Masked())
	}
	return networks, nil
}

// Parse reads an address as somebody types it, and refuses with [ErrAddress] what is none, or
// not of http or https, or has a name and password, a fragment, or a port of another service.
func Parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || len(address) > maxAddress || strings.ContainsFunc(address, unfit):
		return nil, fmt.Errorf("%w: it cannot be read: want https://host.example/path", ErrAddress)
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, fmt.Errorf("%w: want it to begin with https:// or http://", ErrAddress)
	case u.Opaque != "" || u.Hostname() == "" || strings.ContainsAny(u.Hostname(), "%/\\@"):
		return nil, fmt.Errorf("%w: it names no host: want https://host.example/path", ErrAddress)
	case u.User != nil:
		return nil, fmt.Errorf("%w: it has a name or password in it: leave them out", ErrAddress)
	case u.Fragment != "":
		return nil, fmt.Errorf("%w: leave out what begins with #", ErrAddress)
	}
	if !portFits(u.Port()) || strings.HasSuffix(u.Host, ":") {
		return nil, fmt.Errorf("%w: port %s: want 80, 443, or %d and above", ErrAddress, u.Port(),
			firstFree)
	}
	return u, nil
}

func unfit(c rune) bool { return c <= ' ' || c == 0x7f || c == '\uFFFD' }

// portFits reports whether a port may be asked: those of other services, such as mail, are
// not spoken to.
func portFits(port string) bool {
	n, err := strconv.ParseUint(port, 10, 16)
	return port == "" || err == nil && (n == 80 || n == 443 || n >= firstFree)
}

// Check refuses an address that could not be asked now: with [ErrAddress] or [ErrNetwork].
// It asks nobody but the names service.
func (c Config) Check(ctx context.Context, address string) error {
	u, err := Parse(address)
	if err != nil {
		return err
	}
	_, err = c.addresses(ctx, u.Hostname())
	return err
}

// addresses are those of a host, all of which may be asked.
func (c Config) addresses(ctx context.Context, host string) ([]netip.Addr, error) {
	var found []netip.Addr
	if addr, err := netip.ParseAddr(host); err == nil {
		found = []netip.Addr{addr}
	} else if found, err = c.lookup(ctx, host); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, ErrNetwork
	}
	for _, addr := range found {
		if !c.Allows(addr) {
			return nil, ErrNetwork
		}
	}
	if len(found) == 0 {
		return nil, ErrNetwork
	}
	return found, nil
}

func (c Config) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	if c.Lookup != nil {
		return c.Lookup(ctx, host)
	}
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

// Client is an http.Client that asks no other networks than those of the Config, by no proxy,
// keeps no connection and no cookie, and reads no more than Size: beyond it, reading the body
// fails with [ErrLarge].
func (c Config) Client() *http.Client {
	most := c.Size
	if most <= 0 {
		most = DefaultSize
	}
	within := c.Time
	if within <= 0 {
		within = DefaultTime
	}
	return &http.Client{
		Timeout:       within,
		CheckRedirect: c.redirect,
		Transport: &bounded{most: most, below: &http.Transport{
			DialContext:            c.dial,
			TLSHandshakeTimeout:    within,
			ResponseHeaderTimeout:  within,
			MaxResponseHeaderBytes: maxHeaders,
			DisableKeepAlives:      true,
		}},
	}
}

// redirect says whether a redirect is followed.
func (c Config) redirect(next *http.Request, before []*http.Request) error {
	if len(before) > c.Redirects {
		if c.Redirects == 0 {
			return http.ErrUseLastResponse
		}
		return fmt.Errorf("%w: it leads on more than %d times", ErrAddress, c.Redirects)
	}
	if before[len(before)-1].URL.Scheme == "https" && next.URL.Scheme != "https" {
		return fmt.Errorf("%w: it leads from https to %s", ErrAddress, next.URL.Scheme)
	}
	return nil // where to is seen when it is asked
}

// dial connects to an address that was found to be allowed, and to no other.
func (c Config) dial(ctx context.Context, network, target string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(target)
	if err != nil {
		return nil, err
	}
	found, err := c.addresses(ctx, host)
	if err != nil {
		return nil, err
	}
	var all error
	for _, addr := range found {
		var d net.Dialer
		conn, err := d.DialContext(ctx, network, net.JoinHostPort(addr.String(), port))
		if err == nil {
			return conn, nil
		}
		all = errors.Join(all, err)
	}
	return nil, all
}
