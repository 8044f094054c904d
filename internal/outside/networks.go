package outside

import "net/netip"

// refused are the networks that are not the public internet, or that stand for addresses of
// others (IANA registries of special-purpose addresses). Of IPv6, all beyond [global] is
// refused too.
var refused = networks(
	"0.0.0.0/8",       // this network, unspecified
	"10.0.0.0/8",      // private
	"100.64.0.0/10",   // shared by a carrier's customers
	"127.0.0.0/8",     // loopback
	"169.254.0.0/16",  // link-local, and where clouds tell of themselves
	"172.16.0.0/12",   // private
	"192.0.0.0/24",    // protocols
	"192.0.2.0/24",    // documentation
	"192.88.99.0/24",  // relays of 6to4
	"192.168.0.0/16",  // private
	"198.18.0.0/15",   // measurements
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"224.0.0.0/4",     // multicast
	"240.0.0.0/4",     // reserved, broadcast
	"2001::/23",       // protocols, Teredo among them
	"2001:db8::/32",   // documentation
	"2002::/16",       // 6to4: an address of IPv4 within
	"3fff::/20",       // documentation
)

// global is the IPv6 that is in use: loopback, unique local, link-local, multicast, and the
// forms that hold an address of IPv4 lie beyond it.
var global = netip.MustParsePrefix("2000::/3")

func networks(texts ...string) (all []netip.Prefix) {
	for _, text := range texts {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}

// Allows reports whether an address may be asked. One of IPv4 within one of IPv6 (RFC 4291,
// 2.5.5.2) is judged as itself.
func (c Config) Allows(addr netip.Addr) bool {
	addr = addr.Unmap().WithZone("")
	if !addr.IsValid() {
		return false
	}
	for _, network := range c.Allow {
		if network.Contains(addr) {
			return true
		}
	}
	for _, network := range refused {
		if network.Contains(addr) {
			return false
		}
	}
	return addr.Is4() || global.Contains(addr)
}
