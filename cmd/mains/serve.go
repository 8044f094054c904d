package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/durable"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/outside"
	"github.com/mains-energy/mains/internal/system"
)

type serveCommand struct {
	Data       string        `default:"${data}" placeholder:"DIR" help:"Directory of keys and state (default ${data})."`
	DB         string        `name:"db" placeholder:"URL" help:"PostgreSQL to keep state in: postgres://user@host/name (default: SQLite in --data)."`
	NATS       string        `name:"nats" placeholder:"URL" help:"NATS server with JetStream: nats://host:4222 (default: embedded, in --data)."`
	Keys       string        `placeholder:"FILE|DIR" help:"Key store of organisations, trusted as it stands; what is missing is issued."`
	Addr       string        `default:"127.0.0.1" placeholder:"HOST" help:"Address to listen on (default 127.0.0.1)."`
	PortOffset int           `placeholder:"N" help:"Added to every port; --port-offset=-1 takes any free ports."`
	Homes      int           `default:"4" placeholder:"N" help:"Homes that a fresh system has, 1 to 65535 (default 4)."`
	AsAt       string        `placeholder:"TIME" help:"Time to start at, such as 2022-01-20T10:00 in London, or a date for its start (default: the clock of this data, which runs on while nothing runs, or now for new data)."`
	LeastDelay time.Duration `default:"400ms" placeholder:"D" help:"Least wall time from acceptance to answer (default 400ms)."`
	GiveUp     time.Duration `placeholder:"D" help:"How long a request waits for its Device (default 1h)."`
	Mail       mailFlags     `embed:""`
	Allow      string        `name:"allow-private-targets" placeholder:"NETWORKS" help:"Networks within that webhooks and feeds may lead to, such as 10.0.0.0/8,127.0.0.1 (default none)."`
	Hold       bool          `name:"hold-webhooks" help:"Send nothing to webhooks: what is for them waits. For a copy made from a backup."`
	LogLevel   slog.Level    `default:"info" placeholder:"LEVEL" help:"debug, info, warn or error (default info)."`
}

// Run serves until the context ends.
func (c *serveCommand) Run(ctx context.Context, env environment) error {
	asAt, err := parseTime(c.AsAt)
	if err == nil {
		err = c.check()
	}
	var mail system.Mail
	if err == nil {
		mail, err = c.Mail.config()
	}
	var allow []netip.Prefix
	if err == nil {
		allow, err = outside.ParseNetworks(c.Allow)
	}
	if err != nil {
		return usageError{err}
	}
	bar := newProgress(env)
	s, err := system.Open(ctx, system.Config{
		Data: c.Data, DB: c.DB, NATS: c.NATS, Keys: c.Keys, Host: c.Addr, PortOffset: c.PortOffset,
		Homes: c.Homes, AsAt: asAt, LeastDelay: c.LeastDelay, GiveUp: c.GiveUp,
		Mail: mail, Allow: allow, HoldWebhooks: c.Hold, Log: newLog(env, c.LogLevel), Progress: bar.step,
	})
	bar.done()
	if err != nil {
		return err
	}
	err = c.serve(ctx, env, s)
	return errors.Join(err, s.Close())
}

// check refuses what no system can be started with.
func (c *serveCommand) check() error {
	switch {
	case c.Data == "":
		return errors.New("--data is empty: want a directory")
	case c.Homes < 1 || c.Homes > 65535:
		return fmt.Errorf("--homes %d: want 1 to 65535", c.Homes)
	case c.GiveUp < 0 || c.LeastDelay < 0:
		return errors.New("--give-up and --least-delay are not negative")
	case c.PortOffset < system.Anywhere || c.PortOffset > maxPortOffset:
		return fmt.Errorf("--port-offset %d: want 0 to %d, or -1 for any free ports",
			c.PortOffset, maxPortOffset)
	case c.DB != "" && !strings.HasPrefix(c.DB, "postgres://") &&
		!strings.HasPrefix(c.DB, "postgresql://"):
		return errors.New("--db: want postgres://user@host/database")
	case c.NATS != "" && !strings.Contains(c.NATS, "://"):
		return errors.New("--nats: want nats://host:4222")
	}
	return nil
}

