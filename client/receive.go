package client

import (
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"sync"

	"github.com/mains-energy/mains/duis"
)

// ReceivePath is where the published clients take answers.
const ReceivePath = "/smartdcc/duis"

// ServeHTTP takes one document of the DCC: 204 when it is taken, 400 when it is none, and
// 503 when it is not taken, so that the DCC keeps it and delivers it again.
func (c *Client) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if req.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "a receive service takes POST", http.StatusMethodNotAllowed)
		return
	}
	document, err := io.ReadAll(http.MaxBytesReader(w, req.Body, documentLimit))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	reply, err := c.Read(req.Context(), document)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := c.take(reply); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// take hands a document to whoever it is for.
func (c *Client) take(reply *Reply) error {
	var status *HTTPError
	var network *networkError
	switch {
	case errors.As(reply.Signature, &status), errors.As(reply.Signature, &network):
		return reply.Signature // it cannot be checked now
	case reply.Signature != nil:
		return c.unexpected(reply)
	}
	return c.deliveries.once(sha256.Sum256(reply.Append(nil)), func() error {
		if reply.RequestID != nil {
			c.mu.Lock()
			p := c.waits[*reply.RequestID]
			c.mu.Unlock()
			if p != nil && p.settle(reply) {
				return nil
			}
		}
		return c.unexpected(reply)
	})
}

// unexpected hands on what nobody waits for.
func (c *Client) unexpected(reply *Reply) error {
	to := c.OnUnexpected
	switch reply.Body.(type) {
	case *duis.DeviceAlertMessage, *duis.DCCAlertMessage:
		if c.OnAlert != nil && reply.Signature == nil {
			to = c.OnAlert
		}
	}
	if to == nil {
		return nil
	}
	return to(reply)
}

// digest tells documents apart by what they say: whoever signs one again has another
// signature.
type digest [sha256.Size]byte

// deliveriesKept is how many documents are remembered, to know the same one again.
const deliveriesKept = 1 << 14

// deliveries are the documents that came last.
type deliveries struct {
	mu    sync.Mutex
	known map[digest]*delivery
	order []digest // a ring of those that are known
	next  int      // where the ring goes on when it is full
}

// delivery is one document.
type delivery struct {
	taken chan struct{} // closed when it is known what came of it
	err   error
}

// once hands a document on, unless it came before. Of two that come at the same time the
// second waits for what comes of the first. One that was not taken may come again.
func (d *deliveries) once(document digest, hand func() error) error {
	d.mu.Lock()
	if before := d.known[document]; before != nil {
		d.mu.Unlock()
		<-before.taken
		return before.err
	}
	now := &delivery{taken: make(chan struct{})}
	d.known[document] = now
	d.mu.Unlock()
	defer d.settle(document, now)
	now.err = errors.New("client: the handler did not return")
	now.err = hand()
	return now.err
}

// settle remembers a document that was taken.
func (d *deliveries) settle(document digest, now *delivery) {
	close(now.taken)
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case now.err != nil:
		delete(d.known, document)
	case len(d.order) < deliveriesKept:
		d.order = append(d.order, document)
	default:
		delete(d.known, d.order[d.next])
		d.order[d.next] = document
		d.next = (d.next + 1) % deliveriesKept
	}
}
