package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
)

type receiveCommand struct {
	As string `default:"supplier" placeholder:"USER" help:"User to receive for, by alias or EUI-64 (default supplier)."`
	where
	Count   int           `placeholder:"N" help:"Stop after N documents (default: at Ctrl-C)."`
	Timeout time.Duration `placeholder:"D" help:"Give up after this long (default: never)."`
}

// Run is a User's receive service that shows what comes: answers and alerts.
func (c *receiveCommand) Run(ctx context.Context, env environment) error {
	if c.Count < 0 || c.Timeout < 0 {
		return fmt.Errorf("--count and --timeout are not negative")
	}
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
	if c.Timeout > 0 {
		var cancel func()
		ctx, cancel = context.WithTimeout(ctx, c.Timeout)
		defer cancel()
	}
	return c.receive(ctx, env, at, u)
}

// came is a document that waits to be shown; the DCC is told that it is taken when it
// has been.
type came struct {
	reply *client.Reply
	shown chan error
}

func (c *receiveCommand) receive(
	ctx context.Context, env environment, at addresses, u client.User,
) error {
	documents := make(chan came)
	ctx, stopTaking := context.WithCancel(ctx)
	defer stopTaking()
	receiver, err := client.New(client.Config{
		Gateway: at.Gateway, Repository: at.Repository, User: u,
		OnUnexpected: func(r *client.Reply) error { return hand(ctx, documents, r) },
	})
	if err != nil {
		return err
	}
	address, stop, err := listenFor(ctx, receiver)
	if err != nil {
		return err
	}
	defer stop()
	id := u.EUI
	before, err := receiveURL(ctx, at, id)
	if err != nil {
		return err
	}
	if before != "" {
		fmt.Fprintf(env.out, "in place of %s\n", before)
	}
	if err := setReceiveURL(ctx, at, id, address); err != nil {
		return err
	}
	defer leave(context.WithoutCancel(ctx), at, id, address)
	fmt.Fprintf(env.out, "receiving for %s at %s\n", id, address)
	return c.showAll(ctx, env, receiver, documents)
}

// hand gives a document to whoever shows it, and waits until that is done.
func hand(ctx context.Context, documents chan<- came, reply *client.Reply) error {
	document := came{reply, make(chan error, 1)}
	select {
	case documents <- document:
		return <-document.shown
	case <-ctx.Done():
		return errors.New("not receiving any more")
	}
}

// showAll shows documents as they come, each once, until there were enough of them.
func (c *receiveCommand) showAll(
	ctx context.Context, env environment, receiver *client.Client, documents <-chan came,
) error {
	seen := map[duis.RequestID]bool{}
	for c.Count == 0 || len(seen) < c.Count {
		select {
		case document := <-documents:
			id := identityOf(document.reply)
			var err error
			if !seen[id] {
				err = showReceived(ctx, env, receiver, document.reply)
			}
			seen[id] = true
			document.shown <- err
			if err != nil {
				fmt.Fprintf(env.err, "mains: %s cannot be shown: %v\n", id, err)
			}
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.DeadlineExceeded) && c.Count > len(seen) {
				return fmt.Errorf("%d of %d documents came in %s", len(seen), c.Count, c.Timeout)
			}
			return nil
		}
	}
	return nil
}

// receiveURL is where a User's answers go now.
func receiveURL(ctx context.Context, at addresses, id eui.ID) (string, error) {
	var users []struct {
		EUI        eui.ID `json:"eui"`
		ReceiveURL string `json:"receive_url"`
	}
	if err := callControl(ctx, at, http.MethodGet, "/users", nil, &users); err != nil {
		return "", err
	}
	for _, u := range users {
		if u.EUI == id {
			return u.ReceiveURL, nil
		}
	}
	return "", fmt.Errorf("%s is not a User of this system", id)
}

func setReceiveURL(ctx context.Context, at addresses, id eui.ID, address string) error {
	return callControl(ctx, at, http.MethodPut, "/users/"+id.String(),
		map[string]any{"receive_url": address}, nil)
}

// leave has a User's documents kept again, unless somebody else receives them by now.
// The system may be gone before us, so nothing is made of an error.
func leave(ctx context.Context, at addresses, id eui.ID, address string) {
	if now, err := receiveURL(ctx, at, id); err == nil && now == address {
		_ = setReceiveURL(ctx, at, id, "")
	}
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