// maxPortOffset keeps the highest port a port.
const maxPortOffset = 65535 - 8091

func (c *serveCommand) serve(ctx context.Context, env environment, s *system.System) error {
	forget, err := c.announce(env, s)
	if err != nil {
		return err
	}
	defer forget()
	if err := s.Run(ctx); err != nil {
		return err
	}
	fmt.Fprintln(env.out, "stopped")
	return nil
}

// announce prints what listens where and one command to try, and leaves the
// addresses in the data directory, where the other commands look for them. The
// function it returns takes them away again.
func (c *serveCommand) announce(env environment, s *system.System) (forget func(), err error) {
	where, err := addressesOf(s, c.Keys)
	if err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(where, "", "  ")
	if err != nil {
		return nil, err
	}
	example, err := s.WriteRequests(filepath.Join(c.Data, "requests"))
	if err != nil {
		return nil, err
	}
	// Whoever waits for the system waits for this file: all else is there when it is.
	path := addressFile(c.Data)
	if err := durable.WriteFile(path, append(text, '\n')); err != nil {
		return nil, err
	}
	banner(env.out, c, s, example)
	// A file that is left behind is found to be stale by whoever reads it.
	return func() { _ = os.Remove(path) }, nil
}

func banner(out io.Writer, c *serveCommand, s *system.System, example string) {
	fmt.Fprintf(out, "mains %s: %s, state in %s\n\n", version(), s.Summary(), c.state())
	for _, l := range []struct{ name, what string }{
		{system.Gateway, "DUIS web services: /api/v1/serviceS, serviceT, serviceD"},
		{system.Repository, "SMKI repository"},
		{system.Portal, "portal"},
		{system.Controls, "test controls, metrics, profiles"},
		{system.Signing, "signing service: /sign, /verify"},
	} {
		fmt.Fprintf(out, "  %-10s %-26s %s\n", l.name, s.URL(l.name), l.what)
	}
	c.Mail.announce(out, s)
	if ip := net.ParseIP(c.Addr); c.Addr != "localhost" && (ip == nil || !ip.IsLoopback()) {
		fmt.Fprintf(out, "\nThe test controls and the signing service are open to whoever reaches %s.\n",
			c.Addr)
	}
	fmt.Fprintf(out, "\nTry, in another terminal:\n\n  %s send %s\n\n", program(), c.try(example))
}

// try is the arguments of a command to try on a request.
func (c *serveCommand) try(request string) string {
	if c.Data == defaultData() {
		return quote(request)
	}
	return "--data " + quote(c.Data) + " " + quote(request)
}

// quote is a path as a shell reads it.
func quote(path string) string {
	text := path
	if strings.ContainsAny(path, " '\"\\$") {
		text = "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return text
}

func (c *serveCommand) state() string {
	if c.DB != "" {
		return c.Data + " and the database"
	}
	return c.Data
}

// program is how this program was started: what a command to try begins with.
func program() string {
	self, err := os.Executable()
	if err == nil && strings.Contains(self, string(filepath.Separator)+"go-build") {
		return "go run ./cmd/mains"
	}
	return filepath.Base(os.Args[0])
}

// parseTime reads an instant as [calendar.ParseAsAt] does. Empty is zero.
func parseTime(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := calendar.ParseAsAt(text)
	if err != nil { // the package has no place in what a person reads
		err = errors.New(strings.TrimPrefix(err.Error(), "calendar: "))
	}
	return at, err
}

// newLog writes to stderr, for people on a terminal and as JSON otherwise.
func newLog(env environment, level slog.Level) *slog.Logger {
	options := &slog.HandlerOptions{Level: level}
	if env.terminal {
		return slog.New(slog.NewTextHandler(env.err, options))
	}
	return slog.New(slog.NewJSONHandler(env.err, options))
}
