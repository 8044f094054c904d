package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
)

type receiveCommand struct {
	As string `default:"supplier" placeholder:"USER" help:"User to receive for, by alias or EUI-64 (default supplier)."`
	where
	Count   int           `placeholder:"N" help:"Stop after N documents (default: at Ctrl-C)."`
	Timeout time.Duration `placeholder:"D" help:"Give up after this long (default: never)."`
}

// Run is a User's receive service that shows what comes: answers and alerts.
func (c *receiveCommand) Run(ctx context.Context, env environment) error {
	at, err := c.find()
	if err != nil {
		return err
	}
	keys, err := c.keyStore(at.Keys)
	if err != nil {
		return err
	}
	u, err := user(keys, c.As)
	if err != nil {
		return err
	}
	receiver, err := client.New(client.Config{
		Gateway: at.Gateway, Repository: at.Repository, User: u, Random: rand.Reader,
	})
	if err != nil {
		return err
	}
	if c.Timeout > 0 {
		var cancel func()
		ctx, cancel = context.WithTimeout(ctx, c.Timeout)
		defer cancel()
	}
	return c.receive(ctx, env, at, receiver)
}

func (c *receiveCommand) receive(
	ctx context.Context, env environment, at addresses, receiver *client.Client,
) error {
	came := make(chan *client.Reply)
	address, stop, err := listenFor(ctx, client.NewReceiver(receiver, func(r *client.Reply) {
		select {
		case came <- r:
		case <-ctx.Done():
		}
	}))
	if err != nil {
		return err
	}
	defer stop()
	path := "/users/" + receiver.User.EUI.String()
	err = callControl(ctx, at, http.MethodPut, path, map[string]any{"receive_url": address}, nil)
	if err != nil {
		return err
	}
	// From here on documents go nowhere else; they are kept again when we leave.
	defer func() {
		_ = callControl(context.WithoutCancel(ctx), at, http.MethodPut, path,
			map[string]any{"receive_url": ""}, nil) // the system may be gone before us
	}()
	fmt.Fprintf(env.out, "receiving for %s at %s\n", receiver.User.EUI, address)
	seen := map[duis.RequestID]bool{}
	for n := 0; c.Count == 0 || n < c.Count; {
		select {
		case reply := <-came:
			if id := identityOf(reply); seen[id] {
				continue // delivered again
			} else {
				seen[id] = true
			}
			if err := showReceived(ctx, env, receiver, reply); err != nil {
				return err
			}
			n++
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.Canceled) {
				return nil
			}
			return fmt.Errorf("%d of %d documents came in %s", n, c.Count, c.Timeout)
		}
	}
	return nil
}

// identityOf is what a document is told apart by: its ResponseID, or where it has
// none its RequestID.
func identityOf(reply *client.Reply) duis.RequestID {
	if reply.ResponseID != nil {
		return *reply.ResponseID
	}
	if reply.RequestID != nil {
		return *reply.RequestID
	}
	return duis.RequestID{}
}
