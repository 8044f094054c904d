package portal

import (
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// checkRaw holds prefixes to what no page lies below.
func checkRaw(raw map[string]http.Handler) error {
	for prefix := range raw {
		first, _, _ := strings.Cut(strings.TrimPrefix(prefix, "/"), "/")
		if !strings.HasPrefix(prefix, "/") || first == "" || path.Clean(prefix) != prefix ||
			first == "assets" || first == "as-at" || strings.ContainsAny(prefix, "%?#") {
			return fmt.Errorf("portal: raw prefix %q: want a path of its own, such as /code.git", prefix)
		}
	}
	return nil
}

// rawAt is what answers a path that no page does, by the longest prefix; nil where a page does.
func (p *Portal) rawAt(path string) http.Handler {
	for at := len(path); at > 0; at = strings.LastIndexByte(path[:at], '/') {
		if h := p.raw[path[:at]]; h != nil {
			return h
		}
	}
	return nil
}

// serveRaw answers a request that is for no page. Who asks is not known: their address is held to
// the limit of those who have not signed in.
func (p *Portal) serveRaw(h http.Handler, w http.ResponseWriter, r *http.Request) {
	if from := whence(r.RemoteAddr); !here(from) {
		if wait := p.reading.address.tell(w.Header(), "address", from, p.wall.Now()); wait > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(seconds(wait)))
			http.Error(w, "too much was asked at once: try again later", http.StatusTooManyRequests)
			return
		}
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		h.ServeHTTP(w, r)
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		http.Error(w, "this address is read with GET, HEAD or POST", http.StatusMethodNotAllowed)
	}
}
