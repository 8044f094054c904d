package client

import (
	"context"
	"io"
	"net/http"
	"sync"

	"github.com/mains-energy/mains/duis"
)

// ReceivePath is where the published clients take answers.
const ReceivePath = "/smartdcc/duis"

// Receiver is a User's receive service: an http.Handler to which the DCC posts
// responses and alerts. Deliveries may come twice; what it hands on is told apart
// by RequestID and ResponseID. It is safe for concurrent use.
type Receiver struct {
	client *Client
	mu     sync.Mutex
	waits  map[duis.RequestID]chan *Reply
	other  func(*Reply) error
}

// NewReceiver is a Receiver that checks documents as c does. What nobody waits for,
// alerts among it, goes to other, which may be nil; where other returns an error the DCC
// keeps the document and delivers it again.
func NewReceiver(c *Client, other func(*Reply) error) *Receiver {
	return &Receiver{client: c, waits: make(map[duis.RequestID]chan *Reply), other: other}
}

// ServeHTTP takes one document: 204 when it is taken, 400 when it is none and 503 when
// it is not taken, so that the DCC keeps it.
func (r *Receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
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
	reply, err := r.client.Read(req.Context(), document)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := r.take(reply); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (r *Receiver) take(reply *Reply) error {
	r.mu.Lock()
	var wait chan *Reply
	if reply.RequestID != nil {
		wait = r.waits[*reply.RequestID]
	}
	r.mu.Unlock()
	if wait != nil {
		select {
		case wait <- reply:
		default: // the same answer again
		}
		return nil
	}
	if r.other == nil {
		return nil
	}
	return r.other(reply)
}

// Expect prepares for the answer to a request, before the request is sent. The
// function it returns waits for that answer; call it once.
func (r *Receiver) Expect(id duis.RequestID) func(context.Context) (*Reply, error) {
	wait := make(chan *Reply, 1)
	r.mu.Lock()
	r.waits[id] = wait
	r.mu.Unlock()
	return func(ctx context.Context) (*Reply, error) {
		defer func() {
			r.mu.Lock()
			delete(r.waits, id)
			r.mu.Unlock()
		}()
		select {
		case reply := <-wait:
			return reply, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
