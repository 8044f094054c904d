package system

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// The listeners, with their names and usual ports. Gateway and repository stand
// where the published clients expect them.
const (
	Gateway    = "gateway"    // DUIS
	Repository = "repository" // SMKI
	Portal     = "portal"
	Controls   = "controls"
	Signing    = "signing"
)

var ports = []struct {
	name string
	port int
}{{Gateway, 8079}, {Repository, 8083}, {Portal, 8080}, {Controls, 8090}, {Signing, 8091}}

// Port is the usual port of a listener, 0 for a name that is none.
func Port(name string) int {
	for _, p := range ports {
		if p.name == name {
			return p.port
		}
	}
	return 0
}

// drainLimit is how long requests under way may take after a stop.
const drainLimit = 5 * time.Second

// Limits on the patience with a client, so that one that says nothing does not hold a
// connection for ever: for the head of a request, for all of it (20 MiB at 3 Mbit/s),
// and between requests.
const (
	headerLimit  = 10 * time.Second
	requestLimit = time.Minute
	idleLimit    = 2 * time.Minute
)

type listener struct {
	name string
	net.Listener
}

// listen takes all ports or none.
func (s *System) listen(ctx context.Context) error {
	var config net.ListenConfig
	for _, p := range ports {
		port := p.port + s.config.PortOffset
		if s.config.PortOffset == Anywhere {
			port = 0
		}
		address := net.JoinHostPort(s.config.Host, strconv.Itoa(port))
		l, err := config.Listen(ctx, "tcp", address)
		if err != nil {
			hint := ""
			if errors.Is(err, syscall.EADDRINUSE) {
				hint = "; is another mains running? --port-offset N moves every port"
			}
			return fmt.Errorf("the %s cannot listen on %s: %w%s", p.name, address, cause(err), hint)
		}
		s.listeners = append(s.listeners, listener{p.name, l})
	}
	return nil
}

// cause is the innermost error: the operating system's word for it.
func cause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

// URL is the address of a listener, http://host:port.
func (s *System) URL(name string) string {
	for _, l := range s.listeners {
		if l.name != name {
			continue
		}
		address := l.Addr().(*net.TCPAddr)
		if host := address.IP.String(); !address.IP.IsUnspecified() {
			return "http://" + net.JoinHostPort(host, strconv.Itoa(address.Port))
		}
		return "http://127.0.0.1:" + strconv.Itoa(address.Port)
	}
	return ""
}

// serve starts a server on every listener.
func (s *System) serve(failed func(error)) []*http.Server {
	handlers := map[string]http.Handler{
		Gateway: s.gateway.Handler(), Repository: s.ca.Repository(), Portal: s.portal(),
		Controls: s.notFromPages(s.controls()), Signing: s.notFromPages(s.signing()),
	}
	servers := make([]*http.Server, 0, len(s.listeners))
	for _, l := range s.listeners {
		server := &http.Server{
			Handler: handlers[l.name], ReadHeaderTimeout: headerLimit,
			ReadTimeout: requestLimit, IdleTimeout: idleLimit,
		}
		servers = append(servers, server)
		go func() {
			if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				failed(fmt.Errorf("%s: %w", l.name, err))
			}
		}()
	}
	return servers
}

// notFromPages refuses what a web page elsewhere makes a browser send: a request of
// another origin, or one to a name that somebody pointed at this machine. Controls and
// signing have no other guard.
func (s *System) notFromPages(next http.Handler) http.Handler {
	guarded := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if ip := net.ParseIP(strings.Trim(host, "[]")); ip == nil && host != "localhost" &&
			host != s.config.Host {
			http.Error(w, "name this listener by its address", http.StatusForbidden)
			return
		}
		guarded.ServeHTTP(w, r)
	})
}

// drain lets requests under way end, within drainLimit.
func (s *System) drain(servers []*http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), drainLimit)
	defer cancel()
	var work sync.WaitGroup
	for _, server := range servers {
		work.Go(func() {
			if err := server.Shutdown(ctx); err != nil {
				// The limit is over: what is still under way is cut off.
				_ = server.Close()
			}
		})
	}
	work.Wait()
}
