package client

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
)

// Retry says how often a document is sent, and with which pauses. What is zero is filled in.
type Retry struct {
	Tries int           // 1: never again; zero: 6
	First time.Duration // the longest pause after the first try, then twice as long; zero: 0.5 s
	Most  time.Duration // what pauses grow to; zero: 30 s
	Limit time.Duration // how long one exchange may take by the wall clock; zero: 30 s
}

// filled has the defaults in place of what is zero: chosen.
func (r Retry) filled() Retry {
	if r.Tries == 0 {
		r.Tries = 6
	}
	if r.First == 0 {
		r.First = 500 * time.Millisecond
	}
	if r.Most == 0 {
		r.Most = 30 * time.Second
	}
	if r.Limit == 0 {
		r.Limit = 30 * time.Second
	}
	return r
}

// pause is how long to wait after try, 1 the first: between half and all of what it has grown
// to, so that programs that failed together do not come again together.
func (r Retry) pause(try int, random io.Reader) time.Duration {
	longest := r.Most
	if grown := r.First << min(try-1, 30); grown>>min(try-1, 30) == r.First {
		longest = min(grown, r.Most)
	}
	var octets [8]byte
	if _, err := io.ReadFull(random, octets[:]); err != nil || longest < 2 {
		return longest
	}
	return longest - time.Duration(binary.BigEndian.Uint64(octets[:])%uint64(longest/2))
}

var (
	// ErrUnknown says that nobody knows whether the DCC has taken a request: it came to no
	// answer. Sent again as it is, with its RequestID, it is carried out once at most.
	ErrUnknown = errors.New("client: whether the DCC has taken the request is not known")
	// ErrAnswerLost says that the DCC has taken a request that it answers at once, and that
	// the answer was lost on its way.
	ErrAnswerLost = errors.New("client: the DCC has taken the request, its answer was lost")
)

// persist signs a document and sends it until the DCC has said something final. The reply of
// a refusal stands beside the error.
func (c *Client) persist(
	ctx context.Context, p *Pending, service srv.Service, document []byte,
) (*Reply, error) {
	document, err := c.Sign(document)
	if err != nil {
		return nil, err
	}
	unknown := false // whether an earlier try was taken
	for try := 1; ; try++ {
		if ctx.Err() != nil {
			return nil, undecided(unknown, ctx.Err())
		}
		reply, err := c.attempt(ctx, service, document)
		var refusal *Refusal
		refused := errors.As(err, &refusal)
		switch {
		case err == nil:
			return reply, nil
		case p.answered(): // who answers has taken it
			return nil, ErrAnswerLost
		case unknown && refused && refusal.Code == duis.E51: // a replay of what was taken
			return nil, ErrAnswerLost
		}
		again, taken := prospects(err)
		if refused && !again {
			return reply, err // for another reason: replays are looked for before
		}
		unknown = unknown || taken
		if !again || try >= c.Retry.Tries || ctx.Err() != nil {
			return reply, undecided(unknown, err)
		}
		if err := c.rest(ctx, p, try, err); err != nil {
			return reply, undecided(unknown, err)
		}
	}
}

// undecided adds ErrUnknown to an error.
func undecided(unknown bool, err error) error {
	if unknown {
		return fmt.Errorf("%w: %w", ErrUnknown, err)
	}
	return err
}

// attempt sends a signed document once. A refusal is an error beside the reply.
func (c *Client) attempt(
	ctx context.Context, service srv.Service, document []byte,
) (*Reply, error) {
	ctx, cancel := context.WithTimeout(ctx, c.Retry.Limit)
	defer cancel()
	reply, err := c.Post(ctx, service, document)
	if err != nil {
		return nil, err
	}
	return reply, reply.refused(service.String())
}

// prospects says of a try that came to nothing whether another may go better, and whether
// the DCC may have taken the request nevertheless. Which codes are transient is chosen: E58,
// whose meaning in turn is assigned, see [duis.Codes].
func prospects(err error) (again, taken bool) {
	var refusal *Refusal
	var status *HTTPError
	var network *networkError
	switch {
	case errors.As(err, &refusal):
		return refusal.Code == duis.E58, false
	case errors.As(err, &status):
		failed := status.Code >= http.StatusInternalServerError
		return failed || status.Code == http.StatusTooManyRequests, failed
	case errors.As(err, &network):
		var op *net.OpError
		return true, !errors.As(err, &op) || op.Op != "dial"
	}
	return false, true // what came is no reply that can be read
}

// rest waits before the next try, at least as long as the service asked for. An answer ends
// it early.
func (c *Client) rest(ctx context.Context, p *Pending, try int, after error) error {
	pause := c.Retry.pause(try, c.Random)
	var status *HTTPError
	if errors.As(after, &status) {
		pause = max(pause, status.After)
	}
	resting, wake := context.WithCancel(ctx)
	defer wake()
	go func() {
		select {
		case <-p.Done():
			wake()
		case <-resting.Done():
		}
	}()
	if err := c.Clock.Sleep(resting, pause); err != nil && ctx.Err() != nil {
		return errors.Join(ctx.Err(), after)
	}
	return nil
}
