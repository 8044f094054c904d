package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/mmc"
)

type sendCommand struct {
	acting
	Timeout time.Duration `default:"1m" placeholder:"D" help:"How long to wait for the answer (default 1m)."`
	JSON    bool          `name:"json" help:"Print JSON."`
	MMC     bool          `name:"mmc" help:"Print the answer as XML of the Message Mapping Catalogue; with --json as JSON with the same names."`
}

// Run signs the request, posts it, waits for the answer and shows it.
func (c *sendCommand) Run(ctx context.Context, env environment) error {
	if c.Timeout <= 0 {
		return usageError{fmt.Errorf("--timeout %s: want more than none", c.Timeout)}
	}
	document, err := readInput(env, c.Request)
	if err != nil {
		return err
	}
	at, err := c.find()
	if err != nil {
		return err
	}
	keys, err := c.keyStore(at.Keys)
	if err != nil {
		return err
	}
	document, u, err := c.prepare(document, keys)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	ctx, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	sender, err := senderOf(u, at, giveUp)
	if err != nil {
		return err
	}
	address, stop, err := listenFor(ctx, sender)
	if err != nil {
		return err
	}
	defer stop()
	send := func(document []byte, fixed bool) (*client.Outcome, error) {
		err := receiveAt(ctx, at, document, address)
		if taken(err) && fixed {
			err = nil // the DCC says best what it thinks of that RequestID
		}
		if err != nil {
			return &client.Outcome{}, err
		}
		return sender.Do(ctx, document)
	}
	outcome, took, err := c.do(ctx, document, send)
	err = c.ended(ctx, err)
	if c.MMC && err == nil && outcome.Device != nil {
		return c.catalogued(env, &mmc.Parser{Keys: sender.Keys(ctx)}, outcome)
	}
	if c.MMC && err == nil {
		fmt.Fprintln(env.err, "mains: no Device answered: the answer of the DCC is in no catalogue")
	}
	return c.show(env, outcome, took, reachable(err, at))
}

// catalogued writes the answer of a Device as a document of the Message Mapping Catalogue.
func (c *sendCommand) catalogued(env environment, p *mmc.Parser, outcome *client.Outcome) error {
	doc, err := p.Response(outcome.Answer.Response)
	if err != nil {
		return err
	}
	if err := writeMMC(env.out, doc, c.JSON); err != nil {
		return err
	}
	if err := sound(outcome); err != nil {
		fmt.Fprintf(env.err, "mains: the answer is not valid: %v\n", err)
		return err
	}
	return nil
}

// senderOf is a client of a User that gives up waiting where an answer is not the DCC's.
func senderOf(
	u client.User, at addresses, giveUp context.CancelCauseFunc,
) (*client.Client, error) {
	return client.New(client.Config{
		Gateway: at.Gateway, Repository: at.Repository, User: u,
		Retry: client.Retry{Tries: 3}, // somebody is looking on
		OnUnexpected: func(r *client.Reply) error {
			if r.Signature != nil {
				giveUp(fmt.Errorf("what came is not signed by the DCC: %w", r.Signature))
			}
			return nil
		},
	})
}

// ended is how a request ended, in the words of the command line. What does not hold is
// shown of each part.
func (c *sendCommand) ended(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, client.ErrProtection):
		return nil
	case errors.Is(err, context.Canceled):
		return context.Cause(ctx)
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("no answer in %s: if it is for later, mains receive shows what comes; "+
			"else the Device may be asleep (mains control wake) or without power; "+
			"--timeout waits longer", c.Timeout)
	}
	return err
}

// sendTries bounds how often a request gets another counter.
const sendTries = 20

// do sends a document. Counters have to rise from request to request, so of two commands
// that send at the same moment one may come late: it tries again with a fresh counter,
// unless the counter is fixed, as in a Signed Pre-Command.
func (c *sendCommand) do(
	ctx context.Context, document []byte,
	send func(document []byte, fixed bool) (*client.Outcome, error),
) (outcome *client.Outcome, took time.Duration, err error) {
	fixed := c.PreserveCounter
	for try := 1; ; try++ {
		start := clock.Real().Now()
		outcome, err = send(document, fixed)
		took = clock.Real().Now().Sub(start)
		late := taken(err) || outcome.RefusedWith() == duis.E51
		if !late || fixed || try == sendTries || ctx.Err() != nil {
			return outcome, took, err
		}
		renewed, failed := c.renew(document)
		if failed != nil {
			return outcome, took, failed
		}
		fixed = bytes.Equal(renewed, document)
		document = renewed
	}
}

// taken says that somebody else waits for the answer to a request of this RequestID.
func taken(err error) bool {
	var control *controlError
	return errors.As(err, &control) && control.status == http.StatusConflict
}

// listenFor serves a receive service on any free port of loopback.
func listenFor(
	ctx context.Context, receiver http.Handler,
) (address string, stop func(), err error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	mux := http.NewServeMux()
	mux.Handle(client.ReceivePath, receiver)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(l) // ends with Shutdown below
	}()
	stop = func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = server.Shutdown(ctx) // what is still under way a second later is of no use
		<-done
	}
	return "http://" + l.Addr().String() + client.ReceivePath, stop, nil
}

// receiveAt tells the system where the answer to a request is to go.
func receiveAt(ctx context.Context, at addresses, document []byte, address string) error {
	id, err := client.RequestID(document)
	if err != nil {
		return err
	}
	return callControl(ctx, at, http.MethodPut, "/receivers",
		map[string]any{"request_id": id, "url": address}, nil)
}

// callControl calls a control of a running system with JSON, both ways.
func callControl(ctx context.Context, at addresses, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		text, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(text)
	}
	req, err := http.NewRequestWithContext(ctx, method, at.Controls+path, body)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return reachable(err, at)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, 16<<20))
	if err != nil {
		return err
	}
	if resp.StatusCode/100 != 2 {
		return &controlError{resp.StatusCode, string(bytes.TrimSpace(text))}
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(text, out)
}

// controlError is what a control says that it does not do.
type controlError struct {
	status int
	text   string
}

func (e *controlError) Error() string { return e.text }

// reachable says in words that nothing answers at the addresses.
func reachable(err error, at addresses) error {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		beside := ""
		if u, err := url.Parse(at.Gateway); err == nil && op.Addr != nil && u.Host != op.Addr.String() {
			beside = ", which belongs to " + at.Gateway
		}
		return fmt.Errorf("nothing answers at %s%s: is mains serve still running there?", op.Addr, beside)
	}
	return err
}

// readInput reads a file, or standard input for -.
func readInput(env environment, path string) ([]byte, error) {
	if path == "-" {
		return io.ReadAll(env.in)
	}
	return os.ReadFile(path)
}
