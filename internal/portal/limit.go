package portal

import (
	"math"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"
)

// limit is how often something may be done: burst times at once, and then once every so
// often.
type limit struct {
	burst float64
	every time.Duration
}

// The limits on what is posted, and on what begins or ends a sign-in. They stop a program
// that runs wild or tries keys, not a person who clicks fast; many people may share an address.
var (
	perSession = limit{30, time.Second}
	perAddress = limit{300, 100 * time.Millisecond}
)

// The limits on previews. A page asks for one when typing stops for 400 ms, and never for two at
// once: somebody who types all day with short stops stays within them.
var (
	previewsPerSession = limit{60, 500 * time.Millisecond}
	previewsPerAddress = limit{600, 50 * time.Millisecond}
)

// The limits on what is read: by a key, and at an address by those who have not signed in. They
// leave room for a program that copies all there is and for a floor of people behind one address
// [D]. Requests from this machine are not counted: there a proxy stands, which has its own.
var (
	readsPerKey     = limit{600, 100 * time.Millisecond}
	readsPerAddress = limit{1200, 50 * time.Millisecond}
)

// maxBuckets is how many keys a limiter remembers; then it forgets those that may do all.
const maxBuckets = 20_000

// pace is how often a session, and everybody at an address, may do something.
type pace struct{ session, address *limiter }

// take takes one token of both; wait is how long until there are some.
func (p pace) take(session, address string, now time.Time) (wait time.Duration) {
	wait = p.address.take(address, now)
	if session != "" {
		wait = max(wait, p.session.take(session, now))
	}
	return wait
}

// limiter holds many, each known by a key, to one limit.
type limiter struct {
	limit limit
	mu    sync.Mutex
	held  map[string]bucket
}

// bucket is what one may still do: tokens at an instant.
type bucket struct {
	tokens float64
	at     time.Time
}

func newLimiter(l limit) *limiter { return &limiter{limit: l, held: map[string]bucket{}} }

// take takes one token; wait is how long until there is one where there is none now.
func (l *limiter) take(key string, now time.Time) (wait time.Duration) {
	_, wait = l.takeOf(key, now)
	return wait
}

// takeOf takes one token, and says how many are left.
func (l *limiter) takeOf(key string, now time.Time) (left int, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, known := l.held[key]
	if !known {
		l.forget(now)
		b = bucket{l.limit.burst, now}
	}
	b = l.fill(b, now)
	if b.tokens < 1 {
		l.held[key] = b
		return 0, time.Duration(math.Ceil((1 - b.tokens) * float64(l.limit.every)))
	}
	b.tokens--
	l.held[key] = b
	return int(b.tokens), 0
}

// tell takes one token, and says in headers what there is and what is left of it, under the name
// that the limit has there.
func (l *limiter) tell(h http.Header, name, key string, now time.Time) (wait time.Duration) {
	left, wait := l.takeOf(key, now)
	whole := time.Duration(l.limit.burst * float64(l.limit.every))
	full := time.Duration((l.limit.burst - float64(left)) * float64(l.limit.every))
	h.Set("RateLimit-Policy", `"`+name+`";q=`+strconv.Itoa(int(l.limit.burst))+
		";w="+strconv.Itoa(seconds(whole)))
	h.Set("RateLimit", `"`+name+`";r=`+strconv.Itoa(left)+";t="+strconv.Itoa(seconds(full)))
	return wait
}

// fill is a bucket as it is by now. A clock that was set back adds nothing.
func (l *limiter) fill(b bucket, now time.Time) bucket {
	passed := max(0, now.Sub(b.at))
	return bucket{min(l.limit.burst, b.tokens+float64(passed)/float64(l.limit.every)), now}
}

// forget makes room: those who may do all need not be remembered, and where everybody is
// short of tokens somebody has filled the memory on purpose.
func (l *limiter) forget(now time.Time) {
	if len(l.held) < maxBuckets {
		return
	}
	for key, b := range l.held {
		if l.fill(b, now).tokens >= l.limit.burst {
			delete(l.held, key)
		}
	}
	if len(l.held) >= maxBuckets {
		clear(l.held)
	}
}

// whence is what an address is known by to a limit: an IPv6 host has a whole /64 to itself.
func whence(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return remote
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	if ip = ip.WithZone("").Unmap(); ip.Is6() {
		if net64, err := ip.Prefix(64); err == nil {
			return net64.String()
		}
	}
	return ip.String()
}

// here reports whether an address is of this machine.
func here(address string) bool {
	ip, err := netip.ParseAddr(address)
	return err == nil && ip.IsLoopback() || address == "::/64"
}
